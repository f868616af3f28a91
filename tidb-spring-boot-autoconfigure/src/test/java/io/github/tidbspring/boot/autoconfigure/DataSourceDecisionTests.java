package io.github.tidbspring.boot.autoconfigure;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.autoconfigure.OwnDataSources.AnotherDataSource;
import io.github.tidbspring.boot.autoconfigure.OwnDataSources.OneDataSource;
import io.github.tidbspring.boot.autoconfigure.OwnDataSources.OwnClient;
import io.github.tidbspring.boot.autoconfigure.OwnDataSources.PrimaryDataSource;
import io.github.tidbspring.boot.autoconfigure.OwnDataSources.QualifiedDataSource;
import io.github.tidbspring.boot.autoconfigure.devserver.TiDBDevServerAutoConfiguration;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JndiDataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.XADataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each row of the table that says which {@code DataSource} an application gets. H2 is on
 * the class path throughout, as a trap.
 */
class DataSourceDecisionTests {

	private static final String H2 = "spring.datasource.url=jdbc:h2:mem:another";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
				TiDBDevServerAutoConfiguration.class, DataSourceAutoConfiguration.class,
				JndiDataSourceAutoConfiguration.class, XADataSourceAutoConfiguration.class,
				JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, SslAutoConfiguration.class))
		.withClassLoader(new FilteredClassLoader(TiDBDevServer.class));

	@Test
	void whenNothingIsConfiguredThenItIsTiDBOnThisMachine() {
		this.contextRunner.run((context) -> {
			HikariDataSource dataSource = context.getBean(HikariDataSource.class);
			assertThat(context.getBeanNamesForType(DataSource.class)).containsExactly("tidbDataSource");
			assertThat(dataSource.getJdbcUrl()).isEqualTo("jdbc:mysql://127.0.0.1:4000/test");
			assertThat(dataSource.getUsername()).isEqualTo("root");
			assertThat(dataSource.getPassword()).isNull();
			assertThat(dataSource.getPoolName()).isEqualTo("tidb");
			assertThat(dataSource.isRunning()).as("connected").isFalse();
			assertThat(context.getBean(TiDBClient.class).dataSource()).isSameAs(dataSource);
		});
	}

	@Test
	void whenOnlyTiDBIsConfiguredThenAllOfSpringJdbcFollowsIt() {
		this.contextRunner
			.withPropertyValues("tidb.host=tidb.example.org", "tidb.port=4001", "tidb.username=me",
					"tidb.password=secret", "tidb.database=notes", "tidb.hikari.maximum-pool-size=3")
			.run((context) -> {
				HikariDataSource dataSource = context.getBean(HikariDataSource.class);
				assertThat(dataSource.getJdbcUrl()).isEqualTo("jdbc:mysql://tidb.example.org:4001/notes");
				assertThat(dataSource.getUsername()).isEqualTo("me");
				assertThat(dataSource.getPassword()).isEqualTo("secret");
				assertThat(dataSource.getMaximumPoolSize()).isEqualTo(3);
				assertThat(context.getBean(JdbcTemplate.class).getDataSource()).isSameAs(dataSource);
				assertThat(context.getBean(DataSourceTransactionManager.class).getDataSource()).isSameAs(dataSource);
				assertThat(context).hasSingleBean(JdbcClient.class).hasSingleBean(TiDBClient.class);
			});
	}

	@Test
	void whenOnlyBootsUrlIsSetThenBootsDataSourceIsReused() {
		this.contextRunner.withPropertyValues(H2).run((context) -> {
			assertThat(context.getBeanNamesForType(DataSource.class)).containsExactly("dataSource");
			assertThat(context.getBean(TiDBClient.class).dataSource()).isSameAs(context.getBean("dataSource"));
		});
	}

	@Test
	void whenThereAreJdbcConnectionDetailsThenBootsDataSourceIsReused() {
		this.contextRunner.withUserConfiguration(JdbcDetails.class).run((context) -> {
			assertThat(context.getBeanNamesForType(DataSource.class)).containsExactly("dataSource");
			assertThat(context.getBean(TiDBClient.class).dataSource()).isSameAs(context.getBean("dataSource"));
		});
	}

	@Test
	void whenBootsUrlAndTiDBAreConfiguredThenTiDBIsForTheClientOnly() {
		this.contextRunner.withPropertyValues(H2, "tidb.host=tidb.example.org", "tidb.hikari.maximum-pool-size=3")
			.run((context) -> {
				HikariDataSource dedicated = context.getBean("tidbDataSource", HikariDataSource.class);
				DataSource boots = context.getBean("dataSource", DataSource.class);
				assertThat(dedicated.getJdbcUrl()).isEqualTo("jdbc:mysql://tidb.example.org:4000/test");
				assertThat(dedicated.getMaximumPoolSize()).isEqualTo(3);
				assertThat(context.getBean(DataSource.class)).isSameAs(boots);
				assertThat(context.getBean(JdbcTemplate.class).getDataSource()).isSameAs(boots);
				assertThat(context.getBean(DataSourceTransactionManager.class).getDataSource()).isSameAs(boots);
				assertThat(context.getBean(TiDBClient.class).dataSource()).isSameAs(dedicated);
			});
	}

	@Test
	void whenThereAreDetailsOfBothThenTiDBIsForTheClientOnly() {
		this.contextRunner.withUserConfiguration(JdbcDetails.class, TiDBDetails.class).run((context) -> {
			HikariDataSource dedicated = context.getBean("tidbDataSource", HikariDataSource.class);
			assertThat(dedicated.getJdbcUrl()).isEqualTo("jdbc:mysql://details.example.org:4000/test");
			assertThat(context.getBean(DataSource.class)).isSameAs(context.getBean("dataSource"));
			assertThat(context.getBean(TiDBClient.class).dataSource()).isSameAs(dedicated);
		});
	}

	@Test
	void whenThereAreTiDBDetailsThenTheyReplaceTheProperties() {
		this.contextRunner.withUserConfiguration(TiDBDetails.class)
			.withPropertyValues("tidb.host=ignored.example.org", "tidb.hikari.maximum-pool-size=3")
			.run((context) -> {
				HikariDataSource dataSource = context.getBean(HikariDataSource.class);
				assertThat(dataSource.getJdbcUrl()).isEqualTo("jdbc:mysql://details.example.org:4000/test");
				assertThat(dataSource.getMaximumPoolSize()).isEqualTo(3);
				assertThat(context).doesNotHaveBean(PropertiesTiDBConnectionDetails.class);
			});
	}

	@Test
	void whenUserDefinesDataSourceThenItIsReused() {
		this.contextRunner.withUserConfiguration(OneDataSource.class).run((context) -> {
			assertThat(context.getBeanNamesForType(DataSource.class)).containsExactly("mine");
			assertThat(context.getBean(TiDBClient.class).dataSource()).isSameAs(context.getBean("mine"));
		});
	}

	@Test
	void whenUserDefinesDataSourceBesidePropertiesThenItIsReused() {
		this.contextRunner.withUserConfiguration(OneDataSource.class)
			.withPropertyValues("tidb.host=tidb.example.org")
			.run((context) -> {
				assertThat(context.getBeanNamesForType(DataSource.class)).containsExactly("mine");
				assertThat(context.getBean(TiDBClient.class).dataSource()).isSameAs(context.getBean("mine"));
			});
	}

	@Test
	void whenOneOfTwoIsPrimaryThenItIsUsed() {
		this.contextRunner.withUserConfiguration(OneDataSource.class, PrimaryDataSource.class)
			.run((context) -> assertThat(context.getBean(TiDBClient.class).dataSource())
				.isSameAs(context.getBean("first")));
	}

	@Test
	void whenOneIsQualifiedThenItIsUsedAndNotThePrimaryOne() {
		this.contextRunner.withUserConfiguration(QualifiedDataSource.class, PrimaryDataSource.class)
			.run((context) -> assertThat(context.getBean(TiDBClient.class).dataSource())
				.isSameAs(context.getBean("chosen")));
	}

	@Test
	void whenOneOfTwoIsQualifiedThenNoPrimaryIsNeeded() {
		this.contextRunner.withUserConfiguration(OneDataSource.class, QualifiedDataSource.class)
			.run((context) -> assertThat(context.getBean(TiDBClient.class).dataSource())
				.isSameAs(context.getBean("chosen")));
	}

	@Test
	void whenNoneOfTwoIsChosenThenThereIsNoClient() {
		this.contextRunner.withUserConfiguration(OneDataSource.class, AnotherDataSource.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TiDBClient.class));
	}

	@Test
	void whenUserDefinesClientThenOursBacksOff() {
		this.contextRunner.withUserConfiguration(OwnClient.class).run((context) -> {
			assertThat(context.getBeanNamesForType(TiDBClient.class)).containsExactly("ownClient");
			assertThat(context).doesNotHaveBean("tidbClient");
		});
	}

	@Test
	void whenOnlyThePortIsSetThenBootsUrlStillWins() {
		this.contextRunner.withPropertyValues(H2, "tidb.port=4001")
			.run((context) -> assertThat(context.getBeanNamesForType(DataSource.class)).containsExactly("dataSource"));
	}

	@Configuration(proxyBeanMethods = false)
	static class TiDBDetails {

		@Bean
		TiDBConnectionDetails details() {
			return () -> ConnectionSettings.builder().host("details.example.org").build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JdbcDetails {

		@Bean
		JdbcConnectionDetails jdbcDetails() {
			return new JdbcConnectionDetails() {

				@Override
				public String getUsername() {
					return "sa";
				}

				@Override
				public String getPassword() {
					return "";
				}

				@Override
				public String getJdbcUrl() {
					return "jdbc:h2:mem:details";
				}

			};
		}

	}

}

package io.github.tidbspring.boot.testcontainers;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import io.github.tidbspring.boot.autoconfigure.TiDBDataSourceAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.devserver.TiDBDevServerAutoConfiguration;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which {@code DataSource} a {@code @ServiceConnection} to a TiDB container makes. The
 * containers are beans that need no engine; Boot's own part is real.
 */
class TiDBContainerConnectionDetailsFactoryTests {

	private static final String CONTAINER_URL = "jdbc:mysql://docker.example.org:32768/test";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
				DataSourceAutoConfiguration.class, ServiceConnectionAutoConfiguration.class));

	@Test
	void whenContainerIsAServiceConnectionThenItIsTheOnlyDataSource() {
		this.contextRunner.withUserConfiguration(TiDB.class).run((context) -> {
			assertThat(context).as("Boot's details of the same container").hasSingleBean(JdbcConnectionDetails.class);
			assertThat(context).hasSingleBean(TiDBConnectionDetails.class);
			assertOnlyOurs(context);
			HikariDataSource dataSource = context.getBean(HikariDataSource.class);
			assertThat(dataSource.getUsername()).isEqualTo("root");
			assertThat(dataSource.getPassword()).isEqualTo("of-the-container");
			assertThat(dataSource.getDataSourceProperties()).containsEntry("sslMode", "PREFERRED");
			assertThat(context.getBean(RunningTiDB.class).starts()).isPositive();
		});
	}

	@Test
	void whenPropertiesSayAnotherPlaceThenTheContainerWins() {
		this.contextRunner.withUserConfiguration(TiDB.class)
			.withPropertyValues("tidb.host=tidb.example.org", "tidb.username=me", "tidb.password=of-the-properties",
					"tidb.database=notes", "tidb.ssl.mode=verify-identity", "tidb.hikari.maximum-pool-size=3")
			.run((context) -> {
				assertOnlyOurs(context);
				HikariDataSource dataSource = context.getBean(HikariDataSource.class);
				assertThat(dataSource.getUsername()).isEqualTo("root");
				assertThat(dataSource.getPassword()).isEqualTo("of-the-container");
				assertThat(dataSource.getDataSourceProperties()).containsEntry("sslMode", "PREFERRED");
				assertThat(dataSource.getMaximumPoolSize()).isEqualTo(3);
			});
	}

	@Test
	void whenBootsUrlIsSetThenTheContainerWins() {
		this.contextRunner.withUserConfiguration(TiDB.class)
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:production")
			.run(TiDBContainerConnectionDetailsFactoryTests::assertOnlyOurs);
	}

	@Test
	void whenContainerHasUrlParametersThenTheyAreHonoured() {
		this.contextRunner.withUserConfiguration(TiDBWithParameters.class).run((context) -> {
			HikariDataSource dataSource = context.getBean(HikariDataSource.class);
			assertThat(dataSource.getDataSourceProperties()).containsEntry("sslMode", "DISABLED")
				.containsEntry("connectTimeout", "1234");
		});
	}

	@Test
	void whenThereIsAContainerThenTheStandInDoesNotStart() {
		this.contextRunner.withUserConfiguration(TiDB.class)
			.withConfiguration(AutoConfigurations.of(TiDBDevServerAutoConfiguration.class))
			.run((context) -> {
				assertThat(context).doesNotHaveBean(TiDBDevServer.class);
				assertOnlyOurs(context);
			});
	}

	@Test
	void whenThereIsAPostgresContainerThenTiDBIsForTheClientOnly() {
		this.contextRunner.withUserConfiguration(Postgres.class, TiDB.class)
			.run(TiDBContainerConnectionDetailsFactoryTests::assertBesidePostgres);
	}

	@Test
	void whenThePostgresContainerComesSecondThenTheTypeKeepsThemApart() {
		this.contextRunner.withUserConfiguration(TiDBByType.class, Postgres.class)
			.run(TiDBContainerConnectionDetailsFactoryTests::assertBesidePostgres);
	}

	@Test
	void whenOnlyJdbcDetailsAreWantedThenBootsDataSourceIsReused() {
		this.contextRunner.withUserConfiguration(TiDBAsJdbc.class).run((context) -> {
			assertThat(context).doesNotHaveBean("tidbDataSource");
			HikariDataSource boots = context.getBean(HikariDataSource.class);
			assertThat(boots.getJdbcUrl()).isEqualTo(CONTAINER_URL);
			assertThat(context.getBean(TiDBClient.class).dataSource()).isSameAs(boots);
		});
	}

	private static void assertOnlyOurs(AssertableApplicationContext context) {
		assertThat(context.getBeanNamesForType(DataSource.class)).containsExactly("tidbDataSource");
		HikariDataSource dataSource = context.getBean(HikariDataSource.class);
		assertThat(dataSource.getJdbcUrl()).isEqualTo(CONTAINER_URL);
		assertThat(dataSource.isRunning()).as("connected").isFalse();
		assertThat(context.getBean(TiDBClient.class).dataSource()).isSameAs(dataSource);
	}

	private static void assertBesidePostgres(AssertableApplicationContext context) {
		HikariDataSource boots = (HikariDataSource) context.getBean(DataSource.class);
		assertThat(boots).isSameAs(context.getBean("dataSource"));
		assertThat(boots.getJdbcUrl()).isEqualTo(RunningPostgres.URL);
		HikariDataSource tidb = (HikariDataSource) context.getBean(TiDBClient.class).dataSource();
		assertThat(tidb).isSameAs(context.getBean("tidbDataSource"));
		assertThat(tidb.getJdbcUrl()).isEqualTo(CONTAINER_URL);
	}

	private static RunningTiDB container() {
		return new RunningTiDB("docker.example.org", 32768, "of-the-container");
	}

	@Configuration(proxyBeanMethods = false)
	static class TiDB {

		@Bean
		@ServiceConnection
		RunningTiDB tidbContainer() {
			return container();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TiDBWithParameters {

		@Bean
		@ServiceConnection
		RunningTiDB tidbContainer() {
			RunningTiDB container = container();
			container.withUrlParam("useSSL", "false").withUrlParam("connectTimeout", "1234");
			return container;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TiDBByType {

		@Bean
		@ServiceConnection(type = TiDBConnectionDetails.class)
		RunningTiDB tidbContainer() {
			return container();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TiDBAsJdbc {

		@Bean
		@ServiceConnection(type = JdbcConnectionDetails.class)
		RunningTiDB tidbContainer() {
			return container();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Postgres {

		@Bean
		@ServiceConnection
		RunningPostgres postgresContainer() {
			return new RunningPostgres();
		}

	}

}

package io.github.tidbspring.boot.autoconfigure;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * An application with a {@link TiDBClient} of its own has no {@code DataSource} that
 * leads to another server.
 */
@ExtendWith(OutputCaptureExtension.class)
class OwnClientDataSourceTests {

	private static final String URL = "mysql://me@tidb.example.org:4009/notes";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
				TiDBPropertyDiagnosticsAutoConfiguration.class, DataSourceAutoConfiguration.class,
				JdbcTemplateAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class))
		.withClassLoader(new FilteredClassLoader(TiDBDevServer.class));

	@Test
	void whenOnlyTheOwnClientKnowsTheServerThenAllFollowIt() {
		this.contextRunner.withUserConfiguration(Connected.class).run((context) -> {
			DataSource dataSource = context.getBean(DataSource.class);
			assertThat(context.getBean(TiDBClient.class).dataSource()).isSameAs(dataSource);
			assertThat(((HikariDataSource) dataSource).getJdbcUrl())
				.isEqualTo("jdbc:mysql://tidb.example.org:4009/notes");
			assertThat(context.getBean(JdbcTemplate.class).getDataSource()).isSameAs(dataSource);
			assertThat(context.getBean(DataSourceTransactionManager.class).getDataSource()).isSameAs(dataSource);
		});
	}

	@Test
	void whenTheContextEndsThenTheClientClosesWhatIsItsOwn() {
		HikariDataSource[] pool = new HikariDataSource[1];
		this.contextRunner.withUserConfiguration(Connected.class).run((context) -> {
			pool[0] = context.getBean(HikariDataSource.class);
			assertThat(pool[0].isClosed()).isFalse();
		});
		assertThat(pool[0].isClosed()).isTrue();
	}

	@Test
	void whenOneOfTwoOwnClientsIsPrimaryThenAllFollowIt() {
		this.contextRunner.withUserConfiguration(Connected.class, Primaries.class)
			.run((context) -> assertThat(context.getBean(JdbcTemplate.class).getDataSource())
				.isSameAs(context.getBean("first", TiDBClient.class).dataSource()));
	}

	@Test
	void whenNoneOfTwoOwnClientsIsPrimaryThenNothingConnectsAndTheReasonIsSaid() {
		this.contextRunner.withUserConfiguration(Connected.class, Another.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThatException().isThrownBy(() -> context.getBean(DataSource.class).getConnection())
				.withMessageContaining("another")
				.withMessageContaining("own")
				.withMessageContaining("@Primary");
		});
	}

	@Test
	void whenTheOwnClientIsMadeOfOurBuilderThenTheDataSourceIsOurs() {
		this.contextRunner.withUserConfiguration(OfBuilder.class)
			.withPropertyValues("tidb.hikari.maximum-pool-size=3")
			.run(OwnClientDataSourceTests::assertOurs);
	}

	@Test
	void whenTheOwnClientIsMadeOfTheDataSourceThenThatIsOurs() {
		this.contextRunner.withUserConfiguration(OfDataSource.class)
			.withPropertyValues("tidb.hikari.maximum-pool-size=3")
			.run(OwnClientDataSourceTests::assertOurs);
	}

	@Test
	void whenTheDataSourceIsAskedForFirstThenItIsOursAllTheSame() {
		this.contextRunner.withUserConfiguration(Asking.class, OfField.class)
			.withPropertyValues("tidb.hikari.maximum-pool-size=3")
			.run(OwnClientDataSourceTests::assertOurs);
	}

	@Test
	void whenBeansAreLazyThenAllFollowTheOwnClientToo() {
		this.contextRunner.withUserConfiguration(LazilyConnected.class)
			.run((context) -> assertThat(context.getBean(JdbcTemplate.class).getDataSource())
				.isSameAs(context.getBean(TiDBClient.class).dataSource()));
	}

	@Test
	void whenPropertiesSayWhereTiDBIsThenTheDataSourceIsTheirs() {
		this.contextRunner.withUserConfiguration(Connected.class)
			.withPropertyValues("tidb.host=other.example.org")
			.run((context) -> assertThat(context.getBean(HikariDataSource.class).getJdbcUrl())
				.isEqualTo("jdbc:mysql://other.example.org:4000/test"));
	}

	@Test
	void whenBootsUrlIsSetThenTheDataSourceIsBoots() {
		this.contextRunner.withUserConfiguration(Connected.class)
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:own-client")
			.run((context) -> assertThat(context.getBeanNamesForType(DataSource.class)).containsExactly("dataSource"));
	}

	@Test
	void whenPropertiesOfThePoolHaveNoEffectThenTheyAreNamed(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Connected.class)
			.withPropertyValues("tidb.hikari.maximum-pool-size=3", "tidb.password=geheim")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output)
			.contains("These properties have no effect: tidb.hikari.maximum-pool-size, tidb.password "
					+ "(the application has a TiDBClient of its own)")
			.doesNotContain("geheim");
	}

	private static void assertOurs(org.springframework.context.ApplicationContext context) {
		HikariDataSource dataSource = context.getBean(HikariDataSource.class);
		assertThat(dataSource.getJdbcUrl()).isEqualTo("jdbc:mysql://127.0.0.1:4000/test");
		assertThat(dataSource.getMaximumPoolSize()).isEqualTo(3);
		assertThat(context.getBean(TiDBClient.class).dataSource()).isSameAs(dataSource);
		assertThat(context.getBean(JdbcTemplate.class).getDataSource()).isSameAs(dataSource);
	}

	@Configuration(proxyBeanMethods = false)
	static class Connected {

		@Bean
		TiDBClient own() {
			return TiDBClient.create(URL);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazilyConnected {

		@Bean
		@Lazy
		TiDBClient own() {
			return TiDBClient.create(URL);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Another {

		@Bean
		TiDBClient another() {
			return TiDBClient.create("mysql://me@another.example.org/d");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Primaries {

		@Bean
		@Primary
		TiDBClient first() {
			return TiDBClient.create("mysql://me@first.example.org/d");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfBuilder {

		@Bean
		TiDBClient own(TiDBClient.Builder builder) {
			return builder.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfDataSource {

		@Bean
		TiDBClient own(DataSource dataSource) {
			return TiDBClient.create(dataSource);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfField {

		@Autowired
		private TiDBClient.Builder builder;

		@Bean
		TiDBClient own() {
			return this.builder.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Asking {

		@Bean
		String asking(DataSource dataSource) {
			return dataSource.toString();
		}

	}

}

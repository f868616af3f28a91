package io.github.tidbspring.boot.autoconfigure;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.connection.TiDBSQLExceptionOverride;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which pool of an application gets the exception override.
 */
@ExtendWith(OutputCaptureExtension.class)
class ExceptionOverrideTests {

	private static final String URL = "spring.datasource.url=jdbc:mysql://127.0.0.1:4000/test";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
				DataSourceAutoConfiguration.class))
		.withClassLoader(new FilteredClassLoader(TiDBDevServer.class));

	@Test
	void poolOfBootGetsItAndThatIsSaidOnce(CapturedOutput output) {
		this.contextRunner.withPropertyValues(URL).run((context) -> {
			HikariDataSource pool = context.getBean(HikariDataSource.class);
			assertThat(pool.getExceptionOverride()).isInstanceOf(TiDBSQLExceptionOverride.class);
			assertThat(pool.isRunning()).isFalse();
			assertThat(context.getBean(TiDBClient.class).dataSource()).isSameAs(pool);
		});
		assertThat(output.toString().split("gets TiDBSQLExceptionOverride", -1)).hasSize(2);
		assertThat(output).contains("'dataSource'", "tidb.exception-override.enabled=false", "INFO");
	}

	@Test
	void whenSwitchedOffThenThePoolStaysAsItIs(CapturedOutput output) {
		this.contextRunner.withPropertyValues(URL, "tidb.exception-override.enabled=false")
			.run((context) -> assertThat(context.getBean(HikariDataSource.class).getExceptionOverride()).isNull());
		assertThat(output).doesNotContain("gets TiDBSQLExceptionOverride");
	}

	@Test
	void whenThePoolHasOneThenThatStays(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues(URL, "spring.datasource.hikari.exception-override-class-name=" + Own.class.getName())
			.run((context) -> assertThat(context.getBean(HikariDataSource.class).getExceptionOverride())
				.isInstanceOf(Own.class));
		assertThat(output).doesNotContain("gets TiDBSQLExceptionOverride");
	}

	@Test
	void oursCanBeNamedInBoot() {
		this.contextRunner
			.withPropertyValues(URL, "tidb.exception-override.enabled=false",
					"spring.datasource.hikari.exception-override-class-name="
							+ TiDBSQLExceptionOverride.class.getName())
			.run((context) -> assertThat(context.getBean(HikariDataSource.class).getExceptionOverride())
				.isInstanceOf(TiDBSQLExceptionOverride.class));
	}

	@Test
	void poolOfOursHasItWithoutAWord(CapturedOutput output) {
		this.contextRunner.withPropertyValues("tidb.host=127.0.0.1")
			.run((context) -> assertThat(context.getBean(HikariDataSource.class).getExceptionOverride())
				.isInstanceOf(TiDBSQLExceptionOverride.class));
		assertThat(output).doesNotContain("gets TiDBSQLExceptionOverride");
	}

	@Test
	void overrideOfPropertiesWinsInThePoolOfOurs() {
		this.contextRunner
			.withPropertyValues("tidb.host=127.0.0.1",
					"tidb.hikari.exception-override-class-name=" + Own.class.getName())
			.run((context) -> assertThat(context.getBean(HikariDataSource.class).getExceptionOverride())
				.isInstanceOf(Own.class));
	}

	@Test
	void poolOfAnotherDatabaseDoesNotGetIt() {
		this.contextRunner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:another")
			.run((context) -> assertThat(context.getBean(HikariDataSource.class).getExceptionOverride()).isNull());
		this.contextRunner.withPropertyValues(URL, "tidb.host=127.0.0.1").run((context) -> {
			assertThat(context.getBean("dataSource", HikariDataSource.class).getExceptionOverride()).isNull();
			assertThat(context.getBean("tidbDataSource", HikariDataSource.class).getExceptionOverride())
				.isInstanceOf(TiDBSQLExceptionOverride.class);
		});
	}

	@Test
	void poolBehindTheClientsDataSourceGetsIt() {
		this.contextRunner.withUserConfiguration(Two.class).run((context) -> {
			assertThat(context.getBean("pool", HikariDataSource.class).getExceptionOverride())
				.isInstanceOf(TiDBSQLExceptionOverride.class);
			assertThat(context.getBean("other", HikariDataSource.class).getExceptionOverride()).isNull();
		});
	}

	public static final class Own implements SQLExceptionOverride {

	}

	@Configuration(proxyBeanMethods = false)
	static class Two {

		@Bean
		HikariDataSource pool() {
			return mysql();
		}

		@Bean
		HikariDataSource other() {
			return mysql();
		}

		@Bean
		@Primary
		DataSource lazy(HikariDataSource pool) {
			return new LazyConnectionDataSourceProxy(pool);
		}

		private static HikariDataSource mysql() {
			HikariDataSource pool = new HikariDataSource();
			pool.setJdbcUrl("jdbc:mysql://127.0.0.1:4000/test");
			return pool;
		}

	}

}

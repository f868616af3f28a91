package io.github.tidbspring.boot.autoconfigure;

import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.metrics.DataSourcePoolMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Hikari's metrics, for each {@code DataSource} that the client may have.
 */
class PoolMetricsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
				DataSourceAutoConfiguration.class, MetricsAutoConfiguration.class,
				DataSourcePoolMetricsAutoConfiguration.class))
		.withBean(SimpleMeterRegistry.class)
		// The pool starts, and with it its meters, though nothing listens at port 1.
		.withPropertyValues("tidb.port=1", "tidb.hikari.initialization-fail-timeout=-1",
				"tidb.hikari.connection-timeout=250")
		.withClassLoader(new FilteredClassLoader(TiDBDevServer.class));

	@Test
	void whenTiDBIsTheApplicationsDatabaseThenItsPoolIsMeasured() {
		this.contextRunner.run((context) -> {
			startPool(context);
			assertThatPoolIsMeasured(context, "tidb");
		});
	}

	@Test
	void whenTiDBIsBesideAnotherDatabaseThenBothPoolsAreMeasured() {
		this.contextRunner
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:metrics", "spring.datasource.hikari.pool-name=other",
					"tidb.host=127.0.0.1")
			.run((context) -> {
				startPool(context);
				context.getBean("dataSource", DataSource.class).getConnection().close();
				assertThatPoolIsMeasured(context, "tidb");
				assertThatPoolIsMeasured(context, "other");
			});
	}

	@Test
	void whenThePoolHasAnotherNameThenThatIsTheTag() {
		this.contextRunner.withPropertyValues("tidb.hikari.pool-name=notes").run((context) -> {
			startPool(context);
			assertThatPoolIsMeasured(context, "notes");
		});
	}

	@Test
	void whenThePoolIsBootsThenItIsMeasuredUnderItsName() {
		this.contextRunner
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:metrics", "spring.datasource.hikari.pool-name=tidb")
			.run((context) -> {
				context.getBean(TiDBClient.class).dataSource().getConnection().close();
				assertThatPoolIsMeasured(context, "tidb");
			});
	}

	private static void startPool(AssertableApplicationContext context) {
		HikariDataSource pool = context.getBean("tidbDataSource", HikariDataSource.class);
		assertThatExceptionOfType(SQLException.class).isThrownBy(pool::getConnection);
	}

	private static void assertThatPoolIsMeasured(AssertableApplicationContext context, String pool) {
		assertThat(context.getBean(MeterRegistry.class).find("hikaricp.connections").tag("pool", pool).gauge())
			.isNotNull();
	}

}

package io.github.tidbspring.boot.integration;

import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.Arrays;

import javax.management.JMException;
import javax.management.ObjectName;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.TiDBConnectionException;
import io.github.tidbspring.client.connection.ConnectionFailure.Reason;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.test.SharedDevServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * With {@code tidb.connection-fetch=lazy}, a transaction takes a connection with its
 * first statement.
 */
@ExtendWith(OutputCaptureExtension.class)
class LazyConnectionFetchIntegrationTests {

	@Test
	void whenFetchIsLazyThenATransactionWithoutAStatementTakesNoConnection() {
		try (ConfigurableApplicationContext context = run(Quiet.class, "tidb.connection-fetch=lazy")) {
			TiDBClient tidb = context.getBean(TiDBClient.class);
			HikariDataSource pool = pool(tidb.dataSource());
			assertThat(tidb.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
			transaction(context).executeWithoutResult((status) -> {
				assertThat(active(pool)).as("before the first statement").isZero();
				tidb.sql("SELECT 1").query(Integer.class).single();
				context.getBean(JdbcTemplate.class).queryForObject("SELECT 1", Integer.class);
				assertThat(active(pool)).as("in one transaction").isEqualTo(1);
			});
			tidb.inTransactionWithoutResult((tx) -> assertThat(active(pool)).isZero());
			assertThat(context.getBean("tidbHealthContributor", HealthIndicator.class).health().getStatus())
				.isEqualTo(Status.UP);
		}
	}

	@Test
	void whenFetchIsEagerThenATransactionTakesAConnectionWhenItBegins() {
		try (ConfigurableApplicationContext context = run(Quiet.class, "tidb.connection-fetch=eager")) {
			HikariDataSource pool = pool(context.getBean(TiDBClient.class).dataSource());
			transaction(context).executeWithoutResult((status) -> assertThat(active(pool)).isEqualTo(1));
		}
	}

	/** Otherwise a statement would meet the pool before it is translated. */
	@Test
	void theProxyIsAroundTheTranslationOfTheDevelopmentServer() {
		try (ConfigurableApplicationContext context = run(Quiet.class, "tidb.connection-fetch=lazy")) {
			TiDBDevServer server = context.getBean(TiDBDevServer.class);
			assertThat(context.getBean("tidbDataSource")).isInstanceOfSatisfying(LazyConnectionDataSourceProxy.class,
					(proxy) -> assertThat(proxy.getTargetDataSource() instanceof HikariDataSource)
						.isEqualTo(!server.isStandIn()));
			assertThatExceptionOfType(NoSuchBeanDefinitionException.class)
				.isThrownBy(() -> context.getBean("dataSource"));
			TiDBClient tidb = context.getBean(TiDBClient.class);
			tidb.sql("CREATE TABLE note (id BIGINT PRIMARY KEY AUTO_RANDOM, embedding VECTOR(3))").update();
			assertThat(tidb.sql("SELECT COUNT(*) FROM note").query(Integer.class).single()).isZero();
		}
	}

	@Test
	@ExtendWith(SharedDevServer.class)
	void whenTheConnectionFailsLateThenTheClientSaysTheSame(TiDBDevServer server) {
		try (ConfigurableApplicationContext context = run(Quiet.class, "tidb.connection-fetch=lazy",
				"tidb.host=" + server.host(), "tidb.port=" + server.port(), "tidb.username=alice",
				"tidb.password=topsecret")) {
			TiDBClient tidb = context.getBean(TiDBClient.class);
			assertThatExceptionOfType(TiDBConnectionException.class)
				.isThrownBy(() -> tidb.sql("SELECT 1").query(Integer.class).single())
				.withMessageContaining("the server refused the user name or the password")
				.satisfies((ex) -> assertThat(ex.getFailure().reason()).isEqualTo(Reason.ACCESS_DENIED));
			assertThatExceptionOfType(TiDBConnectionException.class).isThrownBy(tidb::serverInfo);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "eager", "lazy" })
	void whenThereIsJmxThenThePoolIsManagedThere(String fetch) throws JMException {
		try (ConfigurableApplicationContext context = run(Quiet.class, "tidb.connection-fetch=" + fetch,
				"tidb.host=tidb.example.org", "spring.jmx.enabled=true")) {
			assertThat(context.isActive()).isTrue();
			assertThat(ManagementFactory.getPlatformMBeanServer()
				.queryNames(new ObjectName("*:name=tidbDataSource,*"), null)).hasSize(1);
		}
	}

	@Test
	void whenTheClientIsTheApplicationsThenItsDataSourceStaysAsItIs(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run(WithOwnClient.class, "tidb.connection-fetch=lazy",
				"tidb.dev-server.enabled=false")) {
			assertThat(context.getBean("tidbDataSource")).isSameAs(context.getBean(TiDBClient.class).dataSource())
				.isNotInstanceOf(LazyConnectionDataSourceProxy.class);
		}
		assertThat(output).contains("no effect: tidb.connection-fetch (the application has a TiDBClient of its own)");
	}

	@Test
	void whenTheDataSourceIsTheApplicationsThenItIsSaidThatThePropertyHasNoEffect(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run(WithOwnDataSource.class, "tidb.connection-fetch=lazy",
				"tidb.dev-server.enabled=false")) {
			assertThat(context.getBean(DataSource.class)).isNotInstanceOf(LazyConnectionDataSourceProxy.class);
		}
		assertThat(output).contains("no effect: tidb.connection-fetch (the application has a DataSource of its own)");
	}

	private static TransactionTemplate transaction(ConfigurableApplicationContext context) {
		return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
	}

	private static HikariDataSource pool(DataSource dataSource) {
		try {
			return dataSource.unwrap(HikariDataSource.class);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static int active(HikariDataSource pool) {
		return pool.getHikariPoolMXBean().getActiveConnections();
	}

	private static ConfigurableApplicationContext run(Class<?> application, String... properties) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off")
			.run(Arrays.stream(properties).map((property) -> "--" + property).toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = { "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
					"org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
					"org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration" })
	static class Quiet {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Quiet.class)
	static class WithOwnClient {

		@Bean
		TiDBClient own() {
			return TiDBClient.create("mysql://me@tidb.example.org/d");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Quiet.class)
	static class WithOwnDataSource {

		@Bean
		DataSource mine() {
			return new SimpleDriverDataSource();
		}

	}

}

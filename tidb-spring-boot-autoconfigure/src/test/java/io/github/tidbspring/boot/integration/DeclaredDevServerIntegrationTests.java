package io.github.tidbspring.boot.integration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A development server that an application, or its test, declares as a bean replaces what
 * the configuration says, as a container does.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeclaredDevServerIntegrationTests {

	private static final String ELSEWHERE = "spring.datasource.url=jdbc:mysql://db.example.org/production";

	private static TiDBDevServer server;

	@BeforeAll
	static void startServer() {
		server = TiDBDevServer.builder().database("declared").start();
	}

	@AfterAll
	static void closeServer() {
		server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "tidb.host=tidb.example.org", "tidb.database-url=mysql://root@tidb.example.org/production",
			"tidb.username=alice", "tidb.ssl.mode=disabled", "tidb.dev-server.enabled=false",
			"spring.application.name=nothing" })
	void whenThereIsABeanThenItReplacesTheProperties(String property, CapturedOutput output) {
		try (ConfigurableApplicationContext context = run(Declared.class, property)) {
			assertThat(context.getBeansOfType(TiDBDevServer.class)).containsOnlyKeys("ownServer");
			assertUsesServer(context);
		}
		assertThat(output)
			.containsOnlyOnce(
					"This application uses the development server that is declared as a bean, " + server.version())
			.doesNotContain(server.password());
	}

	@Test
	void whenItIsAServiceConnectionThenItReplacesTheDataSourceToo() {
		try (ConfigurableApplicationContext context = run(ServiceConnected.class, ELSEWHERE,
				"tidb.host=tidb.example.org")) {
			assertUsesServer(context);
			assertThat(context.getBeansOfType(DataSource.class)).containsOnlyKeys("tidbDataSource");
			assertThat(context.getBean(JdbcTemplate.class).queryForObject("SELECT DATABASE()", String.class))
				.isEqualTo("declared");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Declared.class, ServiceConnectedForTiDB.class })
	void whenItIsNoneForJdbcThenTheOtherDatabaseStays(Class<?> configuration) {
		try (ConfigurableApplicationContext context = run(configuration, ELSEWHERE)) {
			assertUsesServer(context);
			assertThat(context.getBean(DataSource.class)).isInstanceOfSatisfying(HikariDataSource.class,
					(other) -> assertThat(other.getJdbcUrl()).contains("db.example.org"));
		}
	}

	@Test
	void whenThereAreSeveralThenTheyAreNamedUnlessOneIsPrimary(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run(Several.class).close());
		assertThat(output).contains("There are several TiDBDevServer beans (first, second)", "@Primary")
			.contains("APPLICATION FAILED TO START");
		try (ConfigurableApplicationContext context = run(OnePrimary.class)) {
			assertUsesServer(context);
		}
	}

	@Test
	void whenUrlOfJdbcIsUsedThenItConnectsEncrypted() throws SQLException {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(server.jdbcUrl());
			pool.setUsername(server.username());
			pool.setPassword(server.password());
			try (Connection connection = pool.getConnection()) {
				assertThat(connection.getCatalog()).isEqualTo("declared");
			}
			assertThat(TiDBClient.create(pool).serverInfo().isEncrypted()).isTrue();
		}
	}

	private static void assertUsesServer(ConfigurableApplicationContext context) {
		TiDBClient tidb = context.getBean(TiDBClient.class);
		assertThat(tidb.serverInfo().version()).isEqualTo(server.version());
		assertThat(tidb.serverInfo().database()).isEqualTo("declared");
		assertThat(tidb.serverInfo().isEncrypted()).isTrue();
		tidb.sql("CREATE TABLE IF NOT EXISTS vectors (id BIGINT PRIMARY KEY AUTO_RANDOM, v VECTOR(2))").update();
		assertThat(context.getBean(TiDBConnectionDetails.class).getConnectionSettings().port())
			.isEqualTo(server.port());
	}

	private static ConfigurableApplicationContext run(Class<?> configuration, String... properties) {
		return new SpringApplicationBuilder(Application.class, configuration).web(WebApplicationType.NONE)
			.properties("spring.flyway.enabled=false",
					"spring.autoconfigure.exclude=org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
							+ "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration")
			.run(Arrays.stream(properties).map((property) -> "--" + property).toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	static class Declared {

		@Bean(destroyMethod = "")
		TiDBDevServer ownServer() {
			return server;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Several {

		@Bean(destroyMethod = "")
		TiDBDevServer first() {
			return server;
		}

		@Bean(destroyMethod = "")
		TiDBDevServer second() {
			return server;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnePrimary {

		@Bean(destroyMethod = "")
		@Primary
		TiDBDevServer first() {
			return server;
		}

		@Bean(destroyMethod = "")
		TiDBDevServer second() {
			return server;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ServiceConnected {

		@Bean(destroyMethod = "")
		@ServiceConnection
		TiDBDevServer ownServer() {
			return server;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ServiceConnectedForTiDB {

		@Bean(destroyMethod = "")
		@ServiceConnection(type = TiDBConnectionDetails.class)
		TiDBDevServer ownServer() {
			return server;
		}

	}

}

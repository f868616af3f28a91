package io.github.tidbspring.boot.integration;

import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application with the development server on its class path.
 */
@ExtendWith(OutputCaptureExtension.class)
class DevServerIntegrationTests {

	@Test
	void whenNothingIsConfiguredThenTheApplicationHasAnEncryptedDatabase(CapturedOutput output) {
		int port;
		try (ConfigurableApplicationContext context = run()) {
			TiDBClient tidb = context.getBean(TiDBClient.class);
			TiDBDevServer server = context.getBean(TiDBDevServer.class);
			port = server.port();
			assertThat(tidb.sql("SELECT VEC_DIMS('[1,2,3]')").query(Integer.class).single()).isEqualTo(3);
			assertThat(tidb.serverInfo().isTiDB()).isNotEqualTo(server.isStandIn());
			assertThat(tidb.serverInfo().isEncrypted()).isTrue();
			assertThat(tidb.serverInfo().database()).isEqualTo("test");
			assertThat(output.toString()
				.lines()
				.filter((line) -> line.contains(server.version()) && line.contains("tidb.host")))
				.as("the line that says so")
				.singleElement()
				.asString()
				.contains(server.isStandIn() ? ". To use a TiDB, set" : ". To use another TiDB, set");
			assertThat(output).containsOnlyOnce("Started " + server.description());
			assertThat(output).doesNotContain(server.password());
			Health health = context.getBean("tidbHealthContributor", HealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails().get("product")).asString()
				.startsWith(server.isStandIn() ? "MariaDB, a stand-in for TiDB" : "TiDB");
			assertThat(health.getDetails().get("tls")).asString().startsWith("TLSv1.");
			assertThat(health.getDetails().toString()).doesNotContain(server.password());
		}
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> new Socket("127.0.0.1", port).close());
	}

	@Test
	void whenADatabaseIsNamedThenTheServerHasIt() {
		try (ConfigurableApplicationContext context = run("tidb.database=notes")) {
			assertThat(context.getBean(TiDBClient.class).serverInfo().database()).isEqualTo("notes");
		}
	}

	@Test
	void whenThereIsADataDirectoryThenTheDataIsThereAfterARestart(@TempDir Path directory) {
		String property = "tidb.dev-server.data-directory=" + directory.resolve("data");
		try (ConfigurableApplicationContext context = run(property)) {
			TiDBClient tidb = context.getBean(TiDBClient.class);
			tidb.sql("CREATE TABLE note (id BIGINT PRIMARY KEY AUTO_RANDOM, embedding VECTOR(3))").update();
			tidb.sql("INSERT INTO note (embedding) VALUES (?)").param("[1,2,3]").update();
		}
		try (ConfigurableApplicationContext context = run(property)) {
			List<Map<String, Object>> rows = context.getBean(TiDBClient.class)
				.sql("SELECT embedding FROM note")
				.query()
				.listOfRows();
			assertThat(rows).singleElement().satisfies((row) -> assertThat(row).containsEntry("embedding", "[1,2,3]"));
		}
	}

	@Test
	void whenTheServerCannotStartThenTheReasonIsASentence(CapturedOutput output, @TempDir Path directory) {
		Path program = directory.resolve("tidb-server");
		assertThatException()
			.isThrownBy(() -> run("tidb.dev-server.type=tidb", "tidb.dev-server.tidb-binary=" + program).close());
		assertThat(output).contains("APPLICATION FAILED TO START", "The development server is not available. ")
			.contains(program.toString(), "tidb.dev-server.type")
			.doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tidb.host=tidb.example.org", "tidb.port=4000", "tidb.username=root", "tidb.password=p",
			"tidb.database-url=mysql://root@tidb.example.org/test", "tidb.ssl.mode=required",
			"spring.datasource.url=jdbc:h2:mem:other", "tidb.dev-server.enabled=false" })
	void whenAConnectionIsConfiguredThenNoServerStarts(String property) {
		try (ConfigurableApplicationContext context = run(property)) {
			assertThat(context.getBeansOfType(TiDBDevServer.class)).isEmpty();
		}
	}

	private static ConfigurableApplicationContext run(String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.flyway.enabled=false",
					"spring.autoconfigure.exclude=org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
							+ "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration")
			.run(Arrays.stream(properties).map((property) -> "--" + property).toArray(String[]::new));
	}

}

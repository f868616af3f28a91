package io.github.tidbspring.boot.diagnostics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.github.tidbspring.client.TiDBConnectionException;
import io.github.tidbspring.client.connection.ConnectionFailure;
import io.github.tidbspring.client.connection.ConnectionFailure.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a person sees when an application cannot connect at its start.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionFailureAnalysisTests {

	private static final String USER = "'2aEp24QWEDLqRFs.alice'@'10.0.0.1'";

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"1105 | HY000 | Connections using insecure transport are prohibited. See https://docs.example.org | the server refuses plain text. | Remove 'tidb.ssl.mode'",
			"1105 | HY000 | Missing user name prefix | the user name lacks the prefix of a TiDB Cloud cluster. | such as 2aEp24QWEDLqRFs.root",
			"1045 | 28000 | Access denied for user " + USER
					+ " (using password: YES) | the server refused the user name or the password. | Check 'tidb.username' and 'tidb.password'",
			"1044 | 42000 | Access denied for user " + USER
					+ " to database 'notes' | the user has no privilege for database 'notes'. | Grant the user a privilege",
			"1049 | 42000 | Unknown database 'notes' | the server has no database 'notes'. | Set 'tidb.ensure-database=true'",
			"1049 | 42000 | Unknown database 'others' | the server has no database 'others'. | Create the database (databases().create(…))",
			"1040 | 08004 | Too many connections | the server has too many connections. | Lower 'tidb.hikari.maximum-pool-size'" })
	void whenServerRefusesThenTheReasonAndTheRemedyAreSaid(int code, String state, String message, String description,
			String action, CapturedOutput output) throws IOException {
		try (RefusingServer server = new RefusingServer(code, state, message)) {
			FailingStart.run(FailingStart.WithRunner.class, "tidb.host=127.0.0.1", "tidb.port=" + server.port(),
					"tidb.username=2aEp24QWEDLqRFs.alice", "tidb.password=topsecret", "tidb.database=notes",
					"tidb.ssl.mode=disabled");
			assertExplained(output, "Cannot connect to 127.0.0.1:" + server.port() + ": " + description, action);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "1045 | 28000 | Access denied for user " + USER
			+ " (using password: YES) | Check 'tidb.clients.reporting.username' and 'tidb.clients.reporting.password'",
			"1049 | 42000 | Unknown database 'reports' | Set 'tidb.clients.reporting.ensure-database=true'",
			"1040 | 08004 | Too many connections | Lower 'tidb.clients.reporting.hikari.maximum-pool-size'" })
	void whenServerRefusesANamedClientThenItsPropertiesAreNamed(int code, String state, String message, String action,
			CapturedOutput output) throws IOException {
		try (RefusingServer server = new RefusingServer(code, state, message)) {
			FailingStart.run(FailingStart.WithoutRunner.class, "tidb.host=127.0.0.1",
					"tidb.clients.reporting.host=127.0.0.1", "tidb.clients.reporting.port=" + server.port(),
					"tidb.clients.reporting.username=2aEp24QWEDLqRFs.alice",
					"tidb.clients.reporting.password=topsecret", "tidb.clients.reporting.database=reports",
					"tidb.clients.reporting.ssl.mode=disabled", "tidb.clients.reporting.connect-on-start=true");
			assertExplained(output, "Cannot connect to 127.0.0.1:" + server.port(), action);
			assertThat(output).doesNotContain("'tidb.username'").doesNotContain("'tidb.password'");
		}
	}

	@Test
	void whenServerHasNoTlsThenTheModeIsNamed(CapturedOutput output) throws IOException {
		try (RefusingServer server = new RefusingServer(1045, "28000", "Never said")) {
			FailingStart.run(FailingStart.WithRunner.class, "tidb.host=127.0.0.1", "tidb.port=" + server.port(),
					"tidb.ssl.mode=required");
			assertExplained(output, "the server does not offer TLS, which the TLS mode demands.",
					"Enable TLS on the server.");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { FailingStart.WithRunner.class, FailingStart.WithFlyway.class, FailingStart.WithJpa.class })
	void whenNothingListensOnThisMachineThenWaysToATiDBAreSaid(Class<?> application, CapturedOutput output)
			throws IOException {
		int port = closedPort();
		FailingStart.run(application, "tidb.host=127.0.0.1", "tidb.port=" + port, "tidb.username=alice",
				"tidb.password=topsecret");
		assertExplained(output, "Cannot connect to 127.0.0.1:" + port + ": nothing listens there.", "'tiup playground'",
				"docker run -p 4000:4000 pingcap/tidb", "io.github.tidbspring:tidb-dev-server");
	}

	@Test
	void whenHostIsUnknownThenItsSpellingIsDoubted(CapturedOutput output) {
		FailingStart.run(FailingStart.WithRunner.class, "tidb.host=no-such-host.invalid");
		assertExplained(output, "Cannot connect to no-such-host.invalid:4000: the host name is not known.",
				"Check the spelling of 'tidb.host'");
	}

	@Test
	void whenServerIsSilentThenTheNetworkIsDoubted(CapturedOutput output) throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			FailingStart.run(FailingStart.WithRunner.class, "tidb.host=127.0.0.1", "tidb.port=" + silent.getLocalPort(),
					"tidb.driver-properties.socketTimeout=200", "tidb.hikari.connection-timeout=500");
			assertExplained(output, "there was no answer in time.", "network access list");
		}
	}

	@Test
	void whenTheDataSourceIsTheUsersThenOurPropertiesAreNotBlamed(CapturedOutput output) {
		FailingStart.run(OwnDataSource.class);
		assertExplained(output, "Cannot connect to the server: nothing listens there.",
				"Check the settings of the application's own DataSource");
		assertThat(output).doesNotContain("tidb.host");
	}

	@ParameterizedTest
	@EnumSource(names = { "OTHER", "CLOSED" }, mode = EnumSource.Mode.EXCLUDE)
	void whenReasonIsKnownThenExactlyOneAnalyzerExplainsIt(Reason reason) {
		ConnectionFailure failure = ConnectionFailure.of(reason, "h:1", "what happened", "what to do");
		assertThat(analyses(new IllegalStateException(new TiDBConnectionException(failure, new SQLException()))))
			.singleElement()
			.satisfies((analysis) -> {
				assertThat(analysis.getDescription()).startsWith("Cannot connect to h:1: what happened.");
				assertThat(analysis.getAction()).hasSizeGreaterThan(20).endsWith(".");
			});
	}

	@ParameterizedTest
	@EnumSource(names = { "OTHER", "CLOSED" })
	void whenReasonIsNotKnownThenTheStackTraceIsKept(Reason reason) {
		ConnectionFailure failure = ConnectionFailure.of(reason, "h:1", "what happened", null);
		assertThat(analyses(new TiDBConnectionException(failure, new SQLException()))).isEmpty();
	}

	@Test
	void whenAnotherDatabaseFailsThenItIsNotExplained() {
		assertThat(analyses(new SQLException("Access denied for user " + USER, "28000", 1045))).isEmpty();
	}

	private static List<FailureAnalysis> analyses(Throwable failure) {
		ArgumentResolver arguments = ArgumentResolver.of(BeanFactory.class, new StaticListableBeanFactory());
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, arguments, (factory, name, ex) -> {
			})
			.stream()
			.filter((analyzer) -> analyzer.getClass().getName().startsWith("io.github.tidbspring."))
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.toList();
	}

	private static void assertExplained(CapturedOutput output, String description, String... actions) {
		String text = output.toString();
		assertThat(text).contains("APPLICATION FAILED TO START");
		String report = text.substring(text.indexOf("APPLICATION FAILED TO START"));
		assertThat(report).containsSubsequence("Description:", description, "Action:").contains(actions);
		assertThat(text).doesNotContain("topsecret").doesNotContain("alice");
	}

	private static int closedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(FailingStart.WithRunner.class)
	static class OwnDataSource {

		@Bean
		DataSource own() throws IOException {
			MysqlDataSource dataSource = new MysqlDataSource();
			dataSource.setUrl("jdbc:mysql://127.0.0.1:" + closedPort() + "/test");
			return dataSource;
		}

	}

}

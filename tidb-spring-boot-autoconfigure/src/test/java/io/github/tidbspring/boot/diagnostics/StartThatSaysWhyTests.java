package io.github.tidbspring.boot.diagnostics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

import javax.sql.DataSource;

import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.connection.ConnectionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a person sees when an application does not start: what is the matter, where it was
 * said, and what to do.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartThatSaysWhyTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"3118 | HY000 | Access denied for user 'alice'@'%'. Account is locked. | the account is locked. | ACCOUNT UNLOCK",
			"3955 | HY000 | Access denied for user 'alice'@'%'. Account is blocked for 1 day(s) | the account is locked. | failed logins",
			"1862 | HY000 | Your password has expired. To log in you must change it | has expired. | IDENTIFIED BY",
			"1203 | 42000 | User alice has exceeded the max_user_connections | a limit of its account. | MAX_USER_CONNECTIONS",
			"1251 | 08004 | Client does not support authentication protocol requested by server | does not support the authentication of this user | caching_sha2_password",
			"1053 | 08S01 | Server shutdown in progress | the server is shutting down. | when the server is back",
			"1045 | 28000 | Access denied for user 'alice'@'%' (using password: YES) | the user name or the password. | with REQUIRE SSL or REQUIRE X509",
			"1227 | 42000 | Access denied; you need (at least one of) the SUPER privilege(s) | begins with: Access denied, you need | sessionVariables" })
	void whenTheServerRefusesThenTheReasonAndTheRemedyAreSaid(int code, String state, String message,
			String description, String action, CapturedOutput output) throws IOException {
		try (RefusingServer server = new RefusingServer(code, state, message)) {
			FailingStart.run(FailingStart.WithRunner.class, "tidb.host=127.0.0.1", "tidb.port=" + server.port(),
					"tidb.username=alice", "tidb.password=topsecret", "tidb.ssl.mode=disabled");
			assertReported(output, description, action);
		}
	}

	@Test
	void whenThePasswordsVariableIsNotSetThenThatIsSaidAndNotItsName(CapturedOutput output) throws IOException {
		try (RefusingServer server = new RefusingServer(1045, "28000", "Access denied for user 'alice'@'%'")) {
			FailingStart.run(FailingStart.WithRunner.class, "tidb.host=127.0.0.1", "tidb.port=" + server.port(),
					"tidb.username=alice", "tidb.password=${NO_SUCH_TOPSECRET}");
			assertReported(output, "the user name or the password.", "The password looks like a placeholder");
			assertThat(output).doesNotContain("NO_SUCH_TOPSECRET");
		}
	}

	@Test
	void whenTheUserNameEndsWithALineBreakThenThatIsSaid(CapturedOutput output) throws IOException {
		try (RefusingServer server = new RefusingServer(1045, "28000", "Access denied for user 'alice'@'%'")) {
			FailingStart.run(FailingStart.WithRunner.class, "tidb.host=127.0.0.1", "tidb.port=" + server.port(),
					"tidb.username=alice\n", "tidb.password=topsecret");
			assertReported(output, "the user name or the password.", "The user name ends with a line break");
		}
	}

	@Test
	void whenSomethingAcceptsAndClosesThenThePoolIsNotBlamed(CapturedOutput output) throws IOException {
		try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			Thread closing = new Thread(() -> acceptAndClose(proxy));
			closing.setDaemon(true);
			closing.start();
			FailingStart.run(FailingStart.WithRunner.class, "tidb.host=127.0.0.1", "tidb.port=" + proxy.getLocalPort(),
					"tidb.hikari.connection-timeout=1000");
			assertReported(output, "the connection was closed before the login was complete.", "load balancer");
			assertThat(report(output)).doesNotContain("maximum-pool-size");
		}
	}

	private static void acceptAndClose(ServerSocket proxy) {
		while (!proxy.isClosed()) {
			try (Socket client = proxy.accept()) {
				assertThat(client.isConnected()).isTrue();
			}
			catch (IOException ex) {
				// The test is over.
			}
		}
	}

	@Test
	void whenTheUrlNamesAMissingCaFileThenTheUrlIsBlamed(CapturedOutput output) {
		FailingStart.run(FailingStart.WithRunner.class,
				"tidb.database-url=mysql://alice:topsecret@h/d?ssl_ca=/missing.pem");
		assertReported(output, "The property 'tidb.database-url' cannot be used: the parameter ssl_ca: the CA file",
				"it is set in 'tidb.database-url' of commandLineArgs");
		assertThat(report(output)).doesNotContain("ca-certificate");
	}

	@Test
	void whenConnectionDetailsSayWhatCannotBeThenTheyAreNamed(CapturedOutput output) {
		FailingStart.run(WithDetails.class);
		assertReported(output,
				"The setting 'database-url' of the bean 'detailsOfTheTest' (TiDBConnectionDetails) cannot be used",
				"the source of that bean");
		assertThat(report(output)).doesNotContain("The property");
	}

	@Test
	void whenTheOwnDataSourceIsNoTiDBThenTheFailureSaysWhichIsUsed(CapturedOutput output) {
		FailingStart.run(WithOwnDataSource.class, "tidb.host=tidb.example.org", "tidb.password=topsecret");
		assertReported(output,
				"The property tidb.host configures a connection to TiDB, but TiDBClient uses the application's own DataSource 'mine'",
				"give TiDB a DataSource of its own");
		assertThat(report(output)).contains("VERSION").contains("@TiDBDataSource");
	}

	@Test
	void whenTheOwnClientCannotConnectThenPropertiesAreNotBlamed(CapturedOutput output) {
		FailingStart.run(WithOwnClient.class);
		assertReported(output, "nothing listens there.", "Check the settings of the application's own TiDBClient");
	}

	private static void assertReported(CapturedOutput output, String description, String action) {
		assertThat(report(output)).containsSubsequence("Description:", description, "Action:", action);
		assertThat(output).doesNotContain("topsecret");
		assertThat(report(output)).doesNotContain("alice");
	}

	private static String report(CapturedOutput output) {
		String text = output.toString();
		assertThat(text).contains("APPLICATION FAILED TO START");
		return text.substring(text.indexOf("APPLICATION FAILED TO START"));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(FailingStart.WithRunner.class)
	static class WithDetails {

		@Bean
		TiDBConnectionDetails detailsOfTheTest() {
			return () -> ConnectionSettings.of("mysql://alice:topsecret@h/d?ssl_peer=1");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(FailingStart.WithRunner.class)
	static class WithOwnDataSource {

		@Bean
		DataSource mine() {
			return new DriverManagerDataSource("jdbc:h2:mem:failing-start");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(FailingStart.WithRunner.class)
	static class WithOwnClient {

		@Bean
		TiDBClient own() throws IOException {
			try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
				return TiDBClient.create("mysql://alice:topsecret@127.0.0.1:" + closed.getLocalPort() + "/d");
			}
		}

	}

}

package io.github.tidbspring.client.connection;

import java.io.EOFException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import com.mysql.cj.exceptions.CJCommunicationsException;
import com.mysql.cj.jdbc.exceptions.CommunicationsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sentence is about what failed, and not about what the settings say.
 */
class ConnectionFailureNamesTheCauseTests {

	private static final ConnectionSettings SETTINGS = ConnectionSettings
		.of("mysql://alice:Geheim@db.example:4001/notes");

	private static final String DENIED = "Access denied for user 'alice'@'10.0.0.1' (using password: YES)";

	@Test
	void whenAnotherDatabaseThanTheClientsIsMissingThenThatOneIsNamed() {
		assertThat(message(SETTINGS, 1049, "Unknown database 'nope'"))
			.startsWith("Cannot connect to db.example:4001: the server has no database 'nope'")
			.doesNotContain("notes")
			.doesNotContain("ensureDatabase");
	}

	@Test
	void whenAnotherDatabaseThanTheClientsIsNotPermittedThenThatOneIsNamed() {
		assertThat(message(SETTINGS, 1044, "Access denied for user 'alice'@'%' to database 'mysql'"))
			.contains("no privilege for database 'mysql'")
			.doesNotContain("notes")
			.doesNotContain("alice");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a'b", "a b", "Größe", "%s %2$s", "" })
	void whenADatabaseHasAnOddNameThenItIsShownAsTheServerSaysIt(String name) {
		assertThat(message(SETTINGS, 1049, "Unknown database '" + name + "'")).contains("no database '" + name + "';");
	}

	@Test
	void whenTheClientsDatabaseIsMissingInOtherCaseThenToEnsureItIsSaid() {
		assertThat(message(SETTINGS, 1049, "Unknown database 'NOTES'")).contains("'NOTES'; create it")
			.contains("ensureDatabase(true)");
	}

	@Test
	void whenAStatementIsDeniedThenNoDatabaseIsBlamed() {
		assertThat(message(SETTINGS, 1227, "Access denied; you need (at least one of) the SUPER privilege(s)"))
			.contains("SUPER privilege")
			.doesNotContain("notes");
	}

	@Test
	void whenAServerClosesWhatItAcceptsThenThePoolIsNotBlamed() {
		SQLException closed = new CommunicationsException("Communications link failure",
				new CJCommunicationsException("Communications link failure",
						new EOFException("Can not read response from server. Expected to read 4 bytes, read 0 bytes")));
		assertThat(ConnectionFailure.of(timedOut(0, 0, closed), SETTINGS).message()).doesNotContain("pool")
			.contains("closed before the login was complete")
			.contains("proxy or load balancer");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			"alice\\n"        | "Geheim"             | The user name ends with a line break
			"alice\\r\\n"     | "Geheim"             | The user name ends with a line break
			" alice"          | "Geheim"             | The user name begins or ends with white space
			"alice\u00a0"     | "Geheim"             | The user name begins or ends with white space
			"alice"           | "Geheim\\n"          | The password ends with a line break
			"alice"           | "\\tGeheim"          | The password begins or ends with white space
			"alice\\n"        | "Geheim\\n"          | The password ends with a line break
			"alice"           | "${TIDB_PASSWORD}"   | The password looks like a placeholder
			"alice"           | "${Geheim:}"         | The password looks like a placeholder
			"alice"           | "$GEHEIM"            | The password looks like a placeholder
			"alice"           | "{{ geheim }}"       | The password looks like a placeholder
			"${TIDB_USER}"    | "Geheim"             | The user name looks like a placeholder
			"alice"           | ""                   | No password is set
			""")
	void whenALoginIsRefusedThenWhatTheValuesLookLikeIsSaidWithoutThem(String username, String password, String hint) {
		String user = username.replace("\\n", "\n").replace("\\r", "\r");
		String secret = password.replace("\\n", "\n").replace("\\t", "\t");
		ConnectionSettings settings = ConnectionSettings.builder().username(user).password(secret).build();
		assertThat(message(settings, 1045, DENIED)).contains("refused the user name or the password")
			.contains(hint)
			.doesNotContainIgnoringCase("geheim")
			.doesNotContain("alice", "TIDB_", "\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Geheim", "Ge heim", "$Geheim", "Ge${heim", "100%", "a{b}c" })
	void whenThePasswordLooksLikeOneThenNothingIsSaidOfIt(String password) {
		ConnectionSettings settings = ConnectionSettings.builder().username("alice").password(password).build();
		assertThat(message(settings, 1045, DENIED)).doesNotContain("placeholder")
			.doesNotContain("white space")
			.doesNotContain("line break");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			DISABLED        | plain text (TLS mode disabled): a user with REQUIRE SSL or REQUIRE X509
			REQUIRED        | shows no certificate: a user with REQUIRE X509, ISSUER or SUBJECT
			VERIFY_IDENTITY | shows no certificate: a user with REQUIRE X509, ISSUER or SUBJECT
			PREFERRED       | a user with REQUIRE SSL is, too, if the server offers no TLS
			""")
	void whenALoginIsRefusedThenWhatTheConnectionLacksIsNamed(SslMode mode, String hint) {
		ConnectionSettings settings = ConnectionSettings.builder()
			.username("alice")
			.password("Geheim")
			.sslMode(mode)
			.build();
		assertThat(message(settings, 1045, DENIED)).contains(hint);
	}

	@Test
	void whenACertificateMayBeShownThenNothingIsSaidOfIt() {
		ConnectionSettings settings = ConnectionSettings
			.of("jdbc:mysql://alice:Geheim@h/d?sslMode=REQUIRED" + "&clientCertificateKeyStoreUrl=file:client.p12");
		assertThat(message(settings, 1045, DENIED)).doesNotContain("certificate");
	}

	@Test
	void whenEachHostHasItsOwnUserThenNothingIsSaidOfThePassword() {
		ConnectionSettings settings = ConnectionSettings.of("jdbc:mysql://alice:Geheim@h1:1,bob:Wort@h2:1/d");
		assertThat(message(settings, 1045, DENIED)).doesNotContain("No password is set");
	}

	@Test
	void whenTheDatabasesNameEndsWithALineBreakThenThatIsSaid() {
		ConnectionSettings settings = ConnectionSettings.builder().database("${TIDB_DATABASE}").build();
		assertThat(message(settings, 1049, "Unknown database '${TIDB_DATABASE}'"))
			.contains("The database's name looks like a placeholder");
	}

	private static String message(ConnectionSettings settings, int code, String message) {
		return ConnectionFailure.of(new SQLException(message, "HY000", code), settings).message();
	}

	private static SQLException timedOut(int total, int active, SQLException cause) {
		return new SQLTransientConnectionException(
				"tidb - Connection is not available, request timed out after 30000ms (total=%d, active=%d, idle=0, waiting=0)"
					.formatted(total, active),
				(cause != null) ? cause.getSQLState() : null, cause);
	}

}

package io.github.tidbspring.client.connection;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import com.mysql.cj.exceptions.CJCommunicationsException;
import com.mysql.cj.jdbc.exceptions.CommunicationsException;
import io.github.tidbspring.client.connection.ConnectionFailure.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link ConnectionFailure}, with the exceptions that Connector/J, Hikari and
 * the JVM's TLS throw.
 */
class ConnectionFailureTests {

	private static final ConnectionSettings SETTINGS = ConnectionSettings
		.of("mysql://alice:Geheim@db.example:4001/notes");

	/** How servers show a user in a message. */
	private static final String USER = "'alice'@'10.0.0.1'";

	@ParameterizedTest(name = "{0}")
	@MethodSource("failures")
	void whenConnectionFailsThenReasonIsFoundAndUserIsNotShown(Failure failure) {
		ConnectionFailure found = ConnectionFailure.of(failure.thrown(), SETTINGS);
		assertThat(found.reason()).isEqualTo(failure.reason());
		assertThat(found.message()).startsWith("Cannot connect to db.example:4001: ")
			.contains(failure.fragment())
			.doesNotContain("alice", "Geheim", "null", "%", "\n");
		assertThat(ConnectionFailure.of(failure.thrown(), null)).satisfies((unknown) -> {
			assertThat(unknown.reason()).isEqualTo(failure.reason());
			assertThat(unknown.message()).startsWith("Cannot connect to the server: ").doesNotContain("alice", "%");
		});
	}

	static List<Failure> failures() {
		return List.of(
				// The server's refusals.
				sql("28000", 1045, "Access denied for user " + USER + " (using password: YES)", Reason.ACCESS_DENIED,
						"refused the user name or the password"),
				pooled(sqlException("28000", 1045, "Access denied for user " + USER + " (using password: NO)"),
						Reason.ACCESS_DENIED, "check both"),
				sql("28000", 1698, "Access denied for user " + USER, Reason.ACCESS_DENIED, "check both"),
				sql("HY000", 3118, "Access denied for user " + USER + ". Account is locked.", Reason.ACCOUNT_LOCKED,
						"ACCOUNT UNLOCK"),
				sql("HY000", 3955,
						"Access denied for user " + USER + ". Account is blocked for 1 day(s) (1 day(s) remaining) "
								+ "due to 1 consecutive failed logins.",
						Reason.ACCOUNT_LOCKED, "or wait where failed logins"),
				sql("HY000", 4151, "Access denied, this account is locked", Reason.ACCOUNT_LOCKED, "unlock it"),
				sql("HY000", 1105, "Missing user name prefix, for more information, please read https://…",
						Reason.MISSING_USER_PREFIX, "2aEp24QWEDLqRFs.root"),
				sql("28000", 1045, "Access denied for user " + USER + ": Missing user name prefix",
						Reason.MISSING_USER_PREFIX, "lacks the prefix of a TiDB Cloud cluster"),
				pooled(sqlException("HY000", 1105, "missing user name prefix"), Reason.MISSING_USER_PREFIX, "prefix"),
				sql("42000", 1044, "Access denied for user " + USER + " to database 'notes'", Reason.NOT_PERMITTED,
						"no privilege for database 'notes'"),
				sql("42000", 1227, "Access denied; you need (at least one of) the SUPER privilege(s)",
						Reason.STATEMENT_NOT_PERMITTED, "begins with: Access denied, you need"),
				sql("42000", 1142, "CREATE command denied to user " + USER + " for table 'x'",
						Reason.STATEMENT_NOT_PERMITTED, "CREATE command denied to the user for table 'x'"),
				sql("42000", 1049, "Unknown database 'notes'", Reason.UNKNOWN_DATABASE,
						"no database 'notes'; create it, or have it created: ensureDatabase(true)"),
				sql("08004", 1040, "Too many connections", Reason.TOO_MANY_CONNECTIONS, "maximum size"),
				sql("42000", 1203, "User alice already has more than 'max_user_connections' active connections",
						Reason.USER_LIMIT, "maximum size"),
				sql("42000", 1226, "User 'alice' has exceeded the 'max_user_connections' resource", Reason.USER_LIMIT,
						"or raise the user's limit"),
				sql("08S01", 1053, "Server shutdown in progress", Reason.SHUTTING_DOWN, "connect again"),
				new Failure("no credentials",
						new CredentialsUnavailableException(
								new IllegalStateException(new ConnectException("Connection refused"))),
						Reason.CREDENTIALS_UNAVAILABLE, "cannot be obtained; see the cause"),
				pooled(new CredentialsUnavailableException(null), Reason.CREDENTIALS_UNAVAILABLE,
						"check what gives them"),
				// TiDB's answers to ways to log in, and the driver's.
				sql("HY000", 1862, "Your password has expired. To log in you must change it", Reason.PASSWORD_EXPIRED,
						"ALTER USER"),
				sql("HY000", 1820, "You must reset your password using ALTER USER", Reason.PASSWORD_EXPIRED,
						"has expired"),
				sql("08001", 0, "Public Key Retrieval is not allowed", Reason.LOGIN_NEEDS_TLS, "over TLS only"),
				sql("S1000", 0,
						"SSL connection required for plugin \"mysql_clear_password\". Check if 'sslMode' is "
								+ "enabled.",
						Reason.LOGIN_NEEDS_TLS, "set the TLS mode required"),
				sql("S1009", 0, "Unable to load authentication plugin 'tidb_sm3_password'.", Reason.LOGIN_UNSUPPORTED,
						"Unable to load authentication plugin 'tidb_sm3_password'"),
				sql("08004", 1251, "Client does not support authentication protocol requested by server",
						Reason.LOGIN_UNSUPPORTED, "another plugin"),
				sql("HY000", 1524, "Plugin 'x' is not loaded", Reason.LOGIN_UNSUPPORTED, "Plugin 'x'"),
				sql("HY000", 1105, "No available TiDB instances, please make sure TiDB is available",
						Reason.CONNECTION_LOST, "proxy or load balancer"),
				sql("HY000", 3159,
						"Connections using insecure transport are prohibited while " + "--require_secure_transport=ON.",
						Reason.TLS_REQUIRED, "refuses plain text"),
				sql("HY000", 1105, "Connections using insecure transport are prohibited. See https://…",
						Reason.TLS_REQUIRED, "verify-identity"),
				sql("HY000", 1130, "Host '10.0.0.1' is not allowed to connect to this MySQL server", Reason.OTHER,
						"Host '10.0.0.1' is not allowed to connect"),
				sql("HY000", 9999, "The user " + USER + " is on holiday", Reason.OTHER, "the user is on holiday"),
				sql("HY000", 9999, "No entry for user 'alice'.\nSecond line", Reason.OTHER, "No entry for the user."),
				// The network.
				linkFailure(new UnknownHostException("db.example"), Reason.HOST_NOT_FOUND, "host name is not known"),
				linkFailure(new UnknownHostException("db.example: Name or service not known"), Reason.HOST_NOT_FOUND,
						"DNS"),
				linkFailure(new ConnectException("Connection refused"), Reason.REFUSED, "nothing listens there"),
				pooled(communications(new ConnectException("Connection refused")), Reason.REFUSED, "tiup playground"),
				linkFailure(new ConnectException("Connection timed out"), Reason.TIMEOUT, "no answer in time"),
				linkFailure(new SocketTimeoutException("Connect timed out"), Reason.TIMEOUT, "allowed addresses"),
				pooled(communications(new SocketTimeoutException("Read timed out")), Reason.TIMEOUT, "no answer"),
				linkFailure(new NoRouteToHostException("No route to host"), Reason.UNREACHABLE, "no route there"),
				linkFailure(new SocketException("Network is unreachable"), Reason.UNREACHABLE, "VPN"),
				linkFailure(new ConnectException("Network is unreachable"), Reason.UNREACHABLE, "firewall"),
				linkFailure(new SocketException("Connection reset"), Reason.CONNECTION_LOST, "proxy or load balancer"),
				linkFailure(new SocketException("Connection reset by peer"), Reason.CONNECTION_LOST, "closed before"),
				linkFailure(new SocketException("Broken pipe"), Reason.CONNECTION_LOST, "a TiDB is running there"),
				linkFailure(new EOFException("Can not read response from server. Expected to read 4 bytes"),
						Reason.CONNECTION_LOST, "closed before the login was complete"),
				pooled(communications(new EOFException("Can not read response from server.")), Reason.CONNECTION_LOST,
						"closed before the login was complete"),
				// TLS.
				tls(handshake(new CertificateException("PKIX path building failed",
						new CertPathBuilderException("unable to find valid certification path to requested target"))),
						Reason.UNTRUSTED_CERTIFICATE, "not signed by a CA that is trusted here"),
				tls(handshake(new CertificateException("Path does not chain with any of the trust anchors",
						new CertPathValidatorException("Path does not chain with any of the trust anchors"))),
						Reason.UNTRUSTED_CERTIFICATE, "caCertificate"),
				tls(handshake(new CertificateException("PKIX path validation failed",
						new CertPathValidatorException("validity check failed",
								new CertificateExpiredException("NotAfter: Sat Jan 01 00:00:00 UTC 2022")))),
						Reason.EXPIRED_CERTIFICATE, "not valid today"),
				tls(handshake(new CertificateNotYetValidException("NotBefore: Sat Jan 01 00:00:00 UTC 2050")),
						Reason.EXPIRED_CERTIFICATE, "clock"),
				tls(handshake(
						new CertificateException("No subject alternative names matching IP address 127.0.0.1 found")),
						Reason.WRONG_HOST_NAME, "for another host name"),
				tls(handshake(new CertificateException("No subject alternative DNS name matching db.example found.")),
						Reason.WRONG_HOST_NAME, "verify-ca"),
				tls(handshake(new CertificateException("No name matching db.example found")), Reason.WRONG_HOST_NAME,
						"another host name"),
				tls(handshake(new CertificateException("Server identity verification failed. None of the DNS or IP "
						+ "Subject Alternative Name entries matched the server hostname/IP 'db.example'.")),
						Reason.WRONG_HOST_NAME, "another host name"),
				tls(new SSLHandshakeException("Received fatal alert: protocol_version"), Reason.TLS_FAILED,
						"TLS handshake failed: Received fatal alert: protocol_version"),
				tls(new SSLException("closing inbound before receiving peer's close_notify"), Reason.TLS_FAILED,
						"TLS handshake failed"),
				new Failure("SQL: no TLS",
						new SQLException("SSL Connection required, but not provided by server.", "08001"),
						Reason.TLS_UNSUPPORTED, "does not offer TLS"),
				new Failure("driver: no TLS",
						new SQLException("Communications link failure", "08S01",
								new CJCommunicationsException("SSL Connection required, but not provided by server.")),
						Reason.TLS_UNSUPPORTED, "enable TLS on the server"),
				// The pool.
				new Failure("pool exhausted", timedOut(null), Reason.POOL_EXHAUSTED, "became free in time"),
				new Failure("pool with an unknown failure inside", timedOut(sqlException("HY000", 9999, "Odd")),
						Reason.OTHER, "Odd"),
				new Failure("pool closed",
						new SQLException("HikariDataSource HikariDataSource (tidb) has been closed."), Reason.CLOSED,
						"the connection pool is closed"),
				// Anything else.
				new Failure("nothing said", new SQLException(), Reason.OTHER, "SQLException"), new Failure(
						"a placeholder in a message", new IOException("100 {} of 1$s"), Reason.OTHER, "100 {} of 1$s"));
	}

	@Test
	void eachReasonIsInTheTable() {
		Set<Reason> covered = failures().stream().map(Failure::reason).collect(Collectors.toSet());
		assertThat(covered).containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Reason.class));
	}

	@Test
	void whenAllConnectionsAreInUseThenAnEarlierFailureIsNotTheCause() {
		SQLException earlier = new CommunicationsException("Communications link failure",
				new ConnectException("Connection refused"));
		assertThat(ConnectionFailure.of(timedOut(3, 3, earlier), SETTINGS, 3).reason())
			.isEqualTo(Reason.POOL_EXHAUSTED);
		assertThat(ConnectionFailure.of(timedOut(2, 2, earlier), SETTINGS, 3).reason()).isEqualTo(Reason.REFUSED);
		assertThat(ConnectionFailure.of(timedOut(3, 3, null), SETTINGS, 3).reason()).isEqualTo(Reason.POOL_EXHAUSTED);
		assertThat(ConnectionFailure.of(timedOut(3, 2, earlier), SETTINGS, 3).reason()).isEqualTo(Reason.REFUSED);
	}

	@Test
	void whenSettingsHaveNoDatabaseThenTheServerSaysWhichIsMissing() {
		SQLException failure = sqlException("42000", 1049, "Unknown database 'x'");
		assertThat(ConnectionFailure.of(failure, ConnectionSettings.of("mysql://h")).message())
			.startsWith("Cannot connect to h:4000: the server has no database 'x'; create it");
	}

	@Test
	void whenThereAreSeveralHostsThenAllAreNamed() {
		SQLException failure = communications(new ConnectException("Connection refused"));
		ConnectionSettings settings = ConnectionSettings.of("jdbc:mysql://alice:Geheim@h1:1,mallory:Wort@h2/d");
		assertThat(ConnectionFailure.of(failure, settings).message()).startsWith("Cannot connect to h1, h2: nothing");
	}

	@Test
	void whenAddressIsIpv6ThenItStandsInBrackets() {
		SQLException failure = communications(new ConnectException("Connection refused"));
		assertThat(ConnectionFailure.of(failure, ConnectionSettings.of("mysql://[::1]")).message())
			.startsWith("Cannot connect to [::1]:4000: ");
	}

	@Test
	void whenDatabaseHasAPercentSignThenItIsShownAsItIs() {
		SQLException failure = sqlException("42000", 1049, "Unknown database '%2$s'");
		assertThat(ConnectionFailure.of(failure, ConnectionSettings.of("mysql://h/%252$s")).message())
			.contains("no database '%2$s'");
	}

	@Test
	void whenAlreadyExplainedThenItIsNotExplainedAgain() {
		SQLException cause = sqlException("28000", 1045, "Access denied for user " + USER);
		ConnectionFailure failure = ConnectionFailure.of(cause, SETTINGS);
		SQLException explained = failure.toSQLException(cause);
		assertThatException().isThrownBy(() -> {
			throw explained;
		}).withMessage(failure.message()).withCause(cause);
		assertThat(explained.getSQLState()).isEqualTo("28000");
		assertThat(explained.getErrorCode()).isEqualTo(1045);
		assertThat(ConnectionFailure.of(explained, null)).isSameAs(failure);
		assertThat((Object) failure.toSQLException(explained)).isSameAs(explained);
	}

	@Test
	void placeProblemRemedyAndHintAreApart() {
		SQLException denied = sqlException("28000", 1045, "Access denied for user " + USER);
		ConnectionSettings settings = ConnectionSettings.of("mysql://alice@db.example:4001/notes");
		assertThat(ConnectionFailure.of(denied, settings)).satisfies((failure) -> {
			assertThat(failure.place()).isEqualTo("db.example:4001");
			assertThat(failure.problem()).isEqualTo("the server refused the user name or the password");
			assertThat(failure.remedy()).isEqualTo("check both");
			assertThat(failure.hint()).isEqualTo("No password is set");
			assertThat(failure).hasToString("Cannot connect to db.example:4001: the server refused the user name "
					+ "or the password; check both. No password is set");
		});
		assertThat(ConnectionFailure.of(denied, null)).satisfies((failure) -> {
			assertThat(failure.place()).isNull();
			assertThat(failure.hint()).isNull();
			assertThat(failure.message()).startsWith("Cannot connect to the server: the server refused");
		});
	}

	@Test
	void whenDatabaseIsNotThatOfTheSettingsThenItIsAnother() {
		ConnectionSettings settings = ConnectionSettings.of("mysql://h/notes");
		assertThat(ConnectionFailure.of(sqlException("42000", 1049, "Unknown database 'notes'"), settings))
			.returns(false, ConnectionFailure::isOfAnotherDatabase);
		assertThat(ConnectionFailure.of(sqlException("42000", 1049, "Unknown database 'x'"), settings)).returns(true,
				ConnectionFailure::isOfAnotherDatabase);
	}

	@Test
	void whenPoolsExceptionIsACauseThenItsFailureIsFound() {
		SQLException cause = sqlException("28000", 1045, "Access denied for user " + USER);
		ConnectionFailure failure = ConnectionFailure.of(cause, SETTINGS);
		assertThat(ConnectionFailure.find(new IllegalStateException(failure.toSQLException(cause)))).isSameAs(failure);
		assertThat(ConnectionFailure.find(new IllegalStateException(cause))).isNull();
	}

	@Test
	void whenFailureIsMadeForATestThenItSaysTheSame() {
		assertThat(
				ConnectionFailure.of(Reason.REFUSED, "h:1", "nothing listens there", "check host and port").message())
			.isEqualTo("Cannot connect to h:1: nothing listens there; check host and port");
		assertThat(ConnectionFailure.of(Reason.OTHER, null, "odd", null).message())
			.isEqualTo("Cannot connect to the server: odd");
	}

	@ParameterizedTest
	@EnumSource(Reason.class)
	void eachSentenceSaysWhatToDo(Reason reason) {
		Failure failure = failures().stream().filter((one) -> one.reason() == reason).findFirst().orElseThrow();
		ConnectionFailure found = ConnectionFailure.of(failure.thrown(), null);
		assertThat(found.problem()).isNotEmpty();
		if (reason != Reason.OTHER && reason != Reason.TLS_FAILED) {
			assertThat(found.remedy()).isNotEmpty();
			assertThat(found.message()).containsPattern("[;,] (?:or )?\\w+");
		}
	}

	private static Failure sql(String state, int code, String message, Reason reason, String fragment) {
		return new Failure("SQL: " + code + " " + message, sqlException(state, code, message), reason, fragment);
	}

	private static SQLException sqlException(String state, int code, String message) {
		return new SQLException(message, state, code);
	}

	private static Failure linkFailure(IOException cause, Reason reason, String fragment) {
		return new Failure("link: " + cause, communications(cause), reason, fragment);
	}

	private static Failure tls(SSLException cause, Reason reason, String fragment) {
		return new Failure("TLS: " + cause + " " + cause.getCause(), communications(cause), reason, fragment);
	}

	private static Failure pooled(SQLException cause, Reason reason, String fragment) {
		return new Failure("pool: " + cause, timedOut(cause), reason, fragment);
	}

	/** As Connector/J does it: general words outside, what happened inside. */
	private static SQLException communications(Throwable cause) {
		return new CommunicationsException("Communications link failure\n\nThe last packet sent successfully…",
				new CJCommunicationsException("Communications link failure", cause));
	}

	/** As the JVM does it: a handshake exception around what the trust manager threw. */
	private static SSLException handshake(CertificateException cause) {
		SSLHandshakeException handshake = new SSLHandshakeException(String.valueOf(cause.getMessage()));
		handshake.initCause(cause);
		return handshake;
	}

	/** As Hikari does it: a timeout around the last failure. */
	private static SQLException timedOut(@Nullable SQLException cause) {
		return timedOut(0, 0, cause);
	}

	private static SQLException timedOut(int total, int active, @Nullable SQLException cause) {
		return new SQLTransientConnectionException(
				"tidb - Connection is not available, request timed out after "
						+ "30000ms (total=%d, active=%d, idle=0, waiting=0)".formatted(total, active),
				(cause != null) ? cause.getSQLState() : null, cause);
	}

	private record Failure(String name, Throwable thrown, Reason reason, String fragment) {

		@Override
		public String toString() {
			return this.name.lines().findFirst().orElse("");
		}

	}

}

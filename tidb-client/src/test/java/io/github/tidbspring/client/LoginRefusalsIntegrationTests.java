package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

import io.github.tidbspring.client.connection.ConnectionFailure.Reason;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.SslMode;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * How a server refuses a login, and what is said of it.
 */
@NullMarked
@ContractTests
class LoginRefusalsIntegrationTests {

	private static final String PASSWORD = "Geheim-7";

	private final ContractServer server;

	private final TiDBClient tidb;

	private final String user = "u" + Long.toHexString(System.nanoTime());

	LoginRefusalsIntegrationTests(ContractServer server) {
		this.server = server;
		this.tidb = server.client();
	}

	@AfterEach
	void drop() {
		this.tidb.sql("DROP USER IF EXISTS '" + this.user + "'").update();
	}

	@Test
	void whenTheAccountIsLockedThenThatIsSaid() {
		create("IDENTIFIED BY '" + PASSWORD + "' ACCOUNT LOCK");
		assertRefused(PASSWORD, SslMode.PREFERRED, "ACCOUNT_LOCKED", "ACCOUNT UNLOCK");
	}

	@Test
	void whenThePasswordHasExpiredThenThatIsSaid() {
		assumeFalse(this.server.isStandIn(), "The stand-in takes the login and refuses statements");
		create("IDENTIFIED BY '" + PASSWORD + "' PASSWORD EXPIRE");
		assertRefused(PASSWORD, SslMode.PREFERRED, "PASSWORD_EXPIRED", "ALTER USER");
	}

	@Test
	void whenFailedLoginsHaveLockedTheAccountThenThatIsSaid() {
		assumeFalse(this.server.isStandIn(), "The stand-in cannot lock an account after failed logins");
		create("IDENTIFIED BY '" + PASSWORD + "' FAILED_LOGIN_ATTEMPTS 1 PASSWORD_LOCK_TIME 1");
		assertThatExceptionOfType(CannotGetJdbcConnectionException.class)
			.isThrownBy(() -> connect("wrong", SslMode.PREFERRED));
		assertRefused(PASSWORD, SslMode.PREFERRED, "ACCOUNT_LOCKED", "or wait");
	}

	@Test
	void whenThePluginNeedsTlsThenThatIsSaid() {
		assumeFalse(this.server.isStandIn(), "The stand-in has no caching_sha2_password");
		create("IDENTIFIED WITH caching_sha2_password BY '" + PASSWORD + "'");
		assertRefused(PASSWORD, SslMode.DISABLED, "LOGIN_NEEDS_TLS", "set the TLS mode required");
	}

	@Test
	void whenTheDriverHasNoSuchPluginThenThatIsSaid() {
		assumeFalse(this.server.isStandIn(), "The stand-in has no tidb_sm3_password");
		create("IDENTIFIED WITH tidb_sm3_password BY '" + PASSWORD + "'");
		assertRefused(PASSWORD, SslMode.PREFERRED, "LOGIN_UNSUPPORTED", "tidb_sm3_password");
	}

	@Test
	void whenTlsIsRequiredOfTheUserThenThePlainTextIsNamed() {
		create("IDENTIFIED BY '" + PASSWORD + "' REQUIRE SSL");
		assertRefused(PASSWORD, SslMode.DISABLED, "ACCESS_DENIED", "plain text (TLS mode disabled)");
	}

	@Test
	void whenACertificateIsRequiredOfTheUserThenThatIsNamed() {
		create("IDENTIFIED BY '" + PASSWORD + "' REQUIRE X509");
		assertRefused(PASSWORD, SslMode.REQUIRED, "ACCESS_DENIED", "shows no certificate");
	}

	@Test
	void whenThePasswordEndsWithALineBreakThenThatIsNamed() {
		create("IDENTIFIED BY '" + PASSWORD + "'");
		assertRefused(PASSWORD + "\n", SslMode.PREFERRED, "ACCESS_DENIED", "The password ends with a line break");
	}

	@Test
	void whenThePasswordIsAPlaceholderThenThatIsNamed() {
		create("IDENTIFIED BY '" + PASSWORD + "'");
		assertRefused("${GEHEIM}", SslMode.PREFERRED, "ACCESS_DENIED", "The password looks like a placeholder");
	}

	@Test
	void whenAnotherDatabaseIsMissingThenItIsNamedAndNotTheClients() {
		assertThatExceptionOfType(TiDBConnectionException.class)
			.isThrownBy(() -> this.tidb.withDatabase("nope").sql("SELECT 1").query(Integer.class).single())
			.withMessageContaining("no database 'nope'")
			.satisfies(
					(ex) -> assertThat(ex.getMessage()).doesNotContain("contract_").doesNotContain("ensureDatabase"));
	}

	@Test
	void whenTheDatabaseIsNotPermittedThenItIsNamed() {
		create("IDENTIFIED BY '" + PASSWORD + "'");
		assertRefused(PASSWORD, SslMode.PREFERRED, "NOT_PERMITTED", "no privilege for database 'mysql'", "mysql");
	}

	private void create(String identified) {
		this.tidb.sql("CREATE USER '" + this.user + "' " + identified).update();
	}

	private void assertRefused(String password, SslMode mode, String reason, String hint) {
		assertRefused(password, mode, reason, hint, null);
	}

	private void assertRefused(String password, SslMode mode, String reason, String hint, @Nullable String database) {
		assertThatExceptionOfType(TiDBConnectionException.class).isThrownBy(() -> connect(password, mode, database))
			.satisfies((ex) -> {
				assertThat(ex.getFailure().reason()).isEqualTo(Reason.valueOf(reason));
				assertThat(ex.getMessage()).contains(hint)
					.doesNotContain(this.user)
					.doesNotContainIgnoringCase("geheim");
			});
	}

	private void connect(String password, SslMode mode) {
		connect(password, mode, null);
	}

	private void connect(String password, SslMode mode, @Nullable String database) {
		String url = new JdbcTemplate(this.tidb.dataSource()).execute(LoginRefusalsIntegrationTests::url);
		ConnectionSettings settings = ConnectionSettings.of(String.valueOf(url));
		try (TiDBClient client = TiDBClient
			.builder((connection) -> connection.host(settings.host())
				.port(settings.port())
				.username(this.user)
				.password(password)
				.database(database)
				.sslMode(mode))
			.build()) {
			client.sql("SELECT 1").query(Integer.class).single();
		}
	}

	private static String url(Connection connection) throws SQLException {
		DatabaseMetaData metaData = connection.getMetaData();
		return metaData.getURL().replaceFirst("\\?.*", "");
	}

}

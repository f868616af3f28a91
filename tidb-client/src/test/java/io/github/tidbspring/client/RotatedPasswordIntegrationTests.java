package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.connection.ConnectionFailure.Reason;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.ConnectionSettings.Credentials;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A connection logs in with the credentials of the moment when it is made.
 */
@NullMarked
@ContractTests
class RotatedPasswordIntegrationTests {

	private static final String USER = "contract_rotated";

	private final TiDBClient tidb;

	private final String database;

	private final AtomicReference<@Nullable Credentials> vault = new AtomicReference<>();

	private final AtomicInteger asked = new AtomicInteger();

	RotatedPasswordIntegrationTests(ContractServer server) {
		this.tidb = server.client();
		this.database = String.valueOf(this.tidb.databases().current());
	}

	@BeforeEach
	void createUser() {
		dropUser();
		this.tidb.sql("CREATE USER '" + USER + "'@'%' IDENTIFIED BY 'Geheim1'").update();
		this.tidb.sql("GRANT ALL ON `" + this.database + "`.* TO '" + USER + "'@'%'").update();
		this.vault.set(Credentials.of(USER, "Geheim1"));
	}

	@AfterEach
	void dropUser() {
		this.tidb.sql("DROP USER IF EXISTS '" + USER + "'@'%'").update();
	}

	@Test
	void whenThePasswordIsRotatedThenTheNextConnectionUsesTheNewOne() throws SQLException {
		try (TiDBClient rotating = client(2)) {
			try (Connection before = rotating.dataSource().getConnection()) {
				int askedBefore = this.asked.get();
				rotate("Geheim2");
				assertThat(before.isValid(5)).as("the connection that was there before").isTrue();
				try (Connection after = rotating.dataSource().getConnection()) {
					assertThat(after.isValid(5)).isTrue();
				}
				assertThat(this.asked).hasValueGreaterThan(askedBefore);
			}
			evict(rotating);
			rotate("");
			assertThat(rotating.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
		}
	}

	@Test
	void whenTheSupplierStillGivesTheOldPasswordThenItIsRefusedAndNotShown() throws SQLException {
		try (TiDBClient rotating = client(1)) {
			assertThat(rotating.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
			this.tidb.sql("ALTER USER '" + USER + "'@'%' IDENTIFIED BY 'Geheim2'").update();
			evict(rotating);
			assertThatExceptionOfType(TiDBConnectionException.class).isThrownBy(rotating::serverInfo)
				.withMessageContaining("the server refused the user name or the password")
				.withMessageNotContainingAny(USER, "Geheim", "No password is set");
			this.vault.set(Credentials.of(USER, "Geheim2"));
			assertThat(rotating.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
		}
	}

	@Test
	void whenTheSupplierFailsThenTheFailureSaysSoAndKeepsTheCause() throws SQLException {
		try (TiDBClient rotating = client(1)) {
			this.vault.set(null);
			assertFails(rotating);
			this.vault.set(Credentials.of(USER, "Geheim1"));
			assertThat(rotating.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
			evict(rotating);
			this.vault.set(null);
			assertFails(rotating);
		}
	}

	/** HikariCP waits that long, and warns if that was not enough, when it is closed. */
	@Test
	void whenThePoolHasASupplierThenItKnowsHowLongALoginMayTake() throws SQLException {
		try (TiDBClient rotating = client(1)) {
			assertThat(rotating.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
			assertThat(rotating.dataSource().unwrap(HikariDataSource.class).getLoginTimeout()).isPositive();
		}
	}

	@Test
	void whenTheDatabaseIsEnsuredThenTheSameCredentialsAreUsed() {
		try (TiDBClient rotating = TiDBClient
			.builder(settings().mutate().ensureDatabase(true).driverProperty("connectTimeout", "5000").build())
			.build()) {
			rotate("Geheim2");
			assertThat(rotating.databases().current()).isEqualTo(this.database);
		}
	}

	private static void assertFails(TiDBClient client) {
		assertThatExceptionOfType(TiDBConnectionException.class).isThrownBy(client::serverInfo)
			.withMessageContaining("the credentials to log in with cannot be obtained; see the cause")
			.withMessageNotContaining("topsecret")
			.withRootCauseInstanceOf(IllegalStateException.class)
			.satisfies((ex) -> assertThat(ex.getFailure().reason()).isEqualTo(Reason.CREDENTIALS_UNAVAILABLE));
	}

	private void rotate(String password) {
		this.tidb.sql("ALTER USER '" + USER + "'@'%' IDENTIFIED BY '" + password + "'").update();
		this.vault.set(Credentials.of(USER, password.isEmpty() ? null : password));
	}

	private static void evict(TiDBClient client) throws SQLException {
		client.dataSource().unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
	}

	private TiDBClient client(int connections) {
		return TiDBClient.builder(settings().mutate().pool((pool) -> {
			pool.setMaximumPoolSize(connections);
			pool.setMinimumIdle(0);
			pool.setConnectionTimeout(2000);
		}).build()).build();
	}

	private ConnectionSettings settings() {
		String url = new JdbcTemplate(this.tidb.dataSource())
			.execute((Connection connection) -> connection.getMetaData().getURL().replaceFirst("\\?.*", ""));
		return ConnectionSettings.builder().databaseUrl(String.valueOf(url)).credentials(this::current).build();
	}

	private Credentials current() {
		this.asked.incrementAndGet();
		Credentials current = this.vault.get();
		if (current == null) {
			throw new IllegalStateException("The vault is sealed for topsecret");
		}
		return current;
	}

}

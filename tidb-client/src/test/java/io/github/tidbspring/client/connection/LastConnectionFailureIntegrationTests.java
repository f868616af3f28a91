package io.github.tidbspring.client.connection;

import java.sql.Connection;
import java.sql.SQLException;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.connection.ConnectionFailure.Reason;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.test.SharedDevServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(SharedDevServer.class)
class LastConnectionFailureIntegrationTests {

	private static TiDBDevServer server;

	@BeforeAll
	static void start(TiDBDevServer shared) {
		server = shared;
	}

	@Test
	void whenPoolFailsThenItIsKnownUntilAConnectionIsMade() throws SQLException {
		try (HikariDataSource late = pool("late"); HikariDataSource admin = pool("test")) {
			assertThat(ConnectionFailure.lastOf(late)).isNull();
			assertThatExceptionOfType(SQLException.class).isThrownBy(late::getConnection);
			assertThat(ConnectionFailure.lastOf(late)).isNotNull()
				.extracting(ConnectionFailure::reason)
				.isEqualTo(Reason.UNKNOWN_DATABASE);
			try (Connection connection = admin.getConnection()) {
				connection.createStatement().execute("CREATE DATABASE late");
			}
			try (Connection connection = late.getConnection()) {
				assertThat(ConnectionFailure.lastOf(late)).isNull();
				connection.createStatement().execute("DROP DATABASE late");
			}
		}
	}

	@Test
	void whenPoolIsClosedThenItsLastFailureIsStillKnown() {
		HikariDataSource pool = pool("nowhere");
		assertThatExceptionOfType(SQLException.class).isThrownBy(pool::getConnection);
		pool.close();
		assertThat(ConnectionFailure.lastOf(pool)).isNotNull()
			.extracting(ConnectionFailure::message)
			.asString()
			.contains("no database 'nowhere'");
	}

	@Test
	void whenPoolIsAnothersThenNothingIsKnown() {
		try (HikariDataSource pool = new HikariDataSource()) {
			assertThat(ConnectionFailure.lastOf(pool)).isNull();
		}
	}

	private static HikariDataSource pool(String database) {
		return ConnectionSettings.builder()
			.host(server.host())
			.port(server.port())
			.username(server.username())
			.password(server.password())
			.database(database)
			.build()
			.toDataSource();
	}

}

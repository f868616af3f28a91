package io.github.tidbspring.client.connection;

import java.sql.SQLException;

import javax.sql.DataSource;

import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.test.SharedDevServer;
import io.github.tidbspring.test.StatementRecording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DatabaseCreation}, whose statements go past the client's own pool.
 */
@ExtendWith(SharedDevServer.class)
class DatabaseCreationIntegrationTests {

	private static DataSource dataSource;

	@BeforeAll
	static void start(TiDBDevServer server) {
		dataSource = StatementRecording.record(new DriverManagerDataSource(
				"jdbc:mysql://%s:%s/".formatted(server.host(), server.port()), server.username(), server.password()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "a`b", "ü %/?#", "a.b", "select", "x` CHARACTER SET latin1 -- ", "a\\b'c\"d" })
	void whenDatabaseIsMissingThenItIsCreatedUnderExactlyThatName(String name) throws SQLException {
		String database = name.stripTrailing();
		assertThat(exists(database)).isFalse();
		DatabaseCreation.createIfAbsent(dataSource, database);
		assertThat(exists(database)).isTrue();
		DatabaseCreation.createIfAbsent(dataSource, database);
		JdbcClient.create(dataSource).sql("DROP DATABASE `" + database.replace("`", "``") + "`").update();
	}

	@Test
	void whenNameIsNoneThenNothingIsSent() {
		assertThatIllegalArgumentException().isThrownBy(() -> DatabaseCreation.createIfAbsent(dataSource, "a\0b"));
	}

	private static boolean exists(String database) {
		return JdbcClient.create(dataSource)
			.sql("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = ?")
			.param(database)
			.query(Integer.class)
			.single() == 1;
	}

}

package io.github.tidbspring.devserver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import com.mysql.cj.jdbc.MysqlDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the stand-in refuses because TiDB would, whoever asks and however often. That TiDB
 * does is shown by the comparisons; how the statements are recognised is tested without a
 * server.
 */
@DisabledIfSystemProperty(named = "tidb.dev-server.type", matches = "tidb",
		disabledReason = "its table has indexes that a TiDB without TiFlash refuses")
class RefusalsIntegrationTests {

	private static final String EXPLICIT = "Invalid auto random: Explicit insertion on auto_random column is disabled."
			+ " Try to set @@allow_auto_random_explicit_insert = true.";

	private final TiDBDevServer server = Servers.shared();

	private final DataSource dataSource = Servers.wrapped(this.server);

	private final MysqlDataSource plain = Servers.plain(this.server, "test", "");

	@BeforeEach
	void createTable() throws SQLException {
		Servers.execute(this.plain, "DROP TABLE IF EXISTS refusals, refusals_copy, refusals_renamed");
		Servers.execute(this.dataSource,
				"CREATE TABLE refusals (id BIGINT AUTO_RANDOM(5) PRIMARY KEY, body TEXT, e VECTOR(3),"
						+ " FULLTEXT INDEX fi (body) WITH PARSER STANDARD, VECTOR INDEX vi ((VEC_L2_DISTANCE(e))))");
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO refusals (id) VALUES (42)", "INSERT INTO refusals (id) VALUES (NULL), (-1)",
			"REPLACE INTO refusals (id) VALUES (42)", "INSERT IGNORE INTO refusals (id) VALUES (42)",
			"INSERT INTO refusals (id) SELECT 42",
			"INSERT INTO refusals (id, body) VALUES (42, 'a') ON DUPLICATE KEY UPDATE body = VALUES(body)" })
	void whenAutoRandomKeyIsExplicitThenErrorIs8216ForAnyClient(String sql) throws SQLException {
		assertRefused(this.dataSource, sql, 8216, EXPLICIT);
		assertRefused(this.plain, sql, 8216, EXPLICIT);
		assertThat(Servers.query(this.dataSource, "SELECT COUNT(*) FROM refusals")).isEqualTo("0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "?useServerPrepStmts=true", "?rewriteBatchedStatements=true" })
	void whenAutoRandomKeyIsAParameterThenErrorIs8216(String parameters) throws SQLException {
		DataSource prepared = this.server.wrap(Servers.plain(this.server, "test", parameters));
		try (Connection connection = prepared.getConnection();
				PreparedStatement insert = connection.prepareStatement("INSERT INTO refusals (id) VALUES (?)")) {
			for (Object id : new Object[] { null, 0, 42 }) {
				insert.setObject(1, id);
				insert.addBatch();
			}
			assertThatExceptionOfType(SQLException.class).isThrownBy(insert::executeBatch)
				.withMessage(EXPLICIT)
				.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(8216));
		}
	}

	@Test
	void whenAutoRandomKeyIsZeroOrNullThenTheServerChoosesOne() throws SQLException {
		Servers.execute(this.plain, "INSERT INTO refusals (id) VALUES (0), (NULL), (DEFAULT)",
				"INSERT INTO refusals (body) VALUES ('a')");
		assertThat(Servers.query(this.plain, "SELECT COUNT(DISTINCT id) FROM refusals WHERE id > 0")).isEqualTo("4");
	}

	@Test
	void whenSessionAllowsExplicitKeysThenOnlyThatSessionInsertsThem() throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("SET @@allow_auto_random_explicit_insert = true");
			assertThat(statement.executeUpdate("INSERT INTO refusals (id) VALUES (42)")).isEqualTo(1);
			assertRefused(this.dataSource, "INSERT INTO refusals (id) VALUES (43)", 8216, EXPLICIT);
			statement.execute("SET SESSION allow_auto_random_explicit_insert = OFF");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.execute("INSERT INTO refusals (id) VALUES (43)"))
				.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(8216));
		}
	}

	@Test
	void whenTableChangesThenExplicitKeysStayRefused() throws SQLException {
		Servers.execute(this.dataSource, "ALTER TABLE refusals DROP INDEX fi",
				"CREATE TABLE refusals_copy LIKE refusals", "RENAME TABLE refusals TO refusals_renamed",
				"ALTER TABLE refusals_renamed RENAME COLUMN id TO `the id`, ADD COLUMN x INT");
		assertRefused(this.plain, "INSERT INTO refusals_renamed (`the id`) VALUES (42)", 8216, EXPLICIT);
		assertRefused(this.plain, "INSERT INTO refusals_copy (id) VALUES (42)", 8216, EXPLICIT);
		createTable();
		assertRefused(this.plain, "INSERT INTO refusals (id) VALUES (42)", 8216, EXPLICIT);
	}

	@Test
	void whenKeyIsAutoIncrementThenExplicitKeysAreAccepted() throws SQLException {
		Servers.execute(this.dataSource, "CREATE TABLE refusals_copy (id BIGINT AUTO_INCREMENT PRIMARY KEY)",
				"CREATE TABLE IF NOT EXISTS refusals_copy (id BIGINT AUTO_RANDOM PRIMARY KEY)",
				"INSERT INTO refusals_copy VALUES (42)", "ALTER TABLE refusals_copy MODIFY id BIGINT AUTO_RANDOM(5)");
		assertRefused(this.plain, "INSERT INTO refusals_copy VALUES (43)", 8216, EXPLICIT);
	}

	@Test
	void whenUserMayNotCreateTriggersThenTablesCanBeCreated() throws SQLException {
		Servers.execute(this.plain, "CREATE OR REPLACE USER clerk IDENTIFIED BY 'secret'",
				"GRANT SELECT, INSERT, CREATE ON test.* TO clerk");
		MysqlDataSource clerk = Servers.plain(this.server, "test", "");
		clerk.setUser("clerk");
		clerk.setPassword("secret");
		Servers.execute(this.server.wrap(clerk), "CREATE TABLE refusals_copy (id BIGINT AUTO_RANDOM PRIMARY KEY)",
				"INSERT INTO refusals_copy VALUES ()");
		assertRefused(clerk, "INSERT INTO refusals_copy VALUES (42)", 8216, EXPLICIT);
		Servers.execute(this.plain, "DROP USER clerk");
	}

	@ParameterizedTest
	@ValueSource(strings = { "DROP TABLE refusals", "DROP TABLE IF EXISTS test.refusals", "TRUNCATE refusals",
			"RENAME TABLE refusals TO refusals_renamed", "ALTER TABLE refusals RENAME refusals_renamed",
			"ALTER TABLE refusals DROP COLUMN body", "ALTER TABLE refusals CHANGE body text TEXT" })
	void whenTableHasAFullTextIndexThenErrorIs8200UntilItIsDropped(String sql) throws SQLException {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> Servers.execute(this.dataSource, sql))
			.withMessageContaining("full-text index, which must be dropped first")
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(8200));
		Servers.execute(this.dataSource, "ALTER TABLE refusals DROP INDEX fi", sql);
	}

	@Test
	void whenColumnHasAVectorIndexThenItCannotBeDroppedUntilThatIs() throws SQLException {
		String sql = "ALTER TABLE refusals DROP COLUMN e";
		assertRefused(this.dataSource, sql, 8200, "can't drop column e with Vector Key covered now");
		Servers.execute(this.dataSource, "DROP INDEX vi ON refusals", sql);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE UNIQUE INDEX ui ON refusals (e)", "ALTER TABLE refusals ADD UNIQUE (body, e)",
			"CREATE INDEX i ON test.refusals (e)", "CREATE TABLE refusals_copy (e VECTOR(3) UNIQUE)" })
	void whenVectorIsInAnOrdinaryKeyThenErrorIs8200(String sql) {
		assertRefused(this.dataSource, sql, 8200,
				"Unsupported add vector index: unsupported adding a general index on a vector column");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "[1,2] | vector has 2 dimensions, does not fit VECTOR(3)",
					"[1,2,NaN] | Invalid vector text: [1,2,NaN]",
					"[1,2,-Infinity] | Invalid vector text: [1,2,-Infinity]", "[1,2,3 | Invalid vector text: [1,2,3" })
	void whenVectorIsWrongThenErrorIs1105(String vector, String message) throws SQLException {
		Servers.execute(this.dataSource, "INSERT INTO refusals (e) VALUES ('[1,2,3]')");
		for (String sql : List.of("INSERT INTO refusals (e) VALUES ('%s')", "UPDATE refusals SET e = '%s'")) {
			assertRefused(this.dataSource, sql.formatted(vector), 1105, message);
		}
	}

	@Test
	void whenArgumentsOfAMatchAreReversedThenErrorIs1235() {
		assertRefused(this.dataSource, "SELECT id FROM refusals WHERE FTS_MATCH_WORD(body, 'fox')", 1235,
				"This version of TiDB doesn't yet support 'match against a non-constant string'");
	}

	private static void assertRefused(DataSource dataSource, String sql, int code, String message) {
		assertThatExceptionOfType(SQLException.class).as(sql)
			.isThrownBy(() -> Servers.execute(dataSource, sql))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(code));
	}

}

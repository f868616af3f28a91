package io.github.tidbspring.devserver.datasource;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import com.mysql.cj.jdbc.JdbcConnection;
import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.devserver.Servers;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TranslatingDataSource}.
 */
@DisabledIfSystemProperty(named = "tidb.dev-server.type", matches = "tidb",
		disabledReason = "only a stand-in needs a translation")
class TranslatingDataSourceIntegrationTests {

	private static final String TABLE = "CREATE TABLE notes (id BIGINT AUTO_RANDOM PRIMARY KEY, body TEXT, e VECTOR(3),"
			+ " VECTOR INDEX vi ((VEC_COSINE_DISTANCE(e))), FULLTEXT INDEX fi (body) WITH PARSER MULTILINGUAL)";

	private final TiDBDevServer server = Servers.shared();

	private final DataSource dataSource = Servers.wrapped(this.server);

	@BeforeEach
	void dropTable() throws SQLException {
		Servers.execute(Servers.plain(this.server, "test", ""), "DROP TABLE IF EXISTS notes");
	}

	@ParameterizedTest
	@ValueSource(strings = { "?useServerPrepStmts=true&cachePrepStmts=true",
			"?useServerPrepStmts=false&rewriteBatchedStatements=true", "?useServerPrepStmts=true&useCursorFetch=true" })
	void whenStatementsArePreparedThenTheyAreTranslated(String parameters) throws SQLException {
		DataSource prepared = this.server.wrap(Servers.plain(this.server, "test", parameters));
		try (Connection connection = prepared.getConnection()) {
			try (PreparedStatement create = connection.prepareStatement(TABLE)) {
				create.execute();
			}
			String sql = "INSERT INTO notes (body, e) VALUES (?, ?)";
			try (PreparedStatement insert = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
				for (int i = 1; i <= 3; i++) {
					insert.setString(1, "VECTOR(3)");
					insert.setString(2, "[1,2," + i + "]");
					insert.addBatch();
				}
				assertThat(insert.executeBatch()).hasSize(3);
				try (ResultSet keys = insert.getGeneratedKeys()) {
					assertThat(keys.next()).isTrue();
					assertThat(keys.getLong(1)).isPositive();
				}
			}
			assertThat(Servers.queryAll(connection,
					"SELECT CONCAT(body, e) FROM notes ORDER BY VEC_L2_DISTANCE(e, ?) LIMIT 1", "[1,2,3]"))
				.containsExactly("VECTOR(3)[1,2,3]");
		}
	}

	@Test
	void whenStatementsAreBatchedThenTheyAreTranslated() throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.addBatch(TABLE);
			statement.addBatch("ALTER TABLE notes SET TIFLASH REPLICA 1");
			statement.addBatch("INSERT INTO notes (e) VALUES ('[1,2,3]')");
			assertThat(statement.executeBatch()).hasSize(3);
		}
	}

	@Test
	void whenKeysAreGeneratedThenTheyAreReturned() throws SQLException {
		Servers.execute(this.dataSource, TABLE);
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.executeUpdate("INSERT INTO notes (body) VALUES ('x')", Statement.RETURN_GENERATED_KEYS);
			try (ResultSet keys = statement.getGeneratedKeys()) {
				assertThat(keys.next()).isTrue();
				assertThat(keys.getLong(1)).isPositive();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO notes (e) VALUES ('%s')", "INSERT INTO notes (e) VALUES ('[1,2,3]'), ('%s')",
			"UPDATE notes SET e = '%s'" })
	void whenVectorDoesNotFitThenErrorIs1105(String sql) throws SQLException {
		Servers.execute(this.dataSource, TABLE, "INSERT INTO notes (e) VALUES (NULL), ('[1,2,3]')");
		assertRefused(sql.formatted("[1,2]"), "vector has 2 dimensions, does not fit VECTOR(3)");
		assertRefused(sql.formatted("[1,2,\"x\"]"), "Invalid vector text: [1,2,\"x\"]");
		assertRefused(sql.formatted("it''s none"), "Invalid vector text: it's none");
		assertRefused(sql.formatted("[1,2,1e39]"), "Invalid vector text: [1,2,1e39]");
		assertRefused(sql.formatted("[1,2,NaN]"), "Invalid vector text: [1,2,NaN]");
		assertRefused(sql.formatted(""), "Invalid vector text: ");
	}

	private void assertRefused(String sql, String message) {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> Servers.execute(this.dataSource, sql))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(1105))
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("HY000"));
	}

	@Test
	void whenVectorOfABatchDoesNotFitThenErrorIs1105() throws SQLException {
		Servers.execute(this.dataSource, TABLE);
		try (Connection connection = this.dataSource.getConnection();
				PreparedStatement insert = connection.prepareStatement("INSERT INTO notes (e) VALUES (?)")) {
			insert.setString(1, "[1,2,3]");
			insert.addBatch();
			insert.setString(1, "[1]");
			insert.addBatch();
			assertThatExceptionOfType(BatchUpdateException.class).isThrownBy(insert::executeBatch)
				.withMessage("vector has 1 dimensions, does not fit VECTOR(3)")
				.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(1105))
				.satisfies((ex) -> assertThat(ex.getUpdateCounts()).startsWith(1));
		}
	}

	@Test
	void whenClientIsNotWrappedThenVectorsAreRefusedAllTheSame() throws SQLException {
		Servers.execute(this.dataSource, TABLE);
		DataSource plain = Servers.plain(this.server, "test", "");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> Servers.execute(plain, "INSERT INTO notes (e) VALUES ('[1,2]')"))
			.withMessageContaining("vector has 2 dimensions, does not fit VECTOR(3)");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> Servers.execute(plain, "SET sql_mode = ''", "INSERT INTO notes (e) VALUES ('[1,2]')"));
	}

	@Test
	void whenColumnsAreAlteredThenTheirVectorsAreChecked() throws SQLException {
		Servers.execute(this.dataSource, TABLE, "ALTER TABLE notes ADD COLUMN f VECTOR(2) NOT NULL AFTER id",
				"ALTER TABLE notes RENAME COLUMN f TO g", "INSERT INTO notes (g) VALUES ('[1,2]')");
		assertRefused("INSERT INTO notes (g) VALUES ('[1]')", "vector has 1 dimensions, does not fit VECTOR(2)");
		Servers.execute(this.dataSource, "ALTER TABLE notes MODIFY COLUMN g VECTOR",
				"INSERT INTO notes (g) VALUES ('[1]')");
		assertRefused("INSERT INTO notes (g) VALUES ('x')", "Invalid vector text: x");
		assertRefused("INSERT INTO notes (g) VALUES ('[1" + ",1".repeat(16383) + "]')",
				"vector cannot have more than 16383 dimensions");
		Servers.execute(this.dataSource, "ALTER TABLE notes DROP COLUMN g", "DROP TABLE IF EXISTS notes_copy",
				"CREATE TABLE notes_copy LIKE notes");
		assertRefused("INSERT INTO notes_copy (e) VALUES ('[1]')", "vector has 1 dimensions, does not fit VECTOR(3)");
	}

	@Test
	void whenIndexesAreMadeAndDroppedThenTheyAreListed() throws SQLException {
		Servers.execute(this.dataSource, TABLE, "ALTER TABLE notes DROP INDEX vi", "DROP INDEX fi ON notes",
				"ALTER TABLE notes SET TIFLASH REPLICA 1",
				"CREATE VECTOR INDEX v2 ON notes ((VEC_L2_DISTANCE(e))) USING HNSW COMMENT 'mine'",
				"ALTER TABLE notes ADD FULLTEXT INDEX f2 (body) WITH PARSER STANDARD");
		assertThat(Servers.queryAll(this.dataSource,
				"SELECT CONCAT(INDEX_NAME, ' ', INDEX_TYPE, ' ', INDEX_COMMENT) FROM INFORMATION_SCHEMA.STATISTICS"
						+ " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'notes' ORDER BY INDEX_NAME"))
			.containsExactly("f2 FULLTEXT ", "PRIMARY BTREE ", "v2 BTREE mine");
		assertThatExceptionOfType(SQLException.class).isThrownBy(
				() -> Servers.execute(this.dataSource, "CREATE VECTOR INDEX v2 ON notes ((VEC_COSINE_DISTANCE(e)))"))
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(1061));
		Servers.execute(this.dataSource, "CREATE VECTOR INDEX IF NOT EXISTS v2 ON notes ((VEC_COSINE_DISTANCE(e)))");
	}

	@Test
	void whenColumnHasNoDimensionThenItCannotBeIndexedLater() throws SQLException {
		Servers.execute(this.dataSource, "CREATE TABLE notes (id INT, body TEXT, e VECTOR)");
		for (String sql : List.of("CREATE VECTOR INDEX vi ON test.notes ((VEC_L2_DISTANCE(e)))",
				"ALTER TABLE `notes` ADD VECTOR INDEX vi ((VEC_L2_DISTANCE(e)))")) {
			assertRefused(sql, "add vector index can only be defined on fixed-dimension vector columns");
		}
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(
					() -> Servers.execute(this.dataSource, "CREATE VECTOR INDEX vi ON notes ((VEC_L2_DISTANCE(body)))"))
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(8200));
	}

	@Test
	void whenTableIsMissingThenAReplicaOfItIsRefused() {
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> Servers.execute(this.dataSource, "ALTER TABLE missing SET TIFLASH REPLICA 1"))
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(1146));
	}

	@Test
	void defaultsAreTiDBs() throws SQLException {
		Servers.execute(this.dataSource, "CREATE TABLE notes (a VARCHAR(10)) DEFAULT CHARSET=utf8mb4",
				"INSERT INTO NOTES VALUES ('x')");
		assertThat(Servers.query(this.dataSource, "SELECT TABLE_COLLATION FROM INFORMATION_SCHEMA.TABLES"
				+ " WHERE TABLE_SCHEMA = 'test' AND TABLE_NAME = 'notes'"))
			.isEqualTo("utf8mb4_bin");
		assertThat(Servers.query(this.dataSource, "SELECT COUNT(*) FROM notes WHERE a = 'X'")).isEqualTo("0");
		assertThat(Servers.query(this.dataSource, "SELECT @@GLOBAL.sql_mode")).contains("ONLY_FULL_GROUP_BY",
				"STRICT_TRANS_TABLES", "NO_ZERO_DATE");
		assertThat(Servers.query(this.dataSource, "SELECT @@transaction_isolation")).isEqualTo("REPEATABLE-READ");
		assertThat(Servers.query(this.dataSource, "SELECT @@max_allowed_packet")).isEqualTo("67108864");
		assertThat(Servers.query(this.dataSource, "SELECT @@local_infile")).isEqualTo("0");
	}

	@Test
	void whenDatabaseIsCreatedChosenOrDroppedThenItHasTheFunctions() throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			for (int i = 0; i < 2; i++) {
				statement.execute("CREATE DATABASE IF NOT EXISTS made");
				statement.execute("USE made");
				assertThat(Servers.queryAll(connection, "SELECT VEC_DIMS('[1,2]')")).containsExactly("2");
				statement.execute("DROP DATABASE made");
			}
			connection.setCatalog("test");
			Servers.execute(Servers.plain(this.server, "test", ""), "CREATE DATABASE unwrapped");
			connection.setCatalog("unwrapped");
			assertThat(Servers.queryAll(connection, "SELECT VEC_DIMS('[1,2]')")).containsExactly("2");
		}
		Servers.execute(this.dataSource, "DROP DATABASE unwrapped");
	}

	@Test
	void whenConnectionIsOpenedOnANewDatabaseThenItHasTheFunctions() throws SQLException {
		DataSource wrapped = this.server
			.wrap(Servers.plain(this.server, "by_the_driver", "?createDatabaseIfNotExist=true"));
		assertThat(Servers.query(wrapped, "SELECT VEC_DIMS('[1,2]')")).isEqualTo("2");
		Servers.execute(wrapped, "DROP DATABASE by_the_driver");
	}

	@Test
	void whenTransactionIsOpenThenNewFunctionsDoNotCommitIt() throws SQLException {
		Servers.execute(this.dataSource, TABLE);
		Servers.execute(Servers.plain(this.server, "test", ""), "CREATE DATABASE IF NOT EXISTS other_work");
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("INSERT INTO notes (body) VALUES ('x')");
			statement.execute("USE other_work");
			connection.rollback();
		}
		assertThat(Servers.query(this.dataSource, "SELECT COUNT(*) FROM notes")).isEqualTo("0");
		Servers.execute(this.dataSource, "DROP DATABASE other_work");
	}

	@Test
	void whenPoolIsWrappedThenItCanBeReached() throws SQLException {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setDataSource(Servers.plain(this.server, "test", ""));
			pool.setMaximumPoolSize(1);
			DataSource wrapped = this.server.wrap(pool);
			assertThat(wrapped.isWrapperFor(HikariDataSource.class)).isTrue();
			assertThat(wrapped.unwrap(HikariDataSource.class)).isSameAs(pool);
			assertThat(DataSourceUnwrapper.unwrap(wrapped, HikariConfigMXBean.class, HikariDataSource.class))
				.isSameAs(pool);
			assertThat(DataSourceUnwrapper.unwrap(new DelegatingDataSource(wrapped), HikariConfigMXBean.class,
					HikariDataSource.class))
				.isSameAs(pool);
			for (int i = 0; i < 5; i++) {
				try (Connection connection = wrapped.getConnection()) {
					assertThat(connection.unwrap(JdbcConnection.class)).isNotNull();
					assertThat(Servers.queryAll(connection, "SELECT VEC_L2_DISTANCE('[1]', ?)", "[" + i + "]"))
						.hasSize(1);
				}
			}
			((AutoCloseable) wrapped).close();
			assertThat(pool.isClosed()).isTrue();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

}

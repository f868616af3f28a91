package io.github.tidbspring.standin.sql;

import java.sql.SQLException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link StatementTranslator}.
 */
class StatementTranslatorTests {

	private static final String COMMENT = "COMMENT 'stands in for a vector index; the search is exact'";

	private final StatementTranslator translator = new StatementTranslator();

	@ParameterizedTest
	@MethodSource("translations")
	void whenOnlyTiDBUnderstandsAStatementThenItIsTranslated(String statement, String expected) throws SQLException {
		assertThat(normalise(translate(statement))).isEqualTo(normalise(expected));
	}

	static Stream<Arguments> translations() {
		return Stream.of(
				// Columns
				arguments("CREATE TABLE t (id INT, e VECTOR(3))",
						"CREATE TABLE t (id INT, e LONGTEXT " + vector("e", 3) + ")"),
				arguments("create table if not exists `a`.`t` (`e` vector ( 3 ) not null comment 'VECTOR(4)', id int)",
						"create table if not exists `a`.`t` (`e` LONGTEXT not null comment 'VECTOR(4)' "
								+ vector("`e`", 3) + ", id int)"),
				arguments("CREATE TABLE t (e VECTOR, x INT)",
						"CREATE TABLE t (e LONGTEXT " + vector("e", 0) + ", x INT)"),
				arguments("CREATE TABLE t (e VECTOR<FLOAT>(2))", "CREATE TABLE t (e LONGTEXT " + vector("e", 2) + ")"),
				arguments("CREATE TABLE t (e VECTOR(2) DEFAULT '[1,2]')",
						"CREATE TABLE t (e LONGTEXT DEFAULT '[1,2]' " + vector("e", 2) + ")"),
				arguments("CREATE TABLE t (vector VECTOR(2), `vector index` VECTOR(4))",
						"CREATE TABLE t (vector LONGTEXT " + vector("vector", 2) + ", `vector index` LONGTEXT "
								+ vector("`vector index`", 4) + ")"),
				arguments("-- a comment\n/* VECTOR(3) */ CREATE TABLE t (e VECTOR(2) /* VECTOR(3) */);",
						"-- a comment\n/* VECTOR(3) */ CREATE TABLE t (e LONGTEXT " + vector("e", 2)
								+ " /* VECTOR(3) */);"),
				arguments("CREATE TEMPORARY TABLE t (e VECTOR(2))",
						"CREATE TEMPORARY TABLE t (e LONGTEXT " + vector("e", 2) + ")"),
				arguments("ALTER TABLE t ADD COLUMN e VECTOR(3) NULL AFTER id",
						"ALTER TABLE t ADD COLUMN e LONGTEXT NULL " + vector("e", 3) + " AFTER id"),
				arguments("ALTER TABLE t ADD e VECTOR(3) FIRST, ADD COLUMN x INT;",
						"ALTER TABLE t ADD e LONGTEXT " + vector("e", 3) + " FIRST, ADD COLUMN x INT;"),
				arguments("ALTER TABLE t ADD COLUMN IF NOT EXISTS e VECTOR(3);",
						"ALTER TABLE t ADD COLUMN IF NOT EXISTS e LONGTEXT " + vector("e", 3) + ";"),
				arguments("ALTER TABLE t ADD COLUMN (e VECTOR(3), x INT)",
						"ALTER TABLE t ADD COLUMN (e LONGTEXT " + vector("e", 3) + ", x INT)"),
				arguments("ALTER TABLE t MODIFY COLUMN e VECTOR(4) NOT NULL",
						"ALTER TABLE t MODIFY COLUMN e LONGTEXT NOT NULL " + vector("e", 4)),
				arguments("ALTER TABLE t CHANGE e f VECTOR(4)", "ALTER TABLE t CHANGE e f LONGTEXT " + vector("f", 4)),
				// Keys
				arguments("CREATE TABLE t (id BIGINT AUTO_RANDOM PRIMARY KEY)",
						"CREATE TABLE t (id BIGINT AUTO_INCREMENT PRIMARY KEY)"),
				arguments("CREATE TABLE t (id BIGINT PRIMARY KEY AUTO_RANDOM(5, 54) COMMENT 'AUTO_RANDOM')",
						"CREATE TABLE t (id BIGINT PRIMARY KEY AUTO_INCREMENT COMMENT 'AUTO_RANDOM')"),
				arguments("CREATE TABLE t (id BIGINT /*T![auto_rand] AUTO_RANDOM(5) */ PRIMARY KEY)",
						"CREATE TABLE t (id BIGINT AUTO_INCREMENT PRIMARY KEY)"),
				arguments("CREATE TABLE t (id BIGINT, PRIMARY KEY (id) /*T![clustered_index] CLUSTERED */)",
						"CREATE TABLE t (id BIGINT, PRIMARY KEY (id) )"),
				arguments("CREATE TABLE t (id BIGINT PRIMARY KEY NONCLUSTERED, x INT)",
						"CREATE TABLE t (id BIGINT PRIMARY KEY , x INT)"),
				arguments("CREATE TABLE t (id BIGINT, PRIMARY KEY (id) CLUSTERED) SHARD_ROW_ID_BITS=4 COMMENT='x'",
						"CREATE TABLE t (id BIGINT, PRIMARY KEY (id) ) COMMENT='x'"),
				arguments("CREATE TABLE t (id BIGINT PRIMARY KEY) /*T! SHARD_ROW_ID_BITS=4 PRE_SPLIT_REGIONS=2 */",
						"CREATE TABLE t (id BIGINT PRIMARY KEY)"),
				arguments("CREATE TABLE t (id BIGINT PRIMARY KEY AUTO_INCREMENT) AUTO_ID_CACHE 1",
						"CREATE TABLE t (id BIGINT PRIMARY KEY AUTO_INCREMENT)"),
				// Vector indexes
				arguments("CREATE TABLE t (e VECTOR(3), VECTOR INDEX vi ((VEC_COSINE_DISTANCE(e))))",
						"CREATE TABLE t (e LONGTEXT " + vector("e", 3) + ", INDEX vi (e(16)) " + COMMENT + ")"),
				arguments(
						"CREATE TABLE t (VECTOR KEY `v i` ((VEC_L2_DISTANCE(`e`))) USING HNSW COMMENT 'mine', `e` VECTOR(3))",
						"CREATE TABLE t ( KEY `v i` (`e`(16)) COMMENT 'mine', `e` LONGTEXT " + vector("`e`", 3) + ")"),
				arguments("CREATE VECTOR INDEX vi ON t ((VEC_COSINE_DISTANCE(e))) USING HNSW",
						"CREATE INDEX vi ON t (e(16)) " + COMMENT),
				arguments(
						"create vector index if not exists vi using hnsw on a.t ((vec_l2_distance(e))) ADD_COLUMNAR_REPLICA_ON_DEMAND;",
						"create index if not exists vi on a.t (e(16)) " + COMMENT + ";"),
				arguments(
						"ALTER TABLE t ADD VECTOR INDEX vi ((VEC_L2_DISTANCE(e))) USING HNSW ADD_COLUMNAR_REPLICA_ON_DEMAND COMMENT 'x'",
						"ALTER TABLE t ADD INDEX vi (e(16)) COMMENT 'x'"),
				arguments("ALTER TABLE t ADD COLUMN e VECTOR(3), ADD VECTOR INDEX vi ((VEC_L2_DISTANCE(e)))",
						"ALTER TABLE t ADD COLUMN e LONGTEXT " + vector("e", 3) + ", ADD INDEX vi (e(16)) " + COMMENT),
				// Full-text indexes
				arguments("CREATE TABLE t (b TEXT, FULLTEXT INDEX fi (b) WITH PARSER MULTILINGUAL)",
						"CREATE TABLE t (b TEXT, FULLTEXT INDEX fi (b) )"),
				arguments("CREATE FULLTEXT INDEX fi ON t (b) WITH PARSER STANDARD ADD_COLUMNAR_REPLICA_ON_DEMAND",
						"CREATE FULLTEXT INDEX fi ON t (b)"),
				arguments("ALTER TABLE t ADD FULLTEXT INDEX fi (b) WITH PARSER STANDARD",
						"ALTER TABLE t ADD FULLTEXT INDEX fi (b)"),
				// Replicas
				arguments("ALTER TABLE t SET TIFLASH REPLICA 1", "ALTER TABLE t"),
				arguments("ALTER TABLE `t` SET TIFLASH REPLICA 2 LOCATION LABELS 'a', 'b';", "ALTER TABLE `t`;"),
				arguments("ALTER TABLE t ADD COLUMN x INT, SET TIFLASH REPLICA 1", "ALTER TABLE t ADD COLUMN x INT"),
				arguments("ALTER TABLE t COMPACT TIFLASH REPLICA", "ALTER TABLE t"),
				arguments("ALTER DATABASE d SET TIFLASH REPLICA 1", "DO 0"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT 1", "", "   ", "-- nothing", "/* unfinished", "SELECT 'VECTOR(3)'",
			"INSERT INTO t (vector) VALUES ('CREATE TABLE t (e VECTOR(3))')",
			"INSERT INTO t VALUES ('it''s \\' a VECTOR(3)', \"VECTOR INDEX\")", "UPDATE t SET vector = 'AUTO_RANDOM'",
			"DELETE FROM t WHERE `VECTOR(3)` = 1", "SELECT VEC_COSINE_DISTANCE(e, '[1,2,3]') FROM t",
			"CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20) DEFAULT 'VECTOR(3)')",
			"CREATE TABLE t (`VECTOR` INT, vector_id INT, is_vector TINYINT)",
			"CREATE TABLE t (vector INT, KEY k (vector))", "CREATE TABLE t (a INT COMMENT 'e VECTOR(3), f VECTOR(4)')",
			"CREATE TABLE t (a INT /* e VECTOR(3) */)", "CREATE TABLE t (a INT -- , e VECTOR(3)\n)",
			"CREATE TABLE t LIKE u", "CREATE TABLE t AS SELECT vector FROM u", "CREATE DATABASE vector",
			"CREATE VIEW v AS SELECT vector FROM t", "CREATE INDEX vector ON t (vector)",
			"CREATE UNIQUE INDEX i ON t (a, b)", "CREATE FULLTEXT INDEX i ON t (a)",
			"CREATE USER 'vector'@'%' IDENTIFIED BY 'VECTOR(3)'", "ALTER TABLE t ADD COLUMN x INT",
			"ALTER TABLE t DROP INDEX vi", "ALTER TABLE t DROP COLUMN vector, ADD INDEX k (a)",
			"ALTER TABLE t RENAME COLUMN vector TO e", "ALTER TABLE t COMMENT 'SET TIFLASH REPLICA 1'",
			"ALTER USER root IDENTIFIED BY 'x'", "DROP INDEX vi ON t", "TRUNCATE TABLE vector", "USE vector",
			"SET @vector = 'CREATE TABLE t (e VECTOR(3))'", "CREATE TABLE t (a TEXT DEFAULT 'unfinished",
			"CREATE TABLE t (a INT", "CREATE", "ALTER TABLE" })
	void whenMariaDbUnderstandsAStatementThenItIsTheVerySame(String statement) throws SQLException {
		assertThat(translate(statement)).isEqualTo(statement);
	}

	@Test
	void whenStatementIsLongThenItIsReadInOneGo() throws SQLException {
		String statement = "CREATE TABLE t (e VECTOR(3), a TEXT COMMENT '" + "(".repeat(1_000_000)
				+ "''".repeat(500_000) + "')";
		assertThat(translate(statement)).hasSizeGreaterThan(statement.length());
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE t (e VECTOR, VECTOR INDEX vi ((VEC_COSINE_DISTANCE(e))))",
			"CREATE TABLE t (e INT, VECTOR INDEX vi ((VEC_COSINE_DISTANCE(e))))",
			"CREATE TABLE t (e VECTOR(3), VECTOR INDEX vi ((VEC_L1_DISTANCE(e))))",
			"CREATE TABLE t (e VECTOR(3), VECTOR INDEX vi (e))", "CREATE VECTOR INDEX vi ON t (e)",
			"CREATE VECTOR INDEX vi ON t ((VEC_NEGATIVE_INNER_PRODUCT(e)))",
			"CREATE VECTOR INDEX vi ON t ((VEC_L2_DISTANCE(any_dimension)))",
			"ALTER TABLE t ADD VECTOR INDEX vi ((VEC_L2_DISTANCE(any_dimension)))",
			"ALTER TABLE d.t ADD VECTOR INDEX vi ((VEC_L2_DISTANCE(no_vector)))" })
	void whenTiDBCannotIndexAColumnThenItIsRefused(String statement) {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> translate(statement))
			.withMessageStartingWith("Unsupported add vector index: ")
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(8200));
	}

	@Test
	void whenThereAreTooManyDimensionsThenErrorIs1105() {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> translate("CREATE TABLE t (e VECTOR(16384))"))
			.withMessage("vector cannot have more than 16383 dimensions")
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(1105));
	}

	private String translate(String statement) throws SQLException {
		return this.translator.translate(statement, (database, table, column) -> switch (column) {
			case "any_dimension" -> VectorConstraint.of(column, 0);
			case "no_vector" -> "";
			default -> null;
		});
	}

	private static String vector(String column, int dimensions) {
		return VectorConstraint.of(column, dimensions);
	}

	/**
	 * White space is not what these tests are about.
	 */
	private static String normalise(String statement) {
		return statement.replaceAll("\\s+", " ").replaceAll(" (?=[),;]|$)", "").replaceAll("\\( ", "(");
	}

}

package io.github.tidbspring.devserver.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link StatementTranslator}.
 */
class StatementTranslatorTests {

	private static final String COMMENT = "COMMENT 'stands in for a vector index on VEC_COSINE_DISTANCE; the search is exact'";

	private static final String AUTO_RANDOM = AutoRandomTable.ATTRIBUTE;

	private static final String VARIABLE = "@tidb_stand_in_allow_auto_random_explicit_insert = ";

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
				// Operators on JSON
				arguments("SELECT n.m->'$.a', `m` ->> '$.b' FROM n WHERE m->>'$.l' = '->' AND a - b > 0",
						"SELECT JSON_EXTRACT(n.m, '$.a'), JSON_UNQUOTE(JSON_EXTRACT(`m` , '$.b')) FROM n "
								+ "WHERE JSON_UNQUOTE(JSON_EXTRACT(m, '$.l')) = '->' AND a - b > 0"),
				arguments("UPDATE n SET l = m->>'$.l'", "UPDATE n SET l = JSON_UNQUOTE(JSON_EXTRACT(m, '$.l'))"),
				// Generated columns, indexes on expressions, options
				arguments("CREATE TABLE t (m JSON, l VARCHAR(8) GENERATED ALWAYS AS (m->>'$.l') VIRTUAL NOT NULL)",
						"CREATE TABLE t (m JSON, l VARCHAR(8) GENERATED ALWAYS AS (JSON_UNQUOTE(JSON_EXTRACT(m, '$.l'))) VIRTUAL )"),
				arguments("ALTER TABLE t ADD l INT AS (`t`.`m` -> '$.l') STORED NULL COMMENT 'x'",
						"ALTER TABLE t ADD l INT AS (JSON_EXTRACT(`t`.`m`, '$.l')) STORED COMMENT 'x'"),
				arguments("CREATE TABLE t (a VARCHAR(9), UNIQUE INDEX i (a, (LOWER(a))))",
						"CREATE TABLE t (a VARCHAR(9), UNIQUE INDEX i (a, " + hidden("LOWER(a)") + "), "
								+ column("LOWER(a)") + ")"),
				arguments("CREATE TABLE t (m JSON, INDEX i ((CAST(m->'$.t' AS CHAR(40) ARRAY))))",
						"CREATE TABLE t (m JSON, INDEX i (" + hidden("JSON_EXTRACT(m, '$.t')") + "), "
								+ column("JSON_EXTRACT(m, '$.t')") + ")"),
				arguments("CREATE UNIQUE INDEX i ON `t` ((LOWER(a)), b)",
						"ALTER TABLE `t` ADD COLUMN IF NOT EXISTS " + column("LOWER(a)") + ", ADD UNIQUE INDEX i ("
								+ hidden("LOWER(a)") + ", b)"),
				arguments("ALTER TABLE t ADD INDEX i ((LOWER(a)))",
						"ALTER TABLE t ADD COLUMN IF NOT EXISTS " + column("LOWER(a)") + ", ADD INDEX i ("
								+ hidden("LOWER(a)") + ")"),
				arguments("CREATE TABLE t (c DATETIME) TTL = `c` + INTERVAL 1.5 DAY TTL_ENABLE = 'ON' COMMENT 'x'",
						"CREATE TABLE t (c DATETIME) COMMENT 'x'"),
				arguments("ALTER TABLE t TTL = c + INTERVAL 1 DAY TTL_ENABLE='OFF'", "ALTER TABLE t"),
				arguments("ALTER TABLE t REMOVE TTL, COMMENT = 'x'", "ALTER TABLE t COMMENT = 'x'"),
				// Keys
				arguments("CREATE TABLE t (id BIGINT AUTO_RANDOM PRIMARY KEY)",
						"CREATE TABLE t (id BIGINT " + AUTO_RANDOM + " PRIMARY KEY)"),
				arguments("CREATE TABLE t (id BIGINT PRIMARY KEY AUTO_RANDOM(5, 54) COMMENT 'AUTO_RANDOM')",
						"CREATE TABLE t (id BIGINT PRIMARY KEY " + AUTO_RANDOM + " COMMENT 'AUTO_RANDOM')"),
				arguments("CREATE TABLE t (id BIGINT /*T![auto_rand] AUTO_RANDOM(5) */ PRIMARY KEY)",
						"CREATE TABLE t (id BIGINT " + AUTO_RANDOM + " PRIMARY KEY)"),
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
				arguments("SET allow_auto_random_explicit_insert = 1", "SET " + VARIABLE + "1"),
				arguments("set @@session.allow_auto_random_explicit_insert := on, @x = 2",
						"set " + VARIABLE + "1, @x = 2"),
				arguments("SET SESSION allow_auto_random_explicit_insert = FALSE;", "SET " + VARIABLE + "FALSE;"),
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
						"create index if not exists vi on a.t (e(16)) " + COMMENT.replace("COSINE", "L2") + ";"),
				arguments(
						"ALTER TABLE t ADD VECTOR INDEX vi ((VEC_L2_DISTANCE(e))) USING HNSW ADD_COLUMNAR_REPLICA_ON_DEMAND COMMENT 'x'",
						"ALTER TABLE t ADD INDEX vi (e(16)) COMMENT 'x'"),
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
			"CREATE TABLE t LIKE u", "CREATE DATABASE vector", "CREATE VIEW v AS SELECT vector FROM t",
			"CREATE INDEX vector ON t (vector)", "CREATE UNIQUE INDEX i ON t (a, b)",
			"CREATE FULLTEXT INDEX i ON t (a)", "CREATE USER 'vector'@'%' IDENTIFIED BY 'VECTOR(3)'",
			"ALTER TABLE t ADD COLUMN x INT", "ALTER TABLE t DROP INDEX vi",
			"ALTER TABLE t DROP COLUMN vector, ADD INDEX k (a)", "ALTER TABLE t RENAME COLUMN vector TO e",
			"ALTER TABLE t COMMENT 'SET TIFLASH REPLICA 1'", "ALTER USER root IDENTIFIED BY 'x'", "DROP INDEX vi ON t",
			"TRUNCATE TABLE vector", "USE vector", "SET @vector = 'CREATE TABLE t (e VECTOR(3))'",
			"CREATE TABLE t (a TEXT DEFAULT 'unfinished", "CREATE TABLE t (a INT", "CREATE", "ALTER TABLE",
			"SELECT 'JSON_VALUE(a)', json_value FROM t -- NVL(a)",
			"INSERT INTO json_value (a) VALUES ('JSON_VALUE(a)')",
			"SELECT FTS_MATCH_WORD('fox', body), FTS_MATCH_WORD(?, t.`b`)", "SELECT FTS_MATCH_WORD(?, ?)",
			"SELECT my.json_value(a) FROM t", "SET GLOBAL allow_auto_random_explicit_insert = 1",
			"SET @x = 'allow_auto_random_explicit_insert'", "CREATE SEQUENCE s", "DROP TABLE t, IF, `u`", "DROP VIEW v",
			"TRUNCATE t", "RENAME TABLE t TO u, v TO w", "ALTER TABLE t RENAME TO u", "ALTER TABLE t DROP PRIMARY KEY",
			"CREATE TABLE t (a VARCHAR(9), e INT, CONSTRAINT c CHECK (e > 1), UNIQUE KEY u (a(3)))", "DROP", "RENAME",
			"TRUNCATE" })
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
	@ValueSource(strings = { "CREATE TABLE t (e INT, VECTOR INDEX vi ((VEC_COSINE_DISTANCE(e))))",
			"CREATE TABLE t (e VECTOR(3), VECTOR INDEX vi ((VEC_L1_DISTANCE(e))))",
			"CREATE TABLE t (e VECTOR(3), VECTOR INDEX vi ((e)))",
			"CREATE VECTOR INDEX vi ON t ((VEC_NEGATIVE_INNER_PRODUCT(e)))",
			"ALTER TABLE d.t ADD VECTOR INDEX vi ((VEC_L2_DISTANCE(no_vector)))" })
	void whenTiDBCannotIndexAColumnThenItIsRefused(String statement) {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> translate(statement))
			.withMessageStartingWith("Unsupported add vector index: ")
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(8200));
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE t (e VECTOR(3), VECTOR INDEX vi (e))", "CREATE VECTOR INDEX vi ON t (e)",
			"ALTER TABLE t ADD VECTOR INDEX vi (`e`) USING HNSW" })
	void whenVectorIndexHasNoFunctionThenErrorIs1149(String statement) {
		assertRefused(statement, 1149, "You have an error in your SQL syntax");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ALTER TABLE t ADD COLUMN e VECTOR(3), ADD VECTOR INDEX vi ((VEC_L2_DISTANCE(e)))",
			"ALTER TABLE t ADD VECTOR INDEX a ((VEC_L2_DISTANCE(e))), ADD VECTOR INDEX b ((VEC_COSINE_DISTANCE(e)))",
			"ALTER TABLE t SET TIFLASH REPLICA 1, ADD VECTOR INDEX a ((VEC_L2_DISTANCE(e)))" })
	void whenVectorIndexIsAddedWithAnotherChangeThenErrorIs8200(String statement) {
		assertRefused(statement, 8200, "Unsupported multi schema change for add vector index");
	}

	@ParameterizedTest
	@CsvSource({ "CREATE TABLE t (id INT AUTO_RANDOM PRIMARY KEY), int",
			"CREATE TABLE t (id SMALLINT(5) UNSIGNED PRIMARY KEY AUTO_RANDOM(3)), smallint",
			"ALTER TABLE t MODIFY id VARCHAR(10) AUTO_RANDOM, varchar" })
	void whenAutoRandomColumnIsNoBigintThenErrorIs8216(String statement, String type) {
		assertRefused(statement, 8216, "Invalid auto random: auto_random option must be defined on `bigint` column,"
				+ " but not on `" + type + "` column");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE OR REPLACE VIEW v AS SELECT 1",
			"CREATE OR REPLACE ALGORITHM=MERGE DEFINER=CURRENT_USER SQL SECURITY INVOKER VIEW v AS SELECT 1",
			"CREATE DEFINER=`a`@`b` VIEW v AS SELECT 1" })
	void whenAViewIsReplacedThenItIsSentAsItIs(String statement) throws SQLException {
		assertThat(translate(statement)).isEqualTo(statement);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE t (e VECTOR, VECTOR INDEX vi ((VEC_COSINE_DISTANCE(e))))",
			"CREATE VECTOR INDEX vi ON t ((VEC_L2_DISTANCE(any_dimension)))",
			"ALTER TABLE t ADD VECTOR INDEX vi ((VEC_L2_DISTANCE(any_dimension)))" })
	void whenColumnHasNoDimensionThenItsIndexIsRefused(String statement) {
		assertRefused(statement, 1105, "add vector index can only be defined on fixed-dimension vector columns");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE t (e VECTOR(3) PRIMARY KEY)", "CREATE TABLE t (e VECTOR(3) NOT NULL UNIQUE)",
			"CREATE TABLE t (PRIMARY KEY (id, `e`), id INT, e VECTOR)", "CREATE TABLE t (e VECTOR(3), KEY k (e(16)))",
			"CREATE TABLE t (e VECTOR(3), CONSTRAINT c UNIQUE KEY k USING BTREE (e))",
			"CREATE INDEX i ON t (id, any_dimension)", "CREATE UNIQUE INDEX i ON d.t (`any_dimension`)",
			"ALTER TABLE t ADD UNIQUE INDEX i (any_dimension DESC)", "ALTER TABLE t ADD PRIMARY KEY (any_dimension)",
			"ALTER TABLE t ADD COLUMN e VECTOR(3), ADD INDEX i (e)" })
	void whenVectorIsInAnOrdinaryKeyThenErrorIs8200(String statement) {
		assertRefused(statement, 8200,
				"Unsupported add vector index: unsupported adding a general index on a vector column");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', value = {
			"DROP TABLE full_text | DROP TABLE: full_text has a full-text index, which must be dropped first",
			"DROP TABLE IF EXISTS a, d.`full_text`; | DROP TABLE: full_text has a full-text index, which must be dropped first",
			"TRUNCATE full_text | TRUNCATE TABLE: full_text has a full-text index, which must be dropped first",
			"TRUNCATE TABLE full_text | TRUNCATE TABLE: full_text has a full-text index, which must be dropped first",
			"RENAME TABLE a TO b, full_text TO c | RENAME TABLE: full_text has a full-text index, which must be dropped first",
			"ALTER TABLE full_text RENAME AS c | RENAME TABLE: full_text has a full-text index, which must be dropped first",
			"ALTER TABLE full_text DROP COLUMN c | DROP COLUMN: c is in a full-text index, which must be dropped first",
			"ALTER TABLE full_text RENAME COLUMN c TO d | RENAME COLUMN: c is in a full-text index, which must be dropped first",
			"ALTER TABLE full_text CHANGE c d TEXT | RENAME COLUMN: c is in a full-text index, which must be dropped first" })
	void whenTableHasAFullTextIndexThenErrorIs8200(String statement, String message) {
		assertRefused(statement, 8200, "Unsupported " + message);
	}

	@Test
	void whenColumnHasAVectorIndexThenItCannotBeDropped() {
		for (String statement : List.of("ALTER TABLE indexed DROP any_dimension",
				"ALTER TABLE indexed DROP INDEX vi, DROP COLUMN any_dimension")) {
			assertRefused(statement, 8200, "can't drop column any_dimension with Vector Key covered now");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', value = {
			"SELECT JSON_VALUE(j, '$.a') FROM t | 1305 | FUNCTION d.json_value does not exist",
			"INSERT INTO t SELECT nvl (a, 1) FROM u | 1305 | FUNCTION d.nvl does not exist",
			"(SELECT 1 WHERE extractvalue('<a/>', '/a') = 1) | 1305 | FUNCTION d.extractvalue does not exist",
			"SELECT FTS_MATCH_WORD(body, 'fox') FROM t | 1235 | This version of TiDB doesn't yet support 'match against a non-constant string'",
			"SELECT 1 FROM t WHERE fts_match_word(t.`body`, ?) | 1235 | This version of TiDB doesn't yet support 'match against a non-constant string'",
			"SELECT FTS_MATCH_WORD('fox', 'body') | 1235 | This version of TiDB doesn't yet support 'not matching a column'",
			"CREATE TABLE t AS SELECT 1 | 1105 | 'CREATE TABLE ... SELECT' is not implemented yet",
			"CREATE TABLE t (a INT) SELECT 1 AS a | 1105 | 'CREATE TABLE ... SELECT' is not implemented yet",
			"CREATE PROCEDURE p() SELECT 1 | 8108 | Unsupported type *resolve.NodeW" })
	void whenTiDBLacksSomethingThenItIsRefused(String statement, int code, String message) {
		assertRefused(statement, code, message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "CREATE FUNCTION f() RETURNS INT RETURN 1 | 1 | 15 | FUNCTION f()",
					"CREATE TRIGGER t BEFORE INSERT ON n FOR EACH ROW SET @a = 1 | 1 | 14 | TRIGGER t",
					"CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1 | 1 | 12 | EVENT e",
					"CREATE DEFINER=`a`@`b` FUNCTION f() RETURNS INT RETURN 1 | 1 | 31 | FUNCTION f()",
					"CREATE AGGREGATE FUNCTION f RETURNS INT SONAME 's' | 1 | 16 | AGGREGATE FUNCTION",
					"CREATE OR REPLACE FUNCTION f() RETURNS INT RETURN 1 | 1 | 26 | FUNCTION f()",
					"CREATE OR REPLACE TABLE t (a INT) | 1 | 23 | TABLE t",
					"CREATE OR REPLACE INDEX i ON t (a) | 1 | 23 | INDEX i",
					"CREATE DEFINER=root PROCEDURE p() SELECT 1 | 1 | 29 | PROCEDURE p()",
					"SELECT * FROM JSON_TABLE('[]', '$[*]' COLUMNS (a INT PATH '$')) t | 1 | 25 | ('[]'" })
	void whenTiDBsGrammarLacksAStatementThenErrorIs1064(String statement, int line, int column, String near) {
		assertRefused(statement, 1064, "You have an error in your SQL syntax; check the manual that corresponds to your"
				+ " TiDB version for the right syntax to use line " + line + " column " + column + " near \"" + near);
	}

	private void assertRefused(String statement, int code, String message) {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> translate(statement))
			.withMessageStartingWith(message)
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(code));
	}

	@Test
	void whenThereAreTooManyDimensionsThenErrorIs1105() {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> translate("CREATE TABLE t (e VECTOR(16384))"))
			.withMessage("vector cannot have more than 16383 dimensions")
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(1105));
	}

	private String translate(String statement) throws SQLException {
		return this.translator.translate(statement, new NamedTables());
	}

	private static String hidden(String expression) {
		return "`_V$_" + Integer.toHexString(expression.toLowerCase(Locale.ROOT).replace(" ", "").hashCode()) + "`";
	}

	private static String column(String expression) {
		return hidden(expression) + " VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin AS (LEFT(" + expression
				+ ", 190)) VIRTUAL INVISIBLE";
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

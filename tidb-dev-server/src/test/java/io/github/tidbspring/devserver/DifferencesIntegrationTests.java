package io.github.tidbspring.devserver;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The differences between the stand-in and TiDB, one test for each line of the table in
 * {@code docs/dev-server.md}: a difference can neither appear nor vanish unnoticed.
 */
class DifferencesIntegrationTests {

	private static final Path PAGE = Path.of("..", "docs", "dev-server.md");

	private static final Pattern PINNED = Pattern.compile("(?m)^\\|.*\\| `(when\\w+)` \\|$");

	private static final TiDBDevServer server = Servers.shared();

	private final DataSource dataSource = Servers.wrapped(server);

	private final DataSource plain = Servers.plain(server, "test", "");

	@Test
	void pageListsEachTestOfThisClassOnce() throws IOException {
		List<String> listed = PINNED.matcher(Files.readString(PAGE))
			.results()
			.map((MatchResult line) -> line.group(1))
			.toList();
		List<String> tests = Arrays.stream(DifferencesIntegrationTests.class.getDeclaredMethods())
			.filter((method) -> method.isAnnotationPresent(Test.class))
			.map(Method::getName)
			.filter((name) -> name.startsWith("when"))
			.toList();
		assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(tests);
	}

	@Test
	void pageHasNoDifferenceWithoutATest() throws IOException {
		String page = Files.readString(PAGE);
		String table = page.substring(page.indexOf("## What differs from TiDB"));
		List<String> lines = table.lines().filter((line) -> line.startsWith("|")).skip(2).toList();
		assertThat(lines).hasSizeGreaterThan(40).allMatch((line) -> PINNED.matcher(line).matches());
	}

	@Test
	void whenVectorsAreSearchedThenEveryRowIsRead() throws SQLException {
		create("INSERT INTO differences (e) VALUES ('[1,2,3]'), ('[3,2,1]')");
		assertThat(rows("EXPLAIN SELECT id FROM differences ORDER BY VEC_COSINE_DISTANCE(e, '[1,2,3]') LIMIT 1").get(0))
			.containsEntry("type", "ALL")
			.containsEntry("key", null);
	}

	@Test
	void whenVectorIndexIsListedThenItIsAnOrdinaryOne() throws SQLException {
		create();
		assertThat(rows("SHOW INDEX FROM differences WHERE Key_name = 'vi'").get(0))
			.containsEntry("Index_type", "BTREE")
			.containsEntry("Column_name", "e");
	}

	@Test
	void whenThereIsNoReplicaThenVectorIndexIsMade() throws SQLException {
		create();
		assertThat(error("CREATE VECTOR INDEX v2 ON differences ((VEC_L2_DISTANCE(e))) USING HNSW")).isZero();
	}

	@Test
	void whenVectorIsIndexedTwiceThenBothAreMade() throws SQLException {
		create();
		assertThat(error("CREATE VECTOR INDEX v2 ON differences ((VEC_COSINE_DISTANCE(e)))")).isZero();
	}

	@Test
	void whenVectorIndexIsAddedWithAColumnThenBothAreAdded() throws SQLException {
		create();
		assertThat(error("ALTER TABLE differences ADD COLUMN x INT, ADD VECTOR INDEX v2 ((VEC_L2_DISTANCE(e)))"))
			.isZero();
	}

	@Test
	void whenPlanIsExplainedThenItIsMariaDbs() throws SQLException {
		create();
		assertThat(rows("EXPLAIN SELECT * FROM differences").get(0)).containsKeys("select_type", "possible_keys")
			.doesNotContainKey("operator info");
		assertThat(error("EXPLAIN ANALYZE SELECT 1")).isEqualTo(1064);
		assertThat(error("EXPLAIN FORMAT = 'brief' SELECT 1")).isEqualTo(1791);
	}

	@Test
	void whenDistanceOverflowsThenItIsTheLargestNumber() throws SQLException {
		assertThat(query("SELECT VEC_L2_DISTANCE('[1e20]', '[0]')")).isEqualTo("1.7976931348623157E308");
	}

	@Test
	void whenVectorIsReadThenItsTextIsAsItWasSent() throws SQLException {
		create("INSERT INTO differences (e) VALUES ('[1.0, 2,3]')");
		assertThat(query("SELECT e FROM differences")).isEqualTo("[1.0, 2,3]");
		assertThat(query("SELECT VEC_AS_TEXT(e) FROM differences")).isEqualTo("[1,2,3]");
	}

	@Test
	void whenVectorsAreComparedThenTheyAreTexts() throws SQLException {
		create("INSERT INTO differences (e) VALUES ('[1.0, 2,3]'), ('[10,2,3]'), ('[9,2,3]')");
		assertThat(query("SELECT COUNT(*) FROM differences WHERE e = '[1,2,3]'")).isEqualTo("0");
		assertThat(query("SELECT e FROM differences ORDER BY e DESC LIMIT 1")).isEqualTo("[9,2,3]");
	}

	@Test
	void whenVectorsAreAddedThenResultIsANumber() throws SQLException {
		assertThat(query("SELECT VEC_FROM_TEXT('[1,2]') + VEC_FROM_TEXT('[1,2]')")).isEqualTo("0.0");
	}

	@Test
	void whenTextIsCastToAVectorThenItIsRefused() throws SQLException {
		assertThat(error("SELECT CAST('[1,2]' AS VECTOR)")).isEqualTo(4161);
	}

	@Test
	void whenClientIsNotWrappedThenWrongVectorIsError1292() throws SQLException {
		create();
		assertThat(plainError("INSERT INTO differences (e) VALUES ('[1,2]')")).isEqualTo(1292);
		assertThat(error("INSERT INTO differences (e) VALUES ('[1,2]')")).isEqualTo(1105);
	}

	@Test
	void whenNumberIsTooLargeForAColumnThenTextIsCalledInvalid() throws SQLException {
		create();
		assertThat(message("INSERT INTO differences (e) VALUES ('[1,2,1e39]')"))
			.isEqualTo("Invalid vector text: [1,2,1e39]");
		assertThat(message("SELECT VEC_DIMS('[1e39]')")).isEqualTo("value 1e39 out of range for float32");
	}

	@Test
	void whenTypesAreShownThenVectorsAndJsonAreTexts() throws SQLException {
		create();
		assertThat(rows("DESCRIBE differences")).extracting((row) -> row.get("Type"))
			.contains("longtext")
			.doesNotContain("json");
		assertThat(rows("SHOW CREATE TABLE differences").get(0).get("Create Table")).contains("`e` longtext")
			.contains("CHECK");
		String sql = "SELECT COLUMN_TYPE FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = 'differences' AND COLUMN_NAME = 'e'";
		assertThat(query(sql)).isEqualTo("vector(3)");
		assertThat(Servers.query(this.plain, sql)).isEqualTo("longtext");
	}

	@Test
	void whenJsonIsReadThenItIsAsItWasSent() throws SQLException {
		create("INSERT INTO differences (j) VALUES ('{\"b\":1,  \"a\":2}')");
		assertThat(query("SELECT j FROM differences")).isEqualTo("{\"b\":1,  \"a\":2}");
	}

	@Test
	void whenJsonHasCharactersOfFourBytesThenUnquoteLosesThem() throws SQLException {
		create("INSERT INTO differences (j) VALUES ('{\"a\":\"\uD83D\uDE00\"}')");
		assertThat(query("SELECT JSON_UNQUOTE(JSON_EXTRACT(j, '$.a')) FROM differences")).isEqualTo("?");
		assertThat(query("SELECT j FROM differences")).contains("\uD83D\uDE00");
	}

	@Test
	void whenOperatorsOfTiDBAreUsedThenTheyAreRefused() throws SQLException {
		create();
		for (String expression : List.of("j->'$.a'", "j->>'$.a'", "1 MEMBER OF (j)", "body ILIKE 'a'")) {
			assertThat(error("SELECT " + expression + " FROM differences")).as(expression).isEqualTo(1064);
		}
	}

	@Test
	void whenRowsAreAddedThenScoreStaysTheSame() throws SQLException {
		create("INSERT INTO differences (body) VALUES ('a fox')");
		String sql = "SELECT MAX(FTS_MATCH_WORD('fox', body)) FROM differences";
		String score = query(sql);
		Servers.execute(this.dataSource, "INSERT INTO differences (body) VALUES ('a dog'), ('a cat'), ('a hen')");
		assertThat(query(sql)).isEqualTo(score);
	}

	@Test
	void whenTextIsChineseThenEachCharacterIsAWord() throws SQLException {
		create("INSERT INTO differences (body) VALUES ('\u5411\u91CF\u6570\u636E\u5E93')");
		assertThat(query("SELECT COUNT(*) FROM differences WHERE FTS_MATCH_WORD('\u636E', body)")).isEqualTo("1");
	}

	@Test
	void whenThereIsNoFullTextIndexThenWordsAreMatched() throws SQLException {
		create("ALTER TABLE differences DROP INDEX fi", "INSERT INTO differences (body) VALUES ('a fox')");
		assertThat(query("SELECT COUNT(*) FROM differences WHERE FTS_MATCH_WORD('fox', body)")).isEqualTo("1");
	}

	@Test
	void whenMatchIsPartOfAnExpressionThenItIsComputed() throws SQLException {
		create("INSERT INTO differences (body) VALUES ('a fox')");
		assertThat(query(
				"SELECT COUNT(*) FROM differences WHERE FTS_MATCH_WORD('fox', body) + FTS_MATCH_WORD('dog', body) > 0"))
			.isEqualTo("1");
	}

	@Test
	void whenQueryOfAMatchIsAServersParameterThenItIsAccepted() throws SQLException {
		create("INSERT INTO differences (body) VALUES ('a fox')");
		DataSource prepared = server.wrap(Servers.plain(server, "test", "?useServerPrepStmts=true"));
		assertThat(Servers.query(prepared, "SELECT COUNT(*) FROM differences WHERE FTS_MATCH_WORD(?, body)", "fox"))
			.isEqualTo("1");
	}

	@Test
	void whenFullTextIsOfSeveralColumnsOrNgramsThenItIsRefused() throws SQLException {
		create("INSERT INTO differences (body) VALUES ('a fox')");
		assertThat(error("SELECT FTS_MATCH_WORD('fox', body, body) FROM differences")).isEqualTo(1318);
		assertThat(error("ALTER TABLE differences ADD FULLTEXT INDEX f2 (body) WITH PARSER NGRAM(min_gram=3)"))
			.isEqualTo(1064);
	}

	@Test
	void whenTextIsMatchedInMySqlsWordsThenMariaDbAnswers() throws SQLException {
		create("INSERT INTO differences (body) VALUES ('some words')");
		assertThat(error("SELECT MATCH (body) AGAINST ('words') FROM differences")).isZero();
	}

	@Test
	void whenKeysAreChosenThenTheyAscend() throws SQLException {
		create("INSERT INTO differences (body) VALUES ('a'), ('b'), ('c')");
		assertThat(Servers.queryAll(this.dataSource, "SELECT id FROM differences ORDER BY body")).containsExactly("1",
				"2", "3");
	}

	@Test
	void whenTableIsTemporaryThenExplicitKeyIsAccepted() throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE TEMPORARY TABLE passing (id BIGINT AUTO_RANDOM PRIMARY KEY)");
			assertThat(statement.executeUpdate("INSERT INTO passing VALUES (42)")).isEqualTo(1);
		}
	}

	@Test
	void whenTableIsMovedToAnotherDatabaseThenItIsRefused() throws SQLException {
		create("ALTER TABLE differences DROP INDEX fi", "CREATE DATABASE IF NOT EXISTS elsewhere");
		assertThat(error("RENAME TABLE differences TO elsewhere.differences")).isEqualTo(1435);
		Servers.execute(this.dataSource, "DROP DATABASE elsewhere");
	}

	@Test
	void whenVariablesOfTiDBAreUsedThenTheyAreUnknown() throws SQLException {
		assertThat(error("SET tidb_mem_quota_query = 1")).isEqualTo(1193);
		assertThat(error("SELECT @@tidb_txn_mode")).isEqualTo(1193);
		assertThat(error("SET allow_auto_random_explicit_insert = 1")).isZero();
		assertThat(error("SELECT @@allow_auto_random_explicit_insert")).isEqualTo(1193);
	}

	@Test
	void whenKeyIsNotClusteredThenThatIsIgnored() throws SQLException {
		Servers.execute(this.dataSource, "DROP TABLE IF EXISTS keyed",
				"CREATE TABLE keyed (id BIGINT, PRIMARY KEY (id) NONCLUSTERED) SHARD_ROW_ID_BITS = 4");
		assertThat(error("SELECT _tidb_rowid FROM keyed")).isEqualTo(1054);
		assertThat(error("SELECT TIDB_PK_TYPE FROM INFORMATION_SCHEMA.TABLES")).isEqualTo(1054);
	}

	@Test
	void whenReplicasAreSetThenNothingHappens() throws SQLException {
		create("ALTER TABLE differences SET TIFLASH REPLICA 1", "ALTER DATABASE test SET TIFLASH REPLICA 1");
		assertThat(error("ALTER TABLE differences COMPACT TIFLASH REPLICA")).isZero();
		assertThat(error("SELECT * FROM INFORMATION_SCHEMA.TIFLASH_REPLICA")).isEqualTo(1109);
	}

	@Test
	void whenTablesOfTiDBAreReadThenTheyAreMissing() throws SQLException {
		for (String table : List.of("TIFLASH_INDEXES", "TIDB_INDEXES", "CLUSTER_INFO")) {
			assertThat(error("SELECT * FROM INFORMATION_SCHEMA." + table)).as(table).isEqualTo(1109);
		}
	}

	@Test
	void whenStatementsAreTiDBsAloneThenTheyAreRefused() throws SQLException {
		create();
		for (String sql : List.of("ADMIN SHOW DDL", "SPLIT TABLE differences BETWEEN (0) AND (9) REGIONS 2",
				"FLASHBACK TABLE differences", "BATCH ON id LIMIT 2 DELETE FROM differences",
				"ALTER TABLE differences CACHE", "CREATE TABLE expiring (a DATETIME) TTL = a + INTERVAL 1 DAY",
				"CREATE PLACEMENT POLICY p FOLLOWERS = 2",
				"CREATE GLOBAL TEMPORARY TABLE gt (a INT) ON COMMIT DELETE ROWS")) {
			assertThat(error(sql)).as(sql).isEqualTo(1064);
		}
	}

	@Test
	void whenExpressionIsIndexedThenItIsRefused() throws SQLException {
		create();
		assertThat(error("CREATE INDEX ei ON differences ((LOWER(body)))")).isEqualTo(1064);
	}

	@Test
	void whenServerIsToEmbedThenFunctionIsMissing() throws SQLException {
		assertThat(error("SELECT EMBED_TEXT('provider/model', 'text')")).isEqualTo(1305);
	}

	@Test
	void whenFunctionsAreTiDBsAloneThenTheyAreMissing() throws SQLException {
		for (String call : List.of("TIDB_PARSE_TSO(1)", "UUID_TO_BIN(UUID())", "CURRENT_RESOURCE_GROUP()",
				"TIDB_IS_DDL_OWNER()")) {
			assertThat(error("SELECT " + call)).as(call).isEqualTo(1305);
		}
	}

	@Test
	void whenTransactionIsOptimisticThenItWaitsForLocks() throws SQLException {
		create("INSERT INTO differences (body) VALUES ('a')");
		try (Connection first = this.dataSource.getConnection();
				Statement one = first.createStatement();
				Connection second = this.dataSource.getConnection();
				Statement other = second.createStatement()) {
			one.execute("BEGIN OPTIMISTIC");
			one.execute("UPDATE differences SET body = 'b'");
			other.execute("SET innodb_lock_wait_timeout = 1");
			other.execute("BEGIN OPTIMISTIC");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> other.execute("UPDATE differences SET body = 'c'"))
				.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(1205));
			one.execute("COMMIT");
		}
	}

	@Test
	void whenThePastIsReadThenItIsThePresent() throws SQLException {
		create("INSERT INTO differences (body) VALUES ('new')");
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("START TRANSACTION READ ONLY AS OF TIMESTAMP NOW() - INTERVAL 1 DAY");
			assertThat(Servers.queryAll(connection, "SELECT body FROM differences")).containsExactly("new");
			statement.execute("COMMIT");
		}
	}

	@Test
	void whenATableIsReadAsOfThePastThenItIsRefused() throws SQLException {
		create();
		assertThat(error("SELECT * FROM differences AS OF TIMESTAMP NOW()")).isEqualTo(1064);
	}

	@Test
	void whenTransactionsAreSetReadOnlyThenItIsAccepted() throws SQLException {
		assertThat(error("SET SESSION TRANSACTION READ ONLY")).isZero();
	}

	@Test
	void whenIsolationIsSerializableThenItIsAccepted() throws SQLException {
		assertThat(error("SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE")).isZero();
		assertThat(error("SET SESSION TRANSACTION ISOLATION LEVEL READ UNCOMMITTED")).isZero();
	}

	@Test
	void whenRowIsLargeThenItIsAccepted() throws SQLException {
		Servers.execute(this.dataSource, "DROP TABLE IF EXISTS large", "CREATE TABLE large (body LONGTEXT)",
				"INSERT INTO large VALUES (REPEAT('x', 7000000))", "DROP TABLE large");
	}

	@Test
	void whenTablesAreLockedThenOthersAreOutOfReach() throws SQLException {
		create("CREATE TABLE IF NOT EXISTS large (body LONGTEXT)");
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("LOCK TABLES differences READ");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.execute("INSERT INTO large VALUES ('x')"))
				.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo(1100));
			statement.execute("UNLOCK TABLES");
		}
	}

	@Test
	void whenAConstraintIsBrokenThenItIsError4025() throws SQLException {
		Servers.execute(this.dataSource, "CREATE OR REPLACE TABLE checked (a INT CHECK (a > 1))");
		assertThat(error("INSERT INTO checked VALUES (0)")).isEqualTo(4025);
	}

	@Test
	void whenRowsAreReturnedThenItIsAccepted() throws SQLException {
		create();
		assertThat(error("INSERT INTO differences (body) VALUES ('a') RETURNING id")).isZero();
	}

	@Test
	void whenAViewIsUpdatedThenItsTableIs() throws SQLException {
		create("INSERT INTO differences (body) VALUES ('a')",
				"CREATE OR REPLACE VIEW seen AS SELECT id, body FROM differences");
		assertThat(error("UPDATE seen SET body = 'b'")).isZero();
		assertThat(query("SELECT body FROM differences")).isEqualTo("b");
		Servers.execute(this.dataSource, "DROP VIEW seen");
	}

	@Test
	void whenAnotherEngineIsNamedThenItIsUsed() throws SQLException {
		Servers.execute(this.dataSource, "CREATE OR REPLACE TABLE other_engine (a INT) ENGINE = Aria");
		assertThat(query("SELECT ENGINE FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'other_engine'"))
			.isEqualTo("Aria");
	}

	@Test
	void whenCollationIsMariaDbsThenItIsAccepted() throws SQLException {
		Servers.execute(this.dataSource, "CREATE OR REPLACE TABLE collated (a TEXT COLLATE utf8mb4_uca1400_ai_ci)");
		assertThat(query("SELECT @@collation_database")).isEqualTo("utf8mb4_bin");
	}

	@Test
	void whenTableHasCapitalsThenItIsListedInLowerCase() throws SQLException {
		Servers.execute(this.dataSource, "CREATE OR REPLACE TABLE WithCapitals (a INT)");
		assertThat(Servers.queryAll(this.dataSource, "SHOW TABLES LIKE 'withcapitals'"))
			.containsExactly("withcapitals");
		assertThat(error("SELECT * FROM WITHCAPITALS")).isZero();
	}

	@Test
	void whenConnectionsAreNumberedThenNumbersAreSmall() throws SQLException {
		assertThat(Long.parseLong(query("SELECT CONNECTION_ID()"))).isLessThan(Integer.MAX_VALUE);
	}

	@Test
	void whenVersionIsAskedForThenItEndsWithMariaDbs() throws SQLException {
		assertThat(query("SELECT VERSION()")).matches("8\\.0\\.11-TiDB-v8\\.5\\.3-stand-in-[0-9.]+-MariaDB");
		assertThat(query("SELECT @@version_comment")).contains("MariaDB");
	}

	@Test
	void whenFunctionsAreListedThenTheStandInsAreSeen() throws SQLException {
		assertThat(rows("SHOW FUNCTION STATUS WHERE Name = 'VEC_DIMS' AND Db = 'test'")).hasSize(1);
		assertThat(query("SELECT COUNT(*) FROM INFORMATION_SCHEMA.ROUTINES WHERE ROUTINE_SCHEMA = 'test'"))
			.isEqualTo("0");
		Servers.execute(this.dataSource, "CREATE DATABASE IF NOT EXISTS elsewhere",
				"DROP FUNCTION elsewhere.FTS_MATCH_WORD");
		assertThat(error("SELECT elsewhere.FTS_MATCH_WORD('a', 'b')")).isEqualTo(1305);
		Servers.execute(this.dataSource, "DROP DATABASE elsewhere");
	}

	@Test
	void whenTriggersAreListedThenTheStandInsAreSeen() throws SQLException {
		create();
		assertThat(rows("SHOW TRIGGERS LIKE 'differences'")).hasSize(1);
		assertThat(query("SELECT COUNT(*) FROM INFORMATION_SCHEMA.TRIGGERS")).isEqualTo("0");
	}

	@Test
	void whenAnotherClientCreatesADatabaseThenFunctionsComeLater() throws SQLException {
		Servers.execute(this.plain, "CREATE DATABASE fresh");
		assertThat(plainError("SELECT fresh.VEC_DIMS('[1]')")).isEqualTo(1305);
		assertThat(Servers.query(server.wrap(Servers.plain(server, "fresh", "")), "SELECT VEC_DIMS('[1]')"))
			.isEqualTo("1");
		Servers.execute(this.dataSource, "DROP DATABASE fresh");
	}

	@Test
	void whenClientIsNotWrappedThenNothingIsTranslated() throws SQLException {
		assertThat(plainError("CREATE TABLE untranslated (e VECTOR(3))")).isEqualTo(4161);
	}

	@Test
	void whenClientIsNotWrappedThenStatementsAreNotRefused() throws SQLException {
		create();
		assertThat(plainError("SELECT JSON_VALUE('{}', '$.a')")).isZero();
		assertThat(plainError("TRUNCATE TABLE differences")).isZero();
	}

	private void create(String... statements) throws SQLException {
		Servers.execute(this.plain, "DROP TABLE IF EXISTS differences");
		Servers.execute(this.dataSource,
				"CREATE TABLE differences (id BIGINT AUTO_RANDOM PRIMARY KEY, body TEXT, j JSON, e VECTOR(3),"
						+ " VECTOR INDEX vi ((VEC_COSINE_DISTANCE(e))), FULLTEXT INDEX fi (body) WITH PARSER STANDARD)");
		Servers.execute(this.dataSource, statements);
	}

	private String query(String sql) throws SQLException {
		return Servers.query(this.dataSource, sql);
	}

	private List<Map<String, String>> rows(String sql) throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql)) {
			List<Map<String, String>> rows = new ArrayList<>();
			while (result.next()) {
				Map<String, String> row = new LinkedHashMap<>();
				for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
					row.put(result.getMetaData().getColumnLabel(i), result.getString(i));
				}
				rows.add(row);
			}
			return rows;
		}
	}

	private int error(String sql) {
		return error(this.dataSource, sql);
	}

	private int plainError(String sql) {
		return error(this.plain, sql);
	}

	private static int error(DataSource dataSource, String sql) {
		try {
			Servers.execute(dataSource, sql);
			return 0;
		}
		catch (SQLException ex) {
			return ex.getErrorCode();
		}
	}

	private String message(String sql) {
		try {
			Servers.execute(this.dataSource, sql);
			return "accepted";
		}
		catch (SQLException ex) {
			return ex.getMessage();
		}
	}

}

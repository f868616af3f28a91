package io.github.tidbspring.devserver.comparison;

import java.util.List;

/**
 * What statements define, apart from vectors and keys.
 */
final class DefinitionComparisons {

	private static final String TABLE = "CREATE TABLE notes (id INT PRIMARY KEY, body VARCHAR(100))";

	private DefinitionComparisons() {
	}

	static List<Comparison> all() {
		return List.of(
				refusal("procedures").asked("CREATE PROCEDURE p() SELECT 1",
						"CREATE DEFINER = root PROCEDURE p() SELECT 1"),
				refusal("functions, triggers and events").given(TABLE)
					.asked("CREATE FUNCTION f() RETURNS INT RETURN 1",
							"CREATE TRIGGER t BEFORE INSERT ON notes FOR EACH ROW SET NEW.body = 'a'",
							"CREATE DEFINER = root TRIGGER t BEFORE INSERT ON notes FOR EACH ROW SET NEW.body = 'a'",
							"CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1"),
				refusal("a table created from a query").given(TABLE)
					.asked("CREATE TABLE copies AS SELECT * FROM notes", "CREATE TABLE copies SELECT 1 AS a"),
				refusal("`OR REPLACE` of objects other than views").asked("CREATE OR REPLACE TABLE notes (id INT)",
						"CREATE OR REPLACE FUNCTION f() RETURNS INT RETURN 1", "CREATE OR REPLACE DATABASE elsewhere"),
				difference("an index on an expression, which has an invisible column").given(TABLE)
					.given("CREATE INDEX lower_body ON notes ((LOWER(body)))")
					.asked("SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.STATISTICS WHERE TABLE_SCHEMA = 'comparison' AND INDEX_NAME = 'lower_body'"),
				difference("generated columns that are `NOT NULL`")
					.given("CREATE TABLE computed (a INT, b INT AS (a) VIRTUAL NOT NULL)")
					.asked("INSERT INTO computed (a) VALUES (NULL)"),
				difference("a time to live, which the stand-in ignores").given(TABLE)
					.asked("ALTER TABLE notes TTL_ENABLE = 'ON'"),
				difference("`CHECK` constraints").asked("CREATE TABLE checked (a INT CHECK (a > 1))",
						"INSERT INTO checked VALUES (0)"),
				difference("full-text indexes, which a self-managed TiDB does not have").given(TABLE)
					.asked("CREATE TABLE articles (id INT, body TEXT, FULLTEXT INDEX fi (body))",
							"SELECT COUNT(*) FROM INFORMATION_SCHEMA.STATISTICS WHERE TABLE_SCHEMA = 'comparison' AND INDEX_NAME = 'fi'",
							"ALTER TABLE notes ADD FULLTEXT INDEX fi (body)",
							"CREATE FULLTEXT INDEX f2 ON notes (body)"),
				difference("writing through a view").given(TABLE)
					.given("INSERT INTO notes VALUES (1, 'a')", "CREATE VIEW seen AS SELECT id, body FROM notes")
					.asked("UPDATE seen SET body = 'b'", "INSERT INTO seen VALUES (2, 'b')"),
				difference("storage engines").asked("CREATE TABLE others (a INT) ENGINE = Aria")
					.given("DROP TABLE IF EXISTS others", "CREATE TABLE others (a INT) ENGINE = MyISAM")
					.asked("SELECT ENGINE FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'comparison'"),
				difference("collations").asked("CREATE TABLE collated (a TEXT COLLATE utf8mb4_uca1400_ai_ci)"),
				difference("table names with upper-case letters").given("CREATE TABLE WithCapitals (a INT)")
					.asked("SHOW TABLES"),
				difference("a `TIFLASH REPLICA`").given(TABLE)
					.asked("ALTER TABLE notes SET TIFLASH REPLICA 1", "ALTER TABLE notes COMPACT TIFLASH REPLICA",
							"ALTER DATABASE comparison SET TIFLASH REPLICA 1"),
				difference("TiDB's tables in `INFORMATION_SCHEMA`").asked(
						"SELECT COUNT(*) FROM INFORMATION_SCHEMA.TIFLASH_INDEXES",
						"SELECT COUNT(*) > 0 FROM INFORMATION_SCHEMA.TIDB_INDEXES",
						"SELECT COUNT(*) > 0 FROM INFORMATION_SCHEMA.CLUSTER_INFO"),
				difference("TiDB's options of a table").asked(
						"CREATE GLOBAL TEMPORARY TABLE passing (a INT) ON COMMIT DELETE ROWS",
						"CREATE PLACEMENT POLICY IF NOT EXISTS nearby FOLLOWERS = 2"));
	}

	private static Comparison refusal(String what) {
		return Comparison.refusal(Topic.DEFINITIONS, what);
	}

	private static Comparison difference(String what) {
		return Comparison.difference(Topic.DEFINITIONS, what);
	}

}

package io.github.tidbspring.devserver.comparison;

import java.util.List;

/**
 * Keys that the server chooses, and where rows are stored by them.
 */
final class KeyComparisons {

	private static final String TABLE = "CREATE TABLE notes (id BIGINT AUTO_RANDOM PRIMARY KEY, body TEXT)";

	private KeyComparisons() {
	}

	static List<Comparison> all() {
		return List.of(refusal("an explicit value for an `AUTO_RANDOM` key").given(TABLE)
			.asked("INSERT INTO notes (id) VALUES (42)", "INSERT INTO notes (id) VALUES (NULL), (-1)",
					"REPLACE INTO notes (id) VALUES (42)", "INSERT IGNORE INTO notes (id) VALUES (42)",
					"INSERT INTO notes (id) SELECT 42",
					"INSERT INTO notes (id, body) VALUES (42, 'a') ON DUPLICATE KEY UPDATE body = VALUES(body)"),
				refusal("`AUTO_RANDOM` of a column that is not `BIGINT`").asked(
						"CREATE TABLE notes (id INT AUTO_RANDOM PRIMARY KEY)",
						"CREATE TABLE notes (id SMALLINT PRIMARY KEY AUTO_RANDOM(3))"),
				difference("`AUTO_RANDOM` of a column that is not the clustered key, or with too many bits").asked(
						"CREATE TABLE a (id BIGINT AUTO_RANDOM)",
						"CREATE TABLE b (id BIGINT AUTO_RANDOM, PRIMARY KEY (id) NONCLUSTERED)",
						"CREATE TABLE c (id BIGINT AUTO_RANDOM, KEY (id))",
						"CREATE TABLE d (id BIGINT AUTO_RANDOM(16) PRIMARY KEY)"),
				difference("the values of `AUTO_RANDOM`").given(TABLE)
					.given("INSERT INTO notes (body) VALUES ('a'), ('b'), ('c')")
					.asked("SELECT MAX(id) > 3 FROM notes"),
				difference("`AUTO_RANDOM` in a temporary table")
					.asked("CREATE TEMPORARY TABLE passing (id BIGINT AUTO_RANDOM PRIMARY KEY)"),
				difference("moving a table with `AUTO_RANDOM` to another database").given(TABLE)
					.given("CREATE DATABASE IF NOT EXISTS elsewhere")
					.asked("RENAME TABLE notes TO elsewhere.notes")
					.given("DROP DATABASE elsewhere"),
				difference("clustered keys: `NONCLUSTERED` and `SHARD_ROW_ID_BITS` are ignored on the stand-in")
					.given("CREATE TABLE notes (id BIGINT, PRIMARY KEY (id) NONCLUSTERED) SHARD_ROW_ID_BITS = 4",
							"INSERT INTO notes VALUES (1)")
					.asked("SELECT COUNT(_tidb_rowid) FROM notes",
							"SELECT TIDB_PK_TYPE FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'comparison'"));
	}

	private static Comparison refusal(String what) {
		return Comparison.refusal(Topic.KEYS, what);
	}

	private static Comparison difference(String what) {
		return Comparison.difference(Topic.KEYS, what);
	}

}

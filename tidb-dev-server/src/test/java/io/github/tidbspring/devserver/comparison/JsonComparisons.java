package io.github.tidbspring.devserver.comparison;

import java.util.List;

/**
 * JSON.
 */
final class JsonComparisons {

	private static final String TABLE = "CREATE TABLE notes (id INT PRIMARY KEY, j JSON)";

	private JsonComparisons() {
	}

	static List<Comparison> all() {
		return List.of(
				refusal("JSON functions that TiDB does not have").asked("SELECT JSON_VALUE('{}', '$.a')",
						"SELECT JSON_QUERY('{}', '$')", "SELECT JSON_EXISTS('{}', '$.a')", "SELECT JSON_COMPACT('{}')",
						"SELECT JSON_DETAILED('{}')", "SELECT JSON_LOOSE('{}')", "SELECT JSON_NORMALIZE('{}')",
						"SELECT JSON_EQUALS('{}', '{}')"),
				refusal("`JSON_TABLE`").asked("SELECT * FROM JSON_TABLE('[1]', '$[*]' COLUMNS (x INT PATH '$')) t"),
				difference("the text of stored JSON").given(TABLE)
					.given("INSERT INTO notes VALUES (1, '{\"b\":1,  \"a\":2}')")
					.asked("SELECT j FROM notes"),
				difference("`JSON_UNQUOTE` of characters of four bytes, such as emoji").given(TABLE)
					.given("INSERT INTO notes VALUES (1, '{\"a\":\"\uD83D\uDE00\"}')")
					.asked("SELECT HEX(JSON_UNQUOTE(JSON_EXTRACT(j, '$.a'))) FROM notes"),
				difference("`MEMBER OF`").given(TABLE)
					.given("INSERT INTO notes VALUES (1, '{\"a\":[1]}')")
					.asked("SELECT 1 MEMBER OF (j->'$.a') FROM notes"),
				difference("comparison of JSON values").given(TABLE)
					.given("INSERT INTO notes VALUES (1, '{\"a\": 1.0}')")
					.asked("SELECT COUNT(*) FROM notes WHERE j = CAST('{\"a\":1.0}' AS JSON)"),
				difference("a JSON column's type in `DESCRIBE`").given(TABLE)
					.asked(Step.ask("DESCRIBE notes").showing("Field", "Type")),
				difference("a text that is not JSON").given(TABLE).asked("INSERT INTO notes VALUES (1, '{')"));
	}

	private static Comparison refusal(String what) {
		return Comparison.refusal(Topic.JSON, what);
	}

	private static Comparison difference(String what) {
		return Comparison.difference(Topic.JSON, what);
	}

}

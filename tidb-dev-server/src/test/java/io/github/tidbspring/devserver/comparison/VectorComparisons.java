package io.github.tidbspring.devserver.comparison;

import java.util.List;

/**
 * Vectors: their texts, their arithmetic, and what no column takes.
 */
final class VectorComparisons {

	private static final String TABLE = "CREATE TABLE notes (id INT PRIMARY KEY, e VECTOR(3))";

	private VectorComparisons() {
	}

	static List<Comparison> all() {
		return List.of(
				refusal("a malformed vector, or one of another dimension, in a column").given(TABLE)
					.given("INSERT INTO notes VALUES (1, '[1,2,3]')")
					.asked("INSERT INTO notes VALUES (2, '[1,2]')", "INSERT INTO notes VALUES (2, '[1,2,NaN]')",
							"INSERT INTO notes VALUES (2, '[1,2,-Infinity]')", "INSERT INTO notes VALUES (2, '[1,2,3')",
							"INSERT INTO notes VALUES (2, '[1,2,\"3\"]')", "INSERT INTO notes VALUES (2, '')",
							"UPDATE notes SET e = '[1,2,3,4]'", "UPDATE notes SET e = '{}'"),
				refusal("a malformed vector in the arguments of a vector function").asked("SELECT VEC_DIMS('[1,x]')",
						"SELECT VEC_L2_NORM('[1,NaN]')", "SELECT VEC_FROM_TEXT('[1.]')", "SELECT VEC_AS_TEXT('1,2')",
						"SELECT VEC_COSINE_DISTANCE('[1,2', '[1,2]')"),
				refusal("vectors of different dimensions").asked("SELECT VEC_L2_DISTANCE('[1]', '[1,2]')",
						"SELECT VEC_COSINE_DISTANCE('[1]', '[1,2]')", "SELECT VEC_L1_DISTANCE('[1]', '[]')",
						"SELECT VEC_NEGATIVE_INNER_PRODUCT('[1]', '[1,2]')"),
				refusal("a column with too many dimensions")
					.asked("CREATE TABLE notes (id INT PRIMARY KEY, e VECTOR(16384))"),
				refusal("a vector column in a primary, unique or ordinary key").given(TABLE)
					.asked("CREATE UNIQUE INDEX unique_e ON notes (e)", "CREATE INDEX index_e ON notes (e)",
							"ALTER TABLE notes ADD UNIQUE (id, e)", "ALTER TABLE notes ADD INDEX (e)",
							"CREATE TABLE keyed (e VECTOR(3) UNIQUE)", "CREATE TABLE keyed (e VECTOR(3) PRIMARY KEY)",
							"CREATE TABLE keyed (id INT, e VECTOR(3), PRIMARY KEY (id, e))",
							"CREATE TABLE keyed (id INT, e VECTOR(3), KEY (e))"),
				difference("a vector's text").given(TABLE)
					.given("INSERT INTO notes VALUES (1, '[1.0, 2,  3e0]')")
					.asked("SELECT e FROM notes"),
				difference("a number that is too large for 32 bits").given(TABLE)
					.asked("INSERT INTO notes VALUES (1, '[1,2,1e39]')", "SELECT e FROM notes",
							"SELECT VEC_DIMS('[1e39]')"),
				difference("comparison of vectors").given(TABLE)
					.given("INSERT INTO notes VALUES (1, '[1.0, 2,3]'), (2, '[10,2,3]'), (3, '[9,2,3]'), (4, '[1,2,3.0]')")
					.asked("SELECT COUNT(*) FROM notes WHERE e = '[1,2,3]'",
							"SELECT COUNT(*) FROM notes WHERE e < '[9.5,0,0]'",
							"SELECT id FROM notes ORDER BY e DESC LIMIT 1", "SELECT COUNT(DISTINCT e) FROM notes"),
				difference("arithmetic of vectors").asked(
						"SELECT VEC_AS_TEXT(VEC_FROM_TEXT('[1,2]') + VEC_FROM_TEXT('[1,2]'))",
						"SELECT VEC_AS_TEXT(VEC_FROM_TEXT('[1,2]') * VEC_FROM_TEXT('[1,2]'))"),
				difference("a cast to a vector").asked("SELECT VEC_DIMS(CAST('[1,2]' AS VECTOR))",
						"SELECT VEC_DIMS(CAST('[1,2]' AS VECTOR(2)))"),
				difference("a distance that overflows 32 bits").asked("SELECT VEC_L2_DISTANCE('[3e38]', '[-3e38]')",
						"SELECT VEC_L1_DISTANCE('[3e38]', '[-3e38]')",
						"SELECT VEC_NEGATIVE_INNER_PRODUCT('[3e38]', '[3e38]')"),
				difference("a vector column's type in `DESCRIBE` and `SHOW CREATE TABLE`").given(TABLE)
					.asked(Step.ask("DESCRIBE notes").showing("Field", "Type"))
					.asked(Step.ask("SHOW CREATE TABLE notes")
						.showing("Create Table")
						.writing("(?s)^.*?(`e` \\w+(\\(3\\))?)( DEFAULT NULL)?( CHECK)?.*$", "… $1$3$4 …")));
	}

	private static Comparison refusal(String what) {
		return Comparison.refusal(Topic.VECTORS, what);
	}

	private static Comparison difference(String what) {
		return Comparison.difference(Topic.VECTORS, what);
	}

}

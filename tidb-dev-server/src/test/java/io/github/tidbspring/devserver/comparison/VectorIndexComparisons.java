package io.github.tidbspring.devserver.comparison;

import java.util.List;

/**
 * Vector indexes, which need a TiFlash, and searches.
 */
final class VectorIndexComparisons {

	private static final String COLUMNS = "id INT PRIMARY KEY, body TEXT, e VECTOR(3), f VECTOR";

	private static final String TABLE = "CREATE TABLE notes (" + COLUMNS + ")";

	private static final String INDEXED = "CREATE TABLE notes (" + COLUMNS
			+ ", VECTOR INDEX vi ((VEC_COSINE_DISTANCE(e))))";

	private VectorIndexComparisons() {
	}

	static List<Comparison> all() {
		return List.of(
				refusal("a vector index on a column without a dimension")
					.asked("CREATE TABLE notes (id INT, e VECTOR, VECTOR INDEX vi ((VEC_L2_DISTANCE(e))))"),
				refusal("a vector index with another function").asked(
						"CREATE TABLE notes (id INT, e VECTOR(3), VECTOR INDEX vi ((VEC_L1_DISTANCE(e))))",
						"CREATE TABLE notes (id INT, e VECTOR(3), VECTOR INDEX vi ((VEC_DIMS(e))))"),
				refusal("a vector index without a function")
					.asked("CREATE TABLE notes (id INT, e VECTOR(3), VECTOR INDEX vi (e))"),
				refusal("a vector index on another type")
					.asked(Step.ask("CREATE TABLE notes (id INT, body TEXT, VECTOR INDEX vi ((VEC_L2_DISTANCE(body))))")
						.byCode())
					.asked(Step.ask("CREATE TABLE notes (id INT, x INT, VECTOR INDEX vi ((VEC_L2_DISTANCE(x))))")
						.byCode()),
				refusal("the same for an index that is added later").given(INDEXED)
					.asked("CREATE VECTOR INDEX other ON notes ((VEC_L1_DISTANCE(e)))",
							"CREATE VECTOR INDEX other ON notes ((VEC_L2_DISTANCE(f)))",
							"CREATE VECTOR INDEX other ON notes (e)")
					.asked(Step.ask("CREATE VECTOR INDEX other ON notes ((VEC_L2_DISTANCE(body)))").byCode())
					.onTiFlash(),
				refusal("adding a vector index together with another change").given(INDEXED)
					.asked("ALTER TABLE notes ADD COLUMN x INT, ADD VECTOR INDEX other ((VEC_L2_DISTANCE(e)))",
							"ALTER TABLE notes SET TIFLASH REPLICA 1, ADD VECTOR INDEX other ((VEC_L2_DISTANCE(e)))")
					.onTiFlash(),
				refusal("`DROP COLUMN` of a column with a vector index").given(INDEXED)
					.asked("ALTER TABLE notes DROP COLUMN e", "ALTER TABLE notes DROP INDEX vi, DROP COLUMN e")
					.onTiFlash(),
				difference("a vector index on a column that is missing")
					.asked("CREATE TABLE notes (id INT, e VECTOR(3), VECTOR INDEX vi ((VEC_L2_DISTANCE(missing))))"),
				difference("another dimension for a column that has a vector index").given(INDEXED)
					.asked("ALTER TABLE notes MODIFY e VECTOR(4)")
					.onTiFlash(),
				difference(
						"a search with a vector index: approximate on an HNSW index in TiFlash, and exact on the stand-in, which reads each row")
					.given("CREATE TABLE notes (id INT PRIMARY KEY, e VECTOR(3), VECTOR INDEX vi ((VEC_L2_DISTANCE(e))))",
							"INSERT INTO notes VALUES (1, '[1,2,3]'), (2, '[3,2,1]')",
							// A replica takes its time to become available.
							"SELECT SLEEP(IF(VERSION() LIKE '%stand-in%', 0, 5))")
					.asked(Step.ask("EXPLAIN SELECT id FROM notes ORDER BY VEC_L2_DISTANCE(e, '[1,2,3]') LIMIT 1")
						.showing("operator info", "type", "key")
						.writing("(?s)^.*(annIndex:\\w+\\().*$", "… $1 …"))
					.onTiFlash(),
				difference("a vector index in `SHOW INDEX`").given(INDEXED)
					.asked(Step.ask("SHOW INDEX FROM notes WHERE Key_name = 'vi'").showing("Column_name", "Index_type"))
					.onTiFlash(),
				difference("a vector index without a TiFlash").given(TABLE)
					.asked("CREATE TABLE others (id INT, e VECTOR(3), VECTOR INDEX vi ((VEC_L2_DISTANCE(e))))",
							"CREATE VECTOR INDEX vi ON notes ((VEC_L2_DISTANCE(e))) USING HNSW",
							"ALTER TABLE notes ADD VECTOR INDEX other ((VEC_L2_DISTANCE(e)))",
							"ALTER TABLE notes SET TIFLASH REPLICA 1"),
				difference("a vector index added later to a table without a replica").given(TABLE)
					.asked("CREATE VECTOR INDEX vi ON notes ((VEC_L2_DISTANCE(e))) USING HNSW",
							"ALTER TABLE notes ADD VECTOR INDEX vi2 ((VEC_L2_DISTANCE(e))) USING HNSW")
					.onTiFlash(),
				difference("a second vector index with the same function on a column").given(INDEXED)
					.asked("CREATE VECTOR INDEX other ON notes ((VEC_COSINE_DISTANCE(e)))",
							"CREATE TABLE others (id INT, e VECTOR(3), VECTOR INDEX a ((VEC_L2_DISTANCE(e))), VECTOR INDEX b ((VEC_L2_DISTANCE(e))))")
					.onTiFlash());
	}

	private static Comparison refusal(String what) {
		return Comparison.refusal(Topic.VECTOR_INDEXES, what);
	}

	private static Comparison difference(String what) {
		return Comparison.difference(Topic.VECTOR_INDEXES, what);
	}

}

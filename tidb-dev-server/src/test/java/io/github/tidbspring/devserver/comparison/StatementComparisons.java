package io.github.tidbspring.devserver.comparison;

import java.util.List;

/**
 * Statements and functions that one server has and the other lacks.
 */
final class StatementComparisons {

	private static final String TABLE = "CREATE TABLE notes (id BIGINT AUTO_RANDOM PRIMARY KEY, body TEXT)";

	private StatementComparisons() {
	}

	static List<Comparison> all() {
		return List.of(
				refusal("XML functions, and some of MariaDB, that TiDB does not have").asked(
						"SELECT EXTRACTVALUE('<a>1</a>', '/a')", "SELECT UPDATEXML('<a>1</a>', '/a', '')",
						"SELECT NVL(NULL, 1)", "SELECT NVL2(NULL, 1, 2)"),
				difference("other functions of MariaDB that TiDB does not have").asked("SELECT TO_CHAR('2026-01-31')",
						"SELECT CHR(65)", "SELECT ADD_MONTHS('2026-01-31', 1)", "SELECT NATURAL_SORT_KEY('a1')",
						"SELECT SFORMAT('{}', 1)", "SELECT MEDIAN(1) OVER ()"),
				difference("TiDB's own functions").asked("SELECT TIDB_PARSE_TSO(0)",
						"SELECT HEX(UUID_TO_BIN('6ccd780c-baba-1026-9564-5b8c656024db'))",
						"SELECT CURRENT_RESOURCE_GROUP()", "SELECT TIDB_IS_DDL_OWNER()"),
				difference("`EMBED_TEXT`").asked("SELECT EMBED_TEXT('provider/model', 'text')")
					.documentedAs("on TiDB Cloud Starter it [embeds on the server]"
							+ "(https://docs.pingcap.com/tidbcloud/vector-search-auto-embedding-overview/)"),
				difference("`ILIKE`").asked("SELECT 'A' ILIKE 'a'"),
				difference("`RETURNING`").given(TABLE)
					.asked("INSERT INTO notes (body) VALUES ('a') RETURNING body", "DELETE FROM notes RETURNING body"),
				difference("`EXPLAIN`").given(TABLE)
					.asked(Step.ask("EXPLAIN SELECT * FROM notes")
						.showing("id", "select_type", "table")
						.writing("_\\d+", ""))
					.asked(Step.ask("EXPLAIN FORMAT = 'brief' SELECT * FROM notes").showing("id"))
					.asked(Step.ask("EXPLAIN ANALYZE SELECT * FROM notes").showing("id").writing("_\\d+", "")),
				difference("TiDB's own statements").given(TABLE)
					.asked(Step.ask("ADMIN CHECK TABLE notes"))
					.asked(Step.ask("SPLIT TABLE notes BETWEEN (0) AND (900000) REGIONS 2")
						.showing("TOTAL_SPLIT_REGION"))
					.asked("BATCH ON id LIMIT 2 DELETE FROM notes", "ALTER TABLE notes CACHE",
							"ALTER TABLE notes NOCACHE"),
				difference("`MATCH … AGAINST`").given("CREATE TABLE notes (id INT, body TEXT)")
					.asked("SELECT MATCH (body) AGAINST ('words') FROM notes"));
	}

	private static Comparison refusal(String what) {
		return Comparison.refusal(Topic.STATEMENTS, what);
	}

	private static Comparison difference(String what) {
		return Comparison.difference(Topic.STATEMENTS, what);
	}

}

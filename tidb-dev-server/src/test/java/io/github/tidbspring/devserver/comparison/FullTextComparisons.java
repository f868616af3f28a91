package io.github.tidbspring.devserver.comparison;

import java.util.List;

/**
 * Full-text search, which TiDB Cloud Starter has in some regions. On a TiDB of one's own
 * only definitions and refusals can be seen, and those only with a mocked TiFlash: what a
 * search finds there is read in PingCAP's documentation.
 */
final class FullTextComparisons {

	private static final String DOCUMENTATION = "https://github.com/pingcap/docs/blob/master/ai/reference/full-text-search-";

	private static final String TABLE = "CREATE TABLE notes (id INT PRIMARY KEY, body TEXT, FULLTEXT INDEX fi (body) WITH PARSER STANDARD)";

	private static final String WITHOUT_INDEX = "CREATE TABLE notes (id INT PRIMARY KEY, body TEXT)";

	private static final String FOX = "INSERT INTO notes VALUES (1, 'a fox')";

	private FullTextComparisons() {
	}

	static List<Comparison> all() {
		return List.of(difference("the query of `FTS_MATCH_WORD`: a constant, and the first argument").given(TABLE)
			.asked("SELECT id FROM notes WHERE FTS_MATCH_WORD(body, 'fox')")
			.asked(Step.ask("SELECT id FROM notes WHERE FTS_MATCH_WORD(?, body)").by(Client.PREPARING).with("fox"))
			.onTiFlash(),
				difference("`FTS_MATCH_WORD` without a full-text index").given(WITHOUT_INDEX, FOX)
					.asked("SELECT id FROM notes WHERE FTS_MATCH_WORD('fox', body)")
					.onTiFlash(),
				difference("`FTS_MATCH_WORD` inside another expression, or twice").given(TABLE, FOX)
					.asked("SELECT id FROM notes WHERE FTS_MATCH_WORD('fox', body) + 1 > 1",
							"SELECT id FROM notes WHERE FTS_MATCH_WORD('fox', body) OR FTS_MATCH_WORD('dog', body)")
					.onTiFlash(),
				difference("`TRUNCATE`, `RENAME` and `DROP TABLE` of a table with a full-text index: [documented]("
						+ DOCUMENTATION + "index.md#ddl-restrictions) as refused on TiDB Cloud, without a code")
					.given(TABLE)
					.asked("TRUNCATE TABLE notes", "RENAME TABLE notes TO others", "DROP TABLE IF EXISTS notes, others")
					.onTiFlash(),
				difference("a full-text index's column, renamed: documented there too").given(TABLE)
					.asked("ALTER TABLE notes RENAME COLUMN body TO text")
					.onTiFlash(),
				difference("a full-text index's column, dropped: documented there too").given(TABLE)
					.asked("ALTER TABLE notes DROP COLUMN body")
					.onTiFlash(),
				difference("the score").given(TABLE, FOX)
					.asked("SELECT FTS_MATCH_WORD('fox', body) FROM notes WHERE id = 1")
					.given("INSERT INTO notes VALUES (2, 'a dog'), (3, 'a cat'), (4, 'a hen')")
					.asked("SELECT FTS_MATCH_WORD('fox', body) FROM notes WHERE id = 1 AND id < 9")
					.documentedAs("[BM25](" + DOCUMENTATION + "functions-tidb.md#relevance-scoring) over the table, so"
							+ " that it depends on the other rows. The stand-in counts words and length as BM25 does,"
							+ " but knows no other rows: no word is rarer than another"),
				difference("words").given(TABLE)
					.given("INSERT INTO notes VALUES (1, '\u5411\u91CF\u6570\u636E\u5E93')")
					.asked("SELECT COUNT(*) FROM notes WHERE FTS_MATCH_WORD('\u636E', body)")
					.documentedAs("those of the [parser](" + DOCUMENTATION
							+ "index.md#syntax-sugar-mode), `STANDARD` or"
							+ " `MULTILINGUAL`. On the stand-in letters and digits are a word, and each Chinese or"
							+ " Japanese character is one, whatever the parser"),
				difference("several columns, and `NGRAM`").given(TABLE, FOX)
					.asked("SELECT FTS_MATCH_WORD('fox', body, body) FROM notes",
							"ALTER TABLE notes ADD FULLTEXT INDEX f2 (body) WITH PARSER NGRAM(min_gram=3)")
					.documentedAs("[searched](" + DOCUMENTATION + "functions-tidb.md#multi-column-search), and [made]("
							+ DOCUMENTATION + "index.md#the-ngram-parser)"),
				difference("a search with two calls, ordered by one of them").given(TABLE, FOX)
					.asked("SELECT id FROM notes WHERE FTS_MATCH_WORD('a', body) AND FTS_MATCH_WORD('fox', body)"
							+ " ORDER BY FTS_MATCH_WORD('a', body) DESC")
					.documentedAs("[not supported](" + DOCUMENTATION + "limitations.md#query-limitations)"),
				difference("`MATCH … AGAINST` with a full-text index").given(TABLE, FOX)
					.asked("SELECT id FROM notes WHERE MATCH (body) AGAINST ('fox')")
					.onTiFlash());
	}

	private static Comparison difference(String what) {
		return Comparison.difference(Topic.FULL_TEXT, what);
	}

}

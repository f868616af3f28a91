package main

import "testing"

func TestFullTextSearch(t *testing.T) {
	const match = "FTS_MATCH_WORD('port', `body`)"
	expectSamples(t, fullTextSearch,
		sample{"SELECT `id`, " + match + " AS `s` FROM `note` WHERE " + match + " ORDER BY `s` DESC LIMIT 5", ""},
		sample{"SELECT * FROM `note` WHERE `id` > 1 AND (" + match + ") ORDER BY " + match + " DESC LIMIT 5", ""},
		sample{"SELECT `id`, FTS_MATCH_WORD(?, `body`) AS `s` FROM `note` WHERE FTS_MATCH_WORD(?, `body`) ORDER BY `s` DESC LIMIT 5", ""},
		sample{"SELECT * FROM `note` WHERE " + match, ""},
		sample{"SELECT COUNT(*) FROM `note` WHERE fts_match_word('port', `body`)", ""},

		// Its arguments.
		sample{"SELECT * FROM `note` WHERE FTS_MATCH_WORD(`body`, 'port')", "query of FTS_MATCH_WORD comes first"},
		sample{"SELECT * FROM `note` WHERE FTS_MATCH_WORD(`body`, 'port')", "column of FTS_MATCH_WORD comes second"},
		sample{"SELECT * FROM `note` WHERE FTS_MATCH_WORD(`title`, `body`)", "is a constant"},
		sample{"SELECT * FROM `note` WHERE FTS_MATCH_WORD(CONCAT('a', 'b'), `body`)", "is a constant"},
		sample{"SELECT * FROM `note` WHERE FTS_MATCH_WORD('port', LOWER(`body`))", "column of FTS_MATCH_WORD comes second"},
		sample{"SELECT * FROM `note` WHERE FTS_MATCH_WORD('port')", "a query and a column"},
		sample{"SELECT * FROM `note` WHERE FTS_MATCH_WORD('port', `body`, `title`)", "a query and a column"},

		// Where it is.
		sample{"SELECT `id` FROM `note` HAVING " + match, "is for the columns, WHERE and ORDER BY"},
		sample{"SELECT `id` FROM `note` GROUP BY " + match, "is for the columns, WHERE and ORDER BY"},
		sample{"SELECT `id` FROM `note` JOIN `x` ON " + match, "is for the columns, WHERE and ORDER BY"},
		sample{"DELETE FROM `note` WHERE " + match, "is for the columns, WHERE and ORDER BY"},
		sample{"UPDATE `note` SET `id` = 1 WHERE " + match, "is for the columns, WHERE and ORDER BY"},

		// One match call.
		sample{"SELECT * FROM `note` WHERE " + match + " OR FTS_MATCH_WORD('socket', `body`)", "these differ"},
		sample{"SELECT * FROM `note` WHERE " + match + " AND FTS_MATCH_WORD('port', `title`)", "these differ"},
		sample{"SELECT * FROM `note` WHERE " + match + " ORDER BY FTS_MATCH_WORD('Port', `body`) DESC LIMIT 5", "these differ"},

		// Its order.
		sample{"SELECT * FROM `note` WHERE " + match + " ORDER BY " + match + " LIMIT 5", "must be DESC"},
		sample{"SELECT " + match + " AS `s` FROM `note` WHERE " + match + " ORDER BY `s` LIMIT 5", "must be DESC"},
		sample{"SELECT * FROM `note` WHERE " + match + " ORDER BY " + match + " DESC", "needs a LIMIT"},
		sample{"SELECT * FROM `note` WHERE " + match + " ORDER BY " + match + " DESC, " + match + " DESC LIMIT 5", "nothing else"},
		sample{"SELECT * FROM `note` WHERE " + match + " ORDER BY " + match + " DESC, `id` LIMIT 5", "nothing else"},
		sample{"SELECT * FROM `note` WHERE " + match + " ORDER BY 2 * " + match + " DESC LIMIT 5", "by the match call itself"},
		sample{"SELECT * FROM `note` ORDER BY " + match + " DESC LIMIT 5", "the same call in WHERE"},
		sample{"SELECT * FROM `note` WHERE `id` = 1 OR " + match + " ORDER BY " + match + " DESC LIMIT 5", "the same call in WHERE"},
	)
	expectNothing(t, fullTextSearch, "SELECT * FROM `note` WHERE `body` LIKE 'FTS_MATCH_WORD' ORDER BY `id`")
}

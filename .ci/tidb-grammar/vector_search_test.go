package main

import "testing"

func TestIndexSafeVectorSearch(t *testing.T) {
	const distance = "VEC_COSINE_DISTANCE(`v`, '[1,2]')"
	expectSamples(t, indexedVectorSearch,
		sample{"SELECT `id`, " + distance + " AS `d` FROM `note` ORDER BY `d` LIMIT 5", ""},
		sample{"SELECT `id`, " + distance + " AS `d` FROM `note` ORDER BY `D` ASC LIMIT 5", ""},
		sample{"SELECT `id` FROM `note` ORDER BY " + distance + " LIMIT 5", ""},
		sample{"SELECT `id`, " + distance + " FROM `note` ORDER BY 2 LIMIT 5", ""},
		sample{"SELECT `id` FROM `note` ORDER BY VEC_L2_DISTANCE(`v`, ?) LIMIT 5", ""},
		sample{"SELECT `id` FROM `note` ORDER BY VEC_EMBED_COSINE_DISTANCE(`v`, 'words') LIMIT 5", ""},
		sample{"EXPLAIN SELECT `id` FROM `note` ORDER BY VEC_EMBED_L2_DISTANCE(`v`, 'words') LIMIT 5", ""},
		sample{"SELECT `id`, `d` FROM (SELECT `id`, " + distance + " AS `d` FROM `note` ORDER BY `d` LIMIT 50) AS `candidates` " +
			"WHERE `d` < 1 HAVING `d` > 0 ORDER BY `d`, `id` LIMIT 5", ""},

		// A predicate in the block.
		sample{"SELECT `id` FROM `note` WHERE `id` > 1 ORDER BY " + distance + " LIMIT 5", "a WHERE"},
		sample{"SELECT `id` FROM `note` WHERE `v` IS NOT NULL ORDER BY " + distance + " LIMIT 5", "a WHERE"},
		sample{"SELECT `id`, " + distance + " AS `d` FROM `note` HAVING `d` < 1 ORDER BY `d` LIMIT 5", "a HAVING"},
		sample{"SELECT `id` FROM `note` GROUP BY `id` ORDER BY " + distance + " LIMIT 5", "a GROUP BY"},
		sample{"SELECT DISTINCT `id` FROM `note` ORDER BY " + distance + " LIMIT 5", "a DISTINCT"},
		sample{"SELECT `id` FROM `note` JOIN `x` ON `x`.`id` = `y` ORDER BY " + distance + " LIMIT 5", "one table"},
		sample{"SELECT `id` FROM `note`, `x` ORDER BY " + distance + " LIMIT 5", "one table"},
		sample{"SELECT `id` FROM (SELECT * FROM `note` WHERE `id` > 1) AS `x` ORDER BY " + distance + " LIMIT 5", "one table"},

		// A filter in the derived table, whatever the order says.
		sample{"SELECT `d` FROM (SELECT " + distance + " AS `d` FROM `note` WHERE `id` > 1 ORDER BY `d` LIMIT 50) AS `candidates`", "a WHERE"},
		sample{"SELECT `d` FROM (SELECT " + distance + " AS `d` FROM `note` WHERE `id` > 1 ORDER BY `d`, `id` LIMIT 50) AS `candidates`", "a WHERE"},
		sample{"SELECT `d` FROM (SELECT " + distance + " AS `d` FROM `note` HAVING `d` < 1 ORDER BY `d` LIMIT 50) AS `candidates`", "a HAVING"},
		sample{"SELECT `d` FROM (SELECT " + distance + " AS `d` FROM `note` ORDER BY `d`, `id` LIMIT 50) AS `candidates`", "the distance alone"},
		sample{"SELECT `d` FROM (SELECT " + distance + " AS `d` FROM `note`) AS `candidates` ORDER BY `d` LIMIT 5", "no LIMIT"},
		sample{"SELECT `d` FROM (SELECT " + distance + " AS `d` FROM `note` ORDER BY `id` LIMIT 5) AS `candidates`", "by the distance itself"},
		sample{"SELECT `d` FROM (SELECT VEC_L1_DISTANCE(`v`, ?) AS `d` FROM `note` ORDER BY `d` LIMIT 5) AS `candidates`",
			"no vector index is for VEC_L1_DISTANCE"},

		// Another order or limit.
		sample{"SELECT `id` FROM `note` ORDER BY " + distance + " DESC LIMIT 5", "ascending"},
		sample{"SELECT `id`, " + distance + " AS `d` FROM `note` ORDER BY `d` DESC LIMIT 5", "ascending"},
		sample{"SELECT `id` FROM `note` ORDER BY 1 - " + distance + " LIMIT 5", "by the distance itself"},
		sample{"SELECT `id`, 1 - " + distance + " AS `s` FROM `note` ORDER BY `s` DESC LIMIT 5", "by the distance itself"},
		sample{"SELECT `id`, " + distance + " AS `d` FROM `note` ORDER BY `d` + 1 LIMIT 5", "by the distance itself"},
		sample{"SELECT `id` FROM `note` ORDER BY " + distance, "no LIMIT"},
		sample{"SELECT `id` FROM `note` ORDER BY " + distance + " LIMIT 5 OFFSET 5", "offset"},
		sample{"SELECT `id` FROM `note` ORDER BY " + distance + " LIMIT 5, 5", "offset"},
		sample{"SELECT `id` FROM `note` ORDER BY " + distance + " LIMIT ?", "a number in the text"},

		// No constant, no column.
		sample{"SELECT `id` FROM `note` ORDER BY VEC_COSINE_DISTANCE(`v`, `w`) LIMIT 5", "a constant"},
		sample{"SELECT `id` FROM `note` ORDER BY VEC_COSINE_DISTANCE(`v`, VEC_FROM_TEXT(`w`)) LIMIT 5", "a constant"},
		sample{"SELECT `id` FROM `note` ORDER BY VEC_COSINE_DISTANCE(`v`, @v) LIMIT 5", "a constant"},
		sample{"SELECT `id` FROM `note` ORDER BY VEC_COSINE_DISTANCE(`v`, (SELECT `w` FROM `x` LIMIT 1)) LIMIT 5", "a constant"},
		sample{"SELECT `id` FROM `note` ORDER BY VEC_COSINE_DISTANCE(`v`, NULL) LIMIT 5", "a constant"},
		sample{"SELECT `id` FROM `note` ORDER BY VEC_COSINE_DISTANCE('[1,2]', `v`) LIMIT 5", "must be a column"},
		sample{"SELECT `id` FROM `note` ORDER BY VEC_COSINE_DISTANCE(VEC_FROM_TEXT(`v`), ?) LIMIT 5", "must be a column"},
		sample{"SELECT `id` FROM `note` ORDER BY VEC_COSINE_DISTANCE(`v`) LIMIT 5", "two vectors"},

		// Wherever the block is.
		sample{"SELECT * FROM `x` WHERE `id` IN (SELECT `id` FROM `note` WHERE `id` > 1 ORDER BY " + distance + " LIMIT 5)", "a WHERE"},
		sample{"(SELECT `id` FROM `note` ORDER BY " + distance + " DESC LIMIT 5) UNION (SELECT 1)", "ascending"},
		sample{"EXPLAIN SELECT `id` FROM `note` WHERE `id` > 1 ORDER BY " + distance + " LIMIT 5", "a WHERE"},
	)
}

func TestExactVectorSearch(t *testing.T) {
	expectSamples(t, exactVectorSearch,
		sample{"SELECT `id`, VEC_L2_DISTANCE(`v`, ?) AS `d` FROM `note` WHERE `id` > 1 ORDER BY `d`, `id` LIMIT 5", ""},
		sample{"SELECT `id`, VEC_L2_DISTANCE(`v`, ?) AS `d` FROM `note` HAVING `d` < 1 ORDER BY `d`, `id`, `x` LIMIT 5", ""},
		sample{"SELECT `id`, VEC_L1_DISTANCE(`v`, '[1]') AS `d` FROM `note` ORDER BY `d`, `id` LIMIT 5", ""},
		sample{"SELECT `id` FROM `note` WHERE `id` > 1 ORDER BY VEC_NEGATIVE_INNER_PRODUCT(`v`, '[1]') LIMIT 5", ""},

		sample{"SELECT `id`, VEC_L2_DISTANCE(`v`, ?) AS `d` FROM `note` ORDER BY `d`, `id` LIMIT 5", "nothing is filtered"},
		sample{"SELECT `id`, VEC_L2_DISTANCE(`v`, ?) AS `d` FROM `note` WHERE `id` > 1 ORDER BY `d` DESC, `id` LIMIT 5", "ascending"},
		sample{"SELECT `id`, VEC_L2_DISTANCE(`v`, ?) AS `d` FROM `note` WHERE `id` > 1 ORDER BY `id`, `d` LIMIT 5", "by that first"},
		sample{"SELECT `id`, VEC_L2_DISTANCE(`v`, ?) AS `d` FROM `note` WHERE `id` > 1 ORDER BY `d`, `id` + 1 LIMIT 5", "columns of the key"},
		sample{"SELECT `id`, VEC_L2_DISTANCE(`v`, `w`) AS `d` FROM `note` WHERE `id` > 1 ORDER BY `d`, `id` LIMIT 5", "a constant"},
		sample{"SELECT `id`, VEC_L2_DISTANCE(`v`, ?) AS `d` FROM `note` WHERE `id` > 1 ORDER BY `d`, `id`", "no LIMIT"},
		sample{"SELECT `id`, VEC_L2_DISTANCE(`v`, ?) AS `d` FROM `note` WHERE `id` > 1 ORDER BY `d`, `id` LIMIT 5 OFFSET 1", "offset"},
		sample{"SELECT `id`, VEC_L2_DISTANCE(`v`, ?) AS `d` FROM `note` WHERE `id` > 1 GROUP BY `id` ORDER BY `d`, `id` LIMIT 5", "a GROUP BY"},
		sample{"SELECT `id` FROM `note` ORDER BY VEC_L1_DISTANCE(`v`, '[1]') DESC LIMIT 5", "ascending"},
	)
}

func TestEachVectorSearchIsOneOfTheTwo(t *testing.T) {
	const indexed = "SELECT `id` FROM `note` ORDER BY VEC_L2_DISTANCE(`v`, ?) LIMIT 5"
	const exact = "SELECT `id` FROM `note` WHERE `id` > 1 ORDER BY VEC_L2_DISTANCE(`v`, ?), `id` LIMIT 5"
	expectNothing(t, indexedVectorSearch, exact)
	expectNothing(t, exactVectorSearch, indexed)
	for _, r := range []rule{indexedVectorSearch, exactVectorSearch} {
		expectNothing(t, r,
			"SELECT `id`, VEC_L2_DISTANCE(`v`, `w`) FROM `note` WHERE `id` = 1",
			"SELECT `id` FROM (SELECT `id` FROM `note` WHERE `id` > 1) AS `candidates` ORDER BY `id` LIMIT 5",
			"SELECT * FROM `note` ORDER BY `d` DESC",
		)
	}
}

func TestVectorThatTheServerMayGetAsAParameter(t *testing.T) {
	for _, test := range []struct {
		rule rule
		sql  string
	}{
		{indexedVectorSearch, "SELECT `id` FROM `note` ORDER BY VEC_L2_DISTANCE(`v`, ?) LIMIT 5"},
		{exactVectorSearch, "SELECT `id` FROM `note` WHERE `id` > 1 ORDER BY VEC_L2_DISTANCE(`v`, ?), `id` LIMIT 5"},
	} {
		s := parsed(t, test.sql)
		s.parametersStay = true
		_, objections := test.rule.check(s)
		expectObjection(t, sample{test.sql, "on the client"}, objections)
	}
}

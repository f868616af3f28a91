package main

import (
	"slices"
	"strings"
	"testing"
)

func TestAcceptsWhatTiDBUnderstands(t *testing.T) {
	for _, statement := range []string{
		"CREATE TABLE note (id BIGINT AUTO_RANDOM(5, 54) PRIMARY KEY, embedding VECTOR(3))",
		"CREATE TABLE note (v VECTOR(3), VECTOR INDEX vi ((VEC_COSINE_DISTANCE(v))))",
		"CREATE TABLE note (v VECTOR(3), VECTOR INDEX vi ((VEC_L2_DISTANCE(v))) USING HNSW ADD_COLUMNAR_REPLICA_ON_DEMAND)",
		"CREATE VECTOR INDEX IF NOT EXISTS vi ON note ((VEC_COSINE_DISTANCE(v))) USING HNSW",
		"ALTER TABLE note ADD VECTOR INDEX vi ((VEC_L2_DISTANCE(v))) USING HNSW",
		"ALTER TABLE note SET TIFLASH REPLICA 1",
		"CREATE FULLTEXT INDEX fi ON note (body) WITH PARSER MULTILINGUAL",
		"CREATE TABLE note (body TEXT, FULLTEXT INDEX fi (body) WITH PARSER STANDARD)",
		"ALTER TABLE note ADD FULLTEXT INDEX fi (body) WITH PARSER MULTILINGUAL ADD_COLUMNAR_REPLICA_ON_DEMAND",
		"SELECT * FROM note WHERE FTS_MATCH_WORD('port', body) ORDER BY FTS_MATCH_WORD('port', body) DESC LIMIT 5",
		"SELECT id, VEC_COSINE_DISTANCE(v, '[1,2,3]') AS d FROM note ORDER BY VEC_COSINE_DISTANCE(v, '[1,2,3]') LIMIT 5",
		"CREATE TABLE note (body TEXT, v VECTOR(1024) GENERATED ALWAYS AS (EMBED_TEXT('provider/model', body, '{\"a\": 1}')) STORED)",
		"SELECT * FROM note ORDER BY VEC_EMBED_COSINE_DISTANCE(v, 'how do I change the port') LIMIT 5",
		"SELECT * FROM note AS OF TIMESTAMP NOW() - INTERVAL 5 SECOND WHERE id = ?",
		"INSERT INTO note (id, body) VALUES (?, ?) ON DUPLICATE KEY UPDATE body = VALUES(body)",
		"SELECT * FROM note WHERE body ->> '$.a' = ? AND id IN (?, ?) LIMIT ? OFFSET ?",
		"SELECT /*+ READ_FROM_STORAGE(TIFLASH[note]) */ COUNT(*) FROM note",
		"SET SESSION tidb_read_staleness = '-5'",
		"SELECT 'a ''quoted'' \\'text\\'', \"another\", `a column` FROM note",
	} {
		if _, err := newGrammar().parse(statement); err != nil {
			t.Errorf("refused: %s\n%v", statement, err)
		}
	}
}

func TestRefusesWhatTiDBDoesNotUnderstand(t *testing.T) {
	for _, statement := range []string{
		// What MariaDB or MySQL would take:
		"CREATE TABLE note (v VECTOR(3) NOT NULL, VECTOR INDEX vi (v) DISTANCE=cosine)",
		"ALTER TABLE note ADD VECTOR INDEX vi (c) DISTANCE=cosine",
		"CREATE OR REPLACE TABLE note (id BIGINT)",
		"CREATE FUNCTION f(a INT) RETURNS INT DETERMINISTIC RETURN a",
		"CREATE TRIGGER x BEFORE INSERT ON note FOR EACH ROW SET NEW.id = 1",
		"CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM note",
		"INSERT INTO note (id) VALUES (?) RETURNING id",
		"INSERT INTO note (id, body) VALUES (?, ?) AS fresh ON DUPLICATE KEY UPDATE body = fresh.body",
		"SELECT * FROM JSON_TABLE('[1]', '$[*]' COLUMNS (a INT PATH '$')) x",
		"CREATE TABLE note (place POINT)",
		// What nobody takes:
		"SELEC 1",
		"SELECT FROM note",
		"SELECT 'open",
		"SELECT `open FROM note",
		"SELECT * FROM note WHERE",
	} {
		if _, err := newGrammar().parse(statement); err == nil {
			t.Errorf("accepted: %s", statement)
		}
	}
}

func TestParsesEachDistinctStatementOnceAndNamesItsTests(t *testing.T) {
	result := check([]recordedStatement{
		{test: "a", statement: "SELEC 1"},
		{test: "b", statement: "SELECT 1"},
		{test: "c", statement: "SELEC 1"},
		{test: "c", statement: "SELEC 1"},
	})
	if result.statements != 4 || result.distinct != 2 || len(result.refused) != 1 {
		t.Fatalf("wrong counts: %+v", result)
	}
	if refused := result.refused[0]; !slices.Equal(refused.tests, []string{"a", "c"}) || !strings.Contains(refused.objections[0].reason, "SELEC") {
		t.Errorf("wrong refusal: %+v", refused)
	}
}

func TestLeavesAloneWhatIsNotForTiDB(t *testing.T) {
	result := check([]recordedStatement{
		{test: "a", statement: "SELEC 1", notForTiDB: true},
		{test: "b", statement: "SELECT 1"},
	})
	if result.distinct != 1 || len(result.refused) != 0 || len(result.notForTiDB) != 1 {
		t.Errorf("wrong counts: %+v", result)
	}
}

func TestParsesAStatementThatOnlySomeTestsKeepFromTiDB(t *testing.T) {
	result := check([]recordedStatement{
		{test: "a", statement: "SELEC 1", notForTiDB: true},
		{test: "b", statement: "SELEC 1"},
	})
	if len(result.refused) != 1 || !slices.Equal(result.refused[0].tests, []string{"b"}) {
		t.Errorf("wrong refusals: %+v", result.refused)
	}
}

func TestKnowsWhatTheClientMadeAndHow(t *testing.T) {
	sent := distinct([]recordedStatement{
		{test: "a", statement: "A"},
		{test: "b", statement: "A", byClient: true, inlined: true},
		{test: "a", statement: "B", byClient: true},
		{test: "b", statement: "B", byClient: true, inlined: true},
		{test: "a", statement: "C"},
	}, func(recordedStatement) bool { return true })
	var marks []bool
	for _, s := range sent {
		marks = append(marks, s.byClient, s.parametersStay)
	}
	if !slices.Equal(marks, []bool{true, false, true, true, false, false}) {
		t.Errorf("wrong marks: %v", marks)
	}
}

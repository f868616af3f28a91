package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	good    = `{"test":"a.GoodTests.selects","statement":"SELECT 1"}` + "\n"
	bad     = `{"test":"a.BadTests.fails","statement":"SELEC\n1"}` + "\n"
	foreign = `{"test":"a.ForeignTests.provokes","statement":"SELEC 2","notForTiDB":true}` + "\n"
	search  = `{"test":"a.SearchTests.nearest","statement":"SELECT ` + "`id` FROM `note` ORDER BY VEC_L2_DISTANCE(`v`, ?)" +
		` LIMIT 5","byClient":true,"inlined":true}` + "\n"
	byHand = `{"test":"a.OtherTests.byHand","statement":"SELECT id FROM note"}` + "\n"
)

type outcome struct {
	code           int
	stdout, stderr string
}

func runOver(t *testing.T, recordings ...string) outcome {
	t.Helper()
	var files []string
	for _, recording := range recordings {
		file, err := os.CreateTemp(t.TempDir(), "*.jsonl")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.WriteString(recording); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
		files = append(files, file.Name())
	}
	var stdout, stderr bytes.Buffer
	code := run(files, &stdout, &stderr)
	return outcome{code, stdout.String(), stderr.String()}
}

func (o outcome) expect(t *testing.T, code int) {
	t.Helper()
	if o.code != code {
		t.Errorf("exit code %d instead of %d\n%s%s", o.code, code, o.stdout, o.stderr)
	}
}

func expectText(t *testing.T, text, expected string) {
	t.Helper()
	if !strings.Contains(text, expected) {
		t.Errorf("%q is missing in %q", expected, text)
	}
}

func TestSucceedsWhenAllStatementsAreAccepted(t *testing.T) {
	o := runOver(t, good+good)
	o.expect(t, 0)
	if strings.Count(o.stdout, "\n") != 1 || o.stderr != "" {
		t.Errorf("unexpected output: %+v", o)
	}
	expectText(t, o.stdout, "TiDB's grammar: 2 statements, 1 distinct, 0 refused, 0 not for TiDB; checked for ")
}

func TestSaysHowManyStatementsEachRuleIsAbout(t *testing.T) {
	o := runOver(t, good+search+byHand)
	o.expect(t, 0)
	for _, r := range rules {
		expectText(t, o.stdout, r.name+": ")
	}
	expectText(t, o.stdout, "index-safe vector search: 1, exact vector search: 0, ")
	expectText(t, o.stdout, "quoted names: 1, ")
}

func TestFailsAndNamesTheRuleThatRefuses(t *testing.T) {
	o := runOver(t, good+strings.ReplaceAll(search, "LIMIT 5", "DESC LIMIT 5 OFFSET 1"))
	o.expect(t, 1)
	expectText(t, o.stdout, `Refused by the rule "index-safe vector search": the farthest come first: the order must be ascending
Refused by the rule "index-safe vector search": the LIMIT has an offset
    SELECT `+"`id` FROM `note`")
	expectText(t, o.stdout, "  sent by a.SearchTests.nearest\n")
	expectText(t, o.stdout, "2 statements, 2 distinct, 1 refused")
}

func TestTakesAParameterForAConstantOnlyWhereItIsOne(t *testing.T) {
	o := runOver(t, strings.ReplaceAll(search, `,"inlined":true`, ""))
	o.expect(t, 1)
	expectText(t, o.stdout, "the planner wants a constant")
	// Written by hand: the recording does not know.
	o = runOver(t, strings.ReplaceAll(search, `,"byClient":true,"inlined":true`, ""))
	o.expect(t, 0)
}

func TestRefusesWhatTheClientDoesNotQuote(t *testing.T) {
	o := runOver(t, byHand+strings.ReplaceAll(byHand, `"}`, `","byClient":true}`))
	o.expect(t, 1)
	expectText(t, o.stdout, `Refused by the rule "quoted names": the name id is not quoted everywhere`)
	expectText(t, o.stdout, "2 statements, 1 distinct, 1 refused")
}

func TestFailsWhenARuleSeesNothingThoughItShould(t *testing.T) {
	var all string
	for _, sql := range []string{
		"SELECT `id` FROM `note` ORDER BY VEC_L2_DISTANCE(`v`, '[1]') LIMIT 5",
		"SELECT `id` FROM `note` ORDER BY VEC_L1_DISTANCE(`v`, '[1]') LIMIT 5",
		"SELECT `id` FROM `note` WHERE FTS_MATCH_WORD('port', `body`)",
		"INSERT INTO `note` (`id`) VALUES (?) ON DUPLICATE KEY UPDATE `id` = VALUES(`id`)",
		"SELECT JSON_EXTRACT(`meta`, '$.a') FROM `note`",
		"CREATE VECTOR INDEX `vi` ON `note` ((VEC_L2_DISTANCE(`v`)))",
		"CREATE FULLTEXT INDEX `fi` ON `note` (`body`) WITH PARSER STANDARD",
	} {
		all += `{"test":"a","statement":"` + sql + `","byClient":true}` + "\n"
	}
	file := filepath.Join(t.TempDir(), "all.jsonl")
	for _, test := range []struct {
		recording string
		code      int
		stderr    string
	}{
		{all, 0, ""},
		{good, 1, "No statement was checked for: index-safe vector search, exact vector search, full-text search, "},
		{strings.ReplaceAll(all, "ON DUPLICATE KEY UPDATE `id` = VALUES(`id`)", ""), 1,
			"No statement was checked for: upsert that the driver batches. Did all tests run?"},
		{strings.ReplaceAll(all, `,"byClient":true`, ""), 1, "No statement was checked for: quoted names. "},
	} {
		if err := os.WriteFile(file, []byte(test.recording), 0o600); err != nil {
			t.Fatal(err)
		}
		var stdout, stderr bytes.Buffer
		o := outcome{run([]string{"--expect", file}, &stdout, &stderr), stdout.String(), stderr.String()}
		o.expect(t, test.code)
		expectText(t, o.stderr, test.stderr)
	}
}

func TestReadsSeveralFilesAndALastLineWithoutItsEnd(t *testing.T) {
	o := runOver(t, good, strings.TrimSuffix(strings.ReplaceAll(good, "1", "2"), "\n"))
	o.expect(t, 0)
	expectText(t, o.stdout, "2 statements, 2 distinct, 0 refused, 0 not for TiDB")
}

func TestFailsAndSaysWhyWhenAStatementIsRefused(t *testing.T) {
	o := runOver(t, good+bad)
	o.expect(t, 1)
	expectText(t, o.stdout, "Refused by TiDB's parser: line 1 column 5 near \"SELEC\n1\"")
	expectText(t, o.stdout, "    SELEC\n    1\n  sent by a.BadTests.fails\n")
	expectText(t, o.stdout, "\nTiDB's grammar: 2 statements, 2 distinct, 1 refused, 0 not for TiDB; ")
}

func TestPrintsAndCountsWhatIsNotForTiDB(t *testing.T) {
	o := runOver(t, good+foreign)
	o.expect(t, 0)
	expectText(t, o.stdout, "Not for TiDB:\n    SELEC 2\n  sent by a.ForeignTests.provokes\n")
	expectText(t, o.stdout, "2 statements, 1 distinct, 0 refused, 1 not for TiDB")
}

func TestFailsWhenThereIsNothingToParse(t *testing.T) {
	for _, recording := range []string{"", foreign} {
		o := runOver(t, recording)
		o.expect(t, 1)
		expectText(t, o.stderr, "No statement for TiDB was recorded")
	}
}

func TestFailsWhenALineIsNotARecordedStatement(t *testing.T) {
	for _, line := range []string{
		"SELECT 1",
		`{"test":"a","statement":"SELECT`,
		`{"test":"a","statement":"SELECT 1"} {}`,
		`{"test":"a"}`,
		`{"statement":"SELECT 1"}`,
		`{"test":"a","statement":"SELECT 1","notForTidbs":true}`,
		`[]`,
		`null`,
		"",
	} {
		o := runOver(t, good+line+"\n")
		o.expect(t, 1)
		expectText(t, o.stderr, ":2: not a recorded statement: ")
	}
}

func TestFailsWhenAFileIsMissing(t *testing.T) {
	var stdout, stderr bytes.Buffer
	o := outcome{code: run([]string{filepath.Join(t.TempDir(), "missing.jsonl")}, &stdout, &stderr)}
	o.expect(t, 1)
	expectText(t, stderr.String(), "missing.jsonl")
}

func TestFailsWithoutArguments(t *testing.T) {
	for _, arguments := range [][]string{nil, {"--expect"}} {
		var stdout, stderr bytes.Buffer
		o := outcome{code: run(arguments, &stdout, &stderr)}
		o.expect(t, 1)
		expectText(t, stderr.String(), "Usage:")
	}
}

func TestReadsStatementsOfAnyLengthAndShortensThemInItsOutput(t *testing.T) {
	long := strings.Repeat("9", 2_000_000)
	o := runOver(t, `{"test":"a","statement":"SELEC `+long+`"}`+"\n"+good)
	o.expect(t, 1)
	expectText(t, o.stdout, "9 … (2000006 characters in all)")
	if len(o.stdout) > 5000 {
		t.Errorf("%d bytes of output", len(o.stdout))
	}
}

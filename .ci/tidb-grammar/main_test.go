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
	if o.stdout != "TiDB's grammar: 2 statements, 1 distinct, 0 refused, 0 not for TiDB\n" || o.stderr != "" {
		t.Errorf("unexpected output: %+v", o)
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
	if !strings.HasSuffix(o.stdout, "\nTiDB's grammar: 2 statements, 2 distinct, 1 refused, 0 not for TiDB\n") {
		t.Errorf("unexpected end: %q", o.stdout)
	}
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
	var stdout, stderr bytes.Buffer
	o := outcome{code: run(nil, &stdout, &stderr)}
	o.expect(t, 1)
	expectText(t, stderr.String(), "Usage:")
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

package main

import (
	"fmt"
	"io"
	"strings"
)

// A report says what became of the recorded statements.
type report struct {
	statements int // lines of the recording
	distinct   int // different statements for TiDB
	refused    []refusedStatement
	seen       []int           // how many of these each rule is about
	notForTiDB []sentStatement // different statements that tests keep away from TiDB
}

// empty tells whether there was nothing to parse.
func (r report) empty() bool {
	return r.distinct == 0
}

func (r report) print(out io.Writer) {
	for _, sent := range r.notForTiDB {
		fmt.Fprintf(out, "Not for TiDB:\n%s\n", sent.describe())
	}
	for _, refused := range r.refused {
		for _, objection := range refused.objections {
			fmt.Fprintf(out, "Refused by %s: %s\n", objection.by, objection.reason)
		}
		fmt.Fprintln(out, refused.describe())
	}
	fmt.Fprintf(out, "TiDB's grammar: %d statements, %d distinct, %d refused, %d not for TiDB; checked for %s\n",
		r.statements, r.distinct, len(r.refused), len(r.notForTiDB), r.describeRules())
}

func (r report) describeRules() string {
	var seen []string
	for i, rule := range rules {
		seen = append(seen, fmt.Sprintf("%s: %d", rule.name, r.seen[i]))
	}
	return strings.Join(seen, ", ")
}

// unseen returns the names of the rules that no statement was about.
func (r report) unseen() []string {
	var names []string
	for i, rule := range rules {
		if r.seen[i] == 0 {
			names = append(names, rule.name)
		}
	}
	return names
}

func (s sentStatement) describe() string {
	indented := strings.ReplaceAll(shorten(s.text), "\n", "\n    ")
	return fmt.Sprintf("    %s\n  sent by %s", indented, strings.Join(s.tests, ", "))
}

// shorten keeps a bulk insert or a long vector from flooding the output.
func shorten(text string) string {
	const longest = 1000
	runes := []rune(text)
	if len(runes) <= longest {
		return text
	}
	return fmt.Sprintf("%s … (%d characters in all)", string(runes[:longest]), len(runes))
}

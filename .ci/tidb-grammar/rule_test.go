package main

import (
	"slices"
	"strings"
	"testing"
)

// A sample is a statement of the client's, with the vector in the text or put there by the driver.
type sample struct {
	sql string

	// What a rule has against it, or a part of that; empty if nothing.
	objection string
}

// expectSamples has one rule judge samples that it is about.
func expectSamples(t *testing.T, r rule, samples ...sample) {
	t.Helper()
	for _, sample := range samples {
		applies, objections := r.check(parsed(t, sample.sql))
		if !applies {
			t.Errorf("the rule is not about: %s", sample.sql)
		}
		expectObjection(t, sample, objections)
	}
}

func expectObjection(t *testing.T, sample sample, objections []string) {
	t.Helper()
	if sample.objection == "" {
		if len(objections) > 0 {
			t.Errorf("refused: %s\n%s", sample.sql, strings.Join(objections, "\n"))
		}
		return
	}
	if !slices.ContainsFunc(objections, func(o string) bool { return strings.Contains(o, sample.objection) }) {
		t.Errorf("not refused because of %q: %s\n%s", sample.objection, sample.sql, strings.Join(objections, "\n"))
	}
}

// expectNothing has one rule leave alone what it is not about.
func expectNothing(t *testing.T, r rule, statements ...string) {
	t.Helper()
	for _, sql := range statements {
		if applies, objections := r.check(parsed(t, sql)); applies || len(objections) > 0 {
			t.Errorf("the rule is about: %s\n%s", sql, strings.Join(objections, "\n"))
		}
	}
}

func parsed(t *testing.T, sql string) statement {
	t.Helper()
	trees, err := newGrammar().parse(sql)
	if err != nil {
		t.Fatalf("%s\n%v", sql, err)
	}
	return statement{text: sql, trees: trees, byClient: true}
}

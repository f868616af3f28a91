package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pingcap/tidb/pkg/parser"
	"github.com/pingcap/tidb/pkg/parser/ast"
	_ "github.com/pingcap/tidb/pkg/parser/test_driver" // the literals of the syntax tree
)

// A grammar is TiDB's parser with TiDB's default SQL mode. It is not safe for concurrent use.
type grammar struct {
	parser *parser.Parser
}

func newGrammar() *grammar {
	return &grammar{parser: parser.New()}
}

// parse returns the syntax trees of a text, or what the parser has against it.
func (g *grammar) parse(text string) ([]ast.StmtNode, error) {
	trees, _, err := g.parser.ParseSQL(text)
	return trees, err
}

// A sentStatement is a distinct statement with all the tests that sent it.
type sentStatement struct {
	text           string
	tests          []string
	byClient       bool // the client sent it at least once
	parametersStay bool // and left the parameters to the connection's setting
}

// A refusedStatement is a statement with what there is against it.
type refusedStatement struct {
	sentStatement
	objections []objection
}

// An objection is what a rule has against a statement, or TiDB's parser.
type objection struct {
	by     string
	reason string
}

// check parses each distinct statement once, and applies the rules to it. A statement that one test sends for TiDB is
// parsed, even when another test marks the same one as not for TiDB.
func check(recorded []recordedStatement) report {
	result := report{statements: len(recorded), seen: make([]int, len(rules))}
	forTiDB := distinct(recorded, func(r recordedStatement) bool { return !r.notForTiDB })
	result.notForTiDB = distinct(recorded, func(r recordedStatement) bool { return r.notForTiDB })
	result.distinct = len(forTiDB)
	tidb := newGrammar()
	for _, sent := range forTiDB {
		var objections []objection
		trees, err := tidb.parse(sent.text)
		if err != nil {
			objections = append(objections, objection{"TiDB's parser", strings.TrimSpace(err.Error())})
		}
		for i, rule := range rules {
			applies, reasons := rule.check(statement{sent.text, trees, sent.byClient, sent.parametersStay})
			if applies {
				result.seen[i]++
			}
			for _, reason := range reasons {
				objections = append(objections, objection{fmt.Sprintf("the rule %q", rule.name), reason})
			}
		}
		if len(objections) > 0 {
			result.refused = append(result.refused, refusedStatement{sent, objections})
		}
	}
	return result
}

// distinct keeps the order in which the statements were first sent.
func distinct(recorded []recordedStatement, wanted func(recordedStatement) bool) []sentStatement {
	var result []sentStatement
	positions := make(map[string]int)
	for _, r := range recorded {
		if !wanted(r) {
			continue
		}
		position, known := positions[r.statement]
		if !known {
			position = len(result)
			positions[r.statement] = position
			result = append(result, sentStatement{text: r.statement})
		}
		sent := &result[position]
		if !slices.Contains(sent.tests, r.test) {
			sent.tests = append(sent.tests, r.test)
		}
		sent.byClient = sent.byClient || r.byClient
		sent.parametersStay = sent.parametersStay || (r.byClient && !r.inlined)
	}
	return result
}

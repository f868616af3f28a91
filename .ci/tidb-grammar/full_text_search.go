package main

import (
	"strings"

	"github.com/pingcap/tidb/pkg/parser/ast"
)

const ftsMatchWord = "fts_match_word"

// FTS_MATCH_WORD('query', column): the query first, and a constant. Only one match call in a statement, for filtering in
// WHERE and for ranking in ORDER BY … DESC LIMIT n.
// See https://docs.pingcap.com/tidbcloud/vector-search-full-text-search-sql/
var fullTextSearch = rule{"full-text search", func(s statement) (bool, []string) {
	var calls []*ast.FuncCallExpr
	var objections []string
	inPlace := make(map[*ast.FuncCallExpr]bool)
	s.walkAll(func(node ast.Node) {
		switch n := node.(type) {
		case *ast.FuncCallExpr:
			if isCallOf(n, ftsMatchWord) {
				calls = append(calls, n)
			}
		case *ast.SelectStmt:
			for _, call := range matchCallsInPlace(n) {
				inPlace[call] = true
			}
			objections = append(objections, checkRanking(n)...)
		}
	})
	texts := make(map[string]bool)
	for _, call := range calls {
		objections = append(objections, checkMatchCall(call)...)
		if !inPlace[call] {
			objections = append(objections, "FTS_MATCH_WORD is for the columns, WHERE and ORDER BY of a SELECT")
		}
		texts[matchCallText(call)] = true
	}
	if len(texts) > 1 {
		objections = append(objections, "a statement has one match call, which may be repeated, and these differ")
	}
	return len(calls) > 0, objections
}}

// matchCallText is the same for calls that are the same. Case matters in the query, and not in a name.
func matchCallText(call *ast.FuncCallExpr) string {
	var texts []string
	for _, argument := range call.Args {
		text, err := restored(argument)
		if err != nil {
			text = err.Error()
		}
		if isColumn(argument) {
			text = strings.ToLower(text)
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, ", ")
}

func matchCallsInPlace(block *ast.SelectStmt) []*ast.FuncCallExpr {
	calls := callsIn(block.Where, ftsMatchWord)
	if block.Fields != nil {
		for _, field := range block.Fields.Fields {
			calls = append(calls, callsIn(field.Expr, ftsMatchWord)...)
		}
	}
	for _, item := range orders(block) {
		calls = append(calls, callsIn(item.Expr, ftsMatchWord)...)
	}
	return calls
}

func checkMatchCall(call *ast.FuncCallExpr) []string {
	if len(call.Args) != 2 {
		return []string{"FTS_MATCH_WORD takes a query and a column"}
	}
	var objections []string
	if query := call.Args[0]; !isText(query) && !isParameter(query) {
		objections = append(objections, "the query of FTS_MATCH_WORD comes first, and is a constant")
	}
	if !isColumn(call.Args[1]) {
		objections = append(objections, "the column of FTS_MATCH_WORD comes second")
	}
	return objections
}

// checkRanking looks at a block that orders by a score.
func checkRanking(block *ast.SelectStmt) []string {
	var objections []string
	ranked := false
	for _, item := range orders(block) {
		expression := orderedBy(block, item)
		calls := callsOrderedBy(block, expression, ftsMatchWord)
		if len(calls) == 0 {
			continue
		}
		ranked = true
		if expression != ast.ExprNode(calls[0]) {
			objections = append(objections, "the order must be by the match call itself")
		}
		if !item.Desc {
			objections = append(objections, "the worst come first: the order by a match call must be DESC")
		}
	}
	if !ranked {
		return nil
	}
	if len(orders(block)) > 1 {
		objections = append(objections, "where a match call is ordered by, nothing else is")
	}
	if block.Limit == nil {
		objections = append(objections, "an order by a match call needs a LIMIT")
	}
	for _, condition := range conjuncts(block.Where) {
		if call, ok := condition.(*ast.FuncCallExpr); ok && isCallOf(call, ftsMatchWord) {
			return objections
		}
	}
	return append(objections, "an order by a match call needs the same call in WHERE: all rows are ranked otherwise")
}

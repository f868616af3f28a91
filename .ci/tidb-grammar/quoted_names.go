package main

import (
	"fmt"
	"strings"

	"github.com/pingcap/tidb/pkg/parser/ast"
)

// A name that came from a user may be a reserved word, or hold anything else: the client quotes each one.
//
// The syntax tree has lost the quotes, but TiDB writes it back with each name quoted. So each name that is quoted there
// must be quoted in the statement too, as often. Whose statement it is, the recording tells: what tests and applications
// write by hand is not looked at, nor what the client asks the server about itself, where no name is a user's.
var quotedNames = rule{"quoted names", func(s statement) (bool, []string) {
	if !s.byClient || len(s.trees) == 0 || isAboutServer(s) {
		return false, nil
	}
	sql := withoutOwnWords(s.text)
	trees, err := newGrammar().parse(sql)
	if err != nil {
		return true, []string{"cannot be judged: " + err.Error()}
	}
	left := make(map[string]int)
	for _, name := range quotedNamesOf(sql) {
		left[name]++
	}
	var objections []string
	for _, tree := range trees {
		sql, err := restored(tree)
		if err != nil {
			return true, []string{"cannot be judged: " + err.Error()}
		}
		for _, name := range quotedNamesOf(sql) {
			if left[name]--; left[name] == -1 {
				objections = append(objections, fmt.Sprintf("the name %s is not quoted everywhere", name))
			}
		}
	}
	return len(objections) > 0 || len(quotedNamesOf(sql)) > 0, objections
}}

// isAboutServer tells whether a statement has variables of the server or reads nothing but what the server tells about
// itself.
func isAboutServer(s statement) bool {
	for _, tree := range s.trees {
		if _, ok := tree.(*ast.SetStmt); ok {
			return true
		}
	}
	tables, schemas := 0, 0
	s.walkAll(func(node ast.Node) {
		if table, ok := node.(*ast.TableName); ok {
			tables++
			if table.Schema.L == "information_schema" {
				schemas++
			}
		}
	})
	return tables > 0 && tables == schemas
}

func quotedNamesOf(sql string) []string {
	var names []string
	tokens := tokensOf(sql)
	for i, t := range tokens {
		// TiDB quotes the parser of a full-text index, which is no name of a user.
		if t.kind == quotedName && (i == 0 || !tokens[i-1].isWord("PARSER")) {
			names = append(names, strings.ToLower(t.text))
		}
	}
	return names
}

// withoutOwnWords puts TRUE for each condition that a developer wrote: Filter.sql(…) comes in parentheses, and is passed
// on as it is. A condition in parentheses is taken for one, if no name in it is quoted. The client has parentheses of its
// own only around several conditions, where one with quotes is enough for a look at all of them. The same is true for an
// expression of Change.sql(…), which comes in parentheses after an equals sign, and for the expressions in a definition:
// of a generated column, a CHECK, an index, a time to live.
func withoutOwnWords(sql string) string {
	tokens := tokensOf(sql)
	var result strings.Builder
	copied := 0
	for i := 0; i < len(tokens); i++ {
		if isTimeToLive(tokens, i) {
			result.WriteString(sql[copied:tokens[i].start])
			result.WriteString("`expires`")
			copied = tokens[i].end
			continue
		}
		end := endOfCondition(tokens, i)
		if end < 0 {
			end = endOfExpression(tokens, i)
		}
		if end < 0 || hasQuotedName(tokens[i:end]) {
			continue
		}
		result.WriteString(sql[copied:tokens[i].start])
		result.WriteString("(TRUE)")
		copied = tokens[end].end
		i = end
	}
	result.WriteString(sql[copied:])
	return result.String()
}

// endOfCondition returns where the parenthesis is closed that a condition or a new value is in, and -1 where there is none.
func endOfCondition(tokens []token, start int) int {
	if !tokens[start].isSymbol("(") || start == 0 {
		return -1
	}
	before := start - 1
	for before > 0 && tokens[before].isSymbol("(") {
		before--
	}
	// NOT has parentheses that are the client's own.
	isNewValue := tokens[0].isWord("UPDATE") && tokens[before].isSymbol("=")
	if !isNewValue && !tokens[before].isWord("WHERE", "AND", "OR") &&
		!(tokens[before].isWord("NOT") && before < start-1) {
		return -1
	}
	end := closingParenthesis(tokens, start)
	if end == -1 || end+1 == len(tokens) || tokens[end+1].isSymbol(")") || tokens[end+1].isSymbol(",") ||
		tokens[end+1].isWord("AND", "OR", "THEN", "ORDER", "HAVING", "LIMIT", "WHERE") {
		return end
	}
	return -1
}

// endOfExpression returns where the parenthesis is closed that an expression of a definition is in, and -1 where there is
// none. The client's own expression is the distance of a vector index.
func endOfExpression(tokens []token, start int) int {
	if !tokens[0].isWord("CREATE", "ALTER") || !tokens[start].isSymbol("(") || start < 2 || start+1 == len(tokens) {
		return -1
	}
	before := tokens[start-1]
	generated := before.isWord("AS") && tokens[start-2].isWord("ALWAYS")
	part := (before.isSymbol("(") || before.isSymbol(",")) && tokens[start+1].kind == word &&
		!strings.HasPrefix(strings.ToUpper(tokens[start+1].text), "VEC_")
	if !generated && !part && !before.isWord("CHECK") {
		return -1
	}
	return closingParenthesis(tokens, start)
}

// closingParenthesis returns where the parenthesis that is opened at start is closed, and -1 where it is not.
func closingParenthesis(tokens []token, start int) int {
	depth := 0
	for i := start; i < len(tokens); i++ {
		switch {
		case tokens[i].isSymbol("("):
			depth++
		case tokens[i].isSymbol(")"):
			depth--
		}
		if depth == 0 {
			return i
		}
	}
	return -1
}

// isTimeToLive tells whether a token is the column in TTL = column + INTERVAL …
func isTimeToLive(tokens []token, i int) bool {
	return i > 1 && i+2 < len(tokens) && tokens[i].kind == word && tokens[i-1].isSymbol("=") && tokens[i-2].isWord("TTL") &&
		tokens[i+2].isWord("INTERVAL")
}

func hasQuotedName(tokens []token) bool {
	for _, t := range tokens {
		if t.kind == quotedName {
			return true
		}
	}
	return false
}

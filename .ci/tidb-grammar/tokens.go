package main

import "strings"

// A token is a part of a statement's text, as far as names need it.
type token struct {
	kind       tokenKind
	text       string // of a quoted name, what is in the quotes
	start, end int
}

type tokenKind int

const (
	word tokenKind = iota
	quotedName
	text
	symbol
)

// tokensOf splits a statement that the parser takes. Comments, hints among them, and white space are left out.
func tokensOf(sql string) []token {
	var tokens []token
	for at := 0; at < len(sql); {
		end := at + 1
		kind := symbol
		switch c := sql[at]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			at = end
			continue
		case c == '#' || isLineComment(sql[at:]):
			at = after(sql, at, "\n")
			continue
		case strings.HasPrefix(sql[at:], "/*"):
			at = after(sql, at+2, "*/")
			continue
		case c == '`':
			kind, end = quotedName, endOfQuoted(sql, at)
		case c == '\'' || c == '"':
			kind, end = text, endOfQuoted(sql, at)
		case isOfWord(c):
			for end < len(sql) && isOfWord(sql[end]) {
				end++
			}
			kind = word
		}
		found := token{kind, sql[at:end], at, end}
		if kind == quotedName {
			found.text = strings.ReplaceAll(sql[at+1:end-1], "``", "`")
		}
		tokens = append(tokens, found)
		at = end
	}
	return tokens
}

func (t token) isWord(words ...string) bool {
	if t.kind == word {
		for _, w := range words {
			if strings.EqualFold(t.text, w) {
				return true
			}
		}
	}
	return false
}

func (t token) isSymbol(s string) bool {
	return t.kind == symbol && t.text == s
}

func isLineComment(sql string) bool {
	return strings.HasPrefix(sql, "--") && (len(sql) == 2 || strings.ContainsRune(" \t\r\n", rune(sql[2])))
}

func isOfWord(c byte) bool {
	return c == '_' || c == '$' || c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// endOfQuoted returns where the text in quotes ends that starts at a position. A quote within is doubled, or escaped by a
// backslash, which is nothing special in a name.
func endOfQuoted(sql string, at int) int {
	quote := sql[at]
	for at++; at < len(sql); at++ {
		switch {
		case sql[at] == '\\' && quote != '`':
			at++
		case sql[at] == quote && at+1 < len(sql) && sql[at+1] == quote:
			at++
		case sql[at] == quote:
			return at + 1
		}
	}
	return len(sql)
}

func after(sql string, at int, mark string) int {
	if found := strings.Index(sql[at:], mark); found >= 0 {
		return at + found + len(mark)
	}
	return len(sql)
}

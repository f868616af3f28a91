package main

import (
	"regexp"

	"github.com/pingcap/tidb/pkg/parser/ast"
)

// TiDB has no stored procedures, triggers, events and functions of one's own. Its parser takes some of them all the same.
// See https://docs.pingcap.com/tidb/stable/mysql-compatibility/#unsupported-features
var noStoredPrograms = rule{"nothing stored that runs", func(s statement) (bool, []string) {
	found := storedProgram.MatchString(s.text)
	s.walkAll(func(node ast.Node) {
		switch node.(type) {
		case *ast.ProcedureInfo, *ast.DropProcedureStmt, *ast.CallStmt:
			found = true
		}
	})
	if found {
		return true, []string{"TiDB has no stored procedures, functions, triggers and events"}
	}
	return true, nil
}}

// For those that the parser refuses as well, with a reason that nobody understands.
var storedProgram = regexp.MustCompile(`(?is)^\s*(call\b` +
	`|(create(\s+or\s+replace)?(\s+definer\s*=\s*\S+)?(\s+aggregate)?|alter|drop)\s+(procedure|function|trigger|event)\b)`)

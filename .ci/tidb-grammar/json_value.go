package main

import (
	"strings"

	"github.com/pingcap/tidb/pkg/parser/ast"
)

// The grammar knows any function, and TiDB does not have this one.
// See https://docs.pingcap.com/tidb/stable/json-functions/
var noJSONValue = rule{"no JSON_VALUE", func(s statement) (bool, []string) {
	applies := false
	var objections []string
	s.walkAll(func(node ast.Node) {
		call, ok := node.(*ast.FuncCallExpr)
		if !ok || !strings.HasPrefix(call.FnName.L, "json_") {
			return
		}
		applies = true
		if call.FnName.L == "json_value" {
			objections = append(objections, "TiDB has no JSON_VALUE: use JSON_EXTRACT, -> or ->>")
		}
	})
	return applies, objections
}}

package main

import "github.com/pingcap/tidb/pkg/parser/ast"

// Connector/J makes one multi-row statement of a batch of upserts only in this form.
// See https://docs.pingcap.com/tidb/stable/java-app-best-practices/#batch-related-parameters
var batchedUpsert = rule{"upsert that the driver batches", func(s statement) (bool, []string) {
	applies := false
	var objections []string
	s.walkAll(func(node ast.Node) {
		insert, ok := node.(*ast.InsertStmt)
		if !ok || len(insert.OnDuplicate) == 0 {
			return
		}
		applies = true
		if insert.Select != nil || insert.Setlist || len(insert.Lists) == 0 {
			objections = append(objections, "an upsert is an INSERT … VALUES (…)")
		}
		for _, assignment := range insert.OnDuplicate {
			if !isValueOf(assignment.Expr, assignment.Column) {
				objections = append(objections, "an upsert updates as in `"+assignment.Column.Name.O+
					"` = VALUES(`"+assignment.Column.Name.O+"`): a batch of anything else is sent one by one")
			}
		}
	})
	return applies, objections
}}

func isValueOf(expression ast.ExprNode, column *ast.ColumnName) bool {
	values, ok := expression.(*ast.ValuesExpr)
	return ok && values.Column.Name.Name.L == column.Name.L
}

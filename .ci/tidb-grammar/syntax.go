package main

import (
	"slices"
	"strings"

	"github.com/pingcap/tidb/pkg/parser/ast"
	"github.com/pingcap/tidb/pkg/parser/format"
	"github.com/pingcap/tidb/pkg/parser/test_driver"
)

// walk calls a function for a node and all below it, parents first. Where it returns false, what is below is left out.
func walk(node ast.Node, enter func(ast.Node) bool) {
	node.Accept(visitor(enter))
}

type visitor func(ast.Node) bool

func (v visitor) Enter(node ast.Node) (ast.Node, bool) {
	return node, !v(node)
}

func (v visitor) Leave(node ast.Node) (ast.Node, bool) {
	return node, true
}

// walkAll calls a function for each node of a statement.
func (s statement) walkAll(visit func(ast.Node)) {
	for _, tree := range s.trees {
		walk(tree, func(node ast.Node) bool {
			visit(node)
			return true
		})
	}
}

// callsIn returns the calls of some functions in an expression. Subqueries are blocks of their own, and left out.
func callsIn(expression ast.ExprNode, names ...string) []*ast.FuncCallExpr {
	var calls []*ast.FuncCallExpr
	if expression == nil {
		return nil
	}
	walk(expression, func(node ast.Node) bool {
		if call, ok := node.(*ast.FuncCallExpr); ok && isCallOf(call, names...) {
			calls = append(calls, call)
		}
		_, isBlock := node.(*ast.SelectStmt)
		return !isBlock
	})
	return calls
}

func isCallOf(call *ast.FuncCallExpr, names ...string) bool {
	return slices.Contains(names, call.FnName.L)
}

// withoutParentheses returns what is in the parentheses, if there are any.
func withoutParentheses(expression ast.ExprNode) ast.ExprNode {
	for {
		inner, ok := expression.(*ast.ParenthesesExpr)
		if !ok {
			return expression
		}
		expression = inner.Expr
	}
}

// orderedBy returns the expression that a block is ordered by, also where ORDER BY has its alias or its position.
func orderedBy(block *ast.SelectStmt, item *ast.ByItem) ast.ExprNode {
	expression := withoutParentheses(item.Expr)
	switch by := expression.(type) {
	case *ast.PositionExpr:
		if by.N >= 1 && by.N <= len(block.Fields.Fields) && block.Fields.Fields[by.N-1].Expr != nil {
			return withoutParentheses(block.Fields.Fields[by.N-1].Expr)
		}
	case *ast.ColumnNameExpr:
		if aliased := aliasedBy(block, by); aliased != nil {
			return aliased
		}
	}
	return expression
}

func aliasedBy(block *ast.SelectStmt, name *ast.ColumnNameExpr) ast.ExprNode {
	for _, field := range block.Fields.Fields {
		if field.Expr != nil && field.AsName.L != "" && field.AsName.L == name.Name.Name.L && name.Name.Table.L == "" {
			return withoutParentheses(field.Expr)
		}
	}
	return nil
}

// callsOrderedBy returns the calls of some functions in what a block is ordered by, also by an alias in an expression.
func callsOrderedBy(block *ast.SelectStmt, expression ast.ExprNode, names ...string) []*ast.FuncCallExpr {
	calls := callsIn(expression, names...)
	walk(expression, func(node ast.Node) bool {
		if name, ok := node.(*ast.ColumnNameExpr); ok {
			calls = append(calls, callsIn(aliasedBy(block, name), names...)...)
		}
		_, isBlock := node.(*ast.SelectStmt)
		return !isBlock
	})
	return calls
}

func orders(block *ast.SelectStmt) []*ast.ByItem {
	if block.OrderBy == nil {
		return nil
	}
	return block.OrderBy.Items
}

func isColumn(expression ast.ExprNode) bool {
	_, ok := withoutParentheses(expression).(*ast.ColumnNameExpr)
	return ok
}

func isParameter(expression ast.ExprNode) bool {
	_, ok := expression.(*test_driver.ParamMarkerExpr)
	return ok
}

func isText(expression ast.ExprNode) bool {
	value, ok := expression.(*test_driver.ValueExpr)
	return ok && value.Kind() == test_driver.KindString
}

func isNumber(expression ast.ExprNode) bool {
	value, ok := expression.(*test_driver.ValueExpr)
	return ok && (value.Kind() == test_driver.KindInt64 || value.Kind() == test_driver.KindUint64)
}

// isOneTable tells whether a block reads a single table: no join, and no derived table.
func isOneTable(block *ast.SelectStmt) bool {
	if block.From == nil || block.From.TableRefs == nil || block.From.TableRefs.Right != nil {
		return false
	}
	source, ok := block.From.TableRefs.Left.(*ast.TableSource)
	if !ok {
		return false
	}
	_, ok = source.Source.(*ast.TableName)
	return ok
}

// conjuncts returns the conditions that must all be met.
func conjuncts(condition ast.ExprNode) []ast.ExprNode {
	if condition == nil {
		return nil
	}
	condition = withoutParentheses(condition)
	if both, ok := condition.(*ast.BinaryOperationExpr); ok && both.Op.String() == "and" {
		return append(conjuncts(both.L), conjuncts(both.R)...)
	}
	return []ast.ExprNode{condition}
}

// restored writes a node as TiDB would: two nodes with the same meaning have the same text, and each name is quoted.
func restored(node ast.Node) (string, error) {
	var text strings.Builder
	err := node.Restore(format.NewRestoreCtx(format.DefaultRestoreFlags|format.RestoreStringWithoutCharset, &text))
	return text.String(), err
}

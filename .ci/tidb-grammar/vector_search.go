package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pingcap/tidb/pkg/parser/ast"
)

// A vector index is used only for ORDER BY fn(column, constant) LIMIT k, and any predicate in the same query block
// switches it off. See https://docs.pingcap.com/tidb/stable/vector-search-index/#use-the-vector-index
var indexedVectorSearch = rule{"index-safe vector search", func(s statement) (bool, []string) {
	return checkVectorBlocks(s, (*vectorBlock).isForIndex, (*vectorBlock).checkIndexSafe)
}}

// A search that is exact on purpose filters in the block that orders. It says so by ordering by the distance and the key.
var exactVectorSearch = rule{"exact vector search", func(s statement) (bool, []string) {
	return checkVectorBlocks(s, func(b *vectorBlock) bool { return !b.isForIndex() }, (*vectorBlock).checkExact)
}}

var (
	indexedDistances = []string{"vec_cosine_distance", "vec_l2_distance",
		"vec_embed_cosine_distance", "vec_embed_l2_distance"}
	otherDistances = []string{"vec_l1_distance", "vec_negative_inner_product"}
	distances      = slices.Concat(indexedDistances, otherDistances)
)

// The derived table whose rows the client takes from the index.
const candidates = "candidates"

// A vectorBlock is a query block that orders by a distance, or that makes candidates of one.
type vectorBlock struct {
	statement
	block         *ast.SelectStmt
	isCandidates  bool
	distance      *ast.FuncCallExpr
	byAnotherExpr bool // the block is ordered by something else, or by an expression around the distance
	objections    []string
}

func checkVectorBlocks(s statement, isMeant func(*vectorBlock) bool, check func(*vectorBlock)) (bool, []string) {
	applies := false
	var objections []string
	for _, block := range vectorBlocks(s) {
		if isMeant(block) {
			applies = true
			check(block)
			objections = append(objections, block.objections...)
		}
	}
	return applies, objections
}

func vectorBlocks(s statement) []*vectorBlock {
	var blocks []*vectorBlock
	derived := make(map[*ast.SelectStmt]bool)
	s.walkAll(func(node ast.Node) {
		switch n := node.(type) {
		case *ast.TableSource:
			if block, ok := n.Source.(*ast.SelectStmt); ok && n.AsName.L == candidates {
				derived[block] = true
			}
		case *ast.SelectStmt:
			if block := vectorBlockOf(s, n, derived[n]); block != nil {
				blocks = append(blocks, block)
			}
		}
	})
	return blocks
}

func vectorBlockOf(s statement, block *ast.SelectStmt, isCandidates bool) *vectorBlock {
	result := &vectorBlock{statement: s, block: block, isCandidates: isCandidates}
	for i, item := range orders(block) {
		expression := orderedBy(block, item)
		if calls := callsOrderedBy(block, expression, distances...); len(calls) > 0 {
			result.distance = calls[0]
			result.byAnotherExpr = i > 0 || expression != ast.ExprNode(calls[0])
			return result
		}
	}
	if !isCandidates || block.Fields == nil {
		return nil
	}
	for _, field := range block.Fields.Fields {
		if calls := callsIn(field.Expr, distances...); len(calls) > 0 {
			result.distance = calls[0]
			result.byAnotherExpr = true
			return result
		}
	}
	return nil
}

// isForIndex tells whether an index is to serve the block. It is not, if the block orders by a distance that no index
// is for, or by the key as well: the client asks for an exact search so.
func (b *vectorBlock) isForIndex() bool {
	return b.isCandidates || (isCallOf(b.distance, indexedDistances...) && len(orders(b.block)) == 1)
}

func (b *vectorBlock) checkIndexSafe() {
	block := b.block
	b.refuse(block.Where != nil, "a WHERE in the block that orders by the distance switches the vector index off: "+
		"filter around a derived table `%s`, or order by the distance and the key for a search that is exact on purpose",
		candidates)
	b.refuse(block.Having != nil, "a HAVING in the block that orders by the distance switches the vector index off")
	b.refuse(len(orders(block)) > 1, "the vector index gives the order by the distance alone, and there is more in the ORDER BY")
	b.refuse(!isCallOf(b.distance, indexedDistances...), "no vector index is for %s", strings.ToUpper(b.distance.FnName.L))
	b.checkDistance()
}

func (b *vectorBlock) checkExact() {
	b.refuse(isCallOf(b.distance, indexedDistances...) && b.block.Where == nil && b.block.Having == nil,
		"nothing is filtered, so that the vector index could serve the block but for what follows the distance in the ORDER BY")
	for _, item := range orders(b.block)[1:] {
		b.refuse(!isColumn(item.Expr), "only columns of the key may follow the distance in the ORDER BY")
	}
	b.checkDistance()
}

func (b *vectorBlock) checkDistance() {
	block := b.block
	b.refuse(block.GroupBy != nil, "a GROUP BY in the block that orders by the distance")
	b.refuse(block.Distinct, "a DISTINCT in the block that orders by the distance")
	b.refuse(!isOneTable(block), "the block that orders by the distance must read one table, and nothing else")
	b.refuse(b.byAnotherExpr, "the block must be ordered by the distance itself, and by that first")
	if order := orders(block); len(order) > 0 {
		b.refuse(order[0].Desc, "the farthest come first: the order must be ascending")
	}
	b.refuse(block.Limit == nil, "there is no LIMIT")
	if limit := block.Limit; limit != nil {
		b.refuse(limit.Offset != nil, "the LIMIT has an offset")
		b.refuse(!isNumber(limit.Count), "the LIMIT must be a number in the text: TiDB plans for it")
	}
	if arguments := b.distance.Args; len(arguments) != 2 {
		b.refuse(true, "a distance is one of two vectors")
	} else {
		b.refuse(!isColumn(arguments[0]), "the first argument of the distance must be a column")
		b.checkConstant(arguments[1])
	}
}

func (b *vectorBlock) checkConstant(argument ast.ExprNode) {
	if isParameter(argument) {
		b.refuse(b.parametersStay, "the planner wants a constant, and this vector may become a parameter that the server "+
			"prepares: prepare the statement on the client, or put the vector into the text")
		return
	}
	b.refuse(!isText(argument), "the second argument of the distance must be a constant")
}

func (b *vectorBlock) refuse(condition bool, reason string, arguments ...any) {
	if condition {
		b.objections = append(b.objections, fmt.Sprintf(reason, arguments...))
	}
}

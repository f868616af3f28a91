package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pingcap/tidb/pkg/parser/ast"
	"github.com/pingcap/tidb/pkg/parser/mysql"
	"github.com/pingcap/tidb/pkg/parser/types"
)

// VECTOR INDEX name ((VEC_COSINE_DISTANCE(column))), or with L2. The parser also takes VECTOR INDEX name (column).
// See https://docs.pingcap.com/tidb/stable/vector-search-index/#restrictions
var vectorIndex = rule{"vector index", func(s statement) (bool, []string) {
	applies := false
	var objections []string
	for _, index := range indexesOf(s) {
		if index.kind == ast.ConstraintVector || index.kind == ast.ConstraintColumnar {
			applies = true
			objections = append(objections, index.checkVector()...)
		}
	}
	return applies, objections
}}

// FULLTEXT INDEX name (column) WITH PARSER STANDARD | MULTILINGUAL.
// See https://docs.pingcap.com/tidbcloud/vector-search-full-text-search-sql/
var fullTextIndex = rule{"full-text index", func(s statement) (bool, []string) {
	applies := false
	var objections []string
	for _, index := range indexesOf(s) {
		if index.kind != ast.ConstraintFulltext {
			continue
		}
		applies = true
		if len(index.keys) != 1 || index.keys[0].Column == nil {
			objections = append(objections, "a full-text index is on one column")
		}
		if index.parser != "standard" && index.parser != "multilingual" {
			objections = append(objections, "a full-text index is WITH PARSER STANDARD or MULTILINGUAL")
		}
	}
	return applies, objections
}}

// An index is one that a statement creates, in whatever way.
type index struct {
	kind   ast.ConstraintType
	keys   []*ast.IndexPartSpecification
	parser string
	table  *ast.CreateTableStmt // if the table is created together with it
}

var kinds = map[ast.IndexKeyType]ast.ConstraintType{
	ast.IndexKeyTypeFulltext: ast.ConstraintFulltext,
	ast.IndexKeyTypeVector:   ast.ConstraintVector,
	ast.IndexKeyTypeColumnar: ast.ConstraintColumnar,
}

func indexesOf(s statement) []index {
	var indexes []index
	for _, tree := range s.trees {
		switch t := tree.(type) {
		case *ast.CreateTableStmt:
			for _, constraint := range t.Constraints {
				indexes = append(indexes, indexOf(constraint, t))
			}
		case *ast.AlterTableStmt:
			for _, change := range t.Specs {
				if change.Constraint != nil {
					indexes = append(indexes, indexOf(change.Constraint, nil))
				}
				for _, constraint := range change.NewConstraints {
					indexes = append(indexes, indexOf(constraint, nil))
				}
			}
		case *ast.CreateIndexStmt:
			indexes = append(indexes, index{kinds[t.KeyType], t.IndexPartSpecifications, parserOf(t.IndexOption), nil})
		}
	}
	return indexes
}

func indexOf(constraint *ast.Constraint, table *ast.CreateTableStmt) index {
	return index{constraint.Tp, constraint.Keys, parserOf(constraint.Option), table}
}

func parserOf(option *ast.IndexOption) string {
	if option == nil {
		return ""
	}
	return option.ParserName.L
}

func (i index) checkVector() []string {
	if len(i.keys) != 1 {
		return []string{"a vector index is on one column"}
	}
	call, ok := i.keys[0].Expr.(*ast.FuncCallExpr)
	if !ok || !isCallOf(call, "vec_cosine_distance", "vec_l2_distance") || len(call.Args) != 1 || !isColumn(call.Args[0]) {
		return []string{"a vector index is on ((VEC_COSINE_DISTANCE(column))) or ((VEC_L2_DISTANCE(column)))"}
	}
	name := withoutParentheses(call.Args[0]).(*ast.ColumnNameExpr).Name.Name
	if i.table != nil && !slices.ContainsFunc(i.table.Cols, func(column *ast.ColumnDef) bool {
		return column.Name.Name.L == name.L && isVectorOfFixedLength(column.Tp)
	}) {
		return []string{fmt.Sprintf("a vector index is on a VECTOR(n), which `%s` is not", strings.TrimSpace(name.O))}
	}
	return nil
}

func isVectorOfFixedLength(column *types.FieldType) bool {
	return column.GetType() == mysql.TypeTiDBVectorFloat32 && column.GetFlen() > 0
}

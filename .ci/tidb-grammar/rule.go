package main

import "github.com/pingcap/tidb/pkg/parser/ast"

// A rule is a shape that TiDB's grammar does not demand, and TiDB or the driver does.
type rule struct {
	name string

	// check tells whether a statement is one that the rule is about, and what is wrong with it.
	check func(s statement) (applies bool, objections []string)
}

// The rules in the order in which the report names them.
var rules = []rule{
	indexedVectorSearch,
	exactVectorSearch,
	fullTextSearch,
	batchedUpsert,
	quotedNames,
	noJSONValue,
	noStoredPrograms,
	vectorIndex,
	fullTextIndex,
}

// A statement is what a rule looks at.
type statement struct {
	text  string
	trees []ast.StmtNode // none if TiDB's parser refuses the text

	// byClient tells whether the client made the text, and not a test or an application.
	byClient bool

	// parametersStay tells whether the client leaves it to the connection's setting whether a parameter reaches
	// TiDB as one, or as a constant that the driver puts into the text.
	parametersStay bool
}

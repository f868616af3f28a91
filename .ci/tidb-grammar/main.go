// Command tidb-grammar parses the SQL statements that the tests sent with TiDB's own parser, and applies rules to them
// that are not in the grammar.
//
// Usage: tidb-grammar [--expect] FILE...
//
// Each file holds one JSON object a line, as the tests record them:
//
//	{"test":"a.b.CTests.whenX","statement":"SELECT 1"}
//	{"test":"a.b.CTests.whenY","statement":"SELEC 1","notForTiDB":true}
//	{"test":"a.b.CTests.whenZ","statement":"SELECT ?","byClient":true,"inlined":true}
//
// The client made the text of the last one, and the driver puts the parameters into it. Refused statements are printed
// with the tests that sent them and what the parser or a rule has against them. The exit code is 1 when a statement was
// refused, when there was no statement at all, and when a file could not be read or understood. With --expect, for what all
// tests sent, it is 1 also when a rule saw no statement that it is about.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(arguments []string, stdout, stderr io.Writer) int {
	files := arguments
	expecting := len(files) > 0 && files[0] == "--expect"
	if expecting {
		files = files[1:]
	}
	if len(files) == 0 {
		fmt.Fprintln(stderr, "Usage: tidb-grammar [--expect] FILE...")
		return 1
	}
	var recorded []recordedStatement
	for _, file := range files {
		statements, err := readRecording(file)
		if err != nil {
			fmt.Fprintln(stderr, err)
			return 1
		}
		recorded = append(recorded, statements...)
	}
	result := check(recorded)
	result.print(stdout)
	if result.empty() {
		fmt.Fprintln(stderr, "No statement for TiDB was recorded: did the tests run, and does the recording work?")
		return 1
	}
	if unseen := result.unseen(); expecting && len(unseen) > 0 {
		fmt.Fprintf(stderr, "No statement was checked for: %s. Did all tests run? For those of one module, name their recording.\n",
			strings.Join(unseen, ", "))
		return 1
	}
	if len(result.refused) > 0 {
		return 1
	}
	return 0
}

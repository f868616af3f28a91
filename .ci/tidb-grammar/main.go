// Command tidb-grammar parses the SQL statements that the tests sent with TiDB's own parser.
//
// Usage: tidb-grammar FILE...
//
// Each file holds one JSON object a line, as the tests record them:
//
//	{"test":"a.b.CTests.whenX","statement":"SELECT 1"}
//	{"test":"a.b.CTests.whenY","statement":"SELEC 1","notForTiDB":true}
//
// Refused statements are printed with the tests that sent them and the parser's message. The exit code is 1 when a
// statement was refused, when there was no statement at all, and when a file could not be read or understood.
package main

import (
	"fmt"
	"io"
	"os"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(files []string, stdout, stderr io.Writer) int {
	if len(files) == 0 {
		fmt.Fprintln(stderr, "Usage: tidb-grammar FILE...")
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
	if len(result.refused) > 0 {
		return 1
	}
	return 0
}

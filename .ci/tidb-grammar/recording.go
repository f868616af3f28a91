package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

// A recordedStatement is one line of a recording: a statement and the test that sent it.
type recordedStatement struct {
	test       string
	statement  string
	notForTiDB bool
	byClient   bool // the client made its text
	inlined    bool // the driver puts the parameters into the text
}

func readRecording(file string) ([]recordedStatement, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return parseRecording(file, f)
}

func parseRecording(name string, source io.Reader) ([]recordedStatement, error) {
	var recorded []recordedStatement
	// A reader rather than a scanner: a bulk insert is a line of any length.
	reader := bufio.NewReader(source)
	for number := 1; ; number++ {
		line, err := reader.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if len(line) > 0 {
			statement, parseErr := parseLine(line)
			if parseErr != nil {
				return nil, fmt.Errorf("%s:%d: not a recorded statement: %w", name, number, parseErr)
			}
			recorded = append(recorded, statement)
		}
		if err != nil {
			return recorded, nil
		}
	}
}

func parseLine(line []byte) (recordedStatement, error) {
	var fields struct {
		Test       *string `json:"test"`
		Statement  *string `json:"statement"`
		NotForTiDB bool    `json:"notForTiDB"`
		ByClient   bool    `json:"byClient"`
		Inlined    bool    `json:"inlined"`
	}
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&fields); err != nil {
		return recordedStatement{}, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return recordedStatement{}, errors.New("something follows the JSON object")
	}
	if fields.Test == nil || fields.Statement == nil {
		return recordedStatement{}, errors.New(`"test" and "statement" are needed`)
	}
	return recordedStatement{*fields.Test, *fields.Statement, fields.NotForTiDB, fields.ByClient, fields.Inlined}, nil
}

// Package quality measures how well searches rank, on collections of documents
// with queries and judgements of what answers them.
package quality

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// Document is one text of a collection.
type Document struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// Query is a question with the ids of all documents that answer it.
type Query struct {
	Text     string
	Relevant map[string]bool
}

// Collection is what a measurement needs.
type Collection struct {
	Documents []Document
	Queries   []Query
}

// Read reads a collection of files, each of which may be gzipped:
//
//   - documents in the layout of the SMART system (records that begin with .I and
//     fields .T and .W, as the Cranfield collection has them), or JSON Lines with
//     id, title and text;
//   - queries in the same layout, or a table of tab-separated query and ids of
//     documents, parted by blanks, with a line of names at its head;
//   - judgements, unless the queries have them: lines of query, document and
//     anything, or those of TREC (query, 0, document, gain), where a gain of 0 is
//     none. Queries are numbered from 1 in the order of their file.
func Read(documents []string, queries, judgements string) (*Collection, error) {
	c := &Collection{}
	for _, name := range documents {
		data, err := content(name)
		if err != nil {
			return nil, err
		}
		docs, err := readDocuments(data)
		if err != nil {
			return nil, fmt.Errorf("%s:%w", name, err)
		}
		c.Documents = append(c.Documents, docs...)
	}
	data, err := content(queries)
	if err != nil {
		return nil, err
	}
	if c.Queries, err = readQueries(data); err != nil {
		return nil, fmt.Errorf("%s:%w", queries, err)
	}
	if judgements != "" {
		if data, err = content(judgements); err != nil {
			return nil, err
		}
		if err := judge(c.Queries, data); err != nil {
			return nil, fmt.Errorf("%s:%w", judgements, err)
		}
	}
	return c, nil
}

func content(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := bufio.NewReader(f)
	if head, _ := in.Peek(2); string(head) != "\x1f\x8b" {
		return io.ReadAll(in)
	}
	z, err := gzip.NewReader(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return io.ReadAll(z)
}

func readDocuments(data []byte) ([]Document, error) {
	var docs []Document
	if isSMART(data) {
		records, err := smart(data)
		for _, r := range records {
			docs = append(docs, Document{r["I"], strings.TrimSpace(r["T"]), strings.TrimSpace(r["W"])})
		}
		return docs, err
	}
	for i, line := range bytes.Split(data, []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var d Document
		if err := json.Unmarshal(line, &d); err != nil {
			return nil, fmt.Errorf("%d: %w", i+1, err)
		}
		if d.ID == "" {
			return nil, fmt.Errorf("%d: the document has no id", i+1)
		}
		docs = append(docs, d)
	}
	return docs, nil
}

func readQueries(data []byte) ([]Query, error) {
	var queries []Query
	if isSMART(data) {
		records, err := smart(data)
		for _, r := range records {
			queries = append(queries, Query{strings.TrimSpace(r["W"]), map[string]bool{}})
		}
		return queries, err
	}
	text := -1 // column of the query; the ids are in the next
	for i, line := range strings.Split(string(data), "\n") {
		columns := strings.Split(strings.TrimRight(line, "\r"), "\t")
		switch {
		case text < 0:
			for n, name := range columns {
				if name == "query" {
					text = n
				}
			}
			if text < 0 {
				return nil, fmt.Errorf("%d: no column is named query", i+1)
			}
			continue
		case strings.TrimSpace(line) == "":
			continue
		case len(columns) < text+2:
			return nil, fmt.Errorf("%d: want a query and the ids of its documents", i+1)
		}
		q := Query{columns[text], map[string]bool{}}
		for _, id := range strings.Fields(columns[text+1]) {
			q.Relevant[id] = true
		}
		queries = append(queries, q)
	}
	return queries, nil
}

func judge(queries []Query, data []byte) error {
	for i, line := range strings.Split(string(data), "\n") {
		columns := strings.Fields(line)
		if len(columns) == 0 {
			continue
		}
		if len(columns) == 4 && (columns[1] == "0" || columns[1] == "Q0") { // TREC
			if gain, err := strconv.ParseFloat(columns[3], 64); err != nil || gain <= 0 {
				continue
			}
			columns = []string{columns[0], columns[2]}
		}
		n, err := strconv.Atoi(columns[0])
		if err != nil || len(columns) < 2 || n < 1 || n > len(queries) {
			return fmt.Errorf("%d: want the number of a query, up to %d, and a document", i+1, len(queries))
		}
		queries[n-1].Relevant[columns[1]] = true
	}
	return nil
}

func isSMART(data []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(data), []byte(".I")) }

// smart reads records by the letters of their fields; I is the id.
func smart(data []byte) ([]map[string]string, error) {
	var records []map[string]string
	field := ""
	for line := range strings.Lines(string(data)) {
		switch {
		case strings.HasPrefix(line, ".I"):
			records = append(records, map[string]string{"I": strings.TrimSpace(line[2:])})
			field = ""
		case len(records) == 0:
		case len(line) >= 2 && line[0] == '.' && 'A' <= line[1] && line[1] <= 'Z':
			field = line[1:2]
		case field != "":
			records[len(records)-1][field] += line
		}
	}
	if len(records) == 0 {
		return nil, fmt.Errorf("1: holds no record")
	}
	return records, nil
}

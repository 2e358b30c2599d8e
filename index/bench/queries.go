package bench

import (
	_ "embed"
	"fmt"
	"strings"

	"dateline/index"
	"dateline/index/query"
)

// Query is one line of the query file: a search and the kind it stands for.
type Query struct {
	Tag     string
	Text    string // in the language of index/query
	Filters []index.Filter
	tree    query.Node
}

func (q Query) String() string {
	s := q.Text
	for _, f := range q.Filters {
		s += " [" + f.Field + "=" + strings.Join(f.Values, "|") + "]"
	}
	return q.Tag + " " + strings.TrimSpace(s)
}

//go:embed queries.txt
var queryFile string

// Queries are those of the query file, in its order.
func Queries() ([]Query, error) { return parseQueries(queryFile) }

// parseQueries reads lines of a tag, a query and, where there are any, filters
// such as "country=UA;person=anna-ladumak", with tabs between. Lines that begin
// with # are comments.
func parseQueries(text string) ([]Query, error) {
	var queries []Query
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) < 2 || len(fields) > 3 {
			return nil, fmt.Errorf("queries.txt:%d: want TAG, QUERY and perhaps FILTERS, with tabs between", number)
		}
		q := Query{Tag: fields[0], Text: fields[1]}
		parsed := query.Parse(q.Text)
		if len(parsed.Notes) > 0 {
			return nil, fmt.Errorf("queries.txt:%d: %s", number, parsed.Notes[0].Message)
		}
		q.tree = parsed.Node
		if len(fields) == 3 {
			for part := range strings.SplitSeq(fields[2], ";") {
				name, value, ok := strings.Cut(part, "=")
				if !ok {
					return nil, fmt.Errorf("queries.txt:%d: filter %q: want FIELD=VALUE", number, part)
				}
				q.Filters = append(q.Filters, index.Filter{Field: name, Values: []string{value}})
			}
		}
		queries = append(queries, q)
	}
	return queries, nil
}

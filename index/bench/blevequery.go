package bench

import (
	"math"
	"slices"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/search/query"

	ours "dateline/index/query"
)

// bleveQuery says in Bleve's terms what a tree asks for.
func bleveQuery(n ours.Node) (query.Query, error) {
	switch n := n.(type) {
	case ours.All:
		return bleve.NewMatchAllQuery(), nil
	case ours.And:
		var parts []query.Query
		boolean := bleve.NewBooleanQuery()
		negative := false
		for _, c := range n.Nodes {
			not, isNot := c.(ours.Not)
			if isNot {
				c = not.Node
			}
			q, err := bleveQuery(c)
			switch {
			case err != nil:
				return nil, err
			case isNot:
				negative = true
				boolean.AddMustNot(q)
			default:
				parts = append(parts, q)
				boolean.AddMust(q)
			}
		}
		if negative {
			return boolean, nil
		}
		return bleve.NewConjunctionQuery(parts...), nil
	case ours.Or:
		var parts []query.Query
		for _, c := range n.Nodes {
			q, err := bleveQuery(c)
			if err != nil {
				return nil, err
			}
			parts = append(parts, q)
		}
		return bleve.NewDisjunctionQuery(parts...), nil
	case ours.Word:
		return bleveWord(n)
	case ours.Phrase:
		if n.Field == ours.Anywhere && n.Slop == 0 {
			q := bleve.NewMatchPhraseQuery(n.Text)
			q.SetField("text")
			return q, nil
		}
	case ours.Dates:
		return bleveDates(n)
	}
	return nil, errCannot
}

func bleveWord(w ours.Word) (query.Query, error) {
	if w.Field != ours.Anywhere {
		return nil, errCannot
	}
	switch w.Form {
	case ours.Plain:
		if stopWord(w.Text) {
			return nil, errCannot
		}
		q := bleve.NewMatchQuery(w.Text)
		q.SetField("text")
		return q, nil
	case ours.Prefix:
		q := bleve.NewPrefixQuery(w.Text)
		q.SetField("text")
		return q, nil
	case ours.Fuzzy:
		q := bleve.NewFuzzyQuery(w.Text)
		q.SetField("text")
		q.SetFuzziness(w.Edits)
		return q, nil
	}
	return nil, errCannot
}

// stopWords are the lines of Bleve's own list.
var stopWords = strings.Fields(commentless(string(en.EnglishStopWords)))

func commentless(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "|")
		b.WriteString(line + "\n")
	}
	return b.String()
}

// stopWord says that Bleve's analyser drops a word, so that it finds nothing.
func stopWord(w string) bool { return slices.Contains(stopWords, strings.ToLower(w)) }

func bleveDates(d ours.Dates) (query.Query, error) {
	first, last, err := d.Days(time.Now())
	if err != nil || d.Field != "date" {
		return nil, errCannot
	}
	from, to := float64(max(first, math.MinInt32)), float64(min(last, math.MaxInt32))
	yes := true
	begin := bleve.NewNumericRangeInclusiveQuery(&from, nil, &yes, nil)
	begin.SetField("first")
	end := bleve.NewNumericRangeInclusiveQuery(nil, &to, nil, &yes)
	end.SetField("last")
	return bleve.NewConjunctionQuery(begin, end), nil
}

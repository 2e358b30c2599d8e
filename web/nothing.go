package web

import (
	"context"
	"fmt"

	"dateline/index"
	"dateline/index/query"
)

// maxTried bounds the searches that explain an empty answer.
const maxTried = 8

// nothingView explains an answer without articles: which parts find nothing by
// themselves, and what each part costs.
type nothingView struct {
	Empty []string // parts of the query that no article matches
	Drops []dropView
	All   string // every article
}

// dropView is the search without one of its parts.
type dropView struct {
	link
	Count string
}

// nothing searches for each part of q alone, and for q without each part.
func (s *Server) nothing(ctx context.Context, q index.Query) (*nothingView, error) {
	v := &nothingView{All: searchPath}
	for _, clause := range clauses(q.Text) {
		n, err := s.count(ctx, index.Query{Text: clause})
		if err != nil {
			return nil, err
		}
		if n == 0 {
			v.Empty = append(v.Empty, clause)
		}
	}
	tries := withoutOne(q, s.valueName)
	for _, try := range tries[:min(len(tries), maxTried)] {
		n, err := s.count(ctx, try.query)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			v.Drops = append(v.Drops, dropView{link{try.words, searchAddress(try.query)}, countOf(n, "article")})
		}
	}
	return v, nil
}

// count is the number of articles that match as asked, without falling back to
// some of the words.
func (s *Server) count(ctx context.Context, q index.Query) (int, error) {
	q.Facets, q.Limit, q.Timeline, q.Cursor, q.Strict = []string{}, 1, "", "", false
	if q.Match == index.MatchAuto {
		q.Match = index.MatchAll
	}
	r, err := s.index.Find(ctx, q)
	if err != nil {
		return 0, fmt.Errorf("search: %w", err)
	}
	return r.Total, nil
}

// clauses are the parts that a query joins by AND, as text; none when it has one
// part only.
func clauses(text string) []string {
	and, ok := query.Parse(text).Node.(query.And)
	if !ok {
		return nil
	}
	var parts []string
	for _, n := range and.Nodes[:min(len(and.Nodes), maxTried)] {
		if _, not := n.(query.Not); !not {
			parts = append(parts, query.String(n))
		}
	}
	return parts
}

// attempt is a search with one part less.
type attempt struct {
	words string
	query index.Query
}

// withoutOne gives q without each of its filters, dates and its words; nothing
// when only one part is there to drop.
func withoutOne(q index.Query, name func(field, value string) string) []attempt {
	q = plainList(q)
	var tries []attempt
	for _, f := range q.Filters {
		for _, value := range f.Values {
			words := fmt.Sprintf("Without %s %s", fieldNoun(f.Field), name(f.Field, value))
			if f.Not {
				words = fmt.Sprintf("With %s %s again", fieldNoun(f.Field), name(f.Field, value))
			}
			tries = append(tries, attempt{words, q.Without(f.Field, value)})
		}
	}
	if q.From != "" || q.To != "" {
		rest := q
		rest.From, rest.To = "", ""
		tries = append(tries, attempt{"At any time", rest})
	}
	if parts := clauses(q.Text); len(parts) > 1 {
		for i, part := range parts {
			rest := q
			rest.Text = joined(parts, i)
			tries = append(tries, attempt{"Without " + part, rest})
		}
	}
	if q.Text != "" && len(tries) > 0 {
		rest := q
		rest.Text = ""
		tries = append(tries, attempt{"With these filters, without the words", rest})
	}
	return tries
}

// joined is the query of all parts but one.
func joined(parts []string, without int) string {
	text := ""
	for i, part := range parts {
		if i == without {
			continue
		}
		if text != "" {
			text += " AND "
		}
		text += part
	}
	return text
}

package web

import (
	"time"

	"dateline/archive"
	"dateline/index"
	"dateline/index/query"
)

// The types of this file and of json_article.go are what the API answers. They
// are promises: fields are added, never renamed or taken away. Lists are never
// null; what is not known is null.

type searchJSON struct {
	Query    queryJSON     `json:"query"`
	Total    int           `json:"total"`
	Listed   *int          `json:"listed,omitempty"` // with duplicates=fold only: hits on all pages, total less what is folded
	TookMS   int64         `json:"took_ms"`
	Results  []resultJSON  `json:"results"`
	Facets   facetsJSON    `json:"facets"`
	Timeline *timelineJSON `json:"timeline,omitempty"`
	Next     string        `json:"next,omitempty"` // only where there is a next page
}

type queryJSON struct {
	Text        string       `json:"text"`
	Interpreted string       `json:"interpreted"`
	Relaxed     bool         `json:"relaxed"`
	Notes       []query.Note `json:"notes"`
	DidYouMean  string       `json:"did_you_mean,omitempty"` // only where a word is in no article
}

// resultJSON is what a search and an article share.
type resultJSON struct {
	ID            int64        `json:"id"`
	URL           string       `json:"url"`  // of the article's page here
	Link          *string      `json:"link"` // of the original; null when unknown
	Title         string       `json:"title"`
	Published     archive.Date `json:"published"` // cut to its precision; null when undated
	Source        string       `json:"source"`
	Authors       []string     `json:"authors"`
	Language      string       `json:"language"`
	Snippet       *snippetJSON `json:"snippet,omitempty"` // search only
	People        []nameJSON   `json:"people"`
	Countries     []nameJSON   `json:"countries"`
	Organisations []nameJSON   `json:"organisations"`
	Topics        []nameJSON   `json:"topics"`
	Cluster       *int64       `json:"cluster,omitempty"`    // in a search, only where there are copies: the least of their ids
	Duplicates    *int         `json:"duplicates,omitempty"` // in a search, only where there are some: other articles that are copies
	Folded        *int         `json:"folded,omitempty"`     // search with duplicates=fold only: those of them that match and are not listed
	Score         *float64     `json:"score,omitempty"`      // search only; 0 where the query has no words
}

type snippetJSON = []index.Fragment

type nameJSON struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// facetJSON counts the values of one field. None is the number of articles
// without any value.
type facetJSON struct {
	Values   []valueJSON `json:"values"`
	Distinct int         `json:"distinct"`
	None     int         `json:"none"`
}

type valueJSON struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Count    int    `json:"count"`
	Selected bool   `json:"selected"`
	Excluded bool   `json:"excluded,omitempty"`
}

// facetsJSON is an object keyed by field, in the order asked for.
type facetsJSON []namedFacetJSON

type namedFacetJSON struct {
	field string
	facet facetJSON
}

// MarshalJSON writes the fields in their order, which a map would not keep.
func (f facetsJSON) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, named := range f {
		if i > 0 {
			out = append(out, ',')
		}
		key, err := encode(named.field)
		if err != nil {
			return nil, err
		}
		value, err := encode(named.facet)
		if err != nil {
			return nil, err
		}
		out = append(append(append(out, key...), ':'), value...)
	}
	return append(out, '}'), nil
}

type timelineJSON struct {
	Interval string       `json:"interval"`
	Buckets  []bucketJSON `json:"buckets"`
	Undated  int          `json:"undated"`
	Coarse   int          `json:"coarse"` // dated less exactly than a bucket, and in none
}

type bucketJSON struct {
	Start archive.Date `json:"start"`
	End   archive.Date `json:"end"`
	Count int          `json:"count"`
}

func searchOf(q index.Query, r *index.Results) searchJSON {
	out := searchJSON{
		Query:    queryOf(q, r),
		Total:    r.Total,
		TookMS:   r.Took.Round(time.Millisecond).Milliseconds(),
		Results:  searchResultsOf(q, r.Hits),
		Facets:   facetsOf(r.Facets),
		Timeline: timelineJSONOf(r.Timeline),
		Next:     r.Next,
	}
	if q.Duplicates == index.Fold {
		out.Listed = &r.Listed
	}
	return out
}

func queryOf(q index.Query, r *index.Results) queryJSON {
	return queryJSON{q.Text, r.Interpreted, r.Relaxed, list(r.Notes), r.Suggestion}
}

func resultsOf(hits []index.Hit) []resultJSON {
	results := []resultJSON{}
	for _, h := range hits {
		one := resultOf(h.Article)
		snippet, score := list(h.Snippet), h.Score
		one.Snippet, one.Score = &snippet, &score
		results = append(results, one)
	}
	return results
}

// searchResultsOf says of each hit what is folded into it, if that was asked for.
func searchResultsOf(q index.Query, hits []index.Hit) []resultJSON {
	results := resultsOf(hits)
	if q.Duplicates == index.Fold {
		for i := range results {
			results[i].Folded = &hits[i].Folded
		}
	}
	return results
}

func resultOf(a *archive.Article) resultJSON {
	r := resultJSON{
		ID:            a.ID,
		URL:           articlePath(a.ID),
		Title:         a.Title,
		Published:     a.Published,
		Source:        a.Source,
		Authors:       list(a.Authors),
		Language:      a.Language,
		People:        namesOf(a, archive.Person),
		Countries:     namesOf(a, archive.Country),
		Organisations: namesOf(a, archive.Organisation),
		Topics:        namesOf(a, archive.Topic),
	}
	if a.URL != "" {
		r.Link = &a.URL
	}
	if a.Alike > 1 {
		others := a.Alike - 1
		r.Cluster, r.Duplicates = &a.Cluster, &others
	}
	return r
}

func namesOf(a *archive.Article, kind archive.Kind) []nameJSON {
	names := []nameJSON{}
	for _, ref := range a.Tagged(kind) {
		names = append(names, nameJSON{ref.ID, ref.Name})
	}
	return names
}

func facetsOf(facets []index.Facet) facetsJSON {
	out := facetsJSON{}
	for _, f := range facets {
		out = append(out, namedFacetJSON{f.Field, facetOf(f)})
	}
	return out
}

func facetOf(f index.Facet) facetJSON {
	out := facetJSON{Values: []valueJSON{}, Distinct: f.Distinct, None: f.None.Count}
	for _, v := range f.Values {
		out.Values = append(out.Values, valueJSON{v.ID, v.Name, v.Count, v.Selected, v.Excluded})
	}
	return out
}

func timelineJSONOf(t *index.Timeline) *timelineJSON {
	if t == nil {
		return nil
	}
	out := &timelineJSON{Interval: string(t.Interval), Buckets: []bucketJSON{}, Undated: t.Undated, Coarse: t.Coarse}
	for _, b := range t.Buckets {
		out.Buckets = append(out.Buckets, bucketJSON{b.Start, b.End, b.Count})
	}
	return out
}

// list is s, or an empty list for nil, so that JSON has [] and not null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

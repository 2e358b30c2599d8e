package index

// Query is a search as a value: what to find, how to narrow, and what to report.
// Its zero value asks for every article. Methods return changed copies.
type Query struct {
	Text       string
	Filters    []Filter // all must hold
	From, To   string   // days of publication as the query language writes them, "" open
	Match      Match
	Sort       Sort
	Duplicates Duplicates
	Limit      int      // articles a page, 0 for DefaultLimit
	Cursor     string   // where to go on, "" at the start
	Facets     []string // fields to count; nil for all of FacetFields, empty for none
	FacetLimit int      // values a facet, 0 for DefaultFacetLimit
	Timeline   Interval // "" for none
	Strict     bool     // refuse a text that is not understood whole
}

// Filter narrows by one field: articles with any of the values, or with none of
// them when Not. The value None stands for "has no value".
type Filter struct {
	Field  string
	Values []string // ids, names or aliases; one or more
	Not    bool
}

// None is the filter value for articles without any.
const None = "none"

// Match says how many of a plain query's words an article needs.
type Match string

// The ways to match: Auto asks for all words and falls back to some of them when
// nothing has all.
const (
	MatchAuto Match = ""
	MatchAll  Match = "all"
	MatchAny  Match = "any"
)

// Duplicates says whether the list has all copies of an article.
type Duplicates string

// The ways to list copies: Show lists each, as "" does, and Fold only the one of
// each cluster that comes first in the order asked for. Totals, facets and the
// timeline count articles either way.
const (
	Show Duplicates = "show"
	Fold Duplicates = "fold"
)

// Sort is the order of the hits.
type Sort string

// The orders. Relevance is newest first where the query has no words.
const (
	Relevance Sort = "relevance"
	Newest    Sort = "newest"
	Oldest    Sort = "oldest"
	Added     Sort = "added"
)

// Interval is the width of a timeline's bars.
type Interval string

// The intervals; Auto picks the finest that gives a readable number of bars.
const (
	Auto  Interval = "auto"
	Day   Interval = "day"
	Week  Interval = "week"
	Month Interval = "month"
	Year  Interval = "year"
)

// The limits of a query.
const (
	DefaultLimit      = 20
	MaxLimit          = 200
	DefaultFacetLimit = 10
	MaxFacetLimit     = 1000
	MaxTextLength     = 8 << 10 // bytes; longer ones cost too much to read
)

// FacetFields lists the fields that can be counted and filtered by, in the order
// in which they are shown.
func FacetFields() []string {
	return []string{"topic", "person", "country", "organisation", "source", "author", "language"}
}

package index

import (
	"time"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/index/query"
)

// Results answer one Query at one moment of the archive.
type Results struct {
	Interpreted string       // the reading that was used, with its parentheses
	Relaxed     bool         // no article had all the words; these have some
	Notes       []query.Note // what was not understood, and where
	Suggestion  string       // the query with words that no article has replaced, "" for none; not from Find
	Total       int          // articles that match, exactly
	Listed      int          // hits on all pages: Total, less what is folded
	Took        time.Duration
	Hits        []Hit
	Facets      []Facet   // in the order asked for
	Timeline    *Timeline // nil when none was asked for
	Next        string    // cursor of the next page, "" on the last
}

// Hit is one article of the page.
type Hit struct {
	ID      int64
	Article *archive.Article // nil from Find
	Score   float64          // 0 when the query has no words
	Folded  int              // copies of it that match, too, and are not listed
	Title   []Fragment       // the title, cut at its matches
	Snippet []Fragment       // the passage that matched best, or the lede
}

// Fragment is a piece of text that matched as a whole or not at all.
type Fragment struct {
	Text string `json:"text"`
	Hit  bool   `json:"hit,omitempty"`
}

// Facet counts the values of one field over the articles that match.
type Facet struct {
	Field    string
	Values   []Value
	Distinct int   // values with a count above zero
	None     Value // articles without any value; Count may be 0
}

// Value is one value of a facet.
type Value struct {
	ID       string
	Name     string
	Count    int
	Selected bool // the query asks for it
	Excluded bool // the query asks for articles without it
}

// Timeline counts articles over time.
type Timeline struct {
	Interval Interval
	Buckets  []Bucket // in order of time, without gaps from first to last
	Undated  int      // matching articles without a date
	Coarse   int      // matching articles dated less exactly than one bucket, in none of them
}

// Bucket is one bar of the timeline.
type Bucket struct {
	Start archive.Date // first day
	End   archive.Date // last day
	Count int
}

// Entity is an entity with the number of usable articles that carry it.
type Entity struct {
	entity.Ref
	Count int
}

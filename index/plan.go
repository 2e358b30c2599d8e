package index

import (
	"cmp"
	"math"
	"slices"
)

// plan is a query's part made ready for one view; open starts it on a segment.
type plan interface {
	open(s *scan) matcher

	// rarity is an upper bound of how many documents match, by which the parts of
	// a conjunction are ordered.
	rarity() int

	// work is an upper bound of the postings that are read for it; those with
	// their positions count placeWork times.
	work() int
}

// placeWork is how many postings cost as much as one whose positions are read.
const placeWork = 8

// placed is a plan that knows where in a document it matches.
type placed interface {
	plan
	openPlaces(s *scan) places
	idf() float64 // how telling an occurrence is
}

// scan is a search's walk through one segment.
type scan struct {
	view    *view
	segment int
	average float64 // words of an article, in the mean
	length  float64 // words of the article whose score is asked for
	failed  *error
}

// BM25 with the usual constants of Robertson and Zaragoza (2009), as Lucene has
// them; an occurrence in the title counts as titleWeight more in the text, and
// its length is the article's (their BM25F with one length).
const (
	bm25K1      = 1.2
	bm25B       = 0.75
	titleWeight = 3
)

// bm25 is the part of a score that depends on the article.
func (s *scan) bm25(frequency float64) float64 {
	norm := bm25K1 * (1 - bm25B + bm25B*s.length/s.average)
	return frequency * (bm25K1 + 1) / (frequency + norm)
}

// inverse is the inverse document frequency of something that count of total
// articles have.
func inverse(count, total int) float64 {
	count = min(count, total)
	return math.Log(1 + (float64(total-count)+0.5)/(float64(count)+0.5))
}

// everything matches all documents of a segment that are there.
type everything struct{ total int }

func (p everything) rarity() int { return p.total }
func (p everything) work() int   { return p.total }
func (p everything) open(s *scan) matcher {
	seg := &s.view.segments[s.segment]
	return &condition{count: uint32(len(seg.numbers)), holds: func(doc uint32) bool {
		return !seg.gone(doc)
	}}
}

// property matches documents whose article satisfies a predicate on its columns.
type property struct {
	total int
	holds predicate
}

func (p property) rarity() int { return p.total }
func (p property) work() int   { return p.total }
func (p property) open(s *scan) matcher {
	seg := &s.view.segments[s.segment]
	return &condition{count: uint32(len(seg.numbers)), holds: func(doc uint32) bool {
		if seg.gone(doc) {
			return false
		}
		number := seg.numbers[doc]
		b, i := s.view.columns.at(number)
		return b != nil && p.holds(b, i, number)
	}}
}

// all matches what all its parts match and none of without.
type all struct {
	parts   []plan // one or more
	without []plan
}

func (p all) rarity() int {
	least := math.MaxInt
	for _, part := range p.parts {
		least = min(least, part.rarity())
	}
	return least
}

func (p all) work() int { return workOf(p.parts) + workOf(p.without) }

func workOf[P plan](parts []P) int {
	sum := 0
	for _, part := range parts {
		sum += part.work()
	}
	return sum
}

func (p all) open(s *scan) matcher {
	parts := slices.Clone(p.parts)
	slices.SortStableFunc(parts, func(a, b plan) int { return cmp.Compare(a.rarity(), b.rarity()) })
	var m matcher
	if len(parts) == 1 {
		m = parts[0].open(s)
	} else {
		both := &both{}
		for _, part := range parts {
			both.parts = append(both.parts, part.open(s))
		}
		m = both
	}
	for _, part := range p.without {
		m = &except{keep: m, drop: part.open(s)}
	}
	return m
}

// any matches what one of its parts matches.
type anyOf struct{ parts []plan }

func (p anyOf) rarity() int {
	sum := 0
	for _, part := range p.parts {
		sum += part.rarity()
	}
	return sum
}

func (p anyOf) work() int { return workOf(p.parts) }

func (p anyOf) open(s *scan) matcher {
	parts := make([]matcher, len(p.parts))
	for i, part := range p.parts {
		parts[i] = part.open(s)
	}
	return newEither(parts)
}

// anyPlace is anyOf for parts that know their places.
type anyPlace struct{ parts []placed }

func (p anyPlace) rarity() int {
	sum := 0
	for _, part := range p.parts {
		sum += part.rarity()
	}
	return sum
}

func (p anyPlace) work() int { return workOf(p.parts) }

func (p anyPlace) idf() float64 {
	most := 0.0
	for _, part := range p.parts {
		most = max(most, part.idf())
	}
	return most
}

func (p anyPlace) open(s *scan) matcher { return p.openPlaces(s) }
func (p anyPlace) openPlaces(s *scan) places {
	parts := make([]places, len(p.parts))
	for i, part := range p.parts {
		parts[i] = part.openPlaces(s)
	}
	return newEitherPlace(parts)
}

package index

import (
	"slices"
	"sort"

	"dateline/index/query"
)

// near matches where its two sides stand close together.
type near struct {
	left, right placed
	distance    int32
	ordered     bool
	marks       *term // of sentences or paragraphs, when those are the measure
}

func (p *near) rarity() int  { return min(p.left.rarity(), p.right.rarity()) }
func (p *near) work() int    { return p.left.work() + p.right.work() + 2*p.rarity()*placeWork }
func (p *near) idf() float64 { return p.left.idf() + p.right.idf() }

func (p *near) open(s *scan) matcher { return p.openPlaces(s) }

func (p *near) openPlaces(s *scan) places {
	left, right := p.left.openPlaces(s), p.right.openPlaces(s)
	m := &where{matcher: &both{parts: []matcher{left, right}}}
	var lefts, rights []span
	var bounds *cursor
	if p.marks != nil {
		bounds = p.marks.open(s.segment, s.failed)
	}
	var marks []int32
	m.check = func(to []span) []span {
		lefts, rights = left.spans(lefts[:0]), right.spans(rights[:0])
		close := func(a, b span) bool { return b.from-a.to <= p.distance }
		if p.marks != nil {
			doc := left.seek(0)
			if bounds == nil || bounds.seek(doc) != doc {
				return to
			}
			marks = bounds.Places(marks[:0])
			slices.Sort(marks)
			close = func(a, b span) bool { return regionOf(marks, a.from) == regionOf(marks, b.to) }
		}
		to = pairs(to, lefts, rights, close)
		if !p.ordered {
			to = pairs(to, rights, lefts, close)
		}
		return sorted(to)
	}
	m.value = func(n int) float64 { return p.idf() * s.occurrences(n, true) }
	return m
}

// regionOf is the number of the sentence or paragraph a position is in.
func regionOf(marks []int32, position int32) int {
	return sort.Search(len(marks), func(i int) bool { return marks[i] > position })
}

// pairs appends the runs from a span of first to the next span of second that
// starts after it, where the two are close.
func pairs(to []span, first, second []span, close func(a, b span) bool) []span {
	j := 0
	for _, a := range first {
		for j < len(second) && second[j].from <= a.to {
			j++
		}
		if j == len(second) {
			break
		}
		if close(a, second[j]) {
			to = append(to, span{a.from, max(a.to, second[j].to)})
		}
	}
	return to
}

// atLeast matches documents in which something occurs often enough.
type atLeast struct {
	placed
	count int
}

// open needs no places where one word is counted.
func (p *atLeast) open(s *scan) matcher {
	if w, ok := p.placed.(*word); ok {
		return &oftenMatcher{w.start(s, 0), uint32(p.count)}
	}
	return p.openPlaces(s)
}

// oftenMatcher matches where a word occurs often enough.
type oftenMatcher struct {
	counted
	count uint32
}

func (m *oftenMatcher) seek(doc uint32) uint32 {
	for {
		at := m.counted.seek(doc)
		if at == noDoc || m.frequency() >= m.count {
			return at
		}
		doc = at + 1
	}
}

func (p *atLeast) openPlaces(s *scan) places {
	inner := p.placed.openPlaces(s)
	m := &where{matcher: inner}
	m.check = func(to []span) []span {
		if to = inner.spans(to); len(to) < p.count {
			return to[:0]
		}
		return to
	}
	m.value = func(int) float64 { return inner.score() }
	return m
}

// zone keeps the occurrences that lie in one part of the article.
type zone struct {
	placed
	part  query.Field // Lead or Body
	marks term        // where the part begins and ends
}

func (p *zone) work() int { return p.placed.work() * placeWork }

func (p *zone) open(s *scan) matcher { return p.openPlaces(s) }

func (p *zone) openPlaces(s *scan) places {
	inner := p.placed.openPlaces(s)
	bounds := p.marks.open(s.segment, s.failed)
	m := &where{matcher: inner}
	var marks []int32
	m.check = func(to []span) []span {
		doc := inner.seek(0)
		if bounds == nil || bounds.seek(doc) != doc {
			return to
		}
		marks = bounds.Places(marks[:0])
		if len(marks) < 2 {
			return to
		}
		slices.Sort(marks)
		from, last := marks[0], marks[1]
		if p.part == query.Body { // all after the title, which is the first paragraph
			from, last = marks[1], int32(noDoc>>1)
		}
		return slices.DeleteFunc(inner.spans(to), func(s span) bool { return s.from < from || s.to > last })
	}
	m.value = func(n int) float64 { return p.idf() * s.occurrences(n, true) }
	return m
}

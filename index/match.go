package index

import (
	"cmp"
	"slices"
)

// matcher walks through the documents of one segment that match, in order.
type matcher interface {
	// seek moves to the first match at doc or after it and returns it, or noDoc.
	// It never goes back: a doc at or before the present one changes nothing.
	seek(doc uint32) uint32

	// score says how well the present document matches, 0 for conditions that
	// only hold or do not.
	score() float64
}

// nothing matches no document.
type nothing struct{}

func (nothing) seek(uint32) uint32 { return noDoc }
func (nothing) score() float64     { return 0 }

// condition matches the documents for which holds answers true.
type condition struct {
	doc, count uint32
	started    bool
	holds      func(doc uint32) bool
}

func (m *condition) seek(doc uint32) uint32 {
	if m.started && doc <= m.doc {
		return m.doc
	}
	m.started = true
	for ; doc < m.count; doc++ {
		if m.holds(doc) {
			m.doc = doc
			return doc
		}
	}
	m.doc = noDoc
	return noDoc
}

func (m *condition) score() float64 { return 0 }

// both matches what all its parts match; its score is their sum. Parts are in
// the order in which they are asked: the rarest leads.
type both struct {
	parts []matcher
	doc   uint32
	begun bool
}

func (m *both) seek(doc uint32) uint32 {
	if m.begun && doc <= m.doc {
		return m.doc
	}
	m.begun = true
again:
	first := m.parts[0].seek(doc)
	if first == noDoc {
		m.doc = noDoc
		return noDoc
	}
	for _, p := range m.parts[1:] {
		if at := p.seek(first); at != first {
			if at == noDoc {
				m.doc = noDoc
				return noDoc
			}
			doc = at
			goto again
		}
	}
	m.doc = first
	return first
}

func (m *both) score() float64 {
	sum := 0.0
	for _, p := range m.parts {
		sum += p.score()
	}
	return sum
}

// either matches what any of its parts matches; its score is the sum of those
// that do.
type either struct {
	parts []matcher // only those that are not at their end
	at    []uint32  // where each stands
	doc   uint32
	begun bool
}

func newEither(parts []matcher) matcher {
	if len(parts) == 1 {
		return parts[0]
	}
	return &either{parts: parts, at: make([]uint32, len(parts))}
}

func (m *either) seek(doc uint32) uint32 {
	if m.begun && doc <= m.doc {
		return m.doc
	}
	least := uint32(noDoc)
	for i, p := range m.parts {
		if !m.begun || m.at[i] < doc {
			m.at[i] = p.seek(doc)
		}
		least = min(least, m.at[i])
	}
	m.begun = true
	m.doc = least
	return least
}

func (m *either) score() float64 {
	sum := 0.0
	for i, p := range m.parts {
		if m.at[i] == m.doc {
			sum += p.score()
		}
	}
	return sum
}

// except matches what keep matches and drop does not.
type except struct {
	keep, drop matcher
}

func (m *except) seek(doc uint32) uint32 {
	for {
		at := m.keep.seek(doc)
		if at == noDoc || m.drop.seek(at) != at {
			return at
		}
		doc = at + 1
	}
}

func (m *except) score() float64 { return m.keep.score() }

// span is a run of words of a document, from the position of the first to that
// of the last.
type span struct{ from, to int32 }

// places finds where in a document something occurs.
type places interface {
	matcher

	// spans appends the occurrences in the present document to the list, sorted
	// by where they start, each once.
	spans(to []span) []span
}

// sorted sorts spans and drops repeats.
func sorted(list []span) []span {
	slices.SortFunc(list, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	return slices.Compact(list)
}

// eitherPlace is where any of its parts occurs.
type eitherPlace struct {
	either
	places []places
}

func newEitherPlace(parts []places) places {
	if len(parts) == 1 {
		return parts[0]
	}
	m := &eitherPlace{places: parts}
	for _, p := range parts {
		m.parts = append(m.parts, p)
	}
	m.at = make([]uint32, len(parts))
	return m
}

func (m *eitherPlace) spans(to []span) []span {
	for i, p := range m.places {
		if m.at[i] == m.doc {
			to = p.spans(to)
		}
	}
	return sorted(to)
}

// where narrows a matcher to the documents in which check finds at least one
// occurrence. check is given what the occurrences are to be appended to.
type where struct {
	matcher
	check func(to []span) []span
	found []span
	doc   uint32
	begun bool
	value func(occurrences int) float64 // the score of so many
}

func (m *where) seek(doc uint32) uint32 {
	if m.begun && doc <= m.doc {
		return m.doc
	}
	m.begun = true
	for {
		at := m.matcher.seek(doc)
		if at == noDoc {
			m.doc = noDoc
			return noDoc
		}
		if m.found = m.check(m.found[:0]); len(m.found) > 0 {
			m.doc = at
			return at
		}
		doc = at + 1
	}
}

func (m *where) score() float64         { return m.value(len(m.found)) }
func (m *where) spans(to []span) []span { return append(to, m.found...) }

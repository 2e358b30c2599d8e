package index

import "math/bits"

// windowSize is how many documents a word of many terms is counted in at once.
const windowSize = 512

// many is a word that stands under several terms. It adds up their postings in a
// window of documents, then walks through those that have any: comparing where
// all terms stand at each step would cost more.
type many struct {
	plan  *word
	scan  *scan
	terms []wordCursor // in order of group

	doc       uint32
	begun     bool
	from, end uint32 // documents of the window
	present   bitmap // documents of the window that have the word
	counts    [windowSize]uint32
	group     bitmap // the same of one group
	sums      [windowSize]uint32
	positions []int32
}

// bitmap is a set of documents of a window.
type bitmap [windowSize / 64]uint64

func newMany(p *word, s *scan, terms []wordCursor) *many {
	return &many{plan: p, scan: s, terms: terms}
}

func (m *many) seek(doc uint32) uint32 {
	if m.begun && doc <= m.doc {
		return m.doc
	}
	m.begun = true
	for {
		for doc < m.end {
			at := doc - m.from
			if word := m.present[at/64] >> (at % 64); word != 0 {
				m.doc = doc + uint32(bits.TrailingZeros64(word))
				return m.doc
			}
			doc += 64 - at%64
		}
		if !m.fill(max(doc, m.end)) {
			m.doc, m.from, m.end = noDoc, noDoc, noDoc
			return noDoc
		}
		doc = m.from
	}
}

// fill moves the window to the first posting at doc or after it.
func (m *many) fill(doc uint32) bool {
	m.from = noDoc
	for i := range m.terms {
		m.from = min(m.from, m.terms[i].seek(doc))
	}
	if m.from == noDoc {
		return false
	}
	m.end = m.from + windowSize
	m.present = bitmap{}
	for i := 0; i < len(m.terms); {
		g := m.terms[i].group
		if i == 0 {
			for ; i < len(m.terms) && m.terms[i].group == g; i++ {
				m.add(&m.terms[i], &m.present, &m.counts)
			}
			continue
		}
		m.group = bitmap{}
		for ; i < len(m.terms) && m.terms[i].group == g; i++ {
			m.add(&m.terms[i], &m.group, &m.sums)
		}
		m.join()
	}
	return true
}

// add counts the postings of a term in the window.
func (m *many) add(c *wordCursor, present *bitmap, counts *[windowSize]uint32) {
	for c.Doc < m.end {
		docs, frequencies := c.Rest()
		n := 0
		for ; n < len(docs) && docs[n] < m.end; n++ {
			if c.keep != nil && !c.keep(docs[n]) {
				continue
			}
			at := (docs[n] - m.from) % windowSize
			word, bit := at/64, uint64(1)<<(at%64)
			f := frequencies[n] * c.weight
			if present[word]&bit == 0 {
				present[word] |= bit
				counts[at] = f
			} else {
				counts[at] += f
			}
		}
		if n < len(docs) {
			c.Skip(n)
		} else if !c.NextBlock() {
			c.ended()
		}
	}
}

// join takes in a group: of the groups the best counts.
func (m *many) join() {
	for w, word := range m.group {
		for ; word != 0; word &= word - 1 {
			at := w*64 + bits.TrailingZeros64(word)
			if m.present[w]&(word&-word) == 0 {
				m.counts[at] = 0
			}
			m.counts[at] = max(m.counts[at], m.sums[at])
		}
		m.present[w] |= m.group[w]
	}
}

func (m *many) frequency() uint32 { return m.counts[m.doc-m.from] }
func (m *many) score() float64    { return m.plan.score(m.scan, m.frequency()) }

func (m *many) spans(to []span) []span {
	for i := range m.terms {
		c := &m.terms[i]
		if c.term.title || c.keep != nil && !c.keep(m.doc) {
			continue
		}
		if c.places == nil {
			c.places = c.term.open(m.scan.segment, m.scan.failed)
		}
		if c.places.seek(m.doc) != m.doc {
			continue
		}
		m.positions = c.places.Places(m.positions[:0])
		for _, p := range m.positions {
			to = append(to, span{p, p})
		}
	}
	return sorted(to)
}

package index

// word matches one word under all the terms it may be indexed by. Terms stand in
// groups, one for each way to stem the word: within a group occurrences add up,
// and of the groups the best counts, so that an occurrence that is indexed under
// several terms counts once.
type word struct {
	groups  [][]term
	weight  float64 // inverse document frequency
	total   int     // bound of documents
	norming bool    // the article's length matters; not so for titles
}

func (p *word) rarity() int  { return p.total }
func (p *word) work() int    { return p.total }
func (p *word) idf() float64 { return p.weight }

func (p *word) open(s *scan) matcher {
	m := p.start(s, s.scored)
	if len(m.cursors) == 0 {
		return nothing{}
	}
	return m
}

func (p *word) openPlaces(s *scan) places { return p.start(s, s.scored) }

// start begins the walk; frequencies are read only where they are asked for.
func (p *word) start(s *scan, frequencies bool) *wordMatcher {
	m := &wordMatcher{plan: p, scan: s, doc: noDoc}
	for g, terms := range p.groups {
		for i := range terms {
			if c := terms[i].open(s.segment, frequencies, false, s.failed); c != nil {
				c.keep = s.inLanguages(terms[i].languages)
				c.skip()
				m.cursors = append(m.cursors, wordCursor{cursor: c, group: g, term: &terms[i]})
			}
		}
	}
	return m
}

type wordMatcher struct {
	plan    *word
	scan    *scan
	cursors []wordCursor
	doc     uint32
	begun   bool
}

type wordCursor struct {
	*cursor
	group  int
	term   *term
	places *cursor // with positions, opened when they are asked for
}

func (m *wordMatcher) seek(doc uint32) uint32 {
	if m.begun && doc <= m.doc {
		return m.doc
	}
	m.begun = true
	least := uint32(noDoc)
	for i := range m.cursors {
		least = min(least, m.cursors[i].seek(doc))
	}
	m.doc = least
	return least
}

func (m *wordMatcher) score() float64 {
	frequency := m.frequency(titleWeight)
	if !m.plan.norming {
		return m.plan.weight * frequency * (bm25K1 + 1) / (frequency + bm25K1)
	}
	return m.plan.weight * m.scan.bm25(frequency, m.doc)
}

// occurrences is how often the word occurs in the present document.
func (m *wordMatcher) occurrences() float64 { return m.frequency(0) }

// frequency is how often the word occurs in the present document, an occurrence
// in the title counting inTitle more.
func (m *wordMatcher) frequency(inTitle float64) float64 {
	best, sum, group := 0.0, 0.0, 0
	for i := range m.cursors {
		c := &m.cursors[i]
		if c.group != group {
			best, sum, group = max(best, sum), 0, c.group
		}
		if c.doc != m.doc {
			continue
		}
		if c.term.title {
			sum += inTitle * c.cursor.frequency()
		} else {
			sum += c.cursor.frequency()
		}
	}
	return max(best, sum)
}

func (m *wordMatcher) spans(to []span) []span {
	var positions [64]int32
	for i := range m.cursors {
		c := &m.cursors[i]
		if c.doc != m.doc || c.term.title {
			continue
		}
		if c.places == nil {
			c.places = c.term.open(m.scan.segment, true, true, m.scan.failed)
		}
		if c.places.seek(m.doc) != m.doc {
			continue
		}
		for _, p := range c.places.positions(positions[:0]) {
			to = append(to, span{p, p})
		}
	}
	return sorted(to)
}

// phrase matches terms side by side, in order; with slop, all of them within so
// many words in any order.
type phrase struct {
	terms   []term
	slop    int
	weight  float64
	norming bool
}

func (p *phrase) idf() float64 { return p.weight }
func (p *phrase) rarity() int {
	least := p.terms[0].count
	for _, t := range p.terms[1:] {
		least = min(least, t.count)
	}
	return least
}

func (p *phrase) work() int { return p.rarity() * len(p.terms) * placeWork }

func (p *phrase) open(s *scan) matcher { return p.openPlaces(s) }

func (p *phrase) openPlaces(s *scan) places {
	words := make([]*wordMatcher, len(p.terms))
	parts := &both{}
	for i := range p.terms {
		words[i] = (&word{groups: [][]term{p.terms[i : i+1]}}).start(s, false)
		parts.parts = append(parts.parts, words[i])
	}
	lists := make([][]span, len(words))
	m := &where{matcher: parts}
	m.check = func(to []span) []span {
		for i, w := range words {
			if lists[i] = w.spans(lists[i][:0]); len(lists[i]) == 0 {
				return to
			}
		}
		if p.slop > 0 {
			return within(to, lists, int32(p.slop))
		}
		return inOrder(to, lists)
	}
	m.value = func(occurrences int) float64 {
		return p.weight * s.occurrences(occurrences, m.doc, p.norming)
	}
	return m
}

// occurrences is the part of a score that depends on how often something occurs.
func (s *scan) occurrences(n int, doc uint32, norming bool) float64 {
	if !norming {
		return float64(n) * (bm25K1 + 1) / (float64(n) + bm25K1)
	}
	return s.bm25(float64(n), doc)
}

// inOrder appends the runs of positions in which each list's follows the last's.
func inOrder(to []span, lists [][]span) []span {
	at := make([]int, len(lists))
next:
	for _, first := range lists[0] {
		for i := 1; i < len(lists); i++ {
			want := first.from + int32(i)
			for at[i] < len(lists[i]) && lists[i][at[i]].from < want {
				at[i]++
			}
			if at[i] == len(lists[i]) {
				return to
			}
			if lists[i][at[i]].from != want {
				continue next
			}
		}
		to = append(to, span{first.from, first.from + int32(len(lists)) - 1})
	}
	return to
}

// within appends the smallest runs that hold one position of each list, all of
// them different, with at most distance words from the first to the last.
func within(to []span, lists [][]span, distance int32) []span {
	distance = max(distance, int32(len(lists))-1)
	at := make([]int, len(lists))
	for {
		low, least, most := 0, int32(noDoc>>1), int32(-1)
		distinct := true
		for i := range lists {
			if at[i] == len(lists[i]) {
				return to
			}
			p := lists[i][at[i]].from
			for j := range i {
				distinct = distinct && lists[j][at[j]].from != p
			}
			if p < least {
				low, least = i, p
			}
			most = max(most, p)
		}
		if distinct && most-least <= distance {
			to = append(to, span{least, most})
		}
		at[low]++
	}
}

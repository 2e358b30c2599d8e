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

func (p *word) open(s *scan) matcher { return p.start(s, titleWeight) }

func (p *word) openPlaces(s *scan) places { return p.start(s, titleWeight) }

// counted is a word on its way through a segment.
type counted interface {
	places

	// frequency is how often the word occurs in the present document, an
	// occurrence in the title counting as many more times as start was told.
	frequency() uint32
}

// start begins the walk.
func (p *word) start(s *scan, inTitle uint32) counted {
	var list []wordCursor
	for g, terms := range p.groups {
		for i := range terms {
			t := &terms[i]
			c := t.open(s.segment, s.failed)
			if c == nil {
				continue
			}
			weight := uint32(1)
			if t.title {
				weight = inTitle
			}
			list = append(list, wordCursor{cursor: c, group: g, weight: weight, term: t, keep: s.inLanguages(t.languages)})
		}
	}
	switch {
	case len(list) == 0:
		return nowhere{}
	case len(list) == 1 && list[0].keep == nil:
		return &single{cursor: list[0].cursor, plan: p, scan: s}
	}
	return newMany(p, s, list)
}

// wordCursor is a walk through one of a word's terms.
type wordCursor struct {
	*cursor
	group  int
	weight uint32
	term   *term
	keep   func(doc uint32) bool // nil keeps all
	places *cursor               // the same walk, for places, once they are asked for
}

// score says how well a document matches that has the word so often.
func (p *word) score(s *scan, frequency uint32) float64 {
	return p.weight * s.occurrences(int(frequency), p.norming)
}

// nowhere matches no document.
type nowhere struct{ nothing }

func (nowhere) frequency() uint32      { return 0 }
func (nowhere) spans(to []span) []span { return to }

// single is a word that stands under one term.
type single struct {
	*cursor
	plan      *word
	scan      *scan
	positions []int32
}

func (m *single) frequency() uint32 { return m.Frequency() }
func (m *single) score() float64    { return m.plan.score(m.scan, m.Frequency()) }

func (m *single) spans(to []span) []span {
	m.positions = m.Places(m.positions[:0])
	for _, p := range m.positions {
		to = append(to, span{p, p})
	}
	return to
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
	words := make([]counted, len(p.terms))
	parts := &both{}
	for i := range p.terms {
		words[i] = (&word{groups: [][]term{p.terms[i : i+1]}}).start(s, 0)
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
		return p.weight * s.occurrences(occurrences, p.norming)
	}
	return m
}

// occurrences is the part of a score that depends on how often something occurs.
func (s *scan) occurrences(n int, norming bool) float64 {
	if !norming {
		return float64(n) * (bm25K1 + 1) / (float64(n) + bm25K1)
	}
	return s.bm25(float64(n))
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

package tag

import "dateline/archive/entity"

// Score counts names that were found, that are there, and that are both, by exact
// span and kind.
type Score struct{ Found, Gold, Right int }

// Precision is the share of the names found that are right, 0 to 1.
func (s Score) Precision() float64 { return ratio(s.Right, s.Found) }

// Recall is the share of the names there that were found, 0 to 1.
func (s Score) Recall() float64 { return ratio(s.Right, s.Gold) }

// F1 is the harmonic mean of precision and recall.
func (s Score) F1() float64 { return ratio(2*s.Right, s.Found+s.Gold) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Met counts the names that stand in an article twice or more, of which it is
// enough that the other side has them there at all, as an article's facets show
// them: a mention missed does not lose the article.
type Met struct{ Found, FoundRight, Gold, GoldFound int }

// Precision is the share of the names found twice or more that are there, 0 to 1.
func (m Met) Precision() float64 { return ratio(m.FoundRight, m.Found) }

// Recall is the share of the names there twice or more that were found, 0 to 1.
func (m Met) Recall() float64 { return ratio(m.GoldFound, m.Gold) }

// F1 is the harmonic mean of precision and recall.
func (m Met) F1() float64 {
	p, r := m.Precision(), m.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// Evaluation is how a model does on examples.
type Evaluation struct {
	All      Score
	ByKind   map[entity.Kind]Score
	Repeated map[entity.Kind]Score // names by kind that stand twice or more in an article, once an article
	Met      map[entity.Kind]Met   // the same, where the other side has it once or more
	Tokens   int
	Examples int
}

// Evaluate tags examples and compares.
func Evaluate(m *Model, examples []*Example) Evaluation {
	t := m.Tagger()
	return EvaluateWith(func(x *Example, found []Span) []Span { return t.Tag(&x.Text, found) }, examples)
}

// EvaluateWith compares what find appends for each example, which has the tokens
// that it counts in.
func EvaluateWith(find func(x *Example, found []Span) []Span, examples []*Example) Evaluation {
	e := Evaluation{ByKind: map[entity.Kind]Score{}, Repeated: map[entity.Kind]Score{}, Met: map[entity.Kind]Met{}, Examples: len(examples)}
	var found []Span
	for _, x := range examples {
		e.Tokens += x.Text.Len()
		found = find(x, found[:0])
		e.count(found, x.Names)
		e.countRepeated(x, found)
	}
	e.All = sum(e.ByKind)
	return e
}

// RepeatedAll is Repeated of all kinds together.
func (e *Evaluation) RepeatedAll() Score { return sum(e.Repeated) }

// MetAll is Met of all kinds together.
func (e *Evaluation) MetAll() (all Met) {
	for _, m := range e.Met {
		all.Found += m.Found
		all.FoundRight += m.FoundRight
		all.Gold += m.Gold
		all.GoldFound += m.GoldFound
	}
	return all
}

func sum(kinds map[entity.Kind]Score) (all Score) {
	for _, s := range kinds {
		all.Found += s.Found
		all.Gold += s.Gold
		all.Right += s.Right
	}
	return all
}

func (e *Evaluation) count(found, gold []Span) {
	at := map[int]Span{}
	for _, g := range gold {
		s := e.ByKind[g.Kind]
		s.Gold++
		e.ByKind[g.Kind] = s
		at[g.First] = g
	}
	for _, f := range found {
		s := e.ByKind[f.Kind]
		s.Found++
		if g, ok := at[f.First]; ok && g.Last == f.Last && g.Kind == f.Kind {
			s.Right++
		}
		e.ByKind[f.Kind] = s
	}
}

// countRepeated compares the sets of names that an article's facets would show:
// those that stand in it at least twice.
func (e *Evaluation) countRepeated(x *Example, found []Span) {
	const least = 2
	type name struct {
		kind entity.Kind
		text string
	}
	tally := func(spans []Span) map[name]int {
		n := map[name]int{}
		for _, s := range spans {
			n[name{s.Kind, x.Text.Source[x.Text.Tokens[s.First].Start:x.Text.Tokens[s.Last-1].End]}]++
		}
		return n
	}
	there, seen := tally(x.Names), tally(found)
	for n, k := range there {
		if k >= least {
			s, m := e.Repeated[n.kind], e.Met[n.kind]
			s.Gold++
			m.Gold++
			if seen[n] > 0 {
				m.GoldFound++
			}
			e.Repeated[n.kind], e.Met[n.kind] = s, m
		}
	}
	for n, k := range seen {
		if k >= least {
			s, m := e.Repeated[n.kind], e.Met[n.kind]
			s.Found++
			m.Found++
			if there[n] > 0 {
				m.FoundRight++
			}
			if there[n] >= least {
				s.Right++
			}
			e.Repeated[n.kind], e.Met[n.kind] = s, m
		}
	}
}

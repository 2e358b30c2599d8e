package tag

import (
	"dateline/archive/entity"
	"dateline/archive/entity/token"
)

// agreement makes the names of a text agree: what is written the same way is the
// same kind of name throughout, and is a name wherever it stands; a single word
// that is in no other name has to be rather sure. The votes of the second pass go
// by words; these go by whole names, and by how sure each is.
type agreement struct {
	spellings map[uint64]int32   // by hash, the place in room
	starts    map[uint64][]int32 // by their first word, those to look for
	words     map[uint64]int     // how often each word is in a name
	room      []spelling
	before    []Span
}

// spelling is a name as it is written.
type spelling struct {
	weight [len(kinds)]float32 // of what it was marked as
	count  int
	first  Span        // the first that is written so
	kind   entity.Kind // it has in all places, "" where that is open
}

const (
	majority  = 0.7 // of the weight of all kinds
	sure      = 0.8 // is the confidence from which on a name is looked for elsewhere
	lone      = 0.7 // is the least confidence of a single word that is in no other name
	mostAlike = 8   // names with one first word are looked for, so that time stays linear
)

// settle brings the names in a chunk of text to agree, spans from place at on, and
// adds those it finds.
func (t *Tagger) settle(text *token.Text, from, at int, spans []Span) []Span {
	a := &t.agreement
	a.count(text, spans[at:])
	clear(a.words)
	for _, s := range spans[at:] {
		for i := s.First; i < s.Last; i++ {
			a.words[t.words[i-from].low]++
		}
	}
	for i := range a.room {
		if p := &a.room[i]; p.decide() && (p.count > 1 || p.first.Last-p.first.First > 1) && p.first.Confidence >= sure {
			h := t.words[p.first.First-from].low
			if like := a.starts[h]; len(like) < mostAlike {
				a.starts[h] = append(like, int32(i))
			}
		}
	}
	a.before = append(a.before[:0], spans[at:]...)
	spans = spans[:at]
	next := from
	for _, s := range a.before {
		if s.Last-s.First == 1 && s.Confidence < lone && a.words[t.words[s.First-from].low] == 1 {
			continue
		}
		spans = t.missed(text, from, next, s.First, spans)
		if p := a.room[a.spellings[hashSpan(text, s)]]; p.kind != "" {
			s.Kind = p.kind
		}
		spans = append(spans, s)
		next = s.Last
	}
	return t.missed(text, from, next, from+len(t.words), spans)
}

// written is the text of tokens first to last, last exclusive.
func written(text *token.Text, first, last int) string {
	return text.Source[text.Tokens[first].Start:text.Tokens[last-1].End]
}

func hashSpan(text *token.Text, s Span) uint64 { return hashString(0, written(text, s.First, s.Last)) }

// count collects the spellings.
func (a *agreement) count(text *token.Text, spans []Span) {
	if a.spellings == nil {
		a.spellings, a.starts, a.words = map[uint64]int32{}, map[uint64][]int32{}, map[uint64]int{}
	}
	clear(a.spellings)
	clear(a.starts)
	a.room = a.room[:0]
	for _, s := range spans {
		h := hashSpan(text, s)
		k, ok := a.spellings[h]
		if !ok {
			k = int32(len(a.room))
			a.room = append(a.room, spelling{first: s})
			a.spellings[h] = k
		}
		p := &a.room[k]
		p.count++
		for i, kind := range kinds {
			if kind == s.Kind {
				p.weight[i] += s.Confidence * s.Confidence
			}
		}
	}
}

// decide sets the kind, if the names that are written so have one.
func (p *spelling) decide() bool {
	best, all := 0, float32(0)
	for k, w := range p.weight {
		all += w
		if w > p.weight[best] {
			best = k
		}
	}
	if p.weight[best] < majority*all {
		return false
	}
	p.kind = kinds[best]
	return true
}

// missed appends the names among tokens i to limit, which none was found in, that
// were found elsewhere in the text. One word alone is not enough where every word
// starts with a capital, or the first of a sentence does.
func (t *Tagger) missed(text *token.Text, from, i, limit int, spans []Span) []Span {
	a := &t.agreement
	for ; i < limit; i++ {
		w := &t.words[i-from]
		if !w.form.named() {
			continue
		}
		var best *spelling
		longest := 0
		for _, k := range a.starts[w.low] {
			p := &a.room[k]
			n := p.first.Last - p.first.First
			if n > longest && i+n <= limit && (n > 1 || t.middle[i-from]) && written(text, i, i+n) == written(text, p.first.First, p.first.Last) {
				best, longest = p, n
			}
		}
		if best != nil {
			spans = append(spans, Span{First: i, Last: i + longest, Kind: best.kind, Confidence: best.first.Confidence / 2})
			i += longest - 1
		}
	}
	return spans
}

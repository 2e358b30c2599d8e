package resolve

import (
	"slices"
	"strings"
	"time"

	"dateline/archive/entity/token"
)

// lexicon finds listed names in tokens: a trie of words, whose case forms lead
// to one edge. It does not change once it is built.
type lexicon struct {
	fold  *[maxFolded]uint16
	forms formTable        // hash of a word's form → lemmas
	edges map[uint64]int32 // node and lemma → node
	ends  [][]alias        // by node: the names that end there
	lemma map[uint64]int32 // hash of a word → its lemma, while building

	text token.Text // for cutting up names while building
}

// alias is one way of naming an entity.
type alias struct {
	entity int32
	how    usage
	when   *condition // nil: always

	capital bool // its last word is written with a capital
}

// usage tells where a name is good enough.
type usage uint8

const (
	sure    usage = iota // anywhere in a text
	bare                 // a surname: not next to another capitalised word
	acronym              // in capitals only
	shaky                // where a name was recognised already, never in running text
)

// condition is what has to hold for a name to mean its entity.
type condition struct {
	from, to  int      // years, 0 open
	countries []string // one of these is named
	words     []uint64 // one of these words is in the text
	either    bool     // a word or a country is enough
}

func newLexicon() *lexicon {
	return &lexicon{fold: foldTable(), edges: map[uint64]int32{}, ends: make([][]alias, 1), lemma: map[uint64]int32{}}
}

// add enters a name.
func (l *lexicon) add(name string, a alias) {
	l.text.Split(name)
	node := int32(0)
	words := 0
	for i := range l.text.Len() {
		h, _ := hashWord(l.fold, l.text.At(i))
		if h == 0 {
			continue
		}
		words++
		node = l.step(node, l.lemmaOf(h, l.text.At(i)))
	}
	if words == 0 {
		return
	}
	a.capital = isCapitalised(l.text.At(l.text.Len() - 1))
	for _, have := range l.ends[node] {
		if have.entity == a.entity && have.when == nil && have.how <= a.how {
			return
		}
	}
	l.ends[node] = append(l.ends[node], a)
}

// own enters a name that nobody else may keep of whom lose says so.
func (l *lexicon) own(name string, a alias, lose func(int32) bool) {
	l.add(name, a)
	if node := l.end(name); node > 0 {
		l.ends[node] = slices.DeleteFunc(l.ends[node], func(have alias) bool {
			return (have.entity != a.entity || have.how != a.how || have.when != a.when) && (have.entity == a.entity || have.entity == nobody || lose(have.entity))
		})
	}
}

// drop takes a name from an entity.
func (l *lexicon) drop(name string, entity int32) {
	if node := l.end(name); node > 0 {
		l.ends[node] = slices.DeleteFunc(l.ends[node], func(have alias) bool { return have.entity == entity })
	}
}

// ignore enters a name that is nobody's; it hides shorter names within it.
func (l *lexicon) ignore(name string) {
	l.add(name, alias{entity: nobody})
	if node := l.end(name); node > 0 {
		l.ends[node] = []alias{{entity: nobody}}
	}
}

// nobody is the entity of ignored names.
const nobody = -1

// end finds the node at which a name ends, 0 for none.
func (l *lexicon) end(name string) int32 {
	l.text.Split(name)
	node := int32(0)
	for i := range l.text.Len() {
		h, _ := hashWord(l.fold, l.text.At(i))
		if h == 0 {
			continue
		}
		id, ok := l.lemma[h]
		if !ok {
			return 0
		}
		if node, ok = l.edges[uint64(node)<<32|uint64(id)]; !ok {
			return 0
		}
	}
	return node
}

// lemmaOf gives a word its number and enters its forms.
func (l *lexicon) lemmaOf(h uint64, word string) int32 {
	if id, ok := l.lemma[h]; ok {
		return id
	}
	id := int32(len(l.lemma))
	l.lemma[h] = id
	var room [16]string
	for _, form := range cyrillicForms(room[:0], strings.ToLower(word)) {
		fh, _ := hashWord(l.fold, form)
		l.forms.add(fh, id)
	}
	return id
}

func (l *lexicon) step(node, lemma int32) int32 {
	key := uint64(node)<<32 | uint64(lemma)
	next, ok := l.edges[key]
	if !ok {
		next = int32(len(l.ends))
		l.ends = append(l.ends, nil)
		l.edges[key] = next
	}
	return next
}

// match walks from token i as far as listed names go and calls found at each
// end; j is the token after it. Tokens without a letter are passed over inside a
// name only when they are a hyphen or a full stop.
func (l *lexicon) match(t *token.Text, i int, found func(node int32, j int)) {
	h, stem := hashWord(l.fold, t.At(i))
	l.walk(t, 0, i, h, stem, 0, found)
}

// maxWords is the longest listed name.
const maxWords = 12

func (l *lexicon) walk(t *token.Text, node int32, i int, h, stem uint64, depth int, found func(int32, int)) {
	lemmas := l.forms.get(h)
	j := i + 1
	if lemmas == nil && stem != 0 {
		lemmas = l.forms.get(stem)
	}
	for ; lemmas != nil; lemmas = lemmas.next {
		next, ok := l.edges[uint64(node)<<32|uint64(lemmas.lemma)]
		if !ok {
			continue
		}
		if len(l.ends[next]) > 0 {
			found(next, j)
		}
		if depth < maxWords {
			k := j
			for k < t.Len() && k < j+2 && isJoint(t.At(k)) {
				k++
			}
			if k < t.Len() && near(t, j-1, k) {
				if h, stem := hashWord(l.fold, t.At(k)); h != 0 {
					l.walk(t, next, k, h, stem, depth+1, found)
				}
			}
		}
	}
}

// isJoint tells the marks that may stand between the words of a name.
func isJoint(s string) bool {
	return s == "-" || s == "." || s == "‑" || s == "–" || s == "/" || s == "&" || s == "'" || s == "’"
}

// near tells whether no line ends between two tokens.
func near(t *token.Text, a, b int) bool {
	between := t.Source[t.Tokens[a].End:t.Tokens[b].Start]
	return len(between) < 8 && strings.IndexByte(between, '\n') < 0
}

// holds tells whether a condition is met. words tells whether a word is in the
// text.
func (c *condition) holds(ctx *Context, words func(uint64) bool) bool {
	if c == nil {
		return true
	}
	if c.from != 0 || c.to != 0 {
		if ctx.Day.Equal(time.Time{}) {
			return false
		}
		if y := ctx.Day.Year(); c.from != 0 && y < c.from || c.to != 0 && y > c.to {
			return false
		}
	}
	if len(c.countries) > 0 && overlap(c.countries, ctx.Countries) {
		if c.either {
			return true
		}
	} else if len(c.countries) > 0 && !c.either {
		return false
	}
	if len(c.words) > 0 {
		for _, w := range c.words {
			if words(w) {
				return true
			}
		}
		return false
	}
	return true
}

func overlap(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

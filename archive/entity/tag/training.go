package tag

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/archive/entity/token"
)

// training is what a model is trained on, with every feature numbered.
type training struct {
	lexicon   *Lexicon
	types     []wordType
	byText    map[string]int32
	kinds     []numbered // by number
	sentences []sentence
	tokens    int
}

// numbered is a feature of the model: a key, at a distance.
type numbered struct {
	key    hash
	column uint8
	class  uint8 // what hiding it means: identity, knowledge
}

// A word can be hidden from an epoch, as if it were new: its identity, or all
// that is known of it.
const (
	identity  = 1
	knowledge = 2
)

type wordType struct {
	word
	columns [window][]int32 // numbers of its features, by column
}

// sentence is one sentence to learn.
type sentence struct {
	types  []int32
	labels []label
	extra  [][]int32 // numbers of the features of tokens
	second [][]int32 // those of the second pass; nil if it has none
}

// counter numbers features as they come and counts them.
type counter struct {
	numbers map[uint64]int32
	kinds   []numbered
	counts  []int
}

func (c *counter) number(key hash, column int, class uint8) int32 {
	k := uint64(key)<<3 | uint64(column)
	n, ok := c.numbers[k]
	if !ok {
		n = int32(len(c.kinds))
		c.numbers[k] = n
		c.kinds = append(c.kinds, numbered{key, uint8(column), class})
		c.counts = append(c.counts, 0)
	}
	return n
}

// newTraining numbers the features of examples. first holds the labels of the
// first pass, or nothing.
func newTraining(x *Lexicon, examples []*Example, first [][]label, o Options) *training {
	t := &training{lexicon: x, byText: map[string]int32{}}
	c := &counter{numbers: map[uint64]int32{}}
	random := rand.New(rand.NewPCG(7, 1987))
	for i, e := range examples {
		var labels []label
		if first != nil {
			labels = first[i]
		}
		t.addDocument(c, e, labels, random, o.Recased)
	}
	t.dropRare(c, o.Rare)
	return t
}

func (t *training) typeOf(c *counter, w string) int32 {
	if id, ok := t.byText[w]; ok {
		return id
	}
	id := int32(len(t.types))
	t.byText[w] = id
	d, low := t.lexicon.describe(w)
	wt := wordType{word: d}
	for _, p := range d.properties(w, low, nil) {
		for col := range window {
			if p.where&(1<<col) != 0 {
				wt.columns[col] = append(wt.columns[col], c.number(p.key, col, p.hides))
			}
		}
	}
	t.types = append(t.types, wt)
	return id
}

// addDocument adds the sentences of an example, some of them again in capitals
// and in title case.
func (t *training) addDocument(c *counter, e *Example, first []label, random *rand.Rand, recased float64) {
	gold := gold(&e.Text, e.Names)
	words := make([]string, e.Text.Len())
	for i := range words {
		words[i] = e.Text.At(i)
	}
	d := t.document(c, &e.Text, words, first)
	for s := range e.Text.Sentences {
		from, to := e.Text.Sentence(s)
		if from == to {
			continue
		}
		t.addSentence(c, d, from, to, words, gold)
		if random.Float64() < recased {
			t.addRecased(c, e, from, to, words, first, gold, strings.ToUpper, random)
		}
		if random.Float64() < recased {
			t.addRecased(c, e, from, to, words, first, gold, capitalised, random)
		}
	}
}

// addRecased adds a sentence as a headline writes it. Since the first pass does
// worse on headlines, half of them come without the names it found.
func (t *training) addRecased(c *counter, e *Example, from, to int, words []string, first, gold []label, f func(string) string, random *rand.Rand) {
	words = slices.Clone(words)
	copy(words[from:to], mapped(words[from:to], f))
	if first = slices.Clone(first); first != nil && random.IntN(2) == 0 {
		clear(first[from:to])
	}
	t.addSentence(c, t.document(c, &e.Text, words, first), from, to, words, gold)
}

// document numbers the words of an example and counts the votes of its first pass.
func (t *training) document(c *counter, text *token.Text, words []string, first []label) *document {
	d := &document{first: first}
	all := make([]word, len(words))
	for i, w := range words {
		all[i] = t.types[t.typeOf(c, w)].word
	}
	d.number(all)
	for s := range text.Sentences {
		from, to := text.Sentence(s)
		d.observe(all[from:to], from, styleOf(all[from:to]))
		if first != nil {
			d.votes.add(d.ids[from:to], first[from:to])
		}
	}
	return d
}

func mapped(words []string, f func(string) string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		if out[i] = w; w != "'s" && w != "’s" {
			out[i] = f(w)
		}
	}
	return out
}

func capitalised(w string) string {
	if len(w) < 4 {
		return w
	}
	r, size := utf8.DecodeRuneInString(w)
	return string(unicode.ToUpper(r)) + w[size:]
}

func (t *training) addSentence(c *counter, d *document, from, to int, words []string, gold []label) {
	n := to - from
	s := sentence{labels: gold[from:to:to], types: make([]int32, n), extra: make([][]int32, n)}
	x := context{words: make([]word, n+2*reach), phrases: make([]phrase, n), runs: make([]run, n)}
	for i := range x.words {
		x.words[i] = beyond
	}
	for i := range n {
		s.types[i] = t.typeOf(c, words[from+i])
		*x.at(i) = t.types[s.types[i]].word
	}
	x.style = styleOf(x.words[reach : reach+n])
	t.lexicon.phrases(x.words[reach:reach+n], x.phrases)
	x.findRuns()
	var keys []hash
	var numbers []int
	for i := range n {
		keys = append(keys[:0], feature(tForms, uint64(x.formsOf(i))))
		keys = x.pairs(i, keys)
		pairs := len(keys) - 1
		if d != nil {
			if k := d.votes.spelling(d.ids[from+i], &x, i); k >= 0 {
				keys = append(keys, feature(tDocument, uint64(k)))
			}
		}
		for k, key := range keys {
			class := uint8(0)
			if k > 0 && k <= pairs {
				class = identity
			}
			s.extra[i] = append(s.extra[i], c.number(key, reach, class))
		}
	}
	if d != nil && d.first != nil {
		s.second = make([][]int32, n)
		for i := range n {
			if !x.looksAt(i) {
				continue
			}
			numbers = d.votes.features(d.ids[from:to], d.first[from:to], &x, i, numbers[:0])
			for _, k := range numbers {
				s.second[i] = append(s.second[i], c.number(feature(tDocument, uint64(k)), reach, 0))
			}
		}
	}
	for i := range n {
		for d := -reach; d <= reach; d++ {
			if j := i + d; j >= 0 && j < n {
				for _, f := range t.types[s.types[j]].columns[d+reach] {
					c.counts[f]++
				}
			}
		}
		for _, f := range s.extra[i] {
			c.counts[f]++
		}
		if s.second != nil {
			for _, f := range s.second[i] {
				c.counts[f]++
			}
		}
	}
	t.tokens += n
	t.sentences = append(t.sentences, s)
}

// dropRare leaves out features that occur fewer than least times.
func (t *training) dropRare(c *counter, least int) {
	renumber := make([]int32, len(c.kinds))
	for i, k := range c.kinds {
		renumber[i] = -1
		if c.counts[i] >= least {
			renumber[i] = int32(len(t.kinds))
			t.kinds = append(t.kinds, k)
		}
	}
	keep := func(list []int32) []int32 {
		kept := list[:0]
		for _, f := range list {
			if renumber[f] >= 0 {
				kept = append(kept, renumber[f])
			}
		}
		return kept
	}
	for i := range t.types {
		for k, list := range t.types[i].columns {
			t.types[i].columns[k] = keep(list)
		}
	}
	for _, s := range t.sentences {
		for i := range s.extra {
			s.extra[i] = keep(s.extra[i])
			if s.second != nil {
				s.second[i] = keep(s.second[i])
			}
		}
	}
}

// collect lists the features of token i, those of the second pass too if asked
// for, without those of its own word that are hidden. The words next to a hidden
// one see it still: hiding it from them, too, was measured to be worse.
func (l *learner) collect(s *sentence, i int, second bool) {
	for d := -reach; d <= reach; d++ {
		j := i + d
		if j < 0 || j >= len(s.types) {
			continue
		}
		list := l.types[s.types[j]].columns[d+reach]
		if d == 0 && l.hidden[i] != 0 {
			l.visible(list, l.hidden[i])
		} else {
			l.active = append(l.active, list...)
		}
	}
	l.visible(s.extra[i], l.hidden[i])
	if second {
		l.active = append(l.active, s.second[i]...)
	}
}

func (l *learner) visible(list []int32, hidden uint8) {
	if hidden == 0 {
		l.active = append(l.active, list...)
		return
	}
	for _, f := range list {
		if l.kinds[f].class&hidden == 0 {
			l.active = append(l.active, f)
		}
	}
}

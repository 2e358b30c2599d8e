// Package tag marks the names of people, organisations and places in a text with
// a linear-chain conditional random field, and trains such models.
//
// A text is tagged twice: by its sentences alone, and then with what the first
// pass found elsewhere in the text.
package tag

import (
	"math"

	"dateline/archive/entity"
	"dateline/archive/entity/token"
)

// Span is a name: tokens First to Last, Last exclusive.
type Span struct {
	First, Last int
	Kind        entity.Kind // Person, Organisation or Place
	Confidence  float32     // 0 to 1
}

// Tagger tags texts with a model, one after another. It keeps memory and caches
// between them, some 10 MB at most, and is not safe for concurrent use.
type Tagger struct {
	m         *Model
	cache     cache
	document  document
	decoder   decoder
	agreement agreement

	// Of the chunk of text at hand.
	parts   []part
	words   []word  // of each token
	numbers []int32 // of each token in the cache
	scores  [][labels]int32
	may     []kindSet // kinds that each token may be in
	labels  []label
	margin  []int32
	middle  []bool // of a sentence in which not every word has a capital

	sentence context
	room     []word
	phrases  []phrase
	runs     []run
	keys     []hash
	features []int
	all      []label // of the whole text
}

// part is a sentence, or a piece of an over-long one: tokens of the chunk.
type part struct {
	from, to int
	style    style
	names    bool // it holds a word that may be a name
}

// Tagger makes a tagger.
func (m *Model) Tagger() *Tagger { return &Tagger{m: m} }

// Tag appends the names in text to spans, in its order and without overlaps. The
// result does not depend on what was tagged before.
func (t *Tagger) Tag(text *token.Text, spans []Span) []Span {
	t.chunks(text, func(from int) {
		t.pass1()
		t.pass2()
		at := len(spans)
		spans = t.spans(text, from, spans)
		spans = t.settle(text, from, at, spans)
	})
	return spans
}

// firstPass gives the labels of the first pass.
func (t *Tagger) firstPass(text *token.Text) []label {
	t.all = t.all[:0]
	t.chunks(text, func(int) {
		t.pass1()
		t.all = append(t.all, t.labels...)
	})
	return t.all
}

// chunks cuts a text into parts that fit into memory, by sentences, and has each
// done. Almost every article is one chunk.
func (t *Tagger) chunks(text *token.Text, do func(from int)) {
	for s := 0; s < len(text.Sentences); {
		from, _ := text.Sentence(s)
		to := from
		t.parts = t.parts[:0]
		for s < len(text.Sentences) {
			first, last := text.Sentence(s)
			if to > from && last-from > chunkSize {
				break
			}
			for ; first < last; first += token.MaxSentence {
				t.parts = append(t.parts, part{from: first - from, to: min(last, first+token.MaxSentence) - from})
			}
			to = last
			s++
			if to-from > chunkSize {
				break
			}
		}
		t.read(text, from, to)
		do(from)
	}
}

// read looks up the words of tokens from to to.
func (t *Tagger) read(text *token.Text, from, to int) {
	n := to - from
	t.cache.makeRoom(n)
	t.words = grown(t.words, n)
	t.numbers = grown(t.numbers, n)
	t.scores = grown(t.scores, n)
	t.may = grown(t.may, n)
	t.labels = grown(t.labels, n)
	t.margin = grown(t.margin, n)
	t.middle = grown(t.middle, n)
	for i := range n {
		k := t.cache.number(t.m, text.At(from+i))
		t.numbers[i] = k
		t.words[i] = t.cache.entries[k].word
	}
	t.document.number(t.words)
	for i := range t.parts {
		p := &t.parts[i]
		words := t.words[p.from:p.to]
		p.style = styleOf(words)
		for k := range words {
			p.names = p.names || words[k].form.named()
			t.middle[p.from+k] = k > 0 && p.style == plainStyle
		}
		t.document.observe(words, p.from, p.style)
	}
}

// look makes a sentence the one whose features are taken.
func (t *Tagger) look(p *part) *context {
	n := p.to - p.from
	if len(t.room) < n+2*reach {
		t.room = make([]word, token.MaxSentence+2*reach)
	}
	t.sentence = context{words: t.room[:n+2*reach], style: p.style, phrases: grown(t.phrases, n), runs: grown(t.runs, n)}
	t.phrases, t.runs = t.sentence.phrases, t.sentence.runs
	copy(t.sentence.words[reach:], t.words[p.from:p.to])
	t.m.lexicon.phrases(t.words[p.from:p.to], t.phrases)
	t.sentence.findRuns()
	for k := range reach {
		t.sentence.words[k], t.sentence.words[n+reach+k] = beyond, beyond
	}
	return &t.sentence
}

// pass1 labels each sentence by itself.
func (t *Tagger) pass1() {
	for k := range t.parts {
		p := &t.parts[k]
		if !p.names { // small letters only
			continue
		}
		c := t.look(p)
		for i := range p.to - p.from {
			t.score(p, c, i)
		}
		t.decoder.decode(t.m, t.scores[p.from:p.to], t.may[p.from:p.to], t.labels[p.from:p.to])
	}
}

// score adds up the weights of token i of a sentence.
func (t *Tagger) score(p *part, c *context, i int) {
	n := p.to - p.from
	numbers := t.numbers[p.from:p.to]
	sum := t.m.forms[c.formsOf(i)]
	if i >= reach && i < n-reach {
		sum.add(&t.cache.entries[numbers[i-2]].columns[0])
		sum.add(&t.cache.entries[numbers[i-1]].columns[1])
		sum.add(&t.cache.entries[numbers[i]].columns[2])
		sum.add(&t.cache.entries[numbers[i+1]].columns[3])
		sum.add(&t.cache.entries[numbers[i+2]].columns[4])
	} else {
		for d := -reach; d <= reach; d++ {
			if j := i + d; j >= 0 && j < n {
				sum.add(&t.cache.entries[numbers[j]].columns[d+reach])
			} else {
				sum.add(&neutral)
			}
		}
	}
	scores := &t.scores[p.from+i]
	sum.unpack(1+window, scores)
	if c.looksAt(i) {
		t.keys = c.pairs(i, t.keys[:0])
		for _, k := range t.keys {
			if f := t.m.features.find(k); f != nil {
				for l, v := range t.m.features.rows[f.row] {
					scores[l] += int32(v)
				}
			}
		}
		if k := t.document.votes.spelling(t.document.ids[p.from+i], c, i); k >= 0 {
			t.addDocument(k, scores)
		}
	}
	t.may[p.from+i] = t.m.possible(scores)
}

func (t *Tagger) addDocument(k int, scores *[labels]int32) {
	for l, v := range t.m.document[k] {
		scores[l] += int32(v)
	}
}

// pass2 labels the sentences that hold names again, with the votes of the first
// pass.
func (t *Tagger) pass2() {
	v := &t.document.votes
	for k := range t.parts {
		if p := &t.parts[k]; p.names {
			v.add(t.document.ids[p.from:p.to], t.labels[p.from:p.to])
		}
	}
	for k := range t.parts {
		p := &t.parts[k]
		if !p.names {
			continue
		}
		c := t.look(p)
		ids, first := t.document.ids[p.from:p.to], t.labels[p.from:p.to]
		for i := range ids {
			if !c.looksAt(i) {
				continue
			}
			t.features = v.features(ids, first, c, i, t.features[:0])
			scores := &t.scores[p.from+i]
			for _, k := range t.features {
				t.addDocument(k, scores)
			}
			t.may[p.from+i] = t.m.possible(scores)
		}
		scores, may := t.scores[p.from:p.to], t.may[p.from:p.to]
		t.decoder.decode(t.m, scores, may, first)
		t.decoder.margins(t.m, scores, may, first, t.margin[p.from:p.to])
	}
}

// spans appends the names among the labels; the chunk starts at token from.
func (t *Tagger) spans(text *token.Text, from int, spans []Span) []Span {
	start, least := 0, int32(0)
	for i, l := range t.labels {
		if l == outside {
			continue
		}
		if l.opens() {
			start, least = i, t.margin[i]
		}
		least = min(least, t.margin[i])
		if l.closes() {
			s, ok := t.correct(text, from, Span{
				First: from + start, Last: from + i + 1, Kind: kinds[l.kind()],
				Confidence: float32(1 / (1 + math.Exp(-float64(least)*t.m.quantum))),
			})
			switch n := len(spans); {
			case !ok:
			case n > 0 && isDistrict(text, spans[n-1], s):
				spans[n-1].Last = s.Last
			default:
				spans = append(spans, s)
			}
		}
	}
	return spans
}

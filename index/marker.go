package index

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"dateline/archive"
	"dateline/index/query"
)

// marker finds in a text what a query asks for, by the same words and stems as
// the index. It belongs to one search.
type marker struct {
	leaves []leaf
	stems  map[string]*stemmer
	tokens []token // of the text at hand
}

// leaf is one word or phrase of the query.
type leaf struct {
	field query.Field
	words []pattern // side by side
}

// pattern is one word of a leaf.
type pattern struct {
	term   string
	stem   bool // the stem of the text's language counts, too
	accept func(term string) bool
}

// mark is a place in a text that a leaf matches.
type mark struct{ start, end, leaf int }

func newMarker(tree query.Node) *marker {
	m := &marker{stems: make(map[string]*stemmer)}
	for _, n := range query.Leaves(tree) {
		switch n := n.(type) {
		case query.Word:
			m.add(n)
		case query.Phrase:
			m.addPhrase(n.Field, n.Text, n.Slop)
		}
	}
	return m
}

func (m *marker) stemmer(language string) *stemmer {
	if m.stems[language] == nil {
		m.stems[language] = newStemmer(language)
	}
	return m.stems[language]
}

func (m *marker) add(w query.Word) {
	text := fold(w.Text)
	p := pattern{term: text}
	switch w.Form {
	case query.Prefix:
		prefix := foldPattern(w.Text)
		p.accept = func(term string) bool { return prefix != "" && strings.HasPrefix(term, prefix) }
	case query.Wildcard:
		whole, err := regexp.Compile("^(?:" + wildcardRegexp(foldPattern(w.Text)) + ")$")
		if err != nil {
			return
		}
		p.accept = whole.MatchString
	case query.Fuzzy:
		edits := fuzzyEdits(w)
		p.accept = func(term string) bool { return resembles(text, term, edits) }
	default:
		parts := termsOf(w.Text)
		if len(parts) != 1 {
			m.addPhrase(w.Field, w.Text, 0)
			return
		}
		p.term, p.stem = parts[0], true
	}
	m.leaves = append(m.leaves, leaf{w.Field, []pattern{p}})
}

// addPhrase adds a phrase, or, where its words may stand apart, each of them.
func (m *marker) addPhrase(f query.Field, text string, slop int) {
	var parts []pattern
	for _, term := range termsOf(text) {
		parts = append(parts, pattern{term: term})
	}
	if slop > 0 {
		for i := range parts {
			m.leaves = append(m.leaves, leaf{f, parts[i : i+1]})
		}
		return
	}
	if len(parts) > 0 {
		m.leaves = append(m.leaves, leaf{f, parts})
	}
}

// matches says that a word of a text is the one asked for; stems are those of the
// text's language.
func (p *pattern) matches(term string, stems *stemmer) bool {
	if p.accept != nil {
		return p.accept(term)
	}
	if term == p.term {
		return true
	}
	// No stemmer of a Latin script changes a word's first letter, which spares
	// most words the stemming.
	if !p.stem || p.term[0] != term[0] && p.term[0] < utf8.RuneSelf {
		return false
	}
	stem := stems.of(p.term)
	return stem == term || stems.of(term) == stem
}

// find returns the places in a text that leaves match, in order and without
// overlaps; of those that start together the longest.
func (m *marker) find(text, language string, in func(query.Field) bool) []mark {
	if len(m.leaves) == 0 || text == "" {
		return nil
	}
	stems := m.stemmer(language)
	m.tokens = m.tokens[:0]
	words(text, func(t token) bool {
		m.tokens = append(m.tokens, t)
		return true
	})
	tokens := m.tokens
	var marks []mark
	for i := 0; i < len(tokens); {
		length, which := 0, 0
	leaves:
		for n := range m.leaves {
			l := &m.leaves[n]
			if len(l.words) <= length || i+len(l.words) > len(tokens) || !in(l.field) {
				continue
			}
			for k := range l.words {
				if t := tokens[i+k]; !l.words[k].matches(t.term, stems) {
					continue leaves
				}
			}
			length, which = len(l.words), n
		}
		if length == 0 {
			i++
			continue
		}
		marks = append(marks, mark{tokens[i].start, tokens[i+length-1].end, which})
		i += length
	}
	return marks
}

func inTitle(f query.Field) bool { return f == query.Anywhere || f == query.Title }
func inBody(f query.Field) bool  { return f != query.Title }

// whole cuts a text at its marks.
func (m *marker) whole(text, language string, in func(query.Field) bool) []Fragment {
	return cut(text, 0, len(text), m.find(text, language, in))
}

// cut is the text from one offset to another, parted at the marks that lie in it.
func cut(text string, from, to int, marks []mark) []Fragment {
	var out []Fragment
	add := func(s string, hit bool) {
		if s != "" {
			out = append(out, Fragment{Text: s, Hit: hit})
		}
	}
	at := from
	for _, k := range marks {
		if k.start < at || k.end > to {
			continue
		}
		add(text[at:k.start], false)
		add(text[k.start:k.end], true)
		at = k.end
	}
	add(text[at:to], false)
	return out
}

// The length of a passage in bytes: what is wanted, and the most.
const (
	passageLength = 220
	passageMost   = 320
	passageBefore = 80 // of a long sentence, before its first mark
)

// passage is the part of an article's text that answers the query best: the
// sentences with most of its different words, those that the article has seldom
// before those it repeats; of equals the earliest. Without a match it is the
// start of the lede.
func (m *marker) passage(a *archive.Article) []Fragment {
	marked := make([][]mark, len(a.Body))
	counts := make([]int, len(m.leaves))
	for i, p := range a.Body {
		if p.Kind == archive.Related {
			continue
		}
		marked[i] = m.find(p.Text, a.Language, inBody)
		for _, k := range marked[i] {
			counts[k.leaf]++
		}
	}
	text, from, to := a.Lede(), 0, len(a.Lede())
	var marks []mark
	best := 0.0
	for i, p := range a.Body {
		if len(marked[i]) == 0 {
			continue
		}
		starts := sentences(p.Text)
		for n, start := range starts {
			end := sentenceEnd(p.Text, starts, n, start)
			if v := m.value(marked[i], start, end, counts); v > best {
				text, from, to, marks, best = p.Text, start, end, marked[i], v
			}
		}
	}
	return fitted(text, from, to, marks)
}

// sentenceEnd is where a passage ends that starts with sentence i: at the end of
// the sentence that makes it long enough.
func sentenceEnd(text string, starts []int, i, from int) int {
	for j := i + 1; j < len(starts); j++ {
		if starts[j]-from >= passageLength {
			if starts[j]-from > passageMost && j > i+1 {
				return starts[j-1]
			}
			return starts[j]
		}
	}
	return len(text)
}

// value says how well the marks between two offsets answer the query: each leaf
// counts by how seldom the article has it, phrases by their words, too; repeats
// hardly.
func (m *marker) value(marks []mark, from, to int, counts []int) float64 {
	seen := make([]bool, len(counts))
	sum := 0.0
	for _, k := range marks {
		if k.start < from || k.end > to {
			continue
		}
		if seen[k.leaf] {
			sum += 0.01
			continue
		}
		seen[k.leaf] = true
		sum += (1 + 1/float64(counts[k.leaf])) * (1 + 0.3*float64(len(m.leaves[k.leaf].words)-1))
	}
	return sum
}

// fitted cuts a passage to length, at words, around its first mark, and shows
// with dots where text was left out.
func fitted(text string, from, to int, marks []mark) []Fragment {
	if to-from > passageMost {
		for _, k := range marks {
			if k.start >= from {
				if k.end-from > passageLength {
					from = wordStart(text, k.start-passageBefore)
				}
				break
			}
		}
		if to-from > passageMost {
			to = wordStart(text, from+passageMost)
		}
	}
	out := cut(text, from, to, marks)
	if len(out) == 0 {
		return nil
	}
	if last := &out[len(out)-1]; !last.Hit {
		last.Text = strings.TrimRight(last.Text, " \n\t")
	}
	if from > 0 {
		out = append([]Fragment{{Text: "… "}}, out...)
	}
	if to < len(strings.TrimSpace(text)) {
		out = append(out, Fragment{Text: " …"})
	}
	return joined(out)
}

// joined puts neighbouring fragments of the same sort together.
func joined(list []Fragment) []Fragment {
	out := list[:0]
	for _, f := range list {
		if n := len(out); n > 0 && !out[n-1].Hit && !f.Hit {
			out[n-1].Text += f.Text
			continue
		}
		if f.Text != "" {
			out = append(out, f)
		}
	}
	return out
}

// wordStart is the start of the word at offset i or the next after it.
func wordStart(text string, i int) int {
	for i < len(text) && !utf8.RuneStart(text[i]) {
		i++
	}
	if space := strings.IndexAny(text[min(i, len(text)):], " \n\t"); space >= 0 && space < 40 {
		return i + space + 1
	}
	return min(i, len(text))
}

// Marks cuts a text of an article at what a query asks for.
func (x *Index) Marks(q Query, text, language string) []Fragment {
	if len(q.Text) > MaxTextLength {
		return []Fragment{{Text: text}}
	}
	return newMarker(query.Parse(q.Text).Node).whole(text, language, func(query.Field) bool { return true })
}

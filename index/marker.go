package index

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/index/query"
)

// marker finds in a text what a query asks for, by the same words, stems and
// distances as the index. It belongs to one search.
type marker struct {
	targets []target
	stems   map[string]*stemmer
	tokens  []token // of the text at hand
	lists   [][]span
}

// target is one thing that a query asks the text for: a word, a phrase, or such
// near each other.
type target struct {
	field query.Field
	sides [][]leaf // one, or those that stand near each other; of each side any leaf
	near  query.Near
	slop  int // of a loose phrase, whose words are its sides; else 0
}

// leaf is one word or phrase.
type leaf []pattern // side by side

// pattern is one word of a leaf.
type pattern struct {
	term   string
	stem   bool // the stem of the text's language counts, too
	accept func(term string) bool
}

// mark is a place in a text that belongs to a target, in bytes. A target whose
// parts are marked apart reaches from first to last.
type mark struct {
	start, end  int
	first, last int
	target      int
}

func newMarker(tree query.Node) *marker {
	m := &marker{stems: make(map[string]*stemmer)}
	m.collect(tree)
	return m
}

// collect takes the targets of a tree, all that are not under a Not.
func (m *marker) collect(n query.Node) {
	switch n := n.(type) {
	case query.And:
		for _, c := range n.Nodes {
			m.collect(c)
		}
	case query.Or:
		for _, c := range n.Nodes {
			m.collect(c)
		}
	case query.AtLeast:
		m.collect(n.Node)
	case query.Near:
		if leaves := query.Leaves(n.Left); len(leaves) > 0 {
			field, left := side(leaves)
			_, right := side(query.Leaves(n.Right))
			m.targets = append(m.targets, target{field: field, sides: [][]leaf{left, right}, near: n})
		}
	case query.Word, query.Phrase:
		field, only := side([]query.Node{n})
		t := target{field: field, sides: [][]leaf{only}}
		if p, ok := n.(query.Phrase); ok && p.Slop > 0 && len(only) == 1 && len(only[0]) > 1 {
			t.slop, t.sides = p.Slop, nil
			for _, word := range only[0] {
				t.sides = append(t.sides, []leaf{{word}})
			}
		}
		m.targets = append(m.targets, t)
	}
}

// side makes leaves of words and phrases, which are in one field.
func side(nodes []query.Node) (field query.Field, leaves []leaf) {
	for _, n := range nodes {
		var l leaf
		switch n := n.(type) {
		case query.Word:
			field, l = n.Field, leafOf(n)
		case query.Phrase:
			field, l = n.Field, phraseLeaf(n.Text)
		}
		if len(l) > 0 {
			leaves = append(leaves, l)
		}
	}
	return field, leaves
}

func leafOf(w query.Word) leaf {
	text := fold(w.Text)
	p := pattern{term: text}
	switch w.Form {
	case query.Prefix:
		if endsUnspaced(w.Text) {
			return phraseLeaf(w.Text)
		}
		prefix := foldPattern(w.Text)
		p.accept = func(term string) bool { return prefix != "" && strings.HasPrefix(term, prefix) }
	case query.Wildcard:
		whole, err := regexp.Compile("^(?:" + wildcardRegexp(foldPattern(w.Text)) + ")$")
		if err != nil {
			return nil
		}
		p.accept = whole.MatchString
	case query.Fuzzy:
		edits := fuzzyEdits(w)
		p.accept = func(term string) bool { return resembles(text, term, edits) }
	default:
		parts := termsOf(w.Text)
		if len(parts) != 1 {
			return phraseLeaf(w.Text)
		}
		p.term, p.stem = parts[0], true
	}
	return leaf{p}
}

func phraseLeaf(text string) leaf {
	var l leaf
	for _, term := range termsOf(text) {
		l = append(l, pattern{term: term})
	}
	return l
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

func (m *marker) stemmer(language string) *stemmer {
	if m.stems[language] == nil {
		m.stems[language] = newStemmer(language)
	}
	return m.stems[language]
}

// find returns the places in a text that belong to targets, in order; of those
// that start together the longest first. They may overlap. Of the targets that
// loose names, the parts are marked wherever they stand; nil names none.
func (m *marker) find(text, language string, in func(query.Field) bool, loose func(target int) bool) []mark {
	if len(m.targets) == 0 || text == "" {
		return nil
	}
	m.tokens = m.tokens[:0]
	words(text, func(t token) bool {
		m.tokens = append(m.tokens, t)
		return true
	})
	stems := m.stemmer(language)
	var marks []mark
	for i := range m.targets {
		t := &m.targets[i]
		if !in(t.field) {
			continue
		}
		for len(m.lists) < len(t.sides) {
			m.lists = append(m.lists, nil)
		}
		lists := m.lists[:len(t.sides)]
		whole := true // all sides occur
		for s, leaves := range t.sides {
			lists[s] = occurrences(lists[s][:0], m.tokens, leaves, stems)
			whole = whole && len(lists[s]) > 0
		}
		switch {
		case len(t.sides) == 1 || loose != nil && loose(i):
			for _, list := range lists {
				marks = m.append(marks, i, list)
			}
		case whole:
			marks = m.appendRuns(marks, i, text, lists)
		}
	}
	slices.SortStableFunc(marks, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	return marks
}

// occurrences appends the runs of tokens that any of the leaves matches.
func occurrences(to []span, tokens []token, leaves []leaf, stems *stemmer) []span {
	for _, l := range leaves {
	next:
		for i := range len(tokens) - len(l) + 1 {
			for k := range l {
				if !l[k].matches(tokens[i+k].term, stems) {
					continue next
				}
			}
			to = append(to, span{int32(i), int32(i + len(l) - 1)})
		}
	}
	if len(leaves) > 1 {
		return sorted(to)
	}
	return to
}

// append marks runs of tokens.
func (m *marker) append(marks []mark, target int, runs []span) []mark {
	for _, r := range runs {
		from, to := m.tokens[r.from].start, m.tokens[r.to].end
		marks = append(marks, mark{from, to, from, to, target})
	}
	return marks
}

// appendRuns marks the places where the sides of a target stand near each other:
// whole where the distance is in words, else, and where that would be longer than
// a passage, the words at both ends.
func (m *marker) appendRuns(marks []mark, target int, text string, lists [][]span) []mark {
	t := &m.targets[target]
	for _, r := range t.runs(text, m.tokens, lists) {
		from, to := m.tokens[r.from].start, m.tokens[r.to].end
		if t.near.Unit == query.Words && to-from <= passageLength {
			marks = append(marks, mark{from, to, from, to, target})
			continue
		}
		for _, list := range lists {
			for _, s := range list {
				if s.from == r.from || s.to == r.to {
					marks = append(marks, mark{m.tokens[s.from].start, m.tokens[s.to].end, from, to, target})
				}
			}
		}
	}
	return marks
}

// runs are the runs of tokens from one side of a target to the other, found as
// the index finds them.
func (t *target) runs(text string, tokens []token, lists [][]span) []span {
	if t.slop > 0 {
		return within(nil, lists, int32(t.slop))
	}
	close := func(a, b span) bool { return b.from-a.to <= int32(t.near.Distance) }
	switch t.near.Unit {
	case query.Paragraph: // a text is one
		close = func(a, b span) bool { return true }
	case query.Sentence:
		starts := sentences(text)
		region := func(token int32) int {
			i, _ := slices.BinarySearch(starts, tokens[token].start+1)
			return i
		}
		close = func(a, b span) bool { return region(a.from) == region(b.to) }
	}
	runs := pairs(nil, lists[0], lists[1], close)
	if !t.near.Ordered {
		runs = pairs(runs, lists[1], lists[0], close)
	}
	return sorted(runs)
}

func inTitle(f query.Field) bool { return f == query.Anywhere || f == query.Title }
func inBody(f query.Field) bool  { return f != query.Title }

// cut is the text from one offset to another, parted at the marks that lie in it;
// marks that overlap become one.
func cut(text string, from, to int, marks []mark) []Fragment {
	var out []Fragment
	add := func(s string, hit bool) {
		if s != "" {
			out = append(out, Fragment{Text: s, Hit: hit})
		}
	}
	at := from
	for i := 0; i < len(marks); {
		start, end := marks[i].start, marks[i].end
		inside := start >= at && end <= to
		for i++; inside && i < len(marks) && marks[i].start < end; i++ {
			if marks[i].end <= to {
				end = max(end, marks[i].end)
			}
		}
		if inside {
			add(text[at:start], false)
			add(text[start:end], true)
			at = end
		}
	}
	add(text[at:to], false)
	return out
}

package bench

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"

	"dateline/archive"
	"dateline/index/query"
)

// plain is an article as a reader without an index sees it.
type plain struct {
	article    archive.Article
	values     map[string][]string
	paragraphs [][]string                     // words in small letters; the first is the title
	verdicts   map[query.Word]map[string]bool // on words of texts, by word of the query
}

func newPlain(g *Generator, n int) plain {
	p := plain{article: g.Article(n)}
	p.values = valuesOf(&p.article)
	p.values["language"] = []string{p.article.Language}
	texts := []string{p.article.Title}
	for _, paragraph := range p.article.Body {
		texts = append(texts, paragraph.Text)
	}
	for _, text := range texts {
		p.paragraphs = append(p.paragraphs, lettersOf(text))
	}
	return p
}

func lettersOf(text string) []string {
	text = strings.NewReplacer("'s ", " ", "’s ", " ").Replace(strings.ToLower(text) + " ")
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func stem(w string) string {
	env := snowballstem.NewEnv(w)
	english.Stem(env)
	return env.Current()
}

func (p *plain) matches(q Query) bool {
	for _, f := range q.Filters {
		has := false
		for _, v := range p.values[f.Field] {
			has = has || v == f.Values[0]
		}
		if !has {
			return false
		}
	}
	return p.holds(q.tree)
}

// holds answers for every part of the language that the query file uses, but for
// sentences, which are the index's to define.
func (p *plain) holds(n query.Node) bool {
	switch n := n.(type) {
	case query.All:
		return true
	case query.And:
		for _, c := range n.Nodes {
			if !p.holds(c) {
				return false
			}
		}
		return true
	case query.Or:
		for _, c := range n.Nodes {
			if p.holds(c) {
				return true
			}
		}
		return false
	case query.Not:
		return !p.holds(n.Node)
	case query.Dates:
		from, to, _ := n.Days(time.Now())
		first, last, ok := p.article.Published.Days()
		return ok && first >= from && last <= to
	case query.Phrase:
		words := lettersOf(n.Text)
		if n.Slop > 0 {
			return near(p.places(is(words[0])), p.places(is(words[1])), n.Slop, false)
		}
		return p.phrase(words)
	case query.Near:
		left, right := p.places(p.test(n.Left)), p.places(p.test(n.Right))
		if n.Unit == query.Paragraph {
			return slices.ContainsFunc(left, func(a place) bool {
				return slices.ContainsFunc(right, func(b place) bool { return a.paragraph == b.paragraph && a.at != b.at })
			})
		}
		return near(left, right, n.Distance, n.Ordered)
	}
	return len(p.places(p.test(n))) > 0
}

// place is where a word stands, with a gap of a word between paragraphs and a long
// one behind the title.
type place struct{ paragraph, at int }

func (p *plain) places(ok func(string) bool) []place {
	var found []place
	at := 0
	for i, words := range p.paragraphs {
		for _, w := range words {
			if at++; ok(w) {
				found = append(found, place{i, at})
			}
		}
		if at++; i == 0 {
			at += 1000
		}
	}
	return found
}

func near(left, right []place, distance int, ordered bool) bool {
	for _, a := range left {
		for _, b := range right {
			d := b.at - a.at
			if !ordered && d < 0 {
				d = -d
			}
			if 0 < d && d <= distance {
				return true
			}
		}
	}
	return false
}

func (p *plain) phrase(words []string) bool {
	for _, text := range p.paragraphs {
		for i := range text {
			if i+len(words) <= len(text) && slices.Equal(text[i:i+len(words)], words) {
				return true
			}
		}
	}
	return false
}

func is(word string) func(string) bool { return func(w string) bool { return w == word } }

// test is the condition that a word of a query puts to one of a text.
func (p *plain) test(n query.Node) func(string) bool {
	q, ok := n.(query.Word)
	if !ok {
		panic(fmt.Sprintf("%T is not in the query file", n))
	}
	known := p.verdicts[q]
	if known == nil {
		known = make(map[string]bool)
		p.verdicts[q] = known
	}
	return func(w string) bool {
		verdict, ok := known[w]
		if !ok {
			verdict = alike(w, q)
			known[w] = verdict
		}
		return verdict
	}
}

func alike(w string, q query.Word) bool {
	text := strings.ToLower(q.Text)
	switch q.Form {
	case query.Prefix:
		return strings.HasPrefix(w, text)
	case query.Fuzzy:
		return w[0] == text[0] && edits(w, text) <= q.Edits
	}
	return stem(w) == stem(text)
}

// edits is the Levenshtein distance in bytes.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := last
			if a[i] != b[j] {
				cost++
			}
			last = row[j+1]
			row[j+1] = min(cost, last+1, row[j]+1)
		}
	}
	return row[len(b)]
}

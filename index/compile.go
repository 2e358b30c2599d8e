package index

import (
	"context"
	"fmt"

	"dateline/index/query"
)

// The limits of what one query may cost.
const (
	maxClauses   = 1024 // words, phrases and properties
	maxExpansion = 1024 // words of the archive behind one wildcard
	minFuzzy     = 4    // letters: any shorter word is within two letters of too many
)

// compiler makes the plan of a tree for one view.
type compiler struct {
	ctx   context.Context
	index *Index
	view  *view
	find  *lookup
}

func (x *Index) newCompiler(ctx context.Context, v *view) *compiler {
	return &compiler{ctx: ctx, index: x, view: v, find: newLookup(v)}
}

// compiled is a tree made ready: what the words ask, and what the columns must
// satisfy besides. With words nil the columns alone decide.
type compiled struct {
	words   plan
	columns []predicate // all must hold
}

// compile splits the conditions on columns that hold for the whole query from
// the rest, so that a query without words never reads postings.
func (c *compiler) compile(tree query.Node) (compiled, error) {
	var out compiled
	var rest []query.Node
	nodes := []query.Node{tree}
	if and, ok := tree.(query.And); ok {
		nodes = and.Nodes
	}
	for _, n := range nodes {
		if hasWord(n) {
			rest = append(rest, n)
			continue
		}
		p, err := c.predicate(n)
		if err != nil {
			return compiled{}, err
		}
		if p != nil {
			out.columns = append(out.columns, p)
		}
	}
	switch len(rest) {
	case 0:
		return out, nil
	case 1:
		p, err := c.plan(rest[0])
		out.words = p
		return out, err
	}
	p, err := c.plan(query.And{Nodes: rest})
	out.words = p
	return out, err
}

// hasWord says that a tree asks for words anywhere.
func hasWord(n query.Node) bool {
	switch n := n.(type) {
	case query.And:
		return anyWord(n.Nodes)
	case query.Or:
		return anyWord(n.Nodes)
	case query.Not:
		return hasWord(n.Node)
	case query.Word, query.Phrase, query.Near, query.AtLeast:
		return true
	}
	return false
}

func anyWord(nodes []query.Node) bool {
	for _, n := range nodes {
		if hasWord(n) {
			return true
		}
	}
	return false
}

// predicate compiles a tree without words; nil is a condition that always holds.
func (c *compiler) predicate(n query.Node) (predicate, error) {
	switch n := n.(type) {
	case query.All:
		return nil, nil
	case query.And:
		parts, err := c.predicates(n.Nodes)
		return func(b *block, i int, id uint32) bool {
			for _, p := range parts {
				if p != nil && !p(b, i, id) {
					return false
				}
			}
			return true
		}, err
	case query.Or:
		parts, err := c.predicates(n.Nodes)
		return func(b *block, i int, id uint32) bool {
			for _, p := range parts {
				if p == nil || p(b, i, id) {
					return true
				}
			}
			return false
		}, err
	case query.Not:
		p, err := c.predicate(n.Node)
		return func(b *block, i int, id uint32) bool { return p != nil && !p(b, i, id) }, err
	case query.Property:
		return c.index.propertyOf(c.ctx, c.view, n)
	case query.Dates:
		return dates(n, c.index.now())
	case query.Number:
		return number(n), nil
	}
	return nil, fmt.Errorf("query part %T has no place here", n)
}

func (c *compiler) predicates(nodes []query.Node) ([]predicate, error) {
	parts := make([]predicate, len(nodes))
	for i, n := range nodes {
		p, err := c.predicate(n)
		if err != nil {
			return nil, err
		}
		parts[i] = p
	}
	return parts, nil
}

// plan compiles a tree with words.
func (c *compiler) plan(n query.Node) (plan, error) {
	if !hasWord(n) {
		p, err := c.predicate(n)
		if err != nil {
			return nil, err
		}
		if p == nil {
			return everything{c.view.columns.live}, nil
		}
		return property{c.view.columns.live, p}, nil
	}
	switch n := n.(type) {
	case query.And:
		var out all
		for _, node := range n.Nodes {
			if not, ok := node.(query.Not); ok {
				p, err := c.plan(not.Node)
				if err != nil {
					return nil, err
				}
				out.without = append(out.without, p)
				continue
			}
			p, err := c.plan(node)
			if err != nil {
				return nil, err
			}
			out.parts = append(out.parts, p)
		}
		if len(out.parts) == 0 {
			out.parts = append(out.parts, everything{c.view.columns.live})
		}
		return out, nil
	case query.Or:
		var out anyOf
		for _, node := range n.Nodes {
			p, err := c.plan(node)
			if err != nil {
				return nil, err
			}
			out.parts = append(out.parts, p)
		}
		return out, nil
	case query.Not:
		p, err := c.plan(n.Node)
		if err != nil {
			return nil, err
		}
		return all{parts: []plan{everything{c.view.columns.live}}, without: []plan{p}}, nil
	}
	return c.placed(n)
}

// placed compiles a part that occurs at places: what may stand beside NEAR.
func (c *compiler) placed(n query.Node) (placed, error) {
	switch n := n.(type) {
	case query.Word:
		return c.word(n)
	case query.Phrase:
		return c.phrase(n.Field, n.Text, n.Slop)
	case query.Or:
		var out anyPlace
		for _, node := range n.Nodes {
			p, err := c.placed(node)
			if err != nil {
				return nil, err
			}
			out.parts = append(out.parts, p)
		}
		return out, nil
	case query.AtLeast:
		p, err := c.placed(n.Node)
		return &atLeast{p, n.Count}, err
	case query.Near:
		left, err := c.placed(n.Left)
		if err != nil {
			return nil, err
		}
		right, err := c.placed(n.Right)
		if err != nil {
			return nil, err
		}
		out := &near{left: left, right: right, distance: int32(n.Distance), ordered: n.Ordered}
		switch n.Unit {
		case query.Sentence:
			out.marks, err = c.mark(sentenceMark)
		case query.Paragraph:
			out.marks, err = c.mark(paragraphMark)
		}
		return out, err
	}
	return nil, fmt.Errorf("query part %T has no place in a text", n)
}

func (c *compiler) mark(text string) (*term, error) {
	t, err := c.find.term(fieldText, text)
	return &t, err
}

// word compiles one word of a query.
func (c *compiler) word(w query.Word) (placed, error) {
	switch {
	case w.Form == query.Prefix && endsUnspaced(w.Text):
		return c.phrase(w.Field, w.Text, 0)
	case w.Form != query.Plain:
		return c.expansion(w)
	}
	parts := termsOf(w.Text)
	switch len(parts) {
	case 0: // nothing but punctuation
		return anyPlace{}, nil
	case 1:
		return c.inField(w.Field, func(field string) (placed, error) { return c.stemmed(field, parts[0]) })
	}
	return c.phrase(w.Field, w.Text, 0) // COVID-19: two words side by side
}

// stemmed finds a word under its stems in all languages of the archive, and as
// it is written.
func (c *compiler) stemmed(field, text string) (placed, error) {
	// In articles of some languages the word is its own stem, in those of others
	// each occurrence of it is marked, too: one wording for each, so that none is
	// counted twice.
	own, other := wording{{text: text}}, wording{}
	for _, s := range stemsOf(text, c.view.languages) {
		if s.stem == text {
			own = append(own, spelling{text: s.mark})
			continue
		}
		other = append(other, spelling{text: s.mark}, spelling{text: s.stem, language: s.language})
	}
	return c.group(field, own, other)
}

// wording is the terms by whose occurrences, taken together, a word is counted.
type wording []spelling

// spelling is a term, which may count in the articles of one language only.
type spelling struct{ text, language string }

func written(texts []string) wording {
	w := make(wording, len(texts))
	for i, text := range texts {
		w[i].text = text
	}
	return w
}

// group makes a word of its wordings.
func (c *compiler) group(field string, wordings ...wording) (placed, error) {
	out := &word{norming: field == fieldText}
	count := 0
	for _, w := range wordings {
		var terms []term
		sum := 0
		for _, s := range w {
			t, err := c.find.term(field, s.text)
			if err != nil {
				return nil, err
			}
			if t.count == 0 {
				continue
			}
			if s.language != "" {
				t.languages = c.view.stemmedAs(s.language)
			}
			sum += t.count
			terms = append(terms, t)
			if field != fieldText {
				continue
			}
			title, err := c.find.term(fieldTitle, s.text)
			if err != nil {
				return nil, err
			}
			title.languages = t.languages
			if title.count > 0 {
				title.title = true
				terms = append(terms, title)
			}
		}
		out.total += sum
		count = max(count, sum)
		out.groups = append(out.groups, terms)
	}
	out.weight = inverse(count, c.view.columns.live)
	return out, nil
}

// inField compiles something in one field of the article.
func (c *compiler) inField(f query.Field, in func(field string) (placed, error)) (placed, error) {
	switch f {
	case query.Title:
		return in(fieldTitle)
	case query.Lead, query.Body:
		p, err := in(fieldText)
		if err != nil {
			return nil, err
		}
		mark := paragraphMark
		if f == query.Lead {
			mark = leadMark
		}
		t, err := c.find.term(fieldText, mark)
		return &zone{p, f, t}, err
	}
	return in(fieldText)
}

// phrase compiles words as written, side by side.
func (c *compiler) phrase(f query.Field, text string, slop int) (placed, error) {
	parts := termsOf(text)
	if slop == 0 {
		parts = phraseTerms(text)
	}
	if len(parts) == 0 {
		return anyPlace{}, nil
	}
	return c.inField(f, func(field string) (placed, error) {
		if len(parts) == 1 {
			return c.group(field, written(parts))
		}
		out := &phrase{slop: slop, norming: field == fieldText}
		for _, part := range parts {
			t, err := c.find.term(field, part)
			if err != nil {
				return nil, err
			}
			out.terms = append(out.terms, t)
			out.weight += inverse(t.count, c.view.columns.live)
		}
		return out, nil
	})
}

// phraseTerms are the terms that stand at successive places where a phrase does:
// its words, and of characters written without spaces the pairs, which are rarer.
func phraseTerms(text string) []string {
	var list []token
	words(text, func(t token) bool {
		list = append(list, t)
		return true
	})
	var terms []string
	for i, t := range list {
		switch {
		case i+1 < len(list) && list[i+1].pairs(t):
			terms = append(terms, pairMark+t.term+list[i+1].term)
		case i+1 == len(list) && i > 0 && t.pairs(list[i-1]): // is in the last pair
		default:
			terms = append(terms, t.term)
		}
	}
	return terms
}

// endsUnspaced says that a text ends in a script without spaces, where every
// word is the beginning of others: 中国* is 中国.
func endsUnspaced(text string) bool {
	last := false
	words(text, func(t token) bool {
		last = t.unspaced
		return true
	})
	return last
}

package query

import (
	"sort"
	"strings"
)

// MaxDepth is how many operators may stand inside one another in a tree.
const MaxDepth = 50

// Parsed is what a text was understood as.
type Parsed struct {
	Node  Node
	Notes []Note // what was not understood, in the order of the text; nil if all was
	Plain bool   // nothing but plain words, which a search may relax
}

// Parse reads a query. It never fails: what it cannot understand it takes as
// plain words, or leaves out, and adds a note. Every text is allowed, and time
// and memory grow in proportion to its length. A text without any word gives
// All.
func Parse(text string) Parsed {
	p := &parser{budget: maxCopies}
	node := p.query(text)
	sort.SliceStable(p.notes, func(i, j int) bool { return p.notes[i].At < p.notes[j].At })
	return Parsed{Node: node, Notes: p.notes, Plain: !p.explicit && isPlain(node)}
}

// parser reads tidy tokens by recursive descent. Every method stops before the
// token that it has no use for.
//
//	or      = and { OR and }
//	and     = near { [ AND ] near }
//	near    = not { NEAR/n not }
//	not     = { NOT } primary
//	primary = word | phrase | ( or ) | field primary | atleastN ( or )
type parser struct {
	tokens   []token
	pos      int
	notes    notes
	explicit bool // an AND was written
	budget   int  // words that proximity may still repeat
}

func (p *parser) query(text string) Node {
	tokens := lex(text, &p.notes)
	cleaner := tidy{text: text, notes: &p.notes}
	p.tokens = cleaner.run(tokens)
	if len(p.tokens) == 0 {
		if len(p.notes) == 0 && strings.TrimFunc(text, isSpace) != "" {
			p.notes.add(0, len(text), "no word to search for; every article matches")
		}
		return All{}
	}
	node, cut := limitDepth(p.or(nil), MaxDepth)
	if cut {
		p.notes.add(0, len(text), "operators are nested deeper than %d; those inside are taken as plain words", MaxDepth)
	}
	return node
}

// at says that the next token is of a kind.
func (p *parser) at(k kind) bool { return p.pos < len(p.tokens) && p.tokens[p.pos].kind == k }

func (p *parser) next() token {
	p.pos++
	return p.tokens[p.pos-1]
}

// or reads alternatives; f is the field that the words belong to, nil for any.
func (p *parser) or(f *field) Node {
	nodes := []Node{p.and(f)}
	for p.at(orToken) {
		p.pos++
		nodes = append(nodes, p.and(f))
	}
	return or(nodes...)
}

func (p *parser) and(f *field) Node {
	nodes := []Node{p.near(f)}
	for p.pos < len(p.tokens) && !p.at(orToken) && !p.at(closeToken) {
		if p.at(andToken) {
			p.pos++
			p.explicit = true
		}
		nodes = append(nodes, p.near(f))
	}
	return and(nodes...)
}

// near reads a chain of operands that each stand close to the next.
func (p *parser) near(f *field) Node {
	left := p.not(f)
	if !p.at(nearToken) {
		return left
	}
	var pairs []Node
	for p.at(nearToken) {
		op := p.next()
		right := p.not(f)
		// From the second pair on, left is there already and would be repeated.
		if len(pairs) > 0 && !p.afford(Clauses(left)-1) {
			p.tooLarge(op)
			pairs = append(pairs, right)
		} else {
			pairs = append(pairs, p.proximity(op, left, right))
		}
		left = right
	}
	return and(pairs...)
}

func (p *parser) not(f *field) Node {
	negative := false
	for p.at(notToken) {
		p.pos++
		negative = !negative
	}
	node := p.primary(f)
	if negative {
		return not(node)
	}
	return node
}

func (p *parser) primary(f *field) Node {
	t := p.next()
	switch t.kind {
	case openToken:
		node := p.or(f)
		p.pos++ // its closing parenthesis
		return node
	case fieldToken:
		return p.primary(t.field)
	case atLeastToken:
		return p.atLeast(t, p.primary(f))
	}
	in := Anywhere
	if f != nil && f.kind == textField {
		in = Field(f.name)
	} else if f != nil {
		return p.value(f, t)
	}
	if t.kind == phraseToken {
		return Phrase{Field: in, Text: t.text, Slop: t.number}
	}
	return p.word(in, t)
}

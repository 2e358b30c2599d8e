package index

import (
	"context"
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/index/query"
)

// The limits of proposing other words.
const (
	maxLooked = 64   // words of a query that are looked up
	maxMeant  = 4    // of them, that no article has
	maxAlike  = 2000 // words of the archive that are weighed for one
)

// What counts against a word that was perhaps meant, in powers of e of the
// articles that have it: readers make one slip far more often than two, and
// seldom in the first letter.
const (
	slipCost  = 4
	firstCost = 3
)

// meant is the query's text with each word that no article has replaced by the
// word of the archive that it is most likely a slip of; "" when there is none.
// A query all of whose words were needed and found costs nothing.
func (r *request) meant(ctx context.Context) (string, error) {
	if len(r.found.hits) > 0 && !r.relaxed && r.query.Match != MatchAny && needsAll(r.parsed.Node) {
		return "", nil
	}
	find := newLookup(r.view)
	other := make(map[string]string) // by folded word; "" for words that stay
	absent, changed := 0, false
	for _, n := range query.Leaves(r.parsed.Node) {
		w, ok := n.(query.Word)
		if !ok || w.Form != query.Plain || len(other) == maxLooked || absent == maxMeant {
			continue
		}
		parts := termsOf(w.Text)
		if len(parts) != 1 {
			continue
		}
		if _, known := other[parts[0]]; known {
			continue
		}
		if ctx.Err() != nil {
			return "", context.Cause(ctx)
		}
		other[parts[0]] = ""
		has, err := r.view.has(find, parts[0])
		if err != nil {
			return "", err
		}
		if has {
			continue
		}
		absent++
		word, err := r.view.likeliest(find, parts[0])
		if err != nil {
			return "", err
		}
		other[parts[0]] = word
		changed = changed || word != ""
	}
	if !changed {
		return "", nil
	}
	// Words between quotes and the values of fields are replaced in the text, too,
	// though not in the tree; then only the tree can be trusted.
	want := query.String(respelt(r.parsed.Node, other))
	if text := respell(r.query.Text, other); query.String(query.Parse(text).Node) == want {
		return text, nil
	}
	return want, nil
}

// needsAll says that an article can't match a query without all its words.
func needsAll(n query.Node) bool {
	switch n := n.(type) {
	case query.Or:
		return false
	case query.And:
		for _, part := range n.Nodes {
			if !needsAll(part) {
				return false
			}
		}
	case query.Near:
		return needsAll(n.Left) && needsAll(n.Right)
	case query.AtLeast:
		return needsAll(n.Node)
	}
	return true
}

// likeliest is the word of the archive that a folded word, which no article has,
// is most likely a slip of; "" when none is like it.
func (v *view) likeliest(find *lookup, word string) (string, error) {
	if utf8.RuneCountInString(word) < minFuzzy || strings.ContainsFunc(word, unicode.IsNumber) {
		return "", nil
	}
	first, _ := utf8.DecodeRuneInString(word)
	best, most, single := "", math.Inf(-1), false
	weigh := func(edits int, prefix string) error {
		alike, err := v.alike(word, edits, prefix)
		if err != nil {
			return err
		}
		for _, candidate := range alike {
			slips := distance(word, candidate)
			t, err := find.term(fieldText, candidate)
			if err != nil {
				return err
			}
			if slips > edits || t.count == 0 {
				continue
			}
			single = single || slips == 1
			worth := math.Log(float64(t.count)) - slipCost*float64(slips)
			if r, _ := utf8.DecodeRuneInString(candidate); r != first {
				worth -= firstCost
			}
			if worth > most {
				best, most = candidate, worth
			}
		}
		return nil
	}
	err := weigh(fuzzyEdits(query.Word{Text: word}), string(first))
	if err == nil && !single {
		err = weigh(1, "")
	}
	return best, err
}

// has says that an article has a folded word or one of its stems.
func (v *view) has(find *lookup, word string) (bool, error) {
	terms := []string{word}
	for _, stem := range stemsOf(word, v.languages) {
		terms = append(terms, stem.stem, stem.mark)
	}
	for _, text := range terms {
		t, err := find.term(fieldText, text)
		if t.count > 0 || err != nil {
			return t.count > 0, err
		}
	}
	return false, nil
}

// alike lists the archive's words within so many edits of a word, a swap of
// neighbours counting as one, that begin with prefix.
func (v *view) alike(word string, edits int, prefix string) ([]string, error) {
	dict, err := v.snapshot.FieldDictFuzzy(fieldText, word, edits, prefix)
	if err != nil {
		return nil, fmt.Errorf("read dictionary: %w", err)
	}
	defer dict.Close()
	var list []string
	for len(list) < maxAlike {
		e, err := dict.Next()
		if err != nil {
			return nil, fmt.Errorf("read dictionary: %w", err)
		}
		if e == nil {
			break
		}
		if isWord(e.Term) {
			list = append(list, e.Term)
		}
	}
	return list, nil
}

// isWord tells the terms that are words as written from stems and marks.
func isWord(term string) bool { return term[0] > ' ' && !strings.HasPrefix(term, stemMark) }

// respelt is a tree with the plain words that are not under a Not respelt.
func respelt(n query.Node, other map[string]string) query.Node {
	switch n := n.(type) {
	case query.Word:
		if n.Form == query.Plain && len(termsOf(n.Text)) == 1 {
			n.Text = respell(n.Text, other)
		}
		return n
	case query.And:
		return query.And{Nodes: respeltAll(n.Nodes, other)}
	case query.Or:
		return query.Or{Nodes: respeltAll(n.Nodes, other)}
	case query.Near:
		n.Left, n.Right = respelt(n.Left, other), respelt(n.Right, other)
		return n
	case query.AtLeast:
		n.Node = respelt(n.Node, other)
		return n
	}
	return n
}

func respeltAll(nodes []query.Node, other map[string]string) []query.Node {
	out := make([]query.Node, len(nodes))
	for i, n := range nodes {
		out[i] = respelt(n, other)
	}
	return out
}

// respell replaces words of a text; a capital stays one.
func respell(text string, other map[string]string) string {
	var b strings.Builder
	at := 0
	words(text, func(t token) bool {
		if word := other[t.term]; word != "" {
			b.WriteString(text[at:t.start])
			first, size := utf8.DecodeRuneInString(word)
			if r, _ := utf8.DecodeRuneInString(text[t.start:]); unicode.IsUpper(r) {
				first = unicode.ToUpper(first)
			}
			b.WriteRune(first)
			b.WriteString(word[size:])
			at = t.end
		}
		return true
	})
	return b.String() + text[at:]
}

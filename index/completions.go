package index

import (
	"cmp"
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

	"dateline/index/query"
)

// The limits of completing words.
const (
	minCompleted   = 3    // letters: whatever begins with fewer says too little
	maxCompletions = 1500 // terms that are read for one word
)

// completions are the words of the archive that the word at the end of the text
// may become, those in most articles first; of words with the same stem, which
// find the same articles, one.
func (v *view) completions(t typed, limit int) ([]Suggestion, error) {
	var last token
	words(t.text[t.value:], func(w token) bool {
		last = w
		return true
	})
	start, prefix := t.value+last.start, last.term
	first, _ := utf8.DecodeRuneInString(prefix)
	if t.value+last.end < len(t.text) || utf8.RuneCountInString(prefix) < minCompleted || !unicode.IsLetter(first) {
		return nil, nil
	}
	find := newLookup(v)
	common, err := v.commonWords(find, prefix, 4*limit)
	if err != nil {
		return nil, err
	}
	var list []Suggestion
	for _, word := range common {
		if word == prefix {
			continue
		}
		found, err := find.term(fieldText, word)
		if err != nil {
			return nil, err
		}
		if found.count > 0 {
			list = append(list, Suggestion{Kind: KindWord, ID: word, Name: word, Count: found.count, Query: t.ended(start, word)})
		}
	}
	slices.SortFunc(list, func(a, b Suggestion) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.ID, b.ID)) })
	return v.unlike(list, limit), nil
}

// unlike keeps the first limit words of a list none of which has a stem of one
// before it.
func (v *view) unlike(list []Suggestion, limit int) []Suggestion {
	var kept []Suggestion
	seen := make(map[string]bool)
	for _, s := range list {
		if len(kept) == limit {
			break
		}
		known := false
		for _, stem := range stemsOf(s.ID, v.languages) {
			known = known || seen[stem.mark]
			seen[stem.mark] = true
		}
		if !known {
			kept = append(kept, s)
		}
	}
	return kept
}

// ended is the text with its end from start on replaced by a word.
func (t typed) ended(start int, word string) string {
	if t.quoted {
		return t.text[:start] + word + `"`
	}
	if start == t.value && t.field == "" { // the word alone may need a sign to be read as one
		word = query.String(query.Word{Text: word})
	}
	return t.text[:start] + word
}

// commonWords lists words that begin with prefix, limit of them or fewer, those
// in most articles. Where too many do to read them all it reads the segments of
// the index that are small enough: the words that matter are in all of them.
func (v *view) commonWords(find *lookup, prefix string, limit int) ([]string, error) {
	dicts, err := find.dictionaries(fieldText)
	if err != nil {
		return nil, err
	}
	bySize := make([]int, len(dicts))
	for i := range bySize {
		bySize[i] = i
	}
	slices.SortFunc(bySize, func(a, b int) int {
		return cmp.Compare(len(v.segments[a].numbers), len(v.segments[b].numbers))
	})
	counts := make(map[string]uint64)
	read := 0
	for _, i := range bySize {
		it := dicts[i].AutomatonIterator(nil, []byte(prefix), []byte(prefix+string(unicode.MaxRune)))
		var words []wordCount
		for e, err := it.Next(); ; e, err = it.Next() {
			if err != nil {
				return nil, fmt.Errorf("read dictionary: %w", err)
			}
			if e == nil || read == maxCompletions {
				break
			}
			read++
			words = append(words, wordCount{e.Term, e.Count})
		}
		if read == maxCompletions && len(counts) > 0 {
			break
		}
		for _, w := range words {
			counts[w.word] += w.count
		}
	}
	common := make([]wordCount, 0, len(counts))
	for word, count := range counts {
		common = append(common, wordCount{word, count})
	}
	slices.SortFunc(common, func(a, b wordCount) int { return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.word, b.word)) })
	out := make([]string, min(len(common), limit))
	for i := range out {
		out[i] = common[i].word
	}
	return out, nil
}

type wordCount struct {
	word  string
	count uint64
}

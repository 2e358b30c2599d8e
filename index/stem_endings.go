package index

import (
	"strings"
	"unicode/utf8"
)

// endings are the inflections of a language. A light stemmer takes them off and
// knows no words: forms of the same word are to come out alike, whatever that is.
type endings struct {
	set     map[string]bool
	longest int // bytes
}

func newEndings(list string) endings {
	e := endings{set: make(map[string]bool)}
	for ending := range strings.FieldsSeq(list) {
		e.set[ending] = true
		e.longest = max(e.longest, len(ending))
	}
	return e
}

// cut takes off the longest ending that leaves some letters.
func (e endings) cut(word string, keep int) string {
	i := 0
	for ; keep > 0 && i < len(word); keep-- {
		_, size := utf8.DecodeRuneInString(word[i:])
		i += size
	}
	for i = max(i, len(word)-e.longest); i < len(word); i++ {
		if utf8.RuneStart(word[i]) && e.set[word[i:]] {
			return word[:i]
		}
	}
	return word
}

// inflection is how the nouns and adjectives of a language end.
type inflection struct {
	open   endings
	closed endings // those that a word may also have of itself: Газпром, Киев
}

// cut takes off an ending, and then a closed one from what is left: the bare
// word, which has no ending, loses it, too.
func (n inflection) cut(word string) string {
	all := n.open.cut(word, 3)
	if c := n.closed.cut(word, 3); len(c) < len(all) {
		all = c
	}
	return n.closed.cut(all, 3)
}

// undoubled takes the second of two like letters off the end of a stem.
func undoubled(stem string) string {
	last, size := utf8.DecodeLastRuneInString(stem)
	rest := stem[:len(stem)-size]
	if before, _ := utf8.DecodeLastRuneInString(rest); before == last && utf8.RuneCountInString(rest) >= 3 {
		return rest
	}
	return stem
}

// withoutFleeting takes out the vowel before the last consonant of a stem, which
// other forms of the word may lack: Єгипет, Єгипту; жінок, жінка. It only stands
// between single consonants after a vowel.
func withoutFleeting(stem, vowels, fleeting string) string {
	i := len(stem)
	var last [4]rune // from the end
	for n := range last {
		r, size := utf8.DecodeLastRuneInString(stem[:i])
		last[n] = r
		i -= size
	}
	vowel := func(r rune) bool { return strings.ContainsRune(vowels, r) }
	if !strings.ContainsRune(fleeting, last[1]) || vowel(last[0]) || vowel(last[2]) || !vowel(last[3]) {
		return stem
	}
	return stem[:len(stem)-utf8.RuneLen(last[1])-utf8.RuneLen(last[0])] + string(last[0])
}

// change is what becomes of the end of a stem.
type change struct{ from, to string }

// changed applies the first change that fits.
func changed(stem string, list []change) string {
	for _, c := range list {
		if s, ok := strings.CutSuffix(stem, c.from); ok && s != "" {
			return s + c.to
		}
	}
	return stem
}

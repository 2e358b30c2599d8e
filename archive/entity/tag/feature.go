package tag

import (
	"strings"
	"unicode/utf8"
)

// template is a kind of feature. The numbers are part of every stored model:
// new ones go to the end.
type template uint8

const (
	tWord template = iota + 1
	tExact
	tShape
	tLongShape
	tPrefix
	tSuffix
	tCluster
	tCoarse
	tClusterForm
	tList
	tListForm
	tForms
	tPairLeft
	tPairRight
	tClustersLeft
	tClustersRight
	tClustersAround
	tDocument
	tPhrase
	tSkipLeft
	tSkipRight
	tFormCluster
	tListsLeft
	tListsRight
	tRunPlace
	tRunTail
	tRunTailLists
	tRunTailCluster
	tRunHead
	tRunLeft
	tRunLeftCluster
	tRunRight
	tRunRightCluster
	tRunLists
	tRunLeftTwo
	tRunLeftTwoCluster
	tRunRightTwo
	tRunBefore
)

// window is how far a word is seen: two to the left, two to the right.
const (
	reach  = 2
	window = 2*reach + 1
)

// Where a feature of a word is used, as bits: bit d+reach for the token at
// distance d from the word, seen from the token: the word left of it is at -1.
const (
	everywhere = 1<<window - 1
	nearby     = 1<<(reach-1) | 1<<reach | 1<<(reach+1)
	here       = 1 << reach
)

// property is a feature of a word by itself.
type property struct {
	key   hash
	where uint8
	hides uint8 // how the word is hidden without it: identity, knowledge
}

// word is what is known of a word type.
type word struct {
	form    form
	low     uint64 // hash of the word in small letters
	key     uint64 // what it is counted under within a document
	coarse  uint8  // word cluster of 128, 0 is none
	cluster uint16 // of 1000, 0 is none
	lists   lists
}

// maxWord is how much of a word is looked at, in bytes.
const maxWord = 64

// clip cuts an over-long word at a character.
func clip(w string) string {
	if len(w) <= maxWord {
		return w
	}
	cut := maxWord
	for cut > 0 && !utf8.RuneStart(w[cut]) {
		cut--
	}
	return w[:cut]
}

// describe looks a word up.
func (x *Lexicon) describe(w string) (word, string) {
	w = clip(w)
	d := word{form: formOf(w)}
	low := w
	if d.form != lowerForm {
		low = strings.ToLower(w)
	}
	if d.form == numberForm { // all numbers of one length and shape are alike
		low = string(shape(nil, w, 4))
	}
	low = strings.ReplaceAll(low, "’", "'")
	d.low = hashString(0, low)
	d.key = d.voteKey(len(w))
	e := x.find(d.low)
	d.cluster, d.coarse, d.lists = e.cluster, e.coarse, e.lists
	return d, low
}

// properties appends the features of a word.
func (d word) properties(w, low string, dst []property) []property {
	add := func(t template, value uint64, where uint8) {
		hides := uint8(0)
		switch t {
		case tWord, tExact:
			hides = identity
		case tCluster, tCoarse, tClusterForm, tList, tListForm:
			hides = knowledge
		}
		dst = append(dst, property{feature(t, value), where, hides})
	}
	w = clip(w)
	add(tWord, d.low, everywhere)
	var buf [maxShape]byte
	add(tShape, hashString(0, string(shape(buf[:0], w, 1))), everywhere)
	if d.form == punctuation {
		return dst
	}
	if d.form.named() {
		add(tExact, hashString(0, w), nearby)
		add(tLongShape, hashString(0, string(shape(buf[:0], w, 4))), here)
	}
	named := uint64(0)
	if d.form.named() {
		named = 1
	}
	if d.form != numberForm {
		n, end := 0, len(low)
		for n < 4 && end > 0 {
			_, size := utf8.DecodeLastRuneInString(low[:end])
			end -= size
			n++
			where := uint8(here)
			if n >= 3 {
				where = nearby
			}
			add(tSuffix, combine(named, hashString(1, low[end:])), where)
		}
		n = 0
		for i := range low {
			if n >= 2 {
				add(tPrefix, combine(named, hashString(1, low[:i])), here)
			}
			if n++; n > 4 {
				break
			}
		}
	}
	if d.cluster != 0 {
		add(tCluster, uint64(d.cluster), everywhere)
		add(tClusterForm, uint64(d.cluster)*uint64(forms)+uint64(d.form), nearby)
		add(tCoarse, uint64(d.coarse)*uint64(forms)+uint64(d.form), everywhere)
	} else {
		add(tClusterForm, uint64(d.form), everywhere)
	}
	for i := range listCount {
		if d.lists&(1<<i) != 0 {
			add(tList, uint64(i), everywhere)
			add(tListForm, uint64(i)*uint64(forms)+uint64(d.form), nearby)
		}
	}
	if d.lists != 0 { // what is in several lists at once is ambiguous in its own way
		add(tListForm, 1<<40|uint64(d.lists), nearby)
	}
	return dst
}

// style is how a sentence is written.
type style uint8

const (
	plainStyle style = iota
	titleStyle       // Most Words Have Capitals
	shoutStyle       // ALL OF THEM
	styles
)

// styleOf tells how the sentence with these words is written.
func styleOf(words []word) style {
	var lower, upper, shout int
	for i := range words {
		switch words[i].form {
		case lowerForm:
			if words[i].lists&listSmall == 0 {
				lower++
			}
		case capital, mixed:
			upper++
		case capitals:
			shout++
		}
	}
	n := lower + upper + shout
	switch {
	case n >= 2 && shout*10 >= n*8:
		return shoutStyle
	case n >= 4 && (upper+shout)*10 >= n*7:
		return titleStyle
	}
	return plainStyle
}

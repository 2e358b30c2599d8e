package language

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// profile is what tells a language from others of its script.
type profile struct {
	code    string
	letters string // that few of them have
	needs   string // letters of which every longer text has one; "" for none
	words   string // the most frequent
}

// profiles are the languages of a script, made ready for voting. A set of
// languages is a bit mask, so a script has at most 64.
type profiles struct {
	codes    []string
	words    map[string]uint64
	letters  map[rune]uint64
	needed   map[rune]uint64
	needy    uint64 // the languages that need letters
	trigrams bool   // the vote can be settled by comparing trigrams
}

func newProfiles(trigrams bool, list ...profile) profiles {
	p := profiles{words: make(map[string]uint64), letters: make(map[rune]uint64), needed: make(map[rune]uint64), trigrams: trigrams}
	for i, l := range list {
		p.codes = append(p.codes, l.code)
		for word := range strings.FieldsSeq(l.words) {
			p.words[word] |= 1 << i
		}
		for _, r := range l.letters {
			p.letters[r] |= 1 << i
		}
		for _, r := range l.needs {
			p.needed[r] |= 1 << i
			p.needy |= 1 << i
		}
	}
	return p
}

// votes counts for each language the words of a text that speak for it: a
// frequent word for the languages that have it, any other for those that have
// all its peculiar letters. A language whose needed letters are absent has -1.
func (p *profiles) votes(text string) (votes [64]int, words int) {
	var plain [64]byte
	out := p.needy
	for len(text) > 0 {
		word, letters := plain[:0], ^uint64(0)
		n, peculiar := 0, false
		for n < len(text) {
			r, size := rune(text[n]), 1
			if r < utf8.RuneSelf {
				if r |= 0x20; r < 'a' || r > 'z' {
					break
				}
				if len(word) < len(plain) {
					word = append(word, byte(r))
				}
				n++
				continue
			}
			r, size = utf8.DecodeRuneInString(text[n:])
			if !unicode.In(r, unicode.L, unicode.M) {
				break
			}
			r = unicode.ToLower(r)
			if set, ok := p.letters[r]; ok {
				letters &= set
				peculiar = true
				out &^= p.needed[r]
			}
			if len(word)+utf8.UTFMax <= len(plain) {
				word = utf8.AppendRune(word, r)
			}
			n += size
		}
		if n == 0 {
			_, size := utf8.DecodeRuneInString(text)
			text = text[size:]
			continue
		}
		text = text[n:]
		words++
		set := p.words[string(word)]
		if set == 0 && peculiar {
			set = letters
		}
		for ; set != 0; set &= set - 1 {
			votes[bits.TrailingZeros64(set)]++
		}
	}
	for ; out != 0; out &= out - 1 {
		votes[bits.TrailingZeros64(out)] = -1
	}
	return votes, words
}

// decide gives the language of a text in a known script, or "".
func decide(text string, p *profiles) string {
	votes, words := p.votes(text)
	best, second := 0, 0
	for i := 1; i < len(p.codes); i++ {
		if votes[i] > votes[best] {
			best = i
		}
	}
	for i := range p.codes {
		if i != best {
			second = max(second, votes[i])
		}
	}
	lead := votes[best] - second
	// A tenth of the words must speak for the language, and enough of them for
	// no other; a single one may be a name or a quotation.
	if 10*votes[best] >= words && lead >= 2 && 8*lead >= votes[best] {
		return p.codes[best]
	}
	if !p.trigrams {
		return ""
	}
	code, confidence := byTrigrams(text)
	for i, c := range p.codes {
		if c != code {
			continue
		}
		switch {
		case votes[i] < votes[best]: // the two ways disagree
			return ""
		case lead > 0 && confidence >= supported, confidence >= unsupported:
			return code
		}
	}
	return ""
}

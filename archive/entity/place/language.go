package place

import "strings"

// languages says in which languages a name means what it does, a bit for each of
// the larger ones and one for all others.
type languages uint32

const (
	everyLanguage languages = 1<<32 - 1
	otherLanguage languages = 1 << 31
)

// larger lists the languages that have a bit of their own.
const larger = "en uk ru be bg sr mk pl cs sk sl hr de fr es pt it nl sv da fi hu ro tr ar fa he ka hy el id"

var bitOf = func() map[string]languages {
	m := map[string]languages{}
	for i, code := range strings.Fields(larger) {
		m[code] = 1 << i
	}
	for alias, code := range map[string]string{"bs": "hr", "sh": "sr", "no": "da", "nb": "da", "nn": "da", "iw": "he", "ms": "id", "ca": "es", "gl": "es"} {
		m[alias] = m[code]
	}
	return m
}()

// languageBit is the bit of a language. An unknown one has every bit.
func languageBit(code string) languages {
	if code == "" || code == "und" {
		return everyLanguage
	}
	if bit, ok := bitOf[code]; ok {
		return bit
	}
	return otherLanguage
}

// How the words of a language are looked up beside as they are written.
var (
	// smallDemonyms write Ukrainian as ukrainien: words in small letters can be
	// demonyms, and at the start of a sentence they have a capital.
	smallDemonyms = bitsOf("uk ru be bg sr mk pl cs sk sl hr de fr es pt it nl sv da fi hu ro tr el id") | otherLanguage
	// inflected languages change the ends of Latin names.
	inflected = bitsOf("pl cs sk sl hr sr fi hu ro tr de nl sv da fr es pt it") | otherLanguage
)

func bitsOf(codes string) (bits languages) {
	for _, code := range strings.Fields(codes) {
		bits |= bitOf[code]
	}
	return bits
}

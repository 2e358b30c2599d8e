package place

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// parts finds countries in the parts of a word that is joined from several:
// US-China, pro-Russian, l'Ukraine, Rusya'nın.
func (f *finder) parts(i int, word string, mentions []Mention) []Mention {
	switch r, _ := utf8.DecodeRuneInString(word); {
	case unicode.Is(unicode.Arabic, r):
		return f.arabic(i, word, mentions)
	case unicode.Is(unicode.Hebrew, r):
		return f.hebrew(i, word, mentions)
	}
	if len(word) > 2*maxWord {
		return mentions
	}
	for rest := word; rest != ""; {
		end := strings.IndexAny(rest, "-–/'’‑")
		part := rest
		if end < 0 {
			if rest == word {
				return mentions // not joined at all
			}
			rest = ""
		} else {
			_, size := utf8.DecodeRuneInString(rest[end:])
			part, rest = rest[:end], rest[end+size:]
		}
		if len(part) < 2 || !f.candidate(part) {
			continue
		}
		m := f.at(i, part)
		if m.ok && m.end == i+1 && f.senses[m.sense].via != viaCity { // Allied-Lyons
			mentions = f.append(mentions, i, m)
		}
	}
	return mentions
}

// arabic finds a country after the letters that Arabic writes together with the
// word they stand before: and, in, to, as, the.
func (f *finder) arabic(i int, word string, mentions []Mention) []Mention {
	const the = "ال"
	rest := word
	for range 2 {
		r, size := utf8.DecodeRuneInString(rest)
		if !strings.ContainsRune("وفبلك", r) || len(rest)-size < 6 {
			break
		}
		rest = rest[size:]
		if m := f.follow(noHash, rest, i, i, asWritten); m.ok {
			return f.append(mentions, i, m)
		}
		if r == 'ل' && strings.HasPrefix(rest, "ل") { // the article loses its first letter after it
			if m := f.follow(noHash.string("ا"), rest, i, i, asWritten); m.ok {
				return f.append(mentions, i, m)
			}
		}
	}
	if bare, ok := strings.CutPrefix(rest, the); ok && len(bare) >= 6 {
		if m := f.follow(noHash, bare, i, i, asWritten); m.ok {
			return f.append(mentions, i, m)
		}
	}
	return mentions
}

// hebrew finds a country after the letters that Hebrew writes together with the
// word they stand before.
func (f *finder) hebrew(i int, word string, mentions []Mention) []Mention {
	for range 2 {
		r, size := utf8.DecodeRuneInString(word)
		if !strings.ContainsRune("ובלמהש", r) || len(word)-size < 6 {
			break
		}
		word = word[size:]
		if m := f.follow(noHash, word, i, i, asWritten); m.ok {
			return f.append(mentions, i, m)
		}
	}
	return mentions
}

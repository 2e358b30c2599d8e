package place

import (
	"strings"
	"unicode/utf8"

	"dateline/archive/entity/token"
)

// finder looks for countries in one text.
type finder struct {
	*Gazetteer
	text     *token.Text
	context  *Context
	language languages
	now      month
	small    bool // words in small letters are looked up
	start    int  // how many mentions there were before
	name     int  // the first of context.Names that ends after the token at hand

	surnames [8]surname // of the leaders named in full so far, the latest ones
	leaders  int        // how many there were

	doubts doubts
}

// surname is the last word of a leader's full name.
type surname struct {
	word  hash
	sense uint32
}

// match is a name in the text.
type match struct {
	end   int    // token after it
	sense uint32 // place in senses
	ok    bool
}

// Find appends the countries named in text to mentions, in its order and without
// overlaps. It takes time in proportion to the text.
func (g *Gazetteer) Find(text *token.Text, c *Context, mentions []Mention) []Mention {
	start := len(mentions)
	f := finder{Gazetteer: g, start: start, text: text, context: c, language: languageBit(c.Language), now: monthOf(c.Day)}
	f.small = g.small || f.language&smallDemonyms != 0
	for i := 0; i < text.Len(); {
		word := text.At(i)
		if !f.candidate(word) || f.isTicker(i) {
			i++
			continue
		}
		m := f.at(i, word)
		if !m.ok {
			mentions = f.parts(i, word, mentions)
			i++
			continue
		}
		mentions = f.append(mentions, i, f.located(m))
		i = m.end
	}
	return append(mentions[:start], f.settle(mentions[start:])...)
}

// candidate reports whether a name may begin with a word, by its first byte.
func (f *finder) candidate(word string) bool {
	switch b := word[0]; {
	case b >= 'a' && b <= 'z':
		return f.small || strings.IndexByte(word, '-') > 0
	case b < utf8.RuneSelf:
		return b >= 'A' && b <= 'Z'
	}
	return true
}

func (f *finder) append(mentions []Mention, first int, m match) []Mention {
	s := &f.senses[m.sense]
	if s.country == 0 {
		return mentions
	}
	if s.via == viaLeader && m.end-first > 1 {
		f.surnames[f.leaders%len(f.surnames)] = surname{noHash.string(f.text.At(m.end - 1)), m.sense}
		f.leaders++
	}
	found := Mention{First: first, Last: m.end, Code: f.codes[f.then(s)], Via: vias[s.via]}
	for i := len(mentions) - 1; i >= f.start && mentions[i].Last > first; i-- {
		if mentions[i].Code == found.Code {
			return mentions // US/US: a token names a country once
		}
	}
	f.doubts.note(s, len(mentions)-f.start)
	return append(mentions, found)
}

// at is the longest name that begins with token i, which is word or its end.
func (f *finder) at(i int, word string) match {
	if m := f.follow(noHash, word, i, i, asWritten); m.ok {
		return m
	}
	if isCapitals(word) && f.shouted(i, word) {
		if m := f.follow(noHash, word, i, i, fromCapitals); m.ok {
			return m
		}
	}
	if word[0] >= utf8.RuneSelf || f.small && word[0] <= 'Z' {
		if m := f.follow(noHash, word, i, i, smallFirst); m.ok {
			return m
		}
	}
	if f.leaders > 0 {
		return f.surname(i, word)
	}
	return match{}
}

// surname finds the surname of a leader who was named in full before.
func (f *finder) surname(i int, word string) match {
	h := noHash.string(word)
	for n := range min(f.leaders, len(f.surnames)) {
		if s := f.surnames[n]; s.word == h && f.allowed(i, i+1, &f.senses[s.sense]) {
			return match{i + 1, s.sense, true}
		}
	}
	return match{}
}

// follow goes on from the phrase of hash h with a word, the token at place at or
// the end of it, and finds the longest name that has a sense here. The name began
// with token first.
func (f *finder) follow(h hash, word string, at, first int, form form) match {
	if len(word) > maxWord {
		return match{}
	}
	var buffer [maxWord + utf8.UTFMax]byte
	letters := form.apply(buffer[:0], word)
	whole := h
	for _, b := range letters {
		whole = whole.byte(b)
	}
	whole = whole.byte(endWord)
	if at != first || f.names.begins(whole) {
		if m := f.step(whole, asWhole, at, first, form); m.ok {
			return m
		}
	}
	if form == fromCapitals && at != first { // OF, AND
		whole = h
		for _, b := range allSmall.apply(buffer[:0], word) {
			whole = whole.byte(b)
		}
		if m := f.step(whole.byte(endWord), asWhole, at, first, form); m.ok {
			return m
		}
		letters = form.apply(buffer[:0], word)
	}
	if letters[0] < utf8.RuneSelf && f.language&inflected == 0 {
		return match{}
	}
	return f.stems(h, letters, at, first, form)
}

// stems tries the beginnings of a word as stems, the longest first.
func (f *finder) stems(h hash, letters []byte, at, first int, form form) match {
	const shortest = 3 // letters of a stem
	var hashes [maxWord + utf8.UTFMax + 1]hash
	count := 0
	for i, b := range letters {
		if utf8.RuneStart(b) {
			count++
		}
		h = h.byte(b)
		if count >= shortest {
			hashes[i+1] = h.byte(endStem)
		}
	}
	for end := len(letters); end >= max(shortest, len(letters)-longestEnding); end-- {
		if hashes[end] == 0 || end < len(letters) && !utf8.RuneStart(letters[end]) {
			continue
		}
		if at == first && !f.names.begins(hashes[end]) {
			continue
		}
		if m := f.step(hashes[end], string(letters[end:]), at, first, form); m.ok {
			return m
		}
	}
	return match{}
}

// asWhole stands for the ending of a word that is no stem.
const asWhole = "\xff"

// step finds the longest name with the phrase of a hash, whose last token is at
// place at and has this ending after its stem.
func (f *finder) step(h hash, ending string, at, first int, form form) match {
	s := f.names.find(h)
	if s == nil || ending != asWhole && !endingFits(s.flags, ending) {
		return match{}
	}
	if s.flags&goesOn != 0 && f.joined(at) {
		if m := f.follow(h, f.text.At(at+1), at+1, first, form); m.ok {
			return m
		}
	}
	if ending == "" && at == first && s.flags&anyEnding == 0 {
		return match{} // Доминик is not Доминика
	}
	for n := s.first; n != 0; n = f.meanings[n].next {
		sense := f.meanings[n].sense
		if f.means(first, at+1, &f.senses[sense]) {
			return match{at + 1, sense, true}
		}
	}
	return match{}
}

// joined reports whether a name can go on after token i: only blanks and at most
// one end of a line stand before the next token.
func (f *finder) joined(i int) bool {
	if i+1 >= f.text.Len() {
		return false
	}
	gap := f.text.Source[f.text.Tokens[i].End:f.text.Tokens[i+1].Start]
	return gap == "" || gap == " " || len(gap) <= 16 && strings.TrimSpace(gap) == "" && strings.Count(gap, "\n") <= 1
}

package query

import (
	"strings"
	"unicode"
)

// word reads the form of a word: plain, with wildcards, or with a tilde.
func (p *parser) word(f Field, t token) Node {
	if t.literal {
		return wordsOf(f, strings.Fields(t.text))
	}
	text := p.trimEnd(t)
	if strings.Contains(text, "://") {
		return Word{Field: f, Text: text} // an address
	}
	bare, number, isFuzzy := cutTilde(text)
	if !isFuzzy && !strings.ContainsAny(text, "*?") {
		return Word{Field: f, Text: text}
	}
	if strings.ContainsAny(text, `:\`) {
		p.notes.add(t.at, t.end, "taken as plain words; *, ? and ~ belong to single words")
		return Word{Field: f, Text: t.text}
	}
	text = p.trimWild(bare, t)
	if !strings.ContainsAny(text, "*?") {
		if !isFuzzy {
			return Word{Field: f, Text: text}
		}
		return Word{Field: f, Text: text, Form: Fuzzy, Edits: p.edits(number, t, len(bare)+1)}
	}
	if isFuzzy {
		p.notes.add(t.at, t.end, "~ is left out beside a wildcard; write one of them")
	}
	if prefix := text[:len(text)-1]; text[len(prefix)] == '*' && !strings.ContainsAny(prefix, "*?") {
		return Word{Field: f, Text: prefix, Form: Prefix}
	}
	return Word{Field: f, Text: text, Form: Wildcard}
}

// cutTilde takes the tilde and its number off a word.
func cutTilde(text string) (bare, number string, found bool) {
	i := strings.LastIndexByte(text, '~')
	if i < 0 || !hasLetter(text[:i]) || strings.Trim(text[i+1:], "0123456789.") != "" {
		return text, "", false
	}
	return text[:i], text[i+1:], true
}

// trimEnd takes the punctuation of a sentence off the end of a word.
func (p *parser) trimEnd(t token) string {
	text := t.text
	for {
		cut := strings.TrimRight(text, ",;:!?…")
		if bare := strings.TrimRight(cut, "."); bare != cut && !strings.Contains(bare, ".") {
			cut = bare // but U.S. keeps its last stop
		}
		if cut == text {
			break
		}
		text = cut
	}
	if strings.Contains(t.text[len(text):], "?") && !strings.Contains(text, "://") {
		p.notes.add(t.at+len(text), t.end, "? at the end of a word is punctuation; write * for any further letters")
	}
	return text
}

// trimWild takes wildcards off the start of a word with a wildcard or tilde, and
// signs off both its ends, and makes each run of stars one.
func (p *parser) trimWild(text string, t token) string {
	start := strings.IndexFunc(text, isLetter)
	if strings.ContainsAny(text[:start], "*?") {
		p.notes.add(t.at, t.at+start, "a word cannot begin with a wildcard; taken without it")
	}
	text = text[start:]
	for again := true; again; {
		text = strings.TrimRightFunc(text, func(r rune) bool {
			return !isLetter(r) && !unicode.IsMark(r) && r != '*'
		})
		text, _, again = cutTilde(text) // a second tilde says no more than the first
	}
	for strings.Contains(text, "**") {
		text = strings.ReplaceAll(text, "**", "*")
	}
	return text
}

// edits reads the number behind a tilde, which stands at a place of the token.
func (p *parser) edits(number string, t token, at int) int {
	switch number {
	case "":
		return 0
	case "1":
		return 1
	case "2":
		return 2
	}
	used := 2
	if strings.Trim(number, "0.") == "" || strings.HasPrefix(number, "0") || strings.HasPrefix(number, "1.") {
		used = 1
	}
	p.notes.add(t.at+at, t.at+at+len(number), "~%s is taken as ~%d; write ~, ~1 or ~2", short(number), used)
	return used
}

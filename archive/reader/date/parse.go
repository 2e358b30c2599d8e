package date

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/archive"
	"dateline/archive/entity"
)

// dateToken is a number, a word or one other character of a text.
type dateToken struct {
	text   string // as written
	folded string // of a word: lower case without accents
	number int
	digits int  // of a number, 0 if it is none
	spaced bool // white space comes before it
}

func (t dateToken) is(s string) bool { return t.text == s }

// oneOf says that t is one of these characters.
func (t dateToken) oneOf(chars string) bool {
	return t.text != "" && t.digits == 0 && t.folded == "" && strings.Contains(chars, t.text)
}

func dateTokens(s string) []dateToken {
	var tokens []dateToken
	spaced := false
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if unicode.IsSpace(r) {
			s, spaced = s[size:], true
			continue
		}
		t := dateToken{spaced: spaced}
		switch {
		case isDateDigit(r):
			t.text = s[:runLength(s, isDateDigit)]
			t.digits, t.number = len(t.text), number(t.text)
		case isDateLetter(r):
			t.text = s[:runLength(s, isDateLetter)]
			t.folded = entity.Fold(t.text)
		default:
			t.text = s[:size]
		}
		tokens = append(tokens, t)
		s, spaced = s[len(t.text):], false
	}
	return tokens
}

func isDateDigit(r rune) bool { return r >= '0' && r <= '9' }

func isDateLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }

// runLength is the length of the runes s begins with that are of a kind.
func runLength(s string, kind func(rune) bool) int {
	if i := strings.IndexFunc(s, func(r rune) bool { return !kind(r) }); i >= 0 {
		return i
	}
	return len(s)
}

// dateParser walks over the tokens of a text and collects the dates in it.
type dateParser struct {
	text   string
	tokens []dateToken
	found  []moment
}

// at gives a token, the zero one beyond the end.
func (p *dateParser) at(i int) dateToken {
	if i < 0 || i >= len(p.tokens) {
		return dateToken{}
	}
	return p.tokens[i]
}

// choose gives the one date of the text. Of several it is the publication, if
// that is said.
func (p *dateParser) choose() (archive.Date, error) {
	if !p.walk() || len(p.found) == 0 {
		return archive.Date{}, nil
	}
	best := p.found[0]
	for _, m := range p.found[1:] {
		if m.role > best.role {
			best = m
		}
	}
	date, err := best.date()
	for _, m := range p.found {
		if other, _ := m.date(); m.role == best.role && other != date {
			return archive.Date{}, nil
		}
	}
	return date, err
}

// walk finds every date; false means that there is something else in the text.
func (p *dateParser) walk() bool {
	m := moment{text: p.text}
	push := func(role int) {
		if m.dated {
			p.found = append(p.found, m)
		}
		m = moment{text: p.text, role: role}
	}
	for i := 0; i < len(p.tokens); {
		if n := p.clockAt(i, &moment{}); n > 0 {
			if m.dated && m.clock != archive.Undated {
				push(m.role)
			}
			i += p.clockAt(i, &m)
			continue
		}
		if n := p.dayAt(i, &moment{}); n > 0 {
			if m.dated {
				push(m.role)
			}
			i += p.dayAt(i, &m)
			continue
		}
		t := p.tokens[i]
		role, isRole := dateRoles[t.folded]
		switch {
		case t.digits > 0:
			return false
		case isRole:
			push(role)
		case t.folded != "" && !dateFillers[t.folded]:
			return false
		case t.folded == "" && !strings.ContainsAny(t.text, ",.;:|-–—()[]•·/@'’"):
			return false
		}
		i++
	}
	push(0)
	return true
}

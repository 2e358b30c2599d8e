package prose

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/archive"
	"dateline/archive/reader/date"
)

// The longest heading line taken for a title, and the longest title made of a
// lede, in letters.
const (
	MaxHeading = 120
	maxTitle   = 90
)

// Heading splits a title off the paragraphs of a text: a marked heading, or a
// short first line that does not end like a sentence and stands alone, or above a
// date, a byline or clearly longer text.
func Heading(paragraphs []Paragraph) (string, []Paragraph) {
	if len(paragraphs) == 0 {
		return "", paragraphs
	}
	at := 0
	for at < 2 && at+1 < len(paragraphs) && isFurniture(paragraphs[at].Text) {
		at++
	}
	first, below := paragraphs[at], paragraphs[at+1:]
	rest := slices.Concat(paragraphs[:at], below)
	if first.Kind == archive.Heading && (first.Level == 1 || len(below) > 0) {
		return first.Text, rest
	}
	size := utf8.RuneCountInString(first.Text)
	if first.Kind != archive.Text || first.Lines > 1 || size > MaxHeading || len(below) == 0 {
		return "", paragraphs
	}
	if !first.Alone && !isFurniture(below[0].Text) && utf8.RuneCountInString(below[0].Text) < max(2*size, wrapWidth) {
		return "", paragraphs
	}
	if !ReadsLikeHeading(first.Text) || isMarker(first.Text) || splitRelated(first.Text)[0].Kind == archive.Related {
		return "", paragraphs
	}
	return first.Text, rest
}

// isFurniture says that a line is a date or a byline, which pages set above or
// below their headings.
func isFurniture(s string) bool {
	if len(s) > date.MaxText {
		return false
	}
	day, err := date.Parse(s)
	return err != nil || !day.IsZero() || strings.HasPrefix(s, "By ") && !endsSentence(s) && utf8.RuneCountInString(s) <= 60
}

// ReadsLikeHeading wants a letter or digit first, and no end of a sentence.
func ReadsLikeHeading(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\"'“‘„«([*¿¡"))
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) || unicode.IsLower(r) && !startsWithCamel(s) {
		return false
	}
	if strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") {
		return true
	}
	return !endsSentence(s) && !strings.HasSuffix(s, ",") || endsInAbbreviation(s)
}

// TitleOf shortens the first running paragraph to a title, at the end of a
// word.
func TitleOf(a *archive.Article) string {
	lede := ""
	for _, p := range a.Body {
		if p.Kind != archive.Related && p.Kind != archive.Heading && !isFurniture(p.Text) {
			lede = p.Text
			break
		}
	}
	if lede == "" && len(a.Body) > 0 {
		lede = a.Body[0].Text
	}
	return shorten(OneLine(lede), maxTitle)
}

// shorten cuts s after a whole word, so that it and the ellipsis are at most
// limit letters long.
func shorten(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	runes := []rune(s)
	cut := string(runes[:limit])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
		for endsInTitleWord(cut) { // "… said Gen." or "… George W." promise a name
			i := strings.LastIndexByte(cut, ' ')
			if i <= 0 {
				break
			}
			cut = cut[:i]
		}
	} else {
		cut = string(runes[:limit-1]) // a script without blanks
	}
	return strings.TrimRight(cut, " ,;:–—-([{\"'“‘„«") + "…"
}

// endsInTitleWord says that s ends in an abbreviation that a name follows.
func endsInTitleWord(s string) bool {
	word := s[strings.LastIndexByte(s, ' ')+1:]
	if !strings.HasSuffix(word, ".") {
		return false
	}
	stem := strings.TrimSuffix(word, ".")
	return utf8.RuneCountInString(stem) == 1 || precedesName[strings.ToLower(stem)]
}

// endsInAbbreviation says that the full stop at the end of s is part of a word,
// as in "Talks With The U.S." or "Microsoft Corp.".
func endsInAbbreviation(s string) bool {
	word := s[strings.LastIndexByte(s, ' ')+1:]
	stem, ok := strings.CutSuffix(word, ".")
	return ok && (strings.Contains(stem, ".") || firmSuffix[strings.ToLower(stem)])
}

var precedesName = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "gen": true, "lt": true, "col": true,
	"maj": true, "capt": true, "sgt": true, "adm": true, "sen": true, "rep": true, "gov": true, "rev": true,
	"st": true, "pres": true, "hon": true, "fr": true, "no": true, "vs": true,
}

var firmSuffix = map[string]bool{
	"inc": true, "corp": true, "co": true, "ltd": true, "jr": true, "sr": true, "plc": true, "llc": true,
}

package prose

import (
	"html"
	"regexp"
	"strings"
)

// PlainLine makes one clean line of a field that may hold markup. The symbols of
// companies, "<BP>", are none.
func PlainLine(s string) string {
	if strings.Contains(s, "<") {
		s = inlineTag.ReplaceAllString(s, "")
	}
	return OneLine(Unescape(s))
}

var (
	inlineTag = regexp.MustCompile(`(?i)</?(?:a|abbr|b|big|br|cite|code|em|font|h[1-6]|i|mark|p|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>`)
	reference = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});`)
)

// Unescape resolves whole references, which data taken from pages often keeps,
// and leaves a bare ampersand alone.
func Unescape(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	return reference.ReplaceAllStringFunc(s, html.UnescapeString)
}

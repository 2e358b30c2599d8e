package markup

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"dateline/archive/reader/prose"
)

var declaration = regexp.MustCompile(`^(?:\xef\xbb\xbf)?\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// decode makes UTF-8 of a part of a document whose head may declare a charset.
// What is UTF-8 is taken for it, whatever is declared: many servers declare
// another.
func decode(raw, head []byte) string {
	if utf8.Valid(raw) {
		return string(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")))
	}
	if declared := declaration.FindSubmatch(head); declared != nil {
		if enc, name := charset.Lookup(string(declared[1])); enc != nil && name != "utf-8" {
			return prose.DecodeAs(raw, enc)
		}
	}
	return prose.DecodeAs(raw, prose.GuessCharset(raw))
}

package format

import (
	"regexp"
	"strings"

	"dateline/archive/reader/prose"
)

// Text decodes the first bytes of an input, without the byte order mark and the
// white space they begin with.
func Text(head []byte) string { return strings.TrimLeft(prose.Peek(head), " \t\r\n\f\x1e") }

var (
	prologue    = regexp.MustCompile(`(?s)^(?:<\?.*?\?>|<!--.*?-->|<![A-Za-z][^>\[]*(?:\[.*?\]\s*)?>|\s+)`)
	rootElement = regexp.MustCompile(`^<([A-Za-z_][\w.:-]*)[\s/>]`)
)

// Root gives the name of the element that a text of Text begins with, in lower
// case and with its prefix ("rdf:rdf"), "" if it begins with none; tag is the
// text from there on. Declarations, comments and the document type are passed
// over.
func Root(text string) (name, tag string) {
	for {
		skipped := prologue.FindString(text)
		if skipped == "" {
			break
		}
		text = text[len(skipped):]
	}
	if root := rootElement.FindStringSubmatch(text); root != nil {
		return strings.ToLower(root[1]), text
	}
	return "", text
}

// RootOf is Root of the first bytes of an input.
func RootOf(head []byte) string {
	name, _ := Root(Text(head))
	return name
}

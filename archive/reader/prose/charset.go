package prose

import (
	"bytes"
	"cmp"
	"mime"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

var (
	utf8BOM = []byte("\xef\xbb\xbf")
	utf16LE = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	utf16BE = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
)

// UTF16Of gives the encoding that a UTF-16 byte order mark announces, or nil.
func UTF16Of(b []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		return utf16LE
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return utf16BE
	}
	return nil
}

// wideOf gives the encoding of two or four bytes a letter that b announces by a
// byte order mark, or by beginning with "<" or "<?" in it, or nil; and how many
// bytes the mark has.
func wideOf(b []byte) (encoding.Encoding, int) {
	for _, w := range wide {
		if bytes.HasPrefix(b, []byte(w.sign)) {
			return w.enc, w.mark
		}
	}
	return nil, 0
}

// wide are those encodings, those of four bytes first: their marks begin alike.
var wide = []struct {
	sign string
	mark int
	enc  encoding.Encoding
}{
	{"\xff\xfe\x00\x00", 4, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\x00\x00\xfe\xff", 4, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"<\x00\x00\x00", 0, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\x00\x00\x00<", 0, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"\xff\xfe", 2, utf16LE},
	{"\xfe\xff", 2, utf16BE},
	{"<\x00?\x00", 0, utf16LE},
	{"\x00<\x00?", 0, utf16BE},
}

// Decode makes UTF-8 of b: by its byte order mark, else as UTF-8, else in the
// charset that its bytes suggest.
func Decode(b []byte) string {
	if enc := UTF16Of(b); enc != nil {
		return DecodeAs(b[2:], enc)
	}
	b = bytes.TrimPrefix(b, utf8BOM)
	if utf8.Valid(b) {
		return string(b)
	}
	return DecodeAs(b, GuessCharset(b))
}

// DecodeAs makes UTF-8 of b, which is in enc; bytes that are none of it become
// U+FFFD.
func DecodeAs(b []byte, enc encoding.Encoding) string {
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	return string(out)
}

// sampled is how many bytes are looked at to tell a charset.
const sampled = 64 << 10

// GuessCharset names the likeliest charset of bytes that are not valid UTF-8. A text
// that is UTF-8 but for a few bytes is taken for UTF-8 with damage.
func GuessCharset(b []byte) encoding.Encoding {
	sample := b
	if len(sample) > sampled {
		sample = sample[:sampled]
	}
	if mostlyUTF8(sample) {
		return unicode.UTF8 // whose decoder replaces what is damaged
	}
	detector := chardet.NewTextDetector()
	if bytes.Count(sample, []byte("<")) > 4 {
		detector = chardet.NewHtmlDetector() // which looks past the tags
	}
	if found, ok := best(detector.DetectAll(sample)); ok {
		if enc, _ := charset.Lookup(found.Charset); enc != nil && enc != encoding.Replacement {
			return enc
		}
	}
	return charmap.Windows1252
}

// best is the most likely of several charsets. The detector gives those that are
// equally likely in any order; the same bytes must always be read the same.
func best(found []chardet.Result, err error) (chardet.Result, bool) {
	if err != nil {
		return chardet.Result{}, false
	}
	rank := func(r chardet.Result) int {
		if r.Charset == "ISO-8859-1" {
			return 0
		}
		return 1
	}
	r := slices.MinFunc(found, func(a, b chardet.Result) int {
		return cmp.Or(cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Charset, b.Charset))
	})
	return r, r.Confidence >= 10
}

// mostlyUTF8 counts multi-byte letters against bytes that belong to none.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		b = b[size:]
	}
	return good > 10*bad
}

// Peek decodes the head of an input to look at it.
func Peek(head []byte) string {
	if enc, mark := wideOf(head); enc != nil {
		letter := 4
		if enc == utf16LE || enc == utf16BE {
			letter = 2
		}
		return DecodeAs(head[mark:len(head)-(len(head)-mark)%letter], enc)
	}
	head = bytes.TrimPrefix(head, utf8BOM)
	if len(head) > utf8.UTFMax { // a letter may be cut in two at the end
		for i := 1; i < utf8.UTFMax; i++ {
			if b := head[len(head)-i]; utf8.RuneStart(b) {
				if !utf8.FullRune(head[len(head)-i:]) {
					head = head[:len(head)-i]
				}
				break
			}
		}
	}
	if utf8.Valid(head) {
		return string(head)
	}
	return DecodeAs(head, GuessCharset(head))
}

// Clean makes s fit to be shown: valid UTF-8, lines ending in \n, and no control
// characters but \n and \t.
func Clean(s string) string {
	if isClean(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		switch {
		case r == '\r':
			if i+1 == len(s) || s[i+1] != '\n' {
				b.WriteByte('\n')
			}
		case r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029:
			b.WriteByte('\n')
		case r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r == 0xfeff:
		default:
			b.WriteRune(r) // an invalid byte comes out as U+FFFD
		}
	}
	return b.String()
}

func isClean(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' && c != '\n' && c != '\t' || c == 0x7f {
			return false
		}
		if c >= utf8.RuneSelf {
			return isCleanUnicode(s[i:])
		}
	}
	return true
}

func isCleanUnicode(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r == 0xfeff || r == 0x2028 || r == 0x2029 {
			return false
		}
	}
	return true
}

// OneLine is clean text without line breaks and with single blanks.
func OneLine(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }

// DecodeDeclared makes UTF-8 of b, whose sender says that it is in the charset of
// that label, or says nothing. A byte order mark is right whatever is said; so
// are bytes that are UTF-8 with letters beyond ASCII, which no other charset
// makes by chance, and bytes that cannot be in the declared charset are looked
// at as if nothing was declared.
func DecodeDeclared(b []byte, label string) string {
	enc, mark := CharsetOf(b, label)
	if enc == nil {
		return string(b[mark:])
	}
	return DecodeAs(b[mark:], enc)
}

// CharsetOf is how DecodeDeclared decodes: nil if b is UTF-8 as it stands, and
// how many bytes of a byte order mark come before.
func CharsetOf(b []byte, label string) (enc encoding.Encoding, mark int) {
	if enc, mark := wideOf(b); enc != nil {
		return enc, mark
	}
	if bytes.HasPrefix(b, utf8BOM) {
		mark = len(utf8BOM)
	}
	enc, name := charset.Lookup(label)
	if utf8.Valid(b) && (enc == nil || !escapes[name]) {
		return nil, mark
	}
	if enc == nil || name == "utf-8" || name == "replacement" || strings.HasPrefix(name, "utf-16") {
		enc = GuessCharset(b)
	}
	return enc, mark
}

// DecodePage makes UTF-8 of a page, whose charset the server may have declared
// with its content type, or the page itself in its head.
func DecodePage(b []byte, contentType string) string {
	return DecodeDeclared(b, LabelOf(b, contentType))
}

// LabelOf gives the name of the charset that a server declares with a content
// type, or else a page or document in its head, "" if neither does.
func LabelOf(b []byte, contentType string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		return params["charset"]
	}
	if m := metaCharset.FindSubmatch(b[:min(len(b), 4096)]); m != nil {
		return string(m[1])
	}
	return ""
}

// metaCharset finds <meta charset=…>, the older form inside content, and the
// declaration of XHTML.
var metaCharset = regexp.MustCompile(`(?i)<(?:meta|\?xml)\s[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)`)

// escapes are charsets that say everything in ASCII.
var escapes = map[string]bool{"iso-2022-jp": true}

package reader

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

var (
	utf8BOM = []byte("\xef\xbb\xbf")
	utf16LE = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	utf16BE = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
)

// utf16Of gives the encoding that a UTF-16 byte order mark announces, or nil.
func utf16Of(b []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		return utf16LE
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return utf16BE
	}
	return nil
}

// decode makes UTF-8 of b: by its byte order mark, else as UTF-8, else in the
// charset that its bytes suggest.
func decode(b []byte) string {
	if enc := utf16Of(b); enc != nil {
		return decodeAs(b[2:], enc)
	}
	b = bytes.TrimPrefix(b, utf8BOM)
	if utf8.Valid(b) {
		return string(b)
	}
	return decodeAs(b, guess(b))
}

func decodeAs(b []byte, enc encoding.Encoding) string {
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	return string(out)
}

// guess names the likeliest charset of bytes that are not valid UTF-8. A text
// that is UTF-8 but for a few bytes is taken for UTF-8 with damage.
func guess(b []byte) encoding.Encoding {
	sample := b
	if len(sample) > sniffed {
		sample = sample[:sniffed]
	}
	if mostlyUTF8(sample) {
		return unicode.UTF8 // whose decoder replaces what is damaged
	}
	if found, err := chardet.NewTextDetector().DetectBest(sample); err == nil && found.Confidence >= 10 {
		if enc, _ := charset.Lookup(found.Charset); enc != nil && enc != encoding.Replacement {
			return enc
		}
	}
	return charmap.Windows1252
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

// peekText decodes the head of an input to look at it.
func peekText(head []byte) string {
	if enc := utf16Of(head); enc != nil {
		return decodeAs(head[2:len(head)&^1], enc)
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
	return decodeAs(head, guess(head))
}

// transcode gives a reader of UTF-8 for an input in UTF-16, and the function
// that turns a piece of it back into the bytes received. Other inputs pass
// unchanged, without their byte order mark.
func transcode(in *input) (io.Reader, func([]byte) []byte) {
	enc := utf16Of(in.head)
	if enc == nil {
		if bytes.HasPrefix(in.head, utf8BOM) {
			in.body.Discard(len(utf8BOM))
		}
		return in.body, bytes.Clone
	}
	in.body.Discard(2)
	back := func(b []byte) []byte {
		raw, err := enc.NewEncoder().Bytes(b)
		if err != nil {
			return bytes.Clone(b)
		}
		return raw
	}
	return transform.NewReader(in.body, enc.NewDecoder()), back
}

// clean makes s fit to be shown: valid UTF-8, lines ending in \n, and no control
// characters but \n and \t.
func clean(s string) string {
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

// oneLine is clean text without line breaks and with single blanks.
func oneLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// cleanName makes the name of a file or member fit for a message.
func cleanName(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

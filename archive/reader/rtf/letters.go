package rtf

import (
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"dateline/archive/reader/prose"
)

// charsets are the code pages of \fcharset. That of 1, the default, is the
// document's.
var charsets = map[int]int{
	0: 1252, 77: 10000, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256,
	186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
}

var pages = map[int]encoding.Encoding{
	437: charmap.CodePage437, 850: charmap.CodePage850, 852: charmap.CodePage852, 855: charmap.CodePage855, 866: charmap.CodePage866,
	874: charmap.Windows874, 932: japanese.ShiftJIS, 936: simplifiedchinese.GBK, 949: korean.EUCKR, 950: traditionalchinese.Big5,
	1250: charmap.Windows1250, 1251: charmap.Windows1251, 1252: charmap.Windows1252, 1253: charmap.Windows1253,
	1254: charmap.Windows1254, 1255: charmap.Windows1255, 1256: charmap.Windows1256, 1257: charmap.Windows1257,
	1258: charmap.Windows1258, 10000: charmap.Macintosh, 10007: charmap.MacintoshCyrillic, 28591: charmap.ISO8859_1,
	28592: charmap.ISO8859_2, 20866: charmap.KOI8R, 54936: simplifiedchinese.GB18030,
}

// byte takes one byte of text, in the code page of its font.
func (p *parser) byte(c byte) {
	if p.now.left > 0 {
		p.now.left--
		return
	}
	page := p.page
	if own, known := p.fonts[p.now.font]; known && p.now.dest == toText {
		page = own
	}
	if page != p.code {
		p.flush()
		p.code = page
	}
	p.pending = append(p.pending, c)
}

// flush decodes the bytes that wait: in some code pages a letter has two.
func (p *parser) flush() {
	p.high = 0
	if len(p.pending) == 0 {
		return
	}
	pending := p.pending
	p.pending = p.pending[:0]
	enc := pages[p.code]
	switch {
	case isASCII(pending), p.code == 65001 && utf8.Valid(pending), enc == nil && utf8.Valid(pending):
		p.put(string(pending))
	case enc == nil:
		p.put(prose.DecodeAs(pending, charmap.Windows1252))
	default:
		p.put(prose.DecodeAs(pending, enc))
	}
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// unicode takes a character by its number, of which those above 32767 are
// negative, and has what stands for it in old readers skipped.
func (p *parser) unicode(n int) {
	high := p.high
	p.flush()
	if n < 0 {
		n += 1 << 16
	}
	r := rune(n)
	switch {
	case n < 0 || n > utf8.MaxRune:
		r = utf8.RuneError
	case utf16.IsSurrogate(r) && high != 0:
		r = utf16.DecodeRune(rune(high), r)
		p.put(string(r))
		p.now.left = p.now.skip
		return
	case utf16.IsSurrogate(r):
		p.high = n
		p.now.left = p.now.skip
		return
	}
	p.put(string(r))
	p.now.left = p.now.skip
}

// write takes text that is decoded.
func (p *parser) write(s string) {
	p.flush()
	p.put(s)
}

// put adds text where it belongs.
func (p *parser) put(s string) {
	switch p.now.dest {
	case toTitle, toAuthor, toStyles:
		if len(p.name) < 1000 {
			p.name = append(p.name, s...)
		}
	case toText:
		if !p.begun || p.now.hidden || p.deep > 0 {
			return
		}
		p.text = append(p.text, s...)
		if s != " " && s != "\t" {
			p.bold = (p.bold || !p.runs) && p.now.bold
			p.runs = true
		}
	}
}

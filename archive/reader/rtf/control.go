package rtf

import (
	"bytes"
	"strconv"
	"strings"
)

// control reads what follows a backslash: a word with a number, a symbol, or a
// byte in hexadecimal.
func (p *parser) control() {
	if p.at >= len(p.in) {
		return
	}
	c := p.in[p.at]
	if !isLetter(c) {
		p.at++
		p.symbol(c)
		return
	}
	start := p.at
	for p.at < len(p.in) && isLetter(p.in[p.at]) && p.at-start < 40 {
		p.at++
	}
	word := string(p.in[start:p.at])
	number, given := 0, false
	if digits := p.at; p.at < len(p.in) && (p.in[p.at] == '-' || isDigit(p.in[p.at])) {
		p.at++
		for p.at < len(p.in) && isDigit(p.in[p.at]) {
			p.at++
		}
		if n, err := strconv.Atoi(string(p.in[digits:min(p.at, digits+12)])); err == nil {
			number, given = n, true
		}
	}
	if p.at < len(p.in) && p.in[p.at] == ' ' {
		p.at++
	}
	p.word(word, number, given)
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func (p *parser) symbol(c byte) {
	switch c {
	case '\'':
		if p.at+2 <= len(p.in) {
			if n, err := strconv.ParseUint(string(p.in[p.at:p.at+2]), 16, 8); err == nil {
				p.at += 2
				p.byte(byte(n))
			}
		}
	case '*':
		p.now.star = true
	case '~':
		p.write(" ")
	case '_':
		p.write("-")
	case '-': // where a word may be divided
	case '\r', '\n':
		p.word("par", 0, false)
	case '\t':
		p.write("\t")
	case '{', '}', '\\':
		p.byte(c)
	}
}

// signs are the words that stand for characters.
var signs = map[string]string{
	"tab": "\t", "line": " ", "lbr": " ", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
	"rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "zwj": "\u200d", "zwnj": "\u200c",
	"softline": " ",
}

// elsewhere are the groups that hold no text of the document.
var elsewhere = map[string]bool{
	"colortbl": true, "pict": true, "object": true, "header": true, "headerl": true, "headerr": true, "headerf": true,
	"footer": true, "footerl": true, "footerr": true, "footerf": true, "footnote": true, "fldinst": true, "themedata": true,
	"colorschememapping": true, "datastore": true, "latentstyles": true, "listtable": true, "listoverridetable": true,
	"rsidtbl": true, "revtbl": true, "generator": true, "xmlnstbl": true, "pntext": true, "listtext": true, "nonshppict": true,
	"bkmkstart": true, "bkmkend": true, "annotation": true, "atnid": true, "atnauthor": true, "xe": true, "tc": true,
	"filetbl": true, "pgdsctbl": true, "mmathPr": true, "private": true, "falt": true, "panose": true, "do": true, "nesttableprops": true,
}

// word acts on a control word.
func (p *parser) word(word string, n int, given bool) {
	if word == "bin" {
		p.at += min(max(0, n), len(p.in)-p.at)
		return
	}
	if p.now.left > 0 && word != "u" {
		p.now.left-- // a word counts as one character where those of old readers are skipped
		if signs[word] != "" {
			return
		}
	}
	star := p.now.star
	p.now.star = false
	if elsewhere[word] {
		if word == "pntext" || word == "listtext" {
			for i := range p.saved { // the paragraph is one of a list
				p.saved[i].para.item = true
			}
		}
		p.now.dest = toNothing
		return
	}
	off := given && n == 0
	switch word {
	case "rtf":
		p.begun = true
	case "ansicpg":
		p.page = n
	case "mac":
		p.page = 10000
	case "pc":
		p.page = 437
	case "pca":
		p.page = 850
	case "fonttbl":
		p.now.dest = toFonts
	case "stylesheet":
		p.now.dest = toStyles
	case "info":
		p.now.dest = toInfo
	case "title", "author":
		if p.now.dest == toInfo {
			p.flush()
			p.name = nil
			p.now.dest = toTitle
			if word == "author" {
				p.now.dest = toAuthor
			}
		}
	case "f":
		p.flush()
		p.now.font = n
		if p.now.dest == toFonts {
			p.entry = n
		}
	case "fcharset":
		if p.now.dest == toFonts && len(p.fonts) < 10_000 {
			if page, known := charsets[n]; known {
				p.fonts[p.entry] = page
			}
		}
	case "cpg":
		if p.now.dest == toFonts && len(p.fonts) < 10_000 {
			p.fonts[p.entry] = n
		}
	case "s":
		if p.now.dest == toStyles {
			p.entry = n
		} else if s, known := p.styles[n]; known {
			p.now.para, p.now.bold = s.para, s.bold
		}
	case "outlinelevel":
		if n >= 0 && n < 9 {
			p.now.para.level = n + 1
		}
	case "pard":
		p.now.para = para{}
	case "plain":
		p.now.bold, p.now.hidden = false, false
	case "b":
		p.flush()
		p.now.bold = !off
	case "v", "deleted":
		p.flush()
		p.now.hidden = !off
	case "ls":
		p.now.para.item = true
	case "uc":
		p.now.skip = min(max(0, n), 16)
	case "u":
		p.unicode(n)
	case "par", "page", "sect", "row", "column":
		if p.now.dest == toText {
			p.paragraph()
		}
	case "cell", "nestcell":
		p.write("\t")
	default:
		if sign := signs[word]; sign != "" {
			p.write(sign)
		} else if star && p.now.dest == toText {
			p.now.dest = toNothing // a group that only newer readers know
		}
	}
}

// defineStyle keeps a paragraph style at the end of its group. Its name is what
// remains of its text.
func (p *parser) defineStyle() {
	name := strings.ToLower(string(bytes.Trim(p.name, "; ")))
	p.name = nil
	if name == "" || len(p.styles) >= 10_000 {
		return
	}
	s := styled{para: p.now.para, bold: p.now.bold}
	s.item = false
	switch {
	case name == "title":
		s.title = true
	case strings.HasPrefix(name, "heading"):
		if n, err := strconv.Atoi(strings.TrimSpace(strings.TrimPrefix(name, "heading"))); err == nil && n > 0 && n < 10 {
			s.level = n
		}
	case strings.Contains(name, "quote"):
		s.quote = true
	}
	if p.entry > 0 {
		p.styles[p.entry] = s
	}
	p.entry = 0
}

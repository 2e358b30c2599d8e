package main

import (
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"
)

// isTerminal says that w is a terminal that understands control sequences.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && os.Getenv("TERM") != "dumb"
}

// paper is where text for people goes: its width, and whether it can show words
// in bold.
type paper struct {
	w     io.Writer
	width int
	bold  bool
	err   error // of the first write that did not work
}

func newPaper(w io.Writer) *paper {
	p := &paper{w: w, width: 80}
	if isTerminal(w) {
		p.bold = os.Getenv("NO_COLOR") == ""
		if width, _, err := term.GetSize(int(w.(*os.File).Fd())); err == nil && width > 20 {
			p.width = min(width, 100) // longer lines are hard to read
		}
	}
	return p
}

// line prints text in one line, however long.
func (p *paper) line(text string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.w, text+"\n")
	}
}

// strong makes printable text bold, word by word so that it can be wrapped.
func (p *paper) strong(text string) string {
	if !p.bold {
		return text
	}
	fields := strings.Fields(text)
	for i, f := range fields {
		fields[i] = "\x1b[1m" + f + "\x1b[0m"
	}
	bold := strings.Join(fields, " ")
	if strings.HasPrefix(text, " ") {
		bold = " " + bold
	}
	if strings.HasSuffix(text, " ") {
		bold += " "
	}
	return bold
}

// wrap prints a paragraph of printable text, broken between words and indented.
func (p *paper) wrap(indent, text string) {
	line, length := indent, len(indent)
	for _, word := range strings.Fields(text) {
		n := shownLength(word)
		if length > len(indent) && length+1+n > p.width {
			p.line(line)
			line, length = indent, len(indent)
		}
		if length > len(indent) {
			line, length = line+" ", length+1
		}
		line, length = line+word, length+n
	}
	if length > len(indent) {
		p.line(line)
	}
}

// shownLength counts the characters of a word without its control sequences.
func shownLength(word string) int {
	n := utf8.RuneCountInString(word)
	if i := strings.Count(word, "\x1b[1m"); i > 0 {
		n -= i * len("\x1b[1m\x1b[0m")
	}
	return n
}

// printable takes out of text what would steer a terminal instead of being read:
// control characters, and marks that turn the direction of writing. Line breaks
// and tabs become spaces.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, text)
}

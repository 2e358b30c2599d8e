package prose

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/archive"
)

// Paragraph is a block of a text file.
type Paragraph struct {
	Kind  archive.ParagraphKind
	Text  string // on one line
	Level int    // of a Markdown heading, 0 otherwise
	Alone bool   // it was one line with a blank line, or the end, after it
	Lines int
}

// Lines broken by a typewriter or a mail program are about this wide, in
// letters. Files with longer lines have one paragraph a line; files with shorter
// ones are lists.
const (
	narrowest = 30
	wrapWidth = 120
)

// Split finds the paragraphs of clean text. They are separated by
// blank lines, by indentation as in old wire copy, or by being one line each;
// lines broken at a fixed width are joined.
func Split(text string) []Paragraph {
	lines := strings.Split(text, "\n")
	s := splitter{layout: layoutOf(lines)}
	for i, line := range lines {
		before := ""
		if i > 0 {
			before = lines[i-1]
		}
		s.line(line, before)
	}
	s.end(true)
	return s.out
}

// splitter gathers the lines of one paragraph after the other.
type splitter struct {
	layout layout
	out    []Paragraph
	open   Paragraph // the one that may go on …
	parts  []string  // … and its lines, none if there is none
}

func (s *splitter) line(line, before string) {
	words := strings.Join(strings.Fields(line), " ")
	if words == "" {
		s.end(true)
		return
	}
	if strings.IndexByte("=-_*~", words[0]) >= 0 && rule.MatchString(words) {
		if len(s.parts) == 1 && s.open.Kind == archive.Text { // an underlined heading
			s.open.Kind, s.open.Level = archive.Heading, 1
			if words[0] == '-' {
				s.open.Level = 2
			}
		}
		s.end(true) // or a line across the page
		return
	}
	p := classify(words)
	if len(s.parts) > 0 && p.Kind == archive.Text && s.layout.joins(before, line, s.open) {
		s.parts = append(s.parts, p.Text)
		return
	}
	s.end(false)
	s.open, s.parts = p, append(s.parts, p.Text)
	if p.Kind == archive.Heading {
		s.end(true)
	}
}

// end closes the open paragraph; blank says that nothing stands under it.
func (s *splitter) end(blank bool) {
	if len(s.parts) == 0 {
		return
	}
	s.open.Text = strings.Join(s.parts, " ")
	s.open.Lines = len(s.parts)
	s.open.Alone = blank && s.open.Lines == 1
	s.out = append(s.out, s.open)
	s.parts = s.parts[:0]
}

var (
	rule        = regexp.MustCompile(`^(?:={3,}|-{3,}|_{3,}|\*{3,}|(?:\* ){2,}\*|~{3,})$`)
	markHeading = regexp.MustCompile(`^(#{1,6}) +(.*?)(?: +#+)?$`)
	markItem    = regexp.MustCompile(`^[-*•‣◦▪] +(.+)$`)
	markQuote   = regexp.MustCompile(`^> ?(.*)$`)
)

// classify reads the marks at the start of a line.
func classify(words string) Paragraph {
	if first, _ := utf8.DecodeRuneInString(words); !strings.ContainsRune("#-*>•‣◦▪", first) {
		return Paragraph{Text: words}
	}
	if m := markHeading.FindStringSubmatch(words); m != nil && m[2] != "" {
		return Paragraph{Kind: archive.Heading, Text: m[2], Level: len(m[1])}
	}
	if m := markItem.FindStringSubmatch(words); m != nil {
		return Paragraph{Kind: archive.Item, Text: m[1]}
	}
	if m := markQuote.FindStringSubmatch(words); m != nil && strings.TrimSpace(m[1]) != "" {
		return Paragraph{Kind: archive.Quote, Text: strings.TrimSpace(m[1])}
	}
	return Paragraph{Text: words}
}

// layout is how a file's lines make paragraphs.
type layout struct {
	wrapped bool // lines were broken at a width
	width   int  // that width, in letters
	indent  int  // the least indentation
}

// layoutOf looks at the lines that another line follows. Where they are short
// and mostly end in the middle of a sentence, they were wrapped.
func layoutOf(lines []string) layout {
	var lengths []int
	followed, ended := 0, 0
	l := layout{indent: -1}
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		lengths = append(lengths, utf8.RuneCountInString(strings.TrimSpace(line)))
		if in := IndentOf(line); l.indent < 0 || in < l.indent {
			l.indent = in
		}
		if i+1 < len(lines) && strings.TrimSpace(lines[i+1]) != "" {
			followed++
			if endsSentence(line) {
				ended++
			}
		}
	}
	if followed == 0 {
		return l
	}
	sort.Ints(lengths)
	l.width = lengths[(len(lengths)-1)*19/20]
	l.wrapped = l.width >= narrowest && l.width <= wrapWidth && ended*10 < followed*6
	return l
}

// joins says that line goes on with what the line before it began.
func (l layout) joins(before, line string, p Paragraph) bool {
	if p.Kind == archive.Heading || IsTabular(before) || IsTabular(line) {
		return false
	}
	if !l.wrapped {
		return false
	}
	if IndentOf(line) >= l.indent+2 && IndentOf(line) > IndentOf(before) && p.Kind == archive.Text {
		return false
	}
	before = strings.TrimSpace(before)
	first, _, _ := strings.Cut(strings.TrimSpace(line), " ")
	fits := utf8.RuneCountInString(before)+1+utf8.RuneCountInString(first) <= l.width*4/5
	r, _ := utf8.DecodeRuneInString(first)
	return !fits || unicode.IsLower(r)
}

// IndentOf is the width of the blanks a line begins with; a tab counts as four.
func IndentOf(line string) int {
	n := 0
	for _, r := range line {
		switch r {
		case ' ', 0xa0, 0x3000:
			n++
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}

// IsTabular says that a line is a row of a table, which is not joined.
func IsTabular(line string) bool {
	line = strings.TrimSpace(line)
	return strings.Contains(line, "....") || strings.Contains(line, "\t") || strings.Count(line, "   ") > 0
}

// endsSentence says that s ends as a sentence does, quotation marks aside.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, " \t\"'”’»)]*_")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:;。！？।؟۔", r) && s != ""
}

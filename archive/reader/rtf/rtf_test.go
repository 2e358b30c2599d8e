package rtf

import (
	"fmt"
	"strings"
	"testing"
)

// shown writes the paragraphs of a document with what is known of them.
func shown(t testing.TB, content string) string {
	t.Helper()
	d, err := Parse([]byte(content))
	if err != nil {
		return err.Error()
	}
	var out []string
	if d.Title+d.Author != "" {
		out = append(out, d.Title+" by "+d.Author)
	}
	for _, p := range d.Paragraphs {
		marks := ""
		if p.Level > 0 {
			marks += fmt.Sprint(p.Level)
		}
		if p.Item {
			marks += "-"
		}
		if p.Bold {
			marks += "b"
		}
		out = append(out, marks+" "+p.Text)
	}
	return strings.Join(out, "|")
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ content, want string }{
		{`{\rtf1 One\par Two}`, " One| Two"},
		{`{\rtf1\ansi{\info{\title A {b} c}{\author \'c9va}{\subject no}}One}`, "A b c by Éva| One"},
		{`{\rtf1{\b All bold}\par {\b half} bold\par\b0 plain}`, "b All bold| half bold| plain"},
		{`{\rtf1{\stylesheet{\s1\b\outlinelevel0 Kop;}{\s15 heading 2;}}\s1 One\par\pard\s15 Two\par\pard Three}`, "1b One|2 Two| Three"},
		{`{\rtf1 a\~b\_c\-d\{e\}\\f\lquote g\rquote\tab h}`, " a b-cd{e}\\f‘g’\th"},
		{`{\rtf1\uc2\u1071\'df\'df{\uc0\u1071}\u1071 ?? z}`, " ЯЯЯ z"},
		{`{\rtf1\ansicpg932 \'93\'fa\'96\'7b}`, " 日本"},
		{`{\rtf1{\fonttbl{\f0\fcharset204 A;}{\f1\fcharset161 B;}}\f0\'c4\'e0\f1\'e1}`, " Даα"},
		{`{\rtf1 a{\*\new no{deep}}{\pict\bin3 }}}b}c`, " ac"},
		{`{\rtf1\trowd One\cell Two\cell\row Three}`, " One\tTwo| Three"},
		{`{\rtf1 One\'zz\'}`, " Onezz"}, {`{\rtf1 \u99999999999999 x\u-1?}`, " \uFFFD\uFFFF"},
		{strings.Repeat("{", 100_000) + `\rtf1 One`, ""},
		{`{\rtf1 One` + strings.Repeat("{", 100_000) + `deep` + strings.Repeat("}", 100_000) + `\par Two}`, " One| Two"},
		{"", "is no RTF document"}, {"plain", "is no RTF document"}, {`\`, "is no RTF document"},
	} {
		if got := shown(t, c.content); got != c.want {
			t.Errorf("%.80s: %q, want %q", c.content, got, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`{\rtf1\ansi\ansicpg1251{\fonttbl{\f0\fcharset204 A;}}{\stylesheet{\s1 heading 1;}}{\info{\title x}}\s1\b\f0\'c4\u1071?\par\uc0{\*\a b}\bin2 {{\page}`)
	f.Fuzz(func(t *testing.T, content string) { shown(t, content) })
}

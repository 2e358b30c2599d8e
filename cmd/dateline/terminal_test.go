package main

import (
	"strings"
	"testing"
)

func TestPrintable(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"plain", "Peace talks – day 1", "Peace talks – day 1"},
		{"other scripts", "Київ تهران 北京", "Київ تهران 北京"},
		{"line breaks", "one\ntwo\tthree", "one two three"},
		{"control sequence", "\x1b[2Jgone\x07", "[2Jgone"},
		{"control sequence in one character", "\u009b2Jgone", "2Jgone"},
		{"turned writing", "abc\u202edef\u2066", "abcdef"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := printable(tt.text); got != tt.want {
				t.Errorf("printable(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestWrap(t *testing.T) {
	bold := func(s string) string { return "\x1b[1m" + s + "\x1b[0m" }
	for _, tt := range []struct {
		name, indent, text, want string
	}{
		{"empty", "  ", "", ""},
		{"fits", "  ", "one two", "  one two\n"},
		{"breaks", "  ", "one two three four", "  one two\n  three four\n"},
		{"long word", "", "a internationalisation b", "a\ninternationalisation\nb\n"},
		{"bold words take no more room", "", bold("one") + " two " + bold("three"), bold("one") + " two\n" + bold("three") + "\n"},
		{"letters, not bytes", "", "дві три", "дві три\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			p := &paper{w: &b, width: 12}
			if tt.name == "bold words take no more room" {
				p.width = 9
			}
			p.wrap(tt.indent, tt.text)
			if b.String() != tt.want {
				t.Errorf("wrap printed %q, want %q", b.String(), tt.want)
			}
		})
	}
}

func TestStrong(t *testing.T) {
	on, off := &paper{bold: true}, &paper{}
	if got, want := on.strong(" rare earths "), " \x1b[1mrare\x1b[0m \x1b[1mearths\x1b[0m "; got != want {
		t.Errorf("strong = %q, want %q", got, want)
	}
	if got := off.strong("rare"); got != "rare" {
		t.Errorf("strong without a terminal = %q", got)
	}
}

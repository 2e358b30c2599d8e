package prose

import (
	"strings"
	"testing"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"a\r\nb\rc\nd", "a\nb\nc\nd"}, {"a\x00\x07b\tc", "ab\tc"}, {"a\u0085b\u2028c\fd", "a\nb\nc\nd"},
		{"a\x7f\u0081b\ufeff", "ab"}, {"a\xffb", "a\ufffdb"}, {"plain", "plain"}, {"", ""},
	} {
		if got := Clean(c.in); got != c.want {
			t.Errorf("clean(%q) = %q", c.in, got)
		}
		if got := Clean(Clean(c.in)); got != Clean(c.in) {
			t.Errorf("clean is not settled on %q", c.in)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, c := range []struct {
		text  string
		limit int
		want  string
	}{
		{"short", 10, "short"},
		{"one two three four", 14, "one two three…"},
		{"one two, three four", 12, "one two…"},
		{"talks with Gen. Smith today", 18, "talks with…"},
		{"talks with George W. Bush today", 23, "talks with George…"},
		{"talks in the U.S. today and", 22, "talks in the U.S.…"},
		{"Gen. Smith spoke", 6, "Gen.…"},
		{"河川が氾濫した町", 5, "河川が氾…"},
		{"unbreakableword again", 8, "unbreak…"},
	} {
		if got := shorten(c.text, c.limit); got != c.want {
			t.Errorf("shorten(%q, %d) = %q, want %q", c.text, c.limit, got, c.want)
		}
	}
}

// FuzzSplit checks that a text keeps all its letters, but for the marks of
// Markdown.
func FuzzSplit(f *testing.F) {
	for _, text := range []string{
		"River floods\n============\n\nIt rained.\n\nWhat next\n---------\nRain.\n",
		"# River floods\n\n- Rain\n- More rain\n\n> We saw it come\n\nEnd of it.\n",
		"    The river rose by two metres in a single night and\nflooded the lower town.\n    Nobody was hurt, it said.\n",
		"Prices\n\nWheat....... 12\nMaize....... 11\n",
	} {
		f.Add(text)
	}
	for _, c := range glued {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		kept, want := 0, 0
		for _, p := range Split(Clean(text)) {
			kept += len(squeeze(p.Text))
		}
		for line := range strings.Lines(Clean(text)) {
			line = strings.Join(strings.Fields(line), " ")
			if !rule.MatchString(line) {
				want += len(squeeze(classify(line).Text))
			}
		}
		if kept != want {
			t.Errorf("%q: %d bytes of %d are kept", text, kept, want)
		}
	})
}

package diff

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// shown writes parts as [-removed-] and {+added+}.
func shown(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		switch p.Op {
		case Removed:
			b.WriteString("[-" + p.Text + "-]")
		case Added:
			b.WriteString("{+" + p.Text + "+}")
		default:
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestWords(t *testing.T) {
	for _, tt := range []struct{ name, was, is, want string }{
		{"nothing", "", "", ""},
		{"the same", "No change.", "No change.", "No change."},
		{"from nothing", "", "All of it.", "{+All of it.+}"},
		{"to nothing", "All of it.", "", "[-All of it.-]"},
		{"a word", "Three people died.", "Four people died.", "[-Three -]{+Four +}people died."},
		{"a number", "It cost 1,200 euros.", "It cost 1,300 euros.", "It cost 1,[-200 -]{+300 +}euros."},
		{"a word put in", "The minister said.", "The minister never said.", "The minister {+never +}said."},
		{"a word left out", "He never said so.", "He said so.", "He [-never -]said so."},
		{"punctuation", "He said so", "He said so.", "He said so{+.+}"},
		{"an apostrophe", "It's true", "It’s true", "[-It's -]{+It’s +}true"},
		{"case", "he said", "He said", "[-he -]{+He +}said"},
		{"blanks and paragraphs", "One two\nthree  four.", "One  two three\n\nfour.", "One  two three\n\nfour."},
		{"a sentence", "A came. B went. C stayed.", "A came. C stayed.", "A came. [-B went. -]C stayed."},
		{"few words between", "the old mayor of the small town", "a young lawyer of a large city", "[-the old mayor of the small town-]{+a young lawyer of a large city+}"},
		{"Chinese", "政府周二表示", "政府周三表示", "政府周[-二-]{+三+}表示"},
		{"accents apart", "cafe\u0301 noir", "cafe noir", "[-cafe\u0301 -]{+cafe +}noir"},
		{"hostile", "<b>x</b>", "<i>x</i>", "<[-b-]{+i+}>x</[-b-]{+i+}>"},
	} {
		if got := shown(Words(tt.was, tt.is)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestCount(t *testing.T) {
	removed, added := Count(Words("Three people died in the fire, police said.", "Four people died in the fire."))
	if removed != 3 || added != 1 {
		t.Errorf("%d removed, %d added; want 3, 1", removed, added)
	}
}

// keeps fails the test unless the parts are both texts.
func keeps(t *testing.T, was, is string, parts []Part) {
	t.Helper()
	var old, now strings.Builder
	last := Same
	for i, p := range parts {
		if p.Text == "" || i > 0 && (p.Op == parts[i-1].Op || p.Op == Removed && last == Added) {
			t.Fatalf("part %d of %q", i, parts)
		}
		last = p.Op
		if p.Op != Added {
			old.WriteString(p.Text + " ")
		}
		if p.Op != Removed {
			now.WriteString(p.Text)
		}
	}
	if strip(old.String()) != strip(was) {
		t.Fatalf("%q became %q in %q", was, old.String(), parts)
	}
	if now.String() != is && strip(now.String()+is) != "" {
		t.Fatalf("%q became %q in %q", is, now.String(), parts)
	}
}

func strip(s string) string { return strings.Join(strings.Fields(s), "") }

func TestWordsOfAnything(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	text := func(n, vocabulary int) string {
		var b strings.Builder
		for range rng.IntN(n + 1) {
			fmt.Fprintf(&b, "%s%d%s", strings.Repeat(" ", rng.IntN(2)), rng.IntN(vocabulary), []string{" ", ", ", ".\n\n"}[rng.IntN(3)])
		}
		return b.String()
	}
	for i := range 3000 {
		was, is := text(60, 2+i%50), text(60, 2+i%50)
		keeps(t, was, is, Words(was, is))
	}
}

// A small change to a text of any size is a small difference, and a text that has
// nothing in common takes no time.
func TestWordsOfLongTexts(t *testing.T) {
	var b strings.Builder
	for i := range 60_000 {
		fmt.Fprintf(&b, "w%d ", i*i%977)
	}
	long := b.String()
	begun := time.Now()
	parts := Words(long, strings.Replace(long, "w4 w9 ", "w4 new w9 ", 5))
	if _, added := Count(parts); added > 20 {
		t.Errorf("%d words added", added)
	}
	other := strings.NewReplacer("w1", "x1", "w2", "y", "w3", "z").Replace(long)
	keeps(t, long, other, Words(long, other))
	keeps(t, long, strings.Repeat("a b ", 50_000), Words(long, strings.Repeat("a b ", 50_000)))
	keeps(t, strings.Repeat("a ", 100_000), strings.Repeat("a b ", 50_000), Words(strings.Repeat("a ", 100_000), strings.Repeat("a b ", 50_000)))
	if took := time.Since(begun); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}

func FuzzWords(f *testing.F) {
	f.Add("Three people died.", "Four people died.")
	f.Add("a b c a b b a", "c b a b a c")
	f.Add("政府周二表示", "政府周三表示 ok")
	f.Add("\xff\xfe", "e\u0301 \u0301")
	f.Fuzz(func(t *testing.T, was, is string) { keeps(t, was, is, Words(was, is)) })
}

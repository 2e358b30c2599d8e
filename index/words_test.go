package index

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var wordCases = []struct{ text, want string }{
	{"", ""},
	{"Rare earths, and oil.", "rare earths and oil"},
	{"U.S. officials met J.D. Vance at 10 a.m. today.", "us officials met jd vance at 10 am today"},
	{"The end. A start.", "the end a start"},
	{"Plan B.Another", "plan b another"},
	{"COVID-19 e-mail RFE/RL AT&T", "covid 19 e mail rfe rl at t"},
	{"1,000,000 people, 3.14 and 5.", "1000000 people 3.14 and 5"},
	{"in 2024,when", "in 2024 when"},
	{"Trump's claim, Trump’s claim, the Joneses' house", "trump claim trump claim the joneses house"},
	{"don't won’t we're they'll I'm", "dont wont were theyll im"},
	{"l'Ukraine d’Italia O'Brien", "l ukraine d italia o brien"},
	{"об'єкт Лук’янівка Київ її йод ёлка", "обєкт лукянівка київ її йод елка"},
	{"Łódź, Škoda, façade, Ångström, naïve, straße, İstanbul", "lodz skoda facade angstrom naive strasse istanbul"},
	{"Ελλάδα και Αθήνας", "ελλαδα και αθηνασ"},
	{"عَرَبِيّ إيران ایران", "عربي ايران ايران"},
	{"中国 日本語", "中 国 日 本 語"},
	{"서울 시장", "서울 시장"},
	{"😀 half \xed\xa0\x80 emoji \x00 nul", "half emoji nul"},
	{"ﬁnance ＡＢＣ", "finance abc"},
	{"C++ & C#", "c c"},
	{"''' ... ,,, '", ""},
	{"a'", "a"},
	{"rock'n'roll", "rock n roll"},
}

func TestWords(t *testing.T) {
	for _, c := range wordCases {
		if got := strings.Join(termsOf(c.text), " "); got != c.want {
			t.Errorf("words of %q\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

// Words stand in order, apart, and within the text, whatever its bytes.
func FuzzWords(f *testing.F) {
	for _, c := range wordCases {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		words(text, func(k token) bool {
			if k.start < end || k.end <= k.start || k.end > len(text) || k.term == "" {
				t.Fatalf("%q: token %+v after offset %d", text, k, end)
			}
			if !utf8.ValidString(k.term) {
				t.Fatalf("%q: term %q is not UTF-8", text, k.term)
			}
			end = k.end
			return true
		})
		starts := sentences(text)
		for i := 1; i < len(starts); i++ {
			if starts[i] <= starts[i-1] || starts[i] >= len(text) {
				t.Fatalf("%q: sentences at %v", text, starts)
			}
		}
	})
}

func TestStems(t *testing.T) {
	en := newStemmer("en")
	for _, pair := range [][2]string{{"sanctions", "sanctioned"}, {"talks", "talking"}, {"minister", "ministers"}, {"cities", "city"}} {
		if a, b := en.of(pair[0]), en.of(pair[1]); a != b {
			t.Errorf("%s is stemmed %s, %s %s", pair[0], a, pair[1], b)
		}
	}
	if got := en.of("covid19"); got != "covid19" {
		t.Errorf("a code is stemmed %s", got)
	}
	if got := newStemmer("xx").of("sanctions"); got != "sanctions" {
		t.Errorf("an unknown language stems %s", got)
	}
	if a, b := newStemmer("ru").of("санкции"), newStemmer("ru").of("санкций"); a != b {
		t.Errorf("Russian: %s and %s", a, b)
	}
}

func TestSentences(t *testing.T) {
	cases := []struct {
		text string
		want []string
	}{
		{"One. Two! Three? Four", []string{"One. ", "Two! ", "Three? ", "Four"}},
		{"Mr. Smith met J. Brown of Acme Corp. in the U.S. Senate. He left.", []string{"Mr. Smith met J. Brown of Acme Corp. in the U.S. Senate. ", "He left."}},
		{"\"He came.\" She left.", []string{"\"He came.\" ", "She left."}},
		{"Version 3.14 is out. e.g. this", []string{"Version 3.14 is out. e.g. this"}},
		{"他来了。她走了。", []string{"他来了。", "她走了。"}},
		{"", []string{""}},
	}
	for _, c := range cases {
		var got []string
		starts := append(sentences(c.text), len(c.text))
		for i := 1; i < len(starts); i++ {
			got = append(got, c.text[starts[i-1]:starts[i]])
		}
		if len(got) == 0 {
			got = []string{""}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("sentences of %q (-want +got):\n%s", c.text, diff)
		}
	}
}

func BenchmarkWords(b *testing.B) {
	text := strings.Repeat("U.S. officials said on Tuesday that the ministers' talks about rare earths, oil and gas would go on in Kyiv. ", 40)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		n := 0
		words(text, func(token) bool {
			n++
			return true
		})
		if n != 40*20 {
			b.Fatalf("%d words", n)
		}
	}
}

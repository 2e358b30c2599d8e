package archive

import (
	"strings"
	"testing"
)

func TestCountWords(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "  \n ": 0, "one": 1, "One, two -- three.": 3, "don't o’clock 'tis": 3, "' ’": 0,
		"1,000 miles in 2025": 5, "well-known": 2, "Київ і Москва": 3, "e\u0301te\u0301 zéro": 2,
		"مَرْحَبًا بالعالم": 2, "中国人民": 4, "GDP 增长 5%": 4, "ひらがなカタカナ": 8, "한국어 말": 2, "a.b@c.d": 4, "👍 ok 👍": 1,
		"हिन्दी भाषा": 2,
	} {
		if got := wordsIn(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
	body := []Paragraph{{Kind: Heading, Text: "a head"}, {Text: "one"}, {Text: "two"}, {Kind: Related, Text: "SEE ALSO this"}}
	if got := countWords(body); got != 4 {
		t.Errorf("body: %d words", got)
	}
}

func TestTextHash(t *testing.T) {
	base := strings.Repeat("The quick brown fox. ", 5)
	same := [][]Paragraph{
		{{Text: base}},
		{{Text: strings.ToUpper(base)}},
		{{Text: "  " + strings.ReplaceAll(base, " ", "\n\t ")}},
		{{Text: strings.TrimSpace(base[:42])}, {Text: "\u00a0"}, {Kind: Related, Text: "SEE ALSO"}, {Kind: Quote, Text: base[42:]}},
	}
	want := string(textHash(same[0]))
	if len(want) != 16 {
		t.Fatalf("hash of %d bytes", len(want))
	}
	for i, body := range same {
		if string(textHash(body)) != want {
			t.Errorf("body %d differs", i)
		}
	}
	for _, body := range [][]Paragraph{
		{{Text: base + "Not."}}, {{Text: strings.ReplaceAll(base, ".", "")}}, {{Text: strings.Replace(base, "quick brown", "quickbrown", 1)}},
	} {
		if string(textHash(body)) == want {
			t.Errorf("%q has the same hash", body)
		}
	}
	cyrillic := strings.Repeat("Україна ", 10)
	if a, b := textHash([]Paragraph{{Text: cyrillic}}), textHash([]Paragraph{{Text: strings.ToUpper(cyrillic)}}); a == nil || string(a) != string(b) {
		t.Error("case of other alphabets counts")
	}
	for _, short := range []string{"", strings.Repeat("a", minSameLetters-1) + strings.Repeat(" 1.", 100)} {
		if textHash([]Paragraph{{Text: short}}) != nil {
			t.Errorf("%q has a hash", short)
		}
	}
	if textHash([]Paragraph{{Text: strings.Repeat("a", minSameLetters)}}) == nil {
		t.Error("a text of just enough letters has none")
	}
}

func TestSiteOf(t *testing.T) {
	for address, want := range map[string]string{
		"": "", "https://www.BBC.co.uk:443/news": "bbc.co.uk", "http://news.example.org": "news.example.org",
		"urn:newsml:1": "", "%zz": "", "mailto:a@b.c": "", "https://[::1]/x": "::1", "/local": "",
	} {
		if got := SiteOf(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}

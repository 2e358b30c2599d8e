package recognise

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/archive/entity"
	"dateline/archive/sample"
)

// checkFound wants what the archive takes: every entity once, with its mentions
// in order, apart, and within the text.
func checkFound(t *testing.T, text string, found []entity.Found) {
	t.Helper()
	seen := map[string]bool{}
	for _, f := range found {
		key := string(f.Kind) + "/" + f.ID
		if seen[key] || f.ID == "" || f.Name == "" || !(f.Weight > 0) || !(f.Confidence >= 0 && f.Confidence <= 1) {
			t.Errorf("in %.60q: %s, seen before %t: %+v", text, key, seen[key], f)
		}
		seen[key] = true
		end := 0
		for _, m := range f.Mentions {
			if m.Start < end || m.End <= m.Start || m.End > len(text) {
				t.Errorf("in %.60q: %s at %d to %d of %d, after %d", text, key, m.Start, m.End, len(text), end)
			}
			end = m.End
		}
	}
}

var texts = []string{
	"", "US/US", "anti-russian-russian", "l'Ukraine'Ukraine", "Russia/Russian in Kyiv–Ukraine",
	"Donald Trump (DT) met NATO's Mr. J.D. Vance in KYIV, Ukraine (AP) — the White House said.",
	"Президент України Володимир Зеленський зустрівся з Путіним у Києві.",
	"وقال الرئيس الروسي فلاديمير بوتين إن بلاده مستعدة للحوار",
	"a\x00b\xffc \U0001f600 \xf0\x9f",
}

func FuzzRecognise(f *testing.F) {
	for _, text := range texts {
		for _, language := range []string{"en", "", "uk", "ar"} {
			f.Add(text, 5, language)
		}
	}
	r := newRecogniser(f)
	f.Fuzz(func(t *testing.T, text string, title int, language string) {
		in := Text{Text: text, Title: min(max(title, 0), len(text)), Language: language}
		found := r.Recognise(in)
		checkFound(t, text, found)
		if diff := cmp.Diff(found, r.Recognise(in)); diff != "" {
			t.Errorf("in %.60q: another result the second time:\n%s", text, diff)
		}
	})
}

// TestSeed wants of a real story every person and every country, whole and
// nobody else.
func TestSeed(t *testing.T) {
	content, err := os.ReadFile(shared(t, "seed/rferl-trump-putin-2025-02-09.txt"))
	if err != nil {
		t.Fatal(err)
	}
	found := newRecogniser(t).Recognise(Text{Text: string(content), Language: "en"})
	checkFound(t, string(content), found)
	var got []string
	for _, f := range found {
		if f.Kind == entity.Person || f.Kind == entity.Country && f.About {
			got = append(got, f.Name)
		}
	}
	want := []string{
		"Donald Trump", "Volodymyr Zelenskyy", "Vladimir Putin", "Keith Kellogg", "Dmitry Peskov",
		"Mike Waltz", "J.D. Vance", "Ali Khamenei", "Ukraine", "United States", "Russia", "Iran",
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("people and countries (-want +got):\n%s", diff)
	}
}

// TestContextWordAnywhere lets an editor's surname count only in a text that has
// a certain word, however far from the name.
func TestContextWordAnywhere(t *testing.T) {
	r, err := New(Options{Decisions: entity.Decisions{Entities: []entity.Decision{{
		Kind: entity.Person, ID: "anna-kesh-lind", Name: "Anna Kesh-Lind", Aliases: []string{"Lind"}, Context: []string{"plywood"},
	}}}})
	if err != nil {
		t.Fatal(err)
	}
	filler := strings.Repeat("The talks went on for a long time without any result. ", 8)
	for _, tt := range []struct {
		text string
		want bool
	}{
		{"Ms Lind said so. " + filler + "Prices of plywood rose.", true},
		{"Ms Lind said so. " + filler + "Prices of paper rose.", false},
	} {
		found := r.Recognise(Text{Text: tt.text, Language: "en"})
		if got := slices.ContainsFunc(found, func(f entity.Found) bool { return f.ID == "anna-kesh-lind" }); got != tt.want {
			t.Errorf("found %t, want %t, in a text that ends %q", got, tt.want, tt.text[len(tt.text)-24:])
		}
	}
}

// TestTimeIsLinear holds the time for a text against that for four times as much.
func TestTimeIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	r := newRecogniser(t)
	names := func(n int) string { // a directory: every name is another
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			first, last := word(i*7919), word(i*104729+13)
			fmt.Fprintf(&b, "President %s %s said %s met the Bank of %s. ", first, last, last, word(i*31+5))
		}
		return b.String()
	}
	for name, make := range map[string]func(n int) string{
		"names":   names,
		"repeats": func(n int) string { return strings.Repeat("Donald Trump said US/US, ", n/25) },
		"letters": func(n int) string { return strings.Repeat("Aa Bb-", n/6) },
		"one":     func(n int) string { return strings.Repeat("a", n) },
	} {
		took := func(n int) time.Duration { // the best of a few, as other work may come between
			text := make(n)
			best := time.Hour
			for range 3 {
				begin := time.Now()
				r.Recognise(Text{Text: text, Language: "en"})
				best = min(best, time.Since(begin))
			}
			return best
		}
		small, large := took(200_000), took(800_000)
		if large > 12*small+100*time.Millisecond {
			t.Errorf("%s: %v for 200 kB, %v for 800 kB", name, small, large)
		}
	}
}

// word makes a name-like word of a number.
func word(n int) string {
	const vowels, consonants = "aeiou", "bdfgklmnprstvz"
	var b strings.Builder
	b.WriteByte(byte('A' + n%26))
	for n = n%100_003 + 1; n > 0; n /= len(consonants) * len(vowels) {
		b.WriteByte(vowels[n%len(vowels)])
		b.WriteByte(consonants[n/len(vowels)%len(consonants)])
	}
	return b.String()
}

// BenchmarkRecognise takes each article once, so that most of its words are new
// to the caches.
func BenchmarkRecognise(b *testing.B) {
	examples := yardstick(b)
	r := newRecogniser(b)
	tokens, people := 0, 0
	for b.Loop() {
		for _, e := range examples {
			tokens += e.Text.Len()
			for _, f := range r.Recognise(Text{Text: e.Text.Source, Language: "en"}) {
				if f.Kind == entity.Person {
					people++
				}
			}
		}
	}
	if people == 0 {
		b.Fatal("nobody was found")
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
}

// TestDemoPeople holds the people recognised in the bare texts of the built-in
// articles against a list that was read by hand: everybody on it is a person.
func TestDemoPeople(t *testing.T) {
	var articles []struct {
		Title, Language string
		Body            []string
	}
	if err := json.Unmarshal(sample.Articles(), &articles); err != nil {
		t.Fatal(err)
	}
	r := newRecogniser(t)
	people := map[string]bool{}
	for _, a := range articles {
		text := Text{Text: a.Title + "\n\n" + strings.Join(a.Body, "\n\n"), Title: len(a.Title), Language: a.Language}
		found := r.Recognise(text)
		checkFound(t, text.Text, found)
		for _, f := range found {
			if f.Kind == entity.Person {
				people[f.Name] = true
			}
		}
	}
	golden, err := os.ReadFile("testdata/demo-people.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSpace(string(golden)), "\n")
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(people))); diff != "" {
		t.Errorf("people (-want +got); read each new one before it goes into the file:\n%s", diff)
	}
}

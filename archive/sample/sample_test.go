package sample

import (
	"bytes"
	"encoding/json"
	"path"
	"slices"
	"strings"
	"testing"
	"time"
)

type article struct {
	ID            string   `json:"id"`
	Title         string   `json:"title"`
	Date          *string  `json:"date"`
	Source        string   `json:"source"`
	Authors       []string `json:"authors"`
	Language      string   `json:"language"`
	People        []string `json:"people"`
	Organisations []string `json:"organisations"`
	Countries     []string `json:"countries"`
	Topics        []string `json:"topics"`
	Body          []string `json:"body"`
}

// text is everything a reader sees of the article but its by-line.
func (a article) text() string {
	return a.Title + "\n" + strings.Join(a.Body, "\n")
}

func load(t *testing.T) []article {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(Articles()))
	d.DisallowUnknownFields()
	var all []article
	if err := d.Decode(&all); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestCollection(t *testing.T) {
	all := load(t)
	if n := len(all); n < 58 || n > 66 {
		t.Errorf("%d articles, want 58 to 66", n)
	}
	ids, titles := map[string]bool{}, map[string]bool{}
	undated := 0
	for _, a := range all {
		if ids[a.ID] || titles[a.Title] {
			t.Errorf("%s: id or title %q is used twice", a.ID, a.Title)
		}
		ids[a.ID], titles[a.Title] = true, true
		if a.Date == nil {
			undated++
		}
	}
	if undated < 2 {
		t.Errorf("%d undated articles, want 2 at least", undated)
	}
}

func TestEachArticle(t *testing.T) {
	for _, a := range load(t) {
		t.Run(path.Base(a.ID), func(t *testing.T) {
			if !strings.HasPrefix(a.ID, "dateline-sample/") {
				t.Errorf("id %q lacks its prefix", a.ID)
			}
			if a.Title == "" || a.Source != "Dateline sample" || a.Language != "en" {
				t.Errorf("title %q, source %q, language %q", a.Title, a.Source, a.Language)
			}
			if len(a.Authors) != 1 || !strings.HasPrefix(a.Authors[0], "Dateline sample") {
				t.Errorf("authors %q do not say that this is a sample", a.Authors)
			}
			if n := len(strings.Fields(strings.Join(a.Body, " "))); n < 120 || n > 300 {
				t.Errorf("%d words, want 120 to 300", n)
			}
			if n := len(a.Body); n < 3 || n > 6 {
				t.Errorf("%d paragraphs, want 3 to 6", n)
			}
			for _, p := range append(slices.Clone(a.Body), a.Title) {
				if p == "" || p != strings.Join(strings.Fields(p), " ") {
					t.Errorf("stray white space in %q", p)
				}
			}
			if strings.ContainsAny(a.text(), "\"“”„«»") {
				t.Error("quotation marks: the sample quotes nobody")
			}
			if a.Date != nil {
				checkDate(t, a)
			}
		})
	}
}

// checkDate wants a date of one of the archive's precisions within 2022-2025.
// Where the day is known, the text must not name another weekday as its first:
// that is how a wrong date shows.
func checkDate(t *testing.T, a article) {
	for _, layout := range []string{"2006", "2006-01", "2006-01-02", "2006-01-02T15:04Z07:00"} {
		d, err := time.Parse(layout, *a.Date)
		if err != nil {
			continue
		}
		if y := d.Year(); y < 2022 || y > 2025 {
			t.Errorf("date %s is out of range", *a.Date)
		}
		if named := firstWeekday(a); len(layout) > len("2006-01") && named != "" {
			if named != d.Weekday().String() && named != d.AddDate(0, 0, -1).Weekday().String() {
				t.Errorf("date %s is a %s, the text begins with %s", *a.Date, d.Weekday(), named)
			}
		}
		return
	}
	t.Errorf("date %q has no known form", *a.Date)
}

func firstWeekday(a article) string {
	for _, word := range strings.Fields(a.text()) {
		word = strings.Trim(word, ".,;'s")
		for d := time.Sunday; d <= time.Saturday; d++ {
			if word == d.String() {
				return word
			}
		}
	}
	return ""
}

func TestEntitiesAreInTheText(t *testing.T) {
	for _, a := range load(t) {
		text := a.text()
		for _, name := range slices.Concat(a.People, a.Organisations) {
			if !strings.Contains(text, name) {
				t.Errorf("%s: %s is not named in the text", a.ID, name)
			}
		}
		for _, country := range a.Countries {
			forms := append([]string{country}, otherForms[country]...)
			if !slices.ContainsFunc(forms, func(f string) bool { return strings.Contains(text, f) }) {
				t.Errorf("%s: none of %q is named in the text", a.ID, forms)
			}
		}
		for _, list := range [][]string{a.People, a.Organisations, a.Countries, a.Topics} {
			sorted := slices.Sorted(slices.Values(list))
			if len(slices.Compact(sorted)) != len(list) {
				t.Errorf("%s: a name is listed twice in %q", a.ID, list)
			}
		}
	}
}

// otherForms are what a text may call a country instead of its name.
var otherForms = map[string][]string{
	"Argentina":      {"Argentine"},
	"Canada":         {"Canadian"},
	"France":         {"French"},
	"Germany":        {"German"},
	"Italy":          {"Italian"},
	"Norway":         {"Norwegian"},
	"Sweden":         {"Swedish"},
	"Ukraine":        {"Ukrainian"},
	"United Kingdom": {"British", "Britain"},
	"United States":  {"American"},
	"Vatican City":   {"Vatican"},
}

// The search that the manual and the browser test begin with: each filter must
// leave some of the articles out and some in.
func TestRareEarthsAndUkraineNarrow(t *testing.T) {
	var found []article
	for _, a := range load(t) {
		text := strings.ToLower(a.text())
		if strings.Contains(text, "rare earths") && strings.Contains(text, "ukraine") {
			found = append(found, a)
		}
	}
	filter := func(in []article, keep func(article) bool) []article {
		return slices.DeleteFunc(slices.Clone(in), func(a article) bool { return !keep(a) })
	}
	trump := filter(found, func(a article) bool { return slices.Contains(a.People, "Donald Trump") })
	both := filter(trump, func(a article) bool { return slices.Contains(a.Countries, "Russia") })
	if len(found) < 5 || len(trump) >= len(found) || len(both) >= len(trump) || len(both) == 0 {
		t.Errorf("found %d, with Donald Trump %d, and about Russia %d", len(found), len(trump), len(both))
	}
}

func TestArticlesIsACopy(t *testing.T) {
	Articles()[0] = 'x'
	if Articles()[0] != '[' {
		t.Error("a caller's change reached the embedded articles")
	}
}

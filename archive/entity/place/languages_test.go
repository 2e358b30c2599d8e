package place

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"dateline/archive/entity/token"
)

// TestParallelNews looks for the countries of English news in its translations:
// those that each text names, and those that it is about.
func TestParallelNews(t *testing.T) {
	t.Parallel()
	g := gazetteer(t)
	least := map[string]float64{"uk": 84, "ru": 88, "fa": 88, "ar": 80, "de": 92, "fr": 96, "es": 93, "pl": 93, "tr": 91}
	named, on := map[string]*counts{}, map[string]*counts{}
	for line := range bytes.Lines(shared(t, "data", "parallel-news", "ntrex128-10-languages.jsonl.gz")) {
		var article map[string]json.RawMessage
		if err := json.Unmarshal(line, &article); err != nil {
			t.Fatal(err)
		}
		countries := func(language string) (named, on []string) {
			var segments []string
			if err := json.Unmarshal(article[language], &segments); err != nil {
				t.Fatal(err)
			}
			var text token.Text
			text.Split(strings.Join(segments, "\n"))
			c := Context{Language: language, Day: parseDay(t, "2018-11-15")}
			found := g.Score(&text, &c, g.Find(&text, &c, nil))
			for _, x := range found {
				named = append(named, x.Code)
			}
			return named, about(found)
		}
		wantNamed, wantOn := countries("en")
		for language := range least {
			if named[language] == nil {
				named[language], on[language] = &counts{}, &counts{}
			}
			gotNamed, gotOn := countries(language)
			named[language].add(gotNamed, wantNamed, "")
			on[language].add(gotOn, wantOn, "")
		}
	}
	for language, f := range least {
		t.Logf("%s: named %v; about %v", language, named[language], on[language])
		if named[language].f1() < f {
			t.Errorf("%s: F1 %.1f of the countries named in English, want %.0f", language, named[language].f1(), f)
		}
	}
}

// TestNEREL counts the countries and nationalities marked in Russian news that
// are found.
func TestNEREL(t *testing.T) {
	t.Parallel()
	g := gazetteer(t)
	marked, found := 0, 0
	for line := range bytes.Lines(shared(t, "data", "nerel", "nerel-ru.jsonl.gz")) {
		var article struct {
			Text     string
			Entities []struct {
				Type       string
				Start, End int // in characters
			}
		}
		if err := json.Unmarshal(line, &article); err != nil {
			t.Fatal(err)
		}
		var text token.Text
		text.Split(article.Text)
		at := map[int]bool{} // bytes that begin a token of a mention
		for _, m := range g.Find(&text, &Context{Language: "ru"}, nil) {
			for i := m.First; i < m.Last; i++ {
				at[int(text.Tokens[i].Start)] = true
			}
		}
		var bytesOf []int // place of each character
		for i := range article.Text {
			bytesOf = append(bytesOf, i)
		}
		for _, e := range article.Entities {
			if e.Type != "COUNTRY" && e.Type != "NATIONALITY" || e.End > len(bytesOf) {
				continue
			}
			marked++
			for i := e.Start; i < e.End; i++ {
				if at[bytesOf[i]] {
					found++
					break
				}
			}
		}
	}
	t.Logf("%d of %d found", found, marked)
	if float64(found) < .95*float64(marked) {
		t.Errorf("%d of %d countries and nationalities found, want 95 %%", found, marked)
	}
}

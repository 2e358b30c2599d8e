package web

import (
	"flag"
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestAPISearchGolden(t *testing.T) {
	o := open(t, corpus(t)...)
	body := bodyOf(t, o.get("/api/v1/search?q=%22rare+earths%22+ukraine&person=donald-trump&organisation=-treasury&facets=country,person,organisation&limit=1&timeline=month"))
	for _, volatile := range []struct{ find, put string }{
		{`"took_ms":\d+`, `"took_ms":0`},
		{`"score":[0-9.e-]+`, `"score":0`},
		{`"next":"[^"]+"`, `"next":"…"`},
	} {
		body = regexp.MustCompile(volatile.find).ReplaceAllString(body, volatile.put)
	}
	const golden = "testdata/search.json"
	if *update {
		if err := os.WriteFile(golden, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), body); diff != "" {
		t.Error(diff)
	}
}

func TestAPISearch(t *testing.T) {
	o := open(t, corpus(t)...)
	var got searchAnswer
	o.json("/api/v1/search?q=%22rare+earths%22+ukraine", 200, &got)
	if got.Total != 5 || len(got.Results) != 5 || got.Next != nil {
		t.Errorf("total %d, %d results, next %v; want 5, 5, none", got.Total, len(got.Results), got.Next)
	}
	if got.Timeline == nil || got.Timeline.Undated != 1 {
		t.Errorf("timeline %+v, want one undated", got.Timeline)
	}
	fields := slices.Sorted(maps.Keys(got.Facets))
	if want := []string{"author", "country", "language", "organisation", "person", "source", "topic"}; !slices.Equal(fields, want) {
		t.Errorf("facets %q, want %q", fields, want)
	}
	if n := got.Facets["person"].None; n != 1 {
		t.Errorf("%d articles name nobody, want 1", n)
	}
	for _, r := range got.Results {
		if r["id"] == float64(guideID) {
			if r["published"] != nil {
				t.Errorf("an undated article is published %v", r["published"])
			}
			for _, list := range []string{"people", "countries", "organisations"} {
				if r[list] == nil {
					t.Errorf("%s is null", list)
				}
			}
		}
	}
	// All pages together give each article once.
	seen := map[float64]bool{}
	address := "/api/v1/search?limit=5"
	for address != "" {
		var page searchAnswer
		o.json(address, 200, &page)
		for _, r := range page.Results {
			seen[r["id"].(float64)] = true
		}
		address = ""
		if page.Next != nil {
			address = "/api/v1/search?limit=5&cursor=" + *page.Next
		}
	}
	if len(seen) != 12 {
		t.Errorf("%d articles over all pages, want 12", len(seen))
	}
}

type searchAnswer struct {
	Query struct {
		Text, Interpreted string
		Relaxed           bool
		Notes             []struct {
			At, Length int
			Message    string
		}
	}
	Total   int
	Results []map[string]any
	Facets  map[string]struct {
		Values []struct {
			ID, Name           string
			Count              int
			Selected, Excluded bool
		}
		Distinct, None int
	}
	Timeline *struct {
		Interval string
		Buckets  []struct {
			Start, End string
			Count      int
		}
		Undated, Coarse int
	}
	Next *string
}

func TestAPISearchByPost(t *testing.T) {
	o := open(t, corpus(t)...)
	post := func(body string, headers ...string) *http.Response {
		if len(headers) == 0 {
			headers = []string{"Content-Type", "application/json"}
		}
		return o.do("POST", "/api/v1/search", body, headers...)
	}
	var got searchAnswer
	decode(t, post(`{"q":"\"rare earths\" ukraine","person":["donald-trump"],"country":"UA","limit":1,"strict":true}`), 200, &got)
	if got.Total != 2 || len(got.Results) != 1 {
		t.Errorf("total %d with %d results, want 2 with 1", got.Total, len(got.Results))
	}
	for _, c := range []struct {
		body   string
		header string
		status int
		detail string
	}{
		{`{"q":`, "application/json", 400, "not a JSON object"},
		{`[]`, "application/json", 400, "not a JSON object"},
		{`{} {}`, "application/json", 400, "not a JSON object"},
		{`{"q":{"a":1}}`, "application/json", 400, "q: want a string"},
		{`{"pesron":"x"}`, "application/json", 400, "did you mean person?"},
		{`q=x`, "application/x-www-form-urlencoded", 415, "Content-Type"},
		{`{"q":"` + strings.Repeat("x", 300<<10) + `"}`, "application/json", 413, "larger than"},
	} {
		var p problemAnswer
		decode(t, post(c.body, "Content-Type", c.header), c.status, &p)
		if !strings.Contains(p.Detail, c.detail) {
			t.Errorf("%.40s: %q does not say %q", c.body, p.Detail, c.detail)
		}
	}
}

type problemAnswer struct {
	Type, Title, Detail, Instance string
	Status                        int
	Parameters                    []struct{ Parameter, Detail, Nearest string }
	Notes                         []struct {
		At, Length int
		Message    string
	}
}

func TestAPIProblems(t *testing.T) {
	o := open(t, corpus(t)...)
	for _, c := range []struct {
		method, address string
		status          int
		detail          string
		parameter       string
	}{
		{"GET", "/api/v1/search?pesron=x", 400, "did you mean person?", "pesron"},
		{"GET", "/api/v1/search?limit=1000", 400, "from 1 to 200", "limit"},
		{"GET", "/api/v1/search?from=31-02-2025", 400, "2025-02-09", "from"},
		{"GET", "/api/v1/search?sort=best", 400, "relevance, newest, oldest, added", "sort"},
		{"GET", "/api/v1/search?cursor=nonsense", 400, "cursor", "cursor"},
		{"GET", "/api/v1/search?strict=true&q=titel:x", 400, "did you mean title?", ""},
		{"GET", "/api/v1/search?q=" + strings.Repeat("x", 9000), 422, "bytes", ""},
		{"GET", "/api/v1/articles/99999", 404, "nothing under this address", ""},
		{"GET", "/api/v1/articles/zero", 404, "number", ""},
		{"GET", "/api/v1/articles/1?full=1", 400, "takes none", "full"},
		{"GET", "/api/v1/articles/99999/similar", 404, "nothing under this address", ""},
		{"GET", "/api/v1/articles/1/similar?limit=51", 400, "from 1 to 50", "limit"},
		{"GET", "/api/v1/articles/1/similar?q=x", 400, "takes limit", "q"},
		{"GET", "/api/v1/suggest?prefx=x", 400, "takes prefix, limit", "prefx"},
		{"GET", "/api/v1/suggest?prefix=x&limit=none", 400, "from 1 to 50", "limit"},
		{"GET", "/api/v1/suggest?prefix=" + strings.Repeat("x", 9000), 422, "bytes", ""},
		{"GET", "/api/v1/facets/colour", 404, "The facets are topic", ""},
		{"GET", "/api/v1/entities/planet", 404, "The kinds are", ""},
		{"GET", "/api/v1/entities/person/nobody-at-all", 404, "No person", ""},
		{"GET", "/api/v1/entities/person?limit=0", 400, "from 1 to", "limit"},
		{"GET", "/api/v1/feeds", 404, "nothing at this address", ""},
		{"GET", "/api", 404, "nothing at this address", ""},
		{"DELETE", "/api/v1/search", 405, "does not take this method", ""},
		{"POST", "/api/v1/stats", 405, "does not take this method", ""},
	} {
		var p problemAnswer
		decode(t, o.do(c.method, c.address, ""), c.status, &p)
		path, _, _ := strings.Cut(c.address, "?")
		if p.Status != c.status || p.Type == "" || p.Title != http.StatusText(c.status) || p.Instance != path {
			t.Errorf("%s: %+v", c.address, p)
		}
		if !strings.Contains(p.Detail, c.detail) {
			t.Errorf("%s: %q does not say %q", c.address, p.Detail, c.detail)
		}
		if c.parameter != "" && (len(p.Parameters) != 1 || p.Parameters[0].Parameter != c.parameter) {
			t.Errorf("%s: parameters %+v, want %s", c.address, p.Parameters, c.parameter)
		}
	}
	var p problemAnswer
	o.json("/api/v1/search?strict=true&q=titel:x", 400, &p)
	if len(p.Notes) != 1 || p.Notes[0].At != 0 || p.Notes[0].Length != 5 {
		t.Errorf("notes %+v", p.Notes)
	}
	if allow := o.do("DELETE", "/api/v1/search", "").Header.Get("Allow"); !strings.Contains(allow, "GET") || !strings.Contains(allow, "POST") {
		t.Errorf("Allow %q", allow)
	}
}

func TestAPIArticle(t *testing.T) {
	o := open(t, corpus(t)...)
	var got map[string]any
	o.json("/api/v1/articles/1", 200, &got)
	want := map[string]any{
		"id": 1.0, "url": "/articles/1", "link": "https://news.example/deal", "title": "Kyiv and Washington sign minerals deal",
		"published": "2025-04-30", "source": "City Courier", "authors": []any{"A. Writer"}, "language": "en",
		"version": 1.0, "status": "usable", "duplicates": 0.0, "cluster": 1.0,
	}
	for name, value := range want {
		if diff := cmp.Diff(value, got[name]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if text := got["text"].(string); strings.Contains(text, "SEE ALSO") || !strings.Contains(text, "A fund is to be set up.") {
		t.Errorf("text %q", text)
	}
	if n := len(got["body"].([]any)); n != 6 {
		t.Errorf("%d paragraphs, want 6", n)
	}
	original := got["original"].(map[string]any)
	if original["media_type"] != "application/json" || original["address"] != "/api/v1/articles/1/original" {
		t.Errorf("original %v", original)
	}
	if body := bodyOf(t, o.get(original["address"].(string))); body != `{"id":"deal"}` {
		t.Errorf("original is %q", body)
	}
	o.json("/api/v1/articles/12", 200, &got)
	if got["link"] != nil || got["title"] != "" || len(got["authors"].([]any)) != 0 {
		t.Errorf("what is unknown: link %v, title %v, authors %v", got["link"], got["title"], got["authors"])
	}
}

func TestAPIRevisions(t *testing.T) {
	items := corpus(t)
	o := open(t, items...)
	items[0].Article.Title = "Kyiv and Washington have signed"
	items[0].Original = []byte(`{"id":"deal","v":2}`)
	put(t, o.store, items[0])
	o.follow()
	var got struct {
		ID        int
		Revisions []struct {
			Version      int
			Title, Input string
			Original     struct{ Address string }
		}
	}
	o.json("/api/v1/articles/1/revisions", 200, &got)
	if len(got.Revisions) != 2 || got.Revisions[0].Version != 2 || got.Revisions[1].Title != "Kyiv and Washington sign minerals deal" {
		t.Fatalf("%+v", got)
	}
	if got.Revisions[0].Input != "stories.json" {
		t.Errorf("input %q shows folders of this machine", got.Revisions[0].Input)
	}
	if body := bodyOf(t, o.get(got.Revisions[1].Original.Address)); body != `{"id":"deal"}` {
		t.Errorf("original of version 1 is %q", body)
	}
}

func TestAPIRest(t *testing.T) {
	o := open(t, corpus(t)...)
	var facet struct {
		Field                 string
		Total, Distinct, None int
		Values                []struct {
			ID    string
			Count int
		}
	}
	o.json("/api/v1/facets/person?prefix=zel&q=ukraine", 200, &facet)
	if len(facet.Values) != 1 || facet.Values[0].ID != "volodymyr-zelenskyy" || facet.Values[0].Count != 2 {
		t.Errorf("%+v", facet)
	}
	var timeline struct {
		Total, Undated int
		Interval       string
		Buckets        []any
	}
	o.json("/api/v1/timeline?q=ukraine&timeline=year", 200, &timeline)
	if timeline.Interval != "year" || len(timeline.Buckets) != 4 || timeline.Undated != 1 {
		t.Errorf("%+v", timeline)
	}
	var entities struct {
		Entities []struct {
			ID, Name, URL string
			Count         int
			Aliases       []string
		}
	}
	o.json("/api/v1/entities/person?limit=2", 200, &entities)
	if len(entities.Entities) != 2 || entities.Entities[0].ID != "donald-trump" || entities.Entities[0].Count != 3 || entities.Entities[0].Aliases == nil {
		t.Errorf("%+v", entities)
	}
	var one struct{ ID, Name, URL string }
	o.json("/api/v1/entities/country/ukraine", 200, &one)
	if one.ID != "UA" || one.URL != "/countries/UA" {
		t.Errorf("%+v", one)
	}
	o.json("/api/v1/topics", 200, &entities)
	if entities.Entities[0].ID != "rare-earths" && entities.Entities[0].ID != "ukraine" {
		t.Errorf("%+v", entities)
	}
	o.json("/api/v1/topics/iran", 200, &one)
	if one.URL != "/topics/iran" {
		t.Errorf("%+v", one)
	}
	var stats struct {
		Articles, Undated int
		Index             struct {
			Ready  bool
			Behind int
		}
	}
	o.json("/api/v1/stats", 200, &stats)
	if stats.Articles != 12 || stats.Undated != 1 || !stats.Index.Ready || stats.Index.Behind != 0 {
		t.Errorf("%+v", stats)
	}
}

func TestConditionalRequests(t *testing.T) {
	o := open(t, corpus(t)...)
	for _, address := range []string{"/api/v1/search?q=ukraine", "/api/v1/articles/1", "/articles/1", "/help", "/articles/1/original", "/api/v1/stats"} {
		first := o.get(address)
		tag := first.Header.Get("ETag")
		if tag == "" || first.Header.Get("Cache-Control") != cacheAsk {
			t.Errorf("%s: ETag %q, Cache-Control %q", address, tag, first.Header.Get("Cache-Control"))
		}
		again := o.get(address, "If-None-Match", `"other", `+tag)
		if again.StatusCode != 304 || bodyOf(t, again) != "" {
			t.Errorf("%s: %d with the same tag, want 304", address, again.StatusCode)
		}
		if o.get(address, "If-None-Match", `"other"`).StatusCode != 200 {
			t.Errorf("%s: not 200 with another tag", address)
		}
	}
}

package index

import (
	"context"
	"errors"
	"strings"
	"testing"

	"dateline/archive"
)

// corpus is a small archive in which every line of the query language's table
// has articles that match and articles that do not.
func corpus(t testing.TB) *Index {
	store := newArchive(t)
	put(t, store,
		archive.Article{GUID: "minerals", Title: "Kyiv and Washington talk about minerals", Source: "City Courier", Language: "en",
			Authors: []string{"Jane Doe"}, Published: date(t, "2025-02-09"), URL: "https://www.courier.example/a/1",
			Body:     text("The United States should share in Ukraine's rare earths, its envoy said.|Trump spoke with Putin by phone. Peace talks may follow."),
			Entities: refs("person:Donald Trump", "person:Vladimir Putin", "country:Ukraine", "country:United States", "topic:Rare earths")},
		archive.Article{GUID: "guide", Title: "What lies under the ground", Source: "Dateline sample", Language: "en",
			Body:     text("Seventeen elements are counted as rare earths. Deposits in Ukraine were surveyed long ago.|Sanctions, sanctions and more sanctions."),
			Entities: refs("country:Ukraine", "topic:Rare earths")},
		archive.Article{GUID: "iran", Title: "Talks with Iran resume", Source: "City Courier", Language: "en",
			Authors: []string{"Jane Doe", "Ali Reza"}, Published: date(t, "2025-01-31T23:30+02:00"), URL: "https://news.courier.example/b/2",
			Body:     text("Iran and the United States resumed talks. Oil prices fell.|The sanctioned ministry in Tehran said nothing about gas. Officials of the U.S. waited."),
			Entities: refs("person:Donald Trump", "country:Iran", "country:United States")},
		archive.Article{GUID: "mayor", Title: "The mayor opens a bridge", Source: "Valley News", Language: "en",
			Published: date(t, "2024"), Body: text("Nothing else happened. Zelenskyy was not there. The organization of the fair was praised.")},
		archive.Article{GUID: "french", Title: "Les négociations reprennent", Source: "Le Courrier", Language: "fr",
			Published: date(t, "2025-02"), Body: text("Les terres rares de l'Ukraine intéressent l'Amérique. Les négociations continuent."),
			Entities: refs("country:Ukraine")},
		archive.Article{GUID: "old", Title: "A peace of earlier days", Source: "Valley News",
			Published: date(t, "1648-10-24"), Body: text("Peace was made. Rare were the earths of that time.")},
	)
	return openIndex(t, store)
}

func TestQueryLanguage(t *testing.T) {
	x := corpus(t)
	cases := []struct{ query, want string }{
		{"", "minerals french iran mayor old guide"},
		{"peace talks", "minerals"},
		{"talk", "minerals iran"},
		{`"rare earths"`, "minerals guide"},
		{`"rare earth"`, ""},
		{`"earths rare"`, ""},
		{`rare earth`, "minerals old guide"},
		{`"rare earths" ukraine`, "minerals guide"},
		{"iran OR tehran", "iran"},
		{"iran OR mayor", "iran mayor"},
		{"talks AND oil", "iran"},
		{"talks NOT oil", "minerals"},
		{"talks -oil", "minerals"},
		{"NOT talks", "french mayor old guide"},
		{"talks AND (oil OR phone)", "minerals iran"},
		{"NOT (talks OR rare)", "mayor"},
		{"mayor OR country:IR", "iran mayor"},
		{"talks OR NOT rare", "minerals iran mayor"},
		{"sanction*", "iran guide"},
		{"organi?ation", "mayor"},
		{"n*ciations", "french"},
		{"Zelensky~", "mayor"},
		{"negociations", "french"},
		{"NÉGOCIATION", "french"},
		{"ukraine", "minerals french guide"},
		{"us", "iran"},
		{"U.S.", "iran"},
		{"trump NEAR/2 putin", ""},
		{"trump NEAR/3 putin", "minerals"},
		{"putin w/3 trump", "minerals"},
		{"putin PRE/3 trump", ""},
		{"trump PRE/3 putin", "minerals"},
		{`"putin trump"~3`, "minerals"},
		{`"putin trump"~2`, ""},
		{"putin w/s peace", ""},
		{"putin w/p peace", "minerals"},
		{"putin w/p envoy", ""},
		{"deposits w/s ukraine", "guide"},
		{"(putin OR kremlin) w/3 (trump OR biden)", "minerals"},
		{"atleast3(sanctions)", "guide"},
		{"atleast4(sanctions)", ""},
		{"atleast2(talks)", "minerals iran"},
		{"atleast3(talk)", ""},
		{"title:talks", "minerals iran"},
		{"title:ukraine", ""},
		{"body:mayor", ""},
		{"body:zelenskyy", "mayor"},
		{"body:talk", "minerals iran"},
		{"lead:talks", "iran"},
		{"lead:putin", ""},
		{`title:"under the ground"`, "guide"},
		{`author:"Ali Reza"`, "iran"},
		{"author:doe", "minerals iran"},
		{"author:none", "french mayor old guide"},
		{`source:"City Courier"`, "minerals iran"},
		{"source:courier", "minerals iran"},
		{"words:>22", "iran"},
		{"words:..12", "french old"},
		{"person:putin", "minerals"},
		{"person:donald-trump", "minerals iran"},
		{`person:"Donald Trump"`, "minerals iran"},
		{"person:none", "french mayor old guide"},
		{"country:UA", "minerals french guide"},
		{"country:ukraine", "minerals french guide"},
		{"country:usa", "minerals iran"},
		{"mentions:IR", "iran"},
		{"topic:rare-earths", "minerals guide"},
		{`topic:"rare earths"`, "minerals guide"},
		{"date:2025-02", "minerals french"},
		{"date:2025-01..2025-02", "minerals french iran"},
		{"date:2025-01-31", "iran"},
		{"date:2025-02-01", ""},
		{"date:2025-02-01..2025-02-20", "minerals"},
		{"date:2024", "mayor"},
		{"date:2024-01..2024-11", ""},
		{"date:1648", "old"},
		{"before:1700", "old"},
		{"after:2025-01", "minerals french"},
		{"after:2025-02", ""},
		{"date:7d", ""},
		{"imported:1d", "minerals french iran mayor old guide"},
		{"imported:2001", ""},
		{"is:undated", "guide"},
		{"is:updated", ""},
		{"has:duplicates", ""},
		{"language:fr", "french"},
		{"language:none", "old"},
		{"site:courier.example", "minerals iran"},
		{"site:news.courier.example", "iran"},
		{"url:https://www.courier.example/a/1", "minerals"},
		{"id:4", "mayor"},
		{"country:UA talks", "minerals"},
		{"talks -country:UA", "iran"},
		{"the mayor", "mayor"},
		{"!!! ???", "minerals french iran mayor old guide"},
	}
	for _, c := range cases {
		q := Query{Text: c.query, Sort: Newest, Match: MatchAll}
		r := search(t, x, q)
		if got := guids(r); got != c.want {
			t.Errorf("%s\n got %s\nwant %s\nread as %s", c.query, got, c.want, r.Interpreted)
		}
		if r.Total != len(r.Hits) {
			t.Errorf("%s: total %d, %d hits", c.query, r.Total, len(r.Hits))
		}
	}
}

func TestRelaxed(t *testing.T) {
	x := corpus(t)
	r := search(t, x, Query{Text: "mayor of tehran"})
	if !r.Relaxed || r.Total != 2 || !strings.Contains(r.Interpreted, "OR") {
		t.Errorf("relaxed %v, %d articles, read as %s", r.Relaxed, r.Total, r.Interpreted)
	}
	if r := search(t, x, Query{Text: "mayor tehran", Match: MatchAll}); r.Relaxed || r.Total != 0 {
		t.Errorf("match=all: relaxed %v, %d articles", r.Relaxed, r.Total)
	}
	if r := search(t, x, Query{Text: "mayor talks", Match: MatchAny}); r.Relaxed || r.Total != 3 {
		t.Errorf("match=any: relaxed %v, %d articles", r.Relaxed, r.Total)
	}
	if r := search(t, x, Query{Text: "mayor AND tehran"}); r.Relaxed || r.Total != 0 {
		t.Errorf("an operator: relaxed %v, %d articles", r.Relaxed, r.Total)
	}
	if r := search(t, x, Query{Text: "xyzzy plugh"}); r.Relaxed || r.Total != 0 || strings.Contains(r.Interpreted, "OR") {
		t.Errorf("nothing at all: relaxed %v, %d articles, read as %s", r.Relaxed, r.Total, r.Interpreted)
	}
}

func TestFacets(t *testing.T) {
	x := corpus(t)
	r := search(t, x, Query{Text: "ukraine OR iran"})
	for field, want := range map[string]string{
		"person":   "Donald Trump 2, Vladimir Putin 1; none 2",
		"country":  "Ukraine 3, United States 2, Iran 1; none 0",
		"topic":    "Rare earths 2; none 2",
		"source":   "City Courier 2, Dateline sample 1, Le Courrier 1; none 0",
		"author":   "Jane Doe 2, Ali Reza 1; none 2",
		"language": "English 3, French 1; none 0",
	} {
		if got := facet(t, r, field); got != want {
			t.Errorf("%s\n got %s\nwant %s", field, got, want)
		}
	}

	narrow := Query{Text: "ukraine OR iran"}.With("person", "donald-trump")
	r = search(t, x, narrow)
	if got, want := facet(t, r, "person"), "Donald Trump 2+, Vladimir Putin 1; none 0"; r.Total != 2 || got != want {
		t.Errorf("narrowed to %d, persons %s", r.Total, got)
	}
	r = search(t, x, narrow.With("person", "vladimir-putin"))
	if got, want := facet(t, r, "person"), "Donald Trump 1+, Vladimir Putin 1+; none 0"; r.Total != 1 || got != want {
		t.Errorf("both people: %d, persons %s", r.Total, got)
	}
	r = search(t, x, Query{}.With("source", "City Courier"))
	if got, want := facet(t, r, "source"), "City Courier 2+, Valley News 2, Dateline sample 1, Le Courrier 1; none 0"; r.Total != 2 || got != want {
		t.Errorf("a source: %d, sources %s", r.Total, got)
	}
	if got, want := facet(t, r, "country"), "United States 2, Iran 1, Ukraine 1; none 0"; got != want {
		t.Errorf("a source: countries %s", got)
	}
	r = search(t, x, Query{}.With("source", "City Courier").With("source", "Valley News"))
	if got, want := facet(t, r, "source"), "City Courier 2+, Valley News 2+, Dateline sample 1, Le Courrier 1; none 0"; r.Total != 4 || got != want {
		t.Errorf("two sources: %d, %s", r.Total, got)
	}
	r = search(t, x, Query{Filters: []Filter{{Field: "person", Values: []string{"donald-trump", "nobody-known"}}}})
	if got, want := facet(t, r, "person"), "Donald Trump 2+, Vladimir Putin 1, nobody-known 0+; none 4"; r.Total != 2 || got != want {
		t.Errorf("either person: %d, %s", r.Total, got)
	}
	r = search(t, x, Query{}.Excluding("country", "UA"))
	if got, want := facet(t, r, "country"), "Iran 1, United States 1, Ukraine 0-; none 2"; r.Total != 3 || got != want {
		t.Errorf("without a country: %d, %s", r.Total, got)
	}
	r = search(t, x, Query{}.With("person", None))
	if got, want := facet(t, r, "person"), "; none 4"; r.Total != 4 || got != want {
		t.Errorf("nobody: %d, %s", r.Total, got)
	}
	if r := search(t, x, Query{Facets: []string{}}); len(r.Facets) != 0 {
		t.Errorf("no facets were asked for, got %d", len(r.Facets))
	}
	f, err := x.Facet(context.Background(), Query{}, "person", "tru")
	if got, want := summary(f), "Donald Trump 2; none 4"; err != nil || got != want || f.Distinct != 2 {
		t.Errorf("persons tru…: %s, %v, %d distinct", got, err, f.Distinct)
	}
}

func TestTimeline(t *testing.T) {
	x := corpus(t)
	r := search(t, x, Query{Text: "NOT peace OR talks", Timeline: Month, From: "2024"})
	tl := r.Timeline
	if tl.Interval != Month || len(tl.Buckets) != 2 || tl.Coarse != 1 || tl.Undated != 0 ||
		tl.Buckets[0].Start.String() != "2025-01-01" || tl.Buckets[0].End.String() != "2025-01-31" ||
		tl.Buckets[0].Count != 1 || tl.Buckets[1].Count != 2 {
		t.Errorf("months: %+v", *tl)
	}
	r = search(t, x, Query{Timeline: Year})
	sum := r.Timeline.Undated + r.Timeline.Coarse
	for _, b := range r.Timeline.Buckets {
		sum += b.Count
	}
	if len(r.Timeline.Buckets) != 2025-1648+1 || sum != r.Total || r.Timeline.Undated != 1 {
		t.Errorf("years: %d bars, %d articles of %d, %d undated", len(r.Timeline.Buckets), sum, r.Total, r.Timeline.Undated)
	}
	if r := search(t, x, Query{Text: "xyzzy", Timeline: Auto}); r.Timeline == nil || len(r.Timeline.Buckets) != 0 {
		t.Errorf("nothing found: timeline %+v", r.Timeline)
	}
}

func TestSortAndCursors(t *testing.T) {
	x := corpus(t)
	orders := map[Sort]string{
		Newest: "minerals french iran mayor old guide",
		Oldest: "old mayor iran french minerals guide",
		Added:  "old french mayor iran guide minerals",
	}
	for order, want := range orders {
		q := Query{Sort: order, Limit: 2}
		var got []string
		for range 4 {
			r := search(t, x, q)
			got = append(got, guids(r))
			if q.Cursor = r.Next; q.Cursor == "" {
				break
			}
		}
		if all := strings.Join(got, " "); all != want || len(got) != 3 {
			t.Errorf("%s in %d pages: %s, want %s", order, len(got), all, want)
		}
	}

	q := Query{Text: "talks OR rare", Limit: 1}
	first := search(t, x, q)
	q.Cursor = first.Next
	put(t, x.store, archive.Article{GUID: "late", Title: "Talks talks talks", Body: text("talks rare")})
	follow(t, x)
	seen := guids(first)
	for q.Cursor != "" {
		r := search(t, x, q)
		seen += " " + guids(r)
		q.Cursor = r.Next
	}
	if n := len(strings.Fields(seen)); n != first.Total || strings.Contains(seen, "late") {
		t.Errorf("by relevance, while an article arrives: %s, want %d articles", seen, first.Total)
	}
	q.Cursor = "nonsense"
	if _, err := x.Search(context.Background(), q); !errors.Is(err, ErrCursor) {
		t.Errorf("a bad cursor: %v", err)
	}
	q.Cursor, q.Text = first.Next, "other"
	if _, err := x.Search(context.Background(), q); !errors.Is(err, ErrCursor) {
		t.Errorf("another search's cursor: %v", err)
	}
	x.mu.Lock()
	x.unpin(func(*pin) bool { return true })
	x.mu.Unlock()
	q.Text = "talks OR rare"
	if _, err := x.Search(context.Background(), q); !errors.Is(err, ErrCursorExpired) {
		t.Errorf("an old cursor: %v", err)
	}
}

func TestRanking(t *testing.T) {
	store := newArchive(t)
	put(t, store,
		archive.Article{GUID: "body", Title: "One thing", Body: text("A strike was called on the day of the bridge and that was all.")},
		archive.Article{GUID: "title", Title: "A strike", Body: text("One thing was called on the day of the bridge and that was all.")},
		archive.Article{GUID: "often", Title: "Other", Body: text("A strike, a strike and a strike was called on the day, all said.")},
		archive.Article{GUID: "long", Title: "Other", Body: text(strings.Repeat("Much was said before. ", 30) + "A strike was called.")},
	)
	x := openIndex(t, store)
	if got := guids(search(t, x, Query{Text: "strike"})); got != "title often body long" && got != "often title body long" {
		t.Errorf("strike: %s", got)
	}
	if got := guids(search(t, x, Query{Text: "bridge strike", Match: MatchAny})); !strings.HasPrefix(got, "title") {
		t.Errorf("bridge or strike: %s", got)
	}
}

func TestSnippets(t *testing.T) {
	x := corpus(t)
	cases := []struct{ query, guid, title, snippet string }{
		{`"rare earths" ukraine`, "minerals", "Kyiv and Washington talk about minerals",
			"The United States should share in [Ukraine]'s [rare earths], its envoy said."},
		{"talks", "iran", "[Talks] with Iran resume", "Iran and the United States resumed [talks]. Oil prices fell."},
		{"negociation", "french", "Les [négociations] reprennent", "Les terres rares de l'Ukraine intéressent l'Amérique. Les [négociations] continuent."},
		{"mayor", "mayor", "The [mayor] opens a bridge", "Nothing else happened. Zelenskyy was not there. The organization of the fair was praised."},
		{"title:bridge -gas", "mayor", "The mayor opens a [bridge]", "Nothing else happened. Zelenskyy was not there. The organization of the fair was praised."},
	}
	for _, c := range cases {
		for _, h := range search(t, x, Query{Text: c.query}).Hits {
			if h.Article.GUID != c.guid {
				continue
			}
			if got := fragments(h.Title); got != c.title {
				t.Errorf("%s: title %s, want %s", c.query, got, c.title)
			}
			if got := fragments(h.Snippet); got != c.snippet {
				t.Errorf("%s: snippet %s, want %s", c.query, got, c.snippet)
			}
		}
	}
}

func TestCosts(t *testing.T) {
	x := corpus(t)
	for _, text := range []string{strings.Repeat("a ", MaxTextLength), strings.Repeat("word ", 1500)} {
		if _, err := x.Search(context.Background(), Query{Text: text}); !isCost(err) {
			t.Errorf("%d bytes: %v", len(text), err)
		}
	}
	if _, err := x.Search(context.Background(), Query{Text: "title:", Strict: true}); err == nil {
		t.Error("strict accepts what is not understood")
	}
}

func isCost(err error) bool {
	var cost *CostError
	return errors.As(err, &cost)
}

// Heavy searches take turns; a light one needs none.
func TestTurns(t *testing.T) {
	x := corpus(t)
	ctx, cancel := context.WithCancel(context.Background())
	for range cap(x.turns) {
		leave, err := x.admit(ctx, heavyWork)
		if err != nil {
			t.Fatal(err)
		}
		defer leave()
	}
	if leave, err := x.admit(ctx, heavyWork-1); err != nil {
		t.Errorf("a light search: %v", err)
	} else {
		leave()
	}
	cancel()
	if _, err := x.admit(ctx, heavyWork); !errors.Is(err, context.Canceled) {
		t.Errorf("one turn too many: %v", err)
	}
}

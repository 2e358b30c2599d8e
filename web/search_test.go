package web

import (
	"net/url"
	"slices"
	"strings"
	"testing"
)

const rareEarths = "/search?q=" + "%22rare+earths%22+ukraine"

func TestSearchPage(t *testing.T) {
	o := open(t, corpus(t)...)
	p := o.page(rareEarths)
	if got := p.text("h1"); got != "5 articles" {
		t.Errorf("count %q, want 5 articles", got)
	}
	if got := p.text(".reading code"); got != `"rare earths" AND ukraine` {
		t.Errorf("reading %q", got)
	}
	if got := len(p.all(".hits > li")); got != 5 {
		t.Errorf("%d results listed, want 5", got)
	}
	if len(p.all(".snip mark")) == 0 {
		t.Error("no snippet is marked")
	}
	if got := p.text(".next span"); got != "1–5 of 5" {
		t.Errorf("range %q", got)
	}
	if got := p.text("#person li:first-child .value"); got != "Donald Trump 3" && got != "Donald Trump3" {
		t.Errorf("first person %q, want Donald Trump with 3", got)
	}
	if got := attr(p.one("input#q"), "value"); got != `"rare earths" ukraine` {
		t.Errorf("search box holds %q", got)
	}
	for _, a := range p.all(".facets a, .chips a, .time a, .order a") {
		if !strings.Contains(attr(a, "rel"), "nofollow") {
			t.Errorf("link %s without nofollow", attr(a, "href"))
		}
	}
}

// A filter's count is the count of the search it leads to, for every value of
// every facet, included and excluded.
func TestFacetCountsAreExact(t *testing.T) {
	o := open(t, corpus(t)...)
	p := o.page(rareEarths)
	total := len(p.all(".hits > li"))
	values := p.all(".facets li")
	if len(values) < 10 {
		t.Fatalf("only %d values", len(values))
	}
	for _, li := range values {
		sub := page{t, 200, li}
		count := sub.text("b")
		in := o.page(attr(sub.one(".value"), "href"))
		if got := strings.Fields(in.text("h1"))[0]; got != count {
			t.Errorf("%s leads to %s articles", textOf(li), got)
		}
		if got := len(in.all(".facets .on")); got != 1 {
			t.Errorf("%s: %d values shown as chosen, want 1", textOf(li), got)
		}
		out := o.page(attr(sub.one(".not"), "href"))
		left := strings.Fields(out.text("h1"))[0]
		if left == "No" {
			left = "0"
		}
		if want := number(total - atoi(t, count)); left != want {
			t.Errorf("without %s: %s articles, want %s", textOf(li), left, want)
		}
		if got := len(out.all(".facets .off")); got != 1 {
			t.Errorf("without %s: %d values shown as excluded, want 1", textOf(li), got)
		}
	}
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	n := 0
	for _, c := range strings.ReplaceAll(s, ",", "") {
		n = n*10 + int(c-'0')
	}
	return n
}

func TestNarrowByPersonAndCountry(t *testing.T) {
	o := open(t, corpus(t)...)
	p := o.page(rareEarths)
	p = o.page(p.link("#person .value", "Donald Trump3"))
	p = o.page(p.link("#country .value", "Ukraine2"))
	if got := p.text("h1"); got != "2 articles" {
		t.Errorf("count %q", got)
	}
	if got := p.texts(".chips b"); !slices.Equal(got, []string{"Ukraine", "Donald Trump"}) {
		t.Errorf("chips %q", got)
	}
	if got := p.text(".fold summary"); got != "Filters (2)" {
		t.Errorf("fold %q", got)
	}
	// Each chip gives back what it took.
	back := o.page(p.link(".chips a", "Remove country Ukraine"))
	if got := back.text("h1"); got != "3 articles" {
		t.Errorf("without the country %q", got)
	}
	all := o.page(p.link(".chips a", "Clear all"))
	if got := all.text("h1"); got != "5 articles" {
		t.Errorf("cleared %q", got)
	}
	// A change of words keeps the filters.
	var kept []string
	for _, n := range p.all(".find input[type=hidden]") {
		kept = append(kept, attr(n, "name")+"="+attr(n, "value"))
	}
	if !slices.Equal(kept, []string{"country=UA", "person=donald-trump"}) {
		t.Errorf("the search box keeps %q", kept)
	}
}

func TestTimeline(t *testing.T) {
	o := open(t, corpus(t)...)
	p := o.page("/search?timeline=month")
	bars := p.all(".time svg a")
	if len(bars) != 6 {
		t.Fatalf("%d bars, want 6", len(bars))
	}
	rows := p.all(".time tbody tr")
	if len(rows) != len(bars) {
		t.Errorf("the table has %d rows for %d bars", len(rows), len(bars))
	}
	for i, bar := range bars {
		sub := page{t, 200, bar}
		words := sub.text("title")
		narrow := o.page(attr(bar, "href"))
		if got := narrow.text("h1"); !strings.HasSuffix(words, ": "+got) {
			t.Errorf("bar %q leads to %q", words, got)
		}
		if href := attr(page{t, 200, rows[i]}.one("a"), "href"); href != attr(bar, "href") {
			t.Errorf("row %d leads elsewhere than its bar", i)
		}
	}
	if got := o.page(p.link(".under a", "1 undated")).text("h1"); got != "1 article" {
		t.Errorf("undated leads to %q", got)
	}
	if got := p.text(".time figcaption"); !strings.Contains(got, "1 dated less exactly than by month") {
		t.Errorf("caption %q does not count the article dated by year", got)
	}
	if got := p.text(".time .right b"); got != "month" {
		t.Errorf("interval %q", got)
	}
	undated := o.page("/search?q=guide+elements")
	if len(undated.all(".time svg")) != 0 {
		t.Error("a timeline is drawn of one undated article")
	}
}

func TestTimelineTooFineForAPage(t *testing.T) {
	o := open(t, corpus(t)...)
	p := o.page("/search?timeline=day")
	if n := len(p.all(".time svg a")); n > maxBars {
		t.Errorf("%d bars", n)
	}
	if got := p.text(".time figcaption"); !strings.Contains(got, "too long a time") {
		t.Errorf("caption %q", got)
	}
}

func TestPaging(t *testing.T) {
	items := corpus(t)
	for i := range 50 {
		items = append(items, story{id: "s" + number(i), title: "Story " + number(i), date: "2021-01-01", source: "Wire", body: []string{"filler " + number(i)}}.incoming(t))
	}
	o := open(t, items...)
	for _, first := range []string{"/search?q=filler", "/search?source=Wire", "/search?q=filler&sort=added"} {
		seen := map[string]bool{}
		var ranges []string
		p := o.page(first)
		for {
			for _, a := range p.all(".hits h3 a") {
				path, _, _ := strings.Cut(attr(a, "href"), "?")
				if seen[path] {
					t.Errorf("%s: %s comes twice", first, path)
				}
				seen[path] = true
			}
			ranges = append(ranges, p.text(".next span"))
			if len(p.all(".next .go")) == 0 {
				break
			}
			p = o.page(p.link(".next a", "Next page"))
		}
		if len(seen) != 50 {
			t.Errorf("%s: %d articles on all pages, want 50", first, len(seen))
		}
		if want := []string{"1–20 of 50", "21–40 of 50", "41–50 of 50"}; !slices.Equal(ranges, want) {
			t.Errorf("%s: ranges %q, want %q", first, ranges, want)
		}
		if got := o.page(p.link(".next a", "Back to the first")).text(".next span"); got != "1–20 of 50" {
			t.Errorf("%s: back to the first is %q", first, got)
		}
	}
}

func TestNothingFound(t *testing.T) {
	o := open(t, corpus(t)...)
	p := o.page("/search?q=" + url.QueryEscape(`"rare earths" AND xyzzy`) + "&person=donald-trump")
	if got := p.text("h1"); got != "No articles" {
		t.Errorf("heading %q", got)
	}
	if got := p.texts(".nothing p code"); !slices.Equal(got, []string{"xyzzy"}) {
		t.Errorf("blamed %q, want xyzzy", got)
	}
	drop := o.page(p.link(".nothing li a", "Without xyzzy"))
	if got := drop.text("h1"); got != "3 articles" {
		t.Errorf("without the part: %q", got)
	}
	if got := p.texts(".nothing li"); !slices.Contains(got, "Without xyzzy 3 articles") {
		t.Errorf("offers %q", got)
	}
	if got := p.text("#person .on"); got != "Donald Trump0, chosen: take back" {
		t.Errorf("the chosen person is shown as %q", got)
	}

	p = o.page("/search?q=china&person=donald-trump&from=2022&to=2023")
	want := []string{"With these filters, without the words", "Without person Donald Trump", "At any time"}
	for _, n := range p.texts(".nothing li a") {
		if !slices.Contains(want, n) {
			t.Errorf("offers %q, which finds nothing", n)
		}
	}
}

func TestSaysWhatWasDone(t *testing.T) {
	o := open(t, corpus(t)...)
	p := o.page("/search?q=titel:grain+ships")
	if got := p.text(".note li"); !strings.Contains(got, "did you mean title?") {
		t.Errorf("note %q", got)
	}
	if got := p.text(".note u"); got != "titel" {
		t.Errorf("marked %q in the query", got)
	}
	p = o.page("/search?q=grain+penalties")
	if got := p.text("p.note"); !strings.HasPrefix(got, "No article has all of these words.") {
		t.Errorf("relaxed search says %q", got)
	}
	p = o.page("/search?q=grain&from=nonsense&utm_source=mail")
	if got := p.texts(".note li"); len(got) != 1 || !strings.Contains(got[0], "nonsense") {
		t.Errorf("ignored values: %q", got)
	}
	if p.status != 200 || p.text("h1") != "2 articles" {
		t.Errorf("status %d, %q", p.status, p.text("h1"))
	}
	put(t, o.store, story{id: "late", title: "Late", source: "Wire", body: []string{"late grain"}}.incoming(t))
	if got := o.page("/search?q=grain").text("p.note"); got != "1 change to the archive cannot be searched yet." {
		t.Errorf("behind: %q", got)
	}
	o.follow()
	if n := len(o.page("/search?q=grain").all("p.note")); n != 0 {
		t.Error("still behind")
	}
}

func TestCostlySearchIsAPage(t *testing.T) {
	o := open(t, corpus(t)...)
	p := o.page("/search?q=" + strings.Repeat("a", 9000))
	if p.status != 422 {
		t.Errorf("status %d, want 422", p.status)
	}
	if attr(p.one("input#q"), "value") == "" {
		t.Error("the search is lost")
	}
	if p := o.page("/search?q=grain&cursor=nonsense"); p.status != 400 {
		t.Errorf("a bad cursor gives %d, want 400", p.status)
	}
}

func TestSortAndDuplicates(t *testing.T) {
	o := open(t, corpus(t)...)
	p := o.page("/search?q=grain&sort=oldest&duplicates=show")
	if got := p.text(".order b"); got != "oldest" {
		t.Errorf("order %q", got)
	}
	if got := p.texts(".hits h3"); !slices.Equal(got, []string{"Grain ships sail", "Grain ships sail again"}) {
		t.Errorf("order %q", got)
	}
	folded := o.page("/search?q=grain&sort=oldest")
	if got := folded.texts(".hits h3"); !slices.Equal(got, []string{"Grain ships sail"}) {
		t.Errorf("folded: %q", got)
	}
	if got := folded.text("h1"); got != "2 articles" {
		t.Errorf("folded: %q", got)
	}
	if got := o.page(folded.link(".order a", "show them")).texts(".hits h3"); len(got) != 2 {
		t.Errorf("shown: %q", got)
	}
	if got := o.page(p.link(".order a", "fold them")).texts(".hits h3"); len(got) != 1 {
		t.Errorf("folded again: %q", got)
	}
	same := o.page(folded.link(".hits li:first-child .who a", "+1 other"))
	if got := same.text("h1"); got != "2 copies of one text" {
		t.Errorf("copies lead to %q", got)
	}
	if got := p.texts(".hits time"); !slices.Equal(got, []string{"22 July 2022", "23 July 2022"}) {
		t.Errorf("dates %q", got)
	}
	if got := o.page("/search?q=guide").text(".hits .line"); !strings.Contains(got, "undated") {
		t.Errorf("an undated article says %q", got)
	}
}

func TestWholeFacet(t *testing.T) {
	var items = corpus(t)
	for i := range 30 {
		items = append(items, story{id: "p" + number(i), title: "Person", source: "Wire", body: []string{"someone"}, people: []string{"p-" + number(i)}}.incoming(t))
	}
	o := open(t, items...)
	p := o.page("/search?q=someone")
	whole := o.page(p.link("#person .more", "All 30"))
	if got := len(whole.all("#person li")); got != 30 {
		t.Errorf("%d people listed whole, want 30", got)
	}
	href := attr(whole.all("#person .value")[0], "href")
	if strings.Contains(href, "facet") {
		t.Errorf("a choice stays in the whole list: %s", href)
	}
	if got := o.page(whole.link(".more", "← All filters")); len(got.all("#source li")) == 0 {
		t.Error("no way back to all filters")
	}
}

package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestAPISuggest(t *testing.T) {
	o := open(t, corpus(t)...)
	for prefix, want := range map[string]string{
		"tru":        `{"prefix":"tru","suggestions":[{"kind":"person","id":"donald-trump","name":"Donald Trump","count":3,"query":"person:donald-trump"},{"kind":"word","id":"trump","name":"trump","count":1,"query":"trump"}]}`,
		"oil topic:": `{"prefix":"oil topic:","suggestions":[{"kind":"topic","id":"rare-earths","name":"Rare Earths","count":5,"query":"oil topic:rare-earths"}]}`,
		"xyz":        `{"prefix":"xyz","suggestions":[]}`,
		"":           `{"prefix":"","suggestions":[]}`,
	} {
		address := "/api/v1/suggest?prefix=" + url.QueryEscape(prefix)
		if strings.HasSuffix(prefix, ":") {
			address += "&limit=1"
		}
		r := o.get(address)
		if got := strings.TrimSpace(bodyOf(t, r)); r.StatusCode != http.StatusOK || got != want {
			t.Errorf("%q: %d\n got %s\nwant %s", prefix, r.StatusCode, got, want)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	o := open(t, corpus(t)...)
	var got struct {
		Query struct {
			DidYouMean *string `json:"did_you_mean"`
		}
	}
	o.json("/api/v1/search?q=ukrane+minerals", 200, &got)
	if m := got.Query.DidYouMean; m == nil || *m != "ukraine minerals" {
		t.Errorf("the API suggests %v", m)
	}
	got.Query.DidYouMean = nil
	o.json("/api/v1/search?q=ukraine", 200, &got)
	if m := got.Query.DidYouMean; m != nil {
		t.Errorf("the API suggests %q for a word that is there", *m)
	}

	p := o.page("/search?q=ukrane&country=UA&cursor=")
	if got := p.text(".said .note"); got != "Did you mean ukraine?" {
		t.Errorf("the page says %q", got)
	}
	if got := p.link(".said .note a", "ukraine"); got != "/search?country=UA&q=ukraine" {
		t.Errorf("the suggestion leads to %s", got)
	}
	if n := len(o.page("/search?q=ukraine").all(".note")); n != 0 {
		t.Errorf("%d notes on a word that is there", n)
	}
}

func TestSimilar(t *testing.T) {
	o := openSample(t)
	var got struct {
		ID      int64
		Results []struct {
			ID    int64
			URL   string
			Score float64
		}
	}
	o.json(fmt.Sprintf("/api/v1/articles/%d/similar?limit=3", 9), 200, &got)
	if got.ID != 9 || len(got.Results) == 0 || len(got.Results) > 3 {
		t.Fatalf("%+v", got)
	}
	links := o.page(articleAt(9)).all(".similar a")
	if len(links) == 0 || len(links) > similarShown {
		t.Fatalf("%d links to similar articles", len(links))
	}
	for i, r := range got.Results[:min(len(got.Results), len(links))] {
		if r.ID == 9 || r.Score <= 0 || r.URL != attr(links[i], "href") {
			t.Errorf("%d: %+v, the page links %s", i, r, attr(links[i], "href"))
		}
	}
}

// TestBrowserSuggestions searches by keyboard alone, with the help of what the
// search box suggests.
func TestBrowserSuggestions(t *testing.T) {
	chromium := findChromium(t)
	o := openSample(t)
	srv := httptest.NewServer(o.Handler())
	defer srv.Close()
	b := startBrowser(t, chromium, srv.URL, true)
	want := o.everyResult("person:donald-trump")

	option := func(n int) string {
		return evaluate[string](b, fmt.Sprintf(`document.querySelector("#q-%d span")?.textContent || ""`, n))
	}
	box := func(attribute string) string {
		return evaluate[string](b, fmt.Sprintf(`document.getElementById("q").getAttribute(%q) || ""`, attribute))
	}
	is := func(what, got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
	shown := chromedp.WaitVisible(chromedp.CSS("#q-list"))
	enter := func() { // past the skip link and the name of the site; what is there is selected
		t.Helper()
		b.do(chromedp.KeyEvent(kb.Tab + kb.Tab + kb.Tab))
		is("focus", evaluate[string](b, `document.activeElement.id`), "q")
	}

	b.do(chromedp.Navigate(srv.URL + "/"))
	enter()
	is("role", box("role"), "combobox")
	is("expanded at first", box("aria-expanded"), "false")
	b.do(chromedp.KeyEvent("minerals donald tr"), shown)
	is("expanded", box("aria-expanded"), "true")
	is("first option", option(0), "Donald Trump")
	is("marked before any arrow", box("aria-activedescendant"), "")
	b.do(chromedp.KeyEvent(kb.ArrowDown))
	is("marked", box("aria-activedescendant"), "q-0")
	is("selected", evaluate[string](b, `document.querySelector("[aria-selected=true]").id`), "q-0")
	b.do(chromedp.KeyEvent(kb.ArrowUp), chromedp.KeyEvent(kb.ArrowUp)) // through the box to the end of the list
	is("marked last", box("aria-activedescendant"), evaluate[string](b, `document.querySelector("#q-list").lastChild.id`))

	b.do(chromedp.KeyEvent(kb.Escape), chromedp.WaitNotVisible(chromedp.CSS("#q-list")))
	is("text after Escape", evaluate[string](b, `document.getElementById("q").value`), "minerals donald tr")
	is("focus after Escape", evaluate[string](b, `document.activeElement.id`), "q")
	is("expanded after Escape", box("aria-expanded"), "false")

	b.do(chromedp.KeyEvent(kb.ArrowDown), shown, chromedp.KeyEvent(kb.ArrowDown))
	b.leave(chromedp.KeyEvent(kb.Enter))
	is("text that was searched", evaluate[string](b, `document.getElementById("q").value`), "minerals person:donald-trump")

	// Enter without a choice searches for what was typed.
	enter()
	b.do(chromedp.KeyEvent("person:don"), shown)
	b.leave(chromedp.KeyEvent(kb.Enter))
	is("text as typed", evaluate[string](b, `document.getElementById("q").value`), "person:don")

	enter()
	b.do(chromedp.KeyEvent("person:don"), shown, chromedp.KeyEvent(kb.ArrowDown))
	b.leave(chromedp.KeyEvent(kb.Enter))
	b.shows(len(want))
	b.clean()
}

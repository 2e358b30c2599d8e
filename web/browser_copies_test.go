package web

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"dateline/archive"
)

// TestBrowserCopies goes from folded copies to what each changed, and looks at the
// pages of versions, sources and imports, in a real browser, without scripts.
func TestBrowserCopies(t *testing.T) {
	chromium := findChromium(t)
	o := newCluster(t)
	put(t, o.store, story{id: "d", title: "Something else happened", source: "Wire", date: "1999-01-01",
		body: []string{"The river rose by three metres overnight."}}.incoming(t))
	id, err := o.store.BeginImport(t.Context(), "ann", []string{strings.Repeat("a-long-name-of-a-file", 12)})
	if err != nil {
		t.Fatal(err)
	}
	if err := o.store.Refuse(t.Context(), id, []archive.Refused{{
		Rejection: archive.Rejection{Input: strings.Repeat("x", 300), Line: 3, Reason: strings.Repeat("why ", 60)}, Original: []byte("x"),
	}}); err != nil {
		t.Fatal(err)
	}
	o.follow()
	srv := httptest.NewServer(o.Handler())
	defer srv.Close()
	b := startBrowser(t, chromium, srv.URL, false)

	b.do(chromedp.Navigate(b.base + "/search?q=government"))
	if got := b.text(".copies"); got != "2 copies folded: show them" {
		t.Errorf("copies: %q", got)
	}
	b.leave(chromedp.Click(chromedp.CSS(".copies a")))
	if got := evaluate[int](b, `document.querySelectorAll(".hits > li").length`); got != 3 {
		t.Errorf("%d copies shown", got)
	}
	b.leave(chromedp.Click(chromedp.CSS(".copies a")))
	b.leave(chromedp.Click(chromedp.CSS(`.who a[href^="/clusters/"]`)))
	if got := b.text("h1"); got != "3 copies of one text" {
		t.Errorf("heading %q", got)
	}
	shown := `[...document.querySelectorAll(".hits li:last-child ins")].some(e => e.checkVisibility())`
	if evaluate[bool](b, shown) {
		t.Error("differences are shown before they are asked for")
	}
	b.do(chromedp.Click(chromedp.CSS(".hits li:last-child summary")))
	if !evaluate[bool](b, shown) {
		t.Error("differences are not shown")
	}
	b.clean("/clusters/1", "/articles/4", "/articles/1", "/search?q=government", "/sources", "/sources?source=Wire", "/admin/imports", fmt.Sprintf("/admin/imports/%d", id))
}

package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"dateline/archive/ingest"
	"dateline/archive/sample"
)

// browserTime is enough for one step on a slow machine.
const browserTime = 30 * time.Second

// acceptance is the search that the first look at an archive is judged by.
const acceptance = `"rare earths" ukraine`

// openSample serves the built-in sample, imported as the program imports it.
func openSample(t *testing.T) opened {
	t.Helper()
	store := openStore(t)
	report, err := ingest.Stream(t.Context(), store, ingest.Options{By: "test"}, sample.Name, bytes.NewReader(sample.Articles()))
	if err != nil {
		t.Fatal(err)
	}
	if report.Rejected > 0 {
		t.Fatalf("the sample: %+v", report)
	}
	return serve(t, store, Config{Demo: true})
}

// TestBrowser searches, filters by a person and a country, and goes back, in a
// real browser, with scripts on and off. Every count on the way is compared with
// one made from the articles themselves.
func TestBrowser(t *testing.T) {
	chromium := findChromium(t)
	o := openSample(t)
	srv := httptest.NewServer(o.Handler())
	defer srv.Close()
	want := o.everyResult(acceptance)
	for _, scripts := range []bool{true, false} {
		t.Run(fmt.Sprintf("scripts=%v", scripts), func(t *testing.T) {
			b := startBrowser(t, chromium, srv.URL, scripts)
			b.follows(want)
			if scripts {
				b.keys()
			}
			b.clean("/", "/search?q="+url.QueryEscape(acceptance)+"&country=UA&person=donald-trump", "/articles/1", "/people", "/help", "/nothing-here")
		})
	}
}

// result is what the API says of one article, as far as the test counts it.
type result struct {
	People, Countries []struct{ ID, Name string }
}

// everyResult lists all articles of a search, to count them by hand.
func (o opened) everyResult(text string) []result {
	o.t.Helper()
	var answer struct {
		Total   int
		Results []result
	}
	o.json("/api/v1/search?limit=200&q="+url.QueryEscape(text), http.StatusOK, &answer)
	if answer.Total != len(answer.Results) || answer.Total < 5 {
		o.t.Fatalf("%d of %d results", len(answer.Results), answer.Total)
	}
	return answer.Results
}

func findChromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("DATELINE_CI") == "1" {
		t.Fatal("no Chromium: install it, since DATELINE_CI=1 asks for every test")
	}
	t.Skip("no Chromium to test pages with")
	return ""
}

// browser is one tab.
type browser struct {
	*testing.T
	ctx  context.Context
	base string

	mu       sync.Mutex
	messages []string // that the page left in the console
}

func startBrowser(t *testing.T, chromium, base string, scripts bool) *browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-back-forward-cache", true)) // a page from that cache loads without a load event
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &browser{T: t, ctx: ctx, base: base}
	err := chromedp.Listen(ctx, func(event any) {
		if entry, ok := event.(*cdplog.EventEntryAdded); ok && entry.Entry != nil {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.messages = append(b.messages, entry.Entry.Text)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.EmulateViewport(1280, 860))
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !scripts}); err != nil {
		t.Fatal(err)
	}
	return b
}

// do runs steps within their time.
func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, browserTime)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// leave runs steps that lead to another page, and waits for it.
func (b *browser) leave(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, browserTime)
	defer cancel()
	response, err := chromedp.RunResponse(ctx, steps...)
	if err != nil {
		b.Fatal(err)
	}
	if response != nil && response.Status != http.StatusOK && response.Status != http.StatusNotModified {
		b.Fatalf("%s: status %d", response.URL, response.Status)
	}
}

// evaluate is the value of an expression in the page.
func evaluate[T any](b *browser, expression string) T {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, browserTime)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return v
}

func (b *browser) text(selector string) string {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, browserTime)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.TextContent(chromedp.CSS(selector)))
	if err != nil {
		b.Fatalf("%s: %v", selector, err)
	}
	return strings.Join(strings.Fields(text), " ")
}

// shows checks the count at the head of the page, and the list below it.
func (b *browser) shows(count int) {
	b.Helper()
	if got, want := b.text("h1"), countOf(count, "article"); got != want {
		b.Errorf("the page says %q, want %q", got, want)
	}
	if got := evaluate[int](b, `document.querySelectorAll(".hits > li").length`); got != min(count, 20) {
		b.Errorf("%d results listed, want %d", got, min(count, 20))
	}
}

// follows is the reader's way through the archive.
func (b *browser) follows(all []result) {
	b.do(chromedp.Navigate(b.base + "/"))
	b.leave(chromedp.SendKeys(chromedp.CSS("#q"), acceptance+kb.Enter))
	b.shows(len(all))
	b.screenshot()

	person := b.text("#person li:first-child .value span:first-child")
	named := having(all, func(r result) []struct{ ID, Name string } { return r.People }, person)
	if got := b.text("#person li:first-child b"); got != number(len(named)) {
		b.Errorf("%s counts %s, want %d", person, got, len(named))
	}
	b.leave(chromedp.Click(chromedp.CSS("#person li:first-child .value")))
	b.shows(len(named))

	country := b.text("#country li:nth-child(2) .value span:first-child")
	both := having(named, func(r result) []struct{ ID, Name string } { return r.Countries }, country)
	if len(both) == 0 || len(named) == len(all) {
		b.Errorf("%s and %s narrow %d articles to %d and %d", person, country, len(all), len(named), len(both))
	}
	if got := b.text("#country li:nth-child(2) b"); got != number(len(both)) {
		b.Errorf("%s counts %s, want %d", country, got, len(both))
	}
	b.leave(chromedp.Click(chromedp.CSS("#country li:nth-child(2) .value")))
	b.shows(len(both))
	if got := b.text(".chips"); !strings.Contains(got, person) || !strings.Contains(got, country) {
		b.Errorf("chips %q, want %s and %s", got, person, country)
	}

	b.leave(chromedp.Click(chromedp.CSS(".hits h3 a")))
	if n := evaluate[int](b, `document.querySelectorAll(".read mark").length`); n == 0 {
		b.Error("the article is not marked")
	}
	b.leave(chromedp.Click(chromedp.CSS(".walk a")))
	b.shows(len(both))
	// Back goes through all of it: the article, both filters, one, none.
	b.do(chromedp.NavigateBack())
	for _, count := range []int{len(both), len(named), len(all)} {
		b.do(chromedp.NavigateBack())
		b.shows(count)
	}
}

func having(all []result, names func(result) []struct{ ID, Name string }, name string) []result {
	var kept []result
	for _, r := range all {
		for _, n := range names(r) {
			if n.Name == name {
				kept = append(kept, r)
				break
			}
		}
	}
	return kept
}

// keys goes through results without a mouse.
func (b *browser) keys() {
	focused := func() string {
		return evaluate[string](b, `document.activeElement.id || document.activeElement.closest("li")?.id || ""`)
	}
	b.do(chromedp.KeyEvent("/"))
	if got := focused(); got != "q" {
		b.Errorf("/ leads to %q, want the search box", got)
	}
	b.do(chromedp.KeyEvent(kb.Escape), chromedp.KeyEvent("j"), chromedp.KeyEvent("j"), chromedp.KeyEvent("k"))
	if got, want := focused(), evaluate[string](b, `document.querySelector(".hits li").id`); got != want {
		b.Errorf("j j k leads to %q, want the first result %q", got, want)
	}
	b.do(chromedp.KeyEvent("?"), chromedp.WaitVisible(chromedp.CSS("dialog[open]")), chromedp.KeyEvent(kb.Escape))
	b.do(chromedp.KeyEvent("j"))
	b.leave(chromedp.KeyEvent(kb.Enter))
	if got := evaluate[string](b, "location.pathname"); !strings.HasPrefix(got, "/articles/") {
		b.Errorf("Enter leads to %s", got)
	}
}

// clean checks that the pages left no complaint, such as a breach of the content
// policy, in the browser's log, and fit the narrowest screen.
func (b *browser) clean(paths ...string) {
	for _, width := range []int64{320, 390, 1280} {
		b.do(chromedp.EmulateViewport(width, 800))
		for _, path := range paths {
			b.do(chromedp.Navigate(b.base + path))
			if got := evaluate[int64](b, "document.documentElement.scrollWidth"); got > width {
				b.Errorf("%s is %d pixels wide on a screen of %d", path, got, width)
			}
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, m := range b.messages {
		if !strings.Contains(m, "404") { // the page that is not there
			b.Errorf("the browser complains: %s", m)
		}
	}
}

// screenshot takes the picture of the read-me where DATELINE_SCREENSHOT names a
// file for it.
func (b *browser) screenshot() {
	b.Helper()
	name := os.Getenv("DATELINE_SCREENSHOT")
	if name == "" {
		return
	}
	ctx, cancel := context.WithTimeout(b.ctx, browserTime)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(name, png, 0o644); err != nil {
		b.Fatal(err)
	}
}

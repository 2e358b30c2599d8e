package web

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/labstack/echo/v4"
)

func TestFrontPage(t *testing.T) {
	o := open(t, corpus(t)...)
	p := o.page("/")
	if got := p.text("h1"); got != "12 articles from 3 sources" {
		t.Errorf("heading %q", got)
	}
	if got := p.text(".holds"); got != "22 July 2022 to 30 April 2025 · 1 undated" {
		t.Errorf("span %q", got)
	}
	if got := p.texts(".hits h3")[0]; got != "Kyiv and Washington sign minerals deal" {
		t.Errorf("newest %q", got)
	}
	if got := p.texts(".side h2"); !slices.Equal(got, []string{"Topics", "People", "Countries", "Organisations"}) {
		t.Errorf("lists %q", got)
	}
	if got := p.link(".side a", "Donald Trump3"); got != "/people/donald-trump" {
		t.Errorf("person leads to %s", got)
	}
	if len(p.all(".time svg a")) == 0 {
		t.Error("no timeline")
	}
	if got := p.text(".side p"); !strings.Contains(got, "12 articles read, 12 new") {
		t.Errorf("last import %q", got)
	}
	if strings.Contains(p.text("footer"), "Sample") {
		t.Error("called a sample")
	}
}

func TestEmptyArchive(t *testing.T) {
	o := serve(t, openStore(t), Config{ImportCommand: "dateline import --archive /srv/news FILE", Demo: true})
	p := o.page("/")
	if got := p.text("h1"); got != "This archive is empty" {
		t.Errorf("heading %q", got)
	}
	if got := p.texts("code")[0]; got != "dateline import --archive /srv/news FILE" {
		t.Errorf("command %q", got)
	}
	if !strings.Contains(p.text("footer"), "Sample archive") {
		t.Error("the demo is not labelled")
	}
	for _, address := range []string{"/search", "/people", "/topics", "/help", "/search?q=x"} {
		if p := o.page(address); p.status != 200 {
			t.Errorf("%s: %d", address, p.status)
		}
	}
	var got searchAnswer
	o.json("/api/v1/search", 200, &got)
	if got.Total != 0 || got.Results == nil {
		t.Errorf("%+v", got)
	}
}

func TestEntityPages(t *testing.T) {
	o := open(t, corpus(t)...)
	list := o.page("/people")
	if got := list.texts(".tally li")[0]; got != "Donald Trump3" {
		t.Errorf("first %q", got)
	}
	p := o.page(list.link(".tally a", "Donald Trump3"))
	if got := p.text("h1"); got != "Donald Trump" {
		t.Errorf("heading %q", got)
	}
	if got := p.text(".reading"); !strings.HasPrefix(got, "3 articles") {
		t.Errorf("count %q", got)
	}
	if got := p.texts(".hits h3")[0]; got != "Kyiv and Washington sign minerals deal" {
		t.Errorf("newest %q", got)
	}
	if got := p.text("[aria-current=page]"); got != "People" {
		t.Errorf("navigation shows %q", got)
	}
	if got := p.link("#country .value", "Ukraine2"); got != "/search?country=UA&person=donald-trump" {
		t.Errorf("co-occurring country leads to %s", got)
	}
	for _, address := range []string{"/organisations/united-nations", "/countries/UA", "/topics/rare-earths"} {
		if p := o.page(address); p.status != 200 || len(p.all(".hits li")) == 0 {
			t.Errorf("%s: %d", address, p.status)
		}
	}
	for _, c := range []struct{ from, to string }{{"/countries/ua", "/countries/UA"}, {"/countries/Ukraine", "/countries/UA"}, {"/people/Donald%20Trump", "/people/donald-trump"}} {
		r := o.get(c.from)
		if r.StatusCode != http.StatusFound || r.Header.Get("Location") != c.to {
			t.Errorf("%s: %d to %s, want %s", c.from, r.StatusCode, r.Header.Get("Location"), c.to)
		}
	}
	if p := o.page("/people/nobody"); p.status != 404 || !strings.Contains(p.text("main"), "/people") {
		t.Errorf("an unknown person: %d %q", p.status, p.text("main"))
	}
}

func TestHelpPage(t *testing.T) {
	o := open(t, corpus(t)...)
	p := o.page("/help")
	rows := p.all("main table:first-of-type tbody tr")
	if len(rows) < 20 {
		t.Errorf("%d rows", len(rows))
	}
	for _, a := range p.all("td a") {
		if got := o.page(attr(a, "href")); got.status != 200 || len(got.all(".note u")) > 0 {
			t.Errorf("example %s: %d, %q", textOf(a), got.status, got.texts(".note li"))
		}
	}
}

func TestHealthAndFixedAddresses(t *testing.T) {
	o := open(t, corpus(t)...)
	for _, c := range []struct {
		address, mediaType, contains string
	}{
		{"/healthz", "text/plain; charset=UTF-8", "ok"},
		{"/readyz", "text/plain; charset=UTF-8", "ready"},
		{"/robots.txt", "text/plain; charset=UTF-8", "Disallow: /search"},
		{"/favicon.svg", "image/svg+xml", "<svg"},
		{"/static/dateline.css", "text/css; charset=utf-8", ":root"},
		{"/static/dateline.js", "text/javascript; charset=utf-8", "use strict"},
		{o.assets.href[styleSheet], "text/css; charset=utf-8", ":root"},
	} {
		r := o.get(c.address)
		if r.StatusCode != 200 || r.Header.Get("Content-Type") != c.mediaType || !strings.Contains(bodyOf(t, r), c.contains) {
			t.Errorf("%s: %d %s", c.address, r.StatusCode, r.Header.Get("Content-Type"))
		}
	}
	if got := o.get(o.assets.href[script]).Header.Get("Cache-Control"); got != cacheForever {
		t.Errorf("an asset with a hash is cached %q", got)
	}
	if got := o.get("/static/dateline.js").Header.Get("Cache-Control"); got != cacheAsk {
		t.Errorf("an asset without a hash is cached %q", got)
	}
	if got := o.page("/static/..%2fserver.go").status; got != 404 {
		t.Errorf("outside the assets: %d", got)
	}
}

// serve's index has followed; one that has not is not ready, and says by how far.
func TestNotReady(t *testing.T) {
	o := open(t)
	if err := o.store.Close(); err != nil {
		t.Fatal(err)
	}
	r := o.get("/readyz")
	if r.StatusCode != http.StatusServiceUnavailable || !strings.HasPrefix(bodyOf(t, r), "not ready") {
		t.Errorf("status %d", r.StatusCode)
	}
	if r := o.get("/healthz"); r.StatusCode != 200 {
		t.Errorf("healthz: %d", r.StatusCode)
	}
}

func TestHeaders(t *testing.T) {
	o := open(t, corpus(t)...)
	for _, address := range []string{"/", "/search?q=x", "/articles/1", "/nix", "/api/v1/search", "/api/nix", "/static/dateline.css", "/healthz"} {
		h := o.get(address).Header
		for name, want := range map[string]string{
			"Content-Security-Policy": policy,
			"X-Content-Type-Options":  "nosniff",
			"Referrer-Policy":         "same-origin",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s %q", address, name, got)
			}
		}
		if h.Get("X-Request-Id") == "" {
			t.Errorf("%s: no request id", address)
		}
	}
	r := o.get("/", "X-Request-Id", "forged", "Accept-Encoding", "gzip")
	if r.Header.Get("X-Request-Id") == "forged" {
		t.Error("the client chose the request id")
	}
	if got := r.Header.Get("Content-Encoding"); got != "gzip" {
		t.Errorf("Content-Encoding %q", got)
	}
}

// HEAD answers as GET does, without the body; net/http sees to the latter.
func TestHead(t *testing.T) {
	o := open(t, corpus(t)...)
	srv := httptest.NewServer(o.Handler())
	defer srv.Close()
	for _, address := range []string{"/", "/search", "/articles/1", "/api/v1/search", "/static/dateline.css"} {
		r, err := http.Head(srv.URL + address)
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
		if r.StatusCode != 200 {
			t.Errorf("HEAD %s: %d", address, r.StatusCode)
		}
	}
}

func TestErrorPages(t *testing.T) {
	o := open(t, corpus(t)...)
	p := o.page("/nothing-here?q=grain")
	if p.status != 404 || p.text("h1") != "Nothing here" || attr(p.one("#q"), "value") != "grain" {
		t.Errorf("%d %q", p.status, p.text("h1"))
	}
	r := o.do("POST", "/search", "")
	if r.StatusCode != 405 || !strings.Contains(r.Header.Get("Allow"), "GET") || r.Header.Get("Content-Type") != typeHTML {
		t.Errorf("POST /search: %d, Allow %q, %s", r.StatusCode, r.Header.Get("Allow"), r.Header.Get("Content-Type"))
	}
	if p := o.page("/articles/none"); p.status != 404 {
		t.Errorf("%d", p.status)
	}
}

// What fails inside is logged once, with its cause, and none of it is shown; the
// log never holds a search.
func TestFailureIsLoggedAndNotShown(t *testing.T) {
	var log bytes.Buffer
	store := openStore(t)
	o := serve(t, store, Config{Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	e := o.router()
	fail := func(echo.Context) error { return errors.New("the disk is on fire") }
	e.GET("/fail", fail)
	e.GET("/api/fail", fail)
	e.GET("/panic", func(echo.Context) error { panic("a bug") })
	for _, c := range []struct{ address, contentType, cause string }{
		{"/fail?q=secret", typeHTML, "on fire"}, {"/api/fail?q=secret", typeProblem, "on fire"}, {"/panic?q=secret", typeHTML, "a bug"},
	} {
		log.Reset()
		w := httptest.NewRecorder()
		e.ServeHTTP(w, httptest.NewRequest("GET", c.address, nil))
		if w.Code != 500 || w.Header().Get("Content-Type") != c.contentType {
			t.Errorf("%s: %d %s", c.address, w.Code, w.Header().Get("Content-Type"))
		}
		if strings.Contains(w.Body.String(), c.cause) {
			t.Errorf("%s shows its cause", c.address)
		}
		if n := strings.Count(log.String(), "level=ERROR"); n != 1 || !strings.Contains(log.String(), c.cause) {
			t.Errorf("%s: %d errors logged: %s", c.address, n, log.String())
		}
		if strings.Contains(log.String(), "secret") {
			t.Errorf("the log holds the search: %s", log.String())
		}
	}
	log.Reset()
	o.get("/search?q=secret")
	o.get("/api/v1/search?q=secret&limit=x")
	if strings.Contains(log.String(), "secret") || !strings.Contains(log.String(), "route=/search") {
		t.Errorf("log: %s", log.String())
	}
}

func TestMissingTemplateStopsTheStart(t *testing.T) {
	files := fstest.MapFS{
		"templates/layout.html": {Data: []byte(`{{define "layout"}}{{end}}`)},
		"templates/parts.html":  {Data: []byte(``)},
	}
	if _, err := parsePages(files); err == nil || !strings.Contains(err.Error(), "template front") {
		t.Errorf("error %v", err)
	}
	if _, err := readAssets(fstest.MapFS{}); err == nil {
		t.Error("missing assets are no error")
	}
}

func TestPageWeight(t *testing.T) {
	o := open(t, corpus(t)...)
	page := len(bodyOf(t, o.get(rareEarths)))
	style := len(bodyOf(t, o.get("/static/dateline.css")))
	script := len(bodyOf(t, o.get("/static/dateline.js")))
	if script > 6<<10 {
		t.Errorf("the script has %d bytes", script)
	}
	if sum := page + style + script; sum > 60<<10 {
		t.Errorf("a page of results weighs %d bytes: %d page, %d style, %d script", sum, page, style, script)
	}
}

package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"dateline/archive"
)

func TestArticlePage(t *testing.T) {
	o := open(t, corpus(t)...)
	p := o.page(articleAt(dealID) + "?q=%22rare+earths%22&person=donald-trump")
	if got := p.text("h1"); got != "Kyiv and Washington sign minerals deal" {
		t.Errorf("heading %q", got)
	}
	if got := p.texts(".body mark"); !slices.Equal(got, []string{"rare earths", "Rare earths"}) {
		t.Errorf("marked %q", got)
	}
	if got := p.link(".walk a", "← Back to results"); got != "/search?person=donald-trump&q=%22rare%20earths%22" {
		t.Errorf("back leads to %s", got)
	}
	if got := p.text(".body h2"); got != "What it says" {
		t.Errorf("subhead %q", got)
	}
	if got := p.text(".body blockquote"); got != "A fund is to be set up." {
		t.Errorf("quote %q", got)
	}
	if got := p.texts(".body li"); !slices.Equal(got, []string{"Rare earths", "Oil"}) {
		t.Errorf("items %q", got)
	}
	if got := p.text(".related li"); got != "SEE ALSO: Rare earths explained" {
		t.Errorf("related %q", got)
	}
	if strings.Contains(p.text(".body"), "SEE ALSO") {
		t.Error("a related link stands in the text")
	}
	out := p.one(`.side a[href="https://news.example/deal"]`)
	if attr(out, "rel") != "noopener noreferrer" {
		t.Errorf("rel %q", attr(out, "rel"))
	}
	if got := p.link(".side a", "Donald Trump"); got != "/people/donald-trump" {
		t.Errorf("person leads to %s", got)
	}
	if got := attr(p.one("link[rel=canonical]"), "href"); got != "/articles/1" {
		t.Errorf("canonical %q", got)
	}
	if len(o.page(articleAt(dealID)).all("mark, .walk")) != 0 {
		t.Error("marks or a way back without a search")
	}
	call := o.page(articleAt(callID))
	if got := call.text("article time"); got != "12 February 2025, 14:10 +02:00" {
		t.Errorf("date %q", got)
	}
	if got := attr(call.one("article time"), "datetime"); got != "2025-02-12T14:10+02:00" {
		t.Errorf("datetime %q", got)
	}
	guide := o.page(articleAt(guideID))
	if got := guide.text("article .line:first-child"); !strings.Contains(got, "undated") || len(guide.all("article time")) != 0 {
		t.Errorf("undated article says %q", got)
	}
}

func TestCopiesElsewhere(t *testing.T) {
	o := open(t, corpus(t)...)
	p := o.page(articleAt(9))
	href := p.link(".side a", "1 other article, first in Evening Post, 22 July 2022")
	if got := o.page(href).text("h1"); got != "2 copies of one text" {
		t.Errorf("leads to %q", got)
	}
}

func TestHostileTextIsEscaped(t *testing.T) {
	o := open(t, corpus(t)...)
	for _, address := range []string{articleAt(hostileID), articleAt(hostileID) + "?q=hostile", "/search?q=hostile", "/", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/people/x",
		"/search?person=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "/nothing/%3Cscript%3E", "/people/%3Cscript%3Ealert(1)%3C%2Fscript%3E"} {
		p := o.page(address)
		if got := len(p.all("script:not([src]), img, main b script, i, [onerror]")); got != 0 {
			t.Errorf("%s: %d nodes of the hostile text came through", address, got)
		}
		for _, a := range p.all("a") {
			if strings.HasPrefix(attr(a, "href"), "javascript:") {
				t.Errorf("%s: link to %s", address, attr(a, "href"))
			}
		}
	}
	p := o.page(articleAt(hostileID))
	if got := p.text("h1"); got != `<script>alert(1)</script> & "quotes" <b>bold</b>` {
		t.Errorf("title %q", got)
	}
	if !strings.Contains(p.text(".side dl"), "javascript:alert(4)") {
		t.Error("an address that cannot be linked is not shown")
	}
}

func TestUntitledArticle(t *testing.T) {
	o := open(t, corpus(t)...)
	if got := o.page(articleAt(12)).text("h1"); got != "Untitled" {
		t.Errorf("heading %q", got)
	}
	if got := o.page("/search?q=%22without+a+title%22").text(".hits h3"); got != "Untitled" {
		t.Errorf("result %q", got)
	}
}

func TestVersions(t *testing.T) {
	items := corpus(t)
	o := open(t, items...)
	items[0].Article.Title = "Signed at last"
	put(t, o.store, items[0])
	o.follow()
	p := o.page(articleAt(dealID))
	if got := p.text("h1"); got != "Signed at last" {
		t.Errorf("current %q", got)
	}
	old := ""
	for _, a := range p.all(".side a") {
		if strings.HasPrefix(textOf(a), "Version 1, imported ") {
			old = attr(a, "href")
		}
	}
	before := o.page(old)
	if got := before.text("h1"); got != "Kyiv and Washington sign minerals deal" {
		t.Errorf("version 1 %q", got)
	}
	if got := before.text(".notice"); got != "This is version 1 of 2. Read the current one." {
		t.Errorf("notice %q", got)
	}
	if p := o.page(articleAt(dealID) + "?version=7"); p.status != 404 {
		t.Errorf("no such version gives %d", p.status)
	}
	if got := o.page("/search?q=%22signed+at+last%22").text(".hits .line"); !strings.Contains(got, "2 versions") {
		t.Errorf("the result does not say that it changed: %q", got)
	}
}

func TestOriginal(t *testing.T) {
	o := open(t, corpus(t)...)
	r := o.get(articleAt(dealID) + "/original")
	if got := bodyOf(t, r); got != `{"id":"deal"}` {
		t.Errorf("original %q", got)
	}
	for name, want := range map[string]string{
		"Content-Type":           "text/plain",
		"Content-Disposition":    "attachment; filename=dateline-1-1.txt",
		"X-Content-Type-Options": "nosniff",
	} {
		if got := r.Header.Get(name); got != want {
			t.Errorf("%s %q, want %q", name, got, want)
		}
	}
	if got := o.page("/articles/77/original").status; got != 404 {
		t.Errorf("status %d", got)
	}
}

// An article that readers may not see gives away none of its words, anywhere.
func TestWithheldArticle(t *testing.T) {
	o := open(t, corpus(t)...)
	if err := o.store.SetStatus(t.Context(), dealID, archive.Withheld, "embargo"); err != nil {
		t.Fatal(err)
	}
	o.follow()
	p := o.page(articleAt(dealID))
	if p.status != http.StatusGone || !strings.Contains(p.text("main"), "withheld") {
		t.Errorf("status %d, %q", p.status, p.text("main"))
	}
	for _, address := range []string{articleAt(dealID), articleAt(dealID) + "/original", "/api/v1/articles/1", "/api/v1/articles/1/revisions", "/api/v1/articles/1/original", "/search?q=fund", "/", "/api/v1/search"} {
		body := bodyOf(t, o.get(address))
		for _, word := range []string{"Washington sign", "fund is to be"} {
			if strings.Contains(body, word) {
				t.Errorf("%s shows %q", address, word)
			}
		}
	}
	for _, address := range []string{"/api/v1/articles/1", "/api/v1/articles/1/original"} {
		var p problemAnswer
		o.json(address, http.StatusGone, &p)
	}
}

package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/archive"
)

func newSources(t *testing.T) opened {
	hostile := `<script>alert(1)</script>`
	return open(t,
		story{id: "a", title: "A", source: "Post", date: "2023-11-05", body: []string{"a"}}.incoming(t),
		story{id: "b", title: "B", source: "Post", date: "2024-02-05", body: []string{"b"}}.incoming(t),
		story{id: "c", title: "C", source: "Post", date: "2024-02-06", body: []string{"c"}}.incoming(t),
		story{id: "d", title: "D", source: "Post", body: []string{"d"}}.incoming(t),
		story{id: "e", title: "E", source: hostile, date: "1990-01-01", body: []string{"e"}}.incoming(t),
		story{id: "f", title: "F", source: hostile, date: "1994-12-31", body: []string{"f"}}.incoming(t),
		story{id: "g", title: "G", date: "2024-02-06", body: []string{"g"}}.incoming(t))
}

func TestSourcesPage(t *testing.T) {
	o := newSources(t)
	p := o.page("/sources")
	if diff := cmp.Diff([]string{"Post", "<script>alert(1)</script>", "No source"}, p.texts("tbody th")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"4", "5 November 2023", "6 February 2024", "2 months"}, p.texts("tbody tr:first-child td")); diff != "" {
		t.Error(diff)
	}
	if got := o.page(p.link("tbody td a", "4")).text("h1"); got != "4 articles" {
		t.Errorf("the count leads to %q", got)
	}
	post := o.page(p.link("tbody th a", "Post"))
	if got := post.text("h1") + ": " + post.text("h1 + p"); got != "Post: 4 articles, 5 November 2023 to 6 February 2024" {
		t.Errorf("%q", got)
	}
	if diff := cmp.Diff([]string{"2023", "2024"}, post.texts(".months tbody th")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"", "", "", "", "", "", "", "", "", "", "1", "0"}, post.texts(".months tbody tr:first-child td")); diff != "" {
		t.Error(diff)
	}
	if got := o.page(post.link(".months a", "2")).texts(".hits h3"); len(got) != 2 {
		t.Errorf("February leads to %q", got)
	}
	if got := o.page(post.link("main a", "1 article without a date")).texts(".hits h3"); len(got) != 1 {
		t.Errorf("undated ones: %q", got)
	}
	post.link("main li a", "December 2023 to January 2024")
	hostile := o.page(p.link("tbody th a", "<script>alert(1)</script>"))
	if diff := cmp.Diff([]string{"1990", "1991–1993", "1994"}, hostile.texts(".months tbody th")); diff != "" {
		t.Error(diff)
	}
	if n := len(hostile.all("main script")); n != 0 {
		t.Error("a script came through")
	}
	if got := o.page(p.link("tbody th a", "No source")).text("h1"); got != "No source" {
		t.Errorf("%q", got)
	}
	if r := o.get("/sources?source=nowhere"); r.StatusCode != 404 {
		t.Errorf("an unknown source: %d", r.StatusCode)
	}
}

func TestAPISources(t *testing.T) {
	o := newSources(t)
	var got struct {
		Sources []struct {
			Source      string
			Articles    int
			Undated     int
			First, Last string
			Months      []struct {
				Month string
				Count int
			}
			Gaps []struct {
				From, To string
				Months   int
			}
		}
	}
	o.json("/api/v1/sources?source=Post", 200, &got)
	if len(got.Sources) != 1 || got.Sources[0].Undated != 1 || got.Sources[0].First != "2023-11-05" ||
		len(got.Sources[0].Months) != 2 || got.Sources[0].Gaps[0].From != "2023-12" || got.Sources[0].Gaps[0].To != "2024-01" {
		t.Errorf("%+v", got)
	}
	o.json("/api/v1/sources", 200, &got)
	if len(got.Sources) != 3 {
		t.Errorf("%+v", got)
	}
}

// from asks as a visitor with this address.
func (o opened) from(remote, address string) *http.Response {
	o.t.Helper()
	r := httptest.NewRequestWithContext(o.t.Context(), http.MethodGet, address, nil)
	r.RemoteAddr, r.Host = remote, "localhost:8080"
	w := httptest.NewRecorder()
	o.Handler().ServeHTTP(w, r)
	return w.Result()
}

func TestImportPages(t *testing.T) {
	o := newSources(t)
	id, err := o.store.BeginImport(t.Context(), "ann", []string{"bad <b>file</b>.jsonl"})
	if err != nil {
		t.Fatal(err)
	}
	if err := o.store.Refuse(t.Context(), id, []archive.Refused{
		{Rejection: archive.Rejection{Input: "bad.jsonl", Line: 3, Reason: `date "<i>x</i>" is none`}, Original: []byte("<script>alert(1)</script>"), MediaType: "text/html"},
		{Rejection: archive.Rejection{Input: "big.zip", Reason: "is too large"}, Size: 1 << 30},
	}); err != nil {
		t.Fatal(err)
	}
	if err := o.store.FinishImport(t.Context(), archive.Import{ID: id, Read: 2, Rejected: 2}, nil); err != nil {
		t.Fatal(err)
	}
	const here = "127.0.0.1:5555"
	for _, address := range []string{"/admin/imports", "/admin/imports/2", "/admin/imports/2/records/0"} {
		for remote, want := range map[string]int{here: 200, "[::1]:80": 200, "192.0.2.1:80": 403, "10.0.0.1:80": 403} {
			if r := o.from(remote, address); r.StatusCode != want {
				t.Errorf("%s from %s: %d", address, remote, r.StatusCode)
			}
		}
	}
	for header, value := range map[string]string{"X-Forwarded-For": "192.0.2.1", "Via": "1.1 proxy"} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/admin/imports", nil)
		r.RemoteAddr, r.Host = here, "localhost"
		r.Header.Set(header, value)
		w := httptest.NewRecorder()
		if o.Handler().ServeHTTP(w, r); w.Code != 403 {
			t.Errorf("passed on by a proxy (%s): %d", header, w.Code)
		}
	}
	rebound := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/admin/imports", nil)
	rebound.RemoteAddr, rebound.Host = here, "evil.example:8080"
	w := httptest.NewRecorder()
	if o.Handler().ServeHTTP(w, rebound); w.Code != 403 {
		t.Errorf("under another name: %d", w.Code)
	}
	list := bodyOf(t, o.from(here, "/admin/imports"))
	if !strings.Contains(list, "bad &lt;b&gt;file") || !strings.Contains(list, "2 rejected") {
		t.Error(list)
	}
	one := bodyOf(t, o.from(here, "/admin/imports/2"))
	for _, want := range []string{"bad.jsonl:3", "&lt;i&gt;x", `href="/admin/imports/2/records/0"`, "1,073,741,824 bytes, not kept", "dateline imports retry 2"} {
		if !strings.Contains(one, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
	r := o.from(here, "/admin/imports/2/records/0")
	if got := bodyOf(t, r); got != "<script>alert(1)</script>" || !strings.HasPrefix(r.Header.Get("Content-Type"), "text/plain") ||
		!strings.HasPrefix(r.Header.Get("Content-Disposition"), "attachment") || r.Header.Get("Cache-Control") == "" {
		t.Errorf("%q, %v", got, r.Header)
	}
	for _, address := range []string{"/admin/imports/99", "/admin/imports/x", "/admin/imports/2/records/1", "/admin/imports/2/records/x"} {
		if r := o.from(here, address); r.StatusCode != 404 {
			t.Errorf("%s: %d", address, r.StatusCode)
		}
	}
}

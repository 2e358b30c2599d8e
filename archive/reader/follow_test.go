package reader

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"dateline/archive/fetch"
)

func TestFollow(t *testing.T) {
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	defer server.Close()
	requests := map[string]int{}
	serve := func(path, content string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			requests[path]++
			w.Write([]byte(strings.ReplaceAll(content, "HOST", server.URL)))
		})
	}
	page := func(title string) string {
		return "<!DOCTYPE html><html><title>" + title + "</title><body>" + strings.Repeat("<p>"+flood+"</p>", 5)
	}
	serve("/index.xml", `<sitemapindex><sitemap><loc>HOST/pages.xml</loc></sitemap><sitemap><loc>HOST/news.xml</loc></sitemap><sitemap><loc>HOST/index.xml</loc></sitemap></sitemapindex>`)
	serve("/pages.xml", `<urlset><url><loc>HOST/a</loc></url><url><loc>HOST/gone</loc></url><url><loc>HOST/a</loc></url></urlset>`)
	serve("/news.xml", `<urlset xmlns:news="x"><url><loc>HOST/b</loc><news:news><news:publication><news:name>The Post</news:name></news:publication><news:publication_date>2025-05-06</news:publication_date><news:title>Listed</news:title></news:news></url>`+
		`<url><loc>HOST/gone2</loc><news:news><news:title>Gone</news:title></news:news></url></urlset>`)
	serve("/a", page("First page"))
	serve("/b", page("Second page"))
	opt := Options{Fetch: fetch.New(fetch.Options{AllowPrivate: true, Gap: -1}), Follow: true}

	const want = `/a First page  127.0.0.1
/gone: there is no such page (HTTP 404)
/b Second page 2025-05-06 The Post
/gone2: there is no such page (HTTP 404)
/news.xml Gone  `
	check := func(items []Item) {
		t.Helper()
		var lines []string
		for _, item := range items {
			path := strings.TrimPrefix(item.Input, "..")
			if item.Problem != nil {
				lines = append(lines, strings.ReplaceAll(item.Problem.Error(), server.URL, ""))
				continue
			}
			lines = append(lines, fmt.Sprintf("%s %s %s %s", path, item.Article.Title, item.Article.Published, item.Article.Source))
			if item.Captured.IsZero() {
				t.Errorf("%s: when it was fetched is not known", path)
			}
		}
		if got := strings.Join(lines, "\n"); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
	check(readAll(t, server.URL+"/index.xml", opt))
	if requests["/a"] != 1 || requests["/index.xml"] != 2 {
		t.Errorf("requests %v", requests)
	}
	items := readString(t, strings.ReplaceAll(`<urlset><url><loc>HOST/a</loc></url></urlset>`, "HOST", server.URL), opt)
	if len(items) != 1 || items[0].Article.Title != "First page" {
		t.Errorf("%+v", items)
	}
	opt.Follow = false
	items = readAll(t, server.URL+"/index.xml", opt)
	if len(items) != 4 || !strings.Contains(items[3].Problem.Error(), "import it with --fetch") {
		t.Errorf("%+v", items)
	}
}

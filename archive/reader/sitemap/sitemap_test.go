package sitemap

import (
	"fmt"
	"strings"
	"testing"

	"dateline/archive/reader/format"
	"dateline/archive/reader/formattest"
)

func read(t testing.TB, document string) string {
	t.Helper()
	var lines []string
	err := Read(t.Context(), format.Input{Name: "a.xml", Body: strings.NewReader(document)}, func(rec format.Record) error {
		a := rec.Article
		line := fmt.Sprintf("%s|%s|%s|%s|%s", a.Title, a.Published, a.Language, a.Source, a.URL)
		for _, e := range a.Entities {
			line += " #" + e.Name
		}
		switch {
		case rec.Problem != nil:
			line = "problem " + rec.Problem.Error()
		case rec.Skipped != "":
			line = rec.Skipped + " " + rec.Part
		}
		lines = append(lines, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}

const urlset = `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">`

const story = `<url><loc>https://post.example/a?b=1&amp;c=2</loc><news:news><news:publication><news:name>The Post</news:name><news:language>zh-tw</news:language></news:publication>` +
	`<news:publication_date>2025-05-25T10:55:00.82+02:00</news:publication_date><news:title>Floods &amp; fears</news:title><news:keywords>weather, Rivers</news:keywords></news:news></url>`

func TestRead(t *testing.T) {
	for _, c := range []struct{ document, want string }{
		{urlset + story + "</urlset>", "Floods & fears|2025-05-25T10:55:00+02:00|zh|The Post|https://post.example/a?b=1&c=2 #weather #Rivers"},
		{urlset + story + "<url><loc>https://post.example/b</loc></url>", "Floods & fears|2025-05-25T10:55:00+02:00|zh|The Post|https://post.example/a?b=1&c=2 #weather #Rivers\naddress of a page https://post.example/b"},
		{urlset + "<url><loc><![CDATA[ https://post.example/b ]]></loc><lastmod>2025</lastmod></url></urlset>",
			"address of a page https://post.example/b\nproblem is a list of addresses (1) and holds no articles; import it with --fetch to read the pages"},
		{`<sitemapindex xmlns="x"><sitemap><loc>https://post.example/1.xml</loc></sitemap><sitemap><loc>https://post.example/2.xml</loc></sitemap></sitemapindex>`,
			"address of a sitemap https://post.example/1.xml\naddress of a sitemap https://post.example/2.xml\nproblem is a list of sitemaps (2) and holds no articles; import it with --fetch to read the pages they list"},
		{`<s:urlset xmlns:s="x" xmlns:n="y"><s:url><s:loc>https://post.example/1</s:loc><n:news><n:title>A</n:title></n:news></s:url></s:urlset>`, "A||||https://post.example/1"},
		{urlset + "<url><loc>https://post.example/a</loc><url><loc>https://post.example/b</loc></url>", "problem the element is not closed\naddress of a page https://post.example/b"},
		{urlset + "</urlset>", "problem is a sitemap that lists nothing"},
		{urlset + `<url><loc>javascript:alert(1)</loc><news:news><news:title>A</news:title><news:publication_date>2025-02-30</news:publication_date></news:news></url>`, `problem date "2025-02-30": day out of range`},
	} {
		if got := read(t, c.document); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.document, got, c.want)
		}
	}
}

func TestSniff(t *testing.T) {
	for head, want := range map[string]bool{
		urlset: true, "\n<!-- c --><sm:sitemapindex xmlns:sm='x'>": true, "<urls>": false, "<rss>": false, "urlset": false,
	} {
		if Sniff([]byte(head)) != want {
			t.Errorf("%s: not %v", head, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	formattest.Fuzz(f, Read, urlset+story+"</urlset>", `<s:urlset xmlns:s="x"><s:url><s:loc>a</s:loc></s:url><s:sitemap>`)
}

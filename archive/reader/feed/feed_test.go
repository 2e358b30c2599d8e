package feed

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/archive"
	"dateline/archive/reader/format"
	"dateline/archive/reader/prose"
)

// shown writes a record in one line.
func shown(r format.Record) string {
	if r.Problem != nil {
		return "problem: " + r.Problem.Error()
	}
	a := r.Article
	var body []string
	for _, p := range a.Body {
		if p.Kind != archive.Text {
			body = append(body, string(p.Kind)+"> "+p.Text)
			continue
		}
		body = append(body, p.Text)
	}
	var topics []string
	for _, t := range a.Entities {
		topics = append(topics, t.Name)
	}
	return strings.Join([]string{a.Title, a.Published.String(), strings.Join(a.Authors, ", "), a.URL, a.GUID, a.Language, a.Source, strings.Join(topics, ","), strings.Join(body, " / ")}, "|")
}

// feeds are whole feeds and the records they give.
var feeds = []struct {
	name, feed string
	want       []string
}{
	{"RSS 2.0", `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="x"><channel><title>Gazette - RSS Feed</title><link>https://example.com/</link><language>en-gb</language>
<item><title>River &amp;amp; town &lt;b&gt;flooded&lt;/b&gt;</title><link>https://example.com/a</link><guid isPermaLink="false">17</guid><pubDate>Sun, 09 Feb 2025 14:10:05 +0100</pubDate><dc:creator>Ann Ash</dc:creator><dc:creator>Bob Birch</dc:creator><category>Floods</category><category domain="x">Rivers, lakes</category>
<description>Short.</description><content:encoded><![CDATA[<p>It rained all day.</p><h2>What next</h2><p>More rain.</p><p>The post <a href="/a">River</a> appeared first on <a href="/">Gazette</a>.</p>]]></content:encoded></item>
<item><title>Two</title><guid>https://example.com/b</guid><author>ann@example.com (Ann Ash)</author><description>&lt;p&gt;It rained.&lt;/p&gt;</description></item></channel></rss>`, []string{
		"River & town flooded|2025-02-09T14:10:05+01:00|Ann Ash, Bob Birch|https://example.com/a|17|en|Gazette|Floods,Rivers, lakes|It rained all day. / heading> What next / More rain.",
		"Two||Ann Ash|https://example.com/b|https://example.com/b|en|Gazette||It rained.",
	}},
	{"RSS 1.0", `<rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/" xmlns:dc="y"><channel rdf:about="https://example.com/"><title>Gazette</title><items><rdf:Seq><rdf:li resource="https://example.com/a"/></rdf:Seq></items></channel>
<item rdf:about="https://example.com/a"><title>A</title><description>It rained.</description><dc:date>2025-02-09T14:10+01:00</dc:date><dc:language>uk</dc:language></item></rdf:RDF>`, []string{"A|2025-02-09T14:10+01:00||https://example.com/a|https://example.com/a|uk|Gazette||It rained."}},
	{"Atom 1.0", `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://example.com/x/"><title type="text">Gazette</title><author><name>The desk</name></author><updated>2025-01-01T00:00:00Z</updated>
<entry><title type="html">A &amp;lt; B</title><link rel="self" href="https://example.com/self"/><link href="a"/><id>tag:example.com,2025:a</id><updated>2025-02-09T14:10:05Z</updated><category term="floods" label="Floods"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It <em>rained</em>.</p><ul><li>Rain</li></ul></div></content><summary>Short.</summary></entry>
<entry><title>B</title><id>b</id><published>2025-02-08</published><updated>2025-02-09</updated><author><name>Ann Ash</name></author><source><title>Courier</title></source><summary type="html">&lt;p&gt;It rained.</summary></entry></feed>`, []string{
		"A < B|2025-02-09T14:10:05Z|The desk|https://example.com/x/a|tag:example.com,2025:a|de|Gazette|Floods|It rained. / item> Rain",
		"B|2025-02-08|Ann Ash||b|de|Courier||It rained.",
	}},
	{"Atom 0.3 with a prefix", `<a:feed version="0.3" xmlns:a="http://purl.org/atom/ns#"><a:title>Gazette</a:title><a:entry><a:title mode="escaped">A &amp;amp; B</a:title><a:link rel="alternate" href="https://example.com/a"/><a:issued>2025-02-09T14:10:05Z</a:issued><a:content type="text/html" mode="base64">PHA+SXQgcmFpbmVkLjwvcD4=</a:content></a:entry></a:feed>`,
		[]string{"A & B|2025-02-09T14:10:05Z||https://example.com/a|||Gazette||It rained."}},
	{"JSON Feed", `{"version":"https://jsonfeed.org/version/1.1","title":"Gazette","home_page_url":"https://example.com/","language":"en","authors":[{"name":"Ann Ash"}],"items":[
{"id":17,"url":"/a","title":"A","content_html":"<p>It rained.</p>","date_published":"2025-02-09T14:10:05Z","tags":["Floods"]},
{"id":"https://example.com/b","content_text":"It rained all day.","author":{"name":"Bob Birch"}}]}`, []string{
		"A|2025-02-09T14:10:05Z|Ann Ash|https://example.com/a|17|en|Gazette|Floods|It rained.",
		"It rained all day.||Bob Birch|https://example.com/b|https://example.com/b|en|Gazette||It rained all day.",
	}},
	{"CDF", `<?XML VERSION="1.0"?><CHANNEL HREF="https://example.com/"><TITLE>Gazette</TITLE><ITEM HREF="https://example.com/a"><TITLE>A</TITLE><ABSTRACT>It rained.</ABSTRACT></ITEM></CHANNEL>`,
		[]string{"A|||https://example.com/a|||Gazette||It rained."}},
	{"undeclared entities and namespaces, bare ampersands", "<rss><channel><title>Gazette</title><item><title>A&nbsp;&mdash; B & C</title><link>https://example.com/a?b=1&c=2</link><x:y/><media:description>It rained &copy;</media:description></item></channel></rss>",
		[]string{"A — B & C|||https://example.com/a?b=1&c=2|||Gazette||It rained ©"}},
	{"breaks off in an item", "<rss version='2.0'><channel><title>Gazette</title><item><title>A</title></item>\n<item><title>B</title><descr", []string{"A||||||Gazette||", "problem: the feed breaks off in this item; fetch it again"}},
	{"an item without its end", "<rss version='2.0'><channel><item><title>A</title><item><title>B</title></item><item><title>C</title></channel></rss>", []string{"A||||||||", "B||||||||", "C||||||||"}},
	{"JSON that breaks off", `{"version":"https://jsonfeed.org/version/1","title":"Gazette","items":[{"id":"a","title":"A"},{"id":"b","ti`, []string{"A||||a||Gazette||", "problem: the feed breaks off here, or is not valid JSON from here on; fetch it again"}},
	{"dates in other languages, and none that can be", "<rss version='2.0'><channel><item><title>A</title><pubDate>Нд, 09 лют 2025 14:10:05 +0200</pubDate></item><item><title>B</title><pubDate>Sun, 31 Feb 2025 14:10:05 GMT</pubDate></item></channel></rss>", []string{"A|2025-02-09T14:10:05+02:00|||||||", "B||||||||"}},
	{"nothing to read", "<rss version='2.0'><channel><item><link>https://example.com/a</link></item><item/></channel></rss>", []string{"problem: has neither title nor text; import its page: https://example.com/a", "problem: has neither title nor text"}},
	{"an address that is none", "<rss version='2.0'><channel><item><title>A</title><link>javascript:alert(1)</link></item></channel></rss>", []string{"A||||||||"}},
	{"warnings before it", "<br />\n<b>Warning</b>: x in y on line 5<br />\n<?xml version='1.0'?><rss version='2.0'><channel><title>Gazette</title><item><title>A</title></item></channel></rss>", []string{"A||||||Gazette||"}},
}

func TestParse(t *testing.T) {
	for _, c := range feeds {
		if !Sniff([]byte(c.feed)) {
			t.Errorf("%s: is not recognised", c.name)
		}
		f, err := Parse([]byte(c.feed), "", "")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var got []string
		for _, r := range f.Records {
			got = append(got, shown(r))
			if r.Line < 1 || r.MediaType == "" {
				t.Errorf("%s: line %d, %s", c.name, r.Line, r.MediaType)
			}
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s:\n got %s\nwant %s", c.name, strings.Join(got, "\n     "), strings.Join(c.want, "\n     "))
		}
		if breaks := strings.Contains(c.name, "breaks off"); f.Broken != breaks {
			t.Errorf("%s: broken %t", c.name, f.Broken)
		}
	}
}

func TestWhole(t *testing.T) {
	content := "\xef\xbb\xbf<rss version='2.0'><channel><title>Gazette</title><link>https://example.com/</link><ttl>60</ttl><copyright>© Gazette</copyright>\n<item><title>A</title></item></channel></rss>"
	f, err := Parse([]byte(content), "https://example.com/feed", "")
	if err != nil || f.Kind != "RSS" || f.Title != "Gazette" || f.Site != "https://example.com/" || f.TTL != time.Hour || f.Rights != "© Gazette" || f.Broken {
		t.Errorf("%+v, %v", f, err)
	}
	if r := f.Records[0]; r.Line != 2 || string(r.Original) != "<item><title>A</title></item>" || r.Article.Rights != "© Gazette" {
		t.Errorf("%+v", r)
	}
}

func TestCharsets(t *testing.T) {
	const windows = "\xd0\xb3\xf7\xea\xe0 \xe7\xe0\xf2\xee\xef\xe8\xeb\xe0 \xed\xe8\xe6\xed\xba \xec\xb3\xf1\xf2\xee"
	const want = "Річка затопила нижнє місто"
	item := "<item><title>" + windows + "</title></item>"
	for _, c := range []struct{ name, head, contentType string }{
		{"declared", "<?xml version='1.0' encoding='windows-1251'?>", ""},
		{"declared by the server", "<?xml version='1.0'?>", "application/rss+xml; charset=windows-1251"},
		{"declared as UTF-8", "<?xml version='1.0' encoding='utf-8'?>", ""},
		{"undeclared", "", ""},
	} {
		f, err := Parse([]byte(c.head+"<rss version='2.0'><channel>"+strings.Repeat(item, 5)+"</channel></rss>"), "", c.contentType)
		if err != nil || len(f.Records) != 5 || f.Records[0].Article.Title != want || string(f.Records[0].Original) != item {
			t.Errorf("%s: %+v, %v", c.name, f, err)
		}
	}
	for _, sign := range []string{"\xff\xfe", "\xfe\xff"} {
		enc := prose.UTF16Of([]byte(sign))
		raw, _ := enc.NewEncoder().String("<?xml version='1.0' encoding='utf-16'?><rss version='2.0'><channel><item><title>" + want + "</title></item></channel></rss>")
		for _, content := range []string{sign + raw, raw} {
			if f, err := Parse([]byte(content), "", ""); !Sniff([]byte(content)) || err != nil || len(f.Records) != 1 || f.Records[0].Article.Title != want {
				t.Errorf("%q: %+v, %v", content[:8], f, err)
			}
		}
	}
}

func TestList(t *testing.T) {
	const list = `<opml version="2.0"><head><title>x</title></head><body><outline text="News"><outline text="Gazette" type="rss" xmlUrl="https://example.com/feed" htmlUrl="https://example.com/"/><outline title="World"><outline xmlurl="https://example.org/feed"></outline></outline></outline><outline text="Nothing"/></body></opml>`
	if _, err := Parse([]byte(list), "", ""); !errors.Is(err, ErrList) || !strings.Contains(err.Error(), "dateline feeds add") {
		t.Errorf("error %v", err)
	}
	got, err := List([]byte(list), "")
	want := []Subscription{{"Gazette", "https://example.com/feed", "https://example.com/", "News"}, {"", "https://example.org/feed", "", "News/World"}}
	if err != nil || len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("%+v, %v", got, err)
	}
	for _, content := range []string{"<opml></opml>", "<rss/>", ""} {
		if _, err := List([]byte(content), ""); err == nil {
			t.Errorf("%q is a list", content)
		}
	}
}

func TestSniff(t *testing.T) {
	for _, content := range []string{"", "It rained.", "<html><body>", "<nitf>", "{\"items\":[]}", "<rdf:RDF xmlns:rdf='x'><skos:Concept/></rdf:RDF>", "<urlset>", "<newsItem>", "The word <feed> in a text.", "<!-- <rss> -->"} {
		if Sniff([]byte(content)) {
			t.Errorf("%q is taken for a feed", content)
		}
	}
}

func TestRead(t *testing.T) {
	read := func(content string) (records []format.Record) {
		err := Read(t.Context(), format.Input{Body: strings.NewReader(content)}, func(r format.Record) error { records = append(records, r); return nil })
		if err != nil {
			t.Error(err)
		}
		return records
	}
	if got := read("<rss version='2.0'><channel><title>x</title></channel></rss>"); len(got) != 1 || got[0].Skipped != "feed without items" {
		t.Errorf("%+v", got)
	}
	if got := read("<opml/>"); len(got) != 1 || !errors.Is(got[0].Problem, ErrList) {
		t.Errorf("%+v", got)
	}
	stop := errors.New("enough")
	if err := Read(t.Context(), format.Input{Body: strings.NewReader(feeds[0].feed)}, func(format.Record) error { return stop }); err != stop {
		t.Errorf("error %v", err)
	}
}

// TestAgainstOthers compares the items of real and made feeds with those that
// another reader found: their number and their titles.
func TestAgainstOthers(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "..", "shared", "data", "feeds", "gofeed", "parser")
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("DATELINE_CI") == "1" {
			t.Fatal(err)
		}
		t.Skip("needs the test data: ", err)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*", "*.xml"))
	compared := 0
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		expected, err := os.ReadFile(strings.TrimSuffix(file, ".xml") + ".json")
		if err != nil {
			continue
		}
		var want struct{ Entries, Items []struct{ Title string } }
		if err := json.Unmarshal(expected, &want); err != nil {
			t.Fatal(file, err)
		}
		f, err := Parse(content, "", "")
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		items := append(want.Entries, want.Items...)
		if len(f.Records) != len(items) {
			t.Errorf("%s: %d items of %d", file, len(f.Records), len(items))
			continue
		}
		for i, it := range items {
			if title := line(it.Title, false); title != "" && f.Records[i].Article.Title != title {
				t.Errorf("%s: %q, want %q", file, f.Records[i].Article.Title, title)
			}
		}
		compared++
	}
	if compared < 60 {
		t.Errorf("only %d files", compared)
	}
}

// FuzzParse wants clean articles or problems, in good time, and never more items
// than bytes.
func FuzzParse(f *testing.F) {
	for _, c := range feeds {
		f.Add([]byte(c.feed))
	}
	f.Add([]byte("<opml><body><outline xmlUrl='x'/></body></opml>"))
	f.Fuzz(func(t *testing.T, content []byte) {
		got, err := Parse(content, "https://example.com/feed", "application/xml; charset=koi8-r")
		read := func() time.Duration {
			begun := time.Now()
			Parse(content, "https://example.com/feed", "application/xml; charset=koi8-r")
			return time.Since(begun)
		}
		if took := read(); took > 2*time.Second && len(content) < 1<<16 && read() > 2*time.Second { // twice: the machine may be busy
			t.Errorf("%s for %d bytes", took, len(content))
		}
		List(content, "")
		if err != nil {
			return
		}
		for _, r := range got.Records {
			if r.Problem == nil && r.Article.Title == "" && len(r.Article.Body) == 0 {
				t.Errorf("an empty article of %q", r.Original)
			}
			for _, s := range append([]string{r.Article.Title, r.Article.Source, r.Article.GUID}, r.Article.Authors...) {
				if s != prose.OneLine(s) {
					t.Errorf("%q is not clean", s)
				}
			}
		}
	})
}

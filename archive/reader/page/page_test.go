package page

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"dateline/archive"
	"dateline/archive/reader/format"
)

const (
	lede  = "The river rose by two metres in a single night and flooded the lower town, the council said on Monday, and it is still rising."
	quote = "We saw it come, and there was nothing that anybody could have done to stop it, a baker in the lower town said on Monday evening."
	last  = "Nobody was hurt, and the bridges are open to traffic as before, said the council, which will meet again at noon on Tuesday to look at the dykes."
)

// pageOf makes a page of a head, what stands above the text, and what below.
func pageOf(head, above, below string) string {
	return "<!doctype html><html lang=en-GB><head>" + head + "</head><body><nav><a href=/>Home</a> <a href=/sport>Sport</a></nav><main>" +
		above + "<p>" + lede + "</p><p>" + quote + "</p><h2>What next</h2><p>" + last + "</p><ul><li>Rain</li><li>More rain</li></ul><blockquote><p>It is the sea.</p></blockquote><p>" +
		lede + "</p>" + below + "</main><footer>© 2025 The Gazette</footer></body></html>"
}

const whole = lede + "\n" + quote + "\nheading> What next\n" + last + "\nitem> Rain\nitem> More rain\nquote> It is the sea.\n" + lede

func bodyOf(a archive.Article) string {
	var lines []string
	for _, p := range a.Body {
		line := p.Text
		if p.Kind != archive.Text {
			line = string(p.Kind) + "> " + line
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func topics(a archive.Article) string {
	var names []string
	for _, r := range a.Entities {
		names = append(names, string(r.Kind)+":"+r.Name)
	}
	return strings.Join(names, ",")
}

const newsArticle = `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
 {"@type":"WebSite","@id":"#site","name":"The Gazette"},{"@type":"Organization","@id":"#org","name":"The Gazette"},
 {"@type":"Person","@id":"#ann","name":"Ann Ash"},
 {"@type":["NewsArticle","Article"],"headline":"River floods lower town","datePublished":"2025-02-09T23:10:05+01:00","dateModified":"2025-02-10T08:00:00+01:00",
  "author":[{"@id":"#ann"},{"@type":"Person","name":"Bob Birch"}],"publisher":{"@id":"#org"},"articleSection":"Weather","keywords":["Floods","Rivers"],
  "mainEntityOfPage":"https://example.com/weather/river","inLanguage":"en",},]}</script>`

// pages are heads and tops of pages, and what is read from them: title, day,
// byline, address, section, topics, language, publisher.
var pages = []struct{ name, head, above, want string }{
	{"JSON-LD with @graph", newsArticle, "<h1>River floods lower town</h1>",
		"River floods lower town|2025-02-09T23:10:05+01:00|Ann Ash, Bob Birch|https://example.com/weather/river|Weather|topic:Floods,topic:Rivers|en|The Gazette"},
	{"OpenGraph", `<link rel=canonical href="https://example.com/a?b=1"><meta property="og:title" content="River floods | The Gazette"><meta property="og:site_name" content="The Gazette">
		<meta property="article:published_time" content="2025-02-09T14:10Z"><meta property="article:author" content="https://example.com/ann"><meta property="article:section" content="Weather">
		<meta property="article:tag" content="Floods"><meta property="article:tag" content="Rivers"><meta name=author content="By Ann Ash">`, "",
		"River floods|2025-02-09T14:10Z|Ann Ash|https://example.com/a?b=1|Weather|topic:Floods,topic:Rivers|en|The Gazette"},
	{"microdata", `<title>River floods - The Gazette</title>`, `<article itemscope><h1 itemprop=headline>River floods</h1><span itemprop=author itemscope><span itemprop=name>Ann Ash</span>, reporter</span>
		<time itemprop=datePublished datetime="2025-02-09T14:10:05-05:00">yesterday</time></article>`, "River floods|2025-02-09T14:10:05-05:00|Ann Ash||||en|"},
	{"named meta", `<title>x</title><meta name="DC.title" content="River floods"><meta name="DC.creator" content="Ash, Ann"><meta name="DC.date.issued" content="2025-02-09"><meta name="DC.publisher" content="Gazette"><meta name=news_keywords content="floods, rivers">`, "",
		"River floods|2025-02-09|Ann Ash|||topic:floods,topic:rivers|en|Gazette"},
	{"what is seen", "<title>River floods lower town — The Gazette</title>", "<article><h1>River floods lower town</h1><p class=byline>By Ann Ash and Bob Birch</p><time>9 February 2025</time></article>",
		"River floods lower town|2025-02-09|Ann Ash, Bob Birch||||en|"},
	{"the address", `<meta property=og:url content="https://example.com/2025/02/09/river-floods"><meta property=og:title content="River floods lower town">`, "",
		"River floods lower town|2025-02-09||https://example.com/2025/02/09/river-floods|||en|example.com"},
	{"a change is no publication", `<meta property=og:title content="River floods lower town"><meta property="article:modified_time" content="2025-02-09T14:10Z">`, "<span class='updated-date'>Updated 9 February 2025</span>",
		"River floods lower town||||||en|"},
	{"two readings of a date", `<meta property=og:title content="River floods lower town"><meta name=date content="03/02/2020">`, "", "River floods lower town||||||en|"},
	{"no names", newsHead("admin"), "", "River floods lower town||||||en|The Gazette"},
	{"the publisher as its author", newsHead("The Gazette"), "<h1>River floods lower town</h1><p>By <a href=/ann>Ann Ash</a></p>", "River floods lower town||Ann Ash||||en|The Gazette"},
	{"Username", newsHead("Username"), "", "River floods lower town||||||en|The Gazette"},
	{"a date as byline", newsHead("9 February 2025"), "", "River floods lower town||||||en|The Gazette"},
	{"an agency behind a name", newsHead("Ann Ash, Associated Press"), "", "River floods lower town||Ann Ash||||en|The Gazette"},
	{"a picture's credit is no byline", newsHead("") + "", "<h1>River floods lower town</h1><div><img src=a><span>By Cora Camera</span></div><div>By <a href=/x>Ann Ash</a>, Staff Writer</div>",
		"River floods lower town||Ann Ash||||en|The Gazette"},
	{"canonical is the front page", `<link rel=canonical href="https://example.com/"><meta property=og:url content="https://example.com/a"><title>River floods lower town</title>`, "", "River floods lower town|||https://example.com/a|||en|example.com"},
	{"a logo as h1", "<title>The river floods the lower town in one night · Gazette</title>", "<h1>Gazette</h1>", "The river floods the lower town in one night||||||en|"},
	{"a role behind a name", newsHead("Ann Ash Games Editor"), "", "River floods lower town||Ann Ash||||en|The Gazette"},
	{"cut title", `<meta property=og:title content="River floods lower town as…"><title>x</title>`, "<h1>River floods lower town as rain goes on</h1>", "River floods lower town as rain goes on||||||en|"},
	{"JSON-LD with line breaks and comments", "<script type='application/ld+json'>/*<![CDATA[*/ {\"@type\":\"NewsArticle\",\"headline\":\"River floods\n lower town\",\"datePublished\":\"2025-02-09\"}; /*]]>*/</script>", "",
		"River floods lower town|2025-02-09|||||en|"},
	{"JSON-LD of another article", newsArticle + `<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Other","author":"Other One","datePublished":"2001-01-01","articleBody":"x"}]}</script>`, "<h1>River floods lower town</h1>",
		"River floods lower town|2025-02-09T23:10:05+01:00|Ann Ash, Bob Birch|https://example.com/weather/river|Weather|topic:Floods,topic:Rivers|en|The Gazette"},
}

func newsHead(author string) string {
	return `<script type="application/ld+json">{"@type":"NewsArticle","headline":"River floods lower town","author":{"@type":"Person","name":"` + author + `"},"publisher":{"name":"The Gazette"}}</script>`
}

func TestMetadata(t *testing.T) {
	for _, c := range pages {
		a, err := Article([]byte(pageOf(c.head, c.above, "")), "", "")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := strings.Join([]string{a.Title, a.Published.String(), strings.Join(a.Authors, ", "), a.URL, a.Section, topics(a), a.Language, a.Source}, "|")
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// What is around a text on its page is left out, what belongs to it is marked.
func TestBody(t *testing.T) {
	for _, c := range []struct{ name, above, below, want string }{
		{"plain", "", "", whole},
		{"headline, byline and date above", "<h1>River floods lower town</h1><p>By Ann Ash</p><p>Published 9 February 2025</p><p>3 min read</p>", "", whole},
		{"deck", "<h1>River floods lower town</h1><h3>Two metres in a night, and more rain is on its way</h3>", "", "Two metres in a night, and more rain is on its way\n" + whole},
		{"share bar", "<div class='share-bar'><a>Facebook</a><a>Twitter</a></div>", "<p>Share this article</p>", whole},
		{"newsletter", "", "<div class='NewsletterSignup'><p>Get the morning briefing, which tells you what matters in the lower town each day.</p></div><p>Sign up for our newsletter here</p>", whole},
		{"caption and credit", "<figure><img src=a><figcaption>The lower town on Monday.</figcaption></figure><p>Photo: Cora Camera</p>", "", whole},
		{"links to other articles", "", "<p><a href=/b>Port reopens as the ice melts</a></p><p>Read more: Harvest falls for the third year</p>", whole + "\nrelated> Port reopens as the ice melts\nrelated> Harvest falls for the third year"},
		{"the writer's life", "", "<p>Ann Ash is a reporter in the lower town.</p>", whole},
		{"copyright", "", "<p>Copyright 2025 The Gazette. All rights reserved.</p>", whole},
	} {
		head := `<meta property=og:type content=article><meta name=description content="Two metres in a night, and more rain is on its way"><meta name=author content="Ann Ash"><title>River floods lower town</title>`
		a, err := Article([]byte(pageOf(head, c.above, c.below)), "", "")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := bodyOf(a); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestCharset(t *testing.T) {
	const title = "Річка затопила нижнє місто"
	windows := strings.NewReplacer("Р", "\xd0", "і", "\xb3", "ч", "\xf7", "к", "\xea", "а", "\xe0", "з", "\xe7", "т", "\xf2", "о", "\xee", "п", "\xef", "и", "\xe8", "л", "\xeb", "н", "\xed", "ж", "\xe6", "є", "\xba", "м", "\xec", "с", "\xf1").Replace(title)
	for _, c := range []struct{ name, head, contentType string }{
		{"declared by the server", "", "text/html; charset=windows-1251"},
		{"declared in the page", "<meta charset='windows-1251'>", ""},
		{"in the older form", `<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">`, ""},
		{"declared wrongly", "<meta charset=utf-8>", "text/html"},
	} {
		text := strings.Repeat("<p>"+windows+" "+windows+" "+windows+" "+windows+"</p>", 8)
		a, err := Article([]byte("<html><head>"+c.head+"<title>"+windows+"</title></head><body>"+text+"</body></html>"), "", c.contentType)
		if err != nil || a.Title != title {
			t.Errorf("%s: %q, %v", c.name, a.Title, err)
		}
	}
	a, err := Article([]byte(strings.ReplaceAll(pageOf("<meta charset=iso-8859-1><title>Café à Genève</title>", "", ""), "\r", "")), "", "text/html; charset=iso-8859-1")
	if err != nil || a.Title != "Café à Genève" {
		t.Errorf("UTF-8 under another name: %q, %v", a.Title, err)
	}
}

// A page that its script puts together has its text in JSON-LD only.
func TestBodyOfDescription(t *testing.T) {
	head := `<title>River floods</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"River floods","articleBody":"` + lede + `\n\n` + quote + `\n\n` + last + `"}</script>`
	a, err := Article([]byte("<html><head>"+head+"</head><body><div id=app><p>Please turn on JavaScript.</p></div></body></html>"), "", "")
	if err != nil || bodyOf(a) != lede+"\n"+quote+"\n"+last {
		t.Errorf("%s, %v", bodyOf(a), err)
	}
}

func TestFrontPage(t *testing.T) {
	plain := []byte(pageOf("<title>The Gazette</title>", "", ""))
	content := []byte(pageOf("<title>The Gazette</title>", strings.Repeat("<h2><a href=/a>River floods lower town as the rain goes on and on</a></h2>", 30), ""))
	if _, err := Article(plain, "https://example.com/", ""); err != nil {
		t.Error(err)
	}
	if _, err := Article(content, "https://example.com/", ""); !errors.Is(err, ErrFront) {
		t.Errorf("error %v", err)
	}
	for _, address := range []string{"https://example.com/a", "https://example.com/?p=17", ""} {
		if _, err := Article(content, address, ""); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	err := Read(t.Context(), format.Input{URL: "https://example.com", Body: bytes.NewReader(content)}, func(r format.Record) error {
		if r.Skipped != "front page" || r.Problem != nil {
			t.Errorf("%+v", r)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestRead(t *testing.T) {
	content := pageOf(newsArticle, "", "")
	var got []format.Record
	err := Read(t.Context(), format.Input{Name: "a.html", URL: "https://example.com/weather/river?x#y", Body: strings.NewReader(content)}, func(r format.Record) error {
		got = append(got, r)
		return nil
	})
	if err != nil || len(got) != 1 || string(got[0].Original) != content || got[0].MediaType != "text/html" || got[0].Problem != nil || got[0].Article.Revised.String() != "2025-02-10T08:00:00+01:00" {
		t.Errorf("%+v, %v", got, err)
	}
	for _, c := range []struct{ content, want string }{
		{"<html><head><title>x</title></head><body><script>1</script></body></html>", "holds no text"},
		{"<html>" + strings.Repeat("<div>", 10000), "too deeply"},
		{strings.Repeat("<p>x", maxTags+1), "120,000 tags"},
		{"<html>" + strings.Repeat("x", maxPage), "more than 16 MiB"},
	} {
		if _, err := Article([]byte(c.content), "", ""); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.40q: %v, want %q", c.content, err, c.want)
		}
	}
}

func TestSniff(t *testing.T) {
	for head, want := range map[string]bool{
		"<!DOCTYPE html><html>": true, "\n<!-- c -->\n<HTML lang=en>": true, "<p>One.</p>": true, "\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00": true,
		"<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html xmlns='y'>": true,
		"<rss version='2.0'>": false, "<?xml version=\"1.0\"?><feed>": false, "It rained.": false, "<nitf>": false, "": false, "{}": false,
	} {
		if got := Sniff([]byte(head)); got != want {
			t.Errorf("%q: %t", head, got)
		}
	}
}

// FuzzArticle wants an article that is clean, or an error, in good time.
func FuzzArticle(f *testing.F) {
	for _, c := range pages {
		f.Add([]byte(pageOf(c.head, c.above, "")))
	}
	f.Add([]byte("<script type=application/ld+json>[{\"@type\":\"Article\",\"@id\":\"a\",\"author\":{\"@id\":\"a\"}}]</script><p>x"))
	f.Fuzz(func(t *testing.T, content []byte) {
		var a archive.Article
		var err error
		read := func() time.Duration {
			begun := time.Now()
			a, err = Article(content, "https://example.com/a", "text/html; charset=koi8-r")
			return time.Since(begun)
		}
		if took := read(); took > 2*time.Second && len(content) < 1<<16 && read() > 2*time.Second { // twice: the machine may be busy
			t.Errorf("%s for %d bytes", took, len(content))
		}
		if err != nil {
			return
		}
		if a.Title == "" || len(a.Body) == 0 {
			t.Errorf("neither title nor text: %+v", a)
		}
		for _, p := range a.Body {
			if p.Text == "" || strings.ContainsAny(p.Text, "\n\r\x00") {
				t.Errorf("paragraph %q", p.Text)
			}
		}
	})
}

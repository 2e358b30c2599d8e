package wxr

import (
	"fmt"
	"strings"
	"testing"

	"dateline/archive/reader/format"
	"dateline/archive/reader/formattest"
)

// export is a document of items.
func export(items string) string {
	return `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Evening &amp; Post</title><link>https://post.example</link><language>en-GB</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>jdoe</wp:author_login><wp:author_display_name><![CDATA[Jane Doe]]></wp:author_display_name></wp:author>
<wp:author><wp:author_login>rroe</wp:author_login><wp:author_display_name>rroe</wp:author_display_name><wp:author_first_name>Rita</wp:author_first_name><wp:author_last_name>Roe</wp:author_last_name></wp:author>
` + items + `
</channel></rss>`
}

// read shows what comes of a document, a line each.
func read(t testing.TB, document string) []string {
	t.Helper()
	var lines []string
	err := Read(t.Context(), format.Input{Name: "a.xml", Body: strings.NewReader(document)}, func(rec format.Record) error {
		a := rec.Article
		line := fmt.Sprintf("%d %s %s %q %s", rec.Line, a.Title, a.Published, a.Authors, a.URL)
		for _, p := range a.Body {
			line += " ¶" + string(p.Kind) + " " + p.Text
		}
		for _, e := range a.Entities {
			line += " #" + e.Name
		}
		switch {
		case rec.Problem != nil:
			line = fmt.Sprintf("%d problem %v", rec.Line, rec.Problem)
		case rec.Skipped != "":
			line = fmt.Sprintf("%d skipped %s", rec.Line, rec.Skipped)
		case a.Source != "The Evening & Post" || a.Language != "en":
			t.Errorf("source %q, language %q", a.Source, a.Language)
		}
		if rec.Skipped == "" && rec.Original == nil && rec.Problem == nil {
			t.Error("no original bytes")
		}
		lines = append(lines, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

const state = "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status>"

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, items, want string }{
		{"a post", `<item><title><![CDATA[Floods & fears]]></title><link>https://post.example/floods</link>
<dc:creator><![CDATA[jdoe]]></dc:creator><content:encoded><![CDATA[<!-- wp:paragraph --><p>It rained.</p><!-- /wp:paragraph -->
<h2>Next</h2><p>It stopped.</p>]]></content:encoded>` + state + `
<wp:post_date>2024-06-05 18:04:48</wp:post_date><wp:post_date_gmt>2024-06-05 16:04:48</wp:post_date_gmt>
<category domain="category" nicename="weather">Weather</category><category domain="post_tag" nicename="x">Rivers</category>
<category domain="category" nicename="uncategorized">Sans</category><category domain="post_format" nicename="y">Aside</category></item>`,
			`9 Floods & fears 2024-06-05T18:04:48+02:00 ["Jane Doe"] https://post.example/floods ¶ It rained. ¶heading Next ¶ It stopped. #Weather #Rivers`},
		{"blank lines", `<item><title>A</title>` + state + "<content:encoded>One\nline.\n\nTwo.&lt;pre&gt;a\n\nb&lt;/pre&gt;</content:encoded></item>",
			`9 A  [] ¶ One line. ¶ Two. ¶ a b`},
		{"short codes", `<item><title>A</title>` + state + `<content:encoded><![CDATA[One.[caption id="a"]<img src="x"> A picture[/caption] Two [sic] [1]. [gallery ids="1,2"] [embed]https://x.example/[/embed] [button color="red"]Go[/button] [video] Three.]]></content:encoded></item>`,
			`9 A  [] ¶ One. ¶ Two [sic] [1]. ¶ Go Three.`},
		{"names", `<item><title>A</title>` + state + `<dc:creator>rroe</dc:creator></item><item><title>B</title>` + state + `<dc:creator>admin</dc:creator></item>
<item><title>C</title>` + state + `<dc:creator>jdoe</dc:creator><category domain="author" nicename="cap-x">Mo Lee</category></item>`,
			"9 A  [\"Rita Roe\"] \n9 B  [] \n10 C  [\"Mo Lee\"] "},
		{"dates", `<item><title>A</title>` + state + `<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><pubDate>Tue, 04 Jun 2024 10:00:00 +0000</pubDate></item>` +
			`<item><title>B</title>` + state + `<pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate></item>` +
			`<item><title>C</title>` + state + `<wp:post_date>2024-06-05 18:04:48</wp:post_date></item>`,
			"9 A 2024-06-04T10:00:00Z [] \n9 B  [] \n9 C 2024-06-05T18:04:48 [] "},
		{"skipped", `<item><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status></item><item><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item>` +
			`<item>` + state + `<wp:post_password>x</wp:post_password></item><item><wp:post_type>wp_template</wp:post_type></item><item><wp:post_type>post</wp:post_type><wp:status>hidden</wp:status></item>`,
			"9 skipped attachment\n9 skipped draft\n9 skipped post behind a password\n9 skipped part of the theme\n9 skipped post that is not published"},
		{"a kind of the site's own", `<item><title>A</title><wp:post_type>dispatch</wp:post_type><wp:status>publish</wp:status></item>`, "9 A  [] "},
		{"summary", `<item><title>A</title>` + state + `<excerpt:encoded>In short.</excerpt:encoded></item>`, "9 A  []  ¶ In short."},
		{"title from the text", `<item><title/>` + state + `<content:encoded>It rained.</content:encoded></item>`, "9 It rained.  []  ¶ It rained."},
		{"nothing", `<item>` + state + `</item>`, "9 problem has neither title nor text"},
		{"not closed", `<item><title>A</title>` + state + "\n<item><title>B</title>" + state + `</item>`,
			"9 problem the item that begins here cannot be read: the element is not closed\n10 B  [] "},
		{"CDATA in CDATA", `<item><title>A</title>` + state + `<content:encoded><![CDATA[One <![CDATA[ two ]]> three]]></content:encoded><wp:postmeta><wp:status>draft</wp:status></wp:postmeta></item>`,
			"9 A  []  ¶ One"},
		{"no items", "", "1 problem is a WordPress export that holds no posts; export it again with all content"},
	} {
		if got := strings.Join(read(t, export(c.items)), "\n"); !same(got, c.want) {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// same compares without regard to repeated blanks.
func same(a, b string) bool {
	return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
}

func TestSniff(t *testing.T) {
	for _, c := range []struct {
		head string
		want bool
	}{
		{export(""), true},
		{`<?xml version="1.0"?><rss><channel><wp:wxr_version>1.0</wp:wxr_version>`, true},
		{`<rss version="2.0"><channel><generator>https://wordpress.org/?v=6</generator>`, false},
		{`See http://wordpress.org/export/1.2/ for more.`, false},
	} {
		if Sniff([]byte(c.head)) != c.want {
			t.Errorf("%.60q: not %v", c.head, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	formattest.Fuzz(f, Read,
		export(`<item><title>A</title><link>http://x.example</link>`+state+`<content:encoded><![CDATA[<p>[caption]x[/caption]</p>]]></content:encoded><wp:post_date>2024-06-05 18:04:48</wp:post_date></item>`),
		`<rss xmlns:w="http://wordpress.org/export/1.2/"><item w:x='`)
}

package agencyxml

import (
	"testing"

	"dateline/archive/reader/formattest"
)

const (
	feed = `<?xml version="1.0"?><Answer xmlns="http://tempuri.org/"><error>0</error><List>
<RBNews><NewsID>n-1</NewsID><PublishDate>2024-01-02T10:15:00.397</PublishDate><strapline>NU/STORM</strapline><headline>Storm stops ferries</headline>
<subtitle>No ferry sails.</subtitle><town>Galway</town><origin>/exa/</origin><section>Udland</section><version>2</version><Replaces i:nil="true"/>
<content>&lt;p&gt;A storm stopped every ferry.&lt;/p&gt;&lt;p&gt;Stay in.&lt;/p&gt;</content><Priority>3</Priority>
<IPTCList><a:int>17000000</a:int><a:int>4000000</a:int></IPTCList><byLine>Mary O'Brien</byLine><TilRedaktionen>&lt;p&gt;Adds ferry&lt;/p&gt;</TilRedaktionen></RBNews>
<RBNews><NewsID>n-2</NewsID><headline>Rain</headline><content>It rained.</content><Annuleret>true</Annuleret></RBNews>
</List></Answer>`
	release = `<release id="7" lang="no"><longurl>https://example.com/7</longurl><title>Rain</title><leadtext>All week.</leadtext><body>&lt;p&gt;It rained.&lt;/p&gt;</body>
<embargo>03.01.2024 12:00</embargo><publicationDate>02.01.2024 10:15</publicationDate><contacts><contact><title>Boss</title></contact></contacts>
<categories><category><label>Vær</label></category></categories><keywords>rain, wind</keywords><publisher><name>Met</name><address>x</address></publisher></release>`
)

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, document, want string }{
		{"a feed", feed, `
			line 2: Storm stops ferries
			guid: n-1
			source: exa
			by: Mary O'Brien
			published: 2024-01-02T10:15:00
			version: 2
			slug: NU/STORM
			section: Udland
			place: Galway
			urgency: 3
			note: Adds ferry
			about: topic weather, topic economy, business and finance
			¶ No ferry sails.
			¶ A storm stopped every ferry.
			¶ Stay in.

			line 6: Rain
			guid: n-2
			status: cancelled
			¶ It rained.`},
		{"a press release", release, `
			line 1: Rain
			guid: 7
			url: https://example.com/7
			source: Met
			published: 2024-01-02T10:15
			embargo: 2024-01-03T12:00
			language: no
			about: topic Vær, topic rain, topic wind
			¶ All week.
			¶ It rained.`},
		{"an unknown root", `<?xml version="1.0"?><Export><Header><Title>x</Title></Header><Piece><Head-Line>Rain</Head-Line><Headline>Rain</Headline><Text>It rained.</Text><EmbargoTime>0001-01-01T00:00:00</EmbargoTime></Piece></Export>`, `
			line 1: Rain
			¶ It rained.`},
		{"a picture", `<ContentItem><Headline>Waves</Headline><ContentType>Photo</ContentType><ContentText>A caption.</ContentText></ContentItem>`, `
			line 1: rejected: is a picture without an article's text; only articles are kept here`},
		{"a calendar", `<result><document><title>Match</title><startDate>2024-01-02</startDate><stopDate>2024-01-02</stopDate><content>x</content></document></result>`, `
			line 1: rejected: is an entry in a calendar of events to come, and no article`},
		{"no text", `<Response><Fixtures><Team Name="A"/></Fixtures></Response>`, `
			line 1: rejected: is XML (Response) in which no element holds a text under a name that says so, such as body or content; ask for NewsML-G2, NITF or ninjs instead`},
		{"cut off", `<Response><a>`, `
			line 1: rejected: ends in the middle: it is cut off; get it again, whole`},
	} {
		t.Run(c.name, func(t *testing.T) {
			formattest.Is(t, formattest.Show(t, Read, c.document), c.want)
		})
	}
}

func TestSniff(t *testing.T) {
	for document, want := range map[string]bool{
		`<?xml version="1.0"?><thing/>`: true, `<thing><a/></thing>`: true, `<thing>x</thing>`: true,
		`<html><p>x</p></html>`: false, `<rss version="2.0"></rss>`: false, `<3 is a heart`: false, `<sigh> It rained.`: false, "": false,
	} {
		if got := Sniff([]byte(document)); got != want {
			t.Errorf("%s: %v", document, got)
		}
	}
}

func FuzzRead(f *testing.F) { formattest.Fuzz(f, Read, feed, release, "<x><title>a<body>b") }

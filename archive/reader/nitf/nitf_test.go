package nitf

import (
	"testing"

	"dateline/archive/reader/formattest"
)

const whole = `<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd" [<!ENTITY x "aaaa"><!ENTITY y "&x;&x;&x;&x;">]>
<nitf baselang="en-GB" xmlns="http://iptc.org/std/NITF/2006-10-18/">
<head><title>Storm</title>
<meta name="anpa-keyword" content="Storm-Coast"/><meta name="anpa-category" content="a"/>
<tobject tobject.type="news">
<tobject.subject tobject.subject.refnum="17004000" tobject.subject.type="Weather" tobject.subject.detail="Storm"/>
<tobject.subject tobject.subject.refnum="03000000"/></tobject>
<docdata management-status="usable">
<doc-id id-string="storm-77_3" regsrc="EXA"/><du-key key="storm-77" version="3"/><urgency ed-urg="2"/>
<evloc iso-cc="IE" city="Galway"/>
<date.issue norm="20240102T101500+0000"/><date.release norm="20240102T180000+0000"/>
<ed-msg info="Updates with ferry"/>
<doc.copyright year="2024" holder="Example Agency"/><doc.rights limitations="No resale"/>
<key-list><keyword key="ferries"/></key-list>
<identified-content><person>Ann Lee</person><org value="Met Office"/><location>Galway Bay</location></identified-content>
</docdata></head>
<body><body.head>
<hedline><hl1>Storm stops ferries</hl1><hl2>Islands cut off</hl2></hedline>
<byline>By <person>Mary O'Brien</person>, <byttl>Staff Writer</byttl></byline>
<distributor><org>Example Agency</org></distributor>
<dateline><location><city>Galway</city><country>Ireland</country></location><story.date norm="20240102T090000Z">Jan. 2</story.date></dateline>
<abstract><p>A storm stopped every ferry.</p></abstract></body.head>
<body.content><block>
<p>Caf` + "\xe9" + `s closed, too, in <location>Galway</location> &y;.</p>
<media media-type="image"><media-caption>Waves</media-caption></media>
<hl2>What is next</hl2>
<bq><block><p>Stay in.</p></block></bq>
<ul><li>Boats</li><li>Buses</li></ul>
</block></body.content>
<body.end><tagline>Additional reporting by Joe Bloggs</tagline></body.end></body></nitf>`

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, document, want string }{
		{"a whole document", whole, `
			line 3: Storm stops ferries
			guid: storm-77
			source: Example Agency
			by: Mary O'Brien
			published: 2024-01-02T10:15:00Z
			version: 3
			embargo: 2024-01-02T18:00:00Z
			language: en
			slug: Storm-Coast
			section: a
			place: Galway, Ireland
			urgency: 2
			note: Updates with ferry
			rights: © 2024 Example Agency
			usage: No resale
			about: topic Weather, topic Storm, topic disaster and accident, topic ferries, person Ann Lee, organisation Met Office, place Galway Bay, country Ireland, place Galway
			heading¶ Islands cut off
			¶ A storm stopped every ferry.
			¶ Cafés closed, too, in Galway &y;.
			heading¶ What is next
			quote¶ Stay in.
			item¶ Boats
			item¶ Buses
			¶ Additional reporting by Joe Bloggs`},
		{"a prefix, no head, a byline that is a sub-headline", `<n:nitf xmlns:n="x"><n:body><n:body.head><n:byline>Ready for all scenarios, says minister</n:byline></n:body.head>
			<n:body.content><n:p>It rained all day.</n:p></n:body.content></n:body></n:nitf>`, `
			line 1: It rained all day.
			¶ It rained all day.`},
		{"a template's dates", `<nitf><head><docdata management-status="withheld"><date.release norm="YYYYMMDD000000-HHMM"/></docdata></head>
			<body><body.head><hedline><hl1>Rain</hl1></hedline></body.head></body></nitf>`, `
			line 1: Rain
			status: withheld`},
		{"several in one file, one of them wrong", `<batch><nitf><body><body.content><p>One.</p></body.content></body></nitf>
			<nitf><head><docdata><date.issue norm="20240231T000000Z"/></docdata></head><body><body.content><p>Two.</p></body.content></body></nitf>
			<nitf><body/></nitf></batch>`, `
			line 1: One.
			¶ One.

			line 2: rejected: date "20240231T000000Z": day out of range

			line 3: rejected: has neither a headline nor text: nothing to keep`},
		{"a picture", `<nitf><body><body.content><media media-type="image"><media-caption>Waves</media-caption></media></body.content></body></nitf>`, `
			line 1: rejected: is a picture or other medium without an article's text; only articles are kept here`},
		{"cut off", `<nitf><body><body.content><p>It rai`, `
			line 1: rejected: ends in the middle: it is cut off; get it again, whole`},
		{"nothing of the kind", `<a/>`, `
			line 1: rejected: holds no NITF document; nothing in it is an article`},
	} {
		t.Run(c.name, func(t *testing.T) {
			formattest.Is(t, formattest.Show(t, Read, c.document), c.want)
		})
	}
}

func FuzzRead(f *testing.F) {
	formattest.Fuzz(f, Read, whole, "<nitf><body><p>One.<p>Two.", "<nitf><![CDATA[<p>x")
}

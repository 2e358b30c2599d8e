package newsmlg2

import (
	"testing"

	"dateline/archive/reader/formattest"
)

// item is a news item of the given parts.
func item(attributes, meta, content, set string) string {
	return `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" standard="NewsML-G2" standardversion="2.30" conformance="power" ` + attributes + `>
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_34.xml"/>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="EXA"><name>Example Agency</name></provider>` + meta + `</itemMeta>
<contentMeta>` + content + `</contentMeta>` + set + `</newsItem>`
}

const whole = `<?xml version="1.0" encoding="UTF-8"?>
<g:newsMessage xmlns:g="http://iptc.org/std/nar/2006-10-01/" xmlns:h="http://www.w3.org/1999/xhtml"><g:header><g:sent>2024-01-02T10:00:00Z</g:sent></g:header><g:itemSet>
<g:newsItem guid="urn:newsml:example.com:20240102:storm" version="7" xml:lang="en-GB">
<g:rightsInfo><g:copyrightHolder literal="Example"/><g:copyrightNotice>Copyright 2024 Example</g:copyrightNotice><g:usageTerms>No archives</g:usageTerms></g:rightsInfo>
<g:itemMeta><g:itemClass qcode="ninat:text"/><g:provider qcode="prov:EXA"><g:name>Example Agency</g:name></g:provider>
<g:versionCreated>2024-01-02T10:15:00+01:00</g:versionCreated><g:firstCreated>2024-01-02T09:15:00+01:00</g:firstCreated>
<g:embargoed>2024-01-02T18:00:00+01:00</g:embargoed><g:pubStatus qcode="stat:usable"/><g:service><g:name>World</g:name></g:service>
<g:edNote>Adds ferry</g:edNote><g:edNote pubconstraint="x:nonpublic">Call 0123</g:edNote></g:itemMeta>
<g:contentMeta><g:urgency>2</g:urgency><g:contentCreated>2024-01-02</g:contentCreated>
<g:located qcode="city:1"><g:name>Galway</g:name></g:located>
<g:slugline separator="-">STORM-COAST</g:slugline><g:headline role="hld:subHeadline">Islands cut off</g:headline><g:headline>Storm stops ferries</g:headline>
<g:dateline>GALWAY, Jan 2 (EXA) -</g:dateline><g:by>By Mary O'Brien and Joe Bloggs, EXA</g:by>
<g:subject qcode="subj:17004000"/><g:subject type="cpnat:abstract" qcode="medtop:20000001"><g:name xml:lang="de">Fähren</g:name><g:name xml:lang="en">ferries</g:name></g:subject>
<g:subject type="cpnat:person" qcode="p:1"/><g:subject type="cpnat:organisation"><g:name>Met Office</g:name></g:subject>
<g:subject type="cpnat:geoArea" qcode="c:7"><g:name>Irland</g:name><g:sameAs qcode="iso3166-1a2:IE"/></g:subject>
<g:subject qcode="own:4711"/><g:keyword>islands</g:keyword></g:contentMeta>
<g:assert qcode="p:1"><g:name>Ann Lee</g:name></g:assert>
<g:contentSet><g:inlineXML contenttype="application/xhtml+xml"><h:html><h:head><h:title>x</h:title></h:head><h:body>
<h:header><h:ul><h:li>STORM</h:li></h:ul><h:h1>Storm stops ferries</h:h1></h:header>
<h:p>GALWAY (EXA) - A storm stopped every <h:b>ferry</h:b>.</h:p><h:h2>What is next</h:h2><h:p>Stay in.</h:p></h:body></h:html></g:inlineXML></g:contentSet></g:newsItem>
<g:newsItem guid="urn:newsml:example.com:20240102:photo"><g:itemMeta><g:itemClass qcode="ninat:picture"/></g:itemMeta><g:contentMeta><g:headline>Waves</g:headline></g:contentMeta></g:newsItem>
<g:packageItem guid="x"/></g:itemSet></g:newsMessage>`

var nitfItem = item(`guid="tag:example.com,2024:a" version="1"`, `<pubStatus qcode="stat:canceled"/><embargoed/>`, `<contentCreated>1998-05-01T10:00:00Z</contentCreated>`,
	`<contentSet><inlineXML contenttype="application/nitf+xml"><nitf><body><body.head><hedline><hl1>Old rain</hl1></hedline></body.head><body.content><p>It rained.</p></body.content></body></nitf></inlineXML></contentSet>`)

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, document, want string }{
		{"a message", whole, `
			line 3: Storm stops ferries
			guid: urn:newsml:example.com:20240102:storm
			source: Example Agency
			by: Mary O'Brien + Joe Bloggs
			published: 2024-01-02T09:15:00+01:00
			revised: 2024-01-02T10:15:00+01:00
			version: 7
			embargo: 2024-01-02T18:00:00+01:00
			language: en
			slug: STORM-COAST
			section: World
			place: GALWAY
			urgency: 2
			note: Adds ferry
			rights: Copyright 2024 Example
			usage: No archives
			about: topic weather, topic ferries, person Ann Lee, organisation Met Office, country Ireland, topic islands
			¶ GALWAY (EXA) - A storm stopped every ferry.
			heading¶ What is next
			¶ Stay in.

			line 21: rejected: is a picture without an article's text; only articles are kept here

			line 22: rejected: is a package: it only lists other items; no article is in it`},
		{"NITF inside, an old text, cancelled", nitfItem, `
			line 1: Old rain
			guid: tag:example.com,2024:a
			source: Example Agency
			published: 1998-05-01T10:00:00Z
			version: 1
			status: cancelled
			¶ It rained.`},
		{"an embargo without an end", item(`guid="g"`, `<embargoed/>`, `<headline>Rain</headline><slugline>RAIN</slugline>`, `<contentSet/>`), `
			line 1: Rain
			guid: g
			source: Example Agency
			status: withheld
			slug: RAIN
			note: under embargo until its publisher lifts it: no end is given`},
		{"plain text that holds tags", item(`guid="b"`, `<firstCreated>2024-01-02T09:15:00Z</firstCreated>`, `<headline>Rain</headline><description role="drol:summary">All day.</description>`,
			`<contentSet><inlineData contenttype="text/plain">&lt;p&gt;It rained &lt;endash&gt;-&lt;/endash&gt; all week.&lt;/p&gt;</inlineData></contentSet>`), `
			line 1: Rain
			guid: b
			source: Example Agency
			published: 2024-01-02T09:15:00Z
			¶ All day.
			¶ It rained - all week.`},
		{"a dialect of elements in capitals", item(`guid="c"`, ``, `<headline>Rain</headline>`,
			`<contentSet><inlineXML contenttype="application/x+xml"><BODY><TEXT><RUBRIK>Rain</RUBRIK><INGRESS><P>One.</P></INGRESS><MELLIS>Then</MELLIS><CITAT>Two.</CITAT><P>Three <PERSON>Ann Lee</PERSON> <ORG>Met</ORG>.</P></TEXT></BODY></inlineXML></contentSet>`), `
			line 1: Rain
			guid: c
			source: Example Agency
			¶ One.
			heading¶ Then
			¶ Two.
			¶ Three Ann Lee Met.`},
		{"sports results", item(`guid="d"`, ``, `<headline>A 1 B 2</headline>`, `<contentSet><inlineXML><sports-content>1</sports-content></inlineXML></contentSet>`), `
			line 1: rejected: holds a table of sports results (SportsML); only articles are kept here`},
		{"no content", item(`guid="e"`, ``, `<headline>Rain</headline>`, ``), `
			line 1: rejected: has no content, only metadata: get the item with its content`},
		{"text in another file", item(`guid="h"`, ``, `<headline>Rain</headline>`, `<contentSet><remoteContent href="a.xml" contenttype="application/nitf+xml"/></contentSet>`), `
			line 1: rejected: holds no text, only a link to it (remoteContent): get that file and import it`},
		{"only a headline, with a picture", item(`guid="i"`, ``, `<headline>Rain</headline>`, `<contentSet><remoteContent href="a.jpg" contenttype="image/jpeg"/></contentSet>`), `
			line 1: Rain
			guid: i
			source: Example Agency`},
		{"a version of XML that is not 1.0, elements that do not end, a date of no use", `<?xml version="1.1"?>` + item(`guid="j"`, `<versionCreated>2024-99-99</versionCreated><firstCreated>2024-01-02</firstCreated>`, `<headline>Rain</headline>`,
			`<contentSet><inlineXML contenttype="application/xhtml+xml"><html><body><p>One<br>two.<br><br>Three.</p></body></html></inlineXML></contentSet>`), `
			line 1: Rain
			guid: j
			source: Example Agency
			published: 2024-01-02
			¶ One two.
			¶ Three.`},
		{"a date that cannot be", item(`guid="f"`, `<firstCreated>2024-13-01T00:00:00Z</firstCreated>`, ``, ``), `
			line 1: rejected: date "2024-13-01T00:00:00Z": month out of range`},
		{"a plan", `<planningItem/>`, `
			line 1: rejected: is a plan of coverage; no article is in it`},
		{"a message without items", `<newsMessage><header/></newsMessage>`, `
			line 1: rejected: holds no NewsML-G2 news item; nothing in it is an article`},
	} {
		t.Run(c.name, func(t *testing.T) {
			formattest.Is(t, formattest.Show(t, Read, c.document), c.want)
		})
	}
}

func FuzzRead(f *testing.F) {
	formattest.Fuzz(f, Read, whole, nitfItem, "<newsItem><contentSet><inlineXML><html><body><p>x")
}

package newsml1

import (
	"testing"

	"dateline/archive/reader/formattest"
)

// item is a news item with one top component.
func item(id, manage, component string) string {
	return `<NewsItem xml:lang="en"><Identification><NewsIdentifier><ProviderId>example.com</ProviderId><DateId>20240102</DateId><NewsItemId>` + id + `</NewsItemId>
<RevisionId PreviousRevision="1" Update="N">2</RevisionId><PublicIdentifier>urn:newsml:example.com:20240102:` + id + `:2</PublicIdentifier></NewsIdentifier><NameLabel>label</NameLabel></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20240102T091500+0100</FirstCreated><ThisRevisionCreated>20240102T101500+0100</ThisRevisionCreated>` + manage + `</NewsManagement>
` + component + `</NewsItem>`
}

var whole = `<?xml version="1.0"?><NewsML Version="1.2"><NewsEnvelope><DateAndTime>20240102T100000Z</DateAndTime></NewsEnvelope>` +
	item("storm", `<Status FormalName="Usable"/><Urgency FormalName="3"/>`, `<NewsComponent>
<TopicSet><Topic><FormalName Scheme="S">F1</FormalName><Description xml:lang="fr" Variant="Name">Traversiers</Description><Description xml:lang="en" Variant="Name">Ferries</Description></Topic></TopicSet>
<NewsLines><HeadLine>Storm stops ferries</HeadLine><ByLine>By Mary O'Brien</ByLine><DateLine>Galway, Jan 2, 2024 (EXA) -</DateLine><CopyrightLine>(c) Example</CopyrightLine><SlugLine>Storm-coast</SlugLine>
<KeywordLine>islands</KeywordLine><NewsLine><NewsLineType FormalName="AdvisoryLine"/><NewsLineText>ADDS ferry</NewsLineText></NewsLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="EXA"/></Provider></AdministrativeMetadata>
<DescriptiveMetadata><Language FormalName="en"/><SubjectCode><SubjectMatter FormalName="17004000" cat="WEA"/><SubjectDetail FormalName="F1"/></SubjectCode>
<Location HowPresent="Event"><Property FormalName="Country" Value="IRL"/><Property FormalName="City" Value="Galway"/></Location>
<Property FormalName="Keyword" Value="wind;rain"/></DescriptiveMetadata>
<ContentItem><MediaType FormalName="Text"/><Format FormalName="NITF3.1"/><DataContent><nitf><body><body.content><p>   A storm stopped every ferry.</p></body.content></body></nitf></DataContent></ContentItem>
<NewsComponent><Role FormalName="Caption"/><ContentItem><DataContent>Waves</DataContent></ContentItem></NewsComponent>
</NewsComponent>`) + `</NewsML>`

// Two languages, the parts of a text in components of their own, a picture.
var languages = `<NewsML>` + item("two", `<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>20240103T000000Z</DateAndTime></StatusWillChange>`, `<NewsComponent EquivalentsList="yes">
<NewsComponent xml:lang="en"><NewsLines><HeadLine>Rain</HeadLine></NewsLines>
 <NewsComponent><Role FormalName="Lead"/><ContentItem><DataContent>All week.</DataContent></ContentItem></NewsComponent>
 <NewsComponent><Role FormalName="Body"/><ContentItem><DataContent><![CDATA[<P>It rained.</P><P>And rained.</P>]]></DataContent></ContentItem></NewsComponent>
 <NewsComponent><Role FormalName="Image"/><ContentItem Href="a.jpg"><MimeType FormalName="image/jpeg"/></ContentItem></NewsComponent></NewsComponent>
<NewsComponent xml:lang="fr"><NewsLines><HeadLine>Pluie</HeadLine></NewsLines><ContentItem><DataContent>Il a plu.</DataContent></ContentItem></NewsComponent>
</NewsComponent>`) + `</NewsML>`

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, document, want string }{
		{"a story with NITF", whole, `
			line 1: Storm stops ferries
			guid: urn:newsml:example.com:20240102:storm
			source: EXA
			by: Mary O'Brien
			published: 2024-01-02T09:15:00+01:00
			revised: 2024-01-02T10:15:00+01:00
			version: 2
			language: en
			slug: Storm-coast
			section: WEA
			place: Galway
			urgency: 3
			note: ADDS ferry
			rights: (c) Example
			about: topic weather, topic Ferries, country Ireland, place Galway, topic wind, topic rain, topic islands
			¶ A storm stopped every ferry.`},
		{"languages, roles, an embargo with an end", languages, `
			line 1: Rain
			guid: urn:newsml:example.com:20240102:two#en
			source: example.com
			published: 2024-01-02T09:15:00+01:00
			revised: 2024-01-02T10:15:00+01:00
			version: 2
			embargo: 2024-01-03T00:00:00Z
			language: en
			slug: label
			¶ All week.
			¶ It rained.
			¶ And rained.

			line 1: Pluie
			guid: urn:newsml:example.com:20240102:two#fr
			source: example.com
			published: 2024-01-02T09:15:00+01:00
			revised: 2024-01-02T10:15:00+01:00
			version: 2
			embargo: 2024-01-03T00:00:00Z
			language: fr
			slug: label
			¶ Il a plu.`},
		{"a sound, and a story that its agency cancels", `<NewsML>` + item("s", `<Status FormalName="Usable"/>`, `<NewsComponent><NewsLines><HeadLine>Quote</HeadLine></NewsLines>
			<ContentItem Href="a.mp3"><MimeType FormalName="audio/mpeg3"/></ContentItem></NewsComponent>`) +
			item("k", `<Status FormalName="Canceled"/>`, `<NewsComponent><NewsLines><HeadLine>KILL</HeadLine></NewsLines></NewsComponent>`) + `</NewsML>`, `
			line 1: rejected: is a sound recording without an article's text; only articles are kept here

			line 5: KILL
			guid: urn:newsml:example.com:20240102:k
			source: example.com
			published: 2024-01-02T09:15:00+01:00
			revised: 2024-01-02T10:15:00+01:00
			version: 2
			status: cancelled
			language: en
			slug: label`},
		{"only an envelope", `<NewsML><NewsEnvelope/></NewsML>`, `
			line 1: rejected: holds no NewsML news item; nothing in it is an article`},
		{"no component", `<NewsML><NewsItem/></NewsML>`, `
			line 1: rejected: has no news component: there is nothing in it to read`},
	} {
		t.Run(c.name, func(t *testing.T) {
			formattest.Is(t, formattest.Show(t, Read, c.document), c.want)
		})
	}
}

func FuzzRead(f *testing.F) {
	formattest.Fuzz(f, Read, whole, languages)
}

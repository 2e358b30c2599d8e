package ninjs

import (
	"context"
	"testing"
	"time"

	"dateline/archive/reader/format"
	"dateline/archive/reader/formattest"
)

// read gives one object to Articles, as the JSON reader does.
func read(_ context.Context, in format.Input, yield format.Yield) error {
	raw, err := format.All(in)
	if err != nil {
		return err
	}
	articles, ours, err := Articles(raw)
	if err != nil {
		return yield(format.Record{Original: raw, Problem: err})
	}
	if !ours {
		return nil
	}
	for _, a := range articles {
		if err := yield(format.Record{Original: raw, Article: a}); err != nil {
			return err
		}
	}
	return nil
}

const (
	first = `{"guid":"urn:example:1","type":"text","version":"4","versioncreated":"2024-01-02T10:15:00+0100","firstcreated":"2024-01-01T08:00:00Z",
 "pubstatus":"usable","urgency":3,"language":"en-GB","headline":"Storm stops <b>ferries</b>","byline":"By Mary O'Brien, EXA","located":"Galway, Ireland","slugline":"STORM",
 "copyrightnotice":"(c) Example","usageterms":["No archives.","No resale."],"ednote":"Adds ferry","source":"Example Agency","service":[{"code":"w","name":"World"}],
 "embargoed":"2024-01-02T18:00:00+00:00","description_text":"No ferry sails.",
 "subject":[{"code":"17004000"},{"code":"x","name":"Ferries"}],"person":[{"name":"Ann Lee"}],"organisation":[{"name":"Met Office"}],"place":[{"name":"Ireland"},{"name":"Galway"}],
 "keywords":["#islands"],"body_html":"<p>A storm stopped every ferry.</p><p>Stay in.</p>","body_text":"other","associations":{"a":{"type":"picture","uri":"p","versioncreated":"2024-01-02T10:15:00Z"}}}`
	third = `{"uri":"https://example.com/news/2","type":"text","versionCreated":"2024-01-02T10:15:00Z","pubStatus":"withheld","by":"Frances d'Emilio",
 "headlines":[{"role":"short","value":"Rain"},{"role":"main","value":"Rain all week"}],"bodies":[{"contentType":"text/plain","value":"It rained."},{"contentType":"text/html","value":"<html><head><title>x</title></head><body class=\"b\"><p>It <i>rained</i>.</p></body></html>"}],
 "people":[{"name":"Ann Lee"}],"places":[{"literal":"IE","name":"Ireland"}],"copyrightHolder":"Example"}`
)

func TestArticles(t *testing.T) {
	for _, c := range []struct{ name, document, want string }{
		{"ninjs 1", first, `
			line 0: Storm stops ferries
			guid: urn:example:1
			source: Example Agency
			by: Mary O'Brien
			published: 2024-01-01T08:00:00Z
			revised: 2024-01-02T10:15:00+01:00
			version: 4
			embargo: 2024-01-02T18:00:00Z
			language: en
			slug: STORM
			section: World
			place: Galway, Ireland
			urgency: 3
			note: Adds ferry
			rights: (c) Example
			usage: No archives. No resale.
			about: person Ann Lee, organisation Met Office, country Ireland, place Galway, topic weather, topic Ferries, topic islands
			¶ No ferry sails.
			¶ A storm stopped every ferry.
			¶ Stay in.`},
		{"ninjs 3", third, `
			line 0: Rain all week
			guid: https://example.com/news/2
			url: https://example.com/news/2
			source: Example
			by: Frances d'Emilio
			published: 2024-01-02T10:15:00Z
			revised: 2024-01-02T10:15:00Z
			status: withheld
			rights: © Example
			about: person Ann Lee, country Ireland
			¶ It rained.`},
		{"NITF inside", `{"uri":"a","versionCreated":"2024-01-02T10:15:00Z","bodies":[{"role":"nitf","value":"<nitf><body><body.head><hedline><hl1>Rain</hl1></hedline></body.head><body.content><p>It rained.</p></body.content></body></nitf>"}]}`, `
			line 0: Rain
			guid: a
			published: 2024-01-02T10:15:00Z
			revised: 2024-01-02T10:15:00Z
			¶ It rained.`},
		{"wrapped by AP", `{"data":{"item":{"uri":"a","type":"text","versioncreated":"2024-01-02T10:15:00Z","headline":"Rain","provider":"AP","body_text":"It rained."}}}`, `
			line 0: Rain
			guid: a
			source: AP
			published: 2024-01-02T10:15:00Z
			revised: 2024-01-02T10:15:00Z
			¶ It rained.`},
		{"a package of texts", `{"uri":"p","type":"composite","versioncreated":"2024-01-02T10:15:00Z","headline":"Both","associations":{
			"b":{"uri":"b","type":"text","headline":"Two","body_text":"Second text."},"a":{"uri":"a","type":"text","headline":"One","body_text":"First text."},"c":{"uri":"c","type":"picture","headline":"C"}}}`, `
			line 0: One
			guid: a
			¶ First text.

			line 0: Two
			guid: b
			¶ Second text.`},
		{"a picture", `{"uri":"a","type":"picture","versioncreated":"2024-01-02T10:15:00Z","headline":"Waves","body_text":"A caption."}`, `
			line 0: rejected: is a picture without an article's text; only articles are kept here`},
		{"an event", `{"uri":"a","title":"Match","eventDetails":{"dates":{}}}`, `
			line 0: rejected: is an event without an article's text; only articles are kept here`},
		{"only links", `{"uri":"a","type":"text","versioncreated":"2024-01-02T10:15:00Z","headline":"Rain","renditions":{"nitf":{"href":"x"}}}`, `
			line 0: rejected: holds no text, only links to it as renditions: get one of these, such as the NITF, and import that`},
		{"a schema", `{"$schema":"http://json-schema.org/draft-07/schema#","title":"ninjs","properties":{"pubstatus":{}}}`, `
			line 0: rejected: is a JSON schema, the description of a format; no article is in it`},
		{"a date that cannot be", `{"uri":"a","versioncreated":"2024-02-31T10:15:00Z","headline":"Rain"}`, `
			line 0: rejected: date "2024-02-31T10:15:00Z": day out of range`},
		{"killed, with nothing but its id", `{"guid":"a","pubstatus":"canceled","versioncreated":"2024-01-02T10:15:00Z"}`, `
			line 0:
			guid: a
			published: 2024-01-02T10:15:00Z
			revised: 2024-01-02T10:15:00Z
			status: cancelled`},
		{"another kind of object", `{"title":"Rain","text":"It rained.","pubstatus":1}`, ``},
	} {
		t.Run(c.name, func(t *testing.T) {
			formattest.Is(t, formattest.Show(t, read, c.document), c.want)
		})
	}
}

// A package whose items hold packages ends.
func TestNested(t *testing.T) {
	document := `{"uri":"p","type":"composite","versioncreated":"2024-01-02T10:15:00Z","associations":`
	for range 10 {
		document = `{"data":` + document
	}
	begun := time.Now()
	formattest.Show(t, read, document)
	if time.Since(begun) > 10*time.Second {
		t.Error("slow")
	}
}

func FuzzRead(f *testing.F) {
	formattest.Fuzz(f, read, first, third)
}

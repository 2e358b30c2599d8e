// Package ninjs reads news items in JSON as the IPTC defines them, ninjs 1.0 to 3.0,
// and as agencies and Superdesk extend and wrap them.
//
// It is a dialect of JSON and not a format of its own: the JSON reader, which
// finds the objects in a stream, asks here what each of them is.
package ninjs

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"dateline/archive"
	"dateline/archive/reader/field"
	"dateline/archive/reader/wire"
)

// item is an object of ninjs, its members by name in lower case: the versions
// differ in that, too.
type item map[string]any

// marks are members that hardly anything but news items has.
var marks = []string{"versioncreated", "pubstatus", "contentcreated", "eventdetails", "schema"}

// Likely says that a record may be a news item; the others need not be parsed
// again.
func Likely(rec field.Record) bool {
	for _, name := range marks {
		if _, ok := rec[name]; ok {
			return true
		}
	}
	_, wrapped := rec["data"].(map[string]any)
	return wrapped
}

// Articles makes articles of the bytes of an object. Ours is false for an object
// that is no news item; the error says why a news item is no article.
func Articles(raw []byte) (articles []archive.Article, ours bool, err error) {
	var object map[string]any
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	if dec.Decode(&object) != nil {
		return nil, false, nil
	}
	top := lower(object)
	if top["$schema"] != nil && (top["properties"] != nil || top["allof"] != nil || top["$id"] != nil) {
		return nil, true, errors.New("is a JSON schema, the description of a format; no article is in it")
	}
	it, ok := find(top)
	if !ok {
		return nil, false, nil
	}
	articles, err = it.articles()
	return articles, true, err
}

func lower(object map[string]any) item {
	it := make(item, len(object))
	for name, value := range object {
		name = strings.ToLower(name)
		if _, twice := it[name]; !twice {
			it[name] = value
		}
	}
	return it
}

// find gives the news item that an object is, or that it wraps as AP's answers do.
func find(it item) (item, bool) {
	for range 3 {
		if it.isNews() {
			return it, true
		}
		inner, ok := it["item"].(map[string]any)
		if !ok {
			inner, ok = it["data"].(map[string]any)
		}
		if !ok {
			return nil, false
		}
		it = lower(inner)
	}
	return nil, false
}

func (it item) isNews() bool {
	if it.text("uri", "guid") == "" {
		return false
	}
	for _, name := range []string{"versioncreated", "pubstatus", "contentcreated", "eventdetails"} {
		if it[name] != nil {
			return true
		}
	}
	return false
}

// articles reads an item, or the texts in a package that has none of its own.
func (it item) articles() ([]archive.Article, error) {
	a, err := it.article()
	if err == nil {
		return []archive.Article{a}, nil
	}
	if none := (noText{}); it.text("type") != "composite" || !errors.As(err, &none) {
		return nil, err
	}
	var out []archive.Article
	for _, inner := range it.associations() {
		if inner.text("type") != "text" || inner.text("uri", "guid") == "" {
			continue
		}
		if a, err := inner.article(); err == nil && len(a.Body) > 0 {
			out = append(out, a)
		}
	}
	if len(out) == 0 {
		return nil, err
	}
	return out, nil
}

// article reads one item.
func (it item) article() (archive.Article, error) {
	a := archive.Article{
		GUID:     it.text("guid", "uri"),
		Title:    it.line("headline", "headlines", "title", "name"),
		Language: wire.Language(it.text("language")),
		Source:   it.line("source", "provider", "copyrightholder", "infosources", "infosource"),
		Status:   wire.Status(it.text("pubstatus")),
		Wire: archive.Wire{
			Slug:             it.line("slugline", "slug"),
			Section:          it.line("section", "service", "anpa_category", "sector"),
			Place:            wire.Place(it.place()),
			Rights:           wire.Rights(it.line("copyrightnotice"), it.line("copyrightholder")),
			Usage:            it.joined("usageterms"),
			Note:             it.joined("ednote"),
			Urgency:          wire.Urgency(it.text("urgency")),
			PublisherVersion: it.text("version"),
		},
	}
	a.URL = page(it.text("url", "uri"))
	a.Authors = it.authors(a.Source)
	a.Entities = it.entities()
	dates := wire.Dates{
		Published: []string{it.text("firstpublished"), it.text("datetime"), it.text("firstcreated"), it.text("contentcreated")},
		Revised:   it.text("versioncreated"),
		Embargo:   it.text("embargoed", "embargo"),
	}
	if err := dates.Set(&a); err != nil {
		return a, err
	}
	class := wire.Content(it.text("type"))
	if it["eventdetails"] != nil {
		class = "an event"
	}
	if err := it.fillBody(&a); err != nil {
		return a, err
	}
	if wire.IsPicture(class) || class == "an event" || class == "a plan of coverage" || class != "" && len(a.Body) == 0 {
		return a, noText{wire.ErrNoText(class)}
	}
	a.Body = wire.Body(a.Title, a.Body, it.lead())
	if len(a.Body) == 0 && a.Status == archive.Usable && it["renditions"] != nil {
		return a, errors.New("holds no text, only links to it as renditions: get one of these, such as the NITF, and import that")
	}
	return a, wire.Finish(&a)
}

// noText is the problem of an item of another kind that has no text.
type noText struct{ error }

// page is an id that is the address of a page, not of a programming interface.
func page(uri string) string {
	if !strings.HasPrefix(uri, "http") || strings.Contains(uri, "//api.") || strings.Contains(uri, "/api/") {
		return ""
	}
	return field.Address(uri)
}

// authors are those of the by-line, else those listed.
func (it item) authors(source string) []string {
	for _, name := range []string{"byline", "by"} {
		if names := wire.Byline(it.text(name), source); len(names) > 0 {
			return names
		}
	}
	var names []string
	for _, list := range []string{"bylines", "authors"} {
		for _, who := range it.objects(list) {
			line := wire.First(who.text("name", "byline"), strings.TrimSpace(who.text("firstname")+" "+who.text("lastname")))
			names = append(names, wire.Byline(line, source)...)
		}
		if len(names) > 0 {
			break
		}
	}
	return names
}

// place is that of the dateline.
func (it item) place() string {
	if located := it.text("located", "dateline"); located != "" {
		return located
	}
	if in, ok := it["datelinelocation"].(map[string]any); ok {
		at := lower(in)
		return wire.First(at.text("city"), at.text("name"))
	}
	return ""
}

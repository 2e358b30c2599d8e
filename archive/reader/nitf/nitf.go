// Package nitf reads the News Industry Text Format of the IPTC, versions 2.5 to
// 3.6, on its own or inside NewsML.
package nitf

import (
	"context"
	"strings"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/archive/reader/field"
	"dateline/archive/reader/format"
	"dateline/archive/reader/wire"
	"dateline/archive/reader/xmltree"
)

// Sniff says that an input is an NITF document.
func Sniff(head []byte) bool { return xmltree.Sniff(head, "nitf") }

// Read reads every nitf element of an input as an article.
func Read(ctx context.Context, in format.Input, yield format.Yield) error {
	return xmltree.Read(ctx, in, "NITF document", map[string]xmltree.Maker{"nitf": xmltree.One(Article)}, yield)
}

// Article makes an article of a nitf element.
func Article(root *xmltree.Node) (archive.Article, error) {
	a := archive.Article{}
	if err := Fill(&a, root); err != nil {
		return a, err
	}
	if len(a.Body) == 0 && root.Find("media") != nil {
		return a, wire.ErrNoText("a picture or other medium")
	}
	return a, wire.Finish(&a)
}

// Fill adds what a nitf element says to an article, and leaves what that has.
func Fill(a *archive.Article, root *xmltree.Node) error {
	head, body := root.First("head"), root.First("body")
	if body == nil {
		body = root // a fragment inside NewsML
	}
	about := body.First("body.head")
	doc := head.First("docdata")
	meta := metaOf(head)

	wire.Set(&a.Title, about.Value("hedline/hl1"), about.Value("hedline"), head.Value("title"))
	wire.Set(&a.Language, field.Language(wire.First(root.Attr("baselang"), root.Attr("lang"), body.Attr("lang"))))
	wire.Set(&a.Source, about.Value("distributor/org"), about.Value("distributor"), doc.First("del-list/from-src").Attr("src-name"),
		meta["source"], doc.First("doc-id").Attr("regsrc"), doc.First("doc.copyright").Attr("holder"))
	wire.Set(&a.GUID, idOf(doc))
	if len(a.Authors) == 0 {
		a.Authors = authors(about, a.Source)
	}
	setWire(a, head, about, meta)
	a.Entities = concepts(a.Entities, head)
	if status := doc.Attr("management-status"); a.Status == "" && status != "" {
		a.Status = wire.Status(status)
	}
	if len(a.Body) == 0 {
		a.Body = bodyOf(a.Title, body)
	}
	if !a.Published.IsZero() {
		return nil
	}
	dates := wire.Dates{Published: []string{
		doc.First("date.issue").Attr("norm"), head.First("pubdata").Attr("date.publication"),
		about.First("dateline/story.date").Attr("norm"), about.Value("dateline/story.date"), meta["timestamp"],
	}}
	issued, release := dates.Published[0], doc.First("date.release").Attr("norm")
	if release != issued && strings.Trim(release, "0123456789TZ:+- .") == "" { // a template's "YYYYMMDD" is none
		dates.Embargo = release
	}
	return dates.Set(a)
}

// idOf is the id that all versions of a document share. Some publishers add to
// it, in the id of each version.
func idOf(doc *xmltree.Node) string {
	id, key := doc.First("doc-id").Attr("id-string"), doc.First("du-key").Attr("key")
	if key != "" && strings.HasPrefix(id, key) {
		return key
	}
	return id
}

// metaOf gathers the meta elements by name in lower case.
func metaOf(head *xmltree.Node) map[string]string {
	meta := make(map[string]string)
	for m := range head.All("meta") {
		if name := strings.ToLower(m.Attr("name")); meta[name] == "" {
			meta[name] = m.Attr("content")
		}
	}
	return meta
}

func setWire(a *archive.Article, head, about *xmltree.Node, meta map[string]string) {
	doc := head.First("docdata")
	wire.Set(&a.Slug, meta["anpa-keyword"], meta["slugline"], meta["slug"], meta["ntbstikkord"])
	wire.Set(&a.Section, head.First("pubdata").Attr("position.section"), meta["section"], meta["anpa-category"], meta["category"], sectionOf(head.First("tobject").Attr("tobject.type")))
	wire.Set(&a.Place, wire.Place(datelineOf(about.First("dateline"))))
	wire.Set(&a.Rights, copyright(doc.First("doc.copyright")))
	wire.Set(&a.Usage, doc.First("doc.rights").Attr("limitations"), doc.First("doc.rights").Attr("type"))
	wire.Set(&a.Note, doc.First("ed-msg").Attr("info"), doc.Value("ed-msg"), head.First("revision-history").Attr("comment"))
	wire.Set(&a.PublisherVersion, doc.First("du-key").Attr("version"))
	if a.Urgency == 0 {
		a.Urgency = wire.Urgency(wire.First(doc.First("urgency").Attr("ed-urg"), head.First("urgency").Attr("ed-urg"), meta["priority"]))
	}
}

// sectionOf leaves out the one value that the standard foresees for most.
func sectionOf(kind string) string {
	if strings.EqualFold(kind, "news") {
		return ""
	}
	return kind
}

func copyright(c *xmltree.Node) string {
	holder, year := c.Attr("holder"), c.Attr("year")
	if holder == "" {
		return ""
	}
	return wire.Rights("", strings.TrimSpace(year+" "+holder))
}

// datelineOf joins the parts of a place, without the date.
func datelineOf(dateline *xmltree.Node) string {
	if dateline == nil {
		return ""
	}
	var parts []string
	for kid := range dateline.All("location") {
		for _, part := range kid.Kids {
			if s := part.Line(); s != "" {
				parts = append(parts, s)
			}
		}
	}
	if len(parts) == 0 {
		for _, kid := range dateline.Kids {
			if kid.Name != "story.date" {
				parts = append(parts, kid.Line())
			}
		}
		return strings.Join(parts, " ")
	}
	return strings.Join(parts, ", ")
}

// authors reads bylines: the people marked in them, else their text without the
// writers' titles.
func authors(about *xmltree.Node, source string) []string {
	var names []string
	for byline := range about.All("byline") {
		var marked, plain []string
		for _, kid := range byline.Kids {
			switch kid.Name {
			case "byttl", "location", "virtloc":
			case "person":
				marked = append(marked, kid.Line())
			default:
				plain = append(plain, kid.Line())
			}
		}
		if len(marked) == 0 {
			marked = []string{strings.Join(plain, " ")}
		}
		for _, s := range marked {
			names = append(names, wire.Byline(s, source)...)
		}
	}
	return names
}

// concepts adds what the head says the article is about.
func concepts(refs []entity.Ref, head *xmltree.Node) []entity.Ref {
	for s := range head.All("tobject/tobject.subject") {
		code := s.Attr("tobject.subject.refnum")
		named := false
		for _, level := range []string{"type", "matter", "detail"} {
			if name := s.Attr("tobject.subject." + level); name != "" {
				refs, named = wire.Add(refs, wire.Concept{Name: name}), true
			}
		}
		if !named {
			refs = wire.Add(refs, wire.Concept{Code: code})
		}
	}
	doc := head.First("docdata")
	for _, list := range []string{"key-list/keyword", "identified-content/classifier"} {
		for k := range doc.All(list) {
			refs = wire.Add(refs, wire.Concept{Name: wire.First(k.Attr("key"), k.Attr("value"), k.Line())})
		}
	}
	for _, about := range []struct {
		name string
		kind entity.Kind
	}{{"person", entity.Person}, {"org", entity.Organisation}, {"location", entity.Place}} {
		for e := range doc.All("identified-content/" + about.name) {
			refs = wire.AddAs(refs, about.kind, wire.Concept{Name: wire.First(e.Line(), e.Attr("value"))})
		}
	}
	for e := range doc.All("evloc") {
		refs = wire.AddAs(refs, entity.Country, wire.Concept{Code: e.Attr("iso-cc")})
		refs = wire.AddAs(refs, entity.Place, wire.Concept{Name: wire.First(e.Attr("city"), e.Line())})
	}
	return refs
}

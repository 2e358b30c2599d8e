// Package agencyxml reads the XML that news agencies and newsroom systems make up
// themselves: elements that hold a headline and a text under names that say so,
// with what else is known about them beside it. Such as Ritzau's RBNews, press
// releases of Solita and the Canadian Press's content items.
//
// XML that holds nothing of the kind is rejected as what it seems to be.
package agencyxml

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"dateline/archive"
	"dateline/archive/reader/field"
	"dateline/archive/reader/format"
	"dateline/archive/reader/wire"
	"dateline/archive/reader/xmltree"
)

// others are documents by their root that are something else, and not read here;
// pieces are those of a web page, unless it says that it is XML.
var (
	others = field.Words("html svg rss feed rdf:rdf channel opml tei urlset sitemapindex")
	pieces = field.Words("head body meta title link script style div p h1 h2 h3 h4 h5 h6 table article section main header ul ol span a img br b i em strong figure blockquote center font")
)

// Sniff says that an input is XML. It is for what no other format takes.
func Sniff(head []byte) bool {
	text := format.Text(head)
	root, tag := format.Root(text)
	declared := strings.HasPrefix(text, "<?xml")
	if root == "" || others[root] || pieces[root] && !declared {
		return false
	}
	return declared || strings.Contains(tag, "</") || strings.Contains(tag, "/>")
}

// records are the names of elements that are one article, in lower case.
var records = field.Words("rbnews document release contentitem article story news newsitem item post entry doc record nyhed nyhet artikel meldung")

// Read reads every article of an input.
func Read(ctx context.Context, in format.Input, yield format.Yield) error {
	raw, err := format.All(in)
	if err != nil {
		return err
	}
	doc := xmltree.Decode(raw)
	found := 0
	each := func(item xmltree.Item) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		found++
		rec := format.Record{Line: item.Line, Original: item.Original, MediaType: "application/xml", Problem: item.Problem()}
		if rec.Problem == nil {
			rec.Article, rec.Problem = article(item.Root)
		}
		if rec.Problem != nil {
			rec.Article = archive.Article{}
		}
		return yield(rec)
	}
	named := func(name string) bool { return records[strings.ToLower(name)] }
	if err := doc.Each(named, each); err != nil || found > 0 {
		return err
	}
	first := true // the root, with whatever is in it
	return doc.Each(func(string) bool { ok := first; first = false; return ok }, each)
}

// The names of what an article has, in lower case without signs, best first.
var (
	titles   = words("headline title heading headline2")
	leads    = words("subtitle leadtext ingress lead abstract summary standfirst deck")
	texts    = words("content body bodytext contenttext text articletext maintext storytext fulltext brodtext")
	ids      = words("newsid ntbid guid systemslug uuid articleid storyid itemid id contentitemid")
	links    = words("longurl url link permalink weburl")
	writers  = words("byline author authors writer")
	dates    = words("publishdate publicationdate published publishdatetime pubdate firstpublished createddatetime created date datetime time")
	revised  = words("updateddatetime updated modified lastmodified changed versioncreated")
	sections = words("section category department")
	slugs    = words("strapline slugline slugproper slug")
	places   = words("town placeline dateline place")
	urgency  = words("priority urgency")
	versions = words("version ntbversion authorversion revision")
	embargos = words("embargo embargotime embargoed")
	notes    = words("tilredaktionen updatenote ednote editorialnote notetoeditors")
	sources  = words("source publisher origin credit provider agency")
	rights   = words("copyright rights copyrightnotice")
)

func words(list string) []string { return strings.Fields(list) }

// article reads one element.
func article(root *xmltree.Node) (archive.Article, error) {
	r := recordOf(root)
	body := r.node(texts)
	if err := r.other(root); err != nil {
		return archive.Article{}, err
	}
	if body == nil {
		return archive.Article{}, fmt.Errorf("is XML (%s) in which no element holds a text under a name that says so, such as body or content; ask for NewsML-G2, NITF or ninjs instead", root.Name)
	}
	a := archive.Article{
		GUID:     wire.First(r.value(ids), root.Attr("guid"), root.Attr("id")),
		URL:      field.Address(r.value(links)),
		Title:    r.value(titles),
		Source:   strings.TrimPrefix(strings.Trim(r.source(), " /"), "Via "),
		Language: wire.Language(wire.First(root.Attr("lang"), root.Attr("language"), r.value(words("language lang")))),
		Status:   r.status(),
		Wire: archive.Wire{
			Slug:             r.value(slugs),
			Section:          r.value(sections),
			Place:            wire.Place(r.value(places)),
			Urgency:          wire.Urgency(r.value(urgency)),
			PublisherVersion: r.value(versions),
			Note:             r.value(notes),
			Rights:           r.value(rights),
		},
	}
	a.Authors = wire.Byline(r.value(writers), a.Source)
	when := wire.Dates{Published: r.values(dates), Revised: r.value(revised)}
	if end := r.value(embargos); !strings.HasPrefix(end, "0001-") { // what .NET writes for none
		when.Embargo = end
	}
	if err := when.Set(&a); err != nil {
		return a, err
	}
	a.Entities = r.about()
	var lead []archive.Paragraph
	if n := r.node(leads); n != nil {
		lead = n.Paragraphs(nil)
	}
	a.Body = wire.Body(a.Title, body.Paragraphs(nil), lead)
	return a, wire.Finish(&a)
}

// other says that an element is something else than an article.
func (r record) other(root *xmltree.Node) error {
	kind := strings.ToLower(r.value(words("contenttype mediatype filetype")) + " " + root.Attr("type"))
	for _, medium := range []string{"photo", "picture", "image", "video", "audio", "graphic"} {
		if strings.Contains(kind, medium) {
			return wire.ErrNoText(wire.Content(medium))
		}
	}
	calendar := strings.Contains(strings.ToLower(r.value(words("service"))), "calendar") ||
		r.value(words("startdate timestart")) != "" && r.value(words("stopdate enddate timeend")) != ""
	if calendar {
		return errors.New("is an entry in a calendar of events to come, and no article")
	}
	return nil
}

// status understands what agencies say of a text that they take back.
func (r record) status() archive.Status {
	for _, name := range words("annuleret annulleret cancelled canceled killed trashflag withdrawn") {
		if strings.EqualFold(r.value([]string{name}), "true") {
			return archive.Cancelled
		}
	}
	if strings.EqualFold(r.value(words("holdflag")), "true") {
		return archive.Withheld
	}
	if cancelled := archive.Cancelled; wire.Status(r.value(words("pubstatus status"))) == cancelled {
		return cancelled
	}
	return archive.Usable
}

var sign = regexp.MustCompile(`[^a-z0-9]`)

// normal is a name without case and signs.
func normal(name string) string { return sign.ReplaceAllString(strings.ToLower(name), "") }

// Package newsmlg2 reads NewsML-G2 of the IPTC: news items on their own or in
// news messages, with a text inside as XHTML, NITF or plain. Its other items, such
// as packages, concepts and plans, are no articles and are rejected as what they
// are.
package newsmlg2

import (
	"context"
	"errors"
	"slices"
	"strings"

	"dateline/archive"
	"dateline/archive/reader/format"
	"dateline/archive/reader/wire"
	"dateline/archive/reader/xmltree"
)

// others are the items and parts of NewsML-G2 that are no articles, and what they
// are.
var others = map[string]string{
	"packageItem":   "a package: it only lists other items",
	"conceptItem":   "a concept, such as a person's entry in a list of names",
	"knowledgeItem": "a list of concepts",
	"planningItem":  "a plan of coverage",
	"catalogItem":   "a catalog of lists",
	"contentSet":    "a content set without its news item: there is no title, date or id",
	"contentMeta":   "content metadata without its news item",
	"groupSet":      "a group set, a part of a package",
}

// Sniff says that an input is NewsML-G2, whole or a part of it.
func Sniff(head []byte) bool {
	return xmltree.Sniff(head, "newsitem", "newsmessage", "packageitem", "conceptitem", "knowledgeitem", "planningitem",
		"catalogitem", "contentset", "contentmeta", "groupset")
}

// Read reads every news item of an input as an article.
func Read(ctx context.Context, in format.Input, yield format.Yield) error {
	makers := map[string]xmltree.Maker{"newsItem": xmltree.One(article)}
	for name, what := range others {
		makers[name] = xmltree.None(what)
	}
	return xmltree.Read(ctx, in, "NewsML-G2 news item", makers, yield)
}

// article makes an article of a news item.
func article(item *xmltree.Node) (archive.Article, error) {
	meta, content := item.First("itemMeta"), item.First("contentMeta")
	a := archive.Article{
		GUID:     item.Attr("guid"),
		Source:   named(meta.First("provider")),
		Title:    title(meta, content),
		Language: languageOf(item, content),
		Status:   wire.Status(codeOf(meta.First("pubStatus"))),
		Entities: entities(item, content),
	}
	if a.Source == "" {
		a.Source = wire.First(named(content.First("infoSource")), content.Value("creditline"))
	}
	a.Wire = wireOf(item, meta, content)
	a.Authors = authors(content, a.Source)
	if err := dates(meta, content).Set(&a); err != nil {
		return a, err
	}
	class := wire.Content(codeOf(meta.First("itemClass")))
	if err := fillBody(&a, item.First("contentSet"), content); err != nil {
		return a, err
	}
	if len(a.Body) == 0 && class == "" {
		a.Body = wire.Body(a.Title, descriptions(content), nil)
	}
	if wire.IsPicture(class) || class != "" && len(a.Body) == 0 {
		return a, wire.ErrNoText(class)
	}
	if len(a.Body) == 0 && a.Status == archive.Usable && item.First("contentSet") == nil {
		return a, errors.New("has no content, only metadata: get the item with its content")
	}
	if len(a.Body) == 0 && a.Status == archive.Usable && textElsewhere(item.First("contentSet")) {
		return a, errors.New("holds no text, only a link to it (remoteContent): get that file and import it")
	}
	return a, wire.Finish(&a)
}

// textElsewhere says that the text of an item lies in a file of its own.
func textElsewhere(set *xmltree.Node) bool {
	for remote := range set.All("remoteContent") {
		kind := strings.ToLower(remote.Attr("contenttype"))
		if strings.HasPrefix(kind, "text/") || strings.Contains(kind, "xml") || strings.Contains(kind, "nitf") {
			return true
		}
	}
	return false
}

// title is the headline that is no sub-headline, else the title.
func title(meta, content *xmltree.Node) string {
	first := ""
	for h := range content.All("headline") {
		s := h.Line()
		if role := strings.ToLower(h.Attr("role")); s != "" && !strings.Contains(role, "sub") {
			return s
		}
		first = wire.First(first, s)
	}
	return wire.First(first, meta.Value("title"))
}

func languageOf(item, content *xmltree.Node) string {
	for l := range content.All("language") {
		if code := wire.Language(l.Attr("tag")); code != "" {
			return code
		}
	}
	return wire.Language(item.Attr("lang"))
}

func wireOf(item, meta, content *xmltree.Node) archive.Wire {
	w := archive.Wire{
		Slug:             content.Value("slugline"),
		Place:            wire.Place(content.Value("dateline")),
		Urgency:          wire.Urgency(content.Value("urgency")),
		PublisherVersion: item.Attr("version"),
		Note:             notes(meta),
	}
	if w.Place == "" {
		w.Place = wire.Place(located(content.First("located")))
	}
	for r := range item.All("rightsInfo") {
		w.Rights = wire.First(w.Rights, wire.Rights(r.Value("copyrightNotice"), named(r.First("copyrightHolder"))))
		w.Usage = wire.First(w.Usage, r.Value("usageTerms"))
	}
	for s := range content.All("subject") { // publishers name their desks so
		if code := strings.ToLower(s.Attr("qcode")); w.Section == "" && strings.Contains(code, "department:") {
			w.Section = s.Value("name")
		}
	}
	w.Section = wire.First(w.Section, meta.Value("service/name"))
	return w
}

// notes joins what the publisher tells editors.
func notes(meta *xmltree.Node) string {
	var notes []string
	for n := range meta.All("edNote") {
		if strings.HasSuffix(n.Attr("pubconstraint"), "nonpublic") { // telephone numbers of the desk
			continue
		}
		if s := n.Line(); s != "" && !slices.Contains(notes, s) {
			notes = append(notes, s)
		}
	}
	return strings.Join(notes, " ")
}

// located names a place with the wider ones it is in.
func located(l *xmltree.Node) string {
	if l == nil {
		return ""
	}
	parts := []string{named(l)}
	for b := range l.All("broader") {
		if s := b.Value("name"); s != "" && !strings.Contains(strings.ToLower(b.Attr("type")), "continent") {
			parts = append(parts, s)
		}
	}
	if parts[0] == "" {
		return ""
	}
	return strings.Join(parts, ", ")
}

// dates of a news item: the first creation of content or item, this version, and
// the embargo, which without a value has no end.
func dates(meta, content *xmltree.Node) wire.Dates {
	d := wire.Dates{
		Published: []string{meta.Value("firstCreated"), content.Value("contentCreated")},
		Revised:   meta.Value("versionCreated"),
	}
	if e := meta.First("embargoed"); e != nil {
		d.Embargo = wire.First(e.Line(), "no end is given")
	}
	created, first := content.Value("contentCreated"), meta.Value("firstCreated")
	if len(created) >= 10 && len(first) >= 10 && created[:10] < first[:10] { // an old text sent anew
		d.Published = []string{created, first}
	}
	return d
}

// authors are those of the by-line, else the people named as creators.
func authors(content *xmltree.Node, source string) []string {
	var names []string
	for by := range content.All("by") {
		names = append(names, wire.Byline(by.Line(), source)...)
	}
	if len(names) > 0 {
		return names
	}
	for _, path := range []string{"creator", "contributor"} {
		for c := range content.All(path) {
			role, kind := strings.ToLower(c.Attr("role")), strings.ToLower(c.Attr("type"))
			isWriter := strings.HasSuffix(kind, "person") || strings.HasSuffix(role, "author") || strings.HasSuffix(role, "reporter") || strings.HasSuffix(role, "byline")
			if name := c.Value("name"); name != "" && isWriter {
				names = append(names, wire.Byline(name, source)...)
			}
		}
	}
	return names
}

// named is the name of an element, else its literal or the end of its code.
func named(n *xmltree.Node) string {
	code := n.Attr("qcode")
	return wire.First(n.Value("name"), n.Attr("literal"), afterColon(code), n.Attr("uri"))
}

// codeOf is the code of an element, however it is given.
func codeOf(n *xmltree.Node) string {
	return wire.First(n.Attr("qcode"), n.Attr("uri"), n.Attr("code"), n.Attr("literal"))
}

package feed

import (
	"encoding/base64"
	"errors"
	"regexp"
	"strings"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/archive/reader/date"
	"dateline/archive/reader/field"
	"dateline/archive/reader/format"
	"dateline/archive/reader/markup"
	"dateline/archive/reader/page"
	"dateline/archive/reader/prose"
)

// item makes a record of the text of one item.
func (d *document) item(piece string, line int) format.Record {
	rec := format.Record{Line: line, Original: d.received(piece), MediaType: mediaTypes[d.feed.Kind]}
	root := markup.Parse(piece)
	if len(root.Children) == 0 {
		rec.Problem = errors.New("is an item that holds nothing")
		return rec
	}
	rec.Article, rec.Problem = d.article(root.Children[0])
	return rec
}

// article reads one item.
func (d *document) article(n *markup.Node) (archive.Article, error) {
	base := resolve(d.base, attr(n, "xml:base"))
	a := archive.Article{
		Title:     d.line(d.child(n, "title")),
		URL:       d.link(n, base),
		Authors:   d.people(n),
		Published: firstDate(n, "pubdate", "published", "issued", "publicationdate", "date", "created"),
		Language:  d.feed.Language,
	}
	a.Revised, a.Rights = firstDate(n, "updated", "modified"), d.feed.Rights
	if rights := d.line(first(locals(n, "rights", "copyright"))); rights != "" {
		a.Rights = rights
	}
	if a.Title == "" {
		a.Title = d.line(first(locals(n, "title"))) // media:title, itunes:title
	}
	if a.Published.IsZero() { // which Atom alone may give
		a.Published, a.Revised = a.Revised, archive.Date{}
	}
	for _, s := range []string{value(n, "dc:language"), attr(n, "xml:lang")} {
		if code := field.Language(s); code != "" {
			a.Language = code
			break
		}
	}
	if a.Source = d.origin(n); a.Source == "" {
		a.Source = d.publication()
	}
	if len(a.Authors) == 0 {
		a.Authors = d.authors
	}
	a.GUID = d.identity(n)
	if a.URL == "" && isAddress(a.GUID) {
		a.URL = a.GUID
	}
	for _, ref := range d.topics(n) {
		a.Entities = field.AddRef(a.Entities, ref)
	}
	a.Body = d.body(n, &a)
	return complete(a)
}

// complete checks that there is something to read.
func complete(a archive.Article) (archive.Article, error) {
	if a.Title == "" && len(a.Body) == 0 {
		if a.URL != "" {
			return archive.Article{}, errors.New("has neither title nor text; import its page: " + a.URL)
		}
		return archive.Article{}, errors.New("has neither title nor text")
	}
	if a.Title == "" {
		a.Title = prose.TitleOf(&a)
	}
	return a, nil
}

func first(list []*markup.Node) *markup.Node {
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

// firstDate reads the first of the elements that holds a date. One that cannot
// be is passed over: an item is worth more than its date.
func firstDate(n *markup.Node, names ...string) archive.Date {
	for _, c := range locals(n, names...) {
		for _, s := range []string{c.Text, attr(c, "value")} {
			if d, err := date.Parse(prose.OneLine(s)); err == nil && !d.IsZero() {
				return d
			}
		}
	}
	return archive.Date{}
}

// link gives the address of the page that an item, or a feed, stands for.
func (d *document) link(n *markup.Node, base string) string {
	if orig := first(locals(n, "origlink", "canonicallink")); orig != nil {
		if address := absolute(base, orig.Text); address != "" {
			return address
		}
	}
	var other string
	for _, c := range locals(n, "link") {
		href, rel := attr(c, "href"), strings.ToLower(attr(c, "rel"))
		at := resolve(base, attr(c, "xml:base"))
		switch {
		case href == "":
			if address := absolute(at, c.Text); address != "" {
				return address
			}
		case rel == "alternate" || rel == "" || rel == "http://www.iana.org/assignments/relation/alternate":
			address := absolute(at, href)
			if kind := attr(c, "type"); kind == "" || strings.Contains(kind, "html") {
				if address != "" {
					return address
				}
			}
			if other == "" {
				other = address
			}
		}
	}
	if other != "" {
		return other
	}
	if guid := find(n, "guid"); guid != nil && !strings.EqualFold(attr(guid, "isPermaLink"), "false") && isAddress(strings.TrimSpace(guid.Text)) {
		return absolute(base, guid.Text)
	}
	for _, name := range []string{"href", "rdf:about"} {
		if s := attr(n, name); isAddress(s) {
			return absolute(base, s)
		}
	}
	return ""
}

// absolute gives an absolute address, or "".
func absolute(base, s string) string {
	s = prose.OneLine(s)
	if s == "" {
		return ""
	}
	if address := field.Address(resolve(base, s)); isAddress(address) {
		return address
	}
	return ""
}

func isAddress(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

// identity gives the id of an item, as received.
func (d *document) identity(n *markup.Node) string {
	for _, s := range []string{value(n, "guid"), d.text1(n, "id"), attr(n, "rdf:about"), value(n, "dc:identifier")} {
		if id := prose.OneLine(s); id != "" {
			return id
		}
	}
	return ""
}

func (d *document) text1(n *markup.Node, name string) string {
	if c := d.child(n, name); c != nil {
		return c.Text
	}
	return ""
}

// people gives the names of those who wrote an item.
func (d *document) people(n *markup.Node) []string {
	for _, name := range []string{"creator", "author"} {
		var values []any
		for _, c := range locals(n, name) {
			if inner := first(locals(c, "name")); inner != nil {
				values = append(values, map[string]any{"name": d.line(inner)})
				continue
			}
			if s := d.line(c); s != "" {
				values = append(values, s)
			}
		}
		var value any = values
		if len(values) == 1 {
			value = values[0]
		}
		if names := field.Authors(value); len(names) > 0 {
			return names
		}
	}
	return nil
}

// maxTopics is how many tags of an item are kept.
const maxTopics = 30

func (d *document) topics(n *markup.Node) []entity.Ref {
	var refs []entity.Ref
	add := func(name string, split bool) {
		for _, ref := range field.Entities(entity.Topic, name, split) {
			if len(refs) < maxTopics && len(ref.Name) <= 80 && !isAddress(ref.Name) {
				refs = field.AddRef(refs, ref)
			}
		}
	}
	for _, c := range locals(n, "category", "subject") {
		name := prose.OneLine(c.Text)
		for _, s := range []string{attr(c, "label"), attr(c, "term"), attr(c, "text")} {
			if name == "" {
				name = s
			}
		}
		add(prose.PlainLine(name), false)
	}
	for _, c := range locals(n, "keywords") {
		add(c.Text, true)
	}
	return refs
}

// origin gives the publication an item was taken from, as aggregators say it.
func (d *document) origin(n *markup.Node) string {
	source := d.child(n, "source")
	if source == nil {
		return ""
	}
	if title := d.child(source, "title"); title != nil {
		return d.line(title)
	}
	return d.line(source)
}

// publication is the title of a feed without the words for what it is.
func (d *document) publication() string {
	return strings.TrimRight(feedWords.ReplaceAllString(d.feed.Title, ""), " -|:»–—")
}

var feedWords = regexp.MustCompile(`(?i)\s+[-–|:]\s+(?:rss|atom)\b.*$|\s+(?:rss|rss feed|atom feed|feed|newsfeed)$`)

// body gives the text of an item: the whole of it where the feed has that, else
// its summary.
func (d *document) body(n *markup.Node, a *archive.Article) []archive.Paragraph {
	for _, names := range [][]string{{"full-text", "encoded", "content", "body"}, {"description", "summary", "abstract", "subtitle"}} {
		var best []archive.Paragraph
		size := 0
		for _, c := range locals(n, names...) {
			if strings.HasPrefix(strings.ToLower(c.Name), "media:content") || attr(c, "src") != "" && strings.TrimSpace(c.Inner) == "" {
				continue
			}
			body := d.paragraphs(c, a)
			length := 0
			for _, p := range body {
				length += len(p.Text)
			}
			if length > size {
				best, size = body, length
			}
		}
		if size > 0 {
			return best
		}
	}
	if group := find(n, "media:group"); group != nil {
		return d.body(group, a)
	}
	return nil
}

func (d *document) paragraphs(n *markup.Node, a *archive.Article) []archive.Paragraph {
	content, isMarkup := d.content(n)
	return bodyOf(content, isMarkup, a)
}

// bodyOf makes the body of an article of text or HTML.
func bodyOf(content string, isMarkup bool, a *archive.Article) []archive.Paragraph {
	if !isMarkup && !prose.IsHTML(content) { // or escaped once too often
		content = prose.Unescape(content)
	}
	if isMarkup || prose.IsHTML(content) {
		return page.Fragment(content, a)
	}
	return prose.FromText(content)
}

// content gives what an element holds, and whether that is markup for sure and
// not text in which some may be.
func (d *document) content(n *markup.Node) (content string, isMarkup bool) {
	mode, kind := strings.ToLower(attr(n, "mode")), strings.ToLower(attr(n, "type"))
	if mode == "base64" || kind != "" && strings.Contains(kind, "/") && !strings.HasPrefix(kind, "text/") && !strings.HasSuffix(kind, "xml") {
		if raw, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(n.Text), "")); err == nil {
			return prose.Decode(raw), false
		}
	}
	if len(n.Children) > 0 {
		return d.unprefixed(n), true
	}
	return n.Text, kind == "html" || kind == "text/html"
}

// unprefixed gives the markup inside an element, with the names of HTML where
// they have a prefix.
func (d *document) unprefixed(n *markup.Node) string {
	inner := strings.NewReplacer("<![CDATA[", "", "]]>", "").Replace(n.Inner)
	for _, c := range n.Children {
		if prefix, _, ok := strings.Cut(c.Name, ":"); ok {
			return strings.NewReplacer("<"+prefix+":", "<", "</"+prefix+":", "</").Replace(inner)
		}
	}
	return inner
}

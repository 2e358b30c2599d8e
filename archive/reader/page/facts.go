package page

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/archive/reader/prose"
)

// facts are what a page says about itself, as found.
type facts struct {
	at         *url.URL            // where it came from, nil or empty unknown
	metas      map[string][]string // content of meta elements, by name, property or itemprop in lower case
	isProperty map[string]bool     // of metas: those from properties, which go before names
	links      map[string]string   // href of link elements, by rel
	things     []thing             // of JSON-LD, the article's first
	article    thing               // of things, nil if none is an article
	heading    string              // title element
	headings   []string            // h1 elements that are seen, in the order of the page
	declared   string              // lang of the page
	itemprops  map[string][]*html.Node
	root       *html.Node
}

func factsOf(root *html.Node, at *url.URL) *facts {
	f := &facts{root: root, at: at, metas: map[string][]string{}, isProperty: map[string]bool{}, links: map[string]string{}, itemprops: map[string][]*html.Node{}}
	var things []thing
	walk(root, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Html:
			if f.declared == "" {
				f.declared = first(attr(n, "lang"), attr(n, "xml:lang"))
			}
		case atom.Meta:
			f.meta(n)
		case atom.Link:
			if rel, href := strings.ToLower(attr(n, "rel")), attr(n, "href"); href != "" {
				for r := range strings.FieldsSeq(rel) {
					if f.links[r] == "" {
						f.links[r] = href
					}
				}
			}
		case atom.Title:
			if f.heading == "" && n.Namespace == "" {
				f.heading = textOf(n)
			}
		case atom.H1:
			if len(f.headings) < 10 {
				if text := textOf(n); text != "" {
					f.headings = append(f.headings, text)
				}
			}
		case atom.Script:
			if isJSONLD(attr(n, "type")) && n.FirstChild != nil {
				things = append(things, thingsIn(n.FirstChild.Data)...)
			}
			return false
		case atom.Style, atom.Template:
			return false
		}
		if names := attr(n, "itemprop"); names != "" && n.DataAtom != atom.Meta {
			for name := range strings.FieldsSeq(strings.ToLower(names)) {
				f.itemprops[name] = append(f.itemprops[name], n)
			}
		}
		return true
	})
	f.things = things
	f.article = mainArticle(things, f)
	return f
}

func (f *facts) meta(n *html.Node) {
	content := strings.TrimSpace(attr(n, "content"))
	if content == "" {
		return
	}
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		for name := range strings.FieldsSeq(strings.ToLower(attr(n, key))) {
			// Dublin Core is written with a point, a colon or neither.
			name = strings.ReplaceAll(name, "dcterms.", "dc.")
			name = strings.ReplaceAll(name, "dcterm:", "dc.")
			name = strings.ReplaceAll(name, "dc:", "dc.")
			if key == "property" && !f.isProperty[name] {
				f.isProperty[name] = true // which says more exactly what it is than a name
				f.metas[name] = nil
			}
			if key == "property" || !f.isProperty[name] {
				f.metas[name] = append(f.metas[name], content)
			}
		}
	}
}

// named gives the first content of the first of the meta elements that is there.
func (f *facts) named(names ...string) string {
	for _, name := range names {
		for _, content := range f.metas[name] {
			if s := prose.PlainLine(content); s != "" {
				return s
			}
		}
	}
	return ""
}

// walk visits the elements of a tree in the order of the page; visit says
// whether to go into one.
func walk(n *html.Node, visit func(*html.Node) bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if visit(c) {
			walk(c, visit)
		}
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// textOf gives the text of an element on one line.
func textOf(n *html.Node) string {
	var b strings.Builder
	var add func(*html.Node)
	add = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				b.WriteString(c.Data)
			case c.Type != html.ElementNode, c.DataAtom == atom.Script, c.DataAtom == atom.Style, c.DataAtom == atom.Svg:
			default:
				if c.DataAtom != atom.Span && c.DataAtom != atom.A && !isInline(c.DataAtom) {
					b.WriteByte(' ')
				}
				add(c)
				if c.DataAtom != atom.Span && c.DataAtom != atom.A && !isInline(c.DataAtom) {
					b.WriteByte(' ')
				}
			}
		}
	}
	add(n)
	return prose.OneLine(b.String())
}

func isInline(tag atom.Atom) bool {
	switch tag {
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Em, atom.Font, atom.I, atom.Mark,
		atom.Q, atom.S, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.U, atom.Ins, atom.Del, atom.Dfn, atom.Kbd, atom.Var, atom.Wbr, atom.Time:
		return true
	}
	return false
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

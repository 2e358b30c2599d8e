package page

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/archive"
	"dateline/archive/reader/prose"
)

// body finds the text of the article. It takes root apart.
func body(root *html.Node, f *facts, a *archive.Article) []archive.Paragraph {
	deck := f.deck()
	at, _ := url.Parse(f.address())
	pruned := cloned(root)
	prune(pruned)
	list := readable(root, at, f.host(), a)
	if !f.isArticle() {
		deck = ""
	} else if more := trimmed(widened(pruned, list, f.host()), a); covers(more, list) && size(more) > size(list) {
		list = more
	}
	if len(list) == 0 {
		list = trimmed(paragraphs(pruned, f.host()), a)
	}
	// A page that is put together by its script has its text in the description.
	if told := f.article.text("articleBody"); len(told) > 2*size(list)+200 {
		if prose.IsHTML(told) {
			list = Fragment(told, a)
		} else {
			list = trimmed(prose.FromText(prose.Unescape(told)), a)
		}
	}
	switch {
	case deck == "":
	case len(list) > 0 && alike(list[0].Text, deck):
		list[0].Kind = archive.Text // set as a sub-head by its page
	case !mentions(list, deck):
		list = append([]archive.Paragraph{{Text: deck}}, list...)
	}
	return list
}

// readable gives what readability takes for the text of a page, without the
// furniture that it leaves.
func readable(root *html.Node, at *url.URL, site string, a *archive.Article) []archive.Paragraph {
	plainHeadings(root)
	parser := readability.NewParser()
	parser.KeepClasses = true
	found, err := parser.ParseAndMutate(root, at)
	if err != nil || found.Node == nil {
		return nil
	}
	prune(found.Node)
	return trimmed(paragraphs(found.Node, site), a)
}

// plainHeadings takes the classes off sub-heads: readability takes one that is
// called a header for the head of the page, and out.
func plainHeadings(root *html.Node) {
	walk(root, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			if !isFurniture(n) {
				n.Attr = nil
			}
			return false
		}
		return true
	})
}

func cloned(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: slices.Clone(n.Attr)}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.AppendChild(cloned(child))
	}
	return c
}

// size counts the letters of the text proper.
func size(list []archive.Paragraph) int {
	n := 0
	for _, p := range list {
		if p.Kind != archive.Related {
			n += len(p.Text)
		}
	}
	return n
}

// covers says that half of the text of b, or more, is in a: what is around it may
// not be.
func covers(a, b []archive.Paragraph) bool {
	has := map[string]bool{}
	for _, p := range a {
		has[p.Text] = true
	}
	common := 0
	for _, p := range b {
		if p.Kind != archive.Related && has[p.Text] {
			common += len(p.Text)
		}
	}
	return common*2 >= size(b)
}

// isArticle says that the page calls itself one article, and is not a list of
// them.
func (f *facts) isArticle() bool {
	return f.article.is(articleTypes) || strings.Contains(strings.ToLower(f.named("og:type")), "article")
}

// deck gives the summary that stands under the headline, where it is the one
// that the page gives of itself.
func (f *facts) deck() string {
	told := map[string]bool{}
	for _, s := range []string{f.named("og:description"), f.named("description"), f.named("twitter:description"), prose.PlainLine(f.article.text("description"))} {
		if n := utf8.RuneCountInString(s); n >= 30 && n <= 400 {
			told[letters(s)] = true
		}
	}
	if len(told) == 0 {
		return ""
	}
	deck, below, seen := "", false, 0
	walk(f.root, func(n *html.Node) bool {
		if deck != "" || seen > 60 || n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.DataAtom == atom.Head {
			return false
		}
		if n.DataAtom == atom.H1 {
			below = true
			return false
		}
		if !below {
			return true
		}
		seen++
		if text := textOfShort(n, 600); text != "" && told[letters(text)] {
			deck = text
			return false
		}
		return true
	})
	return deck
}

// mentions says that the beginning of the text holds a line already.
func mentions(list []archive.Paragraph, line string) bool {
	line = letters(line)
	for i, p := range list {
		if i < 5 && strings.Contains(letters(p.Text), line) {
			return true
		}
	}
	return false
}

// paragraphs makes marked paragraphs of an element: lines that are nothing but a
// link to another article are related, short lines in bold are sub-heads.
func paragraphs(n *html.Node, site string) []archive.Paragraph {
	withoutMenus(n)
	linked, bold := map[string]bool{}, map[string]bool{}
	walk(n, func(c *html.Node) bool {
		if c.DataAtom != atom.P && c.DataAtom != atom.Li && c.DataAtom != atom.Div {
			return true
		}
		text := textOfShort(c, 800)
		if text == "" || utf8.RuneCountInString(text) > 200 {
			return true
		}
		if len(strings.Fields(text)) >= 4 && isLink(c, text, site) {
			linked[text] = true
		}
		if utf8.RuneCountInString(text) <= 100 && (isAll(c, text, atom.Strong) || isAll(c, text, atom.B)) {
			bold[text] = true
		}
		return true
	})
	var b strings.Builder
	if html.Render(&b, n) != nil {
		return nil
	}
	list := prose.FromHTML(b.String())
	for i := range list {
		p := &list[i]
		switch {
		case linked[p.Text] && (p.Kind == archive.Text || p.Kind == archive.Item) && prose.ReadsLikeHeading(p.Text):
			p.Kind = archive.Related
		case bold[p.Text] && p.Kind == archive.Text && prose.ReadsLikeHeading(p.Text):
			p.Kind = archive.Heading
		}
	}
	return list
}

// withoutMenus takes out lists of short links, which lead through a site or down
// the page.
func withoutMenus(root *html.Node) {
	var out []*html.Node
	walk(root, func(n *html.Node) bool {
		if n.DataAtom != atom.Ul && n.DataAtom != atom.Ol {
			return true
		}
		items, links, words := 0, 0, 0
		for li := n.FirstChild; li != nil; li = li.NextSibling {
			if li.DataAtom != atom.Li {
				continue
			}
			items++
			if text := textOfShort(li, 120); text != "" && isAll(li, text, atom.A) {
				links++
				words += len(strings.Fields(text))
			}
		}
		if items >= 3 && links == items && words < 5*items {
			out = append(out, n)
			return false
		}
		return true
	})
	for _, n := range out {
		n.Parent.RemoveChild(n)
	}
}

// isLink says that the whole text of n is one link to another page of the site,
// "" being any.
func isLink(n *html.Node, text, site string) bool {
	whole := false
	walk(n, func(c *html.Node) bool {
		whole = whole || c.DataAtom == atom.A && isInternal(c, site) && textOf(c) == text
		return !whole
	})
	return whole
}

// isInternal says that a link leads to the site itself.
func isInternal(a *html.Node, site string) bool {
	u, err := url.Parse(attr(a, "href"))
	return err == nil && (u.Host == "" || strings.HasSuffix(u.Host, site))
}

// isAll says that the whole text of n is in one element of a kind.
func isAll(n *html.Node, text string, tag atom.Atom) bool {
	whole := false
	walk(n, func(c *html.Node) bool {
		if c.DataAtom == tag && textOf(c) == text {
			whole = true
		}
		return !whole
	})
	return whole && text != ""
}

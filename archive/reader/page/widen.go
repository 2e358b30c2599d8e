package page

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/archive"
	"dateline/archive/reader/field"
)

// widened looks for more of an article whose page cuts it into several boxes,
// such as the slides of a gallery, of which readability takes one: it climbs
// from what was found to the element that is named as the article. Root is
// pruned. It gives nil if nothing was missing.
func widened(root *html.Node, found []archive.Paragraph, site string) []archive.Paragraph {
	from := holder(root, found)
	if from == nil {
		return nil
	}
	had, sizes, tried := size(found), measure(root), 0
	for n := from; n != nil && n.DataAtom != atom.Body && n.Type == html.ElementNode; n = n.Parent {
		if !isStory(n) {
			continue
		}
		if tried++; tried > 6 {
			return nil
		}
		text := sizes.letters[n]
		if text > 8*had || isListOfLinks(n, site) {
			return nil // the texts of many articles
		}
		if text*10 > had*13 {
			return paragraphs(n, site)
		}
	}
	return nil
}

// holder gives the smallest element that holds all of the paragraphs.
func holder(root *html.Node, found []archive.Paragraph) *html.Node {
	texts := map[string]bool{}
	for _, p := range found {
		if len(p.Text) > 60 {
			texts[p.Text] = true
		}
	}
	var common *html.Node
	walk(root, func(n *html.Node) bool {
		if n.DataAtom == atom.Head || n.DataAtom == atom.Script || n.DataAtom == atom.Style {
			return false
		}
		if n.DataAtom != atom.P || !texts[textOf(n)] {
			return true
		}
		if common == nil {
			common = n.Parent
		} else {
			common = ancestor(common, n)
		}
		return false
	})
	return common
}

// ancestor gives the nearest element that both are in.
func ancestor(a, b *html.Node) *html.Node {
	over := map[*html.Node]bool{}
	for n := a; n != nil; n = n.Parent {
		over[n] = true
	}
	for n := b; n != nil; n = n.Parent {
		if over[n] {
			return n
		}
	}
	return nil
}

var storyWords = field.Words("article story post entry content")

// isStory says that an element is by its name the whole of an article.
func isStory(n *html.Node) bool {
	if n.DataAtom == atom.Article || n.DataAtom == atom.Main || attr(n, "itemprop") == "articleBody" {
		return true
	}
	for _, w := range classWords(n) {
		if storyWords[w] {
			return true
		}
	}
	return false
}

// mostlyLinks says that more than half of the text of a page leads elsewhere.
func mostlyLinks(root *html.Node) bool {
	linked := 0
	walk(root, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Head, atom.Script, atom.Style, atom.Noscript:
			return false
		case atom.A:
			linked += len(textOf(n))
			return false
		}
		return true
	})
	all := 0
	walk(root, func(n *html.Node) bool {
		if n.DataAtom == atom.Body {
			all = len(textOf(n))
		}
		return n.DataAtom == atom.Html
	})
	return linked*2 > all
}

// isListOfLinks says that much of an element's text, or most of its headings,
// lead to other pages of the site. An article about goods may be full of links
// to shops.
func isListOfLinks(n *html.Node, site string) bool {
	all, linked, headings, linkedHeadings := len(textOf(n)), 0, 0, 0
	walk(n, func(c *html.Node) bool {
		switch c.DataAtom {
		case atom.A:
			if isInternal(c, site) {
				linked += len(textOf(c))
			}
			return holds(c, atom.H2) || holds(c, atom.H3)
		case atom.H2, atom.H3, atom.H4:
			headings++
			if holds(c, atom.A) || c.Parent != nil && c.Parent.DataAtom == atom.A {
				linkedHeadings++
			}
		}
		return true
	})
	return linked*4 > all || headings > 2 && linkedHeadings*2 > headings
}

package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/archive/reader/field"
)

// furniture are words of class names, ids and roles that stand for what is
// around an article on a page and not part of it. A name of several words
// matches if they follow each other in the class.
var furniture = field.Words("caption captions figcaption credit credits attribution newsletter newsletters signup subscribe subscription paywall " +
	"promo promos promotion related recirc recirculation recommended recommendation recommendations trending popular share sharing sharebar shares social socials " +
	"bio authorbio biography tags taglist comments disqus livefyre advert adverts advertisement ads sponsor sponsored outbrain taboola zergnet cookie cookies consent gdpr " +
	"breadcrumb breadcrumbs readmore crosspromo teaser teasers widget toolbar pagination masthead sidebar copyright skip lightbox carousel slideshow playlist hatnote noprint " +
	"donate donation membership cta byline timestamp pubdate hidden notification notifications reminder")

var furniturePhrases = []string{
	"sign up", "read more", "read next", "up next", "more from", "more on", "see also", "most read", "most popular", "also like", "author bio", "author info", "author card",
	"author box", "about author", "about the author", "author description", "tag list", "ad slot", "ad container", "ad wrapper", "ad unit", "follow us", "inline related", "story tags", "article tags", "post tags",
	"photo credit", "image credit", "media credit", "image source", "print only", "screen reader", "visually hidden", "sr only", "audio player", "video player", "article footer", "post footer", "article actions", "correction link",
}

// classWords cuts a class, an id or a role into words, at signs and at the humps
// of camel case.
func classWords(n *html.Node) []string {
	var words []string
	for _, name := range []string{"class", "id", "role", "aria-label", "data-component", "data-testid", "data-module"} {
		value := attr(n, name)
		if value == "" || len(value) > 400 {
			continue
		}
		from := 0
		runes := []rune(value)
		for i := 0; i <= len(runes); i++ {
			cut := i == len(runes) || !unicode.IsLetter(runes[i])
			hump := !cut && i > from && unicode.IsUpper(runes[i]) && unicode.IsLower(runes[i-1])
			if (cut || hump) && i > from {
				words = append(words, strings.ToLower(string(runes[from:i])))
			}
			if cut {
				from = i + 1
			} else if hump {
				from = i
			}
		}
	}
	return words
}

// isFurniture says that an element is by its name something around the article.
func isFurniture(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Figcaption, atom.Nav, atom.Footer, atom.Form, atom.Button, atom.Dialog, atom.Select, atom.Template, atom.Input, atom.Label:
		return true
	case atom.Html, atom.Body, atom.Main, atom.Article:
		return false
	}
	switch attr(n, "role") {
	case "navigation", "complementary", "banner", "contentinfo", "dialog", "search", "menu", "toolbar", "button":
		return true
	}
	words := classWords(n)
	for _, w := range words {
		if furniture[w] {
			return true
		}
	}
	if len(words) > 1 {
		joined := " " + strings.Join(words, " ") + " "
		for _, phrase := range furniturePhrases {
			if strings.Contains(joined, " "+phrase+" ") {
				return true
			}
		}
	}
	return false
}

// isAside says that an element is no place to look for the date or the byline
// of the page's own article.
func isAside(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Aside, atom.Nav, atom.Footer, atom.Figure, atom.Figcaption, atom.Form:
		return true
	case atom.Html, atom.Body, atom.Main, atom.Article:
		return false
	}
	for _, w := range classWords(n) {
		switch w {
		case "related", "recirc", "recommended", "trending", "popular", "comments", "comment", "caption", "sidebar", "newsletter", "promo", "teaser":
			return true
		}
	}
	return false
}

// measured are the sizes of a page's elements, taken in one walk.
type measured struct {
	letters map[*html.Node]int  // that stand in the paragraphs below an element
	titled  map[*html.Node]bool // there is an h1 below
}

func measure(root *html.Node) *measured {
	m := &measured{letters: map[*html.Node]int{}, titled: map[*html.Node]bool{}}
	var visit func(n *html.Node) int
	visit = func(n *html.Node) int {
		sum := 0
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode || c.DataAtom == atom.Script || c.DataAtom == atom.Style {
				continue
			}
			if c.DataAtom == atom.P {
				m.letters[c] = len(textOf(c))
			} else {
				m.letters[c] = visit(c)
			}
			if c.DataAtom == atom.H1 || m.titled[c] {
				m.titled[n] = true
			}
			sum += m.letters[c]
		}
		return sum
	}
	m.letters[root] = visit(root)
	return m
}

// prune takes the furniture out of a page. What holds more than a fifth of all
// its text, or a large headline, is named badly and stays.
func prune(root *html.Node) {
	m := measure(root)
	most := m.letters[root] / 5
	var out []*html.Node
	walk(root, func(n *html.Node) bool {
		if n.DataAtom == atom.Head || n.DataAtom == atom.Script || n.DataAtom == atom.Style {
			return false
		}
		if m.letters[n] <= most && !m.titled[n] && isFurniture(n) {
			out = append(out, n)
			return false
		}
		return true
	})
	for _, n := range out {
		n.Parent.RemoveChild(n)
	}
}

// searched is how many elements are looked at for what stands near a headline.
const searched = 4000

// holds says that there is an element of a kind among the first below n.
func holds(n *html.Node, tag atom.Atom) bool {
	found, seen := false, 0
	walk(n, func(c *html.Node) bool {
		seen++
		found = found || c.DataAtom == tag
		return !found && seen < 500
	})
	return found
}

package web

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestAccessibility checks on every kind of page what can be checked without a
// browser.
func TestAccessibility(t *testing.T) {
	o := open(t, corpus(t)...)
	for _, address := range []string{"/", rareEarths, rareEarths + "&person=donald-trump&country=-UA&from=2024", "/search?q=titel:xyzzy", articleAt(dealID) + "?q=ukraine",
		"/people", "/people/donald-trump", "/countries/UA", "/topics", "/help", "/nothing", articleAt(99)} {
		t.Run(strings.ReplaceAll(address, "/", "_"), func(t *testing.T) {
			p := o.page(address)
			p.t = t
			if got := attr(p.one("html"), "lang"); got != "en" {
				t.Errorf("lang %q", got)
			}
			if p.text("head title") == "" {
				t.Error("no title")
			}
			for _, only := range []string{"h1", "main", "header.top", "footer", ".skip"} {
				p.one(only)
			}
			headings(t, p)
			checkLabels(t, p)
			ids(t, p)
			for _, n := range p.all("[style], style, script:not([src]), [onclick], [onload]") {
				t.Errorf("inline style or script: %s", n.Data)
			}
			for _, n := range p.all("img:not([alt])") {
				t.Errorf("image without alt: %s", attr(n, "src"))
			}
			for _, n := range p.all("svg") {
				if attr(n, "role") != "group" || attr(n, "aria-labelledby") == "" {
					t.Error("drawing without a name")
				}
			}
			for _, n := range p.all("table") {
				if len(page{t, 200, n}.all("th[scope]")) == 0 {
					t.Error("table without headings")
				}
			}
		})
	}
}

// headings may go deeper by one level at a time only.
func headings(t *testing.T, p page) {
	t.Helper()
	last := 0
	for _, n := range p.all("h1, h2, h3, h4") {
		level := int(n.Data[1] - '0')
		if level > last+1 {
			t.Errorf("%s %q comes after a heading of level %d", n.Data, textOf(n), last)
		}
		if textOf(n) == "" {
			t.Errorf("empty %s", n.Data)
		}
		last = level
	}
}

// checkLabels finds fields and links without a name.
func checkLabels(t *testing.T, p page) {
	t.Helper()
	labelled := map[string]bool{}
	for _, n := range p.all("label") {
		labelled[attr(n, "for")] = true
	}
	for _, n := range p.all("input:not([type=hidden]), select, textarea") {
		if !labelled[attr(n, "id")] && !inside(n, "label") && attr(n, "aria-label") == "" {
			t.Errorf("field %q has no label", attr(n, "name"))
		}
	}
	for _, n := range p.all("a, button, summary") {
		if textOf(n) == "" && attr(n, "aria-label") == "" {
			t.Errorf("%s %s has no name", n.Data, attr(n, "href"))
		}
	}
	for _, n := range p.all("nav, aside, [role=region]") {
		if attr(n, "aria-label") == "" && attr(n, "aria-labelledby") == "" {
			t.Errorf("%s has no name", n.Data)
		}
	}
}

func inside(n *html.Node, name string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == name {
			return true
		}
	}
	return false
}

// ids are there once, and what points to one finds it.
func ids(t *testing.T, p page) {
	t.Helper()
	seen := map[string]bool{}
	for _, n := range p.all("[id]") {
		id := attr(n, "id")
		if seen[id] {
			t.Errorf("id %q twice", id)
		}
		seen[id] = true
	}
	for _, name := range []string{"aria-labelledby", "aria-describedby", "for"} {
		for _, n := range p.all("[" + name + "]") {
			if id := attr(n, name); !seen[id] {
				t.Errorf("%s %q points nowhere", name, id)
			}
		}
	}
}

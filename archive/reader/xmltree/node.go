package xmltree

import (
	"encoding/xml"
	"iter"
	"slices"
	"strings"

	"dateline/archive/reader/prose"
)

// Node is an element, or a piece of text, which has no name. Names are local:
// prefixes differ from publisher to publisher and mean nothing.
type Node struct {
	Name  string
	Space string
	Attrs []xml.Attr
	Kids  []*Node
	Text  string // of a piece of text
}

func newNode(start xml.StartElement) *Node {
	return &Node{Name: start.Name.Local, Space: start.Name.Space, Attrs: start.Copy().Attr}
}

// Attr is the value of an attribute, on one line, "" without it. One without a
// prefix is preferred to its namesakes.
func (n *Node) Attr(name string) string {
	if n == nil {
		return ""
	}
	found := ""
	for _, a := range n.Attrs {
		if a.Name.Local != name {
			continue
		}
		if a.Name.Space == "" {
			return prose.OneLine(a.Value)
		}
		found = prose.OneLine(a.Value)
	}
	return found
}

// All yields the children along a path of names, such as "itemMeta/provider".
func (n *Node) All(path string) iter.Seq[*Node] {
	return func(yield func(*Node) bool) { n.walk(path, yield) }
}

func (n *Node) walk(path string, yield func(*Node) bool) bool {
	if n == nil {
		return true
	}
	name, rest, deeper := strings.Cut(path, "/")
	for _, kid := range n.Kids {
		if kid.Name != name {
			continue
		}
		if deeper && !kid.walk(rest, yield) || !deeper && !yield(kid) {
			return false
		}
	}
	return true
}

// First is the first child along a path, or nil.
func (n *Node) First(path string) *Node {
	for kid := range n.All(path) {
		return kid
	}
	return nil
}

// Value is the text of the first child along a path that has any, on one line.
func (n *Node) Value(path string) string {
	for kid := range n.All(path) {
		if s := kid.Line(); s != "" {
			return s
		}
	}
	return ""
}

// Descendants yields every element below n of a name, in the order of the
// document, those within such an element included.
func (n *Node) Descendants(name string) iter.Seq[*Node] {
	return func(yield func(*Node) bool) { n.descend(name, yield) }
}

func (n *Node) descend(name string, yield func(*Node) bool) bool {
	if n == nil {
		return true
	}
	for _, kid := range n.Kids {
		if kid.Name == "" {
			continue
		}
		if kid.Name == name && !yield(kid) || !kid.descend(name, yield) {
			return false
		}
	}
	return true
}

// Find is the first element below n of a name, or nil.
func (n *Node) Find(name string) *Node {
	for kid := range n.Descendants(name) {
		return kid
	}
	return nil
}

// Content is all text in n.
func (n *Node) Content() string {
	if n == nil {
		return ""
	}
	if n.Name == "" {
		return n.Text
	}
	var b strings.Builder
	n.content(&b)
	return b.String()
}

// IsEmpty says that there is nothing but white space in n.
func (n *Node) IsEmpty() bool {
	if n == nil {
		return true
	}
	if strings.TrimSpace(n.Text) != "" {
		return false
	}
	for _, kid := range n.Kids {
		if !kid.IsEmpty() {
			return false
		}
	}
	return true
}

func (n *Node) content(b *strings.Builder) {
	b.WriteString(n.Text)
	for _, kid := range n.Kids {
		kid.content(b)
	}
}

// Line is all text in n on one line. Markup that came escaped is taken off.
func (n *Node) Line() string {
	s := n.Content()
	if prose.IsHTML(s) {
		var parts []string
		for _, p := range prose.Blocks(s) {
			parts = append(parts, p.Text)
		}
		return strings.Join(parts, " ")
	}
	return prose.PlainLine(s)
}

// AllOf gives the children that have one of these names, in their order.
func (n *Node) AllOf(names ...string) []*Node {
	if n == nil {
		return nil
	}
	var kids []*Node
	for _, kid := range n.Kids {
		if kid.Name != "" && slices.Contains(names, kid.Name) {
			kids = append(kids, kid)
		}
	}
	return kids
}

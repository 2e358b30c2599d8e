package markup

import (
	"html"
	"strings"
)

// The limits of a tree. What is deeper, or of what there is more, belongs to the
// node above it.
const (
	maxDepth = 64
	maxNodes = 100_000
)

// Node is one element. Text is its own text without that of its children, with
// references resolved and CDATA as it stands.
type Node struct {
	Name     string // with its prefix
	Inner    string // everything between its tags as it is written
	Attrs    map[string]string
	Text     string
	Children []*Node
}

// Parse makes a tree of one element. Whatever is wrong in it is passed over: an
// end tag that ends nothing, an element that does not end, a CDATA mark out of
// place. The result is not nil; the element is its only child.
func Parse(raw string) *Node {
	p := &parser{raw: raw, rest: raw}
	p.open = []*level{{node: &Node{}}}
	for p.step() {
	}
	for len(p.open) > 1 {
		p.close(len(raw))
	}
	return p.open[0].node
}

// Child is the first child of a name, nil without one.
func (n *Node) Child(name string) *Node {
	if n != nil {
		for _, c := range n.Children {
			if c.Name == name {
				return c
			}
		}
	}
	return nil
}

// Value is the text of the first child of a name that has one, without blanks at
// its ends.
func (n *Node) Value(name string) string {
	if n != nil {
		for _, c := range n.Children {
			if c.Name == name {
				if s := strings.TrimSpace(c.Text); s != "" {
					return s
				}
			}
		}
	}
	return ""
}

type parser struct {
	raw  string
	rest string // of raw, that is not read yet
	open []*level

	nodes int
}

// level is an element that is not closed yet.
type level struct {
	node *Node
	from int // where its content begins in raw
	text strings.Builder
}

func (p *parser) top() *level { return p.open[len(p.open)-1] }

// close ends the innermost element, whose content ends at a place in raw.
func (p *parser) close(end int) {
	l := p.top()
	l.node.Text, l.node.Inner = l.text.String(), p.raw[min(l.from, end):end]
	p.open = p.open[:len(p.open)-1]
}

// step reads the next tag, text, comment or CDATA; false at the end.
func (p *parser) step() bool {
	i := strings.IndexByte(p.rest, '<')
	if i != 0 {
		if i < 0 {
			i = len(p.rest)
		}
		p.top().text.WriteString(html.UnescapeString(p.rest[:i]))
		p.rest = p.rest[i:]
		return p.rest != ""
	}
	switch {
	case strings.HasPrefix(p.rest, "<![CDATA["):
		p.top().text.WriteString(p.cut(len("<![CDATA["), "]]>"))
	case strings.HasPrefix(p.rest, "<!--"):
		p.cut(4, "-->")
	case strings.HasPrefix(p.rest, "<?"), strings.HasPrefix(p.rest, "<!"):
		p.cut(2, ">")
	case strings.HasPrefix(p.rest, "</"):
		at := p.at()
		p.end(strings.TrimSpace(p.cut(2, ">")), at)
	case len(p.rest) > 1 && isNameStart(p.rest[1]):
		p.start(p.cutTag())
	default: // a bare "<"
		p.top().text.WriteByte('<')
		p.rest = p.rest[1:]
	}
	return p.rest != ""
}

func isNameStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80
}

// cut takes skip bytes and everything to a mark, and gives what lies between.
func (p *parser) cut(skip int, mark string) string {
	inside, rest, _ := strings.Cut(p.rest[skip:], mark)
	p.rest = rest
	return inside
}

// cutTag takes a start tag, in whose values ">" may stand.
func (p *parser) cutTag() string {
	quote := byte(0)
	for i := 1; i < len(p.rest); i++ {
		switch c := p.rest[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			tag := p.rest[1:i]
			p.rest = p.rest[i+1:]
			return tag
		}
	}
	return p.cut(1, ">") // a quotation mark that is not closed
}

func (p *parser) start(tag string) {
	tag, empty := strings.CutSuffix(tag, "/")
	name := tag
	if i := strings.IndexAny(tag, " \t\r\n"); i >= 0 {
		name = tag[:i]
	}
	if len(p.open) > maxDepth || p.nodes >= maxNodes {
		return
	}
	p.nodes++
	node := &Node{Name: name, Attrs: attributes(tag[len(name):])}
	parent := p.top().node
	parent.Children = append(parent.Children, node)
	if !empty {
		p.open = append(p.open, &level{node: node, from: p.at()})
	}
}

// at is the place in raw that is read next.
func (p *parser) at() int { return len(p.raw) - len(p.rest) }

// end closes the innermost element of a name with all that is open in it.
func (p *parser) end(name string, at int) {
	for i := len(p.open) - 1; i > 0; i-- {
		if p.open[i].node.Name == name {
			for len(p.open) > i {
				p.close(at)
			}
			return
		}
	}
}

// attributes reads those of a start tag.
func attributes(s string) map[string]string {
	var attrs map[string]string
	for {
		name, rest, ok := strings.Cut(s, "=")
		rest = strings.TrimLeft(rest, " \t\r\n")
		if !ok || rest == "" {
			return attrs
		}
		var value string
		if q := rest[0]; q == '"' || q == '\'' {
			value, s, _ = strings.Cut(rest[1:], string(q))
		} else {
			value, s, _ = strings.Cut(rest, " ")
		}
		if attrs == nil {
			attrs = map[string]string{}
		}
		if name = strings.TrimSpace(name); attrs[name] == "" {
			attrs[name] = html.UnescapeString(value)
		}
	}
}

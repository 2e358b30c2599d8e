package feed

import (
	"errors"
	"io"
	"net/url"
	"strconv"
	"strings"
	"time"

	"dateline/archive/reader/field"
	"dateline/archive/reader/format"
	"dateline/archive/reader/markup"
	"dateline/archive/reader/prose"
)

var mediaTypes = map[string]string{"RSS": "application/rss+xml", "Atom": "application/atom+xml", "CDF": "application/x-cdf"}

// xml reads the items of a feed in XML.
func (d *document) xml(kind string) *Feed {
	d.feed.Kind = kind
	cut := markup.NewCutter(strings.NewReader(d.text), d.itemNames()...)
	described := false
	for {
		raw, line, err := cut.Next()
		if !described {
			d.describe(markup.Parse(string(cut.Head())))
			described = true
		}
		if err == io.EOF {
			break
		}
		piece := string(raw)
		if errors.Is(err, markup.ErrTooLong) {
			d.feed.Records = append(d.feed.Records, d.reject(line, piece[:1024], mediaTypes[kind], "is an item of more than %d MiB", markup.MaxElement>>20))
			continue
		}
		if err != nil && d.breaksOff(piece) {
			d.feed.Broken = true
			d.feed.Records = append(d.feed.Records, d.reject(line, piece, mediaTypes[kind], "the feed breaks off in this item; fetch it again"))
			continue
		}
		d.feed.Records = append(d.feed.Records, d.item(piece, line))
	}
	if !d.ends() {
		d.feed.Broken = true
	}
	return &d.feed
}

// itemNames are the names that items may have; a prefix of the root element is
// taken for theirs.
func (d *document) itemNames() []string {
	name, tag := format.Root(strings.TrimLeft(d.text, " \t\r\n\f\x1e\ufeff"))
	if prefix, local, ok := strings.Cut(name, ":"); ok && local != "rdf" {
		d.prefix = tag[1:1+len(prefix)] + ":"
	}
	names := []string{"item", "entry", "ITEM", "Item", "Entry", "rss:item", "atom:entry"}
	if d.prefix != "" {
		names = append(names, d.prefix+"item", d.prefix+"entry")
	}
	return names
}

// breaksOff says that an item that does not end is the feed's last, and that the
// feed's own end is not in it either.
func (d *document) breaksOff(piece string) bool {
	return strings.HasSuffix(strings.TrimSpace(d.text), strings.TrimSpace(piece)) && !closes(piece)
}

func (d *document) ends() bool {
	tail := d.text[max(0, len(d.text)-1024):]
	return closes(tail) || strings.Contains(tail, "/>")
}

// closes says that an end tag of a whole feed is in s.
func closes(s string) bool {
	s = strings.ToLower(s)
	for _, name := range []string{"rss>", "channel>", "feed>", "rdf>"} {
		for {
			i := strings.Index(s, name)
			if i < 0 {
				break
			}
			start := strings.LastIndexByte(s[:i], '<')
			if start >= 0 && strings.HasPrefix(s[start:], "</") && !strings.ContainsAny(s[start+2:i], " >") {
				return true
			}
			s = s[i+len(name):]
		}
	}
	return false
}

// describe reads what a feed says of itself. What stands before its items is a
// tree whose last elements do not end.
func (d *document) describe(head *markup.Node) {
	root := head
	if len(head.Children) > 0 {
		root = head.Children[len(head.Children)-1]
	}
	d.base = resolve(d.address, attr(root, "xml:base"))
	about := root
	for _, name := range []string{"channel", "rss:channel"} {
		if c := find(root, name); c != nil {
			about = c
			d.base = resolve(d.base, attr(c, "xml:base"))
		}
	}
	d.feed.Title = d.line(d.child(about, "title"))
	d.feed.Site = d.link(about, d.base)
	if d.feed.Site == "" {
		d.feed.Site = field.Address(attr(about, "href"))
	}
	if d.base == "" {
		d.base = d.feed.Site
	}
	for _, s := range []string{value(about, "language"), value(about, "dc:language"), attr(about, "xml:lang"), attr(root, "xml:lang")} {
		if d.feed.Language == "" {
			d.feed.Language = field.Language(s)
		}
	}
	for _, name := range []string{"copyright", "rights", "dc:rights"} {
		if d.feed.Rights == "" {
			d.feed.Rights = d.line(d.child(about, name))
		}
	}
	d.authors = d.people(about)
	if minutes, err := strconv.Atoi(value(about, "ttl")); err == nil && minutes > 0 && minutes < 60*24*365 {
		d.feed.TTL = time.Duration(minutes) * time.Minute
	}
}

// find gives the first child of a name, whatever its case.
func find(n *markup.Node, name string) *markup.Node {
	if n == nil {
		return nil
	}
	for _, c := range n.Children {
		if strings.EqualFold(c.Name, name) {
			return c
		}
	}
	return nil
}

// child is find for a name of the format itself, which may have its prefix.
func (d *document) child(n *markup.Node, name string) *markup.Node {
	if d.prefix != "" {
		if c := find(n, d.prefix+name); c != nil {
			return c
		}
	}
	return find(n, name)
}

// locals gives the children whose name without prefix is one of these, in the
// order of the names.
func locals(n *markup.Node, names ...string) []*markup.Node {
	var list []*markup.Node
	for _, name := range names {
		for _, c := range n.Children {
			if strings.EqualFold(c.Name[strings.LastIndexByte(c.Name, ':')+1:], name) {
				list = append(list, c)
			}
		}
	}
	return list
}

func value(n *markup.Node, name string) string {
	if c := find(n, name); c != nil {
		return prose.OneLine(c.Text)
	}
	return ""
}

func attr(n *markup.Node, name string) string {
	if n == nil {
		return ""
	}
	prefixed := ""
	for key, v := range n.Attrs {
		if strings.EqualFold(key, name) {
			return strings.TrimSpace(v)
		}
		if _, local, ok := strings.Cut(key, ":"); ok && strings.EqualFold(local, name) && !strings.HasPrefix(key, "xml:") {
			prefixed = strings.TrimSpace(v) // atom:href
		}
	}
	return prefixed
}

// line makes one line of an element that may hold markup, escaped or not.
func (d *document) line(n *markup.Node) string {
	if n == nil {
		return ""
	}
	content, isMarkup := d.content(n)
	return line(content, isMarkup)
}

// line makes one line of text, or of HTML.
func line(content string, isMarkup bool) string {
	if !isMarkup {
		if content = prose.PlainLine(content); !prose.IsHTML(content) {
			return content
		}
	}
	for range 2 { // some of it may be escaped inside markup
		var parts []string
		for _, block := range prose.Blocks(content) {
			parts = append(parts, block.Text)
		}
		if content = strings.Join(parts, " "); !prose.IsHTML(content) {
			break
		}
	}
	return content
}

// resolve gives an address, which may be relative to base.
func resolve(base, address string) string {
	address = strings.TrimSpace(address)
	if address == "" {
		return base
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if b, err := url.Parse(base); err == nil && base != "" {
		u = b.ResolveReference(u)
	}
	if u.Host == "" {
		return ""
	}
	return u.String()
}

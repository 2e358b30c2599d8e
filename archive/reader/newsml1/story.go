package newsml1

import (
	"slices"
	"strings"

	"dateline/archive/reader/wire"
	"dateline/archive/reader/xmltree"
)

// story is a component that is an article, behind the components it stands in:
// what one of them says holds for those within.
type story []*xmltree.Node

func (s story) component() *xmltree.Node { return s[len(s)-1] }

// value is the text along a path in the innermost component that has one.
func (s story) value(path string) string {
	for i := len(s) - 1; i >= 0; i-- {
		if v := s[i].Value(path); v != "" {
			return v
		}
	}
	return ""
}

// attr is value for a formal name.
func (s story) attr(path string) string {
	for i := len(s) - 1; i >= 0; i-- {
		for n := range s[i].All(path) {
			if v := n.Attr("FormalName"); v != "" {
				return v
			}
		}
	}
	return ""
}

func (s story) language() string {
	for i := len(s) - 1; i >= 0; i-- {
		if l := wire.First(s[i].First("DescriptiveMetadata/Language").Attr("FormalName"), s[i].Attr("lang")); l != "" {
			return l
		}
	}
	return ""
}

// stories finds the stories below the last of some nested components: those that
// have a headline and text, and hold no other such.
func stories(path []*xmltree.Node) []story {
	c := path[len(path)-1]
	var inner []story
	for kid := range c.All("NewsComponent") {
		if isStory(kid) {
			inner = append(inner, stories(append(path[:len(path):len(path)], kid))...)
		}
	}
	if len(inner) > 0 {
		return inner
	}
	return []story{path}
}

// isStory says that a component is an article, or holds one.
func isStory(c *xmltree.Node) bool {
	if partRoles[roleOf(c)] {
		return false
	}
	if c.Value("NewsLines/HeadLine") != "" && hasText(c) {
		return true
	}
	for kid := range c.All("NewsComponent") {
		if isStory(kid) {
			return true
		}
	}
	return false
}

// hasText says that text is in a component, other than a caption.
func hasText(c *xmltree.Node) bool {
	for _, item := range texts(c) {
		if roleOf(item.component) != "title" && !item.content.IsEmpty() {
			return true
		}
	}
	return false
}

func roleOf(c *xmltree.Node) string { return strings.ToLower(c.First("Role").Attr("FormalName")) }

// partRoles are components that never are an article.
var partRoles = map[string]bool{
	"caption": true, "photo": true, "picture": true, "image": true, "thumbnail": true, "preview": true, "quicklook": true,
	"logo": true, "graphic": true, "stylesheet": true, "clip": true, "sound": true, "contact": true, "highres": true,
}

// part is a piece of text with the component it stands in.
type part struct {
	component, content *xmltree.Node
}

// texts are the pieces of text of a component, in their order.
func texts(c *xmltree.Node) []part {
	var out []part
	for _, kid := range c.AllOf("ContentItem", "NewsComponent") {
		switch {
		case kid.Name == "NewsComponent" && !partRoles[roleOf(kid)]:
			out = append(out, texts(kid)...)
		case kid.Name == "ContentItem" && isText(kid):
			if content := kid.First("DataContent"); content != nil {
				out = append(out, part{c, content})
			}
		}
	}
	return out
}

// isText says that a content item is text, as far as it says.
func isText(item *xmltree.Node) bool {
	kind := strings.ToLower(item.First("MediaType").Attr("FormalName"))
	mime := strings.ToLower(item.First("MimeType").Attr("FormalName"))
	form := strings.ToLower(item.First("Format").Attr("FormalName"))
	if mime == "text/css" || form == "css" || item.Find("Encoding") != nil {
		return false
	}
	return (kind == "" || kind == "text" || kind == "complexdata") &&
		(mime == "" || strings.HasPrefix(mime, "text/") || strings.Contains(mime, "xml") || strings.Contains(mime, "html"))
}

// mediumOf says what a component without text is, "" if nothing does.
func mediumOf(c *xmltree.Node) string {
	var kinds []string
	for item := range c.Descendants("ContentItem") {
		for _, name := range []string{"MediaType", "MimeType", "Format"} {
			kinds = append(kinds, strings.ToLower(item.First(name).Attr("FormalName")))
		}
	}
	for _, m := range []struct{ part, what string }{
		{"video", "a video"}, {"mpeg4", "a video"}, {"audio", "a sound recording"}, {"mpeg3", "a sound recording"},
		{"graphic", "a graphic"}, {"photo", "a picture"}, {"image", "a picture"}, {"jpeg", "a picture"},
	} {
		if slices.ContainsFunc(kinds, func(kind string) bool { return strings.Contains(kind, m.part) }) {
			return m.what
		}
	}
	return ""
}

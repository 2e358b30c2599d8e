package ninjs

import (
	"strings"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/archive/reader/nitf"
	"dateline/archive/reader/prose"
	"dateline/archive/reader/wire"
	"dateline/archive/reader/xmltree"
)

// concepts are the members that say what an item is about.
var concepts = []struct {
	names []string
	kind  entity.Kind
}{
	{[]string{"person", "people", "persons"}, entity.Person},
	{[]string{"organisation", "organisations", "organization", "organizations", "company", "companies"}, entity.Organisation},
	{[]string{"place", "places"}, entity.Place},
	{[]string{"subject", "subjects", "event", "events", "object", "objects", "keywords"}, entity.Topic},
}

func (it item) entities() []entity.Ref {
	var refs []entity.Ref
	for _, c := range concepts {
		for _, name := range c.names {
			list, ok := it[name].([]any)
			if !ok && it[name] != nil {
				list = []any{it[name]}
			}
			for _, e := range list {
				if s, ok := e.(string); ok {
					refs = wire.AddAs(refs, c.kind, wire.Concept{Name: s})
				} else if o, ok := e.(map[string]any); ok {
					about := lower(o)
					code := about.text("code", "literal", "qcode", "uri")
					refs = wire.AddAs(refs, c.kind, wire.Concept{Name: about.text("name"), Code: code})
				}
			}
		}
	}
	return refs
}

// fillBody reads the text, from the best of its forms.
func (it item) fillBody(a *archive.Article) error {
	for _, b := range it.bodies() {
		if err := b.fill(a); err != nil {
			return err
		}
		if len(a.Body) > 0 {
			return nil
		}
	}
	return nil
}

// body is one form of the text.
type body struct {
	kind, value string
}

// bodies are the forms of the text, those with the most structure first.
func (it item) bodies() []body {
	var list []body
	for _, o := range it.objects("bodies") {
		list = append(list, body{strings.ToLower(o.text("contenttype") + " " + o.text("role")), o.text("value")})
	}
	for _, form := range []string{"html", "html5", "xhtml", "nitf", "text", "plain", "markdown"} {
		list = append(list, body{form, it.text("body_" + form)})
	}
	list = append(list, body{"html", it.text("body")})
	var ordered []body
	for _, want := range []string{"html", "nitf", ""} {
		for _, b := range list {
			if b.value != "" && (want == "" || strings.Contains(b.kind, want)) {
				ordered = append(ordered, b)
			}
		}
	}
	return ordered
}

func (b body) fill(a *archive.Article) error {
	var err error
	switch {
	case strings.Contains(b.kind, "nitf"):
		each := func(item xmltree.Item) error {
			if item.Problem() == nil && len(a.Body) == 0 {
				err = nitf.Fill(a, item.Root)
			}
			return err
		}
		return xmltree.Decode([]byte(b.value)).Each(func(name string) bool { return name == "nitf" }, each)
	case strings.Contains(b.kind, "html"), prose.IsHTML(b.value):
		if _, inside, ok := strings.Cut(b.value, "<body"); ok { // a whole page
			_, inside, _ = strings.Cut(inside, ">")
			b.value = inside
		}
		a.Body = prose.FromHTML(b.value)
	default:
		a.Body = prose.FromText(b.value)
	}
	return err
}

// lead is the description, which is the summary of a text.
func (it item) lead() []archive.Paragraph {
	value := it.text("description_text", "description_html", "descriptions", "abstract")
	if prose.IsHTML(value) {
		return prose.FromHTML(value)
	}
	return prose.FromText(value)
}

package newsml1

import (
	"strings"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/archive/reader/nitf"
	"dateline/archive/reader/wire"
	"dateline/archive/reader/xmltree"
)

// topics gives the names of codes that an item explains, English ones first.
func topics(item *xmltree.Node) map[string]string {
	names := make(map[string]string)
	for topic := range item.Descendants("Topic") {
		code := topic.Value("FormalName")
		for d := range topic.All("Description") {
			english := wire.Language(d.Attr("lang")) == "en"
			if variant := d.Attr("Variant"); variant != "" && !strings.EqualFold(variant, "name") {
				continue
			}
			if name := d.Line(); code != "" && name != "" && (names[code] == "" || english) {
				names[code] = name
			}
		}
	}
	return names
}

// entities are what a story and the components around it say it is about.
func entities(s story, names map[string]string) []entity.Ref {
	var refs []entity.Ref
	for _, c := range s {
		for about := range c.All("DescriptiveMetadata") {
			for code := range about.All("SubjectCode") {
				for _, kid := range code.Kids {
					formal := kid.Attr("FormalName")
					refs = wire.Add(refs, wire.Concept{Code: formal, Name: names[formal]})
				}
			}
			for place := range about.All("Location") {
				if strings.EqualFold(place.Attr("HowPresent"), "origin") {
					continue // of the dateline
				}
				refs = places(refs, place)
			}
			refs = places(keywords(refs, about), about)
		}
		for more := range c.All("Metadata") {
			refs = keywords(refs, more)
		}
		for line := range c.All("NewsLines/KeywordLine") {
			if text := line.Line(); !strings.Contains(text, "/") { // else codes of desks
				refs = listed(refs, text)
			}
		}
	}
	return refs
}

// keywords reads the properties that are called so.
func keywords(refs []entity.Ref, of *xmltree.Node) []entity.Ref {
	for p := range of.All("Property") {
		name, value := strings.ToLower(p.Attr("FormalName")), p.Attr("Value")
		switch {
		case !strings.Contains(name, "keyword") || value == "":
		case strings.Contains(name, "country"):
			refs = wire.AddAs(refs, entity.Country, wire.Concept{Name: value, Code: value})
		case strings.Contains(name, "state") || strings.Contains(name, "region"):
			refs = wire.AddAs(refs, entity.Place, wire.Concept{Name: value})
		default:
			refs = listed(refs, value)
		}
	}
	return refs
}

// listed adds the topics of a list in one line.
func listed(refs []entity.Ref, list string) []entity.Ref {
	for name := range strings.SplitSeq(list, ";") {
		refs = wire.Add(refs, wire.Concept{Name: name})
	}
	return refs
}

// places reads the properties City and Country.
func places(refs []entity.Ref, of *xmltree.Node) []entity.Ref {
	for p := range of.All("Property") {
		value := p.Attr("Value")
		switch strings.ToLower(p.Attr("FormalName")) {
		case "country":
			if value != "" {
				refs = wire.AddAs(refs, entity.Country, wire.Concept{Name: value, Code: value})
			}
		case "city":
			refs = wire.AddAs(refs, entity.Place, wire.Concept{Name: value})
		}
	}
	return refs
}

// origin is the place that a story was written in.
func origin(s story) string {
	for _, c := range s {
		for place := range c.All("DescriptiveMetadata/Location") {
			if !strings.EqualFold(place.Attr("HowPresent"), "origin") {
				continue
			}
			for p := range place.All("Property") {
				if strings.EqualFold(p.Attr("FormalName"), "city") && p.Attr("Value") != "" {
					return p.Attr("Value")
				}
			}
		}
	}
	return ""
}

// fillBody reads the text of a story from its parts.
func fillBody(a *archive.Article, s story) error {
	var body, lead []archive.Paragraph
	if deck := s.value("NewsLines/SubHeadLine"); deck != "" {
		lead = append(lead, archive.Paragraph{Kind: archive.Heading, Text: deck})
	}
	for _, p := range texts(s.component()) {
		root := p.content.Find("nitf")
		if root == nil && p.content.Find("body.content") != nil {
			root = p.content
		}
		switch role := roleOf(p.component); {
		case root != nil:
			a.Body = nil
			if err := nitf.Fill(a, root); err != nil {
				return err
			}
			body, a.Body = append(body, a.Body...), nil
		case role == "title" || role == "headline":
			wire.Set(&a.Title, p.content.Line())
		case role == "lead" || role == "abstract":
			lead = append(lead, p.content.Paragraphs(nil)...)
		case role == "subheadline":
			if len(lead) == 0 {
				lead = append(lead, archive.Paragraph{Kind: archive.Heading, Text: p.content.Line()})
			}
		default:
			body = append(body, htmlBody(p.content)...)
		}
	}
	a.Body = wire.Body(a.Title, body, lead)
	return nil
}

// htmlBody is the text of a page or a piece of one.
func htmlBody(content *xmltree.Node) []archive.Paragraph {
	if body := content.Find("body"); body != nil {
		return body.Paragraphs(nil)
	}
	return content.Paragraphs(nil)
}

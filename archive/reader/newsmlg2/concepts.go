package newsmlg2

import (
	"strings"

	"dateline/archive/entity"
	"dateline/archive/reader/wire"
	"dateline/archive/reader/xmltree"
)

// entities are the subjects and keywords. A subject that gives only a code may be
// explained by an assert of the same code.
func entities(item, content *xmltree.Node) []entity.Ref {
	known := make(map[string]wire.Concept)
	for a := range item.All("assert") {
		if code := codeOf(a); code != "" {
			known[code] = wire.Concept{Type: wire.First(a.Attr("type"), codeOf(a.First("type"))), Name: nameOf(a)}
		}
	}
	var refs []entity.Ref
	for s := range content.All("subject") {
		c := wire.Concept{Type: wire.First(s.Attr("type"), s.Attr("typeuri"), codeOf(s.First("type"))), Code: codeOf(s), Name: nameOf(s)}
		if about := known[c.Code]; c.Code != "" {
			c.Type, c.Name = wire.First(c.Type, about.Type), wire.First(c.Name, about.Name)
		}
		if c.Name == "" && s.Attr("qcode")+s.Attr("uri") == "" {
			c.Name = s.Attr("literal")
		}
		for same := range s.All("sameAs") { // an area that is a country in a public list
			if ref, ok := entity.CountryOf(afterColon(codeOf(same))); ok && isCountry(same) {
				c = wire.Concept{Type: "country", Code: ref.ID}
			}
		}
		if strings.Contains(strings.ToLower(c.Code), "department:") {
			continue // the publisher's desk
		}
		refs = wire.Add(refs, reuters(s, c))
		for b := range s.All("broader") {
			if isCountry(b) {
				refs = wire.AddAs(refs, entity.Country, wire.Concept{Code: codeOf(b), Name: nameOf(b)})
			}
		}
	}
	for k := range content.All("keyword") {
		refs = wire.Add(refs, wire.Concept{Name: k.Line()})
	}
	return refs
}

// reuters completes a concept of Reuters, which types its geographical areas as
// cptType:5 and says by a facet which of them are countries.
func reuters(s *xmltree.Node, c wire.Concept) wire.Concept {
	if strings.EqualFold(c.Type, "cptType:5") {
		c.Type = "geo"
		if isCountry(s) {
			c.Type = "country"
		}
	}
	return c
}

func afterColon(code string) string { return code[strings.LastIndexByte(code, ':')+1:] }

// isCountry says that an area is one: by its type, its scheme, or Reuters' facet.
func isCountry(n *xmltree.Node) bool {
	kind, code := strings.ToLower(n.Attr("type")), strings.ToLower(codeOf(n))
	if strings.HasSuffix(kind, "country") || strings.HasPrefix(code, "iso3166") || strings.HasPrefix(code, "cntry:") || strings.HasPrefix(code, "country:") {
		return true
	}
	for f := range n.All("facet") {
		if f.Attr("qcode") == "geoProp:5" {
			return true
		}
	}
	return false
}

// nameOf prefers the English of several names.
func nameOf(n *xmltree.Node) string {
	for name := range n.All("name") {
		if wire.Language(name.Attr("lang")) == "en" {
			if s := name.Line(); s != "" {
				return s
			}
		}
	}
	return n.Value("name")
}

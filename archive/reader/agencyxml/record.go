package agencyxml

import (
	"strings"

	"dateline/archive/entity"
	"dateline/archive/reader/wire"
	"dateline/archive/reader/xmltree"
)

// record is an element by the names of its children.
type record map[string][]*xmltree.Node

// recordOf finds the element that holds a text: the given one, or the first in it
// that does.
func recordOf(root *xmltree.Node) record {
	if found := search(root); found != nil {
		return newRecord(found)
	}
	return newRecord(root)
}

func search(n *xmltree.Node) *xmltree.Node {
	if r := newRecord(n); r.node(texts) != nil && r.node(append(titles[:len(titles):len(titles)], ids...)) != nil {
		return n
	}
	for _, kid := range n.Kids {
		if kid.Name != "" {
			if found := search(kid); found != nil {
				return found
			}
		}
	}
	return nil
}

func newRecord(n *xmltree.Node) record {
	r := make(record)
	for _, kid := range n.Kids {
		if kid.Name != "" {
			name := normal(kid.Name)
			r[name] = append(r[name], kid)
		}
	}
	return r
}

// node is the first child of one of these names that is not empty.
func (r record) node(names []string) *xmltree.Node {
	for _, name := range names {
		for _, n := range r[name] {
			if !n.IsEmpty() {
				return n
			}
		}
	}
	return nil
}

func (r record) value(names []string) string { return r.node(names).Line() }

// values are all that children of these names say.
func (r record) values(names []string) []string {
	var all []string
	for _, name := range names {
		if s := r.value([]string{name}); s != "" {
			all = append(all, s)
		}
	}
	return all
}

// source is the name of the publisher, which may be an element of its own.
func (r record) source() string {
	n := r.node(sources)
	return wire.First(n.Value("name"), n.Line())
}

// about reads lists of subjects, categories, codes and keywords.
func (r record) about() []entity.Ref {
	var refs []entity.Ref
	for _, list := range words("subjects categories iptclist topics tags") {
		for _, n := range r[list] {
			for _, kid := range n.Kids {
				if kid.Name == "" {
					continue
				}
				c := wire.Concept{Name: wire.First(kid.Value("label"), kid.Value("name"), kid.Line()), Code: wire.First(kid.Attr("reference"), kid.Attr("code"))}
				if code := strings.Trim(c.Name, "0123456789"); code == "" && len(c.Name) == 7 { // a leading zero was lost
					c.Name = "0" + c.Name
				}
				refs = wire.Add(refs, c)
			}
		}
	}
	for _, name := range words("keywords keyword subjectkeyword") {
		for _, n := range r[name] {
			for k := range strings.FieldsFuncSeq(n.Line(), func(r rune) bool { return r == ',' || r == ';' }) {
				refs = wire.Add(refs, wire.Concept{Name: k})
			}
		}
	}
	for _, name := range words("regions countries") {
		for _, n := range r[name] {
			for _, kid := range n.Kids {
				if kid.Name != "" {
					refs = wire.AddAs(refs, entity.Place, wire.Concept{Name: kid.Line()})
				}
			}
		}
	}
	return refs
}

package field

import (
	"strings"

	"dateline/archive/entity"
	"dateline/archive/reader/prose"
)

// Entities reads what an article is about from one field.
func Entities(kind entity.Kind, value any, split bool) []entity.Ref {
	var refs []entity.Ref
	switch v := value.(type) {
	case string:
		for _, name := range splitList(v, split) {
			refs = appendRef(refs, kind, name)
		}
	case []any:
		for _, e := range v {
			refs = append(refs, Entities(kind, e, false)...)
		}
	case map[string]any:
		// The New York Times says of each keyword what it is.
		label, _ := v["name"].(string)
		if as, ok := keywordKinds[label]; ok && TextOf(v["value"]) != "" {
			return appendRef(nil, as, TextOf(v["value"]))
		}
		refs = appendRef(refs, kind, TextOf(v))
	}
	return refs
}

var keywordKinds = map[string]entity.Kind{
	"persons": entity.Person, "organizations": entity.Organisation, "glocations": entity.Place,
	"subject": entity.Topic, "creative_works": entity.Topic,
}

func appendRef(refs []entity.Ref, kind entity.Kind, name string) []entity.Ref {
	name = strings.TrimLeft(prose.PlainLine(name), "#")
	if kind == entity.Place || kind == entity.Country {
		if ref, ok := entity.CountryOf(name); ok {
			return append(refs, ref)
		}
		kind = entity.Place
	}
	if ref, ok := entity.NewRef(kind, name); ok {
		refs = append(refs, ref)
	}
	return refs
}

// splitList cuts a list in one string at its semicolons or bars, else at the
// commas outside brackets.
func splitList(s string, commas bool) []string {
	switch {
	case strings.Contains(s, ";"):
		return strings.Split(s, ";")
	case strings.Contains(s, "|"):
		return strings.Split(s, "|")
	case !commas:
		return []string{s}
	}
	depth := 0
	return strings.FieldsFunc(s, func(r rune) bool {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ',', '،', '、':
			return depth <= 0
		}
		return false
	})
}

// AddRef adds ref unless refs has it.
func AddRef(refs []entity.Ref, ref entity.Ref) []entity.Ref {
	for _, r := range refs {
		if r.Kind == ref.Kind && r.ID == ref.ID {
			return refs
		}
	}
	return append(refs, ref)
}

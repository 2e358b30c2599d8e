package reader

import (
	"strings"

	"dateline/archive/entity"
)

// entities reads what an article is about from one field.
func entities(kind entity.Kind, value any, split bool) []entity.Ref {
	var refs []entity.Ref
	switch v := value.(type) {
	case string:
		for _, name := range splitList(v, split) {
			refs = appendRef(refs, kind, name)
		}
	case []any:
		for _, e := range v {
			refs = append(refs, entities(kind, e, false)...)
		}
	case map[string]any:
		// The New York Times says of each keyword what it is.
		label, _ := v["name"].(string)
		if as, ok := keywordKinds[label]; ok && textOf(v["value"]) != "" {
			return appendRef(nil, as, textOf(v["value"]))
		}
		refs = appendRef(refs, kind, textOf(v))
	}
	return refs
}

var keywordKinds = map[string]entity.Kind{
	"persons": entity.Person, "organizations": entity.Organisation, "glocations": entity.Place,
	"subject": entity.Topic, "creative_works": entity.Topic,
}

func appendRef(refs []entity.Ref, kind entity.Kind, name string) []entity.Ref {
	name = strings.TrimLeft(plainLine(name), "#")
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

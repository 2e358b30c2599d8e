package web

import (
	"fmt"

	"dateline/index"
)

// wholeFacet is how many values are listed when a facet is shown whole.
const wholeFacet = 500

// facetView is one facet with every link ready.
type facetView struct {
	Field  string // also the anchor
	Title  string
	Values []valueView
	All    *link  // the whole list, when there is more of it
	Cut    string // what even the whole list leaves out
}

// valueView is one value of a facet. Its main link includes it, or takes it back
// when it is chosen; the second one excludes it.
type valueView struct {
	Name  string
	Count string
	State string // "", "on" or "off", with "none" for articles without any
	Does  string // what the main link does, where that is not to choose it
	Href  string
	Not   *link // Text says in words what it does
}

// fieldWords are what readers call a field.
type fieldWords struct{ title, noun, none string }

func wordsOf(field string) fieldWords {
	switch field {
	case "topic":
		return fieldWords{"Topics", "topic", "no topic"}
	case "person":
		return fieldWords{"People", "person", "nobody named"}
	case "country":
		return fieldWords{"Countries", "country", "no country"}
	case "organisation":
		return fieldWords{"Organisations", "organisation", "no organisation"}
	case "source":
		return fieldWords{"Sources", "source", "source unknown"}
	case "author":
		return fieldWords{"Authors", "author", "no author named"}
	case "language":
		return fieldWords{"Languages", "language", "language unknown"}
	}
	return fieldWords{field, field, "none"}
}

func fieldNoun(field string) string { return wordsOf(field).noun }
func noneWords(field string) string { return wordsOf(field).none }

func facetViews(q index.Query, facets []index.Facet) []facetView {
	var views []facetView
	for _, f := range facets {
		v := facetView{Field: f.Field, Title: wordsOf(f.Field).title}
		for _, value := range f.Values {
			v.Values = append(v.Values, valueOf(q, f.Field, value))
		}
		if n := f.None; n.Count > 0 || n.Selected || n.Excluded {
			if len(f.Values) == 0 && !n.Selected && !n.Excluded {
				continue // no article has any: there is nothing to choose
			}
			n.ID, n.Name = index.None, noneWords(f.Field)
			view := valueOf(q, f.Field, n)
			view.State += " none"
			v.Values = append(v.Values, view)
		}
		if len(v.Values) == 0 {
			continue
		}
		v.All, v.Cut = wholeOf(q, f)
		views = append(views, v)
	}
	return views
}

// wholeOf links the whole of a facet of which only the top is shown.
func wholeOf(q index.Query, f index.Facet) (all *link, cut string) {
	shown := 0
	for _, value := range f.Values {
		if value.Count > 0 {
			shown++
		}
	}
	if f.Distinct <= shown {
		return nil, ""
	}
	if len(q.Facets) > 0 && q.FacetLimit >= wholeFacet {
		return nil, fmt.Sprintf("The first %s of %s.", number(shown), number(f.Distinct))
	}
	to := plainList(q)
	to.Facets, to.FacetLimit = []string{f.Field}, wholeFacet
	return &link{"All " + number(f.Distinct), addressOf(searchPath, to) + "#" + f.Field}, ""
}

func valueOf(q index.Query, field string, value index.Value) valueView {
	q = plainList(q)
	v := valueView{Name: value.Name, Count: number(value.Count)}
	switch {
	case value.Selected:
		v.State = "on"
		v.Does = "chosen: take back"
		v.Href = searchAddress(q.Without(field, value.ID))
	case value.Excluded:
		v.State = "off"
		v.Does = "left out: take back"
		v.Href = searchAddress(q.Without(field, value.ID))
	default:
		v.Href = searchAddress(q.With(field, value.ID))
		v.Not = &link{"Exclude " + value.Name, searchAddress(q.Excluding(field, value.ID))}
	}
	return v
}

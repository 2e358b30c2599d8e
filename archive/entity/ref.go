package entity

import "strings"

// NewRef makes the Ref of an entity that came with an article under a name. It
// reports false for a name without a letter or digit, and for a country that
// CountryOf does not know, so that the caller may keep it as a Place.
//
// A person's "Putin, Vladimir" becomes "Vladimir Putin".
func NewRef(kind Kind, name string) (Ref, bool) {
	name = strings.Join(strings.Fields(name), " ")
	if kind == Country {
		return CountryOf(name)
	}
	if kind == Person {
		name = firstNameFirst(name)
	}
	id := Slug(name)
	if id == "" {
		return Ref{}, false
	}
	return Ref{Kind: kind, ID: id, Name: name}, true
}

// firstNameFirst turns "Last, First" round. Anything that may be something else
// stays: a list of people, a name with "Jr.", a name with an office.
func firstNameFirst(name string) string {
	last, first, ok := strings.Cut(name, ",")
	last, first = strings.TrimSpace(last), strings.TrimSpace(first)
	if !ok || last == "" || first == "" || strings.ContainsAny(first, ",;(") || strings.ContainsAny(last, ";(") {
		return name
	}
	if words := strings.Fields(first); len(words) > 3 || nameSuffixes[Fold(words[0])] {
		return name
	}
	if len(strings.Fields(last)) > 3 {
		return name
	}
	return first + " " + last
}

// nameSuffixes follow a name after a comma and are no first names, folded.
var nameSuffixes = map[string]bool{
	"jr": true, "sr": true, "junior": true, "senior": true, "ii": true, "iii": true, "iv": true,
	"phd": true, "ph d": true, "md": true, "m d": true, "esq": true, "mp": true, "qc": true, "kc": true,
	"president": true, "minister": true, "senator": true, "the": true, "who": true, "of": true, "and": true,
}

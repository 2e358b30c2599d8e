// Package wire holds what the formats of the news industry have in common: what a
// status, a subject or a dateline means, whichever format spells it.
package wire

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"dateline/archive/entity"
	"dateline/archive/reader/field"
	"dateline/archive/reader/prose"
)

// Concept is a subject, person, organisation or place as a wire format gives it:
// any of a type, a code in a scheme, and a name.
type Concept struct {
	Type string // "cpnat:person", "http://cv.iptc.org/newscodes/cpnature/person", "Person"
	Code string // "subj:11002000", "http://cv.iptc.org/newscodes/mediatopic/20000574", "11002000"
	Name string
}

// kinds are the words that types end in, in lower case.
var kinds = map[string]entity.Kind{
	"person": entity.Person, "people": entity.Person,
	"organisation": entity.Organisation, "organization": entity.Organisation, "org": entity.Organisation, "company": entity.Organisation,
	"geoarea": entity.Place, "geo": entity.Place, "place": entity.Place, "location": entity.Place, "city": entity.Place,
	"poi": entity.Place, "statprov": entity.Place, "state": entity.Place, "region": entity.Place, "continent": entity.Place,
	"country": entity.Country,
}

// Ref is the entity a concept stands for. It reports false for one that no reader
// could make sense of: a code in a list of the publisher's own.
func (c Concept) Ref() (entity.Ref, bool) {
	kind, known := kinds[strings.ToLower(last(c.Type))]
	if !known {
		kind = entity.Topic
	}
	return c.As(kind)
}

// As is Ref for a concept whose kind is known.
func (c Concept) As(kind entity.Kind) (entity.Ref, bool) {
	name := prose.PlainLine(c.Name)
	if m := bareCode.FindStringSubmatch(name); m != nil {
		name, c.Code = "", m[1]
	}
	if utf8.RuneCountInString(name) < 2 {
		name = ""
	}
	if kind == entity.Country || kind == entity.Place {
		if ref, ok := entity.CountryOf(name); ok {
			return ref, true
		}
		if kind == entity.Country {
			if ref, ok := entity.CountryOf(last(c.Code)); ok {
				return ref, true
			}
			kind = entity.Place
		}
	}
	if kind == entity.Topic {
		name = strings.TrimLeft(name, "#")
	}
	if name == "" && kind == entity.Topic {
		name = subjects[topOf(last(c.Code))]
	}
	if name == "" {
		return entity.Ref{}, false
	}
	return entity.NewRef(kind, name)
}

// Add adds what concepts stand for, each once.
func Add(refs []entity.Ref, concepts ...Concept) []entity.Ref {
	for _, c := range concepts {
		if ref, ok := c.Ref(); ok {
			refs = field.AddRef(refs, ref)
		}
	}
	return refs
}

// AddAs adds what concepts of one kind stand for, each once.
func AddAs(refs []entity.Ref, kind entity.Kind, concepts ...Concept) []entity.Ref {
	for _, c := range concepts {
		if ref, ok := c.As(kind); ok {
			refs = field.AddRef(refs, ref)
		}
	}
	return refs
}

// bareCode is a subject code in the place of a name: "TT:02000000:LAG".
var bareCode = regexp.MustCompile(`^(?:\w+:)?([0-9]{8})(?::\w+)?$`)

// last is the part of a qualified code or an address behind its scheme.
func last(code string) string {
	return code[strings.LastIndexAny(code, ":/#")+1:]
}

// topOf gives the first level of a code of IPTC's subject tree: two digits of
// eight.
func topOf(code string) string {
	if len(code) != 8 || strings.Trim(code, "0123456789") != "" {
		return ""
	}
	return code[:2]
}

// subjects are the first level of IPTC's subject codes, which media topics go on
// with (https://cv.iptc.org/newscodes/mediatopic/, CC BY 4.0). A subject that comes
// without a name is filed under its first level.
var subjects = map[string]string{
	"01": "arts, culture and entertainment",
	"02": "crime, law and justice",
	"03": "disaster and accident",
	"04": "economy, business and finance",
	"05": "education",
	"06": "environment",
	"07": "health",
	"08": "human interest",
	"09": "labour",
	"10": "lifestyle and leisure",
	"11": "politics",
	"12": "religion",
	"13": "science and technology",
	"14": "society",
	"15": "sport",
	"16": "conflict, war and peace",
	"17": "weather",
}

// Language is the primary subtag of a language as wire formats write it, in any
// case.
func Language(tag string) string { return field.Language(strings.ToLower(tag)) }

package resolve

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"dateline/archive/entity"
)

// With is what is known with an editor's decisions, in which these win: over the
// table, and over every rule. Decisions of an earlier With do not stay.
func (k *Known) With(d entity.Decisions) *Known {
	if d.IsZero() {
		if plain, err := Default(); err == nil {
			return plain
		}
	}
	with, err := build(d)
	if err != nil { // the tables were read when k was made
		return k
	}
	return with
}

// decide enters decisions.
func (k *Known) decide(d entity.Decisions) {
	for _, e := range d.Entities {
		if e.Kind != entity.Person && e.Kind != entity.Organisation || e.ID == "" {
			continue
		}
		i := k.enter(entity.Ref{Kind: e.Kind, ID: e.ID, Name: e.Name})
		ref := &k.entities[i]
		ref.Aliases = slices.Clone(ref.Aliases) // the table's are shared
		if e.Name != "" && e.Name != ref.Name {
			ref.Aliases = append(ref.Aliases, ref.Name)
			ref.Name = e.Name
		}
		k.decided[i] = true
		var context *condition
		if len(e.Context) > 0 {
			context = k.context(e.Context)
		}
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			delete(k.ignore, entity.Fold(name))
			how, when := sure, (*condition)(nil)
			if len(strings.Fields(name)) == 1 {
				when = context
				switch {
				case e.Kind == entity.Person:
					how = bare
				case isCapitals(name) && hasCase(name):
					how = acronym
				}
			}
			k.lex.own(name, alias{entity: i, how: how, when: when}, func(other int32) bool { return k.entities[other].Kind == e.Kind && !k.decided[other] })
			if name != ref.Name && !slices.Contains(ref.Aliases, name) {
				ref.Aliases = append(ref.Aliases, name)
			}
		}
		for _, name := range e.Not {
			if k.not[i] == nil {
				k.not[i] = map[string]bool{}
			}
			k.not[i][entity.Fold(name)] = true
			k.lex.drop(name, i)
			ref.Aliases = slices.DeleteFunc(ref.Aliases, func(a string) bool { return entity.Fold(a) == entity.Fold(name) })
		}
	}
	for _, name := range d.Ignore {
		k.ignore[entity.Fold(name)] = true
		k.lex.ignore(name)
	}
}

// context is the condition that one of an editor's words is in the text; a
// country also counts when it is named in another way.
func (k *Known) context(names []string) *condition {
	c := &condition{either: true}
	for _, name := range names {
		if ref, ok := entity.CountryOf(name); ok {
			c.countries = append(c.countries, ref.ID)
		}
		for w := range strings.FieldsSeq(name) {
			if h, _ := hashWord(k.lex.fold, w); h != 0 {
				c.words = append(c.words, h)
			}
		}
	}
	return c
}

// writeDecisions writes what decide goes by, for the version.
func writeDecisions(w io.Writer, d entity.Decisions) {
	for _, e := range d.Entities {
		fmt.Fprintf(w, "%q\n", e)
	}
	fmt.Fprintf(w, "%q\n", d.Ignore)
}

package main

import (
	"io/fs"
	"strings"
	"unicode"

	"dateline/archive/entity/tag"
)

// addTables takes the names in Latin letters from our tables of well-known people,
// organisations and places.
func addTables(b *tag.Builder, tables fs.FS) error {
	for _, t := range []struct {
		name string
		add  func(columns []string)
	}{
		{"resolve/organisations.tsv", func(c []string) { addEach(b, "body", c[0]) }},
		{"resolve/people.tsv", func(c []string) { addPerson(b, c[0]) }},
		{"resolve/given.tsv", func(c []string) { addWords(b, "first-name", c[len(c)-1]) }},
		{"place/tables/demonyms.tsv", func(c []string) { addEach(b, "demonym", c[len(c)-1]) }},
		{"place/tables/states.tsv", func(c []string) { addEach(b, "region", c[len(c)-1]) }},
		{"place/tables/regions.tsv", func(c []string) { addEach(b, "place", c[len(c)-1]) }},
	} {
		content, err := open(tables, t.name)
		if err != nil {
			return err
		}
		for line := range strings.Lines(content) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
				t.add(strings.Split(line, "\t"))
			}
		}
	}
	return nil
}

// addEach puts names with semicolons between them on a list.
func addEach(b *tag.Builder, list, names string) {
	for name := range strings.SplitSeq(names, ";") {
		if name = strings.Trim(name, " !"); isLatin(name) {
			b.List(list, name)
		}
	}
}

func addWords(b *tag.Builder, list, words string) {
	for w := range strings.FieldsSeq(words) {
		b.List(list, w)
	}
}

// addPerson reads "First|Other first Surname|Other surname;the same in another
// script".
func addPerson(b *tag.Builder, names string) {
	for name := range strings.SplitSeq(names, ";") {
		words := strings.Fields(name)
		for i, variants := range words {
			list := "surname"
			if i == 0 && len(words) > 1 {
				list = "first-name"
			}
			for w := range strings.SplitSeq(variants, "|") {
				if w = strings.Trim(w, "!"); isLatin(w) {
					b.List(list, w)
				}
			}
		}
	}
}

// isLatin reports whether a name has letters, and all are Latin, the first one a
// capital.
func isLatin(name string) bool {
	for i, r := range name {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) || i == 0 && !unicode.IsUpper(r) {
			return false
		}
	}
	return name != ""
}

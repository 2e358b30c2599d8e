package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"dateline/archive/entity"
)

// lines calls do with each line of a file that is neither empty nor a comment.
func lines(path string, do func(line string) error) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	n := 0
	for line := range strings.Lines(string(content)) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := do(line); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	return nil
}

// readLists reads the names that need care: folder/notplaces.txt and so on.
func (b *builder) readLists(folder string) error {
	for file, set := range map[string]map[string]bool{"notplaces.txt": b.notPlace, "persons.txt": b.person, "words.txt": b.word, "weak.txt": b.weak} {
		err := lines(filepath.Join(folder, file), func(line string) error {
			for name := range strings.SplitSeq(line, ";") {
				set[strings.TrimSpace(name)] = true
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// readTable reads lines of a code, a tab, and names separated by semicolons.
func (b *builder) readTable(path, via string, langs langs, flags string) error {
	return lines(path, func(line string) error {
		code, names, ok := strings.Cut(line, "\t")
		if !ok || entity.CountryName(code) == "" {
			return fmt.Errorf("%q begins with no code of a country and a tab", line)
		}
		for name := range strings.SplitSeq(names, ";") {
			if name = strings.TrimSpace(name); name != "" {
				b.add(entry{name: name, code: code, via: via, langs: langs, flags: flags})
			}
		}
		return nil
	})
}

// readStems reads lines of a language, a code, and words with their way of naming
// and their stems: "uk	UA	d	українськ^;українц~".
func (b *builder) readStems(path string) error {
	return lines(path, func(line string) error {
		field := strings.Split(line, "\t")
		if len(field) != 4 || entity.CountryName(field[1]) == "" {
			return fmt.Errorf("%q: want language, code, way of naming, names", line)
		}
		for name := range strings.SplitSeq(field[3], ";") {
			e := entry{name: strings.TrimSpace(name), code: field[1], via: field[2]}
			if isLatin(e.name) {
				e.langs = langs{oneOf(field[0])}
			}
			b.add(e)
			if base, ok := strings.CutSuffix(e.name, "~"); ok && !strings.Contains(base, " ") && !endsInVowel(base) {
				e.name = base // a stem wants an ending
				b.add(e)
			}
		}
		return nil
	})
}

// readTraps reads names that mean no country, or another than they seem to.
func (b *builder) readTraps(path string) error {
	return lines(path, func(line string) error {
		name, code, _ := strings.Cut(line, "\t")
		if code != "" && entity.CountryName(code) == "" {
			return fmt.Errorf("%q is no code of a country", code)
		}
		b.add(entry{name: name, code: code, via: viaCity})
		return nil
	})
}

// readCountries takes the names of archive/entity that are fit for running text:
// abbreviations and "Korea, South" are not.
func (b *builder) readCountries() error {
	for _, ref := range entity.Countries() {
		for _, name := range append([]string{ref.Name}, ref.Aliases...) {
			if (name == ref.Name || len(name) > 4) && !strings.Contains(name, ",") {
				b.add(entry{name: name, code: ref.ID, via: viaName})
			}
		}
	}
	return nil
}

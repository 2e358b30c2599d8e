package main

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"dateline/archive/entity"
)

// readCLDR takes the name of every country in every language of CLDR.
func (b *builder) readCLDR() error {
	for _, tag := range display.Supported.Tags() {
		base, _ := tag.Base()
		names := display.Regions(tag)
		if names == nil {
			continue
		}
		for _, ref := range entity.Countries() {
			if len(ref.ID) == 2 {
				b.country(names.Name(language.MustParseRegion(ref.ID)), ref.ID, base.String())
			}
		}
	}
	return nil
}

// readUmpirsky takes the names of umpirsky/country-list, which are of a later
// CLDR.
func (b *builder) readUmpirsky(sources string) error {
	content, err := os.ReadFile(filepath.Join(sources, "country-names-13-languages.json"))
	if err != nil {
		return err
	}
	var list map[string]map[string]string
	if err := json.Unmarshal(content, &list); err != nil {
		return err
	}
	for _, code := range slices.Sorted(maps.Keys(list)) {
		for _, lang := range slices.Sorted(maps.Keys(list[code])) {
			b.country(list[code][lang], code, lang)
		}
	}
	return nil
}

// country takes in a country's name in a language, with its inflected forms.
func (b *builder) country(name, code, lang string) {
	name, _, _ = strings.Cut(name, " (") // Myanmar (Burma)
	name = strings.NewReplacer(" - ", "-", "–", "-", "ʼ", "'").Replace(name)
	if name == "" || entity.CountryName(code) == "" || len([]rune(name)) < 2 || isASCIIUpper(name) && len(name) < 3 {
		return
	}
	if lang == "en" {
		if len(name) >= 4 && !strings.Contains(name, "&") {
			b.add(entry{name: name, code: code, via: viaName})
		}
		return
	}
	b.official[name] = code
	e := entry{name: name, code: code, via: viaName}
	if isLatin(name) {
		e.langs = langs{oneOf(lang)}
	}
	b.add(e)
	for _, form := range inflections(name, lang) {
		e.name = form
		b.derive(e)
	}
}

func isASCIIUpper(s string) bool {
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return true
}

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/archive/entity"
)

// seeds are the files of newsmap and the language of each.
var seeds = []struct{ file, language string }{
	{"arabic", "ar"}, {"english", "en"}, {"french", "fr"}, {"german", "de"}, {"hebrew", "he"}, {"italian", "it"},
	{"portuguese", "pt"}, {"russian", "ru"}, {"spanish", "es"}, {"turkish", "tr"},
	{"japanese", "ja"}, {"chinese_simplified", "zh"}, {"chinese_traditional", "zh"},
}

var seedLine = regexp.MustCompile(`^\s*'?([A-Z]{2})'?:\s*\[(.*)\]`)

// readNewsmap takes the words that newsmap knows a country by. It does not say
// what each is: a word with * is an adjective or inflected, the names of countries
// are known from CLDR, and what is left are capitals and cities.
func (b *builder) readNewsmap(sources string) error {
	for _, seed := range seeds {
		path := filepath.Join(sources, "newsmap-country-seeds", seed.file+".yml")
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		found := 0
		for line := range strings.Lines(string(content)) {
			m := seedLine.FindStringSubmatch(line)
			if m == nil || entity.CountryName(m[1]) == "" {
				continue
			}
			found++
			for word := range strings.SplitSeq(m[2], ",") {
				b.seed(strings.Trim(word, " '\"\u00a0"), m[1], seed.language)
			}
		}
		if found < 150 {
			return fmt.Errorf("%s: only %d countries understood", path, found)
		}
	}
	return nil
}

func (b *builder) seed(word, code, lang string) {
	name := strings.TrimSuffix(word, "*")
	n := utf8.RuneCountInString(name)
	if n < 3 && scriptOf(name) != "other" || n < 2 || b.notPlace[name] || strings.Contains(name, "*") && lang != "ru" {
		return
	}
	r, _ := utf8.DecodeRuneInString(name)
	stemmed := strings.HasSuffix(word, "*")
	e := entry{name: name, code: code, via: viaDemonym}
	if isLatin(name) {
		e.langs = langs{lang}
		if isASCIIUpper(name) || n < 4 || !independent(code) && code != "PR" && code != "GL" && stemmed {
			return
		}
	}
	switch {
	case b.official[name] == code:
		e.via = viaName
	case !stemmed && (unicode.IsUpper(r) || scriptOf(name) == "other" || scriptOf(name) == "Arabic"):
		e.via = viaCity
	}
	if via, ok := b.viaOfStem(name, code); ok && unicode.IsUpper(r) && e.via != viaName {
		e.via = via
	}
	if lang == "en" {
		if e.via == viaDemonym && stemmed && n > 5 && !strings.HasPrefix(name, "S ") {
			b.derive(e)
			e.name += "s"
			b.derive(e)
		} else if e.via == viaCity && n > 4 && independent(code) {
			b.derive(e)
		}
		return
	}
	if scriptOf(name) == "Cyrillic" && !stemmed {
		b.derive(e)
		return
	}
	if !stemmed || scriptOf(name) == "other" {
		b.derive(e)
		return
	}
	if n < 4 {
		return
	}
	e.name = strings.ReplaceAll(name, "* ", "^ ") + "*"
	b.derive(e)
	if isLatin(name) && unicode.IsUpper(r) && lang != "tr" && lang != "de" {
		e.name = string(unicode.ToLower(r)) + e.name[utf8.RuneLen(r):]
		b.derive(e)
	}
}

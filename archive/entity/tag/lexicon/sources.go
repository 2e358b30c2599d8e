package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"unicode"

	"dateline/archive/entity/tag"
)

func unzip(content []byte, name string) (string, error) {
	z, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	all, err := io.ReadAll(z)
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return string(all), nil
}

// addClusters reads word, cluster of 1000, cluster of 128, most frequent first.
func addClusters(b *tag.Builder, data fs.FS, most int) error {
	const name = "entity-training/word-clusters-100k.tsv.gz"
	content, err := open(data, name)
	if err != nil {
		return err
	}
	n := 0
	for line := range strings.Lines(content) {
		c := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if n++; n > most {
			break
		}
		if len(c) != 3 {
			return fmt.Errorf("%s:%d: %d columns, want 3", name, n, len(c))
		}
		cluster, err1 := strconv.Atoi(c[1])
		coarse, err2 := strconv.Atoi(c[2])
		if err1 != nil || err2 != nil {
			return fmt.Errorf("%s:%d: clusters %q, %q: want numbers", name, n, c[1], c[2])
		}
		b.Cluster(c[0], cluster, coarse)
	}
	return nil
}

// addCities reads the table of GeoNames: id, name, name in ASCII, and more.
func addCities(b *tag.Builder, data fs.FS) error {
	content, err := open(data, "names/cities-geonames-100k.tsv.gz")
	if err != nil {
		return err
	}
	for line := range strings.Lines(content) {
		if c := strings.Split(line, "\t"); len(c) > 2 {
			b.List("city", c[1])
			b.List("city", c[2])
		}
	}
	return nil
}

// addNameWords reads the Latin side of the transliterations.
func addNameWords(b *tag.Builder, data fs.FS) error {
	for _, name := range []string{"names/transliteration-en-ru.tsv", "names/transliteration-en-ar.tsv"} {
		content, err := open(data, name)
		if err != nil {
			return err
		}
		for line := range strings.Lines(content) {
			word, _, _ := strings.Cut(line, "\t")
			b.List("name-word", word)
		}
	}
	return nil
}

// addSanctioned reads the people on sanctions lists, "SURNAME, First Middle".
func addSanctioned(b *tag.Builder, data fs.FS) error {
	for _, name := range []string{"names/persons-ofac-sdn.jsonl", "names/persons-un-list.jsonl"} {
		content, err := open(data, name)
		if err != nil {
			return err
		}
		for line := range strings.Lines(content) {
			var p struct {
				Name    string `json:"name"`
				Aliases []struct {
					Alias string `json:"alias"`
				} `json:"aliases"`
			}
			if err := json.Unmarshal([]byte(line), &p); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			addNames(b, p.Name)
			for _, a := range p.Aliases {
				addNames(b, a.Alias)
			}
		}
	}
	return nil
}

// addNames puts the words of a person's name on the list of such words.
func addNames(b *tag.Builder, name string) {
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' }) {
		if len(w) > 2 {
			b.List("name-word", w)
		}
	}
}

// addDemonyms reads the words that end in * of the list of countries: Russian*.
func addDemonyms(b *tag.Builder, data fs.FS) error {
	content, err := open(data, "names/newsmap-country-seeds/english.yml")
	if err != nil {
		return err
	}
	for line := range strings.Lines(content) {
		_, list, ok := strings.Cut(line, "[")
		if !ok {
			continue
		}
		list, _, _ = strings.Cut(list, "]")
		for w := range strings.SplitSeq(list, ",") {
			w = strings.Trim(w, " '\"")
			if stem, ok := strings.CutSuffix(w, "*"); ok {
				b.List("demonym", stem)
				b.List("demonym", stem+"s")
			} else if isPeople(w) {
				b.List("demonym", w)
			} else if w != "" {
				b.List("place", w)
			}
		}
	}
	return nil
}

// isPeople reports whether a word is for the people of a country by its end:
// Chinese, Irish, Seychellois. The others of the list end in a star.
func isPeople(w string) bool {
	for _, end := range []string{"ese", "ish", "ois", "oise", "tch", "ench"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// addLeaders reads the names of heads of state and government.
func addLeaders(b *tag.Builder, data fs.FS) error {
	content, err := open(data, "names/factbook-countries-and-leaders.json")
	if err != nil {
		return err
	}
	var all any
	if err := json.Unmarshal([]byte(content), &all); err != nil {
		return fmt.Errorf("factbook-countries-and-leaders.json: %w", err)
	}
	each(all, "", func(key, value string) {
		switch {
		case strings.Contains(key, "chief_of_state"), strings.Contains(key, "head_of_government"):
			for w := range strings.FieldsSeq(value) {
				if w = strings.Trim(w, ",.;()"); len(w) > 3 && strings.ToUpper(w) == w && strings.ToLower(w) != w {
					b.List("surname", w) // surnames are in capitals there
				}
			}
		case strings.Contains(key, "adjective"):
			b.List("demonym", value)
		}
	})
	return nil
}

// each calls f with every text in a JSON value and the key it is under.
func each(v any, key string, f func(key, value string)) {
	switch v := v.(type) {
	case string:
		f(key, v)
	case []any:
		for _, x := range v {
			each(x, key, f)
		}
	case map[string]any:
		for k, x := range v {
			each(x, k, f)
		}
	}
}

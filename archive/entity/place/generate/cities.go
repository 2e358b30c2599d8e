package main

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/archive/entity"
)

// city is a row of GeoNames.
type city struct {
	name, ascii, code string
	others            []string
	capital           bool
	population        int
}

func readGeoNames(sources string) ([]city, error) {
	path := filepath.Join(sources, "cities-geonames-100k.tsv.gz")
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var cities []city
	scanner := bufio.NewScanner(z)
	scanner.Buffer(nil, 1<<20)
	for scanner.Scan() {
		field := strings.Split(scanner.Text(), "\t")
		if len(field) < 15 || entity.CountryName(field[8]) == "" {
			continue
		}
		population, _ := strconv.Atoi(field[14])
		cities = append(cities, city{
			name: field[1], ascii: field[2], code: field[8], others: strings.Split(field[3], ","),
			capital: field[7] == "PPLC", population: population,
		})
	}
	slices.SortStableFunc(cities, func(a, b city) int { return cmp.Compare(b.population, a.population) })
	return cities, scanner.Err()
}

// independent tells which capital is meant where two share a name: that of a
// state, not of a territory.
func independent(code string) bool {
	switch code {
	case "AS", "AI", "AW", "BM", "BL", "BQ", "CC", "CK", "CW", "CX", "FK", "FO", "GF", "GG", "GI", "GL", "GP", "GS", "GU", "IM", "IO",
		"JE", "KY", "MF", "MP", "MQ", "MS", "NC", "NF", "NU", "PF", "PM", "PN", "PR", "RE", "SH", "SJ", "SX", "TC", "TF", "TK", "VG", "VI", "WF", "YT":
		return false
	}
	return true
}

// readCapitals takes the capitals of independent states before other cities.
func (b *builder) readCapitals(sources string) error {
	cities, err := readGeoNames(sources)
	if err != nil {
		return err
	}
	for _, c := range cities {
		if c.capital && independent(c.code) {
			b.city(c, viaCapital)
		}
	}
	return nil
}

// readCities takes the cities whose name is shared with no city of nearly the
// same size in another country.
func (b *builder) readCities(sources string) error {
	cities, err := readGeoNames(sources)
	if err != nil {
		return err
	}
	population := map[string]map[string]int{}
	for _, c := range cities {
		if population[c.ascii] == nil {
			population[c.ascii] = map[string]int{}
		}
		population[c.ascii][c.code] += c.population
	}
	for _, c := range cities {
		rest := 0
		for code, p := range population[c.ascii] {
			if code != c.code {
				rest += p
			}
		}
		if !c.capital && c.population >= 3*rest {
			b.city(c, viaCity)
		}
	}
	return nil
}

// city takes in a city under its names in the scripts that can be read here.
func (b *builder) city(c city, via string) {
	b.cities[c.code] = append(b.cities[c.code], cityName{via, append([]string{c.name, c.ascii}, c.others...)})
	for _, name := range []string{c.name, c.ascii} {
		if !b.notPlace[name] && utf8.RuneCountInString(name) >= 3 {
			b.derive(entry{name: name, code: c.code, via: via})
		}
	}
	for _, name := range c.others {
		script, n := scriptOf(name), utf8.RuneCountInString(name)
		if b.notPlace[name] || n < 4 || !oneScript(name) || strings.ContainsAny(name, "()/.\"0123456789") {
			continue
		}
		e := entry{name: name, code: c.code, via: via}
		switch script {
		case "Latin":
			r, _ := utf8.DecodeRuneInString(name)
			if !c.capital && c.population < 700_000 || !unicode.IsUpper(r) || strings.ToUpper(name) == name || n < 5 && c.population < 2_000_000 {
				continue
			}
			e.langs, e.flags = notEnglish, "w"
		case "Cyrillic":
			if !c.capital && c.population < 500_000 && c.code != "UA" && c.code != "RU" && c.code != "BY" {
				continue
			}
			if n >= 5 {
				for _, form := range slavic(name) {
					b.derive(entry{name: form, code: c.code, via: via})
				}
			}
		case "Greek":
			if !c.capital && c.population < 700_000 && c.code != "GR" && c.code != "CY" {
				continue
			}
		case "Arabic":
			if !c.capital && (c.population < 1_000_000 || n < 5) {
				continue
			}
		default:
			continue
		}
		b.derive(e)
	}
}

// cityName is how a city's names name its country.
type cityName struct {
	via   string
	names []string
}

// viaOfStem tells whether a stem is that of a capital or a city of a country.
func (b *builder) viaOfStem(stem, code string) (string, bool) {
	for _, c := range b.cities[code] {
		for _, name := range c.names {
			if strings.HasPrefix(name, stem) && len(name) <= len(stem)+4 {
				return c.via, true
			}
		}
	}
	return "", false
}

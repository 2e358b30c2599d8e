// Command generate writes the table of names that package place finds countries
// by. It runs in the folder of that package:
//
//	go generate ./archive/entity/place
//
// Its sources are the tables in the folder tables, which are written by hand, the
// names of CLDR, and four files of the folder that -sources names: GeoNames
// cities (CC BY 4.0), umpirsky/country-list (MIT), the seeds of newsmap (MIT) and
// the World Factbook (public domain). The same sources give the same table.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	sources := flag.String("sources", filepath.Join("..", "..", "..", "..", "shared", "data", "names"), "folder of the sources")
	out := flag.String("o", "names.zst", "file to write")
	text := flag.String("text", "", "file to write the table to as text, for reading")
	flag.Parse()
	if err := generate(*sources, *out, *text); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func generate(sources, out, text string) error {
	b := newBuilder()
	steps := []struct {
		name string
		do   func(b *builder) error
	}{
		{"lists", func(b *builder) error { return b.readLists("tables") }},
		{"names", func(b *builder) error { return b.readTable("tables/names.tsv", viaName, anyLanguage, "") }},
		{"traps", func(b *builder) error { return b.readTraps("tables/traps.txt") }},
		{"countries", func(b *builder) error { return b.readCountries() }},
		{"demonyms", func(b *builder) error { return b.readTable("tables/demonyms.tsv", viaDemonym, english, "") }},
		{"stems", func(b *builder) error { return b.readStems("tables/stems.tsv") }},
		{"metonyms", func(b *builder) error { return b.readTable("tables/metonyms.tsv", viaMetonym, anyLanguage, "") }},
		{"capitals", func(b *builder) error { return b.readCapitals(sources) }},
		{"states", func(b *builder) error { return b.readTable("tables/states.tsv", viaCity, anyLanguage, "r") }},
		{"regions", func(b *builder) error { return b.readTable("tables/regions.tsv", viaCity, anyLanguage, "") }},
		{"cldr", func(b *builder) error { return b.readCLDR() }},
		{"umpirsky", func(b *builder) error { return b.readUmpirsky(sources) }},
		{"newsmap", func(b *builder) error { return b.readNewsmap(sources) }},
		{"cities", func(b *builder) error { return b.readCities(sources) }},
		{"leaders", func(b *builder) error { return b.readLeaders("tables/leaders.txt") }},
		{"factbook", func(b *builder) error { return b.readFactbook(sources) }},
	}
	for _, s := range steps {
		before := len(b.entries)
		if err := s.do(b); err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "%-10s %6d\n", s.name, len(b.entries)-before)
	}
	table := b.table()
	if text != "" {
		if err := os.WriteFile(text, table, 0o644); err != nil {
			return err
		}
	}
	packed, err := pack(table)
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d names, %d bytes, packed %d\n", b.names, len(table), len(packed))
	return os.WriteFile(out, packed, 0o644)
}

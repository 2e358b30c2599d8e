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
	table, err := makeTable(sources)
	if err != nil {
		return err
	}
	if text != "" {
		if err := os.WriteFile(text, table, 0o644); err != nil {
			return err
		}
	}
	packed, err := pack(table)
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d bytes, packed %d\n", len(table), len(packed))
	return os.WriteFile(out, packed, 0o644)
}

// makeTable reads all sources, those that are surest of a name first.
func makeTable(sources string) ([]byte, error) {
	b := newBuilder()
	for _, step := range []func() error{
		func() error { return b.readLists("tables") },
		func() error { return b.readTable("tables/names.tsv", viaName, anyLanguage, "") },
		func() error { return b.readTraps("tables/traps.txt") },
		b.readCountries,
		func() error { return b.readTable("tables/demonyms.tsv", viaDemonym, english, "") },
		func() error { return b.readStems("tables/stems.tsv") },
		func() error { return b.readTable("tables/metonyms.tsv", viaMetonym, anyLanguage, "") },
		func() error { return b.readCapitals(sources) },
		func() error { return b.readTable("tables/states.tsv", viaCity, anyLanguage, "r") },
		func() error { return b.readTable("tables/regions.tsv", viaCity, anyLanguage, "") },
		b.readCLDR,
		func() error { return b.readUmpirsky(sources) },
		func() error { return b.readNewsmap(sources) },
		func() error { return b.readCities(sources) },
		func() error { return b.readLeaders("tables/leaders.txt") },
		func() error { return b.readFactbook(sources) },
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return b.table(), nil
}

// Command lexicon makes the lexicon that the recogniser's models are trained with:
// word clusters, and lists of names and of words that tell what a name is.
//
//	go run ./archive/entity/tag/lexicon --data ../shared/data --out FILE
//
// The lists beside this file were written for Dateline, but for towns.txt and
// regions.txt, which are from GeoNames (CC BY 4.0), and so were the tables of
// archive/entity that it takes names from. From the folder of data
// come the clusters of words (PDDL), cities (GeoNames, CC BY 4.0), words of names
// (NETransliteration, CC0; sanctions lists of the United States and the United
// Nations, public), demonyms (newsmap, MIT) and today's leaders (World Factbook,
// public domain).
package main

import (
	"embed"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"dateline/archive/entity"
	"dateline/archive/entity/tag"
)

//go:embed *.txt
var written embed.FS

// notes go into the lexicon, and so into every model.
const notes = "clusters of GloVe vectors (PDDL 1.0); cities, towns and regions from GeoNames (CC BY 4.0); words of names from NETransliteration (CC0) " +
	"and the sanctions lists of the United States and the United Nations (public); demonyms from newsmap (MIT); " +
	"leaders from the World Factbook (public domain); other lists written for Dateline"

func main() {
	data := flag.String("data", "../shared/data", "folder of the data")
	tables := flag.String("tables", "archive/entity", "folder of our tables of people, organisations and places")
	out := flag.String("out", "", "file to write")
	clusters := flag.Int("words", 100_000, "how many of the words with a cluster, the most frequent ones")
	flag.Parse()
	if err := run(os.DirFS(*data), os.DirFS(*tables), *out, *clusters); err != nil {
		fmt.Fprintln(os.Stderr, "lexicon:", err)
		os.Exit(1)
	}
}

func run(data, tables fs.FS, out string, clusters int) error {
	b := tag.NewBuilder()
	if err := addWritten(b); err != nil {
		return err
	}
	for _, c := range entity.Countries() {
		for _, name := range append([]string{c.Name}, c.Aliases...) {
			if len(name) > 3 || strings.ToUpper(name) != name { // the codes are words, too
				b.List("country", name)
			}
		}
	}
	for _, add := range []func(*tag.Builder, fs.FS) error{addCities, addNameWords, addSanctioned, addDemonyms, addLeaders} {
		if err := add(b, data); err != nil {
			return err
		}
	}
	if err := addTables(b, tables); err != nil {
		return err
	}
	if err := addClusters(b, data, clusters); err != nil {
		return err
	}
	f, err := os.Create(filepath.Clean(out))
	if err != nil {
		return err
	}
	return errors.Join(b.Lexicon(notes).Write(f), f.Close())
}

// lists says which list each file is.
var lists = []struct {
	file, list string
	lines      bool // names, one a line or with semicolons between; else words
}{
	{"first-names.txt", "first-name", false},
	{"surnames.txt", "surname", false},
	{"places.txt", "place", true},
	{"bodies.txt", "body", true},
	{"more-bodies.txt", "body", true},
	{"heads.txt", "head", false},
	{"firms.txt", "firm", false},
	{"titles.txt", "title", false},
	{"roles.txt", "role", false},
	{"media.txt", "media", false},
	{"terms.txt", "term", false},
	{"small.txt", "small", false},
	{"peoples.txt", "demonym", false},
	{"towns.txt", "town", true},
	{"regions.txt", "region", true},
	{"sites.txt", "site", false},
}

func addWritten(b *tag.Builder) error {
	for _, l := range lists {
		content, err := written.ReadFile(l.file)
		if err != nil {
			return err
		}
		for line := range strings.Lines(string(content)) {
			line = strings.TrimSpace(line)
			switch {
			case line == "" || strings.HasPrefix(line, "#"):
			case l.lines:
				for name := range strings.SplitSeq(line, ";") {
					b.List(l.list, name)
				}
			default:
				for w := range strings.FieldsSeq(line) {
					b.List(l.list, w)
				}
			}
		}
	}
	return nil
}

// open reads a file of the data, unpacked.
func open(data fs.FS, name string) (string, error) {
	content, err := fs.ReadFile(data, path.Clean(name))
	if err != nil {
		return "", fmt.Errorf("%w (see --data)", err)
	}
	if strings.HasSuffix(name, ".gz") {
		return unzip(content, name)
	}
	return string(content), nil
}

package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"dateline/archive/ingest"
)

// shared finds real data beside the repository. Without it a test is skipped,
// but not where the checks of a change run.
func shared(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(root, "..", "shared", name)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if os.Getenv("DATELINE_CI") == "1" {
			t.Fatalf("%s is not there", path)
		}
		t.Skipf("needs %s, which is not part of the repository", path)
	}
	return path
}

func TestRealText(t *testing.T) {
	dir := t.TempDir()
	rep := decode[ingest.Report](t, dateline(t, exitDone, "import", "--json", "--archive", dir, shared(t, "seed")))
	if rep.New != rep.Read || rep.New == 0 || !rep.Searchable {
		t.Fatalf("report = %+v", rep)
	}
	type result struct {
		Total   int
		Results []struct {
			Title     string
			Published *string
		}
	}
	got := decode[result](t, dateline(t, exitDone, "search", "--json", "--archive", dir, `putin "rare earths"`))
	if got.Total != 1 {
		t.Fatalf("search finds %d articles, want 1", got.Total)
	}
	if hit := got.Results[0]; hit.Title == "" || hit.Published != nil {
		t.Errorf("result = %q, published %v, want a title and no date", hit.Title, hit.Published)
	}
}

// TestReuters imports two files of Reuters-21578, one of which holds a story
// without any text, and compares the countries that came with them with counts
// made from the files by other means.
func TestReuters(t *testing.T) {
	importing := []string{"import", "--json", "--archive", t.TempDir()}
	records, places := 0, map[string]int{}
	for _, name := range []string{"reut2-000.sgm.gz", "reut2-012.sgm.gz"} {
		file := shared(t, "data/reuters-21578/"+name)
		n, of := countPlaces(t, file)
		records += n
		for place, count := range of {
			places[place] += count
		}
		importing = append(importing, file)
	}

	dir := importing[3]
	rep := decode[ingest.Report](t, dateline(t, exitDone, importing...))
	if rep.Read != records || rep.New != records || rep.Rejected != 0 || !rep.Searchable {
		t.Errorf("report = %+v, want %d read and new", rep, records)
	}
	again := decode[ingest.Report](t, dateline(t, exitDone, importing...))
	if again.Unchanged != records {
		t.Errorf("second report = %+v, want %d unchanged", again, records)
	}

	for place, code := range map[string]string{
		"usa": "US", "uk": "GB", "japan": "JP", "canada": "CA", "brazil": "BR", "france": "FR", "ussr": "SUHH",
		"west-germany": "DE", "switzerland": "CH", "hong-kong": "HK", "south-korea": "KR", "iran": "IR",
	} {
		want := places[place]
		if want == 0 {
			t.Errorf("no article on %s: the test counts wrongly", place)
		}
		for _, args := range [][]string{{"--country", code}, {"country:" + code}} {
			args = append([]string{"search", "--json", "--limit", "1", "--archive", dir}, args...)
			if got := decode[found](t, dateline(t, exitDone, args...)).Total; got != want {
				t.Errorf("%q finds %d articles, want %d on %s", args[len(args)-1], got, want, place)
			}
		}
	}
}

var (
	recordPattern = regexp.MustCompile(`(?s)<REUTERS .*?</REUTERS>`)
	placesPattern = regexp.MustCompile(`(?s)<PLACES>(.*?)</PLACES>`)
	placePattern  = regexp.MustCompile(`<D>([^<]*)</D>`)
)

// countPlaces counts the records of an SGML file, and for each place the records
// that name it.
func countPlaces(t *testing.T, name string) (records int, places map[string]int) {
	t.Helper()
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	zip, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(zip)
	if err != nil {
		t.Fatal(err)
	}
	places = map[string]int{}
	for _, record := range recordPattern.FindAll(text, -1) {
		records++
		seen := map[string]bool{}
		for _, list := range placesPattern.FindAllSubmatch(record, -1) {
			for _, place := range placePattern.FindAllSubmatch(list[1], -1) {
				if name := string(place[1]); !seen[name] {
					seen[name] = true
					places[name]++
				}
			}
		}
	}
	return records, places
}

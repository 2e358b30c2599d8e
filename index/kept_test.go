package index

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"dateline/archive"
)

// varied makes articles that differ in all that columns hold.
func varied(t testing.TB, from, n int) []archive.Article {
	articles := some(from, n)
	for i := range articles {
		k := from + i
		a := &articles[i]
		a.Source, a.Language = fmt.Sprint("Paper ", k%5), []string{"en", "de", ""}[k%3]
		a.URL = fmt.Sprintf("https://site%d.example/%d", k%4, k)
		if k%7 > 0 {
			a.Published = date(t, fmt.Sprintf("20%02d-0%d-11", k%30, 1+k%9))
		}
		for j := range k % 3 {
			a.Authors = append(a.Authors, fmt.Sprintf("Author %d", k%(7+j)))
		}
		a.Entities = refs(fmt.Sprint("person:Person ", k%11), fmt.Sprint("organisation:Firm ", k%6), "country:FR", fmt.Sprint("topic:Topic ", k%4))
	}
	return articles
}

// openKept opens an index and says whether its columns came from the file.
func openKept(t *testing.T, store *archive.Store) (*Index, bool) {
	t.Helper()
	x, err := Open(context.Background(), store, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	used := x.kept != [2]int64{}
	follow(t, x)
	if faults, err := x.Check(context.Background()); err != nil || len(faults) > 0 {
		t.Fatalf("check: %v, %v", faults, err)
	}
	return x, used
}

// countsOf is all that an index counts, as text.
func countsOf(t *testing.T, x *Index) string {
	t.Helper()
	r := search(t, x, Query{Timeline: Month, FacetLimit: 100})
	out := fmt.Sprint(r.Total, *r.Timeline, search(t, x, Query{Text: "has:duplicates"}).Total)
	for _, f := range r.Facets {
		out += "\n" + f.Field + " " + summary(f)
	}
	return out
}

func TestColumnsAreKept(t *testing.T) {
	ctx := t.Context()
	store := newArchive(t)
	ids := put(t, store, varied(t, 0, 300)...)
	x := openIndex(t, store)
	file := filepath.Join(x.dir, keptFile)
	compare := func(t *testing.T, kept *Index) { // with the same without the file
		t.Helper()
		have := countsOf(t, kept)
		kept.Close()
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		x, used := openKept(t, store)
		if used {
			t.Error("a file that is not there is used")
		}
		if want := countsOf(t, x); have != want {
			t.Errorf("kept:\n%s\nwant:\n%s", have, want)
		}
		x.Close()
	}
	x.Close()
	old, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	y, used := openKept(t, store)
	if !used {
		t.Error("the file is not used")
	}
	compare(t, y)

	t.Run("older than the index", func(t *testing.T) {
		changed := varied(t, 0, 10)
		for i := range changed {
			changed[i].Title, changed[i].Source = "Another bridge", "Paper 9"
		}
		put(t, store, changed...)
		put(t, store, varied(t, 300, 5)...)
		if err := store.SetStatus(ctx, ids[20], archive.Withdrawn, "test"); err != nil {
			t.Fatal(err)
		}
		openIndex(t, store).Close()
		if err := os.WriteFile(file, old, 0o600); err != nil {
			t.Fatal(err)
		}
		put(t, store, varied(t, 5, 1)...) // changes again, after the index
		y, used := openKept(t, store)
		if !used {
			t.Error("the file is not used")
		}
		compare(t, y)
	})
	t.Run("newer than the index", func(t *testing.T) {
		y, _ := openKept(t, store)
		y.Close()
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.RemoveAll(y.dir); err != nil || os.Mkdir(y.dir, 0o755) != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		y, used := openKept(t, store)
		if used {
			t.Error("columns from the future are used")
		}
		y.Close()
	})
	t.Run("entities merged since", func(t *testing.T) {
		if _, err := store.Decide(ctx, "ed", archive.Decision{Action: archive.MergeInto, Kind: archive.Person, Entity: "person-1", Value: "person-2"}); err != nil {
			t.Fatal(err)
		}
		y, used := openKept(t, store)
		if used {
			t.Error("columns from before a merge are used")
		}
		y.Close()
		if y, used = openKept(t, store); !used {
			t.Error("columns after a merge are not kept")
		}
		compare(t, y)
	})
	t.Run("another archive", func(t *testing.T) {
		other := newArchive(t)
		put(t, other, varied(t, 0, 300)...)
		openIndex(t, other).Close()
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(other.Dir(), "index", keptFile), data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, used := openKept(t, other); used {
			t.Error("another archive's columns are used")
		}
	})
}

// Whatever the file holds, an index opens with the columns of its archive.
func TestKeptColumnsAreDamaged(t *testing.T) {
	store := newArchive(t)
	put(t, store, varied(t, 0, 30)...)
	x := openIndex(t, store)
	x.Close()
	file := filepath.Join(x.dir, keptFile)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"empty": {}, "cut": whole[:len(whole)/2], "magic alone": []byte(keptMagic + "1234"),
		"a byte": append(bytes.Clone(whole[:100]), append([]byte{whole[100] ^ 1}, whole[101:]...)...),
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(file, data, 0o600); err != nil {
				t.Fatal(err)
			}
			x, used := openKept(t, store)
			if used {
				t.Error("a damaged file is used")
			}
			x.Close()
			if got, err := os.ReadFile(file); err != nil || !bytes.Equal(got, whole) {
				t.Errorf("the file is not written anew: %v", err)
			}
		})
	}
}

// FuzzColumnReader: a file with the right checksum may still make no sense.
func FuzzColumnReader(f *testing.F) {
	store := newArchive(f)
	put(f, store, varied(f, 0, 30)...)
	x := openIndex(f, store)
	x.Close()
	whole, err := os.ReadFile(filepath.Join(x.dir, keptFile))
	if err != nil {
		f.Fatal(err)
	}
	r := &columnReader{data: whole[len(keptMagic) : len(whole)-4]}
	r.text()
	r.number()
	r.number()
	f.Add(bytes.Clone(r.data))
	f.Add([]byte{10, 10})
	f.Fuzz(func(t *testing.T, data []byte) {
		r := &columnReader{data: data}
		cols, err := r.columns(x.view.values)
		if err == nil && (cols.live < 0 || cols.live > math.MaxInt) {
			t.Error("less than nothing")
		}
	})
}

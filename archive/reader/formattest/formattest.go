// Package formattest is how the tests of the news-industry formats look at a
// reader: what it makes of a document, in words, and whether it bears any bytes.
package formattest

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"dateline/archive"
	"dateline/archive/reader/format"
)

// Read is the function that a format has.
type Read func(context.Context, format.Input, format.Yield) error

// Show reads a document and gives each record in words, only what it has.
func Show(t testing.TB, read Read, document string) []string {
	t.Helper()
	var shown []string
	err := read(t.Context(), format.Input{Name: "a", Base: "a", Body: strings.NewReader(document)}, func(rec format.Record) error {
		if len(rec.Original) == 0 {
			t.Error("a record without the bytes received")
		}
		shown = append(shown, show(rec))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return shown
}

// Is compares what Show gave with what is wanted, line by line without the blanks
// around them; records are parted by empty lines.
func Is(t testing.TB, got []string, want string) {
	t.Helper()
	var lines []string
	for line := range strings.Lines(strings.TrimSpace(want)) {
		lines = append(lines, strings.TrimSpace(line))
	}
	if joined := strings.Join(got, "\n\n"); joined != strings.Join(lines, "\n") {
		t.Errorf("got\n%s\n\nwant\n%s", joined, strings.Join(lines, "\n"))
	}
}

func show(rec format.Record) string {
	if rec.Problem != nil {
		return fmt.Sprintf("line %d: rejected: %v", rec.Line, rec.Problem)
	}
	a := &rec.Article
	lines := []string{strings.TrimSpace(fmt.Sprintf("line %d: %s", rec.Line, a.Title))}
	add := func(name, value string) {
		if value != "" {
			lines = append(lines, name+": "+value)
		}
	}
	add("guid", a.GUID)
	add("url", a.URL)
	add("source", a.Source)
	add("by", strings.Join(a.Authors, " + "))
	add("published", a.Published.String())
	add("revised", a.Revised.String())
	add("version", a.PublisherVersion)
	add("embargo", a.Embargo.String())
	if a.Status != archive.Usable { // or not said
		add("status", string(a.Status))
	}
	add("language", a.Language)
	add("slug", a.Slug)
	add("section", a.Section)
	add("place", a.Place)
	if a.Urgency > 0 {
		add("urgency", fmt.Sprint(a.Urgency))
	}
	add("note", a.Note)
	add("rights", a.Rights)
	add("usage", a.Usage)
	var about []string
	for _, e := range a.Entities {
		about = append(about, string(e.Kind)+" "+e.Name)
	}
	add("about", strings.Join(about, ", "))
	for _, p := range a.Body {
		lines = append(lines, string(p.Kind)+"¶ "+p.Text)
	}
	return strings.Join(lines, "\n")
}

// The most that reading a document of a fuzz test may take.
const (
	maxTime   = 2 * time.Second
	maxMemory = 256 << 20
)

// Fuzz checks of any bytes that reading them ends soon, in little memory, with
// records that are articles or say why not.
func Fuzz(f *testing.F, read Read, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, document []byte) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		begun := time.Now()
		err := read(t.Context(), format.Input{Name: "a", Body: strings.NewReader(string(document))}, func(rec format.Record) error {
			if rec.Problem == nil && rec.Skipped == "" && rec.Article.Title == "" && (rec.Article.Status == "" || rec.Article.Status == archive.Usable) {
				t.Error("an article without a title")
			}
			if rec.Problem != nil && strings.TrimSpace(rec.Problem.Error()) == "" {
				t.Error("a problem without words")
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		runtime.ReadMemStats(&after)
		if took := time.Since(begun); took > maxTime {
			begun = time.Now() // again, since the machine may have been busy
			read(t.Context(), format.Input{Name: "a", Body: strings.NewReader(string(document))}, func(format.Record) error { return nil })
			if again := time.Since(begun); again > maxTime {
				t.Errorf("took %v and %v", took, again)
			}
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > maxMemory {
			t.Errorf("allocated %d MiB", used>>20)
		}
	})
}

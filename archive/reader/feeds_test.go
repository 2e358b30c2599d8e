package reader

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestGoldenFeeds reads the feeds of other readers' tests, good and ill-formed
// ones, and compares what comes of each with a list that was looked through; its
// counts of items are those of the start tags in the files.
func TestGoldenFeeds(t *testing.T) {
	dir := shared(t, "data/feeds")
	var got strings.Builder
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			name, _ := filepath.Rel(dir, path)
			fmt.Fprintln(&got, golden(filepath.ToSlash(name), readAll(t, path, Options{}), dir))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", "feeds.golden")
	if *updateGolden {
		if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(want), "\n")
	for i, line := range strings.Split(got.String(), "\n") {
		if i >= len(lines) || line != lines[i] {
			t.Errorf("got\n%s\nwant\n%s", line, lines[min(i, len(lines)-1)])
		}
	}
}

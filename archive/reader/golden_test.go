package reader

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/archive"
)

var updateGolden = flag.Bool("golden", false, "write the golden lists anew, to be looked through")

// TestGolden reads real files of the bulk formats and compares how many articles
// they give, what else is in them and every problem with lists that were looked
// through and counted by other means.
func TestGolden(t *testing.T) {
	for _, folder := range []string{"agency-xml", "csv", "email", "newsml-1.2", "newsml-g2", "ninjs-and-agency-json", "nitf", "sitemap", "warc", "wire-text", "wxr"} {
		t.Run(folder, func(t *testing.T) {
			dir := shared(t, "data/formats/"+folder)
			var got strings.Builder
			entries, err := os.ReadDir(dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range entries {
				path := filepath.Join(dir, e.Name())
				fmt.Fprintln(&got, golden(e.Name(), readAll(t, path, Options{}), dir))
			}
			file := filepath.Join("testdata", folder+".golden")
			if *updateGolden {
				if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(want, []byte(got.String())) {
				t.Errorf("%s: got\n%swant\n%s", file, got.String(), want)
			}
		})
	}
}

// golden is what came of one file, in one line.
func golden(name string, items []Item, dir string) string {
	articles := 0
	skipped := map[string]int{}
	var problems []string
	for _, item := range items {
		switch {
		case item.Skipped != "":
			skipped[item.Skipped]++
		case item.Problem != nil:
			problem := strings.TrimPrefix(item.Problem.Error(), dir+string(filepath.Separator))
			problems = append(problems, strings.TrimPrefix(problem, name))
		default:
			articles++
		}
	}
	line := fmt.Sprintf("%s: %d articles", name, articles)
	for _, kind := range slices.Sorted(maps.Keys(skipped)) {
		line += fmt.Sprintf(", %d × %s", skipped[kind], kind)
	}
	for _, p := range problems {
		line += " | " + p
	}
	return line
}

// TestJekyllPosts wants title, day and source of every post of a real site.
func TestJekyllPosts(t *testing.T) {
	dir := shared(t, "data/formats/markdown-front-matter")
	items := readAll(t, dir, Options{})
	if len(items) != 25 {
		t.Errorf("%d items of 25 files", len(items))
	}
	for _, item := range items {
		if a := item.Article; item.Problem != nil || a.Title == "" || a.Published.Precision() < archive.ToDay || len(a.Body) < 2 || a.URL == "" {
			t.Errorf("%s: %v, %q, %s, %d paragraphs, %s", item.Input, item.Problem, a.Title, a.Published, len(a.Body), a.URL)
		}
	}
}

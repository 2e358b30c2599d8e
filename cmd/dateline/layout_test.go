package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// root is the top of the repository, seen from this package.
const root = "../.."

// mayImport says which packages of ours each folder, with the folders below it,
// may import. The types of archive/entity and index/query are part of the
// signatures of archive and index, and so go where those go.
var mayImport = map[string][]string{
	"cmd/dateline":               {"archive", "archive/diff", "archive/entity", "archive/entity/recognise", "archive/entity/resolve", "archive/entity/tag", "archive/entity/tag/corpus", "archive/fetch", "archive/ingest", "archive/ingest/poll", "archive/language", "archive/reader", "archive/reader/feed", "archive/sample", "index", "index/bench", "index/quality", "index/query", "web"},
	"archive":                    {"archive/alike", "archive/entity"},
	"archive/alike":              {},
	"archive/diff":               {},
	"archive/entity":             {},
	"archive/entity/token":       {},
	"archive/entity/tag":         {"archive/entity", "archive/entity/token"},
	"archive/entity/tag/lexicon": {"archive/entity", "archive/entity/tag", "archive/entity/token"},
	"archive/entity/tag/corpus":  {"archive/entity", "archive/entity/tag", "archive/entity/token"},
	"archive/entity/place":       {"archive/entity", "archive/entity/place", "archive/entity/token"},
	"archive/entity/resolve":     {"archive/entity", "archive/entity/token"},
	"archive/entity/recognise":   {"archive/entity", "archive/entity/place", "archive/entity/resolve", "archive/entity/tag", "archive/entity/token"},
	"archive/ingest":             {"archive", "archive/entity", "archive/entity/recognise", "archive/entity/resolve", "archive/language", "archive/reader", "archive/reader/format"},
	"archive/ingest/poll":        {"archive", "archive/fetch", "archive/ingest", "archive/reader", "archive/reader/format", "archive/reader/page"},
	"archive/language":           {},
	"archive/reader":             {"archive", "archive/entity", "archive/fetch", "archive/reader/date", "archive/reader/document", "archive/reader/field", "archive/reader/format", "archive/reader/markup", "archive/reader/nitf", "archive/reader/page", "archive/reader/prose", "archive/reader/wire", "archive/reader/xmltree"},
	"archive/reader/date":        {"archive", "archive/entity"},
	"archive/reader/prose":       {"archive", "archive/reader/date"},
	"archive/reader/document":    {"archive", "archive/reader/date", "archive/reader/field", "archive/reader/prose"},
	"archive/reader/field":       {"archive", "archive/entity", "archive/reader/date", "archive/reader/prose"},
	"archive/reader/format":      {"archive", "archive/reader/prose"},
	"archive/reader/markup":      {"archive/reader/prose"},
	"archive/reader/xmltree":     {"archive", "archive/reader/format", "archive/reader/prose"},
	"archive/reader/wire":        {"archive", "archive/entity", "archive/reader/date", "archive/reader/field", "archive/reader/prose"},
	"archive/fetch":              {},
	"archive/sample":             {},
	"index":                      {"archive", "archive/entity", "index/query", "index/segment"},
	"index/bench":                {"archive", "archive/entity", "archive/reader", "archive/sample", "index", "index/query"},
	"index/quality":              {"archive", "archive/entity", "index"},
	"index/query":                {},
	"index/segment":              {},
	"web":                        {"archive", "archive/diff", "archive/entity", "archive/ingest", "index", "index/query", "static"},
	"static":                     {},

	"archive/reader/page/evaluate": {"archive", "archive/entity", "archive/reader/field", "archive/reader/page", "archive/reader/prose"},
}

// comparing has a folder that uses libraries to compare them with our own work, and
// so may use all of them.
const comparing = "index/bench"

// keepsTo says which folder the use of a library is kept to, so that it can be
// exchanged in one place.
var keepsTo = map[string]string{
	"github.com/abadojack/":            "archive/language",
	"github.com/blevesearch/":          "index", // and index/segment, its format
	"github.com/labstack/":             "web",
	"modernc.org/":                     "archive",
	"database/sql":                     "archive",
	"github.com/alecthomas/kong":       "cmd/dateline",
	"go.yaml.in/":                      "archive/entity/resolve",
	"codeberg.org/readeck/":            "archive/reader/page",
	"github.com/schollz/progressbar/":  "cmd/dateline",
	"github.com/rogpeppe/go-internal/": "",
	"github.com/chromedp/":             "",
}

// topLevel is everything that may stand at the top of the repository.
var topLevel = []string{
	".ci", ".git", ".gitignore", "CHANGELOG.md", "LICENSE", "README.md", "archive", "cmd", "docs", "go.mod", "go.sum",
	"index", "static", "web",
}

func TestLayout(t *testing.T) {
	t.Run("imports", func(t *testing.T) {
		for file, imports := range importsOf(t) {
			folder := filepath.ToSlash(filepath.Dir(file))
			allowed, ours := allowedIn(folder)
			if !ours {
				t.Errorf("%s: no rule for this folder", file)
			}
			for _, path := range imports {
				if own, ok := strings.CutPrefix(path, "dateline/"); ok && !slices.Contains(allowed, own) && !partOf(own, folder) {
					t.Errorf("%s imports %s: %s may import only %q", file, own, folder, allowed)
				}
				for library, only := range keepsTo {
					if strings.HasPrefix(path, library) && folder != only && folder != only+"/segment" && folder != comparing {
						t.Errorf("%s imports %s: only %q may", file, path, only)
					}
				}
			}
		}
	})
	t.Run("top level", func(t *testing.T) {
		entries, err := os.ReadDir(root)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if !slices.Contains(topLevel, e.Name()) && !ignored(t, e.Name()) {
				t.Errorf("%s: not part of the layout", e.Name())
			}
		}
	})
	t.Run("names", func(t *testing.T) {
		for file := range importsOf(t) {
			for part := range strings.SplitSeq(filepath.ToSlash(filepath.Dir(file)), "/") {
				if slices.Contains([]string{"util", "utils", "common", "helpers", "misc"}, part) {
					t.Errorf("%s: a helper lives with the concept it serves", file)
				}
			}
		}
	})
}

// importsOf gives the imports of every Go file but the tests, by its path from
// the root.
func importsOf(t *testing.T) map[string][]string {
	t.Helper()
	imports := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == ".git" || d.Name() == "node_modules") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		imports[rel] = nil
		for _, spec := range file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			imports[rel] = append(imports[rel], name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return imports
}

// allowedIn finds the rule of a folder, or of the nearest one above it.
func allowedIn(folder string) ([]string, bool) {
	for ; folder != "."; folder = filepath.ToSlash(filepath.Dir(folder)) {
		if allowed, ok := mayImport[folder]; ok {
			return allowed, true
		}
	}
	return nil, false
}

// partOf says that a package belongs to the folder that imports it: it lies below
// and has no rule of its own.
func partOf(pkg, folder string) bool {
	_, own := mayImport[pkg]
	return !own && strings.HasPrefix(pkg, folder+"/")
}

// ignored says that git leaves a name at the top out, by the plain lines of
// .gitignore.
func ignored(t *testing.T, name string) bool {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, ".gitignore"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		pattern := strings.Trim(strings.TrimSpace(line), "/")
		if ok, err := filepath.Match(pattern, name); err == nil && ok {
			return true
		}
	}
	return false
}

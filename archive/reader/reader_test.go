package reader

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/archive"
	"dateline/archive/reader/prose"
)

// write sets files down in a new folder, names with slashes in folders of it.
func write(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// readAll reads path, names inputs relative to it, and checks the progress.
func readAll(t testing.TB, path string, opt Options) []Item {
	t.Helper()
	var items []Item
	var told int64
	err := Read(t.Context(), path, opt, func(n int64) { told += n }, func(item Item) error {
		checkItem(t, item)
		if rel, err := filepath.Rel(path, item.Input); err == nil && rel != "." && path != "-" {
			item.Input = filepath.ToSlash(rel)
		}
		items = append(items, item)
		return nil
	})
	if err != nil {
		t.Fatalf("Read(%s): %v", path, err)
	}
	if size := Size(path); size > 0 && told != size {
		t.Errorf("Read(%s) reports %d bytes, Size says %d", path, told, size)
	}
	return items
}

// readString reads content from standard input.
func readString(t testing.TB, content string, opt Options) []Item {
	t.Helper()
	opt.Stdin = strings.NewReader(content)
	return readAll(t, "-", opt)
}

// one reads content and wants a single article.
func one(t testing.TB, content string, opt Options) archive.Article {
	t.Helper()
	items := readString(t, content, opt)
	if len(items) != 1 || items[0].Problem != nil {
		t.Fatalf("%.60q gives %d items, %v", content, len(items), problems(items))
	}
	return items[0].Article
}

// problems gives the reasons of what was rejected.
func problems(items []Item) []string {
	var reasons []string
	for _, item := range items {
		if item.Problem != nil {
			reasons = append(reasons, item.Problem.Error())
		}
	}
	return reasons
}

// checkItem holds for every item that any input may give.
func checkItem(t testing.TB, item Item) {
	t.Helper()
	if item.Problem != nil {
		var p *Problem
		if !errors.As(item.Problem, &p) || p.Reason == "" || p.Line != item.Line {
			t.Errorf("problem %#v of %s", item.Problem, item.Input)
		}
		return
	}
	if item.Skipped != "" {
		return
	}
	a := item.Article
	if a.Title == "" && len(a.Body) == 0 && item.MediaType != "text/sgml" { // an empty story still went out on the wire
		t.Errorf("%s:%d has neither title nor text nor problem", item.Input, item.Line)
	}
	if len(item.Original) == 0 || item.MediaType == "" || item.Input == "" {
		t.Errorf("%s:%d: %d original bytes of type %q", item.Input, item.Line, len(item.Original), item.MediaType)
	}
	lines := append([]string{a.Title, a.Source, a.URL, a.GUID, a.Language}, a.Authors...)
	for _, p := range a.Body {
		lines = append(lines, p.Text)
		if strings.TrimSpace(p.Text) == "" {
			t.Errorf("%s:%d has an empty paragraph", item.Input, item.Line)
		}
	}
	seen := map[string]bool{}
	for _, ref := range a.Entities {
		lines = append(lines, ref.ID, ref.Name)
		if key := string(ref.Kind) + ref.ID; ref.ID == "" || ref.Name == "" || seen[key] {
			t.Errorf("%s:%d: entity %+v", item.Input, item.Line, ref)
		} else {
			seen[key] = true
		}
	}
	for _, line := range lines {
		if prose.Clean(line) != line || strings.Contains(line, "\n") {
			t.Errorf("%s:%d: text is not clean: %q", item.Input, item.Line, line)
		}
	}
}

// bodyOf shows paragraphs with their kinds.
func bodyOf(a archive.Article) string {
	var lines []string
	for _, p := range a.Body {
		if p.Kind != archive.Text {
			lines = append(lines, string(p.Kind)+"> "+p.Text)
		} else {
			lines = append(lines, p.Text)
		}
	}
	return strings.Join(lines, "\n")
}

func entitiesOf(a archive.Article) string {
	var refs []string
	for _, r := range a.Entities {
		refs = append(refs, string(r.Kind)+":"+r.ID)
	}
	return strings.Join(refs, " ")
}

func TestReadErrors(t *testing.T) {
	never := func(Item) error { t.Error("an item"); return nil }
	dir := t.TempDir()
	for _, c := range []struct {
		path string
		opt  Options
		want string
	}{
		{filepath.Join(dir, "absent.txt"), Options{}, "no such file"},
		{"https://example.com/a", Options{}, "addresses are not fetched here"},
		{"-", Options{}, "no standard input"},
		{dir, Options{Format: "odt"}, "want one of auto, csv"},
	} {
		err := Read(t.Context(), c.path, c.opt, nil, never)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Read(%s): %v, want %q", c.path, err, c.want)
		}
	}
}

func TestReadStops(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "One article.", "b.txt": "Another one.", "c.jsonl": "{\"title\":\"x\"}\n{\"title\":\"y\"}\n"})
	stop := errors.New("enough")
	count := 0
	err := Read(t.Context(), dir, Options{}, nil, func(Item) error { count++; return stop })
	if err != stop || count != 1 {
		t.Errorf("after %d items: %v", count, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	count = 0
	err = Read(ctx, dir, Options{}, nil, func(Item) error { count++; cancel(); return nil })
	if !errors.Is(err, context.Canceled) || count != 1 {
		t.Errorf("after %d items: %v", count, err)
	}
}

func TestOptionsSupplyWhatIsMissing(t *testing.T) {
	date, _ := archive.ParseDate("2020-05")
	opt := Options{Source: "The Gazette", Date: date, Topics: []string{"Floods", "floods", "!"}}
	a := one(t, `{"title":"A","text":"B.","tags":["Floods","Rivers"]}`, opt)
	if a.Source != "The Gazette" || a.Published != date || entitiesOf(a) != "topic:floods topic:rivers" {
		t.Errorf("%+v", a)
	}
	a = one(t, `{"title":"A","text":"B.","source":"Own","date":"2021"}`, opt)
	if a.Source != "Own" || a.Published.String() != "2021" || entitiesOf(a) != "topic:floods" {
		t.Errorf("%+v", a)
	}
	if got := readString(t, `{"title":"A"}`, Options{Format: "text"}); got[0].MediaType != "text/plain" {
		t.Errorf("format text: %+v", got[0])
	}
}

func TestProblemText(t *testing.T) {
	p := &Problem{Input: "x.jsonl", Line: 4, Reason: "is wrong"}
	if p.Error() != "x.jsonl:4: is wrong" || (&Problem{Input: "x", Reason: "is wrong"}).Error() != "x: is wrong" {
		t.Error(p.Error())
	}
}

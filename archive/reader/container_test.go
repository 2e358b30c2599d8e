package reader

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

func gzipped(t testing.TB, content string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// packed packs content as files of an ending are; of bzip2, which Go only reads,
// there is one record.
func packed(t testing.TB, ending, content string) string {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	var err error
	switch ending {
	case ".zst":
		w, err = zstd.NewWriter(&b)
	case ".xz":
		w, err = xz.NewWriter(&b)
	case ".bz2":
		raw, err := base64.StdEncoding.DecodeString("QlpoOTFBWSZTWaHIwb4AAAWdgBAAABAgAAIkBAogADEGTEDRpk0YYkNgM4+LuSKcKEhQ5GDfAA==")
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	if err == nil {
		_, err = io.WriteString(w, content)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zipped(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, files[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func tarred(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i := 0; i+1 < len(files); i += 2 {
		header := &tar.Header{Name: files[i], Mode: 0o644, Size: int64(len(files[i+1])), Typeflag: tar.TypeReg}
		if strings.HasSuffix(files[i], "/") {
			header.Typeflag = tar.TypeDir
		}
		if err := w.WriteHeader(header); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, files[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// summary is a line for each item: its input and title, or its problem.
func summary(dir string, items []Item) string {
	var lines []string
	for _, item := range items {
		if item.Problem != nil {
			lines = append(lines, strings.TrimPrefix(item.Problem.Error(), dir+string(filepath.Separator)))
		} else {
			lines = append(lines, item.Input+" "+item.Article.Title)
		}
	}
	return strings.Join(lines, "\n")
}

func TestContainers(t *testing.T) {
	const record = `{"title":"A"}`
	files := map[string]string{
		"a.jsonl.gz":      gzipped(t, record+"\n"+record),
		"b.zip":           zipped(t, "x/", "", "x/one.json", record, "x/.hidden", "no", "__MACOSX/x", "no", "two.txt", "It rained."),
		"c.tar":           tarred(t, "x/", "", "x/one.json", `{"title":"A","text":"B."}`, "x/._one.json", "no", "two.txt", "It rained."),
		"d.tgz":           gzipped(t, tarred(t, "one.json.gz", gzipped(t, record))),
		"e.zip":           zipped(t, "inner.zip", zipped(t, "one.json", record)),
		"f.gz":            gzipped(t, gzipped(t, gzipped(t, gzipped(t, gzipped(t, record))))),
		"g.zip":           zipped(t, "word/document.xml", "<x/>"),
		"h.json.gz":       gzipped(t, record)[:30],
		"i.zip":           zipped(t, "one.json", record)[:60],
		"j.txt.gz":        gzipped(t, ""),
		"k/side.tgz":      gzipped(t, tarred(t, "n/a.json", `{"date":"2001"}`, "n/a.txt", "It rained.", "n/b.txt", "It poured.", "n/b.txt.json", `{"date":"2002"}`, "n/c.json", record)),
		"k/side.zip":      zipped(t, "n/a.json", `{"date":"2001"}`, "n/a.txt", "It rained."),
		"l.jsonl.zst":     packed(t, ".zst", record+"\n"+record),
		"m.json.bz2":      packed(t, ".bz2", ""),
		"n.tar.xz":        packed(t, ".xz", tarred(t, "one.json", record)),
		"o.zst":           packed(t, ".zst", record)[:12],
		"p.xz":            packed(t, ".xz", record)[:40],
		"q.bz2":           packed(t, ".bz2", "")[:30],
		"r.txt":           "BZhang was the first to speak, of all who were there.",
		"s.zip":           zipped(t, "a.tar.zst", packed(t, ".zst", tarred(t, "b.jsonl.gz", gzipped(t, "{broken\n"+record+"\n"+record)))),
		"misnamed.json":   gzipped(t, "It rained."),
		".hidden/one.txt": "no",
	}
	dir := write(t, files)
	want := `a.jsonl.gz A
a.jsonl.gz A
b.zip!x/one.json A
b.zip!two.txt It rained.
c.tar!x/one.json A
c.tar!two.txt It rained.
d.tgz!one.json.gz A
e.zip!inner.zip!one.json A
f.gz: is packed more than 4 times over
g.zip: is a document without text
h.json.gz A
h.json.gz: the gzip data ends too early
i.zip: the zip data is damaged: zip: not a valid zip file
j.txt.gz: is empty
k/side.tgz!n/a.txt It rained.
k/side.tgz!n/b.txt It poured.
k/side.tgz!n/c.json A
k/side.zip!n/a.txt It rained.
l.jsonl.zst A
l.jsonl.zst A
m.json.bz2 A
misnamed.json It rained.
n.tar.xz!one.json A
o.zst: cannot be read: the zstd data ends too early
p.xz A
p.xz: the xz data ends too early
q.bz2: cannot be read: the bzip2 data ends too early
r.txt BZhang was the first to speak, of all who were there.
s.zip!a.tar.zst!b.jsonl.gz:1: is not valid JSON: 'b' stands where a name in quotation marks should
s.zip!a.tar.zst!b.jsonl.gz A
s.zip!a.tar.zst!b.jsonl.gz A`
	items := readAll(t, dir, Options{})
	if got := summary(dir, items); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	dated := map[string]string{"k/side.zip!n/a.txt": "2001", "k/side.tgz!n/a.txt": "2001", "k/side.tgz!n/b.txt": "2002"}
	for _, item := range items {
		if got := item.Article.Published.String(); got != dated[item.Input] {
			t.Errorf("%s is dated %q by its sidecar, want %q", item.Input, got, dated[item.Input])
		}
	}
	// The same by standard input, which cannot be read from its end.
	for name, count := range map[string]int{"b.zip": 2, "c.tar": 2, "d.tgz": 1, "e.zip": 1} {
		if items := readString(t, files[name], Options{}); len(items) != count || len(problems(items)) > 0 {
			t.Errorf("%s by standard input: %s", name, summary("", items))
		}
	}
}

func TestTruncatedInput(t *testing.T) {
	lines := &strings.Builder{}
	for i := range 20000 {
		fmt.Fprintf(lines, "{\"title\":\"A%d\"}\n", i*7919)
	}
	whole := gzipped(t, lines.String())
	items := readString(t, whole[:len(whole)/2], Options{})
	last := items[len(items)-1]
	if len(items) < 1000 || last.Problem == nil || !strings.Contains(last.Problem.Error(), "ends too early") || len(problems(items)) > 2 {
		t.Errorf("%d items, %v", len(items), problems(items))
	}
}

// TestDamagedRecords reads on after a damaged record of a web archive.
func TestDamagedRecords(t *testing.T) {
	record := func(title string) string {
		page := "<html><title>" + title + "</title><body>" + strings.Repeat("<p>"+flood+"</p>", 5)
		return fmt.Sprintf("WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://x.example/%s\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", title, len(page), page)
	}
	damaged := []byte(gzipped(t, record("B")))
	copy(damaged[60:], "damage damage damage")
	items := readString(t, gzipped(t, record("A"))+string(damaged)+gzipped(t, record("C"))+gzipped(t, record("D"))[:80], Options{})
	const want = "-!http://x.example/A A\n-: the gzip data is damaged\n-!http://x.example/C C\n-: the gzip data ends too early"
	var got []string
	for _, line := range strings.Split(summary("", items), "\n") {
		before, _, _ := strings.Cut(line, "damaged:")
		if before != line {
			before += "damaged"
		}
		got = append(got, before)
	}
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
}

func TestBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("unpacks 100 MiB")
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	for range 100 {
		if _, err := z.Write(bytes.Repeat([]byte(" "), 1<<20)); err != nil {
			t.Fatal(err)
		}
	}
	z.Close()
	dir := write(t, map[string]string{"bomb.gz": b.String(), "bomb.zip": zipped(t, "b.gz", b.String()), "bomb.zst": packed(t, ".zst", strings.Repeat(" ", 100<<20)), "next.txt": "It rained."})
	count, last := 0, ""
	bombs := 0
	err := Read(t.Context(), dir, Options{Format: "json"}, nil, func(item Item) error {
		count++
		if item.Problem != nil && strings.Contains(item.Problem.Error(), "unpacks to far more") {
			bombs++
		}
		last = item.Input
		return nil
	})
	if err != nil || bombs < 3 || filepath.Base(last) != "next.txt" {
		t.Errorf("%d items, %d bombs, last %s, %v", count, bombs, last, err)
	}
}

func TestFolder(t *testing.T) {
	dir := write(t, map[string]string{"b/2.txt": "Two.", "b/1.txt": "One.", "a.txt": "Zero.", ".git/x.txt": "no", "c.pdf": "%PDF-1.7 ..."})
	outside := write(t, map[string]string{"secret.txt": "Secret."})
	for name, target := range map[string]string{"loop": dir, "b/up": "..", "in": "a.txt", "out.txt": filepath.Join(outside, "secret.txt"), "gone": "nowhere"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip("cannot make links: ", err)
		}
	}
	want := []string{"a.txt Zero.", "b/1.txt One.", "b/2.txt Two.", "c.pdf: looks like a PDF file; that is not read yet",
		"gone: is a link that leads out of the folder; read its target by its own name",
		"out.txt: is a link that leads out of the folder; read its target by its own name"}
	got := strings.Split(summary(dir, readAll(t, dir, Options{})), "\n")
	if strings.Join(got, "\n") != strings.Join(want, "\n") || !sort.StringsAreSorted(want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	if items := readAll(t, link, Options{}); len(items) != len(want) {
		t.Errorf("by a link: %s", summary(dir, items))
	}
}

func TestUnreadableFile(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "Zero.", "b.txt": "One."})
	path := filepath.Join(dir, "a.txt")
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	if f, err := os.Open(path); err == nil {
		f.Close()
		t.Skip("file permissions do not bind this user")
	}
	if got := summary(dir, readAll(t, dir, Options{})); got != "a.txt: permission denied\nb.txt One." {
		t.Error(got)
	}
	if err := Read(t.Context(), path, Options{}, nil, func(Item) error { return nil }); !os.IsPermission(err) {
		t.Error(err)
	}
}

// FuzzRead checks of any bytes that reading ends, and that every item is an
// article or a problem.
func FuzzRead(f *testing.F) {
	for _, c := range sniffs {
		f.Add([]byte(c.content))
	}
	f.Add([]byte(gzipped(f, "{}")))
	f.Add([]byte(zipped(f, "a.json", "{}", "b.txt", "x")))
	f.Add([]byte(tarred(f, "a.json", "{}", "b.txt", "x")))
	f.Add([]byte(story))
	f.Fuzz(func(t *testing.T, content []byte) {
		readString(t, string(content), Options{})
	})
}

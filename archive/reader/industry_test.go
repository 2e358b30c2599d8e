package reader

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// An input that is read again gives the same: else each import would find it
// changed.
func TestSameAgain(t *testing.T) {
	for _, folder := range []string{"agency-xml", "email", "newsml-1.2", "newsml-g2", "ninjs-and-agency-json", "nitf", "wire-text"} {
		dir := shared(t, "data/formats/"+folder)
		first := readAll(t, dir, Options{})
		for range 3 {
			again := readAll(t, dir, Options{})
			if len(again) != len(first) {
				t.Fatalf("%s: %d items, then %d", folder, len(first), len(again))
			}
			for i := range first {
				if a, b := fmt.Sprintf("%+v", first[i].Article), fmt.Sprintf("%+v", again[i].Article); a != b {
					t.Errorf("%s:\n%s\nthen\n%s", first[i].Input, a, b)
				}
			}
		}
	}
}

// A document says the same in another charset, with other line ends, with prefixes,
// and without its declaration.
func TestSameInOtherDress(t *testing.T) {
	declaration := regexp.MustCompile(`(?s)^\s*<\?xml.*?\?>`)
	tags := regexp.MustCompile(`<(/?)([A-Za-z][\w.-]*)([\s/>])`)
	dresses := []struct {
		name string
		put  func(document string) ([]byte, error)
	}{
		{"without a declaration", func(s string) ([]byte, error) { return []byte(declaration.ReplaceAllString(s, "")), nil }},
		{"CR LF", func(s string) ([]byte, error) { return []byte(strings.ReplaceAll(s, "\n", "\r\n")), nil }},
		{"UTF-16", func(s string) ([]byte, error) {
			return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(s))
		}},
		{"windows-1252", func(s string) ([]byte, error) {
			s = `<?xml version="1.0" encoding="windows-1252"?>` + declaration.ReplaceAllString(s, "")
			return charmap.Windows1252.NewEncoder().Bytes([]byte(s))
		}},
		{"prefixes", func(s string) ([]byte, error) {
			if strings.Contains(s, "CDATA") { // its tags are text
				return nil, fmt.Errorf("not for %.20s", s)
			}
			return []byte(tags.ReplaceAllString(s, "<${1}n:${2}${3}")), nil
		}},
	}
	worn := 0
	for _, folder := range []string{"newsml-1.2", "newsml-g2", "nitf"} {
		dir := shared(t, "data/formats/"+folder)
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			path := filepath.Join(dir, e.Name())
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !utf8.Valid(raw) {
				continue
			}
			want := said(t, path)
			for _, dress := range dresses {
				other, err := dress.put(string(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))))
				if err != nil { // letters that the charset lacks
					continue
				}
				worn++
				file := filepath.Join(t.TempDir(), e.Name())
				if err := os.WriteFile(file, other, 0o644); err != nil {
					t.Fatal(err)
				}
				if got := said(t, file); got != want {
					t.Errorf("%s, %s:\n%s\nwant\n%s", e.Name(), dress.name, got, want)
				}
			}
		}
	}
	if worn < 100 {
		t.Errorf("only %d documents were compared", worn)
	}
}

// said is what the articles of a file say, and how many other items it has.
func said(t *testing.T, path string) string {
	t.Helper()
	var b strings.Builder
	for _, item := range readAll(t, path, Options{}) {
		if item.Problem != nil {
			b.WriteString("a problem\n")
			continue
		}
		fmt.Fprintf(&b, "%+v\n", item.Article)
	}
	return b.String()
}

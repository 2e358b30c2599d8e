package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// TestTableIsCurrent makes the table again and compares it with the one that the
// program carries.
func TestTableIsCurrent(t *testing.T) {
	if testing.Short() {
		t.Skip("makes the whole table")
	}
	t.Chdir("..")
	sources := filepath.Join("..", "..", "..", "..", "shared", "data", "names")
	if _, err := os.Stat(sources); err != nil {
		if os.Getenv("DATELINE_CI") == "1" {
			t.Fatal(err)
		}
		t.Skip("needs the sources: ", err)
	}
	want, err := makeTable(sources)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := os.ReadFile("names.zst")
	if err != nil {
		t.Fatal(err)
	}
	decoder, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer decoder.Close()
	got, err := decoder.DecodeAll(packed, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("names.zst is not what its sources give: run go generate ./archive/entity/place")
	}
}

func TestInflections(t *testing.T) {
	cases := []struct{ name, language, want string }{
		{"Україна", "uk", "Україн~"},
		{"Россия", "ru", "Росси~"},
		{"Саудовская Аравия", "ru", "Саудовск^ Арави~"},
		{"США", "ru", ""},
		{"Харків", "uk", "Харков~"},
		{"Wielka Brytania", "pl", "Wielk^ Brytani~"},
		{"Deutschland", "de", "Deutschlands"},
		{"Ukraina", "fi", "Ukrain*"},
		{"ایران", "fa", "ایرانی"},
		{"France", "fr", ""},
	}
	for _, c := range cases {
		got := inflections(c.name, c.language)
		if c.want != "" && !slices.Contains(got, c.want) || c.want == "" && slices.ContainsFunc(got, func(s string) bool { return s != c.name }) {
			t.Errorf("inflections(%q, %s) = %q, want %q", c.name, c.language, got, c.want)
		}
	}
}

func TestOrdinaryCase(t *testing.T) {
	for name, want := range map[string]string{"Vladimir PUTIN": "Vladimir Putin", "Denis SASSOU-Nguesso": "Denis SASSOU-Nguesso", "XI Jinping": "Xi Jinping", "Peter O'NEILL": "Peter O'Neill"} {
		if got := ordinaryCase(name); got != want {
			t.Errorf("ordinaryCase(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestLeadersInOrder(t *testing.T) {
	for _, content := range []string{"= UA president\n2019-05 A B\n2018-01 C D\n", "= XX king\n", "2019-05 A B\n", "= UA president\n2019 A B\n"} {
		path := filepath.Join(t.TempDir(), "leaders.txt")
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := newBuilder().readLeaders(path); err == nil {
			t.Errorf("%q was taken", content)
		}
	}
}

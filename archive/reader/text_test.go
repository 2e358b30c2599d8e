package reader

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const flood = "The river rose by two metres in a single night and flooded the lower town, the council said on Monday, and it is still rising."

// texts are whole files and the articles they make.
var texts = []struct{ name, text, title, body string }{
	{"one paragraph a line, no heading", flood + "\n\"We saw it come,\" a baker said.\nNobody was hurt.\n",
		"The river rose by two metres in a single night and flooded the lower town, the council…",
		flood + "\n\"We saw it come,\" a baker said.\nNobody was hurt."},
	{"heading, blank lines", "River floods lower town\n\n" + flood + "\n\nNobody was hurt.\n",
		"River floods lower town", flood + "\nNobody was hurt."},
	{"heading above long lines", "River floods lower town\n" + flood + "\nNobody was hurt.\n",
		"River floods lower town", flood + "\nNobody was hurt."},
	{"heading with question mark", "Will it rain again?\n\n" + flood, "Will it rain again?", flood},
	{"heading ending in an abbreviation", "Flood reaches the U.S.\n\n" + flood, "Flood reaches the U.S.", flood},
	{"first line a sentence", "Nobody was hurt.\n\n" + flood, "Nobody was hurt.", "Nobody was hurt.\n" + flood},
	{"short lede", "It rained.", "It rained.", "It rained."},
	{"wrapped at a width", "River floods lower town\n\nThe river rose by two metres in a single night and\nflooded the lower town, the council said on Monday,\nand it is still rising.\n\nNobody was hurt, it said, and the bridges are open\nto traffic.\n",
		"River floods lower town", flood + "\nNobody was hurt, it said, and the bridges are open to traffic."},
	{"wrapped and indented", "    The river rose by two metres in a single night and\nflooded the lower town, the council said on Monday,\nand it is still rising.\n    Nobody was hurt, it said, and the bridges are open\nto traffic.\n",
		"The river rose by two metres in a single night and flooded the lower town, the council…",
		flood + "\nNobody was hurt, it said, and the bridges are open to traffic."},
	{"wrapped, paragraphs by short lines", "The river rose by two metres in a single night and\nflooded the lower town, the council said on Monday,\nand it is still rising.\nNobody was hurt, it said, and the bridges are open\nto traffic as before.\n",
		"The river rose by two metres in a single night and flooded the lower town, the council…",
		flood + "\nNobody was hurt, it said, and the bridges are open to traffic as before."},
	{"Markdown", "# River floods *lower* town\n\n" + flood + "\n\n## What next\n\n- Rain\n- More rain\n\n> We saw it come\n\nEnd of it.\n",
		"River floods *lower* town", flood + "\nheading> What next\nitem> Rain\nitem> More rain\nquote> We saw it come\nEnd of it."},
	{"underlined", "River floods\n============\n\nIt rained.\n\nWhat next\n---------\nRain.\n", "River floods", "It rained.\nheading> What next\nRain."},
	{"Windows lines and a byte order mark", "\ufeffRiver floods\r\n\r\nIt rained.\r\nIt stopped.\r\n", "River floods", "It rained.\nIt stopped."},
	{"control characters", "River\x02 floods\n\nIt \x01rained.", "River floods", "It rained."},
	{"a table keeps its rows", "Prices\n\nWheat....... 12\nMaize....... 11\n", "Prices", "Wheat....... 12\nMaize....... 11"},
	{"marker on a line of its own", flood + "\nSEE ALSO:\nPort Reopens As Ice Melts\nNobody was hurt.\n",
		"The river rose by two metres in a single night and flooded the lower town, the council…",
		flood + "\nrelated> Port Reopens As Ice Melts\nNobody was hurt."},
	{"marker above flood", flood + "\nREAD MORE\nNobody was hurt by it.\n",
		"The river rose by two metres in a single night and flooded the lower town, the council…",
		flood + "\nrelated> READ MORE\nNobody was hurt by it."},
	{"glued at the head", "SEE ALSO: Port Reopens As Ice MeltsCrews had waited there since the first week of March, they said.",
		"Crews had waited there since the first week of March, they said.",
		"related> Port Reopens As Ice Melts\nCrews had waited there since the first week of March, they said."},
	{"only a link", "SEE ALSO: Port Reopens As Ice Melts", "Port Reopens As Ice Melts", "related> Port Reopens As Ice Melts"},
	{"date above the heading", "9 February 2025\n\nRiver floods lower town\n\n" + flood, "River floods lower town", "9 February 2025\n" + flood},
	{"date and byline below the heading", "River floods lower town\nBy Ann Ash\n9 February 2025\n" + flood, "River floods lower town", "By Ann Ash\n9 February 2025\n" + flood},
	{"date and byline above the text", "9 February 2025\nBy Ann Ash\nIt rained all day in the town.\nIt stopped.", "It rained all day in the town.", "9 February 2025\nBy Ann Ash\nIt rained all day in the town.\nIt stopped."},
	{"a rule and no fields", "---\nIt rained.\n\n---\n", "It rained.", "It rained."},
}

func TestPlainText(t *testing.T) {
	for _, c := range texts {
		a := one(t, c.text, Options{})
		if a.Title != c.title {
			t.Errorf("%s: title %q, want %q", c.name, a.Title, c.title)
		}
		if got := bodyOf(a); got != c.body {
			t.Errorf("%s: body\n%s\nwant\n%s", c.name, got, c.body)
		}
		if !a.Published.IsZero() || len(a.Authors) > 0 || a.URL != "" {
			t.Errorf("%s: invented %+v", c.name, a)
		}
	}
}

func TestNoDateIsInvented(t *testing.T) {
	dir := write(t, map[string]string{"paper-2025-02-09.txt": "River floods\n\nFebruary 9, 2025\n\nIt rained on February 9, 2025."})
	if a := readAll(t, dir, Options{})[0].Article; !a.Published.IsZero() {
		t.Errorf("dated %s", a.Published)
	}
}

func TestFrontMatter(t *testing.T) {
	a := one(t, "---\ntitle: \"River: it \\\"floods\\\"\"\ndate: 2025-02-09 07:42:39 +0000\nauthor: By Ann Ash and Bob Birch\nlayout: post\ntags: [Floods, 'Rivers']\ncategories:\n  - Weather\n  - World\nsource: \"https://www.example.com/news/1?a=b\"\nlang: en-GB\n---\n\nIt rained.\n", Options{})
	if a.Title != `River: it "floods"` || a.Published.String() != "2025-02-09T07:42:39Z" || a.Language != "en" ||
		strings.Join(a.Authors, "|") != "Ann Ash|Bob Birch" || a.URL != "https://www.example.com/news/1?a=b" || a.Source != "example.com" ||
		entitiesOf(a) != "topic:floods topic:rivers topic:weather topic:world" || bodyOf(a) != "It rained." {
		t.Errorf("%+v", a)
	}
	got := problems(readString(t, "---\ntitle: A\ndate: 2025-02-30\n---\nIt rained.", Options{}))
	if len(got) != 1 || got[0] != `-:1: date "2025-02-30": day out of range` {
		t.Errorf("problems %q", got)
	}
}

func TestSidecar(t *testing.T) {
	dir := write(t, map[string]string{
		"a.txt":       "It rained all day.",
		"a.json":      `{"title":"River floods","date":"2025-02-09","author":"Ann Ash","source":"Gazette","tags":["Floods"],"people":["Birch, Bob"]}`,
		"b.txt":       "It rained.",
		"b.txt.json":  `{"published":"1999"}`,
		"c.txt":       "Has a neighbour.",
		"c.json":      `{"title":"Own article","text":"Of its own."}`,
		"d.json":      `{"title":"No text beside it"}`,
		"e.md":        "# Heading\n\nText.",
		"e.json":      `{"date":"2001-02"}`,
		"f.txt":       "Text.",
		"f.json":      `{"date":"2001-02-31"}`,
		"no-text.txt": "",
	})
	var got []string
	for _, item := range readAll(t, dir, Options{}) {
		if item.Problem != nil {
			got = append(got, strings.TrimPrefix(item.Problem.Error(), dir+string(filepath.Separator)))
			continue
		}
		got = append(got, item.Input+" "+item.Article.Title+" "+item.Article.Published.String())
		if item.Input == "a.txt" {
			if a := item.Article; a.Source != "Gazette" || a.Authors[0] != "Ann Ash" || entitiesOf(a) != "topic:floods person:bob-birch" || bodyOf(a) != "It rained all day." {
				t.Errorf("%+v", a)
			}
		}
	}
	want := []string{
		"a.txt River floods 2025-02-09", "b.txt It rained. 1999", "c.json Own article ", "c.txt Has a neighbour. ",
		"d.json No text beside it ", "e.md Heading 2001-02", `f.txt:1: date "2001-02-31": day out of range`, "no-text.txt: is empty",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if items := readAll(t, filepath.Join(dir, "a.json"), Options{}); len(items) != 0 {
		t.Errorf("the sidecar by itself gives %d items", len(items))
	}
}

// TestSeed reads the real article the glued links were first seen in.
func TestSeed(t *testing.T) {
	items := readAll(t, shared(t, "seed"), Options{})
	if len(items) != 1 {
		t.Fatalf("%d items", len(items))
	}
	a := items[0].Article
	if !a.Published.IsZero() || !strings.HasPrefix(a.Title, "U.S. President Donald Trump said") || !strings.HasSuffix(a.Title, "…") {
		t.Errorf("title %q, date %s", a.Title, a.Published)
	}
	related := 0
	for _, p := range a.Body {
		if p.Kind == "related" {
			related++
		}
	}
	if related != 3 || strings.Contains(bodyOf(a), "SEE ALSO") || len(a.Body) != 30 {
		t.Errorf("%d links, %d paragraphs:\n%s", related, len(a.Body), bodyOf(a))
	}
}

// shared finds test data beside the repository.
func shared(t testing.TB, path string) string {
	t.Helper()
	path = filepath.Join("..", "..", "..", "shared", filepath.FromSlash(path))
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("DATELINE_CI") == "1" {
			t.Fatal(err)
		}
		t.Skip("needs the test data: ", err)
	}
	return path
}

func FuzzText(f *testing.F) {
	for _, c := range texts {
		f.Add(c.text)
	}
	f.Add("SEE ALSO: Port Reopens As Ice MeltsCrews had waited there since March, they said.")
	f.Fuzz(func(t *testing.T, text string) {
		for _, item := range readString(t, text, Options{Format: "text"}) {
			_ = item // readString checks it
		}
	})
}

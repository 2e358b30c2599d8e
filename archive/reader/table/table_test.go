package table

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"dateline/archive/reader/field"
	"dateline/archive/reader/format"
	"dateline/archive/reader/formattest"
)

// read shows what comes of a table, a line each.
func read(t testing.TB, content, mapping string) string {
	t.Helper()
	var m field.Mapping
	if mapping != "" {
		var err error
		if m, err = field.ParseMapping(mapping); err != nil {
			t.Fatal(err)
		}
	}
	var lines []string
	err := Read(t.Context(), format.Input{Name: "a.csv", Body: strings.NewReader(content)}, m, func(rec format.Record) error {
		a := rec.Article
		line := fmt.Sprintf("%d %s|%s|%s|%q|%s", rec.Line, a.Title, a.Published, a.Source, a.Authors, strings.ReplaceAll(a.Text(), "\n\n", "¶"))
		for _, e := range a.Entities {
			line += " #" + e.Name
		}
		if rec.Problem != nil {
			line = fmt.Sprintf("%d: %v", rec.Line, rec.Problem)
		}
		lines = append(lines, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}

// tables are contents, what is mapped in them, and what is read.
var tables = []struct{ name, content, mapping, want string }{
	{"plain", "title,date,text\nA,2020-01-02,It rained.\nB,,It stopped.\n", "", "2 A|2020-01-02||[]|It rained.\n3 B|||[]|It stopped."},
	{"no line end", "title,text\r\nA,It rained.", "", "2 A|||[]|It rained."},
	{"quotes", "title,text\n\"A, b\",\"It \"\"rained\"\".\"\n", "", "2 A, b|||[]|It \"rained\"."},
	{"line breaks in a cell", "title,text,source\nA,\"One.\n\nTwo, three.\",Post\nB,x,Post\n", "", "2 A||Post|[]|One.¶Two, three.\n5 B||Post|[]|x"},
	{"bare quotes", "title,text\nThe \"A\" team,\"They said \"no\" twice, and left.\"\n", "", "2 The \"A\" team|||[]|They said \"no\" twice, and left."},
	{"backslashes", "title,text\nA,\"They said \\\"no\\\", and left.\"\nB,\"x\"\n", "", "2 A|||[]|They said \"no\", and left.\n3 B|||[]|x"},
	{"semicolons", "Titel;Datum;Text\nA;02.01.2020;Es regnete, lange.\n", "", "2 A|2020-01-02||[]|Es regnete, lange."},
	{"tabs", "headline\tpublished_at\tbody\nA\t2020-01-02\t\"It\" rained.\n", "", "2 A|2020-01-02||[]|\"It\" rained."},
	{"bars", "headline|body|tags\nA|It rained.|Rain;Wind\n", "", "2 A|||[]|It rained. #Rain #Wind"},
	{"sep=", "sep=;\ntitle;text\nA;It rained.\n", "", "3 A|||[]|It rained."},
	{"byte order mark", "\xef\xbb\xbftitle,text\nA,It rained.\n", "", "2 A|||[]|It rained."},
	{"index column", ",title,Article Content\n0,A,It rained.\n", "", "2 A|||[]|It rained."},
	{"ragged", "title,text,source\nA,It rained.,Post\nB,short\nC,a,b,c\nD,It stopped.,Post,,\n", "",
		"2 A||Post|[]|It rained.\n3: has 2 cells, but the header has 3\n4: has 4 cells, but the header has 3\n5 D||Post|[]|It stopped."},
	{"empty rows", "title,text\n\n,\nA,x\n\n", "", "4 A|||[]|x"},
	{"joined files", "title,text\nA,x\ntitle,text\nB,y\n", "", "2 A|||[]|x\n4 B|||[]|y"},
	{"not closed", "title,text\nA,\"It rained.\nB,It stopped.\n", "", "2: a quotation mark is not closed\n3 B|||[]|It stopped."},
	{"many not closed", "title,text\nA,\"1\nB,\"2\nC,\"3\nD,\"4\nE,5\nF,\"6\n", "",
		"2: a quotation mark is not closed\n3: a quotation mark is not closed\n4: a quotation mark is not closed\n5: a quotation mark is not closed on its line\n6 E|||[]|5\n7: a quotation mark is not closed on its line"},
	{"lists", "title,authors,tags\nA,\"['Ann Lee', \"\"Pat O'Neil\"\"]\",\"[\"\"Rain\"\",\"\"Wind\"\"]\"\nB,[],NaN\n", "",
		"2 A|||[\"Ann Lee\" \"Pat O'Neil\"]| #Rain #Wind\n3 B|||[]|"},
	{"nothing", "title,text,source\n,,Post\n", "", "2: has neither title nor text"},
	{"impossible date", "title,date\nA,2020-02-30\n", "", "2: date \"2020-02-30\": day out of range"},
	{"names unknown", "kop,tekst,x\nA,It rained.,1\n", "", "1: is a table, but none of its columns (kop, tekst, x) is known to hold a title or a text; say which does with --map COLUMN=title,COLUMN=text"},
	{"names mapped", "kop,tekst,x\nA,It rained.,03/02/2020\n", "kop=title,tekst=text,x=date:dmy", "2 A|2020-02-03||[]|It rained."},
	{"columns by number", "A,It rained.,x\nB,It stopped.,y\n", "1=title,2=text", "1 A|||[]|It rained.\n2 B|||[]|It stopped."},
	{"a column twice", "title,text,text\nA,One.,Two.\n", "3=text", "2 A|||[]|Two."},
	{"header only", "title,text\n", "", ""},
	{"empty", "\n", "", "1: is a table without a header"},
}

func TestRead(t *testing.T) {
	for _, c := range tables {
		if got := read(t, c.content, c.mapping); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestCharsets(t *testing.T) {
	const russian = "заголовок;текст\nНаводнение;Река вышла из берегов ночью и затопила нижнюю часть города.\n"
	const want = "2 Наводнение|||[]|Река вышла из берегов ночью и затопила нижнюю часть города."
	windows, _ := charmap.Windows1251.NewEncoder().String(russian)
	utf16, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(russian)
	for name, content := range map[string]string{"UTF-8": russian, "windows-1251": windows, "UTF-16": utf16} {
		if got := read(t, content, ""); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
	Read(t.Context(), format.Input{Body: strings.NewReader(utf16)}, nil, func(rec format.Record) error {
		if whole, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().String("\xff\xfe" + string(rec.Original)); whole != russian {
			t.Errorf("original %q", rec.Original)
		}
		return nil
	})
}

func TestSniff(t *testing.T) {
	for _, c := range tables {
		// The last ones are no tables on their own.
		want := c.mapping == "" && strings.Contains(strings.TrimSpace(c.content), "\n") && !strings.Contains(c.want, "none of its") && c.name != "many not closed" && c.name != "not closed"
		if got := Sniff([]byte(c.content)); got != want && c.name != "columns by number" && c.name != "a column twice" {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	for _, text := range []string{
		"It rained all day.\nThen, it stopped.\n",
		"Ann, Bob and Carl met.\nThey talked, at length, of rain.\nIt was late, they left.",
		"Title, text and date\n\nThe three, it is said, are all one needs.\nOr so, they say.\n",
		"Floods; fears\n\nIt rained; nobody knew why.\nIt stopped; nobody cared.\n",
		"One|Two\n",
		"", "\n", "a,b\n",
	} {
		if Sniff([]byte(text)) {
			t.Errorf("%q is taken for a table", text)
		}
	}
}

func FuzzRead(f *testing.F) {
	m, err := field.ParseMapping("1=title,2=text,a.b=topic:,")
	if err != nil {
		f.Fatal(err)
	}
	var seeds []string
	for _, c := range tables {
		seeds = append(seeds, c.content)
	}
	formattest.Fuzz(f, func(ctx context.Context, in format.Input, yield format.Yield) error {
		content, err := io.ReadAll(in.Body)
		if err != nil {
			return err
		}
		Sniff(content)
		for _, mapping := range []field.Mapping{nil, m} {
			in.Body = bytes.NewReader(content)
			if err := Read(ctx, in, mapping, yield); err != nil {
				return err
			}
		}
		return nil
	}, seeds...)
}

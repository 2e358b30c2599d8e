package reader

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dateline/archive/entity"
)

// story is a record as the collection has them.
const story = `<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" CGISPLIT="TRAINING-SET" OLDID="5544" NEWID="1">
<DATE>26-FEB-1987 15:01:01.79&#5;&#5;RM</DATE>
<MKNOTE>a note</MKNOTE>
<TOPICS><D>acq</D><D>rice</D></TOPICS>
<PLACES><D>ussr</D><D>west-germany</D><D>yemen-demo-republic</D></PLACES>
<PEOPLE><D>james-baker</D><D>perez-de-cuellar</D><D>o-kennedy</D></PEOPLE>
<ORGS><D>worldbank</D><D>opec</D></ORGS>
<EXCHANGES><D>nyse</D></EXCHANGES>
<COMPANIES></COMPANIES>
<UNKNOWN> 
&#5;&#5;&#5;F A
&#22;&#22;&#1;f0714&#31;reute
d f BC-X   02-26 0064</UNKNOWN>
<TEXT>&#2;
<TITLE>SMITH &lt;SMTH> BUYS
 JONES &amp; CO</TITLE>
<AUTHOR>    By Ann Ash, Reuters</AUTHOR>
<DATELINE>    NEW YORK, Feb 26 - </DATELINE><BODY>Smith Inc said it had
bought Jones &amp; Co &lt;JNS>.
    It did not say &#127;for how much.
 Shr 34 cts   vs 1.19
 Net 807   vs 2.8
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
`

func TestReuters(t *testing.T) {
	items := readString(t, "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n"+story+strings.Replace(story, `NEWID="1"`, `NEWID="2"`, 1), Options{})
	if len(items) != 2 || items[0].Problem != nil {
		t.Fatalf("%+v", items)
	}
	a := items[0].Article
	if items[0].Line != 2 || items[1].Line != 27 || string(items[0].Original) != strings.TrimSpace(story) || items[1].Article.GUID != "reuters-21578/2" {
		t.Errorf("lines %d, %d", items[0].Line, items[1].Line)
	}
	if a.GUID != "reuters-21578/1" || a.Title != "SMITH <SMTH> BUYS JONES & CO" || a.Published.String() != "1987-02-26T15:01:01" ||
		a.Source != "Reuters" || a.Language != "en" || strings.Join(a.Authors, "|") != "Ann Ash" {
		t.Errorf("%+v", a)
	}
	if want := "NEW YORK, Feb 26 - Smith Inc said it had bought Jones & Co <JNS>.\nIt did not say for how much.\nShr 34 cts vs 1.19\nNet 807 vs 2.8"; bodyOf(a) != want {
		t.Errorf("body\n%s\nwant\n%s", bodyOf(a), want)
	}
	want := "person:james-baker person:perez-de-cuellar person:o-kennedy organisation:worldbank organisation:opec organisation:nyse country:SUHH country:DE country:YDYD topic:acq topic:rice"
	if entitiesOf(a) != want {
		t.Errorf("entities %s", entitiesOf(a))
	}
	var names []string
	for _, r := range a.Entities {
		names = append(names, r.Name)
	}
	if got := strings.Join(names, ", "); got != "James Baker, Perez de Cuellar, O'Kennedy, World Bank, OPEC, New York Stock Exchange, Soviet Union, Germany, South Yemen, Mergers and acquisitions, Rice" {
		t.Errorf("names %s", got)
	}
}

func TestReutersTextTypes(t *testing.T) {
	wrap := func(text string) string {
		return "<REUTERS NEWID=\"9\">\n<DATE>26-FEB-1987 15:01:01.79</DATE>\n<TEXT " + text + "</TEXT>\n</REUTERS>\n"
	}
	for _, c := range []struct{ text, title, body string }{
		{"TYPE=\"BRIEF\">&#2;\n******<TITLE>FED ADDS RESERVES\n</TITLE>Blah blah blah.\n&#3;\n\n", "FED ADDS RESERVES", ""},
		{"TYPE=\"UNPROC\">&#2;\nFED WEEKLY REPORT 1 - FEB 26\n    Two weeks ended Feb 25\n Net free....644 vs...1,337\n Bank........680 vs.....425\n&#3;\n", "FED WEEKLY REPORT 1 - FEB 26", "Two weeks ended Feb 25\nNet free....644 vs...1,337\nBank........680 vs.....425"},
		{"TYPE=\"UNPROC\">&#2;\n    The first line of a longer story that was not marked up.\n    It goes on.\n Reuter\n&#3;", "The first line of a longer story that was not marked up.", "The first line of a longer story that was not marked up.\nIt goes on."},
		{"TYPE=\"UNPROC\">&#2;\n&#3;\n\n", "", ""},
		{">&#2;\n<TITLE>CAF\xc9</TITLE>&#3;", "CAFÉ", ""},
	} {
		a := one(t, wrap(c.text), Options{})
		if a.Title != c.title || bodyOf(a) != c.body {
			t.Errorf("%q\ntitle %q\nbody\n%s", c.text, a.Title, bodyOf(a))
		}
	}
}

func TestReutersDamage(t *testing.T) {
	open := strings.ReplaceAll(story, "</REUTERS>\n", "")
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"not closed", open + story, []string{"-:1: the REUTERS element is not closed", "SMITH <SMTH> BUYS JONES & CO"}},
		{"cut off", story + open, []string{"SMITH <SMTH> BUYS JONES & CO", "-:26: the REUTERS element is not closed"}},
		{"on one line", strings.ReplaceAll(story+story, "\n", " "), []string{"SMITH <SMTH> BUYS JONES & CO", "SMITH <SMTH> BUYS JONES & CO"}},
		{"impossible date", strings.Replace(story, "26-FEB", "31-FEB", 1), []string{`-:1: date "31-FEB-1987 15:01:01.79": day out of range`}},
		{"nothing", "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n", []string{"-:1: is SGML that holds no REUTERS element"}},
	} {
		var got []string
		for _, item := range readString(t, c.text, Options{}) {
			if item.Problem != nil {
				got = append(got, item.Problem.Error())
			} else {
				got = append(got, item.Article.Title)
			}
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

// TestReutersCollection compares what is read with counts made by plain text
// search.
func TestReutersCollection(t *testing.T) {
	dir := shared(t, "data/reuters-21578")
	files, err := filepath.Glob(filepath.Join(dir, "*.sgm.gz"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	elements, places := 0, map[string]int{}
	place := regexp.MustCompile(`<PLACES>(.*)</PLACES>`)
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(z)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		elements += strings.Count(string(content), "<REUTERS ")
		for _, list := range place.FindAllStringSubmatch(string(content), -1) {
			once := map[string]bool{} // a few lists repeat a place
			for code := range strings.SplitSeq(list[1], "</D>") {
				once[strings.TrimPrefix(code, "<D>")] = true
			}
			for code := range once {
				places[code]++
			}
		}
	}
	read, rejected, undated, countries, other := 0, 0, 0, map[string]int{}, map[string]int{}
	for _, item := range readAll(t, dir, Options{}) {
		switch {
		case !strings.Contains(item.Input, ".sgm"):
			other[fmt.Sprintf("%s rejected: %t", item.Input, item.Problem != nil)]++
			continue
		case item.Problem != nil:
			rejected++
		case item.Article.Published.IsZero():
			undated++
		}
		read++
		for _, ref := range item.Article.Entities {
			switch ref.Kind {
			case entity.Country:
				countries[ref.ID]++
			case entity.Place:
				t.Errorf("%s is no country", ref.Name)
			}
		}
	}
	if read != elements || rejected != 0 || undated != 0 {
		t.Errorf("%d of %d elements, %d rejected, %d undated", read, elements, rejected, undated)
	}
	for code, id := range map[string]string{"usa": "US", "uk": "GB", "ussr": "SUHH", "west-germany": "DE", "east-germany": "DDDE", "japan": "JP",
		"south-korea": "KR", "brazil": "BR", "zaire": "CD", "ivory-coast": "CI", "yemen-demo-republic": "YDYD", "czechoslovakia": "CSHH"} {
		if countries[id] != places[code] {
			t.Errorf("%s: %d articles, want %d", id, countries[id], places[code])
		}
	}
	if other["lewis.dtd rejected: true"] != 1 || other["README.txt rejected: false"] != 1 {
		t.Errorf("other files: %v", other)
	}
}

func FuzzReuters(f *testing.F) {
	f.Add(story)
	f.Add(story[:300])
	f.Add("<REUTERS ><TEXT><BODY>x</BODY></TEXT></REUTERS>")
	f.Fuzz(func(t *testing.T, text string) {
		if items := readString(t, text, Options{Format: "reuters"}); len(items) == 0 {
			t.Errorf("%q gives nothing at all", text)
		}
	})
}

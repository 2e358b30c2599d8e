package reader

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"dateline/archive/reader/prose"
)

// jsons are whole inputs and what is read of them: titles with their lines, and
// problems.
var jsons = []struct {
	name, text string
	want       []string
}{
	{"one object", `{"title":"A","text":"B."}`, []string{"1 A"}},
	{"pretty", "{\n  \"title\": \"A\",\n  \"text\": \"B.\"\n}\n", []string{"1 A"}},
	{"lines", "{\"title\":\"A\"}\n{\"title\":\"B\"}\n\n{\"title\":\"C\"}", []string{"1 A", "2 B", "4 C"}},
	{"Windows lines", "{\"title\":\"A\"}\r\n{\"title\":\"B\"}\r\n", []string{"1 A", "2 B"}},
	{"byte order mark", "\ufeff{\"title\":\"A\"}", []string{"1 A"}},
	{"text sequence", "\x1e{\"title\":\"A\"}\n\x1e{\"title\":\"B\"}\n", []string{"1 A", "2 B"}},
	{"array", "[{\"title\":\"A\"},\n {\"title\":\"B\"}]", []string{"1 A", "2 B"}},
	{"empty array", "[]", []string{"1: is JSON that holds no articles"}},
	{"concatenated", `{"title":"A"}{"title":"B"} {"title":"C"}`, []string{"1 A", "1 B", "1 C"}},
	{"pretty, concatenated", "{\n\"title\":\"A\"\n}\n{\n\"title\":\"B\"\n}", []string{"1 A", "4 B"}},
	{"lines with commas", "{\"title\":\"A\"},\n{\"title\":\"B\"},\n", []string{"1 A", "2 B"}},
	{"wrapped", "{\"status\":\"ok\",\"total\":2,\n\"articles\":[{\"title\":\"A\"},\n{\"title\":\"B\"}],\"next\":null}", []string{"2 A", "3 B"}},
	{"wrapped twice", `{"response":{"status":"ok","results":[{"webTitle":"A","fields":{"bodyText":"B."}}]}}`, []string{"1 A"}},
	{"as search engines do", `{"took":3,"hits":{"total":{"value":1},"hits":[{"_id":"7","_source":{"headline":"A","body":"B."}}]}}`, []string{"1 A"}},
	{"wrapped under another name", `{"count":1,"paper":[{"title":"A"}]}`, []string{"1 A"}},
	{"pages of lines", "{\"articles\":[{\"title\":\"A\"}]}\n{\"articles\":[{\"title\":\"B\"}]}\n", []string{"1 A", "2 B"}},
	{"arrays of lines", "[{\"title\":\"A\"}]\n[{\"title\":\"B\"}]\n", []string{"1 A", "2 B"}},
	{"a field that is no wrapper", `{"title":"A","items":[{"title":"B"}]}`, []string{"1 A"}},
	{"duplicate names", `{"title":"A","title":"B","Title":"C"}`, []string{"1 C"}},

	{"broken line", "{\"title\":\"A\"}\n{\"title\":\"B\n{\"title\":\"C\"}\n", []string{"1 A", "2: is not valid JSON: a string is not closed on its line", "3 C"}},
	{"line without its end", "{\"title\":\"A\"}\n{\"title\":{\"x\":\"B\"}\n{\"title\":\"C\"}\n", []string{"1 A", "2: is not valid JSON: the record ends too early", "3 C"}},
	{"line cut after a comma", "{\"title\":\"A\"}\n{\"title\":\"B\",\n{\"title\":\"C\"}\n", []string{"1 A", "2: is not valid JSON: the record ends too early", "3 C"}},
	{"first line broken", "{\"title\":\"A\n{\"title\":\"B\"}\n{\"title\":\"C\"}\n", []string{"1: is not valid JSON: a string is not closed on its line", "2 B", "3 C"}},
	{"first line runs on", "{\"title\":\"A\",\n{\"title\":\"B\"}\n{\"title\":\"C\"}\n", []string{"1: is not valid JSON: '{' stands where a name in quotation marks should at line 2", "2 B", "3 C"}},
	{"other lines", "{\"title\":\"A\"}\nnonsense here\n42\n{\"title\":\"B\"}\n", []string{"1 A", "2: is not a JSON object", "3: is not a JSON object", "4 B"}},
	{"more on a line", "{\"title\":\"A\"} x y\n{\"title\":\"B\"}\n", []string{"1 A", "1: is not a JSON object", "2 B"}},
	{"last line cut off", "{\"title\":\"A\"}\n{\"title\":\"B", []string{"1 A", "2: is not valid JSON: the record ends in the middle of a string"}},
	{"no value", "{\"title\":\"A\"}\n{\"title\":}\n{\"title\":\"B\"}\n", []string{"1 A", "2: is not valid JSON: '}' stands where a value should", "3 B"}},
	{"bad literal", "{\"title\":\"A\"}\n{\"title\":nul}\n", []string{"1 A", "2: is not valid JSON: invalid character '}' in literal null (expecting 'l')"}},
	{"bad escape", "{\"title\":\"A\\q\"}\n", []string{"1: is not valid JSON: invalid character 'q' in string escape code"}},
	{"nothing in it", "{\"title\":\"A\"}\n{}\n{\"url\":\"http://example.com/\"}\n", []string{"1 A", "2: has neither title nor text", "3: has neither title nor text"}},
	{"broken element", "[\n  {\"title\":\"A\"},\n  {\"title\":\"B\"\n  {\"title\":\"C\"}\n]", []string{"2 A", "3: is not valid JSON: '{' stands where a comma or a closing bracket should at line 4", "4 C"}},
	{"broken array on one line", "[{\"title\":\"A\"},{\"title\":B C},{\"title\":\"D\"}]", []string{"1 A", "1: is not valid JSON: 'C' stands where a comma or a closing bracket should; the rest of the array was not read"}},
	{"array cut off", "[{\"title\":\"A\"},\n{\"title\":\"B\"},", []string{"1 A", "2 B", "1: the array that begins here ends too early, at line 2"}},
	{"array of others", `[1,2,"x",{"title":"A"}]`, []string{"1 A", "1: 3 values of the array that begins here are not objects"}},
	{"too deep", `{"title":"A","x":` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + "}\n{\"title\":\"B\"}", []string{"1: is not valid JSON: it is nested more than 128 deep", "2 B"}},
	{"impossible date", "{\"title\":\"A\",\"date\":\"31-FEB-1987\"}\n{\"title\":\"B\",\"date\":\"yesterday\"}", []string{"1: date \"31-FEB-1987\": day out of range", "2 B"}},
}

func TestJSON(t *testing.T) {
	for _, c := range jsons {
		var got []string
		for _, item := range readString(t, c.text, Options{}) {
			if item.Problem != nil {
				got = append(got, strings.TrimPrefix(item.Problem.Error(), "-:"))
			} else {
				got = append(got, fmt.Sprintf("%d %s", item.Line, item.Article.Title))
			}
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s:\n%s\ngot\n%s\nwant\n%s", c.name, c.text, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

func TestJSONFields(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"usual names", `{"headline":"A","articleBody":"B.","datePublished":"2025-02-09","link":"https://example.com/a","publisher":"Gazette","byline":"By Ann Ash","inLanguage":"en-US","guid":"x1"}`,
			"A|B.|2025-02-09|https://example.com/a|Gazette|Ann Ash|en|x1|"},
		{"objects", `{"title":{"rendered":"A &amp; B"},"content":{"rendered":"<p>One <b>two</b>.</p><p>Three.</p>"},"source":{"id":null,"name":"Gazette"},"author":[{"name":"Ann Ash"},{"name":"Bob Birch"}],"_id":{"$oid":"5f"},"date":{"$date":"2025-02-09T10:00:00Z"}}`,
			"A & B|One two.\nThree.|2025-02-09T10:00:00Z||Gazette|Ann Ash,Bob Birch||5f|"},
		{"paragraphs", `{"title":"A","paragraphs":["One.","Two."],"lang":"Ukrainian"}`, "A|One.\nTwo.|||||uk||"},
		{"description only without text", `{"title":"A","description":"D.","content":""}`, "A|D.||||||"},
		{"text before description", `{"title":"A","description":"D.","maintext":"M."}`, "A|M.||||||"},
		{"no title", `{"text":"It rained. It rained."}`, "It rained. It rained.|It rained. It rained.||||||"},
		{"nested", `{"id":7,"metadata":{"published":"2020","source":"Gazette"},"article":{"title":"A","text":"B."}}`, "A|B.|2020||Gazette|||7|"},
		{"prefixes", `{"dc:title":"A","content:encoded":"x","dc:creator":"Ann Ash","article:published_time":"2020-01-02"}`, "A||2020-01-02|||Ann Ash|||"},
		{"numbers", `{"title":"A","id":123456789012345678901234567890,"timestamp":1739110205}`, "A||2025-02-09T14:10:05Z|||||123456789012345678901234567890|"},
		{"second best date", `{"title":"A","date":"soon","pubDate":"","date_raw":"Last update 8 Nov 2016"}`, "A||2016-11-08||||||"},
		{"tags", `{"title":"A","tags":"Oil, Gas; Coal","section":"World, News","categories":["Energy"],"keywords":"Wars (1990-, 2001),Oil"}`,
			"A|||||||" + "|topic:oil-gas topic:coal topic:wars-1990-2001 topic:oil topic:energy topic:world-news"},
		{"people and places", `{"title":"A","people":["Putin, Vladimir",{"name":"Ann Ash"}],"orgs":"UN, NATO","countries":["UA","Narnia"],"places":"Kyiv, Iran"}`,
			"A|||||||" + "|person:vladimir-putin person:ann-ash organisation:un organisation:nato country:UA place:narnia place:kyiv country:IR"},
		{"keywords that say their kind", `{"headline":{"main":"A"},"keywords":[{"name":"persons","value":"Trump, Donald J"},{"name":"glocations","value":"Iran"},{"name":"subject","value":"Oil"}]}`,
			"A|||||||" + "|person:donald-j-trump country:IR topic:oil"},
		{"source as an address", `{"title":"A","source":"http://www.example.com"}`, "A||||example.com||||"},
		{"bad address", `{"title":"A","url":"javascript:x/y","link":"see there"}`, "A||||||||"},
		{"lone surrogate, control characters", `{"title":"A\ud800\u0000\u0007B","text":"C\u2028D"}`, "A\ufffdB|C\nD|||||||"},
		{"markup in a title", `{"title":"<b>A</b> &#8211; B","text":"AT&T rose."}`, "A – B|AT&T rose.||||||"},
	} {
		a := one(t, c.text, Options{})
		got := strings.Join([]string{a.Title, bodyOf(a), a.Published.String(), a.URL, a.Source, strings.Join(a.Authors, ","), a.Language, a.GUID, entitiesOf(a)}, "|")
		if strings.TrimRight(got, "|") != strings.TrimRight(c.want, "|") {
			t.Errorf("%s\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestJSONKeepsTheRecord(t *testing.T) {
	record := `{"title":"A", "unknown" : {"x":[1,2]} }`
	items := readString(t, "[\n"+record+"\n]", Options{})
	if len(items) != 1 || string(items[0].Original) != record || items[0].MediaType != "application/json" {
		t.Errorf("%+v", items)
	}
	encoded, _ := prose.UTF16Of([]byte("\xff\xfe")).NewEncoder().String(record + "\n" + record)
	items = readString(t, "\xff\xfe"+encoded, Options{})
	one, _ := prose.UTF16Of([]byte("\xff\xfe")).NewEncoder().String(record)
	if len(items) != 2 || string(items[1].Original) != one || items[1].Article.Title != "A" {
		t.Errorf("UTF-16: %+v", items)
	}
	items = readString(t, "{\"title\":\"Caf\xe9 in Gen\xe8ve\"}\n", Options{})
	if items[0].Article.Title != "Café in Genève" || string(items[0].Original) != "{\"title\":\"Caf\xe9 in Gen\xe8ve\"}" {
		t.Errorf("Latin-1: %+v", items)
	}
}

// endless gives the same byte many times.
type endless struct {
	c    byte
	left int
}

func (e *endless) Read(p []byte) (int, error) {
	n := min(len(p), e.left)
	if n == 0 {
		return 0, io.EOF
	}
	for i := range n {
		p[i] = e.c
	}
	e.left -= n
	return n, nil
}

func TestJSONRecordTooLong(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 70 MiB")
	}
	input := io.MultiReader(strings.NewReader("{\"title\":\"A\"}\n{\"title\":\""), &endless{'x', 70 << 20}, strings.NewReader("\"}\n{\"title\":\"B\"}\n"))
	items := readAll(t, "-", Options{Stdin: input})
	if len(items) != 3 || items[2].Article.Title != "B" || !strings.Contains(items[1].Problem.Error(), "more than 64 MiB") {
		t.Errorf("%d items, %v", len(items), problems(items))
	}
}

func FuzzJSON(f *testing.F) {
	for _, c := range jsons {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if items := readString(t, text, Options{Format: "json"}); len(items) == 0 {
			t.Errorf("%q gives nothing at all", text)
		}
	})
}

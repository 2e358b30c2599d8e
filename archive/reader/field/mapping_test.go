package field

import (
	"fmt"
	"strings"
	"testing"
)

// mapped shows the article that a mapping makes of a record.
func mapped(t testing.TB, mapping, raw string) string {
	t.Helper()
	m, err := ParseMapping(mapping)
	if err != nil {
		return "mapping: " + err.Error()
	}
	rec, err := m.ParseRecord([]byte(raw))
	if err != nil {
		return "record: " + err.Error()
	}
	a, err := rec.Article()
	if err != nil {
		return "article: " + err.Error()
	}
	s := fmt.Sprintf("%s|%s|%s|%q|%s", a.Title, a.Published, a.Source, a.Authors, strings.ReplaceAll(a.Text(), "\n\n", "¶"))
	for _, e := range a.Entities {
		s += " #" + e.Name
	}
	if a.Section+a.Slug+a.Wire.Place+a.Rights != "" {
		s += fmt.Sprintf(" §%s/%s/%s/%s", a.Section, a.Slug, a.Wire.Place, a.Rights)
	}
	return s
}

func TestMapping(t *testing.T) {
	for _, c := range []struct{ mapping, raw, want string }{
		{"kop=title,tekst=text", `{"kop":"A","tekst":"One.","name":"no"}`, "A|||[]|One."},
		{"Kop = Headline , tekst=BODY", `{"kop":"A","Tekst":"One."}`, "A|||[]|One."},
		{"name=author", `{"name":"Ann Lee","title":"A"}`, `A|||["Ann Lee"]|`},
		{"lead=text,more=text", `{"title":"A","text":"no","lead":"One.","more":["Two.","Three."]}`, "A|||[]|One.¶Two.¶Three."},
		{"meta.when=date", `{"title":"A","meta":{"when":"2024-05-06"},"date":"2020-01-01"}`, "A|2024-05-06||[]|"},
		{"a.b.c=title", `{"a":{"b":{"c":"A"}},"text":"One."}`, "A|||[]|One."},
		{"a.b=title", `{"a.b":"A","text":"One."}`, "A|||[]|One."},
		{"a.b.c=title", `{"a.b":{"c":"A"}}`, "A|||[]|"},
		{"by.name=author", `{"title":"A","by":[{"name":"Ann Lee"},{"name":"Bo Poe"}]}`, `A|||["Ann Lee" "Bo Poe"]|`},
		{"by.1.name=author", `{"title":"A","by":[{"name":"Ann Lee"},{"name":"Bo Poe"}]}`, `A|||["Bo Poe"]|`},
		{"by[0].name=author", `{"title":"A","by":[{"name":"Ann Lee"},{"name":"Bo Poe"}]}`, `A|||["Ann Lee"]|`},
		{"by.7.name=author", `{"title":"A","by":[{"name":"Ann Lee"}]}`, `A|||[]|`},
		{"w=topic:;", `{"title":"A","w":"Rain; Wind, high"}`, "A|||[]| #Rain #Wind, high"},
		{"w=topic:,", `{"title":"A","w":"Rain,Wind"}`, "A|||[]| #Rain #Wind"},
		{"w=topic:,,t=title", `{"t":"A","w":"Rain,Wind"}`, "A|||[]| #Rain #Wind"},
		{"w=topic:tab", `{"title":"A","w":"Rain\tWind"}`, "A|||[]| #Rain #Wind"},
		{"d=date:dmy", `{"title":"A","d":"03/02/2020"}`, "A|2020-02-03||[]|"},
		{"d=date:mdy", `{"title":"A","d":"03/02/2020 14:05"}`, "A|2020-03-02T14:05||[]|"},
		{"d=date:ymd", `{"title":"A","d":"2020.3.2"}`, "A|2020-03-02||[]|"},
		{"d=date:dmy", `{"title":"A","d":"3.2.68"}`, "A|2068-02-03||[]|"},
		{"d=date:dmy", `{"title":"A","d":"4 May 2021"}`, "A|2021-05-04||[]|"},
		{"d=date:dmy", `{"title":"A","d":"31/02/2020"}`, `record: date "2020-02-31": day out of range`},
		{"d=date:dd.MM.yyyy HH:mm", `{"title":"A","d":"03.02.2020 07:08"}`, "A|2020-02-03T07:08||[]|"},
		{"d=date:%d/%m/%y", `{"title":"A","d":"03/02/20"}`, "A|2020-02-03||[]|"},
		{"d=date:%Y-%m-%dT%H:%M:%S%z", `{"title":"A","d":"2020-02-03T10:11:12+0200"}`, "A|2020-02-03T10:11:12+02:00||[]|"},
		{"d=date:MM/yyyy", `{"title":"A","d":"02/2020"}`, "A|2020-02||[]|"},
		{"d=date:unix", `{"title":"A","d":0}`, "A|1970-01-01T00:00:00Z||[]|"},
		{"d=date:unixms", `{"title":"A","d":"1580688000000"}`, "A|2020-02-03T00:00:00Z||[]|"},
		{"d=date:dd.MM.yyyy", `{"title":"A","d":"last week"}`, `record: date "last week" is not written as dd.MM.yyyy`},
		{"d=date:dd.MM.yyyy", `{"title":"A","d":""}`, "A|||[]|"},
		{"name=-", `{"name":"B","text":"One."}`, "One.|||[]|One."},
		{"s=section,g=slug,p=dateline,c=rights", `{"title":"A","s":"World","g":"FLOODS","p":"OSLO","c":"(c) Post"}`, "A|||[]| §World/FLOODS/OSLO/(c) Post"},
		{"", `{}`, "mapping: holds no assignment; write FIELD=title, …"},
		{"headline", `{}`, `mapping: "headline": want FIELD=title, FIELD=date:dd.MM.yyyy, …`},
		{"a=title:x", `{}`, `mapping: "title:x": a title takes neither a layout nor a separator`},
		{"d=date:soon", `{}`, `mapping: date layout "soon": want dmy, mdy, ymd, unix, unixms, or one such as dd.MM.yyyy HH:mm`},
	} {
		if got := mapped(t, c.mapping, c.raw); got != c.want {
			t.Errorf("%s of %s:\n got %s\nwant %s", c.mapping, c.raw, got, c.want)
		}
	}
	if got := mapped(t, "a=titel", `{}`); !strings.HasPrefix(got, `mapping: "titel" is nothing a field can hold: want one of author, country, date`) {
		t.Error(got)
	}
}

func TestMappingFile(t *testing.T) {
	for _, c := range []struct{ content, want string }{
		{"# names\nkop = title\n\ntags=topic:,\n", `[kop→title tags→topic","]`},
		{`{"kop":"title","tags":"topic:;"}`, `[kop→title tags→topic";"]`},
		{"kop = title\nnonsense\n", `line 2: "nonsense": want FIELD=title, FIELD=date:dd.MM.yyyy, …`},
		{"{", "want a JSON object of names: unexpected end of JSON input"},
		{"#", "holds no assignment; write FIELD=title, …"},
	} {
		m, err := ParseMappingFile(c.content)
		var shown []string
		for _, r := range m {
			s := r.from + "→" + r.target
			if r.how != "" {
				s += fmt.Sprintf("%q", r.how)
			}
			shown = append(shown, s)
		}
		got := fmt.Sprint(shown)
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%q: %s, want %s", c.content, got, c.want)
		}
	}
}

func FuzzMapping(f *testing.F) {
	f.Add("a.b[0].c=title,d=date:dd.MM.yyyy,w=topic:;", `{"a":{"b":[{"c":"A"}]},"d":"03.02.2020","w":"x;y"}`)
	f.Add("d=date:dmy,x=-", `{"d":"3/2/20","x":[[]]}`)
	f.Fuzz(func(t *testing.T, mapping, raw string) { mapped(t, mapping, raw) })
}

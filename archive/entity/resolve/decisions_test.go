package resolve

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/archive/entity"
)

var wantDecisions = entity.Decisions{
	Entities: []entity.Decision{
		{Kind: entity.Person, ID: "volodymyr-zelensky", Name: "Volodymyr Zelensky", Wikidata: "Q3874799",
			Aliases: []string{"Zelenskyy", "Зеленський"}, Not: []string{"Olena Zelenska"}, Context: []string{"Ukraine", "Kyiv"}},
		{Kind: entity.Organisation, ID: "rferl", Name: "Radio Free Europe/Radio Liberty", Aliases: []string{"RFE/RL", "RFERL"}},
	},
	Countries: []entity.CountryDecision{{Code: "UA", Add: []string{"Bankova"}, Remove: []string{"Crimea"}}, {Code: "NO", Add: []string{"Norge, Kongeriket"}}},
	Ignore:    []string{"Olive Branch"},
}

const decisionsYAML = `
persons:
  - id: volodymyr-zelensky
    name: Volodymyr Zelensky
    wikidata: Q3874799          # optional
    aliases: [Zelenskyy, Зеленський]
    not: [Olena Zelenska]       # never merge
    context: [Ukraine, Kyiv]
organisations:
  - {id: rferl, name: Radio Free Europe/Radio Liberty, aliases: [RFE/RL, RFERL]}
countries:
  - {id: UA, add: [Bankova], remove: [Crimea]}
  - {id: NO, add: ["Norge, Kongeriket"]}
ignore: [Olive Branch]
`

const decisionsCSV = `type,id,canonical,alias
person,volodymyr-zelensky,Volodymyr Zelensky,Zelenskyy
person,volodymyr-zelensky,,Зеленський
person-not,volodymyr-zelensky,,Olena Zelenska
person-context,volodymyr-zelensky,,Ukraine
person-context,volodymyr-zelensky,,Kyiv
person-wikidata,volodymyr-zelensky,,Q3874799
organisation,rferl,Radio Free Europe/Radio Liberty,RFE/RL
organisation,rferl,Radio Free Europe/Radio Liberty,RFERL
country,UA,,Bankova
country-remove,UA,,Crimea
country,NO,,"Norge, Kongeriket"
ignore,,,Olive Branch
`

func TestDecisions(t *testing.T) {
	formats := []struct {
		name  string
		text  string
		parse func(string, []byte) (entity.Decisions, error)
		write func(*bytes.Buffer, entity.Decisions) error
	}{
		{"x.yaml", decisionsYAML, ParseYAML, func(b *bytes.Buffer, d entity.Decisions) error { return WriteYAML(b, d) }},
		{"x.csv", decisionsCSV, ParseCSV, func(b *bytes.Buffer, d entity.Decisions) error { return WriteCSV(b, d) }},
		{"semicolons.csv", "\ufeff" + strings.ReplaceAll(decisionsCSV, ",", ";")[:len(decisionsCSV)-len("country,NO,,\"Norge, Kongeriket\"\nignore,,,Olive Branch\n")] +
			"country;NO;;Norge, Kongeriket\r\nignore;;;Olive Branch\r\n", ParseCSV, func(b *bytes.Buffer, d entity.Decisions) error { return WriteCSV(b, d) }},
	}
	for _, f := range formats {
		got, err := f.parse(f.name, []byte(f.text))
		if err != nil {
			t.Errorf("%s: %v", f.name, err)
			continue
		}
		if diff := cmp.Diff(wantDecisions, got); diff != "" {
			t.Errorf("%s: %s", f.name, diff)
		}
		var b bytes.Buffer
		if err := f.write(&b, got); err != nil {
			t.Error(err)
		}
		again, err := f.parse(f.name, b.Bytes())
		if diff := cmp.Diff(got, again); err != nil || diff != "" {
			t.Errorf("%s: written and read again: %v %s\n%s", f.name, err, diff, b.Bytes())
		}
	}
	for _, parse := range []func(string, []byte) (entity.Decisions, error){ParseYAML, ParseCSV} {
		if d, err := parse("empty", nil); err != nil || !d.IsZero() {
			t.Errorf("empty: %+v, %v", d, err)
		}
	}
}

func TestDecisionsWithMistakes(t *testing.T) {
	cases := []struct{ file, text, want string }{
		{"a.yaml", "persons:\n  - {id: a, name: Ann Lee, aliases: [Lee]}\n  - id: b\n    name: Bo Lee\n    aliases:\n      - LEE\n", `a.yaml:6: "LEE" means b, but on line 2 it means a; remove one`},
		{"b.csv", "person,a,Ann Lee,Lee\nperson,b,Bo Lee,lee\n", `b.csv:2: "lee" means b, but on line 1 it means a; remove one`},
		{"c.yaml", "people:\n  - {id: a, name: Ann}\n  - {id: a, name: Bo}\n", "c.yaml:3: person a is on line 2 already; put both together"},
		{"d.yaml", "persons:\n  - {id: a, name: Ann, nme: Ann}\n", `d.yaml:2: "nme" is not known; want one of id, name, wikidata, aliases, not, context`},
		{"e.yaml", "persons: [{id: A B, name: Ann}]\n", `e.yaml:1: id "A B" of a person is not made of small letters, digits and hyphens; write "a-b"`},
		{"f.yaml", "countries:\n- {id: QQ}\n", `f.yaml:2: "QQ" is not the code of a country; write one like UA`},
		{"g.yaml", "persons:\n- {name: Ann Lee, aliases: [Lee], not: [lee]}\n", `g.yaml:2: "lee" both means ann-lee (line 2) and never means it; remove one`},
		{"h.yaml", "ignore: [Lee]\npersons:\n- {name: Ann Lee, aliases: [Lee]}\n", `h.yaml:1: "Lee" is to be ignored, but on line 3 it means ann-lee; remove one`},
		{"i.csv", "film,a,Ann,Lee\n", `i.csv:1: type "film" is not known; want person, organisation, country or ignore`},
		{"j.csv", "person,a,Ann,Lee,Bo\n", "j.csv:1: has 5 columns, want type,id,canonical,alias; put quotation marks around a name with a comma"},
		{"k.csv", "person,a,Ann,Lee\nperson,a,Bo,Leigh\n", `k.csv:2: a is named "Bo" here and "Ann" on line 1; write one name`},
		{"l.yaml", "persons: {a: b}\n", "l.yaml:1: want a list here; begin each entry with a hyphen"},
		{"m.yaml", "persons: [{name: Ann, wikidata: 42}]\n", `m.yaml:1: wikidata "42" of ann is not like Q42`},
		{"n.yaml", "a: [\n", "n.yaml: yaml: line 1: did not find expected node content"},
		{"o.yaml", "ignore: [x]\n---\nignore: [y]\n", "o.yaml:2: a second document begins; keep all in one"},
		{"p.csv", "person,a,\"Ann\n", `p.csv:1: extraneous or missing " in quoted-field`},
		{"q.yaml", "persons: [{aliases: [x]}]\n", "q.yaml:1: person has neither id nor name; add one"},
	}
	for _, c := range cases {
		parse := ParseYAML
		if strings.HasSuffix(c.file, ".csv") {
			parse = ParseCSV
		}
		if d, err := parse(c.file, []byte(c.text)); err == nil || err.Error() != c.want || !d.IsZero() {
			t.Errorf("%s\n got %v\nwant %s", c.text, err, c.want)
		}
	}
}

func TestDecisionsWin(t *testing.T) {
	k := mustDefault(t).With(entity.Decisions{
		Entities: []entity.Decision{
			{Kind: entity.Person, ID: "volodymyr-zelensky", Name: "Volodymyr Zelensky", Aliases: []string{"Volodymyr Zelenskyy", "Zelenskyy", "Зеленський"}, Not: []string{"Olena Zelensky"}},
			{Kind: entity.Person, ID: "vladimir-putin", Name: "Vladimir V. Putin"},
			{Kind: entity.Person, ID: "local-hero", Name: "Pat Ostrander", Aliases: []string{"Ostrander", "The Baker of Dover"}, Context: []string{"Dover"}},
			{Kind: entity.Person, ID: "donald-trump", Name: "Donald Trump", Not: []string{"Trump"}},
			{Kind: entity.Organisation, ID: "air-force-one", Name: "Air Force One"},
			{Kind: entity.Organisation, ID: "dover-post", Name: "Dover Post", Aliases: []string{"Post"}},
		},
		Ignore: []string{"Olive Branch"},
	})
	cases := []struct {
		names []string
		want  string
	}{
		{[]string{"P:Zelenskyy", "P:Volodymyr Zelenskyy", "P:Зеленського"}, "volodymyr-zelensky: 0 1 2"},
		{[]string{"P:Putin"}, "vladimir-putin: 0"},
		{[]string{"P:Ostrander"}, "ostrander: 0"},
		{[]string{"P:Ostrander", "L:Dover"}, "local-hero: 0; dover: 1"},
		{[]string{"P:Trump", "P:Donald Trump"}, "trump: 0; donald-trump: 1"},
		{[]string{"P:Olive Branch", "O:OLIVE BRANCH", "O:Post"}, "dover-post: 2"},
		{[]string{"O:Air Force One", "O:World Cup"}, "air-force-one: 0"},
		{[]string{"O:Washington Post", "O:The Post"}, "washington-post: 0; dover-post: 1"},
	}
	for _, c := range cases {
		if got := grouped(t, k, nil, c.names...); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.names, got, c.want)
		}
	}
	if ref, ok := k.Entity(entity.Person, "vladimir-putin"); !ok || ref.Name != "Vladimir V. Putin" {
		t.Errorf("renamed: %+v", ref)
	}
	if got := grouped(t, k.With(entity.Decisions{}), nil, "P:Trump"); got != "donald-trump: 0" {
		t.Errorf("decisions taken back: %s", got)
	}
	if k.Version() == mustDefault(t).Version() {
		t.Error("decisions do not show in the version")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(decisionsYAML))
	f.Add([]byte(decisionsCSV))
	f.Add([]byte("persons: &a [*a]\nignore: *a"))
	f.Fuzz(func(t *testing.T, content []byte) {
		for _, parse := range []func(string, []byte) (entity.Decisions, error){ParseYAML, ParseCSV} {
			d, err := parse("x", content)
			if err != nil {
				continue
			}
			var y, c bytes.Buffer
			if err := WriteYAML(&y, d); err != nil {
				t.Error(err)
			}
			if err := WriteCSV(&c, d); err != nil {
				t.Error(err)
			}
			if again, err := ParseYAML("y", y.Bytes()); err != nil || len(again.Entities) != len(d.Entities) {
				t.Errorf("%v\n%s", err, y.Bytes())
			}
			if again, err := ParseCSV("c", c.Bytes()); err != nil || len(again.Entities) != len(d.Entities) {
				t.Errorf("%v\n%s", err, c.Bytes())
			}
		}
	})
}

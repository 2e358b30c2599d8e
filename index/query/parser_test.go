package query

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// parseCases are texts that are understood whole.
var parseCases = []struct{ text, want string }{
	{"", ""},
	{" \t\n\x00\xff\u200e", ""},
	{"oil", "oil"},
	{"peace talks", "peace AND talks"},
	{"peace AND talks", "peace AND talks"},
	{"and or not near", "and AND or AND not AND near"},
	{"iran OR tehran", "iran OR tehran"},
	{"a b OR c d", "(a AND b) OR (c AND d)"},
	{"a OR b c OR d", "a OR (b AND c) OR d"},
	{"(a OR b) c", "(a OR b) AND c"},
	{"a (b (c (d)))", "a AND b AND c AND d"},
	{"a OR (b OR (c AND d))", "a OR b OR (c AND d)"},

	// negation
	{"NOT oil", "NOT oil"},
	{"-oil", "NOT oil"},
	{"NOT NOT oil", "oil"},
	{"NOT -oil", "oil"},
	{"a NOT b", "a AND NOT b"},
	{"a AND NOT b", "a AND NOT b"},
	{"a OR -b", "a OR NOT b"},
	{"NOT a b", "NOT a AND b"},
	{"-(a OR b)", "NOT (a OR b)"},
	{"(-a)", "NOT a"},
	{`-"rare earths"`, `NOT "rare earths"`},
	{"-title:oil", "NOT title:oil"},
	{"-OR", `NOT \OR`},
	{"-5", "NOT 5"},
	{"e-mail a-b", "e-mail AND a-b"},
	{"a - b", "a AND b"},
	{"--dry", "--dry"},
	{"a--b", "a--b"},
	{`"a"-b`, `"a" AND \-b`},

	// words as they are typed
	{"U.S. RFE/RL COVID-19 3.14 AT&T", "U.S. AND RFE/RL AND COVID-19 AND 3.14 AND AT&T"},
	{"10:30 http://x.org/a?b=c", "10:30 AND http://x.org/a?b=c"},
	{"https://x.org/a_(b)_c", "https://x.org/a_(b)_c"},
	{"(https://x.org/a)", "https://x.org/a"},
	{"Kyiv, (Lviv; Odesa!) etc.", "Kyiv AND Lviv AND Odesa AND etc"},
	{"oil... gas…", "oil AND gas"},
	{"Breaking: oil – gas & coal", "Breaking AND oil AND gas AND coal"},
	{"Москва 北京 żółć", "Москва AND 北京 AND żółć"},
	{"a\u00a0b\u3000c\ufeffd", "a AND b AND c AND d"},
	{"w/o w/", "w/o AND w/"},
	{"l’Iran don't", "l’Iran AND don't"},
	{"a+b C++ $100 #tag", "a+b AND C++ AND $100 AND #tag"},
	{`\OR \title:x \-a \sanction* \\b`, `\OR AND \title:x AND \-a AND \sanction* AND \\b`},
	{`\plain AC\DC`, `plain AND AC\DC`},

	{"title://x(date:a)", "title://x(date:a)"},
	{"x://a(b(c)d)", `x://a AND b AND c AND d`},

	// forms
	{"sanction*", "sanction*"},
	{"sanction**", "sanction*"},
	{"[sanction*]", "sanction*"},
	{"organi?ation", "organi?ation"},
	{"s*n", "s*n"},
	{"s*n*", "s*n*"},
	{"Zelensky~", "Zelensky~"},
	{"Zelensky~1 a~2,", "Zelensky~1 AND a~2"},
	{"~100 a~b", "~100 AND a~b"},
	{"OR* NEAR/5~", "OR* AND NEAR/5~"},

	// phrases
	{`"rare earths"`, `"rare earths"`},
	{`" rare ` + "\t\n" + `earths "`, `"rare earths"`},
	{`“rare earths” „seltene Erden“ «terres rares» »harvinaiset maametallit»`,
		`"rare earths" AND "seltene Erden" AND "terres rares" AND "harvinaiset maametallit"`},
	{`“rare earths"`, `"rare earths"`},
	{`"rare earths”`, `"rare earths"`},
	{`"he said “no deal” today"`, `"he said “no deal” today"`},
	{`"OR" "w/5" "NEAR" "title:x" "(a)" "a*"`, `"OR" AND "w/5" AND "NEAR" AND "title:x" AND "(a)" AND "a*"`},
	{`"the \"Rock\" C:\dir \\"`, `"the \"Rock\" C:\\dir \\"`},
	{`"a"b"c"`, `"a" AND b AND "c"`},
	{`"trump putin"~5`, `"trump putin"~5`},
	{`"trump putin"~0`, `"trump putin"`},
	{`"a b"~5c`, `"a b"~5 AND c`},

	// nearness
	{"a NEAR/5 b", "a NEAR/5 b"},
	{"a w/5 b", "a NEAR/5 b"},
	{"a W/5 b near/6 c", "(a NEAR/5 b) AND (b NEAR/6 c)"},
	{"a PRE/5 b", "a PRE/5 b"},
	{"a pre/5 b", "a PRE/5 b"},
	{"a w/s b", "a w/s b"},
	{"a NEAR/P b", "a w/p b"},
	{"a PRE/s b", "a PRE/s b"},
	{"a w/5 b c", "(a NEAR/5 b) AND c"},
	{"a OR b w/5 c", "a OR (b NEAR/5 c)"},
	{"NOT (a w/5 b)", "NOT (a NEAR/5 b)"},
	{`"x y" w/5 z*`, `"x y" NEAR/5 z*`},
	{"(putin OR kremlin) w/10 (gas OR oil)", "(putin OR kremlin) NEAR/10 (gas OR oil)"},
	{"a w/5 b w/5 c", "(a NEAR/5 b) AND (b NEAR/5 c)"},
	{"(a b) w/5 c", "(a NEAR/5 c) AND (b NEAR/5 c)"},
	{"c PRE/5 (a b)", "(c PRE/5 a) AND (c PRE/5 b)"},
	{"(a b) w/5 (c d)", "(a NEAR/5 c) AND (a NEAR/5 d) AND (b NEAR/5 c) AND (b NEAR/5 d)"},
	{"(a OR b c OR d) w/5 e", "((a OR d) NEAR/5 e) OR ((b NEAR/5 e) AND (c NEAR/5 e))"},
	{"(a w/3 b) w/5 c", "(a NEAR/3 b) AND ((a OR b) NEAR/5 c)"},
	{"c PRE/5 (a w/3 b)", "(a NEAR/3 b) AND (c PRE/5 (a OR b))"},
	{"atleast3(a) w/5 b", "atleast3(a) AND (a NEAR/5 b)"},
	{"title:a w/5 b", "title:a NEAR/5 title:b"},
	{"a w/5 title:(b OR c)", "title:a NEAR/5 (title:b OR title:c)"},
	{"title:(a w/5 b)", "title:a NEAR/5 title:b"},
	{"(title:a OR body:b) w/5 c", "(title:a NEAR/5 title:c) OR (body:b NEAR/5 body:c)"},

	// counts
	{"atleast3(sanctions)", "atleast3(sanctions)"},
	{`ATLEAST2("rare earths")`, `atleast2("rare earths")`},
	{"atleast2(a OR b)", "atleast2(a OR b)"},
	{"atleast2(a b)", "atleast2(a) AND atleast2(b)"},
	{"atleast2(title:a OR b)", "atleast2(title:a) OR atleast2(b)"},
	{"-atleast2(a)", "NOT atleast2(a)"},
	{"title:atleast2(a OR b)", "atleast2(title:a OR title:b)"},
	{"atleast1(a)", "a"},
	{"atleast", "atleast"},

	// fields of words
	{"title:ceasefire", "title:ceasefire"},
	{"Title:Ceasefire", "title:Ceasefire"},
	{`lead:"rare earths"~3`, `lead:"rare earths"~3`},
	{"body:sanction* body:a?b body:c~1", "body:sanction* AND body:a?b AND body:c~1"},
	{"title:(a OR (b lead:c))", "title:a OR (title:b AND lead:c)"},
	{"title:(-a)", "NOT title:a"},
	{"title:OR title:w/5", "title:OR AND title:w/5"},
	{`title:\-x`, `title:\-x`},
	{"title:10:30", "title:10:30"},

	// properties
	{"country:UA", "country:UA"},
	{"country:UA, date:2025;", "country:UA AND date:2025"},
	{`source:"Radio Free Europe"`, `source:"Radio Free Europe"`},
	{"country:(UA OR RU)", "country:UA OR country:RU"},
	{"organization:NATO", "organisation:NATO"},
	{"person:none place:Kharkiv mentions:UA", "person:none AND place:Kharkiv AND mentions:UA"},
	{`author:"Jane \"JD\" Doe"`, `author:"Jane \"JD\" Doe"`},
	{`topic:"rare earths" language:uk site:bbc.co.uk`, `topic:"rare earths" AND language:uk AND site:bbc.co.uk`},
	{"url:https://x.org/a_(b)?c=d", `url:"https://x.org/a_(b)?c=d"`},
	{"url:https://x.org/a/1", "url:https://x.org/a/1"},
	{"is:undated IS:Updated has:duplicates", "is:undated AND is:updated AND has:duplicates"},

	// dates
	{"date:2025", "date:2025"},
	{"date:2025-02", "date:2025-02"},
	{"date:2025-2-9", "date:2025-02-09"},
	{"date:2025-01..2025-03", "date:2025-01..2025-03"},
	{"date:..2025 date:2024..", "date:..2025 AND date:2024.."},
	{"date:2024-02-29", "date:2024-02-29"},
	{"date:2025-02..2025-02", "date:2025-02"},
	{"after:2024", "date:2025.."},
	{"after:2024-12", "date:2025-01.."},
	{"after:2024-12-31", "date:2025-01-01.."},
	{"before:2025", "date:..2024"},
	{"before:2025-01", "date:..2024-12"},
	{"before:2025-02-01", "date:..2025-01-31"},
	{"date:7d date:2W date:3m date:1y", "date:7d AND date:2w AND date:3m AND date:1y"},
	{"date:7d..", "date:7d.."},
	{"date:7d..7d", "date:7d..7d"},
	{"date:30d..7d", "date:30d..7d"},
	{"date:7d..today", "date:7d"},
	{"date:today date:Yesterday", "date:today AND date:yesterday"},
	{"after:7d before:7d", "date:7d.. AND date:..7d"},
	{"after:today before:today", "date:tomorrow.. AND date:..yesterday"},
	{"before:yesterday after:yesterday", "date:..2d AND date:today.."},
	{"imported:7d imported:2025-01..", "imported:7d AND imported:2025-01.."},
	{"date:(2024 OR 2025)", "date:2024 OR date:2025"},
	{`date:"2024"`, "date:2024"},

	// numbers
	{"words:>800 words:>=800", "words:>800 AND words:>799"},
	{"words:<200 words:<=200", "words:<200 AND words:<201"},
	{"words:100..500 words:300", "words:100..500 AND words:300"},
	{"words:100.. words:..100", "words:>99 AND words:<101"},
	{"words:0 words:>0 words:<=0", "words:0 AND words:>0 AND words:<1"},
	{"words:>=0 words:0..", "words:0.. AND words:0.."},
	{"id:<=1000000000000000 id:>=1000000000000000", "id:<1000000000000001 AND id:>999999999999999"},
	{"id:41 id:1..9", "id:41 AND id:1..9"},
}

func TestParse(t *testing.T) {
	for _, c := range parseCases {
		parsed := Parse(c.text)
		if got := String(parsed.Node); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
		if len(parsed.Notes) > 0 {
			t.Errorf("%q: notes %v", c.text, parsed.Notes)
		}
		check(t, c.text)
	}
}

func TestParseTrees(t *testing.T) {
	word := func(s string) Node { return Word{Text: s} }
	number := func(n int64) *int64 { return &n }
	for _, c := range []struct {
		text string
		want Node
	}{
		{"", All{}},
		{"oil", word("oil")},
		{"a b", And{[]Node{word("a"), word("b")}}},
		{"a OR -b", Or{[]Node{word("a"), Not{word("b")}}}},
		{"title:Sanction*", Word{Field: Title, Text: "Sanction", Form: Prefix}},
		{"s?n", Word{Text: "s?n", Form: Wildcard}},
		{"a~ b~2", And{[]Node{Word{Text: "a", Form: Fuzzy}, Word{Text: "b", Form: Fuzzy, Edits: 2}}}},
		{`lead:"a b"~5`, Phrase{Field: Lead, Text: "a b", Slop: 5}},
		{"a w/5 b", Near{Left: word("a"), Right: word("b"), Distance: 5}},
		{"a PRE/5 b", Near{Left: word("a"), Right: word("b"), Distance: 5, Ordered: true}},
		{"a w/s b", Near{Left: word("a"), Right: word("b"), Unit: Sentence}},
		{"a w/p b", Near{Left: word("a"), Right: word("b"), Unit: Paragraph}},
		{"atleast3(a OR b)", AtLeast{3, Or{[]Node{word("a"), word("b")}}}},
		{`source:"A B"`, Property{"source", "A B"}},
		{"is:UNDATED", Property{"is", "undated"}},
		{"date:2025-02", Dates{"date", "2025-02", "2025-02"}},
		{"date:7d", Dates{"date", "7d", "today"}},
		{"imported:2025..", Dates{"imported", "2025", ""}},
		{"after:2024", Dates{"date", "2025", ""}},
		{"words:>800", Number{"words", number(801), nil}},
		{"words:<200", Number{"words", nil, number(199)}},
		{"id:41", Number{"id", number(41), number(41)}},
	} {
		if got := Parse(c.text).Node; !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q: got %#v, want %#v", c.text, got, c.want)
		}
	}
}

func TestPlain(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"oil", true},
		{"who met putin?", true},
		{"Trump (Donald) and Putin", true},
		{`"unclosed words`, true},
		{"oil OR", true},
		{"titel:oil", true},
		{"", false},
		{"oil AND gas", false},
		{"oil OR gas", false},
		{"oil -gas", false},
		{`"oil"`, false},
		{"oil*", false},
		{"oil~", false},
		{"title:oil gas", false},
		{"oil w/5 gas", false},
		{"oil date:2025", false},
		{"atleast2(oil)", false},
	} {
		if got := Parse(c.text).Plain; got != c.want {
			t.Errorf("%q: plain %v, want %v", c.text, got, c.want)
		}
	}
}

func TestDepth(t *testing.T) {
	for _, n := range []int{10, 60, 150, 5000} {
		for _, unit := range []string{"(", "-(a ", "a OR b (", "(a w/5 ", "(a w/5 b) w/5 (", "title:(a b OR ", "atleast2(a OR ", "(date:2025 w/5 a "} {
			check(t, strings.Repeat(unit, n)+"x"+strings.Repeat(")", n))
			check(t, strings.Repeat(unit, n)+"x")
		}
	}
	shallow := strings.Repeat("a OR b (", MaxDepth/2-1) + "x" + strings.Repeat(")", MaxDepth/2-1)
	if notes := Parse(shallow).Notes; len(notes) > 0 {
		t.Errorf("within MaxDepth: notes %v", notes)
	}
	deep := strings.Repeat("a OR b (", MaxDepth) + "x" + strings.Repeat(")", MaxDepth)
	parsed := Parse(deep)
	if len(parsed.Notes) != 1 || !strings.Contains(parsed.Notes[0].Message, "nested") {
		t.Errorf("beyond MaxDepth: notes %v", parsed.Notes)
	}
	words := 0
	for _, leaf := range Leaves(parsed.Node) {
		if _, ok := leaf.(Word); ok {
			words++
		}
	}
	if want := 2*MaxDepth + 1; words != want {
		t.Errorf("beyond MaxDepth: %d words kept, want %d", words, want)
	}
}

// TestBudget repeats groups by nearness until that is refused.
func TestBudget(t *testing.T) {
	list := func(operator string) string {
		words := make([]string, 100)
		for i := range words {
			words[i] = fmt.Sprint("a", i)
		}
		return "(" + strings.Join(words, operator) + ")"
	}
	for _, text := range []string{
		list(" ") + " w/5 " + list(" "),
		"b w/5 " + list(" OR ") + strings.Repeat(" w/5 "+list(" OR "), 20),
	} {
		parsed := Parse(text)
		if len(parsed.Notes) == 0 || !strings.Contains(parsed.Notes[0].Message, "taken as AND") {
			t.Errorf("%.40s: notes %v", text, parsed.Notes)
		}
		check(t, text)
	}
	if notes := Parse(list(" OR ") + " w/5 " + list(" OR ")).Notes; len(notes) > 0 {
		t.Errorf("large alternatives: notes %v", notes)
	}
}

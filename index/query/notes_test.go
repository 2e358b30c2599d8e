package query

import (
	"fmt"
	"strings"
	"testing"
)

// badCases are texts that are not understood whole: the reading, and the notes
// as "at+length message".
var badCases = []struct {
	text, want string
	notes      []string
}{
	// operators that lack a side
	{"AND", "and", []string{"0+3 AND has nothing before it and is no operator here"}},
	{"OR", "or", []string{"0+2 OR has nothing before it and is no operator here"}},
	{"NOT", "not", []string{"0+3 NOT has nothing after it and is no operator here"}},
	{"w/5", `\w/5`, []string{"0+3 w/5 has nothing before it and is no operator here"}},
	{"AND OR", "and AND or", []string{
		"0+3 AND has nothing before it and is no operator here",
		"4+2 OR has nothing before it and is no operator here"}},
	{"a OR", "a", []string{"2+2 OR has nothing after it and is no operator here"}},
	{"OR a", "a", []string{"0+2 OR has nothing before it and is no operator here"}},
	{"a AND OR b", "a AND b", []string{"6+2 OR has nothing before it and is no operator here"}},
	{"a AND NOT", "a", []string{
		"2+3 AND has nothing after it and is no operator here",
		"6+3 NOT has nothing after it and is no operator here"}},
	{"NOT AND a", "NOT a", []string{"4+3 AND has nothing before it and is no operator here"}},
	{"a (OR b) c", "a AND b AND c", []string{"3+2 OR has nothing before it and is no operator here"}},
	{"(a w/5) b", "a AND b", []string{"3+3 w/5 has nothing after it and is no operator here"}},

	// parentheses
	{"()", "", []string{"0+2 no word between the parentheses; left out"}},
	{"a () b", "a AND b", []string{"2+2 no word between the parentheses; left out"}},
	{"a NOT (()) b", "a AND b", []string{
		"6+4 no word between the parentheses; left out",
		"7+2 no word between the parentheses; left out"}},
	{"(a OR b", "a OR b", []string{"0+1 parenthesis is not closed; taken as closed at the end"}},
	{"x (a OR (b", "x AND (a OR b)", []string{"2+1 parenthesis is not closed; taken as closed at the end"}},
	{"a) b", "a AND b", []string{"1+1 parenthesis closes nothing and is left out"}},

	// quotes
	{`"foo bar`, "foo AND bar", []string{"0+1 quote is not closed; its words are taken one by one"}},
	{"“foo bar", "foo AND bar", []string{"0+3 quote is not closed; its words are taken one by one"}},
	{`a "" b`, "a AND b", []string{"2+2 no word between the quotes; left out"}},
	{`"..."`, "", []string{"0+5 no word between the quotes; left out"}},
	{`"a b"~ c`, `"a b" AND c`, []string{`5+1 ~ without a distance is left out; write "…"~5`}},
	{`"a b"~900`, `"a b"~100`, []string{"6+3 900 is taken as 100; the number goes from 0 to 100"}},

	// fields
	{"title:", "title", []string{`0+6 field "title" has no value; write title:ceasefire, without a space`}},
	{"title: oil", "title AND oil", []string{`0+6 field "title" has no value; write title:ceasefire, without a space`}},
	{"person:... a", "person AND a", []string{`0+10 field "person" has no value; write person:zelensky, without a space`}},
	{`title:"" a`, "a", []string{"6+2 no word between the quotes; left out"}},
	{`NOT "" a`, "a", []string{"4+2 no word between the quotes; left out"}},
	{"title:() a", "a", []string{"6+2 no word between the parentheses; left out"}},
	{"ukraine titel:oil", "ukraine AND oil", []string{`8+5 unknown field "titel"; did you mean title?`}},
	{`persn:"a b"`, `"a b"`, []string{`0+5 unknown field "persn"; did you mean person?`}},
	{"sorce:(a OR b)", "a OR b", []string{`0+5 unknown field "sorce"; did you mean source?`}},
	{"-organistion:NATO", "NOT NATO", []string{`1+11 unknown field "organistion"; did you mean organisation?`}},
	{"headline:oil", "oil", []string{`0+8 unknown field "headline"; did you mean title?`}},
	{"foo:bar", "foo AND bar", []string{`0+3 unknown field "foo"; taken as plain words`}},
	{"-foo:bar", "NOT (foo AND bar)", []string{`1+3 unknown field "foo"; taken as plain words`}},
	{`foo:"a b"`, `foo AND "a b"`, []string{`0+3 unknown field "foo"; taken as plain words`}},
	{"person:-putin", "NOT person:putin", []string{"0+13 the hyphen is taken as NOT; write -person:putin"}},

	// values
	{"is:foo", "foo", []string{`3+3 is: "foo" is taken as plain words; write undated or updated`}},
	{"has:a", "a", []string{`4+1 has: "a" is taken as plain words; write duplicates`}},
	{"date:2025-02-30", "2025-02-30", []string{`5+10 date: "2025-02-30" is taken as plain words; write ` + dateForms}},
	{"date:2025-13", "2025-13", []string{`5+7 date: "2025-13" is taken as plain words; write ` + dateForms}},
	{"date:2025/02/01", "2025/02/01", []string{`5+10 date: "2025/02/01" is taken as plain words; write ` + dateForms}},
	{`-date:"last week"`, "NOT (last AND week)", []string{`6+11 date: "last week" is taken as plain words; write ` + dateForms}},
	{"date:0d", "0d", []string{`5+2 date: "0d" is taken as plain words; write ` + dateForms}},
	{"date:2025..x", "2025..x", []string{`5+7 date: "2025..x" is taken as plain words; write ` + dateForms}},
	{"after:9999", "9999", []string{`6+4 after: "9999" is taken as plain words; write 2025, 2025-02, 2025-02-09 or an age such as 7d`}},
	{"before:2024..2025", "2024..2025", []string{`7+10 before: "2024..2025" is taken as plain words; write 2025, 2025-02, 2025-02-09 or an age such as 7d`}},
	{"date:2025..2024", "date:2024..2025", []string{"5+10 date: the ends of 2025..2024 are taken the other way round"}},
	{"date:7d..30d", "date:30d..7d", []string{"5+7 date: the ends of 7d..30d are taken the other way round"}},
	{"id:>1000000000000000", ">1000000000000000", []string{`3+17 id: ">1000000000000000" is taken as plain words; write 300, >800, <200 or 100..500`}},
	{`source:"a b"~5`, `source:"a b"`, []string{"7+7 ~5 is left out; it belongs to phrases of words"}},
	{"words:many", "many", []string{`6+4 words: "many" is taken as plain words; write 300, >800, <200 or 100..500`}},
	{"words:<0", `<0`, []string{`6+2 words: "<0" is taken as plain words; write 300, >800, <200 or 100..500`}},
	{"words:500..100", "words:100..500", []string{"6+8 words: the ends of 500..100 are taken the other way round"}},
	{"id:99999999999999999999", "99999999999999999999", []string{`3+20 id: "99999999999999999999" is taken as plain words; write 300, >800, <200 or 100..500`}},

	// wildcards and tildes
	{"*", "", []string{"0+1 * alone is left out; a wildcard needs letters before it, as in sanction*"}},
	{"*:*", "", []string{"0+3 *:* alone is left out; a wildcard needs letters before it, as in sanction*"}},
	{`"rare earths"*`, `"rare earths"`, []string{"13+1 * alone is left out; a wildcard needs letters before it, as in sanction*"}},
	{"*tion", "tion", []string{"0+1 a word cannot begin with a wildcard; taken without it"}},
	{"*OR", `\OR`, []string{"0+1 a word cannot begin with a wildcard; taken without it"}},
	{"?at*", "at*", []string{"0+1 a word cannot begin with a wildcard; taken without it"}},
	{"10:3*", `\10:3*`, []string{"0+5 taken as plain words; *, ? and ~ belong to single words"}},
	{"who met putin?", "who AND met AND putin", []string{"13+1 ? at the end of a word is punctuation; write * for any further letters"}},
	{"Zelensky~3", "Zelensky~2", []string{"9+1 ~3 is taken as ~2; write ~, ~1 or ~2"}},
	{"Zelensky~0.8", "Zelensky~1", []string{"9+3 ~0.8 is taken as ~1; write ~, ~1 or ~2"}},
	{"2025~5*-~5~", "2025~5*", []string{"0+11 ~ is left out beside a wildcard; write one of them"}},
	{"http://x(a b", "http://x AND a AND b", []string{"8+1 parenthesis is not closed; taken as closed at the end"}},
	{"sanct*~2", "sanct*", []string{"0+8 ~ is left out beside a wildcard; write one of them"}},

	// nearness and counts
	{"a w/0 b", "a NEAR/1 b", []string{"4+1 0 is taken as 1; the number goes from 1 to 100"}},
	{"a NEAR/500 b", "a NEAR/100 b", []string{"7+3 500 is taken as 100; the number goes from 1 to 100"}},
	{"a NEAR b", `a AND \NEAR AND b`, []string{"2+4 NEAR without a distance is a plain word; write NEAR/5"}},
	{"date:2025 w/5 oil", "date:2025 AND oil", []string{"10+3 w/5 needs words or phrases on both sides; taken as AND"}},
	{"a w/5 NOT b", "a AND NOT b", []string{"2+3 w/5 needs words or phrases on both sides; taken as AND"}},
	{"(a OR date:2025) w/5 b", "(a NEAR/5 b) OR (date:2025 AND b)", []string{"17+3 w/5 needs words or phrases on both sides; taken as AND"}},
	{"title:a w/5 lead:b", "title:a AND lead:b", []string{"8+3 words in title and words in lead are never near each other; taken as AND"}},
	{"atleast3 (a)", `\atleast3 AND a`, []string{"0+8 atleast3 is a plain word; write atleast3(…), without a space before the parenthesis"}},
	{"atleast(a)", "a", []string{"0+7 atleast without a number is left out; write atleast3(…)"}},
	{"atleast900(a)", "atleast100(a)", []string{"7+3 900 is taken as 100; the number goes from 1 to 100"}},
	{"atleast2(NOT a)", "NOT a", []string{"0+8 atleast2 counts words and phrases only; left out"}},

	// the signs of other languages
	{"a || b", "a AND b", []string{"2+2 || is left out; write OR"}},
	{"a && b", "a AND b", []string{"2+2 && is left out; write AND"}},
	{"a 💥", "a", []string{"2+4 💥 has neither letter nor digit and is left out"}},
	{"...", "", []string{"0+3 no word to search for; every article matches"}},
}

func TestNotes(t *testing.T) {
	for _, c := range badCases {
		parsed := Parse(c.text)
		if got := String(parsed.Node); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
		var notes []string
		for _, n := range parsed.Notes {
			notes = append(notes, fmt.Sprintf("%d+%d %s", n.At, n.Length, n.Message))
		}
		if got, want := strings.Join(notes, "\n"), strings.Join(c.notes, "\n"); got != want {
			t.Errorf("%q: notes\n%s\nwant\n%s", c.text, got, want)
		}
		check(t, c.text)
	}
}

func TestNotesAreBounded(t *testing.T) {
	for _, unit := range []string{")", "AND ", "* ", "titel:x ", `"" `, "date:x "} {
		parsed := Parse(strings.Repeat(unit, 1000))
		if len(parsed.Notes) > maxNotes {
			t.Errorf("%q a thousand times: %d notes", unit, len(parsed.Notes))
		}
	}
	long := Parse("date:" + strings.Repeat("x", 5000)).Notes
	if len(long) != 1 || len(long[0].Message) > 300 {
		t.Errorf("a long value is quoted in full: %v", long)
	}
}

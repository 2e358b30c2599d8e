package query

import "strings"

// Help is one line of the query language's table.
type Help struct {
	Write   string // its form, with sample words
	Means   string
	Example string // a whole query
}

// FieldHelp describes one field.
type FieldHelp struct {
	Name    string
	Means   string
	Example string
	Values  []string // all it may have; nil if any
}

// Fields describes every field, in the order of the help page.
func Fields() []FieldHelp {
	help := make([]FieldHelp, len(fields))
	for i, f := range fields {
		help[i] = FieldHelp{Name: f.name, Means: f.means, Example: f.example, Values: append([]string(nil), f.values...)}
	}
	return help
}

// Table is all there is to the query language: its operators, then its fields.
// Pages, the command line and the documentation print it.
func Table() []Help {
	table := []Help{
		{"peace talks", "both words, in any form: talk, talks, talking", "peace talks"},
		{`"rare earths"`, "this phrase, as written", `"rare earths" ukraine`},
		{"iran AND oil", "both sides; the same as writing nothing between them", "iran AND oil"},
		{"iran OR tehran", "either side, or both", "iran OR tehran"},
		{"NOT oil, -oil", "articles without it", "iran NOT oil -gas"},
		{"( )", "groups; without them NOT binds tightest, then nearness, then AND, then OR", "(iran OR tehran) AND oil"},
		{"sanction*", "words that begin so", "sanction*"},
		{"organi?ation, sanction*s", "? stands for one letter, * for any number; neither can be first", "organi?ation"},
		{"Zelensky~, Zelensky~1", "words that differ by one or two letters; ~1 or ~2 says by how many at most", "Zelensky~ visit~1"},
		{"trump NEAR/5 putin, trump w/5 putin", "at most 5 words apart, in any order; 1 is next to each other, 100 the most", "trump NEAR/5 putin OR putin w/5 kim"},
		{"trump PRE/5 putin", "the same, in this order", "trump PRE/5 putin"},
		{"trump w/s putin, trump w/p putin", "in the same sentence, in the same paragraph", "trump w/s (putin OR kremlin) w/p gas"},
		{`"trump putin"~5`, "all words of the phrase within 5 words, in any order", `"trump putin"~5`},
		{"atleast3(sanctions)", "at least three times in the article; in a group of alternatives, all together", `atleast3(sanctions OR "trade war")`},
		{`\OR, \title:x`, "a backslash makes a word out of what is an operator otherwise, a quote out of the one that ends a phrase", `\OR author:"Jane \"JD\" Doe"`},
		{"title:(a OR b), -source:x", "a field holds for one word, phrase or group; it may be negated", "title:(gas OR oil) -source:Reuters"},
	}
	for _, f := range fields {
		table = append(table, Help{Write: f.write(), Means: f.means, Example: f.example})
	}
	return table
}

// write gives the forms of a field, by default its example.
func (f field) write() string {
	switch {
	case f.forms != "":
		return f.forms
	case f.kind != flagField:
		return f.example
	}
	forms := make([]string, len(f.values))
	for i, v := range f.values {
		forms[i] = f.name + ":" + v
	}
	return strings.Join(forms, ", ")
}

package tag

import (
	"slices"
	"strings"
	"testing"

	"dateline/archive/entity/token"
)

func TestFormOf(t *testing.T) {
	for w, want := range map[string]form{
		"peace": lowerForm, "cease-fire": lowerForm, "путін": lowerForm, "東": lowerForm,
		"Putin": capital, "Путін": capital, "O'Rourke": capital, "McDonald": capital, "al-Assad": capital, "Jean-Luc": capital, "I": capital,
		"NATO": capitals, "AT&T": capitals, "RFE/RL": capitals,
		"iPhone": mixed, "F-16": mixed, "YouTube": mixed, "BuzzFeed": mixed,
		"U.S.": initial, "J.": initial, "D.C.": initial,
		"12": numberForm, "1.5": numberForm, "20th": numberForm,
		".": punctuation, "—": punctuation, "": punctuation,
		"https://example.org/Some-News": punctuation, "www.Example.org": punctuation, "#BREAKING": punctuation, "@RealNews": punctuation,
		"No.": numberForm, "No": capital, "C#": capital,
	} {
		if got := formOf(w); got != want {
			t.Errorf("formOf(%q) = %d, want %d", w, got, want)
		}
	}
}

func TestShape(t *testing.T) {
	for _, c := range []struct {
		word string
		run  int
		want string
	}{{"Putin", 1, "Xx"}, {"Putin", 4, "Xxxxx"}, {"F-16", 1, "X-d"}, {"2025", 4, "dddd"}, {"Ön’t", 1, "Xx?x"}, {strings.Repeat("aB", 40), 1, "xXxXxXxXxXxX"}} {
		if got := string(shape(nil, c.word, c.run)); got != c.want {
			t.Errorf("shape(%q, %d) = %q, want %q", c.word, c.run, got, c.want)
		}
	}
}

// look looks the words of a text up.
func look(x *Lexicon, text string) []word {
	var t token.Text
	t.Split(text)
	var words []word
	for i := range t.Len() {
		w, _ := x.describe(t.At(i))
		words = append(words, w)
	}
	return words
}

func TestStyleOf(t *testing.T) {
	b := NewBuilder()
	for _, w := range []string{"of", "the", "to", "in"} {
		b.List("small", w)
	}
	x := b.Lexicon("")
	for text, want := range map[string]style{
		"Trump meets Putin in Alaska to talk":        plainStyle,
		"Ukraine Feels the Shockwaves of Cuts":       titleStyle,
		"TRUMP MEETS PUTIN IN ALASKA":                shoutStyle,
		"Yes":                                        plainStyle,
		"NATO says the UN and the EU agree with WHO": plainStyle,
	} {
		if got := styleOf(look(x, text)); got != want {
			t.Errorf("style of %q is %d, want %d", text, got, want)
		}
	}
}

func TestPhrases(t *testing.T) {
	b := NewBuilder()
	for list, names := range map[string][]string{
		"city": {"New York", "Port of Spain"}, "body": {"New York Times", "Radio Free Europe/Radio Liberty", "NATO"},
	} {
		for _, n := range names {
			if !b.List(list, n) {
				t.Fatalf("no list %q", list)
			}
		}
	}
	if b.List("cheese", "Brie") {
		t.Error("there is a list of cheese")
	}
	x := b.Lexicon("")
	for text, want := range map[string]string{
		"the New York Times of New York":  ". b2 i2 e2 . b1 e1",
		"NEW YORK in new york New Yorker": "b1 e1 . . . . .",
		"Port of Spain and Port":          "b1 i1 e1 . .",
		"New":                             ".",
	} {
		words := look(x, text)
		found := make([]phrase, len(words))
		x.phrases(words, found)
		var got []string
		for _, p := range found {
			switch {
			case p == 0:
				got = append(got, ".")
			case lists(p>>2) == listCity:
				got = append(got, string("bie"[p&3])+"1")
			case lists(p>>2) == listBody:
				got = append(got, string("bie"[p&3])+"2")
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %s, want %s", text, s, want)
		}
	}
	if w, _ := x.describe("Nato"); w.lists != listBody {
		t.Errorf("Nato is on lists %b", w.lists)
	}
}

func TestVotes(t *testing.T) {
	x := NewBuilder().Lexicon("")
	words := look(x, "Paris won. Valeska Paris lost. paris. Paris Paris")
	var d document
	d.number(words)
	paris := d.ids[0]
	if paris < 0 || d.ids[4] != paris || d.ids[7] >= 0 || !d.votes.lower[paris] || d.votes.lower[d.ids[3]] {
		t.Fatalf("numbers %v, small %v", d.ids, d.votes.lower)
	}
	labels := make([]label, len(words))
	labelSpan(labels, 0, 1, 2)
	labelSpan(labels, 3, 5, 0)
	labelSpan(labels, 9, 10, 2)
	labelSpan(labels, 10, 11, 2)
	d.votes.add(d.ids, labels)
	place := labelOf(2, alone)
	if m := d.votes.majority(paris, place); m != 1+2*int(place) { // two of three
		t.Errorf("majority %d, want %d, not clear", m, 1+2*int(place))
	}
	if k := d.votes.within(paris, place); k != 1 {
		t.Errorf("within kind %d, want person", k)
	}
	if k := d.votes.within(d.ids[3], labels[3]); k != 0 { // its own vote does not count
		t.Errorf("within kind %d, want none", k)
	}
}

func TestGoldKeepsToSentences(t *testing.T) {
	var text token.Text
	text.Split("The Post wrote.\nAnna\nLind left.")
	got := gold(&text, []Span{{First: 0, Last: 2, Kind: kinds[1]}, {First: 4, Last: 6, Kind: kinds[0]}})
	want := make([]label, text.Len())
	want[1] = labelOf(1, alone)
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

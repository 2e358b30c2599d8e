package tag

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/archive/entity"
	"dateline/archive/entity/token"
)

func TestSettle(t *testing.T) {
	for _, c := range []struct {
		name, text string
		marked     []string // kind, confidence in percent, and how many such names are passed over before it
		want       []string
	}{
		{
			"the surer kind is that of all", "He met Kesh and then Kesh of Kesh .",
			[]string{"person 95 Kesh 0", "place 55 Kesh 1", "person 95 Kesh 2"},
			[]string{"person Kesh", "person Kesh", "person Kesh"},
		},
		{
			"what is open stays", "He met Kesh and then Kesh .",
			[]string{"person 90 Kesh 0", "place 90 Kesh 1"},
			[]string{"person Kesh", "place Kesh"},
		},
		{
			"names of two words are found wherever they stand", "Radio Lima and Kesh know that Radio Lima sends . Radio Lima does .",
			[]string{"organisation 90 Radio_Lima 0", "place 90 Kesh 0"},
			[]string{"organisation Radio Lima", "place Kesh", "organisation Radio Lima", "organisation Radio Lima"},
		},
		{
			"one word twice, inside a sentence", "The town of Will and the old Will know what Will means . Will they go ?",
			[]string{"place 90 Will 0", "place 90 Will 1"},
			[]string{"place Will", "place Will", "place Will"},
		},
		{
			"a word by itself has to be sure", "Kesh and Will or Radio Lima know Lima .",
			[]string{"place 60 Kesh 0", "person 75 Will 0", "organisation 60 Radio_Lima 0", "place 60 Lima 1"},
			[]string{"person Will", "organisation Radio Lima", "place Lima"},
		},
		{
			"not where it is unsure", "Radio Lima and Kesh know that Radio Lima sends .",
			[]string{"organisation 60 Radio_Lima 0", "place 90 Kesh 0"},
			[]string{"organisation Radio Lima", "place Kesh"},
		},
	} {
		m := trained(t).Tagger()
		var text token.Text
		text.Split(c.text)
		var got []string
		m.chunks(&text, func(from int) {
			var spans []Span
			for _, x := range c.marked {
				var kind, name string
				var percent, skip int
				if _, err := fmt.Sscan(x, &kind, &percent, &name, &skip); err != nil {
					t.Fatal(err)
				}
				name = strings.ReplaceAll(name, "_", " ")
				at := 0
				for range skip {
					at = find(&text, at, name, "").Last
				}
				s := find(&text, at, name, entity.Kind(kind))
				s.Confidence = float32(percent) / 100
				spans = append(spans, s)
			}
			slices.SortFunc(spans, func(a, b Span) int { return a.First - b.First })
			for _, s := range m.settle(&text, from, 0, spans) {
				got = append(got, string(s.Kind)+" "+written(&text, s.First, s.Last))
			}
		})
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWithoutTitle(t *testing.T) {
	for name, want := range map[string]string{
		"Sheikh Hasina": "Hasina", "Crown Prince Mohammed": "Mohammed", "Pope": "Pope", "John Major": "John Major",
		"King Princess": "King Princess", "Major Tom": "Major Tom", "Queen Elizabeth II": "Elizabeth II",
	} {
		var text token.Text
		text.Split(name)
		s := WithoutTitle(&text, Span{Last: text.Len(), Kind: entity.Person})
		if got := written(&text, s.First, s.Last); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestTrimmed(t *testing.T) {
	for name, want := range map[string]string{
		"Der Spiegel '": "Der Spiegel", "( Lima": "Lima", "CPI ( M )": "CPI ( M )", "Lima )": "Lima", "'": "'",
		"Ministry of Defence ; Ministry of Health": "Ministry of Defence", "; Lima": "Lima", "Yahoo !": "Yahoo !",
	} {
		var text token.Text
		text.Split(name)
		s := trimmed(&text, Span{Last: text.Len()})
		if got := written(&text, s.First, s.Last); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestIsDistrict(t *testing.T) {
	for text, want := range map[string]bool{"Washington , D.C.": true, "Washington , DC": true, "Washington , Paris": false, "Paris , D.C.": false, "Washington ; D.C.": false} {
		var x token.Text
		x.Split(text)
		if got := isDistrict(&x, Span{First: 0, Last: 1}, Span{First: 2, Last: 3}); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}

func TestIsNamesake(t *testing.T) {
	for text, want := range map[string]bool{"James Webb Space Telescope": true, "Alfred Nobel Prize": true, "James Webb spoke": false, "James Webb": false, "James Webb Space": false} {
		var x token.Text
		x.Split(text)
		if got := isNamesake(&x, 2); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}

func TestIsStorm(t *testing.T) {
	for text, want := range map[string]bool{"Hurricane Laura": true, "Storm": true, "Laura": false, "laura storm": false} {
		var x token.Text
		x.Split(text)
		if got := isStorm(&x, x.Len()-1); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}

package tag

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/archive/entity"
	"dateline/archive/entity/token"
)

// invented makes small examples: names that follow words which tell their kind.
func invented() []*Example {
	people := []string{"Anna Lind", "Omar Said", "Wei Chen", "Ivan Petrov", "Maria Lopez", "John Reed"}
	bodies := []string{"Harbour Bank", "Delta Airways", "Green Union", "Port Authority", "North Mill", "Radio Lima"}
	places := []string{"Arden", "Port Vale", "Lomar", "Kesh", "New Tarn", "Ostra"}
	var all []*Example
	for i := range 12 {
		p, b, l := people[i%6], bodies[(i*5+1)%6], places[(i*7+2)%6]
		e := &Example{ID: fmt.Sprint(i)}
		e.Text.Split(fmt.Sprintf("Minister %s said on Monday that the company %s is in %s.\nMr %s went to %s with the firm %s.", p, b, l, p, l, b))
		for _, n := range []struct {
			name string
			kind entity.Kind
		}{{p, entity.Person}, {b, entity.Organisation}, {l, entity.Place}, {p, entity.Person}, {l, entity.Place}, {b, entity.Organisation}} {
			from := 0
			if k := len(e.Names); k > 0 {
				from = e.Names[k-1].Last
			}
			e.Names = append(e.Names, find(&e.Text, from, n.name, n.kind))
		}
		all = append(all, e)
	}
	return all
}

// find is the span of a name at or after token from.
func find(text *token.Text, from int, name string, kind entity.Kind) Span {
	words := strings.Fields(name)
	for i := from; i+len(words) <= text.Len(); i++ {
		k := 0
		for k < len(words) && text.At(i+k) == words[k] {
			k++
		}
		if k == len(words) {
			return Span{First: i, Last: i + k, Kind: kind}
		}
	}
	panic("no " + name)
}

func trained(t *testing.T) *Model {
	t.Helper()
	m, err := Train(NewBuilder().Lexicon("none"), invented(), Options{Epochs: 20, Rate: 0.1, Models: 1})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func encoded(t *testing.T, m *Model) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTrainLearns(t *testing.T) {
	m := trained(t)
	if e := Evaluate(m, invented()); e.All.F1() < 0.99 {
		t.Errorf("F1 %.2f on what it was trained on", e.All.F1())
	}
	var text token.Text
	text.Split("Minister Wei Petrov said on Monday that the company Delta Bank is in Kesh.")
	var got []string
	for _, s := range m.Tagger().Tag(&text, nil) {
		got = append(got, string(s.Kind)+" "+text.Source[text.Tokens[s.First].Start:text.Tokens[s.Last-1].End])
		if s.Confidence <= 0.4 || s.Confidence > 1 {
			t.Errorf("confidence %v", s.Confidence)
		}
	}
	if want := []string{"person Wei Petrov", "organisation Delta Bank", "place Kesh"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// TestTrainRepeats trains twice: the models are the same, bit by bit.
func TestTrainRepeats(t *testing.T) {
	if a, b := encoded(t, trained(t)), encoded(t, trained(t)); !bytes.Equal(a, b) {
		t.Error("the same examples gave two models")
	}
}

func TestModelIsKept(t *testing.T) {
	m := trained(t)
	m.Info = Info{Language: "en", Corpora: []string{"invented"}}
	file := encoded(t, m)
	again, err := Load(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if again.Version() != m.Version() || again.Info.Corpora[0] != "invented" {
		t.Errorf("version %s and %+v, want %s", again.Version(), again.Info, m.Version())
	}
	a, b := Evaluate(m, invented()), Evaluate(again, invented())
	if a.All != b.All {
		t.Errorf("%v before, %v after", a.All, b.All)
	}
	for n := range len(file) { // a cut file is an error
		if n%37 == 0 {
			if _, err := Load(bytes.NewReader(file[:n])); err == nil {
				t.Fatalf("the first %d of %d bytes were taken for a model", n, len(file))
			}
		}
	}
}

func TestTrainWantsExamples(t *testing.T) {
	if _, err := Train(NewBuilder().Lexicon(""), nil, Options{}); err == nil {
		t.Error("trained on nothing")
	}
}

func builtInModel(tb testing.TB) *Model {
	tb.Helper()
	m, err := Default()
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// TestTagForgets checks that a tagger which has seen other texts finds the same.
func TestTagForgets(t *testing.T) {
	texts := []string{
		"President Joe Biden met Ukrainian leader Volodymyr Zelensky in Kyiv. Biden said NATO would help.",
		"BIDEN MEETS ZELENSKY IN KYIV\n\nThe White House said Mr. Biden left Washington.",
		strings.Repeat("Reporters Without Borders and Amnesty International said so in London. ", 50),
		"Die Bundesregierung in Berlin. Президент Путін. 東京",
	}
	m := builtInModel(t)
	used := m.Tagger()
	var text token.Text
	for range 3 {
		for _, s := range texts {
			text.Split(s)
			if got, want := used.Tag(&text, nil), m.Tagger().Tag(&text, nil); !slices.Equal(got, want) {
				t.Errorf("%.40q: a used tagger finds %v, a new one %v", s, got, want)
			}
		}
		for i := range 3000 { // fills the cache
			text.Split(fmt.Sprintf("Word%d%d Xy%d", i, len(texts), i*7))
			used.Tag(&text, nil)
		}
	}
}

// checkSpans tests what holds for any text.
func checkSpans(t *testing.T, text *token.Text, spans []Span) {
	t.Helper()
	at := 0
	for _, s := range spans {
		if s.First < at || s.Last <= s.First || s.Last > text.Len() {
			t.Fatalf("span %+v after token %d of %d", s, at, text.Len())
		}
		if !(s.Confidence >= 0 && s.Confidence <= 1) || !slices.Contains(kinds[:], s.Kind) {
			t.Fatalf("span %+v", s)
		}
		at = s.Last
	}
}

func TestTagLongText(t *testing.T) {
	pieces := []string{"Joe Biden met Angela Merkel in Berlin. ", "Aa ", "a", "U.S.-", "語", "NATO, "}
	m := builtInModel(t).Tagger()
	var text token.Text
	for _, p := range pieces {
		text.Split(strings.Repeat(p, (1<<20)/len(p)/4))
		checkSpans(t, &text, m.Tag(&text, nil))
	}
	if len(m.cache.entries) > cacheSize+2*chunkSize || len(m.words) > 2*chunkSize {
		t.Errorf("%d words in the cache, %d at hand", len(m.cache.entries), len(m.words))
	}
}

func FuzzTag(f *testing.F) {
	f.Add("President Joe Biden met Volodymyr Zelensky in Kyiv.")
	f.Add("BREAKING: U.S.-led NATO\n\nO'Brien's AT&T")
	f.Add("\xff\xfe Ünïcödé ‘Путін’ 東京")
	m, err := Default()
	if err != nil {
		f.Fatal(err)
	}
	tagger := m.Tagger()
	var text token.Text
	f.Fuzz(func(t *testing.T, source string) {
		text.Split(source)
		checkSpans(t, &text, tagger.Tag(&text, nil))
	})
}

func FuzzLoad(f *testing.F) {
	m, err := Train(NewBuilder().Lexicon("none"), invented()[:2], Options{Epochs: 1, Folds: 1})
	if err != nil {
		f.Fatal(err)
	}
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(magic + "{}\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		m, err := Load(bytes.NewReader(file))
		if err != nil {
			return
		}
		var text token.Text
		text.Split("Joe Biden met Angela Merkel in Berlin.")
		checkSpans(t, &text, m.Tagger().Tag(&text, nil))
	})
}

package corpus

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/archive/entity/tag"
)

// marks writes an example with its names in brackets.
func marks(e *tag.Example) string {
	var b strings.Builder
	at := 0
	for _, n := range e.Names {
		start, end := int(e.Text.Tokens[n.First].Start), int(e.Text.Tokens[n.Last-1].End)
		b.WriteString(e.Text.Source[at:start] + "[" + strings.ToUpper(string(n.Kind[:1])) + " " + e.Text.Source[start:end] + "]")
		at = end
	}
	return b.String() + e.Text.Source[at:]
}

func TestCoNLL(t *testing.T) {
	want := "[P Anna Lind] of [O Radio Lima] left [P Kesh]."
	for name, input := range map[string]string{
		"IO":       "Anna I-PER\nLind I-PER\nof O\nRadio I-ORG\nLima I-ORG\nleft O\nKesh I-LOC\n. O\n",
		"bare IO":  "Anna PER\nLind PER\nof O\nRadio ORG\nLima ORG\nleft O\nKesh LOC\n. O\n",
		"IOB2":     "Anna NNP B-PER\nLind NNP I-PER\nof IN O\nRadio NNP B-ORG\nLima NNP I-ORG\nleft V O\nKesh NNP B-LOC\n. . O\n",
		"BIOES":    "Anna\tB-Person\r\nLind\tE-Person\r\nof\tO\r\nRadio\tB-Organization\r\nLima\tE-Organization\r\nleft\tO\r\nKesh\tS-GPE\r\n.\tO\r\n",
		"4 column": "Anna a b I-PER\nLind a b I-PER\nof a b O\nRadio a b I-ORG\nLima a b I-ORG\nleft a b I-MISC\nKesh a b I-LOC\n. a b O\n",
		"nested":   "Anna\tB-PER\nLind\tI-PER\nof\tO\nRadio\tB-ORG\nLima\tI-ORG\tB-LOC\nleft\tO\nKesh\tB-LOC\n.\tO\n",
	} {
		examples, err := CoNLL(strings.NewReader(input), name)
		if err != nil || len(examples) != 1 {
			t.Errorf("%s: %d examples, %v", name, len(examples), err)
			continue
		}
		if got := marks(examples[0]); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// Each article of our own is in the list that training goes by.
func TestOwnArticlesAreListed(t *testing.T) {
	root := filepath.Join("..", "..", "corpus")
	list, err := os.ReadFile(filepath.Join(root, "articles.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(filepath.Join(root, "own"))
	if err != nil || len(files) < 400 {
		t.Fatalf("%d articles, %v", len(files), err)
	}
	for _, f := range files {
		if !strings.Contains(string(list), strings.TrimSuffix(f.Name(), ".txt")) {
			t.Errorf("%s is not in articles.tsv", f.Name())
		}
	}
}

func TestCoNLLBorders(t *testing.T) {
	input := "-DOCSTART- -X- O O\n\nA I-PER\nB B-PER\n\nC I-PER\n# id two\nD I-PER\n# a comment\nE B-MISC\n\n-DOCSTART-\n\nF O\n"
	examples, err := CoNLL(strings.NewReader(input), "x")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range examples {
		got = append(got, e.ID+": "+marks(e))
	}
	if want := []string{"x#1: [P A] [P B]\n\n[P C]", "two: [P D] E", "x#3: F"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for _, bad := range []string{"", "word\n", "a b c d e\n", "a b O\nb O\n"} {
		if _, err := CoNLL(strings.NewReader(bad), "bad.txt"); err == nil || !strings.HasPrefix(err.Error(), "bad.txt:") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestCoNLLPutsTogether(t *testing.T) {
	column := func(words string) string {
		return strings.Join(strings.Fields(words), "\tO\n") + "\tO\n"
	}
	for words, want := range map[string]string{
		"The U . S . envoy ( 54 ) won ’ t go , Ann ' s aide did n't say .":   "The U.S. envoy (54) won’t go, Ann's aide didn't say.",
		"S . Said was a vitamin A . He left":                                 "S. Said was a vitamin A. He left",
		"Kim Jong - un - that is anti - Trump , - he":                        "Kim Jong-un-that is anti-Trump, - he",
		"A well-known plan - as they say - failed":                           "A well-known plan - as they say - failed",
		"“ So ’ , she said ; “ the workers ’ rights ” cost $ 5 or 20 % more": "“So ’, she said; “the workers ’ rights” cost $5 or 20% more",
	} {
		examples, err := CoNLL(strings.NewReader(column(words)), "x")
		if err != nil {
			t.Fatal(err)
		}
		if got := examples[0].Text.Source; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestMarked(t *testing.T) {
	text, names, err := Marked("A title\r\n\r\n[P Donald Trump] met [O NATO] officials [sic] in [L Kyiv].\n\n")
	if err != nil || text != "A title\n\nDonald Trump met NATO officials [sic] in Kyiv." || len(names) != 3 {
		t.Fatalf("%q, %v, %v", text, names, err)
	}
	for i, want := range []string{"Donald Trump", "NATO", "Kyiv"} {
		if got := text[names[i].Start:names[i].End]; got != want {
			t.Errorf("name %d is %q, want %q", i, got, want)
		}
	}
	for _, bad := range []string{"x\n[P Anna", "[P ]", "[P Anna\nLind]", "[P  Anna]", "[P a [O b]]"} {
		if text, names, err := Marked(bad); err == nil {
			t.Errorf("Marked(%q) = %q, %v", bad, text, names)
		}
	}
}

func FuzzMarked(f *testing.F) {
	f.Add("[P Donald Trump] met [O NATO] officials [sic] in [L Kyiv].")
	f.Fuzz(func(t *testing.T, source string) {
		text, names, err := Marked(source)
		if err != nil {
			return
		}
		Align("", text, names)
		at := 0
		for _, n := range names {
			if n.Start < at || n.End <= n.Start || n.End > len(text) {
				t.Fatalf("names %v in %q", names, text)
			}
			at = n.End
		}
	})
}

func FuzzCoNLL(f *testing.F) {
	f.Add("-DOCSTART- O\n\nAnna B-PER\nLind I-PER\n# id x\n. O\n")
	f.Fuzz(func(t *testing.T, source string) {
		examples, err := CoNLL(strings.NewReader(source), "x")
		if err == nil && len(examples) == 0 {
			t.Fatal("nothing, and no error")
		}
	})
}

func TestStandoff(t *testing.T) {
	folder := fstest.MapFS{
		"articles.tsv": {Data: []byte("a\ttrain\t\tx.jsonl\nb\ttrain\t\tx.jsonl\nc\ttest\t\tx.jsonl\nd\ttrain\tffff\tx.jsonl\ne\ttrain\t\town/e.txt\n")},
		"train.tsv":    {Data: []byte("a\t0\t9\tperson\na\t13\t17\torganisation\nd\n")},
		"own/e.txt":    {Data: []byte("[L Kesh] waits")},
	}
	texts := func(file, id string) (string, bool, error) {
		s, ok := map[string]string{"a": "Anna Lind of NATO", "d": "other"}[id]
		return s, ok && file == "x.jsonl", nil
	}
	examples, missing, err := Standoff(folder, "train", texts)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range examples {
		got = append(got, marks(e))
	}
	if want := []string{"[P Anna Lind] of [O NATO]", "[P Kesh] waits"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if want := (Missing{Absent: 1, Changed: 1}); missing != want {
		t.Errorf("%+v, want %+v", missing, want)
	}
	for _, bad := range []string{"a\t5\t2\tperson\n", "a\tx\t9\tperson\n", "a\t0\t4\tthing\n", "a\t0\n", "a\t0\t99\tperson\n", "d\n"} {
		folder["train.tsv"].Data = []byte(bad)
		if _, _, err := Standoff(folder, "train", texts); err == nil || !strings.HasPrefix(err.Error(), "train.tsv:") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestAlignTakesWholeTokens(t *testing.T) {
	e, off := Align("", "anti-Trump USAID BiteTrump", []Name{{5, 10, "person"}, {11, 14, "organisation"}, {20, 26, "person"}})
	if off != 2 || marks(e) != "anti-[P Trump] [O USAID] [P BiteTrump]" {
		t.Errorf("%s, %d off", marks(e), off)
	}
}

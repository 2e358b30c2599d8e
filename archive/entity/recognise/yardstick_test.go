package recognise

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"

	"dateline/archive/entity/tag"
	"dateline/archive/entity/tag/corpus"
)

// shared opens a file of the test data.
func shared(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "..", "shared", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("DATELINE_CI") == "1" {
			t.Fatal(err)
		}
		t.Skip("needs the test data: ", err)
	}
	return path
}

func newRecogniser(t testing.TB) *Recogniser {
	t.Helper()
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// yardstick reads the newswire that no model of ours is trained on.
func yardstick(t testing.TB) []*tag.Example {
	t.Helper()
	f, err := os.Open(shared(t, "data/en-worldwide-newswire/annotated.bioes.tsv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	zip, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	examples, err := corpus.CoNLL(zip, f.Name())
	if err != nil {
		t.Fatal(err)
	}
	return examples
}

func TestYardstick(t *testing.T) {
	w := newRecogniser(t).workers.Get().(*worker)
	type count struct{ found, gold, right int }
	counts := map[string]*count{}
	at := func(k string) *count {
		if counts[k] == nil {
			counts[k] = &count{}
		}
		return counts[k]
	}
	for _, e := range yardstick(t) {
		w.recognise(Text{Text: e.Text.Source, Language: "en"})
		type key struct {
			a, b uint32
			kind string
		}
		gold := map[key]bool{}
		for _, n := range e.Names {
			gold[key{e.Text.Tokens[n.First].Start, e.Text.Tokens[n.Last-1].End, string(n.Kind)}] = true
			at(string(n.Kind)).gold++
			at("all").gold++
		}
		for _, s := range w.spans {
			k := key{w.text.Tokens[s.First].Start, w.text.Tokens[s.Last-1].End, string(s.Kind)}
			at(k.kind).found++
			at("all").found++
			if gold[k] {
				at(k.kind).right++
				at("all").right++
			}
		}
	}
	for k, c := range counts {
		t.Logf("%-13s P %.1f R %.1f F1 %.1f (%d)", k, 100*float64(c.right)/float64(c.found), 100*float64(c.right)/float64(c.gold), 200*float64(c.right)/float64(c.found+c.gold), c.gold)
	}
}

package web

import (
	"encoding/json"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/index/query"
)

// Whatever stands in the search box is answered, or refused for its cost: never
// an error of ours, and every note lies within the text.
func TestAnyQueryIsAnswered(t *testing.T) {
	o := open(t, corpus(t)...)
	try := func(text string) {
		t.Helper()
		parameters := "q=" + url.QueryEscape(text)
		r := o.get("/api/v1/search?limit=1&facets=person&" + parameters)
		body := bodyOf(t, r)
		if r.StatusCode == 422 {
			return
		}
		var a struct {
			Query struct {
				Text  string
				Notes []query.Note
			}
		}
		if err := json.Unmarshal([]byte(body), &a); r.StatusCode != 200 || err != nil {
			t.Fatalf("%q: %s, %v: %.300s", text, r.Status, err, body)
		}
		for _, n := range a.Query.Notes {
			if n.At < 0 || n.Length < 0 || n.At+n.Length > len(a.Query.Text) || n.Message == "" {
				t.Errorf("%q: note %+v", text, n)
			}
		}
	}
	page := func(text string) {
		t.Helper()
		r := o.get("/search?q=" + url.QueryEscape(text))
		if body := bodyOf(t, r); r.StatusCode != 200 && r.StatusCode != 422 || !utf8.ValidString(body) {
			t.Fatalf("page of %q: %s", text, r.Status)
		}
	}
	for _, h := range query.Table() {
		for i := range len(h.Example) + 1 {
			try(h.Example[:i])
		}
		page(h.Example)
	}
	strings10k := 10_000
	if testing.Short() {
		strings10k = 500
	}
	rng := rand.New(rand.NewPCG(11, 28))
	alphabet := []rune("abckyz ukraine\"“”()-:*?~.,/\\|<>&%'’\x00\x01\x1b\u202e\u200d\u0301éїع中😀👩‍👩‍👧 0259")
	for n := range strings10k {
		var b strings.Builder
		for range rng.IntN(40) {
			switch rng.IntN(12) {
			case 0:
				b.WriteByte(byte(rng.IntN(256))) // half of something
			case 1:
				b.WriteString([]string{" AND ", " OR ", " NOT ", " w/3 ", " w/s ", "person:", "date:", "atleast2(", "title:", "2025-02"}[rng.IntN(10)])
			default:
				b.WriteRune(alphabet[rng.IntN(len(alphabet))])
			}
		}
		try(b.String())
		if n%50 == 0 {
			page(b.String())
		}
	}
}

package index

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"dateline/archive"
)

func TestSimilar(t *testing.T) {
	store := newArchive(t)
	article := func(guid, language, title, body string) archive.Article {
		return archive.Article{GUID: guid, Language: language, Title: title, Body: text(body)}
	}
	const grain = "Ships carried grain through the Bosphorus again after the deal in Istanbul, and more grain ships wait in Odesa."
	articles := []archive.Article{
		article("grain", "en", "Grain ships sail from Odesa", grain),
		article("copy", "en", "Grain ships sail again", grain),
		article("port", "en", "Odesa port reopens", "The port of Odesa reopened to ships. Grain waits in the port, and the Bosphorus is open to it."),
		article("inspect", "en", "Inspectors in Istanbul", "Inspectors board each ship in the Bosphorus before the grain goes on from Istanbul."),
		article("inspect2", "en", "Inspectors in Istanbul, again", "Inspectors board each ship in the Bosphorus before the grain goes on from Istanbul."),
		article("getreide", "de", "Grain aus Odesa", "Das grain wartet in Odesa am Bosphorus, und die ships warten in Istanbul."),
		article("football", "en", "A final goes to penalties", "The match was level after two hours; the keeper saved two penalties."),
		article("hidden", "en", "Grain ships of Odesa", "Grain ships in Odesa and Istanbul wait for the Bosphorus."),
		article("empty", "en", "", ""),
	}
	for i := range 30 { // what the archive holds besides
		articles = append(articles, article(fmt.Sprint("other", i), "en", "Weather", fmt.Sprintf("Rain fell over town %c and there was wind.", 'a'+i)))
	}
	ids := put(t, store, articles...)
	if err := store.SetStatus(t.Context(), ids[7], archive.Withdrawn, "test"); err != nil {
		t.Fatal(err)
	}
	x := openIndex(t, store)

	similar := func(id int64, limit int) string {
		t.Helper()
		hits, err := x.Similar(t.Context(), id, limit)
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		last := 0.0
		for i, h := range hits {
			if h.ID != h.Article.ID || h.Score <= 0 || i > 0 && h.Score > last {
				t.Errorf("hit %d: id %d of article %d, score %f after %f", i, h.ID, h.Article.ID, h.Score, last)
			}
			if fragments(h.Title) != h.Article.Title || len(h.Snippet) == 0 {
				t.Errorf("hit %d: title %q, snippet %q", i, fragments(h.Title), fragments(h.Snippet))
			}
			last = h.Score
			found = append(found, h.Article.GUID)
		}
		return strings.Join(found, " ")
	}
	// One of the two copies on inspections, none of itself; nothing in German,
	// nothing withdrawn, and no football.
	if got := similar(ids[0], 5); got != "inspect2 port" && got != "inspect port" {
		t.Errorf("similar to grain: %q", got)
	}
	if got := similar(ids[2], 1); got != "grain" && got != "copy" {
		t.Errorf("the most similar to port: %q", got)
	}
	for i, why := range map[int]string{5: "alone in its language", 6: "alone on its subject", 7: "withdrawn", 8: "empty"} {
		if got := similar(ids[i], 5); got != "" {
			t.Errorf("similar to one that is %s: %q", why, got)
		}
	}
	if got := similar(ids[0], 0); got != "" {
		t.Errorf("none asked for: %q", got)
	}
	if _, err := x.Similar(t.Context(), 1<<40, 5); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("no such article: %v, want ErrNotFound", err)
	}
}

func TestTermsByWeight(t *testing.T) {
	a := &archive.Article{Title: "Sanctions bite", Language: "en", Body: []archive.Paragraph{
		{Text: "The sanction is 1 of 27 sanctions, and a bank's."}, {Kind: archive.Related, Text: "See also: tariffs"}}}
	var got []string
	for _, term := range termsByWeight(a) {
		got = append(got, fmt.Sprintf("%s %.0f", strings.Join(term.words, "|"), term.weight))
	}
	if want := "sanctions|sanction 5, bite 3, bank 1"; strings.Join(got, ", ") != want {
		t.Errorf("%s, want %s", strings.Join(got, ", "), want)
	}
}

package ingest

import (
	"context"
	"strings"
	"testing"

	"dateline/archive"
	"dateline/archive/language"
	"dateline/archive/reader"
)

const ukrainian = "Уряд заявив у вівторок, що не змінюватиме закон до виборів у травні, і це рішення остаточне."

func TestAnnotate(t *testing.T) {
	related := article("", "", "", "", ukrainian)
	related.Body[0].Kind = archive.Related
	long := article("", "", "", "", strings.Repeat(ukrainian+" ", 1000))
	declared := article("", "", "", "", ukrainian)
	declared.Language = "ru"
	for _, tt := range []struct {
		name string
		a    *archive.Article
		want string
	}{
		{"by its text", article("", "", "", "Вибори", ukrainian), "uk"},
		{"by its title alone", article("", "", "", ukrainian, ""), "uk"},
		{"by the start of a long one", long, "uk"},
		{"as declared, even if it is not so", declared, "ru"},
		{"by links to others", related, ""},
		{"too short", article("", "", "", "Talks", "They ended."), ""},
	} {
		annotate(tt.a)
		if tt.a.Language != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.a.Language, tt.want)
		}
		if n := len(sample(tt.a)); n > 3*language.Window {
			t.Errorf("%s: a sample of %d bytes", tt.name, n)
		}
	}
}

// A language that was found out is stored, and is no change when the article
// comes again, with or without its publisher naming it by then.
func TestDetectedLanguageIsNoChange(t *testing.T) {
	store, ctx := openStore(t), context.Background()
	read := func(declared string) readFunc {
		return func(_ context.Context, yield func(reader.Item) error) error {
			item := reader.Item{Article: *article("id-1", "", "Test", "Вибори", ukrainian), Input: "test.jsonl", Line: 1}
			item.Article.Language = declared
			return yield(item)
		}
	}
	for i, declared := range []string{"", "", "uk", ""} {
		rep, err := importItems(t, ctx, store, Options{}, read(declared))
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 && rep.New != 1 || i > 0 && rep.Unchanged != 1 {
			t.Errorf("import %d: %+v", i+1, counts(rep))
		}
	}
	a, err := store.Article(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	if a.Language != "uk" {
		t.Errorf("stored as %q, want uk", a.Language)
	}
}

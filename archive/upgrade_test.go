package archive

import (
	"path/filepath"
	"testing"

	"dateline/archive/entity"
)

// The content of an article as it was first written, and its SHA-256.
const (
	upgradeContent = `{"title":"Title","language":"en","body":[{"text":"Two words."}],"entities":[{"kind":"person","id":"ann","name":"Ann"}]}`
	upgradeHash    = "d108e5f04a76ace3d35a007b62b68a0322562ca5ff94660528c0889ae9de4e8e"
)

// An archive of the first format gains what was added, and loses nothing.
func TestUpgrade(t *testing.T) {
	dir := t.TempDir()
	steps, err := migrations()
	if err != nil {
		t.Fatal(err)
	}
	db, err := openWriter(filepath.Join(dir, fileName))
	if err != nil {
		t.Fatal(err)
	}
	if err := migrate(t.Context(), db, steps[:1]); err != nil {
		t.Fatal(err)
	}
	// As the first program wrote an article with one person.
	_, err = db.ExecContext(t.Context(), `
		INSERT INTO imports (run_by, inputs, started) VALUES ('old', '[]', 0);
		INSERT INTO articles (id, sequence, version, status, cluster, words, imported, changed, source, language, site,
			identity, content_hash, title, url, guid)
		VALUES (1, 1, 1, 'usable', 1, 2, 0, 0, '', 'en', '', 'id-1',
			unhex('`+upgradeHash+`'), 'Title', '', '');
		INSERT INTO versions (article, version, import, imported, input, line, media_type, content)
		VALUES (1, 1, 1, 0, 'a', 1, '', CAST('`+upgradeContent+`' AS BLOB));
		INSERT INTO entities (kind, id, name) VALUES ('person', 'ann', 'Ann');
		INSERT INTO article_entities (article, position, entity, origin) VALUES (1, 0, 1, 'source');
		UPDATE meta SET value = 1 WHERE key = 'sequence'`)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir)
	sound(t, s)
	a := read(t, s, 1)
	if a.Title != "Title" || a.Text() != "Two words." || len(a.Entities) != 1 || a.Entities[0].ID != "ann" || len(a.Supplied) != 1 {
		t.Errorf("%+v", a)
	}
	if n, err := s.CountUnannotated(t.Context(), "v1"); err != nil || n != 1 {
		t.Errorf("%d to annotate, %v", n, err)
	}
	if _, err := s.Annotate(t.Context(), []Annotation{{1, 1, "v1", []entity.Found{found(entity.Person, "bob", 9, true, 0)}}}); err != nil {
		t.Fatal(err)
	}
	decide(t, s, about(MergeInto, "bob", "ann"))
	if got := shown(t, s, 1); got != "ann=Ann" {
		t.Error(got)
	}
	sound(t, s)
}

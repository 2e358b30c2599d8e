package archive

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"dateline/archive/entity"
)

const insertAnnotation = `
	INSERT INTO annotations (article, annotator, found) VALUES (?1, ?2, ?3)
	ON CONFLICT DO UPDATE SET annotator = ?2, found = ?3`

// annotator is a version of what recognises entities, with its key.
type annotator struct {
	version string
	key     int64
}

// annotate stores what was found in the current version of an article, in place
// of what was found before. meet has been called for the entities.
func (w *writer) annotate(article int64, version string, found []entity.Found) error {
	key, err := w.annotatorKey(version)
	if err != nil {
		return fmt.Errorf("annotator %s: %w", version, err)
	}
	keys := make([]int64, len(found))
	for i := range found {
		r := found[i].Ref
		if r.Name == "" {
			r.Name = r.ID
		}
		if keys[i], err = w.entity(r, sameWords); err != nil {
			return fmt.Errorf("found %s %s: %w", r.Kind, r.ID, err)
		}
		if err := w.foundAliases(r); err != nil {
			return fmt.Errorf("found %s %s: %w", r.Kind, r.ID, err)
		}
	}
	return w.storeAnnotation(article, key, packFound(found, keys))
}

func (w *writer) storeAnnotation(article, annotator int64, packed []byte) error {
	_, err := w.stmt(insertAnnotation).ExecContext(w.rowCtx, article, annotator, packed)
	return err
}

func (w *writer) annotatorKey(version string) (int64, error) {
	if w.using.version == version {
		return w.using.key, nil
	}
	if _, err := w.tx.ExecContext(w.rowCtx, "INSERT INTO annotators (version) VALUES (?) ON CONFLICT DO NOTHING", version); err != nil {
		return 0, err
	}
	a := annotator{version: version}
	err := w.tx.QueryRowContext(w.rowCtx, "SELECT id FROM annotators WHERE version = ?", version).Scan(&a.key)
	if err == nil {
		w.using = a
	}
	return a.key, err
}

// Annotate replaces what was found in articles, in one transaction. An article
// that has changed since, or is not there, is left as it is. An article whose
// entities, or what it is about, are others now counts as changed; changed says
// how many did.
func (s *Store) Annotate(ctx context.Context, list []Annotation) (changed int, err error) {
	leave, err := s.enter()
	if err != nil {
		return 0, err
	}
	defer leave()
	for i := range list {
		if err := checkAnnotation(&list[i]); err != nil {
			return 0, fmt.Errorf("annotate article %d: %w", list[i].Article, err)
		}
	}
	err = s.write(ctx, func(w *writer) error {
		changed = 0
		return w.annotateAll(list, &changed)
	})
	return changed, err
}

// checkAnnotation refuses what could not be stored. Whether mentions fit the text
// is for whoever found them.
func checkAnnotation(a *Annotation) error {
	if a.Annotator == "" {
		return errors.New("no annotator")
	}
	if err := checkText(a.Annotator); err != nil {
		return fmt.Errorf("annotator: %w", err)
	}
	return checkFound(a.Found, maxValue)
}

func (w *writer) annotateAll(list []Annotation, changed *int) error {
	before, err := w.annotated(list)
	if err != nil {
		return err
	}
	refs := func(yield func(*entity.Ref) bool) {
		for _, a := range list {
			for i := range a.Found {
				if !yield(&a.Found[i].Ref) {
					return
				}
			}
		}
	}
	if err := w.meet(refs); err != nil {
		return err
	}
	for i := range list {
		a := &list[i]
		if err := w.ctx.Err(); err != nil {
			return err
		}
		old := before[a.Article]
		if old == nil || old.version != a.Version {
			continue
		}
		if err := w.annotate(a.Article, a.Annotator, a.Found); err != nil {
			return fmt.Errorf("annotate article %d: %w", a.Article, err)
		}
		now, err := w.linksOf(a.Found)
		if err != nil {
			return err
		}
		if slices.Equal(old.links, now) {
			continue
		}
		old.links = now // should the list name the article again
		sequence, err := w.nextSequence()
		if err != nil {
			return err
		}
		if _, err := w.tx.ExecContext(w.rowCtx, "UPDATE articles SET sequence = ? WHERE id = ?", sequence, a.Article); err != nil {
			return err
		}
		*changed++
	}
	return nil
}

// annotated is an article as an annotation meets it.
type annotated struct {
	version int
	links   []Link // of what was found, in order of key, as they are packed
}

// annotated reads the articles of a list that are there.
func (w *writer) annotated(list []Annotation) (map[int64]*annotated, error) {
	ids := make([]int64, len(list))
	for i := range list {
		ids[i] = list[i].Article
	}
	b, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	rows, err := w.tx.QueryContext(w.rowCtx, `
		SELECT a.id, a.version, n.found
		FROM json_each(?) j CROSS JOIN articles a ON a.id = j.value LEFT JOIN annotations n ON n.article = a.id`, string(b))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	articles := make(map[int64]*annotated, len(list))
	for rows.Next() {
		var id int64
		var packed sql.RawBytes
		a := new(annotated)
		if err := rows.Scan(&id, &a.version, &packed); err != nil {
			return nil, err
		}
		u := unpacker{b: packed}
		found, err := u.links(nil)
		if err != nil {
			found = nil // it is replaced
		}
		for _, f := range found {
			a.links = append(a.links, Link{f.key, f.about})
		}
		articles[id] = a
	}
	return articles, rows.Err()
}

// linksOf are the links to found entities, which have rows, in order of key.
func (w *writer) linksOf(found []entity.Found) ([]Link, error) {
	var list []Link
	for i := range found {
		key, ok := w.keyOf(refID{found[i].Kind, found[i].ID})
		if !ok {
			return nil, fmt.Errorf("%s %s has no row", found[i].Kind, found[i].ID)
		}
		list = append(list, Link{key, found[i].About})
	}
	slices.SortFunc(list, func(a, b Link) int { return cmp.Compare(a.Key, b.Key) })
	return list, nil
}

package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"dateline/archive/alike"
)

// Undone tells what UndoImport did.
type Undone struct {
	Import    int64 `json:"import"`    // the record of the undoing
	Withdrawn int   `json:"withdrawn"` // new articles that went
	Returned  int   `json:"returned"`  // updated ones that have their earlier version again
	Kept      int   `json:"kept"`      // that later imports changed, and are left as they are
}

// TouchedError says that later imports changed articles of the one to be undone.
type TouchedError struct {
	Import int64
	By     []Touched
}

// Touched is an import that changed articles of an earlier one.
type Touched struct {
	Import   int64 `json:"import"`
	Articles int   `json:"articles"`
}

func (e *TouchedError) Error() string {
	var list []string
	for _, t := range e.By {
		list = append(list, fmt.Sprintf("import %d changed %d", t.Import, t.Articles))
	}
	return fmt.Sprintf("later imports changed articles of import %d: %s; undo those first, the last one foremost, or leave these articles as they are",
		e.Import, strings.Join(list, ", "))
}

// Reasons for which an import is not undone.
var (
	ErrUndone = errors.New("is undone already")
	ErrIsUndo = errors.New("is the undoing of an import: import what it took back again")
)

// undoAtOnce is how many articles are taken back in one transaction.
const undoAtOnce = 200

// UndoImport takes an import back. Articles that came with it are withdrawn, and come
// back when they are imported again; articles that it changed get the version
// before once more, as a new version. Everything stays on record. Where later
// imports changed articles of it, it does nothing and the error is a
// *TouchedError, unless keepLater leaves those as they are. It works in steps:
// one that was cut off is completed by calling it again.
func (s *Store) UndoImport(ctx context.Context, importID int64, by string, keepLater bool) (Undone, error) {
	var out Undone
	leave, err := s.enter()
	if err != nil {
		return out, err
	}
	defer leave()
	err = s.write(ctx, func(w *writer) (err error) {
		out.Import, err = w.beginUndo(importID, asText(by), keepLater)
		return err
	})
	if err != nil {
		return out, fmt.Errorf("import %d: %w", importID, err)
	}
	for after := int64(0); ; {
		done := 0
		err := s.write(ctx, func(w *writer) error {
			ids, err := w.ofImport(importID, after)
			if err != nil {
				return err
			}
			done = len(ids)
			for _, id := range ids {
				if err := w.undoArticle(importID, id, &out); err != nil {
					return fmt.Errorf("article %d: %w", id, err)
				}
				after = id
			}
			return nil
		})
		if err != nil {
			return out, fmt.Errorf("undo import %d: %w", importID, err)
		}
		if done == 0 {
			break
		}
	}
	err = s.write(ctx, func(w *writer) error {
		if _, err := w.tx.ExecContext(w.rowCtx, "UPDATE rejections SET settled = NULL WHERE settled = ?", importID); err != nil {
			return err
		}
		return w.finishImport(Import{ID: out.Import, Read: out.Withdrawn + out.Returned, Updated: out.Withdrawn + out.Returned}, nil)
	})
	return out, err
}

// beginUndo checks that an import can be undone, and opens the record of it, or
// finds the one of an undoing that was cut off.
func (w *writer) beginUndo(importID int64, by string, keepLater bool) (int64, error) {
	var undoes, undone sql.NullInt64
	err := w.tx.QueryRowContext(w.rowCtx, "SELECT undoes, undone FROM imports WHERE id = ?", importID).Scan(&undoes, &undone)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return 0, ErrNotFound
	case err != nil:
		return 0, err
	case undoes.Valid:
		return 0, ErrIsUndo
	}
	if undone.Valid {
		var id int64
		err := w.tx.QueryRowContext(w.rowCtx, "SELECT id FROM imports WHERE undoes = ? AND finished IS NULL", importID).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			return 0, ErrUndone
		}
		return id, err
	}
	if !keepLater {
		touched, err := w.touched(importID)
		if err != nil {
			return 0, err
		}
		if len(touched) > 0 {
			return 0, &TouchedError{importID, touched}
		}
	}
	if _, err := w.tx.ExecContext(w.rowCtx, "UPDATE imports SET undone = ? WHERE id = ?", w.at, importID); err != nil {
		return 0, err
	}
	var id int64
	err = w.tx.QueryRowContext(w.rowCtx, "INSERT INTO imports (run_by, inputs, started, undoes) VALUES (?, '[]', ?, ?) RETURNING id",
		by, w.at, importID).Scan(&id)
	return id, err
}

// touched finds the later imports that current versions of an import's articles
// came with. What undoing other imports brought back counts for those.
func (w *writer) touched(importID int64) (list []Touched, err error) {
	err = w.each(`
		SELECT now.import, count(*) FROM (SELECT DISTINCT article FROM versions WHERE import = ?1) t
			JOIN articles a ON a.id = t.article
			JOIN versions now ON now.article = a.id AND now.version = a.version
			JOIN imports i ON i.id = now.import
		WHERE now.import > ?1 AND i.undoes IS NULL GROUP BY now.import ORDER BY now.import DESC`, func(rows *sql.Rows) error {
		var t Touched
		err := rows.Scan(&t.Import, &t.Articles)
		list = append(list, t)
		return err
	}, importID)
	return list, err
}

// ofImport lists articles that have a version of an import, in order.
func (w *writer) ofImport(importID, after int64) (ids []int64, err error) {
	err = w.each("SELECT DISTINCT article FROM versions WHERE import = ? AND article > ? ORDER BY article LIMIT ?", func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	}, importID, after, undoAtOnce)
	return ids, err
}

// undoArticle takes back what an import did to one article. Doing so again does
// nothing.
func (w *writer) undoArticle(importID, id int64, out *Undone) error {
	var current int64 // import of the current version
	var h stored
	var textHash sql.NullString
	var identity string
	err := w.tx.QueryRowContext(w.rowCtx, `
		SELECT now.import, a.id, a.version, a.status, a.held, a.content_hash, a.text_hash, a.identity
		FROM articles a JOIN versions now ON now.article = a.id AND now.version = a.version WHERE a.id = ?`, id).
		Scan(&current, &h.id, &h.version, &h.status, &h.held, &h.contentHash, &textHash, &identity)
	if err != nil {
		return err
	}
	h.textHash = textHash.String
	if current != importID {
		var undoing sql.NullInt64
		if err := w.tx.QueryRowContext(w.rowCtx, "SELECT undoes FROM imports WHERE id = ?", current).Scan(&undoing); err != nil {
			return err
		}
		if !undoing.Valid {
			if current > importID { // else an earlier one's, which kept a later version
				out.Kept++
			}
			return nil
		}
		if undoing.Int64 == importID {
			return nil
		}
	}
	// The newest version that no import brought which is undone by now.
	var version int
	err = w.tx.QueryRowContext(w.rowCtx, `
		SELECT coalesce(max(v.version), 0) FROM versions v JOIN imports i ON i.id = v.import
		WHERE v.article = ? AND i.undone IS NULL AND i.undoes IS NULL`, id).Scan(&version)
	if err != nil {
		return err
	}
	if version == 0 {
		return w.undoNew(importID, &h, out)
	}
	return w.returnTo(out, &h, identity, version)
}

// undoNew withdraws an article of which nothing was there before.
func (w *writer) undoNew(importID int64, h *stored, out *Undone) error {
	if h.status == Withdrawn {
		return nil
	}
	// One that an editor hid stays the editor's: no import brings it back.
	if err := w.setStatus(h.id, Withdrawn, fmt.Sprintf("import %d was undone", importID), !h.held); err != nil {
		return err
	}
	out.Withdrawn++
	if h.held {
		return nil
	}
	_, err := w.tx.ExecContext(w.rowCtx, "UPDATE articles SET undone = 1 WHERE id = ?", h.id)
	return err
}

// returnTo makes an earlier version of an article the current one.
func (w *writer) returnTo(out *Undone, h *stored, identity string, version int) error {
	var packed, original []byte
	in := Incoming{Identity: identity}
	err := w.tx.QueryRowContext(w.rowCtx, "SELECT content, original, input, line, media_type FROM versions WHERE article = ? AND version = ?", h.id, version).
		Scan(&packed, &original, &in.Input, &in.Line, &in.MediaType)
	if err != nil {
		return err
	}
	c, err := w.store.packer.unpackContent(packed)
	if err != nil {
		return err
	}
	c.fill(&in.Article)
	p, err := prepareItem(&in)
	if err != nil {
		return err
	}
	p.pack(w.store.packer)
	p.original = original // it is kept already
	t, err := w.keyTable()
	if err != nil {
		return err
	}
	w.search = newSearch([]alike.Keys{p.keys})
	w.look(w.search, t)
	if err := w.update(h, p); err != nil {
		return err
	}
	out.Returned++
	return w.attach(out.Import, h, p)
}

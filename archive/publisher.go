package archive

import (
	"cmp"
	"context"
	"fmt"
	"strings"
)

// What a publisher says about its own versions: which is newer, who may read them
// and from when.

// standing is the status that the publisher gives an article at a moment, in
// milliseconds, with the end of its embargo if that is to come, else nil. An
// embargo ends by itself; what was sent as withheld waits for the publisher.
func (p *prepared) standing(at int64) (status Status, embargo any) {
	if sent := p.content.sent(); sent != Usable || p.embargo <= at {
		return sent, nil
	}
	return Withheld, p.embargo
}

// why words the reason for a status that came with p.
func (p *prepared) why(status Status) string {
	switch sent := p.content.sent(); {
	case status != Usable && sent == Usable:
		return "under embargo until " + p.content.Embargo.String()
	case status == Usable:
		return "released by its publisher"
	case p.content.Note != "":
		return p.content.Note
	default:
		return "sent as " + string(sent)
	}
}

// olderThan says that the publisher made p before what is stored: by its number,
// or else by its time. Where both tell and disagree, a count has started anew, and
// p is not known to be older.
func (p *prepared) olderThan(h *stored) bool {
	byNumber := compareVersions(p.content.PublisherVersion, h.publisherVersion)
	byTime := 0
	if p.revised != 0 && h.revised != 0 {
		byTime = cmp.Compare(p.revised, h.revised)
	}
	return byNumber < 0 && byTime <= 0 || byNumber == 0 && byTime < 0
}

// addEarlier keeps a version that is older than the current one of h: it comes
// before that, whose text and status stay as they are. A version without the bytes
// it came from could not be known again and is not kept.
func (w *writer) addEarlier(importID int64, h *stored, p *prepared) (Result, error) {
	p.pack(w.store.packer)
	if p.original == nil {
		return Unchanged, nil
	}
	var known bool
	err := w.tx.QueryRowContext(w.rowCtx, "SELECT EXISTS (SELECT 1 FROM versions WHERE article = ? AND original = ?)", h.id, p.original).Scan(&known)
	if err != nil || known {
		return Unchanged, err
	}
	sequence, err := w.nextSequence()
	if err != nil {
		return "", err
	}
	for _, move := range []string{
		"UPDATE versions SET version = version + 1 WHERE article = ?1 AND version = ?2",
		"UPDATE articles SET version = version + 1, sequence = ?3 WHERE id = ?1 AND version = ?2",
	} {
		if _, err := w.tx.ExecContext(w.rowCtx, move, h.id, h.version, sequence); err != nil {
			return "", err
		}
	}
	h.version++
	return Updated, w.storeVersion(importID, h.id, h.version-1, p)
}

// compareVersions compares two whole numbers; anything else is not comparable, 0.
func compareVersions(a, b string) int {
	if !isDigits(a) || !isDigits(b) {
		return 0
	}
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// momentOf is a date's first moment in milliseconds, 0 when undated.
func momentOf(d Date) int64 {
	if d.IsZero() {
		return 0
	}
	return d.Time().UnixMilli()
}

// nullNumber is SQL's null for 0.
func nullNumber(n int64) any {
	if n == 0 {
		return nil
	}
	return n
}

const dueArticles = "SELECT id FROM articles INDEXED BY articles_embargo WHERE embargo <= ? ORDER BY embargo, id"

// Release shows readers the articles whose embargo has ended by now, and returns
// how many those were. It is cheap when there are none.
func (s *Store) Release(ctx context.Context) (int, error) {
	leave, err := s.enter()
	if err != nil {
		return 0, err
	}
	defer leave()
	due, err := idsOf(ctx, s.readers, dueArticles, s.now().UnixMilli())
	if err != nil || len(due) == 0 {
		return 0, err
	}
	err = s.write(ctx, func(w *writer) error {
		if due, err = idsOf(ctx, w.tx, dueArticles, w.at); err != nil { // another process may have been faster
			return err
		}
		for _, id := range due {
			if err := w.setStatus(id, Usable, "its embargo ended", true); err != nil {
				return fmt.Errorf("release article %d: %w", id, err)
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return len(due), nil
}

func idsOf(ctx context.Context, db queryer, query string, args ...any) ([]int64, error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ids []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

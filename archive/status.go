package archive

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// StatusChange says when and why an article's status changed.
type StatusChange struct {
	At     time.Time
	From   Status
	To     Status
	Reason string
	Sent   bool // its publisher changed it, not an editor
}

func (s Status) check() error {
	switch s {
	case Usable, Withheld, Cancelled, Withdrawn:
		return nil
	}
	return fmt.Errorf("unknown status %q: want %s, %s, %s or %s", string(s), Usable, Withheld, Cancelled, Withdrawn)
}

// SetStatus is an editor's change of whether readers may see an article, and
// records why. What an editor hides stays so until an editor shows it again; what
// an editor shows is shown until its publisher sends another version. Setting
// again what an editor set changes nothing. The error is ErrNotFound when there is
// no such article.
func (s *Store) SetStatus(ctx context.Context, id int64, status Status, reason string) error {
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	if err := status.check(); err != nil {
		return err
	}
	return s.write(ctx, func(w *writer) error { return w.setStatus(id, status, asText(reason), false) })
}

// setStatus ends an embargo, too. Sent says that it is no editor's doing.
func (w *writer) setStatus(id int64, status Status, reason string, sent bool) error {
	var was Status
	var held bool
	var hash sql.NullString
	err := w.tx.QueryRowContext(w.ctx, "SELECT status, held, text_hash FROM articles WHERE id = ?", id).Scan(&was, &held, &hash)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("article %d: %w", id, ErrNotFound)
	}
	hold := status != Usable && !sent
	if err != nil || was == status && held == hold {
		return err
	}
	sequence, err := w.nextSequence()
	if err != nil {
		return err
	}
	_, err = w.tx.ExecContext(w.ctx, "UPDATE articles SET status = ?, held = ?, embargo = NULL, sequence = ? WHERE id = ?",
		string(status), hold, sequence, id)
	if err != nil {
		return err
	}
	if err := w.recordStatus(id, was, status, reason, sent); err != nil {
		return err
	}
	return w.recluster(id, status, w.storedText(id, hash.String))
}

func (w *writer) recordStatus(id int64, was, became Status, reason string, sent bool) error {
	_, err := w.tx.ExecContext(w.rowCtx,
		"INSERT INTO status_changes (article, at, was, became, reason, sent) VALUES (?, ?, ?, ?, ?, ?)",
		id, w.at, string(was), string(became), reason, sent)
	return err
}

// StatusChanges returns how an article's status changed and why, newest first.
// One that came in hidden has a change for that.
func (s *Store) StatusChanges(ctx context.Context, id int64) ([]StatusChange, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	rows, err := s.readers.QueryContext(ctx,
		"SELECT at, was, became, reason, sent FROM status_changes WHERE article = ? ORDER BY id DESC", id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var changes []StatusChange
	for rows.Next() {
		var c StatusChange
		var at int64
		if err := rows.Scan(&at, &c.From, &c.To, &c.Reason, &c.Sent); err != nil {
			return nil, err
		}
		c.At = time.UnixMilli(at).UTC()
		changes = append(changes, c)
	}
	return changes, rows.Err()
}

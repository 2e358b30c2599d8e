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
}

func (s Status) check() error {
	switch s {
	case Usable, Withheld, Cancelled, Withdrawn:
		return nil
	}
	return fmt.Errorf("unknown status %q: want %s, %s, %s or %s", string(s), Usable, Withheld, Cancelled, Withdrawn)
}

// SetStatus changes whether readers may see an article, and records why. Setting
// the status it has changes nothing. The error is ErrNotFound when there is no
// such article.
func (s *Store) SetStatus(ctx context.Context, id int64, status Status, reason string) error {
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	if err := status.check(); err != nil {
		return err
	}
	return s.write(ctx, func(w *writer) error { return w.setStatus(id, status, asText(reason)) })
}

func (w *writer) setStatus(id int64, status Status, reason string) error {
	var was Status
	var hash sql.NullString
	err := w.tx.QueryRowContext(w.ctx, "SELECT status, text_hash FROM articles WHERE id = ?", id).Scan(&was, &hash)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("article %d: %w", id, ErrNotFound)
	}
	if err != nil || was == status {
		return err
	}
	sequence, err := w.nextSequence()
	if err != nil {
		return err
	}
	_, err = w.tx.ExecContext(w.ctx, "UPDATE articles SET status = ?, sequence = ? WHERE id = ?", string(status), sequence, id)
	if err != nil {
		return err
	}
	_, err = w.tx.ExecContext(w.ctx,
		"INSERT INTO status_changes (article, at, was, became, reason) VALUES (?, ?, ?, ?, ?)",
		id, w.at, string(was), string(status), reason)
	if err != nil {
		return err
	}
	return w.recluster(id, hash.String)
}

// StatusChanges returns what SetStatus recorded about an article, newest first.
func (s *Store) StatusChanges(ctx context.Context, id int64) ([]StatusChange, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	rows, err := s.readers.QueryContext(ctx,
		"SELECT at, was, became, reason FROM status_changes WHERE article = ? ORDER BY id DESC", id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var changes []StatusChange
	for rows.Next() {
		var c StatusChange
		var at int64
		if err := rows.Scan(&at, &c.From, &c.To, &c.Reason); err != nil {
			return nil, err
		}
		c.At = time.UnixMilli(at).UTC()
		changes = append(changes, c)
	}
	return changes, rows.Err()
}

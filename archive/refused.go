package archive

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
)

// Refused is a record that an import could not take, as it is kept.
type Refused struct {
	Rejection
	Position  int    // in its import, from 0
	MediaType string // of its bytes
	Size      int    // of the record as received, 0 unknown
	Kept      bool   // its bytes are kept: RefusedBytes has them
	Settled   int64  // the import that took it later, 0 for none

	Original []byte // on the way in: the bytes to keep; nil keeps none
}

// Refuse adds to what an import rejected, in the order of the input.
func (s *Store) Refuse(ctx context.Context, importID int64, records []Refused) error {
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	if len(records) == 0 {
		return nil
	}
	packed, sums := make([][]byte, len(records)), make([][]byte, len(records))
	for i, r := range records {
		if len(r.Original) > 0 {
			packed[i] = s.packer.pack(r.Original)
			sum := sha256.Sum256(r.Original)
			sums[i] = sum[:]
		}
	}
	return s.write(ctx, func(w *writer) error {
		var next int
		err := w.tx.QueryRowContext(w.rowCtx, "SELECT coalesce(max(position) + 1, 0) FROM rejections WHERE import = ?", importID).Scan(&next)
		if err != nil {
			return err
		}
		for i, r := range records {
			if packed[i] != nil {
				_, err := w.stmt(insertOriginal).ExecContext(w.rowCtx, sums[i], asText(r.MediaType), len(r.Original), packed[i])
				if err != nil {
					return fmt.Errorf("import %d: %w", importID, err)
				}
			}
			if _, err := w.tx.ExecContext(w.rowCtx, `
				INSERT INTO rejections (import, position, input, line, reason, media_type, size, original) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
				importID, next+i, asText(r.Input), r.Line, asText(r.Reason), asText(r.MediaType), max(r.Size, len(r.Original)), sums[i]); err != nil {
				return fmt.Errorf("import %d: %w", importID, err)
			}
		}
		return nil
	})
}

// RefusedBy returns what an import rejected from a position on, up to limit.
func (s *Store) RefusedBy(ctx context.Context, importID int64, from, limit int) ([]Refused, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	rows, err := s.readers.QueryContext(ctx, `
		SELECT r.position, r.input, r.line, r.reason, r.media_type, r.size, coalesce(r.settled, 0), r.original IS NOT NULL
		FROM rejections r WHERE r.import = ? AND r.position >= ? ORDER BY r.position LIMIT ?`, importID, from, max(limit, 0))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Refused
	for rows.Next() {
		var r Refused
		if err := rows.Scan(&r.Position, &r.Input, &r.Line, &r.Reason, &r.MediaType, &r.Size, &r.Settled, &r.Kept); err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

// RefusedBytes returns a rejected record as it was received, or ErrNotFound when
// it is not kept.
func (s *Store) RefusedBytes(ctx context.Context, importID int64, position int) ([]byte, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	var data []byte
	err = s.readers.QueryRowContext(ctx, `
		SELECT o.data FROM rejections r JOIN originals o ON o.sha256 = r.original WHERE r.import = ? AND r.position = ?`, importID, position).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("record %d of import %d: %w", position, importID, ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	content, err := s.packer.unpack(data)
	if err != nil {
		return nil, fmt.Errorf("record %d of import %d: %w", position, importID, err)
	}
	return content, nil
}

// Settle records that an import took what another had rejected at these
// positions.
func (s *Store) Settle(ctx context.Context, importID int64, positions []int, by int64) error {
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	return s.write(ctx, func(w *writer) error {
		for _, position := range positions {
			if _, err := w.tx.ExecContext(w.rowCtx, "UPDATE rejections SET settled = ? WHERE import = ? AND position = ?", by, importID, position); err != nil {
				return err
			}
		}
		return nil
	})
}

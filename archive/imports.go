package archive

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"
)

// Import is the record of one run of an import.
type Import struct {
	ID                              int64
	By                              string // who ran it
	Inputs                          []string
	Started                         time.Time
	Finished                        time.Time // zero while it runs, or when it was cut off
	Read                            int
	New                             int
	Updated                         int
	Unchanged, Rejected, Duplicates int

	Options string    // how the inputs were read, as JSON; "" not known
	Retries int64     // the import whose rejected records it read again, 0 for none
	Undoes  int64     // the import it took back, 0 for none
	Undone  time.Time // when it was taken back, zero if it was not
}

// Rejection is a record that an import could not take.
type Rejection struct {
	Input  string
	Line   int
	Reason string
}

// BeginImport opens an import record and returns its id.
func (s *Store) BeginImport(ctx context.Context, by string, inputs []string) (int64, error) {
	return s.Begin(ctx, Import{By: by, Inputs: inputs})
}

// Begin opens an import record with what imp says of By, Inputs, Options and
// Retries.
func (s *Store) Begin(ctx context.Context, imp Import) (int64, error) {
	leave, err := s.enter()
	if err != nil {
		return 0, err
	}
	defer leave()
	names := make([]string, len(imp.Inputs))
	for i, input := range imp.Inputs {
		names[i] = asText(input)
	}
	list, err := json.Marshal(names)
	if err != nil {
		return 0, err
	}
	var id int64
	err = s.write(ctx, func(w *writer) error {
		return w.tx.QueryRowContext(ctx, "INSERT INTO imports (run_by, inputs, started, options, retries) VALUES (?, ?, ?, ?, ?) RETURNING id",
			asText(imp.By), string(list), w.at, cmp.Or(imp.Options, "{}"), nullNumber(imp.Retries)).Scan(&id)
	})
	return id, err
}

// FinishImport closes the record with the figures of imp (found by imp.ID) and
// keeps what was rejected, in place of what was said before; nil leaves that to
// Refuse. The error is ErrNotFound when there is no such record.
func (s *Store) FinishImport(ctx context.Context, imp Import, rejected []Rejection) error {
	leave, err := s.enter()
	if err != nil {
		return err
	}
	defer leave()
	return s.write(ctx, func(w *writer) error { return w.finishImport(imp, rejected) })
}

func (w *writer) finishImport(imp Import, rejected []Rejection) error {
	done, err := w.tx.ExecContext(w.ctx, `
		UPDATE imports SET finished = ?, read = ?, new = ?, updated = ?, unchanged = ?, rejected = ?, duplicates = ?
		WHERE id = ?`,
		w.at, imp.Read, imp.New, imp.Updated, imp.Unchanged, imp.Rejected, imp.Duplicates, imp.ID)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return fmt.Errorf("import %d: %w", imp.ID, ErrNotFound)
	}
	if rejected == nil {
		return nil
	}
	if _, err := w.tx.ExecContext(w.ctx, "DELETE FROM rejections WHERE import = ?", imp.ID); err != nil {
		return err
	}
	insert, err := w.tx.PrepareContext(w.ctx, "INSERT INTO rejections (import, position, input, line, reason) VALUES (?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer insert.Close()
	for i, r := range rejected {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if _, err := insert.ExecContext(w.rowCtx, imp.ID, i, asText(r.Input), r.Line, asText(r.Reason)); err != nil {
			return err
		}
	}
	return nil
}

// Imports returns the newest import records first, up to limit.
func (s *Store) Imports(ctx context.Context, limit int) ([]Import, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	return s.imports(ctx, "ORDER BY id DESC LIMIT ?", max(limit, 0))
}

// Import returns one import record, or ErrNotFound.
func (s *Store) Import(ctx context.Context, id int64) (Import, error) {
	leave, err := s.enter()
	if err != nil {
		return Import{}, err
	}
	defer leave()
	list, err := s.imports(ctx, "WHERE id = ?", id)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("import %d: %w", id, ErrNotFound)
	}
	if err != nil {
		return Import{}, err
	}
	return list[0], nil
}

// imports reads the records that which selects.
func (s *Store) imports(ctx context.Context, which string, args ...any) ([]Import, error) {
	rows, err := s.readers.QueryContext(ctx, `
		SELECT id, run_by, inputs, started, finished, read, new, updated, unchanged, rejected, duplicates,
			options, coalesce(retries, 0), coalesce(undoes, 0), undone
		FROM imports `+which, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var imports []Import
	for rows.Next() {
		var imp Import
		var inputs []byte
		var started int64
		var finished, undone sql.NullInt64
		err := rows.Scan(&imp.ID, &imp.By, &inputs, &started, &finished,
			&imp.Read, &imp.New, &imp.Updated, &imp.Unchanged, &imp.Rejected, &imp.Duplicates,
			&imp.Options, &imp.Retries, &imp.Undoes, &undone)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(inputs, &imp.Inputs); err != nil {
			return nil, fmt.Errorf("import %d: %w", imp.ID, err)
		}
		imp.Started = time.UnixMilli(started).UTC()
		if finished.Valid {
			imp.Finished = time.UnixMilli(finished.Int64).UTC()
		}
		if undone.Valid {
			imp.Undone = time.UnixMilli(undone.Int64).UTC()
		}
		if imp.Options == "{}" {
			imp.Options = ""
		}
		imports = append(imports, imp)
	}
	return imports, rows.Err()
}

// Rejections returns what an import rejected, in the order of the input.
func (s *Store) Rejections(ctx context.Context, importID int64) ([]Rejection, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	rows, err := s.readers.QueryContext(ctx,
		"SELECT input, line, reason FROM rejections WHERE import = ? ORDER BY position", importID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var rejected []Rejection
	for rows.Next() {
		var r Rejection
		if err := rows.Scan(&r.Input, &r.Line, &r.Reason); err != nil {
			return nil, err
		}
		rejected = append(rejected, r)
	}
	return rejected, rows.Err()
}

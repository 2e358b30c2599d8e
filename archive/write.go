package archive

import (
	"context"
	"database/sql"
	"fmt"

	"dateline/archive/alike"
)

// writer is one write transaction. It is used by one goroutine.
type writer struct {
	ctx    context.Context
	rowCtx context.Context // for the many small statements; put looks at ctx between articles
	store  *Store
	tx     *sql.Tx
	stmts  map[string]*sql.Stmt
	at     int64 // time of the transaction, milliseconds

	id       int64 // last article id given, once known
	sequence int64 // last change number given, once known
	numbered bool
	known    *keyCache        // entities met in this transaction
	entities int64            // number of this transaction's changes to entities, once there is one
	editors  *editors         // what is decided, once it was needed
	using    annotator        // the annotator met last
	heads    map[string]int64 // text hash to a usable article with it, while in put
	links    []any            // rows of article_entities not yet written

	table  *keyTable              // once needed
	keyed  map[int64]alike.Keys   // articles whose text this transaction brought
	blocks map[int64][]alike.Keys // what it writes of them
	search *search                // for copies of a batch, while in put
	texts  map[int64]alike.Text   // that were compared
}

// write runs do in a transaction that holds the write lock, and commits unless
// it fails. Writers of this process queue here, those of others at SQLite's lock.
func (s *Store) write(ctx context.Context, do func(w *writer) error) error {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	tx, err := begin(ctx, s.writer)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	w := &writer{
		ctx: ctx, store: s, tx: tx, stmts: make(map[string]*sql.Stmt),
		// A statement that can be cancelled costs a goroutine each time.
		rowCtx: context.WithoutCancel(ctx),
		at:     s.now().UnixMilli(),
		known:  newKeyCache(),
	}
	if err := do(w); err != nil {
		return w.cause(err)
	}
	if err := w.finish(); err != nil {
		return w.cause(err)
	}
	if err := tx.Commit(); err != nil {
		return w.cause(err)
	}
	s.keys.add(w.known) // only now are they sure to stay
	w.keepKeys()
	return nil
}

// cause prefers the end of the context over what it led to.
func (w *writer) cause(err error) error {
	if ctxErr := w.ctx.Err(); ctxErr != nil {
		return ctxErr
	}
	return err
}

// finish writes what the transaction has held back.
func (w *writer) finish() error {
	if err := w.flushLinks(); err != nil {
		return err
	}
	if err := w.flushKeys(); err != nil {
		return err
	}
	if !w.numbered {
		return nil
	}
	_, err := w.tx.ExecContext(w.rowCtx, "UPDATE meta SET value = ? WHERE key = 'sequence'", w.sequence)
	return err
}

// stmt is a statement prepared once for all transactions and bound to this one.
func (w *writer) stmt(query string) *sql.Stmt {
	if st := w.stmts[query]; st != nil {
		return st
	}
	st := w.tx.StmtContext(w.rowCtx, w.store.stmts[query])
	w.stmts[query] = st
	return st
}

// nextSequence gives the next number of the archive's changes. The write lock
// makes numbers visible in their order: nobody sees one before a smaller one.
func (w *writer) nextSequence() (int64, error) {
	if !w.numbered {
		err := w.tx.QueryRowContext(w.rowCtx, "SELECT value FROM meta WHERE key = 'sequence'").Scan(&w.sequence)
		if err != nil {
			return 0, fmt.Errorf("sequence: %w", err)
		}
		w.numbered = true
	}
	w.sequence++
	return w.sequence, nil
}

// newID gives the id for a new article, one that was never used before.
func (w *writer) newID() (int64, error) {
	if w.id == 0 {
		err := w.tx.QueryRowContext(w.rowCtx,
			"SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'articles'), 0)").Scan(&w.id)
		if err != nil {
			return 0, fmt.Errorf("article id: %w", err)
		}
	}
	w.id++
	return w.id, nil
}

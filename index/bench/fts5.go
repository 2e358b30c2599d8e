package bench

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"strings"

	_ "modernc.org/sqlite" // the driver the archive uses, too

	"dateline/archive"
)

// fts5Engine is SQLite's FTS5 with the values of articles in side tables, counted
// by GROUP BY. It has one connection.
type fts5Engine struct {
	db    *sql.DB
	stmts map[string]*sql.Stmt // by their text: parsing them anew would count against FTS5
}

func openFTS5(path string) (*fts5Engine, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	return connectFTS5(path)
}

func connectFTS5(path string) (*fts5Engine, error) {
	db, err := sql.Open("sqlite", "file:"+path+
		"?_pragma=cache_size(-65536)&_pragma=temp_store(memory)&_pragma=journal_mode(wal)&_pragma=synchronous(normal)")
	if err != nil {
		return nil, fmt.Errorf("fts5: %w", err)
	}
	db.SetMaxOpenConns(1) // the temporary table of hits belongs to a connection
	if _, err := db.Exec("CREATE TEMP TABLE hits (id INTEGER PRIMARY KEY)"); err != nil {
		db.Close()
		return nil, fmt.Errorf("fts5: %w", err)
	}
	return &fts5Engine{db, make(map[string]*sql.Stmt)}, nil
}

func (e *fts5Engine) close() error { return e.db.Close() }

// fts5Schema keeps one table a field, so that each count reads only its own.
func fts5Schema() string {
	var b strings.Builder
	b.WriteString(`
		CREATE VIRTUAL TABLE words USING fts5(title, body, content='', tokenize='porter unicode61');
		CREATE TABLE docs (id INTEGER PRIMARY KEY, first INTEGER, last INTEGER, instant INTEGER, month TEXT);
		CREATE INDEX docs_instant ON docs (instant, id);`)
	for _, field := range append([]string{"language"}, facetFields...) {
		fmt.Fprintf(&b, `
		CREATE TABLE %[1]s_names (number INTEGER PRIMARY KEY, name TEXT UNIQUE);
		CREATE TABLE %[1]s (doc INTEGER, value INTEGER, PRIMARY KEY (doc, value)) WITHOUT ROWID;`, field)
	}
	return b.String()
}

// buildFTS5 indexes an archive in a new file.
func buildFTS5(ctx context.Context, store *archive.Store, path string) (err error) {
	e, err := connectFTS5(path)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := e.close(); err == nil {
			err = cerr
		}
	}()
	if _, err := e.db.ExecContext(ctx, fts5Schema()); err != nil {
		return fmt.Errorf("fts5: %w", err)
	}
	names := make(map[string]map[string]int)
	err = eachBatch(ctx, store, func(articles []*archive.Article) error {
		tx, err := e.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		w := &fts5Writer{ctx: ctx, tx: tx, stmts: make(map[string]*sql.Stmt), names: names}
		for _, a := range articles {
			w.article(a)
		}
		if w.err != nil {
			return w.err
		}
		return tx.Commit()
	})
	if err == nil {
		_, err = e.db.ExecContext(ctx, "INSERT INTO words(words) VALUES('optimize'); ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)")
	}
	if err != nil {
		return fmt.Errorf("fts5: %w", err)
	}
	return nil
}

// fts5Writer writes one batch; its first error ends the work.
type fts5Writer struct {
	ctx   context.Context
	tx    *sql.Tx
	stmts map[string]*sql.Stmt
	names map[string]map[string]int // numbers of values, by field
	err   error
}

func (w *fts5Writer) exec(query string, args ...any) {
	if w.err != nil {
		return
	}
	st := w.stmts[query]
	if st == nil {
		if st, w.err = w.tx.PrepareContext(w.ctx, query); w.err != nil {
			return
		}
		w.stmts[query] = st
	}
	_, w.err = st.ExecContext(w.ctx, args...)
}

func (w *fts5Writer) article(a *archive.Article) {
	w.exec("INSERT INTO words(rowid, title, body) VALUES(?, ?, ?)", a.ID, a.Title, a.Text())
	var first, last, instant, month any
	if f, l, ok := a.Published.Days(); ok {
		first, last, instant = f, l, a.Published.Time().Unix()
	}
	if m := monthOf(a); m != "" {
		month = m
	}
	w.exec("INSERT INTO docs VALUES(?, ?, ?, ?, ?)", a.ID, first, last, instant, month)
	values := valuesOf(a)
	values["language"] = []string{a.Language}
	for field, list := range values {
		for _, value := range list {
			w.exec("INSERT OR IGNORE INTO "+field+" VALUES(?, ?)", a.ID, w.number(field, value))
		}
	}
}

func (w *fts5Writer) number(field, value string) int {
	numbers := w.names[field]
	if numbers == nil {
		numbers = make(map[string]int)
		w.names[field] = numbers
	}
	n, ok := numbers[value]
	if !ok {
		n = len(numbers) + 1
		numbers[value] = n
		w.exec("INSERT INTO "+field+"_names VALUES(?, ?)", n, value)
	}
	return n
}

// search collects the hits once, in a temporary table, and counts from there. CROSS
// JOIN has SQLite go from the hits to their values, however few it takes them for.
func (e *fts5Engine) search(ctx context.Context, q Query) (answer, error) {
	c, err := fts5Conditions(q)
	if err != nil {
		return answer{}, err
	}
	from, order := "docs d", "d.instant DESC, d.id DESC"
	if c.match != "" {
		from, order = "words CROSS JOIN docs d ON d.id = words.rowid", "rank"
		if len(c.where) == 1 { // FTS5 alone decides
			from, c.where[0] = "words", "words MATCH ?"
		}
	}
	id := "d.id"
	if from == "words" {
		id = "rowid"
	}
	where := ""
	if len(c.where) > 0 {
		where = " WHERE " + strings.Join(c.where, " AND ")
	}
	if err := e.exec(ctx, "DELETE FROM temp.hits"); err != nil {
		return answer{}, err
	}
	if err := e.exec(ctx, "INSERT INTO temp.hits SELECT "+id+" FROM "+from+where, c.args...); err != nil {
		return answer{}, err
	}
	best := "SELECT " + id + " FROM " + from + where + " ORDER BY " + order + " LIMIT ?"
	if err := e.each(ctx, best, append(c.args, pageSize), func(*sql.Rows) error { return nil }); err != nil {
		return answer{}, err
	}
	var a answer
	err = e.each(ctx, "SELECT count(*) FROM temp.hits", nil, func(rows *sql.Rows) error { return rows.Scan(&a.total) })
	if err != nil {
		return answer{}, err
	}
	for _, field := range facetFields {
		var counts []int
		count := "SELECT f.value, count(*) AS n FROM temp.hits h CROSS JOIN " + field + " f ON f.doc = h.id GROUP BY f.value ORDER BY n DESC LIMIT ?"
		err := e.each(ctx, count, []any{facetSize}, func(rows *sql.Rows) error {
			var value, n int
			err := rows.Scan(&value, &n)
			counts = append(counts, n)
			return err
		})
		if err != nil {
			return answer{}, err
		}
		a.facets = append(a.facets, counts)
	}
	a.months = make(map[string]int)
	months := "SELECT d.month, count(*) FROM temp.hits h CROSS JOIN docs d ON d.id = h.id WHERE d.month IS NOT NULL GROUP BY d.month"
	err = e.each(ctx, months, nil, func(rows *sql.Rows) error {
		var month string
		var n int
		err := rows.Scan(&month, &n)
		a.months[month] = n
		return err
	})
	return a, err
}

// prepared is a statement that is parsed once.
func (e *fts5Engine) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	if st := e.stmts[query]; st != nil {
		return st, nil
	}
	st, err := e.db.PrepareContext(ctx, query)
	if err == nil {
		e.stmts[query] = st
	}
	return st, err
}

func (e *fts5Engine) exec(ctx context.Context, query string, args ...any) error {
	st, err := e.prepared(ctx, query)
	if err == nil {
		_, err = st.ExecContext(ctx, args...)
	}
	return err
}

func (e *fts5Engine) each(ctx context.Context, query string, args []any, do func(*sql.Rows) error) error {
	st, err := e.prepared(ctx, query)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := do(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

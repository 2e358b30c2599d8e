package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"dateline/archive"
	"dateline/archive/ingest"
)

// importsCommand holds what can be done with past imports.
type importsCommand struct {
	List  importsListCommand  `cmd:"" default:"1" help:"List past imports, the newest first."`
	Show  importsShowCommand  `cmd:"" help:"Show one import and what it rejected."`
	Retry importsRetryCommand `cmd:"" help:"Read again what an import rejected."`
	Undo  importsUndoCommand  `cmd:"" help:"Take an import back."`
}

// importRecord is an import as programs get it.
type importRecord struct {
	ID         int64           `json:"id"`
	By         string          `json:"by"`
	Inputs     []string        `json:"inputs"`
	Started    time.Time       `json:"started"`
	Finished   *time.Time      `json:"finished"` // null while it runs, or when it was cut off
	Read       int             `json:"read"`
	New        int             `json:"new"`
	Updated    int             `json:"updated"`
	Unchanged  int             `json:"unchanged"`
	Rejected   int             `json:"rejected"`
	Duplicates int             `json:"duplicates"`
	Options    json.RawMessage `json:"options,omitempty"` // how the inputs were read
	Retries    int64           `json:"retries,omitempty"` // the import whose rejected records it read again
	Undoes     int64           `json:"undoes,omitempty"`  // the import it took back
	Undone     *time.Time      `json:"undone,omitempty"`  // when it was taken back
}

func importRecordOf(imp archive.Import) importRecord {
	out := importRecord{
		ID: imp.ID, By: imp.By, Inputs: imp.Inputs, Started: imp.Started, Read: imp.Read, New: imp.New, Updated: imp.Updated,
		Unchanged: imp.Unchanged, Rejected: imp.Rejected, Duplicates: imp.Duplicates, Retries: imp.Retries, Undoes: imp.Undoes,
	}
	if !imp.Finished.IsZero() {
		out.Finished = &imp.Finished
	}
	if !imp.Undone.IsZero() {
		out.Undone = &imp.Undone
	}
	if imp.Options != "" {
		out.Options = json.RawMessage(imp.Options)
	}
	return out
}

type importsListCommand struct {
	Limit int `default:"50" placeholder:"N" help:"How many (${default})."`
}

func (c *importsListCommand) Run(ctx context.Context, e *env) error {
	s, err := openExisting(ctx, e)
	if err != nil {
		return err
	}
	list, err := s.store.Imports(ctx, c.Limit)
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	if e.json {
		records := make([]importRecord, len(list))
		for i, imp := range list {
			records[i] = importRecordOf(imp)
		}
		return e.printJSON(struct {
			Imports []importRecord `json:"imports"`
		}{records})
	}
	p := newPaper(e.out)
	for _, imp := range list {
		p.line(importLine(imp))
	}
	return p.err
}

// importLine says in a line what came of an import.
func importLine(imp archive.Import) string {
	what := strings.Join(imp.Inputs, " ")
	switch {
	case imp.Undoes > 0:
		what = fmt.Sprintf("undoing of import %d", imp.Undoes)
	case imp.Retries > 0:
		what = fmt.Sprintf("retry of import %d: %s", imp.Retries, what)
	}
	line := fmt.Sprintf("%5d  %s  %d new, %d updated, %d unchanged, %d rejected  %s", imp.ID, imp.Started.Local().Format("2006-01-02 15:04"),
		imp.New, imp.Updated, imp.Unchanged, imp.Rejected, printable(what))
	switch {
	case !imp.Undone.IsZero():
		line += "  (undone)"
	case imp.Finished.IsZero():
		line += "  (not finished)"
	}
	return line
}

type importsShowCommand struct {
	Record int   `default:"-1" placeholder:"N" help:"Print a rejected record as it was received."`
	Limit  int   `default:"100" placeholder:"N" help:"How many rejected records to list (${default})."`
	From   int   `placeholder:"N" help:"The first to list."`
	ID     int64 `arg:"" help:"Number of the import."`
}

// refusedRecord is a rejected record as programs get it.
type refusedRecord struct {
	Record    int    `json:"record"`
	Input     string `json:"input"`
	Line      int    `json:"line,omitempty"`
	Reason    string `json:"reason"`
	Size      int    `json:"size,omitempty"`
	MediaType string `json:"media_type,omitempty"`
	Kept      bool   `json:"kept"`              // its bytes are
	Settled   int64  `json:"settled,omitempty"` // the import that took it since
}

func (c *importsShowCommand) Run(ctx context.Context, e *env) error {
	s, err := openExisting(ctx, e)
	if err != nil {
		return err
	}
	err = c.show(ctx, e, s.store)
	return noImport(c.ID, errors.Join(err, s.close()))
}

func (c *importsShowCommand) show(ctx context.Context, e *env, store *archive.Store) error {
	if c.Record >= 0 {
		content, err := store.RefusedBytes(ctx, c.ID, c.Record)
		if errors.Is(err, archive.ErrNotFound) {
			return fmt.Errorf("no bytes of record %d of import %d are kept", c.Record, c.ID)
		}
		if err != nil {
			return err
		}
		if e.json {
			return e.printJSON(struct {
				Record  int    `json:"record"`
				Content []byte `json:"content"` // in base64
			}{c.Record, content})
		}
		_, err = e.out.Write(content)
		return err
	}
	imp, err := store.Import(ctx, c.ID)
	if err != nil {
		return err
	}
	list, err := store.RefusedBy(ctx, c.ID, c.From, c.Limit)
	if err != nil {
		return err
	}
	if e.json {
		records := make([]refusedRecord, len(list))
		for i, r := range list {
			records[i] = refusedRecord{r.Position, r.Input, r.Line, r.Reason, r.Size, r.MediaType, r.Kept, r.Settled}
		}
		return e.printJSON(struct {
			importRecord
			Rejections []refusedRecord `json:"rejections"`
		}{importRecordOf(imp), records})
	}
	p := newPaper(e.out)
	p.line(importLine(imp))
	for _, r := range list {
		place := r.Input
		if r.Line > 0 {
			place = fmt.Sprintf("%s:%d", r.Input, r.Line)
		}
		kept := ""
		switch {
		case r.Settled > 0:
			kept = fmt.Sprintf(" (taken by import %d)", r.Settled)
		case !r.Kept:
			kept = " (bytes not kept)"
		}
		p.line(printable(fmt.Sprintf("%5d  %s: %s%s", r.Position, place, r.Reason, kept)))
	}
	if n := len(list); n > 0 && list[n-1].Position+1 < imp.Rejected {
		p.line(fmt.Sprintf("… and more: --from %d", list[n-1].Position+1))
	}
	return p.err
}

// noImport words the error for an import that is not there.
func noImport(id int64, err error) error {
	if errors.Is(err, archive.ErrNotFound) {
		return fmt.Errorf("the archive has no import %d", id)
	}
	return err
}

type importsRetryCommand struct {
	Record []int    `sep:"none" placeholder:"N" help:"Only this rejected record; may be repeated."`
	Source string   `placeholder:"NAME" help:"Publication of articles that name none, in place of what was said then."`
	Format string   `default:"auto" help:"Format of the records, in place of what was said then."`
	Date   string   `placeholder:"DATE" help:"Date of articles that have none, in place of what was said then."`
	Topic  []string `sep:"none" placeholder:"TOPIC" help:"Topic added to every article, in place of those of then; may be repeated."`
	Map    []string `sep:"none" placeholder:"FIELD=title,…" help:"What fields hold, in place of what was said then; may be repeated."`
	ID     int64    `arg:"" help:"Number of the import."`
	File   string   `arg:"" optional:"" help:"The record of --record, corrected; - for standard input."`
}

func (c *importsRetryCommand) Run(ctx context.Context, e *env) error {
	records, err := c.records(e)
	if err != nil {
		return err
	}
	as := importCommand{Source: c.Source, Format: c.Format, Date: c.Date, Topic: c.Topic, Map: c.Map}
	opt, err := as.options(ctx, e)
	if err != nil {
		return err
	}
	s, err := openExisting(ctx, e)
	if err != nil {
		return err
	}
	rep, err := runImport(ctx, e, s, opt, func(opt ingest.Options) (*ingest.Report, error) {
		return ingest.Retry(ctx, s.store, opt, c.ID, records)
	})
	return reported(e, rep, noRecord(c.ID, errors.Join(err, s.close())))
}

func noRecord(id int64, err error) error {
	if errors.Is(err, archive.ErrNotFound) {
		return fmt.Errorf("the archive has no such record: %w", err)
	}
	return err
}

// records are what is to be read again; none is everything that can be.
func (c *importsRetryCommand) records(e *env) ([]ingest.Again, error) {
	var list []ingest.Again
	for _, n := range c.Record {
		list = append(list, ingest.Again{Position: n})
	}
	if c.File == "" {
		return list, nil
	}
	if len(list) != 1 {
		return nil, usageError("a corrected record needs one --record, the one it stands for")
	}
	content, err := readWhole(e, c.File)
	if err != nil {
		return nil, err
	}
	list[0].Corrected = content
	return list, nil
}

func readWhole(e *env, file string) ([]byte, error) {
	if file == "-" {
		return io.ReadAll(e.in)
	}
	content, err := os.ReadFile(file)
	if err == nil && len(content) == 0 {
		err = fmt.Errorf("%s is empty", file)
	}
	return content, err
}

type importsUndoCommand struct {
	KeepLater bool  `help:"Leave articles as they are that later imports changed."`
	ID        int64 `arg:"" help:"Number of the import."`
}

func (c *importsUndoCommand) Run(ctx context.Context, e *env) error {
	s, err := openExisting(ctx, e)
	if err != nil {
		return err
	}
	s.wait = 2 * time.Second
	done, err := s.store.UndoImport(ctx, c.ID, userName(), c.KeepLater)
	if err == nil {
		err = s.catchUp(ctx, e.err)
	}
	if err := noImport(c.ID, errors.Join(err, s.close())); err != nil {
		var touched *archive.TouchedError
		if errors.As(err, &touched) {
			return fmt.Errorf("%w (--keep-later)", err)
		}
		return err
	}
	if e.json {
		return e.printJSON(done)
	}
	_, err = fmt.Fprintf(e.out, "import %d is undone: %s withdrawn, %d returned to the version before, %d left as later imports made them\n",
		c.ID, plural(done.Withdrawn, "article", "articles"), done.Returned, done.Kept)
	return err
}

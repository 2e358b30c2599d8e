package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"time"

	"dateline/archive"
	"dateline/archive/reader"
)

// The limits of what is kept about rejected records, so that an input full of
// broken ones does not fill the memory. The rest is only counted.
const (
	maxProblems   = 1000     // in the report
	maxRejections = 100_000  // in the archive, with the record of the import
	maxKept       = 64 << 20 // bytes of those that are kept, in all …
	maxKeptOf     = 1 << 20  // … and of one
	maxReason     = 500      // bytes of a reason, which may quote the record
)

// Report tells what came of an import. Read is always New + Updated + Unchanged
// + Rejected; a record that was read but not stored is in none of them.
type Report struct {
	Read       int              `json:"read"`
	New        int              `json:"new"`
	Updated    int              `json:"updated"`
	Unchanged  int              `json:"unchanged"`
	Duplicates int              `json:"duplicates"` // of the new ones, how many are copies of others
	Rejected   int              `json:"rejected"`
	Skipped    map[string]int   `json:"skipped,omitempty"` // what was no article and not read, by kind ("image")
	Problems   []reader.Problem `json:"problems"`          // the first 1,000
	Omitted    int              `json:"omitted,omitempty"` // problems beyond those
	Seconds    float64          `json:"seconds"`
	Searchable bool             `json:"searchable"` // set by whoever keeps the index
}

// Progress tells how far an import is.
type Progress struct {
	Read, New, Updated, Unchanged, Rejected int

	Input string // being stored
	Bytes int64  // of input read
	Total int64  // bytes of input, 0 unknown
}

// StrictError says that a strict import was stopped by a record.
type StrictError struct{ Problem reader.Problem }

func (e *StrictError) Error() string {
	return e.Problem.Error() + " (a strict import stops here; what came before is stored)"
}

// problem words why a record was rejected.
func problem(item reader.Item) reader.Problem {
	p := reader.Problem{Input: item.Input, Line: item.Line, Reason: item.Problem.Error()}
	var placed *reader.Problem
	if errors.As(item.Problem, &placed) { // its text has the place, too
		p.Reason = placed.Reason
		p.Line = cmp.Or(placed.Line, item.Line)
	}
	if len(p.Reason) > maxReason {
		p.Reason = strings.ToValidUTF8(p.Reason[:maxReason], "") + "…"
	}
	return p
}

// storeBatch puts one batch into the store and counts what came of it.
func (r *run) storeBatch(ctx context.Context, b *batch) error {
	err := r.put(ctx, b)
	err = errors.Join(err, r.reject(ctx, b.rejected))
	r.skip(b.skipped)
	r.report.Read = r.report.New + r.report.Updated + r.report.Unchanged + r.report.Rejected
	if err == nil && r.opt.Progress != nil {
		r.opt.Progress(Progress{
			Read: r.report.Read, New: r.report.New, Updated: r.report.Updated,
			Unchanged: r.report.Unchanged, Rejected: r.report.Rejected,
			Input: b.input, Bytes: r.bytes.Load(), Total: max(r.total, 0),
		})
	}
	return err
}

// put stores the articles of a batch. One that the store does not take is
// rejected, and the others are put again; a strict import stores what came before
// it and stops.
func (r *run) put(ctx context.Context, b *batch) error {
	var stop error
	for len(b.incoming) > 0 {
		outcomes, err := r.store.Put(ctx, r.id, b.incoming)
		var bad *archive.ItemError
		if errors.As(err, &bad) {
			p := reader.Problem{Input: bad.Input, Line: bad.Line, Reason: bad.Err.Error()}
			record := refused(p, b.incoming[bad.Index].Original, b.incoming[bad.Index].MediaType)
			if r.opt.Strict {
				stop = &StrictError{p}
				b.incoming, b.rejected = b.incoming[:bad.Index], []archive.Refused{record}
				continue
			}
			b.incoming = slices.Delete(b.incoming, bad.Index, bad.Index+1)
			b.rejected = append(b.rejected, record)
			continue
		}
		if err != nil {
			return fmt.Errorf("store a batch of %d articles up to %s: %w", len(b.incoming), b.input, err)
		}
		for _, o := range outcomes {
			r.count(o)
		}
		break
	}
	return stop
}

func (r *run) count(o archive.Outcome) {
	switch o.Result {
	case archive.New:
		r.report.New++
		if o.Duplicate {
			r.report.Duplicates++
		}
	case archive.Updated:
		r.report.Updated++
	case archive.Unchanged:
		r.report.Unchanged++
	}
}

// refused is a rejected record with its bytes, if they are not too many.
func refused(p reader.Problem, original []byte, mediaType string) archive.Refused {
	r := archive.Refused{Rejection: archive.Rejection{Input: p.Input, Line: p.Line, Reason: p.Reason}, MediaType: mediaType, Size: len(original)}
	if len(original) <= maxKeptOf {
		r.Original = original
	}
	return r
}

// reject counts rejected records and keeps them as far as there is room.
func (r *run) reject(ctx context.Context, records []archive.Refused) error {
	for i := range records {
		rec := &records[i]
		r.report.Rejected++
		if len(r.report.Problems) < maxProblems {
			r.report.Problems = append(r.report.Problems, reader.Problem{Input: rec.Input, Line: rec.Line, Reason: rec.Reason})
		} else {
			r.report.Omitted++
		}
		if rec.Size == 0 && rec.Line == 0 {
			r.fetch(rec)
		}
		if r.kept += len(rec.Original); r.kept > maxKept {
			r.kept -= len(rec.Original)
			rec.Original = nil
		}
	}
	room := max(0, maxRejections-r.refused)
	records = records[:min(len(records), room)]
	r.refused += len(records)
	if err := r.store.Refuse(ctx, r.id, records); err != nil {
		return fmt.Errorf("keep what was rejected: %w", err)
	}
	return nil
}

// fetch gets the bytes of a file that was rejected as a whole.
func (r *run) fetch(rec *archive.Refused) {
	if !r.files {
		return
	}
	info, err := os.Stat(rec.Input)
	if err != nil || !info.Mode().IsRegular() {
		return
	}
	rec.Size = int(info.Size())
	if info.Size() > maxKeptOf {
		return
	}
	if b, err := os.ReadFile(rec.Input); err == nil && len(b) <= maxKeptOf {
		rec.Original = b
	}
}

// skip counts what was no article.
func (r *run) skip(kinds map[string]int) {
	for kind, n := range kinds {
		if r.report.Skipped == nil {
			r.report.Skipped = map[string]int{}
		}
		r.report.Skipped[kind] += n
	}
}

// finish closes the import's record.
func (r *run) finish(ctx context.Context) error {
	rep := &r.report
	rep.Seconds = math.Round(time.Since(r.begun).Seconds()*100) / 100
	imp := archive.Import{
		ID: r.id, Read: rep.Read, New: rep.New, Updated: rep.Updated,
		Unchanged: rep.Unchanged, Rejected: rep.Rejected, Duplicates: rep.Duplicates,
	}
	if err := r.store.FinishImport(ctx, imp, nil); err != nil {
		return fmt.Errorf("close the record of the import: %w", err)
	}
	return nil
}

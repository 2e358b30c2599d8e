package ingest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"dateline/archive"
	"dateline/archive/reader"
)

// maxProblems is how many problems a report keeps, so that a folder full of
// broken records does not fill the memory. The archive's import record has all.
const maxProblems = 1000

// Report tells what came of an import. Read is always New + Updated + Unchanged
// + Rejected; a record that was read but not stored is in none of them.
type Report struct {
	Read       int              `json:"read"`
	New        int              `json:"new"`
	Updated    int              `json:"updated"`
	Unchanged  int              `json:"unchanged"`
	Duplicates int              `json:"duplicates"` // of the new ones, how many have a text the archive had
	Rejected   int              `json:"rejected"`
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
	var p *reader.Problem
	if errors.As(item.Problem, &p) {
		return *p
	}
	return reader.Problem{Input: item.Input, Line: item.Line, Reason: item.Problem.Error()}
}

// storeBatch puts one batch into the store and counts what came of it.
func (r *run) storeBatch(ctx context.Context, b *batch) error {
	if len(b.incoming) > 0 {
		outcomes, err := r.store.Put(ctx, r.record.ID, b.incoming)
		if err != nil {
			return fmt.Errorf("%s: store a batch of %d articles: %w", b.input, len(b.incoming), err)
		}
		for _, o := range outcomes {
			r.count(o)
		}
	}
	if err := r.reject(ctx, b.rejected); err != nil {
		return err
	}
	r.report.Read = r.report.New + r.report.Updated + r.report.Unchanged + r.report.Rejected
	if r.opt.Progress != nil {
		r.opt.Progress(Progress{
			Read: r.report.Read, New: r.report.New, Updated: r.report.Updated,
			Unchanged: r.report.Unchanged, Rejected: r.report.Rejected,
			Input: b.input, Bytes: r.bytes.Load(), Total: max(r.total, 0),
		})
	}
	return nil
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

// reject counts problems and keeps the first of them.
func (r *run) reject(_ context.Context, problems []reader.Problem) error {
	for _, p := range problems {
		r.report.Rejected++
		if len(r.report.Problems) < maxProblems {
			r.report.Problems = append(r.report.Problems, p)
		} else {
			r.report.Omitted++
		}
	}
	return nil
}

// finish closes the import's record.
func (r *run) finish(ctx context.Context) error {
	rep := &r.report
	rep.Seconds = math.Round(time.Since(r.begun).Seconds()*100) / 100
	imp := r.record
	imp.Read, imp.New, imp.Updated, imp.Unchanged = rep.Read, rep.New, rep.Updated, rep.Unchanged
	imp.Rejected, imp.Duplicates = rep.Rejected, rep.Duplicates
	rejected := make([]archive.Rejection, len(rep.Problems))
	for i, p := range rep.Problems {
		rejected[i] = archive.Rejection{Input: p.Input, Line: p.Line, Reason: p.Reason}
	}
	if err := r.store.FinishImport(ctx, imp, rejected); err != nil {
		return fmt.Errorf("close the record of the import: %w", err)
	}
	return nil
}

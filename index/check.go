package index

import (
	"context"
	"fmt"
	"slices"

	"dateline/archive"
)

// maxFindings bounds what Check reports of each kind of fault.
const maxFindings = 20

// Check compares the index with the archive and returns what is wrong, in words:
// every usable article must be in it exactly once, no other article at all, and
// its columns must say what the archive says. Articles that change meanwhile are
// left out.
func (x *Index) Check(ctx context.Context) ([]string, error) {
	v, err := x.acquire()
	if err != nil {
		return nil, err
	}
	defer v.release()
	copies := make(map[uint32]int)
	for n := range v.segments {
		p := &v.segments[n]
		for doc, number := range p.numbers {
			if !p.gone(uint32(doc)) {
				copies[number]++
			}
		}
	}
	var faults findings
	rows := 0
	err = x.store.Rows(ctx, v.sequence, func(a *archive.Row) error {
		number := uint32(a.ID)
		want := 0
		if a.Status == archive.Usable {
			want = 1
			rows++
		}
		if have := copies[number]; have != want {
			faults.add("article %d is in the index %d times, want %d", a.ID, have, want)
		}
		delete(copies, number)
		if !v.agrees(a) {
			faults.add("article %d: its columns differ from the archive", a.ID)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("check index: %w", err)
	}
	later, err := x.changedAfter(ctx, v.sequence)
	if err != nil {
		return nil, fmt.Errorf("check index: %w", err)
	}
	for number := range copies {
		if !later[number] {
			faults.add("article %d is in the index, but not in the archive", number)
		}
	}
	if len(later) == 0 && rows != v.columns.live {
		faults.add("the columns count %d articles, the archive has %d", v.columns.live, rows)
	}
	return faults.list(), nil
}

// changedAfter lists the articles that changed after a sequence.
func (x *Index) changedAfter(ctx context.Context, sequence int64) (map[uint32]bool, error) {
	changed := make(map[uint32]bool)
	for {
		changes, err := x.store.Changes(ctx, sequence, batchSize)
		if err != nil || len(changes) == 0 {
			return changed, err
		}
		for _, c := range changes {
			changed[uint32(c.Article.ID)] = true
			sequence = c.Article.Sequence
		}
	}
}

// agrees says that the columns hold of an article what the archive does.
func (v *view) agrees(a *archive.Row) bool {
	b, i := v.columns.at(uint32(a.ID))
	if b == nil {
		return false
	}
	want := v.values.row(a)
	have := b.rows[i]
	have.start, have.sizes = want.start, want.sizes // where values lie, which are compared below
	if have != want.hot || b.cold[i] != want.cold {
		return false
	}
	for set := range sets {
		if !slices.Equal(b.values(set, i), want.codes[set]) {
			return false
		}
	}
	return true
}

// findings gathers faults, up to a bound.
type findings struct {
	faults []string
	more   int
}

func (f *findings) add(format string, args ...any) {
	if len(f.faults) < maxFindings {
		f.faults = append(f.faults, fmt.Sprintf(format, args...))
	} else {
		f.more++
	}
}

func (f *findings) list() []string {
	if f.more > 0 {
		return append(f.faults, fmt.Sprintf("%d more faults", f.more))
	}
	return f.faults
}

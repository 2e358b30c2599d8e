package ingest

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strings"

	"dateline/archive"
	"dateline/archive/reader"
	"dateline/archive/reader/format"
)

// howRead is how inputs were read, as the record of an import has it.
type howRead struct {
	Source string       `json:"source,omitempty"`
	Date   archive.Date `json:"date,omitzero"`
	Topics []string     `json:"topics,omitempty"`
	Format string       `json:"format,omitempty"`
	Map    string       `json:"map,omitempty"`
}

// recorded is the options of a reader as JSON.
func recorded(opt reader.Options) string {
	b, err := json.Marshal(howRead{opt.Source, opt.Date, opt.Topics, opt.Format, opt.Map.String()})
	if err != nil { // of strings nothing can go wrong
		return ""
	}
	return string(b)
}

// asRead fills in what opt leaves open with how an import was read.
func asRead(opt reader.Options, record string) (reader.Options, error) {
	if record == "" {
		return opt, nil
	}
	var how howRead
	if err := json.Unmarshal([]byte(record), &how); err != nil {
		return opt, fmt.Errorf("how it was read: %w", err)
	}
	opt.Source = cmp.Or(opt.Source, how.Source)
	if opt.Format == "" || opt.Format == "auto" {
		opt.Format = how.Format
	}
	if opt.Date.IsZero() {
		opt.Date = how.Date
	}
	if opt.Topics == nil {
		opt.Topics = how.Topics
	}
	if len(opt.Map) == 0 && how.Map != "" {
		m, err := reader.ParseMappingFile(how.Map)
		if err != nil {
			return opt, fmt.Errorf("how it was read: %w", err)
		}
		opt.Map = m
	}
	return opt, nil
}

// Again is a rejected record that is to be read again.
type Again struct {
	Position  int
	Corrected []byte // what to read in place of the bytes that are kept; nil for those
}

// ErrNothingToRetry says that an import rejected nothing whose bytes are kept and
// that no later one took.
var ErrNothingToRetry = errors.New("nothing to read again: it rejected nothing whose bytes are kept and that was not taken since")

// Retry reads again what an import rejected: the records named, or, when there
// are none, all whose bytes are kept and that no later import took. What opt does
// not say of how to read is as it was. The retry is an import of its own; what it
// takes is settled in the record of the first one.
func Retry(ctx context.Context, store *archive.Store, opt Options, importID int64, records []Again) (*Report, error) {
	r := newRun(store, opt)
	r.total, r.retries = -1, importID
	imp, err := store.Import(ctx, importID)
	if err != nil {
		return &r.report, err
	}
	if r.opt.Reader, err = asRead(r.opt.Reader, imp.Options); err != nil {
		return &r.report, fmt.Errorf("import %d: %w", importID, err)
	}
	list, err := toRetry(ctx, store, importID, records)
	if err != nil {
		return &r.report, fmt.Errorf("import %d: %w", importID, err)
	}
	var taken []archive.Refused
	rep, err := r.run(ctx, imp.Inputs, func(ctx context.Context, yield func(reader.Item) error) error {
		for _, rec := range list {
			good, err := readAgain(ctx, store, r.opt.Reader, importID, rec, yield)
			if err != nil {
				return err
			}
			if good {
				taken = append(taken, rec.Refused)
			}
		}
		return nil
	})
	var positions []int
	for _, rec := range taken {
		if !rejectedAgain(rep, rec) {
			positions = append(positions, rec.Position)
		}
	}
	return rep, errors.Join(err, store.Settle(context.WithoutCancel(ctx), importID, positions, r.id))
}

type retried struct {
	archive.Refused
	corrected []byte
}

func toRetry(ctx context.Context, store *archive.Store, importID int64, records []Again) ([]retried, error) {
	var list []retried
	for _, a := range records {
		found, err := store.RefusedBy(ctx, importID, a.Position, 1)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 || found[0].Position != a.Position {
			return nil, fmt.Errorf("record %d: %w", a.Position, archive.ErrNotFound)
		}
		if a.Corrected == nil && !found[0].Kept {
			return nil, fmt.Errorf("the bytes of record %d are not kept: name a file with it", a.Position)
		}
		list = append(list, retried{found[0], a.Corrected})
	}
	if len(records) > 0 {
		return list, nil
	}
	const atOnce = 1000
	for from := 0; ; {
		found, err := store.RefusedBy(ctx, importID, from, atOnce)
		if err != nil {
			return nil, err
		}
		for _, rec := range found {
			if rec.Kept && rec.Settled == 0 {
				list = append(list, retried{rec, nil})
			}
			from = rec.Position + 1
		}
		if len(found) < atOnce {
			break
		}
	}
	if len(list) == 0 {
		return nil, ErrNothingToRetry
	}
	return list, nil
}

// readAgain reads one record under its old name and line, and says whether there
// are articles in it and nothing is wrong.
func readAgain(ctx context.Context, store *archive.Store, opt reader.Options, importID int64, rec retried, yield func(reader.Item) error) (good bool, err error) {
	content := rec.corrected
	if content == nil {
		if content, err = store.RefusedBytes(ctx, importID, rec.Position); err != nil {
			return false, err
		}
	}
	base := rec.Input
	if i := strings.LastIndexByte(base, '!'); i >= 0 { // a member
		base = base[i+1:]
	}
	in := format.Input{Name: rec.Input, Base: path.Base(base), Body: bytes.NewReader(content)}
	bad, first := false, 0
	err = reader.ReadAnswer(ctx, in, opt, func(item reader.Item) error {
		if first == 0 {
			first = item.Line // not 1 where the header of a table comes before
		}
		if rec.Line > 0 {
			item.Line = rec.Line + max(item.Line-first, 0)
		}
		good = good || item.Problem == nil && item.Skipped == ""
		bad = bad || item.Problem != nil
		return yield(item)
	})
	return good && !bad, err
}

// rejectedAgain says that the store did not take a record.
func rejectedAgain(rep *Report, rec archive.Refused) bool {
	for _, p := range rep.Problems {
		if p.Input == rec.Input && p.Line == rec.Line {
			return true
		}
	}
	return false
}

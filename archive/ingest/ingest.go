// Package ingest brings articles into an archive: it reads inputs, finds out
// which article each record is, stores them in batches, and reports what came
// of it.
//
// Reading and storing overlap, and the order of the input is kept. At most three
// batches are in memory: one being read, one being identified and one being
// stored.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"dateline/archive"
	"dateline/archive/entity/recognise"
	"dateline/archive/reader"
)

// Options say how to import.
type Options struct {
	Reader  reader.Options
	Strict  bool   // stop at the first record that is rejected
	Workers int    // articles prepared at once, 0 for one a processor
	By      string // who imports, for the record

	// Recogniser finds the entities of articles that are new or changed; nil
	// leaves that to Annotate.
	Recogniser *recognise.Recogniser

	// Merge has entities merged at the end that are one for sure, by what the
	// Recogniser knows. It is not needed where a server is about to do it.
	Merge bool

	Log      *slog.Logger   // nil for slog's default
	Progress func(Progress) // told after each batch, from one goroutine; may be nil
}

// ErrInterrupted says that the context ended before the input did. What had
// been stored by then stays, and importing the same again goes on from there.
var ErrInterrupted = errors.New("interrupted: run the same command again to go on where it stopped")

// Run imports files, folders or standard input ("-") into store. The report is
// never nil and tells what was stored, whether or not there is an error; an
// input that does not exist is an error before anything is stored.
func Run(ctx context.Context, store *archive.Store, opt Options, inputs ...string) (*Report, error) {
	r := newRun(store, opt)
	r.files = true
	for _, input := range inputs {
		if input == "-" {
			r.total = -1
			continue
		}
		if reader.IsAddress(input) && opt.Reader.Fetch != nil {
			r.total = -1
			continue
		}
		if _, err := os.Stat(input); err != nil {
			return &r.report, fmt.Errorf("import %s: %w", input, missing(input, err))
		}
		if size := reader.Size(input); size == 0 || r.total < 0 {
			r.total = -1
		} else {
			r.total += size
		}
	}
	return r.run(ctx, inputs, func(ctx context.Context, yield func(reader.Item) error) error {
		for _, input := range inputs {
			if err := reader.Read(ctx, input, r.opt.Reader, r.consumed, yield); err != nil {
				return err
			}
		}
		return nil
	})
}

// Stream imports content under the given name, as Run would import a file of
// that name.
func Stream(ctx context.Context, store *archive.Store, opt Options, name string, content io.Reader) (*Report, error) {
	opt.Reader.Stdin = content
	r := newRun(store, opt)
	r.total = -1
	return r.run(ctx, []string{name}, func(ctx context.Context, yield func(reader.Item) error) error {
		return reader.Read(ctx, "-", r.opt.Reader, r.consumed, func(item reader.Item) error {
			item.Input = name + strings.TrimPrefix(item.Input, "-")
			return yield(item)
		})
	})
}

// From imports what read yields, as from an input of the given name.
func From(ctx context.Context, store *archive.Store, opt Options, name string, read func(ctx context.Context, yield func(reader.Item) error) error) (*Report, error) {
	r := newRun(store, opt)
	r.total = -1
	return r.run(ctx, []string{name}, read)
}

// missing words the error for an input that cannot be opened.
func missing(input string, err error) error {
	if reader.IsAddress(input) {
		return errors.New("is an address; save the page and import the file")
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// run is one import.
type run struct {
	store *archive.Store
	opt   Options
	begun time.Time
	total int64        // bytes of input, -1 unknown
	bytes atomic.Int64 // of them read; counted by the reader's goroutine

	id      int64             // of the import's record
	desks   map[string]string // countries of sources
	report  Report
	files   bool  // inputs are names of files, as the reader gives them
	refused int   // rejected records on record
	kept    int   // bytes of them
	retries int64 // the import whose rejected records are read again
}

func newRun(store *archive.Store, opt Options) *run {
	if opt.Log == nil {
		opt.Log = slog.Default()
	}
	if opt.Workers <= 0 {
		opt.Workers = runtime.NumCPU()
	}
	return &run{store: store, opt: opt, begun: time.Now(), report: Report{Problems: []reader.Problem{}}}
}

func (r *run) consumed(bytes int64) { r.bytes.Add(bytes) }

// run keeps the import's record around the pipeline. The store is called with a
// context that cannot be cancelled: when ctx ends, reading ends, and what has been
// read by then is still stored.
func (r *run) run(ctx context.Context, inputs []string, read readFunc) (*Report, error) {
	storing := context.WithoutCancel(ctx)
	id, err := r.store.Begin(storing, archive.Import{By: r.opt.By, Inputs: inputs, Options: recorded(r.opt.Reader), Retries: r.retries})
	if err != nil {
		return &r.report, fmt.Errorf("import: %w", err)
	}
	r.id = id
	if r.desks, err = r.store.Desks(storing); err != nil {
		return &r.report, fmt.Errorf("import: %w", err)
	}

	err = r.pipe(ctx, storing, read)
	if err != nil && errors.Is(err, ctx.Err()) {
		err = ErrInterrupted
	}
	if err == nil && r.opt.Merge && r.opt.Recogniser != nil {
		_, err = NewMerger(r.store, r.opt.Recogniser.Known()).Run(ctx)
	}
	err = errors.Join(err, r.finish(storing))
	if err != nil {
		err = fmt.Errorf("import: %w", err)
	}
	return &r.report, err
}

// readFunc yields every record of the inputs in order.
type readFunc func(ctx context.Context, yield func(reader.Item) error) error

// pipe connects reading, batching, identifying and storing. Each stage closes
// its output when its input ends, so that whatever has been read is stored; only
// an error in storing stops the stages before it.
func (r *run) pipe(ctx, storing context.Context, read readFunc) error {
	group, alive := errgroup.WithContext(storing)
	items := make(chan reader.Item)
	batches := make(chan *batch)
	identified := make(chan *batch)

	var reading error
	group.Go(func() error {
		defer close(items)
		reading = read(ctx, r.sender(alive, items))
		return nil // the stages after it go on to the end of what was read
	})
	group.Go(func() error {
		defer close(batches)
		collect(alive, items, batches)
		return nil
	})
	group.Go(func() error {
		defer close(identified)
		for b := range batches {
			b.identify(r.opt.Workers, r.opt.Recogniser, r.desks)
			select {
			case identified <- b:
			case <-alive.Done():
			}
		}
		return nil
	})
	group.Go(func() error {
		for b := range identified {
			if err := r.storeBatch(storing, b); err != nil {
				return err
			}
		}
		return nil
	})
	if err := group.Wait(); err != nil {
		return err
	}
	return reading
}

// sender hands the reader's items to the next stage, and stops the reader when
// there is no use in going on.
func (r *run) sender(alive context.Context, items chan<- reader.Item) func(reader.Item) error {
	return func(item reader.Item) error {
		if item.Problem == nil && item.Skipped == "" {
			item.Problem = unusable(&item.Article)
		}
		select {
		case items <- item:
		case <-alive.Done():
			return alive.Err()
		}
		if item.Problem != nil && r.opt.Strict {
			return &StrictError{Problem: problem(item)}
		}
		return nil
	}
}

// unusable says why an article cannot be stored, or nil. One without title and
// text is nothing, unless its publisher gave it an id: then it was published,
// and is counted.
func unusable(a *archive.Article) error {
	if a.Title == "" && a.Text() == "" && a.GUID == "" {
		return errors.New("has neither a title nor text")
	}
	return nil
}

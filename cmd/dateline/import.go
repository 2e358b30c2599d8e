package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os/user"
	"slices"
	"strings"
	"time"

	"dateline/archive"
	"dateline/archive/fetch"
	"dateline/archive/ingest"
	"dateline/archive/reader"
)

type importCommand struct {
	Source       string   `placeholder:"NAME" help:"Publication of articles that name none."`
	Format       string   `default:"auto" help:"Format of the input (${default})."`
	Date         string   `placeholder:"DATE" help:"Date of articles that have none: 2025, 2025-02, 2025-02-09 …"`
	Topic        []string `sep:"none" placeholder:"TOPIC" help:"Topic added to every article; may be repeated."`
	Map          []string `sep:"none" placeholder:"FIELD=title,…" help:"What fields of records and columns of tables hold, or a file that says it; may be repeated."`
	DryRun       bool     `help:"Show what would be read from the first records; store nothing."`
	AllowPrivate bool     `help:"Also fetch addresses of private networks and of this computer."`
	Strict       bool     `help:"Stop at the first record that is rejected."`
	Fetch        bool     `help:"Also fetch and read the pages that sitemaps list."`
	Workers      int      `placeholder:"N" help:"Articles prepared at once; one a processor unless given."`
	Input        []string `arg:"" name:"path" help:"Files, folders, addresses of pages, or - for standard input."`
}

func (c *importCommand) Run(ctx context.Context, e *env) error {
	opt, err := c.options(ctx, e)
	if err != nil {
		return err
	}
	if c.DryRun {
		return c.preview(ctx, e, opt)
	}
	s, err := openSession(ctx, e)
	if err != nil {
		return err
	}
	rep, err := runImport(ctx, e, s, opt, func(opt ingest.Options) (*ingest.Report, error) {
		return ingest.Run(ctx, s.store, opt, c.Input...)
	})
	return reported(e, rep, errors.Join(err, s.close()))
}

// reported prints what came of an import.
func reported(e *env, rep *ingest.Report, err error) error {
	if e.json {
		err = errors.Join(err, e.printJSON(rep))
	} else if rep.Read > 0 || err == nil {
		printReport(e.out, rep)
	}
	if err == nil && rep.Rejected > 0 {
		return &exitError{exitRejected, errors.New(plural(rep.Rejected, "record was", "records were") + " rejected")}
	}
	return err
}

func (c *importCommand) options(ctx context.Context, e *env) (ingest.Options, error) {
	date, err := archive.ParseDate(c.Date)
	if err != nil {
		return ingest.Options{}, usageError("--%w", err)
	}
	if formats := reader.Formats(); !slices.Contains(formats, c.Format) {
		return ingest.Options{}, usageError("--format %q: want one of %s", c.Format, strings.Join(formats, ", "))
	}
	mapping, err := c.mapping()
	if err != nil {
		return ingest.Options{}, err
	}
	return ingest.Options{
		Reader: reader.Options{
			Map:    mapping,
			Source: c.Source,
			Date:   date,
			Topics: c.Topic,
			Format: c.Format,
			Stdin:  &interruptible{ctx, e.in},
			Follow: c.Fetch,
			Fetch:  fetch.New(fetchOptions(c.AllowPrivate)),
		},
		Strict:  c.Strict,
		Workers: c.Workers,
		By:      userName(),
		Log:     e.log,
	}, nil
}

// runImport has something imported, then waits until it can be found. When the
// index cannot be had, the import counts all the same; the next owner catches up.
func runImport(ctx context.Context, e *env, s *session, opt ingest.Options, run func(ingest.Options) (*ingest.Report, error)) (*ingest.Report, error) {
	recogniser, err := archiveRecogniser(ctx, s.store, e.model)
	if err != nil {
		return &ingest.Report{}, err
	}
	opt.Recogniser = recogniser
	s.wait = 2 * time.Second
	if err := s.connect(ctx); err != nil {
		e.log.Warn("the index is out of reach", "error", err)
	}
	opt.Merge = s.owner != nil // else the owner merges, if it is a server, or the next import
	if err := compareOlder(ctx, e, s); err != nil {
		return &ingest.Report{}, err
	}
	meter := newMeter(e.err)
	opt.Progress = func(p ingest.Progress) {
		meter.show(p.Bytes, p.Total, func() string {
			return fmt.Sprintf("%d read, %d new, %d rejected", p.Read, p.New, p.Rejected)
		})
		s.changed()
	}
	rep, err := run(opt)
	meter.done()
	if errors.Is(err, ingest.ErrInterrupted) || (err != nil && rep.Read == 0) {
		return rep, err
	}

	begun := time.Now()
	if lag := s.catchUp(ctx, e.err); lag != nil {
		if ctx.Err() != nil {
			lag = ingest.ErrInterrupted
		}
		return rep, errors.Join(err, fmt.Errorf("the articles are stored, but cannot all be found yet: %w", lag))
	}
	rep.Seconds = math.Round((rep.Seconds+time.Since(begun).Seconds())*100) / 100
	rep.Searchable = true
	return rep, err
}

// interruptible is an input whose reading ends with ctx, also while it waits for
// someone to type. A read that never returns is left behind for the end of the
// process.
type interruptible struct {
	ctx context.Context
	r   io.Reader
}

func (i *interruptible) Read(p []byte) (int, error) {
	type result struct {
		n   int
		err error
	}
	own := make([]byte, len(p)) // p is the caller's again once Read has returned
	read := make(chan result, 1)
	go func() {
		n, err := i.r.Read(own)
		read <- result{n, err}
	}()
	select {
	case r := <-read:
		return copy(p, own[:r.n]), r.err
	case <-i.ctx.Done():
		return 0, i.ctx.Err()
	}
}

// userName is who runs the program, for the record of the import.
func userName() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return u.Username
}

// shownProblems is how many problems a person is shown; --json has more of them.
const shownProblems = 20

func printReport(w io.Writer, r *ingest.Report) {
	for _, p := range r.Problems[:min(len(r.Problems), shownProblems)] {
		_, _ = fmt.Fprintln(w, printable(p.Error()))
	}
	if more := r.Rejected - shownProblems; more > 0 {
		_, _ = fmt.Fprintf(w, "… and %s\n", plural(more, "more problem", "more problems"))
	}
	_, _ = fmt.Fprintf(w, "read %d: new %d, updated %d, unchanged %d, rejected %d", r.Read, r.New, r.Updated, r.Unchanged, r.Rejected)
	if r.Duplicates > 0 {
		_, _ = fmt.Fprintf(w, " (%d of the new are copies of others)", r.Duplicates)
	}
	_, _ = fmt.Fprintf(w, "; %.1f s", r.Seconds)
	if !r.Searchable {
		_, _ = fmt.Fprint(w, "; not searchable yet")
	}
	_, _ = fmt.Fprintln(w)
	printSkipped(w, r.Skipped)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

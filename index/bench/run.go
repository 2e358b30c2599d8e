// Package bench measures searches: it makes archives of any size, asks them a
// fixed set of questions, and has Bleve's own facets and SQLite's FTS5 do the same
// work on the same articles in the same run.
//
// Times are those of the processor, which say more than the clock on a machine
// that does other things, too. docs/performance.md explains the method.
package bench

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"dateline/archive"
	"dateline/index"
)

// Options say what to measure.
type Options struct {
	Articles  int                               // in the archive
	Dir       string                            // folder of the archive, made where it is not there
	Material  string                            // folder of further texts to make articles of, "" for none
	Rounds    int                               // of all queries, after one to warm up
	Baselines []string                          // of Baselines
	Snippets  bool                              // measure searches with articles and passages, too
	Say       func(string)                      // told what goes on; may be nil
	Profile   func(searches func() error) error // runs Dateline's full searches once more, unmeasured; may be nil
	Progress  func(done, total int64)           // of making the archive; may be nil
}

// Baselines lists what Dateline can be compared with.
func Baselines() []string { return []string{"bleve", "fts5"} }

// Report is what a run found.
type Report struct {
	Articles   int                    `json:"articles"`
	Material   string                 `json:"material,omitempty"`
	Text       int64                  `json:"text"` // bytes of titles and running text
	Go         string                 `json:"go"`
	Processors int                    `json:"processors"`
	Built      []Build                `json:"built"`
	Opened     Opening                `json:"opened"`
	Series     []Series               `json:"series"`
	Agreement  map[string][]Agreement `json:"agreement"` // with Dateline, by engine
}

// Build is what it took to make one index; without times where it was there
// already.
type Build struct {
	Engine  string  `json:"engine"`
	Seconds float64 `json:"seconds,omitempty"`
	CPU     float64 `json:"cpu,omitempty"`  // seconds
	Peak    int64   `json:"peak,omitempty"` // bytes of memory, mapped files included
	Size    int64   `json:"size"`           // bytes on disk
}

// Opening is what it takes to open Dateline's index.
type Opening struct {
	Seconds  float64 `json:"seconds"`
	Before   int64   `json:"before"`   // bytes of anonymous memory
	After    int64   `json:"after"`    // once it is open
	Searched int64   `json:"searched"` // after a pass of all queries
}

// Run makes what is missing in opt.Dir, and measures.
func Run(ctx context.Context, opt Options) (*Report, error) {
	if opt.Say == nil {
		opt.Say = func(string) {}
	}
	for _, b := range opt.Baselines {
		if !slices.Contains(Baselines(), b) {
			return nil, fmt.Errorf("baseline %q: want %q", b, Baselines())
		}
	}
	queries, err := Queries()
	if err != nil {
		return nil, err
	}
	store, err := archive.Open(ctx, opt.Dir)
	if err != nil {
		return nil, err
	}
	r := &run{Options: opt, store: store, queries: queries}
	r.report = Report{Go: runtime.Version(), Processors: runtime.NumCPU(), Agreement: make(map[string][]Agreement)}
	err = r.all(ctx)
	return &r.report, errors.Join(err, store.Close())
}

// run is one call of Run.
type run struct {
	Options
	store   *archive.Store
	queries []Query
	report  Report
}

func (r *run) all(ctx context.Context) error {
	if err := r.fill(ctx); err != nil {
		return err
	}
	if err := r.build(ctx); err != nil {
		return err
	}
	x, err := r.open(ctx)
	if err != nil {
		return err
	}
	defer x.Close()
	list := []contender{{"dateline", &dateline{x, modeFull}}, {"dateline newest", &dateline{x, modeNewest}}}
	if r.Snippets {
		list = append(list, contender{"dateline snippets", &dateline{x, modeSnippets}})
	}
	if err := r.ask(ctx, list); err != nil {
		return err
	}
	r.report.Opened.Searched = anonymous() // while no other engine is open
	if r.Profile != nil {
		err := r.Profile(func() error {
			for range r.Rounds {
				if err := r.ask(ctx, list[:1]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, name := range r.Baselines {
		var e engine
		var err error
		if name == "bleve" {
			e, err = openBleve(r.path("bleve"))
		} else {
			e, err = openFTS5(r.path("fts5.db"))
		}
		if err != nil {
			return err
		}
		defer e.close()
		list = append(list, contender{name, e})
	}
	if r.report.Series, err = measure(ctx, r.queries, r.Rounds, list, r.Say); err != nil {
		return err
	}
	for i := range r.report.Series {
		if s := &r.report.Series[i]; i > 0 {
			r.report.Agreement[s.Engine] = agree(r.queries, s, &r.report.Series[0])
		}
	}
	return nil
}

// path is where something of the benchmark lies in the folder of the archive.
func (r *run) path(name string) string { return filepath.Join(r.Dir, "bench", name) }

// fill makes the articles that are missing, and measures the text.
func (r *run) fill(ctx context.Context) error {
	stats, err := r.store.Stats(ctx)
	if err != nil {
		return err
	}
	if stats.Articles < r.Articles {
		m, err := Load(ctx, r.Material)
		if err != nil {
			return err
		}
		r.report.Material = m.Describe()
		b, err := timed("articles", func() error { return NewGenerator(m).Fill(ctx, r.store, r.Articles, r.Progress) })
		if err != nil {
			return err
		}
		b.Size = sizeOf(filepath.Join(r.Dir, "archive.db"))
		r.report.Built = append(r.report.Built, b)
	}
	return eachBatch(ctx, r.store, func(articles []*archive.Article) error {
		for _, a := range articles {
			r.report.Articles++
			r.report.Text += int64(len(a.Title) + len(a.Text()))
		}
		return nil
	})
}

// build makes the indexes that are missing.
func (r *run) build(ctx context.Context) error {
	if err := os.MkdirAll(r.path(""), 0o755); err != nil {
		return err
	}
	jobs := []struct {
		name, path string
		make       func(path string) error
	}{
		{"dateline", filepath.Join(r.Dir, "index"), func(string) error {
			x, err := openDateline(ctx, r.store)
			if err != nil {
				return err
			}
			return x.Close()
		}},
		{"bleve", r.path("bleve"), func(path string) error { return buildBleve(ctx, r.store, path) }},
		{"fts5", r.path("fts5.db"), func(path string) error { return buildFTS5(ctx, r.store, path) }},
	}
	for _, job := range jobs {
		if job.name != "dateline" && !slices.Contains(r.Baselines, job.name) {
			continue
		}
		b := Build{Engine: job.name}
		if _, err := os.Stat(job.path); errors.Is(err, fs.ErrNotExist) {
			r.Say("building the index: " + job.name)
			if b, err = timed(job.name, func() error { return job.make(job.path) }); err != nil {
				return errors.Join(err, os.RemoveAll(job.path)) // half an index would be taken for a whole one
			}
		} else if err != nil {
			return err
		}
		b.Size = sizeOf(job.path)
		r.report.Built = append(r.report.Built, b)
	}
	return nil
}

// timed measures one piece of work.
func timed(name string, do func() error) (Build, error) {
	forgetPeak()
	cpu, wall := cpuTime(), time.Now()
	err := do()
	return Build{
		Engine: name, Seconds: time.Since(wall).Seconds(), CPU: (cpuTime() - cpu).Seconds(), Peak: peak(),
	}, err
}

// open opens Dateline's index and measures that.
func (r *run) open(ctx context.Context) (*index.Index, error) {
	o := &r.report.Opened
	o.Before = anonymous()
	begun := time.Now()
	x, err := openDateline(ctx, r.store)
	if err != nil {
		return nil, err
	}
	o.Seconds = time.Since(begun).Seconds()
	o.After = anonymous()
	return x, nil
}

// ask puts all queries to each engine.
func (r *run) ask(ctx context.Context, list []contender) error {
	for _, c := range list {
		for _, q := range r.queries {
			if _, err := c.engine.search(ctx, q); err != nil {
				return fmt.Errorf("%s: %s: %w", c.name, q, err)
			}
		}
	}
	return nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/pprof"

	"dateline/archive"
	"dateline/index/bench"
)

type benchCommand struct {
	Search   benchSearchCommand   `cmd:"" help:"Measure searches, and others that do the same work."`
	Generate benchGenerateCommand `cmd:"" help:"Make an archive of invented articles."`
	Quality  benchQualityCommand  `cmd:"" help:"Measure how well searches rank the documents of a judged collection."`
}

type benchSearchCommand struct {
	Articles int      `default:"100000" placeholder:"N" help:"Articles in the archive (${default})."`
	Dir      string   `placeholder:"DIR" help:"Folder to keep the archive and the indexes in; otherwise they go at the end."`
	Rounds   int      `default:"5" placeholder:"R" help:"Rounds of all queries, after one to warm up (${default})."`
	Baseline []string `placeholder:"NAME" help:"Compare with bleve or fts5, or both as bleve,fts5."`
	Snippets bool     `help:"Measure searches with articles and passages, too."`
	Material string   `default:"../shared/data" placeholder:"DIR" help:"Folder of further texts to make articles of (${default}, where it is there)."`
	Profile  string   `placeholder:"FILE" help:"Write a CPU profile of Dateline's full searches."`
	Allocs   string   `placeholder:"FILE" help:"Write a profile of all memory that the run allocated."`
}

// Run measures, and prints the tables of docs/performance.md.
func (c *benchSearchCommand) Run(ctx context.Context, e *env) (err error) {
	if c.Articles < 1 || c.Rounds < 1 {
		return usageError("--articles and --rounds are 1 or more")
	}
	opt := bench.Options{
		Articles: c.Articles, Dir: c.Dir, Material: present(c.Material), Rounds: c.Rounds,
		Baselines: c.Baseline, Snippets: c.Snippets,
		Say: func(s string) { _, _ = fmt.Fprintln(e.err, s) },
	}
	if opt.Dir == "" {
		if opt.Dir, err = os.MkdirTemp("", "dateline-bench-"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(opt.Dir)) }()
	}
	if c.Profile != "" {
		opt.Profile = func(searches func() error) error { return profiled(c.Profile, searches) }
	}
	m := newMeter(e.err)
	opt.Progress = articlesMade(m)
	report, err := bench.Run(ctx, opt)
	m.done()
	if err == nil && c.Allocs != "" {
		err = writeAllocs(c.Allocs)
	}
	if err != nil {
		return err
	}
	if e.json {
		return e.printJSON(report)
	}
	return report.Print(e.out)
}

// profiled writes a CPU profile of what do does.
func profiled(path string, do func() error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return errors.Join(err, f.Close())
	}
	err = do()
	pprof.StopCPUProfile()
	return errors.Join(err, f.Close())
}

func writeAllocs(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(pprof.Lookup("allocs").WriteTo(f, 0), f.Close())
}

type benchGenerateCommand struct {
	Articles int    `default:"100000" placeholder:"N" help:"Articles in the archive (${default})."`
	Material string `default:"../shared/data" placeholder:"DIR" help:"Folder of further texts to make articles of (${default}, where it is there)."`
	Dir      string `arg:"" help:"Folder of the archive."`
}

// Run makes the articles that the archive lacks of the number asked for.
func (c *benchGenerateCommand) Run(ctx context.Context, e *env) error {
	material, err := bench.Load(ctx, present(c.Material))
	if err != nil {
		return err
	}
	store, err := archive.Open(ctx, c.Dir)
	if err != nil {
		return err
	}
	m := newMeter(e.err)
	err = bench.NewGenerator(material).Fill(ctx, store, c.Articles, articlesMade(m))
	m.done()
	if err := errors.Join(err, store.Close()); err != nil {
		return err
	}
	if e.json {
		return e.printJSON(struct {
			Articles int    `json:"articles"`
			Material string `json:"material"`
		}{c.Articles, material.Describe()})
	}
	_, err = fmt.Fprintf(e.out, "%s of %s\n", plural(c.Articles, "article", "articles"), material.Describe())
	return err
}

func articlesMade(m *meter) func(done, total int64) {
	return func(done, total int64) {
		m.show(done, total, func() string { return fmt.Sprintf("%d of %d articles made", done, total) })
	}
}

// present is a folder, or "" where it is not there.
func present(dir string) string {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return ""
	}
	return dir
}

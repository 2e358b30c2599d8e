package main

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dateline/archive/entity/tag"
	"dateline/archive/entity/tag/corpus"
	"dateline/archive/sample"
)

type modelCommand struct {
	Train modelTrainCommand `cmd:"" help:"Train a model that recognises names."`
	Eval  modelEvalCommand  `cmd:"" help:"Measure a model that recognises names."`
}

// corpusFlags name texts whose names are marked.
type corpusFlags struct {
	Conll    []string `name:"conll" sep:"none" placeholder:"FILE" help:"Text in the columns of CoNLL, plain or gzip: a token and its label a line (IO, IOB, IOB2 or BIOES)."`
	Corpus   string   `placeholder:"DIR" help:"Folder of articles.tsv with the names of each part beside it."`
	Articles []string `sep:"none" placeholder:"PATH" help:"Where the texts of --corpus are: the files of articles.tsv, or the folder above them."`
}

type modelTrainCommand struct {
	corpusFlags
	Part    string   `default:"train" help:"Part of --corpus to learn from (${default})."`
	Dev     []string `sep:"none" placeholder:"FILE" help:"Text as for --conll to measure the result on; with --corpus its part dev is measured, too."`
	Out     string   `default:"names.model" placeholder:"FILE" help:"Model to write (${default})."`
	Lexicon string   `placeholder:"FILE" help:"Lexicon to train with; otherwise that of the model in use."`
	Sources []string `sep:"none" placeholder:"TEXT" help:"Corpora and their licences, for the model to state; otherwise the names of the files."`
	Epochs  int      `placeholder:"N" help:"Rounds of learning."`
	Models  int      `placeholder:"N" help:"Models to average."`
	Rate    float64  `placeholder:"R" help:"Rate of learning."`
	Forget  float64  `placeholder:"R" help:"Share of words that are hidden in each round."`
	Recased float64  `placeholder:"R" help:"Share of sentences learnt in capitals and in title case, too."`
	Prune   float64  `placeholder:"W" help:"Leave out weights below."`
}

// Run trains, measures, and writes the model.
func (c *modelTrainCommand) Run(_ context.Context, e *env) error {
	examples, err := c.read(e, c.Part)
	if err != nil {
		return err
	}
	lexicon, err := c.lexicon(e.model)
	if err != nil {
		return err
	}
	begin := time.Now()
	m, err := tag.Train(lexicon, examples, tag.Options{
		Epochs: c.Epochs, Models: c.Models, Rate: c.Rate,
		Forget: c.Forget, Recased: c.Recased, Prune: c.Prune,
		Progress: func(s string) { e.log.Info(s) },
	})
	if err != nil {
		return err
	}
	took := time.Since(begin)
	m.Info.Date = begin.UTC().Format(time.DateOnly)
	m.Info.Language = "en"
	m.Info.Lexicon = lexicon.Notes
	if m.Info.Corpora = c.Sources; len(c.Sources) == 0 {
		m.Info.Corpora = c.names()
	}
	report := trained{File: c.Out, Version: m.Version(), Articles: len(examples), Seconds: took.Seconds()}
	if dev, err := c.dev(e); err != nil {
		return err
	} else if len(dev) > 0 {
		measured := measure(m, dev)
		report.Dev = &measured
		m.Info.Scores = map[string]string{"dev": fmt.Sprintf("F1 %.1f", measured.All.F1)}
	}
	if err := writeModel(m, c.Out); err != nil {
		return err
	}
	if e.json {
		return e.printJSON(report)
	}
	p := newPaper(e.out)
	p.line(fmt.Sprintf("learnt from %s in %.0f seconds; model %s is in %s",
		plural(report.Articles, "text", "texts"), report.Seconds, report.Version, printable(report.File)))
	if report.Dev != nil {
		report.Dev.print(p)
	}
	return p.err
}

// trained is what train prints as JSON.
type trained struct {
	File     string    `json:"file"`
	Version  string    `json:"version"`
	Articles int       `json:"articles"`
	Seconds  float64   `json:"seconds"`
	Dev      *measured `json:"dev,omitempty"`
}

func (c *modelTrainCommand) lexicon(model string) (*tag.Lexicon, error) {
	if c.Lexicon == "" {
		m, err := openModel(model)
		if err != nil {
			return nil, err
		}
		return m.Lexicon(), nil
	}
	f, err := os.Open(c.Lexicon)
	if err != nil {
		return nil, err
	}
	x, err := tag.ReadLexicon(f)
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w", c.Lexicon, err)
	}
	return x, nil
}

func (c *modelTrainCommand) dev(e *env) ([]*tag.Example, error) {
	dev := corpusFlags{Conll: c.Dev}
	if c.Corpus != "" && c.Part != "dev" {
		dev.Corpus, dev.Articles = c.Corpus, c.Articles
	}
	if len(dev.Conll) == 0 && dev.Corpus == "" {
		return nil, nil
	}
	return dev.read(e, "dev")
}

func writeModel(m *tag.Model, path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".model-")
	if err != nil {
		return err
	}
	err = errors.Join(m.Write(f), f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// openModel reads a model, or gives that of the program for "".
func openModel(path string) (*tag.Model, error) {
	if path == "" {
		return tag.Default()
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	m, err := tag.Load(f)
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return m, nil
}

// names are those of the inputs, for the model to state.
func (c *corpusFlags) names() []string {
	var names []string
	for _, path := range append(c.Conll, c.Corpus) {
		if path != "" {
			names = append(names, filepath.Base(path))
		}
	}
	return names
}

// read reads the texts that the flags name, of --corpus one part.
func (c *corpusFlags) read(e *env, part string) ([]*tag.Example, error) {
	if len(c.Conll) == 0 && c.Corpus == "" {
		return nil, usageError("nothing to read: name files with --conll, or a folder with --corpus")
	}
	var all []*tag.Example
	for _, path := range c.Conll {
		examples, err := readConll(path)
		if err != nil {
			return nil, err
		}
		all = append(all, examples...)
	}
	if c.Corpus == "" {
		return all, nil
	}
	texts, err := samples()
	if err != nil {
		return nil, err
	}
	find, err := corpus.Files(c.Articles, texts)
	if err != nil {
		return nil, err
	}
	examples, missing, err := corpus.Standoff(os.DirFS(c.Corpus), part, find)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Corpus, err)
	}
	if missing.Absent+missing.Changed > 0 {
		e.log.Warn("some articles are left out; name their files with --articles",
			"absent", missing.Absent, "changed", missing.Changed)
	}
	if all = append(all, examples...); len(all) == 0 {
		return nil, fmt.Errorf("%s: no articles of part %q at hand; name their files with --articles", c.Corpus, part)
	}
	return all, nil
}

func readConll(path string) ([]*tag.Example, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it was only read
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	return corpus.CoNLL(r, filepath.Base(path))
}

// samples are the texts of the built-in articles, by id.
func samples() (map[string]string, error) {
	var articles []struct {
		ID    string   `json:"id"`
		Title string   `json:"title"`
		Body  []string `json:"body"`
	}
	if err := json.Unmarshal(sample.Articles(), &articles); err != nil {
		return nil, fmt.Errorf("%s: %w", sample.Name, err)
	}
	texts := map[string]string{}
	for _, a := range articles {
		texts[a.ID] = strings.Join(append([]string{a.Title}, a.Body...), "\n\n")
	}
	return texts, nil
}

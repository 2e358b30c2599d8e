package main

import (
	"context"
	"fmt"
	"os"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/archive/entity/recognise"
	"dateline/archive/entity/resolve"
)

// recogniser makes the recogniser of a command: with the model of --model, and
// with the editors' decisions in a file, if one is named.
func (e *env) recogniser(names string) (*recognise.Recogniser, error) {
	var d entity.Decisions
	if names != "" {
		var err error
		if d, err = readDecisions(names); err != nil {
			return nil, err
		}
	}
	return newRecogniser(e.model, d)
}

// archiveRecogniser goes by what the editors of an archive decided.
func archiveRecogniser(ctx context.Context, store *archive.Store, model string) (*recognise.Recogniser, error) {
	d, err := store.RecognitionDecisions(ctx)
	if err != nil {
		return nil, err
	}
	return newRecogniser(model, d)
}

func newRecogniser(model string, d entity.Decisions) (*recognise.Recogniser, error) {
	m, err := openModel(model)
	if err != nil {
		return nil, fmt.Errorf("--model: %w", err)
	}
	return recognise.New(recognise.Options{Model: m, Decisions: d})
}

// readDecisions reads a file of decisions, in YAML unless it ends in .csv.
func readDecisions(path string) (entity.Decisions, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return entity.Decisions{}, err
	}
	if isCSV(path) {
		return resolve.ParseCSV(path, content)
	}
	return resolve.ParseYAML(path, content)
}

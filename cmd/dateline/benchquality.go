package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"dateline/index/quality"
)

type benchQualityCommand struct {
	Documents  []string `arg:"" placeholder:"FILE" help:"Documents in the layout of the SMART system (.I, .T, .W), or JSON Lines with id, title and text."`
	Queries    string   `required:"" placeholder:"FILE" help:"Queries in the same layout, or a table with the columns query and ids of documents."`
	Judgements string   `placeholder:"FILE" help:"What answers each query: query, document and gain, or as TREC has it."`
}

// Run measures a collection in an archive of its own, which goes at the end.
func (c *benchQualityCommand) Run(ctx context.Context, e *env) (err error) {
	collection, err := quality.Read(c.Documents, c.Queries, c.Judgements)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "dateline-quality-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	f, err := collection.Measure(ctx, dir)
	if err != nil {
		return err
	}
	if e.json {
		return e.printJSON(f)
	}
	_, err = fmt.Fprintln(e.out, f)
	return err
}

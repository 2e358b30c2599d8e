package main

import (
	"dateline/index/query"
)

type helpCommand struct {
	Topic []string `arg:"" optional:"" help:"A command, or query for the query language."`
}

func (c *helpCommand) Run(e *env) error {
	if len(c.Topic) == 1 && c.Topic[0] == "query" {
		return e.printQueryHelp()
	}
	if err := e.usage(c.Topic...); err != nil {
		return usageError("no help on that: %w", err)
	}
	return nil
}

// printQueryHelp prints the query language: each form and what it means.
func (e *env) printQueryHelp() error {
	table := query.Table()
	if e.json {
		type row struct {
			Write   string `json:"write"`
			Means   string `json:"means"`
			Example string `json:"example"`
		}
		rows := make([]row, len(table))
		for i, h := range table {
			rows[i] = row(h)
		}
		return e.printJSON(rows)
	}
	p := newPaper(e.out)
	for _, h := range table {
		p.line(h.Write)
		p.wrap("    ", h.Means)
	}
	return p.err
}

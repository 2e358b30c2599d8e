package main

import (
	"context"
	"errors"
	"fmt"

	"dateline/archive"
)

type statsCommand struct{}

// Run counts in the database; the index is not needed.
func (statsCommand) Run(ctx context.Context, e *env) error {
	s, err := openExisting(ctx, e)
	if err != nil {
		return err
	}
	stats, err := s.store.Stats(ctx)
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	if e.json {
		return e.printJSON(stats)
	}
	p := newPaper(e.out)
	for _, row := range statsRows(stats) {
		p.line(fmt.Sprintf("%-12s %s", row[0], row[1]))
	}
	return p.err
}

func statsRows(s archive.Stats) [][2]string {
	number := func(n int) string { return fmt.Sprint(n) }
	rows := [][2]string{
		{"articles", number(s.Articles)},
		{"undated", number(s.Undated)},
		{"withdrawn", number(s.Withdrawn)},
		{"sources", number(s.Sources)},
		{"entities", number(s.Entities)},
		{"imports", number(s.Imports)},
		{"changes", fmt.Sprint(s.Sequence)},
		{"size", size(s.Bytes)},
	}
	if !s.First.IsZero() {
		rows = append(rows, [2]string{"first", s.First.String()}, [2]string{"last", s.Last.String()})
	}
	return rows
}

// size words a number of bytes.
func size(bytes int64) string {
	const step = 1000
	value, unit := float64(bytes), "B"
	for _, next := range [...]string{"kB", "MB", "GB", "TB"} {
		if value < step {
			break
		}
		value, unit = value/step, next
	}
	if unit == "B" {
		return fmt.Sprintf("%d B", bytes)
	}
	return fmt.Sprintf("%.1f %s", value, unit)
}

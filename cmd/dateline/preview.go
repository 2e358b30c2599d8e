package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"dateline/archive/ingest"
	"dateline/archive/reader"
)

// previewed is how many records of each input are shown.
const previewed = 10

// preview shows what would be read, without an archive.
func (c *importCommand) preview(ctx context.Context, e *env, opt ingest.Options) error {
	p, err := ingest.Look(ctx, opt.Reader, previewed, c.Input...)
	if err != nil {
		return err
	}
	if e.json {
		err = e.printJSON(p)
	} else {
		printPreview(e.out, p)
	}
	rejected := 0
	for _, r := range p.Records {
		if r.Problem != "" {
			rejected++
		}
	}
	if err == nil && rejected > 0 {
		return &exitError{exitRejected, errors.New(plural(rejected, "record", "records") + " would be rejected")}
	}
	return err
}

func printPreview(w io.Writer, p *ingest.Preview) {
	for _, r := range p.Records {
		where := r.Input
		if r.Line > 0 {
			where = fmt.Sprintf("%s:%d", r.Input, r.Line)
		}
		if r.Problem != "" {
			_, _ = fmt.Fprintf(w, "%s\n    REJECTED: %s\n", printable(where), printable(r.Problem))
			continue
		}
		about := []string{
			orNone(r.Published.String(), "no date"), orNone(r.Source, "no source"), orNone(strings.Join(r.Authors, ", "), "no author"),
			orNone(r.Language, "language unknown"), plural(r.Words, "word", "words"),
		}
		for _, more := range []string{r.Section, r.URL} {
			if more != "" {
				about = append(about, more)
			}
		}
		_, _ = fmt.Fprintf(w, "%s\n    %s\n    %s\n", printable(where), printable(orNone(r.Title, "no title")), printable(strings.Join(about, " · ")))
	}
	for _, address := range p.Listed {
		_, _ = fmt.Fprintf(w, "lists %s\n", printable(address))
	}
	printSkipped(w, p.Skipped)
	if p.More {
		_, _ = fmt.Fprintln(w, "… and more. Nothing was stored.")
	} else {
		_, _ = fmt.Fprintln(w, "That is all. Nothing was stored.")
	}
}

func orNone(s, none string) string {
	if s == "" {
		return none
	}
	return s
}

// printSkipped tells what was met that is no article.
func printSkipped(w io.Writer, kinds map[string]int) {
	if len(kinds) == 0 {
		return
	}
	var list []string
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		list = append(list, fmt.Sprintf("%s %d", kind, kinds[kind]))
	}
	_, _ = fmt.Fprintf(w, "no articles, and not read: %s\n", strings.Join(list, ", "))
}

// mapping reads --map: assignments, or the name of a file with them.
func (c *importCommand) mapping() (reader.Mapping, error) {
	var all reader.Mapping
	for _, s := range c.Map {
		var m reader.Mapping
		var err error
		if strings.Contains(s, "=") {
			m, err = reader.ParseMapping(s)
		} else {
			var content []byte
			if content, err = os.ReadFile(s); err == nil {
				m, err = reader.ParseMappingFile(string(content))
			}
		}
		if err != nil {
			return nil, usageError("--map %s: %w", s, err)
		}
		all = append(all, m...)
	}
	return all, nil
}

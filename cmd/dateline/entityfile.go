package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"dateline/archive/entity"
	"dateline/archive/entity/resolve"
)

type entityExportCommand struct {
	File string `arg:"" optional:"" default:"-" help:"File to write, - for standard output."`
}

// Run writes what is decided, so that another archive can take it over. With
// --json, or to standard output, nothing else is printed there.
func (c *entityExportCommand) Run(ctx context.Context, e *env) error {
	s, err := openExisting(ctx, e)
	if err != nil {
		return err
	}
	d, err := s.store.Decisions(ctx)
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	if e.json {
		return e.printJSON(d)
	}
	var b bytes.Buffer
	if err := writeDecisions(&b, c.File, d); err != nil {
		return err
	}
	if c.File == "-" {
		_, err = b.WriteTo(e.out)
		return err
	}
	return os.WriteFile(c.File, b.Bytes(), 0o644)
}

func writeDecisions(b *bytes.Buffer, file string, d entity.Decisions) error {
	if isCSV(file) {
		return resolve.WriteCSV(b, d)
	}
	return resolve.WriteYAML(b, d)
}

// isCSV tells the two formats of decisions apart by the file's ending.
func isCSV(file string) bool { return strings.EqualFold(filepath.Ext(file), ".csv") }

type entityImportCommand struct {
	File string `arg:"" type:"existingfile" help:"File of decisions."`
}

// Run makes the decisions of a file hold in place of the present ones. Those that
// are in both stay as they are, with who made them.
func (c *entityImportCommand) Run(ctx context.Context, e *env) error {
	d, err := readDecisions(c.File)
	if err != nil {
		return err
	}
	s, err := openSession(ctx, e)
	if err != nil {
		return err
	}
	added, undone, err := s.store.SetDecisions(ctx, userName(), d)
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	if e.json {
		return e.printJSON(struct {
			Added  int `json:"added"`
			Undone int `json:"undone"`
		}{added, undone})
	}
	_, err = fmt.Fprintf(e.out, "%s added, %d undone\n", plural(added, "decision", "decisions"), undone)
	return err
}

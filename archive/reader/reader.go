// Package reader turns inputs of every supported format into articles. A format
// is recognised by its content; a file's name only settles what content leaves
// open.
package reader

import (
	"context"
	"fmt"

	"dateline/archive"
)

// Options supply what an input lacks.
type Options struct {
	Source string                 // publication of articles that name none
	Date   archive.Date           // date of articles that have none
	Topics []string               // topics added to every article
	Format string                 // "auto" or "", or the name of one format
	Stdin  func() ([]byte, error) // reads input "-"; nil refuses it
}

// Item is one article as it was read, or one record that could not be.
type Item struct {
	Article   archive.Article // content fields only: no ID, Sequence, Version, Status or times
	Input     string          // name of the file, with members as "a.zip!b/c.json"
	Line      int             // line in that input on which the record starts, from 1; 0 unknown
	Original  []byte          // the record exactly as received; the reader does not use it again
	MediaType string          // of Original
	Problem   error           // not nil: the record is rejected, Article is void
}

// Problem says what is wrong with a record, where, and what to do about it.
type Problem struct {
	Input  string `json:"input"`
	Line   int    `json:"line,omitempty"`
	Reason string `json:"reason"`
}

// Error gives the problem as editors understand it: "name:line: reason".
func (p *Problem) Error() string {
	if p.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", p.Input, p.Line, p.Reason)
	}
	return p.Input + ": " + p.Reason
}

// Read walks path, a file, folder or "-", and calls yield for each record in the
// order of the input, folders sorted by name. Bad records are yielded with their
// Problem and reading goes on; an error from yield or ctx stops it and is
// returned. Progress, if not nil, is told the bytes of input consumed since it
// was last told.
func Read(ctx context.Context, path string, opt Options, progress func(bytes int64), yield func(Item) error) error {
	panic("not built")
}

// Size is the number of bytes Read will report for path to progress, 0 unknown.
func Size(path string) int64 { panic("not built") }

// Formats lists the names Options.Format takes.
func Formats() []string { panic("not built") }

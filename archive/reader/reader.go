// Package reader turns inputs of every supported format into articles. A format
// is recognised by its content; a file's name only settles what content leaves
// open.
//
// Reading streams: an input may be larger than memory, a single record may not
// be larger than 64 MiB. Text that comes out is valid UTF-8 without control
// characters; the bytes as received travel with each article.
package reader

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/archive/reader/field"
	"dateline/archive/reader/format"
)

// Options supply what an input lacks.
type Options struct {
	Source string       // publication of articles that name none
	Date   archive.Date // date of articles that have none
	Topics []string     // topics added to every article
	Format string       // "auto" or "", or the name of one format
	Map    Mapping      // which fields of records and tables hold what, where their names do not say
	Stdin  io.Reader    // what the input "-" is; nil refuses it
	Fetch  Fetcher      // fetches addresses; nil refuses them
	Follow bool         // also the addresses that sitemaps list
}

// Mapping says what the fields of JSON records and the columns of tables hold.
type Mapping = field.Mapping

// ParseMapping reads assignments "headline=title,day=date:dd.MM.yyyy,tags=topic:;".
func ParseMapping(s string) (Mapping, error) { return field.ParseMapping(s) }

// ParseMappingFile reads a file with an assignment a line, or a JSON object of
// them.
func ParseMappingFile(content string) (Mapping, error) { return field.ParseMappingFile(content) }

// Item is one article as it was read, one record that could not be, or something
// else that was found on the way.
type Item struct {
	Article   archive.Article // content fields only: no ID, Sequence, Version or times; Status as sent
	Input     string          // name of the file, with members as "a.zip!b/c.json"
	Line      int             // line in that input on which the record starts, from 1; 0 unknown
	Original  []byte          // the record exactly as received; the reader does not use it again
	MediaType string          // of Original
	Captured  time.Time       // when it was fetched from the web, zero unknown
	Problem   error           // not nil: the record is rejected, Article is void
	Skipped   string          // not "": no article and nothing wrong, but this ("attachment")
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

// Read walks path, a file, folder, address or "-", and calls yield for each record in the
// order of the input, folders sorted by name. Bad records are yielded with their
// Problem and reading goes on; an error from yield or ctx stops it and is
// returned, as is the error of a path that cannot be opened at all. Progress, if
// not nil, is told the bytes of input consumed since it was last told; they are
// bytes of the outermost file, so that they add up to Size.
//
// Read calls progress and yield from the calling goroutine only.
func Read(ctx context.Context, path string, opt Options, progress func(bytes int64), yield func(Item) error) error {
	r, err := newReading(ctx, opt, progress, yield)
	if err != nil {
		return err
	}
	switch {
	case path == "-":
		if opt.Stdin == nil {
			return fmt.Errorf("-: there is no standard input to read")
		}
		return r.stdin(opt.Stdin)
	case IsAddress(path):
		return r.address(path)
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return r.folder(path)
	}
	return r.file(path, info, true)
}

// ReadAnswer reads what a server answered, as Read reads a file.
func ReadAnswer(ctx context.Context, answer format.Input, opt Options, yield func(Item) error) error {
	r, err := newReading(ctx, opt, nil, yield)
	if err != nil {
		return err
	}
	m := &meter{ctx: ctx, report: r.progress}
	in := &input{name: answer.Name, base: answer.Base, url: answer.URL, contentType: answer.ContentType, meter: m}
	return r.settle(in.name, r.stream(in, &meteredReader{answer.Body, m}))
}

func newReading(ctx context.Context, opt Options, progress func(bytes int64), yield func(Item) error) (*reading, error) {
	if opt.Format != "" && !slices.Contains(Formats(), opt.Format) {
		return nil, fmt.Errorf("format %q: want one of %s", opt.Format, strings.Join(Formats(), ", "))
	}
	if progress == nil {
		progress = func(int64) {}
	}
	r := &reading{ctx: ctx, opt: opt, progress: progress, yield: yield}
	if r.opt.Format == "auto" {
		r.opt.Format = ""
	}
	for _, topic := range opt.Topics {
		if ref, ok := entity.NewRef(entity.Topic, topic); ok {
			r.topics = append(r.topics, ref)
		}
	}
	return r, nil
}

// Size is the number of bytes Read will report for path to progress, 0 unknown.
func Size(path string) int64 {
	info, err := os.Stat(path)
	if path == "-" || err != nil {
		return 0
	}
	if !info.IsDir() {
		return regularSize(info)
	}
	return folderSize(path)
}

// reading is one call of Read.
type reading struct {
	ctx      context.Context
	opt      Options
	topics   []entity.Ref
	progress func(int64)
	yield    func(Item) error
	follow   *following
	captured time.Time // when the document being read was fetched, zero if it is a file
	read     int       // articles so far
	stopped  error     // what yield or ctx answered; everything unwinds once it is set
}

// emit hands an item to the caller, completed from the options.
func (r *reading) emit(item Item) error {
	if r.stopped == nil {
		r.stopped = r.ctx.Err()
	}
	if r.stopped != nil {
		return r.stopped
	}
	item.Input = cleanName(item.Input)
	if item.Captured.IsZero() {
		item.Captured = r.captured
	}
	if item.Problem == nil && item.Skipped == "" {
		a := &item.Article
		r.follow.complete(a)
		if a.Source == "" {
			a.Source = r.opt.Source
		}
		if a.Published.IsZero() {
			a.Published = r.opt.Date
		}
		r.read++
		for _, topic := range r.topics {
			a.Entities = field.AddRef(a.Entities, topic)
		}
	}
	r.stopped = r.yield(item)
	return r.stopped
}

// reject emits a problem.
func (r *reading) reject(input string, line int, format string, args ...any) error {
	return r.emit(Item{Input: input, Line: line, Problem: &Problem{
		Input: cleanName(input), Line: line, Reason: fmt.Sprintf(format, args...),
	}})
}

// settle turns an error met while reading one input into a problem of that
// input, unless it is the reason for stopping altogether.
func (r *reading) settle(input string, err error) error {
	switch {
	case r.stopped != nil:
		return r.stopped
	case err == nil:
		return nil
	case r.ctx.Err() != nil:
		r.stopped = r.ctx.Err()
		return r.stopped
	}
	return r.reject(input, 0, "%s", reason(err))
}

// cleanName makes the name of a file or member fit for a message.
func cleanName(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// Package table reads tables of separated values, one article a row: CSV (RFC
// 4180 and what programs make of it), TSV, and the like with any separator. The
// first row names the columns.
package table

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"

	"dateline/archive/reader/field"
	"dateline/archive/reader/format"
	"dateline/archive/reader/prose"
)

// MediaType is that of the original bytes: the header, and one row.
const MediaType = "text/csv"

// Sniff says that an input begins like a table: with names of columns, of which
// one is known to hold a title or a text, and rows as wide; or with four columns
// of any name and rows as wide.
func Sniff(head []byte) bool { return SniffMapped(head, nil) }

// SniffMapped is Sniff where m says what columns hold.
func SniffMapped(head []byte, m field.Mapping) bool {
	text := []byte(format.Text(head))
	d, header := dialectOf(text, m)
	if len(header) < 2 || !looksLikeHeader(header) {
		return false
	}
	c := rowsOf(text, d)
	rows, same, blank := 0, 0, 0
	for first := true; rows < looked; first = false {
		r, err := c.next()
		if err != nil || r.broken != "" {
			break
		}
		if first || d.skip > 0 && rows == 0 && len(r.cells) != len(header) {
			blank += blanks(r.raw, d.separator)
			continue
		}
		if c.ended && rows > 0 && len(head) >= format.Sniffed {
			break
		}
		rows++
		if len(r.fit(len(header))) == len(header) {
			same++
		}
	}
	switch {
	case blank > 0 && d.separator != '\t' && len(header) < 4: // "One, two": prose sets a blank after its commas
		return false
	case readable(header, m):
		return rows == 0 && len(header) > 2 || same > 0 && same*2 >= rows
	}
	return len(header) > 3 && rows > 1 && same*10 >= rows*9 || len(header) > 1 && rows > 2 && same == rows && blank == 0
}

// blanks counts the separators of a header that a blank follows.
func blanks(header []byte, separator byte) int {
	return strings.Count(string(header), string(separator)+" ")
}

// Read yields the rows of a table as articles, by the names of its columns and
// what m says of them. A row that is not as wide as the header is a problem.
func Read(ctx context.Context, in format.Input, m field.Mapping, yield format.Yield) error {
	body, back := prose.Transcode(bufio.NewReaderSize(in.Body, format.Sniffed))
	src := bufio.NewReaderSize(body, format.Sniffed)
	head, _ := src.Peek(format.Sniffed) // an error comes again when the body is read
	r := &reading{mapping: m, yield: yield, back: back}
	if !utf8.ValidString(cutRune(head)) {
		r.charset = prose.GuessCharset(head)
	}
	d, _ := dialectOf(head, m)
	if d.separator == 0 {
		d.separator = ','
	}
	c := newRows(src, d)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		row, err := c.next()
		switch {
		case err == io.EOF && r.names == nil:
			return yield(format.Record{Line: 1, Problem: errors.New("is a table without a header")})
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case c.line <= d.skip+1 && sepLine(row.raw) != 0:
			continue
		}
		if stop, err := r.row(row); err != nil || stop {
			return err
		}
	}
}

// cutRune leaves out a letter that is cut in two at the end of b.
func cutRune(b []byte) string {
	for i := 1; i < utf8.UTFMax && i <= len(b); i++ {
		if utf8.RuneStart(b[len(b)-i]) {
			if !utf8.FullRune(b[len(b)-i:]) {
				b = b[:len(b)-i]
			}
			break
		}
	}
	return string(b)
}

// reading is one table while it is read.
type reading struct {
	mapping field.Mapping
	yield   format.Yield
	back    func([]byte) []byte
	charset encoding.Encoding // nil: UTF-8
	names   []string          // of the columns
	header  []byte            // as received
}

// row reads one row; stop says that nothing can be read.
func (r *reading) row(row *row) (stop bool, err error) {
	switch {
	case row.broken == "" && row.empty():
		return false, nil
	case r.names == nil && row.broken == "":
		return r.heading(row)
	case r.names == nil:
		return true, r.yield(format.Record{Line: row.line, Problem: fmt.Errorf("the header cannot be read: %s", row.broken)})
	}
	rec := format.Record{Line: row.line, MediaType: MediaType}
	cells := row.fit(len(r.names))
	switch {
	case row.broken != "" && len(cells) != len(r.names):
		rec.Problem = errors.New(row.broken)
	case len(cells) != len(r.names):
		rec.Problem = fmt.Errorf("has %s, but the header has %d", counted(len(cells)), len(r.names))
	case r.repeats(cells):
		return false, nil
	default:
		fields, err := r.mapping.Record(r.object(cells))
		if err == nil {
			rec.Article, err = fields.Article()
		}
		rec.Problem = err
	}
	rec.Original = r.back(append(append([]byte(nil), r.header...), row.raw...))
	return false, r.yield(rec)
}

func counted(n int) string {
	if n == 1 {
		return "1 cell"
	}
	return strconv.Itoa(n) + " cells"
}

// heading reads the names of the columns. When columns are only known by their
// numbers, the first row is one like the others.
func (r *reading) heading(row *row) (stop bool, err error) {
	names := make([]string, len(row.cells))
	byName := len(r.mapping) == 0
	for i, cell := range row.cells {
		names[i] = prose.OneLine(r.decode(cell))
		byName = byName || known(names[i], r.mapping)
	}
	if !readable(names, r.mapping) {
		return true, r.yield(format.Record{Line: row.line, Original: r.back(row.raw), MediaType: MediaType, Problem: fmt.Errorf(
			"is a table, but none of its columns (%s) is known to hold a title or a text; say which does with --map COLUMN=title,COLUMN=text", listed(names))})
	}
	if !byName {
		for i := range names {
			names[i] = number(i)
		}
		r.names = names
		return r.row(row)
	}
	r.names, r.header = names, row.raw
	if n := len(r.header); n > 0 && r.header[n-1] != '\n' {
		r.header = append(r.header, '\n')
	}
	return false, nil
}

// number is the name of a column that is known by its number only.
func number(i int) string { return strconv.Itoa(i + 1) }

// listed names the first columns for a message.
func listed(names []string) string {
	const most = 12
	more := ""
	if len(names) > most {
		names, more = names[:most], ", …"
	}
	return strings.Join(names, ", ") + more
}

// repeats says that a row is the header again, as in files that were joined.
func (r *reading) repeats(cells [][]byte) bool {
	for i, cell := range cells {
		if prose.OneLine(r.decode(cell)) != r.names[i] {
			return false
		}
	}
	return true
}

func (r *reading) object(cells [][]byte) map[string]any {
	object := make(map[string]any, len(cells))
	for i, cell := range cells {
		name := r.names[i]
		if _, taken := object[name]; name == "" || taken {
			name = number(i)
		}
		normal := field.NormalName(name)
		if s := r.decode(cell); !isMissing(s) {
			object[name] = value(s, field.IsTitle(normal) || field.IsText(normal))
			if numbered := number(i); r.mapping != nil && numbered != name {
				if _, taken := object[numbered]; !taken {
					object[numbered] = object[name]
				}
			}
		}
	}
	return object
}

func (r *reading) decode(cell []byte) string {
	switch {
	case utf8.Valid(cell):
		return string(cell)
	case r.charset != nil:
		return prose.DecodeAs(cell, r.charset)
	}
	return prose.Decode(cell)
}

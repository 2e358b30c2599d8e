package warc

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// The limits of what is held of a record besides a page, in bytes.
const (
	maxHeader = 1 << 20 // some crawlers keep JSON in headers
	buffered  = 64 << 10
)

// recordError is what is wrong with one record; reading can go on after it.
type recordError struct{ reason string }

func (e *recordError) Error() string { return e.reason }

// cutter cuts a stream into records.
type cutter struct {
	src   *bufio.Reader
	at    int64  // bytes taken
	start int64  // where the record that is read begins
	arc   int    // version of an ARC file, 0 for WARC
	held  []byte // a line that was put back
	rec   *record
}

func newCutter(src io.Reader) *cutter {
	return &cutter{src: bufio.NewReaderSize(src, buffered)}
}

// record is the header of one record, and its block, which has to be read before
// the next record.
type record struct {
	kind        string // WARC-Type; "response" in an ARC file
	target      string // the address captured
	date        time.Time
	contentType string // of the block
	header      []byte // as received
	size        int64  // of the block
	limited     *io.LimitedReader
	block       *bufio.Reader
}

func (r *record) isHTTP() bool {
	return strings.HasPrefix(r.contentType, "application/http") || bytes.HasPrefix(r.peek(), []byte("HTTP/"))
}

// peek is the beginning of what is left of the block.
func (r *record) peek() []byte {
	head, _ := r.block.Peek(1024)
	return head
}

// left is how many bytes of the block are to be read yet.
func (r *record) left() int64 { return r.limited.N + int64(r.block.Buffered()) }

// short says that the stream ended before the block did; it is read to its end.
func (r *record) short() bool { return r.limited.N > 0 }

// original is as much of the record as was read.
func (r *record) original(a *answer) []byte {
	if a == nil {
		return bytes.Clone(r.header)
	}
	return append(bytes.Clone(r.header), a.raw...)
}

// Read takes bytes from the stream and counts them.
func (c *cutter) Read(p []byte) (int, error) {
	n, err := c.src.Read(p)
	c.at += int64(n)
	return n, err
}

var versionLine = regexp.MustCompile(`^WARC/[01]\.\d{1,2}[ \t]*\r*\n?$`)

func firstLine(b []byte) []byte {
	line, _, _ := bytes.Cut(b, []byte("\n"))
	return line
}

// next finds the next record. Errors are io.EOF, those of the stream, and a
// recordError, after which there may be more.
func (c *cutter) next() (*record, error) {
	if c.rec != nil { // what the reader left of the last one
		if _, err := io.Copy(io.Discard, c.rec.block); err != nil {
			return nil, err
		}
		c.rec = nil
	}
	var strayed int64 // bytes that belong to no record
	for {
		begin := c.at
		line, err := c.line()
		if len(line) == 0 && err != nil {
			if strayed > 0 && err == io.EOF {
				return nil, stray(strayed)
			}
			return nil, err
		}
		begins := versionLine.Match(line)
		arc := !begins && c.arcLine(line)
		switch {
		case !begins && !arc:
			if len(bytes.TrimSpace(line)) > 0 || strayed > 0 {
				if strayed == 0 {
					c.start = begin
				}
				strayed += int64(len(line))
			}
			continue
		case strayed > 0: // told first; the record comes with the next call
			c.unread(line)
			return nil, stray(strayed)
		case arc:
			c.start = begin
			return c.arcRecord(bytes.Clone(line))
		}
		c.start = begin
		return c.warcRecord(bytes.Clone(line))
	}
}

func stray(n int64) error {
	return &recordError{fmt.Sprintf("%d bytes belong to no record and were passed over", n)}
}

// line reads a line, or the first part of one that is longer than the buffer.
func (c *cutter) line() ([]byte, error) {
	if line := c.held; line != nil {
		c.held = nil
		c.at += int64(len(line))
		return line, nil
	}
	line, err := c.src.ReadSlice('\n')
	c.at += int64(len(line))
	if err == bufio.ErrBufferFull {
		err = nil
	}
	return line, err
}

// unread puts a line back; the next bytes taken must be taken by line.
func (c *cutter) unread(line []byte) {
	c.at -= int64(len(line))
	c.held = bytes.Clone(line)
}

// warcRecord reads the header fields of a record.
func (c *cutter) warcRecord(header []byte) (*record, error) {
	rec := &record{header: header, size: -1}
	c.arc = 0
	name := ""
	for {
		line, err := c.line()
		if err != nil && (err != io.EOF || len(line) == 0) {
			if err == io.EOF {
				return rec, errEnds
			}
			return nil, err
		}
		if rec.header = append(rec.header, line...); len(rec.header) > maxHeader {
			return rec, &recordError{fmt.Sprintf("its header has more than %d KiB", maxHeader>>10)}
		}
		text := strings.TrimRight(string(line), "\r\n")
		if text == "" {
			break
		}
		if text[0] == ' ' || text[0] == '\t' { // goes on with the line before
			if name == "warc-target-uri" {
				rec.target += strings.TrimSpace(text)
			}
			continue
		}
		field, value, ok := strings.Cut(text, ":")
		if !ok {
			continue
		}
		name = strings.ToLower(strings.TrimSpace(field))
		rec.set(name, strings.TrimSpace(value))
	}
	if rec.size < 0 {
		return rec, &recordError{"its header has no Content-Length"}
	}
	c.open(rec)
	return rec, nil
}

// set takes one field of a header.
func (r *record) set(name, value string) {
	switch name {
	case "warc-type":
		r.kind = strings.ToLower(value)
	case "warc-target-uri":
		r.target = strings.TrimSuffix(strings.TrimPrefix(value, "<"), ">")
	case "warc-date":
		r.date = parseTime(value)
	case "content-type":
		r.contentType = strings.ToLower(value)
	case "content-length":
		if n, err := strconv.ParseInt(value, 10, 64); err == nil && n >= 0 {
			r.size = n
		}
	}
}

func (c *cutter) open(rec *record) {
	rec.limited = &io.LimitedReader{R: c, N: rec.size}
	rec.block = bufio.NewReaderSize(rec.limited, 4<<10)
	c.rec = rec
}

// parseTime reads the times of WARC (1.1 allows any precision) and ARC files,
// zero when there is none.
func parseTime(s string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04Z", "20060102150405", "200601021504", "2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// arcLine says that a line of an ARC file begins a record. Only the first line
// of the input makes it an ARC file.
func (c *cutter) arcLine(line []byte) bool {
	if c.at == int64(len(line)) && bytes.HasPrefix(line, []byte("filedesc://")) {
		c.arc = 1
		return true
	}
	return c.arc > 0 && arcFields(string(line), c.arc) != nil
}

// arcFields splits the line before a record, "address IP date type length", with
// five fields more before the length in version 2. The address may hold blanks.
func arcFields(line string, version int) []string {
	fields := strings.Split(strings.TrimRight(line, "\r\n"), " ")
	after := 4
	if version == 2 {
		after = 9
	}
	if len(fields) < after+1 {
		return nil
	}
	at := len(fields) - after
	fields = append([]string{strings.Join(fields[:at], " ")}, fields[at:]...)
	if d := fields[2]; len(d) < 8 || strings.Trim(d, "0123456789") != "" || !strings.Contains(fields[0], ":") {
		return nil
	}
	if n, err := strconv.ParseInt(fields[after], 10, 64); err != nil || n < 0 {
		return nil
	}
	return fields
}

func (c *cutter) arcRecord(line []byte) (*record, error) {
	fields := arcFields(string(line), c.arc)
	if fields == nil && bytes.HasPrefix(line, []byte("filedesc://")) {
		fields = arcFields(string(line), 2)
	}
	if fields == nil {
		return nil, &recordError{"the first line of the ARC file cannot be read"}
	}
	rec := &record{kind: "response", header: line, target: fields[0], date: parseTime(fields[2]), contentType: strings.ToLower(fields[3])}
	rec.size, _ = strconv.ParseInt(fields[len(fields)-1], 10, 64)
	c.open(rec)
	if strings.HasPrefix(rec.target, "filedesc://") {
		rec.kind = "warcinfo"
		if bytes.HasPrefix(rec.peek(), []byte("2 ")) {
			c.arc = 2
		}
	}
	return rec, nil
}

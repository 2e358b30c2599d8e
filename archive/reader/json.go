package reader

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"dateline/archive/reader/format"
	"dateline/archive/reader/ninjs"
	"dateline/archive/reader/prose"
)

// json reads articles from JSON: one object, an array of them, lines, objects
// one after the other, or an object that wraps an array of them, as the answers
// of news services do.
func (r *reading) json(in *input) error {
	src, back := prose.Transcode(in.body)
	j := &jsonReading{r: r, in: in, s: newScanner(src), back: back}
	if err := j.all(); err != nil {
		return err
	}
	if err := j.s.err; err != nil && err != io.EOF {
		return err
	}
	if !j.found {
		return r.reject(in.name, 1, "is JSON that holds no articles")
	}
	return nil
}

type jsonReading struct {
	r       *reading
	in      *input
	s       *scanner
	back    func([]byte) []byte // makes of a decoded record the bytes received
	lines   bool                // every record stands on a line of its own …
	decided bool                // … if that is known yet
	found   bool                // there was a record, good or bad
}

// all reads every value of the stream.
func (j *jsonReading) all() error {
	for {
		c, ok := j.s.space()
		if !ok {
			return nil
		}
		j.s.drop()
		var err error
		switch {
		case c == ',': // lines that were once an array
			j.s.take()
		case c == '[':
			err = j.array()
		case c == '{' && j.isWrapper():
			err = j.wrapper()
		default:
			err = j.record()
		}
		if err != nil {
			return err
		}
		j.s.drop()
	}
}

// record reads one value at the top of the stream. The first good one decides
// whether the input is one of lines.
func (j *jsonReading) record() error {
	s := j.s
	line, indent := s.line, max(0, s.indent)
	if c, _ := s.peek(); c != '{' {
		if err := j.rejectLine(line, "is not a JSON object"); err != nil {
			return err
		}
		if j.lines {
			s.nextLine()
		} else {
			s.resync(line, 0)
		}
		return nil
	}
	err := s.value(j.lines)
	if err == nil {
		end := s.line
		if err := j.decode(s.kept(), line); err != nil {
			return err
		}
		if !j.decided {
			c, ok := s.space()
			j.lines = line == end && (!ok || s.line > end || c == ',')
			j.decided = true
		}
		return nil
	}
	if err := j.broken(line, err, ""); err != nil {
		return err
	}
	if j.lines {
		s.nextLine()
	} else {
		s.resync(line, indent)
	}
	return nil
}

// array reads the elements of an array, the scanner being at its bracket.
func (j *jsonReading) array() error {
	s := j.s
	start, others := s.line, 0
	s.take()
	for {
		c, ok := s.space()
		switch {
		case !ok:
			return j.reject(start, "the array that begins here ends too early, at line %d", s.line)
		case c == ']':
			s.take()
			if others > 0 {
				return j.reject(start, "%d values of the array that begins here are not objects", others)
			}
			return nil
		case c == ',':
			s.take()
			continue
		}
		s.drop()
		line, indent := s.line, s.indent
		err := s.value(false)
		switch {
		case err != nil && indent < 0:
			if err := j.broken(line, err, "; the rest of the array was not read"); err != nil {
				return err
			}
			for s.nextLine() {
			}
			return nil
		case err != nil:
			if err := j.broken(line, err, ""); err != nil {
				return err
			}
			if !s.resync(line, indent) {
				return nil
			}
		case c != '{':
			others++
		default:
			if err := j.decode(s.kept(), line); err != nil {
				return err
			}
		}
		s.drop()
	}
}

// broken reports a record that is not JSON. Other errors than of syntax are
// those of the stream, and are returned.
func (j *jsonReading) broken(line int, err error, more string) error {
	var syntax *syntaxError
	if !errors.As(err, &syntax) {
		return err
	}
	where := ""
	if syntax.line != line {
		where = fmt.Sprintf(" at line %d", syntax.line)
	}
	return j.rejectLine(line, "is not valid JSON: %s%s%s", syntax.reason, where, more)
}

// maxBroken is how long a broken record may be for its bytes to go with it.
const maxBroken = 1 << 20

// rejectLine reports a record that could not be cut out, with the bytes of its
// line if it stands on one.
func (j *jsonReading) rejectLine(line int, message string, args ...any) error {
	var raw []byte
	if j.s.line == line {
		raw = bytes.TrimRight(j.s.wholeLine(maxBroken), "\r")
	}
	if len(raw) == 0 {
		return j.reject(line, message, args...)
	}
	return j.rejectRecord(line, raw, fmt.Errorf(message, args...))
}

func (j *jsonReading) reject(line int, format string, args ...any) error {
	j.found = true
	return j.r.reject(j.in.name, line, format, args...)
}

// rejectRecord reports a record that could be cut out, with its bytes.
func (j *jsonReading) rejectRecord(line int, raw []byte, err error) error {
	return j.r.record(j.in.name, format.Record{Line: line, Original: j.back(raw), MediaType: "application/json", Problem: err})
}

// decode makes an article of the bytes of one object, or several if it wraps
// them.
func (j *jsonReading) decode(raw []byte, line int) error {
	j.found = true
	rec, err := j.r.opt.Map.ParseRecord(raw)
	if err != nil {
		return j.rejectRecord(line, raw, err)
	}
	if len(j.r.opt.Map) == 0 && ninjs.Likely(rec) { // a map says what the fields are
		if ours, err := j.newsItem(raw, line); ours || err != nil {
			return err
		}
	}
	if !rec.HasTitle() && !rec.HasText() {
		if inner := innerRecords(raw); inner != nil {
			for _, one := range inner {
				if err := j.decode(one, line); err != nil {
					return err
				}
			}
			return nil
		}
	}
	article, err := rec.Article()
	if err != nil {
		return j.rejectRecord(line, raw, err)
	}
	if rec.OnlyNamed() {
		return j.rejectRecord(line, raw, errors.New("has a name, but neither a title nor text nor an address: is no article"))
	}
	return j.r.emit(Item{
		Article: article, Input: j.in.name, Line: line, Original: j.back(raw), MediaType: "application/json",
	})
}

// newsItem reads an object as ninjs if it is that.
func (j *jsonReading) newsItem(raw []byte, line int) (ours bool, err error) {
	articles, ours, err := ninjs.Articles(raw)
	if err != nil {
		return true, j.rejectRecord(line, raw, err)
	}
	if !ours {
		return false, nil
	}
	original := j.back(raw)
	for _, a := range articles {
		item := Item{Article: a, Input: j.in.name, Line: line, Original: original, MediaType: "application/json"}
		if err := j.r.emit(item); err != nil {
			return true, err
		}
	}
	return true, nil
}

package reader

import (
	"encoding/json"
	"io"
	"strings"

	"dateline/archive/reader/field"
)

// Names of members, normalised: a wrapper holds records in an array, a holder
// holds a wrapper.
var (
	wrapperNames = field.Words("articles article items item data results result docs documents hits entries news stories records rows posts list values")
	holderNames  = field.Words("response hits data result results feed body channel content")
)

// isWrapper looks ahead whether the object at the scanner wraps an array of
// records.
func (j *jsonReading) isWrapper() bool {
	s := j.s
	for len(s.buf)-s.pos < sniffed && s.more() {
	}
	head := s.buf[s.pos:min(len(s.buf), s.pos+sniffed)]
	return holdsRecords(&scanner{buf: head, line: 1, err: io.EOF})
}

func holdsRecords(s *scanner) bool {
	s.take()
	for {
		c, ok := s.space()
		if ok && c == ',' {
			s.take()
			continue
		}
		if !ok || c != '"' {
			return false
		}
		name, next, err := s.member()
		switch {
		case err != nil || field.IsTitle(name) || field.IsText(name) && next == '"':
			return false
		case next == '[' && wrapperNames[name]:
			s.take()
			first, _ := s.space()
			if first == '{' {
				return true
			}
			return first == ']'
		case next == '{' && holderNames[name]:
			if holdsRecords(s) {
				return true
			}
			return false
		}
		if s.value(false) != nil {
			return false
		}
	}
}

// member takes a name and its colon, and gives the first byte of the value.
func (s *scanner) member() (name string, next byte, err error) {
	s.drop()
	if err := s.string(); err != nil {
		return "", 0, err
	}
	written := string(s.kept())
	if strings.Contains(written, `\`) {
		if err := json.Unmarshal(s.kept(), &written); err != nil {
			return "", 0, s.fail("%v", err)
		}
	}
	if c, ok := s.space(); !ok || c != ':' {
		return "", 0, s.fail("a colon is missing")
	}
	s.take()
	next, _ = s.space()
	s.drop()
	return field.NormalName(written), next, nil
}

// wrapper reads an object for the array of records inside it.
func (j *jsonReading) wrapper() error {
	s := j.s
	start := s.line
	s.take()
	for {
		c, ok := s.space()
		switch {
		case !ok:
			return j.reject(start, "the object that begins here ends too early, at line %d", s.line)
		case c == '}':
			s.take()
			return nil
		case c == ',':
			s.take()
			continue
		}
		line := s.line
		name, next, err := "", byte(0), s.fail("%q stands where a name should", c)
		if c == '"' {
			name, next, err = s.member()
		}
		switch {
		case err != nil:
		case next == '[' && wrapperNames[name]:
			if err := j.array(); err != nil {
				return err
			}
			continue
		case next == '{' && holderNames[name]:
			if err := j.wrapper(); err != nil {
				return err
			}
			continue
		default:
			err = s.value(false)
		}
		if err != nil {
			if err := j.broken(line, err, "; the rest was not read"); err != nil {
				return err
			}
			for s.nextLine() {
			}
			return nil
		}
		s.drop()
	}
}

// innerRecords finds the records of an object that is none itself: the elements
// of its one array of objects, whatever its name.
func innerRecords(raw []byte) []json.RawMessage {
	var members map[string]json.RawMessage
	if json.Unmarshal(raw, &members) != nil {
		return nil
	}
	var found []json.RawMessage
	arrays := 0
	for _, value := range members {
		var elements []json.RawMessage
		if value[0] == '[' && json.Unmarshal(value, &elements) == nil && len(elements) > 0 && elements[0][0] == '{' {
			found = elements
			arrays++
		}
	}
	if arrays == 1 {
		return found
	}
	return nil
}

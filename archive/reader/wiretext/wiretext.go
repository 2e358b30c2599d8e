// Package wiretext reads the messages of wire services as they come down the line:
// IPTC 7901, ANPA 1312, and messages between ZCZC and NNNN. A file may hold any
// number of them, one after the other.
package wiretext

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"dateline/archive"
	"dateline/archive/reader/format"
	"dateline/archive/reader/prose"
	"dateline/archive/reader/wire"
)

// The control characters that the standards give a meaning.
const (
	soh = "\x01" // a header follows
	stx = "\x02" // the text follows
	etx = "\x03" // the text has ended; the time follows
	eot = "\x04" // the message has ended
)

// maxMessage is the longest message taken, in bytes.
const maxMessage = 4 << 20

var (
	start = regexp.MustCompile(`^[\s\x00\x16\x7f]*(?:\x01[A-Za-z ]|(?i:ZCZC)[\s\x00-\x1f])`)
	next  = regexp.MustCompile(`\x04|[\r\n]NNNN(?:[\r\n]|$)|[\r\n][ \t]*(?i:ZCZC)[ \r\n]|[\x16]*\x01`)
)

// Sniff says that an input begins as a message does.
func Sniff(head []byte) bool { return start.Match(head[:min(len(head), 256)]) }

// Read reads every message of an input.
func Read(ctx context.Context, in format.Input, yield format.Yield) error {
	messages := bufio.NewScanner(patient{in.Body})
	messages.Buffer(nil, maxMessage)
	messages.Split(split)
	line := 1
	for messages.Scan() {
		if err := ctx.Err(); err != nil {
			return err
		}
		raw := bytes.Clone(messages.Bytes())
		rec := format.Record{Line: line + blankLines(raw), Original: raw, MediaType: "text/plain"}
		line += bytes.Count(raw, []byte("\n"))
		if len(bytes.Trim(raw, " \t\r\n\x00\x04\x7f\x16")) == 0 {
			continue
		}
		rec.Article, rec.Problem = article(prose.Decode(raw))
		if err := yield(rec); err != nil {
			return err
		}
	}
	if errors.Is(messages.Err(), bufio.ErrTooLong) {
		return yield(format.Record{
			Line: line, Original: []byte(soh),
			Problem: fmt.Errorf("has a message of more than %d MiB, or marks no end of it; the rest was not read", maxMessage>>20),
		})
	}
	return messages.Err()
}

// patient fills what it is given: else a long message would be looked through again
// for every little piece of it that comes.
type patient struct{ io.Reader }

func (p patient) Read(b []byte) (n int, err error) {
	for n < len(b) && err == nil {
		var more int
		more, err = p.Reader.Read(b[n:])
		n += more
	}
	return n, err
}

// split cuts a stream after the end of each message, or before the start of the
// next.
func split(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	begun := 0
	if at := start.FindIndex(data); at != nil {
		begun = at[1]
	}
	if end := next.FindIndex(data[begun:]); end != nil && (begun+end[1] < len(data) || atEOF) {
		from, to := begun+end[0], begun+end[1]
		switch data[to-1] {
		case 0x04: // it ends the message
		case 0x01:
			to = from
		default:
			if mark := data[from:to]; !bytes.Contains(mark, []byte("NNNN")) {
				to = from + 1 // the line break belongs to this message
			}
		}
		if to > 0 {
			return to, data[:to], nil
		}
	}
	if atEOF {
		return len(data), data, nil
	}
	return 0, nil, nil
}

func blankLines(raw []byte) int {
	text := bytes.TrimLeft(raw, " \t\r\n\x00\x7f\x16\x04")
	return bytes.Count(raw[:len(raw)-len(text)], []byte("\n"))
}

// article reads one message.
func article(text string) (archive.Article, error) {
	text = strings.TrimLeft(text, " \t\r\n\x00\x7f\x16")
	var a archive.Article
	header, rest, hasText := strings.Cut(strings.TrimPrefix(text, soh), stx)
	switch {
	case !strings.HasPrefix(text, soh):
		telegram(&a, text)
	case hasText && strings.Contains(header, "\x11"), hasText && anpaHeader.MatchString(header):
		anpa(&a, header, rest)
	case hasText:
		if err := iptc(&a, header, rest); err != nil {
			return a, err
		}
	default:
		return a, errors.New("begins as a message of a wire service does, but is none of IPTC 7901 or ANPA 1312: there is no start of a text in it")
	}
	if a.Place == "" {
		a.Place, a.Source = datelineOf(&a)
	}
	return a, wire.Finish(&a)
}

// dateline is how copy begins: "BERLIN, Jan 2 (dpa) - ".
var dateline = regexp.MustCompile(`^([^()]{2,60}?) \(([A-Za-z/ -]{2,20})\) ?[-–—_] `)

// datelineOf takes place and agency from the first paragraph that has a dateline.
func datelineOf(a *archive.Article) (place, source string) {
	for _, p := range a.Body[:min(len(a.Body), 4)] {
		if m := dateline.FindStringSubmatch(p.Text); m != nil {
			return wire.Place(m[1]), wire.First(a.Source, m[2])
		}
	}
	return "", a.Source
}

// plain makes running text of a message: without the controls of type-setting.
func plain(text string) string {
	return prose.Clean(strings.Map(func(r rune) rune {
		switch {
		case r == '\x1e' || r == '\x1f' || r == '\x10': // spaces of a column
			return ' '
		case r < ' ' && r != '\n' && r != '\r' && r != '\t':
			return -1
		}
		return r
	}, text))
}

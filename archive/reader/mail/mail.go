// Package mail reads e-mail as articles: single messages of RFC 5322 and mailboxes
// of them (mbox), with texts in any charset and encoding. Attachments are named in
// a note and not kept apart from the message as received.
package mail

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"

	"dateline/archive/reader/format"
)

// maxMessage is the longest message taken, with its attachments.
const maxMessage = 32 << 20

var (
	header      = regexp.MustCompile(`(?m)^(?:From|To|Cc|Subject|Date|Received|Message-ID|Message-Id|MIME-Version|Mime-Version|Return-Path|Delivered-To|Content-Type|Reply-To):[ \t]`)
	headerLines = regexp.MustCompile(`^(?:[A-Za-z][A-Za-z0-9_-]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*){3,}`)
	separator   = regexp.MustCompile(`^From \S+.*[0-9]{2}:[0-9]{2}`)
)

// Sniff says that an input begins with the header of a message.
func Sniff(head []byte) bool {
	text := format.Text(head)
	if separator.MatchString(text) {
		return header.MatchString(text)
	}
	lines := headerLines.FindString(text)
	return len(header.FindAllStringIndex(lines, 4)) >= 3
}

// Read reads every message of an input.
func Read(ctx context.Context, in format.Input, yield format.Yield) error {
	b := &box{lines: bufio.NewReaderSize(in.Body, 64<<10), line: 1}
	for {
		raw, line, err := b.message()
		if err != nil && err != io.EOF {
			return err
		}
		end := err == io.EOF
		if len(bytes.TrimSpace(raw)) > 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			blank := raw[:len(raw)-len(bytes.TrimLeft(raw, " \t\r\n"))]
			line += bytes.Count(blank, []byte("\n"))
			rec := format.Record{Line: line, Original: raw, MediaType: "message/rfc822"}
			if b.tooLong {
				rec.Problem = fmt.Errorf("is longer than %d MiB with its attachments; save it without them", maxMessage>>20)
			} else {
				rec.Article, rec.Problem = article(unescaped(raw, b.mailbox))
			}
			if err := yield(rec); err != nil {
				return err
			}
		}
		if end {
			return nil
		}
	}
}

// box parts a mailbox into its messages.
type box struct {
	lines   *bufio.Reader
	line    int    // number of the next line
	first   []byte // separator of the message that follows, once it was met
	mailbox bool   // it begins with a separator; else it is one message
	tooLong bool   // the message returned last was cut
}

// message gives the bytes of the next message and the number of its first line;
// with the last one comes io.EOF.
func (b *box) message() (raw []byte, line int, err error) {
	raw, b.first, b.tooLong = b.first, nil, false
	line = max(1, b.line-bytes.Count(raw, []byte("\n")))
	blank := true // the line before was blank
	for {
		part, err := b.lines.ReadSlice('\n')
		whole := !errors.Is(err, bufio.ErrBufferFull)
		if whole && blank && separator.Match(part) {
			if !b.mailbox && len(bytes.TrimSpace(raw)) == 0 {
				b.mailbox = true
			} else if b.mailbox {
				b.first = bytes.Clone(part)
				b.line++
				return raw, line, nil
			}
		}
		if len(raw)+len(part) > maxMessage {
			b.tooLong = true
		} else {
			raw = append(raw, part...)
		}
		if whole {
			b.line++
			blank = len(bytes.TrimSpace(part)) == 0
		} else {
			blank = false
			continue
		}
		if err != nil {
			return raw, line, err
		}
	}
}

var escapedFrom = regexp.MustCompile(`(?m)^>(>*From )`)

// unescaped takes away what a mailbox adds to a message.
func unescaped(raw []byte, mailbox bool) []byte {
	raw = bytes.TrimLeft(raw, " \t\r\n")
	if !mailbox {
		return raw
	}
	if separator.Match(raw) {
		_, raw, _ = bytes.Cut(raw, []byte("\n"))
	}
	return escapedFrom.ReplaceAll(raw, []byte("$1"))
}

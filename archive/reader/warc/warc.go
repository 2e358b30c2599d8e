// Package warc reads web archives: WARC 0.17 to 1.1 (ISO 28500) and the ARC files
// of the Internet Archive before it. Each HTML page that was captured becomes an
// article; the day of the capture is kept as where it came from, and is never
// taken for the day of publication.
package warc

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"dateline/archive/reader/format"
)

// MediaType is that of the original bytes: a whole record with its headers.
const MediaType = "application/warc"

// maxPage is the largest page read, in bytes, packed and unpacked. The largest
// news pages have some 3 MiB.
const maxPage = 8 << 20

// Page reads one web page.
type Page func(context.Context, format.Input, format.Yield) error

// Sniff says that an input begins like a web archive.
func Sniff(head []byte) bool {
	return versionLine.Match(firstLine(head)) || bytes.HasPrefix(head, []byte("filedesc://"))
}

// Read yields the pages of a web archive, read by page. Captures that are no
// pages, redirects and errors are yielded as skipped. After a broken record
// reading goes on at the next one.
func Read(ctx context.Context, in format.Input, page Page, yield format.Yield) error {
	r := &reading{ctx: ctx, in: in, page: page, cut: newCutter(in.Body)}
	r.yield = func(rec format.Record) error {
		r.found = true
		return yield(rec)
	}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		rec, err := r.cut.next()
		var bad *recordError
		switch {
		case err == io.EOF && !r.found:
			return yield(format.Record{Problem: errors.New("is a web archive that holds no captured pages")})
		case err == io.EOF:
			return nil
		case errors.As(err, &bad):
			err = r.reject(rec, nil, bad)
		case err == nil:
			err = r.record(rec)
		}
		if err != nil {
			return err
		}
	}
}

// reading is one web archive while it is read.
type reading struct {
	ctx   context.Context
	in    format.Input
	page  Page
	yield format.Yield
	found bool // something was yielded
	cut   *cutter
}

// record reads one record if it holds a page, and passes over it otherwise.
func (r *reading) record(rec *record) error {
	switch rec.kind {
	case "response", "resource":
	case "revisit":
		return r.skip("repeated capture")
	case "continuation":
		return r.skip("later part of a divided capture")
	case "conversion":
		return r.skip("converted capture")
	default: // warcinfo, request, metadata: about captures
		return r.finish(rec, nil)
	}
	if scheme, _, _ := strings.Cut(rec.target, ":"); !strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") {
		return r.finish(rec, nil) // name look-ups and the crawler's own notes
	}
	answer := &answer{contentType: rec.contentType, status: 200}
	if rec.isHTTP() {
		var err error
		if answer, err = rec.readAnswer(); err != nil {
			return r.settle(rec, answer, err)
		}
	}
	if kind := answer.noPage(rec.peek()); kind != "" {
		if err := r.finish(rec, answer); err != nil {
			return err
		}
		return r.skip(kind)
	}
	if rec.left() > maxPage {
		return r.reject(rec, answer, fmt.Errorf("is a page of more than %d MiB", maxPage>>20))
	}
	packed, err := io.ReadAll(rec.block)
	if err == nil && rec.short() && (answer.length == 0 || len(packed) < answer.length) {
		err = errEnds
	}
	answer.raw = append(answer.raw, packed...)
	if err != nil {
		return r.settle(rec, answer, err)
	}
	body, err := answer.unpack(packed)
	if err != nil {
		return r.reject(rec, answer, err)
	}
	return r.pageOf(rec, answer, body)
}

// errEnds says that a file was cut off.
var errEnds = &recordError{"the archive ends in the middle of this record"}

// pageOf hands a page to its reader. What comes back is of this record.
func (r *reading) pageOf(rec *record, a *answer, body []byte) error {
	if len(bytes.TrimSpace(body)) == 0 {
		return r.skip("empty page")
	}
	in := format.Input{
		Name: r.in.Name + "!" + rec.target, Base: "", URL: address(rec.target),
		ContentType: a.contentType, Body: bytes.NewReader(body),
	}
	original := rec.original(a)
	return r.page(r.ctx, in, func(item format.Record) error {
		item.Part, item.Captured, item.Line = rec.target, rec.date, 0
		item.Original, item.MediaType = original, MediaType
		return r.yield(item)
	})
}

// finish passes over the rest of a record.
func (r *reading) finish(rec *record, a *answer) error {
	if _, err := io.Copy(io.Discard, rec.block); err != nil {
		return err
	}
	if rec.short() {
		return r.reject(rec, a, errEnds)
	}
	return nil
}

// settle makes a problem of an error of this record and returns one of the
// stream.
func (r *reading) settle(rec *record, a *answer, err error) error {
	if errors.As(err, new(*recordError)) {
		return r.reject(rec, a, err)
	}
	return err
}

func (r *reading) skip(kind string) error { return r.yield(format.Record{Skipped: kind}) }

// reject yields a problem, with what of the record had been read.
func (r *reading) reject(rec *record, a *answer, err error) error {
	where := fmt.Errorf("record at byte %d: %w", r.cut.start, err)
	item := format.Record{Problem: where, MediaType: MediaType}
	if rec != nil {
		item.Part, item.Captured = rec.target, rec.date
		item.Original = rec.original(a)
	}
	return r.yield(item)
}

// address makes of a target what an article may carry: blanks in it are
// escaped.
func address(target string) string {
	u, err := url.Parse(strings.ReplaceAll(target, " ", "%20"))
	if err != nil || u.Host == "" {
		return ""
	}
	u.Fragment = ""
	return u.String()
}

package reader

import (
	"context"
	"slices"

	"dateline/archive"
	"dateline/archive/reader/agencyxml"
	"dateline/archive/reader/download"
	"dateline/archive/reader/feed"
	"dateline/archive/reader/format"
	"dateline/archive/reader/mail"
	"dateline/archive/reader/newsml1"
	"dateline/archive/reader/newsmlg2"
	"dateline/archive/reader/nitf"
	"dateline/archive/reader/page"
	"dateline/archive/reader/rtf"
	"dateline/archive/reader/sitemap"
	"dateline/archive/reader/table"
	"dateline/archive/reader/warc"
	"dateline/archive/reader/wiretext"
	"dateline/archive/reader/wxr"
)

// reads is one format: its name as users write it, how it is recognised, and how
// it is read.
type reads struct {
	name  string
	sniff func(head []byte, base string) bool // nil: looked for where no other format takes the input
	read  func(*reading, *input) error
}

// The formats that stand in this package.
const (
	formatReuters = "reuters"
	formatJSON    = "json" // a value, an array, lines, or values one after the other
	formatTable   = "csv"
	formatSitemap = "sitemap"
	formatText    = "text"
)

// formats are all that are read, in the order in which they are recognised.
var formats = []reads{
	{formatReuters, byContent(isReuters), (*reading).reuters},
	{"warc", byContent(warc.Sniff), through(readWARC)},
	{"wxr", byContent(wxr.Sniff), through(wxr.Read)},
	{formatSitemap, byContent(sitemap.Sniff), through(sitemap.Read)},
	{"nitf", byContent(nitf.Sniff), through(nitf.Read)},
	{"newsml", byContent(newsml1.Sniff), through(newsml1.Read)},
	{"newsml-g2", byContent(newsmlg2.Sniff), through(newsmlg2.Read)},
	{"wire", byContent(wiretext.Sniff), through(wiretext.Read)},
	{"mail", byContent(mail.Sniff), through(mail.Read)},
	{"feed", byContent(feed.Sniff), through(feed.Read)},
	{"html", byContent(page.Sniff), through(page.Read)},
	{formatJSON, isJSON, (*reading).json},
	{"rtf", byContent(rtf.Sniff), through(readRTF)},
	{"docx", nil, (*reading).notWord},
	{"download", byContent(download.Sniff), through(download.Read)},
	{formatTable, nil, (*reading).table},
	{"xml", byContent(agencyxml.Sniff), through(agencyxml.Read)},
	{formatText, nil, (*reading).text},
}

// Formats lists the names Options.Format takes.
func Formats() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	slices.Sort(names)
	return append([]string{"auto"}, names...)
}

// formatOf finds a format by its name.
func formatOf(name string) reads {
	for _, f := range formats {
		if f.name == name {
			return f
		}
	}
	return reads{}
}

// byContent is for formats that need no name to be recognised.
func byContent(sniff func(head []byte) bool) func([]byte, string) bool {
	return func(head []byte, _ string) bool { return sniff(head) }
}

// through makes a format of the Read of a package of its own.
func through(read func(context.Context, format.Input, format.Yield) error) func(*reading, *input) error {
	return func(r *reading, in *input) error {
		return read(r.ctx, format.Input{
			Name: in.name, Base: in.base, URL: in.url, ContentType: in.contentType, Body: in.body,
		}, func(rec format.Record) error {
			return r.record(in.name, rec)
		})
	}
}

func (r *reading) table(in *input) error {
	return through(func(ctx context.Context, in format.Input, yield format.Yield) error {
		return table.Read(ctx, in, r.opt.Map, yield)
	})(r, in)
}

// readWARC reads the web pages of a web archive.
func readWARC(ctx context.Context, in format.Input, yield format.Yield) error {
	return warc.Read(ctx, in, page.Read, yield)
}

// record emits a record of an input.
func (r *reading) record(input string, rec format.Record) error {
	if rec.Part != "" {
		input += "!" + rec.Part
	}
	item := Item{
		Article: rec.Article, Input: input, Line: rec.Line, Original: rec.Original, MediaType: rec.MediaType,
		Captured: rec.Captured, Skipped: rec.Skipped,
	}
	if rec.Problem != nil {
		item.Article = archive.Article{}
		item.Problem = &Problem{Input: cleanName(input), Line: rec.Line, Reason: rec.Problem.Error()}
	}
	return r.emit(item)
}

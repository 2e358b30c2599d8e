// Package feed reads feeds as servers really send them: RSS 0.9x to 2.0 and 1.0,
// Atom 0.3 and 1.0, JSON Feed, and CDF; and it recognises lists of feeds in OPML,
// which hold no articles.
//
// Feeds are often broken. Each item is taken by itself: what is wrong around it,
// undeclared entities and namespaces, a wrong charset, an element that does not
// end, does no harm to the others, and of a feed that breaks off the whole items
// are kept.
package feed

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"golang.org/x/text/encoding"

	"dateline/archive/reader/format"
	"dateline/archive/reader/prose"
)

// Feed is one feed as it was at a moment.
type Feed struct {
	Kind     string          // "RSS", "Atom", "JSON Feed" or "CDF"
	Title    string          // of the publication
	Site     string          // address of its pages
	Language string          // BCP 47 primary subtag, "" unsaid
	Rights   string          // copyright notice for all
	TTL      time.Duration   // how long it asks to be kept, 0 unsaid
	Records  []format.Record // the items, in the order of the feed, good and bad
	Broken   bool            // it breaks off: the last Record is the problem, if it was in an item
}

// ErrList says that an input is a list of feeds and none itself.
var ErrList = errors.New("is a list of feeds (OPML) and holds no articles; follow them with: dateline feeds add")

var (
	jsonFeed = regexp.MustCompile(`"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/`)
	// Some servers send warnings of their programs before the feed.
	behind = regexp.MustCompile(`(?i)<(?:\w+:)?(?:rss|feed|rdf|opml)[\s>]`)
	rss1   = regexp.MustCompile(`(?i)purl\.org/(?:rss/1\.0|net/rss)|netscape\.com/rdf|<(?:\w+:)?(?:channel|item)[\s>]`)
)

// kindOf names what a decoded text begins as, "" if it is no feed: one of the
// kinds of Feed, or "OPML".
func kindOf(text string) string {
	if strings.HasPrefix(text, "{") {
		if jsonFeed.MatchString(text) {
			return "JSON Feed"
		}
		return ""
	}
	name, tag := format.Root(text)
	if name != "html" && !known[local(name)] {
		at := behind.FindStringIndex(text[:min(len(text), 2048)])
		if at == nil || strings.Contains(strings.ToLower(text[:at[0]]), "<html") || !strings.Contains(text[at[0]:], "xmlns") && !strings.Contains(text[at[0]:], "version=") {
			return ""
		}
		name, tag = format.Root(text[at[0]:])
	}
	switch local(name) {
	case "rss":
		return "RSS"
	case "feed":
		return "Atom"
	case "rdf":
		if rss1.MatchString(tag) {
			return "RSS"
		}
	case "channel":
		return "CDF"
	case "opml":
		return "OPML"
	}
	return ""
}

var known = map[string]bool{"rss": true, "feed": true, "rdf": true, "channel": true, "opml": true}

func local(name string) string { return name[strings.LastIndexByte(name, ':')+1:] }

// Sniff says that an input begins as feeds do, or lists of them.
func Sniff(head []byte) bool { return kindOf(format.Text(head)) != "" }

// Read reads the items of a feed as articles.
func Read(ctx context.Context, in format.Input, yield format.Yield) error {
	content, err := format.All(in)
	if err != nil {
		return err
	}
	f, err := Parse(content, in.URL, in.ContentType)
	if err != nil {
		return yield(format.Record{Line: 1, Original: content, MediaType: "application/xml", Problem: err})
	}
	if len(f.Records) == 0 {
		return yield(format.Record{Line: 1, Original: content, MediaType: "application/xml", Skipped: "feed without items"})
	}
	for _, rec := range f.Records {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := yield(rec); err != nil {
			return err
		}
	}
	return nil
}

// Parse reads a feed that was fetched from an address, with the content type
// that the server declared; either may be "". The error is ErrList, or says that
// it is no feed.
func Parse(content []byte, address, contentType string) (*Feed, error) {
	d := document{address: address}
	enc, mark := prose.CharsetOf(content, prose.LabelOf(content, contentType))
	d.enc, d.text = enc, string(content[mark:])
	if enc != nil {
		d.text = prose.DecodeAs(content[mark:], enc)
	}
	switch kind := kindOf(strings.TrimLeft(d.text, " \t\r\n\f\x1e\ufeff")); kind {
	case "OPML":
		return nil, ErrList
	case "JSON Feed":
		return d.json()
	case "":
		return nil, errors.New("is no feed that is known")
	default:
		return d.xml(kind), nil
	}
}

// document is a feed while it is read.
type document struct {
	text    string
	enc     encoding.Encoding // it came in, nil if that was UTF-8
	address string
	feed    Feed
	base    string   // for relative addresses
	authors []string // of items that name none
	prefix  string   // that the names of the format have in it, with the colon
}

// received gives the bytes that a piece of the text came as.
func (d *document) received(piece string) []byte {
	if d.enc != nil {
		if raw, err := d.enc.NewEncoder().Bytes([]byte(piece)); err == nil {
			return raw
		}
	}
	return []byte(piece)
}

// reject is the record of an item that is none.
func (d *document) reject(line int, piece, mediaType, reason string, args ...any) format.Record {
	return format.Record{Line: line, Original: d.received(piece), MediaType: mediaType, Problem: fmt.Errorf(reason, args...)}
}

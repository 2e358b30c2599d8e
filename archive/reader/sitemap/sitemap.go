// Package sitemap reads sitemaps (sitemaps.org 0.9) and those for news, which
// give the headlines of the last days: articles with title, date, language and
// address, but no text.
package sitemap

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/archive/reader/date"
	"dateline/archive/reader/field"
	"dateline/archive/reader/format"
	"dateline/archive/reader/markup"
	"dateline/archive/reader/prose"
)

// MediaType is that of the original bytes: one element "url".
const MediaType = "application/xml"

// The kinds of records that carry an address, in Part, and no article.
const (
	Page    = "address of a page"
	Sitemap = "address of a sitemap"
)

// Sniff says that an input begins like a sitemap, or an index of sitemaps.
func Sniff(head []byte) bool {
	root := format.RootOf(head)
	root = root[strings.LastIndexByte(root, ':')+1:]
	return root == "urlset" || root == "sitemapindex"
}

// Read yields the articles of a news sitemap, and the addresses of any other as
// skipped. A sitemap without articles is a problem, which says how to have the
// pages read.
func Read(ctx context.Context, in format.Input, yield format.Yield) error {
	body := bufio.NewReaderSize(in.Body, format.Sniffed)
	head, _ := body.Peek(format.Sniffed) // an error comes again when the body is read
	prefix := prefixOf(head)
	r := &reading{cut: markup.NewCutter(body, prefix+"url", prefix+"sitemap"), prefix: prefix, yield: yield}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		raw, line, err := r.cut.Next()
		switch {
		case err == io.EOF:
			return r.end()
		case errors.Is(err, markup.ErrUnclosed), errors.Is(err, markup.ErrTooLong):
			r.articles++
			err = yield(format.Record{Line: line, Original: r.cut.Received(raw), MediaType: MediaType, Problem: err})
		case err == nil:
			err = r.element(raw, line)
		}
		if err != nil {
			return err
		}
	}
}

type reading struct {
	cut      *markup.Cutter
	prefix   string // of the sitemap's own elements, with its colon
	yield    format.Yield
	articles int // articles and problems
	pages    int // addresses
	sitemaps int
}

// element reads one address.
func (r *reading) element(raw []byte, line int) error {
	tree := markup.Parse(r.cut.Text(raw))
	node := tree.Child(r.prefix + "url")
	if node == nil {
		r.sitemaps++
		return r.yield(format.Record{Line: line, Skipped: Sitemap, Part: r.address(tree.Child(r.prefix + "sitemap"))})
	}
	address := r.address(node)
	for _, n := range node.Children {
		prefix, isNews := strings.CutSuffix(n.Name, ":news")
		if title := prose.PlainLine(n.Value(prefix + ":title")); isNews && title != "" {
			r.articles++
			rec := format.Record{Line: line, Original: r.cut.Received(raw), MediaType: MediaType}
			rec.Article, rec.Problem = article(n, prefix+":", title, address)
			return r.yield(rec)
		}
	}
	r.pages++
	return r.yield(format.Record{Line: line, Skipped: Page, Part: address})
}

func (r *reading) address(n *markup.Node) string { return field.Address(n.Value(r.prefix + "loc")) }

// article reads one element of Google's namespace for news.
func article(news *markup.Node, prefix, title, address string) (archive.Article, error) {
	publication := news.Child(prefix + "publication")
	a := archive.Article{
		Title:    title,
		URL:      address,
		Source:   prose.PlainLine(publication.Value(prefix + "name")),
		Language: field.Language(publication.Value(prefix + "language")),
	}
	for keyword := range strings.SplitSeq(news.Value(prefix+"keywords"), ",") {
		if ref, ok := entity.NewRef(entity.Topic, prose.PlainLine(keyword)); ok {
			a.Entities = field.AddRef(a.Entities, ref)
		}
	}
	var err error
	a.Published, err = date.Parse(news.Value(prefix + "publication_date"))
	return a, err
}

// end says what a sitemap without articles is.
func (r *reading) end() error {
	var problem error
	switch {
	case r.articles > 0:
		return nil
	case r.pages+r.sitemaps > 0:
		problem = &ListError{r.pages, r.sitemaps}
	default:
		problem = errors.New("is a sitemap that lists nothing")
	}
	return r.yield(format.Record{Problem: problem})
}

// ListError says that a sitemap holds no articles but lists addresses.
type ListError struct{ Pages, Sitemaps int }

func (e *ListError) Error() string {
	if e.Sitemaps > 0 {
		return fmt.Sprintf("is a list of sitemaps (%d) and holds no articles; import it with --fetch to read the pages they list", e.Sitemaps)
	}
	return fmt.Sprintf("is a list of addresses (%d) and holds no articles; import it with --fetch to read the pages", e.Pages)
}

// prefixOf gives the prefix of the root element as it is written.
func prefixOf(head []byte) string {
	name, tag := format.Root(format.Text(head))
	if i := strings.LastIndexByte(name, ':'); i >= 0 {
		return tag[1 : i+2]
	}
	return ""
}

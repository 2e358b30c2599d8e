// Package wxr reads the exports of WordPress (WordPress eXtended RSS, 1.0 to
// 1.2): posts, pages and the site's own kinds of them that are published.
package wxr

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"dateline/archive/reader/format"
	"dateline/archive/reader/markup"
)

// MediaType is that of the original bytes: one item.
const MediaType = "application/rss+xml"

// namespace is how the names of the export's own namespaces begin; the version
// follows.
const namespace = "http://wordpress.org/export/"

// Sniff says that an input begins like an export of WordPress.
func Sniff(head []byte) bool {
	text := format.Text(head)
	return strings.HasPrefix(text, "<") && (strings.Contains(text, namespace) || strings.Contains(text, "<wp:wxr_version>"))
}

// Read yields the published items of an export. Attachments, drafts, menus and
// the like are yielded as skipped.
func Read(ctx context.Context, in format.Input, yield format.Yield) error {
	cut := markup.NewCutter(in.Body, "item")
	var site *site
	for items := 0; ; items++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		raw, line, err := cut.Next()
		if site == nil {
			site = siteOf(cut.Text(cut.Head()))
		}
		rec := format.Record{Line: line, MediaType: MediaType}
		switch {
		case err == io.EOF && items == 0:
			return yield(format.Record{Line: 1, Problem: errors.New("is a WordPress export that holds no posts; export it again with all content")})
		case err == io.EOF:
			return nil
		case errors.Is(err, markup.ErrUnclosed), errors.Is(err, markup.ErrTooLong):
			rec.Problem = fmt.Errorf("the item that begins here cannot be read: %w", err)
		case err != nil:
			return err
		default:
			post := post{site, markup.Parse(cut.Text(raw)).Child("item")}
			if rec.Skipped = post.skipped(); rec.Skipped == "" {
				rec.Article, rec.Problem = post.article()
			}
		}
		if rec.Skipped == "" {
			rec.Original = cut.Received(raw)
		}
		if err := yield(rec); err != nil {
			return err
		}
	}
}

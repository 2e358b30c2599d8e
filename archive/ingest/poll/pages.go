package poll

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/archive"
	"dateline/archive/fetch"
	"dateline/archive/ingest"
	"dateline/archive/reader"
	"dateline/archive/reader/page"
)

// feedFormat is the reader's name for feeds: a sign-in page in place of one must
// not become an article.
const feedFormat = "feed"

// maxTries is how often the page of an item is asked for, once a round.
const maxTries = 3

// pages completes the items of one round with the text of the pages that they
// link to.
type pages struct {
	poller *Poller
	feed   archive.Feed
	seen   []archive.FeedItem
}

// complete puts the text of the linked page into an item and reports whether the
// item is to be imported: one that is as it was when its page was read, or given
// up, is not. When the page cannot be had, the item stays as the feed has it, and
// the page is asked for again in the next rounds.
func (s *pages) complete(ctx context.Context, item *reader.Item) (bool, error) {
	a := &item.Article
	if a.URL == "" {
		return true, nil
	}
	identity, sum := ingest.Identity(a), sha256.Sum256(item.Original)
	now := archive.FeedItem{Identity: identity, Content: sum[:], Tries: 1}
	known, err := s.poller.store.FeedItem(ctx, s.feed.ID, identity)
	switch {
	case errors.Is(err, archive.ErrNotFound):
	case err != nil:
		return false, err
	case bytes.Equal(known.Content, now.Content):
		if known.Tries == 0 || known.Tries >= maxTries {
			s.seen = append(s.seen, known)
			return false, nil
		}
		now.Tries = known.Tries + 1
	}
	resp, err := s.poller.opt.Client.Get(ctx, fetch.Request{URL: a.URL, Accept: "text/html, application/xhtml+xml;q=0.9"})
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err == nil && resp.Incomplete == nil {
		if whole, err := page.Article(resp.Body, resp.URL, resp.ContentType); err == nil {
			now.Tries = 0
			adopt(item, whole, resp)
		}
	}
	s.seen = append(s.seen, now)
	return true, nil
}

// adopt takes from a page what its feed has not: the text, where it is longer,
// and what was left out. Title, date and address stay the feed's, by which the
// article is known again.
func adopt(item *reader.Item, whole archive.Article, resp *fetch.Response) {
	a := &item.Article
	if len(whole.Text()) <= len(a.Text()) {
		return
	}
	a.Body = whole.Body
	item.Original, item.MediaType = resp.Body, "text/html"
	if a.Title == "" {
		a.Title = whole.Title
	}
	if len(a.Authors) == 0 {
		a.Authors = whole.Authors
	}
	if a.Language == "" {
		a.Language = whole.Language
	}
	if a.Published.IsZero() {
		a.Published = whole.Published
	}
}

// pending says that the pages of some items are still to be had.
func (s *pages) pending() bool {
	for _, i := range s.seen {
		if i.Tries > 0 && i.Tries < maxTries {
			return true
		}
	}
	return false
}

// save keeps which pages were read, once their articles are stored.
func (s *pages) save(ctx context.Context) error {
	if len(s.seen) == 0 {
		return nil
	}
	return s.poller.store.SaveFeedItems(ctx, s.feed.ID, s.seen)
}

// linkedFeeds are the feeds that a web page names in its head, for whoever gave
// the page's address in place of its feed's.
func linkedFeeds(resp *fetch.Response) []string {
	base, err := url.Parse(resp.URL)
	if err != nil {
		return nil
	}
	var feeds []string
	tokens := html.NewTokenizer(bytes.NewReader(resp.Body))
	for tokens.Next() != html.ErrorToken {
		t := tokens.Token()
		if t.DataAtom != atom.Link || t.Type == html.EndTagToken {
			continue
		}
		attr := map[string]string{}
		for _, a := range t.Attr {
			attr[a.Key] = a.Val
		}
		kind := strings.ToLower(attr["type"])
		if !strings.Contains(strings.ToLower(attr["rel"]), "alternate") ||
			kind != "application/rss+xml" && kind != "application/atom+xml" && kind != "application/feed+json" {
			continue
		}
		if to, err := base.Parse(strings.TrimSpace(attr["href"])); err == nil {
			feeds = append(feeds, to.String())
		}
	}
	return feeds
}

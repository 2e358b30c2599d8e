package poll

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"dateline/archive"
	"dateline/archive/fetch"
	"dateline/archive/ingest"
	"dateline/archive/reader"
	"dateline/archive/reader/format"
)

// Round is what came of asking a feed once.
type Round struct {
	Feed      archive.Feed // as it is now
	Report    ingest.Report
	Unchanged bool // nothing was imported, because nothing has changed

	again bool // pages are still to be asked for
}

// accept are the media types of feeds.
const accept = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1"

// Round asks a feed once, whether or not it is due, imports its items and keeps
// what came of it. What is wrong with the feed or its server is no error but the
// Problem of the feed; an error is one of the archive or of ctx, and the feed is
// asked again as if nothing had been.
//
// Only after every item was read are the server's marks of the present state
// kept for the next request. What was cut off or rejected is thus asked for
// again.
func (p *Poller) Round(ctx context.Context, f archive.Feed) (Round, error) {
	r := Round{Feed: f}
	f.Checked = p.opt.now().UTC()
	resp, err := p.opt.Client.Get(ctx, fetch.Request{URL: f.URL, ETag: f.ETag, LastModified: f.LastModified, Accept: accept})
	if ctx.Err() != nil {
		return r, ctx.Err()
	}
	if err != nil {
		p.failed(&f, err)
		r.Feed = f
		return r, p.store.SaveFeed(ctx, f)
	}
	from := f.URL
	if resp.Moved != "" && resp.Moved != f.URL {
		f.MovedFrom, f.URL = f.URL, resp.Moved
	}
	sum := sha256.Sum256(resp.Body)
	if resp.NotModified || resp.Incomplete == nil && bytes.Equal(sum[:], f.Content) {
		r.Unchanged = true
	} else if err = p.read(ctx, &r, f, from, resp); err != nil {
		if !errors.Is(err, errNoFeed) {
			return r, err
		}
		f.URL, f.MovedFrom = from, r.Feed.MovedFrom // a page is no new address of a feed
		p.failed(&f, err)
		r.Feed = f
		return r, p.store.SaveFeed(ctx, f)
	}
	p.succeeded(&f, resp, &r, sum[:])
	r.Feed = f
	if err := p.store.SaveFeed(ctx, f); err != nil {
		if !errors.Is(err, archive.ErrFollowed) {
			return r, err
		}
		f.MovedFrom, f.URL, f.State = "", from, archive.FeedGone
		f.Problem = fmt.Sprintf("moved to %s, which is followed already", resp.Moved)
		r.Feed = f
		return r, p.store.SaveFeed(ctx, f)
	}
	if r.Report.New+r.Report.Updated > 0 {
		p.opt.Imported()
	}
	return r, nil
}

// importer is who imports, in the record of imports.
const importer = "feeds"

// errNoFeed says that an answer holds no feed.
var errNoFeed = errors.New("is not a feed")

// read imports an answer.
func (p *Poller) read(ctx context.Context, r *Round, f archive.Feed, name string, resp *fetch.Response) error {
	if resp.Incomplete == nil && len(bytes.TrimSpace(resp.Body)) == 0 {
		return fmt.Errorf("%w: the answer is empty", errNoFeed)
	}
	opt, err := p.opt.Ingest(ctx)
	if err != nil {
		return err
	}
	opt.By, opt.Log, opt.Reader.Format = importer, p.opt.Log, feedFormat
	items, total := pages{poller: p, feed: f}, 0
	report, err := ingest.From(ctx, p.store, opt, name, func(ctx context.Context, yield func(reader.Item) error) error {
		in := format.Input{Name: name, URL: resp.URL, ContentType: resp.ContentType, Body: bytes.NewReader(resp.Body)}
		return reader.ReadAnswer(ctx, in, opt.Reader, func(item reader.Item) error {
			if item.Problem == nil && item.Skipped == "" {
				total++
				if f.Source != "" {
					item.Article.Source = f.Source
				}
				if f.FullText {
					keep, err := items.complete(ctx, &item)
					if err != nil || !keep {
						return err
					}
				}
			}
			return yield(item)
		})
	})
	r.Report = *report
	if err != nil {
		return err
	}
	if total == 0 && report.Rejected > 0 {
		reason := report.Problems[0].Reason
		if feeds := linkedFeeds(resp); len(feeds) > 0 {
			reason += "; it links to " + feeds[0]
		}
		return fmt.Errorf("%w: %s", errNoFeed, reason)
	}
	r.again = items.pending()
	return items.save(ctx)
}

// succeeded notes an answer that could be read.
func (p *Poller) succeeded(f *archive.Feed, resp *fetch.Response, r *Round, content []byte) {
	remark(f, resp, r)
	f.Succeeded, f.Failures, f.State = f.Checked, 0, archive.FeedActive
	f.Articles += r.Report.New
	switch {
	case resp.NotModified:
	case resp.Incomplete != nil || r.again:
		f.Content = nil
	default:
		f.Content = content
	}
	switch {
	case f.Problem != "" || r.again:
		f.ETag, f.LastModified = "", ""
	case !resp.NotModified || resp.ETag != "" || resp.LastModified != "":
		f.ETag, f.LastModified = resp.ETag, resp.LastModified
	}
	switch {
	case f.Pace == 0:
		f.Pace = p.opt.Usual
	case r.Report.New > 0:
		f.Pace /= 2
	case f.Problem == "":
		f.Pace += f.Pace / 2
	}
	f.Pace = min(max(f.Pace, p.opt.Least), p.opt.Most)
	f.Due = f.Checked.Add(jittered(max(f.Pace, min(resp.Fresh, p.opt.Most), resp.RetryAfter)))
}

// remark says what of an answer could not be read; of one that is as before that
// is as before, too.
func remark(f *archive.Feed, resp *fetch.Response, r *Round) {
	switch {
	case resp.Incomplete != nil:
		f.Problem = fmt.Sprintf("the answer broke off (%v); what was whole is imported, and the rest asked for again", resp.Incomplete)
	case r.Report.Rejected > 0:
		f.Problem = fmt.Sprintf("%s could not be read: %s", count(r.Report.Rejected, "item", "items"), r.Report.Problems[0].Reason)
	case resp.NotModified || !r.Unchanged || f.Failures > 0:
		f.Problem = ""
	}
}

// longest is the longest wait after failures of a feed.
const longest = 24 * time.Hour

// failed notes an answer that is none. A server that says that the feed is gone
// is not asked again; another after a wait that doubles with each failure.
func (p *Poller) failed(f *archive.Feed, err error) {
	f.Failures++
	f.Problem = err.Error()
	wait := max(f.Pace, p.opt.Least)
	for range min(f.Failures-1, 20) {
		wait = min(2*wait, longest)
	}
	var status *fetch.StatusError
	if errors.As(err, &status) {
		if status.Gone() {
			f.State = archive.FeedGone
		}
		wait = max(wait, status.RetryAfter)
	}
	f.Due = f.Checked.Add(jittered(wait))
}

// jittered adds up to a tenth, so that feeds added together are not asked
// together for ever.
func jittered(wait time.Duration) time.Duration {
	return wait + time.Duration(rand.Int64N(int64(wait)/10+1))
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

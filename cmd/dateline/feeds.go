package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"time"

	"dateline/archive"
	"dateline/archive/reader/feed"
)

// feedsCommand holds the commands about followed feeds.
type feedsCommand struct {
	Add    feedsAddCommand    `cmd:"" help:"Follow feeds, by address or from an OPML file."`
	List   feedsListCommand   `cmd:"" help:"List the feeds with what came of them last."`
	Remove feedsRemoveCommand `cmd:"" help:"Follow feeds no longer; their articles stay."`
	Fetch  feedsFetchCommand  `cmd:"" help:"Ask feeds now, due or not."`
}

// feedView is a feed as --json prints it.
type feedView struct {
	ID        int64      `json:"id"`
	URL       string     `json:"url"`
	Source    string     `json:"source,omitempty"`
	FullText  bool       `json:"full_text"`
	State     string     `json:"state"`
	MovedFrom string     `json:"moved_from,omitempty"`
	Added     time.Time  `json:"added"`
	Checked   *time.Time `json:"checked"`
	Succeeded *time.Time `json:"succeeded"`
	Due       *time.Time `json:"due"` // null for one that is gone
	Failures  int        `json:"failures"`
	Problem   string     `json:"problem,omitempty"`
	Articles  int        `json:"articles"`
}

func viewFeed(f archive.Feed) feedView {
	v := feedView{
		ID: f.ID, URL: f.URL, Source: f.Source, FullText: f.FullText, State: string(f.State), MovedFrom: f.MovedFrom,
		Added: f.Added, Failures: f.Failures, Problem: f.Problem, Articles: f.Articles,
	}
	for _, at := range []struct {
		to   **time.Time
		time time.Time
	}{{&v.Checked, f.Checked}, {&v.Succeeded, f.Succeeded}, {&v.Due, f.Due}} {
		if !at.time.IsZero() {
			*at.to = &at.time
		}
	}
	if f.State == archive.FeedGone {
		v.Due = nil
	}
	return v
}

type feedsView struct {
	Feeds []feedView `json:"feeds"`
}

type feedsAddCommand struct {
	Source   string   `placeholder:"NAME" help:"Publication of the articles, in place of what the feed calls itself."`
	FullText bool     `help:"Read the linked pages, too, for feeds that carry summaries."`
	Feed     []string `arg:"" name:"address" help:"Addresses of feeds, or OPML files."`
}

func (c *feedsAddCommand) Run(ctx context.Context, e *env) error {
	wanted, err := c.wanted()
	if err != nil {
		return err
	}
	store, err := archive.Open(ctx, e.archive)
	if err != nil {
		return err
	}
	added := feedsView{Feeds: []feedView{}}
	known := 0
	for _, address := range wanted {
		f, adding := store.AddFeed(ctx, archive.Feed{URL: address, Source: c.Source, FullText: c.FullText})
		switch {
		case adding == nil:
			added.Feeds = append(added.Feeds, viewFeed(f))
		case errors.Is(adding, archive.ErrFollowed):
			known++
		default:
			err = errors.Join(err, adding)
		}
	}
	if err := errors.Join(err, store.Close()); err != nil {
		return err
	}
	if e.json {
		return e.printJSON(added)
	}
	p := newPaper(e.out)
	for _, f := range added.Feeds {
		p.line(fmt.Sprintf("%6d  %s", f.ID, printable(f.URL)))
	}
	p.line(fmt.Sprintf("%s added, %d followed already; a server asks them within a minute, \"dateline feeds fetch\" now",
		plural(len(added.Feeds), "feed", "feeds"), known))
	return p.err
}

// wanted are the addresses that were named, those of OPML files among them.
func (c *feedsAddCommand) wanted() ([]string, error) {
	var list []string
	for _, name := range c.Feed {
		if isWebAddress(name) {
			list = append(list, name)
			continue
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("%w; an address begins with https:// or http://", err)
		}
		subscriptions, err := feed.List(content, "")
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, s := range subscriptions {
			if !isWebAddress(s.URL) {
				return nil, fmt.Errorf("%s: %q is no address of a feed", name, s.URL)
			}
			list = append(list, s.URL)
		}
	}
	return list, nil
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

type feedsListCommand struct{}

func (feedsListCommand) Run(ctx context.Context, e *env) error {
	list, err := listFeeds(ctx, e)
	if err != nil {
		return err
	}
	if e.json {
		return e.printJSON(list)
	}
	p := newPaper(e.out)
	for _, f := range list.Feeds {
		p.line(fmt.Sprintf("%6d  %s", f.ID, printable(f.URL)))
		line := plural(f.Articles, "article", "articles")
		if f.Source != "" {
			line += " of " + f.Source
		}
		switch {
		case f.Checked == nil:
			line += ", not asked yet"
		case f.Due == nil:
			line += ", gone"
		default:
			line += ", asked " + f.Checked.Local().Format("2006-01-02 15:04") + ", next " + f.Due.Local().Format("15:04")
		}
		if f.MovedFrom != "" {
			line += ", moved from " + f.MovedFrom
		}
		p.line("        " + printable(line))
		if f.Problem != "" {
			p.line("        " + printable(f.Problem))
		}
	}
	return p.err
}

func listFeeds(ctx context.Context, e *env) (feedsView, error) {
	view := feedsView{Feeds: []feedView{}}
	store, err := archive.Open(ctx, e.archive)
	if err != nil {
		return view, err
	}
	feeds, err := store.Feeds(ctx)
	for _, f := range feeds {
		view.Feeds = append(view.Feeds, viewFeed(f))
	}
	return view, errors.Join(err, store.Close())
}

type feedsRemoveCommand struct {
	Feed []string `arg:"" name:"feed" help:"Addresses or numbers of feeds."`
}

func (c *feedsRemoveCommand) Run(ctx context.Context, e *env) error {
	store, err := archive.Open(ctx, e.archive)
	if err != nil {
		return err
	}
	feeds, err := namedFeeds(ctx, store, c.Feed)
	removed := feedsView{Feeds: []feedView{}}
	for _, f := range feeds {
		if err == nil {
			err = store.RemoveFeed(ctx, f.ID)
			removed.Feeds = append(removed.Feeds, viewFeed(f))
		}
	}
	if err := errors.Join(err, store.Close()); err != nil {
		return err
	}
	if e.json {
		return e.printJSON(removed)
	}
	_, err = fmt.Fprintf(e.out, "%s removed; the articles stay\n", plural(len(removed.Feeds), "feed", "feeds"))
	return err
}

// namedFeeds finds feeds by their addresses or numbers.
func namedFeeds(ctx context.Context, store *archive.Store, names []string) ([]archive.Feed, error) {
	all, err := store.Feeds(ctx)
	if err != nil || len(names) == 0 {
		return all, err
	}
	var found []archive.Feed
next:
	for _, name := range names {
		for _, f := range all {
			if f.URL == name || strconv.FormatInt(f.ID, 10) == name {
				found = append(found, f)
				continue next
			}
		}
		return nil, fmt.Errorf("feed %q is not followed; \"dateline feeds list\" names those that are", name)
	}
	return found, nil
}

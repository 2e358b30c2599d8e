package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"dateline/archive"
	"dateline/archive/fetch"
	"dateline/archive/ingest"
	"dateline/archive/ingest/poll"
)

type feedsFetchCommand struct {
	AllowPrivate bool     `help:"Also ask servers of private networks and of this computer."`
	Feed         []string `arg:"" optional:"" name:"feed" help:"Addresses or numbers of feeds; all unless given."`
}

// feedRound is what came of asking a feed, as --json prints it.
type feedRound struct {
	Feed   feedView       `json:"feed"`
	Report *ingest.Report `json:"report"` // null when there was nothing to import
}

// Run asks the feeds one after the other.
func (c *feedsFetchCommand) Run(ctx context.Context, e *env) error {
	s, err := openSession(ctx, e)
	if err != nil {
		return err
	}
	rounds, err := c.run(ctx, e, s)
	if err == nil {
		err = s.catchUp(ctx, e.err)
	}
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	failed := 0
	p := newPaper(e.out)
	for _, r := range rounds {
		if r.Feed.Problem != "" {
			failed++
		}
		line := "nothing new"
		switch {
		case r.Feed.Problem != "":
			line = r.Feed.Problem
		case r.Report != nil:
			line = fmt.Sprintf("new %d, updated %d, unchanged %d", r.Report.New, r.Report.Updated, r.Report.Unchanged)
		}
		if !e.json {
			p.line(printable(r.Feed.URL))
			p.line("        " + printable(line))
		}
	}
	if e.json {
		err = e.printJSON(struct {
			Rounds []feedRound `json:"rounds"`
		}{append([]feedRound{}, rounds...)})
	}
	if err := errors.Join(err, p.err); err != nil {
		return err
	}
	if failed > 0 {
		return &exitError{exitRejected, errors.New(plural(failed, "feed has", "feeds have") + " a problem")}
	}
	return nil
}

func (c *feedsFetchCommand) run(ctx context.Context, e *env, s *session) ([]feedRound, error) {
	feeds, err := namedFeeds(ctx, s.store, c.Feed)
	if err != nil {
		return nil, err
	}
	s.wait = 2 * time.Second
	if err := s.connect(ctx); err != nil {
		e.log.Warn("the index is out of reach", "error", err)
	}
	client := fetch.New(fetchOptions(c.AllowPrivate))
	defer client.Close()
	p := newPoller(e, s.store, client, s.changed)
	var rounds []feedRound
	for _, f := range feeds {
		r, err := p.Round(ctx, f)
		if err != nil {
			return rounds, fmt.Errorf("feed %s: %w", f.URL, err)
		}
		round := feedRound{Feed: viewFeed(r.Feed)}
		if !r.Unchanged && r.Feed.Failures == 0 {
			round.Report = &r.Report
		}
		rounds = append(rounds, round)
	}
	return rounds, nil
}

func fetchOptions(private bool) fetch.Options {
	agent := "Dateline"
	if version := build().Version; strings.HasPrefix(version, "v") { // a release
		agent += "/" + version[1:]
	}
	return fetch.Options{AllowPrivate: private, UserAgent: agent}
}

// newPoller makes a poller that recognises entities as imports do.
func newPoller(e *env, store *archive.Store, client *fetch.Client, changed func()) *poll.Poller {
	return poll.New(store, poll.Options{
		Client: client, Log: e.log, Imported: changed,
		Ingest: func(ctx context.Context) (ingest.Options, error) {
			recogniser, err := archiveRecogniser(ctx, store, e.model)
			return ingest.Options{Recogniser: recogniser}, err
		},
	})
}

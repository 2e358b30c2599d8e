package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"time"

	"dateline/archive"
)

type reindexCommand struct{}

// Run has the owner build the index anew. Searches go on in the old one until the
// new one takes its place.
func (reindexCommand) Run(ctx context.Context, e *env) error {
	s, err := openExisting(ctx, e)
	if err != nil {
		return err
	}
	begun := time.Now()
	err = reindex(ctx, e, s)
	seconds := math.Round(time.Since(begun).Seconds()*100) / 100
	var stats archive.Stats
	if err == nil {
		stats, err = s.store.Stats(ctx)
	}
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	if e.json {
		return e.printJSON(struct {
			Articles int     `json:"articles"`
			Seconds  float64 `json:"seconds"`
		}{stats.Articles, seconds})
	}
	_, err = fmt.Fprintf(e.out, "indexed %s in %.1f s\n", plural(stats.Articles, "article", "articles"), seconds)
	return err
}

// reindex follows the owner's account of its progress to the end.
func reindex(ctx context.Context, e *env, s *session) error {
	resp, err := s.request(ctx, http.MethodPost, "/local/reindex")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		body, err := io.ReadAll(resp.Body)
		return errors.Join(err, answered(resp, body))
	}
	m := newMeter(e.err)
	defer m.done()
	for dec := json.NewDecoder(resp.Body); ; {
		var at reindexed
		if err := dec.Decode(&at); err != nil {
			return fmt.Errorf("the process that builds the index has gone: %w", err)
		}
		if at.Error != "" {
			return errors.New(at.Error)
		}
		if at.Finished {
			return nil
		}
		m.show(at.Done, at.Total, func() string { return fmt.Sprintf("%d of %d changes indexed", at.Done, at.Total) })
	}
}

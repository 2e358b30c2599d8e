package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"time"

	"dateline/archive/entity/recognise"
	"dateline/archive/ingest"
)

type annotateCommand struct{}

// Run recognises entities in the articles that another version annotated. A
// server does the same in the background, so it is for archives that are not
// served.
func (annotateCommand) Run(ctx context.Context, e *env) error {
	s, err := openExisting(ctx, e)
	if err != nil {
		return err
	}
	begun := time.Now()
	done, err := annotate(ctx, e, s)
	if err == nil {
		err = s.catchUp(ctx, e.err)
	}
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	seconds := math.Round(time.Since(begun).Seconds()*100) / 100
	if e.json {
		return e.printJSON(struct {
			Articles int     `json:"articles"`
			Seconds  float64 `json:"seconds"`
		}{done, seconds})
	}
	_, err = fmt.Fprintf(e.out, "recognised entities in %s in %.1f s\n", plural(done, "article", "articles"), seconds)
	return err
}

func annotate(ctx context.Context, e *env, s *session) (int, error) {
	r, err := archiveRecogniser(ctx, s.store, e.model)
	if err != nil {
		return 0, err
	}
	m := newMeter(e.err)
	defer m.done()
	done, err := ingest.Annotate(ctx, s.store, r, runtime.GOMAXPROCS(0), func(done, total int, changed bool) {
		m.show(int64(done), int64(total), func() string { return fmt.Sprintf("%d of %d articles", done, total) })
	})
	if err == nil {
		_, err = ingest.NewMerger(s.store, r.Known()).Run(ctx)
	}
	return done, err
}

// How often a server looks whether editors decided something, and whether other
// processes left articles behind that the present model has not read.
const (
	lookAgain  = 2 * time.Second
	countAgain = time.Minute
)

// keepAnnotated has all articles read by the present model and decisions, and
// entities merged, again and again until ctx ends. It takes one processor at most.
func (o *owner) keepAnnotated(ctx context.Context, model string) {
	var failed string
	var counted time.Time
	var r *recognise.Recogniser // made of the decisions up to this number
	var merger *ingest.Merger
	for decided := int64(-1); ; {
		n, err := o.store.DecisionsNumber(ctx)
		if err == nil && n != decided {
			if r, err = archiveRecogniser(ctx, o.store, model); err == nil {
				decided, counted = n, time.Time{}
				merger = ingest.NewMerger(o.store, r.Known())
			}
		}
		look := func() error {
			n, err := o.store.DecisionsNumber(ctx)
			if err == nil && n != decided {
				return errDecided
			}
			return errors.Join(err, o.merge(ctx, merger))
		}
		if err == nil {
			err = o.merge(ctx, merger)
		}
		if err == nil && time.Since(counted) > countAgain {
			if err = o.annotate(ctx, r, look); err == nil {
				counted = time.Now()
				err = o.merge(ctx, merger)
			}
		}
		if errors.Is(err, errDecided) {
			continue
		}
		if err != nil && ctx.Err() == nil && err.Error() != failed {
			failed = err.Error()
			o.log.Error("entities are not recognised anew", "error", err)
		}
		if sleep(ctx, lookAgain) != nil {
			return
		}
	}
}

func (o *owner) merge(ctx context.Context, m *ingest.Merger) error {
	n, err := m.Run(ctx)
	if n > 0 {
		o.log.Info("entities merged or parted", "entities", n)
		o.changed()
	}
	return err
}

// errDecided says that editors decided something while articles were read.
var errDecided = errors.New("editors decided something")

// annotate has articles read anew. From time to time it looks, and stops where that
// is an error.
func (o *owner) annotate(ctx context.Context, r *recognise.Recogniser, look func() error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	began := time.Now()
	looked := began
	done, err := ingest.Annotate(ctx, o.store, r, 1, func(done, total int, changed bool) {
		if changed {
			o.changed()
		}
		if time.Since(looked) > lookAgain {
			if err := look(); err != nil {
				stop(err)
			}
			looked = time.Now()
		}
	})
	if done > 0 {
		o.log.Info("entities recognised anew", "articles", done, "seconds", int(time.Since(began).Seconds()))
	}
	if cause := context.Cause(ctx); err != nil && cause != nil {
		return cause
	}
	return err
}

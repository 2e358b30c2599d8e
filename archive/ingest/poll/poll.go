// Package poll follows feeds: it asks each for what is new when its time has
// come, imports that, and keeps what came of it.
package poll

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"dateline/archive"
	"dateline/archive/fetch"
	"dateline/archive/ingest"
)

// Options say how to follow; the zero values of the times are fit for use.
type Options struct {
	Client *fetch.Client
	Log    *slog.Logger // nil for slog's default

	// Ingest says, for each round with something to import, how; nil for as usual.
	Ingest func(context.Context) (ingest.Options, error)

	// Imported is called after a round that changed the archive; nil for nobody.
	Imported func()

	// A feed is asked again after its pace, which begins with Usual, halves after a
	// round with news down to Least, and grows by half after one without up to
	// Most. What a server asks for counts where it is longer.
	Least, Usual, Most time.Duration // 0 means 5 minutes, 15 minutes and 6 hours

	now func() time.Time
}

// Poller follows the feeds of one archive. It is safe for concurrent use.
type Poller struct {
	store *archive.Store
	opt   Options
}

// New makes a Poller.
func New(store *archive.Store, opt Options) *Poller {
	if opt.Log == nil {
		opt.Log = slog.Default()
	}
	if opt.Ingest == nil {
		opt.Ingest = func(context.Context) (ingest.Options, error) { return ingest.Options{}, nil }
	}
	if opt.Imported == nil {
		opt.Imported = func() {}
	}
	if opt.Least == 0 {
		opt.Least = 5 * time.Minute
	}
	if opt.Usual == 0 {
		opt.Usual = 15 * time.Minute
	}
	if opt.Most == 0 {
		opt.Most = 6 * time.Hour
	}
	if opt.now == nil {
		opt.now = time.Now
	}
	return &Poller{store: store, opt: opt}
}

const (
	abreast = 8                // feeds asked at the same time
	glance  = 15 * time.Second // between looks for feeds that another process added
)

// Run follows all feeds until ctx ends, and returns when the last round has
// ended. A feed that takes long keeps no other from its turn.
func (p *Poller) Run(ctx context.Context) {
	var rounds sync.WaitGroup
	defer rounds.Wait()
	places := make(chan struct{}, abreast)
	ended := make(chan struct{}, 1)
	var mu sync.Mutex
	busy := map[int64]bool{}

	for {
		due, next, err := p.store.DueFeeds(ctx, p.opt.now())
		if err != nil && ctx.Err() == nil {
			p.opt.Log.Error("feeds cannot be read", "error", err)
		}
		for _, f := range due {
			mu.Lock()
			taken := busy[f.ID]
			mu.Unlock()
			if taken {
				continue
			}
			select {
			case places <- struct{}{}:
			default: // the one that is longest due comes first when a place is free
				continue
			}
			mu.Lock()
			busy[f.ID] = true
			mu.Unlock()
			rounds.Go(func() {
				p.round(ctx, f)
				mu.Lock()
				delete(busy, f.ID)
				mu.Unlock()
				<-places
				select {
				case ended <- struct{}{}:
				default:
				}
			})
		}
		wait := glance
		if !next.IsZero() {
			wait = max(0, min(wait, next.Sub(p.opt.now())))
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-ended:
			timer.Stop()
		case <-timer.C:
		}
	}
}

// round runs one round and logs it.
func (p *Poller) round(ctx context.Context, f archive.Feed) {
	r, err := p.Round(ctx, f)
	log := p.opt.Log.With("feed", r.Feed.URL)
	switch {
	case ctx.Err() != nil:
	case err != nil:
		log.Error("what came of a feed cannot be kept", "error", err)
	case r.Feed.State == archive.FeedGone:
		log.Warn("the feed is gone and will not be asked again", "problem", r.Feed.Problem)
	case r.Feed.Problem != "":
		log.Warn("the feed could not be read as it should", "problem", r.Feed.Problem, "again", r.Feed.Due)
	case r.Report.New > 0:
		log.Info("the feed has news", "new", r.Report.New, "updated", r.Report.Updated)
	}
	if moved := r.Feed.MovedFrom; moved != "" && moved != f.MovedFrom {
		log.Info("the feed has moved for good", "from", moved)
	}
}

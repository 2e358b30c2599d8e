package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"dateline/archive"
	"dateline/index"
	"dateline/web"
)

// owner is the one process that keeps an archive's index. It holds the lock,
// opens the index in the background, follows the archive's changes, and answers
// for the index over the local socket and over pipes inside the process.
type owner struct {
	store *archive.Store
	log   *slog.Logger
	lock  *lock
	pipes *pipes
	local *http.Server

	opened  chan struct{} // closed when the fields of the next group are set
	index   *index.Index  // nil when it cannot be opened
	handler http.Handler  // pages and API
	err     error         // why it cannot be opened

	done, total atomic.Int64 // how far a rebuild at opening is
	reindexing  sync.Mutex

	stop     context.CancelFunc // ends the follower and running requests
	stopped  chan struct{}      // closed when the follower has ended
	followed error              // what it ended with, once stopped
}

// own starts an owner. It does not wait for the index. Site says how the archive
// is served; its store and index are filled in.
func own(l *lock, store *archive.Store, site web.Config) *owner {
	ctx, stop := context.WithCancel(context.Background())
	o := &owner{
		store:   store,
		log:     site.Log,
		lock:    l,
		pipes:   newPipes(),
		opened:  make(chan struct{}),
		stop:    stop,
		stopped: make(chan struct{}),
	}
	o.local = newServer(ctx, o.localHandler(), o.log)
	o.local.ReadTimeout, o.local.WriteTimeout = 0, 0 // only our own commands call here, and some wait long
	go o.serveOn(o.pipes)
	if socket, err := listenLocal(store.Dir()); err != nil {
		o.log.Warn("other commands cannot reach this process", "error", err)
	} else {
		go o.serveOn(socket)
	}
	go o.run(ctx, site)
	return o
}

// run opens the index and follows the archive until ctx ends.
func (o *owner) run(ctx context.Context, site web.Config) {
	defer close(o.stopped)
	if o.err = o.open(ctx, site); o.err != nil {
		close(o.opened)
		return
	}
	close(o.opened)
	if err := o.index.Run(ctx); err != nil {
		o.followed = fmt.Errorf("follow the archive: %w", err)
		o.log.Error("new articles are no longer indexed", "error", err)
	}
}

func (o *owner) open(ctx context.Context, site web.Config) error {
	idx, err := index.Open(ctx, o.store, index.Options{Log: o.log, Progress: func(done, total int64) {
		o.done.Store(done)
		o.total.Store(total)
	}})
	if err != nil {
		return err
	}
	site.Store, site.Index = o.store, idx
	server, err := web.New(site)
	if err != nil {
		return errors.Join(err, idx.Close())
	}
	o.index, o.handler = idx, server.Handler()
	return nil
}

// wait blocks until the index is open, or says why it is not.
func (o *owner) wait(ctx context.Context) error {
	select {
	case <-o.opened:
		return o.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// changed tells the follower that there is something to follow.
func (o *owner) changed() {
	select {
	case <-o.opened:
		if o.err == nil {
			o.index.Notify()
		}
	default: // it begins with everything there is when it opens
	}
}

// follow blocks until every change up to sequence can be found.
func (o *owner) follow(ctx context.Context, sequence int64) error {
	if err := o.wait(ctx); err != nil {
		return err
	}
	o.index.Notify()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for o.index.Sequence() < sequence {
		select {
		case <-tick.C:
		case <-o.stopped:
			return cmp.Or(o.followed, errors.New("the index is closing"))
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// close ends everything in order: no new requests, then the follower, then the
// index, and at last the lock.
func (o *owner) close() error {
	grace, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	context.AfterFunc(grace, o.stop)
	err := o.local.Shutdown(grace)
	o.stop()
	<-o.stopped
	if errors.Is(err, context.DeadlineExceeded) {
		err = o.local.Close()
	}
	if o.index != nil {
		err = errors.Join(err, o.index.Close())
	}
	return errors.Join(err, o.lock.release())
}

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"dateline/archive/fetch"
	"dateline/archive/ingest"
	"dateline/archive/sample"
)

type serveCommand struct {
	Addr string `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Address to listen on (${default}); port 0 takes a free one."`
	Demo bool   `help:"Fill an empty archive with the built-in sample first."`

	AllowPrivate bool `help:"Also ask feeds in private networks and on this computer."`
}

func (c *serveCommand) Run(ctx context.Context, e *env) error {
	s, err := openSession(ctx, e)
	if err != nil {
		return err
	}
	err = c.run(ctx, e, s)
	if ctx.Err() != nil && errors.Is(err, context.Canceled) { // told to stop before it began: no failure
		err = nil
	}
	return errors.Join(err, s.close())
}

func (c *serveCommand) run(ctx context.Context, e *env, s *session) error {
	stats, err := s.store.Stats(ctx)
	if err != nil {
		return err
	}
	empty := stats.Sequence == 0
	s.site.Demo = c.Demo && empty
	if err := takeOver(ctx, s); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("%w; choose another with --addr", err)
	}
	defer listener.Close()

	if c.Demo && empty {
		if err := c.fill(ctx, e, s); err != nil {
			return err
		}
	} else if c.Demo {
		e.log.Info("the archive is not empty: serving it as it is, without the sample", "articles", stats.Articles)
	}
	return c.serve(ctx, e, s, listener)
}

// takeOver makes this process the owner of the index. It waits a moment for a
// command that is about to end.
func takeOver(ctx context.Context, s *session) error {
	dir := s.store.Dir()
	for end := time.Now().Add(5 * time.Second); ; {
		if err := s.take(); err != nil || s.owner != nil {
			return err
		}
		if h := readHolder(dir); h.command == "serve" || time.Now().After(end) {
			return fmt.Errorf("%s is in use by %s: one process at a time can serve an archive", dir, h)
		}
		if err := sleep(ctx, 50*time.Millisecond); err != nil {
			return err
		}
	}
}

// fill imports the sample and waits until it can be found.
func (c *serveCommand) fill(ctx context.Context, e *env, s *session) error {
	recogniser, err := archiveRecogniser(ctx, s.store, e.model)
	if err != nil {
		return err
	}
	opt := ingest.Options{Strict: true, By: userName(), Log: e.log, Recogniser: recogniser, Merge: true}
	if _, err := ingest.Stream(ctx, s.store, opt, sample.Name, bytes.NewReader(sample.Articles())); err != nil {
		return err
	}
	return s.follow(ctx, nil)
}

// grace is how long running requests have to end when the server stops.
const grace = 10 * time.Second

// serve answers until ctx ends, and then lets running requests end.
func (c *serveCommand) serve(ctx context.Context, e *env, s *session, listener net.Listener) error {
	requests, abort := context.WithCancel(context.WithoutCancel(ctx))
	defer abort()
	server := newServer(requests, s.owner, e.log)
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	if err := announce(e, listener.Addr()); err != nil {
		return errors.Join(err, server.Close())
	}
	background, stop := context.WithCancel(ctx)
	var work sync.WaitGroup
	work.Go(func() {
		s.owner.keepCompared(background)
		s.owner.keepAnnotated(background, e.model)
	})
	work.Go(func() {
		client := fetch.New(fetchOptions(c.AllowPrivate))
		defer client.Close()
		newPoller(e, s.store, client, s.owner.changed).Run(background)
	})
	defer func() { stop(); work.Wait() }()
	failed := make(chan error, 1)
	go func() {
		if err := s.owner.wait(ctx); err != nil && ctx.Err() == nil {
			failed <- err
		}
	}()

	select {
	case err := <-served:
		return err
	case err := <-failed: // an archive without an index cannot be served
		return errors.Join(err, server.Close())
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	err := server.Shutdown(ending)
	if errors.Is(err, context.DeadlineExceeded) {
		e.log.Warn("some requests were still running and have been cut off")
		abort()
		err = server.Close()
	}
	if served := <-served; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}

// announce tells where the archive is served.
func announce(e *env, addr net.Addr) error {
	address := "http://" + addr.String()
	if tcp, ok := addr.(*net.TCPAddr); ok {
		if tcp.IP.IsUnspecified() {
			address = fmt.Sprintf("http://localhost:%d", tcp.Port)
		}
		if !tcp.IP.IsLoopback() {
			e.log.Warn("whoever reaches this machine can read the archive", "listening", addr.String())
		}
	}
	if e.json {
		return e.printJSON(struct {
			Address string `json:"address"`
		}{address})
	}
	_, err := fmt.Fprintf(e.err, "Dateline is at %s\n", address)
	return err
}

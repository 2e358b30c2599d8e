package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"dateline/archive"
	"dateline/web"
)

// session is a command's use of an archive: the store, which every process may
// open, and a way to the index, which belongs to one. Where another process owns
// the index, the session asks that process; where none does, it becomes the owner
// itself. Both are asked over HTTP.
//
// A session is used by one goroutine; changed may be called from another once the
// session is connected.
type session struct {
	store   *archive.Store
	command string
	site    web.Config    // how the archive is served, if by this process
	wait    time.Duration // for an owner that does not answer

	owner  *owner // nil while the index is another process's, or not needed yet
	client *http.Client
}

// patience is how long a process may hold the lock without answering: while it
// starts, and while it puts its index away.
const patience = 20 * time.Second

// attempts is how many owners in succession may go away while they are asked.
const attempts = 5

// openSession opens the archive of a command that fills it; the folder is made
// if need be.
func openSession(ctx context.Context, e *env) (*session, error) {
	store, err := archive.Open(ctx, e.archive)
	if err != nil {
		return nil, err
	}
	site := web.Config{Log: e.log}
	if e.archive != defaultArchive {
		site.ImportCommand = "dateline import --archive " + e.archive + " FILE-OR-FOLDER"
	}
	return &session{store: store, command: e.command, site: site, wait: patience}, nil
}

// openExisting opens the archive of a command that only reads: it makes none.
func openExisting(ctx context.Context, e *env) (*session, error) {
	if _, err := os.Stat(filepath.Join(e.archive, "archive.db")); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s holds no archive: import something first, or name another folder with --archive", e.archive)
	}
	return openSession(ctx, e)
}

// connect finds the owner of the index or becomes it. It waits for one that is
// starting or stopping.
func (s *session) connect(ctx context.Context) error {
	if s.owner != nil {
		return nil
	}
	dir := s.store.Dir()
	for end := time.Now().Add(s.wait); ; {
		if err := s.take(); err != nil || s.owner != nil {
			return err
		}
		dial := func(ctx context.Context) (net.Conn, error) { return dialLocal(ctx, dir) }
		if conn, err := dial(ctx); err == nil {
			s.client = newClient(dial)
			return conn.Close()
		}
		if time.Now().After(end) {
			return fmt.Errorf("%s has locked %s but does not answer: end it, then try again", readHolder(dir), dir)
		}
		if err := sleep(ctx, 50*time.Millisecond); err != nil {
			return err
		}
	}
}

// take becomes the owner of the index, unless another process is.
func (s *session) take() error {
	l, err := tryLock(s.store.Dir(), s.command)
	if err != nil || l == nil {
		return err
	}
	s.owner = own(l, s.store, s.site)
	s.client = newClient(s.owner.pipes.dial)
	return nil
}

// newClient makes a client that reaches one owner, whatever the address.
func newClient(dial func(context.Context) (net.Conn, error)) *http.Client {
	return &http.Client{Transport: &http.Transport{
		DisableKeepAlives: true, // the owner may be another one next time
		DialContext:       func(ctx context.Context, _, _ string) (net.Conn, error) { return dial(ctx) },
	}}
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// request asks the owner of the index. When that one has gone, the next owner is
// asked, which may be this process. The caller closes the answer's body.
func (s *session) request(ctx context.Context, method, address string) (*http.Response, error) {
	for attempt := 1; ; attempt++ {
		if err := s.connect(ctx); err != nil {
			return nil, err
		}
		mine := s.owner != nil
		req, err := http.NewRequestWithContext(ctx, method, "http://localhost"+address, nil)
		if err != nil {
			return nil, err
		}
		resp, err := s.client.Do(req)
		if err == nil {
			return resp, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if mine || attempt == attempts {
			return nil, fmt.Errorf("ask the owner of the index: %w", err)
		}
	}
}

// get asks for a document and returns it, or the error that the owner answered.
func (s *session) get(ctx context.Context, method, address string) ([]byte, error) {
	resp, err := s.request(ctx, method, address)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	return body, answered(resp, body)
}

// answered turns an answer that is not a success into an error.
func answered(resp *http.Response, body []byte) error {
	if resp.StatusCode < 300 {
		return nil
	}
	var problem struct{ Title, Detail string }
	if err := json.Unmarshal(body, &problem); err != nil || problem.Detail == "" {
		problem.Detail = resp.Status
	}
	code := exitFailed
	if resp.StatusCode == http.StatusBadRequest {
		code = exitUsage
	}
	return &exitError{code, errors.New(problem.Detail)}
}

// follow returns when everything stored so far can be found. Show is told how
// far that is, in changes; it may be nil.
func (s *session) follow(ctx context.Context, show func(done, total int64)) error {
	if _, err := s.store.Release(ctx); err != nil {
		return err
	}
	sequence, err := s.store.Sequence(ctx)
	if err != nil {
		return err
	}
	address := "/local/follow?sequence=" + strconv.FormatInt(sequence, 10)
	for {
		body, err := s.get(ctx, http.MethodPost, address)
		if err != nil {
			return err
		}
		var at followed
		if err := json.Unmarshal(body, &at); err != nil {
			return err
		}
		if at.Sequence >= sequence {
			return nil
		}
		if show != nil {
			show(at.Sequence, sequence)
		}
	}
}

// changed says that the store has changed.
func (s *session) changed() {
	if s.owner != nil {
		s.owner.changed()
	}
}

// close gives up the index, if it is ours, and the store.
func (s *session) close() error {
	var err error
	if s.owner != nil {
		err = s.owner.close()
	}
	return errors.Join(err, s.store.Close())
}

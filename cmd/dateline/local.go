package main

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"strconv"
	"time"
)

// localHandler answers for the index to the commands of this user: everything
// the web app serves, and under /local/ what only they may ask for. Requests wait
// until the index is open.
func (o *owner) localHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /local/follow", o.handleFollow)
	mux.HandleFunc("GET /local/check", o.handleCheck)
	mux.HandleFunc("POST /local/reindex", o.handleReindex)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if err := o.wait(r.Context()); err != nil {
			answerError(w, err)
			return
		}
		o.handler.ServeHTTP(w, r)
	})
	return mux
}

func (o *owner) serveOn(l net.Listener) {
	if err := o.local.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		o.log.Warn("other commands can no longer reach this process", "error", err)
	}
}

// localError is the answer to a request under /local/ that failed. It is written
// like the API's errors, so that a command reads both in the same way.
type localError struct {
	Detail string `json:"detail"`
}

func answerError(w http.ResponseWriter, err error) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(http.StatusInternalServerError)
	_ = json.NewEncoder(w).Encode(localError{err.Error()}) // a client that has gone reads no errors
}

func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

// followed tells how far the index has followed the archive.
type followed struct {
	Sequence int64 `json:"sequence"` // every change up to it can be found
}

// followFor is how long a request to follow waits before it tells how far it is.
const followFor = 2 * time.Second

// handleFollow answers when every change up to ?sequence=N can be found, and
// after two seconds in any case.
func (o *owner) handleFollow(w http.ResponseWriter, r *http.Request) {
	sequence, err := strconv.ParseInt(r.FormValue("sequence"), 10, 64)
	if err != nil {
		http.Error(w, "want sequence=NUMBER", http.StatusBadRequest)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), followFor)
	defer cancel()
	before := o.sequence()
	err = o.follow(ctx, sequence)
	if errors.Is(err, context.DeadlineExceeded) {
		err = nil
		if at := o.sequence(); at >= 0 && at == before {
			err = o.index.Follow(r.Context()) // it stands still: this tells why
		}
	}
	if err != nil {
		answerError(w, err)
		return
	}
	answer(w, followed{max(o.sequence(), 0)})
}

// sequence is the last change that can be found, -1 while the index is not open.
func (o *owner) sequence() int64 {
	select {
	case <-o.opened:
		if o.err == nil {
			return o.index.Sequence()
		}
	default:
	}
	return -1
}

// checked is what a check found wrong, in words.
type checked struct {
	Problems []string `json:"problems"`
}

// handleCheck checks the database, then the index against it.
func (o *owner) handleCheck(w http.ResponseWriter, r *http.Request) {
	found := checked{Problems: []string{}}
	problems, err := o.store.Check(r.Context())
	if err != nil {
		answerError(w, err)
		return
	}
	found.Problems = append(found.Problems, problems...)
	if err := o.wait(r.Context()); err != nil {
		found.Problems = append(found.Problems, "the index cannot be opened: "+err.Error())
		answer(w, found)
		return
	}
	sequence, err := o.store.Sequence(r.Context())
	if err == nil {
		err = o.follow(r.Context(), sequence)
	}
	if err == nil {
		problems, err = o.index.Check(r.Context())
	}
	if err != nil {
		answerError(w, err)
		return
	}
	found.Problems = append(found.Problems, problems...)
	answer(w, found)
}

// reindexed is one line of the answer to a reindex: how far it is, in changes, and
// on the last line how it ended.
type reindexed struct {
	Done     int64  `json:"done"`
	Total    int64  `json:"total"`
	Finished bool   `json:"finished,omitempty"`
	Error    string `json:"error,omitempty"`
}

// handleReindex builds the index anew and streams how far it is.
func (o *owner) handleReindex(w http.ResponseWriter, r *http.Request) {
	if err := o.wait(r.Context()); err != nil {
		answerError(w, err)
		return
	}
	if !o.reindexing.TryLock() {
		answerError(w, errors.New("the index is being built anew already"))
		return
	}
	defer o.reindexing.Unlock()

	w.Header().Set("Content-Type", "application/x-ndjson")
	enc, flush := json.NewEncoder(w), http.NewResponseController(w)
	var last reindexed
	err := o.index.Reindex(r.Context(), func(done, total int64) {
		last.Done, last.Total = done, total
		_ = enc.Encode(last) // the request's context ends with its client
		_ = flush.Flush()
	})
	if last.Finished = err == nil; err != nil {
		last.Error = err.Error()
	}
	_ = enc.Encode(last)
}

package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// newServer makes a server whose requests end with ctx. Its limits are wide for
// people and narrow for those who would hold connections open; a handler that
// streams for longer extends its own deadline.
func newServer(ctx context.Context, h http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           h,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute,
		WriteTimeout:      2 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

// ServeHTTP serves the pages and the API once the index is open; before, it asks
// to come again.
func (o *owner) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	select {
	case <-o.opened:
	default:
		w.Header().Set("Retry-After", "2")
		w.Header().Set("Refresh", "2")
		http.Error(w, "Dateline is opening its index"+o.percent()+". This page comes by itself.", http.StatusServiceUnavailable)
		return
	}
	if o.err != nil {
		http.Error(w, "The index of this archive cannot be opened; the log says why.", http.StatusInternalServerError)
		return
	}
	o.handler.ServeHTTP(w, r)
}

func (o *owner) percent() string {
	done, total := o.done.Load(), o.total.Load()
	if total <= 0 {
		return ""
	}
	return fmt.Sprintf(" (%d %%)", min(100*done/total, 100))
}

package fetch

import (
	"context"
	"strings"
	"sync"
	"time"
)

// hosts sees to it that each host gets one request at a time, and a gap after
// each.
type hosts struct {
	gap  time.Duration
	mu   sync.Mutex
	busy map[string]*host
}

// host is one that is being asked, or was within the gap.
type host struct {
	turn  chan struct{} // holds one token: whoever has it may ask
	users int           // that wait or ask
	ready time.Time     // when the next may ask
}

func newHosts(gap time.Duration) *hosts { return &hosts{gap: max(0, gap), busy: map[string]*host{}} }

// turn waits until the host may be asked, without the gap if it sent us here
// itself. The caller calls done after asking.
func (h *hosts) turn(ctx context.Context, name string, redirected bool) (done func(), err error) {
	name = strings.ToLower(name)
	h.mu.Lock()
	at := h.busy[name]
	if at == nil {
		h.forget()
		at = &host{turn: make(chan struct{}, 1)}
		at.turn <- struct{}{}
		h.busy[name] = at
	}
	at.users++
	h.mu.Unlock()
	leave := func() {
		h.mu.Lock()
		at.users--
		h.mu.Unlock()
	}
	select {
	case <-at.turn:
	case <-ctx.Done():
		leave()
		return nil, ctx.Err()
	}
	if wait := time.Until(at.ready); wait > 0 && !redirected {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			at.turn <- struct{}{}
			leave()
			return nil, ctx.Err()
		}
	}
	var once sync.Once
	return func() {
		once.Do(func() {
			at.ready = time.Now().Add(h.gap)
			at.turn <- struct{}{}
			leave()
		})
	}, nil
}

// forget drops the hosts whose gap is over.
func (h *hosts) forget() {
	now := time.Now()
	for name, at := range h.busy {
		if at.users == 0 && at.ready.Before(now) {
			delete(h.busy, name)
		}
	}
}

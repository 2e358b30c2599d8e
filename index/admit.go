package index

import (
	"context"
	"errors"
	"runtime"
	"time"
)

// heavyWork is how many postings a search may read without asking for a turn:
// some milliseconds' worth. Searches above it take turns, one fewer at a time
// than there are processors, so that whatever the heavy ones do, a light one is
// answered at once.
const heavyWork = 200_000

// turnTime is how long a heavy search waits for its turn.
const turnTime = 5 * time.Second

// ErrBusy says that too many heavy searches are running.
var ErrBusy = errors.New("too many costly searches are running; try again in some seconds, or ask for rarer words")

// newTurns makes the turns of heavy searches.
func newTurns() chan struct{} { return make(chan struct{}, max(1, runtime.GOMAXPROCS(0)-1)) }

// admit lets a search of so much work begin; the caller calls leave at its end.
func (x *Index) admit(ctx context.Context, work int) (leave func(), err error) {
	if work < heavyWork {
		return func() {}, nil
	}
	timer := time.NewTimer(turnTime)
	defer timer.Stop()
	select {
	case x.turns <- struct{}{}:
		return func() { <-x.turns }, nil
	case <-timer.C:
		return nil, ErrBusy
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

package main

import (
	"context"
	"fmt"
	"time"
)

// comparedAtOnce is how many older articles are looked at in one transaction: few
// enough that an import beside it never waits long.
const comparedAtOnce = 256

// keepCompared finds the copies among articles that are older than the search
// for them, once, in the background.
func (o *owner) keepCompared(ctx context.Context) {
	began, all := time.Now(), 0
	for {
		done, err := o.store.Compare(ctx, comparedAtOnce)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			o.log.Error("copies are not looked for among older articles", "error", err)
			return
		case done == 0:
			if all > 0 {
				o.log.Info("copies looked for among older articles", "articles", all, "seconds", int(time.Since(began).Seconds()))
			}
			return
		}
		all += done
		o.changed()
		if sleep(ctx, 10*time.Millisecond) != nil { // leave room for others who write
			return
		}
	}
}

// compareOlder does the same before an import, which is then told all copies of
// what it brings. Beside a server it finds nothing left to do.
func compareOlder(ctx context.Context, e *env, s *session) error {
	left, err := s.store.Uncompared(ctx)
	if err != nil || left == 0 {
		return err
	}
	m := newMeter(e.err)
	defer m.done()
	for all := 0; ; {
		done, err := s.store.Compare(ctx, comparedAtOnce)
		if err != nil || done == 0 {
			return err
		}
		all += done
		m.show(int64(all), int64(left), func() string { return fmt.Sprintf("%d of %d older articles compared", all, left) })
		s.changed()
	}
}

package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// meter shows how far long work is: a bar on a terminal, and elsewhere one line
// every few seconds. Work that is never shown leaves no trace.
type meter struct {
	w     io.Writer
	bar   *progressbar.ProgressBar // on a terminal, once there is something to show
	shown time.Time
}

// meterEvery is the time between two lines.
const meterEvery = 3 * time.Second

func newMeter(w io.Writer) *meter { return &meter{w: w, shown: time.Now()} }

// show tells that done of total is behind us; a total of 0 is unknown. Text is
// called when there is something to show.
func (m *meter) show(done, total int64, text func() string) {
	if isTerminal(m.w) {
		m.draw(done, total, text())
		return
	}
	if time.Since(m.shown) < meterEvery {
		return
	}
	m.shown = time.Now()
	percent := ""
	if total > 0 {
		percent = fmt.Sprintf("%d %%: ", min(100*done/total, 100))
	}
	_, _ = fmt.Fprintln(m.w, percent+text())
}

func (m *meter) draw(done, total int64, text string) {
	if m.bar == nil {
		m.bar = progressbar.NewOptions64(-1,
			progressbar.OptionSetWriter(m.w),
			progressbar.OptionSetWidth(24),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(),
		)
	}
	if total > 0 && m.bar.GetMax64() != total {
		m.bar.ChangeMax64(total)
	}
	m.bar.Describe(text)
	_ = m.bar.Set64(min(done, max(total-1, 0))) // the end is for done, or the bar would vanish early
}

// done takes the bar away.
func (m *meter) done() {
	if m.bar != nil {
		_ = m.bar.Finish()
	}
}

// catchUp waits until everything stored so far can be found, and shows how far
// that is.
func (s *session) catchUp(ctx context.Context, w io.Writer) error {
	m := newMeter(w)
	defer m.done()
	return s.follow(ctx, func(done, total int64) {
		m.show(done, total, func() string { return fmt.Sprintf("%d of %d changes indexed", done, total) })
	})
}

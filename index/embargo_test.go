package index

import (
	"context"
	"testing"
	"time"

	"dateline/archive"
)

// What its publisher cancels is not found any more; what is under embargo is
// found once it ends, without anybody's doing.
func TestPublishersStatusInSearch(t *testing.T) {
	store := newArchive(t)
	until := time.Now().Add(1500 * time.Millisecond)
	embargoed := archive.Article{GUID: "b", Title: "Budget", Body: text("Taxes on windows rise.")}
	embargoed.Embargo = archive.NewDate(until.Add(time.Second), archive.ToSecond, true)
	put(t, store, archive.Article{GUID: "a", Title: "Windows", Body: text("Windows were cleaned.")}, embargoed)
	x := openIndex(t, store)
	total := func() int { return search(t, x, Query{Text: "windows"}).Total }
	if got := total(); got != 1 {
		t.Fatalf("%d found during the embargo, want 1", got)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- x.Run(ctx) }()
	for deadline := until.Add(10 * time.Second); total() != 2; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the embargo ended and the article is not found")
		}
	}
	if time.Now().Before(embargoed.Embargo.Time()) {
		t.Error("found before the embargo ended")
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	cancelled := archive.Article{GUID: "a", Title: "Windows", Status: archive.Cancelled, Body: text("Windows were cleaned.")}
	put(t, store, cancelled)
	follow(t, x)
	if got := total(); got != 1 {
		t.Errorf("%d found after one was cancelled, want 1", got)
	}
	if faults, err := x.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Error(faults, err)
	}
}

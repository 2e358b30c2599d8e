package ingest

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"dateline/archive"
	"dateline/archive/entity/recognise"
	"dateline/archive/reader"
)

// A batch is stored in one transaction. It is closed at whichever limit comes
// first: enough articles to spread the cost of a transaction, little enough
// memory, and soon enough for a slow input to become searchable.
const (
	batchArticles = 1000
	batchBytes    = 8 << 20
	batchTime     = time.Second
)

// batch is a run of records in the order of the input.
type batch struct {
	incoming []archive.Incoming
	rejected []archive.Refused
	skipped  map[string]int // what was no article, by kind
	passed   int            // the sum of skipped
	input    string         // of the last record
	bytes    int
}

func (b *batch) len() int { return len(b.incoming) + len(b.rejected) + b.passed }

func (b *batch) full() bool { return b.len() >= batchArticles || b.bytes >= batchBytes }

func (b *batch) add(item reader.Item) {
	b.input = item.Input
	switch {
	case item.Problem != nil:
		b.rejected = append(b.rejected, refused(problem(item), item.Original, item.MediaType))
		b.bytes += len(item.Original)
		return
	case item.Skipped != "":
		if b.skipped == nil {
			b.skipped = map[string]int{}
		}
		b.skipped[item.Skipped]++
		b.passed++
		return
	}
	b.incoming = append(b.incoming, archive.Incoming{
		Article:   item.Article,
		Input:     item.Input,
		Line:      item.Line,
		Captured:  item.Captured,
		Original:  item.Original,
		MediaType: item.MediaType,
	})
	b.bytes += len(item.Original)
	for _, p := range item.Article.Body {
		b.bytes += len(p.Text)
	}
}

// identify fills in the identities and what else can be found out, several
// articles at a time. Recogniser may be nil; desks are the countries of sources.
func (b *batch) identify(workers int, recogniser *recognise.Recogniser, desks map[string]string) {
	var group errgroup.Group
	size := (len(b.incoming) + workers - 1) / workers
	for start := 0; start < len(b.incoming); start += size {
		part := b.incoming[start:min(start+size, len(b.incoming))]
		group.Go(func() error {
			for i := range part {
				part[i].Identity = Identity(&part[i].Article)
				annotate(&part[i].Article)
				if recogniser != nil {
					recogniseIn(recogniser, &part[i], desks[part[i].Article.Source])
				}
			}
			return nil
		})
	}
	_ = group.Wait() // identifying cannot fail
}

// collect gathers items into batches and hands each on when it is full, or when
// it is old enough and the next stage is free. It ends with items, or with ctx.
func collect(ctx context.Context, items <-chan reader.Item, batches chan<- *batch) {
	tick := time.NewTicker(batchTime)
	defer tick.Stop()
	b := &batch{}
	for due := false; ; {
		in, out := items, batches
		if b.full() {
			in = nil // wait until the next stage takes it
		} else if !due || b.len() == 0 {
			out = nil
		}
		select {
		case item, more := <-in:
			if more {
				b.add(item)
				continue
			}
			if b.len() > 0 {
				select {
				case batches <- b:
				case <-ctx.Done():
				}
			}
			return
		case out <- b:
			b, due = &batch{}, false
			tick.Reset(batchTime)
		case <-tick.C:
			due = true
		case <-ctx.Done():
			return
		}
	}
}

package ingest

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/archive/reader"
)

func TestCollect(t *testing.T) {
	big := goodItem(0)
	big.Article.Body[0].Text = strings.Repeat("x", batchBytes/2)
	for _, tt := range []struct {
		name  string
		items []reader.Item
		want  []int // sizes of the batches
	}{
		{"nothing", nil, nil},
		{"one", []reader.Item{goodItem(0)}, []int{1}},
		{"as many as a batch takes", many(batchArticles, goodItem), []int{batchArticles}},
		{"more", many(batchArticles+1, goodItem), []int{batchArticles, 1}},
		{"bad ones count", many(batchArticles+1, badItem), []int{batchArticles, 1}},
		{"large ones", []reader.Item{big, big, big}, []int{2, 1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in, out := make(chan reader.Item), make(chan *batch)
			go func() {
				defer close(in)
				for _, item := range tt.items {
					in <- item
				}
			}()
			go func() {
				defer close(out)
				collect(context.Background(), in, out)
			}()
			var got []int
			for b := range out {
				got = append(got, b.len())
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("batches (-want +got):\n%s", diff)
			}
		})
	}
}

// A slow input is not held back until a batch is full.
func TestCollectHandsOnWhatIsOld(t *testing.T) {
	in, out := make(chan reader.Item), make(chan *batch)
	go collect(context.Background(), in, out)
	defer close(in)
	in <- goodItem(0)
	select {
	case b := <-out:
		if b.len() != 1 {
			t.Errorf("batch of %d, want 1", b.len())
		}
	case <-time.After(5 * batchTime):
		t.Error("the article was held back")
	}
}

func many(n int, make func(int) reader.Item) []reader.Item {
	list := []reader.Item{}
	for i := range n {
		list = append(list, make(i))
	}
	return list
}

package ingest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/archive"
	"dateline/archive/reader"
)

func openStore(t *testing.T) *archive.Store {
	t.Helper()
	store, err := archive.Open(context.Background(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

func goodItem(i int) reader.Item {
	return reader.Item{
		Article:   *article(fmt.Sprintf("id-%d", i), "", "Test", fmt.Sprintf("Title %d", i), fmt.Sprintf("The text of article %d.", i)),
		Input:     "test.jsonl",
		Line:      i + 1,
		Original:  fmt.Appendf(nil, `{"id":"id-%d"}`, i),
		MediaType: "application/json",
	}
}

func badItem(i int) reader.Item {
	return reader.Item{Input: "test.jsonl", Line: i + 1, Problem: errors.New("not an object")}
}

// items is an input of n records, of which every badEvery-th is bad.
func items(n, badEvery int) readFunc {
	return func(ctx context.Context, yield func(reader.Item) error) error {
		for i := range n {
			if err := ctx.Err(); err != nil {
				return err
			}
			item := goodItem(i)
			if badEvery > 0 && i%badEvery == badEvery-1 {
				item = badItem(i)
			}
			if err := yield(item); err != nil {
				return err
			}
		}
		return nil
	}
}

func importItems(t *testing.T, ctx context.Context, store *archive.Store, opt Options, read readFunc) (*Report, error) {
	t.Helper()
	rep, err := newRun(store, opt).run(ctx, []string{"test.jsonl"}, read)
	if rep.Read != rep.New+rep.Updated+rep.Unchanged+rep.Rejected {
		t.Errorf("the report does not add up: %+v", rep)
	}
	return rep, err
}

// counts leaves out of a report what differs from run to run.
func counts(r *Report) Report {
	c := *r
	c.Problems, c.Seconds = nil, 0
	return c
}

func TestImportTwice(t *testing.T) {
	store, ctx := openStore(t), context.Background()
	const n = 1200 // more than a batch
	var told []Progress
	first, err := importItems(t, ctx, store, Options{Progress: func(p Progress) { told = append(told, p) }}, items(n, 100))
	if err != nil {
		t.Fatal(err)
	}
	want := Report{Read: n, New: n - n/100, Rejected: n / 100}
	if diff := cmp.Diff(want, counts(first)); diff != "" {
		t.Errorf("first report (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(reader.Problem{Input: "test.jsonl", Line: 100, Reason: "not an object"}, first.Problems[0]); diff != "" {
		t.Errorf("first problem (-want +got):\n%s", diff)
	}
	if len(told) < 2 || told[len(told)-1].Read != n {
		t.Errorf("progress was told %d times, last %+v", len(told), told[len(told)-1])
	}

	sequence, err := store.Sequence(ctx)
	if err != nil {
		t.Fatal(err)
	}
	second, err := importItems(t, ctx, store, Options{}, items(n, 100))
	if err != nil {
		t.Fatal(err)
	}
	want = Report{Read: n, Unchanged: n - n/100, Rejected: n / 100}
	if diff := cmp.Diff(want, counts(second)); diff != "" {
		t.Errorf("second report (-want +got):\n%s", diff)
	}
	if after, err := store.Sequence(ctx); err != nil || after != sequence {
		t.Errorf("sequence after the second import = %d, %v, want %d as before", after, err, sequence)
	}
}

func TestImportKeepsOrder(t *testing.T) {
	store, ctx := openStore(t), context.Background()
	if _, err := importItems(t, ctx, store, Options{Workers: 4}, items(1200, 0)); err != nil {
		t.Fatal(err)
	}
	changes, err := store.Changes(ctx, 0, 1200)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range changes {
		if want := fmt.Sprintf("id-%d", i); c.Article.GUID != want {
			t.Fatalf("article %d is %s, want %s", i, c.Article.GUID, want)
		}
	}
}

func TestImportRecord(t *testing.T) {
	store, ctx := openStore(t), context.Background()
	const n = 1500
	rep, err := importItems(t, ctx, store, Options{By: "ada"}, items(n, 1))
	if err != nil {
		t.Fatal(err)
	}
	if len(rep.Problems) != maxProblems || rep.Omitted != n-maxProblems {
		t.Errorf("report keeps %d problems and omits %d, want %d and %d", len(rep.Problems), rep.Omitted, maxProblems, n-maxProblems)
	}
	imports, err := store.Imports(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	imp := imports[0]
	if imp.By != "ada" || imp.Read != n || imp.Rejected != n || imp.Finished.IsZero() {
		t.Errorf("record = %+v", imp)
	}
	rejected, err := store.Rejections(ctx, imp.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(rejected) != n {
		t.Errorf("the record keeps %d rejections, want all %d", len(rejected), n)
	}
}

func TestImportUpdates(t *testing.T) {
	store, ctx := openStore(t), context.Background()
	if _, err := importItems(t, ctx, store, Options{}, items(3, 0)); err != nil {
		t.Fatal(err)
	}
	changed := func(ctx context.Context, yield func(reader.Item) error) error {
		for i := range 3 {
			item := goodItem(i)
			if i == 1 {
				item.Article.Body[0].Text += " Corrected."
			}
			if err := yield(item); err != nil {
				return err
			}
		}
		return nil
	}
	rep, err := importItems(t, ctx, store, Options{}, changed)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Report{Read: 3, Updated: 1, Unchanged: 2}, counts(rep)); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
}

func TestStrictStopsAtTheFirstProblem(t *testing.T) {
	store, ctx := openStore(t), context.Background()
	rep, err := importItems(t, ctx, store, Options{Strict: true}, items(1300, 1100))
	var strict *StrictError
	if !errors.As(err, &strict) || strict.Problem.Line != 1100 {
		t.Fatalf("error = %v, want a StrictError at line 1100", err)
	}
	if diff := cmp.Diff(Report{Read: 1100, New: 1099, Rejected: 1}, counts(rep)); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
	stats, err := store.Stats(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if stats.Articles != 1099 {
		t.Errorf("archive holds %d articles, want the 1099 before the bad record", stats.Articles)
	}
}

func TestWhatTheStoreRefusesIsRejected(t *testing.T) {
	refused := func(ctx context.Context, yield func(reader.Item) error) error {
		for i := range 5 {
			item := goodItem(i)
			switch i {
			case 1:
				item.Article.Title = "not \xff text"
				item.Article.GUID = "not \xff text"
			case 3:
				item.Article.Title, item.Article.Body, item.Article.GUID = "", nil, ""
			}
			if err := yield(item); err != nil {
				return err
			}
		}
		return nil
	}
	for _, tt := range []struct {
		strict bool
		want   Report
	}{
		{false, Report{Read: 5, New: 3, Rejected: 2}},
		{true, Report{Read: 2, New: 1, Rejected: 1}},
	} {
		t.Run(fmt.Sprintf("strict %t", tt.strict), func(t *testing.T) {
			rep, err := importItems(t, context.Background(), openStore(t), Options{Strict: tt.strict}, refused)
			var strict *StrictError
			if errors.As(err, &strict) != tt.strict {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, counts(rep)); diff != "" {
				t.Errorf("report (-want +got):\n%s\nproblems: %v", diff, rep.Problems)
			}
		})
	}
}

func TestInterruptedImportGoesOn(t *testing.T) {
	store := openStore(t)
	const n, read = 1600, 1100
	ctx, cancel := context.WithCancel(context.Background())
	rep, err := importItems(t, ctx, store, Options{}, func(ctx context.Context, yield func(reader.Item) error) error {
		return items(n, 0)(ctx, func(item reader.Item) error {
			if item.Line == read {
				cancel()
			}
			return yield(item)
		})
	})
	if !errors.Is(err, ErrInterrupted) {
		t.Fatalf("error = %v, want ErrInterrupted", err)
	}
	if rep.New != read {
		t.Errorf("%d articles are stored, want the %d that were read", rep.New, read)
	}
	imports, err := store.Imports(context.Background(), 1)
	if err != nil || imports[0].Finished.IsZero() || imports[0].New != rep.New {
		t.Errorf("record = %+v, %v, want it closed with %d new", imports, err, rep.New)
	}

	again, err := importItems(t, context.Background(), store, Options{}, items(n, 0))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Report{Read: n, New: n - rep.New, Unchanged: rep.New}, counts(again)); diff != "" {
		t.Errorf("second report (-want +got):\n%s", diff)
	}
}

func TestAFailingStoreStopsReading(t *testing.T) {
	store := openStore(t)
	ended := make(chan struct{})
	endless := func(ctx context.Context, yield func(reader.Item) error) error {
		defer close(ended)
		for i := 0; ; i++ {
			if err := yield(goodItem(i)); err != nil {
				return err
			}
		}
	}
	opt := Options{Progress: func(Progress) {
		go func() { _ = store.Close() }()
	}}
	_, err := importItems(t, context.Background(), store, opt, endless)
	if !errors.Is(err, archive.ErrClosed) {
		t.Errorf("error = %v, want archive.ErrClosed", err)
	}
	<-ended
}

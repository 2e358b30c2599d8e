package ingest

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"dateline/archive"
	"dateline/archive/entity/recognise"
)

// annotateAtOnce is how many articles are stored in one transaction: few enough
// that an import beside it never waits long.
const annotateAtOnce = 256

// Annotate recognises the entities of all usable articles that another version
// of the recogniser annotated, or with another desk, or none, and stores them. It can be stopped at any
// time and goes on where it stopped when it is called again; searches and imports
// go on beside it. After each batch, progress is told how many articles are done,
// how many there were to do, and whether the index has anything to follow; it
// may be nil.
func Annotate(ctx context.Context, store *archive.Store, r *recognise.Recogniser, workers int, progress func(done, total int, changed bool)) (int, error) {
	total, err := store.CountUnannotated(ctx, r.Version())
	if err != nil || total == 0 {
		return 0, err
	}
	done := 0
	for after := int64(0); ; {
		articles, err := store.Unannotated(ctx, r.Version(), after, annotateAtOnce)
		if err != nil {
			return done, err
		}
		if len(articles) == 0 {
			return done, nil
		}
		desks, err := store.Desks(ctx)
		if err != nil {
			return done, err
		}
		list, err := annotateArticles(ctx, r, max(workers, 1), articles, desks)
		if err != nil {
			return done, err
		}
		changed, err := store.Annotate(ctx, list)
		if err != nil {
			return done, fmt.Errorf("annotate articles %d to %d: %w", articles[0].ID, articles[len(articles)-1].ID, err)
		}
		done += len(list)
		after = articles[len(articles)-1].ID
		if progress != nil {
			progress(done, max(total, done), changed > 0)
		}
	}
}

func annotateArticles(ctx context.Context, r *recognise.Recogniser, workers int, articles []*archive.Article, desks map[string]string) ([]archive.Annotation, error) {
	list := make([]archive.Annotation, len(articles))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(workers)
	for i, a := range articles {
		group.Go(func() error {
			desk := desks[a.Source]
			list[i] = archive.Annotation{Article: a.ID, Version: a.Version, Annotator: archive.DeskVersion(r.Version(), desk), Found: find(r, a, a.Supplied, desk)}
			return ctx.Err()
		})
	}
	return list, group.Wait()
}

package reader

import (
	"errors"
	"hash/maphash"

	"dateline/archive"
	"dateline/archive/reader/field"
	"dateline/archive/reader/format"
	"dateline/archive/reader/sitemap"
)

// maxHops is how many lists may lie between a file and a page: an index of
// sitemaps lists sitemaps, which list pages.
const maxHops = 3

// following is what is known of the addresses that sitemaps list.
type following struct {
	hops    int
	seed    maphash.Seed
	visited map[uint64]bool
	listed  *archive.Article // what a news sitemap says of the page being read
}

// followSitemap reads the pages that a sitemap lists.
func (r *reading) followSitemap(in *input) error {
	if r.follow == nil {
		r.follow = &following{seed: maphash.MakeSeed(), visited: map[uint64]bool{}}
	}
	return sitemap.Read(r.ctx, format.Input{Name: in.name, Base: in.base, URL: in.url, Body: in.body}, func(rec format.Record) error {
		switch {
		case errors.As(rec.Problem, new(*sitemap.ListError)):
			return nil // its pages are read
		case rec.Problem != nil:
			return r.record(in.name, rec)
		case rec.Skipped == "" && rec.Article.URL == "":
			return r.record(in.name, rec)
		case rec.Skipped == "":
			return r.listed(in, rec)
		case rec.Part == "":
			return nil
		}
		return r.visit(rec.Part, nil)
	})
}

// listed reads a page of which a news sitemap tells title and date. If it cannot
// be had, these are the article.
func (r *reading) listed(in *input, rec format.Record) error {
	read := r.read
	if err := r.visit(rec.Article.URL, &rec.Article); err != nil || r.read > read {
		return err
	}
	return r.record(in.name, rec)
}

// visit fetches an address, once, and reads what is there.
func (r *reading) visit(address string, listed *archive.Article) error {
	f := r.follow
	key := maphash.String(f.seed, address)
	if f.visited[key] {
		return nil
	}
	f.visited[key] = true
	if f.hops >= maxHops {
		return r.reject(address, 0, "is more than %d lists away from what was imported", maxHops)
	}
	was := r.opt.Format
	f.hops, f.listed, r.opt.Format = f.hops+1, listed, ""
	err := r.fetched(address, func(int64) {})
	f.hops, f.listed, r.opt.Format = f.hops-1, nil, was
	return r.settle(address, err)
}

// complete fills in what a page does not say and its sitemap did.
func (f *following) complete(a *archive.Article) {
	if f == nil || f.listed == nil {
		return
	}
	if a.Published.Precision() < f.listed.Published.Precision() {
		a.Published = f.listed.Published
	}
	if a.Title == "" {
		a.Title = f.listed.Title
	}
	if site, _ := field.SplitAddress(a.URL); f.listed.Source != "" && (a.Source == "" || a.Source == site) {
		a.Source = f.listed.Source
	}
	if a.Language == "" {
		a.Language = f.listed.Language
	}
}

package index

import (
	"math"

	"dateline/archive"
)

// row makes the row of an article out of what the archive says about it.
func (v *values) row(a *archive.Row) row {
	r := row{
		id: a.ID, first: undatedDay, last: undatedDay, instant: math.MinInt64,
		imported: a.Imported.Unix(), words: uint32(a.Words), cluster: uint32(a.Cluster),
	}
	if a.Status == archive.Usable {
		r.flags |= flagLive
	}
	if a.Version > 1 {
		r.flags |= flagUpdated
	}
	if first, last, ok := a.Published.Days(); ok {
		r.first, r.last, r.instant = int32(first), int32(last), a.Published.Time().Unix()
	}
	v.set(&r, columnSource, a.Source)
	v.set(&r, columnLanguage, a.Language)
	v.set(&r, columnSite, a.Site)
	for _, author := range a.Authors {
		n := v.of[columnAuthor].number(archive.Ref{ID: author, Name: author})
		r.many[columnAuthor] = appendNew(r.many[columnAuthor], n)
	}
	if a.Status != archive.Usable {
		return r // nothing is searched by its entities, so merges need not find it
	}
	v.known.mu.RLock()
	defer v.known.mu.RUnlock()
	for _, link := range a.Links {
		e := v.known.get(v.root(link.Key))
		if !e.known {
			continue
		}
		if e.column == columnCountry {
			r.many[columnMentioned] = appendNew(r.many[columnMentioned], e.number)
			if !link.About {
				continue
			}
		}
		r.many[e.column] = appendNew(r.many[e.column], e.number)
	}
	return r
}

// set gives a row its one value in a column; an empty one is none.
func (v *values) set(r *row, c column, value string) {
	if value == "" {
		return
	}
	n, known := v.of[c].known(value)
	if !known {
		ref := archive.Ref{ID: value, Name: value}
		if c == columnLanguage {
			ref.Name = languageName(value)
		}
		n = v.of[c].number(ref)
	}
	r.single[c-columnsOfMany] = n + 1
}

func appendNew(list []uint32, n uint32) []uint32 {
	for _, have := range list {
		if have == n {
			return list
		}
	}
	return append(list, n)
}

// rowOf is the archive's row of a change the follower read.
func rowOf(c *archive.Change) *archive.Row {
	a := c.Article
	links := make([]archive.Link, len(c.Links))
	for i := range c.Links {
		links[i] = c.Links[i].Link
	}
	return &archive.Row{
		ID: a.ID, Sequence: a.Sequence, Status: a.Status, Published: a.Published, Imported: a.Imported,
		Source: a.Source, Language: a.Language, Site: archive.SiteOf(a.URL), Authors: a.Authors, Links: links,
		Words: c.Words, Version: a.Version, Cluster: a.Cluster,
	}
}

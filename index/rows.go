package index

import (
	"math"

	"dateline/archive"
)

// row makes the row of an article out of what the archive says about it.
func (v *values) row(a *archive.Row) row {
	r := row{
		id:   a.ID,
		hot:  hot{first: undatedDay, last: undatedDay, instant: math.MinInt64, words: uint32(a.Words)},
		cold: cold{imported: a.Imported.Unix(), cluster: uint32(a.Cluster)},
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
	m := rowMaker{values: v, row: &r}
	m.single(columnSource, a.Source)
	m.single(columnLanguage, a.Language)
	m.single(columnSite, a.Site)
	for _, author := range a.Authors {
		m.add(columnAuthor, v.found(columnAuthor, author))
	}
	if a.Status == archive.Usable { // nothing else is searched by its entities, so merges need not find it
		m.links(a.Links)
	}
	m.end()
	return r
}

// rowMaker gives a row its values.
type rowMaker struct {
	values *values
	row    *row
	has    [columnCount]bool
}

func (m *rowMaker) add(c column, number uint32) {
	m.has[c] = true
	list := &m.row.codes[c.set()]
	*list = appendNew(*list, m.values.codes.add(c, number))
}

// single gives a row its one value in a column; an empty one is none.
func (m *rowMaker) single(c column, value string) {
	if value == "" {
		return
	}
	n, known := m.values.of[c].known(value)
	if !known {
		n = m.values.found(c, value)
	}
	m.row.single[c-columnsOfMany] = n + 1
	m.add(c, n)
}

// found is the number of a value that is no entity, and so is known by its text.
func (v *values) found(c column, value string) uint32 {
	ref := archive.Ref{ID: value, Name: value}
	if c == columnLanguage {
		ref.Name = languageName(value)
	}
	return v.of[c].number(ref)
}

// links gives a row its entities.
func (m *rowMaker) links(links []archive.Link) {
	v := m.values
	v.known.mu.RLock()
	defer v.known.mu.RUnlock()
	for _, link := range links {
		e := v.known.get(v.root(link.Key))
		if !e.known {
			continue
		}
		if e.column == columnCountry {
			m.add(columnMentioned, e.number)
			if !link.About {
				continue
			}
		}
		m.add(e.column, e.number)
	}
}

// end notes where the row has no value.
func (m *rowMaker) end() {
	for c, has := range m.has {
		if !has {
			list := &m.row.codes[column(c).set()]
			*list = append(*list, uint32(c))
		}
	}
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

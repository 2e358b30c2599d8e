package archive

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"dateline/archive/entity"
)

// Carried is an entity of an article as readers see it, with all that is known of
// it there. Countries that the article only names are among them.
type Carried struct {
	entity.Found      // without mentions where it was only supplied, or without annotation
	Supplied     bool // it came with the article, which makes up a part of its weight
	Recognised   bool // it was found in the text
}

// Carried returns the entities of an article's current version, supplied and
// found, the weightiest first. Entities that are merged are one, and those that an
// editor hides are left out. The error is ErrNotFound when there is no such
// article.
func (s *Store) Carried(ctx context.Context, article int64) ([]Carried, error) {
	c, _, err := s.carried(ctx, article)
	return c.joined(), err
}

// Annotation returns what was found in the current version of an article, under
// the ids and names that readers see, the weightiest first. The zero Annotation
// says that nobody looked. The error is ErrNotFound when there is no such article.
func (s *Store) Annotation(ctx context.Context, article int64) (Annotation, error) {
	c, a, err := s.carried(ctx, article)
	if err != nil || a.Annotator == "" {
		return Annotation{}, err
	}
	n := slices.IndexFunc(c.list, func(c Carried) bool { return c.Recognised })
	if n < 0 {
		return a, nil
	}
	c.list, c.keys = c.list[n:], c.keys[n:]
	for _, f := range c.joined() {
		a.Found = append(a.Found, f.Found)
	}
	return a, nil
}

// carried are an article's entities as they are stored, the supplied ones first.
type carried struct {
	list  []Carried
	keys  []int64 // of the list
	table refTable
}

// carried reads an article's entities and who annotated it.
func (s *Store) carried(ctx context.Context, article int64) (c carried, a Annotation, err error) {
	leave, err := s.enter()
	if err != nil {
		return c, a, err
	}
	defer leave()
	var supplied, packed []byte
	a.Article = article
	err = s.readers.QueryRowContext(ctx, `
		SELECT a.version, coalesce((SELECT v.version FROM annotations n JOIN annotators v ON v.id = n.annotator WHERE n.article = a.id), ''),`+
		linkColumns+` FROM articles a WHERE a.id = ?`, article).Scan(&a.Version, &a.Annotator, &supplied, &packed)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return c, a, fmt.Errorf("article %d: %w", article, err)
	}
	var l links
	err = l.read(supplied, nil)
	for _, link := range l.list {
		c.list = append(c.list, Carried{Found: entity.Found{Weight: suppliedWeight, Confidence: 1, About: true}, Supplied: true})
		c.keys = append(c.keys, link.Key)
	}
	found, keys, ferr := unpackFound(packed)
	if err = errors.Join(err, ferr); err != nil {
		return c, a, fmt.Errorf("entities of article %d: %w", article, err)
	}
	for _, f := range found {
		c.list = append(c.list, Carried{Found: f, Recognised: true})
	}
	c.keys = append(c.keys, keys...)
	wanted := make(map[int64]bool, len(c.keys))
	for _, key := range c.keys {
		wanted[key] = true
	}
	c.table, err = s.refs.table(ctx, s.readers, wanted)
	return c, a, err
}

// joined puts together what readers see as one entity.
func (c carried) joined() []Carried {
	var out []Carried
	at := make(map[int64]int) // place in out by key
	for i, one := range c.list {
		root, ref, ok := c.table.shown(c.keys[i])
		if !ok {
			continue
		}
		n, ok := at[root]
		if !ok {
			one.Ref = ref
			at[root] = len(out)
			out = append(out, one)
			continue
		}
		have := &out[n]
		if !have.Recognised { // what was only supplied is sure, but no finding
			have.Confidence = one.Confidence
		}
		have.Confidence = max(have.Confidence, one.Confidence)
		have.Weight += one.Weight
		have.About = have.About || one.About
		have.Supplied, have.Recognised = have.Supplied || one.Supplied, have.Recognised || one.Recognised
		have.Mentions = inOrder(append(have.Mentions, one.Mentions...))
	}
	slices.SortStableFunc(out, func(a, b Carried) int { return cmp.Compare(b.Weight, a.Weight) })
	return out
}

// inOrder sorts mentions and drops those that overlap one before them.
func inOrder(mentions []entity.Mention) []entity.Mention {
	slices.SortStableFunc(mentions, func(a, b entity.Mention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	end := 0
	return slices.DeleteFunc(mentions, func(m entity.Mention) bool {
		if m.Start < end {
			return true
		}
		end = m.End
		return false
	})
}

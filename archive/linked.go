package archive

import (
	"cmp"
	"slices"

	"dateline/archive/entity"
)

// Link says that an article carries an entity.
type Link struct {
	Key   int64 // of Named
	About bool  // it was supplied, or recognition says that the article is about it
}

// linkColumns reads the links of the article a: the keys of the supplied
// entities in their order, and the packed annotation.
const linkColumns = `
	(SELECT group_concat(entity, ' ') FROM article_entities WHERE article = a.id),
	(SELECT found FROM annotations WHERE article = a.id)`

// suppliedWeight is how much it weighs that an entity came with an article: as
// much as a mention in its title.
const suppliedWeight = 4

// links are an article's entities as they are stored: the supplied ones in their
// order, then those only found, in order of key.
type links struct {
	list    []Link
	weights []float32
	found   []foundLink
}

// read takes in what linkColumns gave, in place of what was there.
func (l *links) read(supplied, packed []byte) (err error) {
	l.list, l.weights, l.found = l.list[:0], l.weights[:0], l.found[:0]
	supply := func(key int64) {
		l.list = append(l.list, Link{key, true})
		l.weights = append(l.weights, suppliedWeight)
	}
	var n int64
	for i, c := range supplied {
		if c != ' ' {
			n = 10*n + int64(c-'0')
		}
		if c == ' ' || i == len(supplied)-1 {
			supply(n)
			n = 0
		}
	}
	own := l.list
	u := unpacker{b: packed}
	if l.found, err = u.links(l.found); err != nil {
		return err
	}
	for _, f := range l.found {
		if i := slices.IndexFunc(own, func(have Link) bool { return have.Key == f.key }); i >= 0 {
			l.weights[i] += f.weight
			continue
		}
		l.list = append(l.list, Link{f.key, f.about})
		l.weights = append(l.weights, f.weight)
	}
	return nil
}

// shown are the entities as readers are to see them. A country that the article
// names without being about it is not among them.
func (l *links) shown(table refTable) []entity.Ref {
	type weighty struct {
		ref    entity.Ref
		root   int64
		weight float32
	}
	var list []weighty
	for i, link := range l.list {
		root, ref, ok := table.shown(link.Key)
		if !ok || ref.Kind == entity.Country && !link.About {
			continue
		}
		at := slices.IndexFunc(list, func(w weighty) bool { return w.root == root })
		if at < 0 {
			list = append(list, weighty{ref, root, l.weights[i]})
			continue
		}
		list[at].weight += l.weights[i]
	}
	slices.SortStableFunc(list, func(a, b weighty) int { return cmp.Compare(b.weight, a.weight) })
	var refs []entity.Ref
	for _, w := range list {
		refs = append(refs, w.ref)
	}
	return refs
}

package index

import (
	"cmp"
	"slices"

	"dateline/archive"
)

// Entity finds an entity by id, name or alias, with the number of usable
// articles that carry it; false when the archive has none such.
func (x *Index) Entity(kind archive.Kind, spelling string) (Entity, bool) {
	c, ok := columnOf(kind)
	if !ok {
		return Entity{}, false
	}
	v, err := x.acquire()
	if err != nil {
		return Entity{}, false
	}
	defer v.release()
	numbers := v.values.named(c, spelling, false)
	if len(numbers) != 1 {
		return Entity{}, false
	}
	e := Entity{v.values.of[c].value(numbers[0]), int(v.counts(c)[numbers[0]])}
	e.Aliases = v.values.aliases(c, numbers[0])
	return e, true
}

// Entities lists the entities of a kind that usable articles carry, those with
// most articles first; limit 0 is no limit.
func (x *Index) Entities(kind archive.Kind, limit int) []Entity {
	c, ok := columnOf(kind)
	if !ok {
		return nil
	}
	v, err := x.acquire()
	if err != nil {
		return nil
	}
	defer v.release()
	var out []Entity
	for n, count := range v.counts(c) {
		if count > 0 {
			out = append(out, Entity{v.values.of[c].value(uint32(n)), int(count)})
		}
	}
	slices.SortFunc(out, func(a, b Entity) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	if limit > 0 && len(out) > limit {
		out = out[:limit]
	}
	return out
}

// Name is the readable name of a facet's value; the value itself when the
// archive does not know it.
func (x *Index) Name(field, id string) string {
	c, ok := columnNamed(field)
	if !ok {
		return id
	}
	v, err := x.acquire()
	if err != nil {
		return id
	}
	defer v.release()
	d := v.values.of[c]
	if numbers := v.values.find(c, id); len(numbers) == 1 {
		return d.value(numbers[0]).Name
	}
	return nameOf(c, id)
}

package archive

import (
	"cmp"
	"encoding/json"
	"slices"

	"dateline/archive/entity"
)

// linkedEntity is one entity of an article, as selectArticles packs it.
type linkedEntity struct {
	position int
	key      int64
	ref      entity.Ref
}

// UnmarshalJSON reads [position, key, kind, id, name].
func (l *linkedEntity) UnmarshalJSON(b []byte) error {
	fields := [...]any{&l.position, &l.key, &l.ref.Kind, &l.ref.ID, &l.ref.Name}
	return json.Unmarshal(b, &fields)
}

func sortLinked(list []linkedEntity) {
	slices.SortFunc(list, func(a, b linkedEntity) int { return cmp.Compare(a.position, b.position) })
}

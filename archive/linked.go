package archive

import (
	"cmp"
	"encoding/json"
	"slices"

	"dateline/archive/entity"
)

// entitiesOf gathers the entities of the article a as one JSON text, null when
// it has none.
const entitiesOf = `
	(SELECT json_group_array(json_object('p', e.position, 'key', n.key, 'kind', n.kind, 'id', n.id, 'name', n.name))
		FROM article_entities e JOIN entities n ON n.key = e.entity WHERE e.article = a.id HAVING count(*) > 0)`

// linkedEntity is one entity of entitiesOf.
type linkedEntity struct {
	Position int   `json:"p"`
	Key      int64 `json:"key"`
	entity.Ref
}

// readEntities reads entitiesOf, which is in no promised order.
func readEntities(list []byte) ([]entity.Ref, []int64, error) {
	if list == nil {
		return nil, nil, nil
	}
	var linked []linkedEntity
	if err := json.Unmarshal(list, &linked); err != nil {
		return nil, nil, err
	}
	slices.SortFunc(linked, func(a, b linkedEntity) int { return cmp.Compare(a.Position, b.Position) })
	refs := make([]entity.Ref, len(linked))
	keys := make([]int64, len(linked))
	for i, l := range linked {
		refs[i], keys[i] = l.Ref, l.Key
	}
	return refs, keys, nil
}

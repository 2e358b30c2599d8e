package archive

import (
	"context"
	"encoding/json"
	"sync"

	"dateline/archive/entity"
)

// storedRef is the row of an entity.
type storedRef struct {
	entity.Ref       // with the name that readers are shown
	merged     int64 // the entity it is taken for, 0 for itself
	hidden     bool
}

// refCache keeps rows of entities that reading articles has needed. They change
// with meta's number of entities only.
type refCache struct {
	mu     sync.Mutex
	number int64
	refs   map[int64]storedRef
}

// maxCachedRefs bounds the cache: a large archive has more entities than are worth
// keeping in memory twice.
const maxCachedRefs = 1 << 16

// refTable finds entities by key, for one reading.
type refTable map[int64]storedRef

// table gives the rows of the entities with these keys and of those they are
// merged into.
func (c *refCache) table(ctx context.Context, db queryer, keys map[int64]bool) (refTable, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	var number int64
	if err := db.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = 'entities'").Scan(&number); err != nil {
		return nil, err
	}
	table := make(refTable, len(keys))
	for len(keys) > 0 { // once more for each link of a chain
		missing := c.take(number, keys, table)
		if len(missing) > 0 {
			if err := c.read(ctx, db, number, missing, table); err != nil {
				return nil, err
			}
		}
		next := make(map[int64]bool)
		for key := range keys {
			if into := table[key].merged; into != 0 {
				if _, ok := table[into]; !ok {
					next[into] = true
				}
			}
		}
		keys = next
	}
	return table, nil
}

// take copies what the cache has of keys to the table and lists the rest.
func (c *refCache) take(number int64, keys map[int64]bool, table refTable) (missing []int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if number > c.number || c.refs == nil || len(c.refs) > maxCachedRefs {
		c.number, c.refs = number, make(map[int64]storedRef)
	}
	for key := range keys {
		if ref, ok := c.refs[key]; ok {
			table[key] = ref
		} else {
			missing = append(missing, key)
		}
	}
	return missing
}

// read reads rows from the database into the table and the cache.
func (c *refCache) read(ctx context.Context, db queryer, number int64, keys []int64, table refTable) error {
	list, err := json.Marshal(keys)
	if err != nil {
		return err
	}
	rows, err := db.QueryContext(ctx, `
		SELECT n.key, n.kind, n.id, coalesce(n.shown, n.name), coalesce(n.merged, 0), n.hidden
		FROM json_each(?) j CROSS JOIN entities n ON n.key = j.value`, string(list))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var key int64
		var ref storedRef
		if err := rows.Scan(&key, &ref.Kind, &ref.ID, &ref.Name, &ref.merged, &ref.hidden); err != nil {
			return err
		}
		table[key] = ref
	}
	if err := rows.Err(); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.number == number { // else it was read too early
		for _, key := range keys {
			c.refs[key] = table[key]
		}
	}
	return nil
}

// shown is the entity that readers see for a key; false for one that is hidden.
func (t refTable) shown(key int64) (root int64, ref entity.Ref, ok bool) {
	for range maxMerges {
		r, known := t[key]
		if !known || r.hidden {
			return 0, entity.Ref{}, false
		}
		if r.merged == 0 {
			return key, r.Ref, true
		}
		key = r.merged
	}
	return 0, entity.Ref{}, false
}

// maxMerges bounds how far a chain of merged entities is followed. Merging makes
// no circle; a damaged database might.
const maxMerges = 1000

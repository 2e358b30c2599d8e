package archive

import (
	"context"
	"encoding/json"
	"strings"

	"dateline/archive/entity"
)

// Named is an entity of the archive under its small key. Keys are dense from 1
// and permanent.
type Named struct {
	Key int64
	entity.Ref
}

// refID is what makes two refs the same entity.
type refID struct {
	kind entity.Kind
	id   string
}

// known is an entity whose row is in the database, with the spellings that are
// there with it.
type known struct {
	key       int64
	spellings map[string]bool
}

// keyCache spares the writer looking up entities it has met. It only holds what
// is committed; rows of entities and aliases are never deleted, so other
// processes cannot make it wrong.
type keyCache struct {
	entities map[refID]*known
}

func newKeyCache() *keyCache { return &keyCache{entities: make(map[refID]*known)} }

// add takes over all of other.
func (c *keyCache) add(other *keyCache) {
	for id, k := range other.entities {
		have := c.entities[id]
		if have == nil {
			c.entities[id] = k
			continue
		}
		for s := range k.spellings {
			have.spellings[s] = true
		}
	}
}

const (
	insertEntity = "INSERT INTO entities (kind, id, name) VALUES (?, ?, ?)"
	insertAlias  = "INSERT INTO aliases (entity, alias) VALUES (?, ?) ON CONFLICT DO NOTHING"
)

// meet looks up, in one statement, the entities of a batch that the cache does
// not have; another process may have made them.
func (w *writer) meet(batch []*prepared) error {
	strange := make(map[refID]bool)
	var list [][2]string
	for _, p := range batch {
		for _, r := range p.content.Entities {
			id := refID{r.Kind, r.ID}
			if w.store.keys.entities[id] == nil && !strange[id] {
				strange[id] = true
				list = append(list, [2]string{string(r.Kind), r.ID})
			}
		}
	}
	if len(list) == 0 {
		return nil
	}
	pairs, err := json.Marshal(list)
	if err != nil {
		return err
	}
	rows, err := w.tx.QueryContext(w.rowCtx, `
		SELECT n.key, n.kind, n.id, n.name
		FROM json_each(?) j CROSS JOIN entities n ON n.kind = j.value->>0 AND n.id = j.value->>1`, string(pairs))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var key int64
		var id refID
		var name string
		if err := rows.Scan(&key, &id.kind, &id.id, &name); err != nil {
			return err
		}
		w.known.entities[id] = &known{key: key, spellings: map[string]bool{name: true}}
	}
	return rows.Err()
}

// entity returns the key of r, and makes its row if there is none; meet has been
// called for it. Of an entity that comes under another name the first name stays
// and the other becomes an alias.
func (w *writer) entity(r entity.Ref) (int64, error) {
	id := refID{r.Kind, r.ID}
	if k := w.known.entities[id]; k != nil {
		return k.key, w.spell(k, r.Name)
	}
	if k := w.store.keys.entities[id]; k != nil {
		if k.spellings[r.Name] {
			return k.key, nil
		}
		return k.key, w.spell(w.know(id, k.key), r.Name)
	}
	done, err := w.stmt(insertEntity).ExecContext(w.rowCtx, string(r.Kind), r.ID, r.Name)
	if err != nil {
		return 0, err
	}
	key, err := done.LastInsertId()
	if err != nil {
		return 0, err
	}
	w.know(id, key).spellings[strings.Clone(r.Name)] = true
	return key, nil
}

// know notes an entity of this transaction.
func (w *writer) know(id refID, key int64) *known {
	k := &known{key: key, spellings: make(map[string]bool)}
	id.id = strings.Clone(id.id) // it may be a slice of something large
	w.known.entities[id] = k
	return k
}

// spell adds an alias to an entity unless it is known or the name itself.
func (w *writer) spell(k *known, alias string) error {
	if k.spellings[alias] {
		return nil
	}
	_, err := w.stmt(insertAlias).ExecContext(w.rowCtx, k.key, alias)
	if err == nil {
		k.spellings[strings.Clone(alias)] = true
	}
	return err
}

// aliases stores the aliases that came with refs, whose rows are there.
func (w *writer) aliases(refs []entity.Ref) error {
	for _, r := range refs {
		id := refID{r.Kind, r.ID}
		committed := w.store.keys.entities[id]
		for _, alias := range r.Aliases {
			if alias == "" || alias == r.Name || committed != nil && committed.spellings[alias] {
				continue
			}
			k := w.known.entities[id]
			if k == nil { // all else about it was known
				k = w.know(id, committed.key)
			}
			if err := w.spell(k, alias); err != nil {
				return err
			}
		}
	}
	return nil
}

// linksAtOnce is how many rows of article_entities go into one statement.
const linksAtOnce = 64

var insertLinks = linkRows(linksAtOnce)

func linkRows(n int) string {
	return "INSERT INTO article_entities (article, position, entity, origin) VALUES " +
		strings.TrimSuffix(strings.Repeat("(?, ?, ?, 'source'), ", n), ", ")
}

// link notes that an article carries an entity; flushLinks writes it.
func (w *writer) link(article int64, position int, key int64) error {
	w.links = append(w.links, article, position, key)
	if len(w.links) < 3*linksAtOnce {
		return nil
	}
	_, err := w.stmt(insertLinks).ExecContext(w.rowCtx, w.links...)
	w.links = w.links[:0]
	return err
}

func (w *writer) flushLinks() error {
	if len(w.links) == 0 {
		return nil
	}
	_, err := w.tx.ExecContext(w.rowCtx, linkRows(len(w.links)/3), w.links...)
	w.links = w.links[:0]
	return err
}

// dropLinks takes the entities off an article whose new version brings its own.
func (w *writer) dropLinks(article int64) error {
	if err := w.flushLinks(); err != nil { // some may be the article's
		return err
	}
	_, err := w.tx.ExecContext(w.rowCtx, "DELETE FROM article_entities WHERE article = ? AND origin = 'source'", article)
	return err
}

// Named returns the entities whose key is above after, in order of key, with
// their aliases.
func (s *Store) Named(ctx context.Context, after int64) ([]Named, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	rows, err := s.readers.QueryContext(ctx, `
		SELECT key, kind, id, name, (SELECT json_group_array(alias) FROM aliases WHERE entity = key HAVING count(*) > 0)
		FROM entities WHERE key > ? ORDER BY key`, after)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var named []Named
	for rows.Next() {
		var n Named
		var aliases []byte
		if err := rows.Scan(&n.Key, &n.Kind, &n.ID, &n.Name, &aliases); err != nil {
			return nil, err
		}
		if aliases != nil {
			if err := json.Unmarshal(aliases, &n.Aliases); err != nil {
				return nil, err
			}
		}
		named = append(named, n)
	}
	return named, rows.Err()
}

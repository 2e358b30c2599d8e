package archive

import (
	"encoding/json"
	"iter"
	"slices"
	"strings"
	"time"

	"dateline/archive/entity"
)

// Named is an entity of the archive under its small key. Keys are dense from 1
// and permanent. Name is the one that readers are shown; the one it came with is
// among the aliases where it is another.
type Named struct {
	Key int64
	entity.Ref
	Hidden bool // an editor said that it is nothing

	Into     int64  // key of the entity it is merged into, 0 none; that may be merged, too
	Rule     string // ByEditor or ByRule, "" where it is not merged
	MergedBy string
	Merged   time.Time
}

// refID is what makes two refs the same entity.
type refID struct {
	kind entity.Kind
	id   string
}

// known is an entity whose row is in the database, with spellings that are there
// with it.
type known struct {
	key       int64
	spellings []string // the name, aliases, and what is as good as one of them
	aliases   []string // with which it was found last, all of which are there
	fresh     bool     // the row was made in this transaction
}

// keyCache spares the writer looking up entities it has met. It only holds what
// is committed; rows of entities and aliases are never deleted, so other
// processes cannot make it wrong.
type keyCache struct {
	entities map[refID]*known
}

// maxKeys bounds the cache: most entities of a large archive are met once.
const maxKeys = 1 << 18

func newKeyCache() *keyCache { return &keyCache{entities: make(map[refID]*known)} }

// add takes over all of other.
func (c *keyCache) add(other *keyCache) {
	if len(c.entities)+len(other.entities) > maxKeys {
		c.entities = make(map[refID]*known)
	}
	for id, k := range other.entities {
		k.fresh = false
		have := c.entities[id]
		if have == nil {
			c.entities[id] = k
			continue
		}
		have.aliases = k.aliases
		for _, s := range k.spellings {
			if !slices.Contains(have.spellings, s) {
				have.spellings = append(have.spellings, s)
			}
		}
	}
}

const (
	insertEntity = "INSERT INTO entities (kind, id, name) VALUES (?, ?, ?)"
	insertAlias  = "INSERT INTO aliases (entity, alias) VALUES (?, ?) ON CONFLICT DO NOTHING"
)

// meet looks up, in one statement, those of refs that the cache does not have;
// another process may have made them.
func (w *writer) meet(refs iter.Seq[*entity.Ref]) error {
	strange := make(map[refID]bool)
	var list [][2]string
	for r := range refs {
		id := refID{r.Kind, r.ID}
		if w.store.keys.entities[id] == nil && !strange[id] {
			strange[id] = true
			list = append(list, [2]string{string(r.Kind), r.ID})
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
		w.known.entities[id] = &known{key: key, spellings: []string{name}}
	}
	return rows.Err()
}

// entity returns the key of r, and makes its row if there is none; meet has been
// called for it. Of an entity that comes under another name the first name stays
// and the other becomes an alias, unless same says that it is no other name.
func (w *writer) entity(r entity.Ref, same func(a, b string) bool) (int64, error) {
	id := refID{r.Kind, r.ID}
	if key, ok := w.keyOf(id); ok {
		return key, w.spell(id, r.Name, same)
	}
	done, err := w.stmt(insertEntity).ExecContext(w.rowCtx, string(r.Kind), r.ID, r.Name)
	if err != nil {
		return 0, err
	}
	key, err := done.LastInsertId()
	if err != nil {
		return 0, err
	}
	k := w.know(id, key)
	k.fresh = true
	k.spellings = append(k.spellings, strings.Clone(r.Name))
	return key, w.settleNew(id, key)
}

// keyOf is the key of an entity that is known to have a row.
func (w *writer) keyOf(id refID) (int64, bool) {
	if k := w.known.entities[id]; k != nil {
		return k.key, true
	}
	if k := w.store.keys.entities[id]; k != nil {
		return k.key, true
	}
	return 0, false
}

// know notes an entity of this transaction.
func (w *writer) know(id refID, key int64) *known {
	k := w.known.entities[id]
	if k == nil {
		k = &known{key: key}
		id.id = strings.Clone(id.id) // it may be a slice of something large
		w.known.entities[id] = k
	}
	return k
}

// sameText and sameWords say when two spellings of a name need not be told apart:
// a supplied one is kept to the letter, but what is found in texts differs in
// capitals and accents without end.
func sameText(a, b string) bool  { return a == b }
func sameWords(a, b string) bool { return a == b || entity.Fold(a) == entity.Fold(b) }

// spell adds an alias to an entity that has a row, unless it has one that is the
// same.
func (w *writer) spell(id refID, alias string, same func(a, b string) bool) error {
	for _, is := range []func(a, b string) bool{sameText, same} { // the cheap one first
		for _, cache := range []*keyCache{w.known, w.store.keys} {
			if k := cache.entities[id]; k != nil && slices.ContainsFunc(k.spellings, func(s string) bool { return is(s, alias) }) {
				if !slices.Contains(k.spellings, alias) {
					k.spellings = append(k.spellings, strings.Clone(alias)) // known at once the next time
				}
				return nil
			}
		}
	}
	key, _ := w.keyOf(id)
	k := w.know(id, key)
	done, err := w.stmt(insertAlias).ExecContext(w.rowCtx, key, alias)
	if err != nil {
		return err
	}
	k.spellings = append(k.spellings, strings.Clone(alias))
	if n, err := done.RowsAffected(); err != nil || n == 0 || k.fresh {
		return err
	}
	return w.entityChanged(key)
}

// aliases stores the aliases that came with a ref whose row is there.
func (w *writer) aliases(r entity.Ref, same func(a, b string) bool) error {
	for _, alias := range r.Aliases {
		if alias == "" || alias == r.Name {
			continue
		}
		if err := w.spell(refID{r.Kind, r.ID}, alias, same); err != nil {
			return err
		}
	}
	return nil
}

// foundAliases is aliases for a ref that was found. Well-known people have many,
// and always the same list, which is looked at once.
func (w *writer) foundAliases(r entity.Ref) error {
	if len(r.Aliases) == 0 {
		return nil
	}
	id := refID{r.Kind, r.ID}
	for _, cache := range []*keyCache{w.known, w.store.keys} {
		if k := cache.entities[id]; k != nil && len(k.aliases) == len(r.Aliases) && &k.aliases[0] == &r.Aliases[0] {
			return nil
		}
	}
	if err := w.aliases(r, sameWords); err != nil {
		return err
	}
	key, _ := w.keyOf(id)
	w.know(id, key).aliases = r.Aliases
	return nil
}

// entityChanged notes that an entity which was there before reads differently
// now. All changes of one transaction share a number.
func (w *writer) entityChanged(key int64) error {
	if w.entities == 0 {
		err := w.tx.QueryRowContext(w.rowCtx, "UPDATE meta SET value = value + 1 WHERE key = 'entities' RETURNING value").Scan(&w.entities)
		if err != nil {
			return err
		}
	}
	_, err := w.tx.ExecContext(w.rowCtx, "UPDATE entities SET changed = ? WHERE key = ?", w.entities, key)
	return err
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

package archive

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"dateline/archive/alike"
)

// maxVerified is how many texts are read to find the copies of one: the likeliest
// ones come first, and what shares a key without being a copy is rare.
const maxVerified = 16

// maxTexts is how many texts a transaction remembers.
const maxTexts = 512

// textOf is the text of an article that is to be compared, as far as it is
// needed.
type textOf struct {
	hash    string // 16 bytes, "" when the text is short
	likely  func() ([]likely, error)
	running func() ([]string, error)
}

// running is the text of a body that copies are recognised by, in paragraphs.
func running(body []Paragraph) []string {
	text := make([]string, 0, len(body))
	for _, p := range body {
		if p.Kind != Related {
			text = append(text, p.Text)
		}
	}
	return text
}

// copyOf is an article of which another is a copy.
type copyOf struct{ id, cluster int64 }

// copiesOf returns those of some articles that a text is a copy of, or they of
// it, one of each cluster. Articles that hide or are gone are passed over.
func (w *writer) copiesOf(id int64, text []string, candidates []likely) ([]copyOf, error) {
	if len(candidates) == 0 {
		return nil, nil
	}
	ids := make([]int64, len(candidates))
	for i, c := range candidates {
		ids[i] = c.id
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	clusters := make(map[int64]int64, len(ids)) // of those that are usable
	err = w.each("SELECT a.id, a.cluster FROM json_each(?) j CROSS JOIN articles a ON a.id = j.value WHERE a.status = 'usable'", func(rows *sql.Rows) error {
		var id, cluster int64
		err := rows.Scan(&id, &cluster)
		clusters[id] = cluster
		return err
	}, string(list))
	if err != nil {
		return nil, err
	}
	delete(clusters, id)
	var mine alike.Text
	var found []copyOf
	verified := 0
	for _, c := range candidates {
		cluster, usable := clusters[c.id]
		if !usable || slices.ContainsFunc(found, func(f copyOf) bool { return f.cluster == cluster }) {
			continue
		}
		if verified++; verified > maxVerified {
			break
		}
		if mine.Shingles == nil {
			mine = alike.Read(text)
			w.remember(id, mine) // the next copy will ask for it
		}
		other, err := w.textOf(c.id)
		if err != nil {
			return nil, err
		}
		if !mine.CopyOf(other) {
			continue
		}
		longer := mine
		if len(other.Shingles) > len(mine.Shingles) {
			longer = other
		}
		others, err := w.strangers(longer, cluster, candidates, clusters)
		if err != nil {
			return nil, err
		}
		if mine.CopyBesides(other, others) {
			found = append(found, copyOf{c.id, cluster})
		}
	}
	return found, nil
}

// maxStrangers is how many other stories are asked what everyone says.
const maxStrangers = 3

// strangers reads the likeliest articles that are in other clusters than one, and
// no copies of a text.
func (w *writer) strangers(text alike.Text, cluster int64, candidates []likely, clusters map[int64]int64) (list []alike.Text, err error) {
	asked := []int64{cluster}
	for _, c := range candidates {
		other, usable := clusters[c.id]
		if !usable || slices.Contains(asked, other) {
			continue
		}
		asked = append(asked, other)
		s, err := w.textOf(c.id)
		if err != nil {
			return nil, err
		}
		if !text.CopyOf(s) {
			list = append(list, s)
		}
		if len(list) == maxStrangers || len(asked) > maxVerified {
			break
		}
	}
	return list, nil
}

const selectContent = `SELECT v.content FROM articles a JOIN versions v ON v.article = a.id AND v.version = a.version WHERE a.id = ?`

// textOf reads the text of an article.
func (w *writer) textOf(id int64) (alike.Text, error) {
	if s, ok := w.texts[id]; ok {
		return s, nil
	}
	text, err := w.runningOf(id)
	if err != nil {
		return alike.Text{}, err
	}
	s := alike.Read(text)
	w.remember(id, s)
	return s, nil
}

func (w *writer) remember(id int64, t alike.Text) {
	if w.texts == nil || len(w.texts) >= maxTexts {
		w.texts = make(map[int64]alike.Text)
	}
	w.texts[id] = t
}

func (w *writer) runningOf(id int64) ([]string, error) {
	var packed sql.RawBytes
	rows, err := w.stmt(selectContent).QueryContext(w.rowCtx, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	if !rows.Next() {
		return nil, errors.Join(rows.Err(), fmt.Errorf("text of article %d: %w", id, ErrNotFound))
	}
	if err := rows.Scan(&packed); err != nil {
		return nil, err
	}
	c, err := w.store.packer.unpackContent(packed)
	if err != nil {
		return nil, fmt.Errorf("article %d: %w", id, err)
	}
	return running(c.Body), nil
}

// stored is the text of an article that the archive holds.
func (w *writer) storedText(id int64, hash string) textOf {
	return textOf{
		hash:    hash,
		running: func() ([]string, error) { return w.runningOf(id) },
		likely: func() ([]likely, error) {
			t, err := w.keyTable()
			if err != nil {
				return nil, err
			}
			keys := t.of(id)
			if fresh, ok := w.keyed[id]; ok {
				keys = fresh
			}
			s := newSearch([]alike.Keys{keys})
			w.look(s, t)
			return s.found(0), nil
		},
	}
}

// look searches all articles, with those of this transaction.
func (w *writer) look(s *search, t *keyTable) {
	s.through(t)
	for id, keys := range w.keyed {
		s.hits(id, keys)
	}
}

func (w *writer) pair(article, other int64) error {
	_, err := w.tx.ExecContext(w.rowCtx, "INSERT INTO copies (article, other) VALUES (?, ?) ON CONFLICT DO NOTHING", article, other)
	return err
}

// unpair forgets the pairs of an article and returns the others in them.
func (w *writer) unpair(id int64) (others []int64, err error) {
	err = w.each("SELECT other FROM copies WHERE article = ?1 UNION SELECT article FROM copies WHERE other = ?1", func(rows *sql.Rows) error {
		var other int64
		err := rows.Scan(&other)
		others = append(others, other)
		return err
	}, id)
	if err != nil || len(others) == 0 {
		return nil, err
	}
	_, err = w.tx.ExecContext(w.rowCtx, "DELETE FROM copies WHERE article = ?1 OR other = ?1", id)
	return others, err
}

// pairAmong finds copies for articles that lost one, among those of their
// cluster.
func (w *writer) pairAmong(lost, cluster []int64) error {
	if len(lost) == 0 || len(cluster) < 2 {
		return nil
	}
	t, err := w.keyTable()
	if err != nil {
		return err
	}
	keysOf := func(id int64) alike.Keys {
		if keys, ok := w.keyed[id]; ok {
			return keys
		}
		return t.of(id)
	}
	texts := make([]alike.Keys, len(lost))
	for i, id := range lost {
		texts[i] = keysOf(id)
	}
	s := newSearch(texts)
	for _, id := range cluster {
		s.hits(id, keysOf(id))
	}
	for i, id := range lost {
		text, err := w.runningOf(id)
		if err != nil {
			return err
		}
		copies, err := w.copiesOf(id, text, s.found(i))
		if err != nil {
			return err
		}
		for _, c := range copies {
			if err := w.pair(id, c.id); err != nil {
				return err
			}
		}
	}
	return nil
}

// keyTable is the keys of all articles as they were before this transaction.
func (w *writer) keyTable() (*keyTable, error) {
	if w.table == nil {
		if err := w.store.copyKeys.read(w.rowCtx, w.tx); err != nil {
			return nil, err
		}
		w.table = w.store.copyKeys
	}
	return w.table, nil
}

// setKeys keeps the keys of an article's text. Later ones of a batch find it.
func (w *writer) setKeys(id int64, keys alike.Keys) {
	if w.keyed == nil {
		w.keyed = make(map[int64]alike.Keys)
	}
	w.keyed[id] = keys
	if w.search != nil {
		w.search.hits(id, keys)
	}
}

// flushKeys writes the keys of this transaction, a block at a time.
func (w *writer) flushKeys() error {
	if len(w.keyed) == 0 {
		return nil
	}
	t, err := w.keyTable()
	if err != nil {
		return err
	}
	w.blocks = make(map[int64][]alike.Keys)
	for id, keys := range w.keyed {
		n := id / keyBlock
		if w.blocks[n] == nil {
			w.blocks[n] = make([]alike.Keys, keyBlock)
			copy(w.blocks[n], t.block(n))
		}
		w.blocks[n][id%keyBlock] = keys
	}
	number := t.number + 1
	for n, keys := range w.blocks {
		_, err := w.tx.ExecContext(w.rowCtx, `INSERT INTO copy_keys (block, changed, keys) VALUES (?, ?, ?)
			ON CONFLICT (block) DO UPDATE SET changed = excluded.changed, keys = excluded.keys`, n, number, packKeys(keys))
		if err != nil {
			return fmt.Errorf("copy keys: %w", err)
		}
	}
	_, err = w.tx.ExecContext(w.rowCtx, "UPDATE meta SET value = ? WHERE key = 'copy_keys'", number)
	return err
}

// keepKeys has later transactions know what this one wrote.
func (w *writer) keepKeys() {
	if len(w.blocks) == 0 {
		return
	}
	for n, keys := range w.blocks {
		w.table.put(n, keys)
	}
	w.table.number++
}

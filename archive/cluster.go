package archive

import (
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"

	"dateline/archive/alike"
)

// A cluster is a set of usable articles that hang together by equal texts and by
// pairs of copies; it is named by the least of their ids. Every other article is
// a cluster of its own.

// findHeads looks up, in one statement, which texts of a batch the archive has,
// and an article with each.
func (w *writer) findHeads(batch []*prepared) error {
	hashes := make([]string, 0, len(batch))
	for _, p := range batch {
		if p.textHash != "" {
			hashes = append(hashes, hex.EncodeToString([]byte(p.textHash)))
		}
	}
	list, err := json.Marshal(hashes)
	if err != nil {
		return err
	}
	rows, err := w.tx.QueryContext(w.rowCtx, `
		SELECT a.text_hash, min(a.id) FROM json_each(?) j CROSS JOIN articles a
		ON a.text_hash = unhex(j.value) AND a.status = 'usable' GROUP BY a.text_hash`, string(list))
	if err != nil {
		return err
	}
	defer rows.Close()
	w.heads = make(map[string]int64, len(batch))
	for rows.Next() {
		var hash sql.RawBytes
		var head int64
		if err := rows.Scan(&hash, &head); err != nil {
			return err
		}
		w.heads[string(hash)] = head
	}
	return rows.Err()
}

// findHead looks up the same for one text again.
func (w *writer) findHead(hash string) error {
	if hash == "" || w.heads == nil {
		return nil
	}
	delete(w.heads, hash)
	var head sql.NullInt64
	err := w.tx.QueryRowContext(w.rowCtx, "SELECT min(id) FROM articles WHERE text_hash = ? AND status = 'usable'", []byte(hash)).Scan(&head)
	if err == nil && head.Valid {
		w.heads[hash] = head.Int64
	}
	return err
}

// findLikely looks for the articles that share keys with the texts of a batch
// that are new or changed.
func (w *writer) findLikely(batch []*prepared, held map[string]*stored) error {
	texts := make([]alike.Keys, len(batch))
	for i, p := range batch {
		if h := held[p.in.Identity]; h == nil || h.contentHash != p.contentHash || h.undone {
			p.pack(w.store.packer) // if it was unchanged when the batch was packed
			texts[i] = p.keys
		}
	}
	t, err := w.keyTable()
	if err != nil {
		return err
	}
	w.search = newSearch(texts)
	w.look(w.search, t)
	return nil
}

// join finds the cluster for a new article, which is one of its own when the
// archive has no copy of it. Pairs are those to be kept once it is stored.
func (w *writer) join(id int64, status Status, p *prepared) (cluster int64, pairs []int64, err error) {
	if status != Usable {
		return id, nil, nil
	}
	if p.textHash != "" {
		if twin, ok := w.heads[p.textHash]; ok {
			cluster, err = w.clusterOf(twin)
			return cluster, nil, err
		}
		w.heads[p.textHash] = id
	}
	copies, err := w.copiesOf(id, p.running(), w.search.found(p.at))
	if err != nil || len(copies) == 0 {
		return id, nil, err
	}
	clusters := []int64{}
	for _, c := range copies {
		pairs, clusters = append(pairs, c.id), append(clusters, c.cluster)
	}
	cluster, err = w.mergeClusters(clusters)
	return cluster, pairs, err
}

// mergeClusters makes one cluster of several and returns its name. Articles whose cluster
// gets another name thereby change, and get a new number.
func (w *writer) mergeClusters(clusters []int64) (int64, error) {
	least := slices.Min(clusters)
	for _, c := range clusters {
		if c == least {
			continue
		}
		ids, err := w.members(c)
		if err != nil {
			return 0, err
		}
		for _, id := range ids {
			if err := w.moveTo(least, id); err != nil {
				return 0, err
			}
		}
	}
	return least, nil
}

// recluster restores the clusters after the article id changed its text or its
// status. It has its number already; others that change get one.
func (w *writer) recluster(id int64, status Status, p textOf) error {
	was, err := w.clusterOf(id)
	if err != nil {
		return err
	}
	set, err := w.members(was)
	if err != nil {
		return err
	}
	hung, err := w.unpair(id)
	if err != nil {
		return err
	}
	set = slices.DeleteFunc(set, func(m int64) bool { return m == id })
	if err := w.pairAmong(hung, set); err != nil {
		return err
	}
	set = append(set, id)
	if status == Usable {
		met, err := w.meets(id, p)
		if err != nil {
			return err
		}
		for _, c := range met {
			if c == was {
				continue
			}
			more, err := w.members(c)
			if err != nil {
				return err
			}
			set = append(set, more...)
		}
	}
	return w.regroup(id, set)
}

// meets pairs an article with its copies and returns their clusters.
func (w *writer) meets(id int64, p textOf) ([]int64, error) {
	if p.hash != "" {
		var twin, cluster int64
		err := w.tx.QueryRowContext(w.rowCtx,
			"SELECT id, cluster FROM articles WHERE text_hash = ? AND status = 'usable' AND id <> ? LIMIT 1", []byte(p.hash), id).Scan(&twin, &cluster)
		if err == nil {
			return []int64{cluster}, nil
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return nil, err
		}
	}
	candidates, err := p.likely()
	if err != nil || len(candidates) == 0 {
		return nil, err
	}
	running, err := p.running()
	if err != nil {
		return nil, err
	}
	copies, err := w.copiesOf(id, running, candidates)
	if err != nil {
		return nil, err
	}
	var clusters []int64
	for _, c := range copies {
		if err := w.pair(id, c.id); err != nil {
			return nil, err
		}
		clusters = append(clusters, c.cluster)
	}
	return clusters, nil
}

// regroup gives the articles of a set, which holds whole clusters, those that
// they form now. The article that has its number already is numbered.
func (w *writer) regroup(numbered int64, set []int64) error {
	list, err := json.Marshal(set)
	if err != nil {
		return err
	}
	g := newGroups()
	clusters := make(map[int64]int64, len(set))
	hashes := make(map[string]int64)
	err = w.each("SELECT a.id, a.cluster, a.status = 'usable', a.text_hash FROM json_each(?) j CROSS JOIN articles a ON a.id = j.value", func(rows *sql.Rows) error {
		var id, cluster int64
		var usable bool
		var hash sql.RawBytes
		if err := rows.Scan(&id, &cluster, &usable, &hash); err != nil {
			return err
		}
		clusters[id] = cluster
		if g.add(id); !usable || hash == nil {
			return nil
		}
		if twin, ok := hashes[string(hash)]; ok {
			g.unite(id, twin)
		}
		hashes[string(hash)] = id
		return nil
	}, string(list))
	if err != nil {
		return err
	}
	err = w.each("SELECT c.article, c.other FROM json_each(?) j CROSS JOIN copies c ON c.article = j.value", func(rows *sql.Rows) error {
		var a, b int64
		if err := rows.Scan(&a, &b); err != nil {
			return err
		}
		g.unite(a, b)
		return nil
	}, string(list))
	if err != nil {
		return err
	}
	slices.Sort(set)
	for _, id := range slices.Compact(set) {
		head := g.least(id)
		switch {
		case clusters[id] == head:
		case id == numbered:
			_, err = w.tx.ExecContext(w.rowCtx, "UPDATE articles SET cluster = ? WHERE id = ?", head, id)
		default:
			err = w.moveTo(head, id)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) clusterOf(id int64) (cluster int64, err error) {
	err = w.tx.QueryRowContext(w.rowCtx, "SELECT cluster FROM articles WHERE id = ?", id).Scan(&cluster)
	return cluster, err
}

// members are the articles of a cluster.
func (w *writer) members(cluster int64) (ids []int64, err error) {
	err = w.each(`SELECT id FROM articles WHERE id = ?1 AND cluster = ?1
		UNION ALL SELECT id FROM articles WHERE cluster = ?1 AND cluster <> id`, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	}, cluster)
	return ids, err
}

func (w *writer) moveTo(cluster, id int64) error {
	sequence, err := w.nextSequence()
	if err != nil {
		return err
	}
	_, err = w.tx.ExecContext(w.rowCtx, "UPDATE articles SET cluster = ?, sequence = ? WHERE id = ?", cluster, sequence, id)
	return err
}

// each calls fn for every row of a query.
func (w *writer) each(query string, fn func(*sql.Rows) error, args ...any) error {
	return eachRow(w.rowCtx, w.tx, query, fn, args...)
}

// groups parts numbers into those that hang together (union-find).
type groups struct{ parent map[int64]int64 }

func newGroups() *groups { return &groups{make(map[int64]int64)} }

func (g *groups) add(id int64) {
	if _, ok := g.parent[id]; !ok {
		g.parent[id] = id
	}
}

// least is the least number of the group that id is in.
func (g *groups) least(id int64) int64 {
	root := id
	for g.parent[root] != root {
		root = g.parent[root]
	}
	for g.parent[id] != root { // the way is shorter next time
		g.parent[id], id = root, g.parent[id]
	}
	return root
}

// unite joins the groups of two numbers; those not added belong to none.
func (g *groups) unite(a, b int64) {
	_, okA := g.parent[a]
	if _, okB := g.parent[b]; !okA || !okB {
		return
	}
	if a, b = g.least(a), g.least(b); a != b {
		g.parent[max(a, b)] = min(a, b)
	}
}

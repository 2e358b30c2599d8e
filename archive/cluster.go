package archive

import (
	"database/sql"
	"encoding/hex"
	"encoding/json"
)

// findHeads looks up, in one statement, which clusters the texts of a batch
// belong to.
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

// join returns the cluster for a new article, which is the first of its own when
// nobody has its text.
func (w *writer) join(id int64, status Status, hash string) int64 {
	if hash == "" || status != Usable {
		return id
	}
	if head, ok := w.heads[hash]; ok {
		return head
	}
	w.heads[hash] = id
	return id
}

// recluster restores the clusters after the article id changed its text or its
// status: usable articles with the same text form one cluster, named by the
// least of their ids; every other article is a cluster of its own.
//
// Hashes are those of the texts that lost or gained the article. Articles whose
// cluster gets another name thereby change as well, and get a new number; id has
// its own already.
func (w *writer) recluster(id int64, hashes ...string) error {
	if _, err := w.tx.ExecContext(w.rowCtx, "UPDATE articles SET cluster = id WHERE id = ? AND cluster <> id", id); err != nil {
		return err
	}
	for _, hash := range hashes {
		if hash == "" {
			continue
		}
		head, moved, err := w.misplaced([]byte(hash))
		if err != nil {
			return err
		}
		if delete(w.heads, hash); head > 0 && w.heads != nil {
			w.heads[hash] = head
		}
		for _, m := range moved {
			if err := w.moveTo(head, m, m == id); err != nil {
				return err
			}
		}
	}
	return nil
}

// misplaced returns the least id of the usable articles with a text, 0 for none,
// and those of them whose cluster is another.
func (w *writer) misplaced(hash []byte) (head int64, ids []int64, err error) {
	rows, err := w.tx.QueryContext(w.rowCtx,
		"SELECT id, cluster FROM articles WHERE text_hash = ? AND status = 'usable' ORDER BY id", hash)
	if err != nil {
		return 0, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id, cluster int64
		if err := rows.Scan(&id, &cluster); err != nil {
			return 0, nil, err
		}
		if head == 0 {
			head = id
		}
		if cluster != head {
			ids = append(ids, id)
		}
	}
	return head, ids, rows.Err()
}

func (w *writer) moveTo(head, id int64, numbered bool) error {
	if numbered {
		_, err := w.tx.ExecContext(w.rowCtx, "UPDATE articles SET cluster = ? WHERE id = ?", head, id)
		return err
	}
	sequence, err := w.nextSequence()
	if err != nil {
		return err
	}
	_, err = w.tx.ExecContext(w.rowCtx, "UPDATE articles SET cluster = ?, sequence = ? WHERE id = ?", head, sequence, id)
	return err
}

package archive

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
		moved, err := w.misplaced([]byte(hash))
		if err != nil {
			return err
		}
		for _, m := range moved {
			if err := w.moveTo(m.head, m.id, m.id == id); err != nil {
				return err
			}
		}
	}
	return nil
}

// misplacedArticle is one whose cluster should be head.
type misplacedArticle struct{ id, head int64 }

func (w *writer) misplaced(hash []byte) ([]misplacedArticle, error) {
	rows, err := w.tx.QueryContext(w.rowCtx, `
		SELECT a.id, h.head FROM articles a,
			(SELECT min(id) AS head FROM articles WHERE text_hash = ?1 AND status = 'usable') h
		WHERE a.text_hash = ?1 AND a.status = 'usable' AND a.cluster <> h.head ORDER BY a.id`, hash)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []misplacedArticle
	for rows.Next() {
		var m misplacedArticle
		if err := rows.Scan(&m.id, &m.head); err != nil {
			return nil, err
		}
		found = append(found, m)
	}
	return found, rows.Err()
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

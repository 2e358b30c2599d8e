package archive

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"

	"dateline/archive/entity"
)

// Incoming is an article on its way into the archive. Of Article only the
// content fields count, and Status as the publisher sent it, "" being Usable.
type Incoming struct {
	Article   Article
	Identity  string // what makes it the same article when it comes again; not empty
	Input     string // where it came from
	Line      int
	Captured  time.Time // when it was fetched from the web, zero unknown; no date of publication
	Original  []byte    // as received; empty when there is none
	MediaType string

	// What was recognised in the article, and by which version of what; "" says
	// that nobody looked. It is no part of the content: an article that comes
	// again with other findings is unchanged, and keeps those it has. Lists of
	// aliases are not changed afterwards.
	Found     []entity.Found
	Annotator string

	// Recognise, when not nil, is called to fill in Found, once and only for an
	// article that the archive does not hold as it is. Several may run at once.
	Recognise func() []entity.Found
}

// Outcome says what Put did with one article.
type Outcome struct {
	ID        int64
	Result    Result
	Duplicate bool // a new article whose text the archive already had
}

// Result tells new, updated and unchanged articles apart.
type Result string

// The results of storing an article.
const (
	New       Result = "new"
	Updated   Result = "updated"
	Unchanged Result = "unchanged"
)

// ItemError says which item of a batch cannot be stored, and why. Without it the
// batch can be put again.
type ItemError struct {
	Index int // in the batch
	Input string
	Line  int
	Err   error
}

func (e *ItemError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %v", e.Input, e.Line, e.Err)
	}
	return fmt.Sprintf("%s: %v", e.Input, e.Err)
}

func (e *ItemError) Unwrap() error { return e.Err }

// Put stores a batch in one transaction: all of it or nothing. Outcomes are in
// the order of items; items of the same identity are taken one after another. An
// article that comes again with the same content changes nothing. A version that
// its publisher made before the stored one is kept before it, once. What an editor
// hid stays
// hidden; else an article has the status its publisher sent last, and is withheld
// while it is under embargo. An item that could not be given back as it came is
// an ItemError.
func (s *Store) Put(ctx context.Context, importID int64, items []Incoming) ([]Outcome, error) {
	leave, err := s.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	if len(items) == 0 {
		return nil, nil
	}
	batch, err := prepare(ctx, items)
	if err != nil {
		return nil, err
	}
	// What is already there as it is needs no compression, and when that holds
	// for the whole batch, no lock either.
	held, err := lookup(ctx, s.readers, batch)
	if err != nil {
		return nil, err
	}
	if outcomes, all := allUnchanged(batch, held); all {
		return outcomes, nil
	}
	if err := s.packBatch(ctx, batch, held); err != nil {
		return nil, err
	}
	var outcomes []Outcome
	err = s.write(ctx, func(w *writer) error {
		outcomes, err = w.put(importID, batch)
		return err
	})
	if err != nil {
		return nil, err
	}
	return outcomes, nil
}

// stored is what the archive has under an identity.
type stored struct {
	id          int64
	version     int
	status      Status
	held        bool // an editor hid it
	undone      bool // it went with its import, and comes back when it is imported again
	contentHash string
	textHash    string // "" for none

	publisherVersion string
	revised          int64 // milliseconds, 0 unknown
}

// lookup finds what the archive has under the identities of a batch.
func lookup(ctx context.Context, db queryer, batch []*prepared) (map[string]*stored, error) {
	identities := make([]string, len(batch))
	for i, p := range batch {
		identities[i] = p.in.Identity
	}
	list, err := json.Marshal(identities)
	if err != nil {
		return nil, err
	}
	rows, err := db.QueryContext(ctx, `
		SELECT a.identity, a.id, a.version, a.status, a.held, a.undone, a.content_hash, a.text_hash,
			a.publisher_version, coalesce(a.revised, 0)
		FROM json_each(?) j CROSS JOIN articles a ON a.identity = j.value`, string(list))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	held := make(map[string]*stored)
	for rows.Next() {
		var identity string
		var textHash sql.NullString
		h := new(stored)
		err := rows.Scan(&identity, &h.id, &h.version, &h.status, &h.held, &h.undone, &h.contentHash, &textHash,
			&h.publisherVersion, &h.revised)
		if err != nil {
			return nil, err
		}
		h.textHash = textHash.String
		held[identity] = h
	}
	return held, rows.Err()
}

func allUnchanged(batch []*prepared, held map[string]*stored) ([]Outcome, bool) {
	outcomes := make([]Outcome, len(batch))
	for i, p := range batch {
		h := held[p.in.Identity]
		if h == nil || h.contentHash != p.contentHash || h.undone {
			return nil, false
		}
		outcomes[i] = Outcome{ID: h.id, Result: Unchanged}
	}
	return outcomes, true
}

// put stores a batch within the transaction of w.
func (w *writer) put(importID int64, batch []*prepared) ([]Outcome, error) {
	held, err := lookup(w.ctx, w.tx, batch) // again, now that nobody else writes
	if err != nil {
		return nil, err
	}
	if err := w.findHeads(batch); err != nil {
		return nil, err
	}
	if err := w.findLikely(batch, held); err != nil {
		return nil, err
	}
	if err := w.meet(entitiesIn(batch)); err != nil {
		return nil, err
	}
	outcomes := make([]Outcome, len(batch))
	for i, p := range batch {
		if err := w.ctx.Err(); err != nil {
			return nil, err
		}
		h := held[p.in.Identity]
		known := false
		if h != nil && h.contentHash != p.contentHash && !h.undone {
			if known, err = w.knows(h, p); err != nil {
				return nil, err
			}
		}
		switch {
		case h == nil:
			h, outcomes[i].Duplicate, err = w.insert(p)
			outcomes[i].Result = New
			held[p.in.Identity] = h
		case h.undone:
			err = w.update(h, p)
			outcomes[i].Result = Updated
		case known, h.contentHash == p.contentHash:
			outcomes[i] = Outcome{ID: h.id, Result: Unchanged}
			continue
		case p.olderThan(h):
			outcomes[i].ID = h.id
			outcomes[i].Result, err = w.addEarlier(importID, h, p)
			if err != nil {
				return nil, &ItemError{Index: i, Input: p.in.Input, Line: p.in.Line, Err: err}
			}
			continue
		default:
			err = w.update(h, p)
			outcomes[i].Result = Updated
		}
		if err == nil {
			err = w.attach(importID, h, p)
		}
		if err != nil {
			return nil, &ItemError{Index: i, Input: p.in.Input, Line: p.in.Line, Err: err}
		}
		outcomes[i].ID = h.id
	}
	return outcomes, nil
}

const (
	knownRecord = `
		SELECT 1 FROM versions v JOIN versions now ON now.article = v.article AND now.version = ?2
		WHERE v.article = ?1 AND v.version < ?2 AND v.original = ?3 AND v.input = ?4 AND v.line = ?5
			AND NOT (now.input = ?4 AND now.line = ?5)
			AND NOT EXISTS (SELECT 1 FROM imports i WHERE i.id = v.import AND i.undone IS NOT NULL)`
	knownOriginal = "SELECT 1 FROM versions WHERE article = ?1 AND version < ?2 AND original = ?3"
)

// knows says that p is the very record that an earlier version of h was made of,
// while the current one was made of another. A file that holds an article twice,
// in two versions, then settles when it is imported again; a record that was
// changed in its place and changed back does not count, and is an update; but
// what was hidden since does not come back with an old record, wherever it lies.
func (w *writer) knows(h *stored, p *prepared) (bool, error) {
	if h.version == 1 || p.original == nil {
		return false, nil
	}
	var one int
	query, args := knownRecord, []any{h.id, h.version, p.original, p.input, p.in.Line}
	if h.status != Usable {
		query, args = knownOriginal, args[:3]
	}
	err := w.stmt(query).QueryRowContext(w.rowCtx, args...).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

const insertArticle = `
	INSERT INTO articles (id, sequence, version, status, words, imported, changed,
		published, first_day, last_day, instant, source, language, site, authors,
		identity, content_hash, text_hash, title, url, guid, cluster, embargo, publisher_version, revised)
	VALUES (?1, ?2, 1, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)`

// insert stores a new article.
func (w *writer) insert(p *prepared) (h *stored, duplicate bool, err error) {
	h = &stored{
		version: 1, contentHash: p.contentHash, textHash: p.textHash,
		publisherVersion: p.content.PublisherVersion, revised: p.revised,
	}
	var embargo any
	h.status, embargo = p.standing(w.at)
	if h.id, err = w.newID(); err != nil {
		return nil, false, err
	}
	sequence, err := w.nextSequence()
	if err != nil {
		return nil, false, err
	}
	c := &p.content
	cluster, pairs, err := w.join(h.id, h.status, p)
	if err != nil {
		return nil, false, err
	}
	_, err = w.stmt(insertArticle).ExecContext(w.rowCtx, h.id, sequence, string(h.status), p.words, w.at,
		p.published, p.firstDay, p.lastDay, p.instant, c.Source, c.Language, p.site, p.authors,
		p.in.Identity, []byte(p.contentHash), nullBytes(p.textHash), c.Title, c.URL, c.GUID, cluster,
		embargo, c.PublisherVersion, nullNumber(p.revised))
	if err != nil {
		return nil, false, err
	}
	if h.status != Usable {
		if err := w.recordStatus(h.id, Usable, h.status, p.why(h.status), true); err != nil {
			return nil, false, err
		}
	}
	for _, other := range pairs {
		if err := w.pair(h.id, other); err != nil {
			return nil, false, err
		}
	}
	w.setKeys(h.id, p.keys)
	return h, cluster != h.id, nil
}

const updateArticle = `
	UPDATE articles SET sequence = ?2, version = ?3, words = ?4, changed = ?5,
		published = ?6, first_day = ?7, last_day = ?8, instant = ?9, source = ?10, language = ?11, site = ?12,
		authors = ?13, content_hash = ?14, text_hash = ?15, title = ?16, url = ?17, guid = ?18,
		undone = 0, status = ?19, embargo = ?20, publisher_version = ?21, revised = ?22
	WHERE id = ?1`

// update stores a new version of the article h.
func (w *writer) update(h *stored, p *prepared) error {
	sequence, err := w.nextSequence()
	if err != nil {
		return err
	}
	status, embargo := h.status, any(nil)
	if !h.held {
		status, embargo = p.standing(w.at)
	}
	c := &p.content
	_, err = w.stmt(updateArticle).ExecContext(w.rowCtx, h.id, sequence, h.version+1, p.words, w.at,
		p.published, p.firstDay, p.lastDay, p.instant, c.Source, c.Language, p.site, p.authors,
		[]byte(p.contentHash), nullBytes(p.textHash), c.Title, c.URL, c.GUID,
		string(status), embargo, c.PublisherVersion, nullNumber(p.revised))
	if err != nil {
		return err
	}
	h.undone = false
	was, before := h.status, h.textHash
	h.version++
	h.status, h.contentHash, h.textHash = status, p.contentHash, p.textHash
	h.publisherVersion, h.revised = c.PublisherVersion, p.revised
	w.setKeys(h.id, p.keys)
	delete(w.texts, h.id) // those of the text before
	if was != status {
		if err := w.recordStatus(h.id, was, status, p.why(status), true); err != nil {
			return err
		}
	} else if before == h.textHash && before != "" || status != Usable {
		return nil
	}
	err = w.recluster(h.id, h.status, textOf{
		hash:    h.textHash,
		likely:  func() ([]likely, error) { return w.search.found(p.at), nil },
		running: func() ([]string, error) { return p.running(), nil },
	})
	if err != nil {
		return err
	}
	for _, hash := range []string{before, h.textHash} {
		if err := w.findHead(hash); err != nil {
			return err
		}
	}
	return nil
}

const (
	insertOriginal = `INSERT INTO originals (sha256, media_type, size, data) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`
	insertVersion  = `
		INSERT INTO versions (article, version, import, imported, input, line, captured, original, media_type, content)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
)

// captured is when an item was captured, in milliseconds, null when it was not.
func captured(in *Incoming) any {
	if in.Captured.IsZero() {
		return nil
	}
	return in.Captured.UnixMilli()
}

// storeVersion stores a version with the bytes it came from.
func (w *writer) storeVersion(importID, article int64, version int, p *prepared) error {
	p.pack(w.store.packer) // if it was unchanged when the batch was packed
	if p.originalPacked != nil {
		_, err := w.stmt(insertOriginal).ExecContext(w.rowCtx, p.original, p.in.MediaType, len(p.in.Original), p.originalPacked)
		if err != nil {
			return fmt.Errorf("original: %w", err)
		}
	}
	_, err := w.stmt(insertVersion).ExecContext(w.rowCtx, article, version, importID, w.at,
		p.input, p.in.Line, captured(p.in), p.original, p.in.MediaType, p.packed)
	if err != nil {
		return fmt.Errorf("version %d, import %d: %w", version, importID, err)
	}
	return nil
}

// attach stores what hangs on a new or updated article: the version with the
// bytes it came from, and the entities.
func (w *writer) attach(importID int64, h *stored, p *prepared) error {
	if err := w.storeVersion(importID, h.id, h.version, p); err != nil {
		return err
	}
	if h.version > 1 {
		if err := w.dropLinks(h.id); err != nil {
			return err
		}
	}
	for i, r := range p.content.Entities {
		key, err := w.entity(r, sameText)
		if err != nil {
			return fmt.Errorf("entity %s %s: %w", r.Kind, r.ID, err)
		}
		if err := w.link(h.id, i, key); err != nil {
			return err
		}
	}
	for _, r := range p.in.Article.Entities {
		if err := w.aliases(r, sameText); err != nil {
			return err
		}
	}
	// An article that was unchanged when the batch was packed has not been read;
	// it is left to be annotated later.
	if p.in.Annotator != "" && p.in.Recognise == nil {
		return w.annotate(h.id, p.in.Annotator, p.in.Found)
	}
	if h.version > 1 { // what was found was found in another text
		_, err := w.tx.ExecContext(w.rowCtx, "DELETE FROM annotations WHERE article = ?", h.id)
		return err
	}
	return nil
}

// entitiesIn yields the entities of a batch, supplied and found.
func entitiesIn(batch []*prepared) iter.Seq[*entity.Ref] {
	return func(yield func(*entity.Ref) bool) {
		for _, p := range batch {
			for i := range p.content.Entities {
				if !yield(&p.content.Entities[i]) {
					return
				}
			}
			for i := range p.in.Found {
				if !yield(&p.in.Found[i].Ref) {
					return
				}
			}
		}
	}
}

// nullBytes is SQL's null for "".
func nullBytes(s string) []byte {
	if s == "" {
		return nil
	}
	return []byte(s)
}

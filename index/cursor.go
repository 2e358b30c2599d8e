package index

import (
	"encoding/base64"
	"encoding/binary"
	"hash/fnv"
	"math"
	"time"
)

// A cursor says after which hit the next page goes on. One by relevance names the
// view its scores belong to, which is held for cursorLife; the other orders go by
// what does not change, so their cursors never expire.
//
// Its text form is base64 of: a hash of the query (8 bytes), the order's first
// letter, the view's id (8), score (8), instant (8) and article (4).
const (
	cursorLife   = 5 * time.Minute
	cursorLength = 8 + 1 + 8 + 8 + 8 + 4
	maxPinned    = 64 // views held for cursors; more would cost disk and memory
)

// pin is a view held for cursors.
type pin struct {
	view    *view
	expires time.Time
}

// identity is a hash of everything that decides which hits a query has and in
// which order.
func (q Query) identity() uint64 {
	q.Cursor, q.Limit, q.Facets, q.FacetLimit, q.Timeline = "", 0, nil, 0, ""
	if q.Duplicates == Show { // what "" says, too
		q.Duplicates = ""
	}
	h := fnv.New64a()
	h.Write([]byte(q.Values().Encode()))
	return h.Sum64()
}

// page is the hits of the page, in order; one more may have been found, which
// only says that there is a next page.
func (r *request) page() []position {
	if r.found.best.kept != nil {
		r.found.page = r.found.best.take()
	}
	return r.found.page[:min(len(r.found.page), r.query.limit())]
}

// next is the cursor of the next page, "" when this is the last.
func (r *request) next() string {
	page := r.page()
	if len(r.found.page) <= len(page) || len(page) == 0 {
		return ""
	}
	last := page[len(page)-1]
	order := r.found.best.order
	b := binary.BigEndian.AppendUint64(nil, r.query.identity())
	b = append(b, order[0])
	viewID := uint64(0)
	if order == Relevance {
		viewID = r.view.id
		r.index.hold(r.view)
	}
	b = binary.BigEndian.AppendUint64(b, viewID)
	b = binary.BigEndian.AppendUint64(b, math.Float64bits(last.score))
	b = binary.BigEndian.AppendUint64(b, uint64(last.instant))
	b = binary.BigEndian.AppendUint32(b, last.id)
	return base64.RawURLEncoding.EncodeToString(b)
}

// viewFor takes the view that a query is to be asked of and, from its cursor,
// the hit to go on after.
func (x *Index) viewFor(q Query) (*view, *position, error) {
	if q.Cursor == "" {
		v, err := x.acquire()
		return v, nil, err
	}
	b, err := base64.RawURLEncoding.DecodeString(q.Cursor)
	if err != nil || len(b) != cursorLength || binary.BigEndian.Uint64(b) != q.identity() {
		return nil, nil, ErrCursor
	}
	viewID := binary.BigEndian.Uint64(b[9:])
	after := &position{
		score:   math.Float64frombits(binary.BigEndian.Uint64(b[17:])),
		instant: int64(binary.BigEndian.Uint64(b[25:])),
		id:      binary.BigEndian.Uint32(b[33:]),
	}
	if viewID == 0 {
		v, err := x.acquire()
		return v, after, err
	}
	v := x.held(viewID)
	if v == nil {
		return nil, nil, ErrCursorExpired
	}
	return v, after, nil
}

// hold keeps a view for cursors, and lets go of those whose time is over.
func (x *Index) hold(v *view) {
	now := x.now()
	x.mu.Lock()
	defer x.mu.Unlock()
	x.unpin(func(p *pin) bool { return now.After(p.expires) })
	if x.closed {
		return
	}
	if p := x.pinned[v.id]; p != nil {
		p.expires = now.Add(cursorLife)
		return
	}
	if len(x.pinned) >= maxPinned {
		var oldest *pin
		for _, p := range x.pinned {
			if oldest == nil || p.expires.Before(oldest.expires) {
				oldest = p
			}
		}
		x.unpin(func(p *pin) bool { return p == oldest })
	}
	v.users.Add(1)
	x.pinned[v.id] = &pin{v, now.Add(cursorLife)}
}

// held takes a view that is held for cursors; nil when it is no longer.
func (x *Index) held(id uint64) *view {
	x.mu.Lock()
	defer x.mu.Unlock()
	p := x.pinned[id]
	if p == nil || x.now().After(p.expires) {
		return nil
	}
	p.view.users.Add(1)
	return p.view
}

// unpin lets go of the views that drop names. The caller holds mu.
func (x *Index) unpin(drop func(*pin) bool) {
	for id, p := range x.pinned {
		if drop(p) {
			delete(x.pinned, id)
			p.view.release()
		}
	}
}

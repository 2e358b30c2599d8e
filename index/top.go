package index

import "container/heap"

// position is where an article stands in the order of a search.
type position struct {
	score   float64
	instant int64 // unix seconds, as the order wants them
	id      uint32
}

// before says that p comes before q in an order. Articles that are alike in it
// come newest import first, oldest first for Oldest, so that the order is total.
func (p position) before(q position, order Sort) bool {
	if order == Oldest {
		if p.instant != q.instant {
			return p.instant < q.instant
		}
		return p.id < q.id
	}
	if order == Relevance && p.score != q.score {
		return p.score > q.score
	}
	if p.instant != q.instant {
		return p.instant > q.instant
	}
	return p.id > q.id
}

// top keeps the first size positions of an order that come after a given one.
type top struct {
	order Sort
	size  int
	after *position
	kept  []position // a heap, the last position at its root
}

func newTop(size int, order Sort, after *position) top {
	return top{order: order, size: size, after: after, kept: make([]position, 0, size)}
}

// offer keeps p if it belongs to the page.
func (t *top) offer(p position) {
	if t.after != nil && !t.after.before(p, t.order) {
		return
	}
	if len(t.kept) < t.size {
		heap.Push(t, p)
		return
	}
	if p.before(t.kept[0], t.order) {
		t.kept[0] = p
		heap.Fix(t, 0)
	}
}

// take returns the kept positions in order and empties t.
func (t *top) take() []position {
	out := make([]position, len(t.kept))
	for i := len(out) - 1; i >= 0; i-- {
		out[i] = heap.Pop(t).(position)
	}
	return out
}

// Len, Less, Swap, Push and Pop make t a heap.
func (t *top) Len() int           { return len(t.kept) }
func (t *top) Less(i, j int) bool { return t.kept[j].before(t.kept[i], t.order) }
func (t *top) Swap(i, j int)      { t.kept[i], t.kept[j] = t.kept[j], t.kept[i] }
func (t *top) Push(p any)         { t.kept = append(t.kept, p.(position)) }
func (t *top) Pop() any {
	last := t.kept[len(t.kept)-1]
	t.kept = t.kept[:len(t.kept)-1]
	return last
}

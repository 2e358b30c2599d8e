package index

import "slices"

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
	full := len(t.kept) == t.size
	if full && !p.before(t.kept[0], t.order) || t.after != nil && !t.after.before(p, t.order) {
		return
	}
	if full {
		t.kept[0] = p
		t.sink(0)
		return
	}
	t.kept = append(t.kept, p)
	for i := len(t.kept) - 1; i > 0; {
		parent := (i - 1) / 2
		if !t.kept[parent].before(t.kept[i], t.order) {
			break
		}
		t.kept[parent], t.kept[i] = t.kept[i], t.kept[parent]
		i = parent
	}
}

// sink restores the heap below i.
func (t *top) sink(i int) {
	for {
		last := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(t.kept); child++ {
			if t.kept[last].before(t.kept[child], t.order) {
				last = child
			}
		}
		if last == i {
			return
		}
		t.kept[last], t.kept[i] = t.kept[i], t.kept[last]
		i = last
	}
}

// take returns the kept positions in order and empties t.
func (t *top) take() []position {
	out := t.kept
	t.kept = nil
	slices.SortFunc(out, func(a, b position) int {
		if a.before(b, t.order) {
			return -1
		}
		return 1
	})
	return out
}

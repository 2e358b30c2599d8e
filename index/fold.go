package index

// bestOf is what matches of a cluster: the article that comes first in the order
// of the search, and how many there are.
type bestOf struct {
	best  position
	count int
}

// fold takes in an article that matches, if its cluster has others. The one that
// is listed in the end is known when all have been seen, so that it is the same
// on every page, whatever cursor the page starts from.
func (r *request) fold(cluster uint32, p position) bool {
	head, at := r.view.columns.at(cluster)
	if head == nil || head.alike[at] < 2 {
		return false
	}
	f, known := r.found.folds[cluster]
	if !known || p.before(f.best, r.found.best.order) {
		f.best = p
	}
	f.count++
	r.found.folds[cluster] = f
	return true
}

// offerFolds offers one article of each cluster for the page.
func (r *request) offerFolds() {
	for _, f := range r.found.folds {
		r.found.best.offer(f.best)
	}
}

// listed is how many hits there are on all pages.
func (r *request) listed() int {
	n := len(r.found.hits)
	for _, f := range r.found.folds {
		n -= f.count - 1
	}
	return n
}

// folded is how many others an article of the page stands for.
func (r *request) folded(number uint32) int {
	if len(r.found.folds) == 0 {
		return 0
	}
	b, i := r.view.columns.at(number)
	if b == nil {
		return 0
	}
	return max(0, r.found.folds[b.cold[i].cluster].count-1)
}

package index

// distance is the number of letters to add, leave out, replace or swap with their
// neighbour that make one word of another (optimal string alignment), as the
// dictionary counts them, too.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	last, row := make([]int, len(y)+1), make([]int, len(y)+1)
	before := make([]int, len(y)+1) // the row before the last
	for j := range last {
		last[j] = j
	}
	for i := range x {
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}

// resembles says that two folded words are within so many edits of each other
// and begin with the same letter, as the dictionary is asked for them.
func resembles(a, b string, edits int) bool {
	if a == "" || b == "" || []rune(a)[0] != []rune(b)[0] {
		return a == b
	}
	return distance(a, b) <= edits
}

// nearest is the name most like an unknown one, "" if none is like it.
func nearest(name string, names []string) string {
	best, least := "", 1+len(name)/3
	for _, n := range names {
		if d := distance(name, n); d < least+1 && (best == "" || d < least) {
			best, least = n, d
		}
	}
	return best
}

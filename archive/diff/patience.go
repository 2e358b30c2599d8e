package diff

import (
	"cmp"
	"slices"
)

// differ finds which tokens of two texts are kept, in their order: by patience
// (Bram Cohen's: words that both texts have once hold the others in place), and
// between those by Myers, "An O(ND) difference algorithm and its variations",
// 1986, in its greedy form.
type differ struct {
	a, b         []token
	keptA, keptB []bool
}

// The bounds of the work: how often parts are parted again, and how many changes
// are looked for between two words that hold. What has more is replaced whole.
const (
	maxDepth   = 32
	maxChanges = 400
)

func (d *differ) keep(i, j int) { d.keptA[i], d.keptB[j] = true, true }

// compare compares a[i:n] with b[j:m].
func (d *differ) compare(i, n, j, m, depth int) {
	for i < n && j < m && d.a[i].key == d.b[j].key {
		d.keep(i, j)
		i++
		j++
	}
	for i < n && j < m && d.a[n-1].key == d.b[m-1].key {
		n--
		m--
		d.keep(n, m)
	}
	if i == n || j == m || max(n-i, m-j) > 2*MaxWords {
		return
	}
	if depth < maxDepth {
		if anchors := d.anchors(i, n, j, m); len(anchors) > 0 {
			for _, at := range anchors {
				d.compare(i, at[0], j, at[1], depth+1)
				d.keep(at[0], at[1])
				i, j = at[0]+1, at[1]+1
			}
			d.compare(i, n, j, m, depth+1)
			return
		}
	}
	d.myers(i, n, j, m)
}

// anchors are the words that both parts have once, as many of them as stand in
// the same order.
func (d *differ) anchors(i, n, j, m int) [][2]int {
	type seen struct{ a, b, inA, inB int }
	met := make(map[string]*seen, n-i)
	for k := i; k < n; k++ {
		s := met[d.a[k].key]
		if s == nil {
			s = new(seen)
			met[d.a[k].key] = s
		}
		s.a = k
		s.inA++
	}
	for k := j; k < m; k++ {
		if s := met[d.b[k].key]; s != nil {
			s.b = k
			s.inB++
		}
	}
	var pairs [][2]int
	for _, s := range met {
		if s.inA == 1 && s.inB == 1 && d.a[s.a].word {
			pairs = append(pairs, [2]int{s.a, s.b})
		}
	}
	slices.SortFunc(pairs, func(x, y [2]int) int { return cmp.Compare(x[0], y[0]) })
	return rising(pairs)
}

// rising is the longest part of pairs in which the second numbers rise, too
// (patience sorting).
func rising(pairs [][2]int) [][2]int {
	var tops []int // of each pile, the pair on it
	back := make([]int, len(pairs))
	for k, p := range pairs {
		at, _ := slices.BinarySearchFunc(tops, p[1], func(top, want int) int { return cmp.Compare(pairs[top][1], want) })
		back[k] = -1
		if at > 0 {
			back[k] = tops[at-1]
		}
		if at == len(tops) {
			tops = append(tops, k)
		} else {
			tops[at] = k
		}
	}
	if len(tops) == 0 {
		return nil
	}
	out := make([][2]int, len(tops))
	for k, at := len(tops)-1, tops[len(tops)-1]; k >= 0; k, at = k-1, back[at] {
		out[k] = pairs[at]
	}
	return out
}

// myers keeps the longest common run of tokens of a[i:n] and b[j:m] if they are
// at most maxChanges apart, else none.
func (d *differ) myers(i, n, j, m int) {
	N, M := n-i, m-j
	most := min(N+M, maxChanges)
	reach := make([]int, 2*most+3) // furthest place in a on diagonal k, at k+most+1
	var trail [][]int
	for D := 0; D <= most; D++ {
		trail = append(trail, slices.Clone(reach[most-D:most+D+3]))
		for k := -D; k <= D; k += 2 {
			at := k + most + 1
			var x int
			if k == -D || k != D && reach[at-1] < reach[at+1] {
				x = reach[at+1]
			} else {
				x = reach[at-1] + 1
			}
			y := x - k
			for x < N && y < M && d.a[i+x].key == d.b[j+y].key {
				x++
				y++
			}
			reach[at] = x
			if x >= N && y >= M {
				d.walkBack(trail, i, j, N, M)
				return
			}
		}
	}
}

// walkBack follows the trail of myers from the end and keeps what it ran along.
func (d *differ) walkBack(trail [][]int, i, j, x, y int) {
	for D := len(trail) - 1; D >= 0; D-- {
		reach := trail[D] // diagonals -D-1 to D+1
		k := x - y
		at := k + D + 1
		from := k - 1
		if k == -D || k != D && reach[at-1] < reach[at+1] {
			from = k + 1
		}
		px := 0
		if D > 0 {
			px = reach[from+D+1]
		}
		py := px - from
		startX, startY := px, py
		if D == 0 {
			startX, startY = 0, 0
		} else if from == k+1 {
			startY++
		} else {
			startX++
		}
		for x > startX && y > startY {
			x--
			y--
			d.keep(i+x, j+y)
		}
		x, y = px, py
	}
}

package tag

import "dateline/archive/entity"

// label is what a token is in its sentence: outside of names, or at the
// beginning, inside, at the end of a name of a kind, or a single-token name.
type label uint8

// The labels: outside, then four for each kind. This scheme (BIOES) tells the
// model more about where names end than the shorter ones do: Ratinov and Roth,
// Design Challenges and Misconceptions in Named Entity Recognition, 2009.
const (
	outside label = 0
	labels        = 1 + 4*len(kinds)
)

// position is where in its name a token stands.
type position uint8

const (
	begin position = iota
	inside
	end
	alone
)

// kinds are the kinds of name, in the order of their labels.
var kinds = [...]entity.Kind{entity.Person, entity.Organisation, entity.Place}

func labelOf(kind int, p position) label { return label(1 + 4*kind + int(p)) }

// kind is the place of its kind in kinds; the label is not outside.
func (l label) kind() int { return int(l-1) / 4 }

func (l label) position() position { return position((l - 1) % 4) }

// opens reports whether a name, or nothing, may start with l.
func (l label) opens() bool { return l == outside || l.position() == begin || l.position() == alone }

// closes reports whether a name is complete with l.
func (l label) closes() bool { return l == outside || l.position() == end || l.position() == alone }

// mayFollow reports whether l may stand right after previous.
func (l label) mayFollow(previous label) bool {
	if previous.closes() {
		return l.opens()
	}
	return l != outside && !l.opens() && l.kind() == previous.kind()
}

// labelSpan marks the tokens first to last, last exclusive, as one name.
func labelSpan(into []label, first, last, kind int) {
	if last-first == 1 {
		into[first] = labelOf(kind, alone)
		return
	}
	for i := first; i < last; i++ {
		into[i] = labelOf(kind, inside)
	}
	into[first], into[last-1] = labelOf(kind, begin), labelOf(kind, end)
}

package corpus

import (
	"sort"

	"dateline/archive/entity"
	"dateline/archive/entity/tag"
)

// Name is a name at bytes Start to End, End exclusive, of a text.
type Name struct {
	Start, End int
	Kind       entity.Kind
}

// Align cuts a text into tokens and makes an example of it. names are in the order
// of the text and do not overlap. Names that start or end within a token take in
// the whole token; it says how many those are.
func Align(id, text string, names []Name) (e *tag.Example, off int) {
	e = &tag.Example{ID: id}
	e.Text.Split(text)
	tokens := e.Text.Tokens
	last := 0
	for _, n := range names {
		first := sort.Search(len(tokens), func(i int) bool { return int(tokens[i].End) > n.Start })
		end := sort.Search(len(tokens), func(i int) bool { return int(tokens[i].Start) >= n.End })
		if first >= end || first < last { // between tokens, or in one that has a name already
			off++
			continue
		}
		if int(tokens[first].Start) != n.Start || int(tokens[end-1].End) != n.End {
			off++
		}
		e.Names = append(e.Names, tag.Span{First: first, Last: end, Kind: n.Kind})
		last = end
	}
	return e, off
}

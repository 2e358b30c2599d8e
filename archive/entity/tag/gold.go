package tag

import "dateline/archive/entity/token"

// gold gives the labels of a text with these names. A name that goes beyond the
// end of a sentence cannot be learnt and is left out. A leading "The" is no part of
// a name by our guideline; other corpora have it in some.
func gold(text *token.Text, names []Span) []label {
	out := make([]label, text.Len())
	s := 0
	for _, n := range names {
		for s+1 < len(text.Sentences) && text.Sentences[s+1] <= n.First {
			s++
		}
		if _, last := text.Sentence(s); n.Last > last {
			continue
		}
		if first := text.At(n.First); n.Last-n.First > 1 && (first == "The" || first == "the") {
			n.First++
		}
		for k, kind := range kinds {
			if kind == n.Kind {
				labelSpan(out, n.First, n.Last, k)
			}
		}
	}
	return out
}

// Package diff tells by words what was changed in a text.
package diff

import "strings"

// Op says what became of a part of a text.
type Op string

// What may become of a part.
const (
	Same    Op = "same"
	Removed Op = "removed"
	Added   Op = "added"
)

// Part is a run of words of which the same became.
type Part struct {
	Op   Op     `json:"op"`
	Text string `json:"text"` // with the blanks and line breaks after its words
}

// MaxWords is how long a text may be for its words to be compared; of a longer
// one, all between what is the same at its start and its end is replaced.
const MaxWords = 100_000

// Words compares two texts by words; in scripts without blanks between words, by
// characters. Blanks and line breaks make no difference: what is the same is
// given as the new text has it. The parts without those that are Added are the
// words of the old text, and without those Removed the new text as it is. In
// each run of changes what was removed comes first.
//
// Time grows with the length of the texts times the number of changes between
// words that both have once, and is bounded. Errors there are none: any text will
// do.
func Words(was, is string) []Part {
	a, b := split(was), split(is)
	d := differ{a: a, b: b, keptA: make([]bool, len(a)), keptB: make([]bool, len(b))}
	d.compare(0, len(a), 0, len(b), 0)
	return tidy(d.parts())
}

// Count is how many words of parts were removed and added.
func Count(parts []Part) (removed, added int) {
	for _, p := range parts {
		switch p.Op {
		case Removed:
			removed += words(p.Text)
		case Added:
			added += words(p.Text)
		}
	}
	return removed, added
}

// parts reads off what was kept.
func (d *differ) parts() []Part {
	var out collector
	i, j := 0, 0
	for i < len(d.a) || j < len(d.b) {
		switch {
		case i < len(d.a) && !d.keptA[i]:
			out.add(Removed, d.a[i].text)
			i++
		case j < len(d.b) && !d.keptB[j]:
			out.add(Added, d.b[j].text)
			j++
		default:
			out.add(Same, d.b[j].text)
			i++
			j++
		}
	}
	return out.take()
}

// collector gathers text into parts: in each run of changes what was removed
// comes first.
type collector struct {
	parts                []Part
	same, removed, added strings.Builder
}

func (c *collector) add(op Op, text string) {
	switch op {
	case Removed:
		c.flushSame()
		c.removed.WriteString(text)
	case Added:
		c.flushSame()
		c.added.WriteString(text)
	default:
		c.flushChange()
		c.same.WriteString(text)
	}
}

func (c *collector) flushSame() { c.flush(Same, &c.same) }

func (c *collector) flushChange() {
	c.flush(Removed, &c.removed)
	c.flush(Added, &c.added)
}

func (c *collector) flush(op Op, from *strings.Builder) {
	if from.Len() > 0 {
		c.parts = append(c.parts, Part{op, from.String()})
		from.Reset()
	}
}

func (c *collector) take() []Part {
	c.flushSame()
	c.flushChange()
	return c.parts
}

// tidy joins changes that only a few words part which happen to be the same:
// fewer than what is changed on either side. A reader sees one change.
func tidy(parts []Part) []Part {
	size := func(from, to int) int { // of the larger side of a change
		removed, added := Count(parts[from:to])
		return max(removed, added)
	}
	for changed := true; changed; {
		changed = false
		var out collector
		for i, p := range parts {
			if p.Op != Same || i == 0 || i == len(parts)-1 {
				out.add(p.Op, p.Text)
				continue
			}
			before, after := i-1, i+2
			for before > 0 && parts[before-1].Op != Same {
				before--
			}
			for after < len(parts) && parts[after].Op != Same {
				after++
			}
			if n := words(p.Text); n > maxLoose || n > 0 && n >= min(size(before, i), size(i+1, after)) {
				out.add(Same, p.Text)
				continue
			}
			changed = true
			out.add(Removed, p.Text)
			out.add(Added, p.Text)
		}
		parts = out.take()
	}
	return parts
}

// maxLoose is how many words that are the same a change may take in.
const maxLoose = 3

package resolve

import (
	"slices"
	"strings"

	"dateline/archive/entity"
)

// heard is a personal name as it sounds, for comparing spellings across an
// archive. Particles and articles are left out: they come and go.
type heard struct {
	fold    string
	given   []sound
	surname []sound
	words   []sound  // both
	whole   spelling // of all words as one
	suffix  string
	eastern bool
	latin   bool // it is written in Latin letters
}

// sound is a word with its spelling.
type sound struct {
	text string // in Latin letters
	spelling
	names []uint16 // groups of first names that it belongs to
}

// hearListed reads the full names of every listed person, by place in entities.
func (k *Known) hearListed() [][]heard {
	all := make([][]heard, len(k.entities))
	for i, ref := range k.entities {
		if ref.Kind != entity.Person {
			continue
		}
		for _, name := range append([]string{ref.Name}, ref.Aliases...) {
			if h := k.hear(name); len(h.given) > 0 {
				all[i] = append(all[i], h)
			}
		}
	}
	return all
}

// hear reads a name.
func (k *Known) hear(name string) heard {
	p := parsePerson(name, "", "")
	h := heard{fold: entity.Fold(name), suffix: p.suffix, eastern: p.eastern, latin: true}
	add := func(list []sound, words []string) []sound {
		words = joinServants(words)
		for _, w := range words {
			l := latin(w)
			if l != w {
				h.latin = false
			}
			sp := spell(w)
			list = append(list, sound{l, sp, firstNames().ofSound(l, sp)})
		}
		return list
	}
	given, surname := p.given, p.core()
	if p.eastern && len(given) > 1 { // Jong Un, Jong-un
		given = []string{strings.Join(given, "")}
	}
	h.given = add(nil, given)
	h.surname = add(nil, surname)
	h.words = slices.Concat(h.given, h.surname)
	all := ""
	for _, w := range h.words {
		all += w.text
	}
	h.whole = spell(all)
	return h
}

// joinServants leaves out particles, and makes one word of the Arabic names that
// are made of "servant of": Abd al-Rahman, Abdul Rahman, Abdelrahman.
func joinServants(words []string) []string {
	out := make([]string, 0, len(words))
	for i := 0; i < len(words); i++ {
		w := words[i]
		if servants[w] && i+1 < len(words) {
			for i++; i < len(words)-1 && particles[words[i]]; i++ {
			}
			out = append(out, "abd"+words[i])
			continue
		}
		if particles[w] && len(words) > 1 && !firstOrParticle[w] {
			continue
		}
		for _, s := range []string{"abdul", "abdel", "abdol", "abdal", "abdoul"} {
			if rest, ok := strings.CutPrefix(w, s); ok && len(rest) > 2 {
				w = "abd" + rest
				break
			}
		}
		out = append(out, w)
	}
	if len(out) == 0 {
		return words
	}
	return out
}

var servants = wordSet("abd abdul abdel abdal abdoul abdol")

// soundKeys are such that names that may agree have one in common: a name is
// entered under those of its surname and of the whole, and looked for, besides,
// under its first word, as it may have been turned round.
func (h *heard) soundKeys(turned bool) []string {
	last := h.surname[len(h.surname)-1].consonants
	keys := []string{last, "=" + h.whole.consonants}
	if first := h.words[0].consonants; turned && first != last && len(h.words[0].text) > 1 {
		keys = append(keys, first)
	}
	return keys
}

// nearKey is the same for names whose surnames may be near.
func (h *heard) nearKey() string {
	c, s := h.given[0].consonants, h.surname[len(h.surname)-1].consonants
	return c + "|" + s[:min(1, len(s))]
}

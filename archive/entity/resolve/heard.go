package resolve

import (
	"strings"
	"unicode/utf8"

	"dateline/archive/entity"
)

// heard is a personal name as it sounds, for comparing spellings across an
// archive. Particles and articles are left out: they come and go.
type heard struct {
	words   []*sound // first names, then the surname; shared with other names
	first   int      // how many of them are first names
	whole   uint64   // hash of the consonants of all words as one
	suffix  string
	eastern bool
	compact bool // the surname has parts, joined by a hyphen
	latin   bool // it is written in Latin letters
	abjad   bool // it is written in letters that leave vowels out
}

func (h *heard) given() []*sound   { return h.words[:h.first] }
func (h *heard) surname() []*sound { return h.words[h.first:] }
func (h *heard) last() *sound      { return h.words[len(h.words)-1] }

// initials tells whether there is no first name but initials.
func (h *heard) initials() bool {
	for _, w := range h.given() {
		if len(w.text) > 1 {
			return false
		}
	}
	return true
}

// together is the spelling of all words as one.
func (h *heard) together() spelling {
	var all strings.Builder
	for _, w := range h.words {
		all.WriteString(w.text)
	}
	return spell(all.String())
}

// sound is a word with its spelling.
type sound struct {
	text string // in Latin letters
	spelling
	names   []uint16 // groups of first names that it belongs to
	given   bool     // it is in the table of first names, and does not just sound like one
	short   bool     // it is a short form there: Bob
	common  bool     // it is a surname of many
	foreign bool     // it was written in other letters
}

// ear hears names. It keeps the words it has heard, which are far fewer than
// names. It is not safe for concurrent use, unless every word is in base.
type ear struct {
	base  *ear // may be nil; it is only read
	words map[string]*sound
}

func newEar(base *ear) *ear { return &ear{base, map[string]*sound{}} }

// word gives the sound of a folded word.
func (e *ear) word(w string) *sound {
	if e.base != nil {
		if s := e.base.words[w]; s != nil {
			return s
		}
	}
	s := e.words[w]
	if s == nil {
		w = strings.Clone(w) // it is a slice of a whole name
		l, sp := latin(w), spell(w)
		g := firstNames()
		s = &sound{text: l, spelling: sp, names: g.ofSound(l, sp), given: g.groups[l] != nil, short: g.short[l] && len(l) <= 7, common: commonSurnames()[l], foreign: l != w}
		e.words[w] = s
	}
	return s
}

// hear reads a name.
func (e *ear) hear(name string) *heard {
	p := parsePerson(name, "", "")
	given, surname := p.given, p.core()
	if p.eastern && len(given) > 1 { // Jong Un, Jong-un
		given = []string{strings.Join(given, "")}
	}
	if n := len(given); n > 1 && servants[given[n-1]] { // Mohammed Abdul Rahman
		given, surname = given[:n-1], append([]string{given[n-1]}, surname...)
	}
	given, surname = joinServants(given), joinServants(surname)
	h := &heard{suffix: p.suffix, eastern: p.eastern, compact: p.compact && len(surname) > 1, first: len(given), latin: true}
	if len(given)+len(surname) == 0 {
		return h
	}
	h.words = make([]*sound, 0, len(given)+len(surname))
	for _, list := range [][]string{given, surname} {
		for _, w := range list {
			s := e.word(w)
			h.latin = h.latin && s.text == w
			h.abjad = h.abjad || isAbjad(w)
			h.words = append(h.words, s)
		}
	}
	h.whole = hashString(h.together().coarse())
	return h
}

// isAbjad tells whether a word is written in Arabic or Hebrew letters.
func isAbjad(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return r >= 0x590 && r < 0x780
}

// listedPeople is how the listed people sound: the full names of each, by place in
// entities, and the ear that heard them.
type listedPeople struct {
	ear   *ear
	names [][]*heard
}

func (k *Known) hearListed() listedPeople {
	all := listedPeople{newEar(nil), make([][]*heard, len(k.entities))}
	for i, ref := range k.entities {
		if ref.Kind != entity.Person {
			continue
		}
		for _, name := range append([]string{ref.Name}, ref.Aliases...) {
			if h := all.ear.hear(name); h.first > 0 && !h.initials() { // P.W. Botha is not to be compared with Pik
				all.names[i] = append(all.names[i], h)
			}
		}
	}
	return all
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

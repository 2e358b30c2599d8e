package place

import (
	"encoding/json"
	"hash/fnv"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/archive/entity/token"
)

// With is a gazetteer in which an editor's names are added to countries, by code,
// and others taken off. A name is matched as it is written, and in capitals; what
// is added means nothing else from then on. A code that no country has, and a
// name without a word, change nothing.
func (g *Gazetteer) With(add, remove map[string][]string) *Gazetteer {
	changed := &Gazetteer{
		codes: slices.Clone(g.codes), senses: slices.Clone(g.senses), meanings: slices.Clone(g.meanings),
		names: g.names.clone(), past: g.past, cityOf: g.cityOf, small: g.small,
	}
	var text token.Text
	for _, code := range slices.Sorted(maps.Keys(remove)) {
		for _, name := range remove[code] {
			changed.remove(inTokens(&text, name), code)
		}
	}
	for _, code := range slices.Sorted(maps.Keys(add)) {
		country := slices.Index(changed.codes, code)
		if country <= 0 {
			continue
		}
		changed.senses = append(changed.senses, sense{country: uint16(country), langs: everyLanguage})
		for _, name := range add[code] {
			if name = inTokens(&text, name); name != "" {
				changed.put(name).first = 0
				changed.small = changed.small || !isCapital(name)
				changed.add(name, uint32(len(changed.senses)-1))
			}
		}
	}
	sum := fnv.New64a()
	json.NewEncoder(sum).Encode([]any{g.version, add, remove})
	changed.version = strconv.FormatUint(sum.Sum64(), 36)
	return changed
}

// inTokens cuts a name as texts are cut. Stems are for the table alone.
func inTokens(text *token.Text, name string) string {
	if !utf8.ValidString(name) {
		return ""
	}
	text.Split(strings.TrimRight(strings.TrimSpace(name), "~^*"))
	words := make([]string, text.Len())
	for i := range words {
		words[i] = strings.TrimRight(text.At(i), "~^*")
	}
	return strings.TrimSpace(strings.Join(words, " "))
}

// remove takes the senses of a country from a name, and from the name as the stem
// that it is kept as.
func (g *Gazetteer) remove(name, code string) {
	for _, form := range [...]string{name, name + "~", name + "*"} {
		if form == "" {
			continue
		}
		s := g.lookup(form)
		if s == nil {
			continue
		}
		link := &s.first
		for *link != 0 {
			m := &g.meanings[*link]
			if g.codes[g.senses[m.sense].country] == code {
				*link = m.next
			} else {
				link = &m.next
			}
		}
	}
}

// lookup is the slot of a name, or nil.
func (g *Gazetteer) lookup(name string) *slot {
	h := noHash
	for word := range strings.SplitSeq(name, " ") {
		base := strings.TrimRight(word, "~^*")
		if base == word {
			h = h.string(word).byte(endWord)
		} else {
			h = h.string(base).byte(endStem)
		}
	}
	return g.names.find(h)
}

func (p *phrases) clone() *phrases {
	c := *p
	c.slots = slices.Clone(p.slots)
	return &c
}

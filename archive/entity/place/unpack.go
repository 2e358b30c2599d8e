package place

import (
	_ "embed"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"

	"dateline/archive/entity"
)

// packed is the table of names that the command in the folder generate writes,
// compressed. It is text. A line that begins with "=" heads a group: code, via,
// languages, flags, first and last month, separated by tabs. The lines after it
// are the names of the group, cut into tokens, which are separated by blanks. The
// first byte of each, less '@', is how many bytes it has in common with the name
// before it.
//
//go:embed names.zst
var packed []byte

// sense is what a name can mean.
type sense struct {
	country  uint16 // place in the codes; 0 for nothing
	via      via
	flags    senseFlags
	langs    languages
	from, to month // of a leader's term; 0 to 0 for always
}

// meaning is one sense of a name, and the one that comes next.
type meaning struct{ sense, next uint32 }

type senseFlags uint8

const (
	bareSurname  senseFlags = 1 << iota // a leader's surname alone: it counts only after the full name
	alsoPerson                          // a first name or surname, too: Jordan
	alsoWord                            // a word of some language, too: counts only where the language is known
	longInOffice                        // a leader whom an undated text can only mean
	sharedName                          // a country's and a state's of another: Georgia
	aState                              // a state or province that follows a city after a comma
	weakName                            // counts only beside a sure mention of the same country
)

var flagLetters = map[byte]senseFlags{'b': bareSurname, 'p': alsoPerson, 'w': alsoWord, 'l': longInOffice, 'k': weakName, 's': sharedName, 'r': aState}

// via is entity.Via, small.
type via uint8

const (
	viaName via = iota
	viaDemonym
	viaCapital
	viaCity
	viaMetonym
	viaLeader
)

var vias = [...]entity.Via{entity.ViaName, entity.ViaDemonym, entity.ViaCapital, entity.ViaCity, entity.ViaMetonym, entity.ViaLeader}

var viaLetters = map[string]via{"n": viaName, "d": viaDemonym, "k": viaCapital, "c": viaCity, "m": viaMetonym, "l": viaLeader}

// Gazetteer knows the names. It does not change and is safe for concurrent use.
type Gazetteer struct {
	codes    []string // code of a country by its place, "" first
	senses   []sense
	meanings []meaning // the first is not used
	names    *phrases
	version  string
	past     []past
	cityOf   []uint32 // the sense of a city in a country, by its place in the codes
	small    bool     // an editor's names begin with small letters
}

// Version identifies the table of names by its content.
func (g *Gazetteer) Version() string { return g.version }

var standard = sync.OnceValues(func() (*Gazetteer, error) {
	decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("names of places: %w", err)
	}
	defer decoder.Close()
	text, err := decoder.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("names of places: %w", err)
	}
	sum := fnv.New64a()
	sum.Write(packed)
	g, err := read(string(text))
	if err != nil {
		return nil, fmt.Errorf("names of places: %w", err)
	}
	g.version = strconv.FormatUint(sum.Sum64(), 36)
	return g, nil
})

// Default is the gazetteer that the program carries; it is unpacked at the first
// call.
func Default() (*Gazetteer, error) { return standard() }

// read makes a gazetteer of a table of names.
func read(table string) (*Gazetteer, error) {
	lines := strings.Count(table, "\n")
	g := &Gazetteer{codes: []string{""}, meanings: make([]meaning, 1, lines+1), names: newPhrases(lines)}
	places := map[string]uint16{"": 0}
	var name []byte // of the line before
	for n := 1; table != ""; n++ {
		var line string
		line, table, _ = strings.Cut(table, "\n")
		if line == "" {
			continue
		}
		if line[0] == '=' {
			s, err := g.readSense(line[1:], places)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			g.senses = append(g.senses, s)
			name = name[:0]
			continue
		}
		shared := int(line[0]) - '@'
		if shared < 0 || shared > len(name) || len(g.senses) == 0 {
			return nil, fmt.Errorf("line %d: %q follows no name that begins so", n, line)
		}
		name = append(name[:shared], line[1:]...)
		g.add(string(name), uint32(len(g.senses)-1))
	}
	g.readPast()
	for i := range g.codes {
		g.cityOf = append(g.cityOf, uint32(len(g.senses)))
		g.senses = append(g.senses, sense{country: uint16(i), via: viaCity, langs: everyLanguage})
	}
	return g, nil
}

func (g *Gazetteer) readSense(line string, places map[string]uint16) (s sense, err error) {
	field := strings.Split(line, "\t")
	if len(field) != 6 {
		return s, fmt.Errorf("%d fields in %q, want 6", len(field), line)
	}
	place, ok := places[field[0]]
	if !ok {
		place = uint16(len(g.codes))
		places[field[0]] = place
		g.codes = append(g.codes, field[0])
	}
	s.country = place
	if s.via, ok = viaLetters[field[1]]; !ok {
		return s, fmt.Errorf("unknown way of naming %q", field[1])
	}
	s.langs = everyLanguage
	if field[2] != "" {
		s.langs = 0
		for code := range strings.SplitSeq(field[2], ",") {
			s.langs |= languageBit(code)
		}
	}
	for i := range len(field[3]) {
		s.flags |= flagLetters[field[3][i]]
	}
	if s.from, err = parseMonth(field[4]); err != nil {
		return s, err
	}
	s.to, err = parseMonth(field[5])
	return s, err
}

// add gives a name, cut into tokens, one more sense, which comes after those that
// it has. A token that ends in ~, ^ or * is a stem: of a noun, of an adjective, or
// of any word that goes on with a few letters.
func (g *Gazetteer) add(name string, sense uint32) {
	s := g.put(name)
	at := uint32(len(g.meanings))
	g.meanings = append(g.meanings, meaning{sense: sense})
	if s.first == 0 {
		s.first = at
		return
	}
	last := s.first
	for g.meanings[last].next != 0 {
		last = g.meanings[last].next
	}
	g.meanings[last].next = at
}

// put makes the slot of a name.
func (g *Gazetteer) put(name string) *slot {
	h, before := noHash, hash(0)
	for {
		word, rest, more := strings.Cut(name, " ")
		end, ending := byte(endWord), uint32(0)
		switch word[max(0, len(word)-1):] {
		case "~":
			ending = nounEnding
		case "^":
			ending = adjEnding
		case "*":
			ending = anyEnding
		}
		if ending != 0 {
			word, end = word[:len(word)-1], endStem
		}
		h = h.string(word).byte(end)
		if before == 0 {
			g.names.mark(h)
		} else if ending != 0 {
			g.names.add(before).flags |= goesOn | goesOnStem
		} else {
			g.names.add(before).flags |= goesOn
		}
		s := g.names.add(h)
		s.flags |= ending
		if !more {
			return s
		}
		before, name = h, rest
	}
}

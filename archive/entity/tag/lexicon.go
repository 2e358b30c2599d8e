package tag

// lists are the word lists that hold a word, as bits.
type lists uint32

const (
	listFirstName lists = 1 << iota
	listSurname
	listNameWord // of a name in some language
	listCity
	listPlace
	listCountry
	listDemonym
	listBody   // an organisation by itself: NATO
	listHead   // of the name of an organisation: Ministry, University
	listFirm   // Inc., GmbH
	listTitle  // before a person: Mr., President
	listRole   // spokesman, senator, striker
	listMedia  // Times, Post, Gazette
	listTerm   // days, months, and other words with a capital that name nothing
	listSmall  // words that headlines leave small: of, the
	listPhrase // the first word of a name of several words
	listTown   // smaller than a city
	listRegion // a province or state, or a smaller part of a country
	listSite   // of the name of a place: River, Street, Airport

	listCount = 19
)

// Lexicon knows words: their clusters, and the lists they are in. It does not
// change and is safe for concurrent use.
type Lexicon struct {
	mask  uint32
	keys  []uint32 // open addressing; 0 is free
	found []entry
	Notes string // where it comes from, and the licences
}

type entry struct {
	cluster uint16
	coarse  uint8
	lists   lists
}

// key is what a lexicon keeps of a word's hash. A word that is not in it is taken
// for one of its n words once in 2³²/n.
func key(low uint64) uint32 { return max(uint32(low>>32), 1) }

func (x *Lexicon) find(low uint64) entry {
	if len(x.keys) == 0 {
		return entry{}
	}
	k := key(low)
	for i := k & x.mask; ; i = (i + 1) & x.mask {
		switch x.keys[i] {
		case k:
			return x.found[i]
		case 0:
			return entry{}
		}
	}
}

// newLexicon makes room for n words, half of it free.
func newLexicon(n int) *Lexicon {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return &Lexicon{mask: uint32(size - 1), keys: make([]uint32, size), found: make([]entry, size)}
}

// put adds what is known of a word.
func (x *Lexicon) put(k uint32, e entry) {
	i := k & x.mask
	for x.keys[i] != 0 && x.keys[i] != k {
		i = (i + 1) & x.mask
	}
	x.keys[i] = k
	at := &x.found[i]
	if e.cluster != 0 && at.cluster == 0 {
		at.cluster, at.coarse = e.cluster, e.coarse
	}
	at.lists |= e.lists
}

// maxPhrase is the most words of a name that is looked up as a whole.
const maxPhrase = 5

// phrase is what a token is in a name of several words that is on lists: the lists
// and the position in the name; 0 is in none.
type phrase uint32

// phrases finds the names of several words in a sentence, the longest at each
// place, from left to right.
func (x *Lexicon) phrases(words []word, out []phrase) {
	clear(out)
	for i := 0; i < len(words); i++ {
		if words[i].lists&listPhrase == 0 || !words[i].form.named() {
			continue
		}
		h, length, found := words[i].low, 0, lists(0)
		for k := 1; k < maxPhrase && i+k < len(words); k++ {
			h = combine(h, words[i+k].low)
			if l := x.find(h).lists &^ listPhrase; l != 0 {
				length, found = k+1, l
			}
		}
		for k := range length {
			p := inside
			switch k {
			case 0:
				p = begin
			case length - 1:
				p = end
			}
			out[i+k] = phrase(found)<<2 | phrase(p)
		}
		i += max(length-1, 0)
	}
}

package tag

// lists are the word lists that hold a word, as bits.
type lists uint16

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

	listCount = 16
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

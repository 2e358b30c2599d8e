package tag

import "strings"

// Builder gathers the words of a lexicon.
type Builder struct{ words map[uint32]entry }

// NewBuilder makes an empty one.
func NewBuilder() *Builder { return &Builder{words: map[uint32]entry{}} }

// Cluster says in which of 1000 and of 128 clusters a word is, counted from 0.
func (b *Builder) Cluster(word string, cluster, coarse int) {
	k := wordKey(word)
	e := b.words[k]
	if e.cluster == 0 {
		e.cluster, e.coarse = uint16(cluster+1), uint8(coarse+1)
	}
	b.words[k] = e
}

// List puts a word on a list, by the name of the list; it reports false if there
// is none of this name.
func (b *Builder) List(list, word string) bool {
	for i, name := range listNames {
		if name == list {
			k := wordKey(word)
			e := b.words[k]
			e.lists |= 1 << i
			b.words[k] = e
			return true
		}
	}
	return false
}

// listNames are the names of the lists, in the order of their bits.
var listNames = [listCount]string{
	"first-name", "surname", "name-word", "city", "place", "country", "demonym", "body",
	"head", "firm", "title", "role", "media", "term", "small", "phrase",
}

func wordKey(word string) uint32 {
	return key(hashString(0, strings.ReplaceAll(strings.ToLower(word), "’", "'")))
}

// Lexicon makes the lexicon. notes says where it comes from.
func (b *Builder) Lexicon(notes string) *Lexicon {
	x := newLexicon(len(b.words))
	x.Notes = notes
	for k, e := range b.words {
		x.put(k, e)
	}
	return x
}

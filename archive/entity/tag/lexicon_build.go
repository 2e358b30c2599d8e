package tag

import (
	"slices"
	"strings"

	"dateline/archive/entity/token"
)

// Builder gathers the words of a lexicon.
type Builder struct {
	words map[uint32]entry
	text  token.Text
}

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

// List puts a name, of one word or several, on a list, by the name of the list; it
// reports false if there is none of this name.
func (b *Builder) List(list, name string) bool {
	i := slices.Index(listNames[:], list)
	if i < 0 {
		return false
	}
	b.text.Split(name)
	n := b.text.Len()
	if n == 0 || n > maxPhrase {
		return true
	}
	if n == 1 {
		b.add(wordKey(b.text.At(0)), 1<<i)
		return true
	}
	h := wordHash(b.text.At(0))
	b.add(key(h), listPhrase)
	for k := 1; k < n; k++ {
		h = combine(h, wordHash(b.text.At(k)))
	}
	b.add(key(h), 1<<i)
	return true
}

func (b *Builder) add(k uint32, l lists) {
	e := b.words[k]
	e.lists |= l
	b.words[k] = e
}

// listNames are the names of the lists, in the order of their bits.
var listNames = [listCount]string{
	"first-name", "surname", "name-word", "city", "place", "country", "demonym", "body",
	"head", "firm", "title", "role", "media", "term", "small", "phrase",
	"town", "region", "site",
}

func wordHash(word string) uint64 {
	return hashString(0, strings.ReplaceAll(strings.ToLower(word), "’", "'"))
}

func wordKey(word string) uint32 { return key(wordHash(word)) }

// Lexicon makes the lexicon. notes says where it comes from.
func (b *Builder) Lexicon(notes string) *Lexicon {
	x := newLexicon(len(b.words))
	x.Notes = notes
	for k, e := range b.words {
		x.put(k, e)
	}
	return x
}

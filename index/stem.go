package index

import (
	"slices"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/turkish"
)

// stemmers are the Snowball algorithms (snowballstem.org) by language; articles
// whose language is unknown are taken for English. One in any other language is
// found by its words as written.
var stemmers = map[string]func(*snowballstem.Env) bool{
	"": english.Stem, "ar": arabic.Stem, "da": danish.Stem, "de": german.Stem, "en": english.Stem, "es": spanish.Stem,
	"fi": finnish.Stem, "fr": french.Stem, "hu": hungarian.Stem, "it": italian.Stem, "nb": norwegian.Stem,
	"nl": dutch.Stem, "nn": norwegian.Stem, "no": norwegian.Stem, "pt": portuguese.Stem, "ro": romanian.Stem,
	"ru": russian.Stem, "sv": swedish.Stem, "tr": turkish.Stem,
}

// stemmer reduces the words of one language to their stems. Words come folded,
// and so are the stems: what a reader types without accents finds what was
// written with them. It remembers what it has seen and is not safe for
// concurrent use.
type stemmer struct {
	stem func(*snowballstem.Env) bool
	seen map[string]string
}

// maxSeen bounds a stemmer's memory to some megabytes; the vocabulary of a
// hundred thousand articles fits.
const maxSeen = 1 << 16

// newStemmer is the stemmer of a language, or one that leaves words as they are.
func newStemmer(language string) *stemmer {
	return &stemmer{stem: stemmers[language], seen: make(map[string]string)}
}

// of is the stem of a folded word; the word itself when it has none.
func (s *stemmer) of(word string) string {
	if s.stem == nil || len(word) < 3 || !stemmable(word) {
		return word
	}
	if stem, ok := s.seen[word]; ok {
		return stem
	}
	env := snowballstem.NewEnv(word)
	s.stem(env)
	stem := fold(env.Current())
	if stem == "" {
		stem = word
	}
	if len(s.seen) >= maxSeen {
		clear(s.seen)
	}
	s.seen[word] = stem
	return stem
}

// stemsOf are the stems of a folded word in some languages and in that of
// articles of unknown language, each once. A word of a query finds a word of an
// article that is written like it, or like one of its stems, or that has one of
// them as its own.
func stemsOf(word string, languages []string) []string {
	var stems []string
	for _, language := range append([]string{""}, languages...) {
		if stemmers[language] == nil {
			continue
		}
		if stem := newStemmer(language).of(word); !slices.Contains(stems, stem) {
			stems = append(stems, stem)
		}
	}
	return stems
}

// stemmable keeps numbers and codes as they are.
func stemmable(word string) bool {
	for i := 0; i < len(word); i++ {
		if c := word[i]; c < utf8.RuneSelf && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}

package index

import (
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

// stemmers are the stemmers by language: Snowball's (snowballstem.org), Bleve's
// for languages it has one for besides, and light ones of our own. Articles whose
// language is unknown are taken for English. One in any other language is found
// by its words as written.
//
// A stemmer is a pure function of a folded word.
var stemmers = map[string]func(string) string{
	"": snowball(english.Stem), "ar": snowball(arabic.Stem), "da": snowball(danish.Stem), "de": snowball(german.Stem),
	"en": snowball(english.Stem), "es": snowball(spanish.Stem), "fi": snowball(finnish.Stem), "fr": snowball(french.Stem),
	"hu": snowball(hungarian.Stem), "it": snowball(italian.Stem), "nb": snowball(norwegian.Stem), "nl": snowball(dutch.Stem),
	"nn": snowball(norwegian.Stem), "no": snowball(norwegian.Stem), "pt": snowball(portuguese.Stem),
	"ro": snowball(romanian.Stem), "ru": snowball(russian.Stem), "sv": snowball(swedish.Stem), "tr": snowball(turkish.Stem),

	"ckb": stemSorani, "fa": normalPersian, "hi": stemHindi,

	"bg": stemBulgarian, "bs": stemCroatian, "hr": stemCroatian, "sr": stemCroatian,
	"cs": stemCzech, "pl": stemPolish, "sk": stemCzech, "sl": stemSlovene, "uk": stemUkrainian,
}

// snowball makes a stemmer of one of Snowball's algorithms.
func snowball(algorithm func(*snowballstem.Env) bool) func(string) string {
	return func(word string) string {
		env := snowballstem.NewEnv(word)
		algorithm(env)
		return env.Current()
	}
}

// stemmer reduces the words of one language to their stems. Words come folded,
// and so are the stems: what a reader types without accents finds what was
// written with them. It remembers what it has seen and is not safe for
// concurrent use.
type stemmer struct {
	language string // whose stems these are; that of unknown ones is English
	stem     func(string) string
	seen     map[string]string
}

// maxSeen bounds a stemmer's memory to some megabytes; the vocabulary of a
// hundred thousand articles fits.
const maxSeen = 1 << 16

// Words of fewer bytes than minStemmed have no ending, and those of more than
// maxStemmed are no words.
const (
	minStemmed = 3
	maxStemmed = 100
)

// newStemmer is the stemmer of a language, or one that leaves words as they are.
func newStemmer(language string) *stemmer {
	return &stemmer{language: stemmedAs(language), stem: stemmers[language], seen: make(map[string]string)}
}

// of is the stem of a folded word; the word itself when it has none.
func (s *stemmer) of(word string) string {
	if s.stem == nil || len(word) < minStemmed || len(word) > maxStemmed || !stemmable(word) {
		return word
	}
	if stem, ok := s.seen[word]; ok {
		return stem
	}
	stem := fold(s.stem(word))
	// No stemmer of a Latin script changes the first letter; searching relies on it.
	if stem == "" || word[0] < utf8.RuneSelf && stem[0] != word[0] {
		stem = word
	}
	if len(s.seen) >= maxSeen {
		clear(s.seen)
	}
	s.seen[word] = stem
	return stem
}

// stemmedAs is the language whose stemmer an article's words go through.
func stemmedAs(language string) string {
	if language == "" {
		return "en"
	}
	return language
}

// mark is the term of a stem of this language that is not the word itself. It
// names the language: what is the stem of one word in English may be that of
// quite another in French.
func (s *stemmer) mark(stem string) string { return stemMark + s.language + ":" + stem }

// languageStem is a word's stem in one language.
type languageStem struct {
	language string
	stem     string
	mark     string // its term, see stemmer.mark
}

// stemsOf are the stems of a folded word in those of some languages that have a
// stemmer, and in English. A word of a query finds a word of an article that is
// written like it, or like its stem in the article's language, or that has the
// same stem in it.
func stemsOf(word string, languages []string) []languageStem {
	var stems []languageStem
	seen := make(map[string]bool)
	for _, language := range append([]string{""}, languages...) {
		s := newStemmer(language)
		if s.stem == nil || seen[s.language] {
			continue
		}
		seen[s.language] = true
		stem := s.of(word)
		stems = append(stems, languageStem{s.language, stem, s.mark(stem)})
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

package resolve

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"dateline/archive/entity"
	"dateline/archive/entity/token"
)

// Span is a listed person or organisation that is named by tokens First to Last,
// Last exclusive. Ref is shared: callers do not change it.
type Span struct {
	First, Last int
	Ref         *entity.Ref
}

// Find appends the listed people and organisations that a text in any language
// names to spans, in its order and without overlaps. It takes only what is sure:
// full names, in any case form of Ukrainian and Russian, surnames that mean one
// person in that script and time, acronyms in capitals. It needs no tagger and
// takes time in proportion to the text.
func (k *Known) Find(text *token.Text, c *Context, spans []Span) []Span {
	if c == nil {
		c = &Context{}
	}
	s := finder{Known: k, text: text, context: c}
	s.found = s.accept // once: a method value takes memory
	for i := 0; i < text.Len(); {
		word := withoutElision(text.At(i))
		if word == "" || !mayBegin(word) {
			i++
			continue
		}
		h, stem := hashWord(k.lex.fold, word)
		if h == 0 || k.lex.forms.get(h) == nil {
			short := withoutPrefix(word)
			if stem == 0 && short == "" {
				i++
				continue
			}
			if short != "" {
				h, _ = hashWord(k.lex.fold, short)
			}
		}
		s.at, s.end, s.entity = i, 0, nobody
		k.lex.walk(text, 0, i, h, stem, 0, s.found)
		if s.end == 0 {
			i++
			continue
		}
		if s.entity != nobody {
			spans = append(spans, Span{First: i, Last: s.end, Ref: &k.entities[s.entity]})
			s.before = s.end
		}
		i = s.end
	}
	return spans
}

// finder is the state of one Find.
type finder struct {
	*Known
	text    *token.Text
	context *Context
	words   map[uint64]bool
	found   func(node int32, j int)

	before  int   // where the name before ended
	at, end int   // the name being looked at, and the longest good one so far
	entity  int32 // that it means
}

// accept takes the names that end at a node, if they are good here.
func (s *finder) accept(node int32, j int) {
	if j <= s.end {
		return
	}
	means, certain, twice := int32(nobody), false, false
	for _, a := range s.lex.ends[node] {
		if a.how != shaky && a.entity == nobody {
			s.end, s.entity = j, nobody
			return
		}
		if !s.fits(a, j) || !a.when.holds(s.context, s.hasWord) {
			continue
		}
		switch c := a.when != nil || s.decided[a.entity]; {
		case means == nobody || c && !certain:
			means, certain, twice = a.entity, c, false
		case c == certain && means != a.entity:
			twice = true
		}
	}
	if means != nobody && !twice {
		s.end, s.entity = j, means
	}
}

// fits tells whether the words around a name let it be used so.
func (s *finder) fits(a alias, j int) bool {
	switch a.how {
	case shaky:
		return false
	case acronym:
		word := withoutElision(s.text.At(s.at))
		return isCapitals(word) && !(commonAcronyms[word] && s.shouting(j))
	case bare:
		return s.standsAlone(j)
	}
	if last := s.text.At(j - 1); a.capital && j-1 > s.at { // Le Monde, not "le monde"
		r, _ := utf8.DecodeRuneInString(last)
		return !unicode.IsLower(r)
	}
	return true
}

// commonAcronyms are words as well, so that they mean nothing in a headline that
// is all in capitals.
var commonAcronyms = wordSet("WHO ICE ACT DOE DOGE IS UN AU EU AP IRA ARD MIT IT ING SEC FAZ SCO")

// shouting tells whether the words beside a name are in capitals, too.
func (s *finder) shouting(j int) bool {
	for _, i := range []int{s.at - 1, j} {
		if i >= 0 && i < s.text.Len() {
			if w := s.text.At(i); utf8.RuneCountInString(w) > 1 && isCapitalised(w) && isCapitals(w) {
				return true
			}
		}
	}
	return false
}

// standsAlone tells whether a surname is not part of somebody else's name, nor of
// the name of something: no capitalised word beside it but a title.
func (s *finder) standsAlone(j int) bool {
	word := s.text.At(s.at)
	if len(word) <= 3 && isCapitals(word) && isCapitalised(word) { // XI is eleven
		return false
	}
	if !isCapitalised(word) {
		return s.before == s.at || !s.caseless(s.at-1) || !s.begins(s.at-1)
	}
	if j < s.text.Len() && s.touches(j-1, j) {
		next := s.text.At(j)
		if next == "-" || isCapitalised(next) && !(isCapitals(word) && isCapitals(next)) && !s.isSurname(j) {
			return false
		}
	}
	if s.at == 0 || s.before == s.at || !s.touches(s.at-1, s.at) {
		return true
	}
	before := s.text.At(s.at - 1)
	if before == "-" || before == "–" {
		return false
	}
	if !isCapitalised(before) || isCapitals(word) && isCapitals(before) && utf8.RuneCountInString(before) > 2 {
		return true
	}
	if h, _ := hashWord(s.lex.fold, before); titleHashes()[h] {
		return true
	}
	return s.startsSentence(s.at-1) && !isFirstName(before)
}

// isSurname tells whether token i alone names somebody listed, as in "Путина
// Песков" ("Putin's Peskov").
func (s *finder) isSurname(i int) bool {
	h, _ := hashWord(s.lex.fold, s.text.At(i))
	for l := s.lex.forms.get(h); l != nil; l = l.next {
		for _, a := range s.lex.ends[s.lex.edges[uint64(l.lemma)]] {
			if a.how == bare {
				return true
			}
		}
	}
	return false
}

// isFirstName tells whether a word, in any case form, may be a first name.
func isFirstName(word string) bool {
	w := latin(entity.Fold(word))
	if len(w) < 2 || firstNames().of(w) != nil {
		return true
	}
	stem := strings.TrimRight(w, "aeiouy")
	return stem != w && (firstNames().of(stem) != nil || firstNames().of(stem+"a") != nil || firstNames().of(stem+"ia") != nil)
}

// withoutElision takes l' and d' off a word: "l'ONU".
func withoutElision(word string) string {
	if len(word) > 3 && (word[0] == 'l' || word[0] == 'd') {
		if rest, ok := strings.CutPrefix(word[1:], "'"); ok {
			return rest
		}
		if rest, ok := strings.CutPrefix(word[1:], "’"); ok {
			return rest
		}
	}
	return word
}

// touches tells whether nothing but a blank is between two tokens.
func (s *finder) touches(a, b int) bool {
	between := s.text.Source[s.text.Tokens[a].End:s.text.Tokens[b].Start]
	return between == "" || between == " " || between == "\u00a0"
}

// startsSentence tells whether a token may begin a sentence.
func (s *finder) startsSentence(i int) bool {
	if i == 0 || !near(s.text, i-1, i) {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(s.text.At(i - 1))
	return unicode.IsPunct(r) && r != ',' && r != '-'
}

// caseless tells whether token i is a word of a script without capitals.
func (s *finder) caseless(i int) bool {
	if i < 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.text.At(i))
	return unicode.IsLetter(r) && !unicode.IsUpper(r) && !unicode.IsLower(r)
}

// begins tells whether token i begins a listed name and so is perhaps the first
// name of somebody else, where there are no capitals to go by.
func (s *finder) begins(i int) bool {
	h, _ := hashWord(s.lex.fold, s.text.At(i))
	for l := s.lex.forms.get(h); l != nil; l = l.next {
		if _, ok := s.lex.edges[uint64(l.lemma)]; ok && !titleHashes()[h] {
			return true
		}
	}
	return false
}

// hasWord tells whether the text has a word, by its hash.
func (s *finder) hasWord(h uint64) bool {
	if s.words == nil {
		s.words = make(map[uint64]bool, s.text.Len())
		for i := range s.text.Len() {
			h, stem := hashWord(s.lex.fold, s.text.At(i))
			s.words[h], s.words[stem] = true, true
		}
	}
	return s.words[h]
}

// withoutPrefix takes the word that Arabic writes together with the next one
// (and, with, for, so) off a word, "" when there is none.
func withoutPrefix(word string) string {
	if len(word) < 10 || word[0] < 0xD8 || word[0] > 0xDB {
		return ""
	}
	switch r, size := utf8.DecodeRuneInString(word); r {
	case 'و', 'ب', 'ل', 'ف', 'ك':
		return word[size:]
	}
	return ""
}

// titleHashes are the words that stand before a surname without being a name.
var titleHashes = sync.OnceValue(func() map[uint64]bool {
	set := map[uint64]bool{}
	add := func(words map[string]bool) {
		for w := range words {
			h, _ := hashWord(foldTable(), w)
			set[h] = true
		}
	}
	add(titles)
	add(offices)
	add(wordSet(`presidente président präsident präsidentin bundeskanzler bundeskanzlerin kanzler kanzlerin
		premierminister ministerpräsident außenminister minister ministro ministre ministra primer premier
		chancelier chancelière canciller señor monsieur mme herr frau prezydent premiera kanclerz
		президент президента президенту президентом прем'єр прем'єр-міністр премьер премьер-министр
		канцлер міністр министр сенатор генерал пан пані господин
		cumhurbaşkanı başbakan presidentti presidenten præsident πρόεδρος πρωθυπουργός
		رئيس الرئيس رئیس جمهور جمهوری آقای خانم السيد والرئيس`))
	return set
})

package token

import "strings"

// role says what may follow an abbreviation.
type role uint8

const (
	title  role = iota + 1 // a name or number: never the end of a sentence
	noun                   // anything
	number                 // an abbreviation only before a number
)

// abbreviations are written with a dot that belongs to them, in small letters.
var abbreviations = func() map[string]role {
	m := map[string]role{}
	for w := range set(`mr mrs ms mx dr prof sen rep gen col lt sgt capt maj cmdr cpl pvt adm brig gov pres rev fr hon st ste mt
		ft messrs mme mlle supt insp det amb atty sec dir vs v cf al fig figs vol ed eds approx est ca dept`) {
		m[w] = title
	}
	for w := range set(`jr sr inc corp co ltd bros llc plc cos assn univ intl natl etc esq ph.d
		jan feb mar apr jun jul aug sep sept oct nov dec
		ala ariz ark calif colo conn del fla ga ill ind kan ky la md mich minn miss mont neb nev okla ore pa tenn
		tex va vt wash wis wyo ave blvd rd sq tel ext`) {
		m[w] = noun
	}
	for w := range set(`no nos art p pp para sec`) {
		m[w] = number
	}
	return m
}()

// abbreviationOf looks a word up, in capitals or not.
func abbreviationOf(word string) role {
	var low [maxAbbreviation]byte
	if len(word) > len(low) {
		return 0
	}
	for i := range len(word) {
		low[i] = word[i]
		if ascii[word[i]&0x7f] == upper && word[i] < 0x80 {
			low[i] |= 0x20
		}
	}
	return abbreviations[string(low[:len(word)])]
}

const maxAbbreviation = 6

// abbreviated reports whether the dot at byte end belongs to the word s[start:end].
func abbreviated(s string, start, end int) bool {
	if end-start > 2*maxAbbreviation {
		return false
	}
	word := s[start:end]
	if hyphen := strings.LastIndexByte(word, '-'); hyphen >= 0 { // Lt.-Gen., Maj-Gen.
		word = word[hyphen+1:]
	}
	r := abbreviationOf(word)
	if r == 0 {
		return false
	}
	next := end + 1
	for next < len(s) && next < end+3 && isBlank(at(s, next)) {
		next++
	}
	switch {
	case r == number:
		return at(s, next) == digit
	case ambiguous[word]:
		return at(s, next) == upper && at(s, start) == upper && isBlank(at(s, end+1)) && !starters[s[next:wordEnd(s, next)]] || at(s, next) == digit && isMonth[word]
	case lowerWords[word]: // small letters: a word of the language
		return false
	}
	return true
}

// ambiguous are also words or names when they end a sentence.
var ambiguous = set("Mar Sun Sat Ill Ind Miss Mont Wash Pa La Del Art Ed Sec Al Jan Dec Ore Ms Est Ext Dir Cos Fig Col Rep Ark")

var isMonth = set("Mar Jan Dec")

// lowerWords end sentences more often than they are abbreviations.
var lowerWords = set("al ed ill miss wash pa la del art mar jan dec ore sun sat co no cos fig ark mt rev det hon dir v")

// starters are words that start sentences and seldom follow an abbreviation
// within one.
var starters = set(`The A An This That These Those There Here He She It They We You I His Her Its Their Our My But And Or So
	Yet If When While After Before As At In On By For From With Without Since Until Although Though However Meanwhile
	Moreover Also Now Then Today Yesterday Last Some Many Most Both All One Two Another Other Such What Who Why How
	Where Which Not No Yes According Despite During Under Even Still Only Just Earlier Later Officials Police
	Thousands Hundreds Several Critics Analysts Experts People Nearly About More Among Between Because Instead Let`)

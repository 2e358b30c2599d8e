package place

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Names in inflected languages are kept as stems. What may follow a stem is told
// by these lists, which hold the case endings of the East, South and West Slavic
// languages; a word that ends in anything else is another word. This is much
// lighter than a morphology, and tells "Ирана" from "иранец" well enough.
var (
	nounEndings = endingSet(`а я у ю е є и ы і ї о й ь ё э
		ой ою ей ею єю ою ем ом ём єм ом ям ам ами ями ах ях ів їв ов ев ові еві ію ією ии иі
		ia ą ę a e i o u y ie ę ą ą ę em om ou ě í ů ům ách ích y ami ech ů ovi owi iem ię ią ii ji ju jo jem je ja jom ih
		s es`)
	adjEndings = endingSet(`ий ый ій ой ая яя а я ое ее е є ого его ього ому ему ьому ым им ім ом ем ую юю у ю ой ей ою ею
		ые ие і ї ых их іх ыми ими іми ы и о та ата ят ият то ото те ите
		ski ska skie ski y i a e ą ego emu ym im iej iego iemu ej ie ich ych imi ymi o ý á é í ého ému ém ou ým ých ími ými í
		n er es en em e`)
)

// arabicEndings follow an adjective of nationality in Arabic and Persian, where
// any few letters would make other words: تركي is Turkish, تركيز attention.
var arabicEndings = endingSet(`ة ه ا ين ون ان ات تين تان ي ية ی ها ای یی هاي`)

func endingSet(list string) map[string]bool {
	set := map[string]bool{"": true}
	for _, e := range strings.Fields(list) {
		set[e] = true
	}
	return set
}

// longestEnding is the most bytes that may follow a stem: six letters of two.
const longestEnding = 12

// endingFits reports whether a stem of these flags can have this ending.
func endingFits(flags uint32, ending string) bool {
	if r, _ := utf8.DecodeRuneInString(ending); flags&anyEnding != 0 && unicode.Is(unicode.Arabic, r) {
		return arabicEndings[ending]
	}
	return flags&anyEnding != 0 ||
		flags&nounEnding != 0 && nounEndings[ending] ||
		flags&adjEnding != 0 && adjEndings[ending]
}

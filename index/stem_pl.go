package index

// The inflections of Polish, without accents.
var (
	polishInflection = inflection{
		open:   newEndings("a e i o u y ia ie ii iu io ego iego emu iemu ymi imi ami iami owi iowi owie"),
		closed: newEndings("ej iej em iem ym im ych ich om iom ach iach ow iow ij"),
	}
	// Soft consonants before i: w parlamencie, parlament; w Kanadzie, Kanada.
	polishSoft = newEndings("cie ci cia ciu ciom ciach ciami dzie dzi dzia dziu dziom dziach dziami")
	polishEnds = []change{{"anin", "an"}, {"dz", "g"}, {"rz", "r"}, {"c", "k"}}
)

// stemPolish brings the forms of a noun or adjective together: Polska, Polsce;
// Kraków, Krakowa; parlament, w parlamencie.
func stemPolish(word string) string {
	if s := polishSoft.cut(word, 3); s != word {
		if word[len(s)] == 'c' {
			word = s + "t"
		} else {
			word = s + "d"
		}
	}
	stem := undoubled(polishInflection.cut(word))
	return changed(withoutFleeting(stem, "aeiouy", "e"), polishEnds)
}

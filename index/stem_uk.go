package index

import "strings"

// The inflections of Ukrainian.
var (
	ukrainianReflexive  = []string{"ться", "тися", "вся", "лася", "лося", "лися"}
	ukrainianPersonal   = newEndings("ють ять ать уть ить ємо имо емо єте ите єш иш")
	ukrainianInflection = inflection{
		open: newEndings(`а я о е є у ю і ї и ь ий ого ього ому ьому ими іми їми ої ьої єї ою ею єю ьою ами ями
			ія ії ію ією ієм іям іями іях`),
		closed: newEndings("й ій им ім їм их іх їх ом ем єм ам ям ах ях їв ей"),
	}
	ukrainianOf = newEndings("ов ев єв")
	// What makes a verb, less its ending.
	ukrainianVerb = newEndings("ал ил ял ул ав ив яв ув юв ат ит ят ува юва увал ювал уван юван уват юват а у ю я")
	// Америка, в Америці; Прага, у Празі.
	ukrainianHardened = []change{{"ц", "к"}, {"з", "г"}}
)

const ukrainianVowels = "аяоеєуюіїи"

// stemUkrainian brings the forms of a word together: Україна, України, Україною;
// Київ, Києва; санкція, санкцій; заявив, заявила.
func stemUkrainian(word string) string {
	for _, ending := range ukrainianReflexive {
		if strings.HasSuffix(word, ending) {
			word = strings.TrimSuffix(word, "ся")
			break
		}
	}
	stem := ukrainianPersonal.cut(word, 4)
	stem = openVowel(undoubled(ukrainianInflection.cut(stem)))
	stem = ukrainianOf.cut(stem, 3) // Харків, Харкова; президентів
	stem = ukrainianVerb.cut(stem, 4)
	stem = openVowel(withoutFleeting(stem, ukrainianVowels, "ео"))
	return changed(stem, ukrainianHardened)
}

// openVowel undoes what a closed last syllable does to its vowel: Київ, Києва;
// міст, мосту.
func openVowel(stem string) string {
	i := strings.LastIndexAny(stem, ukrainianVowels)
	if i <= 0 {
		return stem
	}
	switch vowel, rest := stem[i:i+len("і")], stem[i+len("і"):]; {
	case rest == "":
	case vowel == "і":
		return stem[:i] + "о" + rest
	case vowel == "ї":
		return stem[:i] + "є" + rest
	}
	return stem
}

package resolve

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// declension has the case endings that Russian and Ukrainian put in place of an
// ending. It covers surnames, first names and the nouns and adjectives that
// organisations are named by; which of them a word takes is not looked into, and
// a form that does not exist does no harm.
type declension struct {
	ending string
	cases  []string
}

// declensions are tried from the first; the first that fits is taken. Sources:
// the declension of personal names in the Russian and Ukrainian orthographies.
var declensions = []declension{
	{"ский", strings.Fields("ского скому ским ском")},
	{"цкий", strings.Fields("цкого цкому цким цком")},
	{"ський", strings.Fields("ського ському ським ськім ськи ськії")},
	{"цький", strings.Fields("цького цькому цьким цькім")},
	{"зький", strings.Fields("зького зькому зьким зькім")},
	{"ская", strings.Fields("ской скую скою")},
	{"цкая", strings.Fields("цкой цкую")},
	{"ська", strings.Fields("ської ській ську ською")},
	{"цька", strings.Fields("цької цькій цьку цькою")},
	{"ый", strings.Fields("ого ому ым ом")},
	{"ий", strings.Fields("ого ому им ом ія ію ієм ії ия ию ием ии его ему ем")},
	{"ій", strings.Fields("ія ію ієм ієві ії")},
	{"ой", strings.Fields("ого ому ым ом")},
	{"ая", strings.Fields("ой ую")},
	{"ое", strings.Fields("ого ому ым ом")},
	{"ова", strings.Fields("овой ову ової овій овою")},
	{"ева", strings.Fields("евой еву евої евій евою")},
	{"єва", strings.Fields("євої євій єву євою")},
	{"ина", strings.Fields("иной ину иної иній иною ины ине")},
	{"іна", strings.Fields("іної іній іну іною")},
	{"ия", strings.Fields("ии ию ией")},
	{"ія", strings.Fields("ії ію ією")},
	{"я", strings.Fields("и е ю ей ею і")},
	{"га", strings.Fields("ги ге гу гой зі гою")},
	{"ка", strings.Fields("ки ке ку кой ці кою")},
	{"а", strings.Fields("ы и е у ой ою і ей")},
	{"ко", strings.Fields("ка ку ком кові кою")},
	{"ло", strings.Fields("ла лу лом лові")},
	{"ро", strings.Fields("ра ру ром рові")},
	{"й", strings.Fields("я ю ем е єм єві ї еві")},
	{"ь", strings.Fields("я ю ем е і ем ям ем ени енем єм")},
	{"ец", strings.Fields("ца цу цем це")},
	{"єць", strings.Fields("йця йцю йцем йцеві")},
	{"ець", strings.Fields("ця цю цем цеві")},
	{"вел", strings.Fields("вла влу влом вле")}, // Павел
	{"лев", strings.Fields("льва льву львом льве")},
}

// afterConsonant are the endings that a word that ends in a consonant takes.
var afterConsonant = strings.Fields("а у ом ем ым им е і ім ові еві")

// cyrillicForms appends the case forms of a Cyrillic word in lower case, itself
// first. A word of another script has no others.
func cyrillicForms(forms []string, word string) []string {
	forms = append(forms, word)
	last, _ := utf8.DecodeLastRuneInString(word)
	if !unicode.Is(unicode.Cyrillic, last) || utf8.RuneCountInString(word) < 3 {
		return forms
	}
	for _, d := range declensions {
		if stem, ok := strings.CutSuffix(word, d.ending); ok && stem != "" {
			for _, c := range d.cases {
				forms = append(forms, stem+c)
			}
			return forms
		}
	}
	if strings.ContainsRune("бвгґджзклмнпрстфхцчшщ", last) {
		for _, c := range afterConsonant {
			forms = append(forms, word+c)
		}
	}
	return forms
}

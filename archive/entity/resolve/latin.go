package resolve

import "strings"

// latin writes a folded word of another script in Latin letters, the way English
// news would, so that spellings can be compared. Vowels that Arabic and Hebrew
// do not write are missing. A word that has a letter of none of these scripts is
// returned as it is.
//
// The romanisations are simplified from BGN/PCGN: accents are gone already.
func latin(word string) string {
	ascii := true
	for i := range len(word) {
		if word[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return word
	}
	var b strings.Builder
	var before rune
	for _, r := range word {
		switch {
		case r < 0x80:
			b.WriteRune(r)
		case r >= 0x370 && r < 0x400:
			b.WriteString(greekLatin(before, r))
		case romanised[r] != "":
			b.WriteString(romanised[r])
		case silent[r]:
		default:
			return word
		}
		before = r
	}
	out := b.String()
	if strings.Contains(out, "mp") || strings.Contains(out, "nt") || strings.Contains(out, "gk") {
		if first := word[0]; first == 0xCE || first == 0xCF {
			out = greekStops.Replace(out)
		}
	}
	return out
}

// silent letters: soft and hard signs, ayn, hamza, joiners.
var silent = map[rune]bool{'ь': true, 'ъ': true, '’': true, 'ع': true, 'ء': true, '\u200c': true, 'ـ': true, 'א': true, 'ע': true}

// romanised has the letters of Cyrillic, Arabic, Persian, Hebrew, Georgian and
// Armenian after folding. Fold has made й of и and ї of і already.
var romanised = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "e", 'є': "ie", 'ж': "zh", 'з': "z",
	'и': "i", 'і': "i", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s",
	'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ы': "y",
	'э': "e", 'ю': "iu", 'я': "ia", 'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'ђ': "dj", 'џ': "dz", 'ў': "u",
	'қ': "k", 'ғ': "g", 'ұ': "u", 'ү': "u", 'ө': "o", 'ң': "n", 'һ': "h", 'ә': "a", 'ѓ': "g", 'ќ': "k",

	'ا': "a", 'آ': "a", 'أ': "a", 'إ': "i", 'ب': "b", 'پ': "p", 'ت': "t", 'ث': "th", 'ج': "j", 'چ': "ch",
	'ح': "h", 'خ': "kh", 'د': "d", 'ذ': "dh", 'ر': "r", 'ز': "z", 'ژ': "zh", 'س': "s", 'ش': "sh", 'ص': "s",
	'ض': "d", 'ط': "t", 'ظ': "z", 'غ': "gh", 'ف': "f", 'ق': "q", 'ک': "k", 'ك': "k", 'گ': "g", 'ل': "l",
	'م': "m", 'ن': "n", 'ه': "h", 'ة': "a", 'و': "u", 'ؤ': "u", 'ی': "i", 'ي': "i", 'ى': "a", 'ئ': "i",
	'ٹ': "t", 'ڈ': "d", 'ڑ': "r", 'ں': "n", 'ہ': "h", 'ھ': "h", 'ے': "e",

	'ב': "b", 'ג': "g", 'ד': "d", 'ה': "h", 'ו': "u", 'ז': "z", 'ח': "kh", 'ט': "t", 'י': "i", 'כ': "k",
	'ך': "k", 'ל': "l", 'מ': "m", 'ם': "m", 'נ': "n", 'ן': "n", 'ס': "s", 'פ': "p", 'ף': "f", 'צ': "ts",
	'ץ': "ts", 'ק': "k", 'ר': "r", 'ש': "sh", 'ת': "t",

	'ა': "a", 'ბ': "b", 'გ': "g", 'დ': "d", 'ე': "e", 'ვ': "v", 'ზ': "z", 'თ': "t", 'ი': "i", 'კ': "k",
	'ლ': "l", 'მ': "m", 'ნ': "n", 'ო': "o", 'პ': "p", 'ჟ': "zh", 'რ': "r", 'ს': "s", 'ტ': "t", 'უ': "u",
	'ფ': "p", 'ქ': "k", 'ღ': "gh", 'ყ': "k", 'შ': "sh", 'ჩ': "ch", 'ც': "ts", 'ძ': "dz", 'წ': "ts",
	'ჭ': "ch", 'ხ': "kh", 'ჯ': "j", 'ჰ': "h",
}

// greekLatin writes one letter; υ after α, ε is a v, after ο a u.
func greekLatin(before, r rune) string {
	if r == 'υ' {
		switch before {
		case 'α', 'ε':
			return "v"
		case 'ο':
			return "u"
		}
		return "i"
	}
	return greek[r]
}

var greek = map[rune]string{
	'α': "a", 'β': "v", 'γ': "g", 'δ': "d", 'ε': "e", 'ζ': "z", 'η': "i", 'θ': "th", 'ι': "i", 'κ': "k",
	'λ': "l", 'μ': "m", 'ν': "n", 'ξ': "x", 'ο': "o", 'π': "p", 'ρ': "r", 'σ': "s", 'ς': "s", 'τ': "t",
	'φ': "f", 'χ': "ch", 'ψ': "ps", 'ω': "o",
}

// greekStops are how Greek writes b, d and g.
var greekStops = strings.NewReplacer("mp", "b", "nt", "d", "gk", "g", "tz", "j")

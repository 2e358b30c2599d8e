package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxSlug is the longest slug, in bytes: it has to fit an address.
const maxSlug = 80

// Slug makes the stable id of a name: lower case, Latin letters without their
// accents, and one hyphen for each run of anything but letters and digits.
// Letters of other scripts stay as they are. It is at most 80 bytes long, and ""
// when the name has no letter or digit.
//
// Slugs are stored: changing this function gives known entities new ids.
func Slug(name string) string {
	slug := fold(name, '-', isLatin)
	if len(slug) <= maxSlug {
		return slug
	}
	cut := maxSlug
	for !utf8.RuneStart(slug[cut]) {
		cut--
	}
	return strings.TrimRight(slug[:cut], "-")
}

// Fold makes the key under which spellings of a name are the same: lower case,
// no accents on Latin, Greek and Cyrillic letters, and one space for each run of
// anything but letters and digits.
func Fold(s string) string {
	return strings.ReplaceAll(fold(s, ' ', hasAccents), "ς", "σ") // the same letter at a word's end
}

// fold lower-cases the letters and digits of s, drops the marks of letters that
// bare says may lose them, and puts one separator between its words.
func fold(s string, separator byte, bare func(rune) bool) string {
	var b strings.Builder
	b.Grow(len(s))
	ascii := isASCII(s)
	if !ascii {
		s = norm.NFD.String(strings.ToValidUTF8(s, " ")) // it leaves letters after a broken one whole
	}
	var base rune // the letter that marks belong to, 0 after a separator
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if base == 0 && b.Len() > 0 {
				b.WriteByte(separator)
			}
			base = unicode.ToLower(r)
			if plain, ok := spelled[base]; ok {
				b.WriteString(plain)
			} else {
				b.WriteRune(base)
			}
		case unicode.IsMark(r) && base != 0:
			if !bare(base) {
				b.WriteRune(r)
			}
		case unicode.Is(unicode.Cf, r): // joiners and direction marks stand between no words
		default:
			base = 0
		}
	}
	if ascii {
		return b.String()
	}
	return norm.NFC.String(b.String())
}

// spelled writes out the lower-case Latin letters that do not decompose into a
// plain letter and a mark.
var spelled = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d",
	'þ': "th", 'ħ': "h", 'ı': "i", 'ŋ': "n", 'ŧ': "t", 'ſ': "s", 'ə': "e",
}

func isLatin(r rune) bool { return r < utf8.RuneSelf || unicode.Is(unicode.Latin, r) }

func hasAccents(r rune) bool {
	return isLatin(r) || unicode.Is(unicode.Greek, r) || unicode.Is(unicode.Cyrillic, r)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

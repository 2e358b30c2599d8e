package resolve

import "strings"

// spelling is a word as it sounds, roughly: its consonants, where letters that
// stand for the same sound in the usual ways of writing foreign names in Latin
// letters are one, and the vowels between them. Two words with different
// consonants are different; how many vowels may differ depends on their length.
//
// It follows the consonant skeleton that was measured in the design of
// recognition, with the vowels kept: the skeleton alone takes Li, Lee, Lu and
// Luo for one name.
type spelling struct {
	consonants string // X is the kh of other scripts
	vowels     string // one class for each gap: before, between and after the consonants; '-' none
}

// consonantRules are tried in order at each place of a word, the longest first.
var consonantRules = [][2]string{
	{"shch", "W"}, {"schtsch", "W"}, {"szcz", "W"}, {"tsch", "C"}, {"dsch", "J"}, {"tch", "C"}, {"dzh", "J"}, {"sch", "S"},
	{"sh", "S"}, {"ch", "C"}, {"cz", "C"}, {"zh", "Z"}, {"dj", "J"}, {"ts", "c"}, {"tz", "c"}, {"ck", "k"},
	{"kh", "X"}, {"gh", "g"}, {"ph", "f"}, {"th", "t"}, {"dh", "d"}, {"bh", "b"}, {"qu", "k"}, {"x", "ks"},
	{"w", "v"},
}

// spell finds the spelling of a folded word in any script latin knows.
func spell(word string) spelling {
	w := latin(word)
	cons := make([]byte, 0, len(w))
	vows := make([]byte, 0, len(w)+1)
	gap := 0 // where the vowels of the gap begin
	isVowel := func(i int) bool { return i >= 0 && i < len(w) && strings.IndexByte("aeiouy", w[i]) >= 0 }
	add := func(end int, c ...byte) {
		vows = append(vows, vowelClass(w[gap:end], len(cons) == 0, false))
		for i, b := range c {
			if i > 0 {
				vows = append(vows, '-')
			}
			cons = append(cons, b)
		}
	}
	for i := 0; i < len(w); {
		if isVowel(i) {
			i++
			continue
		}
		c := w[i]
		if c == 'j' && !strings.HasPrefix(w[i:], "jj") && (i == len(w)-1 || isVowel(i-1) && !isVowel(i+1) || !isVowel(i-1) && i > 0) {
			i++ // Sergej, Dmitrij, Kljuev: a vowel
			continue
		}
		n, out := 1, string(c)
		if rest := w[i:]; rest == "cki" || rest == "cky" || rest == "ckii" || rest == "cka" { // Polish and Czech
			add(i, 'c', 'k')
			i += 2
			gap = i
			continue
		}
		for _, rule := range consonantRules {
			if strings.HasPrefix(w[i:], rule[0]) {
				n, out = len(rule[0]), rule[1]
				break
			}
		}
		switch {
		case out == "h" && !isVowel(i+n) && n == 1: // Kahn, Mahmud: not heard
			w = w[:i] + w[i+1:]
			continue
		case out == "j": // Jamal, Djamal, Джамал
			out = "J"
		case out == "z" && i+n == len(w): // Fernandez, Fernandes
			out = "s"
		case out == "c" && c == 'c':
			if i+1 < len(w) && strings.IndexByte("eiy", w[i+1]) >= 0 {
				out = "s"
			} else {
				out = "k"
			}
		}
		if len(cons) > 0 && gap == i && cons[len(cons)-1] == out[0] && len(out) == 1 { // doubled
			i += n
			gap = i
			continue
		}
		add(i, []byte(out)...)
		i += n
		gap = i
	}
	if gap > len(w) {
		gap = len(w)
	}
	vows = append(vows, vowelClass(w[gap:], len(cons) == 0, true))
	return spelling{string(cons), string(vows)}
}

// vowelClass makes one letter of the vowels between two consonants.
func vowelClass(v string, first, last bool) byte {
	v = strings.ReplaceAll(v, "j", "i")
	v = strings.ReplaceAll(v, "y", "i")
	if v == "" {
		return '-'
	}
	switch v {
	case "ou", "oo", "uu", "iu", "iou":
		return 'u'
	case "ee", "ii", "i", "ie", "iei":
		if v == "ie" && (first || !last) {
			return 'e'
		}
		return 'i'
	case "eo":
		return 'o'
	}
	if last && !first && v[len(v)-1] == 'i' { // Sergei, Rezaei
		return 'i'
	}
	for i := range len(v) {
		if v[i] != 'i' {
			return v[i]
		}
	}
	return 'i'
}

// differs compares two spellings. It gives the weight of the difference of their
// vowels, or a large one when the consonants differ.
func (s spelling) differs(o spelling) int {
	const never = 100
	weight, ok := differConsonants(s.consonants, o.consonants)
	if !ok || len(s.vowels) != len(o.vowels) {
		return never
	}
	if s.consonants == "" {
		if s.vowels == o.vowels {
			return 0
		}
		return never
	}
	for i := range len(s.vowels) {
		a, b := s.vowels[i], o.vowels[i]
		if a == b {
			continue
		}
		if i == 0 && (a == '-' || b == '-') { // Leon is not Alan
			return never
		}
		if i == len(s.vowels)-1 { // Ivanov is not Ivanova
			if a == '-' || b == '-' || a == 'a' && b == 'i' || a == 'i' && b == 'a' {
				return never // nor Zelenska Zelensky, nor Zahid Zahedi
			}
			weight += 2
			continue
		}
		if a > b {
			a, b = b, a
		}
		switch string([]byte{a, b}) {
		case "ae", "ei", "ou", "-e", "-a", "-i":
			weight++
		case "ai", "au", "ao", "-o", "-u":
			weight += 2
		case "eo": // Hansen, Hanson
			weight += 5
		default:
			weight += 3
		}
	}
	return weight
}

// differConsonants tells whether consonants stand for the same sounds, and how far
// that is less than sure: Qaddafi is Kaddafi or Gaddafi, Bakhtiar Bahtiar or Baktiar.
func differConsonants(a, b string) (weight int, ok bool) {
	if a == b {
		return 0, true
	}
	if len(a) != len(b) {
		return 0, false
	}
	for i := range len(a) {
		x, y := min(a[i], b[i]), max(a[i], b[i])
		switch {
		case x == y:
		case x == 'X' && y == 'h', x == 'k' && y == 'q':
		case x == 'X' && y == 'k', x == 'g' && y == 'q':
			weight++
		default:
			return 0, false
		}
	}
	return weight, true
}

// usual writes the sounds that are written in several ways in the usual one.
func (s spelling) usual() spelling {
	return spelling{usualConsonants.Replace(s.consonants), s.vowels}
}

var usualConsonants = strings.NewReplacer("X", "h", "q", "k")

// coarse is the same for consonants that may stand for the same sounds.
func (s spelling) coarse() string { return coarseConsonants.Replace(s.consonants) }

var coarseConsonants = strings.NewReplacer("X", "k", "q", "k", "h", "k", "g", "k")

// closeVowels tells whether the vowels of two words differ only between e and i, or
// o and u, which Arabic and Persian do not tell apart.
func (s spelling) closeVowels(o spelling) bool {
	if len(s.vowels) != len(o.vowels) {
		return false
	}
	for i := range len(s.vowels) {
		switch a, b := s.vowels[i], o.vowels[i]; {
		case a == b, a == 'e' && b == 'i', a == 'i' && b == 'e', a == 'o' && b == 'u', a == 'u' && b == 'o':
		default:
			return false
		}
	}
	return true
}

// alike tells whether two words that are not equal may be spellings of one name:
// the longer they are, the more vowels may differ.
func (s spelling) alike(o spelling) bool {
	d := s.differs(o)
	switch n := len(s.consonants); {
	case n <= 1: // Li, Lee, Lai
		return false
	case d == 0:
		return true
	case n == 2:
		return d <= 2
	case n == 3:
		return d <= 3
	default:
		return d <= 4
	}
}

package prose

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// findSeams lists the places where a word or sentence ends and a capital follows
// without a blank between them.
func findSeams(s string) []int {
	var seams []int
	var before, last rune // the two runes before the current one
	for at, r := range s {
		opensQuote := strings.ContainsRune("“‘«„\"", r) && startsUpper(s[at+utf8.RuneLen(r):])
		if at > 0 && (unicode.IsUpper(r) || opensQuote) && isSeam(s, at, r, before, last) {
			seams = append(seams, at)
		}
		before, last = last, r
	}
	return seams
}

// isSeam judges the place between last and r, a capital or an opening quotation
// mark.
func isSeam(s string, at int, r, before, last rune) bool {
	left := s[strings.LastIndexFunc(s[:at], unicode.IsSpace)+1 : at] // the word up to here
	if r == '"' && strings.Count(s[:at], `"`)%2 == 1 {
		return false // it closes a quotation
	}
	switch {
	case unicode.IsLower(last):
		return !unicode.IsUpper(r) || !insideName(left, s[at:at+wordEnd(s[at:])])
	case unicode.IsUpper(last) && unicode.IsUpper(before):
		return sentenceStarters[strings.ToLower(s[at:at+wordEnd(s[at:])])] && startsLower(s[at+utf8.RuneLen(r):])
	case last == '.':
		return unicode.IsLower(before) && !precedesName[strings.ToLower(strings.Trim(left, "."))] && !strings.Contains(left, "/") && !strings.Contains(left, "@")
	case strings.ContainsRune("!?…", last):
		return true
	case strings.ContainsRune("”»)]", last):
		return unicode.IsUpper(r)
	case last == '\'' || last == '’':
		return unicode.IsUpper(r) && closesQuote(s[:at], last)
	case last == '"':
		return unicode.IsUpper(r) && strings.Count(s[:at], `"`)%2 == 0
	case unicode.IsDigit(last):
		return isYear(left)
	}
	return false
}

// closesQuote says that the quotation mark s ends in was opened before, and is
// not an apostrophe as in O'Neill.
func closesQuote(s string, mark rune) bool {
	s = strings.TrimSuffix(s, string(mark))
	letter, _ := utf8.DecodeLastRuneInString(s)
	if unicode.IsUpper(letter) {
		return false
	}
	open := "'"
	if mark == '’' {
		open = "‘"
	}
	return strings.HasPrefix(s, open) || strings.Contains(s, " "+open)
}

func isYear(word string) bool {
	word = strings.TrimLeft(word, "(‘'“\"")
	return len(word) == 4 && (strings.HasPrefix(word, "19") || strings.HasPrefix(word, "20"))
}

// chooseSeam picks the seam among several. The words between a true seam and the
// next are prose, those between a false one and the next are still headline; in
// a headline of capitals that shows. Otherwise a seam is taken only if it alone
// is followed by a word that sentences begin with.
func chooseSeam(s string, seams []int) (int, bool) {
	if len(seams) == 1 {
		return seams[0], true
	}
	for i, at := range seams {
		end := len(s)
		if i+1 < len(seams) {
			end = seams[i+1]
		}
		if capitals(s[:at]) >= 0.6 && capitals(s[at:end]) <= 0.5 && len(strings.Fields(s[at:end])) >= 4 {
			return at, true
		}
	}
	chosen, count := 0, 0
	for _, at := range seams {
		if sentenceStarters[strings.ToLower(s[at:at+wordEnd(s[at:])])] {
			chosen, count = at, count+1
		}
	}
	return chosen, count == 1
}

// capitals is the share of the words that begin with a capital, of those that a
// headline in capitals would capitalise.
func capitals(s string) float64 {
	upper, all := 0, 0
	for _, w := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "'\"“‘«("))
		if !unicode.IsLetter(r) || utf8.RuneCountInString(w) < 4 && unicode.IsLower(r) {
			continue
		}
		all++
		if unicode.IsUpper(r) {
			upper++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(upper) / float64(all)
}

// readsLikeProse says that s can be a running paragraph: some words, of which
// some are small, and the end of a sentence.
func readsLikeProse(s string) bool {
	words := strings.Fields(clip(s, 2*maxLinked))
	if len(words) < 4 || !endsSentence(s) {
		return false
	}
	small := 0
	for _, w := range words[1:] {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			small++
		}
	}
	return small >= 2
}

// clip gives at most the first letters of s: what is judged by its beginning is
// not read to its end.
func clip(s string, letters int) string {
	if len(s) <= letters {
		return s
	}
	count := 0
	for i := range s {
		if count == letters {
			return s[:i]
		}
		count++
	}
	return s
}

// hasSentences says that s goes on after the end of a sentence and ends in
// another, which a headline seldom does.
func hasSentences(s string) bool {
	return strings.HasSuffix(s, ".") && sentenceBreak.MatchString(s)
}

// initialsGlued finds what may be a word grown to initials, "NATOThe", and may be
// a name; a plural, "MPs", is neither.
var initialsGlued = regexp.MustCompile(`\p{Lu}{2,}\p{Lu}\p{Ll}{2,}`)

var sentenceBreak = regexp.MustCompile(`\p{Ll}[.!?]["”’]? +["“‘]?\p{Lu}`)

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// wordEnd is the length of the letters s begins with.
func wordEnd(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) {
			return i
		}
	}
	return len(s)
}

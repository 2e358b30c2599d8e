package resolve

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"dateline/archive/entity"
)

// person is a personal name taken apart. Its words are folded.
type person struct {
	display string   // as readers would be shown it: without title, not in capitals
	given   []string // first and middle names, initials
	surname []string // with its particles; a name of one word is a surname
	suffix  string   // "jr"
	title   string   // the last word of the title, "" none
	sex     byte     // 'm', 'f' or 0, by the title
	compact bool     // the surname was joined by a hyphen
	eastern bool     // the surname stood first

	all   []string // the words in the order of the name
	sound spelling // of the last word of the surname
	first spelling // of the first word
	names []uint16 // groups of first names that the first word belongs to
}

// words is the number of words.
func (p *person) words() int { return len(p.all) }

// full tells whether the name has more than a surname.
func (p *person) full() bool { return len(p.given) > 0 }

// parsePerson takes a name apart. language is that of the text; Hungarian names
// have their surname first. before is what stands before the name.
func parsePerson(text, before, language string) person {
	var p person
	raw := strings.Fields(strings.TrimFunc(text, isEdge))
	if n := len(raw); n > 0 {
		raw[n-1] = trimPossessive(raw[n-1])
		raw[0] = withoutElision(raw[0])
	}
	raw = turned(raw)
	folded := make([]string, len(raw))
	for i, r := range raw {
		folded[i] = entity.Fold(apostrophes.Replace(r))
	}
	from, to, title := stripTitles(raw, folded)
	p.title = title
	raw, folded = raw[from:to], folded[from:to]
	if p.title == "" {
		p.title = titleAtEnd(before)
	}
	p.sex = honorifics[p.title]

	shout := isShout(raw)
	words := make([]string, 0, len(raw))
	var lastRaw int // words before the last raw one
	shown := make([]string, 0, len(raw))
	for i, r := range raw {
		if folded[i] == "" || isNickname(r) && len(raw) > 2 {
			continue
		}
		if i > 0 && i == len(raw)-1 && suffixes[folded[i]] {
			p.suffix = folded[i]
			shown = append(shown, r)
			continue
		}
		lastRaw = len(words)
		if strings.Contains(folded[i], " ") {
			words = append(words, strings.Fields(folded[i])...)
		} else {
			words = append(words, folded[i])
		}
		if shout {
			r = unshout(r)
		}
		shown = append(shown, r)
	}
	p.display = strings.Join(shown, " ")
	p.divide(words, lastRaw, language)
	if len(words) == 0 {
		return p
	}
	p.all = words
	p.sound = spell(p.surname[len(p.surname)-1])
	p.first = p.sound
	if p.full() {
		p.first = spell(p.given[0])
	}
	p.names = firstNames().ofSound(words[0], p.first)
	if p.full() && p.given[0] != words[0] {
		p.names = firstNames().ofSound(p.given[0], p.first)
	}
	return p
}

// apostrophes within a name are left out: Ja'fari, O'Neill, Мар'яна.
var apostrophes = strings.NewReplacer("'", "", "’", "", "‘", "", "ʼ", "", "ʿ", "", "ʾ", "", "`", "", "´", "")

// divide tells first names from the surname. The word as written that came last
// begins at words[last]: the parts of "Ocasio-Cortez" stay together.
func (p *person) divide(words []string, last int, language string) {
	n := len(words)
	switch {
	case n == 0:
		return
	case n == 1:
		p.surname = words
		return
	case language == "hu" && n > 1 || isEastern(words):
		p.surname, p.given = words[:1], words[1:]
		p.eastern = true
		return
	case n <= 3 && eastern[words[n-1]] && isSyllables(words[0]) && isSyllables(words[n-2]): // Jinping Xi
		p.surname, p.given = words[n-1:], words[:n-1]
		p.eastern = true
		return
	}
	if last > n-1 {
		last = n - 1
	}
	if last == 0 || len(words[n-1]) <= 2 && n-last > 1 { // "Jong-un", or one hyphenated word in all
		last = n - 1
	}
	p.compact = last < n-1
	first := last
	for first > 0 && particles[words[first-1]] {
		first--
	}
	if first == 0 && last > 0 && (!particles[words[0]] || firstOrParticle[words[0]]) {
		first = 1 // Ben Wallace, Van Morrison
	}
	p.given, p.surname = words[:first], words[first:]
}

// turned puts the first name first: "Putin, Vladimir".
func turned(raw []string) []string {
	for i, r := range raw {
		if i < len(raw)-1 && strings.HasSuffix(r, ",") {
			if suffixes[strings.Trim(entity.Fold(raw[i+1]), " ")] {
				raw[i] = strings.TrimSuffix(r, ",")
				return raw
			}
			turn := make([]string, 0, len(raw))
			turn = append(turn, raw[i+1:]...)
			turn = append(turn, raw[:i]...)
			return append(turn, strings.TrimSuffix(r, ","))
		}
	}
	return raw
}

// stripTitles finds the words of a name that are no title, and the last word of
// the title before them.
func stripTitles(raw, folded []string) (start, end int, title string) {
	end = len(raw)
	for i := 0; i < end-1; i++ {
		w := folded[i]
		switch {
		case offices[w] || titles[w] && start == i:
			title, start = w, i+1
		case joints[w] && start == i && i > 0:
			start = i + 1
		case start == i && strings.Contains(w, " ") && hyphenTitle(w):
			title, start = lastWord(w), i+1
		}
	}
	if title == "" {
		start = 0
	}
	for end-start > 1 && offices[folded[end-1]] {
		end--
	}
	return start, end, title
}

// hyphenTitle knows "Secretary-General" and "vice-president".
func hyphenTitle(folded string) bool {
	for w := range strings.FieldsSeq(folded) {
		if !titles[w] && !offices[w] {
			return false
		}
	}
	return true
}

// titleAtEnd gives the title that ends the words before a name.
func titleAtEnd(before string) string {
	end := strings.TrimRight(before, " .\u00a0\n\t")
	at := strings.LastIndexFunc(end, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' })
	h, _ := hashWord(foldTable(), end[at+1:])
	return titleOfHash()[h]
}

// titleOfHash has every title under its hash.
var titleOfHash = sync.OnceValue(func() map[uint64]string {
	all := map[uint64]string{}
	for _, set := range []map[string]bool{titles, offices} {
		for w := range set {
			h, _ := hashWord(foldTable(), w)
			all[h] = w
		}
	}
	return all
})

// isEdge tells what is trimmed off both ends of a name.
func isEdge(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '.' && r != ')' && r != '(' &&
		r != '\'' && r != '’' && r != '!'
}

// trimPossessive takes off 's, and the apostrophe alone.
func trimPossessive(w string) string {
	for _, end := range []string{"'s", "’s", "'S", "’S", "'", "’", "`s"} {
		if rest, ok := strings.CutSuffix(w, end); ok && rest != "" {
			return rest
		}
	}
	return w
}

// isNickname tells a word in quotation marks or brackets. A mark before it alone is
// a letter: 'Abd, ‘Ali.
func isNickname(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(w, ","))
	return strings.ContainsRune(`"'“‘«„(`, first) && strings.ContainsRune(`"'”’“»)`, last) && utf8.RuneCountInString(w) > 2
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

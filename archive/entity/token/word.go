package token

import "strings"

// word takes in the word that starts at byte i with a character of class c, and
// what is glued to it, and returns where the next token is looked for.
func (t *scanner) word(start int, c class) int {
	s := t.s
	if end := address(s, start); end > start {
		t.add(start, end, lower)
		return end
	}
	first := c
	part := start   // of the word since the last hyphen or dot
	quote := -1     // the last apostrophe
	dots := false   // it holds a dot
	letters := true // each part before a dot is one letter, as in U.S
	hump := -1      // a capital after a small letter, the last
	last := newline // class of the character before i
	i := start
scan:
	for i < len(s) {
		c, size := classAt(s, i)
		if c.inWord() {
			if c == upper && (last == lower || last == digit && isYear(s[start:i]) && lowers(s[i+size:]) >= 2) {
				hump = i // of 2020Anna, too
			}
			last = c
			i += size
			continue
		}
		next := at(s, i+size)
		switch s[i] {
		case '.':
			switch {
			case next == digit && last == digit: // 1.5
			case next.letter() && oneLetter(s[part:i]) && letters: // U.S
				dots = true
			case next == upper && last == lower && at(s, i+2) == lower: // Return.Until
				t.addWord(start, i, first, quote, hump)
				t.add(i, i+1, mark)
				t.end = broken
				return i + 1
			case next == digit && last == lower && i-part > 3: // Return.1 Jan
				break scan
			case next.inWord() && last.inWord() && next != upper: // example.org
				letters = false
			case next.letter() && last == upper && at(s, i+2) != lower: // BBC.COM
				letters = false
			default:
				if !next.inWord() && (letters && oneLetter(s[part:i]) && (dots || last == upper) || abbreviated(s, start, i)) {
					t.addWord(start, i+1, first, quote, hump)
					t.abbreviation(start, i+1)
					return i + 1
				}
				break scan
			}
			part = i + 1
		case ',', ':':
			if last != digit || next != digit {
				break scan
			}
		case '-':
			if !next.inWord() || !last.inWord() || splitsAt(s, part, i) {
				break scan
			}
			part, letters = i+1, false
		case '/':
			if !initials(s[part:i]) || !initials(s[i+1:wordEnd(s, i+1)]) {
				break scan
			}
			part, letters = i+1, false
		case '&':
			if last != upper || next != upper {
				break scan
			}
			letters = false
		case '@': // an e-mail address
			if !next.inWord() {
				break scan
			}
			end := addressEnd(s, i+1)
			if strings.IndexByte(s[i:end], '.') < 0 { // a handle, glued
				break scan
			}
			t.add(start, end, lower)
			return end
		default:
			if n := apostrophe(s, i); n > 0 && at(s, i+n).letter() && last.inWord() {
				quote, size = i, n
				break
			}
			break scan
		}
		last = mark
		i += size
	}
	t.addWord(start, i, first, quote, hump)
	return i
}

// addWord takes in the word s[start:end], cut where an ending or another word is
// glued to it. quote and hump are the last apostrophe and inner capital, or -1.
func (t *scanner) addWord(start, end int, c class, quote, hump int) {
	if hump > 0 && (isYear(t.s[start:hump]) || glued(t.s[start:end], hump-start)) {
		t.add(start, hump, c)
		t.end = broken
		start, c = hump, upper
	}
	if quote > start {
		n := apostrophe(t.s, quote)
		rest := t.s[quote+n : end]
		if len(rest) > 3 && rest[0] == 's' && at(rest, 1) == upper && at(rest, 2) == lower { // September’sHurricane
			t.add(start, quote, c)
			t.add(quote, quote+n+1, lower)
			start, c, rest = quote+n+1, upper, ""
			quote = -1
		}
		if quote >= 0 && clitic(rest) == len(rest) {
			t.add(start, quote, c)
			start, c = quote, lower
		} else if (rest == "t" || rest == "T") && quote-1 > start && t.s[quote-1]|0x20 == 'n' { // do + n't
			t.add(start, quote-1, c)
			start, c = quote-1, lower
		}
	}
	t.add(start, end, c)
	t.end = within
}

// initials reports whether w is a few capitals: RFE and RL, but not SEOUL.
func initials(w string) bool {
	if w == "" || len(w) > 4 {
		return false
	}
	for _, c := range []byte(w) {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return true
}

// oneLetter reports whether s is a single letter.
func oneLetter(s string) bool {
	if s == "" || len(s) > 4 {
		return false
	}
	c, size := classAt(s, 0)
	return c.letter() && size == len(s)
}

// splitsAt reports whether the word is cut at the hyphen at byte i, whose part
// before it starts at byte part. It is where a capital is at stake, so that a name
// stands by itself: Trump-Putin, anti-Trump, Moscow-based. Numbers (F-16), single
// letters (X-ray), and Arabic and Korean names (al-Assad, Jong-un) stay whole.
func splitsAt(s string, part, i int) bool {
	left, right := at(s, part), at(s, i+1)
	if left == digit || right == digit || oneLetter(s[part:i]) || strings.HasPrefix(s[i+1:], "Saharan") {
		return false
	}
	switch {
	case left == upper && right == upper:
		return true
	case right == upper:
		return !arabicArticles[s[part:i]]
	case left == upper:
		end := i + 1
		for end < len(s) && 'a' <= s[end] && s[end] <= 'z' {
			end++
		}
		r := s[i+1 : end]
		return len(r) > 3 && (strings.HasSuffix(r, "ed") || len(r) > 4 && strings.HasSuffix(r, "ing")) || secondParts[r]
	}
	return false
}

var arabicArticles = set("al el ad an ar as ash at az ul ud ur us abd bin ibn")

// secondParts follow a name and a hyphen and are no part of the name.
var secondParts = set(`led born style era area wide like run made held bound only first friendly free level type
	size elect designate general backed built owned cum turned themed hit torn prone rich wise aligned domiciled
	language side day year old century controlled occupied administered sponsored brokered`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

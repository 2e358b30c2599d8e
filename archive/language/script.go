package language

import (
	"unicode"
	"unicode/utf8"
)

// script is an index into scripts.
type script int

// The scripts that are told apart by name. Chinese, Japanese and Korean share
// characters and are decided together.
const (
	latin script = iota
	cyrillic
	arabic
	devanagari
	hebrew
	bengali
	ethiopic
	greek
	han
	kana
	hangul
	firstAlone // of the scripts that belong to one language
)

const (
	noScript  script = -1
	eastAsian script = -2
)

// scripts lists the scripts, each with the language it stands for where it
// stands for one.
var scripts = [...]struct {
	table    *unicode.RangeTable
	language string
}{
	latin:      {unicode.Latin, ""},
	cyrillic:   {unicode.Cyrillic, ""},
	arabic:     {unicode.Arabic, ""},
	devanagari: {unicode.Devanagari, ""},
	hebrew:     {unicode.Hebrew, ""},
	bengali:    {unicode.Bengali, ""},
	ethiopic:   {unicode.Ethiopic, ""},
	greek:      {unicode.Greek, "el"},
	han:        {unicode.Han, ""},
	kana:       {nil, ""}, // hiragana and katakana
	hangul:     {unicode.Hangul, "ko"},

	firstAlone: {unicode.Armenian, "hy"},
	{unicode.Georgian, "ka"},
	{unicode.Thai, "th"},
	{unicode.Lao, "lo"},
	{unicode.Khmer, "km"},
	{unicode.Myanmar, "my"},
	{unicode.Tamil, "ta"},
	{unicode.Telugu, "te"},
	{unicode.Kannada, "kn"},
	{unicode.Malayalam, "ml"},
	{unicode.Sinhala, "si"},
	{unicode.Gujarati, "gu"},
	{unicode.Gurmukhi, "pa"},
	{unicode.Oriya, "or"},
	{unicode.Tibetan, "bo"},
	{unicode.Thaana, "dv"},
}

// sharedScripts are the scripts, besides Latin, whose languages vote.
var sharedScripts = map[script]*profiles{
	cyrillic: &cyrillicProfiles, arabic: &arabicProfiles, devanagari: &devanagariProfiles,
	hebrew: &hebrewProfiles, bengali: &bengaliProfiles, ethiopic: &ethiopicProfiles,
}

// letterCounts is how many letters of each script a text has.
type letterCounts [len(scripts)]int

func countLetters(text string) *letterCounts {
	var n letterCounts
	last := latin // the next letter is mostly of the same script
	for _, r := range text {
		if r < utf8.RuneSelf {
			if 'a' <= r|0x20 && r|0x20 <= 'z' {
				n[latin]++
			}
			continue
		}
		if !unicode.IsLetter(r) {
			continue
		}
		if scripts[last].table == nil || !unicode.Is(scripts[last].table, r) {
			if last = scriptOf(r); last == noScript {
				last = latin
				continue
			}
		}
		n[last]++
	}
	return &n
}

func scriptOf(r rune) script {
	if unicode.In(r, unicode.Hiragana, unicode.Katakana) {
		return kana
	}
	for s := range scripts {
		if t := scripts[s].table; t != nil && unicode.Is(t, r) {
			return script(s)
		}
	}
	return noScript
}

// main is the script that at least two thirds of a text are written in; a
// character of Chinese, Japanese or Korean counts for three letters.
func (n *letterCounts) main() script {
	total, best, most := 0, noScript, 0
	for s, count := range n {
		switch script(s) {
		case han, kana, hangul:
			continue
		}
		total += count
		if count > most {
			best, most = script(s), count
		}
	}
	if east := 3 * (n[han] + n[kana] + n[hangul]); east > 0 {
		total += east
		if east > most {
			best, most = eastAsian, east
		}
	}
	if 3*most < 2*total {
		return noScript
	}
	return best
}

// eastAsian tells Chinese, Japanese and Korean apart. Japanese has kana in every
// sentence, but Chinese has none; Korean is Hangul with few Chinese characters.
func (n *letterCounts) eastAsian() string {
	total := n[han] + n[kana] + n[hangul]
	switch {
	case total < minEastAsia:
		return ""
	case 2*n[hangul] > total:
		return "ko"
	case n[hangul]*10 > total:
		return ""
	case n[kana]*10 >= total:
		return "ja"
	case n[kana]*50 <= total:
		return "zh"
	}
	return ""
}

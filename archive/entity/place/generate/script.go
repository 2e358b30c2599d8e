package main

import "unicode"

// scriptOf is the script of a name's first letter, as far as we tell them apart.
func scriptOf(name string) string {
	for _, r := range name {
		switch {
		case unicode.Is(unicode.Latin, r):
			return "Latin"
		case unicode.Is(unicode.Cyrillic, r):
			return "Cyrillic"
		case unicode.Is(unicode.Greek, r):
			return "Greek"
		case unicode.Is(unicode.Arabic, r):
			return "Arabic"
		case unicode.IsLetter(r):
			return "other"
		}
	}
	return ""
}

// oneScript reports whether all letters of a name are of the script of its first.
func oneScript(name string) bool {
	want := map[string]*unicode.RangeTable{"Latin": unicode.Latin, "Cyrillic": unicode.Cyrillic, "Greek": unicode.Greek, "Arabic": unicode.Arabic}[scriptOf(name)]
	for _, r := range name {
		if unicode.IsLetter(r) && (want == nil || !unicode.Is(want, r)) {
			return false
		}
	}
	return true
}

func isLatin(name string) bool { return scriptOf(name) == "Latin" }

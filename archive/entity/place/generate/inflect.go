package main

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// inflections are the stems under which a name is found in a language that
// changes its ends. Each word becomes a stem; the first of several words is an
// adjective if it ends like one.
func inflections(name, lang string) []string {
	switch lang {
	case "ru", "uk", "be", "bg", "mk", "sr", "pl", "cs", "sk", "sl", "hr", "bs":
		return slavic(name)
	case "fi", "hu", "et", "lt", "lv", "tr", "az", "kk", "ky", "uz", "ka", "hy", "el":
		return agglutinated(name)
	case "de", "sv", "da", "nb", "nl":
		if r := []rune(name); len(r) > 4 && !strings.Contains(name, " ") && unicode.IsLetter(r[len(r)-1]) {
			return []string{name + "s"}
		}
	case "fa":
		return persian(name)
	case "ar":
		if yeh := strings.ReplaceAll(name, "إ", "ا"); yeh != name {
			return []string{strings.ReplaceAll(yeh, "أ", "ا")}
		}
		if yeh := strings.ReplaceAll(name, "أ", "ا"); yeh != name {
			return []string{yeh}
		}
	}
	return nil
}

func slavic(name string) []string {
	words := strings.Fields(name)
	if len(words) > 4 {
		return nil
	}
	for i, word := range words {
		r, _ := utf8.DecodeRuneInString(word)
		if utf8.RuneCountInString(word) < 3 || strings.ToUpper(word) == word || len(words) > 1 && !unicode.IsUpper(r) && i < len(words)-1 && utf8.RuneCountInString(word) < 4 {
			continue // a preposition, an abbreviation
		}
		words[i] = stem(word, i < len(words)-1)
	}
	joined := strings.Join(words, " ")
	forms := []string{joined}
	if len(words) == 1 {
		base := strings.TrimSuffix(joined, "~")
		for _, change := range [][2]string{{"ів", "ов"}, {"їв", "єв"}, {"іль", "ол"}, {"ец", "ц"}, {"ець", "ц"}, {"ок", "к"}, {"ek", "k"}, {"ec", "c"}, {"ód", "od"}, {"ów", "ow"}, {"k", "c"}, {"к", "ц"}, {"g", "dz"}, {"г", "з"}, {"h", "z"}} {
			if trunk, ok := strings.CutSuffix(base, change[0]); ok && utf8.RuneCountInString(trunk) >= 3 {
				forms = append(forms, trunk+change[1]+"~")
			}
		}
	}
	return forms
}

// stem drops the ending of a word and marks what kind of ending may follow.
func stem(word string, adjective bool) string {
	if adjective {
		for _, e := range []string{"ая", "яя", "ий", "ый", "ое", "ые", "ие", "а", "і", "е", "á", "é", "ý", "í", "a", "e", "i", "y"} {
			if base, ok := strings.CutSuffix(word, e); ok && utf8.RuneCountInString(base) >= 3 {
				return base + "^"
			}
		}
	}
	for _, e := range []string{"а", "я", "о", "е", "ы", "и", "й", "ь", "у", "і", "ї", "a", "o", "e", "y", "i", "í", "ę"} {
		if base, ok := strings.CutSuffix(word, e); ok && utf8.RuneCountInString(base) >= 3 {
			return base + "~"
		}
	}
	return word + "~"
}

// agglutinated lets any few letters follow a name of one word.
func agglutinated(name string) []string {
	if strings.Contains(name, " ") || utf8.RuneCountInString(name) < 5 {
		return nil
	}
	r, size := utf8.DecodeLastRuneInString(name)
	if strings.ContainsRune("aeiouyäöąėīāαοης", r) || r == 's' {
		if utf8.RuneCountInString(name) < 6 {
			return nil
		}
		name = name[:len(name)-size]
	}
	return []string{name + "*"}
}

// persian adds the adjective of a country: اوکراین, اوکراینی.
func persian(name string) []string {
	forms := []string{strings.ReplaceAll(strings.ReplaceAll(name, "ی", "ي"), "ک", "ك")}
	if !strings.Contains(name, " ") {
		base := strings.TrimSuffix(name, "ه")
		forms = append(forms, name+"ی", base+"ی", name+"\u200cای", base+"یه", name+"یی", name+"یان", base+"یان", name+"ی\u200cها")
	}
	return forms
}

func endsInVowel(word string) bool {
	r, _ := utf8.DecodeLastRuneInString(word)
	return strings.ContainsRune("аеёиоуыэюяіїєaeiouyąęáéíóúýě", r)
}

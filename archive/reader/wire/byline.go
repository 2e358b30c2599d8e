package wire

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/archive/reader/field"
)

// Byline reads a byline: the names of people, without the agency that some append
// to them, and nothing of what else publishers put there, such as initials or a
// sub-headline.
func Byline(s, agency string) []string {
	var names []string
	for _, name := range field.Authors(s) {
		if before, _, ok := strings.Cut(name, "/"); ok { // "Geir Molnes/NTB"
			name = strings.TrimSpace(before)
		}
		if looksLikeName(name) && !isAgency(name, agency) {
			names = append(names, name)
		}
	}
	return names
}

// looksLikeName wants words that begin as those of names do, and few of them.
func looksLikeName(s string) bool {
	words := strings.Fields(s)
	if len(words) > 6 || len(words) > 1 && words[0] == "The" || strings.ContainsAny(s, "0123456789") {
		return false
	}
	if len(words) == 1 && len(s) <= 4 && s == strings.ToUpper(s) { // initials
		return false
	}
	for i, w := range words {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "\"'‘’“(."))
		_, behind, apostrophe := strings.Cut(w, "'") // "d'Emilio"
		second, _ := utf8.DecodeRuneInString(behind)
		if unicode.IsLower(first) && !(particles[w] && len(words) > 1) && !(apostrophe && unicode.IsUpper(second)) {
			return false
		}
		if i > 0 && affiliations[strings.ToLower(w)] {
			return false
		}
	}
	return true
}

var (
	particles = field.Words("de da do dos das di del della der den des du la le van von und af av zu zum zur al el bin ibn ten ter y e i")
	// affiliations are words of what writers belong to.
	affiliations = field.Words("university institute college agency news media press newspaper magazine radio television group school center centre foundation")
)

// isAgency says that a name is that of an agency and not of a person.
func isAgency(name, agency string) bool {
	folded := entity.Fold(name)
	first, _, dashed := strings.Cut(name, " - ")
	return agency != "" && folded == entity.Fold(agency) || agencies[folded] || dashed && agencies[entity.Fold(first)]
}

// agencies put their own names behind those of their writers.
var agencies = map[string]bool{
	"ap": true, "the associated press": true, "associated press": true, "afp": true, "agence france presse": true,
	"dpa": true, "reuters": true, "thomson reuters": true, "upi": true, "tt": true, "ntb": true, "ritzau": true,
	"stt": true, "ansa": true, "efe": true, "agencia efe": true, "pa": true, "press association": true,
	"the press association": true, "aap": true, "australian associated press": true, "apa": true, "ats": true,
	"belga": true, "anp": true, "lusa": true, "pap": true, "ctk": true, "mti": true, "interfax": true, "tass": true,
	"xinhua": true, "kyodo": true, "the canadian press": true, "canadian press": true, "cp": true, "pti": true,
	"ukrinform": true, "bloomberg": true,
}

// bylineLine is a paragraph that is only a byline.
var bylineLine = regexp.MustCompile(`^(?i:by|von|par|por)\s+\p{L}[^.!?]{2,80}$`)

// TakeByline takes the byline out of the head of a text, where agencies put it
// that give no other, or give it twice.
func TakeByline(a *archive.Article) {
	for i, p := range a.Body[:min(len(a.Body), 4)] {
		if p.Kind != archive.Text || !bylineLine.MatchString(p.Text) {
			continue
		}
		names := Byline(p.Text, a.Source)
		if len(names) == 0 {
			continue
		}
		if len(a.Authors) == 0 {
			a.Authors = names
		}
		a.Body = append(a.Body[:i:i], a.Body[i+1:]...)
		return
	}
}

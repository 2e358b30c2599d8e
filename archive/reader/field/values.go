package field

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	textlanguage "golang.org/x/text/language"

	"dateline/archive/entity"
	"dateline/archive/reader/prose"
)

// Address gives s if it can be the address of a page, "" otherwise.
func Address(s string) string {
	s = prose.OneLine(s)
	if strings.ContainsAny(s, " <>\"") || !strings.ContainsAny(s, "/.") {
		return ""
	}
	if u, err := url.Parse(s); err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return s
}

// SplitAddress gives the host of a source that is written as an address, and
// whether the address is that of a page.
func SplitAddress(s string) (site string, page bool) {
	if !strings.HasPrefix(s, "http://") && !strings.HasPrefix(s, "https://") {
		return "", false
	}
	u, err := url.Parse(s)
	if err != nil {
		return "", false
	}
	return strings.TrimPrefix(u.Hostname(), "www."), strings.Trim(u.Path, "/") != ""
}

// Language gives the BCP 47 primary subtag of a tag, a code or an English name,
// "" if it is none of a language.
func Language(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if code, ok := languageNames[s]; ok {
		return code
	}
	if s, _, _ = strings.Cut(strings.ReplaceAll(s, "_", "-"), "."); len(s) < 2 {
		return ""
	}
	tag, err := textlanguage.Parse(s)
	if err != nil {
		return ""
	}
	base, confidence := tag.Base()
	if confidence == textlanguage.No || base.String() == "und" {
		return ""
	}
	return base.String()
}

var languageNames = map[string]string{
	"english": "en", "ukrainian": "uk", "russian": "ru", "german": "de", "french": "fr", "spanish": "es",
	"italian": "it", "portuguese": "pt", "polish": "pl", "turkish": "tr", "arabic": "ar", "persian": "fa",
	"farsi": "fa", "chinese": "zh", "japanese": "ja", "korean": "ko", "dutch": "nl", "swedish": "sv",
	"norwegian": "no", "danish": "da", "finnish": "fi", "czech": "cs", "slovak": "sk", "hungarian": "hu",
	"romanian": "ro", "bulgarian": "bg", "greek": "el", "hebrew": "he", "hindi": "hi", "serbian": "sr",
	"croatian": "hr", "georgian": "ka", "armenian": "hy", "belarusian": "be", "indonesian": "id",
}

// Authors reads bylines: a string with one or more names, an array, objects with
// names.
func Authors(value any) []string {
	var names []string
	add := func(list []string) {
		for _, n := range list {
			known := false
			for _, old := range names {
				known = known || entity.Fold(old) == entity.Fold(n)
			}
			if !known {
				names = append(names, n)
			}
		}
	}
	switch v := value.(type) {
	case string:
		add(Byline(v, CommaNames))
	case []any:
		for _, e := range v {
			if name, ok := e.(string); ok { // a comma in one of a list parts no names
				add(Byline(name, firstNameFirst))
				continue
			}
			add(Authors(e))
		}
	case map[string]any:
		if list, ok := v["name"].([]any); ok && len(list) > 1 {
			return Authors(list)
		}
		name := TextOf(v["name"])
		if name == "" {
			name = strings.TrimSpace(TextOf(v["firstname"]) + " " + TextOf(v["lastname"]))
		}
		if name == "" {
			name = TextOf(v)
		}
		add(Byline(name, firstNameFirst))
	}
	return names
}

var (
	bylineStart = regexp.MustCompile(`^(?i:by:?|von|par|por|di|door|автор:?|авторы:?|written by:?|story by:?|words by:?|reporting by:?|text:|authors?:)\s+`)
	bylineGlued = regexp.MustCompile(`^By(\p{Lu}\p{Ll})`)
	degrees     = regexp.MustCompile(`,?\s+(?:M\.?D\.?|Ph\.?D\.?|M\.?A\.?|M\.?Sc?\.?|M\.?B\.?A\.?|M\.?P\.?H\.?|B\.?Sc?\.?|R\.?N\.?|R\.?D\.?N?\.?|L\.?D\.?N?\.?|J\.?D\.?|D\.?D\.?S\.?|D\.?V\.?M\.?|D\.?O\.?|Pharm\.?D\.?|C\.?P\.?T\.?|C\.?S\.?C\.?S\.?)((?:,|;|\s+and\b|$))`)
	otherWork   = regexp.MustCompile(`(?i)\s*[,;|(]?\s*\b(?:edited|illustrated|illustrations?|photographs?|photos?|graphics?|video) by\b.*$`)
	withOthers  = regexp.MustCompile(`\s*\((?:with|avec|mit|con|com|met|за участю|при участии)\s+([^()]*)\)`)
	bylineBreak = regexp.MustCompile(`\s*(?:[;|·•\n]|\s(?:and|und|et|y|e|та|і|и|&)\s)\s*`)
	mailAddress = regexp.MustCompile(`<?\(?[\w.+-]+@[\w-]+\.[\w.-]+\)?>?`)
	roleWords   = regexp.MustCompile(`(?i)\b(?:correspondent|editor|reporter|writer|staff|producer|columnist|contributor|bureau|chief|analyst|special to)\b`)
)

// Byline takes the names out of one byline. What cannot be a name is left out:
// an e-mail address, a link, a role. Names tells the names between commas.
func Byline(s string, names func(string) []string) []string {
	s = prose.PlainLine(s)
	if strings.Contains(s, "@") {
		s = strings.Trim(mailAddress.ReplaceAllString(s, " "), " ()<>,")
	}
	s = bylineGlued.ReplaceAllString(bylineStart.ReplaceAllString(s, ""), "$1")
	s = otherWork.ReplaceAllString(s, "")
	s = withOthers.ReplaceAllString(s, "; $1")
	for before := ""; before != s; { // "MS, RDN, LD"
		before, s = s, degrees.ReplaceAllString(s, "$1")
	}
	var found []string
	for _, part := range bylineBreak.Split(s, -1) {
		for i, name := range names(part) {
			name = strings.Trim(name, " ,:*")
			if i > 0 && roleWords.MatchString(name) || !isName(name) {
				continue
			}
			found = append(found, name)
		}
	}
	return found
}

// firstNameFirst turns "Last, First" round and leaves anything else whole.
func firstNameFirst(s string) []string {
	last, first, ok := strings.Cut(s, ",")
	last, first = strings.TrimSpace(last), strings.TrimSpace(first)
	if ok && len(strings.Fields(last)) == 1 && len(strings.Fields(first)) <= 2 && first != "" && !roleWords.MatchString(first) {
		if ref, ok := entity.NewRef(entity.Person, s); ok && ref.Name != s {
			return []string{ref.Name}
		}
	}
	return []string{s}
}

// CommaNames tells "Last, First" from a list of people.
func CommaNames(s string) []string {
	if names := firstNameFirst(s); names[0] != s {
		return names
	}
	parts := strings.Split(s, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	for i := len(parts) - 1; i > 0; i-- { // "Jr." belongs to the name before it
		switch strings.ToLower(strings.Trim(parts[i], ".")) {
		case "jr", "sr", "ii", "iii", "iv", "esq":
			parts[i-1] += ", " + parts[i]
			parts = append(parts[:i], parts[i+1:]...)
		}
	}
	return parts
}

// isName wants letters, not too many, and no address.
func isName(s string) bool {
	if s == "" || utf8.RuneCountInString(s) > 80 || strings.Contains(s, "://") || strings.HasPrefix(s, "www.") {
		return false
	}
	for _, word := range []string{"none", "null", "n/a", "unknown", "username", "nan"} {
		if strings.EqualFold(s, word) {
			return false
		}
	}
	return strings.ContainsFunc(s, unicode.IsLetter)
}

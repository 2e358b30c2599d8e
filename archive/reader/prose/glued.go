package prose

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/archive"
)

// Copies of web pages carry the links to other articles as lines such as
//
//	SEE ALSO: Ukraine Feels The ShockwavesTrump's top aides have said …
//
// in which the linked headline is glued to the paragraph after it. This file
// takes them apart, or leaves the text whole where the seam is not sure.

// markers are the words before a linked headline, in lower case.
var markers = []string{
	"see also", "read also", "also read", "read more", "read next", "more on this", "more on this story",
	"more on this topic", "related", "related story", "related stories", "related article", "related articles",
	"related news", "related coverage", "related content", "recommended", "recommended reading", "you may also like",
	"siehe auch", "lesen sie auch", "mehr zum thema", "auch interessant",
	"lire aussi", "à lire aussi", "lire également", "à lire également", "voir aussi",
	"lea también", "lee también", "leer también", "lea además", "le puede interesar", "te puede interesar",
	"leggi anche", "leia também", "leia mais", "veja também", "lees ook", "läs också", "les også",
	"czytaj także", "czytaj też", "czytaj również", "czytaj więcej", "zobacz także", "zobacz też", "przeczytaj także",
	"čtěte také", "čtěte též", "ilgili haber", "ilgili haberler",
	"читайте также", "читать также", "смотрите также", "читайте ещё", "читайте еще",
	"читайте також", "дивіться також", "читайте ще", "прочетете още", "διαβάστε επίσης", "διαβάστε ακόμα",
}

var (
	markerWords = func() string {
		quoted := make([]string, len(markers))
		for i, m := range markers {
			quoted[i] = strings.ReplaceAll(regexp.QuoteMeta(m), " ", `\s+`)
		}
		return strings.Join(quoted, "|")
	}()
	markerAtStart = regexp.MustCompile(`^(?i:` + markerWords + `)\s*[:：]\s*`)
	markerAlone   = regexp.MustCompile(`^(?i:` + markerWords + `)\s*[:：]?$`)
	// Inside a paragraph only capitals after the end of a sentence will do.
	markerInside = regexp.MustCompile(`[.!?…”"’»)]\s*((?i:` + markerWords + `)\s*[:：])$`)
)

// longestMarker is how far before its colon a marker may begin, in bytes.
const longestMarker = 64

// maxLinked is the longest linked headline, in letters.
const maxLinked = 220

// isMarker says that a line is nothing but a marker.
func isMarker(s string) bool {
	return len(s) <= longestMarker && startsUpper(s) && markerAlone.MatchString(s)
}

// splitAnnounced is splitRelated for a paragraph that follows a marker on a line
// of its own. It says false where the paragraph is not plainly a headline.
func splitAnnounced(text string) ([]archive.Paragraph, bool) {
	headline, rest, sure := cutHeadline(text)
	switch {
	case !sure || rest == "" && endsSentence(headline) && !strings.HasSuffix(headline, "?"):
		return nil, false
	case rest == "":
		return []archive.Paragraph{{Kind: archive.Related, Text: headline}}, true
	}
	return append([]archive.Paragraph{{Kind: archive.Related, Text: headline}}, splitRelated(rest)...), true
}

// splitRelated takes the links out of one paragraph: each becomes a Related
// Paragraph that holds the headline without its marker. A paragraph without a
// marker, or one whose seam is not sure, comes back whole.
func splitRelated(text string) []archive.Paragraph {
	var out []archive.Paragraph
	for {
		before, marked := cutMarker(text)
		if before != "" {
			out = append(out, archive.Paragraph{Text: before})
		}
		if marked == "" {
			return out
		}
		marker := len(markerAtStart.FindString(marked))
		linked, next := cutMarker(marked[marker:])
		headline, rest, sure := cutHeadline(linked)
		if !sure || headline == "" {
			out = append(out, archive.Paragraph{Text: strings.TrimSpace(marked[:len(marked)-len(next)])})
		} else {
			out = append(out, archive.Paragraph{Kind: archive.Related, Text: headline})
			if rest != "" {
				out = append(out, archive.Paragraph{Text: rest})
			}
		}
		text = next
	}
}

// cutMarker splits text before its first marker.
func cutMarker(text string) (before, marked string) {
	// A marker is found by its colon: that is far quicker than to look for words.
	for from := 0; ; {
		colon, size := nextColon(text, from)
		if colon < 0 {
			break
		}
		if from == 0 && colon < longestMarker && startsUpper(text) && markerAtStart.MatchString(text) {
			return "", text
		}
		from = colon + size
		if last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:colon], " ")); !unicode.IsUpper(last) {
			continue
		}
		start := max(0, colon-longestMarker)
		for start > 0 && !utf8.RuneStart(text[start]) {
			start--
		}
		if !strings.ContainsAny(text[start:colon], `.!?…”"’»)`) {
			continue
		}
		if at := markerInside.FindStringSubmatchIndex(text[start:from]); at != nil {
			if marker := text[start+at[2] : start+at[3]]; strings.ToUpper(marker) == marker {
				return strings.TrimSpace(text[:start+at[2]]), text[start+at[2]:]
			}
		}
	}
	return text, ""
}

// nextColon finds a colon, of the Latin or the Chinese width, at or after from.
func nextColon(text string, from int) (at, size int) {
	const wide = "："
	for i := from; i < len(text); i++ {
		switch {
		case text[i] == ':':
			return i, 1
		case text[i] == wide[0] && strings.HasPrefix(text[i:], wide):
			return i, len(wide)
		}
	}
	return -1, 0
}

// cutHeadline splits what follows a marker into the linked headline and the
// running text glued to it; rest is "" when there is only a headline. Sure is
// false when neither reading is safe.
func cutHeadline(s string) (headline, rest string, sure bool) {
	s = strings.TrimSpace(s)
	var seams []int
	for _, at := range findSeams(clip(s, maxLinked+1)) {
		if head := s[:at]; len(strings.Fields(head)) >= 2 && utf8.RuneCountInString(head) <= maxLinked && readsLikeProse(s[at:]) {
			seams = append(seams, at)
		}
	}
	if len(seams) == 0 {
		return s, "", utf8.RuneCountInString(s) <= maxLinked && !hasSentences(s) && !(endsSentence(s) && initialsGlued.MatchString(s))
	}
	at, ok := chooseSeam(s, seams)
	if !ok {
		return s, "", false
	}
	return strings.TrimSpace(s[:at]), strings.TrimSpace(s[at:]), true
}

package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"dateline/archive"
)

// firstWords is how much of the text goes into the identity of an article that
// has neither id nor address: enough to tell articles apart, little enough that
// a correction further down is an update and not another article.
const firstWords = 50

// Identity gives the key under which the archive knows an article again. It is
// the first of these that the article has:
//
//   - the publisher's id. An id that is itself an address or URN is unique
//     everywhere; any other is unique within its source. A bare number is weaker
//     than an address, and without a source it is nothing: unrelated files all
//     count from 1.
//   - the canonical address, within the source if it is relative
//   - a hash of the source, the title and the first 50 words of running text;
//     case, punctuation and the encoding of accents make no difference
//
// Identities are stored: changing this function makes known articles new.
func Identity(a *archive.Article) string {
	source := fold(a.Source)
	guid := strings.TrimSpace(a.GUID)
	number := isNumber(guid)
	if guid != "" && !number {
		if id := universal(guid); id != "" {
			return id
		}
		return "guid:" + source + "\n" + guid
	}
	if address, absolute := Canonical(a.URL); absolute {
		return "url:" + address
	} else if address != "" && source != "" {
		return "url:" + source + "\n" + address
	}
	if number && source != "" {
		return "guid:" + source + "\n" + guid
	}
	return "text:" + fingerprint(source, a)
}

// universal gives the identity of an id that needs no source, or "". An address
// used as an id is the same identity as the address itself, except that its
// fragment counts: some publishers tell the entries of a page apart by it.
func universal(guid string) string {
	u, err := url.Parse(guid)
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		address, absolute := Canonical(guid)
		if !absolute {
			return ""
		}
		if u.Fragment != "" && !strings.Contains(address, "#") {
			address += "#" + u.EscapedFragment()
		}
		return "url:" + address
	case "urn", "tag":
		return "guid:\n" + guid
	}
	return ""
}

func isNumber(guid string) bool {
	return guid != "" && strings.Trim(guid, "0123456789") == ""
}

func fingerprint(source string, a *archive.Article) string {
	h := sha256.New()
	h.Write([]byte(source))
	h.Write([]byte{'\n'})
	h.Write([]byte(fold(a.Title)))
	h.Write([]byte{'\n'})
	left := firstWords
	for _, p := range a.Body {
		if p.Kind == archive.Related {
			continue
		}
		for _, w := range words(p.Text, left) {
			h.Write([]byte(w))
			h.Write([]byte{' '})
			left--
		}
		if left == 0 {
			break
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// fold joins the folded words of a short text; a text without letters or digits
// stays as it is.
func fold(text string) string {
	if w := words(text, len(text)); len(w) > 0 {
		return strings.Join(w, " ")
	}
	return strings.TrimSpace(text)
}

// words gives the first n runs of letters and digits, case-folded and in one
// encoding of accents.
func words(text string, n int) []string {
	var found []string
	for field := range strings.FieldsFuncSeq(text, notInWord) {
		if len(found) == n {
			break
		}
		found = append(found, cases.Fold().String(norm.NFKC.String(field)))
	}
	return found
}

func notInWord(r rune) bool {
	return !unicode.In(r, unicode.L, unicode.N, unicode.M)
}

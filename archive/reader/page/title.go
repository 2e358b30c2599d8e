package page

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/archive/entity"
	"dateline/archive/reader/prose"
)

// title gives the headline. What readers see in an h1 counts where the page's
// own description agrees with it; a description is else better than a guess
// among several h1.
func (f *facts) title() string {
	var told []string
	if f.article.is(articleTypes) {
		told = append(told, f.article.text("headline"), f.article.text("name"))
	}
	told = append(told, f.named("dc.title", "citation_title"), f.named("og:title"), f.named("parsely-title", "sailthru.title", "weibo:article:title", "title"), f.named("twitter:title"), f.heading)
	var candidates []string
	for _, t := range told {
		if t = prose.PlainLine(t); t != "" {
			candidates = append(candidates, f.withoutSite(t))
		}
	}
	for _, h := range f.headings {
		for _, c := range candidates {
			if alike(h, c) {
				return strings.TrimSpace(h)
			}
		}
	}
	// A headline with more around it: "SNYDE | …", "WATCH: …", "… [Video]".
	for _, h := range f.headings {
		for _, c := range candidates {
			if within(c, h) {
				return c
			}
			if kicker.MatchString(c) && within(h, c) {
				return h
			}
		}
	}
	if h := f.itemprops["headline"]; len(h) == 1 && len(candidates) == 0 {
		return textOf(h[0])
	}
	if len(candidates) > 0 {
		if full := completed(candidates[0], f.headings, candidates); full != "" {
			return full
		}
		return candidates[0]
	}
	for _, h := range f.headings {
		if utf8.RuneCountInString(h) > 3 {
			return h
		}
	}
	return ""
}

// alike says that two headlines are the same but for case and signs.
func alike(a, b string) bool {
	a, b = letters(a), letters(b)
	return a != "" && a == b
}

// kicker is a word that sites set before their titles: "LIVE: ", "WATCH: ".
var kicker = regexp.MustCompile(`^[\p{Lu} ]{3,20}:\s`)

// within says that most of whole is the headline part.
func within(part, whole string) bool {
	if strings.HasSuffix(part, "…") || strings.HasSuffix(part, "...") {
		return false
	}
	part, whole = letters(part), letters(whole)
	return len(part) >= 20 && len(part)*10 >= len(whole)*6 && strings.Contains(whole, part)
}

// letters folds s to its letters and digits.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, entity.Fold(s))
}

// completed gives the whole of a headline that was cut off with an ellipsis.
func completed(cut string, lists ...[]string) string {
	stem, ok := strings.CutSuffix(cut, "…")
	if !ok {
		if stem, ok = strings.CutSuffix(cut, "..."); !ok {
			return ""
		}
	}
	stem = letters(stem)
	for _, list := range lists {
		for _, s := range list {
			if l := letters(s); len(l) > len(stem) && strings.HasPrefix(l, stem) && utf8.RuneCountInString(stem) > 10 {
				return s
			}
		}
	}
	return ""
}

var separator = regexp.MustCompile(`\s+(?:[-–—|·•»«/\\:]|::|&gt;|>)\s+|\s*[|｜]\s*|_`)

// withoutSite takes the name of the site, or of a section of it, off the end or
// the beginning of a title: it is known, or what is left is a heading of the
// page.
func (f *facts) withoutSite(title string) string {
	site := letters(f.siteName())
	host := letters(strings.TrimSuffix(f.host(), ".com"))
	isSite := func(part string) bool {
		l := letters(part)
		if l == "" {
			return true
		}
		if l == site || l == host || letters(f.host()) == l {
			return true
		}
		return len(l) > 3 && (site != "" && (strings.HasPrefix(site, l) || strings.HasPrefix(l, site)) || host != "" && (strings.HasPrefix(host, l) || strings.HasPrefix(l, host)))
	}
	for range 4 {
		breaks := separator.FindAllStringIndex(title, -1)
		if len(breaks) == 0 {
			return title
		}
		for _, h := range f.headings {
			if len(letters(h))*3 < len(letters(title)) {
				continue // the name of the site, set as its logo
			}
			for _, b := range breaks {
				if alike(title[:b[0]], h) || alike(title[b[1]:], h) || kicker.MatchString(title) && within(h, title[:b[0]]) {
					return h
				}
			}
		}
		firstBreak, last := breaks[0], breaks[len(breaks)-1]
		switch {
		case isSite(title[last[1]:]) && strings.TrimSpace(title[:last[0]]) != "":
			title = strings.TrimSpace(title[:last[0]])
		case isSite(title[:firstBreak[0]]) && strings.TrimSpace(title[firstBreak[1]:]) != "":
			title = strings.TrimSpace(title[firstBreak[1]:])
		default:
			return f.shortened(title, last)
		}
	}
	return title
}

// shortened takes a few words off the end of the title element where nothing
// else is known of the page.
func (f *facts) shortened(title string, last []int) string {
	if title != f.heading || f.siteName() != "" || len(f.article) > 0 || f.named("og:title") != "" {
		return title
	}
	if head, tail := strings.Fields(title[:last[0]]), strings.Fields(title[last[1]:]); len(head) >= 4 && len(tail) <= 3 {
		return strings.TrimSpace(title[:last[0]])
	}
	return title
}

// siteName is publisher without the host for want of better.
func (f *facts) siteName() string {
	if name := f.publisher(); name != f.host() {
		return name
	}
	return ""
}

package page

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/archive/entity"
	"dateline/archive/reader/field"
	"dateline/archive/reader/prose"
)

// authorNames are the meta elements that hold the byline.
var authorNames = []string{
	"dc.creator", "citation_author", "author", "parsely-author", "sailthru.author", "byl", "article:author", "article:author_name", "og:author", "article.author", "authors", "creator", "rnews:author", "cxenseparse:author", "twitter:data1-author",
}

// authors gives the names in the byline, none if it holds none. Where the page
// shows more names than its description has, they count too.
func (f *facts) authors() []string {
	told := f.toldAuthors()
	if len(told) > 3 {
		return told
	}
	shown := f.visibleAuthors()
	if len(told) == 0 {
		return shown
	}
	for _, name := range told {
		if !contains(shown, name) && !(agency.MatchString(name) && len(shown) > 0) {
			return told
		}
	}
	return shown
}

// toldAuthors gives the names that the page's description has.
func (f *facts) toldAuthors() []string {
	for _, value := range []any{f.article["author"], f.article["creator"]} {
		if names := f.names(value); len(names) > 0 {
			return names
		}
	}
	for _, name := range authorNames {
		var all []any
		for _, content := range f.metas[name] {
			if !strings.Contains(content, "://") && !strings.HasPrefix(content, "/") {
				all = append(all, content)
			}
		}
		var value any = all
		if len(all) == 1 {
			value = all[0]
		}
		if names := f.names(value); len(names) > 0 {
			return names
		}
	}
	for _, t := range f.things {
		if t.is(articleTypes) || t.is(pageTypes) {
			if names := f.names(t["author"]); len(names) > 0 {
				return names
			}
		}
	}
	return nil
}

// names takes the names out of a value and leaves out what is none: handles,
// the publication's own name, "staff".
func (f *facts) names(value any) []string {
	var names []string
	for _, name := range field.Authors(value) {
		name = f.withoutRole(name)
		if name == "" || strings.HasPrefix(name, "@") || nobody.MatchString(name) || isDateLine(name) || f.isPublisher(name) || contains(names, name) {
			continue
		}
		names = append(names, name)
	}
	if people := slices.DeleteFunc(slices.Clone(names), agency.MatchString); len(people) > 0 {
		return people
	}
	return names
}

// nobody matches what stands in place of a name.
var nobody = regexp.MustCompile(`(?i)^(?:the\s+)?(?:admin(?:istrator)?|user(?:name)?|guest|anonymous|editors?|editorial|editorial (?:team|staff|board)|staff|staff (?:writers?|reporters?)|news ?(?:desk|room|staff)|web ?(?:desk|master|editor)|redaktion|redacci[oó]n|la r[eé]daction|redazione|redakcja|редакция|редакція|contributors?|wp-?admin|(?:last )?(?:updated|published|modified|reviewed).*|authors?|reporters?|correspondents?|undefined|view all.*|posts by.*|see (?:all|more).*)$`)

// isPublisher says that a name is only the publication's, or a person's role
// there.
func (f *facts) isPublisher(name string) bool {
	l := letters(name)
	for _, site := range []string{f.publisher(), f.named("og:site_name"), f.host()} {
		s := letters(site)
		if s == "" {
			continue
		}
		if l == s || l == "the"+s || "the"+l == s {
			return true
		}
		if roles.MatchString(name) && strings.HasPrefix(l, strings.TrimPrefix(s, "the")) {
			return true
		}
	}
	return f.isOrganisation(name) && strings.Contains(letters(f.publisher()+f.host()), l)
}

// isOrganisation says that the page calls its author of this name one.
func (f *facts) isOrganisation(name string) bool {
	author, _ := f.article["author"].(map[string]any)
	if list, ok := f.article["author"].([]any); ok && len(list) == 1 {
		author, _ = list[0].(map[string]any)
	}
	return author != nil && strings.Contains(strings.Join(thing(author).types(), " "), "Organization")
}

var (
	roles   = regexp.MustCompile(`(?i)\b(?:staff|reporter|reporters|writer|correspondent|editor|contributor|desk|bureau)\b`)
	reading = regexp.MustCompile(`(?i)\s*\b\d+\s*min(?:ute)?s?\b.*$`)
	// A role behind a name begins with a capital, as in "Games Editor".
	roleWord = regexp.MustCompile(`\s(?:Correspondent|Editor|Reporter|Writer|Producer|Columnist|Contributor)\b`)
)

// agency matches the names of news agencies, which stand behind those of their
// writers.
var agency = regexp.MustCompile(`(?i)^(?:the )?(?:associated press|ap|reuters|afp|agence france-presse|dpa|ansa|efe|tass|interfax|bloomberg(?: news)?|pa media|press association|cnn|upi|xinhua|aap|tribune news service|usa today network)$`)

// withoutRole cuts from a name what a page sets behind it: a role, the name of
// the publication, the time that reading takes.
func (f *facts) withoutRole(name string) string {
	if i := strings.LastIndex(name, ", "); i > 0 && (agency.MatchString(name[i+2:]) || f.isPublisher(name[i+2:])) {
		name = name[:i]
	}
	name = reading.ReplaceAllString(name, "")
	for _, site := range []string{f.publisher(), f.named("og:site_name")} {
		if len(name) > len(site) && len(site) > 3 && strings.EqualFold(name[len(name)-len(site):], site) {
			name = name[:len(name)-len(site)]
		}
	}
	if at := roleWord.FindStringIndex(name); at != nil {
		words := strings.Fields(name[:at[0]])
		for kept := 2; kept <= len(words); kept++ { // a name has two words at least, a role up to three more
			if len(words)-kept <= 3 {
				name = strings.Join(words[:kept], " ")
				break
			}
		}
	}
	return strings.Trim(name, " ,|/·•–—-:")
}

// looksLikeName is for names that are only found on the page: two to five words
// that begin with capitals, or are of a script without them.
func looksLikeName(s string) bool {
	words := strings.Fields(s)
	if len(words) > 6 || strings.ContainsAny(s, "0123456789!?:;\"") || strings.HasSuffix(s, ".") && !strings.HasSuffix(s, "r.") {
		return false
	}
	small, letters := 0, 0
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(r) && !particles[w] {
			small++
		}
		letters += utf8.RuneCountInString(w)
	}
	r, _ := utf8.DecodeRuneInString(s)
	cased := unicode.IsUpper(r) || unicode.IsLower(r)
	return small == 0 && letters >= 4 && (len(words) >= 2 || !cased)
}

var particles = field.Words("da de del della der den di do dos du el la le van von zu zum bin ibn al y e ter ten af av")

func likely(names []string) []string {
	for _, n := range names {
		if !looksLikeName(n) {
			return nil
		}
	}
	return names
}

var bylineClass = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:byline|author|authors|writer|reporter|autor|signature)(?:$|[\s_-]|name|link)`)

var bylineWords = regexp.MustCompile(`^(?:(?i:by|von|par|por|di|door|автор:?|written by|story by|words by)\s+|By)\p{L}`)

// visibleAuthors looks for a byline where readers do: a link that says it leads
// to the author, an element that says it is the byline, or a short line "By …"
// near the headline.
func (f *facts) visibleAuthors() []string {
	var itemised []string
	for _, n := range f.itemprops["author"] {
		for _, name := range f.inside(n) {
			if !contains(itemised, name) {
				itemised = append(itemised, name)
			}
		}
	}
	if len(itemised) > 0 && len(itemised) <= 6 {
		return itemised
	}
	scope := f.around()
	var linked, classed, worded, plain, profiled []string
	seen := 0
	walk(scope, func(n *html.Node) bool {
		if seen++; seen > searched || isAside(n) {
			return false
		}
		text := ""
		if strings.Contains(attr(n, "rel"), "author") {
			for _, name := range likely(f.names(textOf(n))) {
				if !contains(linked, name) {
					linked = append(linked, name)
				}
			}
			return false
		}
		if n.DataAtom == atom.A && len(profiled) == 0 && profile.MatchString(attr(n, "href")) {
			profiled = likely(f.names(textOfShort(n, 60)))
		}
		if len(classed) == 0 && bylineClass.MatchString(attr(n, "class")+" "+attr(n, "id")) {
			if text = textOfShort(n, 100); text != "" {
				classed = likely(f.names(withoutDate(text)))
			}
		}
		for c := n.FirstChild; c != nil && len(plain) == 0; c = c.NextSibling {
			if c.Type == html.TextNode && len(c.Data) < 200 {
				if line := prose.OneLine(c.Data); len(line) < 60 && bylineWords.MatchString(line) && !inCaption(n) {
					plain = likely(f.names(withoutDate(line)))
				}
			}
		}
		if len(worded) == 0 && n.FirstChild != nil {
			if text == "" && len(n.Attr) < 20 {
				text = textOfShort(n, 100)
			}
			if bylineWords.MatchString(text) && !inCaption(n) {
				names := likely(f.names(withoutDate(text)))
				if linksTo(n, names) {
					worded = names
				} else if len(plain) == 0 {
					plain = names
				}
			}
		}
		return true
	})
	switch {
	case len(linked) > 0 && len(linked) <= 4:
		return linked
	case len(classed) > 0:
		return classed
	case len(worded) > 0:
		return worded
	}
	if len(plain) > 0 {
		return plain
	}
	return profiled
}

// profile matches the addresses of pages about writers.
var profile = regexp.MustCompile(`(?i)/(?:authors?|writers?|staff|journalists?|reporters?|contributors?|autor(?:es|en)?|auteurs?|columnists?)/[^/]`)

// inCaption says that a line stands with a picture in a small box.
func inCaption(n *html.Node) bool {
	for range 4 {
		if n = n.Parent; n == nil || n.DataAtom == atom.Body || textOfShort(n, 500) == "" || holds(n, atom.H1) {
			return false
		}
		if holds(n, atom.Img) {
			return true
		}
	}
	return false
}

// linksTo says that a line has a link with the first of the names, as bylines
// have and the credits of pictures have not.
func linksTo(n *html.Node, names []string) bool {
	found := false
	walk(n, func(c *html.Node) bool {
		found = found || len(names) > 0 && c.DataAtom == atom.A && letters(textOf(c)) == letters(names[0])
		return !found
	})
	return found
}

// inside gives the names of an element of microdata: of the element that holds
// the name in it, if there is one.
func (f *facts) inside(n *html.Node) []string {
	name := ""
	walk(n, func(c *html.Node) bool {
		if name == "" && attr(c, "itemprop") == "name" {
			name = first(attr(c, "content"), textOf(c))
		}
		return name == ""
	})
	return f.names(withoutDate(first(name, attr(n, "content"), textOf(n))))
}

func contains(names []string, name string) bool {
	for _, n := range names {
		if entity.Fold(n) == entity.Fold(name) {
			return true
		}
	}
	return false
}

var dateTail = regexp.MustCompile(`(?i)\s*(?:[|•·–—-]|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?|\bon\b|\bpublished\b|\bupdated\b|\bposted\b)?\s*(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}?,?\s*\d{4}.*$|\s*\d{1,2}[./:]\d{2}.*$|\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day$`)

// withoutDate cuts a byline before the date that stands behind it.
func withoutDate(s string) string { return strings.TrimSpace(dateTail.ReplaceAllString(s, "")) }

// textOfShort is textOf of an element that holds no more than limit bytes, and
// is empty for one that holds more.
func textOfShort(n *html.Node, limit int) string {
	size, seen := 0, 0
	var measure func(*html.Node)
	measure = func(n *html.Node) {
		for c := n.FirstChild; c != nil && size <= limit; c = c.NextSibling {
			if seen++; seen > 500 {
				size = limit + 1
			}
			if c.Type == html.TextNode {
				size += len(strings.TrimSpace(c.Data))
			}
			measure(c)
		}
	}
	measure(n)
	if size > limit {
		return ""
	}
	return textOf(n)
}

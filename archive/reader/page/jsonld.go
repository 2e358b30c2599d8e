package page

import (
	"encoding/json"
	"regexp"
	"strings"

	"dateline/archive/reader/field"
)

// thing is an object of JSON-LD.
type thing map[string]any

func isJSONLD(kind string) bool {
	kind, _, _ = strings.Cut(strings.ToLower(kind), ";")
	return strings.TrimSpace(kind) == "application/ld+json"
}

// The types of schema.org that stand for a written article.
var articleTypes = field.Words("Article NewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle OpinionNewsArticle " +
	"ReportageNewsArticle ReviewNewsArticle AdvertiserContentArticle SatiricalArticle ScholarlyArticle MedicalScholarlyArticle SocialMediaPosting " +
	"BlogPosting LiveBlogPosting DiscussionForumPosting TechArticle Report CreativeWork Review CriticReview Recipe HowTo Blog")

// Those that stand for the page an article is on: they know less.
var pageTypes = field.Words("WebPage ItemPage AboutPage CollectionPage QAPage FAQPage MedicalWebPage VideoObject")

// Members that lead to other works than the page's own.
var elsewhere = field.Words("isPartOf hasPart mentions citation relatedLink itemListElement isBasedOn subjectOf comment review associatedMedia video image publisher author about breadcrumb potentialAction workTranslation")

// thingsIn finds the objects with a type in a script of JSON-LD, the outermost
// first. References by @id between them are resolved.
func thingsIn(script string) []thing {
	value, ok := decodeLD(script)
	if !ok {
		return nil
	}
	byID := map[string]thing{}
	var found []thing
	var visit func(value any, own bool, depth int)
	visit = func(value any, own bool, depth int) {
		if depth > 20 {
			return
		}
		switch v := value.(type) {
		case []any:
			for _, e := range v {
				visit(e, own, depth+1)
			}
		case map[string]any:
			t := thing(v)
			if id := t.text("@id"); id != "" && len(v) > 1 {
				byID[id] = t
			}
			if own && v["@type"] != nil {
				found = append(found, t)
			}
			for name, inner := range v {
				visit(inner, own && !elsewhere[name], depth+1)
			}
		}
	}
	visit(value, true, 0)
	for _, t := range found {
		for name, value := range t {
			t[name] = resolve(value, byID)
		}
	}
	return found
}

// resolve puts objects in the place of references to them.
func resolve(value any, byID map[string]thing) any {
	switch v := value.(type) {
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = resolve(e, byID)
		}
		return out
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) == 1 && byID[id] != nil {
			return map[string]any(byID[id])
		}
	}
	return value
}

var (
	ldComment  = regexp.MustCompile(`(?s)^\s*(?:/\*.*?\*/|//[^\n]*\n)?\s*(?:<!\[CDATA\[|<!--)?\s*(?:\*/)?|(?:/\*|//)?\s*(?:\]\]>|-->)\s*(?:\*/)?\s*$`)
	ldTrailing = regexp.MustCompile(`,\s*([}\]])`)
)

// decodeLD reads JSON as people paste it into templates: in comments, with line
// breaks inside strings, commas too many, a semicolon at the end.
func decodeLD(script string) (any, bool) {
	var value any
	if json.Unmarshal([]byte(script), &value) == nil {
		return value, true
	}
	s := strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, script)
	s = strings.TrimRight(strings.TrimSpace(ldComment.ReplaceAllString(s, "")), "; ")
	if json.Unmarshal([]byte(s), &value) == nil {
		return value, true
	}
	if json.Unmarshal([]byte(ldTrailing.ReplaceAllString(s, "$1")), &value) == nil {
		return value, true
	}
	// Several values one after the other, or one with something behind it.
	decoder := json.NewDecoder(strings.NewReader(s))
	var all []any
	for {
		var one any
		if decoder.Decode(&one) != nil {
			break
		}
		all = append(all, one)
	}
	return all, len(all) > 0
}

// is says that a thing has one of the types.
func (t thing) is(types map[string]bool) bool {
	for _, name := range t.types() {
		if types[name] {
			return true
		}
	}
	return false
}

func (t thing) types() []string {
	var names []string
	add := func(value any) {
		if s, ok := value.(string); ok {
			s = s[strings.LastIndexAny(s, "/:#")+1:]
			names = append(names, s)
		}
	}
	if list, ok := t["@type"].([]any); ok {
		for _, e := range list {
			add(e)
		}
	}
	add(t["@type"])
	return names
}

func (t thing) text(names ...string) string {
	for _, name := range names {
		if s := field.TextOf(t[name]); s != "" {
			return s
		}
	}
	return ""
}

// weight says how well a thing describes an article.
func (t thing) weight() int {
	w := 0
	switch {
	case t.is(articleTypes):
		w = 4
	case t.is(pageTypes):
		w = 1
	default:
		return 0
	}
	for _, name := range []string{"headline", "datePublished", "author", "articleBody"} {
		if !isEmpty(t[name]) {
			w++
		}
	}
	return w
}

func isEmpty(value any) bool { return field.TextOf(value) == "" }

// mainArticle picks the thing that describes the page's article: of several the
// one that names the page's address, else the one that says most.
func mainArticle(things []thing, f *facts) thing {
	var best thing
	most := 0
	here := f.address()
	for _, t := range things {
		w := t.weight()
		if w == 0 {
			continue
		}
		if here != "" && (sameAddress(t.text("url"), here) || sameAddress(t.text("mainEntityOfPage"), here) || sameAddress(t.text("@id"), here)) {
			w += 3
		}
		if w > most {
			best, most = t, w
		}
	}
	return best
}

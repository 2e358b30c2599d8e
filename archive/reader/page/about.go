package page

import (
	"strings"

	"dateline/archive/entity"
	"dateline/archive/reader/field"
	"dateline/archive/reader/prose"
)

// maxTopics is how many tags of a page are kept: more are for search engines.
const maxTopics = 30

// section gives the part of the publication that the page is in.
func (f *facts) section() string {
	s := first(f.article.text("articleSection"), f.named("article:section", "og:article:section", "parsely-section", "sailthru.section", "cxenseparse:recs:articlesection", "section", "dc.subject.section"))
	s = prose.PlainLine(s)
	if len(s) > 60 {
		return ""
	}
	return s
}

// about gives the tags of the page, as topics.
func (f *facts) about() []entity.Ref {
	var refs []entity.Ref
	for _, value := range []any{f.article["keywords"], list(f.metas["article:tag"]), first(f.named("news_keywords", "parsely-tags", "sailthru.tags", "keywords"))} {
		for _, ref := range field.Entities(entity.Topic, value, true) {
			if len(refs) < maxTopics && len(ref.Name) <= 60 && !strings.Contains(ref.Name, "://") {
				refs = field.AddRef(refs, ref)
			}
		}
		if len(refs) > 0 {
			break
		}
	}
	return refs
}

func list(values []string) []any {
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = v
	}
	return out
}

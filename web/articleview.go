package web

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"dateline/archive"
	"dateline/index"
)

type articleView struct {
	frame
	Back      *link // to the search it was found by
	Heading   []index.Fragment
	Language  string
	Line      lineView
	Byline    string
	Notice    *link // that this is not the current version, with the way to it
	Blocks    []blockView
	Related   []string
	Shelves   []groupView // who and what it is about
	Facts     []factView
	Versions  []versionView
	Changes   *changesView // of the version before the one that is shown
	Similar   []hitView
	Withdrawn string // why there is no text; everything else is empty then
}

type lineView struct {
	Source, SourceHref string
	Date, DateTime     string
}

// blockView is one paragraph, or a list of items.
type blockView struct {
	Kind  archive.ParagraphKind
	Text  []index.Fragment
	Items [][]index.Fragment
}

// factView is one line of what is known about an article.
type factView struct {
	Name, Text string
	Href       string
	Outside    bool // the link leaves the archive
	Dir        string
}

type versionView struct {
	link
	Here bool
}

// articleView shows one version of an article, marked by q.
func (s *Server) articleView(ctx context.Context, current, shown *archive.Article, revisions []archive.Revision, q index.Query) (*articleView, error) {
	v := &articleView{
		frame:    s.frameOf(fragmentsText(titleOf(shown)), ""),
		Heading:  titleOf(shown),
		Language: foreign(shown.Language),
		Line: lineView{
			Source: shown.Source, SourceHref: searchAddress(index.Query{}.With("source", shown.Source)),
			Date: momentWords(shown.Published), DateTime: shown.Published.String(),
		},
	}
	v.Canonical = articlePath(current.ID)
	if len(shown.Authors) > 0 {
		v.Byline = "By " + enumerated(shown.Authors)
	}
	if back := searchAddress(q); back != searchPath {
		v.frame = v.frame.holding(q)
		v.Back = &link{"Back to results", back}
	}
	title, body := s.index.Marks(q, shown)
	if shown.Title != "" {
		v.Heading = title
	}
	v.Blocks, v.Related = blocks(shown.Body, body)
	var err error
	if v.Shelves, err = s.shelvesOf(ctx, current, shown); err != nil {
		return nil, err
	}
	if shown.Version != current.Version {
		v.Notice = &link{fmt.Sprintf("This is version %d of %d. Read the current one.", shown.Version, current.Version), articleAddress(current.ID, q)}
		v.NoIndex = true
	}
	if len(revisions) > 1 {
		for _, r := range revisions {
			v.Versions = append(v.Versions, versionLink(current, r, r.Version == shown.Version))
		}
	}
	v.Changes = changesIn(shown, revisions)
	v.Similar = s.similar(ctx, current.ID)
	v.Facts, err = s.facts(ctx, shown, revisions)
	return v, err
}

// blocks groups paragraphs as they are shown: items in lists, related links
// apart.
func blocks(body []archive.Paragraph, marked [][]index.Fragment) (list []blockView, related []string) {
	for i, p := range body {
		switch p.Kind {
		case archive.Related:
			related = append(related, p.Text)
			continue
		case archive.Item:
			if n := len(list); n > 0 && list[n-1].Kind == archive.Item {
				list[n-1].Items = append(list[n-1].Items, marked[i])
			} else {
				list = append(list, blockView{Kind: archive.Item, Items: [][]index.Fragment{marked[i]}})
			}
			continue
		}
		list = append(list, blockView{Kind: p.Kind, Text: marked[i]})
	}
	return list, related
}

func versionLink(current *archive.Article, r archive.Revision, here bool) versionView {
	to := articlePath(current.ID)
	if r.Version != current.Version {
		to = withParameters(to, url.Values{"version": {strconv.Itoa(r.Version)}})
	}
	words := fmt.Sprintf("Version %d, imported %s", r.Version, importedWords(r.Imported))
	return versionView{link{words, to}, here}
}

// changesIn compares a version with the one before; nil for the first.
func changesIn(shown *archive.Article, revisions []archive.Revision) *changesView {
	for i := range revisions {
		if revisions[i].Version == shown.Version && i+1 < len(revisions) {
			return changesViewOf(fmt.Sprintf("What version %d changed", shown.Version), &revisions[i+1].Article, shown)
		}
	}
	return nil
}

// facts lists what is known about an article besides its text.
func (s *Server) facts(ctx context.Context, a *archive.Article, revisions []archive.Revision) ([]factView, error) {
	facts := []factView{{Name: "Published", Text: momentWords(a.Published)}}
	facts = append(facts, wireFacts(&a.Wire)...)
	facts = append(facts, factView{Name: "Imported", Text: importedWords(a.Imported)})
	if a.Changed.After(a.Imported) {
		facts = append(facts, factView{Name: "Changed", Text: importedWords(a.Changed)})
	}
	if r := revisionNamed(strconv.Itoa(a.Version), revisions); r != nil && !r.Captured.IsZero() {
		facts = append(facts, factView{Name: "Captured", Text: importedWords(r.Captured)})
	}
	if a.Language != "" {
		facts = append(facts, factView{Name: "Language", Text: s.index.Name("language", a.Language)})
	}
	if a.URL != "" {
		f := factView{Name: "Original address", Text: a.URL, Dir: "ltr"}
		if isWeb(a.URL) {
			f.Href, f.Outside = a.URL, true
		}
		facts = append(facts, f)
	}
	if r := revisionNamed(strconv.Itoa(a.Version), revisions); r != nil && r.Original != "" {
		to := articlePath(a.ID) + "/original"
		if r != &revisions[0] {
			to += "?version=" + strconv.Itoa(r.Version)
		}
		facts = append(facts, factView{Name: "As received", Text: "Original text, as a file", Href: to})
	}
	if a.Alike > 1 {
		same, err := s.copiesFact(ctx, a)
		if err != nil {
			return nil, err
		}
		facts = append(facts, same)
	}
	return append(facts, factView{Name: "Article", Text: number(int(a.ID))}), nil
}

func orUnknown(source string) string {
	if source == "" {
		return "an unknown source"
	}
	return source
}

// isWeb says that an address may be linked: whatever came in with an article is
// not to be trusted.
func isWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

func enumerated(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// withdrawnView says that there was an article and is no more; none of its words.
func (s *Server) withdrawnView(why string) *articleView {
	v := &articleView{frame: s.frameOf("Article not available", ""), Withdrawn: why}
	v.NoIndex = true
	return v
}

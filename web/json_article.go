package web

import (
	"path"
	"strconv"
	"time"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/index"
)

// articleJSON is one article whole: what a result has, and the rest.
type articleJSON struct {
	resultJSON
	Body     []archive.Paragraph `json:"body"`
	Text     string              `json:"text"` // the running text: without related links
	Imported time.Time           `json:"imported"`
	Changed  time.Time           `json:"changed"`
	Version  int                 `json:"version"`
	Sequence int64               `json:"sequence"`
	Status   archive.Status      `json:"status"`
	archive.Wire
	Original *originalJSON `json:"original"` // null when none is kept
	Entities []carriedJSON `json:"entities"` // the weightiest first
}

// carriedJSON is an entity of an article. Countries that the article names without
// being about them are here and not in countries.
type carriedJSON struct {
	Kind       archive.Kind  `json:"kind"`
	ID         string        `json:"id"`
	Name       string        `json:"name"`
	URL        string        `json:"url,omitempty"` // of its page here, for kinds that have one
	Origin     []string      `json:"origin"`        // "source": it came with the article; "found": in its text
	About      bool          `json:"about"`
	Weight     float32       `json:"weight"`
	Confidence *float32      `json:"confidence"` // null where it was not found
	Mentions   []mentionJSON `json:"mentions"`   // in the order of the text
}

// mentionJSON is a place in the title or in a paragraph of body; Start and End
// are bytes of it.
type mentionJSON struct {
	Text      string     `json:"text"`
	Paragraph *int       `json:"paragraph"` // of body, from 0; null in the title
	Start     int        `json:"start"`
	End       int        `json:"end"`
	Via       entity.Via `json:"via"`
}

// originalJSON names the bytes that were received.
type originalJSON struct {
	SHA256    string `json:"sha256"`
	MediaType string `json:"media_type"`
	Address   string `json:"address"`
}

type revisionsJSON struct {
	ID        int64          `json:"id"`
	Revisions []revisionJSON `json:"revisions"` // newest first
}

// revisionJSON is one version of an article. Input is the name of the file it
// came from, without the folders of the machine that read it.
type revisionJSON struct {
	Version   int            `json:"version"`
	Imported  time.Time      `json:"imported"`
	Import    int64          `json:"import"`
	Input     string         `json:"input"`
	Line      int            `json:"line,omitempty"`
	Captured  time.Time      `json:"captured,omitzero"` // when it had been fetched from the web
	Title     string         `json:"title"`
	Published archive.Date   `json:"published"`
	Source    string         `json:"source"`
	Authors   []string       `json:"authors"`
	Text      string         `json:"text"`
	Sent      archive.Status `json:"sent"` // the status its publisher gave it
	archive.Wire
	Original *originalJSON `json:"original"`
	Changes  *changesJSON  `json:"changes"` // of the version before; null for the first
}

type entitiesJSON struct {
	Kind     archive.Kind `json:"kind"`
	Entities []entityJSON `json:"entities"` // most articles first
}

type entityJSON struct {
	Kind    archive.Kind `json:"kind"`
	ID      string       `json:"id"`
	Name    string       `json:"name"`
	Aliases []string     `json:"aliases"`
	Count   int          `json:"count"`
	URL     string       `json:"url,omitempty"` // of its page here, for kinds that have one
}

type facetAnswerJSON struct {
	Field string `json:"field"`
	Total int    `json:"total"` // articles that match
	facetJSON
}

type timelineAnswerJSON struct {
	Total int `json:"total"`
	timelineJSON
}

type statsJSON struct {
	archive.Stats
	Index indexJSON `json:"index"`
}

// indexJSON says how far searching is behind the archive, in changes.
type indexJSON struct {
	Ready  bool  `json:"ready"`
	Behind int64 `json:"behind"`
}

func articleOf(a *archive.Article, revisions []archive.Revision, carried []archive.Carried) articleJSON {
	out := articleJSON{
		resultJSON: resultOf(a),
		Body:       list(a.Body),
		Text:       a.Text(),
		Imported:   a.Imported.UTC(),
		Changed:    a.Changed.UTC(),
		Version:    a.Version,
		Sequence:   a.Sequence,
		Status:     a.Status,
		Wire:       a.Wire,
		Entities:   []carriedJSON{},
	}
	if out.Cluster == nil {
		out.Cluster, out.Duplicates = &a.Cluster, new(int)
	}
	for i := range carried {
		out.Entities = append(out.Entities, carriedOf(a, &carried[i]))
	}
	for i := range revisions {
		if revisions[i].Version == a.Version {
			out.Original = originalOf(a.ID, &revisions[i], true)
		}
	}
	return out
}

func carriedOf(a *archive.Article, c *archive.Carried) carriedJSON {
	out := carriedJSON{
		Kind: c.Kind, ID: c.ID, Name: c.Name, URL: entityPath(c.Kind, c.ID),
		About: c.About, Weight: c.Weight, Origin: []string{}, Mentions: []mentionJSON{},
	}
	if c.Supplied {
		out.Origin = append(out.Origin, "source")
	}
	if c.Recognised {
		out.Origin = append(out.Origin, "found")
		out.Confidence = &c.Confidence
	}
	for _, m := range c.Mentions {
		paragraph, start, end, ok := a.Locate(m.Start, m.End)
		if !ok {
			continue // of another version, which came in since
		}
		in := mentionJSON{Start: start, End: end, Via: m.Via}
		if paragraph == archive.InTitle {
			in.Text = a.Title[start:end]
		} else {
			in.Text, in.Paragraph = a.Body[paragraph].Text[start:end], &paragraph
		}
		out.Mentions = append(out.Mentions, in)
	}
	return out
}

func originalOf(id int64, r *archive.Revision, current bool) *originalJSON {
	if r.Original == "" {
		return nil
	}
	address := "/api/v1" + articlePath(id) + "/original"
	if !current {
		address += "?version=" + strconv.Itoa(r.Version)
	}
	return &originalJSON{r.Original, r.MediaType, address}
}

func revisionsOf(a *archive.Article, revisions []archive.Revision) revisionsJSON {
	out := revisionsJSON{ID: a.ID, Revisions: []revisionJSON{}}
	for i := range revisions {
		r := &revisions[i]
		out.Revisions = append(out.Revisions, revisionJSON{
			Version:   r.Version,
			Imported:  r.Imported.UTC(),
			Import:    r.Import,
			Input:     path.Base(r.Input),
			Line:      r.Line,
			Captured:  r.Captured,
			Title:     r.Article.Title,
			Published: r.Article.Published,
			Source:    r.Article.Source,
			Authors:   list(r.Article.Authors),
			Text:      r.Article.Text(),
			Sent:      r.Article.Sent,
			Wire:      r.Article.Wire,
			Original:  originalOf(a.ID, r, r.Version == a.Version),
			Changes:   changesSince(revisions[i+1:], r),
		})
	}
	return out
}

// changesSince compares a version with the one before, which comes next.
func changesSince(earlier []archive.Revision, r *archive.Revision) *changesJSON {
	if len(earlier) == 0 {
		return nil
	}
	return changesOf(&earlier[0].Article, &r.Article)
}

func entityOf(e index.Entity) entityJSON {
	return entityJSON{e.Kind, e.ID, e.Name, list(e.Aliases), e.Count, entityPath(e.Kind, e.ID)}
}

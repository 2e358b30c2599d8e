package web

import (
	"path"
	"strconv"
	"time"

	"dateline/archive"
	"dateline/index"
)

// articleJSON is one article whole: what a result has, and the rest.
type articleJSON struct {
	resultJSON
	Body       []archive.Paragraph `json:"body"`
	Text       string              `json:"text"` // the running text: without related links
	Imported   time.Time           `json:"imported"`
	Changed    time.Time           `json:"changed"`
	Version    int                 `json:"version"`
	Sequence   int64               `json:"sequence"`
	Status     archive.Status      `json:"status"`
	Duplicates int                 `json:"duplicates"` // other articles with the same text
	Cluster    int64               `json:"cluster"`    // the first article with this text
	Original   *originalJSON       `json:"original"`   // null when none is kept
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
	Version   int           `json:"version"`
	Imported  time.Time     `json:"imported"`
	Import    int64         `json:"import"`
	Input     string        `json:"input"`
	Line      int           `json:"line,omitempty"`
	Title     string        `json:"title"`
	Published archive.Date  `json:"published"`
	Source    string        `json:"source"`
	Authors   []string      `json:"authors"`
	Text      string        `json:"text"`
	Original  *originalJSON `json:"original"`
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

func articleOf(a *archive.Article, revisions []archive.Revision) articleJSON {
	out := articleJSON{
		resultJSON: resultOf(a),
		Body:       list(a.Body),
		Text:       a.Text(),
		Imported:   a.Imported.UTC(),
		Changed:    a.Changed.UTC(),
		Version:    a.Version,
		Sequence:   a.Sequence,
		Status:     a.Status,
		Duplicates: max(a.Alike-1, 0),
		Cluster:    a.Cluster,
	}
	for i := range revisions {
		if revisions[i].Version == a.Version {
			out.Original = originalOf(a.ID, &revisions[i], true)
		}
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
			Title:     r.Article.Title,
			Published: r.Article.Published,
			Source:    r.Article.Source,
			Authors:   list(r.Article.Authors),
			Text:      r.Article.Text(),
			Original:  originalOf(a.ID, r, r.Version == a.Version),
		})
	}
	return out
}

func entityOf(e index.Entity) entityJSON {
	return entityJSON{e.Kind, e.ID, e.Name, list(e.Aliases), e.Count, entityPath(e.Kind, e.ID)}
}

// Package archive keeps articles in SQLite and is the truth of a Dateline
// archive: the article, its versions, the bytes it came from, and the entities
// it carries.
package archive

import (
	"strings"
	"time"

	"dateline/archive/entity"
)

// Article is one published text. Everything but ID, Body and Imported may be
// missing; a missing date stays missing.
type Article struct {
	ID       int64 // permanent, from 1; 0 before it is stored
	Sequence int64 // number of the article's last change, archive-wide
	Version  int   // 1 for the first, counts up with each changed import

	GUID      string // the publisher's own id, as received
	URL       string // canonical address
	Source    string // name of the publication
	Title     string
	Authors   []string
	Published Date
	Language  string // BCP 47 primary subtag in lower case, "" unknown
	Body      []Paragraph
	Wire

	// Entities are, on the way in, those supplied with the article. As read, they
	// are those supplied and those found in its text, as readers are to see them:
	// under the names and ids that editors want, without repeats, the weightiest
	// first.
	Entities []entity.Ref
	Supplied []entity.Ref // as read: those supplied, as they came

	// Placed says that the publisher names the countries an article is about,
	// perhaps none: then those found in its text are only mentioned.
	Placed bool

	// Status is, on the way in, what the publisher sent, "" being Usable. As read,
	// it is whether readers may see the article now.
	Status   Status
	Sent     Status    // as read: what the publisher sent with this version
	Imported time.Time // when the first version came in, UTC
	Changed  time.Time // when the current version came in, UTC
	Cluster  int64     // id of the first article with the same text, its own id if it is the first
	Alike    int       // how many articles the cluster holds, this one included
}

// Paragraph is one block of an article's text, without line breaks at its ends.
type Paragraph struct {
	Kind ParagraphKind `json:"kind,omitempty"`
	Text string        `json:"text"`
}

// ParagraphKind marks the paragraphs that are not plain running text.
type ParagraphKind string

// The kinds of paragraph. Related is a link to another article that the page
// carried ("SEE ALSO: …"): it is kept and shown, but it is not part of what the
// article says, so it is neither searched nor quoted.
const (
	Text    ParagraphKind = ""
	Heading ParagraphKind = "heading"
	Quote   ParagraphKind = "quote"
	Item    ParagraphKind = "item"
	Related ParagraphKind = "related"
)

// Status tells whether readers may see an article.
type Status string

// The states of an article. Only Usable ones are searched, listed or exported.
const (
	Usable    Status = "usable"
	Withheld  Status = "withheld"
	Cancelled Status = "cancelled"
	Withdrawn Status = "withdrawn"
)

// Wire is what news agencies send along with a text, as they sent it.
type Wire struct {
	Slug    string `json:"slug,omitempty"`    // slugline: what editors call the story
	Section string `json:"section,omitempty"` // part of the publication, or category of the service
	Place   string `json:"place,omitempty"`   // of the dateline
	Rights  string `json:"rights,omitempty"`  // copyright notice
	Usage   string `json:"usage,omitempty"`   // terms of use
	Note    string `json:"note,omitempty"`    // from the publisher to editors
	Urgency int    `json:"urgency,omitempty"` // from 1, most urgent, to 9; 0 unknown

	// PublisherVersion is the publisher's own number of this version, and Revised
	// when it was made. A version known to be older than the stored one is kept
	// before it.
	PublisherVersion string `json:"publisher_version,omitempty"`
	Revised          Date   `json:"revised,omitzero"`

	// Embargo is when readers may see the article at the earliest; without an
	// offset it is read as UTC.
	Embargo Date `json:"embargo,omitzero"`
}

// paragraphBreak parts the paragraphs of a text.
const paragraphBreak = "\n\n"

// Text is the running text: every paragraph but the related links, joined by
// blank lines.
func (a *Article) Text() string {
	var b strings.Builder
	for _, p := range a.Body {
		if p.Kind == Related {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(paragraphBreak)
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

// Lede is the first paragraph of running text that is not a heading, or "".
func (a *Article) Lede() string {
	for _, p := range a.Body {
		if p.Kind != Related && p.Kind != Heading {
			return p.Text
		}
	}
	return ""
}

// Tagged returns the article's entities of one kind, in their order.
func (a *Article) Tagged(kind entity.Kind) []entity.Ref {
	var refs []entity.Ref
	for _, r := range a.Entities {
		if r.Kind == kind {
			refs = append(refs, r)
		}
	}
	return refs
}

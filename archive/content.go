package archive

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"dateline/archive/entity"
)

// content is all that an article says and all that makes two versions differ. It
// is kept whole for every version, as JSON, so that an archive can be read
// without this program.
type content struct {
	GUID      string       `json:"guid,omitempty"`
	URL       string       `json:"url,omitempty"`
	Source    string       `json:"source,omitempty"`
	Title     string       `json:"title,omitempty"`
	Authors   []string     `json:"authors,omitempty"`
	Published Date         `json:"published,omitzero"`
	Language  string       `json:"language,omitempty"`
	Body      []Paragraph  `json:"body,omitempty"`
	Entities  []entity.Ref `json:"entities,omitempty"`
	Placed    bool         `json:"placed,omitempty"` // the countries are the publisher's, perhaps none

	// What was added later comes last and is left out when it is empty, so that
	// the content of an article without it is written as it always was.
	Wire
	Status Status `json:"status,omitempty"` // as sent, unless it is usable
}

// contentOf takes the content out of an article. Entities lose their repeats and
// their aliases, which belong to the archive and not to the article.
func contentOf(a *Article) content {
	c := content{
		GUID: a.GUID, URL: a.URL, Source: a.Source, Title: a.Title, Authors: a.Authors,
		Published: a.Published, Language: a.Language, Body: a.Body, Placed: a.Placed, Wire: a.Wire,
	}
	if a.Status != Usable {
		c.Status = a.Status
	}
	for _, r := range a.Entities {
		r.Aliases = nil
		if r.Name == "" {
			r.Name = r.ID
		}
		if !carries(c.Entities, r) {
			c.Entities = append(c.Entities, r)
		}
	}
	return c
}

func carries(refs []entity.Ref, r entity.Ref) bool {
	for _, have := range refs {
		if have.Kind == r.Kind && have.ID == r.ID {
			return true
		}
	}
	return false
}

// fill puts the content into an article.
func (c *content) fill(a *Article) {
	a.GUID, a.URL, a.Source, a.Title, a.Authors = c.GUID, c.URL, c.Source, c.Title, c.Authors
	a.Published, a.Language, a.Body, a.Placed = c.Published, c.Language, c.Body, c.Placed
	a.Entities, a.Supplied = c.Entities, c.Entities
	a.Wire, a.Sent = c.Wire, c.sent()
}

// sent is the status the publisher gave.
func (c *content) sent() Status { return cmp.Or(c.Status, Usable) }

// check refuses what could not be given back as it came.
func (c *content) check() error {
	for _, f := range []struct{ name, value string }{
		{"guid", c.GUID}, {"url", c.URL}, {"source", c.Source}, {"title", c.Title}, {"language", c.Language},
		{"slug", c.Slug}, {"section", c.Section}, {"place", c.Place}, {"rights", c.Rights}, {"usage", c.Usage},
		{"note", c.Note}, {"publisher's version", c.PublisherVersion},
	} {
		if err := checkText(f.value); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	for i, author := range c.Authors {
		if err := checkText(author); err != nil {
			return fmt.Errorf("author %d: %w", i+1, err)
		}
	}
	for i, p := range c.Body {
		if err := errors.Join(checkText(string(p.Kind)), checkText(p.Text)); err != nil {
			return fmt.Errorf("paragraph %d: %w", i+1, err)
		}
	}
	for i, r := range c.Entities {
		if err := checkRef(r); err != nil {
			return fmt.Errorf("entity %d: %w", i+1, err)
		}
	}
	return nil
}

var (
	errNotUTF8 = errors.New("text is not valid UTF-8")
	errNUL     = errors.New("text holds a NUL byte")
)

func checkText(s string) error {
	if !utf8.ValidString(s) {
		return errNotUTF8
	}
	if strings.IndexByte(s, 0) >= 0 {
		return errNUL
	}
	return nil
}

func checkRef(r entity.Ref) error {
	if r.ID == "" {
		return errors.New("no id")
	}
	known := false
	for _, k := range entity.Kinds() {
		known = known || r.Kind == k
	}
	if !known {
		return fmt.Errorf("unknown kind %q", r.Kind)
	}
	return errors.Join(checkText(r.ID), checkText(r.Name))
}

// encode gives the JSON of c, the same for the same content.
func (c *content) encode() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(c); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// packContent compresses encoded content where that helps.
func (p *packer) packContent(encoded []byte) []byte {
	if packed := p.pack(encoded); len(packed) < len(encoded) {
		return packed
	}
	return encoded
}

// unpackContent is the inverse of encode and packContent. A zstd frame never
// begins with the brace of JSON.
func (p *packer) unpackContent(stored []byte) (*content, error) {
	if !bytes.HasPrefix(stored, []byte("{")) {
		var err error
		if stored, err = p.unpack(stored); err != nil {
			return nil, err
		}
	}
	c := new(content)
	if err := json.Unmarshal(stored, c); err != nil {
		return nil, err
	}
	return c, nil
}

// Package document is the text of a word processor's file, of whatever format,
// and how one article is read from it.
package document

import (
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"

	"dateline/archive"
	"dateline/archive/reader/date"
	"dateline/archive/reader/field"
	"dateline/archive/reader/prose"
)

// Document is what a file holds.
type Document struct {
	Title      string // of its properties, "" unknown
	Author     string
	Paragraphs []Paragraph
}

// Paragraph is one paragraph as it is set. Text has no control characters but
// tabs.
type Paragraph struct {
	Text  string
	Title bool // set as the title of the document
	Level int  // of a heading, from 1; 0 none
	Item  bool // of a list
	Quote bool
	Bold  bool // all of it
}

// Add appends a paragraph with its text cleaned, unless it is empty.
func (d *Document) Add(p Paragraph) {
	if p.Text = line(p.Text); p.Text != "" {
		d.Paragraphs = append(d.Paragraphs, p)
	}
}

// line is clean text in one line, with its tabs.
func line(s string) string {
	if !strings.Contains(s, "\t") {
		return prose.OneLine(s)
	}
	parts := strings.Split(s, "\t")
	for i, part := range parts {
		parts[i] = prose.OneLine(part)
	}
	return strings.Trim(strings.Join(parts, "\t"), "\t ")
}

// Body makes an article's paragraphs.
func Body(paragraphs []Paragraph) []archive.Paragraph {
	var list []prose.Paragraph
	for _, p := range paragraphs {
		kind := archive.Text
		switch {
		case p.Level > 0 || p.Title:
			kind = archive.Heading
		case p.Item:
			kind = archive.Item
		case p.Quote:
			kind = archive.Quote
		}
		list = append(list, prose.Paragraph{Kind: kind, Text: prose.OneLine(p.Text), Level: p.Level, Lines: 1, Alone: true})
	}
	return prose.Body(list)
}

var (
	bylineStart = regexp.MustCompile(`^(?i:by|von|par|por|di|door|автор:?)\s+\p{Lu}`)
	dateLabel   = regexp.MustCompile(`^(?i:published(?: on)?|publication date|date of publication|date|veröffentlicht(?: am)?|erschienen am|publié le|publicado el|опубликовано|дата публикации)\s*:?\s+`)
)

// furniture is how many paragraphs at the head of a document may be its title,
// byline and date.
const furniture = 5

// Article reads a document as one article. The title is the paragraph set as
// such, else that of the properties, else the heading that the text begins with;
// the author is whom a byline names, else whom the properties do. It is dated
// only if a line at its head says when it was published: the times in the
// properties are those of the file.
func (d *Document) Article() (archive.Article, error) {
	var a archive.Article
	if len(d.Paragraphs) == 0 {
		return a, errors.New("is a document without text")
	}
	paragraphs := append([]Paragraph(nil), d.Paragraphs...)
	for i := 0; i < len(paragraphs) && i < furniture; i++ {
		if p := paragraphs[i]; p.Title && a.Title == "" || i == 0 && p.Level == 1 {
			a.Title = prose.OneLine(p.Text)
			paragraphs = append(paragraphs[:i:i], paragraphs[i+1:]...)
			break
		}
	}
	if a.Title == "" && !isJunkTitle(d.Title) {
		a.Title = prose.PlainLine(d.Title)
	}
	if len(paragraphs) > 1 && a.Title != "" && strings.EqualFold(prose.OneLine(paragraphs[0].Text), a.Title) {
		paragraphs = paragraphs[1:]
	}
	if a.Title == "" && len(paragraphs) > 1 && paragraphs[0].Bold && utf8.RuneCountInString(paragraphs[0].Text) <= 150 && prose.ReadsLikeHeading(paragraphs[0].Text) {
		a.Title, paragraphs = prose.OneLine(paragraphs[0].Text), paragraphs[1:]
	}
	if a.Title == "" && len(paragraphs) > 1 && paragraphs[0].Level == 0 {
		head := prose.Paragraph{Text: prose.OneLine(paragraphs[0].Text), Lines: 1, Alone: true}
		next := prose.Paragraph{Text: prose.OneLine(paragraphs[1].Text), Lines: 1, Alone: true}
		if title, _ := prose.Heading([]prose.Paragraph{head, next}); title == head.Text {
			a.Title, paragraphs = title, paragraphs[1:]
		}
	}
	for i := 0; i < len(paragraphs) && i < furniture; i++ {
		text := prose.OneLine(paragraphs[i].Text)
		short := utf8.RuneCountInString(text) <= 80
		used := false
		switch label := dateLabel.FindString(text); {
		case short && label != "" && a.Published.IsZero():
			day, err := date.Parse(text[len(label):])
			if err != nil {
				return a, err
			}
			a.Published, used = day, !day.IsZero()
		case short && len(a.Authors) == 0 && bylineStart.MatchString(text) && !strings.HasSuffix(text, "."):
			a.Authors = field.Authors(text)
			used = len(a.Authors) > 0
		}
		if used {
			paragraphs = append(paragraphs[:i:i], paragraphs[i+1:]...)
			i--
		}
	}
	if len(a.Authors) == 0 && !isJunkAuthor(d.Author) {
		a.Authors = field.Authors(d.Author)
	}
	a.Body = Body(paragraphs)
	if a.Title == "" {
		a.Title = prose.TitleOf(&a)
	}
	return a, nil
}

var (
	junkTitle  = regexp.MustCompile(`(?i)^(?:microsoft word\b.*|(?:word )?document ?\d*|untitled.*|title|unnamed|powerpoint presentation|.*\.(?:docx?|rtf|odt|txt))$`)
	junkAuthor = regexp.MustCompile(`(?i)^(?:microsoft.*|windows.*|user\d*|admin.*|owner|author|unknown|default|guest|python-docx|apache poi|openoffice.*|libreoffice.*|docx4j|aspose.*|un-named|anonymous|nexis.*|lexisnexis.*|factiva.*)$`)
)

func isJunkTitle(s string) bool { return junkTitle.MatchString(strings.TrimSpace(s)) }

func isJunkAuthor(s string) bool {
	s = strings.TrimSpace(s)
	return s == "" || junkAuthor.MatchString(s) || !strings.Contains(s, " ") && s == strings.ToLower(s)
}

// Package corpus reads texts whose names are marked, to train and measure models.
package corpus

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"dateline/archive/entity"
	"dateline/archive/entity/tag"
)

// CoNLL reads documents in the column format of the CoNLL shared tasks: a token a
// line, its label in the last of two to four columns, an empty line between
// sentences. The first token's line says how many columns there are: where a later
// one has more, they hold the names inside its name, which are left out. A line "-DOCSTART-" or "# id NAME" (also "# newdoc id = NAME") starts
// a document; other lines with "# " are comments. The labels may be IO, IOB, IOB2
// or BIOES, which need not be told apart: a name starts where one of them says so
// or the kind changes. Kinds other than person, organisation and place count as no
// name.
//
// The tokens are put together again as they are likely to have stood in the text
// and cut by our own rules, so that a model meets the same tokens here and in
// articles. name is of the input, for errors.
func CoNLL(r io.Reader, name string) ([]*tag.Example, error) {
	c := conll{name: name, fresh: true}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if err := c.line(strings.TrimRight(lines.Text(), "\r\n")); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	c.endDocument("")
	if len(c.documents) == 0 {
		return nil, fmt.Errorf("%s: no tokens; each line needs a token and, after a space or tab, its label", name)
	}
	joins := joinsOf(c.documents)
	var examples []*tag.Example
	for _, d := range c.documents {
		examples = append(examples, d.example(joins))
	}
	return examples, nil
}

// conll is the state of reading.
type conll struct {
	name      string
	columns   int // of the file, 0 unknown; the last one has the label
	documents []columned
	document  columned
	raw       string // the kind of the name that goes on, as written
	fresh     bool   // at the start of a sentence
}

// columned is a document as a file in columns has it.
type columned struct {
	id     string
	tokens []labelled
}

type labelled struct {
	text  string
	kind  entity.Kind // "" for no name
	opens bool        // a name starts here
	first bool        // a sentence does
}

func (c *conll) line(line string) error {
	switch {
	case strings.TrimSpace(line) == "":
		c.endSentence()
		return nil
	case strings.HasPrefix(line, "-DOCSTART-"):
		c.endDocument("")
		return nil
	case strings.HasPrefix(line, "# "):
		if id, ok := documentID(line); ok {
			c.endDocument(id)
		}
		return nil
	}
	column := columnsOf(line)
	if c.columns == 0 {
		if c.columns = len(column); c.columns < 2 || c.columns > 4 {
			return fmt.Errorf("%d columns, want a token and its label, with at most two more between", c.columns)
		}
	}
	if len(column) < c.columns {
		return fmt.Errorf("%d columns, want %d as in the first line", len(column), c.columns)
	}
	prefix, kind := splitLabel(column[c.columns-1])
	c.document.tokens = append(c.document.tokens, labelled{
		text: column[0], kind: kindOf(kind), first: c.fresh,
		opens: kind != c.raw || strings.ContainsAny(prefix, "BSU"),
	})
	c.raw, c.fresh = kind, false
	if strings.ContainsAny(prefix, "ESLU") {
		c.raw = ""
	}
	return nil
}

// columnsOf splits a line at its tabs, or else at spaces: with tabs, a token may
// hold a space.
func columnsOf(line string) []string {
	if strings.Contains(line, "\t") {
		return strings.Split(line, "\t")
	}
	return strings.Fields(line)
}

// documentID is the id that a comment gives the document it starts.
func documentID(line string) (string, bool) {
	for _, prefix := range []string{"# newdoc id =", "# newdoc", "# id =", "# id:", "# id"} {
		if id, ok := strings.CutPrefix(line, prefix); ok {
			return strings.TrimSpace(id), true
		}
	}
	return "", false
}

// splitLabel cuts "B-PER" in two. The label of no name has no kind.
func splitLabel(label string) (prefix, kind string) {
	prefix, kind, ok := strings.Cut(label, "-")
	if !ok || len(prefix) != 1 {
		if label == "O" {
			return "", ""
		}
		return "", label // IO without a prefix
	}
	return prefix, kind
}

// kindOf is what the kinds of the usual corpora are called here, or "".
func kindOf(kind string) entity.Kind {
	switch strings.ToUpper(kind) {
	case "PER", "PERSON", "PERS":
		return entity.Person
	case "ORG", "ORGANIZATION", "ORGANISATION", "CORPORATION", "GROUP":
		return entity.Organisation
	case "LOC", "LOCATION", "GPE", "PLACE", "FAC", "FACILITY", "COUNTRY":
		return entity.Place
	}
	return ""
}

func (c *conll) endSentence() { c.raw, c.fresh = "", true }

func (c *conll) endDocument(next string) {
	c.endSentence()
	if len(c.document.tokens) > 0 {
		if c.document.id == "" {
			c.document.id = fmt.Sprintf("%s#%d", c.name, len(c.documents)+1)
		}
		c.documents = append(c.documents, c.document)
	}
	c.document = columned{id: next}
}

// example puts a document together.
func (d *columned) example(joins joins) *tag.Example {
	var text strings.Builder
	var names []Name
	open := false
	for i, t := range d.tokens {
		switch {
		case i == 0:
		case t.first:
			text.WriteString("\n\n")
		case !joins.at(d.tokens, i):
			text.WriteByte(' ')
		}
		if t.opens || t.first || t.kind == "" {
			open = t.kind != ""
			if open {
				names = append(names, Name{Start: text.Len(), Kind: t.kind})
			}
		}
		text.WriteString(t.text)
		if open {
			names[len(names)-1].End = text.Len()
		}
	}
	e, _ := Align(d.id, text.String(), names)
	return e
}

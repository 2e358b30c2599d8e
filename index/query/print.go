package query

import (
	"strconv"
	"strings"
)

// String writes a query as text: canonical, with every operator and with
// parentheses wherever two kinds of operator meet. Parse reads the text back
// equal, and has nothing to remark.
func String(n Node) string {
	var b strings.Builder
	write(&b, n)
	return b.String()
}

// Interpreted is the reading that people are shown under the search box: String.
func Interpreted(n Node) string { return String(n) }

func (n All) String() string      { return String(n) }
func (n And) String() string      { return String(n) }
func (n Or) String() string       { return String(n) }
func (n Not) String() string      { return String(n) }
func (n Word) String() string     { return String(n) }
func (n Phrase) String() string   { return String(n) }
func (n Near) String() string     { return String(n) }
func (n AtLeast) String() string  { return String(n) }
func (n Property) String() string { return String(n) }
func (n Dates) String() string    { return String(n) }
func (n Number) String() string   { return String(n) }

func write(b *strings.Builder, n Node) {
	switch n := n.(type) {
	case And:
		writeList(b, n.Nodes, " AND ")
	case Or:
		writeList(b, n.Nodes, " OR ")
	case Not:
		b.WriteString("NOT ")
		writeInside(b, n.Node)
	case Word:
		writeWord(b, n)
	case Phrase:
		writeField(b, string(n.Field))
		b.WriteString(quoted(n.Text))
		if n.Slop > 0 {
			b.WriteByte('~')
			b.WriteString(strconv.Itoa(n.Slop))
		}
	case Near:
		writeInside(b, n.Left)
		b.WriteString(" " + n.operator() + " ")
		writeInside(b, n.Right)
	case AtLeast:
		b.WriteString("atleast" + strconv.Itoa(n.Count) + "(")
		write(b, n.Node)
		b.WriteByte(')')
	case Property:
		writeField(b, n.Name)
		b.WriteString(propertyValue(n.Value))
	case Dates:
		writeField(b, n.Field)
		b.WriteString(n.text())
	case Number:
		writeField(b, n.Field)
		b.WriteString(n.text())
	}
}

func writeList(b *strings.Builder, nodes []Node, operator string) {
	for i, n := range nodes {
		if i > 0 {
			b.WriteString(operator)
		}
		writeInside(b, n)
	}
}

// writeInside writes an operand of another operator.
func writeInside(b *strings.Builder, n Node) {
	switch n.(type) {
	case And, Or, Near:
		b.WriteByte('(')
		write(b, n)
		b.WriteByte(')')
	default:
		write(b, n)
	}
}

func writeField(b *strings.Builder, name string) {
	if name != "" {
		b.WriteString(name)
		b.WriteByte(':')
	}
}

// operator is the word between the sides of a Near.
func (n Near) operator() string {
	name := "NEAR/"
	switch {
	case n.Ordered:
		name = "PRE/"
	case n.Unit != Words:
		name = "w/"
	}
	switch n.Unit {
	case Sentence:
		return name + "s"
	case Paragraph:
		return name + "p"
	}
	return name + strconv.Itoa(n.Distance)
}

func writeWord(b *strings.Builder, w Word) {
	writeField(b, string(w.Field))
	switch w.Form {
	case Prefix:
		b.WriteString(w.Text + "*")
	case Wildcard:
		b.WriteString(w.Text)
	case Fuzzy:
		b.WriteString(w.Text + "~")
		if w.Edits > 0 {
			b.WriteString(strconv.Itoa(w.Edits))
		}
	case Plain:
		if !readsBack(w) {
			b.WriteByte('\\')
		}
		b.WriteString(w.Text)
	}
}

// readsBack says that a plain word is read as just that without a backslash.
func readsBack(w Word) bool {
	text := w.Text
	if w.Field != Anywhere {
		text = string(w.Field) + ":" + text
	}
	p := parser{}
	return p.query(text) == Node(w) && len(p.notes) == 0
}

// propertyValue quotes a value unless it is made of letters, digits and signs
// that mean nothing to the lexer.
func propertyValue(s string) string {
	for i, r := range s {
		if !isLetter(r) && (i == 0 || !strings.ContainsRune("-_./:@&+%=#'’", r)) {
			return quoted(s)
		}
	}
	return s
}

package table

import (
	"bytes"
	"strings"

	"dateline/archive/reader/field"
	"dateline/archive/reader/prose"
)

// dialect is how a table is written.
type dialect struct {
	separator byte
	backslash bool // a backslash before a quotation mark makes it one of the text
	skip      int  // lines before the header, such as "sep=;"
}

// separators are those that are recognised, the likeliest first.
var separators = []byte{',', ';', '\t', '|', '^', '~', 0x1f, 0x01}

// looked is how many rows at the head of a table are looked at.
const looked = 50

// dialectOf tells how a table is written from its first bytes, by what gives the
// most rows of the same width. The header is nil when it can be no table of two
// columns.
func dialectOf(head []byte, m field.Mapping) (d dialect, header []string) {
	best := 0.0
	backslashes := []bool{false}
	if bytes.Contains(head, []byte(`\"`)) {
		backslashes = append(backslashes, true)
	}
	skip := 0
	if declared := sepLine(head); declared != 0 {
		skip = 1
		head = head[bytes.IndexByte(head, '\n')+1:]
		d.separator = declared
	}
	for i, separator := range separators {
		if skip == 1 && separator != d.separator {
			continue
		}
		for _, backslash := range backslashes {
			try := dialect{separator, backslash, skip}
			cells, score := try.score(head, m)
			if score *= 1 - float64(i)/1000; score > best {
				best, d, header = score, try, cells
			}
		}
	}
	return d, header
}

// sepLine gives the separator that Excel's first line "sep=;" declares, or 0.
func sepLine(head []byte) byte {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	line = bytes.TrimRight(bytes.Trim(line, "\""), "\r\"")
	if len(line) == len("sep=")+1 && bytes.EqualFold(line[:4], []byte("sep=")) {
		return line[4]
	}
	return 0
}

// score is the part of rows as wide as the header, plus one for each column of a
// name that is known; 0 when this is no table of two columns.
func (d dialect) score(head []byte, m field.Mapping) (header []string, score float64) {
	c := rowsOf(head, d)
	rows, same := 0, 0
	for rows < looked {
		r, err := c.next()
		if err != nil || r.broken != "" {
			break
		}
		if r.empty() {
			continue
		}
		if header == nil {
			if header = r.names(); len(header) < 2 {
				return nil, 0
			}
			for _, name := range header {
				if known(name, m) {
					score++
				}
			}
			continue
		}
		if c.ended && rows > 0 {
			break // the row is cut off by the end of the head
		}
		rows++
		if len(r.cells) == len(header) {
			same++
		}
	}
	if rows > 0 {
		score += float64(same) / float64(rows)
	}
	return header, score
}

func known(name string, m field.Mapping) bool {
	return field.IsKnown(field.NormalName(name)) || m.Maps(name)
}

// readable says that an article can be read from columns of these names.
func readable(header []string, m field.Mapping) bool {
	for i, name := range header {
		if n := field.NormalName(name); field.IsTitle(n) && n != "name" || field.IsText(n) || m.Maps(name) || m.Maps(number(i)) {
			return true
		}
	}
	return false
}

// looksLikeHeader says that a row holds names and no values.
func looksLikeHeader(header []string) bool {
	for i, name := range header {
		name = strings.TrimSpace(name)
		if name == "" && i > 0 || len(name) > 40 || strings.HasSuffix(name, ".") {
			return false
		}
	}
	return true
}

// names are the cells of a header, decoded and without blanks.
func (r *row) names() []string {
	var names []string
	for _, cell := range r.cells {
		names = append(names, prose.OneLine(prose.Decode(cell)))
	}
	return names
}

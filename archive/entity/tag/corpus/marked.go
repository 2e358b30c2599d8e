package corpus

import (
	"fmt"
	"strings"

	"dateline/archive/entity"
)

// Marked reads an article whose names are marked in the text, as in
//
//	[P Donald Trump] met [O NATO] officials in [L Kyiv].
//
// and returns the text without the marks, and the names. Other brackets are text.
func Marked(source string) (text string, names []Name, err error) {
	source = strings.ReplaceAll(strings.TrimPrefix(source, "\ufeff"), "\r\n", "\n")
	var b strings.Builder
	b.Grow(len(source))
	for line := 1; source != ""; {
		i := strings.IndexByte(source, '[')
		if i < 0 || i+3 > len(source) || source[i+2] != ' ' || letters[source[i+1]] == "" {
			if i < 0 {
				i = len(source) - 1
			}
			line += strings.Count(source[:i+1], "\n")
			b.WriteString(source[:i+1])
			source = source[i+1:]
			continue
		}
		line += strings.Count(source[:i], "\n")
		b.WriteString(source[:i])
		kind, rest := letters[source[i+1]], source[i+3:]
		end := strings.IndexByte(rest, ']')
		if end < 1 || strings.ContainsAny(rest[:end], "[\n") {
			return "", nil, fmt.Errorf("%d: a mark [%c … without its ]", line, source[i+1])
		}
		if rest[:end] != strings.TrimSpace(rest[:end]) {
			return "", nil, fmt.Errorf("%d: spaces around the name in %q", line, source[i:i+4+end])
		}
		start := b.Len()
		b.WriteString(rest[:end])
		names = append(names, Name{start, b.Len(), kind})
		source = rest[end+1:]
	}
	return strings.TrimRight(b.String(), "\n"), names, nil
}

// letters are the kinds in marks.
var letters = map[byte]entity.Kind{'P': entity.Person, 'O': entity.Organisation, 'L': entity.Place}

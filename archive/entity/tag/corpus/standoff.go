package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"dateline/archive/entity"
	"dateline/archive/entity/tag"
)

// Texts finds the text of an article by its id; it is not ok when it is not at
// hand. file says where it comes from, as articles.tsv has it. The error is that
// of a file that is there and cannot be read.
type Texts func(file, id string) (text string, ok bool, err error)

// Missing counts the articles of a corpus that could not be read, by reason.
type Missing struct {
	Absent  int // their text is not there
	Changed int // it is, but is not the one that was annotated
	Off     int // names that do not start and end with a token
}

// article is a line of articles.tsv.
type article struct{ id, part, sum, file string }

// Standoff reads one part of a corpus folder: its articles.tsv says which articles
// there are and where their texts come from, PART.tsv has the names by article and
// bytes. Articles own/NAME.txt have their names marked in the text. Articles whose
// text is not at hand are counted and left out.
func Standoff(folder fs.FS, part string, texts Texts) ([]*tag.Example, Missing, error) {
	var missing Missing
	articles, err := readArticles(folder)
	if err != nil {
		return nil, missing, err
	}
	names, err := readNames(folder, part+".tsv")
	if err != nil {
		return nil, missing, err
	}
	var examples []*tag.Example
	for _, a := range articles {
		if a.part != part {
			continue
		}
		var text string
		var marked []Name
		if strings.HasPrefix(a.file, "own/") {
			source, err := fs.ReadFile(folder, a.file)
			if err != nil {
				return nil, missing, err
			}
			if text, marked, err = Marked(string(source)); err != nil {
				return nil, missing, fmt.Errorf("%s:%w", a.file, err)
			}
		} else {
			var ok bool
			if text, ok, err = texts(a.file, a.id); err != nil {
				return nil, missing, err
			}
			if !ok {
				missing.Absent++
				continue
			}
			if marked, ok = names[a.id]; !ok {
				return nil, missing, fmt.Errorf("%s.tsv: no line for article %q", part, a.id)
			}
		}
		if sum := sha256.Sum256([]byte(text)); a.sum != "" && hex.EncodeToString(sum[:]) != a.sum {
			missing.Changed++
			continue
		}
		if n := len(marked); n > 0 && marked[n-1].End > len(text) {
			return nil, missing, fmt.Errorf("%s.tsv: a name of %q ends beyond its text", part, a.id)
		}
		e, off := Align(a.id, text, marked)
		missing.Off += off
		examples = append(examples, e)
	}
	return examples, missing, nil
}

func readArticles(folder fs.FS) ([]article, error) {
	const name = "articles.tsv"
	content, err := fs.ReadFile(folder, name)
	if err != nil {
		return nil, err
	}
	var list []article
	for n, line := range lines(string(content)) {
		c := strings.Split(line, "\t")
		if len(c) != 4 {
			return nil, fmt.Errorf("%s:%d: %d columns, want id, part, sha256, file", name, n, len(c))
		}
		list = append(list, article{c[0], c[1], c[2], path.Clean(c[3])})
	}
	return list, nil
}

// readNames reads names by article id, each in the order of the text.
func readNames(folder fs.FS, name string) (map[string][]Name, error) {
	content, err := fs.ReadFile(folder, name)
	if err != nil {
		return nil, err
	}
	names := map[string][]Name{}
	for n, line := range lines(string(content)) {
		c := strings.Split(line, "\t")
		id := c[0]
		if _, ok := names[id]; !ok {
			names[id] = nil
		}
		if len(c) == 1 || len(c) == 4 && c[1] == "" {
			continue
		}
		if len(c) != 4 {
			return nil, fmt.Errorf("%s:%d: %d columns, want id, start, end, kind", name, n, len(c))
		}
		start, err1 := strconv.Atoi(c[1])
		end, err2 := strconv.Atoi(c[2])
		kind := entity.Kind(c[3])
		last := 0
		if k := len(names[id]); k > 0 {
			last = names[id][k-1].End
		}
		if err1 != nil || err2 != nil || start < last || end <= start {
			return nil, fmt.Errorf("%s:%d: bytes %s to %s: want numbers in order, after the name before", name, n, c[1], c[2])
		}
		if kind != entity.Person && kind != entity.Organisation && kind != entity.Place {
			return nil, fmt.Errorf("%s:%d: kind %q: want person, organisation or place", name, n, c[3])
		}
		names[id] = append(names[id], Name{start, end, kind})
	}
	return names, nil
}

// lines numbers the lines that hold something, but for comments.
func lines(s string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		n := 0
		for line := range strings.Lines(s) {
			n++
			line = strings.TrimRight(line, "\r\n")
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			if !yield(n, line) {
				return
			}
		}
	}
}

package resolve

import (
	"bufio"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/archive/entity"
)

// shared finds a folder of the test data. Without it a test is skipped, but not
// where DATELINE_CI says that it has to run.
func shared(t testing.TB, path ...string) string {
	t.Helper()
	full := filepath.Join(append([]string{"..", "..", "..", "..", "shared", "data"}, path...)...)
	if _, err := os.Stat(full); err != nil {
		if os.Getenv("DATELINE_CI") == "1" {
			t.Fatal(err)
		}
		t.Skip("needs the test data: ", err)
	}
	return full
}

// gumMention is a person's name in a GUM document, with the entity that its
// annotators say it means.
type gumMention struct {
	id   string
	name Name
}

// readGUM reads the names of people in one document: of each mention of a person
// or animal whose head is a proper noun, the proper nouns around the head.
func readGUM(t *testing.T, path string) []gumMention {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	type word struct {
		form, pos string
		head      int
		space     bool
	}
	type open struct {
		id    string
		kind  string
		start int
	}
	var (
		sentence []word
		mentions []gumMention
		stack    []open
		wiki     = map[string]string{}
		spans    []struct {
			open
			end int
		}
	)
	text := func(from, to int) string {
		var b strings.Builder
		for i := max(from, 0); i < min(to, len(sentence)); i++ {
			b.WriteString(sentence[i].form)
			if sentence[i].space && i < to-1 {
				b.WriteByte(' ')
			}
		}
		return b.String()
	}
	flush := func() {
		taken := map[int]bool{}
		for _, s := range spans {
			if s.kind != "person" {
				continue
			}
			head := -1
			for i := s.start; i < s.end; i++ {
				if h := sentence[i].head - 1; h < s.start || h >= s.end {
					head = i
					break
				}
			}
			if head < 0 || !isNamePart(sentence[head].form, sentence[head].pos) || taken[head] {
				continue
			}
			first, last := head, head+1
			for first > s.start && isNamePart(sentence[first-1].form, sentence[first-1].pos) {
				first--
			}
			for last < s.end && isNamePart(sentence[last].form, sentence[last].pos) {
				last++
			}
			for i := first; i < last; i++ {
				taken[i] = true
			}
			mentions = append(mentions, gumMention{s.id, Name{
				Text: text(first, last), Kind: entity.Person, Before: text(first-4, first), After: text(last, last+4),
			}})
		}
		sentence, spans = sentence[:0], spans[:0]
	}
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if line == "" {
			flush()
			continue
		}
		column := strings.Split(line, "\t")
		if len(column) < 10 || strings.ContainsAny(column[0], "-.") {
			continue
		}
		if column[4] == "NNPS" {
			column[3] = "PROPNS" // Democrats
		}
		w := word{form: column[1], pos: column[3], space: !strings.Contains(column[9], "SpaceAfter=No")}
		for _, c := range column[6] {
			w.head = w.head*10 + int(c-'0')
		}
		sentence = append(sentence, w)
		for field := range strings.SplitSeq(column[9], "|") {
			value, ok := strings.CutPrefix(field, "Entity=")
			if !ok {
				continue
			}
			for value != "" {
				switch {
				case value[0] == '(':
					end := strings.IndexAny(value[1:], "()") + 1
					if end == 0 {
						end = len(value)
					}
					parts := strings.Split(value[1:end], "-")
					o := open{id: parts[0], start: len(sentence) - 1}
					if len(parts) > 1 {
						o.kind = parts[1]
					}
					if len(parts) > 7 { // its Wikipedia article
						wiki[parts[0]] = strings.Join(parts[7:], "-")
					}
					stack = append(stack, o)
					value = value[end:]
					if strings.HasPrefix(value, ")") {
						stack = stack[:len(stack)-1]
						spans = append(spans, struct {
							open
							end int
						}{o, len(sentence)})
						value = value[1:]
					}
				default:
					id, rest, _ := strings.Cut(value, ")")
					for i := len(stack) - 1; i >= 0; i-- {
						if stack[i].id == id {
							spans = append(spans, struct {
								open
								end int
							}{stack[i], len(sentence)})
							stack = append(stack[:i], stack[i+1:]...)
							break
						}
					}
					value = rest
				}
			}
		}
	}
	flush()
	for i := range mentions {
		if page := wiki[mentions[i].id]; page != "" {
			mentions[i].id = page
		}
	}
	return mentions
}

func isNamePart(form, pos string) bool {
	w := entity.Fold(form)
	if suffixes[w] {
		return suffixes[w] && w != "mp"
	}
	if titles[w] || offices[w] {
		return false
	}
	return pos == "PROPN" || particles[w] && w == form
}

// TestSurnamesInGUM links surnames to full names in the news and interviews of
// GUM, whose annotators said by hand who is meant. A mention of one word is
// linkable when the same person is named in full in the document.
func TestSurnamesInGUM(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared(t, "gum", "conllu"), "*.conllu.gz"))
	if err != nil || len(files) < 20 {
		t.Fatal(len(files), err)
	}
	known := mustDefault(t)
	linked, right, linkable := 0, 0, 0
	for _, path := range files {
		mentions := readGUM(t, path)
		names := make([]Name, len(mentions))
		full := map[string]bool{}
		for i, m := range mentions {
			names[i] = m.name
			if strings.Contains(m.name.Text, " ") {
				full[m.id] = true
			}
		}
		cluster := make([]int, len(names))
		owners := map[int]map[string]bool{} // cluster → whose full names are in it
		for c, found := range known.Within(names, &Context{Language: "en"}) {
			owners[c] = map[string]bool{}
			for _, n := range found.Names {
				cluster[n] = c
				if strings.Contains(names[n].Text, " ") {
					owners[c][mentions[n].id] = true
				}
			}
		}
		for i, m := range mentions {
			if strings.Contains(m.name.Text, " ") {
				continue
			}
			if full[m.id] {
				linkable++
			}
			if len(owners[cluster[i]]) == 0 {
				if full[m.id] {
					t.Logf("%s: %q not linked", filepath.Base(path), m.name)
				}
				continue
			}
			linked++
			if owners[cluster[i]][m.id] && len(owners[cluster[i]]) == 1 {
				right++
			} else {
				t.Logf("%s: %q linked to %v, is %s", filepath.Base(path), m.name, owners[cluster[i]], m.id)
			}
		}
	}
	p, r := float64(right)/float64(linked), float64(right)/float64(linkable)
	f := 2 * p * r / (p + r)
	t.Logf("%d linkable, %d linked, %d right: precision %.1f recall %.1f F1 %.1f", linkable, linked, right, 100*p, 100*r, 100*f)
	if linkable < 70 || f < 0.95 {
		t.Errorf("F1 %.1f, want 95", 100*f)
	}
}

func mustDefault(t testing.TB) *Known {
	t.Helper()
	k, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

package resolve

import (
	"bufio"
	"encoding/json"
	"hash/fnv"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dateline/archive/entity"
)

// spellings is a list of names with the entity that each means.
type spellings struct {
	what  string
	names []string
	owner []string
}

func (s *spellings) add(owner, name string) {
	ref, ok := entity.NewRef(entity.Person, name)
	if !ok || strings.Count(ref.Name, " ") == 0 {
		return
	}
	for i := range s.names {
		if s.names[i] == ref.Name {
			return // one name of two entities, or twice
		}
	}
	s.names = append(s.names, ref.Name)
	s.owner = append(s.owner, owner)
}

// sanctioned reads the names and other spellings on a list of sanctions. Aliases
// that are other names altogether ("Commandant Jérôme") are left out: a spelling
// differs from the name in at most a third of its letters, in whatever order its
// words are.
func sanctioned(t *testing.T, file string, half uint32) *spellings {
	t.Helper()
	f, err := os.Open(shared(t, "names", file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := &spellings{what: file}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var p struct {
			ID, Name string
			Aliases  []struct{ Alias, Type, Quality string }
		}
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		if hashHalf(p.ID) != half {
			continue
		}
		s.add(p.ID, p.Name)
		for _, a := range p.Aliases {
			if a.Quality != "Low" && isSpelling(p.Name, a.Alias) {
				s.add(p.ID, a.Alias)
			}
		}
	}
	return s
}

// newsNames reads how news in six Slavic languages writes people.
func newsNames(t *testing.T, half uint32) *spellings {
	t.Helper()
	content, err := os.ReadFile(shared(t, "names", "news-entity-variants-bsnlp.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	s := &spellings{what: "bsnlp"}
	twice := map[string]string{ // one person whom the list has under two ids
		"PER-Saiful-Mulook": "PER-Saif-Ul-Malook", "PER-Wołydymir-Hrojsman": "PER-Volodymyr-Groysman", "PER-Silvi-Agnes-Berman": "PER-Sylvie-Agnès-Bermann",
	}
	for line := range strings.Lines(string(content)) {
		c := strings.Split(line, "\t")
		if id, ok := twice[c[0]]; ok {
			c[0] = id
		}
		if c[1] == "PER" && strings.HasPrefix(c[0], "PER-") && hashHalf(c[0]) == half {
			s.add(c[0], c[4])
		}
	}
	return s
}

func hashHalf(id string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(id))
	return h.Sum32() >> 7 % 2
}

func isSpelling(a, b string) bool {
	x, y := sortedLetters(a), sortedLetters(b)
	return 3*levenshtein(x, y) <= max(len(x), len(y))
}

func sortedLetters(name string) string {
	words := strings.Fields(entity.Fold(name))
	slices.Sort(words)
	return strings.Join(words, "")
}

func levenshtein(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// pairs counts the pairs of spellings that are merged, of these the right ones,
// and those that should be.
func pairs(t *testing.T, k *Known, s *spellings, verbose bool) (merged, right, wanted, suggested int, each []float64) {
	rows := make([]entity.Ref, len(s.names))
	ids := map[string]int{}
	for i, name := range s.names {
		rows[i] = entity.Ref{Kind: entity.Person, ID: "n" + strconv.Itoa(i), Name: name}
		ids[rows[i].ID] = i
	}
	merge, maybe := merges(k, rows)
	ear := newEar(nil)
	head := make([]int, len(rows))
	for i := range head {
		head[i] = i
	}
	var root func(int) int
	root = func(i int) int {
		if head[i] != i {
			head[i] = root(head[i])
		}
		return head[i]
	}
	for _, p := range merge {
		head[root(ids[p.From])] = root(ids[p.Into])
	}
	could := map[[2]int]bool{}
	for _, p := range maybe {
		could[[2]int{root(ids[p.From]), root(ids[p.Into])}] = true
	}
	mine := map[string][2]int{} // of each entity, pairs and right ones
	for i := range rows {
		for j := range i {
			same, together := s.owner[i] == s.owner[j], root(i) == root(j)
			if same {
				wanted++
				n := mine[s.owner[i]]
				n[0]++
				if together {
					n[1]++
				}
				mine[s.owner[i]] = n
			}
			if together {
				merged++
			}
			if same && together {
				right++
			}
			if same && !together && (could[[2]int{root(i), root(j)}] || could[[2]int{root(j), root(i)}]) {
				suggested++
			}
			if verbose && same != together {
				x, y := ear.hear(s.names[i]), ear.hear(s.names[j])
				t.Logf("same %v merged %v (%d): %q %q", same, together, x.agrees(y), s.names[i], s.names[j])
			}
		}
	}
	for _, n := range mine {
		each = append(each, float64(n[1])/float64(n[0]))
	}
	return merged, right, wanted, suggested, each
}

// TestSpellings measures the merging of spellings that were not looked at while
// the rules were made (the other half of each list was).
func TestSpellings(t *testing.T) {
	k := mustDefault(t)
	half := uint32(1)
	if os.Getenv("DATELINE_TUNE") != "" {
		half = 0
	}
	var merged, right, wanted, suggested, names int
	var each []float64
	for _, s := range []*spellings{sanctioned(t, "persons-ofac-sdn.jsonl", half), sanctioned(t, "persons-un-list.jsonl", half), newsNames(t, half)} {
		m, r, w, g, e := pairs(t, k, s, half == 0)
		each = append(each, e...)
		t.Logf("%s: %d spellings, %d pairs, %d merged: precision %.2f recall %.1f, suggested beside %.1f", s.what, len(s.names), w, m,
			100*float64(r)/float64(m), 100*float64(r)/float64(w), 100*float64(g)/float64(w))
		merged, right, wanted, suggested, names = merged+m, right+r, wanted+w, suggested+g, names+len(s.names)
	}
	p, r := float64(right)/float64(merged), float64(right)/float64(wanted)
	byEntity := 0.0
	for _, e := range each {
		byEntity += e / float64(len(each))
	}
	t.Logf("all: %d spellings, %d pairs: precision %.2f recall %.1f, suggested beside %.1f; mean recall of %d entities %.1f", names, wanted,
		100*p, 100*r, 100*float64(suggested)/float64(wanted), len(each), 100*byEntity)
	if names < 300 || p < 0.99 || r < 0.39 {
		t.Errorf("precision %.4f, want 0.99; recall %.3f, want 0.39", p, r)
	}
}

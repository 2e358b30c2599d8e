package archive

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const sharedData = "../../shared/data"

// story is a text of the set that finding copies is measured on.
type story struct {
	of   int    // the real article that it is or was made of
	how  string // what was done to it, "" for the article itself
	name string
	text string
}

// realStories reads articles of the shared data: those of one half, 0 or 1, and
// of these one in share. Articles about one event are all taken, in one half.
func realStories(t testing.TB, half, share uint32) []story {
	t.Helper()
	var files []string
	for _, folder := range []string{"articles", "bsnlp"} {
		list, err := filepath.Glob(filepath.Join(sharedData, folder, "*.jsonl.gz"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, list...)
	}
	if len(files) == 0 {
		if os.Getenv("DATELINE_CI") == "1" {
			t.Fatalf("%s is missing", sharedData)
		}
		t.Skipf("%s is missing: copies are looked for among real articles", sharedData)
	}
	var stories []story
	for _, file := range files {
		eachLine(t, file, func(line []byte) {
			var r struct {
				ID, Text string
				Event    string `json:"same_event_group"`
			}
			if err := json.Unmarshal(line, &r); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			h := fnv.New32a()
			h.Write([]byte(cmp.Or(r.Event, r.ID)))
			sum := h.Sum32() >> 8
			if sum%2 != half || r.Event == "" && sum/2%share != 0 || len(strings.Fields(r.Text)) < 60 {
				return
			}
			stories = append(stories, story{of: len(stories), name: filepath.Base(file) + " " + r.ID, text: r.Text})
		})
	}
	return stories
}

func eachLine(t testing.TB, file string, do func([]byte)) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		do(lines.Bytes())
	}
	if err := lines.Err(); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

// reprints makes copies of a story as newspapers print them. Words that are put in
// come from other stories, a few from each.
func reprints(s story, others []story, rng *rand.Rand) []story {
	words := strings.Fields(s.text)
	var filler []string
	for len(filler) < len(words) {
		other := strings.Fields(others[rng.IntN(len(others))].text)
		from := rng.IntN(max(1, len(other)-30))
		filler = append(filler, other[from:min(from+30, len(other))]...)
	}
	changed := func(words []string) []string { // one in twenty
		words = slices.Clone(words)
		for range (len(words) + 10) / 20 {
			i := rng.IntN(len(words))
			other := filler[rng.IntN(len(filler))]
			switch rng.IntN(4) {
			case 0:
				words = slices.Delete(words, i, i+1)
			case 1:
				words = slices.Insert(words, i, other)
			default:
				words[i] = other
			}
		}
		return words
	}
	start, end := words[:len(words)*7/10], words[len(words)*3/10:]
	at := rng.IntN(len(words) / 2)
	var list []story
	for _, c := range []struct {
		how   string
		words []string
	}{
		{"printed anew", words},
		{"cut at 70 %", start},
		{"without its start", end},
		{"5 % changed", changed(words)},
		{"cut and changed", changed(start)},
		{"in one twice as long", slices.Concat(filler[:at], words, filler[at:len(words)])},
	} {
		list = append(list, story{of: s.of, how: c.how, name: s.name + ", " + c.how, text: strings.Join(c.words, " ")})
	}
	return list
}

// TestRealCopies finds copies among real articles: thresholds were chosen by the
// first half and are reported on the second. DATELINE_COPIES=all takes all
// articles instead of a tenth.
func TestRealCopies(t *testing.T) {
	if testing.Short() {
		t.Skip("copies of thousands of articles are made and found")
	}
	share := uint32(10)
	if os.Getenv("DATELINE_COPIES") == "all" {
		share = 1
	}
	for half, name := range []string{"chosen by", "reported"} {
		t.Run(name, func(t *testing.T) {
			measureCopies(t, realStories(t, uint32(half), share), uint64(half))
		})
	}
}

func measureCopies(t *testing.T, real []story, seed uint64) {
	rng := rand.New(rand.NewPCG(1, seed))
	all := slices.Clone(real)
	for _, s := range real {
		all = append(all, reprints(s, real, rng)...)
	}
	rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })

	s := open(t, t.TempDir())
	imp := beginImport(t, s)
	duplicates := 0
	for part := range slices.Chunk(all, 500) {
		items := make([]Incoming, len(part))
		for i, c := range part {
			items[i] = Incoming{Identity: c.name, Input: "real", Article: Article{Title: "Headline of " + c.name}}
			for p := range strings.SplitSeq(c.text, "\n\n") {
				items[i].Article.Body = append(items[i].Article.Body, Paragraph{Text: p})
			}
		}
		for _, o := range put(t, s, imp, items...) {
			if o.Duplicate {
				duplicates++
			}
		}
	}
	sound(t, s)

	clusters := make(map[int64][]int)
	clusterOf := make([]int64, len(all))
	for i, at := range clustersOf(t, s) {
		clusters[at] = append(clusters[at], i)
		clusterOf[i] = at
	}
	original := make([]int64, len(real))
	for i, c := range all {
		if c.how == "" {
			original[c.of] = clusterOf[i]
		}
	}
	type found struct{ right, all int }
	recall := make(map[string]found)
	for i, c := range all {
		if c.how == "" {
			continue
		}
		for _, how := range []string{c.how, "all"} {
			r := recall[how]
			if r.all++; clusterOf[i] == original[c.of] {
				r.right++
			}
			recall[how] = r
		}
	}
	var pairs found
	judged := make(map[[2]int]bool)
	apart := 0
	for _, members := range clusters {
		for i, a := range members {
			for _, b := range members[:i] {
				pairs.all++
				x, y := min(all[a].of, all[b].of), max(all[a].of, all[b].of)
				copied, known := judged[[2]int{x, y}]
				if !known {
					copied = x == y || reprinted(real[x].text, real[y].text)
					judged[[2]int{x, y}] = copied
					if !copied && apart < 10 {
						apart++
						t.Logf("not copies: %s | %s", real[x].name, real[y].name)
					}
				}
				if copied {
					pairs.right++
				}
			}
		}
	}
	names := make([]string, 0, len(recall))
	for how := range recall {
		names = append(names, how)
	}
	slices.Sort(names)
	for _, how := range names {
		t.Logf("recall, %s: %d of %d, %.4f", how, recall[how].right, recall[how].all, ratio(recall[how].right, recall[how].all))
	}
	t.Logf("precision: %d of %d pairs, %.4f; %d articles, %d called duplicates", pairs.right, pairs.all, ratio(pairs.right, pairs.all), len(all), duplicates)
	if r := recall["all"]; ratio(r.right, r.all) < 0.9 {
		t.Errorf("recall %.4f, want 0.9", ratio(r.right, r.all))
	}
	if ratio(pairs.right, pairs.all) < 0.98 {
		t.Errorf("precision %.4f, want 0.98", ratio(pairs.right, pairs.all))
	}
}

func ratio(part, whole int) float64 { return float64(part) / float64(max(whole, 1)) }

// clustersOf reads the cluster of every article, in order of id.
func clustersOf(t *testing.T, s *Store) []int64 {
	t.Helper()
	var list []int64
	err := s.Rows(t.Context(), 1<<62, func(r *Row) error {
		list = append(list, r.Cluster)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// reprinted judges real articles by another measure than the one that is judged:
// half of the words of the shorter one stand in runs of eight that the other has.
func reprinted(a, b string) bool {
	const run = 8
	short, long := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	if len(short) > len(long) {
		short, long = long, short
	}
	runs := make(map[string]bool)
	for i := 0; i+run <= len(long); i++ {
		runs[strings.Join(long[i:i+run], " ")] = true
	}
	covered, until := 0, 0
	for i := 0; i+run <= len(short); i++ {
		if runs[strings.Join(short[i:i+run], " ")] {
			covered += i + run - max(i, until)
			until = i + run
		}
	}
	return 2*covered >= len(short)
}

package language

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// shared is where real articles lie, outside the repository.
const shared = "../../../shared/data"

// score counts the answers about texts of one language.
type score struct{ all, right, unknown int }

func (s *score) add(want, got string) {
	s.all++
	switch got {
	case want:
		s.right++
	case "":
		s.unknown++
	}
}

func (s *score) wrong() int { return s.all - s.right - s.unknown }

func percent(part, whole int) float64 { return 100 * float64(part) / float64(max(whole, 1)) }

// record is an article of the shared data, whose language is known.
type record struct{ Lang, Title, Text string }

// TestRealArticles asks for 99 % right by language where there is a text, and
// reports headlines, of which many are names and nothing else.
func TestRealArticles(t *testing.T) {
	texts, headlines := map[string]*score{}, map[string]*score{}
	count := func(in map[string]*score, want, text string) {
		if strings.TrimSpace(text) == "" {
			return
		}
		if in[want] == nil {
			in[want] = new(score)
		}
		in[want].add(want, Detect(text))
	}
	for _, r := range append(articles(t), parallel(t)...) {
		count(headlines, r.Lang, r.Title)
		if len(r.Text) > 200 {
			count(texts, r.Lang, r.Title+"\n"+r.Text)
		}
	}
	report := func(name string, in map[string]*score, want float64) {
		languages := make([]string, 0, len(in))
		for l := range in {
			languages = append(languages, l)
		}
		slices.Sort(languages)
		for _, l := range languages {
			s := in[l]
			t.Logf("%s %s: %d, %.2f %% right, %.2f %% unknown, %.2f %% wrong", name, l, s.all,
				percent(s.right, s.all), percent(s.unknown, s.all), percent(s.wrong(), s.all))
			if percent(s.right, s.all) < want {
				t.Errorf("%s %s: fewer than %.0f %% right", name, l, want)
			}
			if percent(s.wrong(), s.all) > 1 {
				t.Errorf("%s %s: more than 1 %% wrong", name, l)
			}
		}
	}
	report("texts", texts, 99)
	report("headlines", headlines, 0)
}

// articles reads the articles of the shared data that say their language.
func articles(t *testing.T) []record {
	t.Helper()
	var out []record
	for _, folder := range []string{"articles", "bsnlp", "ner-uk", "nerel"} {
		files, err := filepath.Glob(filepath.Join(shared, folder, "*.jsonl.gz"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			lines(t, file, func(line []byte) {
				var r record
				if err := json.Unmarshal(line, &r); err != nil {
					t.Fatalf("%s: %v", file, err)
				}
				out = append(out, r)
			})
		}
	}
	if len(out) == 0 {
		missing(t, shared)
	}
	return out
}

// parallel reads the articles that there are in ten languages.
func parallel(t *testing.T) []record {
	t.Helper()
	var out []record
	file := filepath.Join(shared, "parallel-news", "ntrex128-10-languages.jsonl.gz")
	lines(t, file, func(line []byte) {
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(line, &fields); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for lang, value := range fields {
			var sentences []string
			if len(lang) == 2 && json.Unmarshal(value, &sentences) == nil && len(sentences) > 1 {
				out = append(out, record{lang, sentences[0], strings.Join(sentences[1:], "\n")})
			}
		}
	})
	return out
}

// lines hands on each line of a packed file.
func lines(t *testing.T, file string, each func([]byte)) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		missing(t, file)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	scanner := bufio.NewScanner(z)
	scanner.Buffer(nil, 16<<20)
	for scanner.Scan() {
		each(scanner.Bytes())
	}
	if err := scanner.Err(); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

func missing(t *testing.T, path string) {
	t.Helper()
	if os.Getenv("DATELINE_CI") == "1" {
		t.Fatalf("%s is missing", path)
	}
	t.Skipf("%s is missing: accuracy is measured on real articles", path)
}

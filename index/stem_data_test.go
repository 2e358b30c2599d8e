package index

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestStemsOfNames measures the light stemmers on the names in real news that
// annotators brought to their base form. Two words that belong together are to
// share a stem (recall), and two that share one are to belong together
// (precision). The data has misspellings, and names of which a part is the same
// by chance, so neither can be 100.
func TestStemsOfNames(t *testing.T) {
	file := filepath.Join("..", "..", "shared", "data", "names", "news-entity-variants-bsnlp.tsv")
	text, err := os.ReadFile(file)
	if err != nil {
		if os.Getenv("DATELINE_CI") == "1" {
			t.Fatal(err)
		}
		t.Skipf("%s is missing: stemmers are measured on names in real news", file)
	}
	for _, tt := range []struct {
		language          string
		precision, recall float64 // at least
	}{
		{"ru", 90, 85}, // Snowball, for comparison
		{"uk", 90, 90},
		{"pl", 82, 90},
		{"cs", 88, 88},
		{"sl", 90, 90},
		{"bg", 65, 70}, // few words, and many of them misspelt
	} {
		families := readFamilies(string(text), tt.language)
		precision, recall, pairs := families.measure(newStemmer(tt.language).of)
		t.Logf("%s: precision %.1f %%, recall %.1f %% of %d pairs of %d words", tt.language, precision, recall, pairs, len(families))
		if precision < tt.precision || recall < tt.recall {
			t.Errorf("%s: want at least %.0f and %.0f %%", tt.language, tt.precision, tt.recall)
		}
	}
}

// families gives for each word one that stands for all that belong with it.
type families map[string]string

func (f families) head(w string) string {
	for f[w] != w {
		w = f[w]
	}
	return w
}

func (f families) join(a, b string) {
	for _, w := range []string{a, b} {
		if f[w] == "" {
			f[w] = w
		}
	}
	f[f.head(a)] = f.head(b)
}

// readFamilies joins the words of each name to those of its base form, and the
// genders of an adjective.
func readFamilies(text, language string) families {
	f := make(families)
	bases := make(map[string]string)
	for line := range strings.Lines(text) {
		column := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(column) < 5 || column[2] != language {
			continue
		}
		forms, base := termsOf(column[3]), termsOf(column[4])
		if len(forms) != len(base) {
			continue
		}
		for i := range forms {
			if a, b := forms[i], base[i]; len(a) > 2 && len(b) > 2 && stemmable(a) && stemmable(b) {
				f.join(a, b)
				bare := strings.TrimRight(b, "aeiouyаяоеєуюіїийэы")
				if utf8.RuneCountInString(bare) < 5 {
					continue
				}
				if other := bases[bare]; other != "" {
					f.join(b, other)
				}
				bases[bare] = b
			}
		}
	}
	return f
}

func (f families) measure(stem func(string) string) (precision, recall float64, together int) {
	list := make([][2]string, 0, len(f)) // stem, head
	for w := range f {
		list = append(list, [2]string{stem(w), f.head(w)})
	}
	slices.SortFunc(list, func(a, b [2]string) int { return strings.Compare(a[0]+a[1], b[0]+b[1]) })
	both, stems := 0, 0
	for i, a := range list {
		for _, b := range list[i+1:] {
			sameStem, sameFamily := a[0] == b[0], a[1] == b[1]
			if sameFamily {
				together++
			}
			if sameStem {
				stems++
			}
			if sameStem && sameFamily {
				both++
			}
		}
	}
	return 100 * float64(both) / float64(stems), 100 * float64(both) / float64(together), together
}

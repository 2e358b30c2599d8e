package bench

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"dateline/archive"
	"dateline/archive/reader"
	"dateline/archive/sample"
)

// Material is the real text that archives are made of: articles cut into
// sentences. It is not changed once loaded and safe for concurrent use.
type Material struct {
	demo   []story // the built-in sample, which is always there
	others []story
	digest string
}

// story is one real article.
type story struct {
	title     string
	sentences []string
}

// The sentences that are used, by length in bytes: shorter ones are mostly
// headings and data, longer ones tables.
const (
	shortest = 25
	longest  = 400
)

// Load reads the built-in sample and, where dir is not "", the English articles
// and Reuters-21578 of a folder laid out as shared/data. What dir lacks is left
// out; Describe tells what there is.
func Load(ctx context.Context, dir string) (*Material, error) {
	m := new(Material)
	sum := sha256.New()
	read := func(path string, opt reader.Options, to *[]story) error {
		return reader.Read(ctx, path, opt, nil, func(item reader.Item) error {
			if item.Problem != nil {
				return nil
			}
			s := newStory(&item.Article)
			if len(s.sentences) < 3 {
				return nil
			}
			*to = append(*to, s)
			for _, sentence := range s.sentences {
				sum.Write([]byte(sentence))
			}
			return nil
		})
	}
	if err := read("-", reader.Options{Stdin: bytes.NewReader(sample.Articles())}, &m.demo); err != nil {
		return nil, fmt.Errorf("read the sample: %w", err)
	}
	if len(m.demo) == 0 {
		return nil, fmt.Errorf("the sample has no articles")
	}
	if dir != "" {
		for _, pattern := range []string{"reuters-21578/*.sgm.gz", "articles/en-*.jsonl.gz"} {
			files, err := filepath.Glob(filepath.Join(dir, pattern))
			if err != nil {
				return nil, fmt.Errorf("material: %w", err)
			}
			slices.Sort(files)
			for _, file := range files {
				if err := read(file, reader.Options{}, &m.others); err != nil {
					return nil, fmt.Errorf("material: %w", err)
				}
			}
		}
	}
	m.digest = hex.EncodeToString(sum.Sum(nil))[:12]
	return m, nil
}

// Describe tells what the material is, and a digest by which two runs can be
// compared.
func (m *Material) Describe() string {
	sentences := 0
	for _, list := range [][]story{m.demo, m.others} {
		for _, s := range list {
			sentences += len(s.sentences)
		}
	}
	return fmt.Sprintf("%d sentences of %d articles, digest %s", sentences, len(m.demo)+len(m.others), m.digest)
}

func newStory(a *archive.Article) story {
	s := story{title: strings.Clone(a.Title)}
	for _, p := range a.Body {
		if p.Kind != archive.Related {
			s.sentences = appendSentences(s.sentences, p.Text)
		}
	}
	return s
}

// appendSentences cuts a paragraph after a full stop that a capital follows. A
// wrong cut does no harm here.
func appendSentences(to []string, text string) []string {
	text = strings.Join(strings.Fields(text), " ")
	start := 0
	for i := 0; i+2 < len(text); i++ {
		if c := text[i+2]; text[i] == '.' && text[i+1] == ' ' && 'A' <= c && c <= 'Z' {
			to = appendSentence(to, text[start:i+1])
			start = i + 2
		}
	}
	return appendSentence(to, text[start:])
}

func appendSentence(to []string, s string) []string {
	if len(s) < shortest || len(s) > longest {
		return to
	}
	return append(to, strings.Clone(s))
}

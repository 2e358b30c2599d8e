package corpus

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Files is Texts over files of one JSON object a line, plain or gzip, below some
// folders or named themselves. sample adds articles by id under the file "sample".
// Files are read when they are first asked for.
func Files(paths []string, sample map[string]string) (Texts, error) {
	read := map[string]map[string]string{"sample": sample}
	var failed error
	find := func(file, id string) (string, bool) {
		texts, ok := read[file]
		if !ok {
			texts, failed = readTexts(paths, file)
			if failed != nil {
				texts = nil
			}
			read[file] = texts
		}
		text, ok := texts[id]
		return text, ok
	}
	for _, p := range paths {
		if _, err := os.Stat(p); err != nil {
			return nil, err
		}
	}
	return find, nil
}

// readTexts reads the texts of a file that one of the paths leads to.
func readTexts(paths []string, file string) (map[string]string, error) {
	for _, p := range paths {
		for _, candidate := range []string{filepath.Join(p, filepath.FromSlash(file)), p} {
			if filepath.Base(candidate) != filepath.Base(file) {
				continue
			}
			f, err := os.Open(candidate)
			if err != nil {
				continue
			}
			texts, err := decodeTexts(f, candidate)
			return texts, errors.Join(err, f.Close())
		}
	}
	return nil, fmt.Errorf("%s: not among the files given", file)
}

func decodeTexts(r io.Reader, name string) (map[string]string, error) {
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		r = z
	}
	texts := map[string]string{}
	d := json.NewDecoder(bufio.NewReader(r))
	for {
		var a struct {
			ID    string `json:"id"`
			Title string `json:"title"`
			Genre string `json:"genre"`
			Text  string `json:"text"`
		}
		if err := d.Decode(&a); err == io.EOF {
			return texts, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		texts[a.ID] = a.Text
		if a.Genre == "" { // those of GUM have their title in the text
			texts[a.ID] = a.Title + "\n\n" + a.Text
		}
	}
}

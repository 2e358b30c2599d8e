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
	find := func(file, id string) (string, bool, error) {
		texts, ok := read[file]
		if !ok {
			var err error
			if texts, err = readTexts(paths, file); err != nil {
				return "", false, err
			}
			read[file] = texts
		}
		text, ok := texts[id]
		return text, ok, nil
	}
	for _, p := range paths {
		if _, err := os.Stat(p); err != nil {
			return nil, err
		}
	}
	return find, nil
}

// readTexts reads the texts of a file that one of the paths leads to; there are
// none when none does.
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
	return nil, nil
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

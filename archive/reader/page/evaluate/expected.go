package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"dateline/archive/reader/prose"
)

// expectation is a page and what it should give; "" is not known.
type expectation struct {
	name   string // for the reports
	file   string // of the page, gzip
	url    string
	title  string
	byline string
	day    string // as 2025-02-09
	text   string
}

func (c expectation) content() ([]byte, error) { return unpacked(c.file) }

func unpacked(file string) ([]byte, error) {
	if !strings.HasSuffix(file, ".gz") {
		return os.ReadFile(file)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return io.ReadAll(z)
}

// load finds the pages of a folder, sorted by name.
func load(folder, articles string) ([]expectation, error) {
	for _, name := range []string{"source.html.gz", "source.html"} {
		if sources, _ := filepath.Glob(filepath.Join(folder, "*", name)); len(sources) > 0 {
			return loadFolders(sources)
		}
	}
	pages, _ := filepath.Glob(filepath.Join(folder, "*.html.gz"))
	if len(pages) == 0 {
		return nil, fmt.Errorf("%s: holds no pages", folder)
	}
	return loadLines(pages, articles)
}

func loadFolders(sources []string) ([]expectation, error) {
	var cases []expectation
	for _, source := range sources {
		dir := filepath.Dir(source)
		var meta struct{ Title, Byline, PublishedTime string }
		content, err := os.ReadFile(filepath.Join(dir, "expected-metadata.json"))
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(content, &meta); err != nil {
			return nil, fmt.Errorf("%s: %w", dir, err)
		}
		body, err := os.ReadFile(filepath.Join(dir, "expected.html"))
		if err != nil {
			return nil, err
		}
		var parts []string
		for _, block := range prose.Blocks(string(body)) {
			parts = append(parts, block.Text)
		}
		c := expectation{name: filepath.Base(dir), file: source, title: meta.Title, byline: meta.Byline, text: strings.Join(parts, "\n")}
		if len(meta.PublishedTime) >= 10 {
			c.day = meta.PublishedTime[:10]
		}
		cases = append(cases, c)
	}
	return cases, nil
}

func loadLines(pages []string, articles string) ([]expectation, error) {
	content, err := unpacked(articles)
	if err != nil {
		return nil, err
	}
	type line struct {
		File   string `json:"html_file"`
		URL    string
		Title  string
		Author string
		Date   string
		Text   string
	}
	byFile := map[string]line{}
	scanner := bufio.NewScanner(strings.NewReader(string(content)))
	scanner.Buffer(nil, 16<<20)
	for scanner.Scan() {
		var l line
		if err := json.Unmarshal(scanner.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("%s: %w", articles, err)
		}
		byFile[l.File] = l
	}
	var cases []expectation
	for _, page := range pages {
		name := strings.TrimSuffix(filepath.Base(page), ".html.gz")
		l, ok := byFile[name]
		if !ok {
			continue
		}
		cases = append(cases, expectation{name: name, file: page, url: l.URL, title: l.Title, byline: l.Author, day: l.Date, text: l.Text})
	}
	return cases, scanner.Err()
}

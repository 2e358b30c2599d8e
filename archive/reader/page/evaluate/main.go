// Command evaluate measures how well pages are read: it compares what package
// page makes of real pages with what is expected of them, and prints the share
// of right titles, days and bylines, and the F1 of the body by word trigrams.
//
//	go run ./archive/reader/page/evaluate -v ../shared/data/html-pages/readability
//	go run ./archive/reader/page/evaluate -articles ../shared/data/articles/en-web-2023.jsonl.gz ../shared/data/html-pages/web-2023
//
// A folder holds either a folder for each page, with source.html.gz,
// expected.html and expected-metadata.json (packed or not) as the test pages of Mozilla's
// Readability, or pages NAME.html.gz whose articles are named by html_file in a
// file of JSON lines.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

func main() {
	verbose := flag.Bool("v", false, "print each page that is not right")
	bodies := flag.Bool("bodies", false, "print the paragraphs that are missing and those that are too many")
	articles := flag.String("articles", "../shared/data/articles/en-web-2023.jsonl.gz", "what is expected of the pages of folders without expectations")
	part := flag.String("part", "all", "which pages of a folder: all, even, or odd by their place in the order of names")
	flag.Parse()
	if *part != "all" && *part != "even" && *part != "odd" {
		fatal(fmt.Errorf("-part %s: want all, even or odd", *part))
	}
	folders := flag.Args()
	if len(folders) == 0 {
		folders = []string{"../shared/data/html-pages/readability", "../shared/data/html-pages/web-2023"}
	}
	var total score
	for _, folder := range folders {
		cases, err := load(folder, *articles)
		if err != nil {
			fatal(err)
		}
		var s score
		for i, c := range cases {
			if *part == "even" && i%2 == 1 || *part == "odd" && i%2 == 0 {
				continue
			}
			content, err := c.content()
			if err != nil {
				fatal(err)
			}
			begun := time.Now()
			one := judge(c, content)
			one.took = time.Since(begun)
			s.add(one)
			if *verbose {
				one.print(c.name)
			}
			if *bodies {
				one.printBody(c.name)
			}
		}
		s.print(filepath.Base(folder))
		total.merge(s)
	}
	if len(folders) > 1 {
		total.print("all")
	}
}

func fatal(err error) {
	fmt.Fprintln(os.Stderr, "evaluate:", err)
	os.Exit(1)
}

package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"dateline/archive"
	"dateline/archive/entity"
	"dateline/archive/reader/field"
	"dateline/archive/reader/page"
)

// verdict is the comparison of one page.
type verdict struct {
	failed                  error
	hasTitle, hasDay, hasBy bool // something is expected
	title, day, by          bool // … and is so
	extraDay, extraBy       bool // something is given though nothing is known of it
	precision, recall       float64
	got                     archive.Article
	want                    expectation
	took                    time.Duration
}

func judge(c expectation, content []byte) verdict {
	// The address is withheld: a file on disk has none, and it holds the day of
	// many pages.
	a, err := page.Article(content, "", "")
	v := verdict{failed: err, got: a, want: c, hasTitle: c.title != "", hasDay: c.day != "", hasBy: names(c.byline) != ""}
	v.title = v.hasTitle && sameTitle(a.Title, c.title)
	day := a.Published.String()
	v.day = v.hasDay && len(day) >= 10 && day[:10] == c.day
	v.extraDay = !v.hasDay && day != ""
	by := strings.Join(a.Authors, ", ")
	v.by = v.hasBy && names(by) == names(c.byline)
	v.extraBy = !v.hasBy && by != ""
	v.precision, v.recall = overlap(bodyText(a), c.text)
	return v
}

func bodyText(a archive.Article) string {
	var parts []string
	for _, p := range a.Body {
		if p.Kind != archive.Related {
			parts = append(parts, p.Text)
		}
	}
	return strings.Join(parts, "\n")
}

// sameTitle compares titles. What is expected may have the name of the site, the
// section or the writer behind a dash or bar, which is no part of a headline.
func sameTitle(got, want string) bool {
	if plain(got) == plain(want) {
		return true
	}
	for _, at := range siteBreak.FindAllStringIndex(want, -1) {
		if plain(got) == plain(want[:at[0]]) && (len(wordsOf(got)) >= 3 || len(wordsOf(want[at[1]:])) <= 2) {
			return true
		}
	}
	return false
}

var siteBreak = regexp.MustCompile(`\s+[-–—|·]\s+|\s*[|｜_]\s*|\s+\[`)

// plain keeps the words of a title: quotation marks and dashes are set in many
// ways.
func plain(s string) string { return strings.Join(wordsOf(s), " ") }

// names folds the names of a byline, sorted. Some are expected with the date, or
// the next line of the page, grown to them.
func names(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	if i := strings.IndexAny(s, "0123456789"); i > 0 {
		s = s[:i]
	}
	list := field.Authors(s)
	for i, n := range list {
		list[i] = entity.Fold(n)
	}
	slices.Sort(list)
	return strings.Join(list, "|")
}

// wordsOf cuts a text into words in lower case; each ideograph is one.
func wordsOf(s string) []string {
	var words []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			words = append(words, b.String())
			b.Reset()
		}
	}
	for _, r := range strings.ToLower(s) {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			flush()
			words = append(words, string(r))
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			b.WriteRune(r)
		default:
			flush()
		}
	}
	flush()
	return words
}

// overlap gives precision and recall of the trigrams of words, as bags.
func overlap(got, want string) (precision, recall float64) {
	g, w := trigrams(got), trigrams(want)
	common, sumG, sumW := 0, 0, 0
	for t, n := range g {
		sumG += n
		common += min(n, w[t])
	}
	for _, n := range w {
		sumW += n
	}
	switch {
	case sumG == 0 && sumW == 0:
		return 1, 1
	case sumG == 0 || sumW == 0:
		return 0, 0
	}
	return float64(common) / float64(sumG), float64(common) / float64(sumW)
}

func trigrams(s string) map[[3]string]int {
	words := append([]string{"", ""}, wordsOf(s)...)
	bag := map[[3]string]int{}
	for i := 2; i < len(words); i++ {
		bag[[3]string(words[i-2:i+1])]++
	}
	return bag
}

func f1(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// print tells what of a page is not as expected.
func (v verdict) print(name string) {
	if v.failed != nil {
		fmt.Printf("%.12s  failed: %v\n", name, v.failed)
	}
	if v.hasTitle && !v.title {
		fmt.Printf("%.12s  title  %q, want %q\n", name, v.got.Title, v.want.title)
	}
	if v.hasDay && !v.day || v.extraDay {
		fmt.Printf("%.12s  day    %s, want %q\n", name, v.got.Published, v.want.day)
	}
	if v.hasBy && !v.by || v.extraBy {
		fmt.Printf("%.12s  byline %q, want %q\n", name, v.got.Authors, v.want.byline)
	}
	if f := f1(v.precision, v.recall); f < 0.97 {
		fmt.Printf("%.12s  body   F1 %.3f, precision %.3f, recall %.3f\n", name, f, v.precision, v.recall)
	}
}

// score sums verdicts.
type score struct {
	pages, failed                  int
	titles, titlesOf               int
	days, daysOf, daysMore, wrong  int
	bylines, bylinesOf, bylinesToo int
	precision, recall, f1          float64
	took                           time.Duration
}

func (s *score) add(v verdict) {
	s.merge(score{
		pages: 1, failed: count(v.failed != nil), titles: count(v.title), titlesOf: count(v.hasTitle),
		days: count(v.day), daysOf: count(v.hasDay), daysMore: count(v.extraDay), wrong: count(v.hasDay && !v.day && !v.got.Published.IsZero()),
		bylines: count(v.by), bylinesOf: count(v.hasBy), bylinesToo: count(v.extraBy),
		precision: v.precision, recall: v.recall, f1: f1(v.precision, v.recall), took: v.took,
	})
}

func (s *score) merge(o score) {
	s.pages += o.pages
	s.failed += o.failed
	s.titles += o.titles
	s.titlesOf += o.titlesOf
	s.days += o.days
	s.daysOf += o.daysOf
	s.daysMore += o.daysMore
	s.wrong += o.wrong
	s.bylines += o.bylines
	s.bylinesOf += o.bylinesOf
	s.bylinesToo += o.bylinesToo
	s.precision += o.precision
	s.recall += o.recall
	s.f1 += o.f1
	s.took += o.took
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (s score) print(name string) {
	n := float64(max(1, s.pages))
	fmt.Printf("%s: %d pages, %d failed, %.0f ms a page\n", name, s.pages, s.failed, float64(s.took.Milliseconds())/n)
	fmt.Printf("  title  %s\n", share(s.titles, s.titlesOf))
	fmt.Printf("  day    %s, wrong %d; given on %d pages more of which no day is expected\n", share(s.days, s.daysOf), s.wrong, s.daysMore)
	fmt.Printf("  byline %s; given on %d pages more of which none is expected\n", share(s.bylines, s.bylinesOf), s.bylinesToo)
	fmt.Printf("  body   F1 %.3f, precision %.3f, recall %.3f (means of pages, word trigrams)\n", s.f1/n, s.precision/n, s.recall/n)
}

func share(right, of int) string {
	return fmt.Sprintf("%d of %d (%.1f %%)", right, of, 100*float64(right)/float64(max(1, of)))
}

// printBody tells which paragraphs are too many and which are missing.
func (v verdict) printBody(name string) {
	want, got := trigrams(v.want.text), trigrams(bodyText(v.got))
	for _, p := range v.got.Body {
		if share := found(p.Text, want); share < 0.5 {
			fmt.Printf("%.12s  + %-8s %.160q\n", name, p.Kind, p.Text)
		}
	}
	for line := range strings.SplitSeq(v.want.text, "\n") {
		if strings.TrimSpace(line) != "" && found(line, got) < 0.5 {
			fmt.Printf("%.12s  - %.160q\n", name, line)
		}
	}
}

// found is the share of a text's trigrams that are in a bag.
func found(s string, bag map[[3]string]int) float64 {
	words := wordsOf(s)
	if len(words) < 3 {
		return 1
	}
	n := 0
	for i := 2; i < len(words); i++ {
		if bag[[3]string(words[i-2:i+1])] > 0 {
			n++
		}
	}
	return float64(n) / float64(len(words)-2)
}

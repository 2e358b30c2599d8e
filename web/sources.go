package web

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"dateline/archive"
	"dateline/index"
)

// sourcesShown is how many sources the page lists; the API has all.
const sourcesShown = 500

type sourcesView struct {
	frame
	Heading string
	Summary string
	Back    string // the list, on the page of one source
	Sources []sourceView
	One     *sourceMonths
}

// sourceView is a line about a source.
type sourceView struct {
	Name     string
	Href     string // its months
	Articles link
	First    string
	Last     string
	Gaps     string
}

// sourceMonths is what the archive has of one source, month by month.
type sourceMonths struct {
	sourceView
	Undated *link
	Coarse  string
	Years   []yearView
	Gaps    []link
}

// yearView is a year with articles, or a run of years without.
type yearView struct {
	Year   string
	Months []monthCell // twelve; none for a run without articles
}

type monthCell struct {
	Count string // "" outside the time between first and last
	Href  string // "" where there is nothing
	Words string // "March 2024: no articles"
}

// sources lists the sources with what the archive holds of them, or shows the
// months of one.
func (s *Server) sources(c echo.Context) error {
	all, err := s.index.Coverage()
	if err != nil {
		return fmt.Errorf("coverage: %w", err)
	}
	if asked := c.QueryParam("source"); asked != "" {
		for _, cover := range all {
			if sourceParameter(cover.Source) == asked {
				return s.sendPage(c, pageSources, s.sourceView(cover))
			}
		}
		return &fault{status: 404, detail: fmt.Sprintf("No article in this archive is from a source called %q.", shortened(asked, 80))}
	}
	v := &sourcesView{frame: s.frameOf("Sources", "/sources"), Heading: "Sources"}
	v.Canonical = "/sources"
	v.Summary = "What the archive holds of each source, and the months in which it holds nothing. That a source is silent means something only where its coverage is whole."
	if len(all) > sourcesShown {
		v.Summary += fmt.Sprintf(" These are the %s with most articles, of %s.", number(sourcesShown), number(len(all)))
		all = all[:sourcesShown]
	}
	for _, cover := range all {
		v.Sources = append(v.Sources, sourceLine(cover))
	}
	return s.sendPage(c, pageSources, v)
}

// sourceParameter names a source in an address.
func sourceParameter(source string) string {
	if source == "" {
		return index.None
	}
	return source
}

func sourcePath(source string) string {
	return withParameters("/sources", map[string][]string{"source": {sourceParameter(source)}})
}

func sourceLine(c index.Coverage) sourceView {
	q := index.Query{}.With("source", sourceParameter(c.Source))
	v := sourceView{
		Name: c.Source, Href: sourcePath(c.Source), Articles: link{number(c.Articles), searchAddress(q)},
		First: dayWords(c.First), Last: dayWords(c.Last), Gaps: "none",
	}
	if c.Source == "" {
		v.Name = "No source"
	}
	if len(c.Gaps) > 0 {
		months := 0
		for _, g := range c.Gaps {
			months += g.Count
		}
		v.Gaps = countOf(months, "month")
		if len(c.Gaps) > 1 {
			v.Gaps += " in " + number(len(c.Gaps)) + " gaps"
		}
	}
	return v
}

func (s *Server) sourceView(c index.Coverage) *sourcesView {
	line := sourceLine(c)
	v := &sourcesView{frame: s.frameOf(line.Name, "/sources"), Heading: line.Name, Back: "/sources"}
	v.NoIndex = true
	v.Summary = countOf(c.Articles, "article")
	if !c.First.IsZero() {
		v.Summary += ", " + line.First + " to " + line.Last
	}
	one := &sourceMonths{sourceView: line}
	q := index.Query{}.With("source", sourceParameter(c.Source))
	if c.Undated > 0 {
		one.Undated = &link{countOf(c.Undated, "article") + " without a date", undatedAddress(q)}
	}
	if c.Coarse > 0 {
		one.Coarse = countOf(c.Coarse, "article") + " known only by the year"
	}
	for _, g := range c.Gaps {
		one.Gaps = append(one.Gaps, link{monthsWords(g), betweenAddress(index.Query{}, g)})
	}
	one.Years = yearsOf(q, c)
	v.One = one
	return v
}

// monthsWords names a run of months.
func monthsWords(b index.Bucket) string {
	from, to := b.Start.Time().Format("January 2006"), b.End.Time().Format("January 2006")
	if from == to {
		return from
	}
	return from + " to " + to
}

// betweenAddress narrows a search to a run of months.
func betweenAddress(q index.Query, b index.Bucket) string {
	q.From, q.To = monthOf(b.Start), monthOf(b.End)
	return searchAddress(q)
}

func monthOf(d archive.Date) string { return d.Time().Format("2006-01") }

// yearsOf lays the months of a source out in years; runs of years without any are
// one line.
func yearsOf(q index.Query, c index.Coverage) []yearView {
	var years []yearView
	for i := 0; i < len(c.Months); {
		year := c.Months[i].Start.Time().Year()
		if i > 0 {
			if before := c.Months[i-1].Start.Time().Year(); year > before+1 {
				words := strconv.Itoa(before + 1)
				if year > before+2 {
					words += "–" + strconv.Itoa(year-1)
				}
				years = append(years, yearView{Year: words})
			}
		}
		row := yearView{Year: strconv.Itoa(year), Months: make([]monthCell, 12)}
		for m := range row.Months {
			start := time.Date(year, time.Month(m+1), 1, 0, 0, 0, 0, time.UTC)
			name := start.Format("January 2006")
			cell := &row.Months[m]
			switch {
			case i < len(c.Months) && c.Months[i].Start.Time().Equal(start):
				cell.Count, cell.Href = number(c.Months[i].Count), betweenAddress(q, c.Months[i])
				cell.Words = name + ": " + countOf(c.Months[i].Count, "article")
				i++
			case i > 0 && i < len(c.Months):
				cell.Count, cell.Words = "0", name+": no articles"
			}
		}
		years = append(years, row)
	}
	return years
}

type sourcesJSON struct {
	Sources []sourceJSON `json:"sources"` // most articles first
}

type sourceJSON struct {
	Source   string       `json:"source"` // "" where articles name none
	Articles int          `json:"articles"`
	Undated  int          `json:"undated"`
	Coarse   int          `json:"coarse"` // dated less exactly than a month, and in none
	First    archive.Date `json:"first"`
	Last     archive.Date `json:"last"`
	Months   []monthJSON  `json:"months"` // those with articles
	Gaps     []gapJSON    `json:"gaps"`   // between them
}

type monthJSON struct {
	Month string `json:"month"`
	Count int    `json:"count"`
}

type gapJSON struct {
	From   string `json:"from"` // first month without articles
	To     string `json:"to"`   // last one
	Months int    `json:"months"`
}

// apiSources answers with the coverage of all sources, or of those named.
func (s *Server) apiSources(c echo.Context) error {
	if err := onlyParameters(c, "source"); err != nil {
		return err
	}
	all, err := s.index.Coverage()
	if err != nil {
		return fmt.Errorf("coverage: %w", err)
	}
	asked := c.QueryParams()["source"]
	answer := sourcesJSON{Sources: []sourceJSON{}}
	for _, cover := range all {
		if len(asked) > 0 && !slices.Contains(asked, sourceParameter(cover.Source)) {
			continue
		}
		one := sourceJSON{
			Source: cover.Source, Articles: cover.Articles, Undated: cover.Undated, Coarse: cover.Coarse,
			First: cover.First, Last: cover.Last, Months: []monthJSON{}, Gaps: []gapJSON{},
		}
		for _, m := range cover.Months {
			one.Months = append(one.Months, monthJSON{monthOf(m.Start), m.Count})
		}
		for _, g := range cover.Gaps {
			one.Gaps = append(one.Gaps, gapJSON{monthOf(g.Start), monthOf(g.End), g.Count})
		}
		answer.Sources = append(answer.Sources, one)
	}
	return sendJSON(c, answer)
}

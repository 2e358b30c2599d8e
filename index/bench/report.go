package bench

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// Print writes the report as tables in Markdown.
func (r *Report) Print(w io.Writer) error {
	p := &printer{w: tabwriter.NewWriter(w, 0, 0, 1, ' ', 0)}
	p.line("%d articles, %.0f MB of text; %s, %d processors", r.Articles, mb(r.Text), r.Go, r.Processors)
	if r.Material != "" {
		p.line("made of %s", r.Material)
	}
	p.table("made", "seconds", "CPU s", "articles/s", "articles/CPU-s", "MB", "size/text", "peak MB")
	for _, b := range r.Built {
		if b.Seconds == 0 {
			p.row(b.Engine, "", "", "", "", mb0(b.Size), r.ofText(b.Size), "")
			continue
		}
		n := float64(r.Articles)
		p.row(b.Engine, f1(b.Seconds), f1(b.CPU), f0(n/b.Seconds), f0(n/b.CPU), mb0(b.Size), r.ofText(b.Size), mb0(b.Peak))
	}
	o := r.Opened
	p.line("\nDateline's index opens in %.2f s; anonymous memory %.0f MB before, %.0f MB after, %.0f MB after all queries.",
		o.Seconds, mb(o.Before), mb(o.After), mb(o.Searched))

	p.table("searches, CPU ms", "queries", "p50", "p95", "p99", "sum", "wall p50", "p95", "p99")
	for _, s := range r.Series {
		p.row(s.Engine, fmt.Sprint(s.CPU.Queries), f2(s.CPU.P50), f2(s.CPU.P95), f2(s.CPU.P99), f0(s.CPU.Sum),
			f2(s.Wall.P50), f2(s.Wall.P95), f2(s.Wall.P99))
	}
	p.table("times Dateline's full search", "queries", "p50", "p95", "p99", "sum")
	for _, s := range r.Series {
		if q := s.Ratio; q != nil {
			p.row(s.Engine, fmt.Sprint(q.Queries), f1(q.P50)+"x", f1(q.P95)+"x", f1(q.P99)+"x", f1(q.Sum)+"x")
		}
	}
	r.printTags(p)
	r.printAgreement(p)
	if p.err == nil {
		p.err = p.w.Flush()
	}
	return p.err
}

// printTags shows the median and the slowest query of each kind, by engine.
func (r *Report) printTags(p *printer) {
	if len(r.Series) == 0 {
		return
	}
	head := []string{"CPU ms, median (most)"}
	for _, s := range r.Series {
		head = append(head, s.Engine)
	}
	p.table(head...)
	for _, tag := range r.Series[0].Tags {
		row := []string{tag.Tag}
		for _, s := range r.Series {
			cell := ""
			if i := slices.IndexFunc(s.Tags, func(t Tag) bool { return t.Tag == tag.Tag }); i >= 0 {
				cell = fmt.Sprintf("%.2f (%.1f)", s.Tags[i].P50, s.Tags[i].Most)
			}
			row = append(row, cell)
		}
		p.row(row...)
	}
}

func (r *Report) printAgreement(p *printer) {
	for _, s := range r.Series {
		list := r.Agreement[s.Engine]
		if len(list) == 0 {
			continue
		}
		if !slices.ContainsFunc(list, func(a Agreement) bool { return a.Counts < a.Queries }) {
			p.line("\n%s: all totals and counts are those of Dateline's full search", s.Engine)
			continue
		}
		p.table("totals of "+s.Engine, "queries", "equal", "equal counts", "furthest apart")
		for _, a := range list {
			furthest := ""
			if a.Query != "" {
				furthest = fmt.Sprintf("%.1f%% (%s)", 100*a.Furthest, a.Query)
			}
			if a.Odd != "" {
				furthest += " other counts: " + a.Odd
			}
			p.row(a.Tag, fmt.Sprint(a.Queries), fmt.Sprint(a.Equal), fmt.Sprint(a.Counts), furthest)
		}
	}
}

func (r *Report) ofText(size int64) string {
	if r.Text == 0 {
		return ""
	}
	return f2(float64(size) / float64(r.Text))
}

// printer writes Markdown that is aligned for people, too; it keeps the first
// error.
type printer struct {
	w   *tabwriter.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}

func (p *printer) row(cells ...string) {
	for i, c := range cells {
		cells[i] = strings.ReplaceAll(c, "|", `\|`)
	}
	p.line("| %s |", strings.Join(cells, "\t| "))
}

func (p *printer) table(head ...string) {
	p.line("")
	p.row(head...)
	rule := []string{"---"}
	for range head[1:] {
		rule = append(rule, "---:")
	}
	p.row(rule...)
}

func mb(bytes int64) float64 { return float64(bytes) / 1e6 }
func mb0(bytes int64) string { return f0(mb(bytes)) }
func f0(v float64) string    { return fmt.Sprintf("%.0f", v) }
func f1(v float64) string    { return fmt.Sprintf("%.1f", v) }
func f2(v float64) string    { return fmt.Sprintf("%.2f", v) }

package web

import (
	"testing"
	"time"

	"dateline/archive"
	"dateline/index"
)

func TestCountWords(t *testing.T) {
	for _, c := range []struct {
		n    int
		noun string
		want string
	}{
		{0, "article", "no articles"}, {1, "article", "1 article"}, {128, "article", "128 articles"},
		{17000, "article", "17,000 articles"}, {1234567, "country", "1,234,567 countries"}, {-1500, "change", "-1,500 changes"},
	} {
		if got := countOf(c.n, c.noun); got != c.want {
			t.Errorf("%d %s: %q, want %q", c.n, c.noun, got, c.want)
		}
	}
}

func TestDateWords(t *testing.T) {
	for _, c := range []struct{ date, day, moment string }{
		{"", "undated", "undated"},
		{"2025", "2025", "2025"},
		{"2025-02", "February 2025", "February 2025"},
		{"2025-02-09", "9 February 2025", "9 February 2025"},
		{"2025-02-09T14:10", "9 February 2025", "9 February 2025, 14:10"},
		{"2025-02-09T14:10+02:00", "9 February 2025", "9 February 2025, 14:10 +02:00"},
		{"2025-02-09T14:10:05Z", "9 February 2025", "9 February 2025, 14:10:05 UTC"},
	} {
		d, err := archive.ParseDate(c.date)
		if err != nil {
			t.Fatal(err)
		}
		if got := dayWords(d); got != c.day {
			t.Errorf("%s: %q, want %q", c.date, got, c.day)
		}
		if got := momentWords(d); got != c.moment {
			t.Errorf("%s: %q, want %q", c.date, got, c.moment)
		}
	}
	if got := boundWords("7d"); got != "7d" {
		t.Errorf("7d is written %q", got)
	}
	if got := boundWords("2025-02"); got != "February 2025" {
		t.Errorf("2025-02 is written %q", got)
	}
	if got := tookWords(400 * time.Microsecond); got != "under 1 ms" {
		t.Errorf("400 µs is written %q", got)
	}
}

func TestShortened(t *testing.T) {
	for _, c := range []struct {
		text  string
		limit int
		want  string
	}{
		{"short", 10, "short"}, {"some words, more words", 12, "some words…"}, {"überlängeohneleerzeichen", 6, "überlä…"},
	} {
		if got := shortened(c.text, c.limit); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestMatchesTag(t *testing.T) {
	for _, c := range []struct {
		header, tag string
		want        bool
	}{
		{"", `W/"a"`, false}, {`W/"a"`, `W/"a"`, true}, {`"a"`, `W/"a"`, true}, {`"b", W/"a"`, `"a"`, true}, {"*", `"a"`, true}, {`"b"`, `"a"`, false},
	} {
		if got := matchesTag(c.header, c.tag); got != c.want {
			t.Errorf("%s against %s: %v", c.header, c.tag, got)
		}
	}
}

// Labels keep their distance and stay inside, whatever the timeline.
func TestTimelineLabels(t *testing.T) {
	start := archive.DayNumber(1987, time.November, 23)
	for _, interval := range []index.Interval{index.Day, index.Week, index.Month, index.Year} {
		for _, n := range []int{1, 2, 7, 14, 30, 62, 130, 400} {
			line := &index.Timeline{Interval: interval}
			for i := range n {
				d := archive.DayDate(start + i*map[index.Interval]int{index.Day: 1, index.Week: 7, index.Month: 31, index.Year: 366}[interval])
				line.Buckets = append(line.Buckets, index.Bucket{Start: d, End: d, Count: i + 1})
			}
			v := timelineOf(index.Query{}, line, false)
			if len(v.Bars) != n {
				t.Fatalf("%d bars, want %d", len(v.Bars), n)
			}
			for _, screen := range []struct {
				hidden      string
				apart, edge float64
			}{{"phone", apartWide, edgeWide}, {"wide", apartPhone, edgePhone}} {
				last, shown := -100.0, 0
				for _, l := range v.Labels {
					if l.Class == screen.hidden {
						continue
					}
					x := percentOf(t, l.X)
					if x-last < screen.apart-0.01 || x > screen.edge {
						t.Errorf("%s × %d: label %q at %v%% after %v%%", interval, n, l.Text, x, last)
					}
					last = x
					shown++
				}
				if shown == 0 {
					t.Errorf("%s × %d: no label where %q ones are hidden", interval, n, screen.hidden)
				}
			}
		}
	}
}

func percentOf(t *testing.T, s string) float64 {
	t.Helper()
	var x float64
	for i, c := range s {
		if c == '.' {
			return x + float64(s[i+1]-'0')/10 + float64(s[i+2]-'0')/100
		}
		x = x*10 + float64(c-'0')
	}
	return x
}

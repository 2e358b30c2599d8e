package field

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"dateline/archive"
	"dateline/archive/reader/date"
)

// clock is how dates are written, where that cannot be told from them.
type clock struct {
	written string // as it was asked for
	order   string // of day, month and year in a date of numbers: "dmy", "mdy", "ymd"
	unit    int64  // of a count since 1970, in milliseconds
	layout  string // of package time
	fine    archive.Precision
	zoned   bool
}

// letters are the parts of a layout, the longest first, with what package time
// calls them and how precise a date with them is.
var letters = []struct {
	part, layout string
	fine         archive.Precision
}{
	{"yyyy", "2006", archive.ToYear}, {"YYYY", "2006", archive.ToYear}, {"%Y", "2006", archive.ToYear},
	{"%y", "06", archive.ToYear}, {"yy", "06", archive.ToYear}, {"YY", "06", archive.ToYear},
	{"MMMM", "January", archive.ToMonth}, {"%B", "January", archive.ToMonth}, {"MMM", "Jan", archive.ToMonth}, {"%b", "Jan", archive.ToMonth},
	{"MM", "01", archive.ToMonth}, {"%m", "01", archive.ToMonth}, {"M", "1", archive.ToMonth},
	{"dddd", "Monday", archive.Undated}, {"EEEE", "Monday", archive.Undated}, {"%A", "Monday", archive.Undated},
	{"EEE", "Mon", archive.Undated}, {"ddd", "Mon", archive.Undated}, {"%a", "Mon", archive.Undated},
	{"dd", "02", archive.ToDay}, {"DD", "02", archive.ToDay}, {"%d", "02", archive.ToDay}, {"%e", "_2", archive.ToDay}, {"d", "2", archive.ToDay}, {"D", "2", archive.ToDay},
	{"HH", "15", archive.Undated}, {"%H", "15", archive.Undated}, {"hh", "03", archive.Undated}, {"%I", "03", archive.Undated}, {"h", "3", archive.Undated},
	{"mm", "04", archive.ToMinute}, {"%M", "04", archive.ToMinute}, {"ss", "05", archive.ToSecond}, {"%S", "05", archive.ToSecond},
	{"%p", "PM", archive.Undated}, {"tt", "PM", archive.Undated}, {"a", "PM", archive.Undated},
	{"%z", "-0700", archive.Undated}, {"XXX", "-07:00", archive.Undated}, {"ZZ", "-0700", archive.Undated}, {"Z", "-0700", archive.Undated}, {"%f", "000000", archive.Undated}, {"SSS", "000", archive.Undated},
}

// parseClock reads "dmy", "mdy" or "ymd", "unix" or "unixms", or a layout such as
// "dd.MM.yyyy HH:mm" or "%d.%m.%Y %H:%M".
func parseClock(s string) (clock, error) {
	c := clock{written: s}
	switch strings.ToLower(s) {
	case "dmy", "mdy", "ymd":
		c.order = strings.ToLower(s)
		return c, nil
	case "unix":
		c.unit = 1000
		return c, nil
	case "unixms":
		c.unit = 1
		return c, nil
	}
	percent := strings.Contains(s, "%")
	rest, year := s, false
next:
	for rest != "" {
		for _, l := range letters {
			if strings.HasPrefix(l.part, "%") == percent && strings.HasPrefix(rest, l.part) {
				c.layout += l.layout
				c.fine = max(c.fine, l.fine)
				year = year || l.fine == archive.ToYear
				c.zoned = c.zoned || strings.HasPrefix(l.layout, "-07")
				rest = rest[len(l.part):]
				continue next
			}
		}
		c.layout += rest[:1]
		rest = rest[1:]
	}
	if !year {
		return c, fmt.Errorf("date layout %q: want dmy, mdy, ymd, unix, unixms, or one such as dd.MM.yyyy HH:mm", s)
	}
	return c, nil
}

var numbers = regexp.MustCompile(`^\D*(\d{1,4})\D+(\d{1,2})\D+(\d{1,4})(?:\D*$|[T, ]+(\d{1,2}:.*)$)`)

// parse reads a date as it is said to be written. An empty text is undated.
func (c clock) parse(s string) (archive.Date, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return archive.Date{}, nil
	}
	wrong := fmt.Errorf("date %q is not written as %s", s, c.written)
	switch {
	case c.unit > 0:
		n, err := strconv.ParseFloat(s, 64)
		if err != nil || n < -1e14 || n > 1e14 {
			return archive.Date{}, wrong
		}
		return archive.NewDate(time.UnixMilli(int64(n*float64(c.unit))).UTC(), archive.ToSecond, true), nil
	case c.order != "":
		m := numbers.FindStringSubmatch(s)
		if m == nil {
			return date.Parse(s) // the month has its name
		}
		year, month, day := m[strings.IndexByte(c.order, 'y')+1], m[strings.IndexByte(c.order, 'm')+1], m[strings.IndexByte(c.order, 'd')+1]
		switch {
		case len(year) == 2 && year < "70":
			year = "20" + year
		case len(year) == 2:
			year = "19" + year
		}
		if len(year) != 4 || len(month) > 2 || len(day) > 2 {
			return archive.Date{}, wrong
		}
		return date.Parse(strings.TrimSpace(fmt.Sprintf("%s-%02s-%02s %s", year, month, day, m[4])))
	}
	t, err := time.Parse(c.layout, s)
	if err != nil {
		return archive.Date{}, wrong
	}
	return archive.NewDate(t, c.fine, c.zoned), nil
}

package place

import (
	"fmt"
	"time"
)

// month counts months since January 1900, from 1; 0 is no date.
type month uint16

func monthOf(day time.Time) month {
	if day.IsZero() || day.Year() < 1900 || day.Year() > 3000 {
		return 0
	}
	return month((day.Year()-1900)*12 + int(day.Month()))
}

// parseMonth reads "2019-05"; "" is no date.
func parseMonth(s string) (month, error) {
	if s == "" {
		return 0, nil
	}
	day, err := time.Parse("2006-01", s)
	if err != nil {
		return 0, fmt.Errorf("month %q: want it as 2019-05", s)
	}
	return monthOf(day), nil
}

// inOffice reports whether a leader's term covers the month of an article. Who is
// elected is news before taking office, and the month of the end counts whole.
func (s *sense) inOffice(now month) bool {
	if s.from == 0 {
		return true
	}
	if now == 0 {
		return s.flags&longInOffice != 0
	}
	const elect = 2 // months between election and office
	return s.from-elect <= now && (s.to == 0 || now <= s.to)
}

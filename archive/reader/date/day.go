package date

import "dateline/archive"

// dayAt reads a date that begins at token i into m, and says how many tokens it
// took, 0 if there is none.
func (p *dateParser) dayAt(i int, m *moment) int {
	t := p.at(i)
	switch {
	case t.digits == 4 && p.at(i+1).is("年"):
		return p.chineseAt(i, m)
	case t.digits == 4:
		return p.yearFirst(i, m)
	case t.digits == 8:
		if n, err := digitsDate(t.text); err != nil || !n.IsZero() {
			m.setDay(t.number/10000, t.number/100%100, t.number%100)
			return 1 + p.basicClock(i+1, m)
		}
	case t.digits == 1 || t.digits == 2:
		if n := p.dayFirst(i, m); n > 0 {
			return n
		}
		return p.numeric(i, m)
	case months[t.folded] > 0:
		return p.monthFirst(i, m)
	}
	return 0
}

// yearFirst reads 2025-02-09, 2025-02, 2025/2/9, 2025-Feb-09 and, if there is no
// other number in the text, 2025.
func (p *dateParser) yearFirst(i int, m *moment) int {
	year, separator, second := p.at(i), p.at(i+1), p.at(i+2)
	if month := months[second.folded]; separator.oneOf("-/. ") && month > 0 && p.at(i+3).is(separator.text) && p.isDay(i+4) {
		m.setDay(year.number, int(month), p.at(i+4).number)
		return 5
	}
	if month := months[separator.folded]; month > 0 && p.isDay(i+2) {
		m.setDay(year.number, int(month), p.at(i+2).number)
		return 3
	}
	if separator.oneOf("-/.") && p.isDay(i+2) {
		if p.at(i+3).is(separator.text) && p.isDay(i+4) {
			m.setDay(year.number, second.number, p.at(i+4).number)
			return 5 + p.basicClock(i+5, m)
		}
		if separator.is("-") && second.digits == 2 && !p.at(i+3).is("-") {
			m.setDay(year.number, second.number, unknown)
			return 3
		}
		return 0
	}
	for j, t := range p.tokens {
		if j != i && t.digits > 0 {
			return 0
		}
	}
	if year.number < 1000 || year.number > 2999 || p.otherMonth() {
		return 0
	}
	m.setDay(year.number, unknown, unknown)
	return 1
}

// otherMonth says that the text names a month, so that a year is not all of it.
func (p *dateParser) otherMonth() bool {
	for _, t := range p.tokens {
		if months[t.folded] > 0 {
			return true
		}
	}
	return false
}

func (p *dateParser) isDay(i int) bool { return p.at(i).digits == 1 || p.at(i).digits == 2 }

// basicClock reads the time in 20250209T141005 and 2025-02-09T14:10.
func (p *dateParser) basicClock(i int, m *moment) int {
	if p.at(i).folded != "t" || p.at(i).spaced {
		return 0
	}
	t := p.at(i + 1)
	if n := p.clockAt(i+1, m); n > 0 {
		return 1 + n
	}
	switch t.digits {
	case 2: // an hour alone is less than our dates can say
		return 2 + p.zoneAt(i+2, &moment{})
	case 4:
		m.hour, m.minute, m.clock = t.number/100, t.number%100, archive.ToMinute
	case 6:
		m.hour, m.minute, m.second, m.clock = t.number/10000, t.number/100%100, t.number%100, archive.ToSecond
	default:
		return 0
	}
	n := 2
	if p.at(i+n).oneOf(".,") && p.at(i+n+1).digits > 0 {
		n += 2
	}
	return n + p.zoneAt(i+n, m)
}

// chineseAt reads 2025年2月9日.
func (p *dateParser) chineseAt(i int, m *moment) int {
	if !p.isDay(i+2) || !p.at(i+3).is("月") {
		return 0
	}
	if p.isDay(i+4) && (p.at(i+5).is("日") || p.at(i+5).is("号")) {
		m.setDay(p.at(i).number, p.at(i+2).number, p.at(i+4).number)
		return 6
	}
	m.setDay(p.at(i).number, p.at(i+2).number, unknown)
	return 4
}

// dayFirst reads 9 February 2025, 9th of Feb., 2025, 26-FEB-1987 and 9 de
// febrero de 2025.
func (p *dateParser) dayFirst(i int, m *moment) int {
	j := i + 1
	if ordinals[p.at(j).folded] && !p.at(j).spaced {
		j++
	}
	j = p.skipJoints(j)
	month := months[p.at(j).folded]
	if month == 0 {
		return 0
	}
	j = p.skipJoints(j + 1)
	year, ok := p.yearAt(j)
	if !ok {
		return 0
	}
	m.setDay(year, int(month), p.at(i).number)
	return j + 1 - i
}

// monthFirst reads February 9, 2025, Feb 2025, and Mon Feb 9 14:10:05 2025, in
// which an offset may come before the year.
func (p *dateParser) monthFirst(i int, m *moment) int {
	month := int(months[p.at(i).folded])
	j := p.skipJoints(i + 1)
	if p.at(j).digits == 4 {
		m.setDay(p.at(j).number, month, unknown)
		return j + 1 - i
	}
	if !p.isDay(j) {
		return 0
	}
	day := p.at(j).number
	j++
	if ordinals[p.at(j).folded] && !p.at(j).spaced {
		j++
	}
	var clock moment
	if n := p.clockAt(j, &clock); n > 0 {
		if p.at(j+n).digits != 4 {
			return 0
		}
		clock.text, clock.role = m.text, m.role
		*m = clock
		m.setDay(p.at(j+n).number, month, day)
		return j + n + 1 - i
	}
	j = p.skipJoints(j)
	if p.at(j).digits != 4 {
		return 0
	}
	m.setDay(p.at(j).number, month, day)
	return j + 1 - i
}

var ordinals = words("st nd rd th er ere eme o a")

// skipJoints passes over what stands between the parts of a date.
func (p *dateParser) skipJoints(i int) int {
	for p.at(i).oneOf(".,-/–º°ª'’") || dateJoints[p.at(i).folded] {
		i++
	}
	return i
}

var dateJoints = words("of de del di го")

// yearAt reads a year of four digits, or of two where the text has the form of
// mail: a time stands after it.
func (p *dateParser) yearAt(i int) (int, bool) {
	t := p.at(i)
	switch {
	case t.digits == 4:
		return t.number, true
	case t.digits == 2 && p.clockAt(i+1, &moment{}) > 0 && !p.at(i+1).is(":"):
		if t.number < 50 {
			return 2000 + t.number, true
		}
		return 1900 + t.number, true
	}
	return 0, false
}

// numeric reads 31/12/2020 where only one part can be the month, or the two are
// the same, and 9.2.2025.
func (p *dateParser) numeric(i int, m *moment) int {
	separator := p.at(i + 1)
	if !separator.oneOf("/-.") || !p.isDay(i+2) || !p.at(i+3).is(separator.text) || p.at(i+4).digits != 4 {
		return 0
	}
	first, second, year := p.at(i).number, p.at(i+2).number, p.at(i+4).number
	switch {
	case separator.is(".") || first > 12 || first == second:
		m.setDay(year, second, first)
	case second > 12:
		m.setDay(year, first, second)
	default:
		return 0
	}
	return 5
}

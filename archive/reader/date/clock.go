package date

import (
	"strings"

	"dateline/archive"
)

// clockAt reads a time of day with its offset: 14:10, 14:10:05.123+01:00,
// 2:10 p.m. EST, 14h10, 14.10 Uhr. An hour alone is passed over.
func (p *dateParser) clockAt(i int, m *moment) int {
	hour, separator, minute := p.at(i), p.at(i+1), p.at(i+2)
	if hour.digits != 1 && hour.digits != 2 {
		return 0
	}
	n := 3
	switch {
	case separator.is(":") && minute.digits == 2:
		m.hour, m.minute, m.clock = hour.number, minute.number, archive.ToMinute
		if p.at(i+3).is(":") && p.at(i+4).digits == 2 {
			m.second, m.clock = p.at(i+4).number, archive.ToSecond
			n = 5
			if p.at(i+n).oneOf(".,") && p.at(i+n+1).digits > 0 && !p.at(i+n+1).spaced {
				n += 2
			}
		}
	case separator.folded == "h" && minute.digits == 2 && !minute.spaced,
		separator.is(".") && minute.digits == 2 && (p.at(i+3).folded == "uhr" || p.at(i+3).folded == "klo"):
		m.hour, m.minute, m.clock = hour.number, minute.number, archive.ToMinute
	default:
		half := p.halfAt(i+1, &moment{})
		if half == 0 {
			return 0
		}
		return 1 + half + p.zoneAt(i+1+half, &moment{})
	}
	n += p.halfAt(i+n, m)
	return n + p.zoneAt(i+n, m)
}

// halfAt reads am, PM and p.m.
func (p *dateParser) halfAt(i int, m *moment) int {
	t := p.at(i)
	n := 0
	switch {
	case t.folded == "am" || t.folded == "pm":
		n = 1
	case (t.folded == "a" || t.folded == "p") && p.at(i+1).is(".") && p.at(i+2).folded == "m":
		n = 3
		if p.at(i + 3).is(".") {
			n = 4
		}
	default:
		return 0
	}
	m.am, m.pm = t.folded[0] == 'a', t.folded[0] == 'p'
	return n
}

// zoneAt reads an offset or the abbreviation of one, or both. An abbreviation
// that we do not know, or that means several, leaves the offset unknown.
func (p *dateParser) zoneAt(i int, m *moment) int {
	n := 0
	if t := p.at(i); t.folded != "" {
		minutes, known := zones[strings.ToUpper(t.text)]
		switch {
		case known && t.text == strings.ToUpper(t.text) || t.is("z"):
			m.offset, m.zoned = minutes, true
			n = 1
		case len(t.text) >= 2 && len(t.text) <= 5 && t.text == strings.ToUpper(t.text) && months[t.folded] == 0 && !dateFillers[t.folded]:
			n = 1
		}
	}
	if n == 0 || m.zoned && m.offset == 0 { // "GMT+2" is an offset, "EST-5" is not worth a reading
		n += p.offsetAt(i+n, m)
	}
	if p.at(i + n).is("[") { // the name of the zone, as Java adds it
		for j := i + n; j < len(p.tokens); j++ {
			if p.tokens[j].is("]") {
				return j + 1 - i
			}
		}
	}
	if n > 1 { // an offset may be followed by the abbreviation, in brackets or not
		open := p.at(i + n).is("(")
		j := i + n
		if open {
			j++
		}
		if t := p.at(j); t.folded != "" && t.text == strings.ToUpper(t.text) && len(t.text) <= 5 && (!open || p.at(j+1).is(")")) {
			if open {
				j++
			}
			return j + 1 - i
		}
	}
	return n
}

// offsetAt reads +0100, +01:00, -05 and +1.
func (p *dateParser) offsetAt(i int, m *moment) int {
	sign, hours := p.at(i), p.at(i+1)
	if !sign.oneOf("+-−") || hours.digits == 0 || hours.spaced {
		return 0
	}
	offset, n := 0, 2
	switch {
	case hours.digits == 4:
		offset = hours.number/100*60 + hours.number%100
	case hours.digits <= 2 && p.at(i+2).is(":") && p.at(i+3).digits == 2:
		offset, n = hours.number*60+p.at(i+3).number, 4
	case hours.digits <= 2:
		offset = hours.number * 60
	default:
		return 0
	}
	if !sign.is("+") {
		offset = -offset
	}
	m.offset, m.zoned = offset, true
	return n
}

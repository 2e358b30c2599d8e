package token

import "strings"

// address is where the web address that starts at byte i ends, or i.
func address(s string, i int) int {
	rest := s[i:]
	if c := rest[0] | 0x20; c != 'h' && c != 'w' && c != 'f' {
		return i
	}
	if strings.HasPrefix(rest, "http://") || strings.HasPrefix(rest, "https://") || strings.HasPrefix(rest, "ftp://") ||
		strings.HasPrefix(rest, "www.") {
		return addressEnd(s, i)
	}
	return i
}

// addressEnd is where the address that goes through byte i ends: at a blank, a
// quotation mark or a bracket, without the punctuation of the sentence.
func addressEnd(s string, i int) int {
	end := i
	for end < len(s) {
		c, size := classAt(s, end)
		if isBlank(c) || c == single || strings.IndexByte("<>\"()[]{}|`", s[end]) >= 0 || c == mark && size > 1 {
			break
		}
		end += size
	}
	for end > i && strings.IndexByte(".,;:!?'*", s[end-1]) >= 0 {
		end--
	}
	return max(end, i)
}

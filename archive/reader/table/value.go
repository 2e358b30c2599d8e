package table

import (
	"encoding/json"
	"strings"
)

// isMissing says that a cell holds what programs write for nothing.
func isMissing(s string) bool {
	switch strings.TrimSpace(s) {
	case "", "NULL", "null", "NaN", "nan", "None", "NA", "N/A", "#N/A", `\N`:
		return true
	}
	return false
}

// value is what a cell holds: its text, or the list that a program wrote into it
// as JSON or Python do.
func value(s string, prose bool) any {
	trimmed := strings.TrimSpace(s)
	if prose || len(trimmed) < 2 || trimmed[0] != '[' || trimmed[len(trimmed)-1] != ']' {
		return s
	}
	var list []any
	if json.Unmarshal([]byte(trimmed), &list) == nil {
		return list
	}
	if list, ok := pythonList(trimmed[1 : len(trimmed)-1]); ok {
		return list
	}
	return s
}

// pythonList reads the strings of a list as Python prints it: "'a', \"b's\"".
func pythonList(s string) (list []any, ok bool) {
	for {
		s = strings.TrimLeft(s, " ,")
		if s == "" {
			return list, true
		}
		quote := s[0]
		if quote != '\'' && quote != '"' {
			return nil, false
		}
		var b strings.Builder
		i := 1
		for ; i < len(s) && s[i] != quote; i++ {
			if s[i] == '\\' && i+1 < len(s) {
				i++
			}
			b.WriteByte(s[i])
		}
		if i == len(s) {
			return nil, false
		}
		list = append(list, b.String())
		s = s[i+1:]
	}
}

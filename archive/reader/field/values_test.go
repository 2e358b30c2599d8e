package field

import (
	"strings"
	"testing"
)

func TestAuthors(t *testing.T) {
	cases := []struct {
		value any
		want  string
	}{
		{"By Jane Doe", "Jane Doe"},
		{"Jane Doe and Ali Reza", "Jane Doe|Ali Reza"},
		{"Jane Doe, Ali Reza", "Jane Doe|Ali Reza"},
		{"Doe, Jane", "Jane Doe"},
		{"Jane Doe, Senior Editor", "Jane Doe"},
		{"jane@example.org", ""},
		{"Jane Doe (jane@example.org)", "Jane Doe"},
		{[]any{"Jane Doe", "Ali Reza", "JANE DOE"}, "Jane Doe|Ali Reza"},
		{[]any{"Evening Courier, science desk"}, "Evening Courier, science desk"},
		{[]any{"Doe, Jane"}, "Jane Doe"},
		{[]any{map[string]any{"name": "Jane Doe"}}, "Jane Doe"},
		{map[string]any{"firstname": "Jane", "lastname": "Doe"}, "Jane Doe"},
		{"Jane Doe, MD and Ali Reza", "Jane Doe|Ali Reza"},
		{"Jane Doe MS, RDN, LD", "Jane Doe"},
		{"Jane Doe, Jr.", "Jane Doe, Jr."},
		{"ByJane Doe", "Jane Doe"},
		{"Written by Jane Doe Edited by Ali Reza", "Jane Doe"},
		{"Byron Doe", "Byron Doe"},
		{"Martin Doe (avec Ali Reza et Jane Roe)", "Martin Doe|Ali Reza|Jane Roe"},
		{map[string]any{"name": []any{"Jane Doe", "Ali Reza"}}, "Jane Doe|Ali Reza"},
		{"N/A", ""},
		{nil, ""},
		{12.0, ""},
	}
	for _, c := range cases {
		if got := strings.Join(Authors(c.value), "|"); got != c.want {
			t.Errorf("authors of %v: %s, want %s", c.value, got, c.want)
		}
	}
}

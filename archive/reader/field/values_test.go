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

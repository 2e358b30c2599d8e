package query

import (
	"strings"
	"testing"
)

// BenchmarkParse reads texts of 8 KB, ordinary ones and the worst.
func BenchmarkParse(b *testing.B) {
	const size = 8 << 10
	fill := func(unit string) string { return strings.Repeat(unit, size/len(unit)) }
	for _, c := range []struct{ name, text string }{
		{"words", fill("ukraine minerals deal ")},
		{"operators", fill(`title:oil OR "rare earths" -gas sanction* w/5 trade `)},
		{"open", fill("(")},
		{"parens", strings.Repeat("(", size/2) + strings.Repeat(")", size/2)},
		{"nested", fill("a OR b (")},
		{"quotes", fill(`"`)},
		{"kinds of quotes", fill("“”„»«\"")},
		{"backslashes", fill(`"\`)},
		{"near", fill("a w/5 ")},
		{"near groups", fill("(a b) w/5 ")},
		{"near nested", fill("(a w/5 b) w/5 (")},
		{"clusters", fill("(a w/5 (b w/6 c) w/5 ")},
		{"fields", fill("titel:x ")},
		{"colons", fill("a:")},
		{"tildes", fill("a~")},
		{"stars", fill("*a")},
		{"addresses", fill("a://(")},
		{"alternatives", "(" + fill("title:a OR b OR ") + "c) w/5 d"},
		{"not", fill("NOT ")},
		{"one word", fill("x")},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			b.ReportAllocs()
			for b.Loop() {
				Parse(c.text)
			}
		})
	}
}

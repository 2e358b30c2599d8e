package prose

import "testing"

// Charsets that are equally likely for a few bytes must not take turns.
func TestGuessIsTheSameAgain(t *testing.T) {
	for _, text := range []string{"{\"title\":\"Caf\xe9 in Gen\xe8ve\"}", "\xe9", "Gr\xfc\xdfe", "na\xefve \x93quote\x94", "\xf0\xe1\xe2"} {
		first := Decode([]byte(text))
		for range 200 {
			if again := Decode([]byte(text)); again != first {
				t.Fatalf("%q is %q, then %q", text, first, again)
			}
		}
	}
}

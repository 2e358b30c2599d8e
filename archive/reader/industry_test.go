package reader

import (
	"fmt"
	"testing"
)

// An input that is read again gives the same: else each import would find it
// changed.
func TestSameAgain(t *testing.T) {
	for _, folder := range []string{"agency-xml", "email", "newsml-1.2", "newsml-g2", "ninjs-and-agency-json", "nitf", "wire-text"} {
		dir := shared(t, "data/formats/"+folder)
		first := readAll(t, dir, Options{})
		for range 3 {
			again := readAll(t, dir, Options{})
			if len(again) != len(first) {
				t.Fatalf("%s: %d items, then %d", folder, len(first), len(again))
			}
			for i := range first {
				if a, b := fmt.Sprintf("%+v", first[i].Article), fmt.Sprintf("%+v", again[i].Article); a != b {
					t.Errorf("%s:\n%s\nthen\n%s", first[i].Input, a, b)
				}
			}
		}
	}
}

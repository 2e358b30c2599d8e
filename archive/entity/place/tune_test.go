package place

import (
	"fmt"
	"os"
	"slices"
	"testing"
)

func TestTune(t *testing.T) {
	_, _ = Default()
	all := reuters(t)
	half := len(all) / 2
	part := all[:half]
	if os.Getenv("SECOND") != "" {
		part = all[half:]
	}
	for _, dl := range []bool{true, false} {
		var without, with counts
		absent, below := map[string]int{}, map[string]int{}
		for n, s := range part {
			p := prepare(t, s, dl)
			sc := score(p.text, &p.context, p.mentions, &tuned)
			got := about(sc)
			without.add(got, s.places, "US")
			for _, c := range s.places {
				if !slices.Contains(got, c) && c != "US" {
					if slices.ContainsFunc(sc, func(x Country) bool { return x.Code == c }) {
						below[c]++
					} else {
						absent[c]++
						if dl && (c == "IQ" || c == "OM" || c == "PE" || c == "GB") && n%2 == 0 && os.Getenv("SHOW") == "absent" {
							fmt.Printf("ABSENT %s got %v | %s | %s | %.300s\n", c, sc, s.title, s.dateline, s.body)
						}
					}
				}
			}
			if os.Getenv("SHOW") == "wrong" && dl && n%23 == 0 {
				for _, c := range got {
					if c != "US" && !slices.Contains(s.places, c) {
						var ms []string
						for _, m := range p.mentions {
							if m.Code == c {
								ms = append(ms, p.text.Source[p.text.Tokens[m.First].Start:p.text.Tokens[m.Last-1].End])
							}
						}
						fmt.Printf("WRONG %s %v gold %v | %s | %s | %v\n", c, sc, s.places, s.title, s.dateline, ms)
					}
				}
			}
			p.context.Default = "US"
			with.add(about(score(p.text, &p.context, p.mentions, &tuned)), s.places, "")
		}
		fmt.Println("dateline", dl, "without US", without, "default US", with)
		if os.Getenv("SHOW") != "" {
			fmt.Println("absent", absent)
			fmt.Println("below", below)
		}
	}
}

package bench

import (
	"math"
	"math/rand/v2"
	"strings"
)

// word is the n-th invented word, such as "tamigok": seven letters, the same on
// every run, in no order of the alphabet. Those of up to spellings numbers are
// all different, and no stemmer that is used here changes them.
func word(n int) string {
	const scatter = 1_664_527 // prime to spellings, so that numbers near each other do not begin alike
	n = int((uint64(n)*scatter + 2_718_281) % spellings)
	var b [7]byte
	for i := 0; i < 6; i += 2 {
		b[i], b[i+1] = onsets[n%len(onsets)], vowels[n/len(onsets)%len(vowels)]
		n /= len(onsets) * len(vowels)
	}
	b[6] = ends[n]
	return string(b[:])
}

const (
	onsets    = "bcdfghjklmnprstvwxyz"
	vowels    = "aeiou"
	ends      = "kmvx"
	spellings = 100 * 100 * 100 * 4
)

// Where the invented words of each use begin, so that a surname is no rare word.
const (
	fromRare         = 0
	fromSurname      = 1_030_201
	fromOrganisation = 2_050_607
	fromSource       = 2_540_903
	fromAuthor       = 2_611_113
	fromTopic        = 2_717_317
)

// capital is a word with a capital letter.
func capital(w string) string { return strings.ToUpper(w[:1]) + w[1:] }

func personName(n int) string {
	return forenames[n%len(forenames)] + " " + capital(word(fromSurname+n))
}

func authorName(n int) string {
	return forenames[(n*7)%len(forenames)] + " " + capital(word(fromAuthor+n))
}

func organisationName(n int) string {
	return capital(word(fromOrganisation+n)) + " " + bodies[n%len(bodies)]
}

func sourceName(n int) string {
	return "The " + capital(word(fromSource+n)) + " " + papers[n%len(papers)]
}

func topicName(n int) string { return capital(word(fromTopic+n)) + " " + subjects[n%len(subjects)] }

var (
	forenames = strings.Fields("Anna Boris Clara David Elena Farid Grace Hugo Irina Jonas Karim Lucia Marta Nadia " +
		"Oscar Petra Quentin Rosa Samir Tomas Ulrike Victor Wanda Yusuf Zoe Amina Bruno Chen Dmitri Esther")
	bodies   = strings.Fields("Bank Institute Ministry Group Agency Union Party Holdings Council University")
	papers   = strings.Fields("Times Post Herald Courier Observer")
	subjects = strings.Fields("affairs policy dispute reform trade")
)

// zipf draws a rank below n, rank r about as often as 1/(r+flat): the distribution
// of words and names as Mandelbrot put it, without a table, for any n.
func zipf(rng *rand.Rand, n int) int {
	const flat = 4 // nobody is in every second article
	return min(n-1, int(flat*math.Exp(rng.Float64()*math.Log(float64(n+flat)/flat)))-flat)
}

// grown is how many different things n articles have met when the first 100,000
// meet size: slower than in proportion, as vocabularies grow (Heaps' law).
func grown(size, n int, exponent float64) int {
	return max(10, int(float64(size)*math.Pow(float64(n+1)/100_000, exponent)))
}

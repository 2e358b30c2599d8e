package recognise

import "dateline/archive/entity/token"

// Tagged says that names which are on no list are recognised in a language. The
// model knows English only: corpora of other languages may not be shipped.
func Tagged(language string) bool { return language == "en" }

// Note says what is not recognised in a language, or "".
func Note(language string) string {
	if Tagged(language) || language == "" {
		return ""
	}
	return "people, organisations and places that are on no list are not extracted in this language; countries and well-known people are"
}

// englishWords are among the commonest of English and are rare in other
// languages of its script.
var englishWords = map[string]bool{
	"the": true, "of": true, "and": true, "to": true, "with": true, "for": true, "from": true, "by": true, "that": true,
	"is": true, "are": true, "was": true, "were": true, "has": true, "have": true, "had": true, "been": true, "will": true,
	"says": true, "said": true, "his": true, "her": true, "their": true, "its": true, "after": true, "over": true,
	"amid": true, "who": true, "which": true, "not": true, "The": true, "as": true, "at": true,
	"on": true,
}

// looksEnglish judges a text that is too short for the detector by its little
// words: two of them in twenty, or one in a few.
func looksEnglish(text *token.Text) bool {
	const enough = 400
	n := min(text.Len(), enough)
	hits := 0
	for i := range n {
		if englishWords[text.At(i)] {
			hits++
		}
	}
	return hits > 0 && hits*12 >= n
}

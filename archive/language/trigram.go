package language

import "github.com/abadojack/whatlanggo"

// trigramWindow is how many bytes are compared by trigrams, which takes longer
// than all the rest.
const trigramWindow = 1 << 10

// How sure the comparison must be of itself, with and without votes for the
// same language.
const (
	supported   = 0.2
	unsupported = 0.9
)

// compared are the languages whose trigrams are compared, with our code of each:
// those that publish news of their own. Every further language makes the short
// texts of the others less certain.
var compared = map[whatlanggo.Lang]string{
	whatlanggo.Eng: "en", whatlanggo.Deu: "de", whatlanggo.Fra: "fr", whatlanggo.Spa: "es", whatlanggo.Ita: "it",
	whatlanggo.Por: "pt", whatlanggo.Nld: "nl", whatlanggo.Swe: "sv", whatlanggo.Dan: "da", whatlanggo.Nob: "no",
	whatlanggo.Fin: "fi", whatlanggo.Est: "et", whatlanggo.Lav: "lv", whatlanggo.Lit: "lt", whatlanggo.Pol: "pl",
	whatlanggo.Ces: "cs", whatlanggo.Slv: "sl", whatlanggo.Hrv: "hr", whatlanggo.Hun: "hu", whatlanggo.Ron: "ro",
	whatlanggo.Tur: "tr", whatlanggo.Azj: "az", whatlanggo.Ind: "id", whatlanggo.Vie: "vi",

	whatlanggo.Rus: "ru", whatlanggo.Ukr: "uk", whatlanggo.Bel: "be", whatlanggo.Bul: "bg", whatlanggo.Srp: "sr",
	whatlanggo.Mkd: "mk",
}

var comparison = func() whatlanggo.Options {
	list := make(map[whatlanggo.Lang]bool, len(compared))
	for l := range compared {
		list[l] = true
	}
	return whatlanggo.Options{Whitelist: list}
}()

// byTrigrams gives the language whose trigrams are most like those of a text,
// and how sure that is, from 0 to 1. Of equals it takes any, with 0.
func byTrigrams(text string) (code string, confidence float64) {
	info := whatlanggo.DetectWithOptions(head(text, trigramWindow), comparison)
	return compared[info.Lang], info.Confidence
}

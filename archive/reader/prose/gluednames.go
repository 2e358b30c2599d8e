package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// insideName says that the place between left and right, the two halves of a
// word of which the second begins with a capital, is inside a name as it is
// written, such as McCain, iPhone or YouTube, and not a seam of two words.
func insideName(left, right string) bool {
	left = strings.TrimLeftFunc(left, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if i := strings.LastIndexAny(left, "-/–"); i >= 0 {
		left = left[i+1:]
	}
	if camelPrefixes[left] {
		return true // McCain, DeSantis
	}
	if r, size := utf8.DecodeRuneInString(left); size == len(left) && unicode.IsLower(r) {
		return true // iPhone, eBay
	}
	if letter := right[:wordEnd(right)]; utf8.RuneCountInString(letter) == 1 && letter != "A" && letter != "I" {
		return true // SpaceX
	}
	word := strings.ToLower(left + right)
	for name := range camelNames {
		if len(name) > len(left) && strings.HasPrefix(word, name) {
			return true
		}
	}
	return false
}

// startsWithCamel says that s begins with a name such as iPhone.
func startsWithCamel(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r) && startsUpper(s[size:])
}

// camelPrefixes begin names that go on with a capital.
var camelPrefixes = map[string]bool{
	"Mc": true, "Mac": true, "De": true, "Di": true, "Du": true, "Da": true, "Del": true, "La": true, "Le": true,
	"Van": true, "Von": true, "Fitz": true, "Ap": true, "Ó": true, "Мак": true, "Ван": true, "Де": true, "Ле": true,
}

// camelNames are well-known names with a capital inside, in lower case.
var camelNames = map[string]bool{
	"youtube": true, "tiktok": true, "whatsapp": true, "linkedin": true, "paypal": true, "wikileaks": true,
	"buzzfeed": true, "openai": true, "deepseek": true, "deepmind": true, "github": true, "gitlab": true,
	"huffpost": true, "mastercard": true, "astrazeneca": true, "biontech": true, "jpmorgan": true, "pepsico": true,
	"glaxosmithkline": true, "solarwinds": true, "crowdstrike": true, "newsguard": true, "fedex": true,
	"exxonmobil": true, "blackrock": true, "blackberry": true, "wework": true, "airasia": true, "americorps": true,
	"unitedhealth": true, "conocophillips": true, "totalenergies": true, "bytedance": true, "wechat": true,
	"onlyfans": true, "soundcloud": true, "snapchat": true, "facebook": true, "chatgpt": true, "nvidia": true,
	"playstation": true, "powerpoint": true, "quickbooks": true, "rferl": true, "sportscenter": true,
	"stubhub": true, "techcrunch": true, "timewarner": true, "truthsocial": true, "tripadvisor": true,
	"unicredit": true, "usaid": true, "vkontakte": true, "walmart": true, "worldcom": true, "yougov": true,
	"aljazeera": true, "cryptopunks": true, "defi": true, "doordash": true, "nordstream": true, "turkstream": true,
	"privatbank": true, "приватбанк": true, "укрзалізниця": true, "ukroboronprom": true, "swissair": true,
	"easyjet": true, "flydubai": true, "ryanair": true, "malaysiakini": true, "geopost": true, "postnl": true,
	"hizbullah": true, "kyivpost": true, "eurovision": true, "ecowas": true, "sarscov": true, "goldeneye": true,
}

// sentenceStarters are the words English sentences begin with most.
var sentenceStarters = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("the a an in on at it its he she they we i but and as after before for from this that " +
		"these those there while when where if with since during despite although however meanwhile earlier later " +
		"president prime officials last his her their one two some many most both what who how according under " +
		"until over about by no not so such to more asked speaking russia ukraine russian ukrainian") {
		m[w] = true
	}
	return m
}()

package token

import "strings"

// glued reports whether word is two words whose space was lost, as happens where
// a page puts one below the other: "BiteTrump". i is where its second capital
// stands. Names that are written so in one word have a short part (McDonald,
// YouTube, LinkedIn) or are listed.
func glued(word string, i int) bool {
	if lostSpace[word[:i]] && lowers(word[i+1:]) >= 2 { // byAnna
		return true
	}
	const least = 4 // letters of a part; three would cut MacDonald and PayPal
	if i < least || len(word)-i < least {
		return false
	}
	for k := range i {
		if c := word[k]; c < 'a' || c > 'z' {
			if k > 0 || c < 'A' || c > 'Z' {
				return false
			}
		}
	}
	for _, c := range []byte(word[i+1 : i+least]) {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	end := i + least
	for end < len(word) && 'a' <= word[end] && word[end] <= 'z' {
		end++
	}
	if strings.HasPrefix(word, "Fitz") {
		return false
	}
	return !writtenTogether[strings.ToLower(word[:end])]
}

// lostSpace are words that stand before a name and to which no name is joined.
var lostSpace = set("by from with and is was are has had said says the that this when after before since while between against")

// lowers is how many small letters s starts with.
func lowers(s string) int {
	n := 0
	for n < len(s) && 'a' <= s[n] && s[n] <= 'z' {
		n++
	}
	return n
}

// isYear reports whether s is a year in figures, and not a longer number.
func isYear(s string) bool {
	if len(s) != 4 || s[0] != '1' && s[0] != '2' {
		return false
	}
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// writtenTogether are firms and products that carry a capital in their middle.
var writtenTogether = set(`huffpost buzzfeed wikileaks wikinews deepmind blackrock blackberry astrazeneca exxonmobil mastercard
	dreamworks powerpoint playstation crowdstrike soundcloud harpercollins thyssenkrupp afriforum facetime
	airbnb autozone bellsouth blizzcon bluetooth breakingviews carmax centurylink chatgpt clearview cloudflare
	coinbase conagra costar cyberark databricks doordash draftkings dropbox duckduckgo easyjet evergrande
	facebook fanduel firefox fireeye flightradar flightaware foodpanda freddiemac geforce globalfoundries
	globaldata globalwafers googleplex graphnews hackerone healthcare homekit hyperloop instagram investigatetv
	journalclub kickstarter landrover lockbit luckin magsafe marketwatch medialab metlife mindgeek moneygram
	moviepass newscorp nightwatch northstar northwestern onlyfans opentable overdrive palmolive patientslikeme
	pepsico playboy polygram pokerstars postmates powerball pricewaterhousecoopers prosieben propublica raytheon
	realclearpolitics resmed rocketlab salesforce scotiabank seaworld securework servicenow sharepoint shotspotter
	silverlake skyscanner smithkline snapchat softbank solarwinds southwest spacecom sportscenter squarespace
	stackoverflow starcraft starlink statoilhydro statescoop streetview sunedison surveymonkey swiftkey tastemade
	techcrunch teamviewer ticketmaster topshop transcanada transunion treehugger tripadvisor trustpilot truthout
	turbotax tweetdeck unicredit unitedhealth venturebeat verisign vicegrip visual walmart wework westlaw wikipedia
	wikimedia wikidata wikileaks windowscentral wordperfect wordpress worldcom worldpay xinhuanet yougov zerohedge
	newsguard newsweek openstreetmap globalsecurity factcheck voteleave leavemeans sputniknews truthsocial
	politifact fivethirtyeight glaxosmithkline bridgestone creditsuisse rolexwatch stellantis vodacom telesur`)

package reader

import (
	"strings"

	"dateline/archive/entity"
	"dateline/archive/reader/field"
)

// storyFields are the elements that hold codes, in the order in which readers
// are shown their kinds.
var storyFields = []struct {
	tag string
	ref func(code string) (entity.Ref, bool)
}{
	{"PEOPLE", personOfCode},
	{"ORGS", func(code string) (entity.Ref, bool) {
		return named(entity.Organisation, code, reutersOrgs, len(code) <= 5)
	}},
	{"EXCHANGES", func(code string) (entity.Ref, bool) { return named(entity.Organisation, code, reutersExchanges, true) }},
	{"COMPANIES", func(code string) (entity.Ref, bool) { return named(entity.Organisation, code, nil, false) }},
	{"PLACES", placeOfCode},
	{"TOPICS", func(code string) (entity.Ref, bool) { return named(entity.Topic, code, reutersTopics, false) }},
}

// named makes a Ref whose id is the code, with its name from a table, else in
// capitals if it is an abbreviation, else as a title. A code that its name hides
// stays an alias.
func named(kind entity.Kind, code string, names map[string]string, abbreviation bool) (entity.Ref, bool) {
	ref := entity.Ref{Kind: kind, ID: entity.Slug(code)}
	if name, ok := names[ref.ID]; ok {
		ref.Name = name
		if entity.Slug(name) != ref.ID {
			ref.Aliases = []string{code}
		}
	} else if abbreviation {
		ref.Name = strings.ToUpper(code)
	} else {
		ref.Name = titleCase(code)
	}
	return ref, ref.ID != ""
}

// placeOfCode gives the country of a place. All places of the collection are
// countries; what else may come stays a place.
func placeOfCode(code string) (entity.Ref, bool) {
	if code == "yemen-demo-republic" { // Reuters' own shortening
		code = "YDYD"
	}
	if ref, ok := entity.CountryOf(code); ok {
		return ref, true
	}
	return entity.NewRef(entity.Place, titleCase(code))
}

// personOfCode makes the readable name of "james-baker" and "perez-de-cuellar".
func personOfCode(code string) (entity.Ref, bool) {
	if rest, ok := strings.CutPrefix(code, "o-"); ok {
		ref, ok := named(entity.Person, code, nil, false)
		ref.Name = "O'" + titleCase(rest)
		return ref, ok
	}
	return named(entity.Person, code, nil, false)
}

var particles = field.Words("al bin da de del der di du el ibn la of the ul van von and")

// titleCase capitalises the words of a code, but for particles inside it.
func titleCase(code string) string {
	parts := strings.FieldsFunc(code, func(r rune) bool { return r == '-' || r == ' ' })
	for i, w := range parts {
		if i > 0 && particles[w] {
			continue
		}
		first := []rune(w)
		parts[i] = strings.ToUpper(string(first[0])) + string(first[1:])
	}
	return strings.Join(parts, " ")
}

// reutersTopics are readable names of the collection's subject codes; the rest
// are words that need only a capital.
var reutersTopics = map[string]string{
	"acq": "Mergers and acquisitions", "alum": "Aluminium", "austdlr": "Australian dollar", "austral": "Argentine austral",
	"bfr": "Belgian franc", "bop": "Balance of payments", "can": "Canadian dollar", "carcass": "Meat and carcasses",
	"castorseed": "Castor seed", "citruspulp": "Citrus pulp", "copra-cake": "Copra cake", "corn": "Maize (corn)",
	"cornglutenfeed": "Corn gluten feed", "cottonseed": "Cotton seed", "cpi": "Consumer prices", "cpu": "Capacity utilisation",
	"crude": "Crude oil", "cruzado": "Brazilian cruzado", "dfl": "Dutch guilder", "dkr": "Danish krone", "dlr": "US dollar",
	"dmk": "German mark", "drachma": "Greek drachma", "earn": "Earnings", "escudo": "Portuguese escudo",
	"f-cattle": "Feeder cattle", "ffr": "French franc", "fishmeal": "Fish meal", "fuel": "Fuel oil", "gas": "Petrol",
	"gnp": "Gross national product", "heat": "Heating oil", "hk": "Hong Kong dollar", "hog": "Hogs",
	"income": "Personal income", "instal-debt": "Consumer credit", "interest": "Interest rates",
	"ipi": "Industrial production", "iron-steel": "Iron and steel", "jet": "Jet fuel", "jobs": "Jobs and unemployment",
	"l-cattle": "Live cattle", "lei": "Leading indicators", "lin-meal": "Linseed meal", "lin-oil": "Linseed oil",
	"lit": "Italian lira", "meal-feed": "Meal and feed", "mexpeso": "Mexican peso", "money-fx": "Foreign exchange",
	"nat-gas": "Natural gas", "nkr": "Norwegian krone", "nzdlr": "New Zealand dollar", "oat": "Oats", "oilseed": "Oilseeds",
	"palmkernel": "Palm kernels", "peseta": "Spanish peseta", "pet-chem": "Petrochemicals", "pork-belly": "Pork bellies",
	"potato": "Potatoes", "rand": "South African rand", "rape-meal": "Rapeseed meal", "rape-oil": "Rapeseed oil",
	"red-bean": "Red beans", "reserves": "Currency reserves", "retail": "Retail sales", "ringgit": "Malaysian ringgit",
	"rupiah": "Indonesian rupiah", "saudriyal": "Saudi riyal", "sfr": "Swiss franc", "ship": "Shipping",
	"singdlr": "Singapore dollar", "skr": "Swedish krona", "soy-meal": "Soya meal", "soy-oil": "Soya oil", "soybean": "Soya beans",
	"stg": "Sterling", "strategic-metal": "Strategic metals", "sun-meal": "Sunflower meal", "sun-oil": "Sunflower oil",
	"sunseed": "Sunflower seed", "tung": "Tung nuts", "veg-oil": "Vegetable oil", "wpi": "Wholesale prices", "yen": "Japanese yen",
}

// reutersOrgs names the bodies whose code hides their name; the others are known
// by their initials.
var reutersOrgs = map[string]string{
	"adb-africa": "African Development Bank", "adb-asia": "Asian Development Bank", "aid": "Agency for International Development",
	"comecon": "Comecon", "ec": "European Community", "eca": "UN Economic Commission for Africa",
	"ecafe": "UN Economic Commission for Asia and the Far East", "ece": "UN Economic Commission for Europe",
	"ecla": "UN Economic Commission for Latin America", "ecwa": "UN Economic Commission for Western Asia",
	"eib": "European Investment Bank", "euratom": "Euratom", "gcc": "Gulf Cooperation Council", "geplacea": "GEPLACEA",
	"icco": "International Cocoa Organization", "ico-coffee": "International Coffee Organization",
	"ico-islam": "Organisation of the Islamic Conference", "ida": "International Development Association",
	"iea": "International Energy Agency", "inro": "International Natural Rubber Organization", "isa": "International Sugar Agreement",
	"itc": "International Tin Council", "iwc-whale": "International Whaling Commission", "iwc-wheat": "International Wheat Council",
	"iws": "International Wool Secretariat", "mfa": "Multi-Fibre Arrangement", "un": "United Nations", "unctad": "UNCTAD",
	"who": "World Health Organization", "worldbank": "World Bank", "bis": "Bank for International Settlements",
	"imf": "International Monetary Fund",
}

// reutersExchanges names the exchanges.
var reutersExchanges = map[string]string{
	"amex": "American Stock Exchange", "ase": "Amsterdam Stock Exchange", "asx": "Australian Stock Exchange",
	"biffex": "Baltic International Freight Futures Exchange", "bse": "Brussels Stock Exchange",
	"cboe": "Chicago Board Options Exchange", "cbt": "Chicago Board of Trade", "cme": "Chicago Mercantile Exchange",
	"comex": "Commodity Exchange (New York)", "cse": "Copenhagen Stock Exchange", "fox": "London Futures and Options Exchange",
	"fse": "Frankfurt Stock Exchange", "hkse": "Hong Kong Stock Exchange", "ipe": "International Petroleum Exchange",
	"jse": "Johannesburg Stock Exchange", "klce": "Kuala Lumpur Commodity Exchange", "klse": "Kuala Lumpur Stock Exchange",
	"liffe": "London International Financial Futures Exchange", "lme": "London Metal Exchange", "lse": "London Stock Exchange",
	"mase": "Madrid Stock Exchange", "mise": "Milan Stock Exchange", "mnse": "Manila Stock Exchange", "mose": "Montreal Stock Exchange",
	"nasdaq": "Nasdaq", "nyce": "New York Cotton Exchange", "nycsce": "New York Coffee, Sugar and Cocoa Exchange",
	"nymex": "New York Mercantile Exchange", "nyse": "New York Stock Exchange", "ose": "Oslo Stock Exchange",
	"pse": "Paris Stock Exchange", "set": "Stock Exchange of Thailand", "simex": "Singapore International Monetary Exchange",
	"sse": "Singapore Stock Exchange", "stse": "Stockholm Stock Exchange", "tose": "Toronto Stock Exchange",
	"tse": "Tokyo Stock Exchange", "wce": "Winnipeg Commodity Exchange", "zse": "Zurich Stock Exchange",
}

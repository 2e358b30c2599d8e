package entity

// Found is an entity that was recognised in a text, with everything the archive
// keeps about it.
type Found struct {
	Ref
	Mentions   []Mention // in the order of the text, without overlaps
	Weight     float32   // mentions, those in the title and the lead counting more; above 0
	Confidence float32   // 0 to 1, of its surest mention
	About      bool      // the article is about it; a country that is only named is not
}

// Mention is one place in a text that names an entity.
type Mention struct {
	Start, End int // bytes of the text, End exclusive, at borders of characters
	Via        Via
}

// Via says by what kind of word a mention names its entity.
type Via string

// The ways of naming. People, organisations and places are named by ViaName
// only; the others lead to a country.
const (
	ViaName    Via = "name"
	ViaDemonym Via = "demonym" // Ukrainian, Iranians
	ViaCapital Via = "capital" // Kyiv
	ViaCity    Via = "city"    // Kharkiv, and provinces
	ViaMetonym Via = "metonym" // Kremlin
	ViaLeader  Via = "leader"  // Putin
)

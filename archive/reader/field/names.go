package field

import (
	"slices"
	"strings"

	"dateline/archive/entity"
)

// The names of fields that people really use, normalised, best first.
var (
	titleFields   = list("title headline webtitle articletitle articleheadline newstitle newsheadline posttitle titel titre titulo título titolo заголовок name")
	textFields    = list("text body content articlebody fulltext maintext bodytext story articletext contenttext textcontent plaintext bodyhtml contenthtml bodyxhtml articlecontent articlehtml articlefulltext newscontent newstext newsbody newsarticle postcontent maincontent pagecontent fullcontent rawtext cleantext html paragraphs texto texte testo текст inhalt contenido article document")
	summaryFields = list("description summary abstract lead lede leadparagraph standfirst excerpt snippet trailtext dek shortdescription articlesummary subtitle subheadline")
	dateFields    = list("published publishedat datepublished pubdate publicationdate publisheddate publishdate dateofpublication publishedon publishedtime publishtime publicationtime firstpublished firstpublishedat firstpublicationdate webpublicationdate displaydate date datetime issued versioncreated firstcreated created createdat datecreated creationdate timestamp time dateraw updated updatedat dateupdated modified datemodified modifiedat lastmodified lastupdated articledate newsdate postdate datetimepublished publishdatetime datum fecha дата")
	urlFields     = list("url link canonicalurl canonical permalink weburl articleurl href shorturl sourceurl mainentityofpage articlelink newsurl newslink pageurl storyurl")
	sourceFields  = list("source publisher publication sourcename publishername publicationname sitename site outlet newspaper newsoutlet provider website journal newssource sourcedomain domain quelle fuente источник")
	authorFields  = list("authors author byline bylines creator creators writer writers articleauthor authorname contributors autor auteur автор")
	langFields    = list("language lang locale inlanguage languagecode langcode")
	idFields      = list("guid id uuid docid documentid articleid identifier uri")
	nestedFields  = list("article source metadata meta fields attributes properties doc document item node post")

	titleNames = setOf(titleFields)
	textNames  = setOf(textFields)
)

// entityFields name what an article is about. Words of the first kinds may be a
// list in one string.
var entityFields = []struct {
	kind  entity.Kind
	names []string
	split bool // a string holds several, separated by commas
}{
	{entity.Topic, list("topics tags keywords newskeywords subjects categories hashtags desfacet"), true},
	{entity.Topic, list("topic tag keyword subject category section sections theme themes desk sectionname"), false},
	{entity.Person, list("people persons person perfacet"), true},
	{entity.Organisation, list("organisations organizations orgs organisation organization org companies company orgfacet"), true},
	{entity.Country, list("countries country countrycodes countrycode"), true},
	{entity.Place, list("places place locations location geofacet"), true},
}

func list(s string) []string { return strings.Fields(s) }

// Words makes a set of a list in one string.
func Words(list string) map[string]bool { return setOf(strings.Fields(list)) }

func setOf(names []string) map[string]bool {
	m := map[string]bool{}
	for _, name := range names {
		m[name] = true
	}
	return m
}

// IsTitle says that a field of this normalised name holds a title.
func IsTitle(name string) bool { return titleNames[name] }

// IsText says that a field of this normalised name holds the text.
func IsText(name string) bool { return textNames[name] }

// IsKnown says that a field of this normalised name is read.
func IsKnown(name string) bool {
	for _, t := range targets {
		if slices.Contains(t.names, name) {
			return true
		}
	}
	return false
}

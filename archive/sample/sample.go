// Package sample is Dateline's built-in collection: some sixty short articles
// for a first look at an empty archive, and for tests.
//
// The texts were written for Dateline. They report real events of 2022 to 2025
// and keep to what is certain and widely known; there are no quotations. Each is
// dated by the event it reports, some by the minute, some only by the month or
// the year, and three guides have no date at all. Each is labelled "Dateline
// sample" as its source, so that nobody takes it for a publication's own report.
package sample

import _ "embed"

// Name is the file name to import the articles under. Its ending tells the
// format: one JSON array of objects.
const Name = "articles.json"

//go:embed articles.json
var articles string

// Articles gives the articles as a JSON array in UTF-8, oldest first and the
// undated at the end. Every object has id, title, source, authors, language,
// people, organisations, countries, topics and body, an array of paragraphs;
// date is absent where there is none. The slice is the caller's own.
func Articles() []byte { return []byte(articles) }

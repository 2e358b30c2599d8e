// Package index finds: it keeps a Bleve index of the archive's words and columns
// of everything else, follows the archive's changes, and answers queries with
// exact counts. No Bleve type leaves it.
package index

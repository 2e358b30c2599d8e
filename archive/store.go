package archive

import (
	"context"
	"errors"
	"time"

	"dateline/archive/entity"
)

// ErrNotFound says that the archive holds nothing under the id asked for.
var ErrNotFound = errors.New("not found")

// Store is the archive's SQLite database. It is safe for concurrent use; one
// process may write while others read.
type Store struct {
}

// Incoming is an article on its way into the archive.
type Incoming struct {
	Article   Article
	Identity  string // what makes it the same article when it comes again; not empty
	Input     string // where it came from
	Line      int
	Original  []byte // as received
	MediaType string
}

// Outcome says what Put did with one article.
type Outcome struct {
	ID        int64
	Result    Result
	Duplicate bool // a new article whose text the archive already had
}

// Result tells new, updated and unchanged articles apart.
type Result string

// The results of storing an article.
const (
	New       Result = "new"
	Updated   Result = "updated"
	Unchanged Result = "unchanged"
)

// Import is the record of one run of an import.
type Import struct {
	ID                              int64
	By                              string // who ran it
	Inputs                          []string
	Started                         time.Time
	Finished                        time.Time // zero while it runs, or when it was cut off
	Read                            int
	New                             int
	Updated                         int
	Unchanged, Rejected, Duplicates int
}

// Rejection is a record that an import could not take.
type Rejection struct {
	Input  string
	Line   int
	Reason string
}

// Revision is one version of an article, with where it came from.
type Revision struct {
	Version   int
	Article   Article // as it was then
	Import    int64
	Imported  time.Time
	Input     string
	Line      int
	Original  string // SHA-256 of the original bytes, in hex
	MediaType string
}

// Row is what facet columns need of one article.
type Row struct {
	ID        int64
	Sequence  int64
	Status    Status
	Published Date
	Imported  time.Time
	Source    string
	Language  string
	Authors   []string
	Entities  []int64 // keys of Named
	Words     int
	Version   int
	Cluster   int64
}

// Named is an entity of the archive under its small key.
type Named struct {
	Key int64
	entity.Ref
}

// Stats counts what the archive holds.
type Stats struct {
	Articles  int   `json:"articles"` // usable ones
	Undated   int   `json:"undated"`
	Withdrawn int   `json:"withdrawn"` // kept on record, but not usable
	Sources   int   `json:"sources"`
	Entities  int   `json:"entities"`
	Imports   int   `json:"imports"`
	Sequence  int64 `json:"sequence"`
	Bytes     int64 `json:"bytes"` // size of the database on disk
	First     Date  `json:"first"`
	Last      Date  `json:"last"`
}

// Open opens the database of the archive in dir, creating both if need be, and
// brings its schema up to date. A database written by a newer Dateline is
// refused.
func Open(ctx context.Context, dir string) (*Store, error) { panic("not built") }

// Close waits for running calls and closes the database.
func (s *Store) Close() error { panic("not built") }

// ID is the database's random id, made when it was created.
func (s *Store) ID() string { panic("not built") }

// Dir is the folder of the archive.
func (s *Store) Dir() string { panic("not built") }

// BeginImport opens an import record and returns its id.
func (s *Store) BeginImport(ctx context.Context, by string, inputs []string) (int64, error) {
	panic("not built")
}

// FinishImport closes the record with the figures of imp (found by imp.ID) and
// keeps what was rejected.
func (s *Store) FinishImport(ctx context.Context, imp Import, rejected []Rejection) error {
	panic("not built")
}

// Put stores a batch in one transaction: all of it or nothing. Outcomes are in
// the order of items.
func (s *Store) Put(ctx context.Context, importID int64, items []Incoming) ([]Outcome, error) {
	panic("not built")
}

// SetStatus changes whether readers may see an article, and records why.
func (s *Store) SetStatus(ctx context.Context, id int64, status Status, reason string) error {
	panic("not built")
}

// Article returns one article whatever its status, or ErrNotFound.
func (s *Store) Article(ctx context.Context, id int64) (*Article, error) { panic("not built") }

// Articles returns the articles with these ids in their order, read in one
// statement; ids the archive does not hold are left out.
func (s *Store) Articles(ctx context.Context, ids []int64) ([]*Article, error) { panic("not built") }

// Revisions returns every version of an article, newest first, or ErrNotFound.
func (s *Store) Revisions(ctx context.Context, id int64) ([]Revision, error) { panic("not built") }

// Original returns the bytes received under a SHA-256 in hex, and their media
// type, or ErrNotFound.
func (s *Store) Original(ctx context.Context, sha256 string) ([]byte, string, error) {
	panic("not built")
}

// Change is an article after its last change, with the keys of its entities in
// the order of Article.Entities.
type Change struct {
	Article *Article
	Keys    []int64
	Words   int // words of running text
}

// Changes returns up to limit articles whose sequence is above after, in order
// of sequence, whatever their status.
func (s *Store) Changes(ctx context.Context, after int64, limit int) ([]Change, error) {
	panic("not built")
}

// Sequence is the number of the newest change, 0 in an empty archive.
func (s *Store) Sequence(ctx context.Context) (int64, error) { panic("not built") }

// Rows calls fn for every article whose sequence is at most upTo, in order of
// id. The Row's slices are fn's only during the call.
func (s *Store) Rows(ctx context.Context, upTo int64, fn func(*Row) error) error {
	panic("not built")
}

// Named returns the entities whose key is above after, in order of key.
func (s *Store) Named(ctx context.Context, after int64) ([]Named, error) { panic("not built") }

// Imports returns the newest import records first.
func (s *Store) Imports(ctx context.Context, limit int) ([]Import, error) { panic("not built") }

// Rejections returns what an import rejected, in the order of the input.
func (s *Store) Rejections(ctx context.Context, importID int64) ([]Rejection, error) {
	panic("not built")
}

// Stats counts what the archive holds.
func (s *Store) Stats(ctx context.Context) (Stats, error) { panic("not built") }

// Check runs SQLite's own integrity and foreign key checks and verifies every
// original against its hash; it returns what is wrong, in words.
func (s *Store) Check(ctx context.Context) ([]string, error) { panic("not built") }

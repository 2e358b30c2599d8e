// Package tag marks the names of people, organisations and places in a text with
// a linear-chain conditional random field, and trains such models.
package tag

import (
	"io"

	"dateline/archive/entity"
	"dateline/archive/entity/token"
)

// Span is a name: tokens First to Last, Last exclusive.
type Span struct {
	First, Last int
	Kind        entity.Kind // Person, Organisation or Place
	Confidence  float32     // 0 to 1
}

// Model is a trained model. It does not change and is safe for concurrent use.
type Model struct{}

// Default is the model that the program carries. It is unpacked at the first call.
func Default() (*Model, error) { panic("not built") }

// Load reads a model that was written by dateline model train.
func Load(r io.Reader) (*Model, error) { panic("not built") }

// Version identifies a model by its content: a short hash.
func (m *Model) Version() string { panic("not built") }

// Tagger tags texts with a model, one after another. It keeps memory and caches
// between them, and is not safe for concurrent use.
type Tagger struct{}

// Tagger makes a tagger.
func (m *Model) Tagger() *Tagger { panic("not built") }

// Tag appends the names in text to spans, in its order and without overlaps. The
// result does not depend on what was tagged before.
func (t *Tagger) Tag(text *token.Text, spans []Span) []Span { panic("not built") }

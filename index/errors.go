package index

import (
	"errors"
	"fmt"

	"dateline/index/query"
)

// CostError says that a query would cost too much, and how to make it cheaper.
type CostError struct{ Reason string }

func (e *CostError) Error() string { return e.Reason }

// StrictError says that a query was to be understood whole, and was not.
type StrictError struct{ Notes []query.Note }

func (e *StrictError) Error() string {
	return fmt.Sprintf("the query is not understood: %s", e.Notes[0].Message)
}

// The errors of cursors.
var (
	ErrCursor        = errors.New("the cursor does not belong to this search; start again without it")
	ErrCursorExpired = errors.New("the cursor is older than five minutes; start again without it, or sort by date, where cursors last")
)

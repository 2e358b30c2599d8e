package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
)

type checkCommand struct{}

// Run asks the owner of the index to check the database, the originals and the
// index. Damage is exit code 1.
func (checkCommand) Run(ctx context.Context, e *env) error {
	s, err := openExisting(ctx, e)
	if err != nil {
		return err
	}
	body, err := s.get(ctx, http.MethodGet, "/local/check")
	if err := errors.Join(err, s.close()); err != nil {
		return err
	}
	var found checked
	if err := json.Unmarshal(body, &found); err != nil {
		return err
	}
	if e.json {
		err = e.printJSON(found)
	} else {
		p := newPaper(e.out)
		for _, problem := range found.Problems {
			p.line(printable(problem))
		}
		if len(found.Problems) == 0 {
			p.line("the database, the originals and the index are sound")
		}
		err = p.err
	}
	if n := len(found.Problems); n > 0 {
		err = errors.Join(err, errors.New(plural(n, "problem", "problems")+" found in "+e.archive))
	}
	return err
}

package web

import (
	"net/http"

	"dateline/index/query"
)

// problemJSON is an error of the API, as RFC 9457 has it, with two members of
// our own. Like every type that goes out as JSON it is a promise: fields are
// added, never renamed or taken away.
type problemJSON struct {
	Type     string          `json:"type"`
	Title    string          `json:"title"`
	Status   int             `json:"status"`
	Detail   string          `json:"detail"`
	Instance string          `json:"instance"`
	Problems []parameterJSON `json:"parameters,omitempty"`
	Notes    []query.Note    `json:"notes,omitempty"`
}

// parameterJSON is one parameter that could not be used.
type parameterJSON struct {
	Parameter string `json:"parameter"`
	Detail    string `json:"detail"`
	Nearest   string `json:"nearest,omitempty"` // the known name it resembles most
}

func problemOf(f *fault, instance string) problemJSON {
	p := problemJSON{
		Type:     "about:blank",
		Title:    http.StatusText(f.status),
		Status:   f.status,
		Detail:   f.detail,
		Instance: instance,
		Notes:    f.notes,
	}
	for _, param := range f.params {
		p.Problems = append(p.Problems, parameterJSON{param.Parameter, parameterDetail(param), param.Nearest})
	}
	return p
}

package reader

import (
	"bytes"
	"io"

	"golang.org/x/text/transform"

	"dateline/archive/reader/prose"
)

var utf8BOM = []byte("\xef\xbb\xbf")

// transcode gives a reader of UTF-8 for an input in UTF-16, and the function
// that turns a piece of it back into the bytes received. Other inputs pass
// unchanged, without their byte order mark.
func transcode(in *input) (io.Reader, func([]byte) []byte) {
	enc := prose.UTF16Of(in.head)
	if enc == nil {
		if bytes.HasPrefix(in.head, utf8BOM) {
			in.body.Discard(len(utf8BOM))
		}
		return in.body, bytes.Clone
	}
	in.body.Discard(2)
	back := func(b []byte) []byte {
		raw, err := enc.NewEncoder().Bytes(b)
		if err != nil {
			return bytes.Clone(b)
		}
		return raw
	}
	return transform.NewReader(in.body, enc.NewDecoder()), back
}

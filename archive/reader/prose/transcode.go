package prose

import (
	"bufio"
	"bytes"
	"io"

	"golang.org/x/text/transform"
)

// Transcode gives a reader of UTF-8 for an input in UTF-16, and the function
// that turns a piece of it back into the bytes received. Other inputs pass
// unchanged, without their byte order mark.
func Transcode(body *bufio.Reader) (io.Reader, func([]byte) []byte) {
	head, _ := body.Peek(len(utf8BOM)) // an error comes again when the body is read
	enc := UTF16Of(head)
	if enc == nil {
		if bytes.HasPrefix(head, utf8BOM) {
			body.Discard(len(utf8BOM))
		}
		return body, bytes.Clone
	}
	body.Discard(2)
	back := func(b []byte) []byte {
		raw, err := enc.NewEncoder().Bytes(b)
		if err != nil {
			return bytes.Clone(b)
		}
		return raw
	}
	return transform.NewReader(body, enc.NewDecoder()), back
}

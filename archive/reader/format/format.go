// Package format is the shape that every format of the reader has: a package
// that recognises its inputs by their first bytes and reads them record by
// record,
//
//	Sniff(head []byte) bool
//	Read(ctx context.Context, in Input, yield Yield) error
//
// A Read streams, or holds one input of at most MaxRecord; it keeps no state
// between calls. Of a bad record it yields the Problem and goes on. The error
// it returns is one of the stream or of ctx, or the one that yield returned.
package format

import (
	"fmt"
	"io"
	"time"

	"dateline/archive"
)

// MaxRecord is the most memory one record may take, in bytes.
const MaxRecord = 64 << 20

// Sniffed is how many first bytes of an input Sniff is shown, at most.
const Sniffed = 64 << 10

// Input is one file, member of a container, or answer of a server.
type Input struct {
	Name        string    // of the file or member, for messages
	Base        string    // last element of its name, "" unknown
	URL         string    // address it was fetched from, "" none
	ContentType string    // as a server declared it, "" none
	Body        io.Reader // the bytes as received
}

// Record is one article, or one part of the input that is none though it should
// be, or that is something else.
type Record struct {
	Article   archive.Article // content fields only
	Part      string          // of the input, as messages name it: an address in a web archive; "" the input itself
	Line      int             // on which it starts in the input, from 1, 0 unknown
	Captured  time.Time       // when it was fetched from the web, zero unknown; it is no date of publication
	Original  []byte          // the record as received; the format does not use it again
	MediaType string          // of Original
	Problem   error           // not nil: rejected, Article is void; it says what to do, without name and line
	Skipped   string          // not "": nothing is wrong, but it is no article but this, in the singular ("image"); it is counted
}

// Yield takes a record. An error it returns stops the reading and is returned by
// Read.
type Yield func(Record) error

// All reads an input that is one record, whole.
func All(in Input) ([]byte, error) {
	var blocks [][]byte // a slice that grows would be held several times over
	block := make([]byte, 0, smallBlock)
	size := 0
	for {
		n, err := in.Body.Read(block[len(block):cap(block)])
		block = block[:len(block)+n]
		if size += n; size > MaxRecord {
			return nil, fmt.Errorf("is larger than %d MiB; split it", MaxRecord>>20)
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if len(block) == cap(block) {
			blocks = append(blocks, block)
			block = make([]byte, 0, min(2*cap(block), largeBlock))
		}
	}
	if len(blocks) == 0 {
		return block, nil
	}
	content := make([]byte, 0, size)
	for i, b := range blocks {
		content, blocks[i] = append(content, b...), nil
	}
	return append(content, block...), nil
}

// The sizes of the pieces in which an input is read whole, in bytes.
const (
	smallBlock = 16 << 10
	largeBlock = 1 << 20
)

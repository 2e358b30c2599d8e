package reader

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"

	"dateline/archive/reader/warc"
)

// maxWindow is how far back a packed stream may refer, in bytes: that much is
// held in memory while it is read. It is what "zstd --long" and "xz -9" need. For
// a stream inside another one it is an eighth.
const maxWindow = 128 << 20

// packing is one way to pack a single file.
type packing struct {
	name   string
	ending string // of the names of files
	is     func(head []byte) bool
	open   func(b *bufio.Reader, window int64) (io.ReadCloser, error)
}

var packings = []packing{
	{"gzip", ".gz", begins("\x1f\x8b\x08"), func(b *bufio.Reader, _ int64) (io.ReadCloser, error) { return gzip.NewReader(b) }},
	{"zstd", ".zst", begins("\x28\xb5\x2f\xfd"), openZstd},
	{"bzip2", ".bz2", isBzip2, func(b *bufio.Reader, _ int64) (io.ReadCloser, error) { return io.NopCloser(bzip2.NewReader(b)), nil }},
	{"xz", ".xz", begins("\xfd7zXZ\x00"), openXZ},
}

func begins(sign string) func([]byte) bool {
	return func(head []byte) bool { return bytes.HasPrefix(head, []byte(sign)) }
}

// isBzip2 wants the first block, too: a text may begin with "BZh".
func isBzip2(head []byte) bool {
	return len(head) >= 10 && string(head[:3]) == "BZh" && head[3] >= '1' && head[3] <= '9' &&
		(string(head[4:10]) == "1AY&SY" || string(head[4:10]) == "\x17rE8P\x90")
}

// packingOf says how an input is packed, nil if it is not.
func packingOf(head []byte) *packing {
	for i := range packings {
		if packings[i].is(head) {
			return &packings[i]
		}
	}
	return nil
}

func openZstd(b *bufio.Reader, window int64) (io.ReadCloser, error) {
	d, err := zstd.NewReader(b, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(uint64(window)))
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}

// openXZ looks at the first block for the memory it needs, which the library
// would take unasked.
func openXZ(b *bufio.Reader, window int64) (io.ReadCloser, error) {
	head, _ := b.Peek(64)
	if i := bytes.Index(head, []byte{0x21, 1}); i > 12 && i+2 < len(head) {
		if size := head[i+2] & 0x3f; size > 40 || (2|int64(size&1))<<(size/2+11) > window {
			return nil, errWindow
		}
	}
	d, err := xz.NewReader(b)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(d), nil
}

var errWindow = errors.New("is packed in a way that takes too much memory to unpack; unpack it first")

// unpack reads what is packed in an input.
func (r *reading) unpack(in *input, p *packing) error {
	unpacked, err := p.open(in.body, maxWindow>>(3*in.depth))
	if err != nil {
		return damaged(p.name, err)
	}
	defer unpacked.Close()
	base := in.base
	if stem, ok := strings.CutSuffix(base, ".tgz"); ok {
		base = stem + ".tar"
	}
	inner := func() *input {
		return &input{name: in.name, base: strings.TrimSuffix(base, p.ending), url: in.url, contentType: in.contentType, beside: in.beside, meter: in.meter, depth: in.depth + 1}
	}
	first := inner()
	err = r.stream(first, &unpacker{r: unpacked, m: in.meter, format: p.name})
	z, isGzip := unpacked.(*gzip.Reader)
	if !isGzip || !warc.Sniff(first.head) {
		return err
	}
	// Each record of a web archive is a gzip file of its own, and so can be read
	// when one before it is damaged.
	for range maxResumed {
		if !errors.As(err, new(*damageError)) || r.stopped != nil || !nextMember(in.body) {
			break
		}
		if stop := r.settle(in.name, err); stop != nil {
			return stop
		}
		if err = z.Reset(in.body); err != nil {
			err = damaged(p.name, err)
			continue
		}
		err = r.stream(inner(), &unpacker{r: z, m: in.meter, format: p.name})
	}
	return err
}

// maxResumed is how many damaged records of a web archive are passed over.
const maxResumed = 1000

// nextMember goes to what looks like the beginning of a gzip file; false means the
// end.
func nextMember(b *bufio.Reader) bool {
	for {
		head, err := b.Peek(4)
		if err != nil {
			return false
		}
		if head[0] == 0x1f && head[1] == 0x8b && head[2] == 8 && head[3] < 0x20 {
			return true
		}
		b.Discard(1)
	}
}

// unpacker counts what decompression makes and stops where it is too much.
type unpacker struct {
	r      io.Reader
	m      *meter
	format string
	err    error // comes again: readers that look ahead drop it
}

func (u *unpacker) Read(p []byte) (n int, err error) {
	if u.err != nil {
		return 0, u.err
	}
	defer func() { u.err = err }()
	n, err = u.r.Read(p)
	u.m.output += int64(n)
	if u.m.tooMuch() {
		return n, errBomb
	}
	if err != nil && err != io.EOF && u.m.ctx.Err() == nil {
		err = damaged(u.format, err)
	}
	return n, err
}

// tooMuch compares what came out with the size of the file, or with what was
// read of it where the size is unknown.
func (m *meter) tooMuch() bool {
	size := m.size
	if size == 0 {
		size = m.seen
	}
	return m.output > maxOutput || m.output > ratioFree && m.output/maxRatio > size
}

func damaged(format string, err error) error {
	switch {
	case errors.Is(err, errBomb) || errors.Is(err, errWindow) || errors.As(err, new(*damageError)):
		return err
	case errors.Is(err, zstd.ErrWindowSizeExceeded):
		return errWindow
	}
	return &damageError{format, err}
}

// damageError says that a container cannot be unpacked (any further).
type damageError struct {
	format string
	err    error
}

func (e *damageError) Error() string {
	if errors.Is(e.err, io.ErrUnexpectedEOF) {
		return "the " + e.format + " data ends too early"
	}
	return fmt.Sprintf("the %s data is damaged: %v", e.format, e.err)
}

func (e *damageError) Unwrap() error { return e.err }

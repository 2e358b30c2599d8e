package archive

import (
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// maxUnpacked is more than SQLite takes in one value; a frame that claims to be
// larger is damaged.
const maxUnpacked = 1 << 30

var errDamaged = errors.New("damaged zstd frame")

// packer compresses and expands what the database keeps. It is safe for
// concurrent use.
type packer struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}

func newPacker() (*packer, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithWindowSize(1<<20),
		zstd.WithSingleSegment(true), // else frames below 256 bytes lack their size
		zstd.WithLowerEncoderMem(true))
	if err != nil {
		return nil, err
	}
	// The limit makes a frame that lies about its size fail instead of growing.
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecodeAllCapLimit(true))
	if err != nil {
		return nil, err
	}
	return &packer{enc: enc, dec: dec}, nil
}

func (p *packer) close() {
	p.enc.Close() // without a stream there is nothing to flush
	p.dec.Close()
}

// pack returns b as one zstd frame, which carries its size and a checksum.
func (p *packer) pack(b []byte) []byte {
	return p.enc.EncodeAll(b, make([]byte, 0, len(b)/2+64))
}

// unpack expands a frame of pack.
func (p *packer) unpack(frame []byte) ([]byte, error) {
	size, err := unpackedSize(frame)
	if err != nil {
		return nil, err
	}
	b, err := p.dec.DecodeAll(frame, make([]byte, 0, size))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	if len(b) != size {
		return nil, fmt.Errorf("%w: %d bytes instead of %d", errDamaged, len(b), size)
	}
	return b, nil
}

// unpackSized expands a frame of which the size is known.
func (p *packer) unpackSized(frame []byte, size int) ([]byte, error) {
	claimed, err := unpackedSize(frame)
	if err != nil {
		return nil, err
	}
	if claimed != size {
		return nil, fmt.Errorf("%w: %d bytes instead of %d", errDamaged, claimed, size)
	}
	return p.unpack(frame)
}

// unpackedSize reads the size that a frame was packed from.
func unpackedSize(frame []byte) (int, error) {
	var h zstd.Header
	if err := h.Decode(frame); err != nil {
		return 0, fmt.Errorf("%w: %w", errDamaged, err)
	}
	if !h.HasFCS || h.FrameContentSize > maxUnpacked {
		return 0, fmt.Errorf("%w: no usable size", errDamaged)
	}
	return int(h.FrameContentSize), nil
}

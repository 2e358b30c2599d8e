package tag

import (
	"bufio"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"sync"
)

// magic is the first line of a model file; its number is that of the format. The
// second line is Info as JSON. What follows is deflated: the lexicon, then the
// transitions, then the features by key, each number as a difference or in planes
// of like bytes, which deflate best.
const magic = "dateline model 1\n"

//go:embed english.model
var english []byte

var builtIn = sync.OnceValues(loadBuiltIn)

func loadBuiltIn() (*Model, error) { return Load(bytes.NewReader(english)) }

// Default is the model that the program carries. It is unpacked at the first call.
func Default() (*Model, error) { return builtIn() }

// Version identifies a model by its content: a short hash.
func (m *Model) Version() string { return m.version }

// Lexicon is what the model knows of words, for training another.
func (m *Model) Lexicon() *Lexicon { return m.lexicon }

// seal computes the version.
func (m *Model) seal() error {
	h := sha256.New()
	w := &writer{w: bufio.NewWriter(h)}
	m.write(w)
	if w.err = errors.Join(w.err, w.w.Flush()); w.err != nil {
		return w.err
	}
	m.version = hex.EncodeToString(h.Sum(nil)[:6])
	return nil
}

// Write writes a model for Load.
func (m *Model) Write(out io.Writer) error {
	if _, err := io.WriteString(out, magic); err != nil {
		return err
	}
	info, err := json.Marshal(m.Info)
	if err != nil {
		return err
	}
	if _, err := out.Write(append(info, '\n')); err != nil {
		return err
	}
	z, err := flate.NewWriter(out, flate.BestCompression)
	if err != nil {
		return err
	}
	w := &writer{w: bufio.NewWriter(z)}
	m.write(w)
	return errors.Join(w.err, w.w.Flush(), z.Close())
}

func (m *Model) write(w *writer) {
	m.lexicon.write(w)
	w.number(math.Float64bits(m.quantum))
	for _, row := range m.transition {
		for _, v := range row {
			w.number(uint64(uint32(v)))
		}
	}
	w.number(uint64(len(m.stored)))
	last := hash(0)
	for _, s := range m.stored {
		w.number(uint64(s.key - last))
		last = s.key
	}
	for _, s := range m.stored {
		w.byte(s.columns)
	}
	for l := range labels {
		for _, s := range m.stored {
			for _, r := range s.rows {
				w.byte(byte(r[l]))
			}
		}
	}
}

// ErrFormat is what Load says of a file that is no model, or is damaged.
var ErrFormat = errors.New("no model of this program, or damaged; make one with dateline model train")

// Load reads a model that was written by dateline model train.
func Load(r io.Reader) (*Model, error) {
	in := bufio.NewReader(r)
	line := make([]byte, len(magic))
	if _, err := io.ReadFull(in, line); err != nil || string(line) != magic {
		return nil, ErrFormat
	}
	info, err := in.ReadBytes('\n')
	if err != nil {
		return nil, ErrFormat
	}
	m := &Model{}
	if err := json.Unmarshal(info, &m.Info); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	h := sha256.New()
	z := flate.NewReader(in)
	// A model has some megabytes; more would be an attack.
	d := &reader{r: bufio.NewReaderSize(io.TeeReader(io.LimitReader(z, 256<<20), h), 64<<10)}
	m.read(d)
	if d.err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, d.err)
	}
	if _, err := d.r.ReadByte(); err != io.EOF {
		return nil, ErrFormat
	}
	if err := m.prepare(); err != nil {
		return nil, err
	}
	return m, nil
}

func (m *Model) read(r *reader) {
	m.lexicon = readLexicon(r)
	m.quantum = math.Float64frombits(r.number())
	if !(m.quantum > 1e-6 && m.quantum < 1) {
		r.fail()
		return
	}
	for a := range labels {
		for b := range labels {
			v := int32(uint32(r.number()))
			if v > 1<<16 || v < -1<<16 {
				r.fail()
			}
			m.transition[a][b] = v
		}
	}
	n := r.count(1 << 24)
	m.stored = make([]stored, 0, min(n, 1<<16))
	last := hash(0)
	for range n {
		if r.err != nil {
			return
		}
		last += hash(r.number())
		m.stored = append(m.stored, stored{key: last & hashMask})
	}
	rows := 0
	for i := range m.stored {
		s := &m.stored[i]
		if s.columns = r.byte(); s.columns == 0 || s.columns > everywhere {
			r.fail()
			return
		}
		for c := s.columns; c != 0; c &= c - 1 {
			rows++
		}
	}
	all := make([][labels]int8, rows)
	for l := range labels {
		for i := range all {
			all[i][l] = int8(r.byte())
		}
	}
	for i := range m.stored {
		n := 0
		for c := m.stored[i].columns; c != 0; c &= c - 1 {
			n++
		}
		m.stored[i].rows, all = all[:n:n], all[n:]
	}
}

// writer and reader keep the first error, and then do nothing.
type writer struct {
	w   *bufio.Writer
	err error
	buf [binary.MaxVarintLen64]byte
}

func (w *writer) byte(b byte) {
	if w.err == nil {
		w.err = w.w.WriteByte(b)
	}
}

func (w *writer) number(v uint64) {
	if w.err == nil {
		_, w.err = w.w.Write(binary.AppendUvarint(w.buf[:0], v))
	}
}

func (w *writer) text(s string) {
	w.number(uint64(len(s)))
	if w.err == nil {
		_, w.err = w.w.WriteString(s)
	}
}

type reader struct {
	r   *bufio.Reader
	err error
}

func (r *reader) fail() {
	if r.err == nil {
		r.err = errors.New("a number out of range")
	}
}

func (r *reader) byte() byte {
	if r.err != nil {
		return 0
	}
	b, err := r.r.ReadByte()
	r.err = err
	return b
}

func (r *reader) number() uint64 {
	if r.err != nil {
		return 0
	}
	v, err := binary.ReadUvarint(r.r)
	r.err = err
	return v
}

// count reads a number of things that are at most most.
func (r *reader) count(most int) int {
	n := r.number()
	if n > uint64(most) {
		r.fail()
		return 0
	}
	return int(n)
}

func (r *reader) text() string {
	n := r.count(1 << 20)
	if r.err != nil {
		return ""
	}
	b := make([]byte, n)
	_, r.err = io.ReadFull(r.r, b)
	return string(b)
}

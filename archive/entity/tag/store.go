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
	"math/bits"
	"sync"
)

// magic is the first line of a model file; its number is that of the format. The
// second line is Info as JSON. What follows is deflated: the lexicon, then the
// transitions, then the features by key, each number as a difference or in planes
// of like bytes, which deflate best.
const magic = "dateline model 2\n"

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

// payload is what a model file holds behind its header, before it is deflated.
func (m *Model) payload() []byte {
	w := &writer{}
	m.write(w)
	return w.bytes
}

// seal sets the version.
func (m *Model) seal(payload []byte) {
	sum := sha256.Sum256(payload)
	m.version = hex.EncodeToString(sum[:6])
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
	return deflate(out, m.payload())
}

func deflate(out io.Writer, payload []byte) error {
	z, err := flate.NewWriter(out, flate.BestCompression)
	if err != nil {
		return err
	}
	_, err = z.Write(payload)
	return errors.Join(err, z.Close())
}

// inflate unpacks what deflate wrote. A model has some megabytes; much more would
// be an attack.
func inflate(in io.Reader) ([]byte, error) {
	const most = 256 << 20
	return io.ReadAll(io.LimitReader(flate.NewReader(in), most))
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
	payload, err := inflate(in)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	d := &reader{bytes: payload}
	m.read(d)
	if d.err != nil || len(d.bytes) > 0 {
		return nil, ErrFormat
	}
	m.seal(payload)
	m.prepare()
	return m, nil
}

func (m *Model) read(r *reader) {
	m.lexicon = readLexicon(r)
	m.quantum = math.Float64frombits(r.number())
	if !(m.quantum > 1e-6 && m.quantum < 1) {
		r.fail()
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
	m.stored = make([]stored, r.count())
	last := hash(0)
	for i := range m.stored {
		last += hash(r.number())
		m.stored[i].key = last & hashMask
	}
	rows := 0
	for i, b := range r.plane(len(m.stored)) {
		if b == 0 || b > everywhere {
			r.fail()
			return
		}
		m.stored[i].columns = b
		rows += bits.OnesCount8(b)
	}
	if rows > len(r.bytes) {
		r.fail()
		return
	}
	all := make([][labels]int8, rows)
	for l := range labels {
		for i, b := range r.plane(rows) {
			all[i][l] = int8(b)
		}
	}
	for i := range m.stored {
		n := bits.OnesCount8(m.stored[i].columns)
		m.stored[i].rows, all = all[:n:n], all[n:]
	}
}

// writer puts numbers into memory.
type writer struct{ bytes []byte }

func (w *writer) byte(b byte) { w.bytes = append(w.bytes, b) }

func (w *writer) number(v uint64) { w.bytes = binary.AppendUvarint(w.bytes, v) }

func (w *writer) text(s string) {
	w.number(uint64(len(s)))
	w.bytes = append(w.bytes, s...)
}

// reader takes numbers from memory. After an error it gives zeros.
type reader struct {
	bytes []byte
	err   error
}

func (r *reader) fail() {
	r.err = ErrFormat
	r.bytes = nil
}

func (r *reader) number() uint64 {
	v, n := binary.Uvarint(r.bytes)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.bytes = r.bytes[n:]
	return v
}

// count reads a number of things of at least one byte each.
func (r *reader) count() int {
	n := r.number()
	if n > uint64(len(r.bytes)) {
		r.fail()
		return 0
	}
	return int(n)
}

// plane reads n bytes; if there are not so many, it gives none.
func (r *reader) plane(n int) []byte {
	if n > len(r.bytes) {
		r.fail()
		return nil
	}
	var p []byte
	p, r.bytes = r.bytes[:n], r.bytes[n:]
	return p
}

func (r *reader) text() string { return string(r.plane(r.count())) }

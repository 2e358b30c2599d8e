// Package segment is how the words of a run of articles are kept: the format of
// one immutable part of the index, which Bleve's scorch stores, merges and shows
// to readers in consistent snapshots. It replaces Bleve's own format, zap, because
// that spends six bytes on each place of a word and several on a norm that is
// never read, and hands postings over one by one through interfaces.
//
// A segment has documents, numbered from 0, each the words of one article, whose
// name is its number in decimal. A field has a dictionary of terms (a finite state
// transducer of vellum) and for each term the documents that have it and, unless
// it is a keyword, how often and where.
//
// # Format
//
// All of a file:
//
//	magic     8 bytes
//	postings  lists, one after the other
//	dictionaries, one for each field; a term's value is the offset of its list
//	articles  uint32 by document
//	fields    uvarint count; for each: uvarint length of its name, name, flags
//	          (1: places are kept), uvarint offset and length of its dictionary
//	footer    see footer
//
// A list is the uvarint count of documents, then blocks of blockSize documents, the
// last one shorter. A document is the uvarint of its distance from the one before
// (from -1 at first), less one; of two times that, plus 1 when it has the term
// more than once, which the uvarint of its frequency less two then follows. A
// keyword has the distance alone. After the documents come the places of all, for
// each occurrence the uvarint of its distance from the one before in the same
// document. A list of more than one block says before its blocks: the uvarint
// lengths of the table and of all documents in bytes, and the table, which has for
// each block the uvarints of its last document's distance from that of the block
// before, and its lengths in bytes of documents and of places. So a walk skips
// blocks without reading them.
//
// Integers of fixed size are little-endian. What is not postings is covered by a
// checksum; postings are read with all bounds checked.
package segment

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/mmap-go"
	"github.com/blevesearch/vellum"
)

// magic starts and ends a file; its last byte is the version.
const magic = "dateline\x01"

// blockSize is how many documents are decoded at once.
const blockSize = 128

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// ErrDamaged says that a segment's bytes make no sense.
var ErrDamaged = errors.New("segment is damaged")

// Segment is a segment in memory. It does not change and is safe for concurrent
// use.
type Segment struct {
	whole    []byte // the file
	lists    []byte // as much of it as the postings take
	articles []uint32
	fields   []field
	refs     atomic.Int64
	unmap    func() error // nil in memory

	order    func() []uint32              // documents by article
	inverted func() ([]uninverted, error) // keywords by document
}

// File is a segment that lies in a file.
type File struct {
	Segment
	path string
}

// Path is where the file lies.
func (f *File) Path() string { return f.path }

type field struct {
	name   string
	places bool
	terms  *vellum.FST
}

// footer ends a file: where the checked part starts and where, in it, the
// articles and the fields do, the number of documents and the checksum.
type footer struct {
	Checked, Articles, Fields uint64
	Documents, Sum            uint32
}

const footerSize = 3*8 + 2*4 + len(magic)

func (f footer) append(b []byte) []byte {
	b = binary.LittleEndian.AppendUint64(b, f.Checked)
	b = binary.LittleEndian.AppendUint64(b, f.Articles)
	b = binary.LittleEndian.AppendUint64(b, f.Fields)
	b = binary.LittleEndian.AppendUint32(b, f.Documents)
	b = binary.LittleEndian.AppendUint32(b, f.Sum)
	return append(b, magic...)
}

// readFooter also checks that the parts lie one after the other.
func readFooter(data []byte) (f footer, err error) {
	if len(data) < len(magic)+footerSize || string(data[:len(magic)]) != magic || string(data[len(data)-len(magic):]) != magic {
		return f, fmt.Errorf("%w: no segment of this version", ErrDamaged)
	}
	b := data[len(data)-footerSize:]
	f.Checked, f.Articles, f.Fields = binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:]), binary.LittleEndian.Uint64(b[16:])
	f.Documents, f.Sum = binary.LittleEndian.Uint32(b[24:]), binary.LittleEndian.Uint32(b[28:])
	end := uint64(len(data) - footerSize)
	if f.Checked < uint64(len(magic)) || f.Checked > f.Articles || f.Articles > f.Fields || f.Fields > end ||
		f.Fields-f.Articles != 4*uint64(f.Documents) {
		return f, fmt.Errorf("%w: its parts overlap", ErrDamaged)
	}
	if crc32.Checksum(data[f.Checked:end], castagnoli) != f.Sum {
		return f, fmt.Errorf("%w: wrong checksum", ErrDamaged)
	}
	return f, nil
}

// Open maps a file.
func Open(path string) (*File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	data, err := mmap.Map(file, mmap.RDONLY, 0)
	file.Close() // the map outlives it
	if err != nil {
		return nil, fmt.Errorf("open segment %s: %w", path, err)
	}
	f := &File{path: path}
	if err := f.load(data); err != nil {
		data.Unmap()
		return nil, fmt.Errorf("open segment %s: %w", path, err)
	}
	f.unmap = data.Unmap
	return f, nil
}

// load reads everything but postings.
func (s *Segment) load(data []byte) (err error) {
	defer func() { // vellum trusts its bytes, which a checksum may be right about and which still make no sense
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	foot, err := readFooter(data)
	if err != nil {
		return err
	}
	s.whole, s.lists = data, data[:foot.Checked:foot.Checked]
	s.articles = make([]uint32, foot.Documents)
	for i := range s.articles {
		s.articles[i] = binary.LittleEndian.Uint32(data[foot.Articles+4*uint64(i):])
	}
	r := reader{data: data[foot.Fields : len(data)-footerSize]}
	for range r.count() {
		f := field{name: string(r.bytes(r.count()))}
		f.places = r.count()&1 != 0
		from := uint64(r.count())
		size := uint64(r.count())
		if r.bad || from < foot.Checked || size > foot.Articles || from+size > foot.Articles {
			return fmt.Errorf("%w: field %q has no dictionary", ErrDamaged, f.name)
		}
		if f.terms, err = vellum.Load(data[from : from+size]); err != nil {
			return fmt.Errorf("%w: dictionary of %q: %w", ErrDamaged, f.name, err)
		}
		s.fields = append(s.fields, f)
	}
	if r.bad {
		return fmt.Errorf("%w: list of fields", ErrDamaged)
	}
	s.refs.Store(1)
	s.order = sync.OnceValue(s.byArticle)
	s.inverted = sync.OnceValues(s.invert)
	return nil
}

// Articles are the numbers of the documents' articles. They must not be changed.
func (s *Segment) Articles() []uint32 { return s.articles }

// byArticle is the order of documents by article, nil when they are in it already.
func (s *Segment) byArticle() []uint32 {
	if slices.IsSorted(s.articles) {
		return nil
	}
	order := make([]uint32, len(s.articles))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return int(int64(s.articles[a]) - int64(s.articles[b])) })
	return order
}

// find appends the documents of an article.
func (s *Segment) find(article uint32, to []uint32) []uint32 {
	order := s.order()
	doc := func(i int) uint32 {
		if order == nil {
			return uint32(i)
		}
		return order[i]
	}
	low, high := 0, len(s.articles)
	for low < high {
		if mid := (low + high) / 2; s.articles[doc(mid)] < article {
			low = mid + 1
		} else {
			high = mid
		}
	}
	for ; low < len(s.articles) && s.articles[doc(low)] == article; low++ {
		to = append(to, doc(low))
	}
	return to
}

// reader reads what is not postings.
type reader struct {
	data []byte
	bad  bool
}

func (r *reader) count() int {
	v, n := binary.Uvarint(r.data)
	if n <= 0 || v > 1<<40 {
		r.bad = true
		return 0
	}
	r.data = r.data[n:]
	return int(v)
}

func (r *reader) bytes(n int) []byte {
	if n > len(r.data) {
		r.bad = true
		return nil
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

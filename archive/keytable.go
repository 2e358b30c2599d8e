package archive

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"dateline/archive/alike"
)

// keyBlock is how many articles share a row of copy_keys.
const keyBlock = 1024

// keyTable holds the copy keys of all articles: 32 bytes each, 32 MB for a
// million. It is read through for each batch, which costs a few milliseconds,
// instead of keeping an index of keys that every article would write to in eight
// places.
type keyTable struct {
	number int64          // meta's copy_keys that it is read up to
	blocks [][]alike.Keys // nil where no article has any
}

// of gives the keys of an article.
func (t *keyTable) of(id int64) alike.Keys {
	if b := t.block(id / keyBlock); b != nil {
		return b[id%keyBlock]
	}
	return alike.Keys{}
}

func (t *keyTable) block(n int64) []alike.Keys {
	if n < int64(len(t.blocks)) {
		return t.blocks[n]
	}
	return nil
}

func (t *keyTable) put(n int64, keys []alike.Keys) {
	for int64(len(t.blocks)) <= n {
		t.blocks = append(t.blocks, nil)
	}
	t.blocks[n] = keys
}

// read takes in what changed since it last did.
func (t *keyTable) read(ctx context.Context, db queryer) error {
	var number int64
	if err := db.QueryRowContext(ctx, "SELECT value FROM meta WHERE key = 'copy_keys'").Scan(&number); err != nil {
		return fmt.Errorf("copy keys: %w", err)
	}
	if number == t.number {
		return nil
	}
	rows, err := db.QueryContext(ctx, "SELECT block, keys FROM copy_keys WHERE changed > ?", t.number)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var n int64
		var packed []byte
		if err := rows.Scan(&n, &packed); err != nil {
			return err
		}
		keys, err := unpackKeys(packed)
		if err != nil {
			return fmt.Errorf("copy keys %d: %w", n, err)
		}
		t.put(n, keys)
	}
	t.number = number
	return rows.Err()
}

func packKeys(keys []alike.Keys) []byte {
	for len(keys) > 0 && keys[len(keys)-1].IsZero() { // the ids not yet given
		keys = keys[:len(keys)-1]
	}
	packed := make([]byte, 0, len(keys)*alike.KeyCount*4)
	for i := range keys {
		for _, k := range keys[i] {
			packed = binary.LittleEndian.AppendUint32(packed, k)
		}
	}
	return packed
}

func unpackKeys(packed []byte) ([]alike.Keys, error) {
	const size = alike.KeyCount * 4
	if len(packed)%size != 0 || len(packed) > keyBlock*size {
		return nil, fmt.Errorf("%d bytes are no keys", len(packed))
	}
	keys := make([]alike.Keys, keyBlock)
	for i := range len(packed) / size {
		for j := range alike.KeyCount {
			keys[i][j] = binary.LittleEndian.Uint32(packed[i*size+j*4:])
		}
	}
	return keys, nil
}

// likely is an article that may be a copy, with how many keys it shares.
type likely struct {
	id     int64
	shared int
}

// maxPosting is how many articles are noted for one key. What more of them share
// is a phrase of their publisher; and of so many copies any will do.
const maxPosting = 64

// search is a search for the articles that share keys with some texts.
type search struct {
	filter   [1 << 14]uint64 // bit of each key that is looked for, by its highest bits
	wanted   map[uint64]int  // place and key to posting
	postings [][]int64       // ids by which a key was found
	of       [][]int         // the postings of each text
}

func keyAt(place int, key uint32) uint64 { return uint64(place)<<32 | uint64(key) }

// newSearch looks for texts with these keys.
func newSearch(texts []alike.Keys) *search {
	s := &search{wanted: make(map[uint64]int, len(texts)*alike.KeyCount), of: make([][]int, len(texts))}
	for i := range texts {
		for place, key := range texts[i] {
			if key == 0 {
				continue
			}
			s.filter[key>>18] |= 1 << (key >> 12 & 63)
			at, ok := s.wanted[keyAt(place, key)]
			if !ok {
				at = len(s.postings)
				s.postings = append(s.postings, nil)
				s.wanted[keyAt(place, key)] = at
			}
			s.of[i] = append(s.of[i], at)
		}
	}
	return s
}

// through looks at all articles of a table.
func (s *search) through(t *keyTable) {
	if len(s.postings) == 0 {
		return
	}
	for n, block := range t.blocks {
		for i := range block {
			keys := &block[i]
			for place, key := range keys {
				if s.filter[key>>18]&(1<<(key>>12&63)) != 0 {
					s.hit(place, key, int64(n)*keyBlock+int64(i))
				}
			}
		}
	}
}

// hit notes that an article has a key, if that is looked for.
func (s *search) hit(place int, key uint32, id int64) {
	if at, ok := s.wanted[keyAt(place, key)]; ok && key != 0 && len(s.postings[at]) < maxPosting {
		s.postings[at] = append(s.postings[at], id)
	}
}

// hits notes all keys of an article.
func (s *search) hits(id int64, keys alike.Keys) {
	for place, key := range keys {
		s.hit(place, key, id)
	}
}

// found lists the articles that share keys with text i, those that share most
// first, then the older ones.
func (s *search) found(i int) []likely {
	var ids []int64
	for _, at := range s.of[i] {
		ids = append(ids, s.postings[at]...)
	}
	if len(ids) == 0 {
		return nil
	}
	slices.Sort(ids)
	var list []likely
	for _, id := range ids {
		if n := len(list); n > 0 && list[n-1].id == id {
			list[n-1].shared++
		} else {
			list = append(list, likely{id, 1})
		}
	}
	slices.SortStableFunc(list, func(a, b likely) int { return cmp.Compare(b.shared, a.shared) })
	return list
}

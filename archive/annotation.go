package archive

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"

	"dateline/archive/entity"
)

// Annotation is what was recognised in one version of an article. Offsets of
// mentions count from the start of Article.Whole.
type Annotation struct {
	Article   int64
	Version   int    // of the article
	Annotator string // version of what recognised it; not empty
	Found     []entity.Found
}

// foundLink is one found entity of an annotation, without its mentions.
type foundLink struct {
	key        int64
	about      bool
	weight     float32
	confidence float32
}

// An annotation is packed as
//
//	format, number of entities,
//	for each entity: key since the last one's, about, confidence, weight,
//	for each entity: number of mentions, and for each of them
//	    bytes since the last one's end, and its length with its via
//
// Format, about and confidence are bytes, all else are varints. The entities are
// in order of key: findings that differ in weights only link an article in the
// same way. What facets need is in front, so that opening an archive does not
// read mentions.
const (
	packedFormat   = 1
	confidenceUnit = 255 // steps from 0 to 1
	weightUnit     = 16  // steps to 1
	maxWeight      = 1 << 24
	viaBits        = 3
)

// vias are the ways of naming by the numbers they are stored under.
var vias = [...]entity.Via{
	entity.ViaName, entity.ViaDemonym, entity.ViaCapital, entity.ViaCity, entity.ViaMetonym, entity.ViaLeader,
}

var errAnnotation = errors.New("damaged annotation")

// checkFound refuses what could not be packed, or does not fit a text of length
// bytes.
func checkFound(found []entity.Found, length int) error {
	seen := make(map[refID]bool, len(found))
	for i := range found {
		f := &found[i]
		if err := checkRef(f.Ref); err != nil {
			return fmt.Errorf("found entity %d: %w", i+1, err)
		}
		if err := checkFoundOne(f, length); err != nil {
			return fmt.Errorf("found %s %s: %w", f.Kind, f.ID, err)
		}
		id := refID{f.Kind, f.ID}
		if seen[id] {
			return fmt.Errorf("found %s %s: is there twice", f.Kind, f.ID)
		}
		seen[id] = true
	}
	return nil
}

func checkFoundOne(f *entity.Found, length int) error {
	if !(f.Weight > 0 && f.Weight < math.MaxFloat32) {
		return fmt.Errorf("weight %v is not above 0", f.Weight)
	}
	if !(f.Confidence >= 0 && f.Confidence <= 1) {
		return fmt.Errorf("confidence %v is not from 0 to 1", f.Confidence)
	}
	for _, alias := range f.Aliases {
		if err := checkText(alias); err != nil {
			return fmt.Errorf("alias: %w", err)
		}
	}
	end := 0
	for _, m := range f.Mentions {
		if m.Start < end || m.End <= m.Start || m.End > length {
			return fmt.Errorf("mention at %d to %d of %d bytes, after %d", m.Start, m.End, length, end)
		}
		if slices.Index(vias[:], m.Via) < 0 {
			return fmt.Errorf("mention at %d by unknown way %q", m.Start, m.Via)
		}
		end = m.End
	}
	return nil
}

// packFound packs what checkFound passed; keys are those of the entities.
func packFound(found []entity.Found, keys []int64) []byte {
	order := make([]int, len(found))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(keys[i], keys[j]) })
	size := 4
	for i := range found {
		size += 9 + 5*len(found[i].Mentions)
	}
	b := make([]byte, 0, size)
	b = append(b, packedFormat)
	b = binary.AppendUvarint(b, uint64(len(found)))
	last := int64(0)
	for _, i := range order {
		f := &found[i]
		b = binary.AppendUvarint(b, uint64(keys[i]-last))
		last = keys[i]
		about := byte(0)
		if f.About {
			about = 1
		}
		b = append(b, about, byte(math.Round(float64(f.Confidence)*confidenceUnit)))
		b = binary.AppendUvarint(b, packWeight(f.Weight))
	}
	for _, i := range order {
		mentions := found[i].Mentions
		b = binary.AppendUvarint(b, uint64(len(mentions)))
		end := 0
		for _, m := range mentions {
			b = binary.AppendUvarint(b, uint64(m.Start-end))
			b = binary.AppendUvarint(b, uint64(m.End-m.Start)<<viaBits|uint64(slices.Index(vias[:], m.Via)))
			end = m.End
		}
	}
	return b
}

// packWeight is a weight in units, never 0.
func packWeight(w float32) uint64 {
	return uint64(max(1, math.Round(math.Min(float64(w), maxWeight)*weightUnit)))
}

// unpacker reads a packed annotation; after a fault it reads zeros.
type unpacker struct {
	b      []byte
	failed bool
}

func (u *unpacker) number() uint64 {
	n, size := binary.Uvarint(u.b)
	if size <= 0 {
		u.failed, u.b = true, nil
		return 0
	}
	u.b = u.b[size:]
	return n
}

func (u *unpacker) byte() byte {
	if len(u.b) == 0 {
		u.failed = true
		return 0
	}
	c := u.b[0]
	u.b = u.b[1:]
	return c
}

// links appends the entities to list; mentions can be read next. No annotation
// at all has none.
func (u *unpacker) links(list []foundLink) ([]foundLink, error) {
	if len(u.b) == 0 {
		return list, nil
	}
	if format := u.byte(); format != packedFormat {
		return list, fmt.Errorf("%w: format %d", errAnnotation, format)
	}
	key := int64(0)
	for n := u.number(); n > 0 && !u.failed; n-- {
		key += int64(u.number())
		l := foundLink{key: key}
		l.about = u.byte() != 0
		l.confidence = float32(u.byte()) / confidenceUnit
		l.weight = float32(u.number()) / weightUnit
		list = append(list, l)
	}
	if u.failed {
		return list, errAnnotation
	}
	return list, nil
}

// mentions reads those of the next entity.
func (u *unpacker) mentions() ([]entity.Mention, error) {
	n := u.number()
	if n > uint64(len(u.b)) { // each takes two bytes at least
		return nil, errAnnotation
	}
	list := make([]entity.Mention, 0, n)
	end := 0
	for range n {
		start := end + int(u.number())
		tail := u.number()
		via := tail & (1<<viaBits - 1)
		if u.failed || via >= uint64(len(vias)) {
			return nil, errAnnotation
		}
		end = start + int(tail>>viaBits)
		list = append(list, entity.Mention{Start: start, End: end, Via: vias[via]})
	}
	return list, nil
}

// unpackFound is the inverse of packFound, but for the refs, of which it gives
// the keys.
func unpackFound(packed []byte) ([]entity.Found, []int64, error) {
	u := unpacker{b: packed}
	links, err := u.links(nil)
	if err != nil {
		return nil, nil, err
	}
	found := make([]entity.Found, len(links))
	keys := make([]int64, len(links))
	for i, l := range links {
		keys[i] = l.key
		found[i] = entity.Found{Weight: l.weight, Confidence: l.confidence, About: l.about}
		if found[i].Mentions, err = u.mentions(); err != nil {
			return nil, nil, err
		}
	}
	return found, keys, nil
}

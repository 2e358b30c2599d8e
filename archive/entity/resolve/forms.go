package resolve

// formTable maps the hash of a word's form to the lemmas it may be of. It is an
// open-addressing table, because it is asked about every capitalised word of a
// text and nearly always says no.
type formTable struct {
	slots []formSlot
	count int
}

type formSlot struct {
	hash uint64 // 0 empty
	lemmas
}

// lemmas is a list, nearly always of one.
type lemmas struct {
	lemma int32
	next  *lemmas
}

// get gives the lemmas of a form, nil for none.
func (f *formTable) get(hash uint64) *lemmas {
	if len(f.slots) == 0 {
		return nil
	}
	mask := uint64(len(f.slots) - 1)
	for i := (hash >> 7) & mask; ; i = (i + 1) & mask {
		s := &f.slots[i]
		if s.hash == hash {
			if hash == 0 {
				return nil
			}
			return &s.lemmas
		}
		if s.hash == 0 {
			return nil
		}
	}
}

// add enters a form of a lemma.
func (f *formTable) add(hash uint64, lemma int32) {
	if hash == 0 {
		return
	}
	if f.count*2 >= len(f.slots) {
		f.grow()
	}
	mask := uint64(len(f.slots) - 1)
	for i := (hash >> 7) & mask; ; i = (i + 1) & mask {
		s := &f.slots[i]
		switch s.hash {
		case 0:
			*s = formSlot{hash, lemmas{lemma, nil}}
			f.count++
			return
		case hash:
			for l := &s.lemmas; ; l = l.next {
				if l.lemma == lemma {
					return
				}
				if l.next == nil {
					l.next = &lemmas{lemma, nil}
					return
				}
			}
		}
	}
}

func (f *formTable) grow() {
	old := f.slots
	f.slots = make([]formSlot, max(1024, 2*len(old)))
	mask := uint64(len(f.slots) - 1)
	for _, s := range old {
		if s.hash == 0 {
			continue
		}
		i := (s.hash >> 7) & mask
		for f.slots[i].hash != 0 {
			i = (i + 1) & mask
		}
		f.slots[i] = s
	}
}

package place

import "dateline/archive/entity"

// means reports whether a sense holds for tokens first to last.
func (f *finder) means(first, last int, s *sense) bool {
	if s.langs&f.language == 0 || s.flags&alsoWord != 0 && f.language == everyLanguage {
		return false
	}
	if s.via == viaLeader {
		if !s.inOffice(f.now) {
			return false
		}
		if s.flags&bareSurname != 0 && !f.hasOffice(first) {
			return false
		}
	}
	if s.flags&alsoPerson != 0 && last-first == 1 && f.insideName(first) {
		return false
	}
	return f.allowed(first, last, s)
}

// allowed reports whether the names that are known otherwise let a country be
// named by tokens first to last.
func (f *finder) allowed(first, last int, s *sense) bool {
	names := f.context.Names
	for f.name < len(names) && names[f.name].Last <= first {
		f.name++
	}
	for _, n := range names[f.name:] {
		if n.First >= last {
			break
		}
		switch n.Kind {
		case entity.Person:
			if s.via == viaLeader {
				continue
			}
			if s.flags&alsoPerson != 0 || n.First < first || n.Last > last || s.via != viaName {
				return false
			}
		case entity.Organisation:
			if n.First <= first && last <= n.Last && last-first < n.Last-n.First && !f.speaksFor(n, first, last, s) {
				return false
			}
		}
	}
	return true
}

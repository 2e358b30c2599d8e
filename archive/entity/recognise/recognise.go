// Package recognise finds the people, organisations, countries and places in a
// text: it cuts it into tokens, tags names, finds countries, and tells which
// names mean the same.
package recognise

import (
	"crypto/sha256"
	"encoding/hex"
	"sync"
	"time"

	"dateline/archive/entity"
	"dateline/archive/entity/place"
	"dateline/archive/entity/resolve"
	"dateline/archive/entity/tag"
)

// method changes with the code that joins the parts, so that archives are read
// again by a program that does it in another way.
const method = "4"

// Text is what entities are recognised in.
type Text struct {
	Text     string    // title first, if there is one; offsets of mentions are into this
	Title    int       // bytes of Text that are the title, 0 for none
	Language string    // BCP 47 primary subtag, "" unknown
	Day      time.Time // of publication, for who held which office; zero is unknown
	Desk     string    // code of the country that the source reports of without naming it, "" none
}

// Recogniser recognises entities. It does not change and is safe for concurrent
// use.
type Recogniser struct {
	model   *tag.Model
	places  *place.Gazetteer
	known   *resolve.Known
	version string
	workers sync.Pool // of *worker
}

// Options change what a Recogniser goes by; the zero value is the usual.
type Options struct {
	Model     *tag.Model       // in place of the one that the program carries
	Decisions entity.Decisions // an editor's, which win over everything else
}

// New makes a Recogniser.
func New(opt Options) (*Recogniser, error) {
	model := opt.Model
	if model == nil {
		var err error
		if model, err = tag.Default(); err != nil {
			return nil, err
		}
	}
	places, err := place.Default()
	if err != nil {
		return nil, err
	}
	known, err := resolve.Default()
	if err != nil {
		return nil, err
	}
	if !opt.Decisions.IsZero() {
		known = known.With(opt.Decisions)
		places = places.With(countryNames(opt.Decisions))
	}
	sum := sha256.Sum256([]byte(model.Version() + " " + places.Version() + " " + known.Version() + " " + method))
	r := &Recogniser{model: model, places: places, known: known, version: hex.EncodeToString(sum[:6])}
	r.workers.New = func() any { return &worker{recogniser: r, tagger: model.Tagger()} }
	return r, nil
}

// Version identifies what a text's entities depend on: the model, the names that
// are known, the decisions and the method. Where it is the same, so is the result.
func (r *Recogniser) Version() string { return r.version }

// Known is what is known of people and organisations, with the decisions.
func (r *Recogniser) Known() *resolve.Known { return r.known }

// Recognise finds the entities of a text: people, organisations, countries and
// places, in this order, those with most weight first. It takes time in
// proportion to the text, whatever it holds.
func (r *Recogniser) Recognise(t Text) []entity.Found {
	w := r.workers.Get().(*worker)
	defer r.workers.Put(w)
	return w.recognise(t)
}

func countryNames(d entity.Decisions) (add, remove map[string][]string) {
	add, remove = map[string][]string{}, map[string][]string{}
	for _, c := range d.Countries {
		add[c.Code] = append(add[c.Code], c.Add...)
		remove[c.Code] = append(remove[c.Code], c.Remove...)
	}
	return add, remove
}

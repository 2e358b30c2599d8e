package index

import (
	"runtime"
	"sync"

	"github.com/blevesearch/bleve/v2/document"

	"dateline/archive"
)

// prepared is a batch of changes, ready to be written.
type prepared struct {
	changes  int
	sequence int64                // of the last one
	highest  int64                // key of an entity in it
	docs     []*document.Document // of usable articles
	gone     []string             // ids of the others
	rows     []*archive.Row
}

// preparer turns changes into documents, on all processors.
type preparer struct {
	workers []map[string]*stemmer // each worker's own, by language
}

func newPreparer() *preparer {
	p := &preparer{workers: make([]map[string]*stemmer, runtime.GOMAXPROCS(0))}
	for i := range p.workers {
		p.workers[i] = make(map[string]*stemmer)
	}
	return p
}

func (p *preparer) prepare(changes []archive.Change) *prepared {
	b := &prepared{changes: len(changes), sequence: changes[len(changes)-1].Article.Sequence}
	docs := make([]*document.Document, len(changes))
	var wg sync.WaitGroup
	for w, stems := range p.workers {
		wg.Go(func() {
			for i := w; i < len(changes); i += len(p.workers) {
				a := changes[i].Article
				if a.Status != archive.Usable {
					continue
				}
				if stems[a.Language] == nil {
					stems[a.Language] = newStemmer(a.Language)
				}
				docs[i] = newDocument(a, changes[i].Links, stems[a.Language])
			}
		})
	}
	wg.Wait()
	for i := range changes {
		if docs[i] != nil {
			b.docs = append(b.docs, docs[i])
		} else {
			b.gone = append(b.gone, docID(changes[i].Article.ID))
		}
		b.rows = append(b.rows, rowOf(&changes[i]))
		for _, link := range changes[i].Links {
			b.highest = max(b.highest, link.Key)
		}
	}
	return b
}

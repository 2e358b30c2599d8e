package index

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"dateline/archive"
	"dateline/index/query"
)

// The limits of looking for similar articles.
const (
	similarTerms = 20     // telling terms that are searched for
	similarTried = 100    // terms of the article that are looked up
	similarWork  = 50_000 // postings that are read
	similarLeast = 0.08   // of the article's own score: below, two have only words in common, no subject
	titleCounts  = 3      // occurrences that one in the title is worth
)

// Similar lists the articles most like one, best first: those in its language
// that score highest by BM25 for its most telling words. The article itself is
// left out, as are exact copies, of it and of each other. A list is short, or
// empty, when little is similar, or when the article cannot be searched. The
// error is archive.ErrNotFound where there is no such article, or the context's.
func (x *Index) Similar(ctx context.Context, id int64, limit int) ([]Hit, error) {
	a, err := x.store.Article(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("similar to article %d: %w", id, err)
	}
	v, err := x.acquire()
	if err != nil {
		return nil, err
	}
	defer v.release()
	ctx, cancel := bounded(ctx)
	defer cancel()
	best, err := x.newCompiler(ctx, v).similar(a, min(limit, MaxLimit))
	if err != nil {
		return nil, fmt.Errorf("similar to article %d: %w", id, err)
	}
	ids, scores := make([]int64, len(best)), make(map[int64]float64, len(best))
	for i, p := range best {
		ids[i], scores[int64(p.id)] = int64(p.id), p.score
	}
	articles, err := x.store.Articles(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("read articles: %w", err)
	}
	plain := newMarker(query.All{})
	hits := make([]Hit, 0, len(articles))
	for _, a := range articles {
		if a.Status == archive.Usable {
			h := Hit{ID: a.ID, Article: a, Score: scores[a.ID]}
			h.Title, h.Snippet = plain.hit(a)
			hits = append(hits, h)
		}
	}
	return hits, nil
}

// similar finds the articles most like a.
func (c *compiler) similar(a *archive.Article, limit int) ([]position, error) {
	cols := c.view.columns
	own, at := cols.at(uint32(a.ID))
	if own == nil || own.rows[at].flags&flagLive == 0 || limit <= 0 {
		return nil, nil
	}
	terms, share, err := c.telling(a)
	if err != nil || len(terms) == 0 {
		return nil, err
	}
	var asked anyOf
	for _, t := range terms {
		p, err := c.group(fieldText, written(t.words))
		if err != nil {
			return nil, err
		}
		asked.parts = append(asked.parts, p)
	}
	language := own.cold[at].single[columnLanguage-columnsOfMany]
	best := newTop(4*limit, Relevance, nil) // copies of each other are still among them
	score := 0.0                            // of the article itself
	var failed error
	for n := range c.view.segments {
		part := &c.view.segments[n]
		if c.ctx.Err() != nil {
			return nil, context.Cause(c.ctx)
		}
		s := &scan{view: c.view, segment: n, average: average(cols), failed: &failed}
		m := asked.open(s)
		for doc := m.seek(0); doc != noDoc && failed == nil; doc = m.seek(doc + 1) {
			number := part.numbers[doc]
			b, i := cols.at(number)
			switch {
			case part.gone(doc) || b == nil || b.rows[i].flags&flagLive == 0:
			case number == uint32(a.ID):
				s.length = float64(b.rows[i].words)
				score = m.score()
			case b.cold[i].cluster != own.cold[at].cluster && b.cold[i].single[columnLanguage-columnsOfMany] == language:
				s.length = float64(b.rows[i].words)
				best.offer(position{score: m.score(), instant: b.rows[i].instant, id: number})
			}
		}
		if failed != nil {
			return nil, failed
		}
	}
	found := best.take()
	copies := make(map[uint32]bool)
	found = slices.DeleteFunc(found, func(p position) bool {
		b, i := cols.at(p.id)
		known := copies[b.cold[i].cluster]
		copies[b.cold[i].cluster] = true
		return known || p.score*share < similarLeast*score
	})
	return found[:min(len(found), limit)], nil
}

// tellingTerm is a stem of an article with the words of the article that have it.
type tellingTerm struct {
	words  []string
	weight float64
	count  int // articles that have the words, counted once for each word
}

// telling lists the terms by which an article differs most from others: those it
// repeats or has in its title and few others have (tf·idf). Words that no other
// article has find nothing, and words of every tenth article tell nothing. Share
// is how much of what the article is about the terms are, above 0 and at most 1:
// the rest is in no other article.
func (c *compiler) telling(a *archive.Article) (terms []tellingTerm, share float64, err error) {
	live := c.view.columns.live
	common := max(min(100, live/2), live/10)
	terms = termsByWeight(a)
	terms = terms[:min(len(terms), similarTried)]
	for i := range terms {
		t := &terms[i]
		for _, word := range t.words {
			found, err := c.find.term(fieldText, word)
			if err != nil {
				return nil, 0, err
			}
			t.count += found.count
		}
		t.weight = math.Sqrt(t.weight) * inverse(t.count, live)
	}
	slices.SortStableFunc(terms, func(s, t tellingTerm) int { return cmp.Compare(t.weight, s.weight) })
	used, alone := 0.0, 0.0
	work, kept := 0, terms[:0]
	for _, t := range terms {
		switch {
		case len(kept) == similarTerms:
		case t.count < 2:
			alone += t.weight
		case t.count <= common && work+t.count <= similarWork:
			used += t.weight
			work += t.count
			kept = append(kept, t)
		}
	}
	return kept, used / (used + alone), nil
}

// termsByWeight counts the terms of an article, the most frequent first, one in
// the title as several.
func termsByWeight(a *archive.Article) []tellingTerm {
	stems := newStemmer(a.Language)
	var terms []tellingTerm
	places := make(map[string]int) // by stem
	count := func(text string, weight float64) {
		var before token
		words(text, func(w token) bool {
			first, size := utf8.DecodeRuneInString(w.term)
			term, pair := w.term, w.pairs(before)
			if pair {
				term = pairMark + before.term + w.term
			}
			before = w
			if stopWords[w.term] || !unicode.IsLetter(first) || size == len(w.term) && !pair {
				return true
			}
			stem := stems.of(term)
			at, known := places[stem]
			if !known {
				at = len(terms)
				places[stem] = at
				terms = append(terms, tellingTerm{})
			}
			t := &terms[at]
			t.weight += weight
			if !slices.Contains(t.words, term) {
				t.words = append(t.words, term)
			}
			return true
		})
	}
	count(a.Title, titleCounts)
	for _, p := range a.Body {
		if p.Kind != archive.Related {
			count(p.Text, 1)
		}
	}
	slices.SortStableFunc(terms, func(s, t tellingTerm) int { return cmp.Compare(t.weight, s.weight) })
	return terms
}

package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"dateline/archive"
	"dateline/archive/entity"
)

// seed makes every archive of the same material the same.
const seed = 1987

// What an article is made of, on average.
const (
	textSize   = 870 // bytes of running text
	rareWords  = 4   // invented words
	demoShare  = 20  // one article in so many is built on the sample, however much else there is
	otherShare = 33  // one in so many is in another language
)

// How many different things the first 100,000 articles name.
const (
	rareCount         = 200_000
	personCount       = 20_000
	organisationCount = 5_000
	authorCount       = 2_000
	sourceCount       = 50
	topicCount        = 200
)

// Generator makes articles. Article n is the same in an archive of any size, so a
// small one is the beginning of a large one. It is safe for concurrent use.
type Generator struct {
	material  *Material
	countries []archive.Ref
	english   bool // no other languages, whose stems a plain reading would have to know
}

// NewGenerator makes articles out of material.
func NewGenerator(m *Material) *Generator {
	g := &Generator{material: m}
	for _, c := range entity.Countries() {
		if len(c.ID) == 2 {
			g.countries = append(g.countries, c)
		}
	}
	rng := rand.New(rand.NewPCG(seed, seed))
	rng.Shuffle(len(g.countries), func(i, j int) { g.countries[i], g.countries[j] = g.countries[j], g.countries[i] })
	return g
}

// Article is the n-th article, counted from 0: about half of it one real story,
// the rest sentences of others, with invented people and words.
func (g *Generator) Article(n int) archive.Article {
	d := &draft{generator: g, n: n, rng: rand.New(rand.NewPCG(seed, uint64(n)))}
	return d.article()
}

// draft is one article in the making.
type draft struct {
	generator *Generator
	n         int
	rng       *rand.Rand
	sentences []string
	size      int
}

func (d *draft) article() archive.Article {
	base, number := d.pick()
	language := d.language()
	title := base.title
	if language != "en" && language != "" {
		d.foreign()
		title = capital(d.rare()) + " " + d.rare() + " " + d.rare()
	} else {
		d.real(base)
	}
	a := archive.Article{
		GUID: fmt.Sprintf("bench-%d", d.n), Source: sourceName(zipf(d.rng, sourceCount)), Language: language,
		Title: title, Published: d.date(),
	}
	a.URL = fmt.Sprintf("https://example.org/%s/%d", strings.ToLower(strings.ReplaceAll(a.Source, " ", "-")), d.n)
	for range d.rng.IntN(3) {
		a.Authors = appendNew(a.Authors, authorName(zipf(d.rng, grown(authorCount, d.n, 0.5))))
	}
	a.Entities = d.entities(number)
	a.Body = d.paragraphs()
	return a
}

// pick is a story to build on, and its number.
func (d *draft) pick() (story, int) {
	m := d.generator.material
	if len(m.others) == 0 || d.rng.IntN(demoShare) == 0 {
		i := d.rng.IntN(len(m.demo))
		return m.demo[i], i
	}
	i := d.rng.IntN(len(m.others))
	return m.others[i], len(m.demo) + i
}

func (d *draft) language() string {
	if d.rng.IntN(otherShare) > 0 || d.generator.english {
		return "en"
	}
	return []string{"de", "fr", "es", "uk", ""}[d.rng.IntN(5)]
}

func (d *draft) add(sentence string) {
	d.sentences = append(d.sentences, sentence)
	d.size += len(sentence) + 1
}

// real fills half the article with a run of the story's sentences, and the rest
// with others.
func (d *draft) real(base story) {
	half := textSize/2 - 100 + d.rng.IntN(200)
	start := d.rng.IntN(max(1, len(base.sentences)/2))
	for _, s := range base.sentences[start:] {
		if d.size >= half {
			break
		}
		d.add(s)
	}
	for size := textSize - 360 + d.rng.IntN(400); d.size < size; {
		other, _ := d.pick()
		d.add(other.sentences[d.rng.IntN(len(other.sentences))])
	}
	for range d.rng.IntN(2*rareWords + 1) {
		d.plant(d.rare())
	}
}

// plant puts words into one of the sentences, between two of its own.
func (d *draft) plant(words string) {
	i := d.rng.IntN(len(d.sentences))
	s := d.sentences[i]
	at := d.rng.IntN(len(s))
	if n := strings.IndexByte(s[at:], ' '); n >= 0 {
		at += n
	} else {
		at = strings.IndexByte(s, ' ')
	}
	if at < 0 {
		at = len(s)
	}
	d.sentences[i] = s[:at] + " " + words + s[at:]
	d.size += len(words) + 1
}

// foreign fills the article with invented words alone: they stand for languages
// of which there is no material.
func (d *draft) foreign() {
	for d.size < textSize-100 {
		words := make([]string, 8+d.rng.IntN(12))
		for i := range words {
			words[i] = d.rare()
		}
		d.add(capital(strings.Join(words, " ")) + ".")
	}
}

func (d *draft) rare() string { return word(fromRare + zipf(d.rng, grown(rareCount, d.n, 0.6))) }

// entities are those of the article: half of its topics and countries follow from
// the story it is built on, so that they go with its words.
func (d *draft) entities(base int) []archive.Ref {
	var refs []archive.Ref
	add := func(ref archive.Ref, ok bool) {
		for _, have := range refs {
			ok = ok && (have.Kind != ref.Kind || have.ID != ref.ID)
		}
		if ok {
			refs = append(refs, ref)
		}
	}
	for range d.rng.IntN(5) {
		name := personName(zipf(d.rng, grown(personCount, d.n, 0.7)))
		add(entity.NewRef(entity.Person, name))
		d.plant(name)
	}
	for range d.rng.IntN(4) {
		name := organisationName(zipf(d.rng, grown(organisationCount, d.n, 0.5)))
		add(entity.NewRef(entity.Organisation, name))
		if d.rng.IntN(2) == 0 {
			d.plant(name)
		}
	}
	story := rand.New(rand.NewPCG(seed, uint64(base)))
	for _, rng := range []*rand.Rand{story, d.rng} {
		for range rng.IntN(3) {
			add(entity.NewRef(entity.Topic, topicName(zipf(rng, topicCount))))
		}
		for range rng.IntN(3) {
			add(d.generator.countries[zipf(rng, len(d.generator.countries))], true)
		}
	}
	return refs
}

// date is a moment of the ten years from 2016, sometimes less exact, sometimes
// missing.
func (d *draft) date() archive.Date {
	const years = 10
	first := time.Date(2016, time.January, 1, 0, 0, 0, 0, time.UTC)
	span := first.AddDate(years, 0, 0).Sub(first)
	t := first.Add(time.Duration(d.rng.Int64N(int64(span))))
	switch chance := d.rng.IntN(1000); {
	case chance < 20:
		return archive.Date{}
	case chance < 25:
		return archive.NewDate(t, archive.ToYear, false)
	case chance < 35:
		return archive.NewDate(t, archive.ToMonth, false)
	case chance < 500:
		return archive.NewDate(t, archive.ToDay, false)
	}
	return archive.NewDate(t, archive.ToSecond, true)
}

// paragraphs are the sentences, two or three together.
func (d *draft) paragraphs() []archive.Paragraph {
	var body []archive.Paragraph
	for rest := d.sentences; len(rest) > 0; {
		n := min(len(rest), 2+d.rng.IntN(2))
		body = append(body, archive.Paragraph{Text: strings.Join(rest[:n], " ")})
		rest = rest[n:]
	}
	return body
}

func appendNew(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

// batchSize is how many articles are held in memory at once.
const batchSize = 1000

// Fill stores the articles from the archive's present number up to count. It can
// go on where it was interrupted. Progress, if not nil, is told how many there
// are.
func (g *Generator) Fill(ctx context.Context, store *archive.Store, count int, progress func(done, total int64)) error {
	stats, err := store.Stats(ctx)
	if err != nil {
		return err
	}
	id, err := store.BeginImport(ctx, "bench", []string{"generated"})
	if err != nil {
		return err
	}
	record := archive.Import{ID: id}
	for done := stats.Articles; done < count; {
		batch := make([]archive.Incoming, min(batchSize, count-done))
		for i := range batch {
			a := g.Article(done + i)
			batch[i] = archive.Incoming{Article: a, Identity: "guid:" + a.GUID, Input: "generated", Line: done + i + 1}
		}
		if _, err := store.Put(ctx, id, batch); err != nil {
			return err
		}
		done += len(batch)
		record.Read, record.New = record.Read+len(batch), record.New+len(batch)
		if progress != nil {
			progress(int64(done), int64(count))
		}
	}
	return store.FinishImport(ctx, record, nil)
}

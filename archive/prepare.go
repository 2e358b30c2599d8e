package archive

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"runtime"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"dateline/archive/alike"
)

// prepared is an incoming article with all that can be computed before the
// transaction, so that the write lock is held for writing only.
type prepared struct {
	in          *Incoming
	input       string // in.Input as text
	content     content
	encoded     []byte
	contentHash string // 32 bytes
	textHash    string // 16 bytes, "" when the text is short
	words       int
	site        string
	authors     any // JSON array or nil
	published   any // text form or nil when undated, like the next three
	firstDay    any
	lastDay     any
	instant     any
	embargo     int64 // milliseconds, 0 for none, like the next
	revised     int64

	at int // its place in the batch

	// Set by pack.
	keys           alike.Keys
	packed         []byte
	original       []byte // SHA-256
	originalPacked []byte
}

// prepare checks and hashes a batch, several articles at once. The error is that
// of the first item that has one.
func prepare(ctx context.Context, items []Incoming) ([]*prepared, error) {
	batch := make([]*prepared, len(items))
	faults := make([]error, len(items))
	err := inParallel(ctx, len(items), func(i int) {
		if batch[i], faults[i] = prepareItem(&items[i]); batch[i] != nil {
			batch[i].at = i
		}
	})
	if err != nil {
		return nil, err
	}
	for i, err := range faults {
		if err != nil {
			return nil, &ItemError{Index: i, Input: items[i].Input, Line: items[i].Line, Err: err}
		}
	}
	return batch, nil
}

func prepareItem(in *Incoming) (*prepared, error) {
	if in.Identity == "" {
		return nil, errors.New("article has no identity")
	}
	if err := errors.Join(checkText(in.Identity), checkText(in.MediaType)); err != nil {
		return nil, fmt.Errorf("identity: %w", err)
	}
	if err := in.Article.Status.check(); in.Article.Status != "" && err != nil {
		return nil, err
	}
	p := &prepared{in: in, input: asText(in.Input), content: contentOf(&in.Article)}
	if err := p.content.check(); err != nil {
		return nil, err
	}
	for _, r := range in.Article.Entities {
		for _, alias := range r.Aliases {
			if err := checkText(alias); err != nil {
				return nil, fmt.Errorf("alias of %s %s: %w", r.Kind, r.ID, err)
			}
		}
	}
	if err := checkText(in.Annotator); err != nil {
		return nil, fmt.Errorf("annotator: %w", err)
	}
	if err := checkFound(in.Found, in.Article.wholeLength()); err != nil {
		return nil, err
	}
	var err error
	if p.encoded, err = p.content.encode(); err != nil {
		return nil, err
	}
	if len(p.encoded) > maxValue || len(in.Original) > maxValue {
		return nil, fmt.Errorf("article is larger than %d MB", maxValue>>20)
	}
	sum := sha256.Sum256(p.encoded)
	p.contentHash = string(sum[:])
	p.textHash = string(textHash(in.Article.Body))
	p.words = countWords(in.Article.Body)
	p.site = SiteOf(in.Article.URL)
	if authors := p.content.Authors; len(authors) > 0 {
		b, err := json.Marshal(authors)
		if err != nil {
			return nil, err
		}
		p.authors = string(b)
	}
	if first, last, ok := p.content.Published.Days(); ok {
		p.published = p.content.Published.String()
		p.firstDay, p.lastDay = first, last
		p.instant = p.content.Published.Time().Unix()
	}
	p.embargo, p.revised = momentOf(p.content.Embargo), 0
	if p.content.Revised.Precision() >= ToMinute { // else it orders nothing
		p.revised = momentOf(p.content.Revised)
	}
	return p, nil
}

// maxValue is the size of the largest article or original taken; SQLite itself
// stops at a thousand million bytes.
const maxValue = 512 << 20

// packBatch compresses what the archive does not hold yet, and has entities
// recognised in it. The error is that of the first item that has one.
func (s *Store) packBatch(ctx context.Context, batch []*prepared, held map[string]*stored) error {
	faults := make([]error, len(batch))
	err := inParallel(ctx, len(batch), func(i int) {
		p := batch[i]
		if h := held[p.in.Identity]; h == nil || h.contentHash != p.contentHash || h.undone {
			p.pack(s.packer)
			faults[i] = p.recognise()
		}
	})
	if err != nil {
		return err
	}
	for i, err := range faults {
		if err != nil {
			in := batch[i].in
			return &ItemError{Index: i, Input: in.Input, Line: in.Line, Err: err}
		}
	}
	return nil
}

// recognise has the entities of an article found, once.
func (p *prepared) recognise() error {
	in := p.in
	if in.Recognise == nil {
		return nil
	}
	in.Found, in.Recognise = in.Recognise(), nil
	return checkFound(in.Found, in.Article.wholeLength())
}

// running is the text that copies are recognised by.
func (p *prepared) running() []string { return running(p.in.Article.Body) }

// pack compresses content and original, and finds the keys of the text, once.
func (p *prepared) pack(with *packer) {
	if p.packed != nil {
		return
	}
	p.packed = with.packContent(p.encoded)
	p.keys = alike.KeysOf(p.running())
	if len(p.in.Original) > 0 {
		sum := sha256.Sum256(p.in.Original)
		p.original = sum[:]
		p.originalPacked = with.pack(p.in.Original)
	}
}

// inParallel calls do for 0 to n-1 from one goroutine a processor, and stops
// early with ctx's error.
func inParallel(ctx context.Context, n int, do func(i int)) error {
	group, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() error {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if err := ctx.Err(); err != nil {
					return err
				}
				do(i)
			}
			return nil
		})
	}
	return group.Wait()
}

// SiteOf is the host an address belongs to, in lower case and without "www.",
// or "" when it has none.
func SiteOf(address string) string {
	if address == "" {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// asText makes a name fit to be stored: file names may be any bytes.
func asText(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

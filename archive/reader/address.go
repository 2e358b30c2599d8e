package reader

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"
	"time"

	"dateline/archive/fetch"
)

// Fetcher gets documents from other people's servers; a *fetch.Client does.
type Fetcher interface {
	Get(ctx context.Context, req fetch.Request) (*fetch.Response, error)
}

// IsAddress says that Read would fetch a path.
func IsAddress(path string) bool {
	return strings.HasPrefix(path, "http://") || strings.HasPrefix(path, "https://")
}

// address fetches a document and reads it as what it is. One that cannot be had
// is a problem like a record that cannot be read.
func (r *reading) address(address string) error {
	if r.opt.Fetch == nil {
		return fmt.Errorf("%s: addresses are not fetched here; save the page and read the file", address)
	}
	return r.fetched(address, r.progress)
}

// fetched reads what is at an address. The error is one of having it, or the
// reason for stopping.
func (r *reading) fetched(address string, progress func(int64)) error {
	got, err := r.opt.Fetch.Get(r.ctx, fetch.Request{URL: address})
	if err != nil {
		return r.settle(address, errors.New(strings.TrimPrefix(err.Error(), address+": ")))
	}
	in := &input{name: address, url: got.URL, contentType: got.ContentType}
	if u, err := url.Parse(got.URL); err == nil {
		in.base = path.Base(u.Path)
	}
	m := &meter{ctx: r.ctx, size: int64(len(got.Body)), report: progress}
	defer m.finish()
	body := bytes.NewReader(got.Body)
	in.meter, in.seekable = m, io.NewSectionReader(meteredAt{body, m}, 0, body.Size())
	captured := r.captured
	r.captured = time.Now().UTC().Truncate(time.Second)
	defer func() { r.captured = captured }()
	if err := r.settle(address, r.stream(in, &meteredReader{body, m})); err != nil {
		return err
	}
	if got.Incomplete != nil {
		return r.settle(address, fmt.Errorf("came only in part (%w); fetch it again", got.Incomplete))
	}
	return nil
}

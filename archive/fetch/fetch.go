// Package fetch gets documents from other people's servers: within limits of
// size and time, never faster than one request a host at a time, and never from
// a private network unless that is allowed.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Options of a Client; the zero values are fit for use.
type Options struct {
	AllowPrivate bool          // also addresses of private networks and of this computer
	MaxBytes     int64         // of a body, unpacked; 0 means 32 MiB
	Timeout      time.Duration // of one request with its body; 0 means a minute
	Gap          time.Duration // least time between two requests to one host; 0 means a second, negative none
	UserAgent    string        // "" means "dateline"
}

// Client fetches. It may be used by many goroutines at a time.
type Client struct {
	opt   Options
	http  *http.Client
	hosts *hosts
}

// maxRedirects is how many redirects in a row are followed, as browsers do at
// least.
const maxRedirects = 10

// New gives a client. It does not use a proxy, because what a proxy connects to
// cannot be checked here.
func New(opt Options) *Client {
	if opt.MaxBytes == 0 {
		opt.MaxBytes = 32 << 20
	}
	if opt.Timeout == 0 {
		opt.Timeout = time.Minute
	}
	if opt.Gap == 0 {
		opt.Gap = time.Second
	}
	if opt.UserAgent == "" {
		opt.UserAgent = "dateline"
	}
	mayDial := public
	if opt.AllowPrivate {
		mayDial = nil
	}
	return newClient(opt, mayDial)
}

func newClient(opt Options, mayDial func(address string) error) *Client {
	dialer := &net.Dialer{Timeout: 15 * time.Second, Control: control(mayDial)}
	return &Client{opt: opt, hosts: newHosts(opt.Gap), http: &http.Client{
		Transport: &http.Transport{
			DialContext:            dialer.DialContext,
			TLSHandshakeTimeout:    15 * time.Second,
			ResponseHeaderTimeout:  30 * time.Second,
			MaxResponseHeaderBytes: 256 << 10,
			MaxIdleConnsPerHost:    1,
			IdleConnTimeout:        30 * time.Second,
			ForceAttemptHTTP2:      true,
		},
		// Redirects are followed by Get, which has to know which were for good.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Close lets go of idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Request is what to get, and what is known of it from the last time.
type Request struct {
	URL          string
	ETag         string // as the last Response had it, "" none
	LastModified string // likewise
	Accept       string // media types, "" anything
}

// Response is the answer of a server that has, or had, the document.
type Response struct {
	URL          string        // the address it came from in the end
	Moved        string        // where permanent redirects from the first address led, "" nowhere
	NotModified  bool          // it is as the request knew it; there is no body
	ETag         string        // for the next Request
	LastModified string        // for the next Request
	ContentType  string        // as declared
	Body         []byte        // without its content encoding
	Incomplete   error         // not nil: the body broke off there
	Fresh        time.Duration // how long the server says it will not change, 0 unsaid
	RetryAfter   time.Duration // how long the server asks to wait, 0 unsaid
}

// StatusError is the answer of a server that does not give the document.
type StatusError struct {
	URL        string // that answered
	Moved      string // as in Response
	Status     int
	RetryAfter time.Duration // how long it asks to wait, 0 unsaid
}

// Error says what the answer means.
func (e *StatusError) Error() string {
	what := strings.ToLower(http.StatusText(e.Status))
	switch e.Status {
	case http.StatusNotFound:
		what = "there is no such page"
	case http.StatusGone:
		what = "the page was removed for good"
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusPaymentRequired:
		what = "the server does not let us read it"
	case http.StatusTooManyRequests:
		what = "the server asks for fewer requests"
	}
	if e.RetryAfter > 0 {
		what += fmt.Sprintf("; try again in %s", e.RetryAfter)
	}
	return fmt.Sprintf("%s: %s (HTTP %d)", e.URL, what, e.Status)
}

// Gone says that the server has removed the document for good.
func (e *StatusError) Gone() bool { return e.Status == http.StatusGone }

// Get fetches a document. The error is a *StatusError if a server answered
// otherwise than with the document, wraps ErrPrivate or ErrTooLarge, or is one of
// the connection or of ctx. It waits for its turn with the host.
func (c *Client) Get(ctx context.Context, req Request) (*Response, error) {
	if _, err := checked(req.URL); err != nil {
		return nil, fmt.Errorf("%s: %w", req.URL, err)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	at, moved, forGood := req.URL, "", true
	for range maxRedirects + 1 {
		resp, err := c.once(ctx, cancel, at, req, at != req.URL)
		if err != nil {
			return nil, err
		}
		next, permanent := redirect(resp)
		if next == "" {
			return c.answer(resp, at, moved)
		}
		resp.Body.Close()
		to, err := checked(next)
		if err != nil {
			return nil, fmt.Errorf("%s redirects to %s: %w", at, next, err)
		}
		if forGood = forGood && permanent; forGood {
			moved = to
		}
		at = to
	}
	return nil, fmt.Errorf("%s: redirects more than %d times", req.URL, maxRedirects)
}

// once makes one request, when its host's turn comes. The time limit begins
// then.
func (c *Client) once(ctx context.Context, cancel func(), at string, req Request, redirected bool) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, at, nil)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	done, err := c.hosts.turn(ctx, r.URL.Hostname(), redirected)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	timer := time.AfterFunc(c.opt.Timeout, cancel)
	r.Header.Set("User-Agent", c.opt.UserAgent)
	if req.Accept != "" {
		r.Header.Set("Accept", req.Accept)
	}
	if req.ETag != "" {
		r.Header.Set("If-None-Match", req.ETag)
	}
	if req.LastModified != "" {
		r.Header.Set("If-Modified-Since", req.LastModified)
	}
	resp, err := c.http.Do(r)
	if err != nil {
		late := !timer.Stop()
		done()
		var wrapped *url.Error
		if errors.As(err, &wrapped) {
			err = wrapped.Err
		}
		var dial *net.OpError
		if errors.As(err, &dial) && errors.Is(dial.Err, ErrPrivate) {
			err = dial.Err
		}
		if late {
			err = fmt.Errorf("no answer within %s", c.opt.Timeout)
		}
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	resp.Body = &body{ReadCloser: resp.Body, timer: timer, limit: c.opt.Timeout, done: done}
	return resp, nil
}

// body gives the host's turn back when it is closed.
type body struct {
	io.ReadCloser
	timer *time.Timer
	limit time.Duration
	done  func()
}

func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil && err != io.EOF && !b.timer.Stop() {
		err = fmt.Errorf("not all of it came within %s", b.limit)
	}
	return n, err
}

func (b *body) Close() error {
	b.timer.Stop()
	b.done()
	return b.ReadCloser.Close()
}

// answer reads the answer that is no redirect.
func (c *Client) answer(resp *http.Response, at, moved string) (*Response, error) {
	defer resp.Body.Close()
	wait := retryAfter(resp.Header, time.Now())
	switch resp.StatusCode {
	case http.StatusOK, http.StatusNonAuthoritativeInfo:
	case http.StatusNotModified:
		return c.described(resp, at, moved, wait), nil
	default:
		return nil, &StatusError{URL: at, Moved: moved, Status: resp.StatusCode, RetryAfter: wait}
	}
	out := c.described(resp, at, moved, wait)
	content, err := io.ReadAll(io.LimitReader(resp.Body, c.opt.MaxBytes+1))
	if int64(len(content)) > c.opt.MaxBytes {
		return nil, fmt.Errorf("%s: %w: more than %d MiB", at, ErrTooLarge, c.opt.MaxBytes>>20)
	}
	if err != nil && len(content) == 0 {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	out.Body, out.Incomplete = content, err
	return out, nil
}

// ErrTooLarge is the reason for not reading a document to its end.
var ErrTooLarge = errors.New("the document is too large")

func (c *Client) described(resp *http.Response, at, moved string, wait time.Duration) *Response {
	h := resp.Header
	return &Response{
		URL: at, Moved: moved, NotModified: resp.StatusCode == http.StatusNotModified,
		ETag: h.Get("ETag"), LastModified: h.Get("Last-Modified"), ContentType: h.Get("Content-Type"),
		Fresh: freshFor(h), RetryAfter: wait,
	}
}

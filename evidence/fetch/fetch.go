// Package fetch gets pages and feeds from the web and reads feeds, for the
// reader of evidence. It takes addresses that others wrote, so it goes only to
// public machines, keeps to each site's robots.txt, asks each host slowly, and
// stops at limits of size and time.
package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// The limits where Options name none.
const (
	DefaultBytes     = 16 << 20
	DefaultTimeout   = 30 * time.Second
	defaultRedirects = 5
)

// Options says how a Client asks. The zero value is right for most.
type Options struct {
	// AllowPrivate lets requests go to private, loopback and link-local
	// addresses, and to any port.
	AllowPrivate bool
	// UserAgent is the name given to servers; the part before the slash is the
	// one looked for in robots.txt. Empty means "Entente/1 (+evidence reader)".
	UserAgent string
	// MaxBytes limits the body, both as it is sent and unpacked; 0 means 16 MB.
	MaxBytes int64
	// Timeout limits one request with its redirects, without the time spent
	// waiting for the host's turn; 0 means 30 s.
	Timeout time.Duration
	// MaxRedirects is how many redirects are followed; 0 means 5, less means
	// none.
	MaxRedirects int
	// Delay is the least time between two requests to one host, from the end
	// of one to the start of the next; 0 means 1 s, less means none.
	Delay time.Duration
}

// Cond is what an earlier Response said of its version. With it, a page that
// has not changed is not sent again.
type Cond struct{ ETag, LastModified string }

// Response is a page as it came.
type Response struct {
	URL          string // where it was found, after redirects, without a fragment
	Requested    string // the address that was asked for
	ContentType  string // as the server gave it; found from the body where it gave none
	ETag         string // for a later Cond
	LastModified string // for a later Cond
	Body         []byte // unpacked; nil where NotModified
	Retrieved    time.Time
	NotModified  bool // the page is as the Cond has it
	Status       int
}

// Client gets pages. It may be used from many goroutines; requests to one host
// wait for each other.
type Client struct {
	opt       Options
	transport *http.Transport

	mu     sync.Mutex
	hosts  map[string]*host
	origin map[string]*originRobots
}

// host has the turn of one host.
type host struct {
	turn  chan struct{} // holds one token while a request runs
	last  time.Time     // when the last request ended; touched only in turn
	crawl time.Duration // the host's Crawl-delay; under Client.mu
}

// New makes a Client.
//
// It uses no proxy, also where the environment names one: a proxy makes the
// connection in our place, so the address that matters would be checked by
// nobody.
func New(opt Options) *Client {
	if opt.UserAgent == "" {
		opt.UserAgent = "Entente/1 (+evidence reader)"
	}
	if opt.MaxBytes <= 0 {
		opt.MaxBytes = DefaultBytes
	}
	if opt.Timeout <= 0 {
		opt.Timeout = DefaultTimeout
	}
	switch {
	case opt.MaxRedirects == 0:
		opt.MaxRedirects = defaultRedirects
	case opt.MaxRedirects < 0:
		opt.MaxRedirects = 0
	}
	if opt.Delay == 0 {
		opt.Delay = time.Second
	}
	return &Client{
		opt: opt,
		transport: &http.Transport{
			Proxy:                  nil,
			DialContext:            dialer(opt.AllowPrivate, opt.Timeout).DialContext,
			TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
			TLSHandshakeTimeout:    min(opt.Timeout, 10*time.Second),
			DisableCompression:     true, // unpacked here, where bytes are counted
			ForceAttemptHTTP2:      true,
			MaxIdleConnsPerHost:    1,
			IdleConnTimeout:        15 * time.Second,
			MaxResponseHeaderBytes: 256 << 10,
		},
		hosts:  map[string]*host{},
		origin: map[string]*originRobots{},
	}
}

// Get gets one page. An answer that is not the page is an error: a status
// outside 2xx is a *StatusError, the rest wraps one of the Err values.
func (c *Client) Get(ctx context.Context, rawURL string, cond Cond) (*Response, error) {
	u, err := parseURL(rawURL)
	if err != nil {
		return nil, err
	}
	r, err := c.follow(ctx, u, job{cond: cond, limit: c.opt.MaxBytes, page: true})
	if err != nil {
		return nil, err
	}
	r.Requested = rawURL
	return r, nil
}

func parseURL(raw string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		if e, ok := errors.AsType[*url.Error](err); ok {
			err = e.Err // without the address, which may hold a password
		}
		return nil, fail(ErrScheme, "the address cannot be understood (%v); write it as https://host/path", err)
	}
	if u.Scheme == "" {
		return nil, fail(ErrScheme, "the address %q has no scheme; write it as https://host/path", u.Redacted())
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// job is what is wanted of one request and its redirects.
type job struct {
	cond  Cond
	limit int64
	page  bool // a page: robots.txt and content types are held to. Otherwise a robots.txt, cut at its limit
}

// follow asks for u and goes after redirects, with every check at every step.
func (c *Client) follow(ctx context.Context, u *url.URL, j job) (*Response, error) {
	first, left := u.Redacted(), c.opt.Timeout
	for n := 0; ; n++ {
		if err := c.checkURL(u); err != nil {
			return nil, at(u.Redacted(), err)
		}
		if j.page {
			if err := c.allowed(ctx, u); err != nil {
				return nil, at(u.Redacted(), err)
			}
		}
		r, next, err := c.hop(ctx, u, j, &left)
		if err != nil {
			return nil, at(u.Redacted(), err)
		}
		if next == nil {
			return r, nil
		}
		if n >= c.opt.MaxRedirects {
			return nil, at(first, fail(ErrRedirects, "more than %d redirects; open the address in a browser and give the one it ends at", c.opt.MaxRedirects))
		}
		if u.Scheme == "https" && next.Scheme == "http" {
			return nil, at(u.Redacted(), fail(ErrRedirects, "redirects from https to http (%s), where anybody between could change the text; give that address yourself if you want it read so", next.Redacted()))
		}
		u = next
	}
}

// hop makes one request in its host's turn. It gives the response or the
// address it redirects to.
func (c *Client) hop(ctx context.Context, u *url.URL, j job, left *time.Duration) (*Response, *url.URL, error) {
	release, err := c.take(ctx, u)
	if err != nil {
		return nil, nil, err
	}
	defer release()

	started := time.Now()
	limited, cancel := context.WithTimeout(ctx, *left)
	defer cancel()
	r, next, err := c.ask(limited, u, j)
	*left -= time.Since(started)
	switch {
	case err == nil:
		return r, next, nil
	case ctx.Err() != nil:
		return nil, nil, ctx.Err()
	case limited.Err() != nil:
		return nil, nil, &Error{Kind: ErrTimeout, Cause: limited.Err(),
			Text: "the answer took longer than " + c.opt.Timeout.String() + "; try again later, or save the text by hand"}
	}
	return nil, nil, err
}

func (c *Client) ask(ctx context.Context, u *url.URL, j job) (*Response, *url.URL, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, nil, fail(ErrScheme, "the address cannot be asked for (%v); check it", err)
	}
	req.Header.Set("User-Agent", c.opt.UserAgent)
	req.Header.Set("Accept-Encoding", "gzip, deflate")
	if j.page {
		req.Header.Set("Accept", "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.9, text/plain;q=0.8")
	}
	if j.cond.ETag != "" {
		req.Header.Set("If-None-Match", j.cond.ETag)
	}
	if j.cond.LastModified != "" {
		req.Header.Set("If-Modified-Since", j.cond.LastModified)
	}
	resp, err := c.transport.RoundTrip(req)
	if err != nil {
		return nil, nil, unreachable(err)
	}
	defer func() { _ = resp.Body.Close() }() // read to its end or given up

	r := &Response{
		URL:          u.String(),
		ContentType:  resp.Header.Get("Content-Type"),
		ETag:         resp.Header.Get("ETag"),
		LastModified: resp.Header.Get("Last-Modified"),
		Retrieved:    time.Now().UTC(),
		Status:       resp.StatusCode,
	}
	switch code := resp.StatusCode; {
	case code == http.StatusNotModified && j.cond != Cond{}:
		r.NotModified = true
		if r.ETag == "" {
			r.ETag = j.cond.ETag
		}
		if r.LastModified == "" {
			r.LastModified = j.cond.LastModified
		}
		return r, nil, nil
	case code == 301 || code == 302 || code == 303 || code == 307 || code == 308:
		next, err := target(u, resp.Header.Get("Location"))
		return nil, next, err
	case code < 200 || code > 299:
		return nil, nil, &StatusError{URL: u.Redacted(), Status: code, RetryAfter: resp.Header.Get("Retry-After")}
	}
	if j.page {
		if err := checkType(r.ContentType); err != nil {
			return nil, nil, err
		}
	}
	r.Body, err = readBody(resp, j.limit)
	if err != nil {
		if j.page || !errors.Is(err, ErrTooLarge) {
			return nil, nil, err
		}
	}
	if j.page {
		if err := r.settleType(); err != nil {
			return nil, nil, err
		}
	}
	return r, nil, nil
}

// target is where a redirect leads.
func target(from *url.URL, location string) (*url.URL, error) {
	if location == "" {
		return nil, fail(ErrRedirects, "the server redirects without saying where; open the address in a browser")
	}
	next, err := from.Parse(location)
	if err != nil {
		return nil, fail(ErrRedirects, "the server redirects to an address that cannot be understood (%q); open the address in a browser", location)
	}
	next.Fragment, next.RawFragment = "", ""
	return next, nil
}

// unreachable says why no answer came. A refusal of the dialer stays what it is.
func unreachable(err error) error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	text := "no answer came (" + err.Error() + "); check the address and the network, or try again later"
	if e, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		text = "the server's certificate does not hold (" + e.Error() + "); check the address"
	}
	return &Error{Text: text, Cause: err}
}

// take waits for the host's turn and for its delay. The caller gives the turn
// back with release.
func (c *Client) take(ctx context.Context, u *url.URL) (release func(), err error) {
	c.mu.Lock()
	h := c.host(u)
	c.mu.Unlock()
	select {
	case h.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	c.mu.Lock()
	delay := max(c.opt.Delay, h.crawl)
	c.mu.Unlock()
	if wait := time.Until(h.last.Add(delay)); delay > 0 && !h.last.IsZero() && wait > 0 {
		t := time.NewTimer(wait)
		defer t.Stop()
		select {
		case <-t.C:
		case <-ctx.Done():
			<-h.turn
			return nil, ctx.Err()
		}
	}
	return func() {
		h.last = time.Now()
		<-h.turn
	}, nil
}

// host finds or makes the host of u; the caller holds c.mu.
func (c *Client) host(u *url.URL) *host {
	k := hostKey(u)
	h := c.hosts[k]
	if h == nil {
		h = &host{turn: make(chan struct{}, 1)}
		c.hosts[k] = h
	}
	return h
}

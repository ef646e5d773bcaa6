// Package fetch gets pages and feeds from the web without doing harm: web
// addresses only, nothing private, limits on size, time and redirects, robots.txt
// respected, one request at a time for each host.
package fetch

import (
	"compress/flate"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/temoto/robotstxt"
)

// The errors of Get, wrapped with what to do next.
var (
	ErrScheme    = errors.New("not a web address")
	ErrPrivate   = errors.New("a private address")
	ErrTooLarge  = errors.New("too large")
	ErrRobots    = errors.New("refused by the site's robots.txt")
	ErrRedirects = errors.New("too many redirects")
	ErrType      = errors.New("neither page, feed nor text")
	ErrStatus    = errors.New("the site does not give it")
)

// Options of a Client; the zero value takes the defaults.
type Options struct {
	AllowPrivate bool          // let requests go to private, loopback and link-local addresses
	UserAgent    string        // "Entente/1 (reads pages for a policy dossier)" if empty
	MaxBytes     int64         // of a body as sent and as decoded; 16 MB if 0
	Timeout      time.Duration // of a request with its redirects; 30 s if 0
	MaxRedirects int           // 5 if 0
	Delay        time.Duration // least time between two requests to one host; 1 s if 0
}

// Cond are the marks of a version that is held already.
type Cond struct{ ETag, LastModified string }

// Response is what a site gave.
type Response struct {
	URL          string // after redirects
	Requested    string
	ContentType  string
	ETag         string
	LastModified string
	Body         []byte // decoded; nil where NotModified
	Retrieved    time.Time
	NotModified  bool
	Status       int
}

// Client makes requests. It may be used by several goroutines at once.
type Client struct {
	opt  Options
	http *http.Client

	mu    sync.Mutex
	hosts map[string]*host
}

// host is what is known of one site: requests to it wait for one another.
type host struct {
	mu     sync.Mutex
	last   time.Time
	delay  time.Duration
	robots *robotstxt.RobotsData
	err    error
	asked  bool
}

const agentName = "Entente"

// New makes a client. It takes no proxy from the environment: a proxy would
// resolve names itself, and the check of addresses would see only the proxy.
func New(opt Options) *Client {
	if opt.UserAgent == "" {
		opt.UserAgent = agentName + "/1 (reads pages for a policy dossier)"
	}
	if opt.MaxBytes <= 0 {
		opt.MaxBytes = 16 << 20
	}
	if opt.Timeout <= 0 {
		opt.Timeout = 30 * time.Second
	}
	if opt.MaxRedirects <= 0 {
		opt.MaxRedirects = 5
	}
	if opt.Delay <= 0 {
		opt.Delay = time.Second
	}
	c := &Client{opt: opt, hosts: map[string]*host{}}
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: c.control}
	c.http = &http.Client{
		Transport: &http.Transport{
			DialContext: dialer.DialContext, TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: 20 * time.Second,
			MaxResponseHeaderBytes: 256 << 10, DisableCompression: true, ForceAttemptHTTP2: true, MaxIdleConnsPerHost: 1, IdleConnTimeout: 30 * time.Second,
		},
		// Redirects are followed by hand, since each has to pass the same checks.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c
}

// control sees every connection's address after names are resolved, so that a
// name that leads to a private address (at once or at the second look) does not
// pass.
func (c *Client) control(network, address string, _ syscall.RawConn) error {
	if network != "tcp4" && network != "tcp6" {
		return fmt.Errorf("%w: %s", ErrScheme, network)
	}
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if !c.opt.AllowPrivate && !Public(ap.Addr()) {
		return fmt.Errorf("%w: %s (--allow-private lets it pass)", ErrPrivate, ap.Addr())
	}
	return nil
}

var notPublic = func() []netip.Prefix {
	var out []netip.Prefix
	for _, s := range []string{
		"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
		"192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
		"::/128", "::1/128", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
	} {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}()

// Public reports whether an address is one of the public internet. Addresses of
// IPv4 that stand inside IPv6 (mapped, translated, 6to4) are judged as such.
func Public(a netip.Addr) bool {
	a = a.WithZone("").Unmap()
	if a.Is6() {
		b := a.As16()
		switch {
		case netip.MustParsePrefix("64:ff9b::/96").Contains(a), netip.MustParsePrefix("::/96").Contains(a) && b[12] != 0:
			return Public(netip.AddrFrom4([4]byte(b[12:16])))
		case netip.MustParsePrefix("64:ff9b:1::/48").Contains(a):
			return false
		case netip.MustParsePrefix("2002::/16").Contains(a):
			return Public(netip.AddrFrom4([4]byte(b[2:6])))
		}
	}
	for _, p := range notPublic {
		if p.Contains(a) {
			return false
		}
	}
	return a.IsValid()
}

// allowed checks an address before it is asked for.
func (c *Client) allowed(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%w: %q; only http and https are read", ErrScheme, u.Scheme)
	case u.Host == "" || u.Hostname() == "":
		return fmt.Errorf("%w: it names no host", ErrScheme)
	case u.User != nil:
		return fmt.Errorf("%w: it holds a user name or password", ErrScheme)
	}
	if p := u.Port(); p != "" && !c.opt.AllowPrivate && p != "80" && p != "443" && p != "8080" && p != "8443" {
		return fmt.Errorf("%w: port %s is none of the web's (--allow-private lets it pass)", ErrPrivate, p)
	}
	if ip, err := netip.ParseAddr(strings.Trim(u.Hostname(), "[]")); err == nil && !c.opt.AllowPrivate && !Public(ip) {
		return fmt.Errorf("%w: %s (--allow-private lets it pass)", ErrPrivate, ip)
	}
	return nil
}

// Get asks for an address. Marks of a version held already make the request
// conditional.
func (c *Client) Get(ctx context.Context, raw string, cond Cond) (*Response, error) {
	ctx, cancel := context.WithTimeout(ctx, c.opt.Timeout)
	defer cancel()
	u, err := url.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrScheme, err)
	}
	for hop := 0; ; hop++ {
		if hop > c.opt.MaxRedirects {
			return nil, fmt.Errorf("%w: more than %d", ErrRedirects, c.opt.MaxRedirects)
		}
		if err := c.allowed(u); err != nil {
			return nil, err
		}
		res, next, err := c.once(ctx, u, cond)
		if err != nil {
			return nil, plain(ctx, err, c.opt)
		}
		if next == nil {
			res.Requested = raw
			return res, nil
		}
		if u.Scheme == "https" && next.Scheme == "http" {
			return nil, fmt.Errorf("%w: the site leads from https to http", ErrScheme)
		}
		u = next
	}
}

func plain(ctx context.Context, err error, opt Options) error {
	if ctx.Err() != nil {
		return fmt.Errorf("the site did not answer within %s", opt.Timeout)
	}
	var ue *url.Error
	if errors.As(err, &ue) {
		return ue.Err
	}
	return err
}

func (c *Client) hostOf(u *url.URL) *host {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := u.Scheme + "://" + strings.ToLower(u.Host)
	if c.hosts[key] == nil {
		c.hosts[key] = &host{delay: c.opt.Delay}
	}
	return c.hosts[key]
}

// once makes one request, after the host's turn, its delay and its robots.txt.
func (c *Client) once(ctx context.Context, u *url.URL, cond Cond) (*Response, *url.URL, error) {
	h := c.hostOf(u)
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.asked {
		h.robots, h.err = c.robots(ctx, u)
		h.asked = ctx.Err() == nil
		if h.robots != nil {
			if g := h.robots.FindGroup(agentName); g != nil && g.CrawlDelay > h.delay {
				h.delay = min(g.CrawlDelay, 10*time.Second)
			}
		}
	}
	if h.err != nil {
		return nil, nil, h.err
	}
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if path == "" {
		path = "/"
	}
	if h.robots != nil && !h.robots.TestAgent(path, agentName) {
		return nil, nil, fmt.Errorf("%w; save the page from a browser and read the file", ErrRobots)
	}
	if err := h.wait(ctx); err != nil {
		return nil, nil, err
	}
	return c.do(ctx, u, cond)
}

func (h *host) wait(ctx context.Context) error {
	if left := h.delay - time.Since(h.last); left > 0 && !h.last.IsZero() {
		select {
		case <-time.After(left):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	h.last = time.Now()
	return nil
}

// robots reads a site's robots.txt, with up to five redirects. A site that has
// none allows all; one that cannot say refuses all (RFC 9309).
func (c *Client) robots(ctx context.Context, u *url.URL) (*robotstxt.RobotsData, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	for range 6 {
		if err := c.allowed(at); err != nil {
			return nil, err
		}
		req, err := c.request(ctx, at, Cond{})
		if err != nil {
			return nil, err
		}
		res, err := c.http.Do(req)
		if err != nil {
			return nil, err
		}
		body, _ := io.ReadAll(io.LimitReader(res.Body, 500<<10))
		res.Body.Close()
		switch {
		case res.StatusCode >= 300 && res.StatusCode < 400:
			next, err := at.Parse(res.Header.Get("Location"))
			if err != nil {
				return nil, nil
			}
			at = next
			continue
		case res.StatusCode >= 500 || res.StatusCode == http.StatusTooManyRequests:
			return nil, fmt.Errorf("%w: the site cannot say now what it allows (status %d); try again later", ErrRobots, res.StatusCode)
		case res.StatusCode >= 400:
			return nil, nil
		}
		data, err := robotstxt.FromBytes(body)
		if err != nil {
			return nil, nil // what cannot be read forbids nothing
		}
		return data, nil
	}
	return nil, nil
}

func (c *Client) request(ctx context.Context, u *url.URL, cond Cond) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", c.opt.UserAgent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,text/plain;q=0.8,*/*;q=0.1")
	req.Header.Set("Accept-Encoding", "gzip, deflate")
	if cond.ETag != "" {
		req.Header.Set("If-None-Match", cond.ETag)
	}
	if cond.LastModified != "" {
		req.Header.Set("If-Modified-Since", cond.LastModified)
	}
	return req, nil
}

func (c *Client) do(ctx context.Context, u *url.URL, cond Cond) (*Response, *url.URL, error) {
	req, err := c.request(ctx, u, cond)
	if err != nil {
		return nil, nil, err
	}
	res, err := c.http.Do(req)
	if err != nil {
		return nil, nil, err
	}
	defer res.Body.Close()
	out := &Response{URL: u.String(), Status: res.StatusCode, ContentType: res.Header.Get("Content-Type"), ETag: res.Header.Get("ETag"), LastModified: res.Header.Get("Last-Modified"), Retrieved: time.Now()}
	switch {
	case res.StatusCode == http.StatusNotModified:
		out.NotModified = true
		return out, nil, nil
	case res.StatusCode >= 300 && res.StatusCode < 400:
		next, err := u.Parse(res.Header.Get("Location"))
		if err != nil || res.Header.Get("Location") == "" {
			return nil, nil, fmt.Errorf("%w: it redirects nowhere", ErrStatus)
		}
		return nil, next, nil
	case res.StatusCode == http.StatusNotFound || res.StatusCode == http.StatusGone:
		return nil, nil, fmt.Errorf("%w: there is no such page any more (status %d); look for it in a web archive", ErrStatus, res.StatusCode)
	case res.StatusCode == http.StatusUnauthorized || res.StatusCode == http.StatusPaymentRequired || res.StatusCode == http.StatusForbidden:
		return nil, nil, fmt.Errorf("%w: it wants a reader who is signed in (status %d); save the page from a browser and read the file", ErrStatus, res.StatusCode)
	case res.StatusCode == http.StatusTooManyRequests:
		return nil, nil, fmt.Errorf("%w: it asks to be left in peace for a while (status 429)", ErrStatus)
	case res.StatusCode < 200 || res.StatusCode >= 300:
		return nil, nil, fmt.Errorf("%w: status %d; try again later", ErrStatus, res.StatusCode)
	}
	if err := readable(out.ContentType); err != nil {
		return nil, nil, err
	}
	out.Body, err = c.body(res)
	return out, nil, err
}

// readable refuses what is no text by the name of its type.
func readable(contentType string) error {
	t, _, err := mime.ParseMediaType(contentType)
	if err != nil || t == "" {
		return nil
	}
	if strings.HasPrefix(t, "text/") || strings.Contains(t, "html") || strings.Contains(t, "xml") || strings.Contains(t, "json") || t == "application/x-bibtex" || strings.Contains(t, "research-info-systems") {
		return nil
	}
	if t == "application/pdf" {
		return fmt.Errorf("%w: a PDF; save its text and read that file", ErrType)
	}
	return fmt.Errorf("%w: %s", ErrType, t)
}

// body reads and decodes a body. The limit holds for the bytes on the wire and
// for the decoded ones, so that a small file that unpacks into a huge one stops.
func (c *Client) body(res *http.Response) ([]byte, error) {
	limit := c.opt.MaxBytes
	if res.ContentLength > limit {
		return nil, fmt.Errorf("%w: %d MB, and the limit is %d MB", ErrTooLarge, res.ContentLength>>20, limit>>20)
	}
	var r io.Reader = io.LimitReader(res.Body, limit+1)
	switch strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Encoding"))) {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, fmt.Errorf("the site says gzip but sends something else: %w", err)
		}
		z.Multistream(false)
		r = z
	case "deflate":
		r = flate.NewReader(r)
	default:
		return nil, fmt.Errorf("%w: packed as %q, which was not asked for", ErrType, res.Header.Get("Content-Encoding"))
	}
	body, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(body)) > limit {
		return nil, fmt.Errorf("%w: unpacked it is more than %d MB", ErrTooLarge, limit>>20)
	}
	if err != nil {
		return nil, fmt.Errorf("the page breaks off: %w", err)
	}
	return body, nil
}

package fetch

import (
	"context"
	"errors"
	"net/url"
	"time"
)

const (
	maxRobots    = 500 << 10        // what is read of a robots.txt
	keepRobots   = 24 * time.Hour   // how long one holds
	keepNoRobots = 10 * time.Minute // how long it is not asked for again after a failure
)

// originRobots is the robots.txt of one origin, fetched once.
type originRobots struct {
	busy  chan struct{} // holds one token while it is fetched
	until time.Time     // when it must be fetched again; zero before the first time
	rules *robots
	err   error
}

// allowed asks the site's robots.txt whether u may be read.
func (c *Client) allowed(ctx context.Context, u *url.URL) error {
	g, err := c.robotsFor(ctx, u)
	if err != nil {
		return err
	}
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !g.allows(path) {
		return fail(ErrRobots, "the site's robots.txt asks programs named %s not to read this page; save the text by hand", product(c.opt.UserAgent))
	}
	return nil
}

// robotsFor gives the rules of u's origin. The first to ask fetches them, the
// others wait for it.
func (c *Client) robotsFor(ctx context.Context, u *url.URL) (*robots, error) {
	key := originKey(u)
	c.mu.Lock()
	o := c.origin[key]
	if o == nil {
		o = &originRobots{busy: make(chan struct{}, 1)}
		c.origin[key] = o
	}
	c.mu.Unlock()
	select {
	case o.busy <- struct{}{}:
		defer func() { <-o.busy }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if time.Now().Before(o.until) {
		return o.rules, o.err
	}
	rules, err := c.readRobots(ctx, u)
	if ctx.Err() != nil {
		return nil, ctx.Err() // the caller gave up; the next one asks again
	}
	o.rules, o.err, o.until = rules, err, time.Now().Add(keepRobots)
	if err != nil {
		o.until = time.Now().Add(keepNoRobots)
		return nil, err
	}
	c.mu.Lock()
	h := c.host(u)
	h.crawl = max(h.crawl, rules.delay)
	c.mu.Unlock()
	return rules, nil
}

// readRobots fetches and reads one robots.txt. A site that has none allows
// everything; one that fails to give it allows nothing for now.
func (c *Client) readRobots(ctx context.Context, u *url.URL) (*robots, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	r, err := c.follow(ctx, at, job{limit: maxRobots})
	if err == nil {
		return parseRobots(r.Body, product(c.opt.UserAgent)), nil
	}
	if s, ok := errors.AsType[*StatusError](err); ok && s.Status >= 400 && s.Status < 500 {
		return &robots{}, nil
	}
	if errors.Is(err, ErrPrivate) || errors.Is(err, ErrScheme) {
		return nil, err
	}
	return nil, &Error{Kind: ErrRobots, Cause: err,
		Text: "the page is not read, because the site's robots.txt could not be: " + err.Error()}
}

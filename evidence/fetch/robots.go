package fetch

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// maxCrawlDelay is the longest Crawl-delay that is honoured.
const maxCrawlDelay = 10 * time.Second

// robots holds the rules of one robots.txt for one reader, as RFC 9309 has
// them. The zero value allows everything.
type robots struct {
	rules []robotsRule
	delay time.Duration
}

type robotsRule struct {
	parts []string // the pattern, cut at its stars
	size  int      // its length, by which the most specific rule is found
	end   bool     // the pattern must reach the end of the path
	allow bool
}

// parseRobots reads a robots.txt for the reader named agent. The groups that
// name it hold together; where none does, those for "*" hold. A line that
// cannot be understood is passed over, as the RFC wants it.
func parseRobots(body []byte, agent string) *robots {
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	var mine, all robots
	var named bool         // some group names the reader
	var forMe, forAll bool // whom the present group is for
	open := false          // the present group still collects names
	each := func(f func(*robots)) {
		if forMe {
			f(&mine)
		}
		if forAll {
			f(&all)
		}
	}
	for line := range bytes.FieldsFuncSeq(body, func(r rune) bool { return r == '\n' || r == '\r' }) {
		line, _, _ = bytes.Cut(line, []byte("#"))
		k, v, ok := strings.Cut(string(line), ":")
		if !ok {
			continue
		}
		v = strings.TrimSpace(v)
		switch strings.ToLower(strings.TrimSpace(k)) {
		case "user-agent":
			if !open {
				open, forMe, forAll = true, false, false
			}
			if v == "*" {
				forAll = true
			} else if strings.EqualFold(product(v), agent) {
				forMe, named = true, true
			}
		case "allow", "disallow":
			open = false
			if v == "" {
				continue
			}
			r := newRule(v, strings.EqualFold(strings.TrimSpace(k), "allow"))
			each(func(g *robots) { g.rules = append(g.rules, r) })
		case "crawl-delay":
			open = false
			if s, err := strconv.ParseFloat(v, 64); err == nil && s > 0 {
				d := time.Duration(min(s, maxCrawlDelay.Seconds()) * float64(time.Second))
				each(func(g *robots) { g.delay = max(g.delay, d) })
			}
		}
	}
	if named {
		return &mine
	}
	return &all
}

// product is the name of a reader without its version.
func product(agent string) string {
	if i := strings.IndexAny(agent, "/ \t("); i >= 0 {
		return agent[:i]
	}
	return agent
}

func newRule(pattern string, allow bool) robotsRule {
	r := robotsRule{size: len(pattern), allow: allow}
	pattern, r.end = strings.CutSuffix(pattern, "$")
	pattern = escapePath(pattern, "*$")
	if !strings.HasPrefix(pattern, "/") && !strings.HasPrefix(pattern, "*") {
		pattern = "/" + pattern
	}
	r.parts = strings.Split(pattern, "*")
	return r
}

func (r robotsRule) matches(path string) bool {
	rest, ok := strings.CutPrefix(path, r.parts[0])
	if !ok {
		return false
	}
	if len(r.parts) == 1 {
		return !r.end || rest == ""
	}
	last := len(r.parts) - 1
	for _, p := range r.parts[1:last] {
		i := strings.Index(rest, p)
		if i < 0 {
			return false
		}
		rest = rest[i+len(p):]
	}
	if r.end {
		return strings.HasSuffix(rest, r.parts[last])
	}
	return strings.Contains(rest, r.parts[last])
}

// allows reports whether the path, with its query, may be read: the longest
// pattern that matches decides, and of two as long the one that allows.
func (g *robots) allows(path string) bool {
	path = escapePath(path, "")
	if path == "" {
		path = "/"
	}
	if path == "/robots.txt" {
		return true
	}
	size, allow := -1, true
	for _, r := range g.rules {
		if r.size < size || (r.size == size && !r.allow) {
			continue
		}
		if r.matches(path) {
			size, allow = r.size, r.allow
		}
	}
	return allow
}

// escapePath brings a path or pattern to one way of writing: unreserved
// characters bare, all that must be escaped as %XX, the rest as it stands.
// A star or dollar sign is escaped unless it is among keep.
func escapePath(s, keep string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				i += 2
				if unreserved(byte(n)) {
					b.WriteByte(byte(n))
				} else {
					b.Write([]byte{'%', hex[n>>4], hex[n&15]})
				}
				continue
			}
		}
		star := (c == '*' || c == '$') && !strings.Contains(keep, string(rune(c)))
		if c <= ' ' || c >= 0x7f || star {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
		c == '-' || c == '.' || c == '_' || c == '~'
}

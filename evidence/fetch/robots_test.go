package fetch

import (
	"strings"
	"testing"
	"time"
)

func TestRobotsRules(t *testing.T) {
	const file = "\xef\xbb\xbf# a site\r\n" +
		"Disallow: /before-any-group\r\n" +
		"User-agent: *\rDisallow: /all\r\n" +
		"\n" +
		"User-Agent: other\nUser-agent: ENTENTE/2.0 # us\n" +
		"Sitemap: https://example.org/map.xml\n" +
		"Crawl-delay: nonsense\n" +
		"Crawl-delay: 2.5\n" +
		"disallow:\n" +
		"Disallow: /private/\n" +
		"Allow: /private/open\n" +
		"Disallow: /*.cgi$\n" +
		"Disallow: /a*b*c\n" +
		"Allow : /tie\n" +
		"Disallow: /tie\n" +
		"Disallow: /caf\u00e9\n" +
		"Disallow: /%7Euser\n" +
		"Disallow: /*?secret=\n" +
		"Disallow: bare\n" +
		"no colon here\n" +
		"User-agent: third\nDisallow: /third\n" +
		"User-agent: entente\nDisallow: /second-group\n"
	us, them := parseRobots([]byte(file), "Entente"), parseRobots([]byte(file), "Somebody")
	if us.delay != 2500*time.Millisecond {
		t.Errorf("the delay is %v", us.delay)
	}
	for path, want := range map[string]bool{
		"/":                   true,
		"":                    true,
		"/all":                true, // a group of our own stands in place of "*"
		"/before-any-group":   true,
		"/private":            true,
		"/private/":           false,
		"/private/x":          false,
		"/private/open/x":     true,
		"/p%72ivate/x":        false,
		"/x/y.cgi":            false,
		"/x/y.cgi?a=1":        true,
		"/a-b-c-d":            false,
		"/acb":                true,
		"/x/a-b-c":            true, // a pattern starts where the path does
		"/tie":                true,
		"/caf%C3%A9":          false,
		"/caf%c3%a9/x":        false,
		"/~user/x":            false,
		"/p?secret=1":         false,
		"/p?open=1":           true,
		"/bare":               false,
		"/third":              true,
		"/second-group":       false,
		"/robots.txt":         true,
		"/private/../private": false,
	} {
		if got := us.allows(path); got != want {
			t.Errorf("we may read %q: %v, want %v", path, got, want)
		}
	}
	if them.allows("/all") || !them.allows("/private/") {
		t.Error("the group for all does not hold for a stranger")
	}
	if !parseRobots(nil, "Entente").allows("/x") {
		t.Error("an empty file forbids")
	}
	if !parseRobots([]byte("User-agent: *\nDisallow: /\nUser-agent: Entente\nDisallow:"), "Entente").allows("/x") {
		t.Error("an empty rule forbids")
	}
	if g := parseRobots([]byte("user-agent: *\ncrawl-delay: 1e300"), "Entente"); g.delay != maxCrawlDelay {
		t.Errorf("a long delay is %v", g.delay)
	}
	if g := parseRobots([]byte("user-agent: *\ndisallow: /a%2Ab$\ndisallow: /d%24"), "Entente"); g.allows("/a*b") || !g.allows("/axb") || g.allows("/d$x") {
		t.Error("an escaped star is a star")
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*a*b$\nAllow: /%41\nCrawl-delay: 3", "/aab?x=%zz")
	f.Add("user-agent:entente\rdisallow:*$*\n", "*")
	f.Fuzz(func(t *testing.T, file, path string) {
		g := parseRobots([]byte(file), "Entente")
		if g.delay < 0 || g.delay > maxCrawlDelay {
			t.Errorf("the delay is %v", g.delay)
		}
		if !g.allows("/robots.txt") {
			t.Error("robots.txt is forbidden")
		}
		if e := escapePath(path, ""); escapePath(e, "") != e || strings.ContainsAny(e, "*$ ") {
			t.Errorf("%q is escaped to %q", path, e)
		}
		g.allows(path)
	})
}

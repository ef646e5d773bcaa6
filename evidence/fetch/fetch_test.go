package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestPublic(t *testing.T) {
	for addr, want := range map[string]bool{
		"8.8.8.8": true, "1.1.1.1": true, "2606:4700::1111": true, "64:ff9b::808:808": true, "2002:808:808::1": true, "::ffff:8.8.8.8": true,
		"10.1.2.3": false, "172.16.0.1": false, "172.31.255.255": false, "172.32.0.1": true, "192.168.1.1": false, "127.0.0.1": false,
		"127.255.0.1": false, "169.254.169.254": false, "100.64.0.1": false, "100.128.0.1": true, "0.0.0.0": false, "0.1.2.3": false,
		"192.0.0.1": false, "192.0.2.1": false, "198.18.0.1": false, "198.51.100.1": false, "203.0.113.9": false, "224.0.0.1": false,
		"240.0.0.1": false, "255.255.255.255": false, "::1": false, "::": false, "fe80::1": false, "fe80::1%eth0": false, "fc00::1": false,
		"fd12::1": false, "ff02::1": false, "2001:db8::1": false, "::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false,
		"64:ff9b::7f00:1": false, "64:ff9b::a00:1": false, "2002:7f00:1::": false, "2002:a00:1::1": false, "64:ff9b:1::1": false, "::127.0.0.1": false,
	} {
		if got := Public(netip.MustParseAddr(addr)); got != want {
			t.Errorf("%s: public %v, want %v", addr, got, want)
		}
	}
}

// site is a small site on loopback, with a page to count requests by path.
type site struct {
	*httptest.Server
	hits   map[string]*atomic.Int32
	now    atomic.Int32
	most   atomic.Int32
	robots string
	status int
}

func newSite(t *testing.T, pages map[string]http.HandlerFunc) *site {
	t.Helper()
	s := &site{hits: map[string]*atomic.Int32{}, status: 200}
	for p := range pages {
		s.hits[p] = &atomic.Int32{}
	}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := s.now.Add(1)
		defer s.now.Add(-1)
		for m := s.most.Load(); n > m && !s.most.CompareAndSwap(m, n); m = s.most.Load() {
		}
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(s.status)
			fmt.Fprint(w, s.robots)
			return
		}
		h := pages[r.URL.Path]
		if h == nil {
			http.NotFound(w, r)
			return
		}
		s.hits[r.URL.Path].Add(1)
		h(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func page(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, body)
	}
}

func client(opt Options) *Client {
	opt.AllowPrivate = true
	opt.Delay = time.Millisecond
	return New(opt)
}

func TestGet(t *testing.T) {
	zeros := func() []byte {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		chunk := make([]byte, 1<<20)
		for range 50 {
			z.Write(chunk)
		}
		z.Close()
		return b.Bytes()
	}()
	s := newSite(t, map[string]http.HandlerFunc{
		"/a":    page("<p>hello</p>"),
		"/to-a": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/a", http.StatusFound) },
		"/loop": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) },
		"/file": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		},
		"/pdf": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/pdf")
			fmt.Fprint(w, "%PDF")
		},
		"/bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(zeros)
		},
		"/big": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			for range 3 << 10 {
				if _, err := w.Write(make([]byte, 1024)); err != nil {
					return
				}
			}
		},
		"/zip": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			fmt.Fprint(z, "<p>packed</p>")
			z.Close()
		},
		"/slow": func(_ http.ResponseWriter, r *http.Request) {
			select {
			case <-r.Context().Done():
			case <-time.After(5 * time.Second):
			}
		},
		"/gone": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) },
		"/deny": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) },
		"/etag": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"v1"`)
			if r.Header.Get("If-None-Match") == `"v1"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			page("<p>first</p>")(w, r)
		},
	})
	for _, c := range []struct {
		path, want string
		err        error
	}{
		{"/a", "<p>hello</p>", nil},
		{"/to-a", "<p>hello</p>", nil},
		{"/zip", "<p>packed</p>", nil},
		{"/loop", "", ErrRedirects},
		{"/file", "", ErrScheme},
		{"/pdf", "", ErrType},
		{"/bomb", "", ErrTooLarge},
		{"/big", "", ErrTooLarge},
		{"/gone", "", ErrStatus},
		{"/deny", "", ErrStatus},
		{"/none", "", ErrStatus},
	} {
		res, err := client(Options{MaxBytes: 1 << 20}).Get(context.Background(), s.URL+c.path, Cond{})
		if !errors.Is(err, c.err) {
			t.Errorf("%s: %v, want %v", c.path, err, c.err)
			continue
		}
		if c.err == nil && string(res.Body) != c.want {
			t.Errorf("%s: %q", c.path, res.Body)
		}
	}
	start := time.Now()
	if _, err := client(Options{Timeout: 200 * time.Millisecond}).Get(context.Background(), s.URL+"/slow", Cond{}); err == nil || time.Since(start) > 3*time.Second {
		t.Errorf("slow: %v after %s", err, time.Since(start))
	}
	cl := client(Options{})
	res, err := cl.Get(context.Background(), s.URL+"/etag", Cond{})
	if err != nil || res.ETag != `"v1"` {
		t.Fatal(res, err)
	}
	if res, err = cl.Get(context.Background(), s.URL+"/etag", Cond{ETag: res.ETag}); err != nil || !res.NotModified || res.Body != nil {
		t.Errorf("%+v, %v", res, err)
	}
}

// TestPrivate holds that no private address is asked, at the first request, by
// name, or at a redirect, unless it is allowed.
func TestPrivate(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": page("secret")})
	cl := New(Options{Delay: time.Millisecond})
	for _, addr := range []string{s.URL + "/a", strings.Replace(s.URL, "127.0.0.1", "localhost", 1) + "/a", "http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/",
		"http://0x7f000001/", "http://2130706433/", "http://localhost/", "http://10.0.0.1:8080/"} {
		if _, err := cl.Get(context.Background(), addr, Cond{}); err == nil {
			t.Errorf("%s was read", addr)
		}
	}
	for _, addr := range []string{"ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http://user:pass@example.org/", "//example.org", ""} {
		if _, err := cl.Get(context.Background(), addr, Cond{}); !errors.Is(err, ErrScheme) {
			t.Errorf("%q: %v", addr, err)
		}
	}
	if s.hits["/a"].Load() != 0 {
		t.Error("the private page was asked for")
	}
	if err := cl.control("tcp4", "192.168.0.9:80", nil); !errors.Is(err, ErrPrivate) {
		t.Errorf("a name that leads to a private address passes: %v", err)
	}
}

func TestRobots(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": page("a"), "/private/b": page("b")})
	s.robots = "User-agent: *\nDisallow: /private/\n"
	cl := client(Options{})
	if _, err := cl.Get(context.Background(), s.URL+"/a", Cond{}); err != nil {
		t.Error(err)
	}
	if _, err := cl.Get(context.Background(), s.URL+"/private/b", Cond{}); !errors.Is(err, ErrRobots) || s.hits["/private/b"].Load() != 0 {
		t.Errorf("%v, asked %d times", err, s.hits["/private/b"].Load())
	}
	s.robots = "User-agent: Entente\nDisallow: /\n"
	if _, err := client(Options{}).Get(context.Background(), s.URL+"/a", Cond{}); !errors.Is(err, ErrRobots) {
		t.Error(err)
	}
	s.status = 503
	if _, err := client(Options{}).Get(context.Background(), s.URL+"/a", Cond{}); !errors.Is(err, ErrRobots) {
		t.Error(err)
	}
	s.status = 404
	if _, err := client(Options{}).Get(context.Background(), s.URL+"/a", Cond{}); err != nil {
		t.Error(err)
	}
}

// TestOneAtATime holds that a site gets one request at a time, with a pause.
func TestOneAtATime(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(5 * time.Millisecond)
		page("a")(w, r)
	}})
	cl := New(Options{AllowPrivate: true, Delay: 20 * time.Millisecond})
	done := make(chan error, 5)
	start := time.Now()
	for range 5 {
		go func() {
			_, err := cl.Get(context.Background(), s.URL+"/a", Cond{})
			done <- err
		}()
	}
	for range 5 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if s.most.Load() != 1 {
		t.Errorf("%d requests at once", s.most.Load())
	}
	if took := time.Since(start); took < 80*time.Millisecond {
		t.Errorf("five requests in %s: no pause between them", took)
	}
}

const rss = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Strait Notes</title><link>https://strait.example/</link><language>en</language>
<item><guid>n1</guid><title>Ships sail again</title><link>/notes/1</link><pubDate>Mon, 01 Feb 2021 09:00:00 GMT</pubDate><description>&lt;p&gt;Short.&lt;/p&gt;</description><category>Ports</category></item></channel></rss>`
const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>해협</title><link href="https://strait.example/"/><entry><id>a1</id><title>항만 회의</title><link href="https://strait.example/a1"/><author><name>박서연</name></author><updated>2025-03-04T10:00:00+09:00</updated><content type="html">&lt;p&gt;본문&lt;/p&gt;</content></entry></feed>`
const jsonFeed = `{"version":"https://jsonfeed.org/version/1.1","title":"Notes","home_page_url":"https://strait.example/","items":[{"id":"j1","url":"https://strait.example/j1","title":"One","content_html":"<p>x</p>","date_published":"2024-05-06T00:00:00Z","authors":[{"name":"Ines Calder"}]}]}`

func TestParseFeed(t *testing.T) {
	for _, c := range []struct{ name, src, title, url, author, date string }{
		{"rss", rss, "Ships sail again", "https://strait.example/notes/1", "", "2021-02-01"},
		{"atom", atom, "항만 회의", "https://strait.example/a1", "박서연", ""},
		{"json", jsonFeed, "One", "https://strait.example/j1", "Ines Calder", "2024-05-06"},
	} {
		if !IsFeed("", []byte(c.src)) {
			t.Errorf("%s is not known as a feed", c.name)
		}
		f, err := ParseFeed([]byte(c.src))
		if err != nil || len(f.Items) != 1 {
			t.Fatalf("%s: %+v, %v", c.name, f, err)
		}
		it := f.Items[0]
		if it.Title != c.title || it.URL != c.url || strings.Join(it.Authors, ",") != c.author || c.date != "" && it.Published.Format(time.DateOnly) != c.date {
			t.Errorf("%s: %+v", c.name, it)
		}
	}
	for _, bad := range []string{
		`<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]><rss version="2.0"><channel><title>&lol2;</title></channel></rss>`,
		`<?xml version="1.0"?><!DOCTYPE r SYSTEM "file:///etc/passwd"><rss/>`, "", "<rss", "{", "plain text",
	} {
		if _, err := ParseFeed([]byte(bad)); !errors.Is(err, ErrFeed) {
			t.Errorf("%.40q: %v", bad, err)
		}
	}
	if IsFeed("text/html", []byte("<html><body>rss</body></html>")) || IsFeed("", []byte("<p>page</p>")) {
		t.Error("a page is taken for a feed")
	}
}

func FuzzParseFeed(f *testing.F) {
	for _, s := range []string{rss, atom, jsonFeed, "<rss><channel><item><link>http://[</link>"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		feed, err := ParseFeed(src)
		if err != nil {
			return
		}
		for _, it := range feed.Items {
			if it.URL != "" && !strings.HasPrefix(strings.ToLower(it.URL), "http") && strings.Contains(it.URL, ":") && !strings.HasPrefix(it.URL, "/") && strings.HasPrefix(strings.ToLower(it.URL), "javascript:") {
				t.Errorf("an address that is none of the web's: %q", it.URL)
			}
		}
	})
}

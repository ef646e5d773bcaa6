package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// site is a server on loopback; it has no robots.txt unless pages names one.
func site(t *testing.T, pages map[string]http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p, ok := pages[r.URL.Path]; ok {
			p(w, r)
			return
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func text(kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		fmt.Fprint(w, body)
	}
}

func to(where string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", where)
		w.WriteHeader(http.StatusFound)
	}
}

// local is a client for the tests' own servers.
func local(change func(*Options)) *Client {
	o := Options{AllowPrivate: true, Delay: -1, Timeout: 5 * time.Second}
	if change != nil {
		change(&o)
	}
	return New(o)
}

func get(t *testing.T, c *Client, url string) (*Response, error) {
	t.Helper()
	r, err := c.Get(t.Context(), url, Cond{})
	if (r == nil) == (err == nil) {
		t.Fatalf("%s: response %v and error %v", url, r, err)
	}
	return r, err
}

func TestGet(t *testing.T) {
	var agent, proxied atomic.Value
	proxy := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { proxied.Store(true) }))
	defer proxy.Close()
	t.Setenv("HTTP_PROXY", proxy.URL)
	s := site(t, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, r *http.Request) {
		agent.Store(r.UserAgent())
		w.Header().Set("Etag", `"v1"`)
		w.Header().Set("Last-Modified", "Mon, 02 Jan 2006 15:04:05 GMT")
		text("text/html; charset=utf-8", "<p>hello")(w, r)
	}})
	before := time.Now()
	r, err := get(t, local(nil), " "+s.URL+"/a?b=c#part")
	if err != nil {
		t.Fatal(err)
	}
	if r.URL != s.URL+"/a?b=c" || r.Requested != " "+s.URL+"/a?b=c#part" || string(r.Body) != "<p>hello" || r.Status != 200 ||
		r.ContentType != "text/html; charset=utf-8" || r.ETag != `"v1"` || r.LastModified != "Mon, 02 Jan 2006 15:04:05 GMT" || r.NotModified {
		t.Errorf("the response is %+v", r)
	}
	if r.Retrieved.Before(before.Add(-time.Second)) || r.Retrieved.Location() != time.UTC {
		t.Errorf("retrieved at %v", r.Retrieved)
	}
	if agent.Load() != "Entente/1 (+evidence reader)" {
		t.Errorf("the agent is %v", agent.Load())
	}
	if proxied.Load() != nil {
		t.Error("the proxy of the environment was asked")
	}
}

func TestPrivateRefused(t *testing.T) {
	var asked atomic.Int32
	s := site(t, map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) { asked.Add(1) }})
	c := New(Options{Delay: -1, Timeout: 5 * time.Second})
	for _, url := range []string{s.URL + "/", "http://127.0.0.1/", "http://[::1]:8080/", "http://localhost:8080/", "http://10.0.0.1/"} {
		_, err := get(t, c, url)
		want := ErrPrivate
		if url == s.URL+"/" {
			want = ErrScheme // its port is refused first
		}
		if !errors.Is(err, want) {
			t.Errorf("%s: %v", url, err)
		} else if !strings.Contains(err.Error(), "--allow-private") {
			t.Errorf("%s: %q does not say what to do", url, err)
		}
	}
	// Past the check of the address itself: the dialer refuses on its own.
	conn, err := c.transport.DialContext(t.Context(), "tcp", strings.TrimPrefix(s.URL, "http://"))
	if err == nil {
		conn.Close()
	}
	if !errors.Is(err, ErrPrivate) {
		t.Errorf("the dialer says %v", err)
	}
	if asked.Load() != 0 {
		t.Error("the server was reached")
	}
}

func TestPassword(t *testing.T) {
	_, err := get(t, local(nil), "https://me:secret@example.org/")
	if !errors.Is(err, ErrScheme) || strings.Contains(err.Error(), "secret") {
		t.Errorf("%v", err)
	}
	if _, err := get(t, local(nil), "https://me:secret@exa mple.org:x/"); !errors.Is(err, ErrScheme) || strings.Contains(err.Error(), "secret") {
		t.Errorf("%v", err)
	}
	if _, err := get(t, local(nil), "example.org/a"); !errors.Is(err, ErrScheme) || !strings.Contains(err.Error(), "https://") {
		t.Errorf("%v", err)
	}
}

func TestRedirects(t *testing.T) {
	s := site(t, map[string]http.HandlerFunc{
		"/end":      text("text/plain", "here"),
		"/one":      to("/end#there"),
		"/five":     to("/four"),
		"/four":     to("three"),
		"/three":    to("./two"),
		"/two":      to("/one"),
		"/six":      to("/five"),
		"/loop":     to("/loop"),
		"/file":     to("file:///etc/passwd"),
		"/login":    to("http://me:pw@127.0.0.1/"),
		"/nowhere":  to(""),
		"/bad":      to("http://[::1"),
		"/multi":    to("http://224.0.0.1/"),
		"/zero":     to("http://0.0.0.0/"),
		"/choices":  func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusMultipleChoices) },
		"/notasked": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) },
	})
	c := local(nil)
	for _, p := range []string{"/one", "/five"} {
		if r, err := get(t, c, s.URL+p); err != nil || r.URL != s.URL+"/end" || r.Requested != s.URL+p {
			t.Errorf("%s: %+v, %v", p, r, err)
		}
	}
	for p, want := range map[string]error{
		"/six": ErrRedirects, "/loop": ErrRedirects, "/nowhere": ErrRedirects, "/bad": ErrRedirects,
		"/file": ErrScheme, "/login": ErrScheme, "/multi": ErrPrivate, "/zero": ErrPrivate,
	} {
		if _, err := get(t, c, s.URL+p); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", p, err, want)
		}
	}
	for _, p := range []string{"/choices", "/notasked"} {
		if _, err := get(t, c, s.URL+p); err == nil {
			t.Errorf("%s: no error", p)
		} else if _, ok := errors.AsType[*StatusError](err); !ok {
			t.Errorf("%s: %v", p, err)
		}
	}
	if _, err := get(t, local(func(o *Options) { o.MaxRedirects = -1 }), s.URL+"/one"); !errors.Is(err, ErrRedirects) {
		t.Errorf("with no redirects allowed: %v", err)
	}
}

// A public site that redirects to a private address: the first server is let
// through by hand, so that the second step alone is at test.
func TestRedirectToPrivate(t *testing.T) {
	var asked atomic.Int32
	inner := site(t, map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) { asked.Add(1) }})
	outer := site(t, map[string]http.HandlerFunc{
		"/plain": to("http://127.0.0.1:8080/"), "/name": to("http://localhost:8080/"), "/port": to(inner.URL + "/"),
	})
	c := New(Options{Delay: -1, Timeout: 5 * time.Second})
	shut := c.transport.DialContext
	open := dialer(true, time.Second).DialContext
	c.transport.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		if addr == "public.example:80" {
			return open(ctx, network, strings.TrimPrefix(outer.URL, "http://"))
		}
		return shut(ctx, network, addr)
	}
	for p, want := range map[string]error{"/plain": ErrPrivate, "/name": ErrPrivate, "/port": ErrScheme} {
		if _, err := get(t, c, "http://public.example"+p); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", p, err, want)
		}
	}
	if asked.Load() != 0 {
		t.Error("the inner server was reached")
	}
}

func TestNoWayDown(t *testing.T) {
	plain := site(t, map[string]http.HandlerFunc{"/": text("text/plain", "x")})
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/down" {
			http.Redirect(w, r, plain.URL, http.StatusMovedPermanently)
			return
		}
		http.NotFound(w, r)
	}))
	s.Config.ErrorLog = quiet
	s.StartTLS()
	defer s.Close()
	c := local(nil)
	if _, err := get(t, c, s.URL+"/down"); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("an unknown certificate: %v", err)
	}
	c = local(nil)
	c.transport.TLSClientConfig = s.Client().Transport.(*http.Transport).TLSClientConfig
	if _, err := get(t, c, s.URL+"/down"); !errors.Is(err, ErrRedirects) || !strings.Contains(err.Error(), "https to http") {
		t.Errorf("%v", err)
	}
}

func TestConditional(t *testing.T) {
	s := site(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Etag", `"v2"`)
		if r.Header.Get("If-None-Match") == `"v2"` || r.Header.Get("If-Modified-Since") == "then" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		text("text/plain", "new")(w, r)
	}})
	c := local(nil)
	for _, cond := range []Cond{{ETag: `"v2"`}, {LastModified: "then"}} {
		r, err := c.Get(t.Context(), s.URL+"/", cond)
		if err != nil || !r.NotModified || r.Status != 304 || r.Body != nil || r.ETag != `"v2"` || r.LastModified != cond.LastModified {
			t.Errorf("%+v: %+v, %v", cond, r, err)
		}
	}
	if r, err := c.Get(t.Context(), s.URL+"/", Cond{ETag: `"v1"`}); err != nil || r.NotModified || string(r.Body) != "new" {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestStatus(t *testing.T) {
	for code, says := range map[int]string{
		401: "by hand", 403: "by hand", 404: "check the address", 410: "web archive", 429: `"120"`,
		451: "legal", 500: "later", 503: "later", 418: "browser", 599: "no known status",
	} {
		s := site(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, _ *http.Request) {
			if code == 429 {
				w.Header().Set("Retry-After", "120")
			}
			w.WriteHeader(code)
		}})
		_, err := get(t, local(nil), s.URL+"/")
		e, ok := errors.AsType[*StatusError](err)
		if !ok || e.Status != code || !strings.Contains(err.Error(), fmt.Sprint(code)) || !strings.Contains(err.Error(), says) || strings.Count(err.Error(), s.URL) != 1 {
			t.Errorf("%d: %v", code, err)
		}
	}
}

func TestTimeout(t *testing.T) {
	stop := make(chan struct{})
	s := site(t, map[string]http.HandlerFunc{
		"/silent": func(http.ResponseWriter, *http.Request) { <-stop },
		"/drip": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/plain")
			for {
				select {
				case <-stop:
					return
				case <-r.Context().Done():
					return
				case <-time.After(10 * time.Millisecond):
					fmt.Fprint(w, "x")
					w.(http.Flusher).Flush()
				}
			}
		},
		"/chain": func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(70 * time.Millisecond)
			to("/chain")(w, r)
		},
	})
	defer close(stop)
	c := local(func(o *Options) { o.Timeout, o.MaxRedirects = 200*time.Millisecond, 50 })
	for _, p := range []string{"/silent", "/drip", "/chain"} {
		start := time.Now()
		_, err := get(t, c, s.URL+p)
		if !errors.Is(err, ErrTimeout) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %v", p, err)
		}
		if d := time.Since(start); d > 3*time.Second {
			t.Errorf("%s took %v", p, d)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := local(nil).Get(ctx, s.URL+"/silent", Cond{}); errors.Is(err, ErrTimeout) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the caller's own limit: %v", err)
	}
}

// One request at a time to a host, with the delay between them, also over two
// ports and many goroutines.
func TestTurns(t *testing.T) {
	var running, most atomic.Int32
	var mu sync.Mutex
	var starts, ends []time.Time
	page := func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		starts = append(starts, time.Now())
		mu.Unlock()
		if n := running.Add(1); n > most.Load() {
			most.Store(n)
		}
		time.Sleep(5 * time.Millisecond)
		running.Add(-1)
		mu.Lock()
		ends = append(ends, time.Now())
		mu.Unlock()
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		text("text/plain", "x")(w, r)
	}
	a, b := httptest.NewServer(http.HandlerFunc(page)), httptest.NewServer(http.HandlerFunc(page))
	defer a.Close()
	defer b.Close()
	const delay = 40 * time.Millisecond
	c := local(func(o *Options) { o.Delay = delay })
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Go(func() {
			if _, err := c.Get(t.Context(), []string{a.URL, b.URL}[i%2]+"/", Cond{}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most.Load() != 1 || len(starts) != 8 {
		t.Errorf("%d at once, %d in all; want 1 and 8", most.Load(), len(starts))
	}
	for i := 1; i < len(starts); i++ {
		if d := starts[i].Sub(ends[i-1]); d < delay-5*time.Millisecond {
			t.Errorf("request %d came %v after the one before", i, d)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := c.Get(ctx, a.URL+"/", Cond{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a caller that gives up in the queue gets %v", err)
	}
	if _, err := c.Get(t.Context(), a.URL+"/", Cond{}); err != nil {
		t.Errorf("the turn was not given back: %v", err)
	}
}

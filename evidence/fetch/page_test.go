package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"log"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

var quiet = log.New(io.Discard, "", 0)

func packed(t *testing.T, w io.WriteCloser, body io.Reader) {
	t.Helper()
	if _, err := io.Copy(w, body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func sent(encoding string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		w.Header().Set("Content-Encoding", encoding)
		w.Write(body)
	}
}

func TestSizes(t *testing.T) {
	s := site(t, map[string]http.HandlerFunc{
		"/exact": text("text/plain", strings.Repeat("x", 1<<20)),
		"/over":  text("text/plain", strings.Repeat("x", 1<<20+1)),
		"/empty": text("text/plain", ""),
	})
	c := local(func(o *Options) { o.MaxBytes = 1 << 20 })
	if r, err := get(t, c, s.URL+"/exact"); err != nil || len(r.Body) != 1<<20 {
		t.Errorf("at the limit: %v", err)
	}
	if r, err := get(t, c, s.URL+"/empty"); err != nil || len(r.Body) != 0 {
		t.Errorf("empty: %v", err)
	}
	if _, err := get(t, c, s.URL+"/over"); !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "1 MB") {
		t.Errorf("over the limit: %v", err)
	}
}

func TestUnpacking(t *testing.T) {
	const page = "the same page, the same page, the same page"
	var gz, zl, raw bytes.Buffer
	packed(t, gzip.NewWriter(&gz), strings.NewReader(page))
	packed(t, zlib.NewWriter(&zl), strings.NewReader(page))
	fw, _ := flate.NewWriter(&raw, 6)
	packed(t, fw, strings.NewReader(page))
	s := site(t, map[string]http.HandlerFunc{
		"/gzip": sent("gzip", gz.Bytes()), "/x-gzip": sent("X-GZIP", gz.Bytes()),
		"/zlib": sent("deflate", zl.Bytes()), "/flate": sent("deflate", raw.Bytes()),
		"/plain": sent("identity", []byte(page)),
		"/none":  sent("gzip", nil), "/nothing": sent("deflate", nil),
		"/br": sent("br", []byte("x")), "/twice": sent("gzip, gzip", gz.Bytes()),
		"/cut": sent("gzip", gz.Bytes()[:gz.Len()-9]), "/lie": sent("gzip", []byte(page)),
	})
	c := local(nil)
	for p, want := range map[string]string{"/gzip": page, "/x-gzip": page, "/zlib": page, "/flate": page, "/plain": page, "/none": "", "/nothing": ""} {
		if r, err := get(t, c, s.URL+p); err != nil || string(r.Body) != want {
			t.Errorf("%s: %v", p, err)
		}
	}
	for _, p := range []string{"/br", "/twice"} {
		if _, err := get(t, c, s.URL+p); !errors.Is(err, ErrType) {
			t.Errorf("%s: %v", p, err)
		}
	}
	for _, p := range []string{"/cut", "/lie"} {
		if _, err := get(t, c, s.URL+p); err == nil || !strings.Contains(err.Error(), "damaged") {
			t.Errorf("%s: %v", p, err)
		}
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestBombs(t *testing.T) {
	var gz, zl bytes.Buffer
	packed(t, gzip.NewWriter(&gz), io.LimitReader(zeros{}, 50<<20))
	packed(t, zlib.NewWriter(&zl), io.LimitReader(zeros{}, 50<<20))
	s := site(t, map[string]http.HandlerFunc{"/gzip": sent("gzip", gz.Bytes()), "/deflate": sent("deflate", zl.Bytes())})
	for _, p := range []string{"/gzip", "/deflate"} {
		_, err := get(t, local(nil), s.URL+p)
		if !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "16 MB unpacked") {
			t.Errorf("%s: %v", p, err)
		}
	}
}

func TestTypes(t *testing.T) {
	for kind, ok := range map[string]bool{
		"text/html": true, "TEXT/HTML; charset=x; charset=y": true, "application/xhtml+xml": true, "text/plain": true,
		"application/rss+xml; charset=utf-8": true, "application/atom+xml": true, "text/xml": true, "application/feed+json": true,
		"application/json": true, "application/xml": true,
		"application/pdf": false, "image/png": false, "application/zip": false, "image/svg+xml": false,
		"application/octet-stream": false, "video/mp4": false, "application/javascript": false, "nonsense": false,
	} {
		s := site(t, map[string]http.HandlerFunc{"/": text(kind, "some text")})
		_, err := get(t, local(nil), s.URL+"/")
		if ok != (err == nil) || (!ok && !errors.Is(err, ErrType)) {
			t.Errorf("%s: %v", kind, err)
		}
		if kind == "application/pdf" && !strings.Contains(err.Error(), "neither a PDF nor") {
			t.Errorf("%s: %v", kind, err)
		}
	}
	bare := func(body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Type"] = nil
			io.WriteString(w, body)
		}
	}
	s := site(t, map[string]http.HandlerFunc{
		"/html": bare("<!doctype html><p>x"), "/pdf": bare("%PDF-1.7 x"), "/png": bare("\x89PNG\r\n\x1a\n"), "/named": text("application/octet-stream", "%PDF-1.7 x"),
		"/docx": text("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK\x03\x04"),
	})
	if r, err := get(t, local(nil), s.URL+"/html"); err != nil || mediaType(r.ContentType) != "text/html" {
		t.Errorf("a page without a type: %+v, %v", r, err)
	}
	for p, ok := range map[string]bool{"/pdf": true, "/named": true, "/docx": true, "/png": false} {
		if _, err := get(t, local(nil), s.URL+p); (err == nil) != ok || !ok && !errors.Is(err, ErrType) {
			t.Errorf("%s: %v", p, err)
		}
	}
}

func TestRobotsAsked(t *testing.T) {
	var asked atomic.Int32
	s := site(t, map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, r *http.Request) {
			asked.Add(1)
			text("text/plain", "User-agent: Entente\nDisallow: /no\nDisallow: /*?secret\nUser-agent: *\nDisallow: /")(w, r)
		},
		"/no/page": text("text/plain", "x"), "/yes": text("text/plain", "x"), "/to-no": to("/no/page"),
	})
	c := local(nil)
	for p, ok := range map[string]bool{"/yes": true, "/no/page": false, "/to-no": false, "/yes?secret=1": false, "/%6eo/page": false} {
		_, err := get(t, c, s.URL+p)
		if ok != (err == nil) || (!ok && !errors.Is(err, ErrRobots)) {
			t.Errorf("%s: %v", p, err)
		}
	}
	if asked.Load() != 1 {
		t.Errorf("robots.txt was asked for %d times", asked.Load())
	}
	if _, err := get(t, local(func(o *Options) { o.UserAgent = "Other/2" }), s.URL+"/yes"); !errors.Is(err, ErrRobots) || !strings.Contains(err.Error(), "Other") {
		t.Errorf("another reader: %v", err)
	}
}

func TestRobotsMissing(t *testing.T) {
	status := func(n int) http.HandlerFunc { return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(n) } }
	long := "User-agent: *\nDisallow: /no\n" + strings.Repeat("#"+strings.Repeat("x", 99)+"\n", 6000) + "Disallow: /late\n"
	for name, c := range map[string]struct {
		robots http.HandlerFunc
		ok     bool
		says   string
	}{
		"404":      {status(404), true, ""},
		"403":      {status(403), true, ""},
		"500":      {status(500), false, "500"},
		"503":      {status(503), false, "503"},
		"broken":   {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, false, "robots.txt could not be"},
		"loop":     {to("/robots.txt"), false, "redirects"},
		"redirect": {to("/rules"), true, ""},
		"html":     {text("text/html", "<!doctype html><p>Disallow: /"), true, ""},
		"long":     {text("text/plain", long), true, ""},
	} {
		s := site(t, map[string]http.HandlerFunc{
			"/robots.txt": c.robots, "/rules": text("text/plain", "User-agent: *\nDisallow: /no"), "/late": text("text/plain", "x"),
		})
		client := local(nil)
		for range 2 { // the second time from memory
			_, err := get(t, client, s.URL+"/late")
			if c.ok != (err == nil) || (!c.ok && (!errors.Is(err, ErrRobots) || !strings.Contains(err.Error(), c.says))) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if name == "redirect" || name == "long" {
			if _, err := get(t, client, s.URL+"/no"); !errors.Is(err, ErrRobots) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	s := site(t, nil)
	s.Close()
	if _, err := get(t, local(nil), s.URL+"/"); !errors.Is(err, ErrRobots) {
		t.Errorf("a server that is away: %v", err)
	}
}

func TestCrawlDelay(t *testing.T) {
	s := site(t, map[string]http.HandlerFunc{
		"/robots.txt": text("text/plain", "User-agent: *\nCrawl-delay: 0.2"), "/": text("text/plain", "x"),
	})
	c := local(nil)
	start := time.Now()
	for range 2 {
		if _, err := get(t, c, s.URL+"/"); err != nil {
			t.Fatal(err)
		}
	}
	if d := time.Since(start); d < 400*time.Millisecond {
		t.Errorf("three requests took only %v", d)
	}
}

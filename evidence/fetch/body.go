package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
)

// capped gives an error when more than its limit comes through.
type capped struct {
	r     io.Reader
	left  int64
	limit int64
	what  string
}

func limitTo(r io.Reader, limit int64, what string) *capped {
	return &capped{r: r, left: limit, limit: limit, what: what}
}

func (c *capped) Read(p []byte) (int, error) {
	if int64(len(p)) > c.left+1 {
		p = p[:c.left+1]
	}
	n, err := c.r.Read(p)
	c.left -= int64(n)
	if c.left < 0 {
		c.left = 0
		return n - 1, fail(ErrTooLarge, "the page is larger than %s %s and was not read further; save the part you need by hand", size(c.limit), c.what)
	}
	return n, err
}

func size(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MB", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// readBody reads and unpacks the body, with the limit held on the bytes as
// sent and on the bytes unpacked. On ErrTooLarge the bytes up to the limit
// come with the error.
func readBody(resp *http.Response, limit int64) ([]byte, error) {
	raw := limitTo(resp.Body, limit, "as sent")
	plain, err := unpack(strings.Join(resp.Header.Values("Content-Encoding"), ","), raw)
	if err != nil {
		return nil, bodyError(err)
	}
	body, err := io.ReadAll(limitTo(plain, limit, "unpacked"))
	if err != nil {
		return body, bodyError(err)
	}
	return body, nil
}

func bodyError(err error) error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return &Error{Cause: err, Text: "the page broke off or is damaged (" + err.Error() + "); try again later"}
}

// unpack undoes a content encoding.
func unpack(encoding string, r io.Reader) (io.Reader, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "identity":
		return r, nil
	case "gzip", "x-gzip":
		br := bufio.NewReader(r)
		if _, err := br.Peek(1); errors.Is(err, io.EOF) {
			return br, nil
		}
		return gzip.NewReader(br)
	case "deflate":
		// By the standard a zlib stream; some servers send it without the frame.
		br := bufio.NewReader(r)
		head, err := br.Peek(2)
		if errors.Is(err, io.EOF) && len(head) == 0 {
			return br, nil
		}
		if len(head) == 2 && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
			return zlib.NewReader(br)
		}
		return flate.NewReader(br), nil
	}
	return nil, fail(ErrType, "the page came packed as %q, which was not asked for; save the text by hand", encoding)
}

// mediaType is the bare type of a Content-Type header, in lower case.
func mediaType(contentType string) string {
	if t, _, err := mime.ParseMediaType(contentType); err == nil {
		return t
	}
	t, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(t))
}

// documents are the types of files that are read beside pages: PDF, and those of office
// programs. Some servers give files as a stream of bytes.
var documents = map[string]bool{
	"application/pdf": true, "application/x-pdf": true, "application/zip": true, "application/octet-stream": true,
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": true,
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":       true,
	"application/vnd.oasis.opendocument.spreadsheet":                          true,
}

// checkType refuses what is neither text of the web nor a document. An empty type
// passes; the body tells it later.
func checkType(contentType string) error {
	switch t := mediaType(contentType); t {
	case "", "text/html", "application/xhtml+xml", "text/plain",
		"text/xml", "application/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml",
		"application/json", "text/json", "application/feed+json":
		return nil
	default:
		if documents[t] {
			return nil
		}
		return fail(ErrType, "the address gives %q, not a web page, plain text, a document, a feed or JSON; give the address of a page, or save its text by hand", t)
	}
}

// settleType finds the type of a body whose server gave none, and refuses bytes under a
// document's type that are none.
func (r *Response) settleType() error {
	t := mediaType(r.ContentType)
	if documents[t] && !bytes.HasPrefix(r.Body, []byte("%PDF-")) && !bytes.HasPrefix(r.Body, []byte("PK\x03\x04")) {
		return fail(ErrType, "the address gives %q, and what came is neither a PDF nor a file of an office program", t)
	}
	if t != "" {
		return nil
	}
	r.ContentType = http.DetectContentType(r.Body)
	return checkType(r.ContentType)
}

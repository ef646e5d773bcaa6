package site

import (
	"sync"

	"entente/markup"
)

// mostRead is how many bytes of Markdown are kept read for each of the two lots: what is
// read takes some twelve times as much.
const mostRead = 2 << 20

// readTexts are Markdown texts that were read. Those read most lately stay: the page, the
// lists and the feeds that show a text ask for it in turn. The zero value holds none.
type readTexts struct {
	mu       sync.Mutex
	now, old map[string]readText
	size     int // of now
}

type readText struct {
	doc *markup.Document
	err error
}

// read reads a text, or gives what it came to when it was read.
func (t *readTexts) read(md string) (*markup.Document, error) {
	t.mu.Lock()
	r, ok := t.now[md]
	if !ok {
		if r, ok = t.old[md]; ok {
			t.keep(md, r)
		}
	}
	t.mu.Unlock()
	if ok {
		return r.doc, r.err
	}
	r.doc, r.err = markup.Parse(md)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.keep(md, r)
	return r.doc, r.err
}

// keep adds a text to the lot of now, which becomes the old one when it is full.
func (t *readTexts) keep(md string, r readText) {
	if t.now == nil || t.size > mostRead {
		t.now, t.old, t.size = map[string]readText{}, t.now, 0
	}
	if _, ok := t.now[md]; !ok {
		t.now[md] = r
		t.size += len(md)
	}
}

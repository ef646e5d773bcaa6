package site

import (
	"entente/markup"
	"entente/recent"
)

// mostRead is how many bytes of Markdown are kept read for each of the two lots: what is
// read takes some twelve times as much.
const mostRead = 2 << 20

// readTexts are Markdown texts that were read: the page, the lists and the feeds that show
// a text ask for it in turn.
type readTexts struct {
	recent.Values[string, readText]
}

type readText struct {
	doc *markup.Document
	err error
}

// read reads a text, or gives what it came to when it was read.
func (t *readTexts) read(md string) (*markup.Document, error) {
	r, ok := t.Get(md)
	if !ok {
		r.doc, r.err = markup.Parse(md)
		t.Keep(md, r, len(md))
	}
	return r.doc, r.err
}

package fetch

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"

	"entente/lazyregexp"
)

// The limits of a feed. They are far above what any feed that is meant well
// has, and keep one that is not from filling memory.
const (
	maxItems      = 10_000
	maxDepth      = 100
	maxAttrs      = 200 // of one element
	maxNamespaces = 64  // declared on an element and those around it
)

// plainStart brings a feed's first bytes into order: no byte order mark, no
// space before the first character, UTF-16 turned into UTF-8.
func plainStart(body []byte) ([]byte, error) {
	wide := bytes.HasPrefix(body, []byte{0xfe, 0xff}) || bytes.HasPrefix(body, []byte{0xff, 0xfe}) ||
		bytes.HasPrefix(body, []byte{0, '<'}) || bytes.HasPrefix(body, []byte{'<', 0})
	if wide {
		end := unicode.BigEndian
		if body[0] == '<' {
			end = unicode.LittleEndian
		}
		out, err := unicode.UTF16(end, unicode.UseBOM).NewDecoder().Bytes(body)
		if err != nil {
			return nil, fail(ErrFeed, "the feed's UTF-16 text is damaged (%v); fetch it again", err)
		}
		body = out
		// Its declaration names an encoding it no longer has.
		if i := bytes.Index(body, []byte("?>")); i >= 0 && bytes.HasPrefix(body, []byte("<?xml")) {
			body = body[i+2:]
		}
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	return bytes.TrimLeft(body, " \t\r\n"), nil
}

// xmlReader reads as gofeed does: lenient, every character set, control
// characters dropped. What it sees, gofeed sees.
func xmlReader(body []byte) *xml.Decoder {
	d := xml.NewDecoder(&controlFilter{bytes.NewReader(body)})
	d.Strict = false
	d.CharsetReader = charset.NewReaderLabel
	return d
}

type controlFilter struct{ r io.Reader }

func (f *controlFilter) Read(p []byte) (int, error) {
	for {
		n, err := f.r.Read(p)
		w := 0
		for _, b := range p[:n] {
			if b >= 0x20 || b == '\t' || b == '\n' || b == '\r' {
				p[w] = b
				w++
			}
		}
		if w > 0 || err != nil {
			return w, err
		}
	}
}

func errEntities() error {
	return fail(ErrFeed, "the feed declares entities, or a document type of its own; entities that expand are refused. Ask the site for a feed without them, or read its pages one by one")
}

// publicType is a document type that only names a public one, as RSS 0.91 does. It
// declares nothing, and what it names is never fetched.
var publicType = lazyregexp.New(`^DOCTYPE\s+[A-Za-z:]+\s+PUBLIC\s+"[^"<>\[\]]*"\s+"https?://[^"<>\[\]]*"\s*$`)

// guardXML goes through a feed once before it is read and refuses what could
// cost more than it tells. No document type but a public one before the first
// element is let through; the letters of one inside a comment or CDATA are only text.
func guardXML(body []byte) error {
	d := xmlReader(body)
	items, spaces, root := 0, []int{0}, false
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil && root && len(spaces) == 1 {
			return nil // what follows the feed's end is not read
		}
		if err != nil {
			return &Error{Kind: ErrFeed, Cause: err, Text: "the feed is not well formed (" + err.Error() + "); fetch it again, or read the site's pages one by one"}
		}
		switch t := tok.(type) {
		case xml.Directive:
			// A well-formed text has no other directive than document types and entities.
			if root || !publicType.MatchString(string(t)) {
				return errEntities()
			}
		case xml.StartElement:
			root = true
			n := spaces[len(spaces)-1]
			for _, a := range t.Attr {
				if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" {
					n++
				}
			}
			spaces = append(spaces, n)
			if len(spaces) > maxDepth+1 {
				return errDepth()
			}
			if len(t.Attr) > maxAttrs || n > maxNamespaces {
				return fail(ErrTooLarge, "an element of the feed has too many attributes; the feed is not read")
			}
			if isItem(t.Name.Local) {
				items++
			}
			if items > maxItems {
				return errItems()
			}
		case xml.EndElement:
			if len(spaces) > 1 {
				spaces = spaces[:len(spaces)-1]
			}
		}
	}
}

func errDepth() error {
	return fail(ErrTooLarge, "the feed is nested more than %d deep; it is not read", maxDepth)
}

func errItems() error {
	return fail(ErrTooLarge, "the feed has more than %d items; ask the site for a shorter one", maxItems)
}

func isItem(name string) bool {
	return strings.EqualFold(name, "item") || strings.EqualFold(name, "entry")
}

// guardJSON does for JSON what guardXML does for XML. Items are the elements
// of every member of the top object that is called items.
func guardJSON(body []byte) error {
	d := json.NewDecoder(bytes.NewReader(body))
	depth, items := 0, 0
	var key, inItems bool // the next string at depth 1 is a key; the array under it is the items
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) && depth == 0 {
			return nil
		}
		if err != nil {
			return &Error{Kind: ErrFeed, Cause: err, Text: "the feed is not well-formed JSON (" + err.Error() + "); fetch it again"}
		}
		if depth == 2 && inItems && tok != json.Delim(']') {
			items++
		}
		if items > maxItems {
			return errItems()
		}
		switch t := tok.(type) {
		case json.Delim:
			if t == '{' || t == '[' {
				depth++
			} else {
				depth--
			}
			if depth > maxDepth {
				return errDepth()
			}
			if depth == 1 {
				key = true
			}
			continue
		case string:
			if depth == 1 && key {
				inItems = strings.EqualFold(t, "items")
				key = false
				continue
			}
		}
		if depth == 1 {
			key = true
		}
	}
}

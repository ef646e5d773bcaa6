// Package docx writes documents as files of Word (ECMA-376, transitional): styles,
// native footnotes, contents, numbered captions and references to them, tables whose
// heads repeat, charts as SVG with a PNG beside it, marks of language. The same
// document gives the same bytes.
package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"time"

	"entente/publish/report"
)

// Form is how documents are passed on as files of Word.
var Form = report.Form{Name: "Word", Ext: ".docx", Write: Write}

// Write gives a document as a file of Word. The error says which chart cannot be
// drawn.
func Write(d report.Document) ([]byte, error) {
	w := newWriter(d)
	if err := w.document(); err != nil {
		return nil, err
	}
	notes, err := w.notes()
	if err != nil {
		return nil, err
	}
	parts := []part{
		{"[Content_Types].xml", w.contentTypes()},
		{"_rels/.rels", packageRels},
		{"docProps/app.xml", appProperties(d)},
		{"docProps/core.xml", coreProperties(d)},
		{"word/document.xml", w.body.finish("document")},
		{"word/styles.xml", styles(d)},
		{"word/settings.xml", settings(d)},
		{"word/fontTable.xml", fontTable()},
		{"word/numbering.xml", w.numbering()},
		{"word/footnotes.xml", notes},
		{"word/header1.xml", w.header()},
		{"word/footer1.xml", footer()},
		{"word/_rels/document.xml.rels", w.body.rels.xml()},
	}
	if w.inNotes.rels.n > 0 {
		parts = append(parts, part{"word/_rels/footnotes.xml.rels", w.inNotes.rels.xml()})
	}
	return zipped(append(parts, w.media...))
}

// part is a file of the package.
type part struct{ name, content string }

// made is the time of all files of the package: zips count from 1980.
var made = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func zipped(parts []part) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		h := &zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: made}
		if strings.HasSuffix(p.name, ".png") {
			h.Method = zip.Store // it is packed already
		}
		f, err := z.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := f.Write([]byte(p.content)); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// rels are what a part leads to: other parts, and addresses.
type rels struct {
	b  strings.Builder
	n  int
	to map[string]string // the id by the target
}

const relSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

func (r *rels) add(kind, target string, outside bool) string {
	if id := r.to[target]; id != "" {
		return id
	}
	r.n++
	id := fmt.Sprintf("rId%d", r.n)
	mode := ""
	if outside {
		mode = ` TargetMode="External"`
	}
	fmt.Fprintf(&r.b, `<Relationship Id="%s" Type="%s%s" Target="%s"%s/>`, id, relSpace, kind, escape(target), mode)
	if r.to == nil {
		r.to = map[string]string{}
	}
	r.to[target] = id
	return id
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

func (r *rels) xml() string {
	return xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + r.b.String() + `</Relationships>`
}

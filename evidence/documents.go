package evidence

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"entente/evidence/document"
	"entente/evidence/document/pdf"
	"entente/evidence/document/zipped"
)

// The kinds of files that are read, beyond pages, feeds and bibliographies, by the
// ending under which they are kept.
const (
	pdfFile  = ".pdf"
	docx     = ".docx"
	compound = ".doc" // older files of office programs, and those with a password
	archived = ".zip" // with anything else in it
)

// kindOf tells by its content what kind of file it is, or "".
func kindOf(body []byte) string {
	switch {
	case pdf.Is(body):
		return pdfFile
	case zipped.IsCompound(body):
		return compound
	case !zipped.IsZip(body):
		return ""
	case document.IsDOCX(body):
		return docx
	}
	return archived
}

// readDocument reads a PDF file or one of a word processor. It may take MaxTime.
func (k *Desk) readDocument(ctx context.Context, name string, in *input) *Reading {
	ctx, stop := context.WithTimeout(ctx, document.MaxTime)
	defer stop()
	kind := kindOf(in.body)
	d, err := readFile(ctx, kind, in.body)
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("reading the file took longer than %d seconds; it was given up", document.MaxTime/time.Second)
	}
	if err != nil {
		return failed(name, err)
	}
	p, turns, err := d.Page()
	if err != nil {
		return failed(name, err)
	}
	r := k.take(name, p, in, kind, turns, d.Offset)
	r.passages = d.Passages()
	return r
}

func readFile(ctx context.Context, kind string, body []byte) (*document.Document, error) {
	switch kind {
	case pdfFile:
		return pdf.Read(ctx, body)
	case docx:
		return document.ReadDOCX(ctx, body)
	case compound:
		return nil, errors.New("this is a file of an older office program, or one with a password; save it as DOCX, XLSX or PDF without a password and read that")
	}
	return nil, errors.New("this is a zip archive that is no DOCX file; unpack it, or save a text as DOCX or PDF, and read that")
}

// withPassages puts the paragraphs of a file into its source as it is printed.
func withPassages(source json.RawMessage, list []document.Passage) (json.RawMessage, error) {
	raw, err := marshal(list)
	if err != nil {
		return nil, err
	}
	next, err := withKey(string(bytes.TrimSpace(source)), "paragraphs", string(raw))
	return json.RawMessage(next), err
}

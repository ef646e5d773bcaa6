// Package pdf reads PDF files into documents: columns in the order of reading, without
// running heads, page numbers and hyphens at the ends of lines, with notes as notes
// and ruled tables as tables, and with the page of every paragraph. PDFium finds the
// characters; where they belong is worked out here, from their places alone.
//
// A file is hostile input: PDFium runs in a room of its own with bounded memory, and
// pages, characters and time are bounded.
package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	failure "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"entente/evidence/document"
	"entente/evidence/page"
	"entente/words"
)

// Limits on what is read.
const (
	MaxPages   = 2_000     // of a file
	MaxChars   = 4_000_000 // of a file
	maxOnPage  = 60_000    // characters
	maxObjects = 20_000    // of a page, that are looked at for rules
	maxRules   = 2_000     // of a page
)

// Errors of Read.
var (
	ErrLocked = errors.New("the PDF is locked with a password; save it without one and read that")
	ErrBroken = errors.New("this is no PDF that can be read")
	ErrScan   = errors.New("the PDF is a scan without text: its pages are pictures; run text recognition over it and read what that makes")
)

// Is reports whether bytes are a PDF file.
func Is(src []byte) bool {
	if bytes.HasPrefix(bytes.TrimLeft(src[:min(len(src), 1024)], "\ufeff \t\r\n"), []byte("%PDF-")) {
		return true
	}
	// Something may stand before it, but no page that tells of such files.
	return bytes.Contains(src[:min(len(src), 1024)], []byte("%PDF-")) && !utf8.Valid(src[:min(len(src), 4096)])
}

// Read reads a PDF file. It fails with ErrLocked, ErrBroken, ErrScan,
// document.ErrNoText or the context's error (wrapped).
func Read(ctx context.Context, src []byte) (d *document.Document, err error) {
	engine, stop, err := start(ctx)
	if err != nil {
		return nil, ended(ctx, err)
	}
	defer stop()
	defer func() {
		if p := recover(); p != nil { // the engine's own; nothing of ours hangs on it
			d, err = nil, ended(ctx, fmt.Errorf("%w: %v", ErrBroken, p))
		}
	}()
	sheets, stated, pages, err := scan(ctx, engine, src)
	if err != nil {
		return nil, ended(ctx, err)
	}
	d = &document.Document{Stated: stated, Pages: pages}
	if pages > len(sheets) {
		d.Flags = append(d.Flags, page.Flag{Kind: "cut", Message: fmt.Sprintf("the PDF has %d pages, and %d were read", pages, len(sheets))})
	}
	return d, compose(ctx, d, sheets)
}

// ended gives the context's error in place of what followed from it.
func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// scan takes the characters and rules off the pages of a file.
func scan(ctx context.Context, engine pdfium.Pdfium, src []byte) ([]*sheet, document.Stated, int, error) {
	var stated document.Stated
	file, err := engine.OpenDocument(&requests.OpenDocument{File: &src})
	switch {
	case errors.Is(err, failure.ErrPassword) || errors.Is(err, failure.ErrSecurity):
		return nil, stated, 0, ErrLocked
	case err != nil:
		return nil, stated, 0, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	count, err := engine.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: file.Document})
	if err != nil || count.PageCount <= 0 {
		return nil, stated, 0, fmt.Errorf("%w: it has no pages", ErrBroken)
	}
	say := func(tag string) string {
		if v, err := engine.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: file.Document, Tag: tag}); err == nil {
			return words.Clip(strings.TrimSpace(v.Value), 1000)
		}
		return ""
	}
	stated.Title, stated.Author = say("Title"), say("Author")
	for _, tag := range []string{"CreationDate", "ModDate"} {
		if v := strings.TrimPrefix(say(tag), "D:"); len(v) >= 8 {
			if day, err := time.Parse("20060102", v[:8]); err == nil {
				stated.Dates = append(stated.Dates, day)
			}
		}
	}
	if l, err := engine.FPDFCatalog_GetLanguage(&requests.FPDFCatalog_GetLanguage{Document: file.Document}); err == nil {
		stated.Language = words.Clip(strings.ReplaceAll(l.Language, "\x00", ""), 20)
	}
	var sheets []*sheet
	chars := 0
	for i := range min(count.PageCount, MaxPages) {
		if ctx.Err() != nil {
			return nil, stated, 0, ctx.Err()
		}
		s := &sheet{number: i + 1}
		if err := s.scan(engine, file.Document, i); err != nil {
			if ctx.Err() != nil {
				return nil, stated, 0, ctx.Err()
			}
			s = &sheet{number: i + 1, broken: true}
		}
		sheets = append(sheets, s)
		for _, r := range s.runs {
			chars += len(r.glyphs)
		}
		if chars > MaxChars {
			break
		}
	}
	return sheets, stated, count.PageCount, nil
}

// scan takes the characters and rules off one page.
func (s *sheet) scan(engine pdfium.Pdfium, file references.FPDF_DOCUMENT, index int) error {
	loaded, err := engine.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: file, Index: index})
	if err != nil {
		return err
	}
	defer func() { _, _ = engine.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page}) }() // it goes with the file
	this := requests.Page{ByReference: &loaded.Page}
	if box, err := engine.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: this}); err == nil {
		s.box = box4{box.Rect.Left, box.Rect.Bottom, box.Rect.Right, box.Rect.Top}
	}
	text, err := engine.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: this})
	if err != nil {
		return err
	}
	defer func() { _, _ = engine.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage}) }() // it goes with the page
	n, err := engine.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return err
	}
	var r run
	bold := func(i int) bool {
		f, err := engine.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: text.TextPage, Index: i})
		if err != nil {
			return false
		}
		name := strings.ToLower(f.FontName)
		return strings.Contains(name, "bold") || strings.Contains(name, "black") || strings.Contains(name, "heavy")
	}
	em := func(i int) float32 {
		f, err1 := engine.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: text.TextPage, Index: i})
		m, err2 := engine.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: text.TextPage, Index: i})
		if err1 != nil || err2 != nil {
			return 0
		}
		return float32(f.FontSize * math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D)))
	}
	first, last := 0, 0
	flush := func() {
		if len(r.glyphs) > 0 {
			r.bold, r.em = bold(first) && bold(last), em(first)
			s.runs = append(s.runs, r)
		}
		r = run{}
	}
	for i := range min(n.Count, maxOnPage) {
		c, err := engine.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text.TextPage, Index: i})
		if err != nil {
			return err
		}
		switch u := rune(c.Unicode); {
		case u == '\r' || u == '\n':
			flush()
		case u == 0 || u == 0xFFFD || u > 0x10FFFF || u >= 0xE000 && u <= 0xF8FF:
			s.unread++
		case u == ' ' || u == 0xA0 || u == '\t' || u == 0x3000:
			if k := len(r.glyphs); k > 0 && r.glyphs[k-1].space != written {
				made, err := engine.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: text.TextPage, Index: i})
				if r.glyphs[k-1].space = written; err == nil && made.IsGenerated {
					r.glyphs[k-1].space = supposed
				}
			}
		default:
			b, err := engine.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: text.TextPage, Index: i})
			if err != nil {
				return err
			}
			g := glyph{r: u, box4: box4{b.Rect.Left, min(b.Rect.Bottom, b.Rect.Top), b.Rect.Right, max(b.Rect.Bottom, b.Rect.Top)}}
			if !g.sane() {
				continue
			}
			if k := len(r.glyphs); k > 0 && far(r.glyphs[k-1].box4, g.box4) {
				flush()
			}
			if len(r.glyphs) == 0 {
				first = i
			}
			last = i
			r.glyphs = append(r.glyphs, g)
		}
	}
	flush()
	return s.scanRules(engine, this)
}

// scanRules finds the straight lines and frames of a page, and counts its pictures.
func (s *sheet) scanRules(engine pdfium.Pdfium, this requests.Page) error {
	n, err := engine.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: this})
	if err != nil {
		return err
	}
	for i := range min(n.Count, maxObjects) {
		o, err := engine.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: this, Index: i})
		if err != nil {
			return err
		}
		kind, err := engine.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o.PageObject})
		if err != nil {
			return err
		}
		switch kind.Type {
		case enums.FPDF_PAGEOBJ_IMAGE, enums.FPDF_PAGEOBJ_FORM:
			s.pictures++
		case enums.FPDF_PAGEOBJ_PATH:
			if len(s.rules) < maxRules {
				s.path(engine, o.PageObject)
			}
		}
	}
	return nil
}

// path takes the straight lines of a path: itself where it is thin, else its edges.
func (s *sheet) path(engine pdfium.Pdfium, o references.FPDF_PAGEOBJECT) {
	b, err := engine.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: o})
	if err != nil {
		return
	}
	box := box4{b.Left, b.Bottom, b.Right, b.Top}
	if w, h := box.x1-box.x0, box.y1-box.y0; w <= thin || h <= thin {
		if w >= thin*2 || h >= thin*2 {
			s.rules = append(s.rules, box)
		}
		return
	}
	n, err := engine.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: o})
	if err != nil || n.Count > 400 {
		return
	}
	m, err := engine.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: o})
	if err != nil {
		return
	}
	var fromX, fromY, startX, startY float32
	line := func(x, y float32) {
		r := box4{min(fromX, x), min(fromY, y), max(fromX, x), max(fromY, y)}
		if w, h := r.x1-r.x0, r.y1-r.y0; len(s.rules) < maxRules && (w <= thin) != (h <= thin) {
			s.rules = append(s.rules, r)
		}
		fromX, fromY = x, y
	}
	for i := range n.Count {
		seg, err := engine.FPDFPath_GetPathSegment(&requests.FPDFPath_GetPathSegment{PageObject: o, Index: i})
		if err != nil {
			return
		}
		kind, err1 := engine.FPDFPathSegment_GetType(&requests.FPDFPathSegment_GetType{PathSegment: seg.PathSegment})
		at, err2 := engine.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: seg.PathSegment})
		closes, err3 := engine.FPDFPathSegment_GetClose(&requests.FPDFPathSegment_GetClose{PathSegment: seg.PathSegment})
		if err1 != nil || err2 != nil || err3 != nil {
			return
		}
		x, y := m.Matrix.A*at.X+m.Matrix.C*at.Y+m.Matrix.E, m.Matrix.B*at.X+m.Matrix.D*at.Y+m.Matrix.F
		switch kind.Type {
		case enums.FPDF_SEGMENT_MOVETO:
			fromX, fromY, startX, startY = x, y, x, y
		case enums.FPDF_SEGMENT_LINETO:
			line(x, y)
		default:
			fromX, fromY = x, y
		}
		if closes.IsClose {
			line(startX, startY)
		}
	}
}

// Package bib reads bibliographies and writes citations.
//
// [Read] takes the text of a CSL-JSON, BibTeX or RIS file and gives one
// CSL-JSON record a source, the form in which a dossier keeps its sources. CSL
// records come back byte for byte, but for an id that cannot stand, a date in words that
// can be read, and what Crossref writes in its own way; what BibTeX or
// RIS says beyond the fields of CSL is kept in the record's note as "key: value" lines.
//
// A [Citer] turns the records into the notes and lists of the Chicago Manual of
// Style (18th edition), in either of its two systems.
package bib

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"entente/dossier"
)

// The limits of what is read.
const (
	MaxBytes    = 64 << 20 // of a bibliography
	maxDepth    = 40
	MaxRecords  = 100_000
	maxField    = 1 << 20
	maxFindings = 1000
)

// The rules that findings name.
const (
	ruleBibTeX = "bibtex-syntax"
	ruleRIS    = "ris-syntax"
	ruleRecord = "bib-record"
)

// Library is what came of a bibliography. Each of its entries is in Records, or
// counted in Twice or LeftOut.
type Library struct {
	Records []json.RawMessage // CSL-JSON, in the order of the file, with ids that differ and can be cited
	At      []dossier.Pos     // where each record begins
	Renamed int               // records whose id another work has, or that cannot be cited as it is written
	Twice   int               // entries that are another one again
	LeftOut int               // entries that cannot be read
	Found   []dossier.Finding // in the order of the file
}

// Entries gives how many entries the file has.
func (l *Library) Entries() int { return len(l.Records) + l.Twice + l.LeftOut }

// Read reads a bibliography. What the text looks like decides the format; where
// that does not tell, the extension of the name does (.json, .bib, .ris). The name
// also stands in the findings. UTF-16 is read; another encoding than UTF-8 is an
// error, but for single damaged bytes. No entries and no findings means that the
// text is empty or holds an empty list. An entry that cannot be used is left out and
// an error finding says so; what had to be mended is a warning.
func Read(file string, src []byte) Library {
	r := newReader(file, src)
	lib := func() Library {
		slices.SortStableFunc(r.found, func(a, b dossier.Finding) int {
			return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Col, b.Pos.Col))
		})
		r.out.Found = r.found
		return r.out
	}
	if len(src) > MaxBytes {
		r.whole(dossier.Error, "split it into smaller files", "the file holds %d bytes; at most %d are read", len(src), MaxBytes)
		return lib()
	}
	if !utf8.Valid(r.src) && !r.repair() {
		return lib()
	}
	format := Sniff(r.src)
	if format == "" {
		switch strings.ToLower(filepath.Ext(file)) {
		case ".json", ".csljson":
			format = "csl"
		case ".bib", ".bibtex", ".biblatex":
			format = "bibtex"
		case ".ris":
			format = "ris"
		}
	}
	if len(bytes.TrimSpace(r.src)) == 0 {
		return lib()
	}
	switch format {
	case "csl":
		r.csl()
	case "bibtex":
		r.bibtex()
	case "ris":
		r.ris()
	case "nbib", "endnote", "wos":
		r.tagged(dialectOf(r.src))
	default:
		r.whole(dossier.Error, "export it as CSL JSON, BibTeX or RIS", "this is no bibliography that can be read")
	}
	return lib()
}

// repair reads bytes that are no UTF-8 as Windows-1252, with a warning each, where
// all but a few characters are UTF-8; else it reports an error and gives false.
func (r *reader) repair() bool {
	good, bad := 0, 0
	for i := 0; i < len(r.src); {
		c, n := utf8.DecodeRune(r.src[i:])
		if n > 1 {
			good++
		} else if c == utf8.RuneError {
			bad++
		}
		i += n
	}
	if good < 4*bad {
		off := firstInvalid(r.src)
		r.add(ruleRecord, dossier.Error, off, "save it as UTF-8; files in Latin-1, Shift-JIS or EUC-KR must be converted first",
			"the file is not UTF-8: the byte 0x%02X cannot stand here", r.src[off])
		return false
	}
	var out bytes.Buffer
	for i := 0; i < len(r.src); {
		c, n := utf8.DecodeRune(r.src[i:])
		if c == utf8.RuneError && n == 1 {
			c = charmap.Windows1252.DecodeByte(r.src[i])
			r.add(ruleRecord, dossier.Warning, i, "see that the word is right", "the byte 0x%02X is not UTF-8; it is read as %q", r.src[i], c)
		}
		out.WriteRune(c)
		i += n
	}
	r.src = out.Bytes()
	r.index()
	return true
}

// Sniff tells the format of a bibliography by its text: "csl" for a CSL-JSON
// array or record, "bibtex", "ris", "nbib" (PubMed), "endnote" and "wos" (Web of
// Science) by their tags, or "" where the text is none of them.
func Sniff(src []byte) string {
	src = plainText(src)
	if rest, ok := bytes.CutPrefix(bytes.TrimSpace(src), []byte("[")); ok {
		rest = bytes.TrimSpace(rest)
		if len(rest) == 0 || rest[0] == '{' || rest[0] == ']' {
			return "csl"
		}
	}
	if cslStart(src) > -1 && bytes.HasPrefix(bytes.TrimSpace(src), []byte("{")) {
		return "csl"
	}
	if d := dialectOf(src); d != nil {
		return d.name
	}
	for len(src) > 0 {
		line := src
		if i := bytes.IndexAny(src, "\n\r"); i >= 0 {
			line, src = src[:i], src[i+1:]
		} else {
			src = nil
		}
		line = bytes.TrimSpace(line)
		head := string(line[:min(len(line), 200)])
		if _, ok := risStart(head); ok || smallStart(head) {
			return "ris"
		}
		if entryAt(line, 0) > 0 {
			return "bibtex"
		}
	}
	return ""
}

// plainText takes the mark of the byte order off a text and turns UTF-16, which
// has that mark or zero bytes between Latin letters, into UTF-8.
func plainText(src []byte) []byte {
	order := unicode.BigEndian
	switch {
	case bytes.HasPrefix(src, []byte("\xff\xfe")), len(src) > 3 && src[0] != 0 && src[1] == 0 && src[2] != 0 && src[3] == 0:
		order = unicode.LittleEndian
	case bytes.HasPrefix(src, []byte("\xfe\xff")), len(src) > 3 && src[0] == 0 && src[1] != 0 && src[2] == 0 && src[3] != 0:
	default:
		return bytes.TrimPrefix(src, []byte("\ufeff"))
	}
	out, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(src[:min(len(src), MaxBytes)])
	if err != nil {
		return src
	}
	return out
}

func firstInvalid(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// reader is what the three parsers share: the text, places in it, findings, and
// the ids taken so far.
type reader struct {
	file  string
	src   []byte
	lines []int // offsets of the lines' beginnings
	found []dossier.Finding
	out   Library
	// ids holds the records by id, copies how often an id was sought in vain.
	ids    map[string]json.RawMessage
	copies map[string]int
	// The last column worked out, so that many places in one long line do not
	// count it from its beginning each time.
	lastOff, lastLine, lastCol int
}

func newReader(file string, src []byte) *reader {
	r := &reader{file: file, src: plainText(src), ids: map[string]json.RawMessage{}, copies: map[string]int{}}
	if !bytes.Contains(r.src, []byte("\n")) { // lines end as on a Macintosh of old
		r.src = bytes.ReplaceAll(r.src, []byte("\r"), []byte("\n"))
	}
	r.index()
	return r
}

// index notes where the lines begin.
func (r *reader) index() {
	r.lines, r.lastLine = []int{0}, -1
	for i, c := range r.src {
		if c == '\n' {
			r.lines = append(r.lines, i+1)
		}
	}
}

func (r *reader) pos(off int) dossier.Pos {
	off = min(max(0, off), len(r.src))
	line := sort.Search(len(r.lines), func(i int) bool { return r.lines[i] > off }) - 1
	from, col := r.lines[line], 1
	if r.lastLine == line && r.lastOff <= off {
		from, col = r.lastOff, r.lastCol
	}
	col += utf8.RuneCount(r.src[from:off])
	r.lastOff, r.lastLine, r.lastCol = off, line, col
	return dossier.Pos{File: r.file, Line: line + 1, Col: col}
}

func (r *reader) add(rule string, sev dossier.Severity, off int, hint, format string, args ...any) {
	if len(r.found) > maxFindings {
		return
	}
	f := dossier.Finding{Rule: rule, Severity: sev, Pos: r.pos(off), Message: fmt.Sprintf(format, args...), Hint: hint}
	if len(r.found) == maxFindings {
		f.Rule, f.Severity, f.Hint = ruleRecord, dossier.Note, ""
		f.Message = fmt.Sprintf("there are more than %d findings; the others are left off", maxFindings)
	}
	r.found = append(r.found, f)
}

func (r *reader) whole(sev dossier.Severity, hint, format string, args ...any) {
	r.found = append(r.found, dossier.Finding{Rule: ruleRecord, Severity: sev, Pos: dossier.Pos{File: r.file},
		Message: fmt.Sprintf(format, args...), Hint: hint})
}

// full reports whether n records are as many as are read, with a finding.
func (r *reader) full(n, off int) bool {
	if n < MaxRecords {
		return false
	}
	r.add(ruleRecord, dossier.Error, off, "split it into smaller files", "the file holds more than %d records; the rest is not read", MaxRecords)
	return true
}

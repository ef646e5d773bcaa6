// Package bib reads bibliographies and writes citations.
//
// [Read] takes the text of a CSL-JSON, BibTeX or RIS file and gives one
// CSL-JSON record a source, the form in which a dossier keeps its sources. CSL
// records come back byte for byte; what BibTeX or RIS says beyond the fields of
// CSL is kept in the record's note as "key: value" lines.
//
// A [Citer] turns the records into the notes and lists of the Chicago Manual of
// Style (17th edition), in either of its two systems.
package bib

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"sort"
	"strings"
	"unicode/utf8"

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

// Read reads a bibliography and gives a CSL-JSON record a source, in the order
// of the file. What the text looks like decides the format; where that does not
// tell, the extension of the name does (.json, .bib, .ris). The name also stands
// in the findings. No records and no findings means that the text is empty or
// holds an empty list. A record that cannot be used is left out and an error
// finding says so; the others are given all the same.
func Read(file string, src []byte) ([]json.RawMessage, []dossier.Finding) {
	r := newReader(file, src)
	switch {
	case len(src) > MaxBytes:
		r.whole(dossier.Error, "split it into smaller files", "the file holds %d bytes; at most %d are read", len(src), MaxBytes)
		return nil, r.found
	case bytes.HasPrefix(src, []byte("\xff\xfe")) || bytes.HasPrefix(src, []byte("\xfe\xff")):
		r.whole(dossier.Error, "save it as UTF-8", "the file is written in UTF-16, not UTF-8")
		return nil, r.found
	}
	if off := firstInvalid(r.src); off >= 0 {
		r.add(ruleRecord, dossier.Error, off, "save it as UTF-8; files in Latin-1, Shift-JIS or EUC-KR must be converted first",
			"the file is not UTF-8: the byte 0x%02X cannot stand here", r.src[off])
		return nil, r.found
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
		return nil, nil
	}
	var out []json.RawMessage
	switch format {
	case "csl":
		out = r.csl()
	case "bibtex":
		out = r.bibtex()
	case "ris":
		out = r.ris()
	default:
		r.whole(dossier.Error, "export it as CSL JSON, BibTeX or RIS", "this is no bibliography that can be read")
	}
	return out, r.found
}

// Sniff tells the format of a bibliography by its text: "csl" for a CSL-JSON
// array, "bibtex", "ris", or "" where the text is none of them.
func Sniff(src []byte) string {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if rest, ok := bytes.CutPrefix(bytes.TrimSpace(src), []byte("[")); ok {
		rest = bytes.TrimSpace(rest)
		if len(rest) == 0 || rest[0] == '{' || rest[0] == ']' {
			return "csl"
		}
	}
	for len(src) > 0 {
		line := src
		if i := bytes.IndexByte(src, '\n'); i >= 0 {
			line, src = src[:i], src[i+1:]
		} else {
			src = nil
		}
		line = bytes.TrimSpace(line)
		if tag, _, ok := risTag(string(line[:min(len(line), 200)])); ok && tag == "TY" {
			return "ris"
		}
		if entryAt(line, 0) > 0 {
			return "bibtex"
		}
	}
	return ""
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
	ids   map[string]bool
	// copies counts the records without an id that would bear the same one.
	copies map[string]int
	// The last column worked out, so that many places in one long line do not
	// count it from its beginning each time.
	lastOff, lastLine, lastCol int
}

func newReader(file string, src []byte) *reader {
	r := &reader{file: file, src: bytes.TrimPrefix(src, []byte("\ufeff")), ids: map[string]bool{}, copies: map[string]int{}, lastLine: -1}
	r.lines = []int{0}
	for i, c := range r.src {
		if c == '\n' {
			r.lines = append(r.lines, i+1)
		}
	}
	return r
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

// csl reads a CSL-JSON array.
func (r *reader) csl() []json.RawMessage {
	bad := func(off int, err error) {
		var se *json.SyntaxError
		if errors.As(err, &se) {
			off = max(0, int(se.Offset)-1)
		}
		r.add(ruleRecord, dossier.Error, off, "export it again as CSL JSON", "this is no valid JSON: %v", err)
	}
	dec := json.NewDecoder(bytes.NewReader(r.src))
	tok, err := dec.Token()
	if err != nil {
		bad(0, err)
		return nil
	}
	if tok != json.Delim('[') {
		r.add(ruleRecord, dossier.Error, 0, "export it from Zotero as CSL JSON", "a list of records must begin with [")
		return nil
	}
	var out []json.RawMessage
	for dec.More() {
		start := int(dec.InputOffset())
		if r.full(len(out), start) {
			return out
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			bad(start, err)
			return out
		}
		start = int(dec.InputOffset()) - len(raw)
		if err := r.checkCSL(raw); err != nil {
			r.add(ruleRecord, dossier.Error, start, "each record needs an id and a type", "%v", err)
			continue
		}
		out = append(out, raw)
	}
	if _, err := dec.Token(); err != nil {
		bad(int(dec.InputOffset()), err)
		return out
	}
	if rest := bytes.TrimSpace(r.src[dec.InputOffset():]); len(rest) > 0 {
		r.add(ruleRecord, dossier.Warning, int(dec.InputOffset()), "", "what follows the list is not read")
	}
	return out
}

// checkCSL says why a record cannot be used, or nil.
func (r *reader) checkCSL(raw json.RawMessage) error {
	if depth, longest := measureJSON(raw); depth > maxDepth {
		return fmt.Errorf("the record nests %d levels deep; at most %d are read", depth, maxDepth)
	} else if longest > maxField {
		return fmt.Errorf("the record has a field of %d bytes; at most %d are read", longest, maxField)
	}
	var rec map[string]json.RawMessage
	if err := json.Unmarshal(raw, &rec); err != nil || rec == nil {
		return errors.New("this is no CSL record")
	}
	id := scalar(rec["id"])
	if id == "" {
		return errors.New("the record has no id")
	}
	if scalar(rec["type"]) == "" {
		return fmt.Errorf("the record %q has no type", id)
	}
	if r.ids[id] {
		return fmt.Errorf("the id %q is already taken; this second record is not read", id)
	}
	r.ids[id] = true
	return nil
}

// measureJSON gives the depth of valid JSON and the length of its longest string.
func measureJSON(raw []byte) (deepest, longest int) {
	depth, open := 0, -1
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case open >= 0 && c == '\\':
			i++
		case open >= 0 && c == '"':
			longest = max(longest, i-open-1)
			open = -1
		case open >= 0:
		case c == '"':
			open = i
		case c == '{' || c == '[':
			depth++
			deepest = max(deepest, depth)
		case c == '}' || c == ']':
			depth--
		}
	}
	return deepest, longest
}

// scalar gives a JSON string or number as text, or "" for anything else.
func scalar(raw json.RawMessage) string {
	if len(raw) == 0 {
		return ""
	}
	switch c := raw[0]; {
	case c == '"':
		var s string
		if json.Unmarshal(raw, &s) == nil {
			return s
		}
	case c == '-' || '0' <= c && c <= '9':
		return strings.TrimSuffix(string(raw), ".0")
	}
	return ""
}

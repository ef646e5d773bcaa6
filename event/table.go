package event

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// table describes a format that is read by the names of its header.
type table struct {
	name     string // of the format, for messages
	delim    byte
	quotes   bool
	required []string   // columns that must be there, by their plain names
	dates    []string   // columns that hold dates
	fixed    []string   // the columns of a file without a header; nil where there is always one
	latin1   bool       // rows that are not UTF-8 are Latin-1 (Windows-1252)
	missing  [][]string // further columns of which one must be there
	// code gives a row's CAMEO code, and whether it has lost a leading zero; nil
	// where the format has no such codes.
	code func(*cells) (code string, lost bool)
}

// plainName gives a column's name as tables here spell it: small letters, words
// parted by underscores.
func plainName(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(strings.Trim(s, "\"' \t\ufeff")), func(r rune) bool { return r == ' ' || r == '_' || r == '-' || r == '.' }), "_")
}

// header is where the columns of a file are.
type header struct {
	at    map[string]int
	n     int
	order dateOrder
}

// cells are the fields of a row, by the names of the columns.
type cells struct {
	h      *header
	fields []string
}

// get gives a cell by the plain name of its column, without surrounding space; "" where
// the file has no such column, the cell is empty, or it says NA, None or the like.
func (c *cells) get(name string) string {
	i, ok := c.h.at[name]
	if !ok {
		return ""
	}
	s := strings.TrimSpace(c.fields[i])
	switch s {
	case "NA", "N/A", "None", "NULL", "null", "nan", "NaN":
		return ""
	}
	return s
}

// col gives the number of a column, 1-based, for messages; 0 where there is none.
func (c *cells) col(name string) int {
	i, ok := c.h.at[name]
	if !ok {
		return 0
	}
	return i + 1
}

func (c *cells) fault(name, reason string) fault { return fault{c.col(name), reason} }

// The bytes of a file that are looked at before its rows are read: a few, and more
// where dates with slashes leave open which number is the month.
const (
	lookAhead    = 256 << 10
	lookFarAhead = 32 << 20
)

// read reads a file: its header, the order of its dates, then its rows.
func (t *table) read(s *scan, in io.Reader, row func(*cells, *Record) fault) error {
	head, more, err := readHead(in, nil, lookAhead)
	if err != nil {
		return err
	}
	h, hasHeader, err := t.header(head)
	if err != nil {
		return err
	}
	evidence, err := t.evidence(h, hasHeader, head)
	if err != nil {
		return err
	}
	if !evidence.decided() && more {
		if head, _, err = readHead(in, head, lookFarAhead); err != nil {
			return err
		}
		if evidence, err = t.evidence(h, hasHeader, head); err != nil {
			return err
		}
	}
	if h.order, err = evidence.order(); err != nil {
		return err
	}
	return t.rows(s, newRecords(io.MultiReader(bytes.NewReader(head), in), t.delim, t.quotes), h, hasHeader, row)
}

// readHead reads on until head has n bytes; more says that the file may go on.
func readHead(in io.Reader, head []byte, n int) (out []byte, more bool, err error) {
	var b bytes.Buffer
	b.Write(head)
	k, err := io.CopyN(&b, in, int64(n-len(head)))
	if errors.Is(err, io.EOF) {
		return b.Bytes(), false, nil
	}
	return b.Bytes(), k > 0, err
}

func (t *table) rows(s *scan, in *records, h *header, hasHeader bool, row func(*cells, *Record) fault) error {
	c := &cells{h: h}
	for n := 0; ; n++ {
		if n&0x3ff == 0 {
			if err := s.ctx.Err(); err != nil {
				return err
			}
		}
		r, err := in.next()
		if errors.Is(err, io.EOF) {
			return s.flush()
		}
		if err != nil {
			return err
		}
		if n == 0 && hasHeader {
			continue
		}
		bad := r.fault
		if bad.reason == "" {
			bad = t.check(&r, h)
		}
		if bad.reason == "" {
			c.fields = r.fields
			bad = row(c, s.slot())
		}
		if bad.reason != "" {
			err = s.refuse(r.line, r.raw, bad)
		} else {
			err = s.keep()
		}
		if err != nil {
			return err
		}
	}
}

// check holds what every row must: text that can be read, and a field a column.
// Empty fields after the last column are dropped.
func (t *table) check(r *record, h *header) fault {
	if len(r.fields) > h.n && !t.quotes && strings.Contains(r.raw, `"`) {
		r.fields = joined(r.raw, t.delim, h.n)
	}
	switch reason := badText(r.raw); {
	case reason == notUTF8 && t.latin1:
		for i, f := range r.fields {
			r.fields[i], _ = charmap.Windows1252.NewDecoder().String(f) // has a character for every byte
		}
	case reason != "":
		return fault{0, reason}
	}
	for len(r.fields) > h.n && strings.TrimSpace(r.fields[len(r.fields)-1]) == "" {
		r.fields = r.fields[:len(r.fields)-1]
	}
	if len(r.fields) != h.n {
		why := ""
		if len(r.fields) > h.n && !t.quotes {
			why = "; one of its texts may hold a tab"
		}
		return fault{0, fmt.Sprintf("the row has %d columns, and the file has %d%s", len(r.fields), h.n, why)}
	}
	return fault{}
}

// header finds the columns of a file, or says why it cannot be read.
func (t *table) header(head []byte) (*header, bool, error) {
	first, err := newRecords(bytes.NewReader(head), t.delim, t.quotes).next()
	if errors.Is(err, io.EOF) {
		return &header{}, false, nil // an empty file has no rows
	}
	if err != nil {
		return nil, false, err
	}
	if t.fixed != nil && t.bare(first.fields) {
		return columnsOf(t.fixed), false, nil
	}
	names := make([]string, len(first.fields))
	for i, f := range first.fields {
		names[i] = plainName(f)
	}
	h := columnsOf(names)
	var absent []string
	for _, name := range t.required {
		if _, ok := h.at[name]; !ok {
			absent = append(absent, name)
		}
	}
	if len(absent) == len(t.required) || len(names) == 1 {
		if other := otherDelimiter(first.raw, t.delim); other != "" {
			return nil, false, &FileError{Line: 1, Reason: fmt.Sprintf("the columns are parted by %s, not by %s: the file was re-saved, as a spreadsheet does, which also changes codes and dates", other, delimiterName(t.delim)), Hint: unspoilt}
		}
	}
	if len(absent) > 0 {
		return nil, false, &FileError{Line: 1, Reason: fmt.Sprintf("the header lacks %s, which %s has", strings.Join(absent, ", "), t.name), Hint: "see docs/events.md for the columns"}
	}
	for _, any := range t.missing {
		if !slices.ContainsFunc(any, func(name string) bool { _, ok := h.at[name]; return ok }) {
			return nil, false, &FileError{Line: 1, Reason: fmt.Sprintf("the header has none of %s", strings.Join(any, ", ")), Hint: "see docs/events.md for the columns"}
		}
	}
	for i, name := range names {
		if j := h.at[name]; name != "" && j != i && slices.Contains(t.required, name) {
			return nil, false, &FileError{Line: 1, Col: i + 1, Reason: fmt.Sprintf("the column %s stands twice in the header", name), Hint: "remove one of them"}
		}
	}
	return h, true, nil
}

// bare reports whether a first row holds values, not names.
func (t *table) bare(fields []string) bool {
	if len(fields) != len(t.fixed) {
		return false
	}
	_, ok := digits(strings.TrimSpace(fields[0]))
	return ok
}

func columnsOf(names []string) *header {
	h := &header{at: map[string]int{}, n: len(names)}
	for i, name := range names {
		if _, ok := h.at[name]; !ok && name != "" {
			h.at[name] = i
		}
	}
	return h
}

// evidence looks for the order of dates in the first bytes of a file, and for codes
// that a spreadsheet spoilt. The last row may be cut and is left out.
func (t *table) evidence(h *header, hasHeader bool, head []byte) (orderEvidence, error) {
	var e orderEvidence
	var zeros lostZeros
	if i := bytes.LastIndexByte(head, '\n'); i >= 0 {
		head = head[:i+1]
	}
	in := newRecords(bytes.NewReader(head), t.delim, t.quotes)
	for n := 0; ; n++ {
		r, err := in.next()
		if err != nil {
			return e, zeros.verdict()
		}
		if n == 0 && hasHeader || r.fault.reason != "" || len(r.fields) < h.n {
			continue
		}
		for _, name := range t.dates {
			if i, ok := h.at[name]; ok {
				e.add(r.fields[i], r.line)
			}
		}
		if t.code != nil {
			c := cells{h, r.fields}
			if code, lost := t.code(&c); code != "" {
				zeros.add(r.line, c.col("cameo_code"), lost)
			}
		}
	}
}

var delimiters = []struct {
	mark byte
	name string
}{{';', "semicolons"}, {',', "commas"}, {'\t', "tabs"}, {'|', "bars"}}

func delimiterName(mark byte) string {
	for _, d := range delimiters {
		if d.mark == mark {
			return d.name
		}
	}
	return "other marks"
}

// otherDelimiter names the mark that parts a row into at least five columns, other than
// the one that should; "" where there is none.
func otherDelimiter(row string, not byte) string {
	for _, d := range delimiters {
		if d.mark != not && strings.Count(row, string(rune(d.mark))) >= 4 {
			return d.name
		}
	}
	return ""
}

// headerHas reports whether the first line of a file has all the names, whatever
// parts them.
func headerHas(head []byte, names ...string) bool {
	line, _ := cutLine(strings.TrimPrefix(string(head), "\xef\xbb\xbf"))
	fields := strings.FieldsFunc(line, func(r rune) bool { return r == '\t' || r == ',' || r == ';' || r == '|' })
	have := map[string]bool{}
	for _, f := range fields {
		have[plainName(f)] = true
	}
	for _, n := range names {
		if !have[n] {
			return false
		}
	}
	return true
}

const notADay = "the date is no day, written as 2025-05-16, 20250516, 5/16/2025, 16/5/2025, 16 May 2025 or 16may2025"

// place fills in the place of a record, but for its country, from the columns of
// these names.
func (c *cells) place(r *Record, name, admin, lat, lon string) fault {
	p := &r.Place
	p.Name, p.Admin = c.get(name), c.get(admin)
	var bad int
	if p.Lat, p.Lon, bad = coordinates(c.get(lat), c.get(lon)); bad >= 0 {
		return c.fault([]string{lat, lon}[bad], notDegrees)
	}
	return fault{}
}

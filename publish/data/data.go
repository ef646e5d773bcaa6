// Package data writes results for machines: JSON, CSV and SARIF, a file a kind of
// result. A form of JSON is one object with a version: it gains keys, and its
// version changes when one goes or changes its sense (docs/scripts.md). Results that
// carry a form of their own, such as an agenda, are written as they are.
package data

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"entente/lazyregexp"
)

// encode writes all JSON of the program: indented, with its letters as they are.
func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// JSON gives a value as all JSON of the program is written.
func JSON(v any) ([]byte, error) {
	var b bytes.Buffer
	err := encode(&b, v)
	return b.Bytes(), err
}

// CSV gives a table as all CSV of the program is written, so that a spreadsheet runs no cell.
func CSV(head []string, rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	t := newTable(&b, head...)
	for _, r := range rows {
		t.row(r...)
	}
	err := t.end()
	return b.Bytes(), err
}

// list gives an empty list for none, so that JSON has [] and not null.
func list[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

// table writes CSV, and keeps the first error for its end.
type table struct {
	w   *csv.Writer
	err error
}

func newTable(w io.Writer, head ...string) *table {
	t := &table{w: csv.NewWriter(w)}
	t.err = t.w.Write(head)
	return t
}

// row writes cells so that a spreadsheet runs none of them.
func (t *table) row(cells ...string) {
	if t.err != nil {
		return
	}
	safe := make([]string, len(cells))
	for n, c := range cells {
		safe[n] = NoFormula(c)
	}
	t.err = t.w.Write(safe)
}

func (t *table) end() error {
	t.w.Flush()
	if t.err != nil {
		return t.err
	}
	return t.w.Error()
}

// NoFormula keeps a spreadsheet from running a text as a formula: it stands behind an
// apostrophe. A number below nothing stands as it is.
func NoFormula(s string) string {
	first, _ := utf8.DecodeRuneInString(s)
	if s == "" || !strings.ContainsRune(runs, first) || negative.MatchString(s) {
		return s
	}
	return "'" + s
}

// runs are the letters with which a cell that is run may begin: some spreadsheets take the
// wide forms of Japanese and Chinese as the narrow, and pass over a null.
const runs = "=+-@＝＋－＠\t\r\n\x00"

var negative = lazyregexp.New(`^-\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$`)

// Share writes a number with four decimals; "" where there is none.
func Share(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', 4, 64)
}

// Number writes a number as short as it is.
func Number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func whole(v int64) string { return strconv.FormatInt(v, 10) }

// Package data writes results for machines: JSON, CSV and SARIF, a file a kind of
// result. A form of JSON is one object with a version: it gains keys, and its
// version changes when one goes or changes its sense (docs/scripts.md). Results that
// carry a form of their own, such as an agenda, are written as they are.
package data

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"
)

// encode writes all JSON of the program: indented, with its letters as they are.
func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
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
	for n, c := range cells {
		cells[n] = NoFormula(c)
	}
	t.err = t.w.Write(cells)
}

func (t *table) end() error {
	t.w.Flush()
	if t.err != nil {
		return t.err
	}
	return t.w.Error()
}

// NoFormula keeps a spreadsheet from running a text as a formula. A number may begin
// with a minus, and so may a text.
func NoFormula(s string) string {
	if s != "" && strings.ContainsRune("=+@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

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

package dossier

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

const (
	maxCSVBytes         = 32 << 20
	maxFindingsPerTable = 100
)

var utf8BOM = []byte("\xef\xbb\xbf")

type column struct {
	name     string
	required bool
	enum     []string
	doc      string
	index    []int
}

func columnsOf(t reflect.Type) []column {
	var out []column
	for _, sf := range reflect.VisibleFields(t) {
		tag, ok := sf.Tag.Lookup("csv")
		if !ok {
			continue
		}
		name, opt, _ := strings.Cut(tag, ",")
		c := column{name: name, required: opt == "required", doc: sf.Tag.Get("doc"), index: sf.Index}
		if e := sf.Tag.Get("enum"); e != "" {
			c.enum = strings.Split(e, "|")
		}
		out = append(out, c)
	}
	return out
}

// readTable reads a CSV file with a header into rows of T. It goes on after a
// bad row, and leaves that row out.
func readTable[T any](file string, src []byte) ([]*T, []Finding) {
	var f findings
	src = bytes.TrimPrefix(src, utf8BOM)
	t := reflect.TypeFor[T]()
	cols := columnsOf(t)
	names := make([]string, len(cols))
	for i, c := range cols {
		names[i] = c.name
	}
	r := csv.NewReader(bytes.NewReader(src))
	r.Comment = '#'
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	at := func(i int) Pos {
		line, col := r.FieldPos(i)
		return Pos{file, line, col}
	}
	header, err := r.Read()
	if errors.Is(err, io.EOF) {
		f.err("csv-header", Pos{file, 1, 1}, "the first line names the columns: "+strings.Join(names, ","), "the table is empty")
		return nil, f.list
	}
	if err != nil {
		f.csvError(file, err)
		return nil, f.list
	}
	if len(header) == 1 && strings.Count(header[0], ";") >= 2 {
		f.err("csv-header", Pos{file, 1, 1}, "save it with commas", "the columns are separated by semicolons, as a spreadsheet saves them")
		return nil, f.list
	}
	use := make([]int, len(header)) // column of the table -> index in cols, or -1
	for i, h := range header {
		h = strings.TrimSpace(h)
		use[i] = slices.Index(names, h)
		if use[i] < 0 {
			f.err("unknown-column", at(i), didYouMeanOr(h, names), "unknown column %q", shorten(h))
		} else if slices.Index(use[:i], use[i]) >= 0 {
			f.err("repeated", at(i), "delete one of them", "the column %q stands twice", h)
			use[i] = -1
		}
	}
	for i, c := range cols {
		if c.required && !slices.Contains(use, i) {
			f.err("missing-column", Pos{file, 1, 1}, "add it to the header", "the table lacks the column %q", c.name)
		}
	}
	if len(f.list) > 0 {
		return nil, f.list
	}
	var rows []*T
	for {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if len(f.list) >= maxFindingsPerTable {
			f.err("too-many", Pos{file, 0, 0}, "mend these first", "the table has over %d faults; reading stopped", maxFindingsPerTable)
			break
		}
		if err != nil {
			f.csvError(file, err)
			continue
		}
		if len(rec) != len(header) {
			hint := "quote a field that holds a comma"
			f.err("csv-row", at(0), hint, "this row has %d fields and the header %d", len(rec), len(header))
			continue
		}
		row := new(T)
		v := reflect.ValueOf(row).Elem()
		before := len(f.list)
		any(row).(interface{ setPos(Pos) }).setPos(at(0))
		for i, s := range rec {
			if use[i] < 0 {
				continue
			}
			c := cols[use[i]]
			s = strings.TrimSpace(s)
			if s == "" {
				if c.required {
					f.err("missing-value", at(i), "", "the column %q is blank", c.name)
				}
				if c.name == "confirmed" {
					v.FieldByIndex(c.index).SetBool(true)
				}
				continue
			}
			f.setCell(v.FieldByIndex(c.index), c, s, at(i))
		}
		if ci := slices.IndexFunc(cols, func(c column) bool { return c.name == "confirmed" }); ci >= 0 && !slices.Contains(use, ci) {
			v.FieldByIndex(cols[ci].index).SetBool(true)
		}
		if len(f.list) == before {
			rows = append(rows, row)
		}
	}
	return rows, f.list
}

func (fs *findings) csvError(file string, err error) {
	var pe *csv.ParseError
	if errors.As(err, &pe) {
		fs.err("csv-syntax", Pos{file, pe.Line, pe.Column}, "a field with a quote is written \"like \"\"this\"\"\"", "this is no valid CSV: %v", pe.Err)
		return
	}
	fs.err("csv-syntax", Pos{file, 0, 0}, "", "this is no valid CSV: %v", err)
}

func (fs *findings) setCell(v reflect.Value, c column, s string, at Pos) {
	if len(c.enum) > 0 && !slices.Contains(c.enum, s) {
		fs.err("unknown-word", at, didYouMeanOr(s, c.enum), "%q is %q, which is none of its words", c.name, shorten(s))
		return
	}
	switch v.Interface().(type) {
	case Date:
		d, err := ParseDate(s)
		if err != nil {
			fs.err("date", at, "", "%q: %v", c.name, err)
			return
		}
		v.Set(reflect.ValueOf(d))
	case Confirmed:
		b, ok := parseBool(s)
		if !ok {
			fs.err("csv-value", at, "write yes or no", "%q must be yes or no, and this is %q", c.name, shorten(s))
			return
		}
		v.SetBool(b)
	case float64:
		x, err := strconv.ParseFloat(s, 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			fs.err("csv-value", at, "write digits only, with a point for decimals", "%q must be a number, and %q is none", c.name, shorten(s))
			return
		}
		v.SetFloat(x)
	default:
		v.SetString(s)
	}
}

// SplitIDs splits a cell of several ids separated by semicolons.
func SplitIDs(s string) []string {
	var out []string
	for p := range strings.SplitSeq(s, ";") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

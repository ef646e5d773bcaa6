package dossier

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	maxCSVBytes         = 32 << 20
	maxFindingsPerTable = 100
)

var utf8BOM = []byte("\xef\xbb\xbf")

// column is what a row type's tags say of a column, for reading and for the
// schema alike: csv:"name,required" enum:"a|b" range:"0..1" whole:"yes" doc:"…".
type column struct {
	name     string
	required bool
	enum     []string
	lo, hi   float64 // of a number
	whole    bool    // the number has no decimals
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
		c := column{name: name, required: opt == "required", lo: -MaxNumber, hi: MaxNumber, whole: sf.Tag.Get("whole") == "yes", doc: sf.Tag.Get("doc"), index: sf.Index}
		if lo, hi, ok := rangeOf(sf.Tag); ok {
			c.lo, c.hi = lo, hi
		}
		if e := sf.Tag.Get("enum"); e != "" {
			c.enum = strings.Split(e, "|")
		}
		out = append(out, c)
	}
	// What all rows have stands last.
	slices.SortStableFunc(out, func(a, b column) int { return cmp.Compare(len(a.index), len(b.index)) })
	return out
}

// readTable reads a CSV file with a header into rows of T. It goes on after a
// bad row, and leaves that row out.
func readTable[T any](file string, src []byte) ([]*T, []Finding) {
	var f findings
	src = bytes.TrimPrefix(src, utf8BOM)
	defer func() { inCharacters(f.list, src) }()
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
			if m := Misspelling(h, names); m != nil && !slices.ContainsFunc(header, func(o string) bool { return strings.TrimSpace(o) == m.Text }) {
				f.mend(m)
			}
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
	confirmed := slices.IndexFunc(cols, func(c column) bool { return c.name == "confirmed" })
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
			hint := "quote a field that holds a comma, and write decimals with a point"
			if len(rec) < len(header) {
				hint = "put a comma for each column that is blank"
			}
			f.err("csv-row", at(0), hint, "this row has %d fields and the header %d", len(rec), len(header))
			continue
		}
		row := new(T)
		v := reflect.ValueOf(row).Elem()
		before := len(f.list)
		any(row).(interface{ setPos(Pos) }).setPos(at(0))
		if confirmed >= 0 { // unless its cell says otherwise
			v.FieldByIndex(cols[confirmed].index).SetBool(true)
		}
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
				continue
			}
			f.setCell(v.FieldByIndex(c.index), c, s, at(i))
		}
		if len(f.list) == before {
			rows = append(rows, row)
		}
	}
	return rows, f.list
}

// inCharacters turns the columns of findings, which the reader of CSV counts in
// bytes, into characters.
func inCharacters(found []Finding, src []byte) {
	line, start := 1, 0
	for i := range found {
		f := &found[i]
		if f.Col <= 1 {
			continue
		}
		if f.Line < line {
			line, start = 1, 0
		}
		for ; line < f.Line; line++ {
			start += bytes.IndexByte(src[start:], '\n') + 1
		}
		f.Col = 1 + utf8.RuneCount(src[start:min(start+f.Col-1, len(src))])
	}
}

func (fs *findings) csvError(file string, err error) {
	var pe *csv.ParseError
	if errors.As(err, &pe) {
		fs.err("csv-syntax", Pos{file, pe.Line, pe.Column}, "a field with a quote is written \"like \"\"this\"\"\"", "this is no valid CSV: %v", pe.Err)
		return
	}
	fs.err("csv-syntax", Pos{file, 0, 0}, "", "this is no valid CSV: %v", err)
}

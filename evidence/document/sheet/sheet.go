// Package sheet reads the tables of spreadsheets: XLSX (ECMA-376) and ODS (ISO
// 26300), as the values of their cells, dates in ISO 8601 and shares in percent.
//
// A file is hostile input: what is unpacked, rows, columns and cells are bounded.
package sheet

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"entente/evidence/document/zipped"
)

// Limits on what is read of one file.
const (
	MaxRows    = 100_000 // of all sheets, without empty ones
	MaxColumns = 256     // of a row; what is to their right is left out
	MaxCells   = 1_000_000
	maxSheets  = 200
	maxStrings = 500_000
	maxText    = 32 << 20 // bytes of all cells
	maxCell    = 4000     // bytes of one cell
)

// Errors of Read.
var (
	ErrTooLarge = errors.New("the spreadsheet is too large")
	ErrNotThis  = errors.New("the file is no spreadsheet that can be read")
)

// Sheet is one table of a file.
type Sheet struct {
	Name string
	Rows []Row // without empty ones
}

// Row is a row with its number, from 1, and its cells without empty ones at the end.
type Row struct {
	N     int
	Cells []string
}

// Is tells a spreadsheet from its content: ".xlsx", ".ods" or "".
func Is(src []byte) string {
	if !zipped.IsZip(src) {
		return ""
	}
	f, err := zipped.Open(src)
	switch {
	case err != nil:
		return ""
	case f.Has("xl/workbook.xml") || strings.Contains(string(f.Head("[Content_Types].xml", 1<<16)), "spreadsheetml.sheet"):
		return ".xlsx"
	case strings.HasPrefix(string(f.Head("mimetype", 100)), "application/vnd.oasis.opendocument.spreadsheet"):
		return ".ods"
	}
	return ""
}

// Read reads the sheets of a file that are not hidden. It fails with ErrNotThis,
// ErrTooLarge, the errors of zipped or the context's (wrapped).
func Read(ctx context.Context, src []byte) ([]Sheet, error) {
	f, err := zipped.Open(src)
	if err != nil {
		return nil, err
	}
	r := &reader{f: f}
	if f.Has("content.xml") && !f.Has("xl/workbook.xml") {
		err = r.ods(ctx)
	} else {
		err = r.xlsx(ctx)
	}
	return r.sheets, err
}

type reader struct {
	f      *zipped.File
	sheets []Sheet
	rows   int
	cells  int
	text   int
}

// add puts a row into the last sheet.
func (r *reader) add(n int, cells []string) error {
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 0 {
		return nil
	}
	r.rows, r.cells = r.rows+1, r.cells+len(cells)
	for _, c := range cells {
		r.text += len(c)
	}
	if r.rows > MaxRows || r.cells > MaxCells || r.text > maxText {
		return fmt.Errorf("%w: it has more than %d rows or %d cells, or over %d MB of text", ErrTooLarge, MaxRows, MaxCells, maxText>>20)
	}
	s := &r.sheets[len(r.sheets)-1]
	s.Rows = append(s.Rows, Row{n, append([]string(nil), cells...)})
	return nil
}

func (r *reader) open(name string) error {
	if len(r.sheets) >= maxSheets {
		return fmt.Errorf("%w: it has more than %d sheets", ErrTooLarge, maxSheets)
	}
	r.sheets = append(r.sheets, Sheet{Name: name})
	return nil
}

// put sets a cell of a row, if its column is one that is read.
func put(cells []string, column int, value string) []string {
	if column < 0 || column >= MaxColumns || value == "" {
		return cells
	}
	for len(cells) <= column {
		cells = append(cells, "")
	}
	cells[column] = value
	return cells
}

// oneLine gives a cell on one line and within its length.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > maxCell {
		s = strings.ToValidUTF8(s[:maxCell], "")
	}
	return s
}

// xlsx reads the parts of an XLSX file.
func (r *reader) xlsx(ctx context.Context) error {
	root, err := r.f.Related(ctx, "")
	if err != nil {
		return err
	}
	main := root["officeDocument"]
	if !r.f.Has(main) {
		main = "xl/workbook.xml"
	}
	parts, err := r.f.Related(ctx, main)
	if err != nil {
		return err
	}
	type tab struct{ name, part string }
	var tabs []tab
	from1904 := false
	err = r.f.Each(ctx, main, func(t xml.Token) error {
		s, ok := t.(xml.StartElement)
		if !ok {
			return nil
		}
		switch s.Name.Local {
		case "workbookPr":
			from1904 = zipped.Attr(s, "date1904") == "1" || zipped.Attr(s, "date1904") == "true"
		case "sheet":
			if state := zipped.Attr(s, "state"); state == "" || state == "visible" {
				id := ""
				for _, a := range s.Attr { // sheetId is another
					if a.Name.Local == "id" {
						id = a.Value
					}
				}
				tabs = append(tabs, tab{zipped.Attr(s, "name"), parts["#"+id]})
			}
		}
		return nil
	})
	if errors.Is(err, zipped.ErrNoPart) {
		return fmt.Errorf("%w: %w", ErrNotThis, err)
	}
	if err != nil {
		return err
	}
	words, err := r.strings(ctx, parts["sharedStrings"])
	if err != nil {
		return err
	}
	forms, err := r.forms(ctx, parts["styles"])
	if err != nil {
		return err
	}
	for _, t := range tabs {
		if !r.f.Has(t.part) {
			continue // a chart
		}
		if err := r.open(oneLine(t.name)); err != nil {
			return err
		}
		if err := r.worksheet(ctx, t.part, words, forms, from1904); err != nil {
			return err
		}
	}
	return nil
}

// strings reads the texts that cells share.
func (r *reader) strings(ctx context.Context, part string) ([]string, error) {
	var out []string
	if !r.f.Has(part) {
		return nil, nil
	}
	var b strings.Builder
	in, skip := false, 0
	err := r.f.Each(ctx, part, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "si":
				b.Reset()
			case "rPh": // the reading of a word
				skip++
			case "t":
				in = skip == 0
			}
		case xml.CharData:
			if in && b.Len() < 4*maxCell {
				b.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				in = false
			case "rPh":
				skip--
			case "si":
				if out = append(out, oneLine(b.String())); len(out) > maxStrings {
					return fmt.Errorf("%w: it has more than %d texts", ErrTooLarge, maxStrings)
				}
			}
		}
		return nil
	})
	return out, err
}

// form tells how the number of a cell is shown.
type form uint8

const (
	plain form = iota
	day
	percent
)

// forms gives the form of each style of cells.
func (r *reader) forms(ctx context.Context, part string) ([]form, error) {
	if !r.f.Has(part) {
		return nil, nil
	}
	own := map[string]form{}
	var out []form
	in := false
	err := r.f.Each(ctx, part, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "numFmt":
				own[zipped.Attr(t, "numFmtId")] = formOf(zipped.Attr(t, "formatCode"))
			case "cellXfs":
				in = true
			case "xf":
				if !in || len(out) >= 100_000 {
					return nil
				}
				id := zipped.Attr(t, "numFmtId")
				f, ok := own[id]
				if n, err := strconv.Atoi(id); err == nil && !ok {
					switch {
					case n >= 14 && n <= 17 || n == 22 || n >= 27 && n <= 36 || n >= 50 && n <= 58:
						f = day
					case n == 9 || n == 10:
						f = percent
					}
				}
				out = append(out, f)
			}
		case xml.EndElement:
			if t.Name.Local == "cellXfs" {
				in = false
			}
		}
		return nil
	})
	return out, err
}

// formOf reads a format: one with a year or a day is of dates, one with a percent
// sign of shares. What stands in quotes or square brackets, or is escaped, is no format.
func formOf(code string) form {
	var b strings.Builder
	quoted, bracket, escaped := false, false, false
	for _, c := range strings.ToLower(code) {
		switch {
		case escaped:
			escaped = false
		case c == '\\' || c == '_':
			escaped = true
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case !bracket:
			b.WriteRune(c)
		}
	}
	code = b.String()
	switch {
	case strings.ContainsAny(code, "yd") && !strings.Contains(code, "general"):
		return day
	case strings.Contains(code, "%"):
		return percent
	}
	return plain
}

func (r *reader) worksheet(ctx context.Context, part string, words []string, forms []form, from1904 bool) error {
	var cells []string
	var value strings.Builder
	row, column := 0, -1
	var kind, style string
	in, skip := false, 0
	return r.f.Each(ctx, part, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "row":
				row++
				if n, err := strconv.Atoi(zipped.Attr(t, "r")); err == nil && n > 0 && n < 1<<21 {
					row = n
				}
				cells, column = cells[:0], -1
			case "c":
				column++
				if n, ok := columnOf(zipped.Attr(t, "r")); ok {
					column = n
				}
				kind, style = zipped.Attr(t, "t"), zipped.Attr(t, "s")
				value.Reset()
			case "rPh":
				skip++
			case "v", "t":
				in = skip == 0
			}
		case xml.CharData:
			if in && value.Len() < 4*maxCell {
				value.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "v", "t":
				in = false
			case "rPh":
				skip--
			case "c":
				cells = put(cells, column, cellValue(value.String(), kind, style, words, forms, from1904))
			case "row":
				return r.add(row, cells)
			}
		}
		return nil
	})
}

// columnOf reads the column of a cell's name: 2 of C5.
func columnOf(name string) (int, bool) {
	n := 0
	for i := 0; i < len(name) && i < 4; i++ {
		switch c := name[i] | 0x20; {
		case c >= 'a' && c <= 'z':
			n = n*26 + int(c-'a') + 1
		default:
			return n - 1, n > 0
		}
	}
	return n - 1, n > 0
}

func cellValue(v, kind, style string, words []string, forms []form, from1904 bool) string {
	switch kind {
	case "s":
		if i, err := strconv.Atoi(strings.TrimSpace(v)); err == nil && i >= 0 && i < len(words) {
			return words[i]
		}
		return ""
	case "str", "inlineStr", "d":
		return oneLine(v)
	case "b":
		return map[string]string{"1": "yes", "0": "no"}[strings.TrimSpace(v)]
	case "e":
		return "" // a fault of a formula
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(v), 64)
	if err != nil {
		return oneLine(v)
	}
	f := plain
	if i, err := strconv.Atoi(style); err == nil && i >= 0 && i < len(forms) {
		f = forms[i]
	}
	switch f {
	case day:
		return dayOf(n, from1904)
	case percent:
		return Number(n*100) + "%"
	}
	return Number(n)
}

// Number writes a number without the digits that its binary form adds.
func Number(n float64) string {
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return ""
	}
	if r, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 14, 64), 64); err == nil {
		n = r
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// dayOf gives the day that a number stands for: days since 30 December 1899, as Excel
// counts from March 1900 on, or since 1904.
func dayOf(n float64, from1904 bool) string {
	if n < 1 || n > 2_958_465 {
		return Number(n)
	}
	start := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if from1904 {
		start = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	} else if n < 60 {
		start = start.AddDate(0, 0, 1) // Excel has a 29 February 1900
	}
	return start.AddDate(0, 0, int(n)).Format(time.DateOnly)
}

// ods reads the content of an ODS file.
func (r *reader) ods(ctx context.Context) error {
	var cells []string
	var text strings.Builder
	row, column, times, across := 0, 0, 1, 1
	var kind, value string
	in, notes := 0, 0
	hidden, table := map[string]bool{}, 0
	var style string
	count := func(t xml.StartElement, name string) int {
		n, err := strconv.Atoi(zipped.Attr(t, name))
		if err != nil || n < 1 {
			return 1
		}
		return n
	}
	err := r.f.Each(ctx, "content.xml", func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "style":
				style = zipped.Attr(t, "name")
			case "table-properties":
				hidden[style] = zipped.Attr(t, "display") == "false"
			case "table":
				if table++; table == 1 && !hidden[zipped.Attr(t, "style-name")] {
					row = 0
					return r.open(oneLine(zipped.Attr(t, "name")))
				} else if table == 1 {
					table = 1 << 20 // nothing of it is read
				}
			case "table-row":
				cells, column, times = cells[:0], 0, count(t, "number-rows-repeated")
			case "table-cell", "covered-table-cell":
				across = count(t, "number-columns-repeated")
				kind = zipped.Attr(t, "value-type")
				value = zipped.Attr(t, "value") + zipped.Attr(t, "date-value") + zipped.Attr(t, "boolean-value")
				text.Reset()
			case "annotation": // a remark
				notes++
			case "p":
				if text.Len() > 0 {
					text.WriteByte(' ')
				}
				in++
			case "s", "tab", "line-break":
				text.WriteByte(' ')
			}
		case xml.CharData:
			if in > 0 && notes == 0 && text.Len() < 4*maxCell {
				text.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "annotation":
				notes--
			case "p":
				in--
			case "table":
				if table--; table == 1<<20-1 {
					table = 0
				}
			case "table-cell", "covered-table-cell":
				v := odsValue(kind, value, text.String())
				for i := 0; v != "" && i < across && column+i < MaxColumns; i++ {
					cells = put(cells, column+i, v)
				}
				if column += across; column > MaxColumns || column < 0 {
					column = MaxColumns
				}
			case "table-row":
				for i := range times {
					if len(cells) == 0 || table != 1 || len(r.sheets) == 0 {
						break
					}
					if err := r.add(row+1+i, cells); err != nil {
						return err
					}
				}
				if row += times; row > 1<<24 || row < 0 {
					row = 1 << 24
				}
			}
		}
		return nil
	})
	if errors.Is(err, zipped.ErrNoPart) {
		return fmt.Errorf("%w: %w", ErrNotThis, err)
	}
	return err
}

func odsValue(kind, value, text string) string {
	switch n, err := strconv.ParseFloat(value, 64); {
	case kind == "percentage" && err == nil:
		return Number(n*100) + "%"
	case (kind == "float" || kind == "currency") && err == nil:
		return Number(n)
	case kind == "date" && len(value) >= 10:
		return value[:10]
	case kind == "boolean":
		return map[string]string{"true": "yes", "false": "no"}[value]
	}
	return oneLine(text)
}

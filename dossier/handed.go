package dossier

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
)

// Table is a table of the dossier as it is handed on: each row in the words of its
// file, without what reads `publish: no`.
type Table struct {
	Name    string // events, polls, …
	Columns []Column
	Rows    [][]string // a cell for each column; "" where the row is silent
	Cites   []IDs      // the sources of each row
}

// Column is what a table's column holds.
type Column struct {
	Name     string
	Doc      string
	Type     string // string, number, integer, boolean (yes or no) or date (YYYY, YYYY-MM or YYYY-MM-DD)
	Required bool
	Words    []string // the words that it may hold; nil: any
	Low      *float64 // of a number; nil where it has no limit of its own
	High     *float64
}

// Tables gives the tables that have rows, in the order in which docs/dossier.md has them.
func (d *Dossier) Tables() []Table {
	var out []Table
	add := func(name string, rows any) {
		if t := tableOf(name, reflect.ValueOf(rows)); len(t.Rows) > 0 {
			out = append(out, t)
		}
	}
	add("polls", d.Polls)
	add("events", d.Events)
	add("acts", d.Acts)
	add("facts", d.Facts)
	add("calendar", d.Calendar)
	add("commitments", d.Commitments)
	add("questions", d.Questions)
	add("forecasts", d.Forecasts)
	add("cases", d.Cases)
	add("quotes", d.Quotes)
	add("searches", d.Searches)
	add("judgements", d.Judgements)
	add("series", d.Series)
	if n := len(out) - 1; n >= 0 && out[n].Name == "series" {
		d.citeSeries(&out[n])
	}
	return out
}

// citeSeries adds the sources that the record beside a file of series states for all its rows.
func (d *Dossier) citeSeries(t *Table) {
	of := map[*SeriesPoint]IDs{}
	for _, f := range d.SeriesFiles {
		if f.Made != nil {
			for _, p := range f.Points {
				of[p] = f.Made.Source.IDs()
			}
		}
	}
	for n, p := range d.Series {
		for _, id := range of[p] {
			if !t.Cites[n].Has(id) {
				t.Cites[n] = append(slices.Clip(t.Cites[n]), id)
			}
		}
	}
}

// tableOf writes a slice of pointers to rows as a table.
func tableOf(name string, rows reflect.Value) Table {
	t := Table{Name: name}
	row := rows.Type().Elem().Elem()
	var at [][]int
	var sources []int
	for _, c := range columnsOf(row) {
		if c.name == "publish" { // what is not is not here
			continue
		}
		field := row.FieldByIndex(c.index)
		col := Column{Name: c.name, Doc: c.doc, Type: cellType(field.Type, c), Required: c.required, Words: c.enum}
		if c.lo > -MaxNumber {
			col.Low = &c.lo
		}
		if c.hi < MaxNumber {
			col.High = &c.hi
		}
		if c.name == "source" {
			sources = c.index
		}
		t.Columns, at = append(t.Columns, col), append(at, c.index)
	}
	for i := range rows.Len() {
		r := rows.Index(i).Elem()
		cells := make([]string, len(at))
		for n, index := range at {
			cells[n] = cellText(r.FieldByIndex(index))
		}
		var cited IDs
		if sources != nil {
			cited = r.FieldByIndex(sources).Interface().(IDs)
		}
		t.Rows, t.Cites = append(t.Rows, cells), append(t.Cites, cited)
	}
	return t
}

func cellType(t reflect.Type, c column) string {
	switch t {
	case reflect.TypeFor[Date]():
		return "date"
	case reflect.TypeFor[Confirmed](), reflect.TypeFor[bool]():
		return "boolean"
	case reflect.TypeFor[float64](), reflect.TypeFor[*float64]():
		if c.whole {
			return "integer"
		}
		return "number"
	}
	return "string"
}

// cellText writes a value as a cell of its file reads.
func cellText(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case Confirmed:
		return YesOrNo(bool(x))
	case bool:
		return YesOrNo(x)
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	case *float64:
		if x == nil {
			return ""
		}
		return strconv.FormatFloat(*x, 'f', -1, 64)
	case fmt.Stringer:
		return x.String()
	}
	return v.String()
}

// YesOrNo writes a boolean as a cell does.
func YesOrNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

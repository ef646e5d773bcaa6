package dossier

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
)

// IDs is a cell of ids separated by semicolons: of sources, of rows that a row
// replaces. It is nil where the cell is blank.
type IDs []string

// Has reports whether id is among them.
func (ids IDs) Has(id string) bool { return slices.Contains(ids, id) }

// String writes the ids as a cell does.
func (ids IDs) String() string { return strings.Join(ids, ";") }

func parseIDs(s string) IDs {
	var out IDs
	for p := range strings.SplitSeq(s, ";") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// Codes is a cell of countries or other actors joined by a plus: JPN+KOR. It is
// nil where the cell is blank.
type Codes []string

// Has reports whether a code is among them.
func (cs Codes) Has(code string) bool { return slices.Contains(cs, code) }

// String writes the codes as a cell does.
func (cs Codes) String() string { return strings.Join(cs, "+") }

func parseCodes(s string) Codes {
	var out Codes
	for p := range strings.SplitSeq(s, "+") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// Confirmed is a yes/no column that is yes where blank.
type Confirmed bool

// NotConfirmed is the mark that what a row states with `confirmed: no` keeps
// wherever it is printed.
const NotConfirmed = "not confirmed"

// Mark is NotConfirmed where the row says so, else "".
func (c Confirmed) Mark() string {
	if c {
		return ""
	}
	return NotConfirmed
}

// setCell reads a cell that is not blank into a field, whose type and tags say
// what it may hold. A number that may be blank is a *float64: nil where it is.
func (fs *findings) setCell(v reflect.Value, c column, s string, at Pos) {
	if len(c.enum) > 0 && !slices.Contains(c.enum, s) {
		fs.err("unknown-word", at, didYouMeanOr(s, c.enum), "%q is %q, which is none of its words", c.name, shorten(s))
		fs.mend(Misspelling(s, c.enum))
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
	case IDs:
		v.Set(reflect.ValueOf(parseIDs(s)))
	case Codes:
		v.Set(reflect.ValueOf(parseCodes(s)))
	case Confirmed, bool:
		b, ok := parseBool(s)
		if !ok {
			fs.err("csv-value", at, "write yes or no", "%q must be yes or no, and this is %q", c.name, shorten(s))
			return
		}
		v.SetBool(b)
	case float64:
		if x, ok := fs.cellNumber(c, s, at); ok {
			v.SetFloat(x)
		}
	case *float64:
		if x, ok := fs.cellNumber(c, s, at); ok {
			v.Set(reflect.ValueOf(&x))
		}
	default:
		v.SetString(s)
	}
}

func (fs *findings) cellNumber(c column, s string, at Pos) (float64, bool) {
	x, err := ParseNumber(s)
	var bad *NumberError
	switch {
	case errors.As(err, &bad):
		fs.err("csv-value", at, bad.Hint, "%q must be a number, and %q is none", c.name, shorten(s))
	case err != nil || x < c.lo || x > c.hi:
		fs.err("out-of-range", at, shareHint(x, c.lo, c.hi), "%q must lie between %s and %s, and this is %s", c.name, sayBound(c.lo), sayBound(c.hi), shorten(s))
	case c.whole && x != math.Trunc(x):
		fs.err("csv-value", at, "", "%q must be a whole number, and this is %s", c.name, shorten(s))
	default:
		return x, true
	}
	return 0, false
}

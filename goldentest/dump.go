package goldentest

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Dump writes a value for a golden file: a line a field, exported fields alone, what
// is zero left out, floats to six digits (the last are those of the processor). What
// was shown before is shown as "seen"; what a Stringer says stands for it, and what
// brief says of a pointer, unless that is "".
func Dump(v any, brief func(any) string) string {
	d := dumper{seen: map[uintptr]bool{}, brief: brief}
	d.value(reflect.ValueOf(v), "")
	return d.String()
}

type dumper struct {
	strings.Builder
	seen  map[uintptr]bool
	brief func(any) string
}

// value writes what follows a name: words on the line, or lines further in.
func (d *dumper) value(v reflect.Value, in string) {
	if !v.IsValid() {
		d.WriteString(" nil\n")
		return
	}
	if s, ok := v.Interface().(fmt.Stringer); ok && (v.Kind() != reflect.Pointer || !v.IsNil()) {
		fmt.Fprintf(d, " %s\n", s)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		switch {
		case v.IsNil():
			d.WriteString(" nil\n")
		case d.seen[v.Pointer()]:
			d.WriteString(" seen\n")
		case d.brief != nil && d.brief(v.Interface()) != "":
			fmt.Fprintf(d, " %s\n", d.brief(v.Interface()))
		default:
			d.seen[v.Pointer()] = true
			d.value(v.Elem(), in)
		}
	case reflect.Interface:
		if !v.IsNil() {
			fmt.Fprintf(d, " %s:", v.Elem().Type())
		}
		d.value(v.Elem(), in)
	case reflect.Struct:
		d.WriteString("\n")
		for n := range v.NumField() {
			if f := v.Type().Field(n); f.IsExported() && !v.Field(n).IsZero() {
				d.WriteString(in + f.Name)
				d.value(v.Field(n), in+" ")
			}
		}
	case reflect.Slice, reflect.Array:
		d.WriteString("\n")
		for n := range v.Len() {
			d.WriteString(in + strconv.Itoa(n))
			d.value(v.Index(n), in+" ")
		}
	case reflect.Map:
		d.WriteString("\n")
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		for _, k := range keys {
			fmt.Fprintf(d, "%s%v", in, k)
			d.value(v.MapIndex(k), in+" ")
		}
	case reflect.Float32, reflect.Float64:
		if f := v.Float(); math.Abs(f) < 1e-9 {
			d.WriteString(" 0\n")
		} else {
			fmt.Fprintf(d, " %.6g\n", f)
		}
	case reflect.String:
		fmt.Fprintf(d, " %q\n", v.String())
	case reflect.Func, reflect.Chan:
		d.WriteString(" set\n")
	default:
		fmt.Fprintf(d, " %v\n", v)
	}
}

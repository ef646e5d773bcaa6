package dossier

import (
	"reflect"
	"slices"
)

// notPublished reports whether a row, a file or an entry reads `publish: no`.
func notPublished(v any) bool {
	r := reflect.ValueOf(v)
	for r.Kind() == reflect.Pointer {
		if r.IsNil() {
			return false
		}
		r = r.Elem()
	}
	if r.Kind() != reflect.Struct {
		return false
	}
	f := r.FieldByName("Publish")
	return f.IsValid() && f.Kind() == reflect.String && f.String() == "no"
}

// published gives a part without what reads `publish: no`, and how much that is: the
// part itself where there is none.
func (p part) published() (part, int) {
	without := func(v reflect.Value) (reflect.Value, int) {
		kept := reflect.MakeSlice(v.Type(), 0, v.Len())
		for i := range v.Len() {
			if !notPublished(v.Index(i).Interface()) {
				kept = reflect.Append(kept, v.Index(i))
			}
		}
		return kept, v.Len() - kept.Len()
	}
	if p.value == nil {
		return p, 0
	}
	v := reflect.ValueOf(p.value)
	switch {
	case notPublished(p.value):
		return part{nil, p.found}, 1
	case v.Kind() == reflect.Slice:
		if kept, n := without(v); n > 0 {
			return part{kept.Interface(), p.found}, n
		}
	}
	switch x := p.value.(type) {
	case seriesTable:
		if kept, n := without(reflect.ValueOf(x.rows)); n > 0 {
			x.rows = kept.Interface().([]*SeriesPoint)
			return part{x, p.found}, n
		}
	case *People, *Terms, *Assumptions:
		entries := reflect.New(v.Elem().Type())
		entries.Elem().Set(v.Elem())
		all := 0
		for i := range entries.Elem().NumField() {
			if f := entries.Elem().Field(i); f.Kind() == reflect.Slice && f.CanSet() {
				kept, n := without(f)
				f.Set(kept)
				all += n
			}
		}
		if all > 0 {
			return part{entries.Interface(), p.found}, all
		}
	}
	return p, 0
}

// withhold takes out of the dossier what reads `publish: no`. The rest is read anew without
// it: what refers to it from what is published is an error, since it would be printed.
func (l *loader) withhold() {
	parts := slices.Clone(l.parts)
	all := 0
	for i := range parts {
		var n int
		parts[i], n = parts[i].published()
		all += n
	}
	if all == 0 {
		return
	}
	again := &loader{fsys: l.fsys, d: &Dossier{Header: &Header{}, Root: l.d.Root, Files: l.files}, names: map[string]string{}, files: l.files, parts: parts, misplaced: l.misplaced}
	again.weighLosses()
	decoded := len(again.f.list)
	again.gather()
	again.index()
	again.validate()
	again.markCauses(decoded)
	known := map[string]bool{}
	for _, f := range l.f.list {
		known[f.Rule+"|"+f.Message+"|"+f.Pos.String()] = true
	}
	for _, f := range again.f.list {
		if f.Severity == Error && !known[f.Rule+"|"+f.Message+"|"+f.Pos.String()] {
			l.f.err("not-published", f.Pos, "publish that too, take the reference out, or keep this from being published as well", "it is published and rests on what reads `publish: no`: %s", f.Message)
		}
	}
	again.d.Held = l.d.Held
	again.d.Withheld = all
	l.d = again.d
}

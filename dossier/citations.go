package dossier

import (
	"iter"
	"reflect"
	"strings"
	"sync"
)

// Citation is a source that a part of the dossier names.
type Citation struct {
	Source  string // its id, of which there may be no record
	Locator string // where in the source; "" where the file does not say
	// By is what names it: the innermost of what the dossier holds with an id or as
	// a row, such as *Initiative, *Player, *Outside or *Poll; Kind and ID say so in
	// words ("initiative", "poll"). The ID is "" where it has none.
	By   any
	Kind string
	ID   string
	// Part is the key under which a part of By names it, such as "history"; "" where
	// By does so itself.
	Part string
	// Evidence says that it is named as evidence (`source:ID`).
	Evidence bool
	Pos      Pos
}

// Citing gives every source that a key or a column of the dossier names, in
// the order of the fields of Dossier and of the files. What the words of texts
// cite, markup reads.
func (d *Dossier) Citing() iter.Seq[Citation] {
	return func(yield func(Citation) bool) {
		w := &citing{yield: yield}
		w.value(reflect.ValueOf(d).Elem(), Citation{}, "")
	}
}

// kindOfCiter says what cites in a word, with its id; "" for what is part of
// something else.
func kindOfCiter(v any) (kind, id string) {
	switch x := v.(type) {
	case *Header:
		return "dossier", ""
	case *Value:
		return "value", x.ID.ID
	case *Outside:
		return "outside party", x.ID.ID
	case *Member:
		return "member", x.Code.ID
	case *Player:
		return "player", x.ID.ID
	case *Initiative:
		return "initiative", x.ID
	case *Constraint:
		return "constraint", x.ID
	case *Scenario:
		return "scenario", x.ID
	case *People:
		return "people", ""
	case *Person:
		return "person", x.ID.ID
	case *Group:
		return "subgroup", x.ID.ID
	case *Piece:
		return "text", x.ID
	case *Term:
		return "term", x.ID.ID
	case *Poll:
		return "poll", x.Series
	case *Event:
		return "event", x.ID
	case *Act:
		return "act", x.ID
	case *Fact:
		return "fact", x.ID
	case *CalendarDate:
		return "date", ""
	case *Commitment:
		return "commitment", x.ID
	case *Case:
		return "ruling", x.ID
	case *Question:
		return "question", x.ID
	case *Forecast:
		return "forecast", x.Question
	case *Assumption:
		return "assumption", x.ID.ID
	case *Quote:
		return "quotation", x.ID
	case *SeriesPoint:
		return "series", x.Series
	case *Made:
		return "series file", x.File
	}
	return "", ""
}

// citingField is a field that names sources, or leads to some that do.
type citingField struct {
	index    int
	key      string // its name in the file, "" where it has none
	names    bool
	evidence bool
	locator  int // the field that says where in the source, or -1
}

var (
	refsType, idsType = reflect.TypeFor[Refs](), reflect.TypeFor[IDs]()
	citingCache       sync.Map // reflect.Type -> []citingField
)

// citingFields gives the fields of a struct under which sources are named: by the
// key or column `source`, and `evidence`. A field whose tag says cites:"no" holds
// other things, or what another field holds too.
func citingFields(t reflect.Type) []citingField {
	if c, ok := citingCache.Load(t); ok {
		return c.([]citingField)
	}
	var out []citingField
	for i := range t.NumField() {
		sf := t.Field(i)
		if !sf.IsExported() || sf.Tag.Get("cites") == "no" {
			continue
		}
		key, _, _ := strings.Cut(sf.Tag.Get("yaml")+sf.Tag.Get("csv"), ",")
		f := citingField{index: i, key: key, evidence: key == "evidence", locator: -1}
		switch {
		case sf.Type == refsType || sf.Type == idsType:
			f.names = key == "source" || f.evidence
			if at, ok := t.FieldByName("Locator"); ok {
				f.locator = at.Index[0]
			}
			if !f.names {
				continue
			}
		case !leadsToSources(sf.Type, nil):
			continue
		}
		out = append(out, f)
	}
	citingCache.Store(t, out)
	return out
}

// leadsToSources reports whether a value of a type may hold others that name
// sources.
func leadsToSources(t reflect.Type, above []reflect.Type) bool {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return false
	}
	for _, a := range above {
		if a == t {
			return false
		}
	}
	for i := range t.NumField() {
		sf := t.Field(i)
		if sf.IsExported() && (sf.Type == refsType || sf.Type == idsType || leadsToSources(sf.Type, append(above, t))) {
			return true
		}
	}
	return false
}

// citing walks through what a dossier holds.
type citing struct {
	yield func(Citation) bool
	ended bool
}

// value walks through a value. by has what cites so far and where it stands, and
// part the key under which the value was reached from there.
func (w *citing) value(v reflect.Value, by Citation, part string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			w.value(v.Elem(), by, part)
		}
	case reflect.Slice:
		for i := range v.Len() {
			w.value(v.Index(i), by, part)
		}
	case reflect.Struct:
		if v.CanAddr() {
			x := v.Addr().Interface()
			if kind, id := kindOfCiter(x); kind != "" {
				by.By, by.Kind, by.ID, part = x, kind, id, ""
			}
			switch at := x.(type) {
			case interface{ Pos() Pos }:
				by.Pos = at.Pos()
			case interface{ setPos(Pos) }:
				by.Pos = v.FieldByName("Pos").Interface().(Pos)
			}
		}
		for _, f := range citingFields(v.Type()) {
			if w.ended {
				return
			}
			if f.names {
				w.names(v, f, by, part)
				continue
			}
			next := part
			if next == "" {
				next = f.key
			}
			w.value(v.Field(f.index), by, next)
		}
	}
}

// names yields the sources that a field names.
func (w *citing) names(v reflect.Value, f citingField, by Citation, part string) {
	by.Part, by.Evidence = part, f.evidence
	if f.locator >= 0 {
		by.Locator = v.Field(f.locator).String()
	}
	put := func(id string, at Pos) {
		if f.evidence {
			var ok bool
			if id, ok = strings.CutPrefix(id, string(EvidenceSource)+":"); !ok {
				return
			}
		}
		by.Source, by.Pos = id, at
		w.ended = w.ended || !w.yield(by)
	}
	switch ids := v.Field(f.index).Interface().(type) {
	case Refs:
		for _, r := range ids {
			put(r.ID, r.Pos)
		}
	case IDs:
		for _, id := range ids {
			put(id, by.Pos)
		}
	}
}

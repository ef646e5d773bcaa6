package dossier

import "slices"

// Where is embedded in everything read from a file: it tells where the thing
// and each of its keys stand.
type Where struct {
	pos  Pos
	keys []keyPos
}

type keyPos struct {
	name      string
	line, col int
}

// Pos is where the thing begins.
func (w Where) Pos() Pos { return w.pos }

// At is where the value of one of its keys stands; where the key is absent, the
// place of the thing itself.
func (w Where) At(key string) Pos {
	for _, k := range w.keys {
		if k.name == key {
			return Pos{w.pos.File, k.line, k.col}
		}
	}
	return w.pos
}

// Has reports whether the file gives the key, with a value.
func (w Where) Has(key string) bool {
	return slices.ContainsFunc(w.keys, func(k keyPos) bool { return k.name == key })
}

func (w *Where) setWhere(p Pos, keys []keyPos) { w.pos, w.keys = p, keys }

// Ref names something by its id, and knows where it does so.
type Ref struct {
	ID  string
	Pos Pos
}

// MarshalText writes the id.
func (r Ref) MarshalText() ([]byte, error) { return []byte(r.ID), nil }

// Refs is one id or a list of them.
type Refs []Ref

// IDs gives the ids alone.
func (rs Refs) IDs() []string {
	out := make([]string, len(rs))
	for i, r := range rs {
		out[i] = r.ID
	}
	return out
}

// Has reports whether id is among them.
func (rs Refs) Has(id string) bool {
	return slices.ContainsFunc(rs, func(r Ref) bool { return r.ID == id })
}

// Entry is one pair of a Map.
type Entry[T any] struct {
	Ref
	Value T
}

// Map is a YAML map from ids to values, in the order of the file.
type Map[T any] []Entry[T]

// Get gives the value of an id, and whether there is one.
func (m Map[T]) Get(id string) (T, bool) {
	for _, e := range m {
		if e.ID == id {
			return e.Value, true
		}
	}
	var zero T
	return zero, false
}

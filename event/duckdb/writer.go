//go:build cgo

package duckdb

// #include <stdlib.h>
import "C"

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
	"unsafe"

	bind "github.com/duckdb/duckdb-go-bindings"

	"entente/event"
)

// writer turns records into chunks of DuckDB's vectors, which it fills in place.
type writer struct {
	chunk bind.DataChunk
	size  int // rows of a chunk
	text  arena
}

func newWriter() *writer {
	types := make([]bind.LogicalType, len(columns))
	for i, c := range columns {
		types[i] = bind.CreateLogicalType(c.typ)
		defer bind.DestroyLogicalType(&types[i])
	}
	return &writer{chunk: bind.CreateDataChunk(types), size: int(bind.VectorSize())}
}

func (w *writer) close() {
	bind.DestroyDataChunk(&w.chunk)
	w.text.free()
}

// fill makes the chunk hold the records of the batch that rows names, at most
// size of them. What it held before must not be needed any more.
func (w *writer) fill(s *Store, batch []event.Record, rows []int32) error {
	bind.DataChunkReset(w.chunk)
	w.text.reset()
	col := 0
	next := func() bind.Vector { col++; return bind.DataChunkGetVector(w.chunk, bind.IdxT(col-1)) }
	var (
		origin                                  = cells[uint8](next(), w.size)
		key                                     = cells[uint64](next(), w.size)
		id                                      = w.texts(next())
		date, until, known                      = w.days(next()), w.days(next()), w.days(next())
		source, target                          = cells[uint16](next(), w.size), cells[uint16](next(), w.size)
		sourceCode, sourceName, sourceSector    = w.texts(next()), w.texts(next()), w.texts(next())
		targetCode, targetName, targetSector    = w.texts(next()), w.texts(next()), w.texts(next())
		code                                    = w.texts(next())
		typ, quad                               = cells[uint8](next(), w.size), cells[uint8](next(), w.size)
		statement, root                         = cells[bool](next(), w.size), cells[bool](next(), w.size)
		score                                   = w.floats(next())
		mentions, sources, articles             = cells[int32](next(), w.size), cells[int32](next(), w.size), cells[int32](next(), w.size)
		tone                                    = w.floats(next())
		deaths                                  = cells[int32](next(), w.size)
		placeName                               = w.texts(next())
		placeCountry                            = cells[uint16](next(), w.size)
		placeAdmin                              = w.texts(next())
		lat, lon                                = w.floats(next()), w.floats(next())
		text, ref                               = w.texts(next()), w.texts(next())
		digits                                  [20]byte
		err                                     error
		lastSource, lastTarget, lastPlace       string
		lastSourceID, lastTargetID, lastPlaceID uint16
	)
	country := func(code string, last *string, lastID *uint16) uint16 {
		if code != *last {
			id, e := s.country(code)
			if e != nil {
				err = e
			}
			*last, *lastID = code, id
		}
		return *lastID
	}
	for i, row := range rows {
		r := &batch[row]
		origin[i] = uint8(r.Origin)
		key[i] = r.Key
		if string(strconv.AppendUint(digits[:0], r.Key, 10)) == r.ID {
			id.null(i)
		} else {
			id.set(i, r.ID)
		}
		date.set(i, r.Date)
		if r.Until == r.Date {
			until.null(i)
		} else {
			until.set(i, r.Until)
		}
		known.set(i, r.Known)
		source[i] = country(r.Source.Country, &lastSource, &lastSourceID)
		target[i] = country(r.Target.Country, &lastTarget, &lastTargetID)
		sourceCode.set(i, r.Source.Code)
		sourceName.set(i, r.Source.Name)
		sourceSector.set(i, r.Source.Sector)
		targetCode.set(i, r.Target.Code)
		targetName.set(i, r.Target.Name)
		targetSector.set(i, r.Target.Sector)
		code.set(i, r.Code)
		typ[i], quad[i] = uint8(r.Type), uint8(r.Quad)
		statement[i], root[i] = r.Statement(), r.Root
		score.set(i, r.Score)
		mentions[i], sources[i], articles[i] = r.Mentions, r.Sources, r.Articles
		tone.set(i, r.Tone)
		deaths[i] = r.Deaths
		placeName.set(i, r.Place.Name)
		placeCountry[i] = country(r.Place.Country, &lastPlace, &lastPlaceID)
		placeAdmin.set(i, r.Place.Admin)
		lat.set(i, r.Place.Lat)
		lon.set(i, r.Place.Lon)
		text.set(i, r.Text)
		ref.set(i, r.Ref)
	}
	bind.DataChunkSetSize(w.chunk, bind.IdxT(len(rows)))
	return err
}

// cells gives the cells of a vector whose type has T's layout.
func cells[T any](v bind.Vector, n int) []T {
	return unsafe.Slice((*T)(bind.VectorGetData(v)), n)
}

// mask is the validity of a vector, a bit for each row; fresh, every row is valid.
type mask []uint64

func maskOf(v bind.Vector, n int) mask {
	bind.VectorEnsureValidityWritable(v)
	m := unsafe.Slice((*uint64)(bind.VectorGetValidity(v)), (n+63)/64)
	for i := range m {
		m[i] = math.MaxUint64
	}
	return m
}

func (m mask) null(row int) { m[row>>6] &^= 1 << (row & 63) }

type dayCells struct {
	mask
	cell []int32
}

func (w *writer) days(v bind.Vector) dayCells {
	return dayCells{maskOf(v, w.size), cells[int32](v, w.size)}
}

func (c dayCells) set(i int, d event.Day) {
	c.cell[i] = int32(d)
	if d == event.NoDay {
		c.null(i)
	}
}

type floatCells struct {
	mask
	cell []float32
}

func (w *writer) floats(v bind.Vector) floatCells {
	return floatCells{maskOf(v, w.size), cells[float32](v, w.size)}
}

func (c floatCells) set(i int, f float32) {
	c.cell[i] = f
	if f != f {
		c.null(i)
	}
}

// textCell is duckdb_string_t: short text stands in the cell, longer text
// behind a pointer.
type textCell struct {
	n      uint32
	prefix [4]byte
	ptr    unsafe.Pointer
}

type textCells struct {
	mask
	cell []textCell
	text *arena
}

func (w *writer) texts(v bind.Vector) textCells {
	return textCells{maskOf(v, w.size), cells[textCell](v, w.size), &w.text}
}

func (c textCells) set(i int, s string) {
	t := &c.cell[i]
	if len(s) <= inlined {
		if !ascii(s) && !utf8.ValidString(s) {
			c.set(i, strings.ToValidUTF8(s, "\uFFFD"))
			return
		}
		*t = textCell{n: uint32(len(s))}
		copy(unsafe.Slice(&t.prefix[0], inlined), s)
		return
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	t.n = uint32(len(s))
	copy(t.prefix[:], s)
	t.ptr = c.text.keep(s)
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// arena is memory outside Go's heap for text that DuckDB's vectors point to.
type arena struct {
	blocks [][]byte
	block  int // the one in use
	used   int // bytes of it
}

const arenaBlock = 1 << 20

// keep copies s, which is not empty, and gives its address.
func (a *arena) keep(s string) unsafe.Pointer {
	for ; a.block < len(a.blocks); a.block, a.used = a.block+1, 0 {
		if b := a.blocks[a.block]; len(b)-a.used >= len(s) {
			p := unsafe.Pointer(&b[a.used])
			a.used += copy(b[a.used:], s)
			return p
		}
	}
	n := max(arenaBlock, len(s))
	a.blocks = append(a.blocks, unsafe.Slice((*byte)(C.malloc(C.size_t(n))), n))
	return a.keep(s)
}

// reset makes the memory free again for text, and keeps it.
func (a *arena) reset() { a.block, a.used = 0, 0 }

func (a *arena) free() {
	for _, b := range a.blocks {
		C.free(unsafe.Pointer(&b[0]))
	}
	*a = arena{}
}

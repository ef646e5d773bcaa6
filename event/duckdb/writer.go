//go:build cgo

package duckdb

// #include <stdlib.h>
import "C"

import (
	"math"
	"strings"
	"unicode/utf8"
	"unsafe"

	bind "github.com/duckdb/duckdb-go-bindings"

	"entente/event"
)

// writer fills chunks of DuckDB's vectors in place and appends them to a table.
type writer struct {
	table string
	chunk bind.DataChunk
	size  int // rows of a chunk
	col   int // the next column
	text  arena
}

func newWriter(table string, columns []column) *writer {
	of := make([]bind.LogicalType, len(columns))
	for i, c := range columns {
		of[i] = bind.CreateLogicalType(types[c.sql])
		defer bind.DestroyLogicalType(&of[i])
	}
	return &writer{table: table, chunk: bind.CreateDataChunk(of), size: int(bind.VectorSize())}
}

func (w *writer) close() {
	bind.DestroyDataChunk(&w.chunk)
	w.text.free()
}

// reset empties the chunk, so that its columns can be taken in their order.
func (w *writer) reset() {
	bind.DataChunkReset(w.chunk)
	w.text.reset()
	w.col = 0
}

func (w *writer) next() bind.Vector {
	w.col++
	return bind.DataChunkGetVector(w.chunk, bind.IdxT(w.col-1))
}

// cells gives the cells of the next column, whose type has T's layout and which
// is never NULL.
func cells[T any](w *writer) []T { return cellsOf[T](w.next(), w.size) }

func cellsOf[T any](v bind.Vector, n int) []T {
	return unsafe.Slice((*T)(bind.VectorGetData(v)), n)
}

// mask is the validity of a column, a bit for each row; fresh, every row is valid.
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

func (w *writer) days() dayCells {
	v := w.next()
	return dayCells{maskOf(v, w.size), cellsOf[int32](v, w.size)}
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

func (w *writer) floats() floatCells {
	v := w.next()
	return floatCells{maskOf(v, w.size), cellsOf[float32](v, w.size)}
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

func (w *writer) texts() textCells {
	v := w.next()
	return textCells{maskOf(v, w.size), cellsOf[textCell](v, w.size), &w.text}
}

func (c textCells) set(i int, s string) {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	t := &c.cell[i]
	if len(s) <= inlined {
		*t = textCell{n: uint32(len(s))}
		copy(unsafe.Slice(&t.prefix[0], inlined), s)
		return
	}
	t.n = uint32(len(s))
	copy(t.prefix[:], s)
	t.ptr = c.text.keep(s)
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

// reset makes the memory free again for text, and keeps it, but for blocks that
// one long text needed.
func (a *arena) reset() {
	kept := a.blocks[:0]
	for _, b := range a.blocks {
		if len(b) == arenaBlock {
			kept = append(kept, b)
		} else {
			C.free(unsafe.Pointer(&b[0]))
		}
	}
	a.blocks, a.block, a.used = kept, 0, 0
}

func (a *arena) free() {
	for _, b := range a.blocks {
		C.free(unsafe.Pointer(&b[0]))
	}
	*a = arena{}
}

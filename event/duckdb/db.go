//go:build cgo

package duckdb

import (
	"context"
	"errors"
	"fmt"
	"math"
	"unsafe"

	bind "github.com/duckdb/duckdb-go-bindings"
)

// database is a thin layer over the C interface. Values are read from and
// written to DuckDB's vectors in place: database/sql would box every cell.
type database struct{ db bind.Database }

func openDatabase(path string, settings map[string]string) (*database, error) {
	var config bind.Config
	if bind.CreateConfig(&config) != bind.StateSuccess {
		return nil, errors.New("DuckDB: no configuration")
	}
	defer bind.DestroyConfig(&config)
	for k, v := range settings {
		if bind.SetConfig(config, k, v) != bind.StateSuccess {
			return nil, fmt.Errorf("DuckDB refuses the setting %s=%s", k, v)
		}
	}
	d := &database{}
	var msg string
	if bind.OpenExt(path, &d.db, config, &msg) != bind.StateSuccess {
		return nil, classify(path, errors.New(msg))
	}
	return d, nil
}

func (d *database) close() { bind.Close(&d.db) }

func (d *database) connect() (*connection, error) {
	c := &connection{}
	if bind.Connect(d.db, &c.conn) != bind.StateSuccess {
		return nil, errors.New("DuckDB: no connection")
	}
	return c, nil
}

// connection is one connection; it serves one caller at a time.
type connection struct{ conn bind.Connection }

func (c *connection) close() { bind.Disconnect(&c.conn) }

// watch interrupts what the connection does when ctx is done. The function that
// it gives ends the watch.
func (c *connection) watch(ctx context.Context) (stop func()) {
	if ctx.Done() == nil {
		return func() {}
	}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		select {
		case <-ctx.Done():
			bind.Interrupt(c.conn)
		case <-done:
		}
	}()
	return func() { close(done); <-ended }
}

// exec runs a statement and throws its rows away.
func (c *connection) exec(ctx context.Context, sql string, args ...any) error {
	r, err := c.query(ctx, sql, args...)
	if err != nil {
		return err
	}
	defer r.close()
	for r.next() {
	}
	return r.err
}

// query runs one statement with parameters ($1…), which may be int64, uint64,
// bool, string or nil, and has the whole answer in memory.
func (c *connection) query(ctx context.Context, sql string, args ...any) (*rows, error) {
	return c.run(ctx, false, sql, args)
}

// stream is query, but the answer is worked out while it is read: for large ones.
// DuckDB spins while it waits for rows to be taken, so it is not for small ones.
func (c *connection) stream(ctx context.Context, sql string, args ...any) (*rows, error) {
	return c.run(ctx, true, sql, args)
}

func (c *connection) run(ctx context.Context, stream bool, sql string, args []any) (*rows, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r := &rows{ctx: ctx, stop: c.watch(ctx)}
	fail := func(err error) (*rows, error) {
		r.close()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, err
	}
	if bind.Prepare(c.conn, sql, &r.stmt) != bind.StateSuccess {
		return fail(errors.New(bind.PrepareError(r.stmt)))
	}
	for i, a := range args {
		var v bind.Value
		switch a := a.(type) {
		case nil:
			v = bind.CreateNullValue()
		case int64:
			v = bind.CreateInt64(a)
		case uint64:
			v = bind.CreateUInt64(a)
		case bool:
			v = bind.CreateBool(a)
		case string:
			v = bind.CreateVarcharLength(a, bind.IdxT(len(a)))
		default:
			return fail(fmt.Errorf("no parameter of type %T", a))
		}
		state := bind.BindValue(r.stmt, bind.IdxT(i+1), v)
		bind.DestroyValue(&v)
		if state != bind.StateSuccess {
			return fail(fmt.Errorf("parameter %d: %s", i+1, bind.PrepareError(r.stmt)))
		}
	}
	if !stream {
		if bind.ExecutePrepared(r.stmt, &r.res) != bind.StateSuccess {
			return fail(errors.New(bind.ResultError(&r.res)))
		}
		return r, nil
	}
	var pending bind.PendingResult
	state := bind.PendingPreparedStreaming(r.stmt, &pending)
	if state == bind.StateSuccess {
		state = bind.ExecutePending(pending, &r.res)
	}
	if state != bind.StateSuccess {
		err := errors.New(bind.PendingError(pending))
		if msg := bind.ResultError(&r.res); msg != "" {
			err = errors.New(msg)
		}
		bind.DestroyPending(&pending)
		return fail(err)
	}
	bind.DestroyPending(&pending)
	return r, nil
}

// number gives the one number that a query answers, and false for NULL or no row.
func (c *connection) number(ctx context.Context, sql string, args ...any) (int64, bool, error) {
	r, err := c.query(ctx, sql, args...)
	if err != nil {
		return 0, false, err
	}
	defer r.close()
	if !r.next() {
		return 0, false, r.err
	}
	if n := r.column(0); n.valid(0) {
		return at[int64](n, 0), true, nil
	}
	return 0, false, nil
}

// rows is an answer, read chunk by chunk.
type rows struct {
	ctx   context.Context
	stop  func()
	stmt  bind.PreparedStatement
	res   bind.Result
	chunk bind.DataChunk
	n     int // rows of the chunk
	err   error
}

// next moves to the next chunk; false at the end and after an error.
func (r *rows) next() bool {
	bind.DestroyDataChunk(&r.chunk)
	if r.err != nil {
		return false
	}
	r.chunk = bind.FetchChunk(r.res)
	if r.chunk.Ptr == nil {
		if msg := bind.ResultError(&r.res); msg != "" {
			r.err = errors.New(msg)
			if r.ctx.Err() != nil {
				r.err = r.ctx.Err()
			}
		}
		return false
	}
	r.n = int(bind.DataChunkGetSize(r.chunk))
	return r.n > 0
}

func (r *rows) close() {
	r.stop()
	bind.DestroyDataChunk(&r.chunk)
	bind.DestroyResult(&r.res)
	bind.DestroyPrepare(&r.stmt)
}

// column gives a column of the chunk, valid until next or close.
func (r *rows) column(i int) vector { return vectorOf(r.chunk, i) }

// vector is one column of a chunk of at most 2,048 rows.
type vector struct {
	data unsafe.Pointer
	mask unsafe.Pointer // a bit for each row that is not NULL; nil: none is NULL
}

func vectorOf(chunk bind.DataChunk, i int) vector {
	v := bind.DataChunkGetVector(chunk, bind.IdxT(i))
	return vector{bind.VectorGetData(v), bind.VectorGetValidity(v)}
}

func (v vector) valid(row int) bool {
	if v.mask == nil {
		return true
	}
	word := *(*uint64)(unsafe.Add(v.mask, row/64*8))
	return word>>(row%64)&1 == 1
}

// at gives the value of a row of a column whose cells are T.
func at[T int8 | uint8 | int16 | uint16 | int32 | uint32 | int64 | uint64 | float32 | bool](v vector, row int) T {
	var t T
	return *(*T)(unsafe.Add(v.data, uintptr(row)*unsafe.Sizeof(t)))
}

// float gives a FLOAT, NaN for NULL.
func (v vector) float(row int) float32 {
	if !v.valid(row) {
		return float32(math.NaN())
	}
	return at[float32](v, row)
}

// str gives a VARCHAR, "" for NULL. The layout is that of duckdb_string_t: four
// bytes of length, then up to twelve bytes in place, or four of prefix and a
// pointer.
func (v vector) str(row int) string {
	if !v.valid(row) {
		return ""
	}
	p := unsafe.Add(v.data, row*16)
	n := *(*uint32)(p)
	if n == 0 {
		return ""
	}
	if n <= inlined {
		return string(unsafe.Slice((*byte)(unsafe.Add(p, 4)), n))
	}
	return string(unsafe.Slice(*(**byte)(unsafe.Add(p, 8)), n))
}

const inlined = 12 // bytes of text that stand in the cell itself

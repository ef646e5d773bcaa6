//go:build cgo

package duckdb

import (
	"errors"

	bind "github.com/duckdb/duckdb-go-bindings"
)

// appender adds chunks to a table, within the connection's transaction.
type appender struct{ a bind.Appender }

func (c *connection) appender(table string) (*appender, error) {
	a := &appender{}
	if bind.AppenderCreate(c.conn, "", table, &a.a) != bind.StateSuccess {
		return nil, a.fail()
	}
	return a, nil
}

func (a *appender) append(chunk bind.DataChunk) error {
	if bind.AppendDataChunk(a.a, chunk) != bind.StateSuccess {
		return errors.New(bind.AppenderError(a.a))
	}
	return nil
}

// finish hands on what is left and ends the appender.
func (a *appender) finish() error {
	if bind.AppenderFlush(a.a) != bind.StateSuccess {
		return a.fail()
	}
	bind.AppenderDestroy(&a.a)
	return nil
}

// fail ends an appender that failed, and says why it did.
func (a *appender) fail() error {
	err := errors.New(bind.AppenderError(a.a))
	a.discard()
	return err
}

// discard ends an appender without handing on what is left.
func (a *appender) discard() {
	bind.AppenderClear(a.a)
	bind.AppenderDestroy(&a.a)
}

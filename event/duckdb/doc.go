// Package duckdb keeps events in one DuckDB file, with nothing to install: the
// library is linked in. It needs a C compiler when built; a build without one
// (CGO_ENABLED=0) has this package, whose Open says so.
//
// The table is as wide as an event.Record. Countries stand as small numbers
// (table countries), so that a dyad is found by comparing integers; the view
// records shows them by their codes, for those who open the file with another
// DuckDB.
package duckdb

import "errors"

// ErrNotBuilt is what Open gives in a build without a C compiler.
var ErrNotBuilt = errors.New("this build of entente has no DuckDB store: it was built without a C compiler (CGO_ENABLED=0); build it with one, or keep the events in a ClickHouse server (--store clickhouse://…)")

// Options say how a store is opened. The zero value serves.
type Options struct {
	// ReadOnly opens a store that is there for reading alone, which several
	// processes may do at once, as long as none writes.
	ReadOnly bool
	// MemoryMiB is how much memory DuckDB may take; 0: 640. What a query needs
	// beyond that goes to a folder beside the file.
	MemoryMiB int
	// Threads is how many threads DuckDB may use; 0: one for each processor.
	Threads int
}

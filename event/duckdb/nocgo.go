//go:build !cgo

package duckdb

import (
	"context"

	"entente/event"
)

// Built says whether this build has DuckDB.
const Built = false

// Open gives ErrNotBuilt: this build has no DuckDB.
func Open(context.Context, string, Options) (event.Store, error) { return nil, ErrNotBuilt }

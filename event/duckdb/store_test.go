//go:build cgo

package duckdb

import (
	"path/filepath"
	"testing"

	"entente/event"
	"entente/event/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) storetest.Opener {
		path := filepath.Join(t.TempDir(), "events.duckdb")
		return func() (event.Store, error) { return Open(t.Context(), path, Options{}) }
	})
}

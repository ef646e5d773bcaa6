//go:build !cgo

package duckdb

import (
	"errors"
	"strings"
	"testing"
)

func TestNotBuilt(t *testing.T) {
	_, err := Open(t.Context(), "events.duckdb", Options{})
	if !errors.Is(err, ErrNotBuilt) || !strings.Contains(err.Error(), "C compiler") {
		t.Errorf("%v; want ErrNotBuilt, which names the C compiler", err)
	}
}

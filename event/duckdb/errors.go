//go:build cgo

package duckdb

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"entente/event"
)

var holder = regexp.MustCompile(`\(PID (\d+)\)`)

// classify gives DuckDB's words the errors of the contract, and says what to do.
func classify(path string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	msg := err.Error()
	switch {
	case strings.Contains(msg, "Could not set lock"):
		who := ""
		if m := holder.FindStringSubmatch(msg); m != nil {
			who = " (process " + m[1] + ")"
		}
		return fmt.Errorf("%s: %w%s; wait for it to end or end it, or use another store", path, event.ErrLocked, who)
	case strings.Contains(msg, "No space left on device"), strings.Contains(msg, "File too large"), strings.Contains(msg, "Disk quota exceeded"):
		return fmt.Errorf("%s: %w; what was imported before is kept: make room, then run the same import again, which goes on where it stopped", path, event.ErrFull)
	case strings.Contains(msg, "Trying to read a database file with version number"), strings.Contains(msg, "newer version of DuckDB"):
		return fmt.Errorf("%s: %w; open it with a newer entente", path, event.ErrNewer)
	}
	return fmt.Errorf("%s: %w", path, err)
}

//go:build unix

package search

import (
	"syscall"
	"testing"
	"time"
)

// processor gives the processor time that the tests have taken.
func processor(tb testing.TB) time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

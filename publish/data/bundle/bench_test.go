//go:build unix

package bundle_test

import (
	"syscall"
	"testing"
	"time"

	"entente/publish/data/bundle"
)

// BenchmarkFiles is the processor time of all files of the largest example beyond its
// agenda, the one of SQLite among them.
func BenchmarkFiles(b *testing.B) {
	c := content(b, "trilateral")
	c.SQLite = true
	start := processor(b)
	for b.Loop() {
		if _, err := bundle.Make(c); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(((processor(b) - start) / time.Duration(b.N)).Seconds(), "cpu-s/op")
}

// processor is the processor time of the program so far.
func processor(b *testing.B) time.Duration {
	b.Helper()
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

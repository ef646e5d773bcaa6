package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// TestUseHeap holds when a heap is collected: at the size that it may have, while little
// lives in it, and by the percentage where more does.
func TestUseHeap(t *testing.T) {
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "")
	defer debug.SetMemoryLimit(math.MaxInt64)
	defer debug.SetGCPercent(100)
	percent := func() int {
		now := debug.SetGCPercent(100)
		debug.SetGCPercent(now)
		return now
	}
	useHeap(50)
	if got := percent(); got != 100*roomyHeap/(4<<20)-100 {
		t.Errorf("at first %d percent", got)
	}
	live := make([]byte, 2*roomyHeap)
	for range 200 { // what watches the heap is told some time after a collection
		runtime.GC()
		if percent() == 50 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if got, limit := percent(), debug.SetMemoryLimit(-1); got != 50 || limit < 3*roomyHeap {
		t.Errorf("with much alive %d percent, up to %d", got, limit)
	}
	runtime.KeepAlive(live)
	t.Setenv("GOGC", "70")
	debug.SetGCPercent(70)
	if useHeap(50); percent() != 70 {
		t.Errorf("against the environment %d percent", percent())
	}
}

package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// roomyHeap is the size up to which the heap of a short command grows before anything
// in it is collected: while a dossier is read, hardly anything could be.
const roomyHeap = 80 << 20

// useHeap lets the heap grow to roomyHeap, and above that by so many percent of what
// lives in it. What the environment says of it holds instead.
func useHeap(percent uint64) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	const least = 4 << 20 // at which a heap of nothing is collected, at 100 percent
	grow := func(live uint64) {
		goal := max(roomyHeap, live+live*percent/100)
		debug.SetGCPercent(int(100*goal/max(live, least)) - 100)
		debug.SetMemoryLimit(int64(goal + goal/2)) // should more live by the next collection
	}
	grow(0)
	// What nobody holds is finalized after each collection.
	var collected func(*[1]*int)
	collected = func(w *[1]*int) {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		grow(live[0].Value.Uint64())
		runtime.SetFinalizer(w, collected)
	}
	runtime.SetFinalizer(new([1]*int), collected)
}

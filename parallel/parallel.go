// Package parallel does pieces of work several at a time. It is the one worker pool of
// the program: bounded, in the caller's order, and it brings a panic back to the
// caller, where it can be caught and is shown with the caller's stack.
package parallel

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Each calls work with 0 to n−1, at most workers at a time (0 or less: as many as
// there are CPUs), handing numbers out in order, and returns when all are done.
// Results belong in slices by number: then they do not depend on the order of
// work. If a call panics, no more begin, and Each panics with what it said.
func Each(n, workers int, work func(i int)) {
	_ = Try(n, workers, func(i int) error { work(i); return nil })
}

// Try is Each for work that may fail: after an error no more calls begin, those
// under way end, and the error of the lowest number is returned.
func Try(n, workers int, work func(i int) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var (
		next     atomic.Int64
		stop     atomic.Bool
		mu       sync.Mutex
		firstErr error
		firstAt  int
		panicked any
		wg       sync.WaitGroup
	)
	one := func(i int) {
		defer func() {
			if p := recover(); p != nil {
				stop.Store(true)
				mu.Lock()
				if panicked == nil {
					panicked = fmt.Sprintf("%v\n\nin a worker:\n%s", p, debug.Stack())
				}
				mu.Unlock()
			}
		}()
		if err := work(i); err != nil {
			stop.Store(true)
			mu.Lock()
			if firstErr == nil || i < firstAt {
				firstErr, firstAt = err, i
			}
			mu.Unlock()
		}
	}
	for range min(workers, n) {
		wg.Go(func() {
			for !stop.Load() {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				one(i)
			}
		})
	}
	wg.Wait()
	if panicked != nil {
		panic(panicked)
	}
	return firstErr
}

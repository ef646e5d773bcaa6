package parallel

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
)

// TestEach: every number once, never more at a time than asked for.
func TestEach(t *testing.T) {
	for _, workers := range []int{0, 1, 3, 100} {
		const n = 50
		var calls [n]atomic.Int32
		var now, most atomic.Int32
		Each(n, workers, func(i int) {
			if k := now.Add(1); k > most.Load() {
				most.Store(k)
			}
			calls[i].Add(1)
			now.Add(-1)
		})
		for i := range calls {
			if calls[i].Load() != 1 {
				t.Errorf("%d workers: %d was called %d times", workers, i, calls[i].Load())
			}
		}
		if workers > 0 && int(most.Load()) > workers {
			t.Errorf("%d workers: %d at a time", workers, most.Load())
		}
	}
	Each(0, 2, func(int) { t.Error("called for nothing") })
}

// TestError: the error of the lowest number comes back, and later ones do not begin.
func TestError(t *testing.T) {
	var calls atomic.Int32
	err := Try(1000, 1, func(i int) error {
		calls.Add(1)
		if i >= 3 {
			return fmt.Errorf("at %d", i)
		}
		return nil
	})
	if err == nil || err.Error() != "at 3" || calls.Load() != 4 {
		t.Errorf("%v after %d calls", err, calls.Load())
	}
	gate := make(chan struct{})
	err = Try(2, 2, func(i int) error {
		if i == 0 {
			<-gate
			return errors.New("first")
		}
		close(gate)
		return errors.New("second")
	})
	if err == nil || err.Error() != "first" {
		t.Errorf("got %v, want the error of the lowest number", err)
	}
}

// TestPanic: a panic of a worker is the caller's.
func TestPanic(t *testing.T) {
	defer func() {
		p := fmt.Sprint(recover())
		if !strings.HasPrefix(p, "lost") || !strings.Contains(p, "parallel_test.go") {
			t.Errorf("the caller saw %q", p)
		}
	}()
	Each(10, 2, func(i int) {
		if i == 5 {
			panic("lost")
		}
	})
	t.Error("no panic")
}

package recent

import "testing"

// What is asked for again and again stays, and of the rest no more than two lots do.
func TestValues(t *testing.T) {
	r := Values[int, string]{Most: 10}
	if _, ok := r.Get(-1); ok {
		t.Error("something is kept before anything is")
	}
	r.Keep(-1, "asked for", 2)
	for n := range 100 {
		r.Keep(n, "once", 2)
		if v, ok := r.Get(-1); !ok || v != "asked for" {
			t.Fatalf("after %d: %q, %v", n, v, ok)
		}
		if v, ok := r.Get(n); !ok || v != "once" {
			t.Fatalf("%d is not kept", n)
		}
		if got := len(r.now) + len(r.old); got > 14 {
			t.Fatalf("%d stay", got)
		}
	}
	if _, ok := r.Get(0); ok {
		t.Error("what was asked for long ago stays")
	}
}

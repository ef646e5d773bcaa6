package lazyregexp

import (
	"regexp"
	"slices"
	"sync"
	"testing"
)

// TestLazy: nothing is compiled before it is used, then once for all goroutines.
func TestLazy(t *testing.T) {
	inTest = false
	defer func() { inTest = true }()
	wrong := New(`(`)
	defer func() {
		if recover() == nil {
			t.Error("a wrong expression was used without a panic")
		}
	}()
	r := New(`(\d+)-(\d+)`)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := r.FindStringSubmatch("a 12-34"); !slices.Equal(got, []string{"12-34", "12", "34"}) {
				t.Errorf("found %q", got)
			}
		})
	}
	wg.Wait()
	wrong.MatchString("")
}

// TestWrongExpression: in a test a wrong expression panics where it is written.
func TestWrongExpression(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	New(`(`)
}

// TestSame holds that the methods give what regexp gives.
func TestSame(t *testing.T) {
	const expr, s = `(a)(b?)`, "xab a aab"
	plain, lazy := regexp.MustCompile(expr), New(expr)
	if !lazy.MatchString(s) || lazy.FindString(s) != plain.FindString(s) || lazy.ReplaceAllString(s, "$2-") != plain.ReplaceAllString(s, "$2-") ||
		!slices.Equal(lazy.FindStringIndex(s), plain.FindStringIndex(s)) || !slices.Equal(lazy.FindStringSubmatchIndex(s), plain.FindStringSubmatchIndex(s)) ||
		!slices.Equal(lazy.FindAllString(s, -1), plain.FindAllString(s, -1)) || !slices.Equal(lazy.Split(s, -1), plain.Split(s, -1)) ||
		!slices.EqualFunc(lazy.FindAllStringIndex(s, -1), plain.FindAllStringIndex(s, -1), slices.Equal) ||
		!slices.EqualFunc(lazy.FindAllStringSubmatchIndex(s, 2), plain.FindAllStringSubmatchIndex(s, 2), slices.Equal) ||
		!slices.EqualFunc(lazy.FindSubmatch([]byte(s)), plain.FindSubmatch([]byte(s)), slices.Equal) {
		t.Error("a method differs from regexp's")
	}
}

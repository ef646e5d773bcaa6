package data

import (
	"errors"
	"strings"
	"testing"
)

// small takes some bytes and then no more.
type small struct{ left int }

func (w *small) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errors.New("the disk is full")
	}
	return len(p), nil
}

// A table keeps the first error for its end, and a cell runs in no spreadsheet.
func TestTable(t *testing.T) {
	var b strings.Builder
	w := newTable(&b, "a", "b")
	w.row("=1+1", "-2")
	w.row("@x", "")
	if err := w.end(); err != nil || b.String() != "a,b\n'=1+1,-2\n'@x,\n" {
		t.Errorf("%v %q", err, b.String())
	}
	w = newTable(&small{left: 8000}, "a")
	for range 3 { // each is more than is kept back before it is written
		w.row(strings.Repeat("x", 5000))
	}
	if err := w.end(); err == nil || err.Error() != "the disk is full" {
		t.Error(err)
	}
	w = newTable(&small{}, "a")
	if err := w.end(); err == nil {
		t.Error("what is never written is no error")
	}
}

func TestNumbers(t *testing.T) {
	v := 0.123456
	if Share(nil) != "" || Share(&v) != "0.1235" || Number(-1.5) != "-1.5" || Number(1e6) != "1000000" || whole(-7) != "-7" {
		t.Error(Share(&v), Number(-1.5), Number(1e6), whole(-7))
	}
}

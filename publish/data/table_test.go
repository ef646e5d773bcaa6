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

// A cell that a spreadsheet would run stands behind an apostrophe, and a number stays one.
func TestNoFormula(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "a=1": "a=1", "7": "7", "-7": "-7", "-0.25": "-0.25", "-1.5e3": "-1.5e3", "-1E+06": "-1E+06", "−5": "−5",
		"-1+cmd|x": "'-1+cmd|x", "-cmd|' /C calc'!A0": "'-cmd|' /C calc'!A0", "-(1)": "'-(1)", "-A1": "'-A1", "-1-1": "'-1-1", "-1\n=2": "'-1\n=2", "-7\n": "'-7\n", "-.5": "'-.5", "-Inf": "'-Inf", "-0x1": "'-0x1",
		"=1": "'=1", "+1": "'+1", "@x": "'@x", "\t=1": "'\t=1", "\r=1": "'\r=1", "\n=1": "'\n=1", "\x00=1": "'\x00=1",
		"＝1": "'＝1", "＋1": "'＋1", "－1+x": "'－1+x", "＠x": "'＠x", "\ufffdx": "\ufffdx", "\xff=": "\xff=",
	} {
		if got := NoFormula(cell); got != want {
			t.Errorf("%q gives %q, want %q", cell, got, want)
		}
	}
	if got, err := CSV([]string{"a"}, [][]string{{"-1+x"}, {"-2"}}); err != nil || string(got) != "a\n'-1+x\n-2\n" {
		t.Errorf("%v %q", err, got)
	}
}

func TestNumbers(t *testing.T) {
	v := 0.123456
	if Share(nil) != "" || Share(&v) != "0.1235" || Number(-1.5) != "-1.5" || Number(1e6) != "1000000" || whole(-7) != "-7" {
		t.Error(Share(&v), Number(-1.5), Number(1e6), whole(-7))
	}
}

package goldentest

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

type recorder struct {
	testing.TB
	said string
}

func (r *recorder) Helper()                           {}
func (r *recorder) Errorf(format string, args ...any) { r.said = format }

func TestText(t *testing.T) {
	file := filepath.Join(t.TempDir(), "of.txt")
	if err := os.WriteFile(file, []byte("one\ntwo\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, got := range []string{"one\nto\n", "one\n", "one\ntwo\nthree\n", ""} {
		r := &recorder{TB: t}
		if Text(r, file, got); r.said == "" {
			t.Errorf("%q passes", got)
		}
	}
	Text(t, file, "one\ntwo\n")
}

func TestDump(t *testing.T) {
	type part struct {
		Name string
		Own  *part
		hid  int
	}
	p := &part{Name: "a", hid: 1}
	p.Own = p
	got := Dump(map[string]any{
		"b": p, "a": []float64{1.0 / 3, 1e-12, math.NaN()}, "c": time.March, "d": (*part)(nil), "e": 7, "f": &part{Name: "b"},
	}, func(v any) string {
		if p, ok := v.(*part); ok && p.Name == "b" {
			return "the second"
		}
		return ""
	})
	want := "\na []float64:\n 0 0.333333\n 1 0\n 2 NaN\nb *goldentest.part:\n Name \"a\"\n Own seen\nc March\nd *goldentest.part: nil\ne int: 7\nf *goldentest.part: the second\n"
	if got != want {
		t.Errorf("%s\nwant\n%s", strings.TrimSpace(got), want)
	}
}

//go:build unix

package compare_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"syscall"
	"testing"
	"time"

	"entente/agenda"
	"entente/compare"
)

var position = regexp.MustCompile(`position: \{low: \d+, best: \d+, high: \d+`)

// BenchmarkBetween says what moved between the flagship and itself with every second stance
// of each member at 52, so that several verdicts move through no one input alone.
func BenchmarkBetween(b *testing.B) {
	const dir = "../examples/trilateral"
	old := map[string][]byte{}
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, _ := filepath.Rel(dir, p)
		old[filepath.ToSlash(name)], err = os.ReadFile(p)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	codes, draws := []string{"usa", "jpn", "kor"}, 2000
	if testing.Short() {
		codes, draws = codes[:1], 100
	}
	now := maps.Clone(old)
	for _, code := range codes {
		p := "members/" + code + ".yaml"
		n := 0
		now[p] = position.ReplaceAllFunc(old[p], func(b []byte) []byte {
			if n++; n%2 != 0 {
				return b
			}
			return []byte("position: {low: 40, best: 52, high: 64")
		})
	}
	start := processor(b)
	for b.Loop() {
		r, err := compare.Between(compare.Side{Name: "old", Files: old, Options: agenda.Options{Draws: draws}}, compare.Side{Name: "new", Files: now, Options: agenda.Options{Draws: draws}})
		if err != nil {
			b.Fatal(err)
		}
		unexplained := 0
		for _, m := range r.Moves {
			if !m.Explained() {
				unexplained++
			}
		}
		b.ReportMetric(float64(unexplained), "unexplained")
		b.ReportMetric(float64(len(r.Moves)), "moves")
		b.ReportMetric(float64(len(r.Inputs)), "inputs")
	}
	b.ReportMetric((processor(b)-start).Seconds()/float64(b.N), "cpu-s/op")
}

// processor is the processor time of the program so far, on all cores.
func processor(b *testing.B) time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

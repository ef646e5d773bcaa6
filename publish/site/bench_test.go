//go:build unix

package site_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"entente/agenda"
	"entente/dossier"
	"entente/publish/site"
)

// BenchmarkReworded brings the flagship's site up to date when a text was reworded, the
// report, a piece and an initiative in turn, and writes it; beside it stands what making
// it anew and writing it takes. It is processor time on all cores.
func BenchmarkReworded(b *testing.B) {
	dir := filepath.Join("..", "..", "examples", "trilateral")
	d, _, err := dossier.Load(dir)
	if err != nil {
		b.Fatal(err)
	}
	a, err := agenda.Build(d, agenda.Options{})
	if err != nil {
		b.Fatal(err)
	}
	s, err := site.Make(site.Content{Dossier: d, Agenda: a})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	out := filepath.Join(b.TempDir(), "out")
	if _, err := s.Write(out, site.WriteOptions{}); err != nil {
		b.Fatal(err)
	}
	for _, file := range []string{"report.md", d.Pieces[0].File, d.Initiatives[0].File, d.Constraints[0].File} {
		b.Run(filepath.Dir(file), func(b *testing.B) {
			was, err := os.ReadFile(filepath.Join(dir, file))
			if err != nil {
				b.Fatal(err)
			}
			start, n := processor(b), 0
			for b.Loop() {
				now := slices.Concat(was, []byte(strings.Repeat("\nOnce more.\n", n%2+1)))
				if !d.Reword(file, was, now) {
					b.Fatal("it is not reworded")
				}
				if err := s.Reworded(file); err != nil {
					b.Fatal(err)
				}
				if _, err := s.Write(out, site.WriteOptions{}); err != nil {
					b.Fatal(err)
				}
				n++
			}
			b.ReportMetric(float64((processor(b)-start).Milliseconds())/float64(n), "cpu-ms/op")
		})
	}
	b.Run("anew", func(b *testing.B) {
		start, n := processor(b), 0
		for b.Loop() {
			if _, err := site.Write(site.Content{Dossier: d, Agenda: a}, out, site.WriteOptions{}); err != nil {
				b.Fatal(err)
			}
			n++
		}
		b.ReportMetric(float64((processor(b)-start).Milliseconds())/float64(n), "cpu-ms/op")
	})
}

// BenchmarkRender renders the flagship's site from a finished agenda. It says the
// processor time on all cores too.
func BenchmarkRender(b *testing.B) {
	d, _, err := dossier.Load("../../examples/trilateral")
	if err != nil {
		b.Fatal(err)
	}
	a, err := agenda.Build(d, agenda.Options{})
	if err != nil {
		b.Fatal(err)
	}
	start, n := processor(b), 0
	for b.Loop() {
		if _, err := site.Render(site.Content{Dossier: d, Agenda: a}); err != nil {
			b.Fatal(err)
		}
		n++
	}
	b.ReportMetric(float64((processor(b)-start).Milliseconds())/float64(n), "cpu-ms/op")
}

func processor(tb testing.TB) time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

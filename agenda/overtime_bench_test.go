package agenda_test

import (
	"testing"
	"time"

	"entente/agenda"
	"entente/dossier"
)

// BenchmarkOverTime works out 40 quarters of the flagship's 80 initiatives, and
// gives how many single agendas of the same run that takes.
func BenchmarkOverTime(b *testing.B) {
	d, _, err := dossier.Load("../examples/trilateral")
	if err != nil {
		b.Fatal(err)
	}
	opt := agenda.CourseOptions{From: dossier.Date{Year: 2016, Month: 4}, To: dossier.Date{Year: 2026, Month: 3}, Every: agenda.EveryQuarter}
	var single time.Duration
	for range 3 { // the first is colder than the rest
		start := time.Now()
		if _, err := agenda.Build(d, agenda.Options{}); err != nil {
			b.Fatal(err)
		}
		single = time.Since(start)
	}
	b.ReportAllocs()
	points, assessed := 0, 0
	for b.Loop() {
		c, err := agenda.OverTime(d, opt)
		if err != nil {
			b.Fatal(err)
		}
		points, assessed = 0, 0
		for _, h := range c.Initiatives {
			for _, p := range h.Points {
				points++
				if p.Joint != nil || p.Assessed() {
					assessed++
				}
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(single.Nanoseconds()), "agendas")
	b.ReportMetric(float64(points), "points")
	b.ReportMetric(float64(assessed), "assessed")
}

// BenchmarkBacktest judges the flagship's resolved cases.
func BenchmarkBacktest(b *testing.B) {
	d, _, err := dossier.Load("../examples/trilateral")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := agenda.RunBacktest(d, agenda.BacktestOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

package course_test

import (
	"testing"
	"time"

	"entente/agenda"
	"entente/course"
	"entente/dossier"
)

// BenchmarkOverTime works out 40 quarters of the flagship's 80 initiatives, and
// gives how many single agendas of the same run that takes.
func BenchmarkOverTime(b *testing.B) {
	d, _, err := dossier.Load("../examples/trilateral")
	if err != nil {
		b.Fatal(err)
	}
	opt := course.Options{From: dossier.Date{Year: 2016, Month: 4}, To: dossier.Date{Year: 2026, Month: 3}, Every: course.EveryQuarter}
	// The fastest of several runs of each are compared: on a busy machine the
	// mean measures the others.
	fastest := func(best time.Duration, work func() error) time.Duration {
		start := time.Now()
		if err := work(); err != nil {
			b.Fatal(err)
		}
		if t := time.Since(start); best == 0 || t < best {
			return t
		}
		return best
	}
	var single, all time.Duration
	for range 5 {
		single = fastest(single, func() error { _, err := agenda.Build(d, agenda.Options{}); return err })
	}
	b.ReportAllocs()
	points, assessed := 0, 0
	for b.Loop() {
		var c *course.Course
		all = fastest(all, func() error { c, err = course.Read(d, opt); return err })
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
	b.ReportMetric(float64(all)/float64(single), "agendas")
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
		if _, err := course.RunBacktest(d, course.BacktestOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

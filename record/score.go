package record

import (
	"entente/winset"
)

// Scores compare carry with the base rate of the other cases.
type Scores struct {
	N        int     `json:"n"`
	Came     int     `json:"came"`
	Rate     float64 `json:"rate"`
	Days     int     `json:"days"` // on how many days they were proposed; cases of one day are drawn together
	Brier    Score   `json:"brier"`
	Log      Score   `json:"log"`
	MeanSaid float64 `json:"mean_carry"`
	// The parts of the Brier score over the bins of the calibration table:
	// reliability − resolution + uncertainty + within.
	Reliability float64 `json:"reliability"`
	Resolution  float64 `json:"resolution"`
	Uncertainty float64 `json:"uncertainty"`
	Within      float64 `json:"within"`
	// Few and Many are the chances that no more, and that no fewer, came about, had
	// carry been a probability and had cases of one day moved almost together.
	Few  float64 `json:"chance_of_so_few"`
	Many float64 `json:"chance_of_so_many"`
}

// Refutes reports whether the cases refute carry as a probability: so few or so many
// would have come about less than once in forty times.
func (s *Scores) Refutes() bool { return min(s.Few, s.Many) < 0.025 }

// Score is a score of carry and of the base rate. Intervals are 95%, by
// resampling days of proposal; nil for fewer than five days.
type Score struct {
	Carry      float64   `json:"carry"`
	CarryRange *Interval `json:"carry_interval"`
	Base       float64   `json:"base_rate"` // each case by the rate of the others
	Less       float64   `json:"less"`      // carry − base rate; below 0 carry does better
	LessRange  *Interval `json:"less_interval"`
}

// ScoreCases scores forecasts that were made on a number of days; intervals are
// drawn with a seed. It takes at least one forecast.
func ScoreCases(fs []winset.Forecast, days int, seed uint64) *Scores {
	s := &Scores{N: len(fs), Days: days}
	for _, f := range fs {
		s.MeanSaid += f.P / float64(len(fs))
		if f.Came {
			s.Came++
		}
	}
	s.Rate = float64(s.Came) / float64(s.N)
	base := winset.LeaveOneOut(fs)
	less := func(of func([]winset.Forecast) float64) func([]winset.Forecast) float64 {
		return func(fs []winset.Forecast) float64 { return of(fs) - of(winset.LeaveOneOut(fs)) }
	}
	ranges := winset.BootstrapGroups(fs, seed, winset.Brier, less(winset.Brier), winset.LogScore, less(winset.LogScore))
	s.Brier = Score{Carry: winset.Brier(fs), Base: winset.Brier(base)}
	s.Log = Score{Carry: winset.LogScore(fs), Base: winset.LogScore(base)}
	for k, x := range []*Score{&s.Brier, &s.Log} {
		x.Less = x.Carry - x.Base
		if ranges != nil {
			x.CarryRange, x.LessRange = intervalOf(ranges[2*k]), intervalOf(ranges[2*k+1])
		}
	}
	s.Few, s.Many = winset.ChanceOfSoFew(fs, seed)
	d := winset.Decompose(fs, likelihoodOf)
	s.Reliability, s.Resolution, s.Uncertainty, s.Within = d.Reliability, d.Resolution, d.Uncertainty, d.Within
	return s
}

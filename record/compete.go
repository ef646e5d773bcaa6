package record

import (
	"fmt"

	"entente/winset"
	"entente/words"
)

// Entry is the score of one way to foretell, beside others on the same cases.
// Intervals are 95%, by resampling whole meetings; nil for fewer than five.
type Entry struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	Brier      float64   `json:"brier"`
	BrierRange *Interval `json:"brier_interval"`
	// Less is the first way's score less this one's: below 0 the first does better.
	Less      float64   `json:"less"`
	LessRange *Interval `json:"less_interval"` // nil for the first
}

// foretold is a case with what each way says of it, 0-1.
type foretold struct {
	p       []float64
	came    bool
	meeting int
}

// compete scores the ways, which are given by id and name, on the same cases, and
// makes the calibration table of the first. It takes at least one case.
func compete(ways [][2]string, cases []foretold, seed uint64) ([]Entry, []Bin) {
	brier := func(way int) func([]foretold) float64 {
		return func(cs []foretold) float64 {
			sum := 0.0
			for _, c := range cs {
				y := 0.0
				if c.came {
					y = 1
				}
				sum += (c.p[way] - y) * (c.p[way] - y)
			}
			return sum / float64(len(cs))
		}
	}
	var stats []func([]foretold) float64
	for way := range ways {
		stats = append(stats, brier(way), func(cs []foretold) float64 { return brier(0)(cs) - brier(way)(cs) })
	}
	ranges := winset.Resample(cases, func(c foretold) int { return c.meeting }, seed, stats...)
	var out []Entry
	for way, name := range ways {
		e := Entry{ID: name[0], Name: name[1], Brier: stats[2*way](cases), Less: stats[2*way+1](cases)}
		if ranges != nil {
			e.BrierRange = intervalOf(ranges[2*way])
			if way > 0 {
				e.LessRange = intervalOf(ranges[2*way+1])
			}
		}
		out = append(out, e)
	}
	var fs []winset.Forecast
	for _, c := range cases {
		fs = append(fs, winset.Forecast{P: c.p[0], Came: c.came, Group: c.meeting})
	}
	return out, Calibrate(fs)
}

// against says how one way fared against another.
func against(name string, first, other Entry) string {
	than := words.Small(other.Name)
	scores := fmt.Sprintf(" (Brier %.3f against %.3f)", first.Brier, other.Brier)
	switch l := other.LessRange; {
	case l == nil:
		return fmt.Sprintf("%s cannot be told from %s%s: the meetings are too few for an interval.", name, than, scores)
	case l.High < 0:
		return fmt.Sprintf("%s does better than %s%s: by %.3f, 95%% %.3f to %.3f, resampling meetings.", name, than, scores, -other.Less, -l.High, -l.Low)
	case l.Low > 0:
		return fmt.Sprintf("%s does worse than %s%s: by %.3f, 95%% %.3f to %.3f, resampling meetings.", name, than, scores, other.Less, l.Low, l.High)
	default:
		return fmt.Sprintf("%s cannot be told from %s%s: the interval of the difference, %+.3f to %+.3f resampling meetings, holds 0.", name, than, scores, l.Low, l.High)
	}
}

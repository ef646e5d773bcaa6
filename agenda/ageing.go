package agenda

import (
	"slices"
	"time"

	"entente/dossier"
	"entente/winset"
)

// How many pairs of stances it takes to fit how fast they age, and how many of these
// must be more than a year apart, since others tell nothing of it; and the points taken
// where there are fewer, fitted on 244 pairs of the flagship.
const (
	pairsToFit  = 30
	agedToFit   = 10
	usualAgeing = 23
)

// ageingOf gives the s of winset.AgeingSD, and from how many pairs it was fitted: 0
// where the settings state it or there are too few by the day.
func ageingOf(d *dossier.Dossier, asOf time.Time, set dossier.Settings) (s float64, pairs int) {
	if set.Ageing != nil {
		return *set.Ageing, 0
	}
	all := laterStances(d, asOf)
	fit := make([]winset.Later, 0, len(all))
	aged := 0
	for _, p := range all {
		if p.same {
			fit = append(fit, p.Later)
			if p.Aged() {
				aged++
			}
		}
	}
	if len(fit) < pairsToFit || aged < agedToFit {
		return usualAgeing, 0
	}
	return winset.FitAgeing(fit), len(fit)
}

// later is a stance and the next one of the same player in the same area.
type later struct {
	winset.Later
	player        *dossier.Player
	earlier, next *dossier.Stance
	same          bool // the holder
}

// laterStances gives the pairs of consecutive dated stances that were known by a day,
// area by area.
func laterStances(d *dossier.Dossier, asOf time.Time) (out []later) {
	for _, m := range d.Members {
		for _, p := range m.Players {
			by := map[string][]*dossier.Stance{}
			var areas []string
			for _, s := range p.Stances {
				if s.From.IsZero() || !s.From.Begun(asOf) {
					continue
				}
				for _, a := range s.Areas.IDs() {
					if by[a] == nil {
						areas = append(areas, a)
					}
					by[a] = append(by[a], s)
				}
			}
			for _, a := range areas {
				all := by[a]
				slices.SortStableFunc(all, func(x, y *dossier.Stance) int { return x.From.Compare(y.From) })
				for k := 1; k < len(all); k++ {
					if !repeats(all[k-1].Position, all[k].Position) {
						out = append(out, pairOf(p, all[k-1], all[k]))
					}
				}
			}
		}
	}
	return out
}

// repeats reports whether an estimate is the one before it to the figure: it was carried on
// for newer evidence and not made anew, and tells nothing of how far positions move.
func repeats(earlier, next dossier.Estimate) bool {
	return earlier.Low == next.Low && earlier.Best == next.Best && earlier.High == next.High && earlier.Confidence == next.Confidence
}

func pairOf(p *dossier.Player, earlier, next *dossier.Stance) later {
	e, day := earlier.Position, next.From.Last()
	range80 := winset.Estimate{Low: e.Low, Best: e.Best, High: e.High, Confidence: e.Confidence}.Widen(0, 100)
	return later{
		winset.Later{Variance: range80.Variance(), Years: years(earlier.From.Last(), day), Change: next.Position.Best - e.Best},
		p, earlier, next, p.SameHolder(earlier.From, day),
	}
}

// years gives the years from one day to another.
func years(from, to time.Time) float64 { return to.Sub(from).Hours() / 24 / 365.25 }

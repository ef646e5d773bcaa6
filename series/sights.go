package series

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"entente/dossier"
)

// Sight is how one public sees one country or group: the poll series that tells it
// best, and its mirror where one was asked too.
type Sight struct {
	Country, About string
	Face           *Trend // in percent or degrees
	Mirror         *Trend // the other answer, in the same polls; nil where there is none
	Others         []*Trend
	Newer          *Trend // asks what they feel, of too few waves for a face, and was asked later; nil for none
}

// Sights gives, for each public and each whom it was asked about, the series that tells best
// how it sees them: one that is said to ask what they feel before one that asks what they
// dislike, and that before the rest; then the newest, and of those that are about as new the
// one with the most waves in its latest unit. Series of fewer than least waves are left out.
// Publics are in the dossier's order, members first, and so are those asked about.
func Sights(d *dossier.Dossier, trends map[string]*Trend, least int) []Sight {
	mirrors := Mirrors(trends)
	var out []Sight
	var few []*Trend
	for _, id := range slices.Sorted(maps.Keys(trends)) {
		t := trends[id]
		if t.About == "" || t.About.Len() != 1 || string(t.About) == t.Country || t.Unit != "percent" && t.Unit != "degrees" {
			continue
		}
		if wavesOf(t) < least {
			few = append(few, t)
			continue
		}
		n := slices.IndexFunc(out, func(s Sight) bool { return s.Country == t.Country && s.About == string(t.About) })
		if n < 0 {
			n, out = len(out), append(out, Sight{Country: t.Country, About: string(t.About)})
		}
		out[n].Others = append(out[n].Others, t)
	}
	for n := range out {
		s := &out[n]
		slices.SortStableFunc(s.Others, func(x, y *Trend) int {
			return cmp.Or(cmp.Compare(feeling(x), feeling(y)), cmp.Compare(lastYear(y), lastYear(x)))
		})
		newest := s.Others[0]
		slices.SortStableFunc(s.Others, func(x, y *Trend) int {
			old := func(t *Trend) int {
				if feeling(t) > feeling(newest) || lastYear(t) < lastYear(newest)-asNew {
					return 1
				}
				return 0
			}
			return cmp.Or(cmp.Compare(old(x), old(y)), cmp.Compare(wavesOf(y), wavesOf(x)))
		})
		s.Face = s.Others[0]
		s.Mirror = trends[mirrors[s.Face.Series]]
		s.Others = slices.DeleteFunc(s.Others, func(t *Trend) bool { return t == s.Face || t == s.Mirror })
		for _, t := range few {
			if t.Country == s.Country && string(t.About) == s.About && feeling(t) == 0 && lastYear(t) > max(lastYear(s.Face), lastYear(cmp.Or(s.Newer, s.Face))) {
				s.Newer = t
			}
		}
	}
	rank := func(code string) int {
		for i, m := range d.Members {
			if m.Code.ID == code {
				return i
			}
		}
		for i, o := range d.Outside {
			if o.ID.ID == code {
				return 1000 + i
			}
		}
		return 2000
	}
	slices.SortStableFunc(out, func(x, y Sight) int {
		return cmp.Or(cmp.Compare(rank(x.Country), rank(y.Country)), cmp.Compare(rank(x.About), rank(y.About)))
	})
	return out
}

// asNew is by how many years one of two series that are about as new may be older.
const asNew = 2

// feeling ranks a series by what its polls are said to ask: 0 for what is felt for somebody,
// 1 for what is felt against them, 2 for the rest. Degrees are of warmth, unless it is said.
func feeling(t *Trend) int {
	switch {
	case t.Asks == "feeling" || t.Asks == "" && t.Unit == "degrees":
		return 0
	case t.Asks == "dislike":
		return 1
	}
	return 2
}

// Stale reports whether the latest wave of a series lies years before a day.
func (t *Trend) Stale(day dossier.Date) bool { return lastYear(t) < day.FloatYear()-staleYears }

// staleYears is after how many years what a public said is no more how it sees somebody.
const staleYears = 3

// Series of one pollster mirror each other where they were asked of one public about one
// thing, share three waves or more, add up to between mirrorLeast and mirrorMost in each of
// them (the rest did not say), and fall as the other rises.
const (
	mirrorWaves = 3
	mirrorLeast = 70
	mirrorMost  = 101
	mirrorFalls = -0.8 // correlation
)

// Mirrors gives for each series that has one its mirror: the share that gave the other answer
// in the same polls.
func Mirrors(trends map[string]*Trend) map[string]string {
	out := map[string]string{}
	ids := slices.Sorted(maps.Keys(trends))
	for i, a := range ids {
		for _, b := range ids[i+1:] {
			x, y := trends[a], trends[b]
			if out[a] == "" && out[b] == "" && x.Country == y.Country && x.About == y.About && x.Pollster == y.Pollster && mirrored(x, y) {
				out[a], out[b] = b, a
			}
		}
	}
	return out
}

func mirrored(x, y *Trend) bool {
	if x.Unit != "percent" || y.Unit != "percent" {
		return false
	}
	at := map[dossier.Date]float64{}
	for _, s := range x.Segments {
		for _, p := range s.Points {
			at[p.Date] = p.Value
		}
	}
	var a, b []float64
	for _, s := range y.Segments {
		for _, p := range s.Points {
			v, ok := at[p.Date]
			if !ok {
				continue
			}
			if sum := v + p.Value; sum < mirrorLeast || sum > mirrorMost {
				return false
			}
			a, b = append(a, v), append(b, p.Value)
		}
	}
	return len(a) >= mirrorWaves && pearson(a, b) <= mirrorFalls
}

// pearson is Pearson's; 0 where one of the two does not vary.
func pearson(a, b []float64) float64 {
	n := float64(len(a))
	var ma, mb float64
	for i := range a {
		ma, mb = ma+a[i]/n, mb+b[i]/n
	}
	var ab, aa, bb float64
	for i := range a {
		ab, aa, bb = ab+(a[i]-ma)*(b[i]-mb), aa+(a[i]-ma)*(a[i]-ma), bb+(b[i]-mb)*(b[i]-mb)
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return ab / math.Sqrt(aa*bb)
}

// wavesOf counts the waves of a series in the unit of its latest.
func wavesOf(t *Trend) int {
	n := 0
	for _, s := range t.Segments {
		if s.Unit == t.Unit {
			n += len(s.Points)
		}
	}
	return n
}

func lastYear(t *Trend) float64 {
	ps := t.Segments[len(t.Segments)-1].Points
	return ps[len(ps)-1].Year
}

package series

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"entente/words"
)

// Real polls and results, beside the repository: of Swedish parties, and of
// American races in the last three weeks.
const (
	swedishPolls = "../../shared/data/compliance/swedish_polls_2010_2026.csv"
	stateRaces   = "../../shared/data/compliance/us_state_races_polls_results.csv"
)

// table reads a file by its columns, or skips.
func table(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("the polls are not at %s", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, r := range rows[1:] {
		m := map[string]string{}
		for k, name := range rows[0] {
			m[name] = r[k]
		}
		out = append(out, m)
	}
	return out
}

func figure(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

func yearOf(form, s string) float64 {
	d, err := time.Parse(form, s)
	if err != nil {
		return math.NaN()
	}
	return 2000 + d.Sub(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)).Hours()/24/365.25
}

// holdShares holds a tally to bounds in percent, and docs/method.md to it where it
// prints it.
func holdShares(t *testing.T, what string, inDocs bool, in tally, low80, high80, low95, high95 float64) {
	t.Helper()
	in80, in95 := in.shares()
	t.Logf("%s: %d, %.1f%% in the 80%% band and %.1f%% in the 95%% band", what, in.n, in80, in95)
	if in80 < low80 || in80 > high80 || in95 < low95 || in95 > high95 {
		t.Errorf("%s: %.1f and %.1f percent, want %v-%v and %v-%v", what, in80, in95, low80, high80, low95, high95)
	}
	doc, err := os.ReadFile("../docs/method.md")
	if err != nil {
		t.Fatal(err)
	}
	if row := fmt.Sprintf("| %s | %.1f | %.1f |", words.Thousands(strconv.Itoa(in.n)), in80, in95); inDocs && !strings.Contains(string(doc), row) {
		t.Errorf("docs/method.md does not have %q for %s", row, what)
	}
}

// TestNextSwedishReading holds the band of the next reading to polls as they came:
// five pollsters with most waves and eight parties, from the twelfth wave on, by
// the last forty waves, every third wave, where the next came after 0.5 to 1.5 of
// the median gap.
func TestNextSwedishReading(t *testing.T) {
	if testing.Short() {
		t.Skip("two thousand forecasts take some seconds")
	}
	rows := table(t, swedishPolls)
	waves := map[string][]map[string]string{}
	for _, r := range rows {
		waves[r["house"]] = append(waves[r["house"]], r)
	}
	var houses []string
	for h, all := range waves {
		slices.SortStableFunc(all, func(a, b map[string]string) int {
			return cmp.Compare(a["collectPeriodTo"], b["collectPeriodTo"])
		})
		var apart []map[string]string // waves of one pollster that overlap are not independent
		for _, r := range all {
			if r["collectPeriodFrom"] == "" || r["collectPeriodTo"] == "" {
				continue
			}
			if n := len(apart); n == 0 || r["collectPeriodFrom"] > apart[n-1]["collectPeriodTo"] {
				apart = append(apart, r)
			}
		}
		waves[h] = apart
		houses = append(houses, h)
	}
	slices.SortFunc(houses, func(a, b string) int { return cmp.Or(len(waves[b])-len(waves[a]), cmp.Compare(a, b)) })
	var next, level tally
	for _, h := range houses[:5] {
		for _, party := range []string{"M", "L", "C", "KD", "S", "V", "MP", "SD"} {
			var rs []reading
			for _, r := range waves[h] {
				v := figure(r[party])
				if math.IsNaN(v) {
					continue
				}
				se, _ := SamplingError(v, "percent", figure(r["n"]), 1)
				rs = append(rs, reading{at: yearOf("2006-01-02", r["collectPeriodTo"]), value: v, se: se})
			}
			for k := 12; k < len(rs); k += 3 {
				known := rs[max(0, k-40):k]
				gap := rs[k].at - known[len(known)-1].at
				s := smooth(known, nil)
				if gap < 0.5*s.step || gap > 1.5*s.step {
					continue
				}
				level.count(levelOf(s.ahead(gap), "percent"), rs[k].value)
				next.count(levelOf(s.next(gap, []float64{1}, []float64{known[len(known)-1].se}), "percent"), rs[k].value)
			}
		}
	}
	if next.n < 1900 || next.n > 2100 {
		t.Errorf("%d forecasts, want about 1,992", next.n)
	}
	holdShares(t, "the next reading", true, next, 76, 86, 92, 98)
	holdShares(t, "the next reading in the level's band", true, level, 66, 76, 84, 92)
}

// race is a race with the level behind its last polls and its result, in percent
// of the two first.
type race struct {
	year   int
	level  *normals
	result float64
}

// TestStateRaces fits the error that pollsters share on races to 2012, and holds
// the level's band with it to the results after.
func TestStateRaces(t *testing.T) {
	if testing.Short() {
		t.Skip("three hundred races with a dozen pollsters each take some seconds")
	}
	rows := table(t, stateRaces)
	of := map[string][]map[string]string{}
	var order []string
	for _, r := range rows {
		if of[r["race"]] == nil {
			order = append(order, r["race"])
		}
		of[r["race"]] = append(of[r["race"]], r)
	}
	var early, late []race
	for _, id := range order {
		var rs []reading
		index, days := map[string]int{}, map[float64]bool{}
		for _, r := range of[id] {
			a, b, n := figure(r["cand1_pct"]), figure(r["cand2_pct"]), figure(r["samplesize"])
			h, ok := index[r["pollster"]]
			if !ok {
				h = len(index)
				index[r["pollster"]] = h
			}
			v := 100 * a / (a + b)
			se, _ := SamplingError(v, "percent", n*(a+b)/100, 1)
			at := yearOf("1/2/2006", r["polldate"])
			days[at] = true
			rs = append(rs, reading{at, v, se, h})
		}
		if len(rs) < 8 || len(days) < 3 {
			continue
		}
		s := smooth(usable(rs), nil)
		a, b := figure(of[id][0]["cand1_actual"]), figure(of[id][0]["cand2_actual"])
		x := race{int(figure(of[id][0]["year"])), s.level(len(s.at) - 1), 100 * a / (a + b)}
		if x.year <= 2012 {
			early = append(early, x)
		} else {
			late = append(late, x)
		}
	}
	sum := 0.0
	for _, r := range early {
		d := r.result - r.level.centre()
		sum += (d*d - variance(r.level)) / float64(len(early))
	}
	tau := math.Sqrt(sum)
	t.Logf("%d races to 2012, %d after; the shared error is %.2f points", len(early), len(late), tau)
	if math.Abs(tau-1.8) > 0.15 {
		t.Errorf("the shared error fitted to 2012 is %.2f points, want about 1.8", tau)
	}
	var with, setting, without tally
	for _, r := range late {
		with.count(levelOf(withPollError(r.level, "percent", tau), "percent"), r.result)
		setting.count(levelOf(withPollError(r.level, "percent", 1.8), "percent"), r.result)
	}
	for _, r := range append(early, late...) {
		without.count(levelOf(r.level, "percent"), r.result)
	}
	holdShares(t, "results, with the error fitted before", true, with, 68, 86, 91, 99)
	holdShares(t, "results, with the setting's 1.8 points", false, setting, 68, 86, 91, 99)
	holdShares(t, "results, without it", true, without, 38, 50, 58, 72)
}

package winset_test

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"entente/record"
	"entente/series"
	"entente/winset"
)

// TestMethodPage runs the examples of docs/method.md.
func TestMethodPage(t *testing.T) {
	page, err := os.ReadFile("../docs/method.md")
	if err != nil {
		t.Fatal(err)
	}
	functions := map[string]func(a []float64) float64{
		"pert_mean": func(a []float64) float64 { return winset.Estimate{Low: a[0], Best: a[1], High: a[2]}.Mean() },
		"widened_low": func(a []float64) float64 {
			return winset.Estimate{Low: a[0], Best: a[1], High: a[2], Confidence: a[3]}.Widen(0, 100).Low
		},
		"widened_high": func(a []float64) float64 {
			return winset.Estimate{Low: a[0], Best: a[1], High: a[2], Confidence: a[3]}.Widen(0, 100).High
		},
		"sampling_error": func(a []float64) float64 {
			se, _ := series.SamplingError(a[0], "percent", a[1], a[2])
			return se
		},
		"poll_error": func(a []float64) float64 { return series.SharedError(a[0], a[1]) },
		"p_kind": func(a []float64) float64 {
			own, all := record.Tally{Kept: int(a[0]), Of: int(a[1])}, record.Tally{Kept: int(a[2]), Of: int(a[3])}
			return record.Priors{Share: a[4]}.RateOf(record.Once, own, all).P
		},
		"p_law": func(a []float64) float64 {
			return record.Priors{Law: a[2]}.RateOf(record.LawOrMoney, record.Tally{Kept: int(a[0]), Of: int(a[1])}, record.Tally{}).P
		},
		"delivery":               func(a []float64) float64 { return record.Chance(a[0], &a[1], a[2], int(a[3])) },
		"delivery_without_carry": func(a []float64) float64 { return record.Chance(a[0], nil, 0, int(a[1])) },
		"pressure":               func(a []float64) float64 { return series.Scale(a[0], a[1], a[2]) },
		"ageing_sd":              func(a []float64) float64 { return winset.AgeingSD(a[0], a[1]) },
		"highest":                func(a []float64) float64 { return winset.Highest(a[0], a[1], a[2], a[3]) },
		"required":               func(a []float64) float64 { return winset.Required(a[0], a[1], a[2], a[3]) },
		"brier":                  func(a []float64) float64 { return winset.Brier([]winset.Forecast{{P: a[0], Came: a[1] == 1}}) },
		"log_score": func(a []float64) float64 {
			return winset.LogScore([]winset.Forecast{{P: a[0], Came: a[1] == 1}})
		},
		"wilson_low":  func(a []float64) float64 { return winset.WilsonInterval(int(a[0]), int(a[1])).Low },
		"wilson_high": func(a []float64) float64 { return winset.WilsonInterval(int(a[0]), int(a[1])).High },
		"wilson":      func(a []float64) float64 { return winset.Wilson(int(a[0]), int(a[1])) },
	}
	line := regexp.MustCompile(`^(\w+)\(([^)]*)\) = (.+)$`)
	ran := 0
	for _, block := range regexp.MustCompile("(?s)```example\n(.*?)```").FindAllStringSubmatch(string(page), -1) {
		for l := range strings.SplitSeq(strings.TrimSpace(block[1]), "\n") {
			m := line.FindStringSubmatch(l)
			if m == nil || functions[m[1]] == nil {
				t.Errorf("the page's example %q cannot be run", l)
				continue
			}
			var args []float64
			for a := range strings.SplitSeq(m[2], ",") {
				v, err := strconv.ParseFloat(strings.TrimSpace(a), 64)
				if err != nil {
					t.Fatalf("%q: %v", l, err)
				}
				args = append(args, v)
			}
			want, err := strconv.ParseFloat(m[3], 64)
			if err != nil {
				t.Fatalf("%q: %v", l, err)
			}
			_, decimals, _ := strings.Cut(m[3], ".")
			if got := functions[m[1]](args); math.Abs(got-want) > 0.5000001*math.Pow10(-len(decimals)) {
				t.Errorf("%s: got %v", l, got)
			}
			ran++
		}
	}
	if ran < 10 {
		t.Errorf("only %d examples were run", ran)
	}
}

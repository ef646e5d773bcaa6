package deu

import (
	"errors"
	"io/fs"
	"math"
	"os"
	"strings"
	"testing"
)

// file is the DEU III data, beside the repository.
const file = "../../../shared/oracles/deu/deu3.csv"

// published reads the DEU III data, or skips.
func published(t *testing.T) []Decision {
	t.Helper()
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("the DEU III data are not at %s", file)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := Read(f, "deu3.csv")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestPublished holds the models to the errors computed apart from this code.
func TestPublished(t *testing.T) {
	all := published(t)
	r := Score(all, 1)
	if r.Decisions != 353 {
		t.Errorf("%d decisions have an outcome, want 353", r.Decisions)
	}
	want := []struct {
		id           string
		n            int
		mean, median float64
	}{
		{"compromise", 353, 23.60, 18.59},
		{"salience", 353, 23.65, 18.51},
		{"mean", 353, 23.71, 18.57},
		{"capability", 353, 23.80, 18.52},
		{"nash", 353, 23.72, 19.00},
		{"median", 353, 27.60, 20.00},
		{"constant", 353, 28.02, 26.00},
		{"challenge", 353, 28.21, 20.00},
		{"reference", 253, 51.11, 50.00},
	}
	if len(r.Models) != len(want) {
		t.Fatalf("%d models, want %d", len(r.Models), len(want))
	}
	near := func(what string, got, want, by float64) {
		if math.Abs(got-want) > by {
			t.Errorf("%s is %.4f, want %.2f", what, got, want)
		}
	}
	for i, w := range want {
		m := r.Models[i]
		if m.ID != w.id || m.N != w.n {
			t.Errorf("model %d is %s with n = %d, want %s with %d", i, m.ID, m.N, w.id, w.n)
		}
		near(w.id+": mean", m.MAE, w.mean, 0.0051)
		near(w.id+": median", m.Median, w.median, 0.0051)
		if !(m.Low < m.MAE && m.MAE < m.High) {
			t.Errorf("%s: %v is not within %v-%v", w.id, m.MAE, m.Low, m.High)
		}
	}
	// The page's interval is 21.5-25.5. With more resamples (100,000, any seed) it
	// settles at 21.60-25.66, so that the page's is one run's.
	near("the low bound", r.Models[0].Low, 21.60, 0.051)
	near("the high bound", r.Models[0].High, 25.66, 0.051)
	for i, q := range []float64{8.3, 18.6, 34.4, 37.0, 55.9} {
		near("a quantile", r.Quantiles[i].Error, q, 0.051)
	}
}

const head = "prnrnmc\tisnrnmc\tproc\tcounvte\tpcom\tpep\tpde\tpfr\tpcr\tscom\tsep\tsde\tsfr\tscr\trp\tout\n"

// TestByHand works one issue out with a pencil.
func TestByHand(t *testing.T) {
	// Unanimity among 15: 1/15 each. The Parliament is heard: 0.05. France states
	// no salience and takes the mean of 40, 80 and 60.
	all, err := Read(strings.NewReader("\ufeff"+head+"\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\n7\t2\tCNS\tUnan\t0\t100\t50\t20\t\t40\t80\t60\t\t\t\t30\n"), "x")
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 1 || all[0].ID != "7.2" || !math.IsNaN(all[0].Reference) || all[0].Outcome != 30 {
		t.Fatalf("read %+v", all)
	}
	want := []struct{ c, s, x float64 }{{0.25, 0.4, 0}, {0.05, 0.8, 100}, {1.0 / 15, 0.6, 50}, {1.0 / 15, 0.6, 20}}
	for i, w := range want {
		a := all[0].Actors[i]
		if math.Abs(a.Power-w.c) > 1e-12 || math.Abs(a.Salience-w.s) > 1e-12 || a.Position != w.x {
			t.Errorf("actor %d is %+v, want %+v", i, a, w)
		}
	}
	// (0.1·0 + 0.04·100 + 0.04·50 + 0.04·20) / 0.22 = 6.8/0.22, less 30.
	r := Score(all, 1)
	if got, want := r.Models[0].MAE, 6.8/0.22-30; math.Abs(got-want) > 1e-5 {
		t.Errorf("the compromise model misses by %v, want %v", got, want)
	}
	if n := len(r.Models); n != 8 {
		t.Errorf("%d models answer, want 8: there is no reference point", n)
	}
}

// TestEra holds that a candidate's position makes the era, and gives no power.
func TestEra(t *testing.T) {
	all, err := Read(strings.NewReader(head+"1\t1\tCOD\tQMV\t\t\t10\t\t90\t\t\t50\t\t50\t\t40\n"), "x")
	if err != nil {
		t.Fatal(err)
	}
	de, cr := all[0].Actors[0], all[0].Actors[1]
	if cr.Power != 0 || !(de.Power > 0.08 && de.Power < 0.09) { // 0.087 of 345 votes with quota 255
		t.Errorf("powers are %v and %v", de.Power, cr.Power)
	}
}

func TestReadRefuses(t *testing.T) {
	row := "1\t1\tCOD\tQMV\t0\t1\t2\t3\t\t4\t5\t6\t7\t\t\t8\n"
	for _, c := range []struct{ name, in, want string }{
		{"nothing", "", "x: the file is empty"},
		{"another file", "a,b,c\n1,2,3\n", `x:1:1: there is no column "prnrnmc"`},
		{"no position", "prnrnmc\tisnrnmc\tproc\tcounvte\trp\tout\n", "x:1:1: there is no column of positions"},
		{"no salience", strings.Replace(head, "sde", "tde", 1), `x:1:1: there is a column of positions "pde" and none of saliences "sde"`},
		{"twice", strings.Replace(head, "pfr", "pde", 1), `x:1:1: the column "pde" stands twice`},
		{"no issue", head, "x: the file holds no issue"},
		{"no number", head + strings.Replace(row, "\t2\t", "\ttwo\t", 1), `x:2:17: pde is "two"; expected a number from 0 to 100`},
		{"out of range", head + strings.Replace(row, "\t8\n", "\t108\n", 1), `x:2:32: out is "108"`},
		{"not finite", head + strings.Replace(row, "\t8\n", "\tNaN\n", 1), `x:2:32: out is "NaN"`},
		{"short", head + "1\t2\n", "x:2:1: wrong number of fields"},
		{"quotes", head + row + "1\t\"a\tb\n", "x:3:"},
	} {
		_, err := Read(strings.NewReader(c.in), "x")
		var e *Error
		if !errors.As(err, &e) || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: the error is %v, want %s", c.name, err, c.want)
		}
	}
}

// FuzzRead holds that no file breaks the reader, and that what it lets through
// can be scored.
func FuzzRead(f *testing.F) {
	f.Add(head + "1\t1\tCOD\tQMV\t0\t1\t2\t3\t\t4\t5\t6\t7\t\t\t8\n")
	f.Add(head + "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\n7\t2\tCNS\tUnan\t0\t100\t50\t20\t1\t40\t80\t60\t\t\t1\t30\n")
	f.Add("a\tb\n")
	f.Fuzz(func(t *testing.T, in string) {
		all, err := Read(strings.NewReader(in), "x")
		if err != nil || len(all) > 20 {
			return
		}
		for _, d := range all {
			for _, m := range models {
				x := m.forecast(d)
				if !math.IsNaN(x) && !(x >= -1e-9 && x <= 100+1e-9) {
					t.Errorf("%s of %+v forecasts %v", m.id, d, x)
				}
			}
		}
	})
}

// TestScoreByHand scores three issues of our own making with a pencil: two
// actors each, under unanimity of 15 with the Commission.
func TestScoreByHand(t *testing.T) {
	// Capabilities 0.25 and 1/15: 15 to 4. The forecasts by capability × salience,
	// by salience alone, and plain:
	//   0 at 0.4, 100 at 0.8: 4·0.8·100/(15·0.4 + 4·0.8) = 320/9.2; 80/1.2; 50. Out 40, reference 0.
	//   20 at 0.5, 60 at 0.5: (15·20 + 4·60)/19 = 540/19; 40; 40. Out 20.
	//   10 at 1, 30 at 0.2: (15·10 + 4·0.2·30)/15.8 = 174/15.8; 16/1.2; 20. Out 30, reference 80.
	// The fourth has no outcome.
	const file = "prnrnmc\tisnrnmc\tproc\tcounvte\tpcom\tpde\tscom\tsde\trp\tout\n" +
		"1\t1\tCNS\tUnan\t0\t100\t40\t80\t0\t40\n1\t2\tCNS\tUnan\t20\t60\t50\t50\t\t20\n2\t1\tCNS\tUnan\t10\t30\t100\t20\t80\t30\n2\t2\tCNS\tUnan\t10\t30\t100\t20\t80\t\n"
	all, err := Read(strings.NewReader(file), "x")
	if err != nil {
		t.Fatal(err)
	}
	r := Score(all, 1)
	if r.Decisions != 3 || r.Without != 1 {
		t.Errorf("%d with an outcome and %d without, want 3 and 1", r.Decisions, r.Without)
	}
	want := map[string][]float64{ // each error
		"compromise": {40 - 320/9.2, 540.0/19 - 20, 30 - 174/15.8},
		"salience":   {80/1.2 - 40, 20, 30 - 16/1.2},
		"mean":       {10, 20, 10},
		"capability": {40 - 400.0/19, 540.0/19 - 20, 30 - 270.0/19},
		"reference":  {40, 50},
	}
	seen := 0
	for _, m := range r.Models {
		errs, ok := want[m.ID]
		if !ok {
			continue
		}
		seen++
		sum, low, high := 0.0, errs[0], errs[0]
		for _, e := range errs {
			sum, low, high = sum+e, min(low, e), max(high, e)
		}
		mean := sum / float64(len(errs))
		median := sum - low - high // of three; of two the mean
		if len(errs) == 2 {
			median = mean
		}
		if m.N != len(errs) || math.Abs(m.MAE-mean) > 1e-4 || math.Abs(m.Median-median) > 1e-4 {
			t.Errorf("%s misses by %v, in the median %v, of %d; want %v, %v of %d", m.ID, m.MAE, m.Median, m.N, mean, median, len(errs))
		}
		// The mean of resamples of three lies between the least and the greatest.
		if m.Low < low-1e-4 || m.High > high+1e-4 || m.Low >= m.MAE || m.High <= m.MAE {
			t.Errorf("%s: the interval is %v to %v around %v", m.ID, m.Low, m.High, m.MAE)
		}
	}
	if seen != len(want) {
		t.Errorf("%d of %d models answer", seen, len(want))
	}
	for i := 1; i < len(r.Quantiles); i++ {
		if r.Quantiles[i].Error < r.Quantiles[i-1].Error || r.Quantiles[i].P <= r.Quantiles[i-1].P {
			t.Errorf("the quantiles are not in order: %+v", r.Quantiles)
		}
	}
	if r.Resamples != Resamples || r.Seed != 1 {
		t.Errorf("%d resamples, seed %d", r.Resamples, r.Seed)
	}
}

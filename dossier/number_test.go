package dossier_test

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"entente/dossier"
)

// TestParseNumber holds what a number is: decimal, finite, within bounds.
func TestParseNumber(t *testing.T) {
	for in, want := range map[string]float64{
		"0": 0, "-0": 0, "+3": 3, "26.7": 26.7, "-14": -14, ".5": 0.5, "007": 7, "1000000000000000": 1e15, "-1000000000000000": -1e15, "0.000001": 1e-6,
	} {
		got, err := dossier.ParseNumber(in)
		if err != nil || got != want || got == 0 && math.Signbit(got) {
			t.Errorf("%q is %v (%v), want %v", in, got, err, want)
		}
	}
	for in, hint := range map[string]string{
		"": "", "-": "", ".": "", "5.": "", "1.2.3": "", "--1": "", "1 2": "", "about 110": "", "5m": "",
		"0x1p4": "", "0x10": "", "0b11": "", "0o17": "", "NaN": "", "nan": "", "Inf": "", "-inf": "", "infinity": "", ".inf": "",
		"4_4": "", "1_000": ": 1000", "1e5": ": 100000", "1.5E-3": ": 0.0015", "1e308": "without an exponent", "1e999": "without an exponent", "1e-400": "without an exponent",
		"60%": ": 60", "４５": ": 45", "４５．５％": ": 45.5", "−5": ": -5", "3,5": ": 3.5", "1,234": ": 1234, or 1.234", "1,234,567": ": 1234567", "1 234": ": 1234", "1\u202f234.5": ": 1234.5", "1'234": ": 1234", "٤٥": "",
	} {
		_, err := dossier.ParseNumber(in)
		var bad *dossier.NumberError
		if !errors.As(err, &bad) || !strings.HasSuffix(bad.Hint, hint) || bad.Hint == "" {
			t.Errorf("%q: %+v, want a hint that ends with %q", in, err, hint)
		}
	}
	for _, in := range []string{"1000000000000001", "-1000000000000001", "9223372036854775808", strings.Repeat("9", 400), strings.Repeat("9", 1<<20)} {
		if v, err := dossier.ParseNumber(in); !errors.Is(err, dossier.ErrOutOfBounds) {
			t.Errorf("%.30s… is %v (%v)", in, v, err)
		}
	}
}

// TestNumbersOfTables holds that each column keeps its own bounds, at the place
// of the cell.
func TestNumbersOfTables(t *testing.T) {
	const polls = "series,country,question,pollster,end,n,value,unit,source\n"
	const facts = "id,what,value,unit,date,low,high,source\n"
	const acts = "id,date,player,area,direction,summary,source\n"
	const judged = "round,expert,target,low,best,high,confidence\n"
	wave := func(n, value, unit string) string {
		return polls + "S,XAR,q,House,2025-06-01," + n + "," + value + "," + unit + ",gazette-2025\n"
	}
	for _, c := range []struct {
		file, text, rule string
		col              int
	}{
		{"polls.csv", wave("", "50", ""), "", 0},
		{"polls.csv", wave("1000000000", "100", "percent"), "", 0},
		{"polls.csv", wave("", "-120.5", "net points"), "", 0},
		{"polls.csv", wave("", "100.1", "percent"), "out-of-range", 1},
		{"polls.csv", wave("", "-0.1", ""), "out-of-range", 1},
		{"polls.csv", wave("", "101", "degrees"), "out-of-range", 1},
		{"polls.csv", wave("1000000001", "50", ""), "out-of-range", 26},
		{"polls.csv", wave("9223372036854775808", "50", ""), "out-of-range", 26},
		{"polls.csv", wave("-1", "50", ""), "out-of-range", 26},
		{"polls.csv", wave("1000.5", "50", ""), "csv-value", 26},
		{"polls.csv", wave("1e3", "50", ""), "csv-value", 26},
		{"polls.csv", wave("", "0x1p4", ""), "csv-value", 27},
		{"polls.csv", wave("", "4_4", ""), "csv-value", 27},
		{"facts.csv", facts + "f,w,12,people,2025,8,20,gazette-2025\n", "", 0},
		{"facts.csv", facts + "f,growth,-120,percent,2025,,,gazette-2025\n", "", 0},
		{"facts.csv", facts + "f,w,1e308,people,2025,,,gazette-2025\n", "csv-value", 5},
		{"facts.csv", facts + "f,w,12,people,2025,NaN,,gazette-2025\n", "csv-value", 20},
		{"facts.csv", facts + "f,w,12,people,2025,13,,gazette-2025\n", "estimate-order", 1},
		{"facts.csv", facts + "f,w,12,people,2025,,11,gazette-2025\n", "estimate-order", 1},
		{"acts.csv", acts + "a,2025,xar-president,water,2.5,s,gazette-2025\n", "out-of-range", 28},
		{"judgements/a.csv", judged + "1,heron,influence:xar-president,0.2,0.3,0.4,0.4\n", "out-of-range", 45},
		{"judgements/a.csv", judged + "1,heron,influence:xar-president,0.2,0.3,0.4,\n", "", 0},
	} {
		dir := example(t)
		write(t, dir, c.file, c.text)
		var got []string
		for _, f := range load(t, dir) {
			if f.File == c.file {
				got = append(got, fmt.Sprintf("%s %d", f.Rule, f.Col))
			}
		}
		want := fmt.Sprintf("[%s %d]", c.rule, c.col)
		if c.rule == "" {
			want = "[]"
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%q: %v, want %s", c.text, load(t, dir), want)
		}
	}
}

// TestNumbersOfYAML holds that YAML takes the same numbers as tables.
func TestNumbersOfYAML(t *testing.T) {
	for value, rule := range map[string]string{
		"0.6": "", "'0.6'": "", "0x1p-1": "yaml-type", "1e-1": "yaml-type", "0_1": "yaml-type", ".nan": "yaml-type", ".inf": "yaml-type", "0,7": "yaml-type",
		"7": "out-of-range", "1000000000000001": "out-of-range",
	} {
		dir := example(t)
		was := read(t, dir, "members/xar.yaml")
		text := strings.Replace(was, "salience: 0.7", "salience: "+value, 1)
		if text == was {
			t.Fatal("the example has no salience of 0.7")
		}
		write(t, dir, "members/xar.yaml", text)
		found := load(t, dir)
		if rule == "" && len(found) > 0 || rule != "" && (len(found) != 1 || found[0].Rule != rule) {
			t.Errorf("salience: %s gives %v, want %s", value, found, rule)
		}
	}
}

// FuzzParseNumber holds that whatever is taken for a number is a finite one within
// bounds, and reads the same when written out.
func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"1", "-0", ".5", "1e5", "0x1p4", "1,234.5", "４５", "\u202f", "1 234", "99999999999999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := dossier.ParseNumber(s)
		if err != nil {
			return
		}
		if math.IsNaN(v) || math.Abs(v) > dossier.MaxNumber {
			t.Fatalf("%q is %v", s, v)
		}
		if again, err := dossier.ParseNumber(strconv.FormatFloat(v, 'f', -1, 64)); err != nil || again != v {
			t.Fatalf("%q is %v, and written out %v (%v)", s, v, again, err)
		}
	})
}

// Two pollsters may end on one day in one series; one may not, twice.
func TestWavesOfOneDay(t *testing.T) {
	for second, want := range map[string]int{"Other": 0, "house": 1} {
		dir := example(t)
		write(t, dir, "polls/more.csv", "series,country,question,pollster,end,value,source\nS,XAR,q,House,2025-06-01,50,gazette-2025\nS,XAR,q,"+second+",2025-06-01,52,gazette-2025\n")
		found := load(t, dir)
		if len(found) != want || want == 1 && (found[0].Rule != "duplicate-id" || found[0].Line != 3) {
			t.Errorf("%s: %v", second, found)
		}
	}
}

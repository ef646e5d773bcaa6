package series

import (
	"fmt"
	"math"
	"testing"

	"entente/dossier"
)

// TestScales looks for changes on two scales, of which one is the series' own where that
// is no day.
func TestScales(t *testing.T) {
	for by, want := range map[Span][2]Span{ByDay: {ByWeek, ByMonth}, ByWeek: {ByWeek, ByMonth}, ByMonth: {ByMonth, ByQuarter}, ByQuarter: {ByQuarter, ByYear}, ByYear: {ByQuarter, ByYear}} {
		if fine, coarse := scalesOf(by); [2]Span{fine, coarse} != want {
			t.Errorf("%v: %v and %v", by, fine, coarse)
		}
	}
	for _, by := range []Span{ByDay, ByYear} {
		if got := Changes(&Relation{By: by}); got != nil {
			t.Errorf("%v alone has changes: %v", by, got)
		}
	}
	for word, want := range map[string]Span{"day": ByDay, "week": ByWeek, "month": ByMonth, "quarter": ByQuarter, "year": ByYear} {
		if s, ok := ParseSpan(word); s != want || !ok || s.String() != word {
			t.Errorf("%s is %v, %v", word, s, ok)
		}
	}
	if s, ok := ParseSpan("fortnight"); ok || s != ByMonth {
		t.Errorf("no span is %v, %v", s, ok)
	}
}

// TestTwoSeries works a difference and a ratio out by hand: errors of 3 and 4 make one of
// 5; of 50 over 20 with errors of 3 and 1 the ratio is 2.5 with √(3²+2.5²)/20.
func TestTwoSeries(t *testing.T) {
	for unit, want := range map[string]string{"percent": "points", "degrees": "degrees", "": ""} {
		v, se, u, ok := difference(Point{Value: 30, SE: 3, Unit: unit}, Point{Value: 50, SE: 4, Unit: unit})
		if v != -20 || se != 5 || u != want || !ok {
			t.Errorf("%s: %v ± %v %s", unit, v, se, u)
		}
	}
	v, se, u, ok := ratio(Point{Value: 50, SE: 3}, Point{Value: 20, SE: 1})
	if v != 2.5 || math.Abs(se-math.Sqrt(15.25)/20) > 1e-12 || u != asRatio || !ok {
		t.Errorf("%v ± %v %s", v, se, u)
	}
	for b, want := range map[float64]bool{0: false, 1.96: false, 1.97: true, -1.97: true, -1.96: false} {
		if _, _, _, ok := ratio(Point{Value: 1}, Point{Value: b, SE: 1}); ok != want {
			t.Errorf("divided by %v ± 1: %v", b, ok)
		}
	}
	if _, _, _, ok := ratio(Point{Value: 1}, Point{}); ok {
		t.Error("divided by nothing")
	}
}

// TestPearson is 1 and -1 on lines, 0 where one does not vary, and by hand 0.5 for
// (1, 2, 3) and (1, 3, 2).
func TestPearson(t *testing.T) {
	for _, c := range []struct {
		a, b []float64
		want float64
	}{
		{[]float64{1, 2, 3}, []float64{2, 4, 6}, 1}, {[]float64{1, 2, 3}, []float64{5, 4, 3}, -1}, {[]float64{1, 2, 3}, []float64{1, 3, 2}, 0.5}, {[]float64{1, 1, 1}, []float64{1, 3, 2}, 0}, {[]float64{1, 3, 2}, []float64{4, 4, 4}, 0},
	} {
		if got := pearson(c.a, c.b); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%v and %v: %v, want %v", c.a, c.b, got, c.want)
		}
	}
	for _, c := range [][3]float64{{0, 0, math.Log(2)}, {math.Log(3), math.Log(5), math.Log(8)}, {math.Inf(-1), 2, 2}, {2, math.Inf(-1), 2}, {-1000, -1000, -1000 + math.Log(2)}} {
		if got := logSum(c[0], c[1]); math.Abs(got-c[2]) > 1e-12 {
			t.Errorf("%v and %v add up to %v, want %v", c[0], c[1], got, c[2])
		}
	}
	if got := logSum(math.Inf(-1), math.Inf(-1)); !math.IsInf(got, -1) {
		t.Errorf("nothing and nothing add up to %v", got)
	}
}

// TestCooperative parts the types of events as PLOVER's quad classes do.
func TestCooperative(t *testing.T) {
	for word, want := range map[string]bool{
		"AGREE": true, "CONSULT": true, "SUPPORT": true, "CONCEDE": true, "COOPERATE": true, "AID": true, "RETREAT": true, "YIELD": true,
		"REQUEST": false, "ACCUSE": false, "REJECT": false, "THREATEN": false, "PROTEST": false, "SANCTION": false, "MOBILIZE": false, "COERCE": false, "ASSAULT": false, "LAW": false, "": false, "PARTY": false,
	} {
		if Cooperative(word) != want {
			t.Errorf("%s is cooperation: %v", word, !want)
		}
	}
}

// TestWidestGap finds the longest time without a wave after a moment.
func TestWidestGap(t *testing.T) {
	var seg []Point
	for _, y := range []int{2000, 2005, 2006, 2009, 2011} {
		seg = append(seg, Point{Date: dossier.Date{Year: y}})
	}
	for from, want := range map[float64]string{1990: "2000 2005 5.0", 2001.5: "2000 2005 4.0", 2003.5: "2006 2009 3.0", 2006.5: "2006 2009 3.0", 2007.4: "2006 2009 2.1", 2008.5: "2009 2011 2.0", 2012: "  0.0"} {
		a, b, gap := widestGap(seg, from)
		if got := fmt.Sprintf("%v %v %.1f", a, b, gap); got != want {
			t.Errorf("from %v: %s, want %s", from, got, want)
		}
	}
}

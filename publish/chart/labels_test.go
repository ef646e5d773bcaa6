package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// Letters take 0.56 of their size, capitals, m and w 0.7, thin ones 0.32, and
// East Asian ones all of it.
func TestWidthsOfLetters(t *testing.T) {
	for s, want := range map[string]float64{"": 0, "ab": 11.2, "il": 6.4, " ": 3.2, "A": 7, "Z": 7, "mw": 14, "日本": 20, "각": 10, "\u10ff": 5.6, "\u1100": 10, "\u11ff": 10, "\u1200": 5.6, "\u2e7f": 5.6, "\u2e80": 10} {
		if got := textWidth(s, 10); math.Abs(got-want) > 1e-9 {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
}

// "aa bb" is 25.6 wide at size 10, "aa" 11.2, and the ellipsis 5.6; one letter at
// least stands before it.
func TestLabelsWrap(t *testing.T) {
	for _, c := range []struct {
		s     string
		width float64
		n     int
		want  []string
	}{
		{"aa bb cc", 26, 2, []string{"aa bb", "cc"}}, {"aa bb cc", 25, 3, []string{"aa", "bb", "cc"}}, {"aa bb cc", 26, 1, []string{"aa b…"}}, {"aa bb cc", 12, 2, []string{"aa", "b…"}},
		{"aaaa", 12, 2, []string{"a…"}}, {"aa", 11.3, 1, []string{"aa"}}, {"aa", 11.1, 1, []string{"a…"}}, {"", 20, 2, nil},
	} {
		if got := wrapText(c.s, c.width, 10, c.n); !slices.Equal(got, c.want) {
			t.Errorf("%q in %d lines of %v: %q, want %q", c.s, c.n, c.width, got, c.want)
		}
	}
}

func TestLabelsKeepApart(t *testing.T) {
	for _, c := range []struct {
		want, got []float64
	}{
		{[]float64{10, 12}, []float64{8, 14}}, {[]float64{10, 16}, []float64{10, 16}}, {[]float64{10, 10, 40}, []float64{7, 13, 40}}, {[]float64{1, 2}, []float64{0, 6}}, {[]float64{98, 99}, []float64{94, 100}}, {nil, nil},
	} {
		got := spreadLabels(c.want, 6, 0, 100)
		if !slices.EqualFunc(got, c.got, func(a, b float64) bool { return math.Abs(a-b) < 0.05 }) {
			t.Errorf("%v: %v, want %v", c.want, got, c.got)
		}
	}
	order, at := stackLabels([]float64{30, 10, 10}, 6, 0, 100)
	if !slices.Equal(order, []int{1, 2, 0}) || !slices.Equal(at, []float64{7, 13, 30}) {
		t.Error(order, at)
	}
}

func TestCoordinates(t *testing.T) {
	for v, want := range map[float64]string{0.126: "0.13", -0.001: "0", 2: "2", -1.5: "-1.5", math.Inf(1): "0"} {
		if got := num(v); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
	if num(math.NaN()) != "0" {
		t.Error(num(math.NaN()))
	}
}

// The axis of ranges goes from 170 to 620 on the wide picture (4.5 a point) and
// from 96 to 340 on the narrow one (2.44 a point); rows are 36 apart.
func TestRangesOnTheirScale(t *testing.T) {
	c := Ranges("r", "t", "", []Range{{Name: "One", Low: 30, Best: 44, High: 60, OuterLow: 10, OuterHigh: 80}, {Name: "Two", Low: 0, Best: 50, High: 100, OuterLow: 5, OuterHigh: 5}},
		[]Level{{Value: 11, Label: "m11"}, {Value: 12, Label: "m12"}, {Value: 88, Label: "m88"}, {Value: 89, Label: "m89"}})
	for _, p := range []struct {
		svg  string
		want []string
	}{
		{c.SVG, []string{
			`viewBox="0 0 640 130"`, `<rect x="215" y="40" width="315" height="8"`, `<rect x="305" y="37" width="135" height="14"`, `<line x1="368" y1="34" x2="368" y2="54"`, `<rect x="170" y="73" width="450" height="14"`, `<line x1="395" y1="70" x2="395" y2="90"`,
			`<line x1="170" y1="22" x2="170" y2="102"`, `<line x1="282.5" y1="22" x2="282.5" y2="102"`, `<line x1="620" y1="22" x2="620" y2="102"`, `<text x="620" y="120" text-anchor="middle"`,
			`<text x="219.5" y="13" text-anchor="start"`, `<text x="224" y="13" text-anchor="middle"`, `<text x="566" y="13" text-anchor="middle"`, `<text x="570.5" y="13" text-anchor="end"`, `<text x="162" y="44" text-anchor="end"`,
		}},
		{c.Narrow, []string{`viewBox="0 0 360 130"`, `<rect x="169.2" y="37" width="73.2" height="14"`, `<rect x="96" y="73" width="244" height="14"`, `<text x="88" y="44" text-anchor="end"`}},
	} {
		for _, w := range p.want {
			if !strings.Contains(p.svg, w) {
				t.Errorf("%s is not drawn", w)
			}
		}
		if n := strings.Count(p.svg, `height="8"`); n != 1 {
			t.Errorf("%d outer ranges are drawn, want that of the first row", n)
		}
	}
	if got, want := fmt.Sprint(c.Rows), "[[One 30 44 60 10 80] [Two 0 50 100  ]]"; got != want {
		t.Errorf("the table is %s, want %s", got, want)
	}
	if want := "One: 44, from 30 to 60. Two: 50, from 0 to 100. "; c.Desc != want {
		t.Errorf("in words: %q, want %q", c.Desc, want)
	}
	if none := Ranges("r", "t", "", nil, nil); !strings.Contains(none.SVG, "No data is on record.") || none.Narrow != "" {
		t.Error("nothing is drawn as something")
	}
}

// Carry goes from 40 to 624 on the wide picture, and what came about from 314 up
// to 12; the number of cases stands on the left of its dot near the right edge.
func TestCalibrationOnItsScale(t *testing.T) {
	c := Calibration("k", "t", "", []CalibrationBin{
		{Name: "unlikely", Low: 0.2, High: 0.45}, {Name: "likely", Low: 0.55, High: 0.8, N: 12, Mean: 0.7, Rate: 0.25, RateLow: 0.09, RateHigh: 0.53},
		{Name: "very likely", Low: 0.8, High: 0.9, N: 3, Mean: 0.85, Rate: 0.5, RateLow: 0.25, RateHigh: 0.75}, {Name: "almost certain", Low: 0.9, High: 1, N: 4, Mean: 0.9, Rate: 1, RateLow: 0.5, RateHigh: 1},
	})
	for _, w := range []string{
		`<line x1="40" y1="314" x2="624" y2="12"`, `<line x1="448.8" y1="286.82" x2="448.8" y2="153.94"`, `<circle cx="448.8" cy="238.5" r="4"`, `<text x="456.8" y="232.5" text-anchor="start"`,
		`<circle cx="536.4" cy="163" r="4"`, `<text x="544.4" y="157" text-anchor="start"`, `<circle cx="565.6" cy="12" r="4"`, `<text x="557.6" y="6" text-anchor="end"`,
		`<line x1="40" y1="238.5" x2="624" y2="238.5"`, `<text x="34" y="242.5" text-anchor="end"`, `<text x="186" y="332" text-anchor="middle"`,
	} {
		if !strings.Contains(c.SVG, w) {
			t.Errorf("%s is not drawn", w)
		}
	}
	if n := strings.Count(c.SVG, "<circle"); n != 3 {
		t.Errorf("%d dots, want 3: a word without cases has none", n)
	}
	if got, want := fmt.Sprint(c.Rows[:2]), "[[0.20–0.45 unlikely 0 – – – –] [0.55–0.80 likely 12 0.70 0.25 0.09 0.53]]"; got != want {
		t.Errorf("the table begins %s", got)
	}
	if !strings.HasPrefix(c.Desc, "19 cases.") {
		t.Error(c.Desc)
	}
	if none := Calibration("k", "t", "", []CalibrationBin{{Name: "likely"}}); none.Desc != "No data is on record." || strings.Contains(none.SVG, "<circle") {
		t.Error("no cases are drawn as some")
	}
}

// What is to be named is named in both widths, on a line of its own where marks stand
// beside it, and keeps within the picture; what has a rank alone is named on the wide one
// where there is room.
func TestNamesOfMarks(t *testing.T) {
	at := func(v float64) *float64 { return &v }
	marks := []Mark{
		{Name: "Left", Value: at(0.78), Rank: 1, Color: "x"}, {Name: "The one that is named always", Value: at(0.81), Named: true, Rank: 9, Color: "x"},
		{Name: "Right", Value: at(0.84), Rank: 2, Color: "x"}, {Name: strings.Repeat("long ", 40), Value: at(0.5), Named: true, Color: "x"}, {Name: "Nowhere", Named: true, Color: "x"},
	}
	c := Strip("s", "", "", "Carry", "Delivery", []MarkRow{{Name: "Area", Marks: marks}}, []Level{{Value: 0.8, Label: "ready"}})
	for name, svg := range map[string]string{"wide": c.SVG, "narrow": c.Narrow} {
		if !strings.Contains(svg, ">The one that is named always</text>") || !strings.Contains(svg, ">long long") || strings.Contains(svg, ">Nowhere</text>") {
			t.Errorf("%s: %s", name, svg)
		}
	}
	if strings.Contains(c.Narrow, ">Left</text>") || !strings.Contains(c.SVG, ">Left</text>") {
		t.Error("a rank alone names on the wide picture only")
	}
	for _, w := range []float64{Broad, Slim} {
		placed, lanes := stack(marks, func(v float64) float64 { return v * w }, 0, 1)
		if got := nameMarks(placed, lanes, 2, w, 12, true); got != lanes+1 {
			t.Errorf("at %v: %d lanes of %d", w, got, lanes)
		}
		for _, m := range placed {
			if m.anchor == "end" && m.x-markR-5-textWidth(m.label, 12) < 2 || m.anchor == "start" && m.x+markR+5+textWidth(m.label, 12) > w {
				t.Errorf("at %v, %q sticks out", w, m.label)
			}
		}
	}
}

// A span without a reading that is long beside the others has a dashed line and no band.
func TestLongGapsHaveNoBand(t *testing.T) {
	line := func(first float64) Line {
		l := Line{Name: "Affinity"}
		for _, y := range []float64{first, 2000, 2001, 2002, 2003} {
			l.Readings = append(l.Readings, Point{Year: y, Value: 50, Low: 48, High: 52, Label: num(y)})
		}
		for y := first; y <= 2003; y += 0.25 {
			l.Points = append(l.Points, Point{Year: y, Value: 50, Low: 45, High: 55})
		}
		return l
	}
	for first, want := range map[float64]int{1992: 1, 1997: 0} {
		svg := Time("g", "", "percent", []Line{line(first)}, nil).SVG
		if got := strings.Count(svg, `stroke-dasharray="5 5"`); got != want {
			t.Errorf("from %v: %d dashed lines, want %d", first, got, want)
		}
		// The band is the path with an opacity: it begins at the first reading or after the gap.
		_, band, _ := strings.Cut(svg, `<path d="M`)
		if begins := strings.HasPrefix(band, num(40)+" "); begins != (want == 0) {
			t.Errorf("from %v, the band begins at %.20s", first, band)
		}
	}
}

// A ladder's table says a carry as pages do: what is not all is no "10 in 10".
func TestCarryOfALadder(t *testing.T) {
	l := LadderLine{Carry: []float64{0.999, 0.001, 0.62}}
	for i, want := range []string{"over 9 in 10", "under 1 in 10", "6 in 10"} {
		if got := carryCell(LadderRung{}, l, i); got != want {
			t.Errorf("%v is %q, want %q", l.Carry[i], got, want)
		}
	}
}

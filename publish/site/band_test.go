package site_test

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// picture reads back from a drawn chart what stands at which height.
type drawnChart struct {
	svg  string
	y    func(px float64) float64 // the value at a height
	band [][]float64              // heights of each filled area
}

var (
	tickForm = regexp.MustCompile(`<text x="[\d.]+" y="([\d.]+)" text-anchor="end"[^>]*>(-?[\d.]+)</text>`)
	areaForm = regexp.MustCompile(`<path d="([^"]*Z)"`)
	pairForm = regexp.MustCompile(`[ML]([\d.-]+) ([\d.-]+)`)
)

func readChart(t *testing.T, page, title string) drawnChart {
	t.Helper()
	at := strings.Index(page, title)
	if at < 0 {
		t.Fatalf("there is no chart %q", title)
	}
	start := strings.LastIndex(page[:at], "<svg")
	if start < 0 || strings.Contains(page[start:at], "</svg>") {
		start = at + strings.Index(page[at:], "<svg")
	}
	c := drawnChart{svg: page[start : start+strings.Index(page[start:], "</svg>")]}
	var px, v []float64
	for _, m := range tickForm.FindAllStringSubmatch(c.svg, -1) {
		y, _ := strconv.ParseFloat(m[1], 64)
		x, _ := strconv.ParseFloat(m[2], 64)
		px, v = append(px, y-4), append(v, x) // a label's foot is 4 below its line
	}
	if len(px) < 2 {
		t.Fatalf("%d values stand beside the plot:\n%s", len(px), c.svg)
	}
	scale := (v[len(v)-1] - v[0]) / (px[len(px)-1] - px[0])
	c.y = func(p float64) float64 { return v[0] + (p-px[0])*scale }
	for _, m := range areaForm.FindAllStringSubmatch(c.svg, -1) {
		var ys []float64
		for _, p := range pairForm.FindAllStringSubmatch(m[1], -1) {
			y, _ := strconv.ParseFloat(p[2], 64)
			ys = append(ys, c.y(y))
		}
		c.band = append(c.band, ys)
	}
	return c
}

// level reads the 80% interval of each wave from the table behind a chart.
var rowForm = regexp.MustCompile(`<td>([\d.]+)%</td><td>[^<]*</td><td>([\d.]+)</td><td>([\d.]+)–([\d.]+)</td><td>([\d.]+)–([\d.]+)</td>`)

// The band that is drawn is that of 80 percent which the table gives, and the
// intervals lie within each other around the level.
func TestBandIsThatOfEightyPercent(t *testing.T) {
	page, _ := opinionPage(t, trusting)
	c := readChart(t, page, "Trust Belmora: 36%")
	flat := regexp.MustCompile(`>\s+<`).ReplaceAllString(page, "><")
	rows := rowForm.FindAllStringSubmatch(regexp.MustCompile(`<td [^>]*>`).ReplaceAllString(flat, "<td>"), -1)
	if len(rows) != 8 || len(c.band) != 2 {
		t.Fatalf("%d rows and %d bands, want 8 and one for each segment", len(rows), len(c.band))
	}
	for n := range 2 { // four waves a segment: the band's bounds go there and back
		band, top, bottom := c.band[n], math.Inf(-1), math.Inf(1)
		for _, r := range rows[4*n : 4*n+4] {
			num := func(k int) float64 { v, _ := strconv.ParseFloat(r[k], 64); return v }
			level, lo80, hi80, lo95, hi95 := num(2), num(3), num(4), num(5), num(6)
			if !(lo95 < lo80 && lo80 < level && level < hi80 && hi80 < hi95) {
				t.Errorf("the intervals do not lie within each other: %v", r[1:])
			}
			top, bottom = max(top, hi80), min(bottom, lo80)
			// The 95% interval of a normal is 1.96/1.2816 times as wide; with an
			// uncertain spread it is wider, and never as narrow as another 80%.
			if wide := (hi95 - lo95) / (hi80 - lo80); wide < 1.45 || wide > 2.2 {
				t.Errorf("the interval of 95%% is %.2f times that of 80%%", wide)
			}
		}
		if math.Abs(slices.Max(band)-top) > 0.4 || math.Abs(slices.Min(band)-bottom) > 0.4 {
			t.Errorf("the band reaches from %.1f to %.1f, the table's 80%% from %.1f to %.1f", slices.Min(band), slices.Max(band), bottom, top)
		}
	}
}

// twoWaves begins with the waves on which the example's judgements rest: too few
// to be drawn.
const twoWaves = "XAR_TRUST_BELMORA,XAR,XBE,Trust Belmora,Institute,phone,2024-06,1000,50,,,treaty-2021\n" +
	"XAR_TRUST_BELMORA,XAR,XBE,Trust Belmora,Institute,phone,2025-06,1000,50,,,treaty-2021\n"

// A record is told as one of now for a year and a half.
func TestRecordsOfNow(t *testing.T) {
	if testing.Short() {
		t.Skip("many builds, each by the same threads")
	}
	series := func(last string) string { // the dossier is as of March 2026
		years := []string{"2016-06", "2017-06", "2018-06", "2019-06", last}
		var b strings.Builder
		for n, v := range []string{"60", "58", "61", "59", "30"} {
			b.WriteString("LIKE,XAR,XCO,Like Coriel,Institute,phone," + years[n] + ",1000," + v + ",,,treaty-2021\n")
		}
		return b.String()
	}
	for last, now := range map[string]bool{"2026-02": true, "2025-03": true, "2024-11": true, "2024-08": false, "2023-06": false, "2020-06": false} {
		page, _ := opinionPage(t, twoWaves+series(last))
		if got := strings.Contains(page, "At a high or a low now"); got != now {
			t.Errorf("a low of %s is told as one of now: %v", last, got)
		}
	}
}

// What was asked in another unit has another axis and is not drawn, nor counted
// among the waves that make a series worth drawing; the table has all.
func TestOtherUnitsAreNotDrawn(t *testing.T) {
	rows := func(unit string, waves int) string {
		var b strings.Builder
		for n := range 3 {
			b.WriteString("LIKE,XAR,XCO,Like Coriel,Institute,phone,201" + strconv.Itoa(n) + "-06,1000,5." + strconv.Itoa(n) + "," + unit + ",,treaty-2021\n")
		}
		for n := range waves {
			b.WriteString("LIKE,XAR,XCO,Like Coriel,Institute,phone,202" + strconv.Itoa(n) + "-06,1000,4" + strconv.Itoa(n) + ",percent,,treaty-2021\n")
		}
		return b.String()
	}
	page, _ := opinionPage(t, twoWaves+rows("score", 4))
	c := readChart(t, page, "Like Coriel: 43%")
	if len(c.band) != 1 || strings.Count(c.svg, "<circle") != 4 || strings.Contains(c.svg, ">2010<") {
		t.Errorf("%d bands and %d dots for four waves in percent", len(c.band), strings.Count(c.svg, "<circle"))
	}
	if !strings.Contains(page, "5.1 score") {
		t.Error("the table lacks the waves in another unit")
	}
	if page, _ := opinionPage(t, twoWaves+rows("score", 3)); strings.Contains(page, "<svg") {
		t.Error("three waves in percent are drawn")
	}
	if page, _ := opinionPage(t, twoWaves+rows("percent", 3)); !strings.Contains(page, "<svg") {
		t.Error("six waves in one unit are not drawn")
	}
}

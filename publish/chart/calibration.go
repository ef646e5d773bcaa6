package chart

import (
	"fmt"
	"strconv"
)

// CalibrationBin is a row of a calibration table: forecasts from Low to High,
// their Mean, and the share of N that came about with its 95% interval.
type CalibrationBin struct {
	Name              string
	Low, High         float64
	Mean, Rate        float64
	RateLow, RateHigh float64
	N                 int
}

// Calibration draws what came about against what was said: on the line the two
// agree. Bins without a case are left out of the picture, and stay in the table.
func Calibration(id, title, unit string, bins []CalibrationBin) Chart {
	c := Chart{Title: title, Subtitle: unit, Header: []string{"Range", "Word", "Cases", "Mean carry", "Came about", "95% low", "95% high"}}
	two := func(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }
	cases := 0
	for _, b := range bins {
		row := []string{two(b.Low) + "–" + two(b.High), b.Name, strconv.Itoa(b.N), "–", "–", "–", "–"}
		if b.N > 0 {
			row = append(row[:3], two(b.Mean), two(b.Rate), two(b.RateLow), two(b.RateHigh))
			cases += b.N
		}
		c.Rows = append(c.Rows, row)
	}
	if cases == 0 {
		c.SVG, c.Desc = empty(id, c, Wide), "No data is on record."
		return c
	}
	c.Desc = fmt.Sprintf("%d cases. On the diagonal line what came about agrees with carry.", cases)
	c.SVG, c.Narrow = drawCalibration(id+"-w", c, Wide, bins), drawCalibration(id+"-n", c, Slim, bins)
	return c
}

func drawCalibration(id string, c Chart, w float64, bins []CalibrationBin) string {
	const h, left, right, top, bottom = 360.0, 40.0, 16.0, 12.0, 46.0
	k := newCanvas(w, h)
	X := func(v float64) float64 { return left + v*(w-left-right) }
	Y := func(v float64) float64 { return h - bottom - v*(h-top-bottom) }
	for _, v := range []float64{0, 0.25, 0.5, 0.75, 1} {
		k.line(left, Y(v), w-right, Y(v), rule, 1, "")
		k.text(left-6, Y(v)+4, "end", quiet, 12, "", num(v*100))
		k.text(X(v), h-bottom+18, "middle", quiet, 12, "", num(v*100))
	}
	k.line(X(0), Y(0), X(1), Y(1), quiet, 1, "5 4")
	k.text(X(0.02), Y(0.955), "start", quiet, 12, "", "↑ share that came about, in 100")
	k.text(w-right, h-8, "end", quiet, 12, "", "mean carry, in 100 draws →")
	for _, b := range bins {
		if b.N == 0 {
			continue
		}
		k.line(X(b.Mean), Y(b.RateLow), X(b.Mean), Y(b.RateHigh), accent, 2, "")
		k.circle(X(b.Mean), Y(b.Rate), 4, accent, accent)
		x, anchor := X(b.Mean)+8, "start"
		if b.Mean > 0.85 {
			x, anchor = X(b.Mean)-8, "end"
		}
		k.text(x, Y(b.Rate)-6, anchor, ink, 12, "600", strconv.Itoa(b.N))
	}
	return k.finish(id, c.Title, c.Desc)
}

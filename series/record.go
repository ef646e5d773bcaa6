package series

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"entente/dossier"
)

// Answer is what the waves held say of a claim.
type Answer string

// The three answers. A claim is not confirmable where the waves that are held do
// not reach as far back as it does, or leave gaps in which another value may lie.
const (
	Yes            Answer = "yes"
	No             Answer = "no"
	NotConfirmable Answer = "not confirmable"
)

// Claim is a claim that a value is a record.
type Claim struct {
	High  bool         // a high; else a low
	Years int          // "N-year low": over the N years before; 0: since the series began, or Since
	Since dossier.Date // "lowest since": no lower value after this date
}

// Segment gives the points up to and including one date that may be joined: those
// since the last break at or before it. The points are in order of date; the
// point itself is the last. It is nil where there is no point of that date.
func Segment(points []Point, at dossier.Date) []Point {
	end := slices.IndexFunc(points, func(p Point) bool { return sameWave(p.Date, at) })
	if end < 0 {
		return nil
	}
	start := end
	for start > 0 && points[start].Break == "" {
		start--
	}
	return points[start : end+1]
}

func sameWave(have, want dossier.Date) bool {
	s := want.String()
	return have.String() == s || strings.HasPrefix(have.String(), s+"-")
}

// Known gives the points that could be known on a day.
func Known(points []Point, asOf time.Time) []Point {
	var out []Point
	for _, p := range points {
		if p.Known.Published(asOf) {
			out = append(out, p)
		}
	}
	return out
}

// Confirm answers a claim on the point of a date from the waves held, and gives
// the reason in a sentence.
func Confirm(points []Point, at dossier.Date, c Claim) (Answer, string) {
	seg := Segment(points, at)
	if seg == nil {
		return NotConfirmable, fmt.Sprintf("no wave of %s is held", at)
	}
	cur, earlier := seg[len(seg)-1], seg[:len(seg)-1]
	from := 0.0
	switch {
	case c.Years > 0:
		from = cur.Date.FloatYear() - float64(c.Years)
	case !c.Since.IsZero():
		from = c.Since.FloatYear()
	}
	word := "lower"
	if c.High {
		word = "higher"
	}
	for _, p := range earlier {
		inside := p.Date.FloatYear() > from+0.01
		if inside && (c.High && p.Value > cur.Value || !c.High && p.Value < cur.Value) {
			return No, fmt.Sprintf("a %s value is held: %s in %s", word, value(p), p.Date)
		}
		if inside && p.Value == cur.Value && c.Years > 0 {
			return No, fmt.Sprintf("the same value is held: %s in %s", value(p), p.Date)
		}
	}
	if len(earlier) == 0 {
		return NotConfirmable, "no earlier wave is held that can be compared with it" + brokeAt(seg)
	}
	first := earlier[0].Date
	if from == 0 {
		return NotConfirmable, fmt.Sprintf("the waves held begin in %d%s", first.Year, brokeAt(seg))
	}
	if first.FloatYear() > from+1 {
		return NotConfirmable, fmt.Sprintf("the waves held begin in %d, and the claim reaches back to %.0f%s", first.Year, math.Floor(from), brokeAt(seg))
	}
	if a, b, gap := widestGap(seg, from); gap > 1.6 {
		return NotConfirmable, fmt.Sprintf("no wave is held between %s and %s", a, b)
	}
	return Yes, fmt.Sprintf("no %s value among the %d waves held since %s", word, len(earlier), first)
}

func brokeAt(seg []Point) string {
	if seg[0].Break == "" {
		return ""
	}
	return fmt.Sprintf(" (the series begins anew in %d: %s)", seg[0].Date.Year, seg[0].Break)
}

// widestGap gives the longest time without a wave after a moment, in years.
func widestGap(seg []Point, from float64) (a, b dossier.Date, gap float64) {
	for i := 1; i < len(seg); i++ {
		if seg[i].Date.FloatYear() < from {
			continue
		}
		if g := seg[i].Date.FloatYear() - max(from, seg[i-1].Date.FloatYear()); g > gap {
			a, b, gap = seg[i-1].Date, seg[i].Date, g
		}
	}
	return a, b, gap
}

func value(p Point) string {
	s := fmt.Sprintf("%g", p.Value)
	if p.Unit == "percent" {
		return s + "%"
	}
	return s
}

// Statement says in words which record the value of a date is, as far as the
// waves held can tell: "the lowest in the series as held (since 1988)", "the
// highest since 2011". Direction is "low", "high", or "" for whichever reaches
// further back. Where nothing can be said it begins with "not confirmable".
func Statement(points []Point, at dossier.Date, direction string) string {
	seg := Segment(points, at)
	if seg == nil {
		return fmt.Sprintf("not confirmable: no wave of %s is held", at)
	}
	cur, earlier := seg[len(seg)-1], seg[:len(seg)-1]
	if len(earlier) == 0 {
		return "not confirmable: no earlier wave is held that can be compared with it" + brokeAt(seg)
	}
	low, lowSpan := oneSide(earlier, cur, false)
	high, highSpan := oneSide(earlier, cur, true)
	switch direction {
	case "low":
		return low
	case "high":
		return high
	}
	if lowSpan >= highSpan {
		return low
	}
	return high
}

// oneSide says how far back a value is the lowest (or highest), and for how many
// years.
func oneSide(earlier []Point, cur Point, high bool) (string, float64) {
	word, beats := "lowest", func(p Point) bool { return p.Value <= cur.Value }
	if high {
		word, beats = "highest", func(p Point) bool { return p.Value >= cur.Value }
	}
	for _, p := range slices.Backward(earlier) {
		if beats(p) {
			years := cur.Date.FloatYear() - p.Date.FloatYear()
			if p.Value == cur.Value {
				return fmt.Sprintf("the same as in %s, and the %s since then%s", p.Date, word, margin(earlier, cur, p.Date, high)), years
			}
			return fmt.Sprintf("the %s since %s%s", word, p.Date, margin(earlier, cur, p.Date, high)), years
		}
	}
	since := fmt.Sprintf("since %d", earlier[0].Date.Year)
	if b := earlier[0].Break; b != "" {
		since += ", when the series begins anew"
	}
	return fmt.Sprintf("the %s in the series as held (%s)%s", word, since, margin(earlier, cur, dossier.Date{}, high)), cur.Date.FloatYear() - earlier[0].Date.FloatYear() + 1000
}

// margin says where the next value of the span lies within sampling error.
func margin(earlier []Point, cur Point, after dossier.Date, high bool) string {
	var next *Point
	for i, p := range earlier {
		if !after.IsZero() && p.Date.Compare(after) <= 0 {
			continue
		}
		if next == nil || high && p.Value > next.Value || !high && p.Value < next.Value {
			next = &earlier[i]
		}
	}
	if next == nil || cur.SE == 0 || next.SE == 0 {
		return ""
	}
	if d := math.Abs(cur.Value - next.Value); d < 1.96*math.Hypot(cur.SE, next.SE) {
		return fmt.Sprintf("; the difference from %s lies within sampling error", next.Date)
	}
	return ""
}

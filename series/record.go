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

// Claim is a claim that a value is a record, or the first to pass a level.
type Claim struct {
	High  bool         // a high, or above the level; else a low, or below it
	Years int          // "N-year low": over the N years before; 0: since the series began, or Since
	Since dossier.Date // "lowest since": no lower value after this date
	First bool         // "first time below": no earlier value beyond Level
	Level float64      // where First is set
}

// beyond reports whether a value passes the claim's level.
func (c Claim) beyond(v float64) bool {
	if c.High {
		return v > c.Level
	}
	return v < c.Level
}

// side is the word for the claim's side of its level.
func (c Claim) side() string {
	if c.High {
		return "above"
	}
	return "below"
}

// within reports whether an earlier wave lies in the time that the claim is about.
func (c Claim) within(p, cur Point) bool {
	switch {
	case c.Years > 0:
		return p.Date.FloatYear() > cur.Date.FloatYear()-float64(c.Years)+0.01
	case !c.Since.IsZero(): // a year stands for all of it: "lowest since 2012" leaves out 2012
		return p.Date.First().After(c.Since.Last())
	}
	return true
}

// EndingWith puts a pollster's point of a date behind those that other pollsters
// have of it, so that it is the one which a claim on that date is about. The points
// themselves stay as they are.
func EndingWith(points []Point, at dossier.Date, pollster string) []Point {
	i := slices.IndexFunc(points, func(p Point) bool { return p.Date == at && p.Pollster == pollster })
	if i < 0 {
		return points
	}
	last := i
	for last+1 < len(points) && points[last+1].Date == at && points[last+1].Break == "" {
		last++
	}
	if last == i {
		return points
	}
	out := slices.Concat(points[:i], points[i+1:last+1], points[i:i+1], points[last+1:])
	out[i].Break, out[last].Break = out[last].Break, out[i].Break // the segment still begins with the day's first
	return out
}

// Segment gives the points up to and including one date that may be joined: those
// since the last break at or before it. The points are in order of date; the
// point itself is the last. It is nil where there is no point of that date.
func Segment(points []Point, at dossier.Date) []Point {
	end := slices.IndexFunc(points, func(p Point) bool { return sameWave(p.Date, at) })
	if end < 0 {
		return nil
	}
	for end+1 < len(points) && points[end+1].Date == points[end].Date && points[end+1].Break == "" {
		end++
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
	if c.First && !c.beyond(cur.Value) {
		return No, fmt.Sprintf("the value of %s is %s, which is not %s %s", at, value(cur), c.side(), quantity(c.Level, cur.Unit))
	}
	word := "lower"
	if c.High {
		word = "higher"
	}
	for _, p := range earlier {
		switch {
		case !c.within(p, cur):
		case c.First && c.beyond(p.Value):
			return No, fmt.Sprintf("a value %s %s is held already: %s %s %s%s", c.side(), quantity(c.Level, cur.Unit), value(p), p.Date.In(), p.Date, unconfirmed(p.Unconfirmed))
		case c.First:
		case c.High && p.Value > cur.Value || !c.High && p.Value < cur.Value:
			return No, fmt.Sprintf("a %s value is held: %s %s %s%s", word, value(p), p.Date.In(), p.Date, unconfirmed(p.Unconfirmed))
		case p.Value == cur.Value && c.Years > 0:
			return No, fmt.Sprintf("the same value is held: %s %s %s%s", value(p), p.Date.In(), p.Date, unconfirmed(p.Unconfirmed))
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
	if c.First {
		return Yes, fmt.Sprintf("no value %s %s among the %d waves held since %s", c.side(), quantity(c.Level, cur.Unit), len(earlier), first)
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

func value(p Point) string { return quantity(p.Value, p.Unit) }

func quantity(v float64, unit string) string {
	s := fmt.Sprintf("%g", v)
	if unit == "percent" {
		return s + "%"
	}
	return s
}

// Statement says in words which record the value of a date is, as far as the
// waves held can tell: "the lowest in the series as held (since 1988)", "the
// highest since 2011". Direction is "low", "high", or "" for whichever reaches
// further back. Where nothing can be said it begins with "not confirmable".
func Statement(points []Point, at dossier.Date, direction string) string {
	r, no := recordOf(points, at, direction)
	if no != "" {
		return no
	}
	return r.says + r.margin
}

// FirstTime says in words whether the value of a date is the first below a level,
// or above it, as far as the waves held can tell: "below 30% for the first time
// since October 2012". Where nothing can be said it begins with "not confirmable".
func FirstTime(points []Point, at dossier.Date, limit float64, above bool) string {
	c := Claim{High: above, First: true, Level: limit}
	seg := Segment(points, at)
	if seg == nil {
		return fmt.Sprintf("not confirmable: no wave of %s is held", at.Words())
	}
	cur, earlier := seg[len(seg)-1], seg[:len(seg)-1]
	name := c.side() + " " + quantity(limit, cur.Unit)
	if !c.beyond(cur.Value) {
		return fmt.Sprintf("not %s: %s", name, value(cur))
	}
	if len(earlier) == 0 {
		return "not confirmable: no earlier wave is held that can be compared with it" + brokeAt(seg)
	}
	margin := ""
	if math.Abs(cur.Value-limit) < 1.96*cur.SE {
		margin = "; " + quantity(limit, cur.Unit) + " lies within its sampling error"
	}
	for i, p := range slices.Backward(earlier) {
		switch {
		case !c.beyond(p.Value):
		case i == len(earlier)-1:
			return fmt.Sprintf("%s, as %s %s%s", name, p.Date.In(), p.Date.Words(), margin)
		default:
			return fmt.Sprintf("%s for the first time since %s%s", name, p.Date.Words(), margin)
		}
	}
	return fmt.Sprintf("%s for the first time in the series as held (%s)%s", name, since(earlier[0]), margin)
}

// record is which record a value is.
type record struct {
	says, margin string
	short        string  // says it for a title
	span         float64 // years; where no earlier wave passes it, over a thousand
	beaten       int     // how many waves it passes
	tie          bool
}

// recordOf gives the record that the value of a date is; no says why none can
// be told.
func recordOf(points []Point, at dossier.Date, direction string) (r record, no string) {
	seg := Segment(points, at)
	if seg == nil {
		return r, fmt.Sprintf("not confirmable: no wave of %s is held", at)
	}
	cur, earlier := seg[len(seg)-1], seg[:len(seg)-1]
	if len(earlier) == 0 {
		return r, "not confirmable: no earlier wave is held that can be compared with it" + brokeAt(seg)
	}
	low, high := oneSide(earlier, cur, false), oneSide(earlier, cur, true)
	if direction == "high" || direction != "low" && high.span > low.span {
		return high, ""
	}
	return low, ""
}

// since says when the waves that may be joined begin.
func since(first Point) string {
	if first.Break != "" {
		return fmt.Sprintf("since %d, when the series begins anew", first.Date.Year)
	}
	return fmt.Sprintf("since %d", first.Date.Year)
}

// oneSide says how far back a value is the lowest (or highest).
func oneSide(earlier []Point, cur Point, high bool) record {
	word, beats := "lowest", func(p Point) bool { return p.Value <= cur.Value }
	if high {
		word, beats = "highest", func(p Point) bool { return p.Value >= cur.Value }
	}
	for i, p := range slices.Backward(earlier) {
		if !beats(p) {
			continue
		}
		r := record{
			says:   fmt.Sprintf("the %s since %s", word, p.Date.Words()),
			margin: margin(earlier, cur, p.Date, high), span: cur.Date.FloatYear() - p.Date.FloatYear(), beaten: len(earlier) - 1 - i,
		}
		r.short = r.says
		if r.tie = p.Value == cur.Value; r.tie {
			r.says = fmt.Sprintf("the same as %s %s, and the %s since then", p.Date.In(), p.Date.Words(), word)
		}
		return r
	}
	r := record{
		says:   fmt.Sprintf("the %s in the series as held (%s)", word, since(earlier[0])),
		short:  fmt.Sprintf("the %s in the polls held since %d", word, earlier[0].Date.Year),
		margin: margin(earlier, cur, dossier.Date{}, high), span: cur.Date.FloatYear() - earlier[0].Date.FloatYear() + 1000, beaten: len(earlier),
	}
	if earlier[0].Break != "" {
		r.short = fmt.Sprintf("the %s since the series began anew in %d", word, earlier[0].Date.Year)
	}
	return r
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
		return fmt.Sprintf("; the difference from %s lies within sampling error", next.Date.Words())
	}
	return ""
}

package course

import (
	"fmt"
	"math"

	"entente/agenda"
	"entente/dossier"
)

// Shown is the difference of a carry, 0-1, from which two days are said to differ where
// the verdict is the same: half a draw in ten. The draws are the same on both days, so
// less is seldom chance; but it moves a figure in ten, if at all, by rounding alone.
const Shown = 0.05

// Between reads the agenda on two days, each by what was published and in force by then
// and on the same draws: a course of two steps, whose changes are those of a verdict, and
// where it stayed those of a carry, jointly or of a member, by Shown or more. It fails
// where the later day is not after the earlier, or lies after the as-of date.
func Between(d *dossier.Dossier, opt agenda.Options, from, to dossier.Date) (*Course, error) {
	past, err := agenda.NewPast(d, opt)
	if err != nil {
		return nil, err
	}
	_, day := past.AsOf()
	switch first, last := from.Last(), to.Last(); {
	case !first.Before(last):
		return nil, fmt.Errorf("%s is not before %s: name the earlier day first", from, to)
	case last.After(day):
		return nil, fmt.Errorf("%s lies after the as-of date (%s): of later days nothing is known", to, dossier.DateOf(day))
	}
	out := &Course{
		Version: Version, Dossier: past.About(), Settings: past.Settings(), Initiatives: []*Track{}, Undated: undated(d),
		Steps: []Step{{from.String(), dossier.DateOf(from.Last())}, {to.String(), dossier.DateOf(to.Last())}},
	}
	out.fill(d, past, func(a, b Point) bool { return a.Word() != b.Word() || carryMoved(a, b) })
	return out, nil
}

// carryMoved reports whether a carry differs by Shown or more, or is known on one day
// only.
func carryMoved(a, b Point) bool {
	differ := func(x, y *float64) bool {
		return (x == nil) != (y == nil) || x != nil && math.Abs(*x-*y) >= Shown
	}
	if differ(a.Joint, b.Joint) {
		return true
	}
	for code, p := range a.ByMember {
		if differ(p, b.ByMember[code]) {
			return true
		}
	}
	return false
}

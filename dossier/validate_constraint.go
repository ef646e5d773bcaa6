package dossier

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"
)

func (l *loader) validateConstraint(c *Constraint) {
	l.memberRefs(c.Members)
	l.memberRefs(c.Between)
	l.areas(c.Areas)
	l.dated(c.Where, c.Since, c.Until, "until")
	switch {
	case len(c.Members) > 0 && len(c.Between) > 0:
		l.f.err("constraint", c.At("between"), "keep one", "a constraint states `members` or `between`, not both")
	case len(c.Members)+len(c.Between) == 0:
		l.f.err("missing-key", c.pos, "add `members: [CODE]` or `between: [CODE, CODE]`", "the constraint says nowhere whom it holds back")
	case len(c.Between) == 1 || len(c.Between) > 2:
		l.f.err("constraint", c.At("between"), "use `members:` for one member or for more than two", "`between` names two members")
	}
	if c.Indicator != nil && len(c.Pressure) > 0 {
		l.f.err("constraint", c.At("pressure"), "keep one", "the constraint has both an indicator and a judged pressure")
	}
	if c.Indicator != nil {
		l.validateIndicator(c.Indicator)
	}
	for _, p := range c.Pressure {
		l.f.checkEstimate(p.Estimate(), p.Where, fieldInfo{name: "pressure", lo: math.NaN()})
		l.evidence(p.Evidence)
		l.searches(p.Search)
	}
	l.validateEffect(c)
	if c.Judged != nil {
		l.evidence(c.Judged.Evidence)
		l.searches(c.Judged.Search)
	}
}

// validateEffect checks that the keys of the stated effect are there, and no
// other effect's.
func (l *loader) validateEffect(c *Constraint) {
	given := map[string]bool{
		"shifts": len(c.Shifts) > 0, "cap": c.Cap != nil, "caps": len(c.Caps) > 0,
		"capacity": c.Capacity != nil, "closed": len(c.Closed) > 0, "window": c.Window != nil && c.Effect != EffectClosed,
	}
	wants := map[string][]string{
		EffectShift: {"shifts"}, EffectCap: {"cap", "caps"}, EffectCapacity: {"capacity"}, EffectClosed: {"closed"},
	}[c.Effect]
	if wants == nil {
		return // the effect itself is a finding already
	}
	any := false
	for _, w := range wants {
		any = any || given[w]
		given[w] = false
	}
	if !any {
		l.f.err("missing-key", c.At("effect"), "add `"+strings.Join(wants, "` or `")+"`", "a constraint of effect %s must say what it does", c.Effect)
	}
	for _, k := range mapKeys(given) {
		if given[k] {
			l.f.err("constraint", c.At(k), "delete it, or change the effect", "`%s` does not go with the effect %s", k, c.Effect)
		}
	}
	l.validateClosed(c)
	acts := c.ActsIn()
	for _, s := range c.Shifts {
		for _, r := range s.Players {
			if p := l.playerRef(r); p != nil && p.Member != "" && !acts.Has(p.Member) && len(acts) > 0 {
				l.f.err("constraint", r.Pos, "name a player of a member that the constraint holds back", "%q is a player of %s, where this constraint does not act", r.ID, p.Member)
			}
		}
	}
	for _, e := range c.Caps {
		i := l.d.Initiative(e.ID)
		if i == nil {
			l.unknownOf(e.Ref, "initiative", func() []string { return idsOf[*Initiative](l.d) })
		} else if i.Rung(e.Value.ID) == nil {
			l.unknown(e.Value, "rung of "+e.ID, rungIDs(i))
		}
	}
	if k := c.Capacity; k != nil {
		for _, o := range k.Owners {
			l.body(o)
		}
		if k.Acute > k.Calm {
			l.f.err("constraint", k.At("acute"), "", "an acute capacity of %d is above the calm one of %d", k.Acute, k.Calm)
		}
	}
}

// validateClosed checks the spans in which nothing new starts.
func (l *loader) validateClosed(c *Constraint) {
	if c.Effect != EffectClosed {
		return
	}
	if w := c.Window; w != nil {
		l.f.note("old-form", c.At("window"), "write `effect: closed` and `closed: [{until: "+w.Until.String()+", why: …}]`, with `from:` where it has a first day", "`window` is an older form of `closed`")
	}
	for _, s := range c.Closed {
		if !s.From.IsZero() && !s.Until.IsZero() && !s.From.First().Before(s.Until.First()) {
			l.f.err("date-order", s.At("until"), "`until` is the first day on which work can start again", "the span ends (%s) no later than it begins (%s)", s.Until, s.From)
		}
	}
	for _, key := range []string{"indicator", "pressure"} {
		if c.Has(key) {
			l.f.warn("closed", c.At(key), "delete it; what has no dates is a shift or a cap", "a closed span has dates and no pressure: `%s` is not read", key)
		}
	}
}

func (l *loader) validateIndicator(in *Indicator) {
	if in.Calm == in.Acute && in.Has("calm") && in.Has("acute") {
		l.f.err("indicator", in.At("acute"), "give the values at which the pressure is 0 and 1", "calm and acute are both %v", in.Calm)
	}
	var kinds []string
	for _, k := range []string{"poll", "fact", "series", "calendar", "events"} {
		if in.Has(k) {
			kinds = append(kinds, k)
		}
	}
	if len(kinds) != 1 {
		l.f.err("indicator", in.pos, "give one of poll, fact, series, calendar and events", "the indicator names %d series", len(kinds))
		return
	}
	kind := kinds[0]
	allowed := map[string]string{"poll": "level change", "fact": "level change", "series": "level change count", "calendar": "days", "events": "count"}[kind]
	if in.Measure != "" && !strings.Contains(allowed, in.Measure) {
		l.f.err("indicator", in.At("measure"), "it may be: "+allowed, "the measure %q does not go with %s", in.Measure, kind)
	}
	values := kind != "calendar" && kind != "events"
	if values {
		l.knownSeries(in.Poll, in.Fact, in.Series)
	}
	for _, second := range []struct {
		key string
		*Operand
	}{{"less", in.Less}, {"over", in.Over}} {
		key, o, given := second.key, second.Operand, 0
		if o == nil {
			continue
		}
		for _, k := range []string{"poll", "fact", "series"} {
			if o.Has(k) {
				given++
			}
		}
		switch {
		case !values || in.Measure == "count":
			l.f.err("indicator", in.At(key), "delete it, or measure the level or change of a poll, fact or series", "a count or a number of days has no `%s`", key)
		case given != 1:
			l.f.err("indicator", in.At(key), "give one of poll, fact and series", "`%s` names %d series", key, given)
		default:
			l.knownSeries(o.Poll, o.Fact, o.Series)
			if a, b := l.unitOf(in.Poll, in.Fact, in.Series), l.unitOf(o.Poll, o.Fact, o.Series); key == "less" && a != b {
				l.f.err("indicator", in.At(key), "bring both to one unit, or divide by it with `over`", "one series is in %s and the other in %s", cmp.Or(a, "no unit"), cmp.Or(b, "no unit"))
			}
		}
	}
	if in.Less != nil && in.Over != nil {
		l.f.err("indicator", in.At("over"), "keep the one that is meant", "an indicator is a difference (less) or a ratio (over), not both")
	}
	switch kind {
	case "series":
		for _, s := range l.d.Series {
			if in.Measure == "count" && s.Series == in.Series.ID && s.Unit != "events" {
				l.f.err("indicator", in.At("measure"), "use level or change, or a series whose unit is events", "%q is no series of counts", in.Series.ID)
				break
			}
		}
	case "events":
		l.areas(in.Events.Area)
		for _, t := range in.Events.Types {
			l.eventTypeRef(t)
		}
	}
}

// knownSeries reports a series of values that the dossier lacks; at most one of the
// references names one.
func (l *loader) knownSeries(poll, fact, measured Ref) {
	known := map[string]bool{}
	switch {
	case poll.ID != "":
		if l.d.polls[poll.ID] == nil {
			l.unknownOf(poll, "poll series", func() []string { return mapKeys(l.d.polls) })
		}
	case fact.ID != "":
		for _, f := range l.d.Facts {
			known[f.Series] = true
		}
		if !known[fact.ID] {
			l.unknown(fact, "series of facts", mapKeys(known))
		}
	case measured.ID != "":
		for _, s := range l.d.Series {
			known[s.Series] = true
		}
		if !known[measured.ID] {
			l.unknown(measured, "measured series", mapKeys(known))
		}
	}
}

// unitOf gives the unit of a series of values; "" where it has none or is not known.
func (l *loader) unitOf(poll, fact, measured Ref) string {
	if waves := l.d.polls[poll.ID]; len(waves) > 0 {
		return cmp.Or(waves[0].Unit, "percent")
	}
	for _, f := range l.d.Facts {
		if f.Series != "" && f.Series == fact.ID {
			return f.Unit
		}
	}
	for _, p := range l.d.Series {
		if p.Series != "" && p.Series == measured.ID {
			return p.Unit
		}
	}
	return ""
}

// needed gives an initiative and what it requires, directly or through others.
func (l *loader) needed(i *Initiative, seen []*Initiative) []*Initiative {
	seen = append(seen, i)
	for _, r := range i.Requires {
		if o := l.d.Initiative(r.Initiative.ID); o != nil && !slices.Contains(seen, o) {
			seen = l.needed(o, seen)
		}
	}
	return seen
}

// actsOn reports whether a constraint shifts players of an initiative, or caps what its
// members can reach.
func (l *loader) actsOn(c *Constraint, i *Initiative) bool {
	return (c.Effect == EffectShift || c.Effect == EffectCap) && c.ExposureOf(i) > 0 &&
		slices.ContainsFunc(l.d.MembersOf(i), func(m *Member) bool { return c.ActsIn().Has(m.Code.ID) })
}

// acting reports the initiatives on which, with what they require, too many
// constraints act on some day.
func (l *loader) acting() {
	if len(l.d.Constraints) <= MostActing {
		return
	}
	type turn struct {
		day time.Time
		by  int // +1 where a constraint begins on the day, -1 where one is over
	}
	for _, i := range l.d.Initiatives {
		needed := l.needed(i, nil)
		var turns []turn
		now := 0
		for _, c := range l.d.Constraints {
			if !slices.ContainsFunc(needed, func(i *Initiative) bool { return l.actsOn(c, i) }) {
				continue
			}
			if c.Since.IsZero() {
				now++
			} else {
				turns = append(turns, turn{c.Since.First(), 1})
			}
			if !c.Until.IsZero() {
				turns = append(turns, turn{c.Until.Last().AddDate(0, 0, 1), -1})
			}
		}
		slices.SortFunc(turns, func(a, b turn) int { return cmp.Or(a.day.Compare(b.day), a.by-b.by) })
		most := now
		for _, t := range turns {
			now += t.by
			most = max(most, now)
		}
		if most > MostActing {
			with := ""
			if len(needed) > 1 {
				with = " or what it requires"
			}
			l.f.err("too-many", Pos{File: i.File}, "state narrower areas or exposure, or an end, or join some", "%d constraints shift or cap %q%s on one day; at most %d can", most, i.ID, with, MostActing)
		}
	}
}

package agenda

import (
	"cmp"
	"slices"

	"entente/dossier"
)

// Seat is a member at the table in a few words: who governs, what it wants at home,
// what it stops and what in it does so, what lies ahead, where its players stand.
type Seat struct {
	Member     string
	Head       *dossier.Player         // of its government; nil where none is said to be
	Holder     *dossier.Holder         // of that office on the day; nil where none is on record
	Priorities []*dossier.Priority     // in force, heaviest first
	Short      []*Initiative           // where no other capital carries less, least carried first
	Stops      []Stop                  // what in it holds initiatives back, most first
	Dates      []*dossier.CalendarDate // not over on the day, soonest first
	Standings  []Standing              // by role, as Roles orders them, then in the member's order
	Gap        *Gap                    // nil where either side has no stance
}

// Stop is a stance or a constraint of a member, with what it holds back.
type Stop struct {
	Hold                 // GivesBack is the sum over the initiatives, in draws of each
	Initiatives []string // those given back most first
}

// Standing is where a player stands over all areas: means of its stances of the day.
type Standing struct {
	Player          *dossier.Player
	Role            string  // the first of Roles that it has
	Low, Best, High float64 // 0-100
	// Unconfirmed says that the player or one of these stances reads confirmed: no.
	Unconfirmed bool
}

// Public reports whether the player is a public, which is asked and decides nothing.
func (s Standing) Public() bool { return s.Player.Kind == "public" }

// Gap is where those who decide stand, weighed by influence, and where the publics do.
type Gap struct{ Elite, Public float64 }

// Roles gives the roles of players in the order in which they are told.
func Roles() []string {
	return []string{dossier.Decides, dossier.Ratifies, dossier.Proposes, dossier.Implements, dossier.Audience}
}

// StandingIn gives the ids of the players who stand in a member's procedure, each once:
// those of its stages, then those that initiatives put there, as owners where it asks
// them and as the head of government where a text of leaders needs one.
func (a *Agenda) StandingIn(m *dossier.Member, p *dossier.Procedure) []string {
	out := p.Path.Standing()
	for _, i := range a.Initiatives {
		c := i.ByMember[m.Code.ID]
		if c == nil || c.Procedure != p.ID.ID {
			continue
		}
		for _, pl := range c.Players {
			if !slices.Contains(out, pl.ID) {
				out = append(out, pl.ID)
			}
		}
	}
	return out
}

// mainRole gives the role by which a player is told: what it may decide goes first;
// a court's and a claimant's is theirs alone.
func mainRole(p *dossier.Player) string {
	for _, r := range []string{dossier.Decides, dossier.Ratifies, dossier.Court, dossier.Claimant, dossier.Proposes, dossier.Implements} {
		if p.Role.Has(r) {
			return r
		}
	}
	return dossier.Audience
}

// Seats gives the members in the dossier's order, on the agenda's day.
func (a *Agenda) Seats(d *dossier.Dossier) []Seat {
	var out []Seat
	for _, m := range d.Members {
		out = append(out, a.seat(d, m))
	}
	return out
}

// Seat gives one member of the dossier.
func (a *Agenda) Seat(d *dossier.Dossier, code string) Seat {
	m := d.Member(code)
	if m == nil {
		return Seat{Member: code}
	}
	return a.seat(d, m)
}

func (a *Agenda) seat(d *dossier.Dossier, m *dossier.Member) Seat {
	day := a.Dossier.AsOf.Last()
	s := Seat{Member: m.Code.ID, Head: m.HeadOfGovernment()}
	if s.Head != nil {
		s.Holder = s.Head.HolderAt(day)
	}
	for _, p := range m.Priorities {
		if p.From.Begun(day) && !p.Until.Ended(day) {
			s.Priorities = append(s.Priorities, p)
		}
	}
	slices.SortStableFunc(s.Priorities, func(x, y *dossier.Priority) int { return cmp.Compare(y.Weight, x.Weight) })
	for _, i := range a.Initiatives {
		if a.fallsShort(i, s.Member) {
			s.Short = append(s.Short, i)
		}
	}
	slices.SortStableFunc(s.Short, func(x, y *Initiative) int {
		return cmp.Compare(*x.ByMember[s.Member].P, *y.ByMember[s.Member].P)
	})
	s.Stops = a.stops(s.Member)
	for _, c := range d.Calendar {
		if c.Concerns(s.Member) && !c.Ended(day) {
			s.Dates = append(s.Dates, c)
		}
	}
	for _, role := range Roles() {
		for _, p := range m.Players {
			if st, ok := standing(d, p, a.Dossier.AsOf); ok && st.Role == role {
				s.Standings = append(s.Standings, st)
			}
		}
	}
	s.Gap = gapOf(s.Standings)
	return s
}

// fallsShort reports whether an initiative waits for its members and no other capital
// carries less of it than this one.
func (a *Agenda) fallsShort(i *Initiative, code string) bool {
	c := i.ByMember[code]
	if c == nil || c.P == nil || i.Verdict != HeldBack && i.Verdict != WithinReach {
		return false
	}
	for _, o := range i.ByMember {
		if o.P != nil && *o.P < *c.P {
			return false
		}
	}
	return true
}

// stops lists what of a member holds initiatives back: stances of its players, and
// constraints of it or between it and others, the most initiatives first.
func (a *Agenda) stops(code string) []Stop {
	of := map[string][]string{}
	for _, c := range a.Constraints {
		of[c.ID] = c.Members
	}
	var out []Stop
	type held struct {
		id    string
		gives float64
	}
	by := map[string][]held{}
	for _, i := range a.Initiatives {
		for _, h := range i.HeldBackBy {
			if h.Member != code && !(h.Kind == "constraint" && slices.Contains(of[h.ID], code)) {
				continue
			}
			n := slices.IndexFunc(out, func(s Stop) bool { return s.Kind == h.Kind && s.ID == h.ID })
			if n < 0 {
				n, out = len(out), append(out, Stop{Hold: h})
				out[n].GivesBack, out[n].Initiative = 0, ""
			}
			out[n].GivesBack += h.GivesBack
			by[h.Kind+h.ID] = append(by[h.Kind+h.ID], held{i.ID, h.GivesBack})
		}
	}
	for n := range out {
		hs := by[out[n].Kind+out[n].ID]
		slices.SortStableFunc(hs, func(x, y held) int { return cmp.Compare(y.gives, x.gives) })
		for _, h := range hs {
			out[n].Initiatives = append(out[n].Initiatives, h.id)
		}
	}
	sortStops(out)
	return out
}

// sortStops puts first what holds back the most initiatives.
func sortStops(stops []Stop) {
	slices.SortStableFunc(stops, func(x, y Stop) int {
		return cmp.Or(cmp.Compare(len(y.Initiatives), len(x.Initiatives)), cmp.Compare(y.GivesBack, x.GivesBack))
	})
}

// standing gives where a player stands over the dossier's areas; ok is false where it
// has no stance on the day.
func standing(d *dossier.Dossier, p *dossier.Player, asOf dossier.Date) (s Standing, ok bool) {
	s = Standing{Player: p, Role: mainRole(p), Unconfirmed: p.Sure == "no"}
	n := 0.0
	for _, area := range d.Areas {
		if st := p.StanceAt(area.ID.ID, asOf.Last(), nil); st != nil {
			s.Low, s.Best, s.High = s.Low+st.Position.Low, s.Best+st.Position.Best, s.High+st.Position.High
			s.Unconfirmed = s.Unconfirmed || st.Sure == "no"
			n++
		}
	}
	if n == 0 || len(p.Role) == 0 {
		return s, false
	}
	s.Low, s.Best, s.High = s.Low/n, s.Best/n, s.High/n
	return s, true
}

func gapOf(all []Standing) *Gap {
	var g Gap
	weight, publics := 0.0, 0.0
	for _, s := range all {
		switch {
		case s.Public():
			g.Public += s.Best
			publics++
		case s.Player.Decides():
			g.Elite += s.Best * s.Player.Influence.Best
			weight += s.Player.Influence.Best
		}
	}
	if publics == 0 || weight == 0 {
		return nil
	}
	return &Gap{g.Elite / weight, g.Public / publics}
}

// GivesBack is what an initiative would gain were a constraint calm.
type GivesBack struct {
	Initiative string
	Share      float64 // joint carry, 0.05 or more
}

// GivesBackOf gives what a constraint alone would give back, most first.
func (a *Agenda) GivesBackOf(constraint string) []GivesBack {
	var out []GivesBack
	for _, i := range a.Initiatives {
		for _, h := range i.HeldBackBy {
			if h.Kind == "constraint" && h.ID == constraint {
				out = append(out, GivesBack{i.ID, h.GivesBack})
			}
		}
	}
	slices.SortStableFunc(out, func(x, y GivesBack) int { return cmp.Compare(y.Share, x.Share) })
	return out
}

// ConstraintsOf gives the constraints that act in a member, those that hold back most
// first: by the most that one alone gives back of an initiative, then by pressure.
func (a *Agenda) ConstraintsOf(code string) []*Constraint {
	var out []*Constraint
	for _, c := range a.Constraints {
		if slices.Contains(c.Members, code) {
			out = append(out, c)
		}
	}
	a.byGift(out)
	return out
}

// byGift sorts constraints by what each alone would give back at most, then by how many
// initiatives, then by pressure.
func (a *Agenda) byGift(cs []*Constraint) {
	type rank struct {
		most  float64
		count int
		press float64
	}
	of := map[*Constraint]rank{}
	for _, c := range cs {
		var r rank
		if g := a.GivesBackOf(c.ID); len(g) > 0 {
			r.most, r.count = g[0].Share, len(g)
		}
		if c.Pressure != nil {
			r.press = c.Pressure.P50
		}
		of[c] = r
	}
	slices.SortStableFunc(cs, func(x, y *Constraint) int {
		p, q := of[x], of[y]
		return cmp.Or(cmp.Compare(q.most, p.most), cmp.Compare(q.count, p.count), cmp.Compare(q.press, p.press))
	})
}

// StancesThatHold gives the players whose stance alone holds initiatives back, of every
// member, in the order of Seat's Stops.
func (a *Agenda) StancesThatHold() []Stop {
	var out []Stop
	for _, code := range a.Dossier.Members {
		for _, s := range a.stops(code) {
			if s.Kind == "player" {
				out = append(out, s)
			}
		}
	}
	sortStops(out)
	return out
}

// ByGift gives the constraints that hold something back, those that would give back most
// first, and those that hold nothing back, those of most pressure first.
func (a *Agenda) ByGift() (hold, rest []*Constraint) {
	all := slices.Clone(a.Constraints)
	a.byGift(all)
	for _, c := range all {
		if len(c.HoldsBack) > 0 {
			hold = append(hold, c)
		} else {
			rest = append(rest, c)
		}
	}
	return hold, rest
}

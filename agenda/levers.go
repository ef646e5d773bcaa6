package agenda

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"entente/dossier"
	"entente/winset"
	"entente/words"
)

const (
	leverTolerance = 0.25 // sets within this share of the cheapest's cost are listed
	leverCostSpan  = 4    // sets that cost more than this many times the limit are not
	leversShown    = 6
)

// Willing is the share of draws from which a player counts as accepting already:
// there is nothing to ask of it.
const Willing = 0.95

// noDealSteps are the added costs of no deal that are tried, in points.
var noDealSteps = []float64{10, 20}

// candidate is a move that could lift the joint carry. Its cost and its words
// are worked out when they are asked for.
type candidate struct {
	winset.Move
	cost  func() float64
	words func(cost float64) Move
}

// maxMovable bounds how many players are tried as levers, so that the search
// does not grow with the cube of their number.
const maxMovable = 32

// enoughInfluence gives the influence from which players are tried as levers:
// those with most, at most maxMovable of them (ties may add some).
func (t *trial) enoughInfluence() float64 {
	var all []float64
	for _, c := range t.caps {
		for p := range c.players {
			if c.known[p] {
				all = append(all, c.influence[p])
			}
		}
	}
	if len(all) <= maxMovable {
		return 0
	}
	slices.Sort(all)
	return all[len(all)-maxMovable]
}

// candidates gives every move that could lift the joint carry.
func (b *builder) candidates(t *trial) []candidate {
	var out []candidate
	n := float64(b.set.Draws)
	enough := t.enoughInfluence()
	movable := 0
	for k, c := range t.caps {
		used := stagePlayers(c.Capital.Procedure)
		sum := 0.0
		for p, pl := range c.players {
			if !c.known[p] || !used[p] {
				continue
			}
			sum += c.influence[p]
			if c.influence[p] < enough || p >= 64 || movable >= 2*maxMovable {
				continue
			}
			movable++
			if !pl.Movable() || pl.Influence.High == 0 || float64(t.game.Assent(k, p, 0, 0).Count()) >= Willing*n {
				continue
			}
			req := winset.Required(t.target.Level, t.q, c.stances[p].NoDeal, c.Kappa)
			out = append(out, candidate{
				Move: winset.Move{Kind: winset.MovePlayer, Capital: k, Player: p},
				cost: func() float64 {
					shift := 0.0
					for _, v := range c.Positions(p, 0) {
						shift += max(0, req-float64(v)) / n
					}
					pivotal := c.standing().PivotalCounts(len(c.players))
					return shift * max(c.influence[p], float64(pivotal[p])/n)
				},
				words: func(cost float64) Move {
					return b.playerMove(t, k, p, winset.Quantile(c.Positions(p, 0), 0.5)[0], req, cost)
				},
			})
		}
		for _, step := range noDealSteps {
			out = append(out, candidate{
				Move:  winset.Move{Kind: winset.MoveNoDeal, Capital: k, NoDeal: step},
				cost:  func() float64 { return sum * step / 2 },
				words: func(cost float64) Move { return b.noDealMove(c, step, cost) },
			})
		}
	}
	for _, a := range t.acts {
		if a.Lever.Never || a.Kind == "court" || t.game.Constraints()>>a.index&1 == 0 {
			continue
		}
		out = append(out, candidate{
			Move:  winset.Move{Kind: winset.MoveRelieve, Constraint: a.index},
			cost:  func() float64 { return b.relievingCost(t, a) },
			words: func(cost float64) Move { return b.constraintMove(a, cost) },
		})
	}
	return out
}

func (b *builder) noDealMove(c *capital, step, cost float64) Move {
	name := words.InSentence(b.d.MemberName(c.member.Code.ID))
	return Move{
		Kind: "no-deal", ID: c.member.Code.ID, Member: c.member.Code.ID, To: step, Cost: cost, Actor: "those who ask it of " + name,
		Words: fmt.Sprintf("the cost of no deal to rise by %.0f points for %s", step, name),
	}
}

func stagePlayers(p *winset.Procedure) map[int]bool {
	out := map[int]bool{}
	if p.Stage != nil {
		for _, i := range p.Stage.Players {
			out[i] = true
		}
	}
	for _, k := range append(slices.Clone(p.All), p.Any...) {
		for i := range stagePlayers(k) {
			out[i] = true
		}
	}
	return out
}

// relievingCost is Σ influence × mean |pressure × shift| over the players that a
// constraint moves; for a cap, the mean share of draws in which it stands times
// the points of the ladder that it keeps out of reach.
func (b *builder) relievingCost(t *trial, a *acting) float64 {
	cost, n := 0.0, float64(b.set.Draws)
	for _, c := range t.caps {
		for p := range c.players {
			for _, term := range c.Capital.Players[p].Terms {
				if term.Constraint != a.index {
					continue
				}
				sum := 0.0
				for _, v := range term.Delta {
					sum += math.Abs(float64(v))
				}
				cost += c.influence[p] * sum / n
			}
		}
		for _, k := range c.Caps {
			if k.Constraint == a.index {
				cost += float64(k.Stands.Count()) / n * max(0, t.target.Level-k.Below)
			}
		}
	}
	return cost
}

func (b *builder) playerMove(t *trial, k, n int, from, to, cost float64) Move {
	c := t.caps[k]
	p := c.players[n]
	by := "the editors estimate"
	if who := c.stances[n].By; who != "editors" {
		by = who + " estimate"
	}
	now := b.levelRef(t.doc, max(t.q, winset.Highest(from, t.q, c.stances[n].NoDeal, kappaOf(b.set))))
	stops := "now stops at " + quoteRung(now.Name)
	switch {
	case now.Level >= t.target.Level:
		stops = "now accepts it in " + words.OfTen(float64(t.game.Assent(k, n, 0, 0).Count())/float64(b.set.Draws)) + " draws"
	case now.Level <= t.q+1e-9 || now.Rung == "":
		stops = "now stops at what is in place"
	}
	m := Move{
		Kind: "player", ID: p.ID.ID, Member: p.Member, From: from, To: to, Cost: cost, Actor: b.d.Say(p.Name),
		Instrument: b.d.Say(c.procedure.Name), stops: stops,
		Words: fmt.Sprintf("%s to accept %s; %s it %s", b.actor(p.ID.ID), quoteRung(b.d.Say(t.target.Name)), by, stops),
	}
	if d := b.nextDate(c.member.Code.ID, p); d != nil {
		m.Date, m.DateUnconfirmed = d.Date, !bool(d.Confirmed)
	}
	return m
}

// actor names a player inside a sentence, with its member where the dossier has
// several: "South Korea's Ministry of Foreign Affairs".
func (b *builder) actor(id string) string {
	name := b.world.name(id)
	p := b.d.Player(id)
	if p == nil || len(b.d.Members) < 2 {
		return name
	}
	member := b.d.MemberName(p.Member)
	if strings.Contains(name, member) || member == p.Member {
		return name
	}
	return words.Possessive(words.InSentence(member)) + " " + name
}

// nextDate gives the next date in the calendar on which a player's mind could
// change: a summit for those who meet there, an election or budget for those
// who stand in one. An election that is named for another office of the member, as
// a presidential one is, is none of a legislature's.
func (b *builder) nextDate(member string, p *dossier.Player) *dossier.CalendarDate {
	kinds := map[string]bool{"summit": true, "meeting": true}
	switch p.Kind {
	case "legislature", "party":
		kinds = map[string]bool{"election": true, "budget": true}
	}
	for _, d := range b.d.Calendar {
		if !kinds[d.Kind] || d.Date.First().Before(b.day) {
			continue
		}
		if d.Concerns(member) && (d.Kind != "election" || !b.electsOther(member, p, d.Title)) {
			return d
		}
	}
	return nil
}

// electsOther reports whether an election's title names the office of an executive
// of the member, in any language of its name, and neither the player itself nor
// another body that is elected.
func (b *builder) electsOther(member string, p *dossier.Player, title string) bool {
	executive, elected := false, false
	at := slices.IndexFunc(b.d.Members, func(m *dossier.Member) bool { return m.Code.ID == member })
	for _, o := range b.d.Members[at].Players {
		named := false
		for _, name := range append(slices.Collect(maps.Values(o.Name.By)), o.Name.Plain) {
			named = named || name != "" && strings.Contains(strings.ToLower(title), strings.ToLower(name))
		}
		if named {
			executive = executive || o.Kind == "executive"
			elected = elected || o == p || o.Kind == "legislature"
		}
	}
	return executive && !elected
}

func (b *builder) constraintMove(a *acting, cost float64) Move {
	m := Move{Kind: "constraint", ID: a.ID, Cost: cost, From: a.now.Best(), To: 0}
	if acts := a.ActsIn(); len(acts) == 1 {
		m.Member = acts[0].ID
	}
	title := b.d.Say(a.Title)
	m.Words = fmt.Sprintf("“%s” to ease", title)
	if a.Lever.Actor != "" {
		m.Actor, m.Instrument, m.Date = a.Lever.Actor, a.Lever.Instrument, a.Lever.Date
		m.Words += fmt.Sprintf(" (%s: %s)", a.Lever.Actor, a.Lever.Instrument)
	}
	return m
}

// levers fills in the sets of changes that would make the initiative ready: all
// that cost about as little as the cheapest, those that name an actor before
// those that only raise the cost of no deal; and the cheapest that eases
// constraints alone, since moving players directly always looks cheaper.
func (b *builder) levers(out *Initiative, t *trial) {
	var ms []winset.Move
	all := b.candidates(t)
	for _, c := range all {
		m := c.Move
		m.Cost = c.cost()
		ms = append(ms, m)
	}
	limit := leverCostSpan * b.set.LeverCostLimit
	sets := t.game.Levers(ms, ReadyAt, limit, leverTolerance)
	var named, abstract []winset.LeverSet
	for _, s := range sets {
		if slices.ContainsFunc(s.Moves, func(k int) bool { return ms[k].Kind == winset.MoveNoDeal }) {
			abstract = append(abstract, s)
		} else {
			named = append(named, s)
		}
	}
	sets = append(named, abstract...)
	sets = sets[:min(len(sets), leversShown)]
	var easing []winset.Move
	var index []int
	for k, m := range ms {
		if m.Kind == winset.MoveRelieve {
			easing, index = append(easing, m), append(index, k)
		}
	}
	if found := t.game.Levers(easing, ReadyAt, limit, 0); len(found) > 0 {
		s := found[0]
		for n, k := range s.Moves {
			s.Moves[n] = index[k]
		}
		if !slices.ContainsFunc(sets, func(x winset.LeverSet) bool { return slices.Equal(x.Moves, s.Moves) }) {
			sets = append(sets, s)
		}
	}
	for _, s := range sets {
		l := LeverSet{Cost: s.Cost, Joint: s.Joint, Moves: []Move{}}
		for _, k := range s.Moves {
			l.Moves = append(l.Moves, all[k].words(ms[k].Cost))
		}
		l.Words, l.Brief = b.leverWords(t, l.Moves)
		out.Levers = append(out.Levers, l)
	}
}

// leverWords says a set of moves in one sentence: the players who would have to
// accept the target are named together, so that it is said once. The brief form
// leaves out where several of them stop now.
func (b *builder) leverWords(t *trial, moves []Move) (full, brief string) {
	var players []Move
	var parts, short []string
	for _, m := range moves {
		if m.Kind == "player" {
			players = append(players, m)
		}
	}
	switch len(players) {
	case 0:
	case 1:
		parts = append(parts, players[0].Words)
		short = append(short, players[0].Words)
	default:
		var who, stops []string
		for _, m := range players {
			name := b.actor(m.ID)
			who = append(who, name)
			stops = append(stops, name+" "+m.stops)
		}
		parts = append(parts, fmt.Sprintf("%s to accept %s; as estimated, %s", words.List(who), quoteRung(b.d.Say(t.target.Name)), words.List(stops)))
		short = append(short, words.List(who)+" to accept it")
	}
	for _, m := range moves {
		if m.Kind != "player" {
			parts = append(parts, m.Words)
			short = append(short, m.Words)
		}
	}
	return "would need " + strings.Join(parts, "; and ") + ".", "would need " + strings.Join(short, "; and ") + "."
}

// oneLever reports whether a single lever within the cost limit makes the
// initiative ready.
func (b *builder) oneLever(t *trial) bool {
	for _, c := range b.candidates(t) {
		if t.game.After([]winset.Move{c.Move}) >= ReadyAt && c.cost() <= b.set.LeverCostLimit {
			return true
		}
	}
	return false
}

// otherwise lists the highest lower rung that is ready, and other procedures
// that carry the target more often.
func (b *builder) otherwise(out *Initiative, t *trial) {
	for _, r := range slices.Backward(out.Rungs) {
		if r.Level < t.target.Level && !r.InPlace && r.Joint != nil && *r.Joint >= ReadyAt {
			out.Otherwise = append(out.Otherwise, Otherwise{Kind: "rung", ID: r.ID, Name: r.Name, Joint: *r.Joint})
			break
		}
	}
	now := *out.Joint.P
	for k, c := range t.caps {
		for _, p := range c.member.Procedures {
			if p.ID.ID == c.procedure.ID.ID || t.w.d.Member(c.member.Code.ID).ProcedureAt(p.ID.ID, t.w.asOf) != p {
				continue
			}
			other := b.withProcedure(t, k, p)
			if other == nil {
				continue
			}
			joint := other.Joint(0)
			if joint < now+0.05 {
				continue
			}
			out.Otherwise = append(out.Otherwise, Otherwise{
				Kind: "procedure", ID: p.ID.ID, Name: b.d.Say(p.Name), Member: c.member.Code.ID, Joint: joint,
				Reversal: b.d.Say(p.Reversal), GoesRound: p.Parliament == "no" && c.procedure.Parliament == "yes",
			})
		}
	}
}

// withProcedure gives the game with another procedure in one capital, or nil
// where that cannot be assessed.
func (b *builder) withProcedure(t *trial, k int, p *dossier.Procedure) *winset.Game {
	change := &dossier.Change{Procedure: p.ID, Member: t.caps[k].member.Code, Initiative: dossier.Ref{ID: t.doc.ID}}
	w := t.w.with(change)
	c := w.capitalOf(b.draws, t.caps[k].member, t.doc, t.q, t.acts)
	if !c.assessed() {
		return nil
	}
	cs := slices.Clone(t.game.Capitals)
	cs[k] = c.Capital
	return winset.NewGame(t.target.Level, cs)
}

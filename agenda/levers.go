package agenda

import (
	"cmp"
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

// AcceptsAt is the share of draws from which a player that accepts is to be made sure
// of, and not to be changed.
const AcceptsAt = 0.5

// noDealSteps are the added costs of no deal that are tried, in points.
var noDealSteps = []float64{10, 20}

// candidate is a move that could lift the joint carry. Its cost and its words
// are worked out when they are asked for.
type candidate struct {
	winset.Move
	actor string // who would make it; two of one actor are equal; "" for nobody named
	// sure says that it is not a change: the player accepts in at least half of the
	// draws already, and is to be made sure of.
	sure    bool
	accepts float64 // of a player: the share of draws in which it does
	cost    func() float64
	err     func() float64 // the Monte Carlo error of the cost; nil: none
	words   func(cost float64) Move
}

// maxMovable bounds how many players are tried as levers, so that the search
// does not grow with the cube of their number.
const maxMovable = 32

// enoughInfluence gives the influence from which players are tried as levers:
// those with most, at most maxMovable of them (ties may add some).
func (t *trial) enoughInfluence() float64 {
	var all []float64
	for _, c := range t.capitals {
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
	enough := t.enoughInfluence()
	movable := 0
	for k, c := range t.capitals {
		sum := 0.0
		for _, p := range votersIn(c.Capital.Procedure) {
			sum += c.influence[p]
			if c.influence[p] < enough || p >= winset.MostPlayers || movable >= 2*maxMovable {
				continue
			}
			movable++
			if m, ok := b.playerCandidate(t, k, p); ok {
				out = append(out, m)
			}
		}
		for _, step := range noDealSteps {
			out = append(out, candidate{
				Move:  winset.Move{Kind: winset.MoveNoDeal, Capital: k, NoDeal: step},
				cost:  func() float64 { return sum * step / 2 },
				words: func(cost float64) Move { return b.noDealMove(t, c, step, cost) },
			})
		}
	}
	for _, a := range t.acting {
		if a.Fixed() || t.game.Constraints()>>a.index&1 == 0 {
			continue
		}
		who := b.reliever(a)
		if id, ok := strings.CutPrefix(who, "player:"); ok && t.undoing(id) {
			continue
		}
		out = append(out, candidate{
			Move:  winset.Move{Kind: winset.MoveRelieve, Constraint: a.index},
			actor: who,
			cost:  func() float64 { return b.relievingCost(t, a) },
			err:   func() float64 { return b.relievingError(t, a) },
			words: func(cost float64) Move { return b.constraintMove(a, cost) },
		})
	}
	return out
}

// reliever names who could relieve a constraint: the player whose name or id its file
// gives, else what it gives; "" where it gives nobody.
func (b *builder) reliever(a *acting) string {
	who := a.Lever.Actor
	if who == "" {
		return ""
	}
	for _, in := range a.ActsIn() {
		m := b.d.Member(in.ID)
		if m == nil {
			continue
		}
		for _, p := range m.Players {
			if id := p.ID.ID; who == id || who == b.d.Say(p.Name) || who == b.actor(id) {
				return "player:" + id
			}
		}
	}
	return "named:" + who
}

// playerCandidate is the move of a player to what it would have to accept in every
// draw; false where it is none to be moved, or there is nothing to ask of it. A
// player whose own decision the initiative would undo is no lever of it, by its own
// stance, by a constraint that it could ease, or by a higher cost of no deal.
func (b *builder) playerCandidate(t *trial, k, p int) (candidate, bool) {
	c, pl := t.capitals[k], t.capitals[k].players[p]
	n := float64(b.set.Draws)
	accepts := float64(t.game.Assent(k, p, 0, 0).Count()) / n
	if !pl.Movable() || pl.Influence.High == 0 || accepts >= Willing || t.undoes(c, pl.ID.ID) {
		return candidate{}, false
	}
	return candidate{
		Move:  winset.Move{Kind: winset.MovePlayer, Capital: k, Player: p},
		actor: "player:" + pl.ID.ID,
		sure:  accepts >= AcceptsAt, accepts: accepts,
		err: func() float64 { return b.movingError(c, p) },
		cost: func() float64 {
			shift := 0.0
			need := b.neededOf(c, p)
			for d, v := range c.Positions(p, 0) {
				shift += max(0, float64(need[d])-float64(v)) / n
			}
			pivotal := c.standing().PivotalCounts(len(c.players))
			return shift * max(c.influence[p], float64(pivotal[p])/n)
		},
		words: func(cost float64) Move { return b.playerMove(t, k, p, accepts, cost) },
	}, true
}

// neededOf gives the lowest position from which a player of a capital accepts what
// is to be carried there, in each draw.
func (b *builder) neededOf(c *capital, p int) []float32 {
	out := make([]float32, b.set.Draws)
	c.RequiredTo(out, p, c.part.target.Level)
	return out
}

// undoes reports whether what is to be carried in a capital, or what is weighed,
// would undo a player's own decision.
func (t *trial) undoes(c *capital, player string) bool {
	return c.part.doc.Undoes.Has(player) || t.doc.Undoes.Has(player)
}

// undoing reports whether anything that is to be carried would undo a player's own
// decision.
func (t *trial) undoing(player string) bool {
	return slices.ContainsFunc(t.capitals, func(c *capital) bool { return t.undoes(c, player) })
}

func (b *builder) noDealMove(t *trial, c *capital, step, cost float64) Move {
	name := words.InSentence(b.d.MemberName(c.member.Code.ID))
	m := Move{
		Kind: "no-deal", ID: c.member.Code.ID, Member: c.member.Code.ID, To: step, Cost: cost,
		Words: fmt.Sprintf("the cost of no deal to rise by %.0f points for %s", step, name),
	}
	if c.part != t.part {
		m.Initiative = c.part.doc.ID
		m.Words += " on " + b.quoteTitle(c.part.doc)
	}
	return m
}

// quoteTitle quotes an initiative's title.
func (b *builder) quoteTitle(i *dossier.Initiative) string { return "“" + b.d.Say(i.Title) + "”" }

// relievingCost is Σ influence × mean |pressure × shift| over the players that a
// constraint moves; for a cap, the mean share of draws in which it stands times
// the points of the ladder that it keeps out of reach.
func (b *builder) relievingCost(t *trial, a *acting) float64 {
	cost, n := 0.0, float64(b.set.Draws)
	for _, c := range t.capitals {
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
				cost += float64(k.Stands.Count()) / n * max(0, c.part.target.Level-k.Below)
			}
		}
	}
	return cost
}

// playerMove describes what is asked of a player: from and to are the medians of
// where it stands and of what is required, over the draws that fell short.
func (b *builder) playerMove(t *trial, k, n int, accepts, cost float64) Move {
	c := t.capitals[k]
	p := c.players[n]
	by := "the editors estimate"
	if who := c.stances[n].By; who != "editors" {
		by = who + " estimate"
	}
	yes, at, need := t.game.Assent(k, n, 0, 0), c.Positions(n, 0), b.neededOf(c, n)
	highest, from, to := make([]float32, len(at)), at[:0], need[:0]
	for d, x := range at {
		highest[d] = float32(winset.Highest(float64(x), c.part.q, c.stances[n].NoDeal, c.Kappa.At(d)))
		if !yes.Has(d) { // never ahead of what is read
			from, to = append(from, x), append(to, need[d])
		}
	}
	now := b.levelRef(c.part.doc, max(c.part.q, winset.Quantile(highest, 0.5)[0]))
	place := quoteRung(now.Name)
	if now.Level <= c.part.q+1e-9 || now.Rung == "" {
		place = "what is in place"
	}
	stops, stands := "now stops at "+place, "now at "+place
	if accepts >= AcceptsAt {
		stops, stands = "now accepts it in "+words.OfTen(accepts)+" draws", "now accepting it in "+words.OfTen(accepts)+" draws"
	}
	m := Move{
		Kind: "player", ID: p.ID.ID, Member: p.Member, From: winset.Quantile(from, 0.5)[0], To: winset.Quantile(to, 0.5)[0], Cost: cost,
		Actor: b.d.Say(p.Name), Instrument: b.d.Say(c.procedure.Name), Sure: accepts >= AcceptsAt, Accepts: accepts,
		target: quoteRung(b.d.Say(c.part.target.Name)), stands: stands,
	}
	if c.part != t.part {
		m.Initiative = c.part.doc.ID
		m.target += " of " + b.quoteTitle(c.part.doc)
	}
	m.Words = fmt.Sprintf("%s to accept %s; %s it %s", b.actor(p.ID.ID), m.target, by, stops)
	if m.Sure {
		m.Words = fmt.Sprintf("%s to be firmly for %s: %s it accepts that in %s draws so far", b.actor(p.ID.ID), m.target, by, words.OfTen(accepts))
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
	if p == nil || b.d.Alone() {
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
		if b.d.Player(m.Actor) != nil {
			m.Actor = b.actor(m.Actor)
		}
		m.Words += fmt.Sprintf(" (%s: %s)", m.Actor, m.Instrument)
	}
	return m
}

// levers fills in the sets of changes that would make the initiative ready: the one
// that decides its verdict, if one does; all that cost about as little as the
// cheapest, those that name an actor before those that only raise the cost of no
// deal; and the cheapest that eases constraints alone, since moving players directly
// always looks cheaper.
func (b *builder) levers(out *Initiative, t *trial) {
	var ms []winset.Move
	all := b.candidates(t)
	for _, c := range all {
		m := c.Move
		m.Cost = c.cost()
		ms = append(ms, m)
	}
	limit := leverCostSpan * b.set.LeverCostLimit
	var named, abstract, sets []winset.LeverSet
	for _, s := range t.game.Levers(ms, ReadyAt, limit, leverTolerance) {
		if slices.ContainsFunc(s.Moves, func(k int) bool { return ms[k].Kind == winset.MoveNoDeal }) {
			abstract = append(abstract, s)
		} else {
			named = append(named, s)
		}
	}
	decides := t.game.Joint(0) < WithinAt
	if decides {
		s := b.oneActorOf(t, all, ms, 0)
		if decides = s != nil; decides {
			sets = append(sets, *s)
		}
	}
	t.nearLever = b.nearLever(t, all, ms)
	add := func(s winset.LeverSet) {
		if !slices.ContainsFunc(sets, func(x winset.LeverSet) bool { return slices.Equal(x.Moves, s.Moves) }) {
			sets = append(sets, s)
		}
	}
	for _, s := range append(named, abstract...) {
		if len(sets) < leversShown {
			add(s)
		}
	}
	if found := leversOf(t.game, ms, ReadyAt, limit, 0, func(k int) bool { return ms[k].Kind == winset.MoveRelieve }); len(found) > 0 {
		add(found[0])
	}
	said := make([]*Move, len(all))
	for n, s := range sets {
		l := LeverSet{Decides: decides && n == 0, To: MakeSure, Cost: s.Cost, Joint: s.Joint, Moves: []Move{}}
		for _, k := range s.Moves {
			if said[k] == nil {
				m := all[k].words(ms[k].Cost)
				said[k] = &m
			}
			l.Moves = append(l.Moves, *said[k])
			if !all[k].sure {
				l.To = ToChange
			}
		}
		l.Words, l.Brief = b.leverWords(l.Moves)
		out.Levers = append(out.Levers, l)
	}
}

// leversOf searches the sets of some of the moves; see winset.Game.Levers.
func leversOf(g *winset.Game, ms []winset.Move, goal, limit, tolerance float64, use func(k int) bool) []winset.LeverSet {
	var some []winset.Move
	var index []int
	for k, m := range ms {
		if use(k) {
			some, index = append(some, m), append(index, k)
		}
	}
	found := g.Levers(some, goal, limit, tolerance)
	for _, s := range found {
		for n, k := range s.Moves {
			s.Moves[n] = index[k]
		}
	}
	return found
}

// oneActor gives the cheapest set of moves of one actor that is named, at least one of
// them a change, that makes the initiative ready within the cost limit; nil where there
// is none. What nobody is named as able to do, as to raise the cost of no deal, is none.
func (b *builder) oneActor(t *trial) *winset.LeverSet {
	all := b.candidates(t)
	ms := make([]winset.Move, len(all))
	for k, c := range all {
		ms[k] = c.Move
		ms[k].Cost = math.NaN()
	}
	return b.oneActorOf(t, all, ms, 0)
}

// oneActorOf is oneActor over candidates; ms are their moves, with a cost that is not
// a number where it is not worked out yet. With errors it asks for so many Monte Carlo
// errors more of everything that decides, or, below 0, for so many less.
func (b *builder) oneActorOf(t *trial, all []candidate, ms []winset.Move, errors float64) *winset.LeverSet {
	goal := ReadyAt + errors*b.errorAt(ReadyAt)
	sure := func(k int) bool {
		return all[k].sure && errors == 0 || errors != 0 && all[k].Kind == winset.MovePlayer && all[k].accepts >= AcceptsAt-errors*b.errorAt(all[k].accepts)
	}
	var best *winset.LeverSet
	by := map[string][]int{}
	for k, c := range all {
		by[c.actor] = append(by[c.actor], k)
	}
	for first, c := range all {
		own := by[c.actor]
		if c.actor == "" || own[0] != first || !slices.ContainsFunc(own, func(k int) bool { return !sure(k) }) {
			continue
		}
		if len(own) == 1 && t.game.After([]winset.Move{c.Move}) < goal {
			continue // as most; its cost need not be worked out
		}
		for _, k := range own {
			if math.IsNaN(ms[k].Cost) {
				ms[k].Cost = all[k].cost()
			}
		}
		priced := ms
		if errors != 0 {
			priced = slices.Clone(ms)
			for _, k := range own {
				if all[k].err != nil {
					priced[k].Cost = max(0, ms[k].Cost+errors*all[k].err())
				}
			}
		}
		for _, s := range leversOf(t.game, priced, goal, b.set.LeverCostLimit, math.Inf(1), func(k int) bool { return slices.Contains(own, k) }) {
			change := slices.ContainsFunc(s.Moves, func(k int) bool { return !sure(k) })
			if !change {
				continue
			}
			if best == nil || s.Cost < best.Cost {
				best = &s
			}
		}
	}
	return best
}

// leverWords says a set of moves in one sentence: the players who would have to
// accept the same are named together, so that it is said once, and after them those
// who are to be made sure of. The brief form leaves out where several of them stop now.
func (b *builder) leverWords(moves []Move) (full, brief string) {
	moves = slices.Clone(moves)
	slices.SortStableFunc(moves, func(x, y Move) int {
		return cmp.Or(moveRank(x)-moveRank(y), strings.Compare(x.Initiative, y.Initiative))
	})
	alike := func(x, y Move) bool {
		return x.Kind == "player" && y.Kind == "player" && x.target == y.target && x.Sure == y.Sure
	}
	var parts, short []string
	for n, m := range moves {
		if m.Kind != "player" {
			parts, short = append(parts, m.Words), append(short, m.Words)
			continue
		}
		if n > 0 && alike(moves[n-1], m) {
			continue
		}
		var who, stand []string
		for _, o := range moves[n:] {
			if alike(o, m) {
				who, stand = append(who, b.actor(o.ID)), append(stand, b.actor(o.ID)+" "+o.stands)
			}
		}
		ask, it := "to accept "+m.target, "to accept it"
		if m.Sure {
			ask, it = "to be firmly for "+m.target, "to be firmly for it"
		}
		if m.Initiative != "" {
			it = ask
		}
		if len(who) == 1 {
			parts = append(parts, m.Words)
		} else {
			parts = append(parts, fmt.Sprintf("%s %s; as estimated, %s", words.List(who), ask, words.List(stand)))
		}
		if len(who) == len(moves) && len(who) == 1 {
			short = append(short, m.Words)
		} else {
			short = append(short, words.List(who)+" "+it)
		}
	}
	return "would need " + strings.Join(parts, "; and ") + ".", "would need " + strings.Join(short, "; and ") + "."
}

// moveRank orders moves as they are said: players to accept, players to be made sure
// of, what else there is; for the initiative itself before what it requires.
func moveRank(m Move) int {
	n := 0
	if m.Kind != "player" {
		n = 4
	} else if m.Sure {
		n = 2
	}
	if m.Initiative != "" {
		n++
	}
	return n
}

// moreOften is how much higher joint carry is under another procedure that is listed.
const moreOften = 0.05

// otherwise lists the highest lower rung that is ready, and other procedures for
// the initiative's area that carry the target more often.
func (b *builder) otherwise(out *Initiative, t *trial) {
	for _, r := range slices.Backward(out.Rungs) {
		if r.Level < t.target.Level && !r.InPlace && r.Joint != nil && *r.Joint >= ReadyAt {
			out.Otherwise = append(out.Otherwise, Otherwise{Kind: "rung", ID: r.ID, Name: r.Name, Joint: *r.Joint})
			break
		}
	}
	now := *out.Joint.P
	for k, c := range t.caps {
		if t.game.Beside(k) < now+moreOften {
			continue
		}
		for _, p := range c.member.Procedures {
			if p.ID.ID == c.procedure.ID.ID || !p.For(t.doc.Area.ID) || t.w.d.Member(c.member.Code.ID).ProcedureAt(p.ID.ID, t.w.asOf) != p {
				continue
			}
			other := b.withProcedure(t, k, p)
			if other == nil {
				continue
			}
			joint := other.Joint(0)
			if joint < now+moreOften {
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
	c := w.capitalOf(b.draws, t.caps[k].member, t.doc, t.q, t.acts, t.memo)
	c.part = t.part
	if !c.assessed() {
		return nil
	}
	cs := slices.Clone(t.capitals)
	cs[k] = c
	return t.with(cs).game
}

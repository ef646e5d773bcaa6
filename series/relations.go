package series

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"math"
	"slices"

	"entente/dossier"
	"entente/event"
	"entente/parallel"
)

// Reader is what relations read: an event store, or the events of a dossier.
type Reader interface {
	Counts(ctx context.Context, q event.Query) iter.Seq2[event.Count, error]
	Events(ctx context.Context, q event.Query) iter.Seq2[event.Record, error]
}

// Quads are counts by quad class. The four stand first wherever relations are
// shown: an index alone hides how few acts it may rest on.
type Quads struct {
	VerbalCooperation, MaterialCooperation, VerbalConflict, MaterialConflict int64
}

// Cooperation is the count of cooperation, by word and deed.
func (q Quads) Cooperation() int64 { return q.VerbalCooperation + q.MaterialCooperation }

// Conflict is the count of conflict, by word and deed.
func (q Quads) Conflict() int64 { return q.VerbalConflict + q.MaterialConflict }

// Volume is the count of all.
func (q Quads) Volume() int64 { return q.Cooperation() + q.Conflict() }

// Of gives the count of one class; 0 for NoQuad.
func (q Quads) Of(k event.Quad) int64 {
	switch k {
	case event.VerbalCooperation:
		return q.VerbalCooperation
	case event.MaterialCooperation:
		return q.MaterialCooperation
	case event.VerbalConflict:
		return q.VerbalConflict
	case event.MaterialConflict:
		return q.MaterialConflict
	}
	return 0
}

// Plus adds up counts.
func (q Quads) Plus(o Quads) Quads {
	return Quads{q.VerbalCooperation + o.VerbalCooperation, q.MaterialCooperation + o.MaterialCooperation, q.VerbalConflict + o.VerbalConflict, q.MaterialConflict + o.MaterialConflict}
}

func (q *Quads) add(k event.Quad, n int64) {
	switch k {
	case event.VerbalCooperation:
		q.VerbalCooperation += n
	case event.MaterialCooperation:
		q.MaterialCooperation += n
	case event.VerbalConflict:
		q.VerbalConflict += n
	case event.MaterialConflict:
		q.MaterialConflict += n
	}
}

// Index is log((cooperation+½)/(conflict+½)): 0 where they balance, above where
// cooperation outweighs conflict. Unlike a sum of scores it does not grow with
// the number of reports. The ½ is Haldane's and Anscombe's correction of the
// empirical logit (Haldane 1956, Annals of Human Genetics 20).
func (q Quads) Index() float64 {
	return math.Log((float64(q.Cooperation()) + 0.5) / (float64(q.Conflict()) + 0.5))
}

// Left says what a measure left out, and how much of it.
type Left struct {
	Statements int64 // CAMEO 01 and 02, which are no acts toward anyone
	Repeats    int64 // the same act of the same actors on the same day
	Domestic   int64 // of the country that acts: both sides in it, so that it stands in each of its pairs
	Uncoded    int64 // acts without a quad class
}

// Plus adds up what was left out.
func (l Left) Plus(o Left) Left {
	return Left{l.Statements + o.Statements, l.Repeats + o.Repeats, l.Domestic + o.Domestic, l.Uncoded + o.Uncoded}
}

// RelationPoint is one period of a relation.
type RelationPoint struct {
	From, To event.Day // its first and last day
	Name     string    // 2019-Q3 and the like
	Counts   Quads
	ByType   map[event.Type]int64 // by PLOVER type; acts of no type under NoType
	// Drawn says that the counts reach the minimum. Index, and its 95% interval
	// where there is one (Low < High), are set only then.
	Drawn            bool
	Index, Low, High float64
	// Score is the mean PLOVER score of the acts that have a type, -10 to 10; NaN
	// where there is none, or where the counts were read back from a table.
	Score float64
	// Unconfirmed says that it rests on a row which reads `confirmed: no`.
	Unconfirmed bool
}

// Relation is how one country acts toward another over time, in one data set.
type Relation struct {
	Origin         event.Origin
	Source, Target string // codes of countries
	Area           string // "" for all areas
	By             Span
	Minimum        int
	Points         []RelationPoint // every period from the first to the last with an event, none skipped
	Left           Left
	Changes        []ChangePoint // those that hold on two scales, in order
}

// RelationOptions say what to measure. The zero value of a bound means none.
type RelationOptions struct {
	Pairs     [][2]string // ordered; nil: every pair of two countries that there is
	Origins   []event.Origin
	From, To  event.Day // NoDay: no bound
	KnownBy   event.Day // NoDay: no bound
	By        Span
	Minimum   int    // at least 1
	Bootstrap int    // resamples; 0: no intervals
	Seed      uint64 // the same seed gives the same intervals
	Area      string // named in the result; its events are chosen by Types and Words
	Types     []event.Type
	Words     []string
	// Choices are what the ontologies leave open: the class of SANCTION, the sign
	// of ACCUSE in scores.
	Choices event.Settings
}

// OptionsOf gives the options that a dossier's settings state, for every ordered
// pair of its members, or for one area of it.
func OptionsOf(d *dossier.Dossier, area string) RelationOptions {
	set := d.Relations()
	opt := RelationOptions{From: event.NoDay, To: event.NoDay, KnownBy: event.NoDay, Minimum: set.Minimum, Bootstrap: set.Bootstrap,
		Seed: d.Settings().Seed, Area: area,
		Choices: event.Settings{SanctionVerbal: set.SanctionVerbal, AccusePositive: set.AccusePrinted}}
	opt.By, _ = ParseSpan(set.By)
	for _, o := range set.Origins {
		if origin, ok := event.ParseOrigin(o); ok {
			opt.Origins = append(opt.Origins, origin)
		}
	}
	for _, a := range d.Members {
		for _, b := range d.Members {
			if a != b {
				opt.Pairs = append(opt.Pairs, [2]string{a.Code.ID, b.Code.ID})
			}
		}
	}
	if m, ok := set.Areas.Get(area); ok && m != nil {
		for _, t := range m.Types {
			if typ, ok := event.ParseType(t.ID); ok {
				opt.Types = append(opt.Types, typ)
			}
		}
		opt.Words = m.Words
	}
	return opt
}

// Query is the query of the options.
func (o RelationOptions) Query() event.Query {
	return event.Query{Origins: o.Origins, Pairs: o.Pairs, From: o.From, To: o.To, KnownBy: o.KnownBy, Types: o.Types, Words: o.Words}
}

// quad gives the class in which a count is counted: as its source prints it, but
// for SANCTION, whose class is a choice.
func (o RelationOptions) quad(c event.Count) event.Quad {
	if c.Type == event.Sanction && c.Quad != event.VerbalCooperation && c.Quad != event.MaterialCooperation {
		return o.Choices.QuadOf(c.Type)
	}
	return c.Quad
}

// score gives the mean PLOVER score of the acts of a period that have a type, -10
// to 10; NaN where none has.
func (p *RelationPoint) score(choices event.Settings) float64 {
	sum, n := 0.0, int64(0)
	for t := event.Agree; t <= event.Assault; t++ {
		if k := p.ByType[t]; k > 0 {
			sum, n = sum+float64(k)*float64(choices.ScoreOf(t, "")), n+k
		}
	}
	return sum / float64(n)
}

// dayCount is what one day of a relation holds.
type dayCount struct {
	day        event.Day
	coop, conf int64
}

// gathered is a relation as it is read, day by day.
type gathered struct {
	Relation
	days  []dayCount
	spans map[event.Day]*RelationPoint
}

// Relations measures relations. Origins are never mixed: where the options or
// the reader have several, each ordered pair comes once for each origin. The
// result is in the order of the pairs asked for, then of the origins; a pair
// without any event is left out. The first error of the reader ends it.
func Relations(ctx context.Context, r Reader, opt RelationOptions) ([]Relation, error) {
	if opt.Minimum < 1 {
		return nil, errors.New("the minimum count must be 1 or more")
	}
	type key struct {
		origin         event.Origin
		source, target string
	}
	at := map[key]*gathered{}
	var all []*gathered
	q := opt.Query()
	for _, p := range opt.Pairs {
		if within := [2]string{p[0], p[0]}; !slices.Contains(q.Pairs, within) {
			q.Pairs = append(q.Pairs[:len(q.Pairs):len(q.Pairs)], within)
		}
	}
	domestic := map[key]int64{}
	for c, err := range r.Counts(ctx, q) {
		if err != nil {
			return nil, err
		}
		k := key{c.Origin, c.Source, c.Target}
		if c.Source == c.Target {
			domestic[k] += c.N
			continue
		}
		g := at[k]
		if g == nil {
			g = &gathered{spans: map[event.Day]*RelationPoint{}, Relation: Relation{Origin: c.Origin, Source: c.Source, Target: c.Target, Area: opt.Area, By: opt.By, Minimum: opt.Minimum}}
			at[k] = g
			all = append(all, g)
		}
		g.take(c, opt)
	}
	if opt.Pairs != nil {
		rank := map[[2]string]int{}
		for i, p := range opt.Pairs {
			if _, twice := rank[p]; !twice {
				rank[p] = i
			}
		}
		slices.SortStableFunc(all, func(a, b *gathered) int {
			return cmp.Or(cmp.Compare(rank[[2]string{a.Source, a.Target}], rank[[2]string{b.Source, b.Target}]), cmp.Compare(a.Origin, b.Origin))
		})
	}
	for _, g := range all {
		g.Left.Domestic = domestic[key{g.Origin, g.Source, g.Source}]
	}
	out := make([]Relation, len(all))
	parallel.Each(len(all), 0, func(i int) { out[i] = all[i].finish(opt) })
	return slices.DeleteFunc(out, func(r Relation) bool { return len(r.Points) == 0 && r.Left == Left{} }), ctx.Err()
}

// take adds one count of a day.
func (g *gathered) take(c event.Count, opt RelationOptions) {
	g.Left.Repeats += c.Repeats
	quad := opt.quad(c)
	switch {
	case c.Statement:
		g.Left.Statements += c.N
		return
	case quad == event.NoQuad:
		g.Left.Uncoded += c.N
		return
	}
	start := opt.By.Start(c.Day)
	p := g.spans[start]
	if p == nil {
		p = &RelationPoint{From: start, To: opt.By.Next(start) - 1, Name: opt.By.Name(start), ByType: map[event.Type]int64{}}
		g.spans[start] = p
	}
	p.Counts.add(quad, c.N)
	p.ByType[c.Type] += c.N
	p.Unconfirmed = p.Unconfirmed || c.Unconfirmed
	if n := len(g.days); n == 0 || g.days[n-1].day != c.Day {
		g.days = append(g.days, dayCount{day: c.Day})
	}
	d := &g.days[len(g.days)-1]
	if quad == event.VerbalCooperation || quad == event.MaterialCooperation {
		d.coop += c.N
	} else {
		d.conf += c.N
	}
}

// maxPeriods bounds a relation whose dates are scattered over the ages.
const maxPeriods = 40000

// finish puts the periods in order, fills those without an event, and works out
// the index, its interval and the change points.
func (g *gathered) finish(opt RelationOptions) Relation {
	r := g.Relation
	if len(g.spans) == 0 {
		return r
	}
	slices.SortFunc(g.days, func(a, b dayCount) int { return cmp.Compare(a.day, b.day) })
	starts := make([]event.Day, 0, len(g.spans))
	for s := range g.spans {
		starts = append(starts, s)
	}
	slices.Sort(starts)
	first, last := starts[0], starts[len(starts)-1]
	for s := first; s <= last && len(r.Points) < maxPeriods; s = opt.By.Next(s) {
		p := g.spans[s]
		if p == nil {
			p = &RelationPoint{From: s, To: opt.By.Next(s) - 1, Name: opt.By.Name(s)}
		}
		p.Score = p.score(opt.Choices)
		if p.Counts.Volume() >= int64(opt.Minimum) {
			p.Drawn, p.Index = true, p.Counts.Index()
			p.Low, p.High = p.Index, p.Index
			if opt.Bootstrap > 0 && opt.By != ByDay {
				p.Low, p.High = bootstrap(g.between(p.From, p.To), int(p.To-p.From)+1, opt.Bootstrap, seedOf(opt.Seed, r.Source, r.Target, p.From))
			}
		}
		r.Points = append(r.Points, *p)
	}
	r.Changes = changesOf(g.days, opt.By, opt.Minimum)
	return r
}

// between gives the days with events from one day to another, both included.
func (g *gathered) between(from, to event.Day) []dayCount {
	day := func(d dayCount, want event.Day) int { return cmp.Compare(d.day, want) }
	i, _ := slices.BinarySearchFunc(g.days, from, day)
	j, _ := slices.BinarySearchFunc(g.days, to+1, day)
	return g.days[i:j]
}

// Total adds up the counts of all periods.
func (r *Relation) Total() Quads {
	var q Quads
	for _, p := range r.Points {
		q = q.Plus(p.Counts)
	}
	return q
}

// DrawnPoints counts the periods that reach the minimum.
func (r *Relation) DrawnPoints() int {
	n := 0
	for _, p := range r.Points {
		if p.Drawn {
			n++
		}
	}
	return n
}

// eventsOf gives the events behind one period of a relation, in order of day:
// those that the measure counted, and apart how many of the query's records it
// left out. At most limit events are given (0: all); more says that there are
// others.
func eventsOf(ctx context.Context, r Reader, opt RelationOptions, pair [2]string, from, to event.Day, limit int) (got []event.Record, left Left, more bool, err error) {
	q := opt.Query()
	q.Pairs, q.From, q.To = [][2]string{pair}, from, to
	for rec, err := range r.Events(ctx, q) {
		if err != nil {
			return nil, left, false, err
		}
		quad := opt.quad(event.Count{Type: rec.Type, Quad: rec.Quad})
		switch {
		case rec.Domestic():
			left.Domestic++
		case rec.Statement():
			left.Statements++
		case quad == event.NoQuad:
			left.Uncoded++
		case limit > 0 && len(got) == limit:
			more = true
			return got, left, more, nil
		default:
			rec.Quad = quad
			got = append(got, rec)
		}
	}
	return got, left, more, nil
}

// compareCounts orders counts as a store gives them.
func compareCounts(a, b event.Count) int {
	return cmp.Or(cmp.Compare(a.Origin, b.Origin), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Target, b.Target),
		cmp.Compare(a.Day, b.Day), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Quad, b.Quad))
}

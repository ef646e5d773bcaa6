package compare

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"entente/agenda"
	"entente/parallel"
	"entente/words"
)

// trials are the runs with one input changed.
type trials struct {
	old, now *side
	base     *side // the older on the newer's day
	units    []unit
	inputs   []Input
	alone    []map[string]Move    // by input: what it moves, by initiative
	shifts   []map[string]float64 // by input: by how much it moves the joint carry, where that is assessed
	leans    map[int][]int        // by unit: those that it needs to load, and they need
	back     []undoing            // as undone gives them
}

// mostAtOnce is how many agendas are worked out at a time: each has its draws in memory.
const mostAtOnce = 4

// onTheDay works out the older side on the newer side's day. The day that its header gives
// is then the newer one's too, so that the header is no input for that.
func (t *trials) onTheDay() error {
	t.base = t.old
	header := t.headerOnTheDay()
	if t.old.opt.AsOf == t.now.opt.AsOf && header == nil {
		return nil
	}
	base := *t.old
	base.opt.AsOf, base.opt.Brief = t.now.opt.AsOf, false
	if header != nil {
		base.Files = maps.Clone(base.Files)
		base.Files[head] = header
	}
	a, err := with(&base)
	if err != nil {
		return err
	}
	base.agenda, base.opt.Brief = a, true
	t.base = &base
	if t.old.opt.AsOf != t.now.opt.AsOf {
		t.note(unitDay, nil, t.old.agenda, a)
	}
	return nil
}

// headerOnTheDay gives the older side's header with the newer one's as-of date; nil where
// they have the same.
func (t *trials) headerOnTheDay() []byte {
	parts := keysOf(t.old.Files[head], t.now.Files[head], func(b []byte) []byte { return b })
	n := slices.IndexFunc(parts, func(p part) bool { return p.name == "as_of" })
	if n < 0 {
		return nil
	}
	if len(parts) == 1 { // and so the file is the newer one, as it was written
		return t.now.Files[head]
	}
	b, err := parts[n].with()
	if err != nil {
		return nil // it stays an input that differs
	}
	return b
}

// head is the file that says as of when a dossier is.
const head = "dossier.yaml"

// changed gives the files and settings of a side with some units changed.
func changed(s *side, units []unit) (map[string][]byte, agenda.Options) {
	files, opt := maps.Clone(s.Files), s.opt
	for _, u := range units {
		for p, b := range u.files {
			if b == nil {
				delete(files, p)
			} else {
				files[p] = b
			}
		}
		if u.set != nil {
			u.set(&opt)
		}
	}
	return files, opt
}

// with works out a side with some units changed.
func with(s *side, units ...unit) (*Agenda, error) {
	files, opt := changed(s, units)
	d, err := load(files, s.Name)
	if err != nil {
		return nil, err
	}
	a, err := agenda.Build(d, opt)
	if err != nil {
		return nil, err
	}
	return Of(a), nil
}

// run tries each unit alone. Those that do not load alone, as a stance without the event
// that it cites, are tried beside the others that they need.
func (t *trials) run() {
	t.units = unitsOf(t.base, t.now)
	alone := make([]*Agenda, len(t.units))
	parallel.Each(len(t.units), mostAtOnce, func(n int) {
		alone[n], _ = with(t.base, t.units[n]) // a nil says that it failed
	})
	for n, a := range alone {
		if a != nil {
			t.tried(nil, t.units[n], t.base.agenda, a)
		}
	}
	t.lean(alone)
}

// tried takes a unit that moved something apart, and notes what each part does beside the
// units that the whole needs: from is the agenda with those, and a with the unit too.
func (t *trials) tried(beside []unit, u unit, from, a *Agenda) {
	whole := func() { t.note(u.name, beside, from, a) }
	if len(u.parts) == 0 || len(Moves(from, a)) == 0 {
		whole()
		return
	}
	var file string
	for file = range u.files { // the one
	}
	files := make([][]byte, len(u.parts))
	for n, p := range u.parts { // in turn, since writing a part changes what all share
		b, err := p.with()
		if err != nil {
			whole()
			return
		}
		files[n] = b
	}
	gave := make([]*Agenda, len(files))
	err := parallel.Try(len(files), mostAtOnce, func(n int) (err error) {
		gave[n], err = with(t.base, append(slices.Clone(beside), unit{files: map[string][]byte{file: files[n]}})...)
		return err
	})
	if err != nil { // the parts lean on each other
		whole()
		return
	}
	for n, got := range gave {
		t.note(file+", "+u.parts[n].name, beside, from, got)
	}
}

// note keeps what an input does: from is the agenda without it, with the units that it
// needs, and a with it.
func (t *trials) note(name string, beside []unit, from, a *Agenda) {
	by, shift := map[string]Move{}, map[string]float64{}
	for _, m := range Moves(from, a) {
		by[m.ID] = m
	}
	was := map[string]*float64{}
	for _, r := range from.Initiatives {
		was[r.ID] = r.Joint.P
	}
	for _, r := range a.Initiatives {
		if x := was[r.ID]; x != nil && r.Joint.P != nil {
			shift[r.ID] = *r.Joint.P - *x
		}
	}
	t.inputs = append(t.inputs, Input{Name: name, Beside: names(beside), Moves: len(by)})
	t.alone, t.shifts = append(t.alone, by), append(t.shifts, shift)
}

// untried keeps that an input could not be tried.
func (t *trials) untried(name, why string) {
	t.inputs = append(t.inputs, Input{Name: name, Why: why})
	t.alone, t.shifts = append(t.alone, nil), append(t.shifts, nil)
}

func names(units []unit) []string {
	var out []string
	for _, u := range units {
		out = append(out, u.name)
	}
	return out
}

// undoing is the newer side without some units.
type undoing struct {
	units  []int
	agenda *Agenda // nil where it does not load so
}

// undone gives the newer side without each unit, and without those that need it where it
// does not load otherwise: first what one unit is, and each once. They are worked out once.
func (t *trials) undone() []undoing {
	if t.back != nil {
		return t.back
	}
	without := func(units ...int) undoing {
		var back []unit
		for _, n := range units {
			back = append(back, t.units[n].back(t.base))
		}
		a, _ := with(t.now, back...) // a nil says that it failed
		return undoing{units, a}
	}
	t.back = make([]undoing, len(t.units))
	parallel.Each(len(t.units), mostAtOnce, func(n int) { t.back[n] = without(n) })
	var more [][]int
	for n, u := range t.back {
		var all []int
		for m := range t.units {
			if m == n || slices.Contains(t.leans[m], n) {
				all = append(all, m)
			}
		}
		if u.agenda == nil && len(all) > 1 && !slices.ContainsFunc(more, func(x []int) bool { return slices.Equal(x, all) }) {
			more = append(more, all)
		}
	}
	beyond := make([]undoing, len(more))
	parallel.Each(len(more), mostAtOnce, func(n int) { beyond[n] = without(more[n]...) })
	t.back = append(t.back, beyond...)
	return t.back
}

// needed names the units without which the verdict of a move would be what it was: one by
// one, and of several that can be undone together only those of which none is needed alone.
func (t *trials) needed(m Move) []string {
	var out []string
	alone := map[int]bool{}
	for _, u := range t.undone() {
		if u.agenda == nil || slices.ContainsFunc(u.units, func(n int) bool { return alone[n] }) ||
			!slices.ContainsFunc(u.agenda.Initiatives, func(r *Reading) bool { return r.ID == m.ID && r.Verdict == m.Was.Verdict }) {
			continue
		}
		called := names(t.those(u.units))
		if len(called) == 1 {
			alone[u.units[0]] = true
			out = append(out, called[0])
			continue
		}
		out = append(out, called[0]+" with "+words.List(called[1:]))
	}
	return out
}

// attribute says through which inputs a move came.
func (t *trials) attribute(m Move) Attributed {
	out := Attributed{Move: m}
	summed := m.Was != nil && m.Now != nil && m.Was.Joint.P != nil && m.Now.Joint.P != nil
	sum := 0.0
	for n, in := range t.inputs {
		if in.Why != "" {
			out.Untried = append(out.Untried, in.Name)
		}
		if x, ok := t.alone[n][m.ID]; ok {
			out.Through = append(out.Through, Effect{in.Name, in.Beside, x})
		}
		by, ok := t.shifts[n][m.ID]
		sum += by
		summed = summed && ok
	}
	if summed {
		out.Sum = &sum
	}
	slices.SortStableFunc(out.Through, func(a, b Effect) int { return cmp.Compare(b.size(), a.size()) })
	if m.Verdict && !out.Explained() && len(t.units) > 1 {
		out.Needed = t.needed(m)
	}
	return out
}

// size is how far an input moves an initiative alone: first by verdict, then by carry.
func (e Effect) size() float64 {
	out := 0.0
	if e.Move.Verdict || e.Move.Was == nil || e.Move.Now == nil {
		out = 2
	}
	if e.Move.Was != nil && e.Move.Now != nil && e.Move.Was.Joint.P != nil && e.Move.Now.Joint.P != nil {
		out += math.Abs(*e.Move.Now.Joint.P - *e.Move.Was.Joint.P)
	}
	return out
}

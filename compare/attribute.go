package compare

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"math"
	"path"
	"slices"
	"strings"

	"entente/agenda"
	"entente/dossier"
	"entente/words"
)

// Side is one side of a comparison: the inputs of an agenda, and its settings.
type Side struct {
	Name  string            // as a reader calls it
	Files map[string][]byte // all that the dossier is loaded from, by path with slashes
	// Options work out the side's agenda; of those that are not set the dossier's hold.
	Options agenda.Options
	// Kept is the agenda as it was published, by the program named Program; nil for a side
	// of which none is kept.
	Kept    *Agenda
	Program string
}

// Result says what moved between two sides.
type Result struct {
	Old, New End
	// Method and MethodNew are what this program says otherwise of the inputs of a side
	// than was published of them: moves of the method, and of no input.
	Method, MethodNew []Move
	// Moves are those between the sides, both worked out by this program.
	Moves  []Attributed
	Inputs []Input // that differ, each with what it moves alone; in the order of their names
}

// End is a side as it is told of.
type End struct {
	Name      string
	AsOf      dossier.Date
	Draws     int
	Seed      uint64
	Published bool   // an agenda is kept of it
	Program   string // which published it; "" where none did
}

// Attributed is a move with the inputs through which it came.
type Attributed struct {
	Move
	Through []Effect // what moves it alone, the most first; empty where nothing does
	// Needed are inputs of which no one moves the verdict alone, and without any of which
	// it would not have moved; only sought where Through does not give the verdict.
	Needed []string
	// Sum is the joint carry's difference as those of all inputs alone add up to; nil where
	// it is not the sum of anything: carry was not assessed on a side, or in a trial.
	Sum *float64
}

// Effect is what one input does to an initiative alone.
type Effect struct {
	Input string
	Move  Move // from the older agenda to the older one with this input as it is now
}

// Input is one that differs: a file, a part of one, or a setting.
type Input struct {
	Name  string
	Moves int // initiatives that it moves alone
	// Why says why it could not be tried alone; "" where it was.
	Why string
}

// AddsUp reports whether what the inputs do alone adds up to the move of the joint carry:
// within the noise of the draws, or a tenth of it. Where there is no sum it does not ask.
func (m Attributed) AddsUp() bool {
	if m.Sum == nil || m.Was == nil || m.Now == nil || m.Was.Joint.P == nil || m.Now.Joint.P == nil {
		return true
	}
	all := *m.Now.Joint.P - *m.Was.Joint.P
	return math.Abs(*m.Sum-all) <= max(noise(m.Was.Joint, m.Now.Joint), math.Abs(all)/10)
}

// Explained reports whether an input alone gives the verdict as it is now.
func (m Attributed) Explained() bool {
	return !m.Verdict || slices.ContainsFunc(m.Through, func(e Effect) bool {
		return e.Move.Now != nil && m.Now != nil && e.Move.Now.Verdict == m.Now.Verdict
	})
}

// Says says through which inputs a move came, and where they do not add up to it.
func (m Attributed) Says() string {
	var said []string
	for _, e := range m.Through {
		said = append(said, e.Input+m.alone(e.Move))
	}
	var out []string
	switch {
	case len(said) > 0:
		out = append(out, "Through "+words.List(said)+".")
	case len(m.Needed) == 0:
		out = append(out, "No input moves it alone; together they do.")
	}
	if len(m.Needed) > 0 {
		out = append(out, "No input alone gives the verdict; it would not have moved without "+words.List(m.Needed)+".")
	} else if len(said) > 0 && !m.Explained() {
		out = append(out, "None of these alone gives the verdict; together they do.")
	}
	if !m.AddsUp() {
		out = append(out, fmt.Sprintf("These do not add up: what each does alone sums to %s in ten, and together they do %s.", signed(*m.Sum), signed(*m.Now.Joint.P-*m.Was.Joint.P)))
	}
	return strings.Join(out, " ")
}

// alone says what an input does by itself, where others do something too.
func (m Attributed) alone(x Move) string {
	if len(m.Through) < 2 || x.Was == nil || x.Now == nil {
		return ""
	}
	if a, b := x.Was.Joint.P, x.Now.Joint.P; a != nil && b != nil && x.Joint {
		return " (alone " + signed(*b-*a) + " in ten)"
	}
	if x.Verdict {
		return " (alone: " + string(x.Now.Verdict) + ")"
	}
	return ""
}

func signed(p float64) string {
	return strings.Replace(fmt.Sprintf("%+.1f", 10*p), "-", "−", 1)
}

// mostInputs is how many files are tried one by one; of more, those of a folder together.
const mostInputs = 60

// side is one that is loaded and worked out.
type side struct {
	Side
	opt    agenda.Options // all set
	agenda *Agenda
}

// Between works out both sides with this program and says what moved between them, and
// through which inputs. First the older side is worked out on the newer side's day, since
// what was written since then counts from its date on; then with each differing input as the
// newer has it, and all others as they were. It fails where a side does not load without
// errors.
func Between(old, now Side) (*Result, error) {
	a, err := workOut(old)
	if err != nil {
		return nil, err
	}
	b, err := workOut(now)
	if err != nil {
		return nil, err
	}
	out := &Result{Old: a.end(), New: b.end()}
	if old.Kept != nil {
		out.Method = Moves(old.Kept, a.agenda)
	}
	if now.Kept != nil {
		out.MethodNew = Moves(now.Kept, b.agenda)
	}
	t := &trials{old: a, now: b}
	if err := t.onTheDay(); err != nil {
		return nil, err
	}
	t.run()
	out.Inputs = t.inputs
	for _, m := range Moves(a.agenda, b.agenda) {
		out.Moves = append(out.Moves, t.attribute(m))
	}
	return out, nil
}

func (s *side) end() End {
	return End{Name: s.Name, AsOf: s.agenda.Dossier.AsOf, Draws: s.agenda.Settings.Draws, Seed: s.agenda.Settings.Seed, Published: s.Kept != nil, Program: s.Program}
}

func workOut(s Side) (*side, error) {
	d, err := load(s.Files, s.Name)
	if err != nil {
		return nil, err
	}
	out := &side{Side: s, opt: s.Options}
	full, err := agenda.Build(d, s.Options)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.Name, err)
	}
	out.agenda = Of(full)
	seed := full.Settings.Seed
	out.opt.AsOf, out.opt.Draws, out.opt.Seed, out.opt.Brief = full.Dossier.AsOf, full.Settings.Draws, &seed, true
	return out, nil
}

// load loads a dossier that has no error.
func load(files map[string][]byte, name string) (*dossier.Dossier, error) {
	d, found, err := dossier.LoadFiles(files, name)
	if err != nil {
		return nil, err
	}
	for _, f := range found {
		if f.Severity == dossier.Error {
			return nil, fmt.Errorf("%s does not load: %v", name, f)
		}
	}
	return d, nil
}

// unit is an input that differs, as it is tried: files to be put in the place of the older
// side's (nil for one that is gone), and settings.
type unit struct {
	name  string
	files map[string][]byte
	set   func(*agenda.Options)
	parts []part // of its one file
}

// trials are the runs with one input changed.
type trials struct {
	old, now *side
	base     *side // the older on the newer's day
	units    []unit
	inputs   []Input
	alone    []map[string]Move    // by input: what it moves, by initiative
	shifts   []map[string]float64 // by input: by how much it moves the joint carry, where that is assessed
}

// onTheDay works out the older side on the newer side's day.
func (t *trials) onTheDay() error {
	t.base = t.old
	if t.old.opt.AsOf == t.now.opt.AsOf {
		return nil
	}
	base := *t.old
	base.opt.AsOf, base.opt.Brief = t.now.opt.AsOf, false
	base.Files = maps.Clone(base.Files)
	for _, p := range keysOf(t.old.Files[head], t.now.Files[head], func(b []byte) []byte { return b }) {
		if b, err := p.with(); p.name == "as_of" && err == nil {
			base.Files[head] = b
		}
	}
	a, err := with(&base)
	if err != nil {
		return err
	}
	base.agenda, base.opt.Brief = a, true
	t.base = &base
	t.note(unitDay, t.old, a, "")
	return nil
}

// head is the file that says as of when a dossier is.
const head = "dossier.yaml"

// with works out a side with some units changed.
func with(s *side, units ...unit) (*Agenda, error) {
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

// run tries each unit alone. Those that do not load alone, as a stance without the source
// that it names, are tried with those that move nothing, and then all together.
func (t *trials) run() {
	t.units = unitsOf(t.base, t.now)
	var inert, failed []unit
	for _, u := range t.units {
		a, err := with(t.base, u)
		switch {
		case err != nil:
			failed = append(failed, u)
		case len(Moves(t.base.agenda, a)) == 0:
			inert = append(inert, u)
			t.note(u.name, t.base, a, "")
		default:
			t.tried(nil, u, a)
		}
	}
	var still []unit
	for _, u := range failed {
		if a, err := with(t.base, append(slices.Clone(inert), u)...); err == nil {
			t.tried(inert, u, a)
		} else {
			still = append(still, u)
		}
	}
	if len(still) == 0 {
		return
	}
	var names []string
	for _, u := range still {
		names = append(names, u.name)
	}
	together := unit{name: words.List(names)}
	a, err := with(t.base, append(slices.Clone(inert), still...)...)
	if err != nil {
		t.note(together.name, t.base, nil, "it does not load without the others that changed")
		return
	}
	t.note(together.name, t.base, a, "")
}

// tried takes a unit that moved something apart, and notes what each part does.
func (t *trials) tried(beside []unit, u unit, a *Agenda) {
	if len(u.parts) == 0 || len(Moves(t.base.agenda, a)) == 0 {
		t.note(u.name, t.base, a, "")
		return
	}
	var file string
	for file = range u.files { // the one
	}
	var names []string
	var gave []*Agenda
	for _, p := range u.parts {
		b, err := p.with()
		var got *Agenda
		if err == nil {
			got, err = with(t.base, append(slices.Clone(beside), unit{files: map[string][]byte{file: b}})...)
		}
		if err != nil { // the parts lean on each other
			t.note(u.name, t.base, a, "")
			return
		}
		names, gave = append(names, file+", "+p.name), append(gave, got)
	}
	for n, got := range gave {
		t.note(names[n], t.base, got, "")
	}
}

// note keeps what an input does alone: a is the agenda with it, and nil where there is none.
func (t *trials) note(name string, from *side, a *Agenda, why string) {
	by, shift := map[string]Move{}, map[string]float64{}
	if a != nil {
		for _, m := range Moves(from.agenda, a) {
			by[m.ID] = m
		}
		was := map[string]*float64{}
		for _, r := range from.agenda.Initiatives {
			was[r.ID] = r.Joint.P
		}
		for _, r := range a.Initiatives {
			if x := was[r.ID]; x != nil && r.Joint.P != nil {
				shift[r.ID] = *r.Joint.P - *x
			}
		}
	}
	t.inputs = append(t.inputs, Input{Name: name, Moves: len(by), Why: why})
	t.alone, t.shifts = append(t.alone, by), append(t.shifts, shift)
}

// attribute says through which inputs a move came.
func (t *trials) attribute(m Move) Attributed {
	out := Attributed{Move: m}
	summed := m.Was != nil && m.Now != nil && m.Was.Joint.P != nil && m.Now.Joint.P != nil
	sum := 0.0
	for n, in := range t.inputs {
		if x, ok := t.alone[n][m.ID]; ok {
			out.Through = append(out.Through, Effect{in.Name, x})
		}
		by, ok := t.shifts[n][m.ID]
		sum += by
		summed = summed && ok
	}
	if summed && m.Joint {
		out.Sum = &sum
	}
	slices.SortStableFunc(out.Through, func(a, b Effect) int { return cmp.Compare(b.size(), a.size()) })
	if m.Verdict && !out.Explained() && len(t.units) > 1 {
		for _, u := range t.units {
			back := u.back(t.base)
			if a, err := with(t.now, back); err == nil {
				for _, r := range a.Initiatives {
					if r.ID == m.ID && r.Verdict == m.Was.Verdict {
						out.Needed = append(out.Needed, u.name)
					}
				}
			}
		}
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

// back is the unit that undoes another on the newer side.
func (u unit) back(old *side) unit {
	out := unit{name: u.name, files: map[string][]byte{}}
	for p := range u.files {
		out.files[p] = old.Files[p]
	}
	if u.set != nil {
		was := old.opt
		out.set = func(o *agenda.Options) {
			switch u.name {
			case unitDraws:
				o.Draws, o.Seed = was.Draws, was.Seed
			case unitJoint:
				o.WithoutJointText = was.WithoutJointText
			}
		}
	}
	return out
}

// The settings that are inputs of their own.
const (
	unitDay   = "the as-of date"
	unitDraws = "number and seed of the draws"
	unitJoint = "leaving joint texts out, or not"
)

// unitsOf lists what differs between two sides.
func unitsOf(old, now *side) []unit {
	var out []unit
	if old.opt.Draws != now.opt.Draws || *old.opt.Seed != *now.opt.Seed {
		out = append(out, unit{name: unitDraws, set: func(o *agenda.Options) { o.Draws, o.Seed = now.opt.Draws, now.opt.Seed }})
	}
	if old.opt.WithoutJointText != now.opt.WithoutJointText {
		out = append(out, unit{name: unitJoint, set: func(o *agenda.Options) { o.WithoutJointText = now.opt.WithoutJointText }})
	}
	all := maps.Clone(old.Files)
	maps.Copy(all, now.Files)
	var changed []string
	for _, p := range slices.Sorted(maps.Keys(all)) {
		a, before := old.Files[p]
		b, after := now.Files[p]
		if before != after || !bytes.Equal(a, b) {
			changed = append(changed, p)
		}
	}
	folders := map[string]int{}
	for _, p := range changed {
		a, before := old.Files[p]
		b, after := now.Files[p]
		u := unit{name: p, files: map[string][]byte{p: b}}
		switch {
		case !before:
			u.name += " (new)"
		case !after:
			u.name, u.files[p] = p+" (gone)", nil
		default:
			u.parts = partsOf(p, a, b)
		}
		if len(changed) <= mostInputs {
			out = append(out, u)
			continue
		}
		dir := cmp.Or(strings.TrimSuffix(path.Dir(p), "."), p)
		if n, ok := folders[dir]; ok {
			maps.Copy(out[n].files, u.files)
			out[n].parts = nil
			out[n].name = dir + "/ (" + words.Count(len(out[n].files), "file") + ")"
			continue
		}
		folders[dir] = len(out)
		out = append(out, u)
	}
	return out
}

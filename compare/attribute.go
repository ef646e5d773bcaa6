package compare

import (
	"fmt"
	"math"
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
	Moves []Attributed
	// Inputs are those that differ, each with what it moves alone: in the order of their names,
	// those that lean on others last.
	Inputs []Input
	// MemberName gives a member's name by its code, as the newer side has it.
	MemberName func(code string) string
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
	// Sum is the joint carry's difference as those of all inputs alone add up to, whether it
	// moved or not; nil where it is not the sum of anything: carry was not assessed on a side,
	// or in a trial, or an input could not be tried.
	Sum *float64
	// Untried are inputs that could not be tried: what they do to it is not known.
	Untried []string
}

// Effect is what one input does to an initiative alone, or beside those without which it
// does not load.
type Effect struct {
	Input  string
	Beside []string // the inputs without which it does not load; empty where it does
	Move   Move     // from the older agenda, with those beside it, to the same with this input as it is now
}

// Input is one that differs: a file, a part of one, or a setting.
type Input struct {
	Name  string
	Moves int // initiatives that it moves alone, or beside those that it needs
	// Beside are the inputs without which it does not load, and beside which it was tried.
	Beside []string
	// Why says why it could not be tried; "" where it was.
	Why string
}

// AddsUp reports whether what the inputs do alone adds up to the move of the joint carry:
// within the noise of the draws, or a tenth of it. It does not where an input could not be
// tried; where there is no sum for another reason, nothing says that it does not.
func (m Attributed) AddsUp() bool {
	if len(m.Untried) > 0 {
		return false
	}
	return m.Sum == nil || m.all() == nil || m.near(*m.Sum)
}

// all is the move of the joint carry; nil where it was not assessed twice.
func (m Move) all() *float64 {
	if m.Was == nil || m.Now == nil || m.Was.Joint.P == nil || m.Now.Joint.P == nil {
		return nil
	}
	by := *m.Now.Joint.P - *m.Was.Joint.P
	return &by
}

// near reports whether a difference is that of the joint carry: within the noise of the
// draws, or a tenth of it.
func (m Move) near(by float64) bool {
	all := *m.all()
	// Of figures without noise the last digits may differ.
	return math.Abs(by-all) <= max(noise(m.Was.Joint, m.Now.Joint), math.Abs(all)/10, 1e-9)
}

// Explained reports whether an input alone, or beside those that it needs, gives the verdict
// as it is now.
func (m Attributed) Explained() bool {
	return !m.Verdict || slices.ContainsFunc(m.Through, func(e Effect) bool {
		return e.Move.Now != nil && m.Now != nil && e.Move.Now.Verdict == m.Now.Verdict
	})
}

// Says says through which inputs a move came, and where they do not add up to it.
func (m Attributed) Says() string {
	var said []string
	for _, e := range m.Through {
		said = append(said, e.Input+m.alone(e))
	}
	var out []string
	switch {
	case len(said) > 0:
		out = append(out, "Through "+words.List(said)+".")
	case len(m.Untried) > 0:
		out = append(out, "No input that could be tried moves it.")
	case len(m.Needed) == 0:
		out = append(out, "No input moves it alone; together they do.")
	}
	if len(m.Needed) > 0 {
		out = append(out, "No input alone gives the verdict; it would not have moved without "+words.List(m.Needed)+".")
	} else if len(said) > 0 && !m.Explained() && len(m.Untried) == 0 {
		out = append(out, "None of these alone gives the verdict; together they do.")
	}
	switch {
	case len(m.Untried) > 0:
		out = append(out, "What these do is not known, since they could not be tried: "+words.List(m.Untried)+".")
	case !m.AddsUp():
		out = append(out, fmt.Sprintf("These do not add up: what each does alone sums to %s in ten, and together they do %s.", signed(*m.Sum), signed(*m.all())))
	}
	return strings.Join(out, " ")
}

// alone says what an input does by itself, where that is not the whole move or others do
// something too.
func (m Attributed) alone(e Effect) string {
	x := e.Move
	if x.Was == nil || x.Now == nil || len(m.Through) == 1 && m.whole(x) {
		return ""
	}
	how := "alone"
	if len(e.Beside) > 0 {
		how = "beside " + words.List(e.Beside)
	}
	if by := x.all(); by != nil && (x.Joint || len(m.Through) == 1 && m.Joint) {
		return " (" + how + " " + signed(*by) + " in ten)"
	}
	if x.Verdict {
		return " (" + how + ": " + string(x.Now.Verdict) + ")"
	}
	return ""
}

// whole reports whether what an input does is all that moved: verdict and joint carry.
func (m Attributed) whole(x Move) bool {
	if m.Was == nil || m.Now == nil {
		return true
	}
	if m.Verdict && x.Now.Verdict != m.Now.Verdict {
		return false
	}
	by := x.all()
	return m.all() == nil || by != nil && m.near(*by)
}

// signed says a difference of two shares of draws, 0-1, in draws of ten.
func signed(p float64) string {
	digits := 1
	if x := math.Abs(10 * p); x < 0.05 && x >= 0.005 {
		digits = 2
	}
	return strings.Replace(fmt.Sprintf("%+.*f", digits, 10*p), "-", "−", 1)
}

// side is one that is loaded and worked out.
type side struct {
	Side
	opt    agenda.Options // all set
	agenda *Agenda
	loaded *dossier.Dossier
}

// Between works out both sides with this program and says what moved between them, and
// through which inputs. First the older side is worked out on the newer side's day, since
// what was written since then counts from its date on; then with each differing input as the
// newer has it, and all others as they were, but for those without which it does not load.
// Of a side's files only those count that its dossier is loaded from. It fails where a side
// does not load without errors.
func Between(old, now Side) (*Result, error) {
	a, err := workOut(old)
	if err != nil {
		return nil, err
	}
	b, err := workOut(now)
	if err != nil {
		return nil, err
	}
	out := &Result{Old: a.end(), New: b.end(), MemberName: b.loaded.MemberName}
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
	out := &side{Side: s, opt: s.Options, loaded: d}
	full, err := agenda.Build(d, s.Options)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.Name, err)
	}
	// A commit holds files that no agenda is worked out from: notes, a licence, saved pages.
	out.Files = map[string][]byte{}
	for _, p := range d.InputFiles() {
		out.Files[p] = s.Files[p]
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

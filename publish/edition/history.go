package edition

import (
	"cmp"
	"slices"
	"strings"

	"entente/compare"
	"entente/dossier"
)

// Step is what moved from one edition to the next, or to the agenda in hand.
type Step struct {
	Day  dossier.Date // as of which the later one is
	Name string       // of the later one; "" for an agenda that is no edition
	// Since and SinceDay are name and day of the earlier one; "" and zero for the first.
	Since    string
	SinceDay dossier.Date
	Moves    []compare.Move // in the order of compare.Moves; empty where nothing moved
	// Program and SinceProgram worked the later and the earlier one out, with their versions;
	// "" where that is not known.
	Program, SinceProgram string
}

// Untold says of a step what its moves do not: whether they are of the method, and through
// which inputs they came. It is "" where nothing moved.
func (s Step) Untold() string {
	switch {
	case len(s.Moves) == 0:
		return ""
	case s.Program == s.SinceProgram || s.Program == "" || s.SinceProgram == "":
		return "Through which inputs is not told here; “entente diff” tells it."
	}
	return "Worked out by " + s.Program + ", and the one before by " + s.SinceProgram + ": what moved may be the method's, and no input's. " +
		"That is not told apart here, nor through which inputs it moved; “entente diff” does both."
}

// Steps gives the editions up to an agenda in hand, newest first, with what each moved:
// the first of the list is the agenda itself, as the edition name or none (""). Editions
// of a later day, and those of the same day that were kept after it, are left out: they
// come after it. One that is not kept yet comes after all of its day.
// A list of one step says that there is no earlier edition. program worked the agenda in
// hand out, if no edition of the name is kept.
func Steps(all []*Edition, now *compare.Agenda, name, program string) []Step {
	type one struct {
		name, program string
		agenda        *compare.Agenda
	}
	var line []one
	kept := slices.IndexFunc(all, func(e *Edition) bool { return e.Name == name })
	for _, e := range all {
		earlier := e.AsOf.Last().Compare(now.Dossier.AsOf.Last()) <= 0
		if kept >= 0 {
			earlier = before(e.Record, all[kept].Record) < 0
		}
		if earlier {
			line = append(line, one{e.Name, e.Program, e.Agenda})
		}
	}
	if kept >= 0 {
		program = all[kept].Program
	}
	line = append(line, one{name, program, now})
	var out []Step
	for n, x := range line {
		s := Step{Day: x.agenda.Dossier.AsOf, Name: x.name, Program: x.program}
		if n > 0 {
			was := line[n-1]
			s.Since, s.SinceDay, s.SinceProgram = was.name, was.agenda.Dossier.AsOf, was.program
			s.Moves = compare.Moves(was.agenda, x.agenda)
		}
		out = append(out, s)
	}
	slices.Reverse(out)
	return out
}

// before orders editions by the day that they are of, then as they were kept, and then by
// name, figures in it as numbers.
func before(a, b Record) int {
	return cmp.Or(a.AsOf.Last().Compare(b.AsOf.Last()), cmp.Compare(a.Order, b.Order), byNumber(a.Name, b.Name), strings.Compare(a.Name, b.Name))
}

// byNumber compares names, runs of figures as the numbers that they write.
func byNumber(a, b string) int {
	for a != "" && b != "" {
		x, y := run(a), run(b)
		m, n := strings.TrimLeft(a[:x], "0"), strings.TrimLeft(b[:y], "0")
		switch {
		case x > 0 && y > 0:
			if c := cmp.Or(cmp.Compare(len(m), len(n)), strings.Compare(m, n)); c != 0 {
				return c
			}
			a, b = a[x:], b[y:]
		case a[0] != b[0]:
			return cmp.Compare(a[0], b[0])
		default:
			a, b = a[1:], b[1:]
		}
	}
	return cmp.Compare(len(a), len(b))
}

// run is how many figures a name begins with.
func run(s string) int {
	return len(s) - len(strings.TrimLeft(s, "0123456789"))
}

package term

import (
	"fmt"
	"io"
	"strings"

	"entente/compare"
	"entente/dossier"
	"entente/words"
)

// Compared prints what moved between two sides, and through which inputs; program is what
// worked both out.
func Compared(w io.Writer, r *compare.Result, program string, s Style) error {
	p := &printer{Writer: w, Style: s}
	end := func(e compare.End) string {
		out := fmt.Sprintf("%s (as of %s", e.Name, e.AsOf)
		if e.Published {
			out += ", published by " + e.Program
		}
		return out + ")"
	}
	p.para(0, bold, fmt.Sprintf("From %s to %s", end(r.Old), end(r.New)))
	p.para(0, "", "Both are worked out by "+program+". What moved by less than the noise of the draws is left out. Figures are draws in ten in which the target is carried, and the same of delivery.")
	method := func(e compare.End, moves []compare.Move) {
		if !e.Published {
			return
		}
		p.line()
		if len(moves) == 0 {
			p.para(0, dim, fmt.Sprintf("Moves of the method: none. Of the inputs of %s this program says what was published.", e.Name))
			return
		}
		p.line(p.paint(bold, fmt.Sprintf("Moves of the method (%d)", len(moves))))
		p.para(2, "", fmt.Sprintf("Of the inputs of %s this program says otherwise than was published by %s; no input moved:", e.Name, e.Program))
		for _, m := range moves {
			p.titled(2, dossier.Escaped(m.Title), m.Says(r.MemberName))
		}
	}
	method(r.Old, r.Method)
	method(r.New, r.MethodNew)
	var groups [len(compare.Sorts)][]compare.Attributed
	for _, m := range r.Moves {
		groups[m.Sort()] = append(groups[m.Sort()], m)
	}
	if len(r.Moves) == 0 {
		p.line()
		p.line("Through inputs nothing moved.")
	}
	for sort, all := range groups {
		if len(all) == 0 {
			continue
		}
		p.line()
		p.line(p.paint(bold, fmt.Sprintf("%s (%d)", compare.Sorts[sort], len(all))))
		for _, m := range all {
			p.titled(2, dossier.Escaped(m.Title), m.Move.Says(r.MemberName))
			p.para(4, dim, dossier.Escaped(m.Says()))
		}
	}
	var inert, untried []string
	for _, in := range r.Inputs {
		switch {
		case in.Why != "":
			untried = append(untried, in.Name+": "+in.Why)
		case in.Moves == 0:
			inert = append(inert, in.Name)
		}
	}
	if len(inert)+len(untried) > 0 {
		p.line()
	}
	if n := len(inert); n > 0 {
		const shown = 8
		if n > shown {
			inert = append(inert[:shown], fmt.Sprintf("%d more", n-shown))
		}
		do := "differ and move"
		if n == 1 {
			do = "differs and moves"
		}
		p.para(0, dim, dossier.Escaped(fmt.Sprintf("%s %s nothing alone: %s.", words.Count(n, "input"), do, strings.Join(inert, "; "))))
	}
	for _, u := range untried {
		p.para(0, dim, dossier.Escaped("Not tried: "+u+"."))
	}
	return p.err
}

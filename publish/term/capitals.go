package term

import (
	"fmt"
	"strings"

	"entente/agenda"
	"entente/words"
)

// How the capitals stand beside a title, the fullest first; which one depends on
// the width and on how many there are.
type form int

const (
	bars    form = iota // a bar and its tenths
	figures             // tenths alone
	marks               // a shape under a letter, which a key explains
	below               // on lines of their own
)

const (
	barCols   = 9  // five cells, a space, two characters and a space
	lastCols  = 8  // of the delivery's figure, under its name
	titleCols = 28 // what a title needs beside them
)

// table lays out rows of capitals.
type table struct {
	form    form
	members []string // of the dossier, in its order
	alone   bool     // one member: nothing is joint
	cell    int      // columns of a capital
	title   int      // columns of a title
}

// table chooses the fullest form that leaves titles room.
func (p *printer) table(members []string) table {
	t := table{members: members, alone: len(members) == 1}
	code := 4
	for _, m := range members {
		code = max(code, words.Width(m)+1)
	}
	last := barCols + lastCols
	if t.alone {
		last = lastCols
	}
	for _, f := range []struct {
		form
		cell int
	}{{bars, max(barCols, code)}, {figures, code}, {marks, 2}} {
		t.form, t.cell, t.title = f.form, f.cell, p.width()-2-last-f.cell*len(members)
		if t.title >= titleCols && (f.form != marks || len(members) <= len(letters)) {
			return t
		}
	}
	t.form, t.cell, t.title = below, 0, p.width()-2-barCols-lastCols
	return t
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// head gives the names of the columns.
func (t table) head() string {
	s := ""
	for n, m := range t.members {
		switch t.form {
		case marks:
			s += fit(letters[n:n+1], t.cell)
		case bars, figures:
			s += fit(m, t.cell)
		}
	}
	const last = "delivery"
	if t.form == below && t.alone {
		return fit(t.members[0], barCols) + last
	}
	if t.alone {
		return s + last
	}
	return s + fit("joint", barCols) + last
}

// row gives the cells of a row: what each capital carries, then all jointly, then
// delivery. of tells whether a member is concerned, and its share; nil is not assessed.
func (t table) row(of func(member string) (share *float64, in bool), joint, delivery *float64) string {
	return t.carry(of, joint) + words.Figure(delivery)
}

func (t table) carry(of func(member string) (share *float64, in bool), joint *float64) string {
	s := ""
	if t.form != below {
		for _, m := range t.members {
			share, in := of(m)
			s += t.capital(share, in)
		}
	}
	switch {
	case t.alone && t.form != below:
		return s
	case t.form == figures || t.form == marks || t.form == bars:
		return s + share(joint)
	}
	return share(joint)
}

func (t table) capital(v *float64, in bool) string {
	switch {
	case !in:
		return fit("·", t.cell)
	case t.form == bars:
		return fit(share(v), t.cell)
	case t.form == figures:
		return fit(words.Figure(v), t.cell)
	}
	return fit(shape(v), t.cell)
}

// inPlace is a row whose rung stands already.
func (t table) inPlace() string {
	cols := t.cell * len(t.members)
	if t.alone {
		cols = 0
	}
	return strings.Repeat(" ", cols) + "in place"
}

// lines prints the capitals of a row on lines of their own where they have no
// columns.
func (p *printer) lines(t table, of func(member string) (share *float64, in bool)) {
	if t.form != below || t.alone {
		return
	}
	var parts []string
	for _, m := range t.members {
		if v, in := of(m); in {
			parts = append(parts, clean(m)+"\u00a0"+words.Figure(v))
		}
	}
	p.para(4, "", strings.Join(parts, " · "))
}

// shape is a share of draws as a mark, by the lines between verdicts.
func shape(v *float64) string {
	switch {
	case v == nil:
		return agenda.NotAssessed.Symbol()
	case *v >= 0.8:
		return agenda.Ready.Symbol()
	case *v >= 0.5:
		return agenda.WithinReach.Symbol()
	}
	return agenda.HeldBack.Symbol()
}

// share is a share of draws as a bar with its tenths.
func share(v *float64) string {
	if v == nil {
		return fit("–", barCols)
	}
	return fit(bar(*v)+" "+words.Figure(v), barCols)
}

// aDraw says what a draw is.
const aDraw = "A draw takes each judged quantity once from its range."

// key explains the columns. some says that an initiative does not concern all.
func (p *printer) key(t table, name func(code string) string, some bool) {
	who := "in which a capital, and all jointly, can carry the target"
	if t.alone {
		who = "in which the capital can carry the target"
	}
	switch t.form {
	case bars:
		who = "Bars and figures are draws in ten " + who
	case figures, below:
		who = "Figures are draws in ten " + who
	case marks:
		var all []string
		for n, m := range t.members {
			all = append(all, letters[n:n+1]+"\u00a0"+m+"\u00a0"+strings.ReplaceAll(name(m), " ", "\u00a0"))
		}
		p.para(0, "", strings.Join(all, ", "))
		who = "Marks say how often a capital can carry the target: ● in 8 of 10 draws or more, ◐ in half of them or more, ○ less often. The bar and its figure are draws in ten in which all can jointly"
	}
	s := who + ", and under “delivery” chances in ten that it is reached in time once promised; <1 and >9 are under one and over nine"
	if some {
		s += ". · not concerned"
	}
	p.para(0, dim, s+". – not assessed. "+aDraw)
}

// heading gives the title column of a table's first line.
func (t table) heading(s string) string { return fit(s, t.title+2) }

// mark puts a word behind a title, and cuts the title where both are too long.
func (t table) mark(title, mark string) (string, string) {
	if mark == "" {
		return fit(title, t.title-1) + " ", ""
	}
	return fit(title, t.title-2-words.Width(mark)), fmt.Sprintf(" %s ", mark)
}

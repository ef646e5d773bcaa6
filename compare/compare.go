// Package compare says what moved between two agendas: verdicts, carries and
// deliveries, by how much, and through which input.
package compare

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"entente/agenda"
	"entente/dossier"
)

// Agenda is what is compared of an agenda. It is read out of the agenda's JSON, of this
// version or an earlier one.
type Agenda struct {
	Version int `json:"version"`
	Dossier struct {
		Title   string       `json:"title"`
		AsOf    dossier.Date `json:"as_of"`
		Members []string     `json:"members"`
	} `json:"dossier"`
	Settings struct {
		Draws int    `json:"draws"`
		Seed  uint64 `json:"seed"`
	} `json:"settings"`
	Initiatives []*Reading `json:"initiatives"`
}

// Reading is what an agenda says of an initiative. Shares are of draws, 0-1, and nil
// where they were not assessed.
type Reading struct {
	ID       string                   `json:"id"`
	Title    string                   `json:"title"`
	Members  []string                 `json:"members"`
	Verdict  agenda.Verdict           `json:"verdict"`
	Joint    agenda.Share             `json:"joint"`
	ByMember map[string]*agenda.Share `json:"by_member"`
	Delivery *Delivery                `json:"delivery"`
	NearLine bool                     `json:"near_line"`
}

// Delivery is how likely a target is reached once promised, 0-1.
type Delivery struct {
	P float64 `json:"p"`
}

// Read reads an agenda's JSON. It fails for what is none, and for the form of a later
// version of the program.
func Read(src []byte) (*Agenda, error) {
	a := new(Agenda)
	if err := json.Unmarshal(src, a); err != nil {
		return nil, fmt.Errorf("it is no agenda: %w", err)
	}
	switch {
	case a.Version < 1 || a.Dossier.AsOf.IsZero() || a.Initiatives == nil || slices.Contains(a.Initiatives, nil):
		return nil, errors.New("it is no agenda")
	case a.Version > agenda.Version:
		return nil, fmt.Errorf("it is an agenda of version %d, and this program reads up to %d: use a later one", a.Version, agenda.Version)
	}
	return a, nil
}

// Of gives what is compared of an agenda.
func Of(a *agenda.Agenda) *Agenda {
	out := &Agenda{Version: a.Version, Initiatives: []*Reading{}}
	out.Dossier.Title, out.Dossier.AsOf, out.Dossier.Members = a.Dossier.Title, a.Dossier.AsOf, a.Dossier.Members
	out.Settings.Draws, out.Settings.Seed = a.Settings.Draws, a.Settings.Seed
	for _, i := range a.Initiatives {
		r := &Reading{ID: i.ID, Title: i.Title, Members: i.Members, Verdict: i.Verdict, Joint: i.Joint, ByMember: map[string]*agenda.Share{}, NearLine: i.NearLine}
		for code, c := range i.ByMember {
			if c != nil {
				r.ByMember[code] = &c.Share
			}
		}
		if i.Delivery != nil {
			r.Delivery = &Delivery{i.Delivery.P}
		}
		out.Initiatives = append(out.Initiatives, r)
	}
	return out
}

// Move is an initiative of which two agendas do not say the same. Was or Now is nil
// where only one of them has it.
type Move struct {
	ID, Title string
	Members   []string // codes, those of the later agenda
	Was, Now  *Reading

	Verdict  bool     // another verdict
	Joint    bool     // joint carry by more than the noise of the draws, or assessed in one alone
	Capitals []string // members whose carry so moved
	Delivery bool     // by half a figure in a hundred or more, and more than carry's noise
}

// LeastDelivery is the difference of two deliveries, 0-1, from which they are said to
// differ.
const LeastDelivery = 0.005

// noise is the difference of two shares of draws, 0-1, that other draws alone would
// exceed one time in twenty.
func noise(a, b agenda.Share) float64 {
	var x, y float64
	if a.SE != nil {
		x = *a.SE
	}
	if b.SE != nil {
		y = *b.SE
	}
	return 1.96 * math.Hypot(x, y)
}

// moved reports whether two shares differ by more than the noise of their draws. One
// that was assessed once only has moved.
func moved(a, b agenda.Share) bool {
	if a.P == nil || b.P == nil {
		return (a.P == nil) != (b.P == nil)
	}
	return math.Abs(*a.P-*b.P) > noise(a, b)
}

// Moves compares two agendas: what moved, in the order of sorts, and of each in the later
// agenda's order.
func Moves(old, now *Agenda) []Move {
	was := map[string]*Reading{}
	for _, r := range old.Initiatives {
		was[strings.ToLower(r.ID)] = r
	}
	var sorts [len(Sorts)][]Move
	add := func(m Move) {
		s := m.Sort()
		if s == OfFigures && !m.Joint && !m.Delivery && len(m.Capitals) == 0 {
			return // it stayed
		}
		sorts[s] = append(sorts[s], m)
	}
	for _, r := range now.Initiatives {
		add(moveOf(was[strings.ToLower(r.ID)], r))
		delete(was, strings.ToLower(r.ID))
	}
	for _, r := range old.Initiatives {
		if was[strings.ToLower(r.ID)] == r {
			add(moveOf(r, nil))
		}
	}
	return slices.Concat(sorts[:]...)
}

// moveOf compares two readings of one initiative; either may be nil.
func moveOf(was, now *Reading) Move {
	m := Move{Was: was, Now: now}
	if now == nil {
		m.ID, m.Title, m.Members = was.ID, was.Title, was.Members
		return m
	}
	m.ID, m.Title, m.Members = now.ID, now.Title, now.Members
	if was == nil {
		return m
	}
	m.Joint = moved(was.Joint, now.Joint)
	for _, code := range now.Members {
		if moved(share(was, code), share(now, code)) {
			m.Capitals = append(m.Capitals, code)
		}
	}
	m.Delivery = deliveryMoved(was, now)
	m.Verdict = was.Verdict != now.Verdict && !chance(m)
	return m
}

func share(r *Reading, code string) agenda.Share {
	if c := r.ByMember[code]; c != nil {
		return *c
	}
	return agenda.Share{}
}

func deliveryMoved(was, now *Reading) bool {
	if was.Delivery == nil || now.Delivery == nil {
		return (was.Delivery == nil) != (now.Delivery == nil)
	}
	least := LeastDelivery
	if a, b := was.Joint, now.Joint; a.P != nil && b.P != nil && *a.P != *b.P && !moved(a, b) {
		least = max(least, noise(a, b)) // what carry's noise may give
	}
	// A difference of exactly the least is one, whatever its last digit.
	return math.Abs(was.Delivery.P-now.Delivery.P) > least-1e-9
}

// chance reports whether a verdict reads otherwise by no more than the noise of the draws:
// a carry near a line lies on its other side, and nothing has moved.
func chance(m Move) bool {
	a, b := m.Was.Joint.P, m.Now.Joint.P
	return (m.Was.NearLine || m.Now.NearLine) && a != nil && b != nil && *a != *b && !m.Joint && len(m.Capitals) == 0
}

// Sort says what kind of move it is, as which it is listed.
type Sort int

// The sorts in the order in which they are told.
const (
	OfVerdict Sort = iota
	CameOrWent
	OfFigures
)

// Sorts are the headings of the sorts.
var Sorts = [...]string{OfVerdict: "Verdicts that moved", CameOrWent: "Came or went", OfFigures: "Carry or delivery moved, the verdict stays"}

// Sort gives the sort of a move.
func (m Move) Sort() Sort {
	switch {
	case m.Was == nil || m.Now == nil:
		return CameOrWent
	case m.Verdict:
		return OfVerdict
	}
	return OfFigures
}

// Says tells a move in words: what its verdict was and is, and each share that moved. name
// gives a member's name by its code.
func (m Move) Says(name func(code string) string) string {
	switch {
	case m.Was == nil:
		return "new: " + string(m.Now.Verdict)
	case m.Now == nil:
		return "no longer on the agenda; it was " + string(m.Was.Verdict)
	}
	said := []string{string(m.Now.Verdict)}
	if m.Verdict {
		said[0] = string(m.Was.Verdict) + " → " + said[0]
	}
	if m.Joint && len(m.Members) > 1 {
		said = append(said, "carried jointly "+shift(m.Was.Joint.P, m.Now.Joint.P))
	}
	for _, code := range m.Capitals {
		said = append(said, name(code)+" "+shift(share(m.Was, code).P, share(m.Now, code).P))
	}
	if m.Delivery {
		said = append(said, "delivery "+shift(p(m.Was.Delivery), p(m.Now.Delivery)))
	}
	return strings.Join(said, "; ")
}

func p(d *Delivery) *float64 {
	if d == nil {
		return nil
	}
	return &d.P
}

// shift says two shares of draws, 0-1, in draws of ten, and by how much they differ.
func shift(a, b *float64) string {
	tenths := func(p float64, digits int) string { return strconv.FormatFloat(10*p, 'f', digits, 64) }
	switch {
	case a == nil && b == nil:
		return "not assessed"
	case a == nil:
		return "not assessed → " + tenths(*b, 1) + " in ten"
	case b == nil:
		return tenths(*a, 1) + " in ten → not assessed"
	}
	digits := 1
	if tenths(*a, 1) == tenths(*b, 1) {
		digits = 2
	}
	by := tenths(math.Abs(*b-*a), digits)
	sign := "+"
	if *b < *a {
		sign = "−"
	}
	return fmt.Sprintf("%s → %s in ten (%s%s)", tenths(*a, digits), tenths(*b, digits), sign, by)
}

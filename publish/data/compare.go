package data

import (
	"io"
	"strings"

	"entente/agenda"
	"entente/compare"
	"entente/dossier"
)

// compareVersion is the version of the form of Compared.
const compareVersion = 1

type end struct {
	Name      string       `json:"name"`
	AsOf      dossier.Date `json:"as_of"`
	Draws     int          `json:"draws"`
	Seed      uint64       `json:"seed"`
	Published bool         `json:"published"` // an agenda is kept of it
	Program   string       `json:"program"`   // which published it; "" where none did
}

type said struct {
	Verdict  agenda.Verdict      `json:"verdict"`
	Joint    *float64            `json:"joint"`
	ByMember map[string]*float64 `json:"by_member"`
	Delivery *float64            `json:"delivery"`
}

type moved struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Members []string `json:"members"`
	Was     *said    `json:"was"` // null where it came
	Now     *said    `json:"now"` // null where it went
	// Moved has "verdict", "joint", "delivery" and codes of members, those that moved.
	Moved []string `json:"moved"`
	Says  string   `json:"says"`
}

type effect struct {
	Input   string         `json:"input"`
	Beside  []string       `json:"beside"`  // without which it does not load
	Verdict agenda.Verdict `json:"verdict"` // that it alone gives; "" where the initiative goes
	Joint   *float64       `json:"joint"`   // and the joint carry
	Moved   []string       `json:"moved"`
}

type attributed struct {
	moved
	Through []effect `json:"through"`
	Needed  []string `json:"needed"`
	Untried []string `json:"untried"` // inputs that could not be tried
	Sum     *float64 `json:"sum"`     // of what the inputs do to the joint carry alone; null where it is none
	AddsUp  bool     `json:"adds_up"` // to the move of the joint carry
	Why     string   `json:"why"`     // in words
}

type input struct {
	Name   string   `json:"name"`
	Moves  int      `json:"moves"`  // initiatives that it moves alone, or beside those
	Beside []string `json:"beside"` // without which it does not load
	Why    string   `json:"why"`    // why it could not be tried; "" where it was
}

// Compared writes what moved between two sides as JSON; program is what worked both out.
func Compared(w io.Writer, r *compare.Result, program string) error {
	out := struct {
		Version   int          `json:"version"`
		Program   string       `json:"program"`
		Old       end          `json:"old"`
		New       end          `json:"new"`
		Method    []moved      `json:"method"`
		MethodNew []moved      `json:"method_new"`
		Moves     []attributed `json:"moves"`
		Inputs    []input      `json:"inputs"`
	}{compareVersion, program, end(r.Old), end(r.New), []moved{}, []moved{}, []attributed{}, []input{}}
	for _, m := range r.Method {
		out.Method = append(out.Method, movedOf(m, r.MemberName))
	}
	for _, m := range r.MethodNew {
		out.MethodNew = append(out.MethodNew, movedOf(m, r.MemberName))
	}
	for _, m := range r.Moves {
		a := attributed{moved: movedOf(m.Move, r.MemberName), Through: []effect{}, Needed: list(m.Needed), Untried: list(m.Untried), Sum: m.Sum, AddsUp: m.AddsUp(), Why: m.Says()}
		for _, e := range m.Through {
			x := effect{Input: e.Input, Beside: list(e.Beside), Moved: whatMoved(e.Move)}
			if e.Move.Now != nil {
				x.Verdict, x.Joint = e.Move.Now.Verdict, e.Move.Now.Joint.P
			}
			a.Through = append(a.Through, x)
		}
		out.Moves = append(out.Moves, a)
	}
	for _, in := range r.Inputs {
		out.Inputs = append(out.Inputs, input{in.Name, in.Moves, list(in.Beside), in.Why})
	}
	return encode(w, out)
}

func whatMoved(m compare.Move) []string {
	out := []string{}
	if m.Verdict || m.Was == nil || m.Now == nil {
		out = append(out, "verdict")
	}
	if m.Joint {
		out = append(out, "joint")
	}
	out = append(out, m.Capitals...)
	if m.Delivery {
		out = append(out, "delivery")
	}
	return out
}

func movedOf(m compare.Move, name func(string) string) moved {
	return moved{ID: m.ID, Title: m.Title, Members: list(m.Members), Was: saidOf(m.Was), Now: saidOf(m.Now), Moved: whatMoved(m), Says: m.Says(name)}
}

func saidOf(r *compare.Reading) *said {
	if r == nil {
		return nil
	}
	s := &said{Verdict: r.Verdict, Joint: r.Joint.P, ByMember: map[string]*float64{}}
	for code, c := range r.ByMember {
		if c != nil {
			s.ByMember[code] = c.P
		}
	}
	if r.Delivery != nil {
		s.Delivery = &r.Delivery.P
	}
	return s
}

// ComparedCSV writes a row an initiative that moved: shares are of draws, 0-1, and blank
// where they were not assessed, verdicts where there was none.
func ComparedCSV(w io.Writer, r *compare.Result) error {
	t := newTable(w, "id", "title", "moved", "verdict_was", "verdict_now", "joint_was", "joint_now", "delivery_was", "delivery_now", "through", "why")
	for _, m := range r.Moves {
		verdict := func(s *said) (string, *float64, *float64) {
			if s == nil {
				return "", nil, nil
			}
			return string(s.Verdict), s.Joint, s.Delivery
		}
		va, ja, da := verdict(saidOf(m.Was))
		vb, jb, db := verdict(saidOf(m.Now))
		var through []string
		for _, e := range m.Through {
			through = append(through, e.Input)
		}
		t.row(m.ID, m.Title, strings.Join(whatMoved(m.Move), " "), va, vb, Share(ja), Share(jb), Share(da), Share(db), strings.Join(through, "; "), m.Says())
	}
	return t.end()
}

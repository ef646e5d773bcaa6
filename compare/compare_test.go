package compare

import (
	"math"
	"strings"
	"testing"

	"entente/agenda"
)

// sh is a share of 10,000 draws with its standard error.
func sh(p float64) agenda.Share {
	se := math.Sqrt(p * (1 - p) / 10000)
	return agenda.Share{P: &p, SE: &se}
}

func reading(verdict agenda.Verdict, joint, a, b float64, delivery float64) *Reading {
	x, y := sh(a), sh(b)
	return &Reading{ID: "w", Title: "Works", Members: []string{"XAA", "XAB"}, Verdict: verdict, Joint: sh(joint), ByMember: map[string]*agenda.Share{"XAA": &x, "XAB": &y}, Delivery: &Delivery{delivery}}
}

// The standard error of 0.5 of 10,000 draws is 0.005, and that of the difference of two
// such 0.00707: what differs by less than 1.96 of it, 0.01386, has not moved.
func TestMoves(t *testing.T) {
	base := reading(agenda.WithinReach, 0.5, 0.5, 0.9, 0.4)
	near := reading(agenda.Ready, 0.805, 0.9, 0.9, 0.4)
	near.NearLine = true
	for name, c := range map[string]struct {
		was, now *Reading
		says     string // "" where nothing moved
	}{
		"nothing":                      {base, base, ""},
		"joint within noise":           {base, reading(agenda.WithinReach, 0.5138, 0.5, 0.9, 0.4), ""},
		"joint past noise":             {base, reading(agenda.WithinReach, 0.514, 0.5, 0.9, 0.4), "within reach; carried jointly 5.0 → 5.1 in ten (+0.1)"},
		"joint, a last figure":         {reading(agenda.Ready, 0.9971, 0.5, 0.9, 0.4), reading(agenda.Ready, 0.9999, 0.5, 0.9, 0.4), "ready; carried jointly 9.97 → 10.00 in ten (+0.03)"},
		"a member down":                {base, reading(agenda.WithinReach, 0.5, 0.25, 0.9, 0.4), "within reach; Aland 5.0 → 2.5 in ten (−2.5)"},
		"a verdict":                    {base, reading(agenda.HeldBack, 0.2, 0.2, 0.9, 0.4), "within reach → held back; carried jointly 5.0 → 2.0 in ten (−3.0); Aland 5.0 → 2.0 in ten (−3.0)"},
		"delivery":                     {base, reading(agenda.WithinReach, 0.5, 0.5, 0.9, 0.405), "within reach; delivery 4.0 → 4.1 in ten (+0.1)"},
		"delivery by less":             {base, reading(agenda.WithinReach, 0.5, 0.5, 0.9, 0.4049), ""},
		"delivery by the draws' noise": {base, reading(agenda.WithinReach, 0.505, 0.5, 0.9, 0.41), ""},
		"a line crossed by noise":      {reading(agenda.WithinReach, 0.795, 0.9, 0.9, 0.4), near, ""},
		"a line crossed by more":       {reading(agenda.WithinReach, 0.6, 0.9, 0.9, 0.4), near, "within reach → ready; carried jointly 6.0 → 8.1 in ten (+2.1)"},
		"a lever, carry as it was":     {reading(agenda.WithinReach, 0.3, 0.9, 0.9, 0.4), reading(agenda.HeldBack, 0.3, 0.9, 0.9, 0.4), "within reach → held back"},
		"new":                          {nil, base, "new: within reach"},
		"gone":                         {base, nil, "no longer on the agenda; it was within reach"},
		"assessed no longer":           {base, &Reading{ID: "w", Members: base.Members, Verdict: agenda.NotAssessed}, "within reach → not assessed; carried jointly 5.0 in ten → not assessed; Aland 5.0 in ten → not assessed; Beland 9.0 in ten → not assessed; delivery 4.0 in ten → not assessed"},
	} {
		of := func(r *Reading) *Agenda {
			a := &Agenda{Initiatives: []*Reading{}}
			if r != nil {
				a.Initiatives = append(a.Initiatives, r)
			}
			return a
		}
		moves := Moves(of(c.was), of(c.now))
		said := ""
		for _, m := range moves {
			said += m.Says(func(code string) string { return map[string]string{"XAA": "Aland", "XAB": "Beland"}[code] })
		}
		if said != c.says {
			t.Errorf("%s: %q, want %q", name, said, c.says)
		}
	}
}

// Verdicts come first, then what came and went, then the rest, each in the agenda's order.
func TestMovesOrder(t *testing.T) {
	of := func(rs ...*Reading) *Agenda { return &Agenda{Initiatives: rs} }
	named := func(id string, r *Reading) *Reading { r.ID = id; return r }
	moves := Moves(
		of(named("a", reading(agenda.Ready, 0.9, 1, 1, 0)), named("Gone", reading(agenda.Ready, 0.9, 1, 1, 0)), named("c", reading(agenda.Ready, 0.9, 1, 1, 0)), named("same", reading(agenda.Ready, 0.9, 1, 1, 0))),
		of(named("a", reading(agenda.Ready, 0.85, 1, 1, 0)), named("new", reading(agenda.Ready, 0.9, 1, 1, 0)), named("C", reading(agenda.HeldBack, 0.1, 1, 1, 0)), named("same", reading(agenda.Ready, 0.9, 1, 1, 0))))
	var ids []string
	for _, m := range moves {
		ids = append(ids, m.ID)
	}
	if got := strings.Join(ids, " "); got != "C new Gone a" {
		t.Error(got)
	}
}

func TestRead(t *testing.T) {
	const good = `{"version":2,"dossier":{"title":"T","as_of":"2026-03","members":["XAA"]},"settings":{"draws":1000,"seed":7},"initiatives":[{"id":"w","title":"Works","members":["XAA"],"verdict":"ready","joint":{"p":0.9,"se":0.01},"by_member":{"XAA":{"p":0.9,"se":0.01,"gain":1}},"delivery":{"p":0.5}}]}`
	a, err := Read([]byte(good))
	if err != nil {
		t.Fatal(err)
	}
	if a.Dossier.AsOf.String() != "2026-03" || a.Settings.Seed != 7 || *a.Initiatives[0].ByMember["XAA"].P != 0.9 || a.Initiatives[0].Delivery.P != 0.5 {
		t.Errorf("%+v", a)
	}
	for name, c := range map[string][2]string{
		"no JSON": {"{", "it is no agenda"}, "another file": {"{}", "it is no agenda"}, "a later form": {strings.Replace(good, `"version":2`, `"version":99`, 1), "use a later one"},
		"no day": {strings.Replace(good, "2026-03", "", 1), "it is no agenda"}, "a wrong day": {strings.Replace(good, "2026-03", "2026-13", 1), "2026-13"},
		"nothing": {strings.Replace(good, `[{"id"`, `[null,{"id"`, 1), "it is no agenda"}, "a list": {"[]", "it is no agenda"},
	} {
		if _, err := Read([]byte(c[0])); err == nil || !strings.Contains(err.Error(), c[1]) {
			t.Errorf("%s: %v, want %q", name, err, c[1])
		}
	}
}

package term_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"entente/agenda"
	"entente/dossier"
	"entente/publish/term"
)

// doubt sets everything that a dossier holds to confirmed: no.
func doubt(v reflect.Value, seen map[uintptr]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && !seen[v.Pointer()] {
			seen[v.Pointer()] = true
			doubt(v.Elem(), seen)
		}
	case reflect.Slice:
		for i := range v.Len() {
			doubt(v.Index(i), seen)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			switch {
			case !f.IsExported():
			case f.Type == reflect.TypeFor[dossier.Confirmed]():
				v.Field(i).SetBool(false)
			case f.Tag.Get("yaml") == "confirmed":
				v.Field(i).SetString("no")
			default:
				doubt(v.Field(i), seen)
			}
		}
	}
}

// TestTerminalKeepsMarks sets all of a dossier to not confirmed and holds that each
// reason, level and promise that `explain` prints has its mark behind it, and each
// initiative of the agenda one under its row.
func TestTerminalKeepsMarks(t *testing.T) {
	d, _, err := dossier.Load("../../examples/trilateral")
	if err != nil {
		t.Fatal(err)
	}
	doubt(reflect.ValueOf(d), map[uintptr]bool{})
	a, err := agenda.Build(d, agenda.Options{Draws: 200})
	if err != nil {
		t.Fatal(err)
	}
	words := func(s string) string { return strings.TrimRight(strings.Join(strings.Fields(s), " "), ".") }
	seen := map[string]int{}
	for _, i := range a.Initiatives {
		var b bytes.Buffer
		if err := term.Explain(&b, d, a, i.Doc, term.Style{Width: 120}); err != nil {
			t.Fatal(err)
		}
		text := words(b.String())
		check := func(kind, s string) {
			s = words(s)
			for rest := text; len(s) > 15; {
				_, after, ok := strings.Cut(rest, s)
				if !ok {
					return
				}
				seen[kind]++
				if near := after[:min(len(after), 260)]; !strings.Contains(near, dossier.NotConfirmed) {
					t.Errorf("%s: %s has no mark: %q", i.ID, kind, s+near)
				}
				rest = after
			}
		}
		for _, c := range i.ByMember {
			for _, p := range c.Players {
				check("stance", p.Because)
			}
		}
		for _, h := range i.Doc.History {
			check("history", d.Say(h.What))
		}
		for _, c := range d.Commitments {
			if c.Initiative == i.ID {
				check("promise", c.Text)
			}
		}
	}
	if seen["stance"] == 0 {
		t.Errorf("nothing was met: %v", seen)
	}
	var b bytes.Buffer
	if err := term.Agenda(&b, d, a, term.Style{Width: 120}, 0); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(words(b.String()), dossier.NotConfirmed+": the initiative itself"); n != len(a.Initiatives) {
		t.Errorf("%d of %d initiatives have a mark", n, len(a.Initiatives))
	}
}

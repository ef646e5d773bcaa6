package agenda

import (
	"fmt"
	"strings"
	"testing"

	"entente/dossier"
)

// Three months from 31 March: what is over is left out, what lasts stands in the first
// month shown, and a closed span in each that it reaches into.
func TestAhead(t *testing.T) {
	on := func(s string) dossier.Date {
		d, err := dossier.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	d := &dossier.Dossier{Header: &dossier.Header{}}
	for _, c := range []struct{ title, from, to, member string }{
		{"over", "2026-03-30", "", "XAR"}, {"today", "2026-03-31", "", "XAR"}, {"lasts", "2026-01-10", "2026-04-02", "XBE"}, {"both", "2026-04-05", "", "XAR+XBE"},
		{"all", "2026-05", "", "ALL"}, {"last", "2026-05-31", "", "XBE"}, {"beyond", "2026-06-01", "", "XBE"},
	} {
		x := &dossier.CalendarDate{Title: c.title, Date: on(c.from), Member: dossier.Codes(strings.Split(c.member, "+"))}
		if c.to != "" {
			x.End = on(c.to)
		}
		d.Calendar = append(d.Calendar, x)
	}
	span := func(from, until string) []*dossier.Span { return []*dossier.Span{{From: on(from), Until: on(until)}} }
	a := &Agenda{Dossier: About{AsOf: on("2026-03-31")}, Constraints: []*Constraint{
		{ID: "vote", Members: []string{"XAR"}, Doc: &dossier.Constraint{Closed: span("2026-04-30", "2026-05-02")}},
		{ID: "standing", Members: []string{"XBE"}, Doc: &dossier.Constraint{Closed: []*dossier.Span{{From: on("2020")}}}},
		{ID: "past", Members: []string{"XBE"}, Doc: &dossier.Constraint{Closed: span("2026-01-01", "2026-03-01")}},
	}}
	var got strings.Builder
	for _, m := range a.Ahead(d, 3) {
		fmt.Fprintf(&got, "%s:", m.Month)
		for _, code := range []string{"XAR", "XBE"} {
			for _, c := range m.Own[code] {
				got.WriteString(" " + code + " " + c.Title)
			}
			for _, c := range m.Closed[code] {
				got.WriteString(" " + code + " closed by " + c.ID)
			}
		}
		for _, c := range m.Joint {
			got.WriteString(" joint " + c.Title)
		}
		got.WriteString("\n")
	}
	want := "2026-03: XAR today XBE lasts\n2026-04: XAR closed by vote joint both\n2026-05: XAR closed by vote XBE last joint all\n"
	if got.String() != want {
		t.Errorf("%s\nwant\n%s", got.String(), want)
	}
}

package agenda

import (
	"testing"

	"entente/dossier"
)

// TestNextDate holds that a parliament's next date is its own election or budget,
// not the election of its member's executive, in whatever language that is named.
func TestNextDate(t *testing.T) {
	day := func(y, m int) dossier.Date { return dossier.Date{Year: y, Month: m} }
	player := func(id, kind string, name dossier.Text) *dossier.Player {
		return &dossier.Player{ID: dossier.Ref{ID: id}, Kind: kind, Name: name, Member: "XAA"}
	}
	president := player("head", "executive", dossier.Text{By: map[string]string{"en": "President", "ru": "Президент"}})
	house := player("house", "legislature", dossier.Text{Plain: "House"})
	party := player("party", "party", dossier.Text{Plain: "Green Party"})
	for _, c := range []struct {
		title string
		own   bool
	}{
		{"Presidential election", false}, {"Президентские выборы", false}, {"Election of the House", true},
		{"Election of the President and the House", true}, {"General election", true},
	} {
		d := &dossier.Dossier{Members: []*dossier.Member{{Code: dossier.Ref{ID: "XAA"}, Players: []*dossier.Player{president, house, party}}}}
		d.Calendar = []*dossier.CalendarDate{
			{Date: day(2026, 5), Member: dossier.Codes{"XAA"}, Kind: "election", Title: c.title},
			{Date: day(2026, 9), Member: dossier.Codes{"XAA"}, Kind: "budget", Title: "The budget"},
		}
		b := &builder{d: d, day: day(2026, 3).First()}
		want := day(2026, 9)
		if c.own {
			want = day(2026, 5)
		}
		for _, p := range []*dossier.Player{house, party} {
			if got := b.nextDate("XAA", p); got == nil || got.Date != want {
				t.Errorf("%q: the next date of %s is %v, want %v", c.title, p.ID.ID, got, want)
			}
		}
	}
}

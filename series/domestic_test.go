package series

import (
	"testing"
	"time"

	"entente/dossier"
	"entente/event"
)

// TestDomesticEventsStayOut holds that acts inside a country never enter relations,
// not even where a row names another country as the target.
func TestDomesticEventsStayOut(t *testing.T) {
	day, err := dossier.ParseDate("2025-07-01")
	if err != nil {
		t.Fatal(err)
	}
	d := &dossier.Dossier{}
	for _, typ := range dossier.EventTypes() {
		d.Events = append(d.Events, &dossier.Event{ID: typ.Name, Date: day, Actor: "XAR", Target: "XBE", Type: typ.Name, Summary: "It acts"})
	}
	own := DossierEvents{D: d, AsOf: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), By: ByMonth}
	got := map[string]bool{}
	for _, r := range own.all(event.Query{From: event.NoDay, To: event.NoDay, KnownBy: event.NoDay}) {
		got[r.ID] = true
	}
	for _, typ := range dossier.EventTypes() {
		if got[typ.Name] == typ.Domestic {
			t.Errorf("%s enters relations: %v", typ.Name, got[typ.Name])
		}
	}
}

// Package agendatest builds agendas for tests.
package agendatest

import (
	"testing"

	"entente/agenda"
	"entente/dossier"
)

// Build works out an agenda, from 1,000 draws where the options state none.
func Build(t testing.TB, d *dossier.Dossier, opt agenda.Options) *agenda.Agenda {
	t.Helper()
	if opt.Draws == 0 {
		opt.Draws = 1000
	}
	a, err := agenda.Build(d, opt)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// One gives an initiative of an agenda.
func One(t testing.TB, a *agenda.Agenda, id string) *agenda.Initiative {
	t.Helper()
	for _, i := range a.Initiatives {
		if i.ID == id {
			return i
		}
	}
	t.Fatalf("the agenda lacks %s", id)
	return nil
}

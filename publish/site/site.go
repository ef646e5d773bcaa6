package site

import (
	"entente/agenda"
	"entente/dossier"
)

func Write(d *dossier.Dossier, a *agenda.Agenda, out string) (int, error) { return 0, nil }

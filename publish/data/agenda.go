package data

import (
	"io"
	"strconv"
	"strings"

	"entente/agenda"
	"entente/dossier"
)

// Agenda writes an agenda, or one initiative of it, as JSON. Its form is the
// agenda's own: see agenda.Version.
func Agenda(w io.Writer, a *agenda.Agenda) error { return encode(w, a) }

// AgendaCSV writes a row an initiative: shares are of draws, 0-1, blank where not
// assessed, and delivery is 0-1, blank where it was not worked out.
func AgendaCSV(w io.Writer, a *agenda.Agenda) error {
	head := []string{"id", "title", "area", "members", "target", "target_level", "status_quo", "verdict", "quick_win", "joint", "delivery", "delivery_low", "delivery_high", "if_promised"}
	for _, m := range a.Dossier.Members {
		head = append(head, "carry_"+m, "gain_"+m)
	}
	t := newTable(w, append(head, "common_gain", "held_back_by", "lever", "lever_cost", "lever_to", "waits_until", "near_line", "hangs", "unconfirmed")...)
	for _, i := range a.Initiatives {
		row := []string{i.ID, i.Title, i.Area, strings.Join(i.Members, "+"), i.Target.Rung, Number(i.Target.Level), Number(i.StatusQuo.Level),
			string(i.Verdict), dossier.YesOrNo(i.QuickWin), Share(i.Joint.P)}
		if d := i.Delivery; d != nil {
			row = append(row, Share(&d.P), Share(&d.Low), Share(&d.High), dossier.YesOrNo(d.IfPromised))
		} else {
			row = append(row, "", "", "", "")
		}
		for _, m := range a.Dossier.Members {
			if b := i.ByMember[m]; b != nil {
				row = append(row, Share(b.P), Share(b.Gain))
			} else {
				row = append(row, "", "")
			}
		}
		held, lever, cost, to, waits := "", "", "", "", ""
		if len(i.HeldBackBy) > 0 {
			held = i.HeldBackBy[0].ID
		}
		if len(i.Levers) > 0 {
			lever, cost = i.Levers[0].Words, strconv.FormatFloat(i.Levers[0].Cost, 'f', 2, 64)
			to = i.Levers[0].To
		}
		if i.Waits != nil {
			waits = i.Waits.Until.String()
		}
		t.row(append(row, Share(i.CommonGain), held, lever, cost, to, waits, dossier.YesOrNo(i.NearLine), dossier.YesOrNo(len(i.Hangs) > 0), strings.Join(a.Unconfirmed(i), " "))...)
	}
	return t.end()
}

// whatIfVersion is the version of the form of WhatIf: that of the agendas in it.
const whatIfVersion = agenda.Version

// WhatIf writes an agenda before and after changes, as JSON.
func WhatIf(w io.Writer, before, after *agenda.Agenda) error {
	return encode(w, struct {
		Version int            `json:"version"`
		Before  *agenda.Agenda `json:"before"`
		After   *agenda.Agenda `json:"after"`
	}{whatIfVersion, before, after})
}

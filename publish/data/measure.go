package data

import (
	"io"
	"strings"

	"entente/series"
)

// Measurement writes a measurement as JSON. Its form is the measurement's own: see
// series.MeasurementVersion.
func Measurement(w io.Writer, m *series.Measurement) error { return encode(w, m) }

// RelationsCSV writes a row a relation and period: the ratio is blank below the
// minimum.
func RelationsCSV(w io.Writer, m *series.Measurement) error {
	t := newTable(w, "origin", "source", "target", "area", "period", "from", "to", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict", "volume", "index", "low95", "high95", "score", "confirmed")
	for _, r := range m.Relations {
		for _, p := range r.Points {
			t.row(r.Origin, r.Source, r.Target, r.Area, p.Period, p.From, p.To, whole(p.VerbalCooperation), whole(p.MaterialCooperation), whole(p.VerbalConflict), whole(p.MaterialConflict),
				whole(p.Volume), Share(p.Index), Share(p.Low), Share(p.High), Share(p.Score), confirmed(p.Unconfirmed))
		}
	}
	return t.end()
}

// OpinionCSV writes a row a wave, with the level behind it; the column break says
// why a level begins anew.
func OpinionCSV(w io.Writer, m *series.Measurement) error {
	t := newTable(w, "series", "date", "value", "se", "level", "low80", "high80", "low95", "high95", "break", "confirmed")
	for _, o := range m.Opinion {
		for _, s := range o.Segments {
			for i, p := range s.Points {
				why := ""
				if i == 0 {
					why = s.Break
				}
				l := p.Level
				t.row(o.Series, p.Date.String(), Share(&p.Value), Share(&p.SE), Share(&l.Value), Share(&l.Low80), Share(&l.High80), Share(&l.Low95), Share(&l.High95), why, confirmed(p.Unconfirmed))
			}
		}
	}
	return t.end()
}

// confirmed is a cell of the column confirmed, as the dossier's own tables have it:
// blank is yes.
func confirmed(not bool) string {
	if not {
		return "no"
	}
	return ""
}

// Events writes the events behind a point as JSON: see series.EventListVersion.
func Events(w io.Writer, l *series.EventList) error { return encode(w, l) }

// EventsCSV writes a row an event, its addresses parted by spaces.
func EventsCSV(w io.Writer, l *series.EventList) error {
	t := newTable(w, "origin", "id", "date", "source", "source_actor", "target", "target_actor", "code", "type", "class", "text", "ref", "confirmed")
	for _, e := range l.Events {
		t.row(e.Origin, e.ID, e.Date, e.Source, e.SourceActor, e.Target, e.TargetActor, e.Code, e.Type, e.Class, e.Text, strings.Join(e.Addresses, " "), confirmed(e.Unconfirmed))
	}
	return t.end()
}

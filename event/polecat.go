package event

import (
	"context"
	"io"
	"strings"

	"entente/country"
)

// polecat reads POLECAT's files of events in the PLOVER ontology
// (doi:10.7910/DVN/AJGVIT): tab-separated with a header, read by the names in it.
// Rows that are not UTF-8 are taken as Latin-1. The key of a record is its event
// id with the date, the act and both actors: one story repeats another's events
// under the same id.
type polecat struct{ o Options }

var _ Format = polecat{}

var polecatTable = table{
	name: "POLECAT", delim: '\t', latin1: true, dates: []string{"event_date", "publication_date"},
	required: []string{"event_id", "event_date", "event_type", "event_mode", "actor_name", "actor_country", "recipient_name", "recipient_country"},
	missing:  [][]string{{"intensity", "event_intensity"}},
}

func (polecat) Origin() Origin { return POLECAT }

// Recognise looks at the header.
func (polecat) Recognise(head []byte) int {
	if headerHas(head, "event_id", "event_type", "event_mode", "actor_name", "recipient_name") {
		return 95
	}
	return 0
}

// Scan reads a file.
func (f polecat) Scan(ctx context.Context, in io.Reader, yield func([]Record) error, reject func(RejectedRow) error) error {
	s := newScan(ctx, f.o, yield, reject)
	return polecatTable.read(s, in, func(c *cells, r *Record) fault { return f.row(s, c, r) })
}

func (f polecat) row(s *scan, c *cells, r *Record) fault {
	var ok bool
	r.Origin, r.Root, r.Deaths, r.Tone = POLECAT, true, -1, nan32
	if r.ID = c.get("event_id"); r.ID == "" {
		return c.fault("event_id", "the row has no event id")
	}
	if r.Date, ok = c.h.order.date(c.get("event_date")); !ok {
		return c.fault("event_date", notADay)
	}
	r.Until, r.Known = r.Date, r.Date
	if published := c.get("publication_date"); published != "" {
		if r.Known, ok = c.h.order.date(published); !ok {
			return c.fault("publication_date", notADay)
		}
	}
	if bad := f.act(s, c, r); bad.reason != "" {
		return bad
	}
	r.Source = f.actor(s, c, r.Date, "actor")
	r.Target = f.actor(s, c, r.Date, "recipient")
	if bad := c.place(r, "placename", "province", "latitude", "longitude"); bad.reason != "" {
		return bad
	}
	if r.Place.Name == "" {
		r.Place.Name = c.get("city")
	}
	where := firstOf(c.get("country"))
	s.lies(r, land(where), where)
	r.Key = keyOf(r.ID, r.Date.String(), r.Type.String(), r.Code, r.Source.Code, r.Target.Code)
	for _, name := range []string{"headline", "event_text", "contexts"} {
		if r.Text == "" {
			r.Text = c.get(name)
		}
	}
	r.Ref = c.get("source")
	return fault{}
}

func (f polecat) act(s *scan, c *cells, r *Record) fault {
	var ok bool
	if r.Type, ok = ParseType(strings.ToUpper(c.get("event_type"))); !ok {
		return c.fault("event_type", "the event type is none of PLOVER's sixteen")
	}
	r.Code = strings.ToLower(c.get("event_mode"))
	if r.Quad, ok = quadByName(c.get("quad_code")); !ok {
		return c.fault("quad_code", "the quad class is not 1 to 4, nor verbal or material cooperation or conflict")
	}
	if r.Quad == NoQuad {
		r.Quad = s.o.Settings.QuadOf(r.Type)
	}
	name := "intensity"
	if c.col(name) == 0 {
		name = "event_intensity"
	}
	if r.Score, ok = float32Or(c.get(name)); !ok || r.Score < -10 || r.Score > 10 {
		return c.fault(name, "the intensity is no number from -10 to 10")
	}
	if r.Score != r.Score {
		r.Score = s.o.Settings.ScoreOf(r.Type, r.Code)
	}
	return fault{}
}

// actor reads one side. Where several are joined by semicolons, the code keeps them
// all, and the first gives name, country and sector.
func (polecat) actor(s *scan, c *cells, day Day, side string) Actor {
	a := Actor{Code: c.get(side + "_name")}
	a.Name = firstOf(a.Code)
	prefix := "primary_" + side
	a.Sector = firstOf(c.get(prefix + "_sector"))
	switch home, cow := firstOf(c.get(side+"_country")), firstOf(c.get(side+"_cow")); {
	case home != "":
		s.stands(&a, land(home), home, day)
	case cow != "":
		s.stands(&a, country.COW, strings.TrimSuffix(cow, ".0"), day)
	}
	return a
}

// firstOf gives the first of several values joined by semicolons.
func firstOf(s string) string {
	first, _, _ := strings.Cut(s, ";")
	return strings.TrimSpace(first)
}

// quadByName reads a quad class as a number or in words, and gives NoQuad for none.
func quadByName(s string) (Quad, bool) {
	s = strings.ToLower(s)
	verbal, material := strings.HasPrefix(s, "v"), strings.HasPrefix(s, "m")
	coop, conf := strings.Contains(s, "coop"), strings.Contains(s, "conf")
	switch {
	case s == "":
		return NoQuad, true
	case s == "1" || verbal && coop:
		return VerbalCooperation, true
	case s == "2" || material && coop:
		return MaterialCooperation, true
	case s == "3" || verbal && conf:
		return VerbalConflict, true
	case s == "4" || material && conf:
		return MaterialConflict, true
	}
	return NoQuad, false
}

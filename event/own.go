package event

import (
	"context"
	"io"
	"strings"

	"entente/country"
	"entente/dossier"
)

// own reads our own CSV, for events that a group codes itself or converts. Its
// columns are those of a dossier's events.csv, with further ones for what a record
// holds besides; see docs/events.md. The key of a record is its id.
type own struct{ o Options }

var _ Format = own{}

var ownTable = table{
	name: "our CSV", delim: ',', quotes: true,
	required: []string{"id", "date", "source_actor", "target_actor"},
	missing:  [][]string{{"type", "code"}},
}

func (own) Origin() Origin { return Own }

// Recognise looks at the header.
func (own) Recognise(head []byte) int {
	if headerHas(head, "id", "date", "source_actor", "target_actor") {
		return 90
	}
	return 0
}

// Scan reads a file.
func (f own) Scan(ctx context.Context, in io.Reader, yield func([]Record) error, reject func(RejectedRow) error) error {
	s := newScan(ctx, f.o, yield, reject)
	return ownTable.read(s, in, func(c *cells, r *Record) fault { return f.row(s, c, r) })
}

func (f own) row(s *scan, c *cells, r *Record) fault {
	var ok bool
	r.Origin, r.Root = Own, true
	if r.ID = c.get("id"); r.ID == "" {
		return c.fault("id", "the row has no id")
	}
	r.Key = keyOf(r.ID)
	if r.Date, ok = isoDate(c.get("date")); !ok {
		return c.fault("date", "the date is no day written as 2025-05-16")
	}
	r.Until, r.Known = r.Date, r.Date
	for _, d := range []struct {
		name string
		to   *Day
	}{{"until", &r.Until}, {"known", &r.Known}} {
		if v := c.get(d.name); v != "" {
			if *d.to, ok = isoDate(v); !ok {
				return c.fault(d.name, "the date is no day written as 2025-05-16")
			}
		}
	}
	if r.Until < r.Date {
		return c.fault("until", "the event ends before it begins")
	}
	if bad := f.act(s, c, r); bad.reason != "" {
		return bad
	}
	if bad := f.numbers(c, r); bad.reason != "" {
		return bad
	}
	r.Source = f.actor(s, c, r.Date, "source")
	r.Target = f.actor(s, c, r.Date, "target")
	if dossier.DomesticType(r.Code) && r.Target.Country != "" && r.Target.Country != r.Source.Country {
		return c.fault("target_actor", r.Code+" is an act inside a country, and the target is another")
	}
	r.Text, r.Ref = c.get("summary"), c.get("source")
	if bad := c.place(r, "place", "admin", "latitude", "longitude"); bad.reason != "" {
		return bad
	}
	where := c.get("place_country")
	s.lies(r, land(where), where)
	return fault{}
}

// act reads what was done: a PLOVER type, a CAMEO code, or both. Neither is an act
// without a type.
func (f own) act(s *scan, c *cells, r *Record) fault {
	var ok bool
	if r.Code = c.get("code"); r.Code != "" && !cameoCode(r.Code) {
		return c.fault("code", "the code is no CAMEO code of two to four digits; 020 must keep its zero")
	}
	r.Type = s.o.Settings.TypeOf(r.Code)
	if name := c.get("type"); name != "" {
		if r.Type, ok = ParseType(name); !ok {
			if !dossier.DomesticType(name) {
				return c.fault("type", "the event type is none of PLOVER's sixteen, in capitals, nor of acts inside a country")
			}
			r.Code = name // kept, and never counted between countries: it has no PLOVER type
		}
	}
	if r.Quad, ok = quadByName(c.get("quad")); !ok {
		return c.fault("quad", "the quad class is not 1 to 4")
	}
	if r.Quad == NoQuad {
		if r.Quad = s.o.Settings.QuadOf(r.Type); r.Quad == NoQuad {
			r.Quad = CAMEOQuad(r.Code)
		}
	}
	if r.Score, ok = float32Or(c.get("score")); !ok || r.Score < -10 || r.Score > 10 {
		return c.fault("score", "the score is no number from -10 to 10")
	}
	return fault{}
}

func (own) numbers(c *cells, r *Record) fault {
	var ok bool
	for _, n := range []struct {
		name string
		to   *int32
	}{{"mentions", &r.Mentions}, {"sources", &r.Sources}, {"articles", &r.Articles}} {
		if *n.to, ok = count(c.get(n.name)); !ok {
			return c.fault(n.name, notWhole)
		}
	}
	if r.Tone, ok = float32Or(c.get("tone")); !ok {
		return c.fault("tone", "the tone is no number")
	}
	r.Deaths = -1
	if v := c.get("deaths"); v != "" {
		if r.Deaths, ok = count(v); !ok {
			return c.fault("deaths", notWhole)
		}
	}
	return fault{}
}

// actor reads one side: an ISO code, with a body after a colon (JPN:MOFA). Of joint
// actors (JPN+KOR) the first gives the country.
func (own) actor(s *scan, c *cells, day Day, side string) Actor {
	a := Actor{Code: c.get(side + "_actor"), Name: c.get(side + "_name"), Sector: c.get(side + "_sector")}
	if a.Name == "" {
		a.Name = a.Code
	}
	for first := range dossier.Actors(a.Code).Each() {
		if code := first.Country; len(code) == 3 && code == strings.ToUpper(code) {
			a.Country = s.country(country.ISO3, code, day)
		}
		break
	}
	return a
}

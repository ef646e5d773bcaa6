package event

import (
	"context"
	"io"
	"strconv"
	"strings"
	"time"

	"entente/country"
)

// acled reads the exports of the Armed Conflict Location and Event Data project:
// comma-separated with a header. The key of a record is its event_id_cnty. ACLED's
// terms forbid passing rows on: see MayExport.
type acled struct{ o Options }

var _ Format = acled{}

var acledTable = table{
	name: "ACLED", delim: ',', quotes: true, dates: []string{"event_date"},
	required: []string{"event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "inter1", "actor2", "inter2", "iso", "country", "latitude", "longitude", "fatalities"},
}

func (acled) Origin() Origin { return ACLED }

// Recognise looks at the header.
func (acled) Recognise(head []byte) int {
	if headerHas(head, "event_id_cnty", "event_date", "sub_event_type") {
		return 95
	}
	return 0
}

// Scan reads a file.
func (f acled) Scan(ctx context.Context, in io.Reader, yield func([]Record) error, reject func(RejectedRow) error) error {
	s := newScan(ctx, f.o, yield, reject)
	return acledTable.read(s, in, func(c *cells, r *Record) fault { return f.row(s, c, r) })
}

func (f acled) row(s *scan, c *cells, r *Record) fault {
	var ok bool
	r.Origin, r.Root, r.Tone, r.Score = ACLED, true, nan32, nan32
	if r.ID = c.get("event_id_cnty"); r.ID == "" {
		return c.fault("event_id_cnty", "the row has no event id")
	}
	r.Key = keyOf(r.ID)
	if r.Date, ok = c.h.order.date(c.get("event_date")); !ok {
		return c.fault("event_date", notADay)
	}
	r.Until, r.Known = r.Date, r.Date
	if stamp := c.get("timestamp"); stamp != "" {
		if r.Known, ok = momentOf(stamp, c.h.order); !ok {
			return c.fault("timestamp", "the time stamp is neither seconds since 1970 nor a day")
		}
	}
	kind := c.get("event_type")
	if kind == "" {
		return c.fault("event_type", "the row has no event type")
	}
	if r.Code = c.get("sub_event_type"); r.Code == "" {
		r.Code = kind
	}
	r.Type = acledType(kind, r.Code)
	r.Quad = s.o.Settings.QuadOf(r.Type)
	if r.Deaths, ok = count(c.get("fatalities")); !ok {
		return c.fault("fatalities", notWhole)
	}
	r.Source = f.actor(s, c, r.Date, "1")
	r.Target = f.actor(s, c, r.Date, "2")
	if bad := c.place(r, "location", "admin1", "latitude", "longitude"); bad.reason != "" {
		return bad
	}
	if number := c.get("iso"); number != "" && number != "0" {
		s.lies(r, country.Number, number)
	} else {
		s.lies(r, country.Name, c.get("country"))
	}
	r.Text, r.Ref = c.get("notes"), c.get("source")
	return fault{}
}

// acledType puts ACLED's types under PLOVER's, where they fit: ours, since no table
// is published. The rest of "Strategic developments" has no type.
func acledType(kind, sub string) Type {
	switch kind {
	case "Battles", "Explosions/Remote violence", "Violence against civilians":
		return Assault
	case "Protests", "Riots":
		return Protest
	}
	switch sub {
	case "Agreement":
		return Agree
	case "Arrests":
		return Coerce
	case "Looting/property destruction":
		return Assault
	}
	return NoType
}

// acledSectors are the kinds of actors, by the numbers of older files.
var acledSectors = [...]string{"", "State Forces", "Rebel Groups", "Political Militias", "Identity Militias", "Rioters", "Protesters", "Civilians", "External/Other Forces"}

// actor reads one side. Its country is the one that the name gives in brackets
// ("Protesters (South Korea)") or after "of" where the brackets hold years
// ("Military Forces of Mali (2021-)"); "" where there is none.
func (acled) actor(s *scan, c *cells, day Day, side string) Actor {
	name := c.get("actor" + side)
	a := Actor{Code: name, Name: name, Sector: c.get("inter" + side)}
	if n, ok := digits(a.Sector); ok && n < len(acledSectors) {
		a.Sector = acledSectors[n]
	}
	before, rest, ok := strings.Cut(name, "(")
	inside, _, _ := strings.Cut(rest, ")")
	if !ok {
		return a
	}
	if _, years := digits(clip(inside, 4)); years {
		_, inside, _ = strings.Cut(before, " of ")
	}
	if e, ok := country.Lookup(country.Name, strings.TrimSpace(inside)); ok { // a name that is no country's is a group's
		a.Country = e.ISO(int32(day))
	}
	return a
}

// momentOf reads seconds since 1970 or a day.
func momentOf(s string, order dateOrder) (Day, bool) {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		if n < 0 || n > 1<<33 {
			return NoDay, false
		}
		return DayOf(time.Unix(n, 0)), true
	}
	return order.date(s)
}

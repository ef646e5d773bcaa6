package event

import (
	"context"
	"io"
	"strings"

	"entente/country"
)

// ucdp reads the Georeferenced Event Dataset of the Uppsala Conflict Data Program:
// comma-separated, with quotes and line ends inside quotes. Candidate files may come
// without a header; their columns are those of the yearly files. The key of a record
// is its id.
type ucdp struct{ o Options }

var _ Format = ucdp{}

var ucdpColumns = strings.Fields(`id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id
conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
number_of_sources source_article source_office source_date source_headline source_original where_prec where_coordinates
where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec
date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob`)

var ucdpTable = table{
	name: "UCDP GED", delim: ',', quotes: true, dates: []string{"date_start", "date_end"}, fixed: ucdpColumns,
	required: []string{"id", "type_of_violence", "side_a", "side_b", "number_of_sources", "country_id", "latitude", "longitude", "date_start", "date_end", "best", "gwnoa", "gwnob"},
}

func (ucdp) Origin() Origin { return UCDP }

// Recognise looks at the header, or at the number of columns where there is none.
func (ucdp) Recognise(head []byte) int {
	if headerHas(head, "type_of_violence", "dyad_new_id", "side_a", "side_b", "date_start") {
		return 95
	}
	r, err := newRecords(strings.NewReader(string(head)), ',', true).next()
	if err == nil && r.fault.reason == "" && ucdpTable.bare(r.fields) {
		if _, ok := dateOrder(0).date(r.fields[38]); ok {
			return 90
		}
	}
	return 0
}

// Scan reads a file.
func (f ucdp) Scan(ctx context.Context, in io.Reader, yield func([]Record) error, reject func(RejectedRow) error) error {
	s := newScan(ctx, f.o, yield, reject)
	return ucdpTable.read(s, in, func(c *cells, r *Record) fault { return f.row(s, c, r) })
}

// ucdpKinds are the kinds of violence, by the numbers of type_of_violence.
var ucdpKinds = map[string]string{"1": "state-based", "2": "non-state", "3": "one-sided"}

func (f ucdp) row(s *scan, c *cells, r *Record) fault {
	var ok bool
	// Every event of the set is the use of armed force that killed: PLOVER's ASSAULT.
	r.Origin, r.Root, r.Type, r.Quad, r.Tone, r.Score = UCDP, true, Assault, MaterialConflict, nan32, nan32
	r.ID = c.get("id")
	if _, ok = gdeltID(r.ID); !ok {
		return c.fault("id", "the event's number is no number")
	}
	r.Key = keyOf(r.ID)
	if r.Date, ok = c.h.order.date(c.get("date_start")); !ok {
		return c.fault("date_start", notADay)
	}
	if r.Until, ok = c.h.order.date(c.get("date_end")); !ok {
		return c.fault("date_end", notADay)
	}
	if r.Until < r.Date {
		return c.fault("date_end", "the event ends before it begins")
	}
	r.Known = r.Until // no earlier, and the source does not say when
	if r.Code, ok = ucdpKinds[c.get("type_of_violence")]; !ok {
		return c.fault("type_of_violence", "the kind of violence is not 1, 2 or 3")
	}
	if n := c.get("number_of_sources"); n != "-1" { // -1: not counted
		if r.Sources, ok = count(n); !ok {
			return c.fault("number_of_sources", notWhole)
		}
	}
	if r.Deaths, ok = count(c.get("best")); !ok {
		return c.fault("best", notWhole)
	}
	r.Source = f.actor(s, c, r.Date, "a")
	r.Target = f.actor(s, c, r.Date, "b")
	if bad := c.place(r, "where_coordinates", "adm_1", "latitude", "longitude"); bad.reason != "" {
		return bad
	}
	s.lies(r, country.GleditschWard, c.get("country_id"))
	r.Text, r.Ref = c.get("source_headline"), c.get("source_article")
	return fault{}
}

// actor reads one side. Only governments have a Gleditsch-Ward number; of several,
// the first counts.
func (ucdp) actor(s *scan, c *cells, day Day, side string) Actor {
	a := Actor{Code: c.get("side_" + side), Name: c.get("side_" + side)}
	number, _, _ := strings.Cut(strings.ReplaceAll(c.get("gwno"+side), ";", ","), ",")
	if number = strings.TrimSuffix(strings.TrimSpace(number), ".0"); number != "" {
		s.stands(&a, country.GleditschWard, number, day)
		a.Sector = "government"
	}
	return a
}

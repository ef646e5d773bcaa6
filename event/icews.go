package event

import (
	"context"
	"io"
	"strings"
	"sync"

	"entente/country"
)

// icews reads the yearly files of the Integrated Crisis Early Warning System
// (doi:10.7910/DVN/28075): tab-separated with a header, UTF-8, quoting off. The key
// of a record is its event id and date, since the id alone comes twice.
type icews struct{ o Options }

var _ Format = icews{}

var icewsTable = table{
	name: "ICEWS", delim: '\t', dates: []string{"event_date"},
	required: []string{"event_id", "event_date", "source_name", "source_sectors", "source_country", "event_text", "intensity", "target_name", "target_sectors", "target_country", "country", "latitude", "longitude"},
	code: func(c *cells) (string, bool) {
		code := c.get("cameo_code")
		return code, lostByLabel(code, c.get("event_text"))
	},
}

func (icews) Origin() Origin { return ICEWS }

// Recognise looks at the header.
func (icews) Recognise(head []byte) int {
	if headerHas(head, "event_id", "event_date", "source_name", "target_name", "event_text") {
		return 95
	}
	return 0
}

// Scan reads a file.
func (f icews) Scan(ctx context.Context, in io.Reader, yield func([]Record) error, reject func(RejectedRow) error) error {
	s := newScan(ctx, f.o, yield, reject)
	return icewsTable.read(s, in, func(c *cells, r *Record) fault { return f.row(s, c, r) })
}

func (f icews) row(s *scan, c *cells, r *Record) fault {
	var ok bool
	r.Origin, r.ID = ICEWS, c.get("event_id")
	if _, ok = gdeltID(r.ID); !ok {
		return c.fault("event_id", "the event's number is no number")
	}
	if r.Date, ok = c.h.order.date(c.get("event_date")); !ok {
		return c.fault("event_date", notADay)
	}
	r.Until, r.Known, r.Root, r.Deaths, r.Tone = r.Date, r.Date, true, -1, nan32
	r.Key = keyOf(r.ID, r.Date.String())
	switch code, text := c.get("cameo_code"), c.get("event_text"); {
	case code != "" && lostByLabel(code, text):
		return c.fault("cameo_code", "the code has lost its leading zero; a spreadsheet does that")
	case code != "" && !cameoCode(code):
		return c.fault("cameo_code", "the code is no CAMEO code of two to four digits")
	case code != "":
		r.Code = code
	default: // one year has no codes, but what they say
		if r.Code, ok = codeByLabel(text); !ok {
			return c.fault("event_text", "there is no CAMEO code, and the text is none of CAMEO's labels")
		}
	}
	r.Type, r.Quad = s.o.Settings.TypeOf(r.Code), CAMEOQuad(r.Code)
	if r.Score, ok = float32Or(c.get("intensity")); !ok || r.Score < -10 || r.Score > 10 {
		return c.fault("intensity", "the intensity is no number from -10 to 10")
	}
	r.Source = f.actor(s, c, r.Date, "source")
	r.Target = f.actor(s, c, r.Date, "target")
	if bad := c.place(r, "city", "province", "latitude", "longitude"); bad.reason != "" {
		return bad
	}
	s.lies(r, country.Name, c.get("country"))
	r.Ref = c.get("publisher")
	if story := c.get("story_id"); story != "" {
		r.Ref = strings.TrimPrefix(r.Ref+", story "+story, ", ")
		if n := c.get("sentence_number"); n != "" {
			r.Ref += ", sentence " + n
		}
	}
	return fault{}
}

func (icews) actor(s *scan, c *cells, day Day, side string) Actor {
	name := c.get(side + "_name")
	a := Actor{Code: name, Name: name, Sector: c.get(side + "_sectors")}
	s.stands(&a, country.Name, c.get(side+"_country"), day)
	return a
}

var labels = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, a := range Acts() {
		if len(a.Code) > 2 { // a root's label stands for its code of three digits, too
			out[strings.ToLower(a.Label)] = a.Code
		}
	}
	return out
})

// codeByLabel gives the CAMEO code of a label as ICEWS prints it.
func codeByLabel(label string) (string, bool) {
	code, ok := labels()[strings.ToLower(label)]
	return code, ok
}

// lostByLabel reports whether a code is that of its label but for a leading zero.
func lostByLabel(code, label string) bool {
	whole, ok := codeByLabel(label)
	return ok && whole == "0"+code
}

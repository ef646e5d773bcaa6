// Package event reads event data (who did what to whom, on which day) in the
// formats in use, and says what a store of events must do. One file per format;
// the stores are below, in event/duckdb and event/clickhouse. It computes no
// measure: package series does.
package event

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// Origin is the data set that a record comes from. Records of two origins are
// never the same record, and a measure never mixes origins unless asked.
type Origin uint8

// The origins, one for each format that is read. GDELT 1.0 and 2.0 number their
// events apart, so they are two. Stores hold these numbers: a new origin goes to the
// end, and none is ever renumbered.
const (
	NoOrigin Origin = iota
	GDELT1
	GDELT2
	ICEWS
	POLECAT
	ACLED
	UCDP
	Phoenix
	Own // our own CSV
)

var originNames = [...]string{"", "gdelt1", "gdelt2", "icews", "polecat", "acled", "ucdp", "phoenix", "csv"}

// String gives the name that the command line uses: gdelt1, gdelt2, icews,
// polecat, acled, ucdp, phoenix or csv; "" for NoOrigin.
func (o Origin) String() string {
	if int(o) < len(originNames) {
		return originNames[o]
	}
	return fmt.Sprintf("origin %d", uint8(o))
}

// Origins lists the origins in their order.
func Origins() []Origin { return []Origin{GDELT1, GDELT2, ICEWS, POLECAT, ACLED, UCDP, Phoenix, Own} }

// ParseOrigin gives the origin of a name, and false where there is none.
func ParseOrigin(name string) (Origin, bool) {
	for _, o := range Origins() {
		if o.String() == name {
			return o, true
		}
	}
	return NoOrigin, false
}

// CAMEO reports whether the origin codes acts in CAMEO.
func (o Origin) CAMEO() bool { return o == GDELT1 || o == GDELT2 || o == ICEWS || o == Phoenix }

// ByMachine reports whether programs coded the records from news, so that one
// event is often recorded several times. Where people coded, it is not.
func (o Origin) ByMachine() bool { return o.CAMEO() || o == POLECAT }

// Day is a day as the number of days since 1 January 1970; NoDay where not known.
type Day int32

// NoDay is no day at all.
const NoDay Day = math.MinInt32

// DayOf gives the day of a moment, in UTC.
func DayOf(t time.Time) Day {
	y, m, d := t.UTC().Date()
	return Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Time gives the first moment of the day, in UTC; the zero time for NoDay.
func (d Day) Time() time.Time {
	if d == NoDay {
		return time.Time{}
	}
	return time.Unix(int64(d)*86400, 0).UTC()
}

// String gives the day as 2019-10-24; "" for NoDay.
func (d Day) String() string {
	if d == NoDay {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// Quad is a quad class: what an act is, by word or deed and by cooperation or
// conflict.
type Quad uint8

// The quad classes, in the numbers that GDELT and Phoenix print.
const (
	NoQuad              Quad = iota // a statement, or not coded
	VerbalCooperation               // 1
	MaterialCooperation             // 2
	VerbalConflict                  // 3
	MaterialConflict                // 4
)

// Record is one event as its source reports it. The store keeps every
// well-formed record; measures drop and count what they leave out.
type Record struct {
	Origin Origin
	// Key is the record's identity within its origin: two records of one origin
	// with the same key are the same record. It is the source's own number where
	// that is unique (GDELT), else a 64-bit hash of what makes the record unique.
	Key   uint64
	ID    string // the source's own id, as printed
	Date  Day    // the day of the event; the first where it lasted longer
	Until Day    // its last day; Date where the source has none
	Known Day    // when the record could be known: added or published; Date where the source has none

	Source, Target Actor

	Code  string  // the source's own code for the act: CAMEO for GDELT, ICEWS and Phoenix; a mode or sub-type elsewhere
	Type  Type    // PLOVER type; NoType for statements and acts that have none
	Quad  Quad    // as the source prints it, else that of its code; NoQuad where it has none
	Root  bool    // GDELT's root event; true elsewhere
	Score float32 // Goldstein score or the source's own intensity; NaN where none

	Mentions, Sources, Articles int32   // 0 where the source has none
	Tone                        float32 // GDELT's average tone; NaN where none
	Deaths                      int32   // best estimate; -1 where the source has none

	Place Place
	Text  string // a headline, sentence or note of the source; "" where none
	Ref   string // an address, or the source's reference to where it was reported; "" where none
}

// Actor is one side of an event.
type Actor struct {
	Code    string // the source's full code or name; "" where the side is missing
	Name    string
	Country string // ISO 3166-1 alpha-3; "" for a region, an organisation, or no country
	Sector  string // the source's role or sector; "" where none
}

// Place is where an event was reported to have happened.
type Place struct {
	Name     string
	Country  string  // ISO 3166-1 alpha-3; "" where not known
	Admin    string  // the source's code or name of the first-level division
	Lat, Lon float32 // degrees; NaN where not known
}

// Statement reports whether the act is one of CAMEO's statements (roots 01 and
// 02), which are neither cooperation nor conflict; false where another system
// codes.
func (r *Record) Statement() bool {
	return r.Origin.CAMEO() && (strings.HasPrefix(r.Code, "01") || strings.HasPrefix(r.Code, "02"))
}

// Domestic reports whether both sides are of one country.
func (r *Record) Domestic() bool {
	return r.Source.Country != "" && r.Source.Country == r.Target.Country
}

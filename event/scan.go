package event

import (
	"context"
	"strings"
	"unicode/utf8"

	"entente/country"
)

// batchSize is the number of records that a reader hands on at a time.
const batchSize = 4096

// scan is what the readers have in common: batches out, rejected rows out, and
// countries by code.
type scan struct {
	ctx    context.Context
	o      Options
	yield  func([]Record) error
	reject func(RejectedRow) error
	batch  []Record
	names  map[nameKey]named // country names met before
}

type nameKey struct {
	system country.System
	code   string
}

type named struct {
	entry country.Entry
	known bool
}

func newScan(ctx context.Context, o Options, yield func([]Record) error, reject func(RejectedRow) error) *scan {
	return &scan{ctx: ctx, o: o, yield: yield, reject: reject, batch: make([]Record, 0, batchSize), names: map[nameKey]named{}}
}

// slot gives the place of the next record, cleared. It is filled in and kept, or
// given again.
func (s *scan) slot() *Record {
	r := &s.batch[:len(s.batch)+1][len(s.batch)]
	*r = Record{}
	return r
}

// keep puts the record of the slot in the batch and hands the batch on when it is full.
func (s *scan) keep() error {
	s.batch = s.batch[:len(s.batch)+1]
	if len(s.batch) == cap(s.batch) {
		return s.flush()
	}
	return nil
}

func (s *scan) flush() error {
	if len(s.batch) == 0 {
		return nil
	}
	err := s.yield(s.batch)
	s.batch = s.batch[:0]
	return err
}

// refuse hands on a row that is not well-formed.
func (s *scan) refuse(line int64, raw string, f fault) error {
	return s.reject(RejectedRow{Line: line, Col: f.col, Reason: f.reason, Raw: strings.Clone(clip(raw, maxRaw))})
}

// fault is what is wrong with a row; the zero fault is none.
type fault struct {
	col    int // 1-based; 0 for the row as a whole
	reason string
}

// country gives the state that a code stands for on a day, and counts codes that
// are not known.
func (s *scan) country(system country.System, code string, day Day) string {
	if code == "" {
		return ""
	}
	var e country.Entry
	var ok bool
	switch system {
	case country.CAMEO, country.FIPS:
		e, ok = country.Lookup(system, code)
	default: // worth remembering
		k := nameKey{system, code}
		n, seen := s.names[k]
		if !seen {
			n.entry, n.known = country.Lookup(system, code)
			if len(s.names) < maxTally {
				k.code = strings.Clone(code)
				s.names[k] = n
			}
		}
		e, ok = n.entry, n.known
	}
	if !ok {
		s.o.Unknown.add(system, code)
	}
	return e.ISO(int32(day))
}

// stands puts an actor's country into it. A state that has no ISO code stays in its
// name, as in Police (Somaliland).
func (s *scan) stands(a *Actor, system country.System, code string, day Day) {
	a.Country = s.country(system, code, day)
	if state := s.state(system, code); state != "" && a.Country == "" && !strings.Contains(a.Name, state) {
		a.Name = strings.TrimSpace(a.Name + " (" + state + ")")
	}
}

// lies puts a place's country into it, after its name. A state that has no ISO code
// stays in the name, as in Hargeisa, Somaliland.
func (s *scan) lies(r *Record, system country.System, code string) {
	p := &r.Place
	p.Country = s.country(system, code, r.Date)
	if state := s.state(system, code); state != "" && p.Country == "" && !strings.Contains(p.Name, state) {
		p.Name = strings.TrimPrefix(p.Name+", "+state, ", ")
	}
}

// state gives the name of a state without an ISO code that country has met.
func (s *scan) state(system country.System, code string) string {
	return s.names[nameKey{system, code}].entry.State()
}

// land tells the system of a text: three capitals are an ISO code, anything else is a
// name.
func land(text string) country.System {
	if len(text) == 3 && text == strings.ToUpper(text) {
		return country.ISO3
	}
	return country.Name
}

// clip cuts a text to at most n bytes, at the start of a character.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

package check

import (
	"slices"
	"strings"

	"entente/dossier"
	"entente/evidence/lex"
)

// fixDates reads the dates of the sentence.
func (r *reading) fixDates() {
	if r.dates != nil {
		return
	}
	r.dates = []dateAt{}
	add := func(at lex.Span, iso string) {
		at.Start += r.s.Start
		at.End += r.s.Start
		if slices.ContainsFunc(r.dates, func(d dateAt) bool { return d.Overlaps(at) }) {
			return
		}
		if on, err := dossier.ParseDate(iso); err == nil {
			r.dates = append(r.dates, dateAt{at, on})
		}
	}
	for _, d := range lex.Dates(r.s.words) {
		add(d.Span, d.ISO)
	}
	for _, y := range lex.Years(r.s.words) {
		if w := y.In(r.s.words); len(w) >= 4 {
			add(y, w[:4])
		}
	}
}

// on reports whether a figure of the sentence may be of a date, and whether the date
// that stands nearest to the figure, with no other figure between, names it.
func (r *reading) on(f lex.Figure, d dossier.Date) (may, names bool) {
	r.fixDates()
	if d.IsZero() || len(r.dates) == 0 {
		return true, false
	}
	near := r.dateOf(f)
	if near == nil {
		for _, o := range r.dates {
			if o.on.Year == d.Year {
				return true, false
			}
		}
		return false, false
	}
	switch {
	case near.on.Year != d.Year:
		return false, false
	case near.on.Month > 0 && d.Month > 0:
		// Fieldwork runs over months, and a row may give the day on which it was published.
		same := near.on.Month == d.Month
		return same, same
	}
	return true, true
}

// within reports whether the date of a figure is a year without a month, and that of
// a row or the one beside it.
func (r *reading) within(f lex.Figure, d dossier.Date) bool {
	near := r.dateOf(f)
	return near != nil && near.on.Month == 0 && max(near.on.Year-d.Year, d.Year-near.on.Year) <= 1
}

// dateOf gives the date of the sentence that a figure is of, or nil.
func (r *reading) dateOf(f lex.Figure) *dateAt {
	var best *dateAt
	gap := 0
	for i := range r.dates {
		d := &r.dates[i]
		from, to := d.End, f.Start
		if d.Start >= f.End {
			from, to = f.End, d.Start
		}
		g := to - from
		between := r.t.plain[max(from, r.s.Start):max(from, to)]
		if strings.ContainsAny(between, ";") {
			g += 60
		}
		for _, o := range r.s.figures {
			if o.Start >= from && o.End <= to && lex.Kind(o.Unit) == lex.Kind(f.Unit) {
				g += 200
			}
		}
		if best == nil || g < gap {
			best, gap = d, g
		}
	}
	if len(r.dates) > 1 && gap >= 200 {
		return nil
	}
	return best
}

// dateAt is a date of the sentence, at its place in the text.
type dateAt struct {
	lex.Span
	on dossier.Date
}

package check

import (
	"strings"
	"sync"

	"entente/archive"
	"entente/dossier"
	"entente/evidence/lex"
)

// sourceIndex holds what each source states: the rows of tables that name it,
// and its archived pages, read when first asked for.
type sourceIndex struct {
	c       *checker
	rows    map[string]*rows // by source
	doubted rows             // those that are not confirmed, of any source

	mu    sync.Mutex
	pages map[string]*pageText
}

// pageText is the text of a source's archived pages, all versions.
type pageText struct {
	mu     sync.Mutex
	all    string
	turns  []archive.Turn // where pages begin in all; none where no version has any
	offset int            // what the numbers printed on them are more than their places in the file
	stated *lex.Stated
	days   map[string]bool // that it names; nil before they are asked for
	folded string
	folds  []archive.Turn // where they begin in folded
	byPage []pageFigures
}

// words gives the page's letters and digits.
func (p *pageText) words() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.folded == "" {
		var b strings.Builder
		for _, part := range p.parts() {
			p.folds = append(p.folds, archive.Turn{At: b.Len(), Page: part.page})
			b.WriteString(fold(part.text))
		}
		p.folded = b.String()
	}
	return p.folded
}

func indexSources(c *checker) *sourceIndex {
	x := &sourceIndex{c: c, rows: map[string]*rows{}, pages: map[string]*pageText{}}
	put := func(sources dossier.IDs, s stated) {
		for _, id := range sources {
			if x.rows[id] == nil {
				x.rows[id] = &rows{}
			}
			x.rows[id].list = append(x.rows[id].list, s)
		}
	}
	words := func(list ...string) stated {
		s := strings.Join(list, ". ")
		return stated{numbers: lex.Numbers(s), words: s, subject: list[0]}
	}
	dated := func(on dossier.Date, s stated) stated {
		s.date = on
		return s
	}
	ahead := func(s stated) stated {
		s.ahead = true
		return s
	}
	d := c.d
	for _, p := range d.Polls {
		s := words(p.Question, p.Note)
		s.poll, s.date = p, p.End
		s.numbers = append([]lex.Figure{valueOf(p.Value, p.Unit)}, s.numbers...)
		if p.N > 0 {
			s.numbers = append(s.numbers, lex.Figure{Value: p.N, Step: 1, Unit: "respondents"})
		}
		put(p.Sources, x.doubt(s, p.Pos, p.Confirmed))
	}
	for _, f := range d.Facts {
		s := words(f.What, f.Note)
		s.numbers = append([]lex.Figure{valueOf(f.Value, f.Unit)}, s.numbers...)
		switch first := &s.numbers[0]; { // a bound on one side is all that the source gives
		case f.Low == nil && f.High != nil && *f.High == f.Value:
			first.Bound = -1
		case f.High == nil && f.Low != nil && *f.Low == f.Value:
			first.Bound = 1
		}
		for _, n := range s.numbers[1:] { // as the note has it: over 300
			if n.Value == s.numbers[0].Value && n.Bound != 0 {
				s.numbers[0].Bound = n.Bound
			}
		}
		for _, b := range []*float64{f.Low, f.High} {
			if b != nil {
				n := valueOf(*b, f.Unit)
				n.Bound = s.numbers[0].Bound
				s.numbers = append(s.numbers, n)
			}
		}
		whole := lex.Numbers(f.Of)
		for _, n := range whole { // what is left of the whole
			if n.Unit = s.numbers[0].Unit; n.Value > f.Value && !lex.Fixed(n.Unit) {
				n.Value -= f.Value
				s.numbers = append(s.numbers, n)
			}
		}
		s.whole = len(s.numbers)
		s.numbers = append(s.numbers, whole...)
		s.words += ". " + f.Of
		s.date = f.Date
		s.fact = f
		put(f.Sources, x.doubt(s, f.Pos, f.Confirmed))
	}
	for _, e := range d.Events {
		s := dated(e.Date, words(e.Summary, e.Note))
		s.deed = true
		put(e.Sources, x.doubt(s, e.Pos, e.Confirmed))
	}
	for _, a := range d.Acts {
		s := dated(a.Date, words(a.Summary, a.Note))
		s.deed = true
		put(a.Sources, x.doubt(s, a.Pos, a.Confirmed))
	}
	for _, k := range d.Cases {
		put(k.Sources, x.doubt(dated(k.Date, words(k.Outcome, k.Court, k.Plaintiffs+" plaintiffs", k.Status, k.Note)), k.Pos, k.Confirmed))
	}
	for _, k := range d.Commitments {
		put(k.Sources, x.doubt(ahead(dated(k.Date, words(k.Text, k.Meeting, k.Note))), k.Pos, k.Confirmed))
	}
	for _, k := range d.Calendar {
		put(k.Sources, x.doubt(ahead(dated(k.Date, words(k.Title, k.Note))), k.Pos, k.Confirmed))
	}
	for _, term := range d.Terms {
		for _, r := range term.Source {
			put(dossier.IDs{r.ID}, stated{words: d.Say(term.Note)})
		}
	}
	for _, q := range d.Quotes {
		s := words(q.Text)
		s.quoted = true
		put(q.Sources, s)
	}
	for _, i := range d.Initiatives {
		for _, l := range i.History {
			for _, r := range l.Source {
				put(dossier.IDs{r.ID}, x.doubt(words(d.Say(l.What)), l.Pos(), l.Sure != "no"))
			}
		}
		for _, r := range i.Source {
			put(dossier.IDs{r.ID}, words(d.Say(i.Dek), d.Say(i.Note)))
		}
	}
	x.doubted.index(c.later.fact, true)
	return x
}

// valueOf gives the figure of a cell: a unit that is not stated is percent.
func valueOf(v float64, unit string) lex.Figure {
	step := 1.0
	for k := 0; k < 6 && !nearInt(v/step); k++ {
		step /= 10
	}
	if unit == "" {
		unit = lex.Percent
	}
	scale, unit := lex.ReadUnit(unit)
	return lex.Figure{Value: v * scale, Step: step * scale, Unit: unit}
}

func nearInt(v float64) bool {
	f := v - float64(int64(v))
	return f < 1e-7 && f > -1e-7 || f > 1-1e-7
}

// of gives the rows that name a source, ready to be looked up in.
func (x *sourceIndex) of(id string) *rows {
	r := x.rows[id]
	if r == nil {
		return &rows{}
	}
	r.index(x.c.later.fact, false)
	return r
}

// page gives the archived text of a source, or nil where it has none.
func (x *sourceIndex) page(id string) *pageText {
	if x.c.arch == nil || !x.c.arch.Has(id) {
		return nil
	}
	x.mu.Lock()
	p := x.pages[id]
	if p == nil {
		p = &pageText{}
		x.pages[id] = p
	}
	x.mu.Unlock()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.all == "" {
		p.read(x.c.arch.Versions(id))
		p.stated = lex.NewStated(p.all)
	}
	return p
}

// each calls f with the numbers that sources state and that may be the figure
// asked for, until it says no; unread tells whether any source has no archived
// page.
func (x *sourceIndex) each(ids []string, want lex.Figure, anyScale bool, f func(n lex.Figure) bool) (unread bool) {
	for _, id := range ids {
		p := x.page(id)
		if p == nil {
			unread = true
		}
		for _, n := range x.of(id).near(want, anyScale) {
			if !f(n.Figure) {
				return unread
			}
		}
		if p != nil {
			if !p.stated.Each(want, anyScale, f) {
				return unread
			}
		}
	}
	return unread
}

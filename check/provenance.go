package check

import (
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
	"entente/markup"
	"entente/prose"
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
	stated *lex.Stated
	folded string
}

// states gives the page's numbers; hold mu.
func (p *pageText) states() *lex.Stated {
	if p.stated == nil {
		p.stated = lex.NewStated(p.all)
	}
	return p.stated
}

// words gives the page's letters and digits.
func (p *pageText) words() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.folded == "" {
		p.folded = fold(p.all)
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
		return stated{numbers: lex.Numbers(s), words: s}
	}
	value := func(v float64, unit string) lex.Figure {
		step := 1.0
		for k := 0; k < 6 && !nearInt(v/step); k++ {
			step /= 10
		}
		if unit == "" || unit == "percent" || unit == "%" {
			unit = lex.Percent
		}
		return lex.Figure{Value: v, Step: step, Unit: unit}
	}
	d := c.d
	for _, p := range d.Polls {
		s := words(p.Question, p.Note)
		s.poll = p
		s.numbers = append(s.numbers, value(p.Value, p.Unit))
		if p.N > 0 {
			s.numbers = append(s.numbers, lex.Figure{Value: p.N, Step: 1, Unit: "respondents"})
		}
		put(p.Sources, x.doubt(s, p.Pos, p.Confirmed))
	}
	for _, f := range d.Facts {
		s := words(f.What, f.Of, f.Note)
		v := value(f.Value, f.Unit)
		s.numbers = append(s.numbers, v, lex.Figure{Value: v.Value, Step: v.Step})
		if f.Unit != "percent" {
			// Units of facts are words ("civilian posts"): the number alone counts too.
			for _, b := range []*float64{f.Low, f.High} {
				if b != nil {
					n := value(*b, f.Unit)
					s.numbers = append(s.numbers, lex.Figure{Value: n.Value, Step: n.Step})
				}
			}
		}
		s.fact = f
		put(f.Sources, x.doubt(s, f.Pos, f.Confirmed))
	}
	for _, e := range d.Events {
		put(e.Sources, x.doubt(words(e.Summary, e.Note), e.Pos, e.Confirmed))
	}
	for _, a := range d.Acts {
		put(a.Sources, x.doubt(words(a.Summary, a.Note), a.Pos, a.Confirmed))
	}
	for _, k := range d.Cases {
		put(k.Sources, x.doubt(words(k.Court, k.Plaintiffs+" plaintiffs", k.Outcome, k.Status, k.Note), k.Pos, k.Confirmed))
	}
	for _, k := range d.Commitments {
		put(k.Sources, x.doubt(words(k.Text, k.Meeting, k.Note), k.Pos, k.Confirmed))
	}
	for _, k := range d.Calendar {
		put(k.Sources, x.doubt(words(k.Title, k.Note), k.Pos, k.Confirmed))
	}
	for _, q := range d.Quotes {
		put(q.Sources, words(q.Text))
	}
	for _, i := range d.Initiatives {
		for _, l := range i.History {
			for _, r := range l.Source {
				put(dossier.IDs{r.ID}, words(d.Say(l.What)))
			}
		}
		for _, r := range i.Source {
			put(dossier.IDs{r.ID}, words(d.Say(i.Dek), d.Say(i.Note)))
		}
	}
	x.doubted.index(c.later.fact, true)
	return x
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
		p.all = strings.Join(x.c.arch.Texts(id), "\n\n") + "\n"
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
			p.mu.Lock()
			goOn := p.states().Each(want, anyScale, f)
			p.mu.Unlock()
			if !goOn {
				return unread
			}
		}
	}
	return unread
}

// directives reports what is wrong with the directives and citations of a text.
func (c *checker) directives(t *text) {
	for i, d := range t.doc.Directives {
		var p *prose.Problem
		switch err := t.wrong[i]; {
		case errors.Is(err, errUnfit):
			c.mu.Lock()
			c.waiting++
			c.mu.Unlock()
		case errors.As(err, &p):
			if files := c.unreadFor(looksUp[d.Name]); p.Rule == "directive-value" && len(files) > 0 {
				c.mu.Lock()
				c.held.Add(files...)
				c.mu.Unlock()
				continue
			}
			at, length := t.mark(d.Start, d.End)
			var m *dossier.Mend
			if i := strings.Index(t.md[d.Start:d.End], d.Name); p.Meant != "" && i >= 0 {
				head := t.md[d.Start : d.Start+i]
				m = dossier.Replacing(head+d.Name, head+p.Meant)
			}
			c.addMended(p.Rule, at, length, m, p.Hint, "%s", p.Message)
		}
	}
	for _, x := range t.doc.Citations {
		if c.d.Source(x.Key) == nil {
			hint := "add its record to a file in sources/"
			if n := c.near.Nearest(x.Key); n != "" {
				hint = "did you mean [@" + n + "]?"
			}
			at, length := t.mark(x.Start, x.End)
			c.add("unknown-citation", at, length, hint, "there is no source %q", clip(x.Key, 60))
		}
	}
}

// provenance holds every figure of a sentence against the sources that the
// sentence names.
func (c *checker) provenance(t *text, s *sentence) {
	if len(s.figures) == 0 {
		return
	}
	sources := s.sources
	inQuote := 0
	for _, f := range s.figures {
		if threshold(s, f) {
			continue
		}
		if len(sources) == 0 {
			if t.quoted(f.Start) {
				inQuote++
				continue // quotes answers for words in quotation
			}
			c.report(t, "unsourced-number", f.Span, "cite its source in the sentence, as [@key], or print it with a directive such as {{poll …}} or {{fact …}}",
				"no source stands behind %q", clip(f.In(t.plain), 40))
			continue
		}
		var same []lex.Figure
		unread := c.facts.each(sources, f, false, func(n lex.Figure) bool {
			if f.Same(n) {
				same = append(same, n)
				return n.Bound != 0 // one that states it plainly is enough
			}
			return true
		})
		switch {
		case len(same) > 0:
			c.count(nil)
			c.bound(t, f, same)
			c.replaced(t, s, f, sources)
		case t.derived(s, f):
		case c.otherUnit(t, f, sources):
		case unread:
			c.count(sources)
		default:
			c.report(t, "number-not-in-source", f.Span, "compare it with the source, or cite the one that states it", "%s does not state %q",
				listOf(sources), clip(f.In(t.plain), 40))
		}
	}
}

var (
	presentTense = lazyregexp.New(`(?i)\b(?:has|have|is|are|holds?|employs?|stands?|counts?|keeps?|remains?)\b`)
	pastTense    = lazyregexp.New(`(?i)\b(?:had|was|were|been|before|from|then|originally|once|earlier|budgeted|ago|(?:19|20)\d\d)\b`)
)

// replaced reports a figure that only facts state which others have replaced, or
// that a sentence in the present tense takes from a page of its time.
func (c *checker) replaced(t *text, s *sentence, f lex.Figure, sources []string) {
	var old, by *dossier.Fact
	if !slices.ContainsFunc(sources, func(id string) bool { return c.facts.of(id).replaced }) {
		return
	}
	for _, id := range sources {
		if p := c.facts.page(id); p != nil {
			p.mu.Lock()
			there := !p.states().Each(f, false, func(n lex.Figure) bool { return !f.Same(n) })
			p.mu.Unlock()
			if there && (!presentTense.MatchString(s.words) || pastTense.MatchString(s.words)) {
				return // the page may be quoted for what was so once
			}
		}
		of := c.facts.of(id)
		for _, n := range of.near(f, false) {
			if !f.Same(n.Figure) {
				continue
			}
			r := of.list[n.row]
			if r.fact == nil || c.later.facts[r.fact.ID] == nil {
				return
			}
			old, by = r.fact, c.later.facts[r.fact.ID]
		}
	}
	if old != nil && !overtaken.MatchString(s.words) {
		c.report(t, "superseded", f.Span, "use "+by.ID+", or say that it was replaced", "%q is of the fact %s, which %s has replaced: %s %s", clip(f.In(t.plain), 40), old.ID, by.ID, number(by.Value), by.Unit)
	}
}

// derived reports whether a percentage is the difference of two others in its
// sentence: it needs no source of its own, and percent-or-points looks at it.
func (t *text) derived(s *sentence, f lex.Figure) bool {
	if f.Unit != lex.Percent && f.Unit != lex.Points {
		return false
	}
	levels := t.percentages(s, f)
	for i, a := range levels {
		for _, b := range levels[i+1:] {
			if math.Abs(math.Abs(a-b)-f.Value) < 0.051 {
				return true
			}
		}
	}
	return false
}

// mostCompared is how many percentages of a sentence are compared with each other:
// more are a table.
const mostCompared = 24

// percentages gives the percentages of a sentence, written and printed, but one;
// none where there are too many to be compared.
func (t *text) percentages(s *sentence, but lex.Figure) []float64 {
	var out []float64
	if len(s.figures)+len(s.printed) > mostCompared {
		return nil
	}
	for _, f := range s.figures {
		if f.Unit == lex.Percent && f.Start != but.Start {
			out = append(out, f.Value)
		}
	}
	for _, i := range s.printed {
		if v := t.values[i].Percent; v != nil {
			out = append(out, *v)
		}
	}
	return out
}

// count counts a figure or quotation as found, or, with the sources that it rests
// on, as unchecked.
func (c *checker) count(unread []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if unread == nil {
		c.checked++
		return
	}
	c.unchecked++
	for _, id := range unread {
		if c.arch == nil || !c.arch.Has(id) {
			c.unread[id] = true
		}
	}
}

func listOf(ids []string) string {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	if len(ids) > 3 {
		return strings.Join(ids[:3], ", ") + " or another of the cited sources"
	}
	return strings.Join(ids, " or ")
}

// quotes looks up every quotation that has a citation in its sentence.
func (c *checker) quotes(t *text) {
	for _, q := range t.quotations {
		words := q.In(t.plain)
		if !longEnough(words) || strings.ContainsAny(words, "_"+markup.Printed) {
			continue
		}
		i, found := slices.BinarySearchFunc(t.sentences, q.Start, func(s sentence, at int) int { return s.Start - at })
		if !found {
			i--
		}
		if i < 0 || !t.sentences[i].Covers(q.Start) {
			continue
		}
		sources := t.sentences[i].sources
		// A quotation may run on; its citation then stands in a later sentence.
		for j := i + 1; len(sources) == 0 && j < len(t.sentences) && t.sentences[j].Start < q.End+2; j++ {
			sources = t.sentences[j].sources
		}
		if len(sources) == 0 {
			continue
		}
		state := c.facts.holds(sources, words)
		switch state {
		case held:
			c.count(nil)
		case notRead:
			c.count(sources)
		default:
			c.report(t, "quote-not-in-source", q, "compare the words with the source; leave out with … and change with [ ]", "%s does not hold the words %q", listOf(sources), clip(words, 60))
		}
	}
}

func longEnough(words string) bool {
	if lex.ShareCJK(words) > 0.5 {
		return len([]rune(words)) >= 10
	}
	return len(strings.Fields(words)) >= 5
}

type holding int

const (
	notHeld holding = iota
	held
	notRead // a source has no archived page
)

// holds reports whether sources hold the words of a quotation. Parts that an
// ellipsis or square brackets part are looked up one by one.
func (x *sourceIndex) holds(ids []string, words string) holding {
	var parts []string
	for _, p := range strings.FieldsFunc(strings.ReplaceAll(words, "...", "…"), func(r rune) bool { return r == '…' || r == '[' || r == ']' }) {
		if f := fold(p); len([]rune(f)) >= 6 {
			parts = append(parts, f)
		}
	}
	state := notHeld
	for _, id := range ids {
		if x.of(id).hold(parts) {
			return held
		}
		p := x.page(id)
		if p == nil {
			state = notRead
			continue
		}
		if t := p.words(); !slices.ContainsFunc(parts, func(p string) bool { return !strings.Contains(t, p) }) {
			return held
		}
	}
	return state
}

// fold keeps letters and digits in small, compatible forms, so that quotation
// marks, line breaks and full-width forms do not matter.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}

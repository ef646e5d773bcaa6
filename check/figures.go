package check

import (
	"math"
	"slices"
	"strings"

	"entente/evidence/lex"
	"entente/lazyregexp"
)

// provenance holds every figure of a sentence against the sources that the
// sentence names.
func (c *checker) provenance(t *text, s *sentence) {
	if len(s.figures)+len(s.remarks) == 0 {
		return
	}
	sources := s.sources
	at := reading{c: c, t: t, s: s}
	paired := at.wholes()
	for _, f := range s.figures {
		if threshold(s, f) || legalMajority(t, s, f) {
			continue
		}
		if f.Clash {
			c.report(t, "bound", f.Span, "keep the bound that the source gives", "%q is bounded on both sides at once", clip(f.In(t.plain), 40))
			continue
		}
		if at.changed(f) {
			continue // what follows from two values needs no source of its own
		}
		if len(sources) == 0 || slices.Contains(s.alone, f.Start) {
			if t.quoted(f.Start) {
				continue // quotes answers for words in quotation
			}
			beside := ""
			if len(s.beside) > 0 {
				beside = ": " + c.titlesOf(s.beside) + ", cited in its paragraph, does not state it"
			}
			c.report(t, "unsourced-number", f.Span, "cite its source in the sentence, as [@key], or print it with a directive such as {{poll …}} or {{fact …}}",
				"no source stands behind %q%s", clip(f.In(t.plain), 40), beside)
			continue
		}
		if f.Unit == lex.Times {
			continue // of two figures of the source, which need not stand in the sentence
		}
		if c.bounded(t, f, sources) || paired[f.Start] || at.ofOtherBase(f) || at.ofOtherPublic(f) || at.asPoints(f) || at.asShare(f) || at.asDegrees(f) || at.asCount(f) {
			continue
		}
		same, unread := at.stated(f)
		switch {
		case len(same) > 0 && at.ofBeside(f, same[0]) && at.wrongSide(f, true):
		case len(same) > 0:
			c.count(nil)
			c.bound(t, f, same)
			c.onPages(t, s.cites, f.Span, func(p *pageText) []int { return p.pagesOfFigure(f) })
			c.replaced(t, s, f, sources)
			at.outdated(f)
		case at.derived(f), at.wrongSide(f, false):
		case c.otherUnit(t, f, sources):
		case !unread, at.contradicted(f):
			at.notStated(f)
		default:
			c.count(sources)
		}
	}
	if len(sources) == 0 {
		return
	}
	for _, f := range s.remarks {
		if f.Value > 3 && !t.quoted(f.Start) && at.counts(f) && !paired[f.Start] {
			if same, _ := at.stated(f); len(same) == 0 && at.contradicted(f) {
				at.notStated(f)
				return
			}
		}
	}
}

// lend gives a sentence that cites nothing those sources which other sentences of its
// paragraph cite and which state one of its figures with what it counts. Its figures that
// none of them states, and that do not follow from those that one does, stay without a
// source, unless the next sentence goes on from them.
func (c *checker) lend(t *text, i int) {
	s := &t.sentences[i]
	if len(s.sources) > 0 || len(s.figures)+len(s.remarks) == 0 {
		return
	}
	s.beside = t.citedBeside(i)
	if len(s.beside) == 0 {
		return
	}
	lent := *s
	for _, id := range s.beside {
		lent.sources = []string{id}
		at := reading{c: c, t: t, s: &lent}
		if slices.ContainsFunc(s.figures, at.states) || slices.ContainsFunc(s.remarks, at.statesRemark) || len(at.pairsHeld()) > 0 {
			s.sources = append(s.sources, id)
		}
	}
	if len(s.sources) == 0 || t.goesOn(i) {
		return
	}
	at := reading{c: c, t: t, s: s}
	paired := at.pairsHeld()
	for _, f := range s.figures {
		if !at.states(f) && !paired[f.Start] && !at.derived(f) {
			s.alone = append(s.alone, f.Start)
		}
	}
}

// nearby is how many sentences before and behind one are looked at for what covers it:
// more are no paragraph.
const nearby = 12

// citedBeside gives the sources that other sentences of a sentence's paragraph cite.
func (t *text) citedBeside(i int) (out []string) {
	for j := max(0, i-nearby); j < min(len(t.sentences), i+nearby+1); j++ {
		if o := &t.sentences[j]; j != i && o.block == t.sentences[i].block {
			for _, k := range o.cites {
				if !slices.Contains(out, k.Key) && len(out) < mostCompared {
					out = append(out, k.Key)
				}
			}
		}
	}
	return out
}

// states reports whether the sources state a figure with what it counts.
func (r *reading) states(f lex.Figure) bool {
	same, _ := r.stated(f)
	return slices.ContainsFunc(same, func(n lex.Figure) bool {
		return r.oneKind(lex.Kind(f.Unit), lex.Kind(n.Unit)) || !lex.Fixed(f.Unit) && !lex.Counted(f.Unit)
	})
}

// statesRemark reports whether the sources state a remark that tells which row is meant:
// the fifteen of whom so many were in favour.
func (r *reading) statesRemark(f lex.Figure) bool {
	return f.Value > 3 && !lex.Timed(f.Unit) && r.states(f)
}

// goesOn reports whether the next sentence of a paragraph goes on with the figures of one:
// with their difference, or with words that point back.
func (t *text) goesOn(i int) bool {
	if i+1 == len(t.sentences) {
		return false
	}
	s, next := &t.sentences[i], &t.sentences[i+1]
	return next.block == s.block && len(next.cites) > 0 && (pointsBack.MatchString(next.words) || differs(s, next))
}

// pointsBack begins a sentence that goes on with the figures of the one before it.
var pointsBack = lazyregexp.New(`(?i)^\W*(?:same |(?:that|this|it|which|these|both) (?:is|was|are|were|makes?|made|means?)\b|no (?:higher|lower|other) )|^(?:同じ|これより|それより|これは|その差)|^(?:같은 |이보다|그보다|이는 |그 차이)|^(?:это |разница |ту же )`)

// differs reports whether a figure of a sentence is the difference of two shares of the one
// before it; false where they have too many to be compared.
func differs(s, next *sentence) bool {
	if len(s.figures) > mostCompared || len(next.figures) > mostCompared {
		return false
	}
	return slices.ContainsFunc(next.figures, func(d lex.Figure) bool {
		return percentages(d.Unit) && slices.ContainsFunc(s.figures, func(a lex.Figure) bool {
			return a.Unit == lex.Percent && slices.ContainsFunc(s.figures, func(b lex.Figure) bool {
				return b.Unit == lex.Percent && math.Abs(math.Abs(a.Value-b.Value)-d.Value) < 0.051 && d.Value > 0
			})
		})
	})
}

// majorities are words of what a law or a veto takes: a share that is needed is the
// law's, and no figure of anything.
var majorities = lazyregexp.New(`(?i)\b(?:overr[io]d\w+|majorit(?:y|ies)|supermajorit\w+|quorum|veto\w*|amend\w*|ratif\w+|(?:of )?(?:those|members) (?:present|voting))\b|憲法|再可決|改正|発議|定足数|承認|거부권|개헌|재적|의결|정족수|가결|(?i:вето|конституц|квалифицированн|большинств|преодол)`)

// polled are words of those who were asked: their share is no law's.
var polled = lazyregexp.New(`(?i)\b(?:adults|respondents|asked|polls?|surveys?|polled|surveyed)\b|回答|調査|世論|응답|조사|여론|(?i:опро)`)

// legalMajority reports whether a figure is the share of votes that something takes:
// two-thirds, three-fifths, never a percentage.
func legalMajority(t *text, s *sentence, f lex.Figure) bool {
	if f.Unit != lex.Percent || !f.Approx || f.Bound != 0 || percentSign.MatchString(f.In(t.plain)) {
		return false
	}
	share := math.Round(f.Value)
	return (share == 67 || share == 60 || share == 75) && majorities.MatchString(s.words) && !polled.MatchString(s.words)
}

var percentSign = lazyregexp.New(`(?i)[%％]|per ?cent|процент|パーセント|퍼센트`)

// reading is a sentence whose figures are held against its sources.
type reading struct {
	c *checker
	t *text
	s *sentence

	words map[string]bool // its content words, once asked for
	roots map[string]bool // and those without their endings
	dates []dateAt
	asked map[string]bool // countries whose public it says was asked
}

// stated gives the numbers of the sources that a figure can be, those that state it
// plainly alone where there is one, and tells whether any source has no archived page.
func (r *reading) stated(f lex.Figure) (same []lex.Figure, unread bool) {
	x := r.c.facts
	for _, id := range r.s.sources {
		p := x.page(id)
		if p == nil {
			unread = true
		}
		if src := r.c.d.Source(id); src != nil && strings.ContainsAny(src.Title, "0123456789") {
			for _, n := range lex.Numbers(src.Title) {
				if n.Unit != "" && f.Same(n) {
					return []lex.Figure{n}, unread // a title states it too
				}
			}
		}
		of := x.of(id)
		for _, n := range of.near(f, false) {
			if (f.Same(n.Figure) || f.SameValue(n.Figure) && r.oneKind(lex.Kind(f.Unit), lex.Kind(n.Unit)) && n.Unit != "" && f.Unit != "") && r.means(f, of.list, n) && !inDegrees(f, &of.list[n.row], n.n) && !r.onlyWhole(f, n.Figure) {
				if n.Bound == 0 {
					return []lex.Figure{n.Figure}, unread
				}
				same = append(same, n.Figure)
			}
		}
		if p == nil {
			continue
		}
		plain := !p.stated.Each(f, false, func(n lex.Figure) bool {
			if f.Same(n) && !r.onlyWhole(f, n) && !r.ofAnother(f, n, p.stated) {
				if n.Bound == 0 {
					same = []lex.Figure{n}
					return false
				}
				same = append(same, n)
			}
			return true
		})
		if plain {
			return same, unread
		}
	}
	return same, unread
}

// means reports whether a sentence can mean a number of a row: not where it says
// that another country's public was asked, nor where it gives the whole for the part.
func (r *reading) means(f lex.Figure, list []stated, of rowNumber) bool {
	row, n := &list[of.row], of.n
	if f.Bound != 0 && r.asksOther(row, list) {
		return false
	}
	if row.poll != nil {
		asked := r.whom()
		return len(asked) == 0 || asked[row.poll.Country] || !slices.ContainsFunc(r.c.facts.of(r.s.sources[0]).list, func(o stated) bool { return o.poll != nil && asked[o.poll.Country] })
	}
	if !row.isWhole(n) {
		return true
	}
	v := row.numbers[0]
	return slices.ContainsFunc(append(slices.Clone(r.s.figures), r.s.remarks...), func(f lex.Figure) bool { return f.Same(v) || f.SameValue(v) }) ||
		row.numbers[n].Unit == "" || lex.Kind(row.numbers[n].Unit) != lex.Kind(v.Unit) || saidOfWhole.MatchString(r.s.words)
}

// inDegrees reports whether a percentage is the mean, in degrees, that a wave gives.
func inDegrees(f lex.Figure, row *stated, n int) bool {
	return f.Unit == lex.Percent && n == 0 && row.poll != nil && strings.HasPrefix(row.poll.Unit, "degree")
}

// onlyWhole reports whether a number is the whole of a part (37 of 47) that the
// figure is given for.
func (r *reading) onlyWhole(f, n lex.Figure) bool {
	return n.Whole && !f.Whole && !saidOfWhole.MatchString(r.s.words)
}

// ofBeside reports whether a figure is a bound that only another figure of the sentence
// makes true, which states the number itself: over 60 percent here, and 69 there.
func (r *reading) ofBeside(f, n lex.Figure) bool {
	return f.Bound != 0 && f.Value != n.Value && slices.ContainsFunc(r.s.figures, func(o lex.Figure) bool {
		return o.Start != f.Start && o.Bound == 0 && o.Value == n.Value && lex.SameUnit(o.Unit, n.Unit)
	})
}

// saidOfWhole is said of a whole, as is a share of it.
var saidOfWhole = lazyregexp.New(`(?i)\b(?:of|out of|among|total|all|in all|both|together|each|half|thirds?|quarters?|majority)\b|のうち|中|全|計|分の|半数|過半|가운데|중|모두|총|분의|절반|과반|из|всего|половин|трет[ьи]|четверт|большинств`)

// whom gives the members whose public the sentence says was asked.
func (r *reading) whom() map[string]bool {
	if r.asked != nil {
		return r.asked
	}
	r.asked = map[string]bool{}
	if !r.s.may(onOther) && !askedOf.MatchString(r.s.words) {
		return r.asked
	}
	for code, form := range r.c.asked {
		if form.MatchString(r.s.words) {
			r.asked[code] = true
		}
	}
	return r.asked
}

// askedOf are the words without which an English sentence does not say who was asked.
var askedOf = lazyregexp.New(`(?i)\b(?:adults?|respondents?|people|voters?|public|citizens|those|asked|polled|surveyed|\p{L}+(?:ese|ans))\b`)

// common counts the content words that the sentence has in common with others.
func (r *reading) common(words string) int {
	if r.words == nil {
		r.words = contentWords(r.s.words)
	}
	if r.roots == nil {
		r.roots = map[string]bool{}
		for w := range r.words {
			r.roots[root(w)] = true
		}
	}
	n := 0
	for w := range contentWords(words) {
		if r.words[w] || r.roots[root(w)] {
			n++
		}
	}
	return n
}

// root gives an English word of five letters or more without its endings: imports,
// imported and importing are one.
func root(w string) string {
	for _, e := range [...]string{"ing", "ed", "es", "e", "s"} {
		if cut, ok := strings.CutSuffix(w, e); ok && len(cut) > 4 {
			return cut
		}
	}
	return w
}

// counts reports whether a remark counts something that a source may count otherwise.
func (r *reading) counts(f lex.Figure) bool {
	return lex.Counted(f.Unit) || lex.Timed(f.Unit) || f.Unit == "" && f.InWords
}

// mostRows is how many rows of a source are compared with a sentence.
const mostRows = 400

// contradicted reports whether a source states another figure of the same kind in a
// row of the same subject and date, or, where the figure is a remark, on a page.
func (r *reading) contradicted(f lex.Figure) bool {
	kind := lex.Kind(f.Unit)
	if kind == "" {
		return false
	}
	foreign := lex.ShareCJK(r.s.words) > 0.3 || cyrillic.MatchString(r.s.words)
	for _, id := range r.s.sources {
		list := r.c.facts.of(id).list
		for i := range list[:min(len(list), mostRows)] {
			row := &list[i]
			may, names := r.on(f, row.date)
			// A year of another thing, as of the agreement before the payment, may stand
			// beside the only such number.
			if !may && r.within(f, row.date) && alone(list, kind) {
				may = true
			}
			if near := r.dateOf(f); !may && !f.Remark && near != nil && near.on.Month == 0 && strings.Contains(row.words, near.on.String()) {
				may, names = true, true // the settlement of the award of 2015
			}
			if !may || row.poll != nil && len(r.whom()) > 0 && !r.whom()[row.poll.Country] {
				continue
			}
			other := r.saysOther(row, f)
			if kind == lex.Percent && !foreign && denies.MatchString(r.t.clause(r.s, f)) != denies.MatchString(row.subject) {
				continue
			}
			for k, n := range row.numbers {
				if k == 0 && other || row.isWhole(k) || !r.oneKind(kind, lex.Kind(n.Unit)) || f.SameValue(n) {
					continue
				}
				common, of := r.common(row.words), len(contentWords(row.subject))
				switch {
				case common >= 1 && names && lex.Kind(n.Unit) == "vote" && r.dateOf(f).on == row.date:
					return true // a division of that day
				case foreign && (names || len(r.dates) == 0 && !f.Remark || alone(list, kind) || k == 0 && onlyFact(list, row, kind)):
					return true
				case k == 0 && kind != lex.Percent && (common >= 2 || common >= 1 && names && (!f.Remark || lex.Timed(f.Unit))) && onlyFact(list, row, kind):
					return true // the one sum, volume or count that its source gives
				case common >= 2 && (names && 5*common >= of || 3*common >= of) && (!f.Remark || common >= 3 || names):
					return true
				}
			}
		}
		if p := r.c.facts.page(id); p != nil {
			for _, n := range p.stated.All() {
				if lex.Kind(n.Unit) != kind || f.SameValue(n) {
					continue
				}
				before, after := p.stated.Around(n)
				if r.common(before+" "+after) >= 3 {
					return true
				}
			}
		}
	}
	return false
}

// wrongSide reports a bound that lies on the wrong side of what a row of the sources gives,
// near it: below 55 percent of 56.26. Where another figure of the sentence states what makes
// the bound true, rows that others state are not looked at.
func (r *reading) wrongSide(f lex.Figure, beside bool) bool {
	if f.Bound == 0 || r.t.quoted(f.Start) {
		return false
	}
	for _, id := range r.s.sources {
		list := r.c.facts.of(id).list
		for i := range list[:min(len(list), mostRows)] {
			row := &list[i]
			if row.fact == nil && row.poll == nil || row.poll != nil && len(r.whom()) > 0 && !r.whom()[row.poll.Country] {
				continue
			}
			n := row.numbers[0]
			if beside && r.ofBeside(f, n) || r.asksOther(row, list) {
				continue
			}
			d := (n.Value - f.Value) * float64(f.Bound)
			if may, _ := r.on(f, row.date); may && d < 0 && -d <= math.Abs(f.Value)/20 && lex.Kind(n.Unit) == lex.Kind(f.Unit) && f.Unit != "" {
				r.c.report(r.t, "bound", f.Span, "write "+quoteOf(figureWords(n))+", or a bound on its side", "the source gives %s, on the other side of %q", figureWords(n), clip(f.In(r.t.plain), 40))
				return true
			}
		}
	}
	return false
}

// oneKind reports whether two kinds of units may count one thing: votes are counted as
// those who cast them.
func (r *reading) oneKind(a, b string) bool {
	return a == b || (a == "person" && b == "vote" || a == "vote" && b == "person") && voting.MatchString(r.s.words)
}

var voting = lazyregexp.New(`(?i)\b(?:vot(?:es?|ed|ing)|ballots?|in favou?r|against|override|passed|division)\b|賛成|反対|票|採決|찬성|반대|표결|가결|(?i:голос|проти[вт])`)

// denies are words that turn a question round.
var denies = lazyregexp.New(`(?i)\b(?:bad|poor|poorly|not|no|never|little|low|dis\p{L}+|un(?:favou?rabl|like|satisf)\p{L}+|oppos\p{L}+|against|negative\p{L}*|reject\p{L}*|refus\p{L}*|doubt\p{L}*)\b|悪|ない|反対|나쁜|않|반대|(?:^|[^\p{L}])(?:не|против|плох\p{L}*)(?:$|[^\p{L}])`)

// saysOther reports whether another figure of the sentence is what the row states.
func (r *reading) saysOther(row *stated, f lex.Figure) bool {
	return (row.poll != nil || row.fact != nil) && slices.ContainsFunc(r.s.figures, func(o lex.Figure) bool { return o.Start != f.Start && o.Same(row.numbers[0]) })
}

// onlyFact reports whether a row is a fact, and the only one of its kind among rows.
func onlyFact(list []stated, row *stated, kind string) bool {
	if row.fact == nil {
		return false
	}
	for i := range list[:min(len(list), mostRows)] {
		if o := &list[i]; o != row && o.fact != nil && lex.Kind(o.numbers[0].Unit) == kind {
			return false
		}
	}
	return true
}

// alone reports whether rows state one number of a kind.
func alone(list []stated, kind string) bool {
	var first *lex.Figure
	for i := range list[:min(len(list), mostRows)] {
		for k := range list[i].numbers {
			n := &list[i].numbers[k]
			if lex.Kind(n.Unit) != kind {
				continue
			}
			if first != nil && first.Value != n.Value {
				return false
			}
			first = n
		}
	}
	return first != nil
}

var cyrillic = lazyregexp.New(`\p{Cyrillic}`)

// ofAnother reports whether a page's number is plainly of another thing than the
// figure: of the words that tell it from a number beside it the sentence has none,
// and it has some of the other's.
func (r *reading) ofAnother(f, n lex.Figure, p *lex.Stated) bool {
	if f.Unit != lex.Percent {
		return false
	}
	_, mine := p.Around(n)
	own := contentWords(untilNumber(mine))
	if len(own) == 0 || r.has(own) {
		return false
	}
	for _, m := range p.Beside(n) {
		if lex.Kind(m.Unit) != lex.Kind(n.Unit) {
			continue
		}
		_, theirs := p.Around(m)
		other := contentWords(untilNumber(theirs))
		for w := range own {
			delete(other, w)
		}
		if r.has(other) {
			return true
		}
	}
	return false
}

func (r *reading) has(words map[string]bool) bool {
	if r.words == nil {
		r.words = contentWords(r.s.words)
	}
	for w := range words {
		if r.words[w] {
			return true
		}
	}
	return false
}

// untilNumber gives the words up to the next number.
func untilNumber(s string) string {
	if i := strings.IndexAny(s, "0123456789"); i >= 0 {
		return s[:i]
	}
	return s
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

package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"entente/check/names"
	"entente/country"
	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
	"entente/words"
)

// nameIndex holds the holders of offices and the agencies by their names.
type nameIndex struct {
	offices  *names.Offices
	spelt    *spelt
	agencies []agencyName                // of a term
	named    *phrases                    // of agencies
	known    map[string]bool             // words of names, as they are written
	small    map[string]int              // words that begin with a small letter in the texts of the dossier, and how often
	said     func(one, next string) bool // whether two words stand next to each other in them
	order    []string                    // names of people and members in Latin letters, sorted
	near     lex.Spellings               // of order, in small letters
}

type agencyName struct {
	name   string
	agency *dossier.Agency
}

func indexNames(d *dossier.Dossier, texts []*text) *nameIndex {
	x := &nameIndex{known: map[string]bool{}, offices: names.OfOffices(d), spelt: indexSpelt(d)}
	learn := func(s string) {
		for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '(' || r == ')' || r == '/' || r == '.' }) {
			x.known[strings.TrimSuffix(w, "'s")] = true
		}
	}
	learnText := func(t dossier.Text) {
		learn(t.Plain)
		for _, s := range t.By {
			learn(s)
		}
	}
	learnPerson := func(t dossier.Text) {
		ws := strings.Fields(t.In("en", d.Lang()))
		if len(ws) == 3 && len(ws[1]) > 1 && len(ws[2]) > 2 {
			ws = append(ws, ws[1]+"-"+strings.ToLower(ws[2])) // Lee Jae-myung, by its family name first
			x.known[ws[3]] = true
		}
		for _, w := range ws {
			if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) && !strings.ContainsFunc(w, lex.IsCJK) {
				x.order = append(x.order, w)
			}
		}
	}
	for _, c := range country.All() {
		learn(c.Name("en"))
	}
	for _, m := range d.Members {
		learn(d.CountryName(m.Code.ID, "en"))
		learnPerson(dossier.Text{Plain: d.CountryName(m.Code.ID, "en")})
		for _, p := range m.Players {
			learnText(p.Name)
			for _, h := range p.Holders {
				learnText(h.Name)
				learnPerson(h.Name)
			}
		}
		for _, a := range m.Agencies {
			learnText(a.Name)
			for _, s := range append([]string{a.Name.Plain, a.Native}, mapValues(a.Name.By)...) {
				if len([]rune(s)) >= 4 && (!a.From.IsZero() || !a.To.IsZero()) {
					x.agencies = append(x.agencies, agencyName{s, a})
				}
			}
			// What took its place was not there before it ended.
			if p := d.Player(a.Successor.ID); p != nil && !a.To.IsZero() {
				for _, s := range append([]string{p.Name.Plain}, mapValues(p.Name.By)...) {
					if len([]rune(s)) >= 4 {
						x.agencies = append(x.agencies, agencyName{s, &dossier.Agency{Name: p.Name, From: a.To}})
					}
				}
			}
		}
	}
	for _, o := range d.Outside {
		learnText(o.Name)
	}
	if d.People != nil {
		for _, p := range d.People.People {
			learnText(p.Name)
			learnPerson(p.Name)
		}
	}
	for _, e := range d.Events {
		learn(e.Summary)
	}
	for _, a := range d.Acts {
		learn(a.Summary)
	}
	for _, f := range d.Facts {
		learn(f.What)
	}
	rare, small := rareNames(d, texts)
	x.order, x.small = append(x.order, rare...), small
	pairs := sync.OnceValue(func() map[[2]string]bool { return pairsOf(texts) })
	x.said = func(one, next string) bool { return pairs()[[2]string{one, next}] }
	slices.Sort(x.order)
	x.order = slices.Compact(x.order)
	for _, w := range x.order {
		x.near.Add(strings.ToLower(w))
	}
	var list []string
	for _, a := range x.agencies {
		list = append(list, a.name)
	}
	x.named = indexPhrases(list, false)
	return x
}

// pairsOf gives the words of small letters that stand next to each other in texts.
func pairsOf(texts []*text) map[[2]string]bool {
	out := map[[2]string]bool{}
	for _, t := range texts {
		before := ""
		for w := range strings.SplitSeq(t.plain, " ") {
			w = strings.TrimRight(w, ",;:")
			small := w != "" && !strings.ContainsFunc(w, func(r rune) bool { return r < 'a' || r > 'z' })
			if small && before != "" {
				out[[2]string{before, w}] = true
			}
			if before = ""; small {
				before = w
			}
		}
	}
	return out
}

func mapValues[V any](m map[string]V) []V {
	var out []V
	for _, k := range sorted(m) {
		out = append(out, m[k])
	}
	return out
}

// becomes says that one body became another: both are then named at a date of one.
var becomes = lazyregexp.New(`(?i)\b(?:renamed|became|becomes?|turned into|succeeded by|reorgani[sz]ed (?:as|into)|merged|forerunner|predecessor)\b|改組|改称|昇格|改編|前身|후신|전신|승격|개편|개칭|переименован|преобразован|предшественни`)

// offices reports a holder named with an office at a date outside the term. A sentence
// without a date has that of the line before it that gives place and day, or of what its
// source tells, where that names another holder.
func (c *checker) offices(t *text, s *sentence, n int) {
	if !s.may(onOffice|onOther) || !c.names.offices.Any() {
		return
	}
	var when []dated
	if hasYear(s.words) {
		when = datesIn(s.words)
	}
	ofItself := len(when) > 0
	if !ofItself {
		when = t.dateline(n)
	}
	if len(when) == 0 {
		when = t.thenTold(n)
	}
	if len(when) == 0 && !c.tellOneDeed(s) || !ofItself && outOfOffice.MatchString(s.words) {
		return
	}
	mentions := c.names.offices.In(s.words, s.lang)
	for _, m := range mentions {
		if t.quoted(s.Start + m.Start) {
			continue
		}
		var at dossier.Date
		if len(when) > 0 {
			at = nearest(when, s.words, m.Span)
		} else if at = c.toldOf(s, m); at.IsZero() {
			continue
		}
		if slices.ContainsFunc(m.Terms, func(x *names.Term) bool {
			return inTerm(x.Holder, at) || soonIn(x.Holder, at) && enters.MatchString(s.words)
		}) {
			continue
		}
		x := meant(m.Terms)
		message := fmt.Sprintf("%s held the office %s, not %s %s", c.d.Say(x.Holder.Name), term(x.Holder), at.In(), at.Words())
		hint := "mend the date or the name"
		if held := c.heldIn(x.Player, at); held != "" {
			hint = fmt.Sprintf("%s %s it was %s: %s", at.In(), at.Words(), held, hint)
		}
		c.report(t, "office-at-date", lex.Span{Start: s.Start + m.Start, End: s.Start + m.End}, hint, "%s", message)
	}
}

// outOfOffice says that who is named by an office held it no more.
var outOfOffice = lazyregexp.New(`(?i)\bout of office\b|\bno longer\b|\bhad (?:\w+ ){0,2}(?:left|resigned|stepped down|gone)\b|退任|辞任|퇴임|사임|물러|(?:отставк|ушёл|покинул)`)

// enters are the words of how one comes into an office, which is told under its name before
// it is held.
var enters = lazyregexp.New(`(?i)\b(?:elect\w*|won|wins|winning|winner|nominat\w*|inaugurat\w*|sworn|swore|oath|takes? office|took office|appoint\w*|chosen|campaign\w*|voted? in|named)\b|当選|選出|就任|指名|総裁選|総選挙|大統領選|당선|선출|취임|지명|선거|임명|(?i:избра|побед|выигра|присяг|назнач|вступ\p{L}+ в должность|выбор)`)

// soonIn reports whether somebody comes into an office within four months of a day.
func soonIn(h *dossier.Holder, at dossier.Date) bool {
	return !h.From.IsZero() && at.Last().Before(h.From.First()) && h.From.First().Sub(at.Last()) < 120*24*time.Hour
}

// longestDateline is how many characters the sentence before has that only says where and
// when.
const longestDateline = 36

// dateline gives the dates of the sentence before one, where that only says where and when.
func (t *text) dateline(n int) []dated {
	if n == 0 || t.sentences[n-1].block != t.sentences[n].block || utf8.RuneCountInString(strings.TrimSpace(t.sentences[n-1].words)) > longestDateline {
		return nil
	}
	return datesIn(t.sentences[n-1].words)
}

// atThatTime says of a sentence that it tells of the time of the one before, and notAtOnce
// that it tells of another too.
var (
	atThatTime = lazyregexp.New(`(?i)\b(?:then|at (?:the|that) (?:time|point|moment)|(?:on )?that (?:day|month|spring|summer|autumn|winter))\b|当時|その(?:時|日|とき)|この(?:時|日|とき)|同日|당시|그때|이때|그날|이날|(?:^|[^\p{L}])(?i:тогда|тогдашн\p{L}+|в т(?:о время|от день|от момент)|на тот момент)(?:$|[^\p{L}])`)
	notAtOnce  = lazyregexp.New(`(?i)\b(?:had|before|earlier|former|formerly|later|since|until|now|today|and then|would)\b|前|元|かつて|後に|その後|のちに|現在|\b전 |이전|전임|후임|나중|이후|현재|지금|(?i:ранее|раньше|до этого|бывш|позже|позднее|прежде|сейчас|ныне|затем)`)
)

// thenTold gives the dates of the sentence before one that says of itself that it is of
// that time: in October 2025; the minister was then Cho Hyun.
func (t *text) thenTold(n int) []dated {
	if n == 0 || t.sentences[n-1].block != t.sentences[n].block || !atThatTime.MatchString(t.sentences[n].words) || notAtOnce.MatchString(t.sentences[n].words) {
		return nil
	}
	when := datesIn(t.sentences[n-1].words)
	if len(when) != 1 {
		return nil
	}
	return when
}

// tellOneDeed reports whether all that a sentence's sources tell is one deed.
func (c *checker) tellOneDeed(s *sentence) bool {
	deeds := 0
	for _, id := range s.sources {
		for _, r := range c.facts.of(id).list {
			if !r.deed || deeds == 2 {
				return false
			}
			deeds++
		}
	}
	return deeds > 0
}

// toldOf gives the day of what a sentence's sources tell, where all they tell is of one day
// on which another held the office, whom they name, and not the one whom the sentence
// names; else a zero date.
func (c *checker) toldOf(s *sentence, m names.Mention) (at dossier.Date) {
	for _, id := range s.sources {
		list := c.facts.of(id).list
		for _, r := range list[:min(len(list), mostRows)] {
			if !r.deed || r.date.Day == 0 || !at.IsZero() && at.Compare(r.date) != 0 {
				return dossier.Date{}
			}
			named := func(h *dossier.Holder) bool {
				return slices.ContainsFunc(strings.Fields(h.Name.In("en", c.d.Lang())), func(w string) bool { return len(w) > 3 && strings.Contains(r.words, w) })
			}
			right := slices.ContainsFunc(m.Terms[0].Player.Holders, func(h *dossier.Holder) bool { return inTerm(h, r.date) && named(h) })
			if !right || slices.ContainsFunc(m.Terms, func(x *names.Term) bool { return named(x.Holder) }) {
				return dossier.Date{}
			}
			at = r.date
		}
	}
	return at
}

// hasYear reports whether a text may hold a year: four digits, or signs of one.
func hasYear(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			if digits++; digits == 2 { // 令和7年 has few
				return true
			}
		case r == '年':
			return true
		}
	}
	return false
}

// meant gives the term whose holder a name that several bear means: who held the
// office longest, since those who filled in for days are called so in full.
func meant(terms []*names.Term) *names.Term {
	days := func(x *names.Term) float64 {
		to := x.Holder.To
		if to.IsZero() {
			return 1e6
		}
		return to.FloatYear() - x.Holder.From.FloatYear()
	}
	return slices.MaxFunc(terms, func(a, b *names.Term) int { return cmp.Compare(days(a), days(b)) })
}

// heldIn says who held an office on a day, or one after the other in a month or year;
// "" where nobody is known.
func (c *checker) heldIn(p *dossier.Player, at dossier.Date) string {
	held := slices.DeleteFunc(slices.Clone(p.Holders), func(h *dossier.Holder) bool { return !inTerm(h, at) })
	slices.SortStableFunc(held, func(a, b *dossier.Holder) int { return a.From.Compare(b.From) })
	var out []string
	for n, h := range held {
		name := c.d.Say(h.Name)
		if n > 0 && !h.From.IsZero() {
			name += fmt.Sprintf(" (from %s)", h.From.Words())
		}
		out = append(out, name)
	}
	return words.Or(out)
}

func term(h *dossier.Holder) string {
	switch {
	case h.From.IsZero():
		return "until " + h.To.Words()
	case h.To.IsZero():
		return "from " + h.From.Words()
	}
	return "from " + h.From.Words() + " to " + h.To.Words()
}

// dated is a date with its place in a sentence.
type dated struct {
	lex.Span
	at dossier.Date
}

// ofThing is what stands before a date that tells which thing is meant and not when
// something happens: the agreement of 2015.
var ofThing = lazyregexp.New(`(?i)\b(?:agreements?|treat(?:y|ies)|accords?|pacts?|deals?|laws?|acts?|constitution|protocols?|declarations?|statements?|rulings?|judge?ments?|decisions?|polls?|surveys?|census|elections?|war|crisis|report|plan|guidelines|resolution) (?:of|from) (?:the )?$|\b(?:an?|the) (?:\w+ )?\w+ (?:signed|built|founded|flooded|made|written|adopted|agreed|begun|opened|closed|set up|created|established|concluded|launched) (?:in|on) $`)

// attributive is what stands before a year that is an adjective: the 2015 agreement.
var attributive = lazyregexp.New(`(?i)(?:\b(?:the|a|an|its|their|our|this|that|his|her)|['’]s)\s+$`)

// datesIn gives the dates and years of a sentence that tell when something happens,
// and all where each of them is of a thing.
func datesIn(s string) []dated {
	var all, out []dated
	add := func(at lex.Span, iso string) {
		d, err := dossier.ParseDate(iso)
		if err != nil || d.IsZero() || slices.ContainsFunc(all, func(x dated) bool { return x.Overlaps(at) }) {
			return
		}
		all = append(all, dated{at, d})
		if ofThing.MatchString(s[max(0, at.Start-40):at.Start]) {
			return
		}
		if next, _ := utf8.DecodeRuneInString(strings.TrimPrefix(s[at.End:], " ")); d.Month == 0 && at.End < len(s) && s[at.End] == ' ' && unicode.IsLetter(next) && attributive.MatchString(s[max(0, at.Start-8):at.Start]) {
			return
		}
		out = append(out, dated{at, d})
	}
	for _, d := range lex.Dates(s) {
		add(d.Span, d.ISO)
	}
	for _, y := range lex.Years(s) {
		add(y, strings.TrimSpace(y.In(s)))
	}
	return out
}

// nearest gives the date of a sentence that stands nearest to a stretch of it; a
// semicolon between them parts them.
func nearest(when []dated, s string, to lex.Span) dossier.Date {
	gap := func(d dated) int {
		from, end := min(d.End, to.End), max(d.Start, to.Start)
		if from > end {
			return 0
		}
		n := utf8.RuneCountInString(s[from:end])
		if strings.Contains(s[from:end], ";") {
			n += len(s)
		}
		return n
	}
	return slices.MinFunc(when, func(a, b dated) int { return gap(a) - gap(b) }).at
}

func inTerm(h *dossier.Holder, at dossier.Date) bool {
	return h.From.Begun(at.Last()) && !h.To.Ended(at.First())
}

var notThen = lazyregexp.New(`(?i)(?:\b(?:former|ex-|future|incoming|the late|later|outgoing)\s*|ex-)$`)

// agencies reports an agency named at a date after it had ceased to be.
func (c *checker) agencies(t *text, s *sentence) {
	var when []dated
	before := -1
	for _, h := range c.names.named.in(s.words) {
		a, i := c.names.agencies[h.phrase], h.start
		if h.phrase == before || t.quoted(s.Start+i) {
			continue
		}
		before = h.phrase // its first place that is no quotation
		if when == nil {
			if when = datesIn(s.words); len(when) == 0 {
				return
			}
		}
		at := nearest(when, s.words, lex.Span{Start: i, End: h.end})
		gone := a.agency.To.Ended(at.First())
		notYet := !a.agency.From.Begun(at.Last())
		if !gone && !notYet || overtaken.MatchString(s.words) || becomes.MatchString(s.words) || notThen.MatchString(s.words[max(0, i-14):i]) {
			continue
		}
		hint, state := "", fmt.Sprintf("ceased to be %s %s", a.agency.To.In(), a.agency.To.Words())
		if notYet {
			state = fmt.Sprintf("was set up %s %s", a.agency.From.In(), a.agency.From.Words())
		} else if next := a.agency.Successor.ID; next != "" {
			if p := c.d.Player(next); p != nil {
				hint = "its work went to " + c.d.Say(p.Name)
			} else if b := c.d.Agency(next); b != nil {
				hint = "its work went to " + c.d.Say(b.Name)
			}
		}
		c.report(t, "anachronism", lex.Span{Start: s.Start + i, End: s.Start + i + len(a.name)}, hint, "%s %s, and the sentence speaks of %s", a.name, state, at.Words())
	}
}

package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"entente/dossier"
	"entente/evidence/lex"
)

// time checks what a sentence says of rulings, facts, offices and agencies at
// their dates.
func (c *checker) time(t *text, s *sentence, n int) {
	c.superseded(t, s, n)
	c.offices(t, s)
	c.agencies(t, s)
	c.anachronism(t, s)
}

var overtaken = regexp.MustCompile(`(?i)\b(?:revers\w+|overturn\w*|quash\w*|set aside|supersed\w+|overrul\w+|replac\w+|annul\w*|on appeal|appealed|appeal court|high court|later|until|since then|no longer|corrected|revised|withdrawn|lapsed)\b|取り消|覆|破棄|差し戻|控訴|뒤집|파기|번복|항소|취소|상고`)

// superseded reports a ruling or fact that another has replaced, where neither
// its sentence nor the next says so.
func (c *checker) superseded(t *text, s *sentence, n int) {
	says := func() bool {
		if overtaken.MatchString(s.words) {
			return true
		}
		return n+1 < len(t.sentences) && overtaken.MatchString(t.sentences[n+1].words)
	}
	for _, i := range s.printed {
		d := t.directives[i]
		if len(d.Args) != 1 {
			continue
		}
		at := lex.Span{Start: d.Start, End: d.End}
		switch d.Name {
		case "ruling":
			if k := c.caseAfter(d.Args[0]); k != nil && !says() {
				c.report(t, "superseded", at, "say so in the sentence, or print {{ruling "+k.ID+"}}", "this ruling was replaced on %s: %s (%s)", k.Date, clip(k.Outcome, 80), k.Court)
			}
		case "fact":
			if f := c.factAfter(d.Args[0]); f != nil && !says() {
				c.report(t, "superseded", at, "print {{fact "+f.ID+"}}", "this fact was replaced by %s: %s", f.ID, clip(f.What, 80))
			}
		}
	}
	if !s.may(onCourt|onOther) || !strings.ContainsAny(s.words, "0123456789") {
		return
	}
	var dates []lex.Date
	for _, k := range c.d.Cases {
		if k.Date.Day == 0 || !k.Date.Begun(c.day) {
			continue
		}
		after := c.caseAfter(k.ID)
		if after == nil {
			continue
		}
		if dates == nil {
			if dates = lex.Dates(s.words); dates == nil {
				return
			}
		}
		i := slices.IndexFunc(dates, func(d lex.Date) bool { return d.ISO == k.Date.String() })
		if i < 0 || !courtWords.MatchString(s.words) || says() {
			continue
		}
		// Another ruling of the same day may be meant: then its source is cited.
		if c.caseDates(dates) > 1 {
			continue // a sentence that sets rulings side by side
		}
		if len(s.sources) > 0 && !sharesSource(s.sources, k.Source) && c.otherCaseThatDay(k) {
			continue
		}
		c.report(t, "superseded", lex.Span{Start: s.Start + dates[i].Start, End: s.Start + dates[i].End}, "say what became of it", "the ruling of %s (%s) was replaced on %s: %s", k.Date, k.Court, after.Date, clip(after.Outcome, 80))
	}
}

var courtWords = regexp.MustCompile(`(?i)\b(?:court|courts|ruling|ruled|rule|judg\w+|dismiss\w*|bench|suit|plaintiffs?|immunity|decision|decided|verdict|granted|rejected)\b|判決|裁判|地裁|高裁|판결|법원`)

// caseDates counts the dates of a sentence on which rulings were given.
func (c *checker) caseDates(dates []lex.Date) int {
	n := 0
	for _, d := range dates {
		if slices.ContainsFunc(c.d.Cases, func(k *dossier.Case) bool { return k.Date.String() == d.ISO }) {
			n++
		}
	}
	return n
}

func sharesSource(cited []string, cell string) bool {
	for _, id := range dossier.SplitIDs(cell) {
		if slices.Contains(cited, id) {
			return true
		}
	}
	return false
}

func (c *checker) otherCaseThatDay(k *dossier.Case) bool {
	return slices.ContainsFunc(c.d.Cases, func(o *dossier.Case) bool { return o != k && o.Date == k.Date })
}

// caseAfter gives the ruling that replaced another by the as-of day, or nil.
func (c *checker) caseAfter(id string) *dossier.Case {
	for _, k := range c.d.Cases {
		if slices.Contains(dossier.SplitIDs(k.Supersedes), id) && k.Date.Begun(c.day) {
			return k
		}
	}
	return nil
}

func (c *checker) factAfter(id string) *dossier.Fact {
	for _, f := range c.d.Facts {
		if slices.Contains(dossier.SplitIDs(f.Supersedes), id) && f.Known().Begun(c.day) {
			return f
		}
	}
	return nil
}

// nameIndex holds the holders of offices and the agencies by their names.
type nameIndex struct {
	holders  []officeTerm
	agencies []agencyName
	known    map[string]bool // words of names, as they are written
	order    []string        // names of people and members in Latin letters, sorted
}

type officeTerm struct {
	full, family string
	office       string // the player's name, in small letters
	player       *dossier.Player
	holder       *dossier.Holder
}

type agencyName struct {
	name   string
	agency *dossier.Agency
}

func indexNames(d *dossier.Dossier) *nameIndex {
	x := &nameIndex{known: map[string]bool{}}
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
		for _, w := range strings.Fields(t.In("en", d.Lang())) {
			if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) && !strings.ContainsFunc(w, lex.IsCJK) {
				x.order = append(x.order, w)
			}
		}
	}
	for _, c := range dossier.Countries() {
		learn(c.Name("en"))
	}
	for _, m := range d.Members {
		learn(d.CountryName(m.Code.ID, "en"))
		learnPerson(dossier.Text{Plain: d.CountryName(m.Code.ID, "en")})
		for _, p := range m.Players {
			learnText(p.Name)
			office := strings.ToLower(p.Name.In("en", d.Lang()))
			for _, h := range p.Holders {
				learnText(h.Name)
				learnPerson(h.Name)
				full := h.Name.In("en", d.Lang())
				f := strings.Fields(full)
				if len(f) == 0 {
					continue
				}
				family := f[len(f)-1]
				if strings.Contains(family, "-") && len(f) > 1 {
					family = f[0] // Moon Jae-in
				}
				x.holders = append(x.holders, officeTerm{full, family, office, p, h})
			}
		}
		for _, a := range m.Agencies {
			learnText(a.Name)
			for _, s := range append([]string{a.Name.Plain, a.Native}, mapValues(a.Name.By)...) {
				if len([]rune(s)) >= 4 {
					x.agencies = append(x.agencies, agencyName{s, a})
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
	slices.Sort(x.order)
	x.order = slices.Compact(x.order)
	return x
}

func mapValues[V any](m map[string]V) []V {
	var out []V
	for _, k := range sorted(m) {
		out = append(out, m[k])
	}
	return out
}

var (
	officeName = regexp.MustCompile(`\b((?:Vice |Deputy |Acting )?(?:Prime Minister|President|Foreign Minister|Defen[cs]e Minister|Secretary of State|Secretary of Defen[cs]e|Deputy Secretary(?: of State)?|Deputy Secretary|Chief Cabinet Secretary|National Security Advis[eo]r|Unification Minister|Trade Minister|Chancellor|Premier))\s+((?:[A-Z][\p{L}'’-]+\s?){1,3})`)
	nameOffice = regexp.MustCompile(`\b([A-Z][\p{L}'’-]+(?: [A-Z][\p{L}'’-]+){1,2}),? (?:then |the |as |who was |was |is )?(?:then )?(prime minister|president|foreign minister|defen[cs]e minister|secretary of state|deputy secretary(?: of state)?)\b`)
	notThen    = regexp.MustCompile(`(?i)(?:\b(?:former|ex-|then-candidate|future|incoming|the late|later|outgoing|candidate)\s*|ex-)$`)
)

// offices reports a holder named with an office at a date outside the term.
func (c *checker) offices(t *text, s *sentence) {
	if len(c.names.holders) == 0 || !s.may(onOffice) {
		return
	}
	var when []dossier.Date
	type named struct {
		title, name string
		at, end     int
	}
	var found []named
	for _, m := range officeName.FindAllStringSubmatchIndex(s.words, -1) {
		name := strings.TrimSuffix(strings.TrimSpace(s.words[m[4]:m[5]]), "'s")
		found = append(found, named{s.words[m[2]:m[3]], name, m[0], m[4] + len(name)})
	}
	for _, m := range nameOffice.FindAllStringSubmatchIndex(s.words, -1) {
		found = append(found, named{s.words[m[4]:m[5]], s.words[m[2]:m[3]], m[0], m[1]})
	}
	for _, f := range found {
		m, title, name := [2]int{f.at, f.end}, f.title, f.name
		if notThen.MatchString(s.words[max(0, m[0]-14):m[0]]) || t.quoted(s.Start+m[0]) {
			continue
		}
		if when == nil {
			when = datesIn(s.words)
		}
		if len(when) == 0 {
			return
		}
		same := c.holdersOf(title, name)
		if len(same) == 0 {
			continue
		}
		at := nearest(when, s.words, m[0])
		if slices.ContainsFunc(same, func(h officeTerm) bool { return inTerm(h.holder, at) }) {
			continue
		}
		h := same[0]
		hint := ""
		if was := h.player.HolderAt(at.Last()); was != nil {
			hint = fmt.Sprintf("on that date it was %s", was.Name.In("en", c.d.Lang()))
		}
		c.report(t, "office-at-date", lex.Span{Start: s.Start + m[0], End: s.Start + m[1]}, hint, "%s held the office %s, not in %s", h.full, term(h.holder), at)
	}
}

func term(h *dossier.Holder) string {
	switch {
	case h.From.IsZero():
		return "until " + h.To.String()
	case h.To.IsZero():
		return "from " + h.From.String()
	}
	return "from " + h.From.String() + " to " + h.To.String()
}

// holdersOf gives the terms of those who bear a name and held an office of a
// title.
func (c *checker) holdersOf(title, name string) []officeTerm {
	var out []officeTerm
	low := strings.ToLower(title)
	words := strings.Fields(name)
	for _, h := range c.names.holders {
		if !officeMatches(h.office, low) {
			continue
		}
		if name == h.full || strings.HasPrefix(name, h.full+" ") || slices.Contains(words, h.family) {
			out = append(out, h)
		}
	}
	return out
}

// officeMatches reports whether a title in a text is that of a player's office:
// "Foreign Minister" is the minister for foreign affairs and the ministry.
func officeMatches(office, title string) bool {
	switch {
	case strings.Contains(office, title):
		return title != "president" || !strings.Contains(office, "vice president") && !strings.Contains(office, "party")
	case strings.HasPrefix(title, "deputy secretary"):
		return strings.Contains(office, "deputy secretary")
	case title == "foreign minister":
		return strings.Contains(office, "foreign affairs") || strings.Contains(office, "foreign ministry")
	case strings.HasPrefix(title, "defen") && strings.HasSuffix(title, "minister"):
		return strings.Contains(office, "defen") && strings.Contains(office, "minist")
	case title == "unification minister":
		return strings.Contains(office, "unification")
	}
	return false
}

// datesIn gives the dates and years of a sentence.
func datesIn(s string) []dossier.Date {
	var out []dossier.Date
	for _, d := range lex.Dates(s) {
		if x, err := dossier.ParseDate(d.ISO); err == nil {
			out = append(out, x)
		}
	}
	if len(out) == 0 {
		for _, y := range lex.Years(s) {
			if x, err := dossier.ParseDate(strings.TrimSpace(y.In(s))); err == nil {
				out = append(out, x)
			}
		}
	}
	return out
}

// nearest gives the date of a sentence that stands nearest to a place in it.
func nearest(when []dossier.Date, s string, at int) dossier.Date {
	if len(when) == 1 {
		return when[0]
	}
	best, gap := when[0], 1<<30
	i := 0
	for _, d := range lex.Dates(s) {
		x, err := dossier.ParseDate(d.ISO)
		if err != nil {
			continue
		}
		if g := abs(d.Start - at); g < gap {
			best, gap = x, g
		}
		i++
	}
	return best
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func inTerm(h *dossier.Holder, at dossier.Date) bool {
	return h.From.Begun(at.Last()) && !h.To.Ended(at.First())
}

// agencies reports an agency named at a date after it had ceased to be.
func (c *checker) agencies(t *text, s *sentence) {
	var when []dossier.Date
	for _, a := range c.names.agencies {
		if a.agency.To.IsZero() && a.agency.From.IsZero() {
			continue
		}
		i := strings.Index(s.words, a.name)
		if i < 0 || t.quoted(s.Start+i) {
			continue
		}
		if when == nil {
			if when = datesIn(s.words); len(when) == 0 {
				return
			}
		}
		at := nearest(when, s.words, i)
		gone := a.agency.To.Ended(at.First())
		notYet := !a.agency.From.Begun(at.Last())
		if !gone && !notYet || overtaken.MatchString(s.words) || notThen.MatchString(s.words[max(0, i-14):i]) {
			continue
		}
		hint, state := "", fmt.Sprintf("ceased to be in %s", a.agency.To)
		if notYet {
			state = fmt.Sprintf("was set up in %s", a.agency.From)
		} else if next := a.agency.Successor.ID; next != "" {
			if p := c.d.Player(next); p != nil {
				hint = "its work went to " + c.d.Say(p.Name)
			} else if b := c.d.Agency(next); b != nil {
				hint = "its work went to " + c.d.Say(b.Name)
			}
		}
		c.report(t, "office-at-date", lex.Span{Start: s.Start + i, End: s.Start + i + len(a.name)}, hint, "%s %s, and the sentence speaks of %s", a.name, state, at)
	}
}

// anachronism reports sources and waves that were published after a text's own
// date.
func (c *checker) anachronism(t *text, s *sentence) {
	if t.date.IsZero() {
		return
	}
	for _, x := range s.cites {
		if src := c.d.Source(x.Key); src != nil && !src.Issued.IsZero() && src.Issued.First().After(t.date.Last()) {
			c.report(t, "anachronism", lex.Span{Start: x.Start, End: x.End}, "correct the date of the text or of the source", "the text is of %s, and cites what was published in %s", t.date, src.Issued)
		}
	}
}

// tables runs the rules of tables and of the dossier's own measures.
func (c *checker) tables() {
	c.nearEvents()
	c.stale()
	c.judgements()
}

// nearEvents shows pairs of events that look like one: the same actors within
// three days with much the same words, or the same words on two dates.
func (c *checker) nearEvents() {
	type ev struct {
		e     *dossier.Event
		words map[string]bool
		day   time.Time
	}
	var all []ev
	for _, e := range c.d.Events {
		all = append(all, ev{e, wordSet(e.Summary), e.Date.First()})
	}
	for i, a := range all {
		for _, b := range all[i+1:] {
			days := b.day.Sub(a.day).Hours() / 24
			if days > 400 {
				break
			}
			if a.e.Source != b.e.Source || a.e.Target != b.e.Target || a.e.Type != b.e.Type {
				continue
			}
			share := overlap(a.words, b.words)
			switch {
			case days <= 3 && share >= 0.5:
				c.add("near-event", b.e.Pos, 0, "keep one, or say in both how they differ", "%s (%s) looks like %s (%s) of %s: %q and %q", b.e.ID, b.e.Date, a.e.ID, a.e.Date, a.e.Pos, clip(b.e.Summary, 60), clip(a.e.Summary, 60))
			case days > 3 && share >= 0.85 && len(a.words) >= 4:
				c.add("near-event", b.e.Pos, 0, "find out which date is right, and keep one", "one event with two dates? %s (%s) and %s (%s) of %s say the same: %q", b.e.ID, b.e.Date, a.e.ID, a.e.Date, a.e.Pos, clip(b.e.Summary, 60))
			}
		}
	}
}

func wordSet(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r <= 0x7f
	}) {
		if len(w) > 2 && !stopWord[w] {
			out[w] = true
		}
	}
	return out
}

var stopWord = map[string]bool{"the": true, "and": true, "for": true, "with": true, "that": true, "its": true, "their": true, "from": true, "was": true, "are": true, "has": true, "have": true}

func overlap(a, b map[string]bool) float64 {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	if u := len(a) + len(b) - n; u > 0 {
		return float64(n) / float64(u)
	}
	return 0
}

const (
	staleSeries     = 4 // years without a wave of an indicator
	staleAssessment = 2 // years since a promise was assessed
)

// stale notes indicators whose series have long had no wave, and promises that
// have long not been looked at.
func (c *checker) stale() {
	for _, k := range c.d.Constraints {
		if k.Indicator == nil || k.Indicator.Poll.ID == "" || !k.Until.IsZero() && k.Until.Ended(c.day) {
			continue
		}
		var last dossier.Date
		for _, w := range c.d.PollSeries(k.Indicator.Poll.ID) {
			if w.Known().Published(c.day) {
				last = w.End
			}
		}
		if !last.IsZero() && last.Last().AddDate(staleSeries, 0, 0).Before(c.day) {
			c.add("stale", k.Indicator.Poll.Pos, 0, "look for a later wave, or judge the pressure", "the latest wave of %s is of %s, %d years before the as-of date", k.Indicator.Poll.ID, last, c.day.Year()-last.Year)
		}
	}
	for _, m := range c.d.Commitments {
		if m.Status == "in-progress" && m.Assessed.Last().AddDate(staleAssessment, 0, 0).Before(c.day) {
			c.add("stale", m.Pos, 0, "look again and date the assessment", "this promise was last assessed in %s", m.Assessed)
		}
	}
}

// judgements reports stances and shifts that give neither a reason nor evidence.
func (c *checker) judgements() {
	for _, m := range c.d.Members {
		for _, p := range m.Players {
			for _, s := range p.Stances {
				if s.Because.IsZero() && len(s.Evidence) == 0 {
					c.add("unsourced-judgement", s.Pos(), 0, "add because: and evidence:", "the stance of %s gives neither a reason nor evidence", p.ID.ID)
				}
			}
		}
	}
	for _, i := range c.d.Initiatives {
		for _, s := range i.Stances {
			if s.Because.IsZero() && len(s.Evidence) == 0 {
				c.add("unsourced-judgement", s.Pos(), 0, "add because: and evidence:", "the stance of %s gives neither a reason nor evidence", s.Player.ID)
			}
		}
	}
	for _, k := range c.d.Constraints {
		for _, p := range k.Pressure {
			if p.Because.IsZero() && len(p.Evidence) == 0 {
				c.add("unsourced-judgement", p.Pos(), 0, "add because: and evidence:", "this pressure of %s gives neither a reason nor evidence", k.ID)
			}
		}
	}
}

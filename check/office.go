package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/country"
	"entente/dossier"
	"entente/evidence/lex"
	"entente/lazyregexp"
)

// nameIndex holds the holders of offices and the agencies by their names.
type nameIndex struct {
	holders  []officeTerm
	families map[string][]int // of holders, by the family name
	agencies []agencyName     // of a term
	named    *phrases         // of agencies
	known    map[string]bool  // words of names, as they are written
	order    []string         // names of people and members in Latin letters, sorted
	spelt    lex.Spellings    // of order, in small letters
}

type officeTerm struct {
	full   string
	office string // the player's name, in small letters
	player *dossier.Player
	holder *dossier.Holder
}

type agencyName struct {
	name   string
	agency *dossier.Agency
}

func indexNames(d *dossier.Dossier) *nameIndex {
	x := &nameIndex{known: map[string]bool{}, families: map[string][]int{}}
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
	for _, c := range country.All() {
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
				x.families[family] = append(x.families[family], len(x.holders))
				x.holders = append(x.holders, officeTerm{full, office, p, h})
			}
		}
		for _, a := range m.Agencies {
			learnText(a.Name)
			for _, s := range append([]string{a.Name.Plain, a.Native}, mapValues(a.Name.By)...) {
				if len([]rune(s)) >= 4 && (!a.From.IsZero() || !a.To.IsZero()) {
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
	for _, w := range x.order {
		x.spelt.Add(strings.ToLower(w))
	}
	var names []string
	for _, a := range x.agencies {
		names = append(names, a.name)
	}
	x.named = indexPhrases(names, false)
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
	officeName = lazyregexp.New(`\b((?:Vice |Deputy |Acting )?(?:Prime Minister|President|Foreign Minister|Defen[cs]e Minister|Secretary of State|Secretary of Defen[cs]e|Deputy Secretary(?: of State)?|Deputy Secretary|Chief Cabinet Secretary|National Security Advis[eo]r|Unification Minister|Trade Minister|Chancellor|Premier))\s+((?:[A-Z][\p{L}'’-]+\s?){1,3})`)
	nameOffice = lazyregexp.New(`\b([A-Z][\p{L}'’-]+(?: [A-Z][\p{L}'’-]+){1,2}),? (?:then |the |as |who was |was |is )?(?:then )?(prime minister|president|foreign minister|defen[cs]e minister|secretary of state|deputy secretary(?: of state)?)\b`)
	notThen    = lazyregexp.New(`(?i)(?:\b(?:former|ex-|then-candidate|future|incoming|the late|later|outgoing|candidate)\s*|ex-)$`)
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
	var bear []int
	for _, w := range strings.Fields(name) {
		bear = append(bear, c.names.families[w]...)
	}
	slices.Sort(bear)
	var out []officeTerm
	for _, n := range slices.Compact(bear) {
		if h := c.names.holders[n]; officeMatches(h.office, strings.ToLower(title)) {
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

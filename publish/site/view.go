package site

import (
	"fmt"
	"html/template"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"entente/agenda"
	"entente/course"
	"entente/dossier"
	"entente/markup"
	"entente/prose"
	"entente/publish/chart"
	"entente/publish/edition"
	"entente/publish/output"
	"entente/publish/report"
	"entente/recent"
	"entente/record"
	"entente/series"
	"entente/words"
)

// builder holds what all pages share.
type builder struct {
	D    *dossier.Dossier
	A    *agenda.Agenda
	Past course.Past

	byID    map[string]*agenda.Initiative
	cons    map[string]*agenda.Constraint
	filters []filterGroup
	eval    *prose.Evaluator
	tmpl    *pageTemplates
	files   *output.Files // where the site goes

	HasCard bool   // there is a picture that stands for the site
	ics     []byte // the calendar for programs; nil without one

	told      *series.Told
	relations []series.Group // of told
	texts     readTexts
	absences  sync.Map // texts, to whether lex.Absence or lex.Unattested finds one in them: many pages ask

	forms []report.Form     // in which documents are passed on
	until dossier.Date      // of an embargo; zero without one
	made  output.Made       // what is handed on beside the pages
	memos map[string][]memo // what pages hand out for memos, by the page's path

	editions []*edition.Edition
	edition  string                // under which this agenda is one; "" for none
	program  string                // what worked the agenda out
	history  func() []edition.Step // those of findHistory, found once
	// newestPieces gives what newestFirst does, sorted once.
	newestPieces func() []*dossier.Piece
	entries      func() ([]announced, error) // those of findEntries, found once
	promised     func() []record.Promise     // all, the earliest first, read once
	counts       map[string]textCount        // those of findCounts

	pictures map[string][]sized // by their path in the dossier
	logo     *pictureView
}

func newBuilder(c Content) *builder {
	d, a := c.Dossier, c.Agenda
	b := &builder{D: d, A: a, Past: c.Past, told: c.Told, relations: c.Told.Groups, texts: readTexts{recent.Values[string, readText]{Most: mostRead}}, forms: c.Forms, until: c.Embargo, made: c.Made, editions: c.Editions, edition: c.Edition, program: c.Program, byID: map[string]*agenda.Initiative{}, cons: map[string]*agenda.Constraint{}}
	for _, i := range a.Initiatives {
		b.byID[i.ID] = i
	}
	for _, c := range a.Constraints {
		b.cons[c.ID] = c
	}
	b.filters = b.makeFilters()
	b.eval = prose.NewEvaluator(d, a)
	b.newestPieces = sync.OnceValue(func() []*dossier.Piece { return newestFirst(d) })
	b.promised = sync.OnceValue(func() []record.Promise { return record.PromisesOf(d).All() })
	b.counts = b.findCounts()
	b.history, b.entries = sync.OnceValue(b.findHistory), sync.OnceValues(b.findEntries)
	return b
}

// deferred is page data that needs to know the way to the root.
type deferred func(root string) any

func (b *builder) resolve(data any, root string) any {
	if f, ok := data.(deferred); ok {
		return f(root)
	}
	return data
}

// Lang is the language of the pages.
func (b *builder) Lang() string { return b.D.Lang() }

// Site is the dossier's title.
func (b *builder) Site() string { return b.A.Dossier.Title }

// AsOf is the as-of date in words.
func (b *builder) AsOf() string { return dateWords(b.A.Dossier.AsOf) }

// Notice is the line that says whether verdicts are illustrative.
func (b *builder) Notice() string { return agenda.IllustrativeNotice(b.D) }

// Scenario says under which scenario all is worked out; "" as things stand.
func (b *builder) Scenario() string { return agenda.UnderScenario(b.D, b.A.Scenario) }

// titled is the title of what is read away from the pages: a name, with the scenario.
func (b *builder) titled(name string) string { return words.Join(", ", name, b.Scenario()) }

// known reports whether what is dated so could be known on the agenda's day.
func (b *builder) known(d dossier.Date) bool { return d.Published(b.A.Dossier.AsOf.Last()) }

// Convener is who convenes the group, or "".
func (b *builder) Convener() string { return words.LowerThe(b.D.Say(b.D.Convener.Name)) }

// Position is the convener's stated position, or "".
func (b *builder) Position() string { return b.D.Say(b.D.Convener.Position) }

// Licence is the licence of the dossier's own words, or "".
func (b *builder) Licence() string { return b.D.Say(b.D.Licence) }

// HasPolls tells whether there is a page of polls.
func (b *builder) HasPolls() bool { return len(b.D.Polls) > 0 }

// Person names someone of the roster; one who is not on it is the name itself.
func (b *builder) Person(id string) string { return b.D.PersonName(id) }

func dateWords(d dossier.Date) string { return d.Words() }

// cellDate is a date in words that stays on one line.
func cellDate(d dossier.Date) string { return strings.ReplaceAll(dateWords(d), " ", "\u00a0") }

var isoDate = regexp.MustCompile(`\b\d{4}-\d{2}(-\d{2})?\b`)

// sayDates writes the ISO dates of a sentence in words.
func sayDates(s string) string {
	return isoDate.ReplaceAllStringFunc(s, func(iso string) string {
		if d, err := dossier.ParseDate(iso); err == nil {
			return cellDate(d)
		}
		return iso
	})
}

// link is an address with its words.
type link struct {
	Href, Text string
	Note       string // weak, not confirmed …
	Lang       string // where the words are in another language
	Counts     bool   // what it leads to lists as many as its first figure says
}

func (b *builder) initiativeLink(root, id string) link {
	title := id
	if i := b.D.Initiative(id); i != nil {
		title = b.D.Say(i.Title)
	}
	return link{Href: root + "initiatives/" + id + ".html", Text: title}
}

func (b *builder) memberLink(root, code string) link {
	return link{Href: root + "members/" + strings.ToLower(code) + ".html", Text: b.D.MemberName(code)}
}

func (b *builder) constraintLink(root, id string) link {
	title := id
	if c := b.D.Constraint(id); c != nil {
		title = b.D.Say(c.Title)
	}
	return link{Href: root + "constraints/" + id + ".html", Text: title}
}

// bodyLink leads to a player or agency on its member's page.
func (b *builder) bodyLink(root, id string) link {
	if p := b.D.Player(id); p != nil {
		return link{Href: root + "members/" + strings.ToLower(p.Member) + ".html#" + anchor(id), Text: b.D.Say(p.Name)}
	}
	if a := b.D.Agency(id); a != nil {
		for _, m := range b.D.Members {
			if slices.Contains(m.Agencies, a) {
				return link{Href: root + "members/" + strings.ToLower(m.Code.ID) + ".html#" + anchor(id), Text: b.D.Say(a.Name)}
			}
		}
	}
	return link{Text: id}
}

// sourceLink leads to a source's record.
func (b *builder) sourceLink(root, id string) link {
	s := b.D.Source(id)
	if s == nil {
		return link{Text: id, Note: "no record"}
	}
	l := link{Href: root + "sources.html#" + anchor(id), Text: shortSource(s)}
	if s.Weak() != "" {
		l.Note = "weak"
	}
	return l
}

func (b *builder) sourceLinks(root string, ids []string) []link {
	var out []link
	for _, id := range ids {
		out = append(out, b.sourceLink(root, id))
	}
	return out
}

// shortSource names a source in a few words: who published it, and when.
func shortSource(s *dossier.Source) string {
	who := s.Container
	if who == "" {
		who = s.Publisher
	}
	if who == "" && len(s.Author) > 0 {
		who = s.Author[0].String()
	}
	if who == "" {
		who = s.Title
	}
	who = words.Clip(who, 48)
	if !s.Issued.IsZero() {
		return who + " " + strconv.Itoa(s.Issued.Year)
	}
	return who
}

// evidenceLink leads to the row that a piece of evidence names.
func (b *builder) evidenceLink(root, ref string) link {
	kind, id, date, err := dossier.ParseEvidence(ref)
	if err != nil {
		return link{Text: ref}
	}
	switch kind {
	case dossier.EvidenceEvent:
		if e := b.D.Event(id); e != nil {
			return link{Href: root + "events.html#" + anchor(id), Text: "event of " + dateWords(e.Date), Note: e.Confirmed.Mark()}
		}
	case dossier.EvidenceAct:
		if a := b.D.Act(id); a != nil {
			return link{Href: root + "acts.html#" + anchor(id), Text: "act of " + dateWords(a.Date), Note: a.Confirmed.Mark()}
		}
	case dossier.EvidencePoll:
		if p := b.D.PollWave(id, date); p != nil {
			return link{Href: root + "polls.html#" + b.waveAnchor(p), Text: "poll of " + dateWords(p.End), Note: p.Confirmed.Mark()}
		}
	case dossier.EvidenceFact:
		if f := b.D.Fact(id); f != nil {
			return link{Href: root + "facts.html#" + anchor(id), Text: f.What, Note: f.Confirmed.Mark()}
		}
	case dossier.EvidenceCase:
		if c := b.D.Case(id); c != nil {
			return link{Href: root + "cases.html#" + anchor(id), Text: "ruling of " + dateWords(c.Date), Note: c.Confirmed.Mark()}
		}
	case dossier.EvidenceSource:
		return b.sourceLink(root, id)
	}
	return link{Text: ref}
}

func (b *builder) evidenceLinks(root string, refs []string) []link {
	var out []link
	for _, r := range refs {
		out = append(out, b.evidenceLink(root, r))
	}
	return out
}

func sure(s string) string {
	if s == "no" {
		return dossier.NotConfirmed
	}
	return ""
}

// prose renders a Markdown body for a page; top is the level of its highest headings.
func (b *builder) prose(root, md string, top int) template.HTML {
	doc, err := b.read(md)
	if err != nil {
		return notShown(err)
	}
	opt := b.proseOptions(root)
	opt.Top = top
	return template.HTML(prose.Render(doc, opt).HTML)
}

// read reads a Markdown text.
func (b *builder) read(md string) (*markup.Document, error) { return b.texts.read(md) }

// notShown stands where a text is beyond what is read.
func notShown(err error) template.HTML {
	return template.HTML(`<p class="unknown">This text is not shown: ` + template.HTMLEscapeString(err.Error()) + ".</p>")
}

// proseOptions say how citations, directives and charts are shown on a page.
func (b *builder) proseOptions(root string) prose.Options {
	return prose.Options{
		Cite: func(key, locator string) (string, bool) {
			s := b.D.Source(key)
			if s == nil {
				return "", false
			}
			label := shortSource(s)
			if locator != "" {
				label += ", " + locator
			}
			return fmt.Sprintf(` <a class="cite" href="%s">%s</a>`, template.HTMLEscapeString(root+"sources.html#"+anchor(key)), template.HTMLEscapeString(label)), true
		},
		Evaluate: b.eval.Evaluate,
		Link:     func(href string) string { return b.linkTo(root, href) },
		Chart:    b.chartHTML,
		ID:       b.headingID,
	}
}

// picture is a chart made ready for a page.
type picture struct {
	chart.Chart
	Wide, Slim template.HTML
}

func show(c chart.Chart) picture {
	return picture{Chart: c, Wide: template.HTML(c.SVG), Slim: template.HTML(c.Narrow)}
}

// verdictClass is the class that colours a verdict.
func verdictClass(v agenda.Verdict) string {
	return map[agenda.Verdict]string{
		agenda.Ready: "v-ready", agenda.WithinReach: "v-reach", agenda.HeldBack: "v-held",
		agenda.NoGain: "v-nogain", agenda.NotAssessed: "v-none", agenda.Delivered: "v-done",
	}[v]
}

var funcs = template.FuncMap{
	"date":   dateWords,
	"add":    func(a, b int) int { return a + b },
	"lower":  strings.ToLower,
	"tongue": tongue,
	"join":   strings.Join,
	"vclass": func(v agenda.Verdict) string { return verdictClass(v) },
	"pct":    percentOf,
	"bar":    func(p *float64, inPlace bool) template.HTML { return template.HTML(chart.Bar(p, inPlace)) },
	"tenths": func(p *float64) template.HTML { return template.HTML(chart.Tenths(p)) },
	"in10":   words.InTenOrDash,
	"of10": func(p *float64) string {
		if p == nil {
			return "–"
		}
		return words.OfTen(*p)
	},
	"thousands": thousands,
	"dates":     sayDates,
	"signed":    signed,
	"count":     words.Count,
	"inTen":     func(p float64) string { return words.InTen(p) },
	"num":       func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) },
	"round":     func(v float64) string { return strconv.FormatFloat(v, 'f', 0, 64) },
	"tenfold":   func(v float64) float64 { return 10 * v },
	"one":       func(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) },
	"anchor":    anchor,
	"pressed":   func(q *agenda.Quantiles) string { return acrossDraws(*q, 2, " of 1", "") },
	"ceiling":   func(q *agenda.Quantiles) string { return acrossDraws(*q, 0, "", "and from ") },
	"three":     func(v float64) string { return strings.Replace(strconv.FormatFloat(v, 'f', 3, 64), "-", "−", 1) },
	"plus":      func(v float64) string { return strings.Replace(fmt.Sprintf("%+.3f", v), "-", "−", 1) },
	"sentence":  words.Capital,
	"small":     words.Small,
	"web":       webAddress,
	"dict": func(kv ...any) map[string]any {
		m := map[string]any{}
		for i := 0; i+1 < len(kv); i += 2 {
			m[kv[i].(string)] = kv[i+1]
		}
		return m
	},
}

// acrossDraws says a quantity over the draws: its median and where eight of ten
// lie, or the value alone where all of them print alike.
func acrossDraws(q agenda.Quantiles, decimals int, unit, from string) string {
	say := func(v float64) string { return strconv.FormatFloat(v, 'f', decimals, 64) }
	if say(q.P10) == say(q.P90) {
		return say(q.P50) + unit
	}
	return say(q.P50) + unit + " at the median, " + from + say(q.P10) + " to " + say(q.P90) + " in eight of ten draws"
}

// signed writes points with their sign, as printed: "−14", "+3", "0".
func signed(v float64) string {
	s := strconv.FormatFloat(math.Abs(v), 'f', 0, 64)
	switch {
	case s == "0":
		return s
	case v < 0:
		return "−" + s
	}
	return "+" + s
}

// webAddress passes http and https addresses on, and nothing else.
func webAddress(s string) string {
	if strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") {
		return s
	}
	return ""
}

// thousands writes a number with commas.
func thousands(n int) string { return words.Thousands(strconv.Itoa(n)) }

// tongue gives the attributes of an element that is in a language; none for "".
func tongue(lang string) template.HTMLAttr {
	if lang == "" {
		return ""
	}
	return template.HTMLAttr(fmt.Sprintf(` lang="%s" dir="%s"`, template.HTMLEscapeString(lang), words.Direction(lang)))
}

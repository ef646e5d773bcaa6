package prose

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/agenda"
	"entente/dossier"
	"entente/markup"
	"entente/record"
	"entente/series"
	"entente/words"
)

// Value is what a directive prints.
type Value struct {
	Text    string   // on the line
	Sources []string // cited behind it
	Table   *Table   // of a block directive
	Chart   *Chart   // of a block directive
	Href    string   // of what the value is about: "initiative:ID", "poll:SERIES", "list:events", "list:events?area=trade", …
	// Carry is the share of draws of a carry directive; nil for others and where
	// nothing was assessed.
	Carry *float64
	// Percent is the value of a poll or fact in percent; nil for others.
	Percent *float64
	// Likelihood is the word that stands beside the carry in Text; "" where the
	// dossier's record backs none.
	Likelihood string
}

// Table is what {{table …}} prints.
type Table struct {
	Caption string
	Head    []string
	Rows    [][]Cell
}

// Cell is a cell of a table; Href says what it is about, or is "".
type Cell struct{ Text, Href string }

// Chart is what {{chart …}} draws: kind "ladder" or "poll", and its id.
type Chart struct{ Kind, ID string }

// Problem is why a directive prints nothing: a rule, a message and a hint. Err is
// what kept the agenda from being worked out, where that is why; nil elsewhere.
type Problem struct {
	Rule, Message, Hint string
	// Meant is the name of the directive that was meant, where an unknown one can
	// only be that; else "".
	Meant string
	Err   error
}

func (p *Problem) Error() string { return p.Message }

// Unwrap gives Err.
func (p *Problem) Unwrap() error { return p.Err }

func problem(rule, hint, format string, args ...any) *Problem {
	return &Problem{Rule: rule, Message: fmt.Sprintf(format, args...), Hint: hint}
}

// Evaluator works out the values of directives against a dossier and its agenda.
type Evaluator struct {
	D *dossier.Dossier
	// Agenda gives the agenda; it is asked for only where a directive needs it. A
	// dossier with an error of the structure has none: it gives an error then,
	// which the Problem of the directive wraps.
	Agenda func() (*agenda.Agenda, error)
	AsOf   time.Time
}

// NewEvaluator evaluates against an agenda that is there already.
func NewEvaluator(d *dossier.Dossier, a *agenda.Agenda) *Evaluator {
	return &Evaluator{d, func() (*agenda.Agenda, error) { return a, nil }, a.Dossier.AsOf.Last()}
}

// The names of directives, in the order of the documentation.
var directiveNames = []string{"poll", "record", "fact", "ruling", "carry", "delivery", "verdict", "commitment", "promises", "search", "count", "chart", "table"}

// allowed are the options of each directive.
var allowed = map[string][]string{
	"poll": {"at", "pollster"}, "record": {"at", "pollster", "of", "below", "above"}, "fact": {"of", "unit"}, "ruling": {}, "carry": {"rung", "member"}, "delivery": {"rung"}, "verdict": {}, "commitment": {}, "promises": {}, "search": {},
	"count": filterKeys, "chart": {}, "table": filterKeys,
}

var filterKeys = []string{"member", "area", "verdict", "status", "since", "until", "kind", "quick", "series"}

// Evaluate gives a directive's value. The error is a *Problem.
func (e *Evaluator) Evaluate(d markup.Directive) (Value, error) {
	if d.Err != nil {
		return Value{}, problem("directive-syntax", "write it like {{poll SERIES at=2019-10}}", "this directive cannot be read: %v", d.Err)
	}
	keys, ok := allowed[d.Name]
	if !ok {
		hint := "the directives are: " + strings.Join(directiveNames, ", ")
		if n := dossier.Nearest(d.Name, directiveNames); n != "" {
			hint = fmt.Sprintf("did you mean %q?", n)
		}
		p := problem("unknown-directive", hint, "there is no directive %q", words.Clip(d.Name, 40))
		if m := dossier.Misspelling(d.Name, directiveNames); m != nil {
			p.Meant = m.Text
		}
		return Value{}, p
	}
	for _, k := range sortedKeys(d.Options) {
		if !slices.Contains(keys, k) {
			hint := "it takes no options"
			if len(keys) > 0 {
				hint = "it takes: " + strings.Join(keys, ", ")
			}
			return Value{}, problem("directive-option", hint, "%s takes no option %q", d.Name, words.Clip(k, 40))
		}
	}
	want := 1
	if d.Name == "promises" {
		want = 0
	} else if d.Name == "chart" || d.Name == "table" && len(d.Args) > 0 && d.Args[0] == "polls" {
		want = 2
	}
	if len(d.Args) != want {
		return Value{}, problem("directive-option", "write it like "+forms[d.Name], "%s takes %d words after its name, and has %d", d.Name, want, len(d.Args))
	}
	switch d.Name {
	case "poll":
		return e.poll(d)
	case "record":
		return e.record(d)
	case "fact":
		return e.fact(d)
	case "ruling":
		return e.ruling(d)
	case "carry":
		return e.carry(d)
	case "delivery":
		return e.delivery(d)
	case "verdict":
		i, err := e.initiative(d.Args[0])
		if err != nil {
			return Value{}, err
		}
		return Value{Text: sayVerdict(i), Href: "initiative:" + i.ID}, nil
	case "commitment":
		return e.commitment(d)
	case "promises":
		says := record.PromisesOf(e.D).Count(e.AsOf).Says
		if says == "" {
			return Value{}, problem("directive-value", "write what members promised in commitments.csv", "there is no promise on record")
		}
		return Value{Text: strings.TrimSuffix(says, "."), Href: "list:commitments"}, nil
	case "search":
		return e.search(d)
	case "count":
		list, err := e.list(d)
		if err != nil {
			return Value{}, err
		}
		return Value{Text: strconv.Itoa(len(list.Rows)), Href: ListHref(d)}, nil
	case "table":
		list, err := e.list(d)
		v := Value{Table: list}
		if len(d.Args) == 2 {
			v.Sources = waveSources(e.D.PollSeries(d.Args[1]))
		}
		return v, err
	}
	return e.chart(d)
}

// ListHref says what a count or a table is about: "list:KIND", or "list:KIND?area=trade&…"
// with its filters in the order of their names.
func ListHref(d markup.Directive) string {
	out := "list:" + d.Args[0]
	for n, k := range sortedKeys(d.Options) {
		sep := "&"
		if n == 0 {
			sep = "?"
		}
		out += sep + k + "=" + d.Options[k]
	}
	return out
}

// List gives what a count directive counts, as a table.
func (e *Evaluator) List(d markup.Directive) (*Table, error) {
	if d.Err != nil || d.Name != "count" || len(d.Args) != 1 {
		return nil, problem("directive-syntax", "write it like "+forms["count"], "this is no count")
	}
	return e.list(d)
}

// Forms gives every directive as it is written, with what is to be filled in in
// capitals, in the order of the documentation; those of one name that take
// several forms stand as "{{…}} or {{…}}".
func Forms() []string {
	out := make([]string, len(directiveNames))
	for i, n := range directiveNames {
		out[i] = forms[n]
	}
	return out
}

var forms = map[string]string{
	"poll": "{{poll SERIES at=2019-10}}", "record": "{{record SERIES at=2019-10}}", "fact": "{{fact ID}}", "ruling": "{{ruling ID}}",
	"carry": "{{carry INITIATIVE rung=RUNG member=CODE}}", "delivery": "{{delivery INITIATIVE rung=RUNG}}", "verdict": "{{verdict INITIATIVE}}", "commitment": "{{commitment ID}}", "promises": "{{promises}}", "search": "{{search ID}}",
	"count": "{{count initiatives verdict=ready}}", "chart": "{{chart ladder INITIATIVE}} or {{chart poll SERIES}}", "table": "{{table initiatives verdict=ready}} or {{table polls SERIES}}",
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// Wave finds the wave that a directive {{poll …}} or {{record …}} names: of the date
// given by `at` and of the pollster given by `pollster`, else the latest that was
// known. The error is a *Problem.
func (e *Evaluator) Wave(d markup.Directive) (*dossier.Poll, error) {
	id := d.Args[0]
	all := e.D.PollSeries(id)
	if all == nil {
		return nil, problem("directive-value", suggest(id, e.D.PollSeriesIDs()), "there is no poll series %q", words.Clip(id, 60))
	}
	ws := all
	if by := d.Options["pollster"]; by != "" {
		ws = slices.DeleteFunc(slices.Clone(all), func(w *dossier.Poll) bool { return !strings.EqualFold(w.Pollster, by) })
		if len(ws) == 0 {
			return nil, problem("directive-value", suggest(by, pollsters(all)), "%s has no wave of the pollster %q", id, words.Clip(by, 60))
		}
	}
	at := d.Options["at"]
	if at != "" {
		if _, err := dossier.ParseDate(at); err != nil {
			return nil, problem("directive-option", "write at=YYYY, at=YYYY-MM or at=YYYY-MM-DD", "%v", err)
		}
		if n := slices.IndexFunc(ws, func(w *dossier.Poll) bool { s := w.End.String(); return s == at || strings.HasPrefix(s, at+"-") }); n >= 0 {
			w := ws[n]
			if !w.Known().Published(e.AsOf) {
				return nil, problem("directive-value", "", "the wave of %s was published after the as-of date", at)
			}
			return w, e.alone(ws, w)
		}
		var held []string
		for _, w := range ws {
			held = append(held, w.End.String())
		}
		return nil, problem("directive-value", "waves are held of: "+strings.Join(held[max(0, len(held)-12):], ", "), "%s has no wave of %s", id, at)
	}
	for _, w := range slices.Backward(ws) {
		if w.Known().Published(e.AsOf) {
			return w, e.alone(ws, w)
		}
	}
	return nil, problem("directive-value", "", "no wave of %s was published by the as-of date", id)
}

// alone is an error where another of the waves, known by then, ends on the day of
// one: the directive then says whose it means.
func (e *Evaluator) alone(ws []*dossier.Poll, w *dossier.Poll) error {
	same := slices.DeleteFunc(slices.Clone(ws), func(o *dossier.Poll) bool { return o.End != w.End || !o.Known().Published(e.AsOf) })
	if len(same) < 2 {
		return nil
	}
	return problem("directive-value", fmt.Sprintf("say whose: pollster=%q", w.Pollster), "several waves of %s end on %s: %s", w.Series, w.End, strings.Join(pollsters(same), ", "))
}

// pollsters names who took waves, each once.
func pollsters(ws []*dossier.Poll) []string {
	var out []string
	for _, w := range ws {
		if !slices.Contains(out, w.Pollster) {
			out = append(out, w.Pollster)
		}
	}
	return out
}

func suggest(id string, known []string) string {
	if n := dossier.Nearest(id, known); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	return ""
}

// SayValue writes a value with its unit: 26.7%, 47.5 degrees.
func SayValue(v float64, unit string) string {
	s := SayNumber(v)
	switch unit {
	case "", "percent":
		return s + "%"
	}
	return words.WithUnit(s, unit)
}

// SayNumber writes a number with commas between thousands: 12,500.5.
func SayNumber(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if whole, frac, _ := strings.Cut(s, "."); len(strings.TrimPrefix(whole, "-")) > 3 {
		s = words.Thousands(whole)
		if frac != "" {
			s += "." + frac
		}
	}
	return s
}

// marked adds the mark to a text where its row is not confirmed.
func marked(text string, c dossier.Confirmed) string {
	if c {
		return text
	}
	return text + " (" + c.Mark() + ")"
}

func percent(v float64, unit string) *float64 {
	if unit != "" && unit != "percent" {
		return nil
	}
	return &v
}

func (e *Evaluator) poll(d markup.Directive) (Value, error) {
	w, err := e.Wave(d)
	if err != nil {
		return Value{}, err
	}
	return Value{Text: marked(SayValue(w.Value, w.Unit), w.Confirmed), Percent: percent(w.Value, w.Unit), Sources: w.Sources, Href: "poll:" + w.Series}, nil
}

func (e *Evaluator) record(d markup.Directive) (Value, error) {
	w, err := e.Wave(d)
	if err != nil {
		return Value{}, err
	}
	of := d.Options["of"]
	if of != "" && of != "low" && of != "high" {
		return Value{}, problem("directive-option", "write of=low or of=high", "a record is a low or a high, not %q", words.Clip(of, 20))
	}
	pts := series.EndingWith(series.Known(series.Poll(e.D, w.Series), e.AsOf), w.End, w.Pollster)
	var text string
	below, above := d.Options["below"], d.Options["above"]
	switch {
	case below == "" && above == "":
		text = series.Statement(pts, w.End, of)
	case below != "" && above != "" || of != "":
		return Value{}, problem("directive-option", "write below=30, or above=30, or of=low", "a record directive answers one question, and this one asks several")
	default:
		limit, err := dossier.ParseNumber(below + above)
		if err != nil {
			return Value{}, problem("directive-option", "write a number, as in below=30", "%q is no level", words.Clip(below+above, 20))
		}
		text = series.FirstTime(pts, w.End, limit, above != "")
	}
	return Value{Text: marked(text, w.Confirmed), Sources: w.Sources, Href: "poll:" + w.Series}, nil
}

func (e *Evaluator) fact(d markup.Directive) (Value, error) {
	f := e.D.Fact(d.Args[0])
	if f == nil {
		var ids []string
		for _, f := range e.D.Facts {
			ids = append(ids, f.ID)
		}
		return Value{}, problem("directive-value", suggest(d.Args[0], ids), "there is no fact %q", words.Clip(d.Args[0], 60))
	}
	text := SayValue(f.Value, f.Unit)
	switch d.Options["unit"] {
	case "no":
		text = SayNumber(f.Value)
	case "", "yes":
	default:
		return Value{}, problem("directive-option", "write unit=no where a table's heading has the unit", "unit is yes or no")
	}
	switch d.Options["of"] {
	case "yes":
		if f.Of != "" {
			text += " of " + strings.TrimPrefix(f.Of, "of ")
		}
	case "", "no":
	default:
		return Value{}, problem("directive-option", "write of=yes to print the denominator", "of is yes or no")
	}
	return Value{Text: marked(text, f.Confirmed), Percent: percent(f.Value, f.Unit), Sources: f.Sources, Href: "fact:" + f.ID}, nil
}

func (e *Evaluator) ruling(d markup.Directive) (Value, error) {
	c := e.D.Case(d.Args[0])
	if c == nil {
		var ids []string
		for _, c := range e.D.Cases {
			ids = append(ids, c.ID)
		}
		return Value{}, problem("directive-value", suggest(d.Args[0], ids), "there is no ruling %q", words.Clip(d.Args[0], 60))
	}
	text := c.Outcome + " (" + c.Court + ", " + c.Date.Words() + ")"
	return Value{Text: marked(text, c.Confirmed), Sources: c.Sources, Href: "case:" + c.ID}, nil
}

func (e *Evaluator) agenda() (*agenda.Agenda, error) {
	a, err := e.Agenda()
	if err != nil {
		return nil, &Problem{Rule: "directive-value", Message: fmt.Sprintf("the agenda cannot be worked out: %v", err), Err: err}
	}
	return a, nil
}

func (e *Evaluator) initiative(id string) (*agenda.Initiative, error) {
	a, err := e.agenda()
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, i := range a.Initiatives {
		if i.ID == id {
			return i, nil
		}
		ids = append(ids, i.ID)
	}
	if i := e.D.Initiative(id); i != nil && i.Principle() {
		return nil, problem("directive-value", "", "%q is a principle: it has no ladder and no verdict", id)
	}
	return nil, problem("directive-value", suggest(id, ids), "there is no initiative %q", words.Clip(id, 60))
}

func (e *Evaluator) search(d markup.Directive) (Value, error) {
	s := e.D.Search(d.Args[0])
	if s == nil {
		var ids []string
		for _, s := range e.D.Searches {
			ids = append(ids, s.ID)
		}
		return Value{}, problem("directive-value", suggest(d.Args[0], ids), "there is no search %q", words.Clip(d.Args[0], 60))
	}
	return Value{Text: SaySearch(s), Href: "search:" + s.ID}, nil
}

// SaySearch says when and where something was looked for, and in which languages;
// the words that were looked for stand in the table of searches.
func SaySearch(s *dossier.Search) string {
	if s.Own() {
		return "searched on " + s.Date.Words() + " in the dossier’s own archive alone"
	}
	said := "searched on " + s.Date.Words() + " in " + s.Where
	if len(s.Languages) > 0 {
		said += ", in " + words.Languages(s.Languages)
	}
	return said
}

// NotSearched stands beside what is said not to have been found where no search
// outside the dossier's own archive is named.
const NotSearched = "not searched"

// SaySearches says how what was not found was looked for: the latest of the named
// searches that were made outside the dossier's own archive, else NotSearched.
func SaySearches(d *dossier.Dossier, ids []string) string {
	var last *dossier.Search
	for _, id := range ids {
		if s := d.Search(id); s != nil && !s.Own() && (last == nil || s.Date.Compare(last.Date) > 0) {
			last = s
		}
	}
	if last == nil {
		return NotSearched
	}
	return SaySearch(last)
}

// SaySearched says how a promise was looked for: by the latest of its searches, else until
// when, else NotSearched.
func SaySearched(d *dossier.Dossier, c *dossier.Commitment) string {
	if len(c.Searches) == 0 && !c.SearchedUntil.IsZero() {
		return "searched until " + c.SearchedUntil.Words()
	}
	return SaySearches(d, c.Searches)
}

// SayStatus says what came of a promise; of one that was kept late, when, and of one
// without evidence, how it was searched.
func SayStatus(d *dossier.Dossier, c *dossier.Commitment) string {
	switch s := record.Status(d, c); s {
	case record.Late:
		return "kept late, " + c.Kept.Words()
	case "no-evidence":
		return statusWords[s] + ", " + SaySearched(d, c)
	default:
		return statusWords[s]
	}
}

var statusWords = map[string]string{"fulfilled": "fulfilled", "in-progress": "in progress", "not-fulfilled": "not fulfilled", "no-evidence": "no evidence found"}

func (e *Evaluator) commitment(d markup.Directive) (Value, error) {
	c := e.D.Commitment(d.Args[0])
	if c == nil {
		var ids []string
		for _, c := range e.D.Commitments {
			ids = append(ids, c.ID)
		}
		return Value{}, problem("directive-value", suggest(d.Args[0], ids), "there is no commitment %q", words.Clip(d.Args[0], 60))
	}
	return Value{Text: marked(fmt.Sprintf("%s (assessed %s)", SayStatus(e.D, c), c.Assessed.Words()), c.Confirmed), Sources: c.Sources, Href: "commitment:" + c.ID}, nil
}

func (e *Evaluator) chart(d markup.Directive) (Value, error) {
	kind, id := d.Args[0], d.Args[1]
	switch kind {
	case "ladder":
		i, err := e.initiative(id)
		if err != nil {
			return Value{}, err
		}
		return Value{Chart: &Chart{kind, i.ID}, Href: "initiative:" + i.ID}, nil
	case "poll":
		ws := e.D.PollSeries(id)
		if ws == nil {
			return Value{}, problem("directive-value", suggest(id, e.D.PollSeriesIDs()), "there is no poll series %q", words.Clip(id, 60))
		}
		return Value{Chart: &Chart{kind, id}, Href: "poll:" + id, Sources: waveSources(ws)}, nil
	}
	return Value{}, problem("directive-option", "write "+forms["chart"], "there is no chart of %q", words.Clip(kind, 40))
}

// waveSources gives the sources of waves, each once.
func waveSources(ws []*dossier.Poll) []string {
	var from []string
	for _, w := range ws {
		for _, s := range w.Sources {
			if !slices.Contains(from, s) {
				from = append(from, s)
			}
		}
	}
	return from
}

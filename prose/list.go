package prose

import (
	"slices"
	"strings"

	"entente/dossier"
	"entente/markup"
	"entente/record"
	"entente/series"
	"entente/words"
)

// ListKinds gives what can be counted and listed.
func ListKinds() []string { return slices.Clone(listKinds) }

var listKinds = []string{"initiatives", "constraints", "members", "players", "events", "acts", "facts", "cases", "commitments", "polls", "sources", "scenarios"}

// row is an entry of a list, with what it can be filtered by.
type row struct {
	cells   []Cell
	members []string
	areas   []string
	verdict string
	status  string
	kind    string
	quick   bool
	date    dossier.Date
	dated   bool
}

// list gives the entries of a kind that pass the filters, as a table.
func (e *Evaluator) list(d markup.Directive) (*Table, error) {
	kind := d.Args[0]
	f, err := e.filters(d)
	if err != nil {
		return nil, err
	}
	if kind == "polls" && len(d.Args) == 2 {
		return e.pollTable(d.Args[1])
	}
	head, rows, err := e.rows(kind)
	if err != nil {
		return nil, err
	}
	t := &Table{Head: head, Caption: e.caption(kind, d.Options)}
	for _, r := range rows {
		if f.pass(r) {
			t.Rows = append(t.Rows, r.cells)
		}
	}
	return t, nil
}

// caption says what a list holds: "Initiatives (held back, Trade)".
func (e *Evaluator) caption(kind string, opt map[string]string) string {
	var parts []string
	for _, k := range sortedKeys(opt) {
		v := opt[k]
		switch k {
		case "quick":
			if v = "quick wins"; opt[k] == "no" {
				v = "no quick wins"
			}
		case "member":
			v = e.D.MemberName(v)
		case "area":
			v = e.D.Say(e.D.Area(v).Name)
		case "since", "until":
			if day, err := dossier.ParseDate(v); err == nil {
				v = k + " " + day.Words()
			}
		default:
			v = strings.ReplaceAll(v, "-", " ")
		}
		parts = append(parts, v)
	}
	s := words.Capital(kind)
	if len(parts) > 0 {
		s += " (" + strings.Join(parts, ", ") + ")"
	}
	return s
}

type filter struct {
	member, area, verdict, status, kind, quick string
	since, until                               dossier.Date
}

func (e *Evaluator) filters(d markup.Directive) (*filter, error) {
	f := &filter{member: d.Options["member"], area: d.Options["area"], verdict: d.Options["verdict"], status: d.Options["status"], kind: d.Options["kind"], quick: d.Options["quick"]}
	var members []string
	for _, m := range e.D.Members {
		members = append(members, m.Code.ID)
	}
	if f.member != "" && !slices.Contains(members, f.member) {
		return nil, problem("directive-value", "the members are: "+strings.Join(members, ", "), "there is no member %q", words.Clip(f.member, 20))
	}
	if f.area != "" && e.D.Area(f.area) == nil {
		return nil, problem("directive-value", "", "there is no area %q", words.Clip(f.area, 40))
	}
	if f.verdict != "" {
		ok := []string{"ready", "within reach", "held back", "no gain shown", "not assessed", "delivered"}
		f.verdict = strings.ReplaceAll(f.verdict, "-", " ")
		if !slices.Contains(ok, f.verdict) {
			return nil, problem("directive-value", "the verdicts are: "+strings.Join(ok, ", "), "there is no verdict %q", words.Clip(f.verdict, 40))
		}
	}
	if f.quick != "" && f.quick != "yes" && f.quick != "no" {
		return nil, problem("directive-option", "write quick=yes or quick=no", "quick is yes or no")
	}
	for k, to := range map[string]*dossier.Date{"since": &f.since, "until": &f.until} {
		if v := d.Options[k]; v != "" {
			day, err := dossier.ParseDate(v)
			if err != nil {
				return nil, problem("directive-option", "write "+k+"=YYYY, YYYY-MM or YYYY-MM-DD", "%v", err)
			}
			*to = day
		}
	}
	return f, nil
}

func (f *filter) pass(r row) bool {
	switch {
	case f.member != "" && !slices.Contains(r.members, f.member),
		f.area != "" && !slices.Contains(r.areas, f.area),
		f.verdict != "" && r.verdict != f.verdict,
		f.status != "" && r.status != f.status,
		f.kind != "" && r.kind != f.kind,
		f.quick != "" && r.quick != (f.quick == "yes"),
		!f.since.IsZero() && (!r.dated || r.date.Last().Before(f.since.First())),
		!f.until.IsZero() && (!r.dated || r.date.First().After(f.until.Last())):
		return false
	}
	return true
}

func refIDs(rs dossier.Refs) []string {
	var out []string
	for _, r := range rs {
		out = append(out, r.ID)
	}
	return out
}

// countries gives the countries of some cells of actors.
func countries(cells ...dossier.Actors) []string {
	var out []string
	for _, c := range cells {
		out = append(out, c.Countries()...)
	}
	return out
}

func (e *Evaluator) rows(kind string) (head []string, out []row, err error) {
	d := e.D
	say := d.Say
	known := func(day dossier.Date) bool { return day.Begun(e.AsOf) }
	names := func(codes []string) string {
		var s []string
		for _, c := range codes {
			s = append(s, d.MemberName(c))
		}
		return strings.Join(s, ", ")
	}
	switch kind {
	case "initiatives":
		a, err := e.agenda()
		if err != nil {
			return nil, nil, err
		}
		for _, i := range a.Initiatives {
			carry := "not assessed"
			if i.Joint.P != nil {
				carry = words.InTen(*i.Joint.P)
				if i.Likelihood != "" {
					carry += " (" + i.Likelihood + ")"
				}
			}
			out = append(out, row{cells: []Cell{{i.Title, "initiative:" + i.ID}, {string(i.Verdict), ""}, {carry, ""}, {SayDelivery(i), ""}, {i.Target.Name, ""}},
				members: i.Members, areas: []string{i.Area}, verdict: string(i.Verdict), quick: i.QuickWin, kind: "initiative"})
		}
		return []string{"Initiative", "Verdict", "Carry", "Delivery", "Target"}, out, nil
	case "constraints":
		for _, c := range d.Constraints {
			ms := append(refIDs(c.Members), refIDs(c.Between)...)
			out = append(out, row{cells: []Cell{{say(c.Title), "constraint:" + c.ID}, {names(ms), ""}, {c.Effect, ""}}, members: ms, areas: refIDs(c.Areas), kind: c.Kind, date: c.Since, dated: !c.Since.IsZero()})
		}
		return []string{"Constraint", "Holds back", "Effect"}, out, nil
	case "members":
		for _, m := range d.Members {
			out = append(out, row{cells: []Cell{{d.MemberName(m.Code.ID), "member:" + m.Code.ID}}, members: []string{m.Code.ID}})
		}
		return []string{"Member"}, out, nil
	case "players":
		for _, m := range d.Members {
			for _, p := range m.Players {
				out = append(out, row{cells: []Cell{{say(p.Name), "player:" + p.ID.ID}, {d.MemberName(m.Code.ID), ""}, {strings.Join(refIDs(p.Role), ", "), ""}}, members: []string{m.Code.ID}, kind: p.Kind})
			}
		}
		return []string{"Player", "Member", "Role"}, out, nil
	case "events":
		for _, ev := range d.Events {
			if known(ev.Date) {
				out = append(out, row{cells: []Cell{{ev.Date.Words(), ""}, {marked(ev.Summary, ev.Confirmed), "event:" + ev.ID}}, members: countries(ev.Actor, ev.Target, ev.About), areas: []string{ev.Area}, kind: ev.Type, date: ev.Date, dated: true})
			}
		}
		return []string{"Date", "Event"}, out, nil
	case "acts":
		for _, x := range d.Acts {
			if known(x.Date) {
				var ms []string
				if p := d.Player(x.Player); p != nil {
					ms = []string{p.Member}
				}
				out = append(out, row{cells: []Cell{{x.Date.Words(), ""}, {marked(x.Summary, x.Confirmed), "act:" + x.ID}}, members: ms, areas: []string{x.Area}, date: x.Date, dated: true})
			}
		}
		return []string{"Date", "Act"}, out, nil
	case "facts":
		for _, x := range d.Facts {
			if known(x.Known()) {
				out = append(out, row{cells: []Cell{{x.What, "fact:" + x.ID}, {marked(SayValue(x.Value, x.Unit), x.Confirmed), ""}, {x.Date.Words(), ""}}, members: x.Member.Countries(), date: x.Date, dated: true})
			}
		}
		return []string{"Fact", "Value", "Date"}, out, nil
	case "cases":
		for _, x := range d.Cases {
			if known(x.Date) {
				out = append(out, row{cells: []Cell{{x.Date.Words(), ""}, {x.Court, ""}, {marked(x.Outcome, x.Confirmed), "case:" + x.ID}}, status: x.Status, kind: x.Line, date: x.Date, dated: true})
			}
		}
		return []string{"Date", "Court", "Outcome"}, out, nil
	case "commitments":
		for _, x := range d.Commitments {
			if !known(x.Date) {
				continue
			}
			var areas []string
			if i := d.Initiative(x.Initiative); i != nil {
				areas = []string{i.Area.ID}
			}
			out = append(out, row{cells: []Cell{{x.Text, "commitment:" + x.ID}, {x.Meeting, ""}, {marked(SayStatus(d, x), x.Confirmed), ""}}, members: d.Binds(x), areas: areas, status: record.Status(d, x), date: x.Date, dated: true})
		}
		return []string{"Promise", "Meeting", "Status"}, out, nil
	case "polls":
		for _, x := range d.Polls {
			if known(x.Known()) {
				out = append(out, row{cells: []Cell{{x.Question, "poll:" + x.Series}, {marked(SayValue(x.Value, x.Unit), x.Confirmed), ""}, {x.End.Words(), ""}}, members: []string{x.Country}, date: x.End, dated: true})
			}
		}
		return []string{"Question", "Value", "Date"}, out, nil
	case "sources":
		for _, s := range d.Sources {
			out = append(out, row{cells: []Cell{{s.Title, "source:" + s.ID}, {s.Issued.Words(), ""}}, kind: s.Type, date: s.Issued, dated: !s.Issued.IsZero()})
		}
		return []string{"Source", "Date"}, out, nil
	case "scenarios":
		for _, s := range d.Scenarios {
			out = append(out, row{cells: []Cell{{say(s.Title), "scenario:" + s.ID}}})
		}
		return []string{"Scenario"}, out, nil
	}
	hint := "there are: " + strings.Join(listKinds, ", ")
	if n := dossier.Nearest(kind, listKinds); n != "" {
		hint = "did you mean \"" + n + "\"?"
	}
	return nil, nil, problem("directive-option", hint, "there is no list of %q", words.Clip(kind, 40))
}

// pollTable lists the waves of a series, with where it begins anew.
func (e *Evaluator) pollTable(id string) (*Table, error) {
	ws := e.D.PollSeries(id)
	if ws == nil {
		return nil, problem("directive-value", suggest(id, e.D.PollSeriesIDs()), "there is no poll series %q", words.Clip(id, 60))
	}
	t := &Table{Caption: ws[0].Question, Head: []string{"Date", "Value", "Asked", "Mode", "Begins anew"}}
	pts := series.Poll(e.D, id)
	anew := false
	for i, w := range ws {
		if !w.Known().Published(e.AsOf) {
			continue
		}
		n := "not known"
		if w.N > 0 {
			n = SayValue(w.N, "people")
		}
		t.Rows = append(t.Rows, []Cell{{w.End.Words(), "poll:" + id}, {marked(SayValue(w.Value, w.Unit), w.Confirmed), ""}, {n, ""}, {w.Mode, ""}, {pts[i].Break, ""}})
		anew = anew || pts[i].Break != ""
	}
	if !anew { // a column with nothing in it
		t.Head = t.Head[:4]
		for i := range t.Rows {
			t.Rows[i] = t.Rows[i][:4]
		}
	}
	return t, nil
}

package term_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"

	"entente/agenda"
	"entente/check"
	"entente/compare"
	"entente/course"
	"entente/dossier"
	"entente/event"
	"entente/evidence"
	"entente/evidence/search"
	"entente/goldentest"
	"entente/publish/term"
	"entente/record"
	"entente/series"
	"entente/winset/deu"
	"entente/words"
)

// example is the dossier of three invented countries that entente new writes.
func example(t *testing.T) *dossier.Dossier {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "d")
	if err := dossier.New(dir); err != nil {
		t.Fatal(err)
	}
	d, _, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func built(t *testing.T, d *dossier.Dossier, opt agenda.Options) *agenda.Agenda {
	t.Helper()
	opt.Draws = 500
	a, err := agenda.Build(d, opt)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// drawn gives what a function prints.
func drawn(t *testing.T, draw func(w *bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := draw(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// says holds that a text has some parts in their order, words broken anywhere.
func says(t *testing.T, text string, parts ...string) {
	t.Helper()
	flat := strings.Join(strings.Fields(text), " ")
	for _, p := range parts {
		i := strings.Index(flat, p)
		if i < 0 {
			t.Errorf("it does not say %q, in this order:\n%s", p, text)
			return
		}
		flat = flat[i+len(p):]
	}
}

func lacks(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if strings.Contains(strings.Join(strings.Fields(text), " "), p) {
			t.Errorf("it says %q:\n%s", p, text)
		}
	}
}

// line gives the first line that holds a word.
func line(t *testing.T, text, word string) string {
	t.Helper()
	for l := range strings.Lines(text) {
		if strings.Contains(l, word) {
			return strings.TrimRight(l, "\n")
		}
	}
	t.Fatalf("no line holds %q:\n%s", word, text)
	return ""
}

func share(v float64) *float64 { return &v }

// page holds a whole page as it was reviewed, its blank lines, margins and colours:
// go test -update writes it anew. What it says is held beside it, by hand.
func page(t *testing.T, name string, draw func(w *bytes.Buffer, s term.Style) error) {
	t.Helper()
	plain := drawn(t, func(w *bytes.Buffer) error { return draw(w, term.Style{}) })
	colour := drawn(t, func(w *bytes.Buffer) error { return draw(w, term.Style{Color: true, Width: 64}) })
	got := plain + "\nIn colour, 64 columns:\n\n" + strings.ReplaceAll(colour, "\x1b", "␛")
	path := filepath.Join("testdata", name+".txt")
	goldentest.Text(t, path, got)
}

// Nothing runs over the width, whatever it is, and colour changes no word.
func TestEveryLineFits(t *testing.T) {
	d := example(t)
	a := built(t, d, agenda.Options{})
	c, err := course.Read(d, course.Options{Options: agenda.Options{Draws: 100}, From: dossier.Date{Year: 2022}, Every: "quarter"})
	if err != nil {
		t.Fatal(err)
	}
	for _, width := range []int{0, 39, 40, 64, 80, 100, 120, 200} {
		want := min(width, 120)
		if width < 40 {
			want = 80
		}
		for name, draw := range map[string]func(w *bytes.Buffer, s term.Style) error{
			"agenda": func(w *bytes.Buffer, s term.Style) error { return term.Agenda(w, d, a, s, 0) },
			"course": func(w *bytes.Buffer, s term.Style) error { return term.Course(w, c, s) },
			"explain": func(w *bytes.Buffer, s term.Style) error {
				return term.Explain(w, d, built(t, d, agenda.Options{Only: "fish-stocks"}), d.Initiative("fish-stocks"), s)
			},
		} {
			plain := drawn(t, func(w *bytes.Buffer) error { return draw(w, term.Style{Width: width}) })
			widest := 0
			for l := range strings.Lines(plain) {
				widest = max(widest, runewidth.StringWidth(strings.TrimRight(l, "\n")))
			}
			if widest > want {
				t.Errorf("%s at %d columns: a line of %d", name, width, widest)
			}
			if name == "agenda" && widest < want-30 {
				t.Errorf("%s at %d columns uses %d", name, width, widest)
			}
			colour := drawn(t, func(w *bytes.Buffer) error { return draw(w, term.Style{Width: width, Color: true}) })
			if colour == plain || uncoloured(colour) != plain {
				t.Errorf("%s at %d columns: colour changes what it says", name, width)
			}
		}
	}
}

func uncoloured(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == 0x1b {
			for s[i] != 'm' {
				i++
			}
			continue
		}
		b.WriteByte(s[i])
	}
	// Spaces that end a line inside colour stay.
	var out []string
	for l := range strings.SplitSeq(b.String(), "\n") {
		out = append(out, strings.TrimRight(l, " "))
	}
	return strings.Join(out, "\n")
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

// What cannot be written is an error.
func TestErrorsOfWritingComeBack(t *testing.T) {
	d := example(t)
	a := built(t, d, agenda.Options{Only: "fish-stocks"})
	for name, err := range map[string]error{
		"agenda":   term.Agenda(full{}, d, a, term.Style{}, 0),
		"explain":  term.Explain(full{}, d, a, d.Initiative("fish-stocks"), term.Style{}),
		"what-if":  term.WhatIf(full{}, d, a, a, nil, term.Style{}),
		"findings": term.Findings(full{}, []dossier.Finding{{Rule: "x"}}, term.Style{}),
		"summary":  term.CheckSummary(full{}, d, &check.Result{}, term.Style{}),
		"search":   term.Search(full{}, &search.Results{}, false, term.Style{}),
		"reading":  term.Reading(full{}, &evidence.Reading{}, term.Style{}, false),
		"events":   term.Events(full{}, &series.EventList{}, term.Style{}),
		"measured": term.Measured(full{}, &series.Measurement{}, term.Style{}),
		"ledger":   term.Ledger(full{}, record.ScoreLedger([]record.LedgerRow{{}}, 1), term.Style{}),
		"deu":      term.DEU(full{}, &deu.Report{}, term.Style{}),
		"backtest": term.Backtest(full{}, &course.Backtest{}, term.Style{}),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// hand is an agenda made by hand over the example's dossier.
func hand(initiatives ...*agenda.Initiative) *agenda.Agenda {
	return &agenda.Agenda{
		Dossier: agenda.About{Title: "A river", AsOf: dossier.Date{Year: 2026, Month: 3, Day: 31}, Members: []string{"XAR", "XBE"}},
		Record:  &record.Record{}, Initiatives: initiatives,
	}
}

func held(title string, v agenda.Verdict, joint float64) *agenda.Initiative {
	return &agenda.Initiative{
		ID: "fish-stocks", Title: title, Members: []string{"XAR", "XBE"}, Verdict: v, Joint: agenda.Share{P: share(joint)}, Why: "The reason of it.",
		ByMember:   map[string]*agenda.Capital{"XAR": {Share: agenda.Share{P: share(1)}}, "XBE": {}},
		HeldBackBy: []agenda.Hold{{Kind: "constraint", ID: "old-quarrel", Title: "The quarrel"}, {Title: "Another"}},
		Levers:     []agenda.LeverSet{{Brief: "would need the council."}, {Brief: "would need others."}},
	}
}

func TestAgenda(t *testing.T) {
	d := example(t)
	a := hand(held("Held", agenda.HeldBack, 0.3), held("Also held", agenda.HeldBack, 0), held("Soon", agenda.WithinReach, 0.55), held("Now", agenda.Ready, 0.96),
		held("Unknown", agenda.NotAssessed, 0), held("Done", agenda.Delivered, 0))
	a.Initiatives[3].QuickWin, a.Initiatives[3].Likelihood = true, "likely"
	a.Initiatives[3].Delivery = &record.Delivery{P: 0.42, Months: 24, Like: []string{"a", "b"}, LikeKept: []string{"b"}}
	a.Promises = record.Counts{Dated: 5, Definite: 4, Scored: 3, Kept: 2}
	a.Initiatives[4].Joint.P = nil
	a.Sequence = []agenda.Round{{Round: 1, Initiatives: []string{"fish-stocks", "river-warnings"}}, {Round: 3, Initiatives: []string{"customs-window"}, Lifted: []string{"customs-window"}}}
	out := drawn(t, func(w *bytes.Buffer) error { return term.Agenda(w, d, a, term.Style{}, 0) })
	says(t, out, "A river", "as of 2026-03-31", "Arden · Belmora",
		"Of 6 initiatives 1 is ready: no capital stands in the way on the record. Of 3 promises that can be scored, 2 were kept in time. Of the 2 like the one that is ready, 1 was.", "delivery within two years is put at about 4 in 10",
		"● 1 ready", "◐ 1 within reach", "○ 2 held back", "1 not assessed", "✓ 1 delivered", "draws in ten", "All verdicts are illustrative",
		"● Ready", "Now", "quick win", "on the record: likely",
		"◐ Within reach", "Soon", "held back by: The quarrel", "would need the council.",
		"○ Held back", "Held", "Also held", "Not assessed", "Unknown", "The reason of it.", "Delivered", "Done", "in place",
		"What to take up first", "Round 1", "Shared limits on fishing; Flood warnings on one line", "Round 3", "One customs window (held back today)")
	page(t, "agenda", func(w *bytes.Buffer, s term.Style) error { return term.Agenda(w, d, a, s, 0) })
	lacks(t, out, "Another", "would need others", "Words of likelihood rest", "Under the scenario", "more", "not confirmed")
	unsure := hand(held("Held", agenda.HeldBack, 0.3))
	one := unsure.Initiatives[0]
	one.Unconfirmed, one.StatusQuo.Unconfirmed, one.Alternative = true, true, &agenda.Alternative{Unconfirmed: true}
	one.ByMember["XAR"].Players = []agenda.Player{{Unconfirmed: true}}
	unsure.Constraints = []*agenda.Constraint{{ID: one.HeldBackBy[0].ID, Unconfirmed: true}}
	got := drawn(t, func(w *bytes.Buffer) error { return term.Agenda(w, d, unsure, term.Style{Width: 200}, 0) })
	says(t, got, "not confirmed: the initiative itself, what is in place, a stance of XAR, its alternative and what holds it back")
	// Bars are five cells of two tenths; what was not assessed is a dash.
	for name, want := range map[string]string{
		"  Now": "█████ 10 –        █████ >9 4", "  Soon": "█████ 10 –        ███·· 6  –", "  Held": "█████ 10 –        █▌··· 3  –", "  Also held": "█████ 10 –        ····· 0  –", "  Unknown": "█████ 10 –        –        –",
	} {
		if l := line(t, out, name+" "); !strings.HasSuffix(l, want) {
			t.Errorf("%q does not end with %q", l, want)
		}
	}
	// What is ready needs no lever, and what is in place has no bar.
	ready := out[strings.Index(out, "● Ready"):strings.Index(out, "◐ Within reach")]
	lacks(t, ready, "held back by", "would need")
	if l := line(t, out, "  Done"); strings.ContainsAny(l, "█·–") {
		t.Errorf("%q", l)
	}
	// The rest is counted.
	few := drawn(t, func(w *bytes.Buffer) error { return term.Agenda(w, d, a, term.Style{}, 1) })
	says(t, few, "○ Held back", "Held", "and 1 more")
	page(t, "agenda-top", func(w *bytes.Buffer, s term.Style) error { return term.Agenda(w, d, a, s, 2) })
	lacks(t, few, "Also held")
	if n := strings.Count(few, "more\n"); n != 1 {
		t.Errorf("%d groups say that there is more", n)
	}
	a.Record.Cases, a.Record.Words = 34, []record.Bin{{}}
	a.Scenario = "new-premier"
	says(t, drawn(t, func(w *bytes.Buffer) error { return term.Agenda(w, d, a, term.Style{}, 2) }), "Under the scenario: A new premier in Belmora", "Words of likelihood rest on 34 resolved cases")
	says(t, drawn(t, func(w *bytes.Buffer) error { return term.Agenda(w, d, hand(), term.Style{}, 0) }), "There is no initiative on the agenda")
	// With four members there are figures, and bars where the page is wider; a member
	// that it does not concern has a mark of its own.
	a = hand(held("Now", agenda.Ready, 0.96))
	a.Dossier.Members = []string{"XAR", "XBE", "XCO", "XAR"}
	if l := line(t, drawn(t, func(w *bytes.Buffer) error { return term.Agenda(w, d, a, term.Style{}, 0) }), "  Now"); !strings.HasSuffix(l, "10  –   ·   10  █████ >9 –") {
		t.Errorf("%q", l)
	}
	a.Dossier.Members = append(a.Dossier.Members, "XBE")
	if l := line(t, drawn(t, func(w *bytes.Buffer) error { return term.Agenda(w, d, a, term.Style{}, 0) }), "  Now"); !strings.HasSuffix(l, " 10  –   ·   10  –   █████ >9 –") {
		t.Errorf("%q", l)
	}
}

func TestExplain(t *testing.T) {
	d := example(t)
	doc := d.Initiative("fish-stocks")
	i := held("Shared limits", agenda.HeldBack, 0.3)
	i.Target = agenda.RungRef{Name: "They set limits"}
	i.Remarks = []agenda.Remark{{Kind: "wait", Text: "Wait for the vote."}}
	i.Rungs = []agenda.Rung{
		{Name: "Letters", InPlace: true, Joint: share(1)},
		{Name: "Counts", Joint: share(0.7), ByMember: map[string]*float64{"XAR": share(0.9)}},
		{Name: "Limits", Target: true, Joint: share(0.3), ByMember: map[string]*float64{"XAR": share(0.4)}},
	}
	gain, none := 0.1, 0.0
	i.ByMember = map[string]*agenda.Capital{
		"XAR": {Share: agenda.Share{P: share(0.4)}, Ceiling: &agenda.Quantiles{P10: 21, P50: 44, P90: 90}, ProcedureName: "Executive Agreement", Gain: &gain,
			Pivotal: []agenda.Pivot{{Player: "xar-president", Share: 0.7}}, Owners: []string{"xar-environment", "xar-water-office"},
			Players: []agenda.Player{{ID: "xar-president", Position: agenda.Quantiles{P10: 60, P50: 72, P90: 85}, Required: 45, Accepts: 0.9, By: "editors", Because: "Her speech.", From: dossier.Date{Year: 2025, Month: 9}, Evidence: []string{"act:x"}},
				{ID: "xar-environment", By: "heron"}}},
		"XBE": {ProcedureName: "Statute", Missing: []string{"xbe-hill"}, Lacks: "no stance is on record for Hill party", Gain: &none},
	}
	i.Support = map[string]*agenda.Support{"XAR": {Stage: "Council", Held: 0.4, Needed: 0.5, MoreThan: true}, "XBE": {Held: 0.7, Needed: 2.0 / 3}}
	doc.Owners = dossier.Map[dossier.Owners]{{Ref: dossier.Ref{ID: "XAR"}, Value: dossier.Owners{Lead: dossier.Ref{ID: "xar-environment"}, Signs: dossier.Refs{{ID: "xar-president"}}, Helps: dossier.Refs{{ID: "xar-water-office"}}, By: "heron"}}}
	promised := &dossier.Commitment{ID: "one", Text: "Count the fish", Meeting: "Spring", Date: dossier.Date{Year: 2021}}
	d.Commitments = append(d.Commitments, promised, &dossier.Commitment{ID: "two", Text: "Count them again", Meeting: "Autumn", Date: dossier.Date{Year: 2022}}, &dossier.Commitment{ID: "three", Text: "Something else", Meeting: "Winter", Date: dossier.Date{Year: 2022}})
	i.Delivery = &record.Delivery{P: 0.31, Low: 0.18, High: 0.44, Kind: record.Once, Tally: record.Tally{Kept: 1, Of: 2}, Like: []string{"one", "two"}, LikeKept: []string{"two"}, Prior: 0.5, Carry: share(0.3), Months: 24, IfPromised: true, Least: "river-warnings"}
	i.Together = "No other forum is on record."
	i.HeldBackBy = []agenda.Hold{{Kind: "player", Title: "The president", GivesBack: 0.4, Evidence: true}, {Kind: "constraint", Title: "The quarrel", GivesBack: 0.2, Evidence: true}, {Kind: "constraint", Title: "The court", GivesBack: 0.06}}
	i.Levers = []agenda.LeverSet{{Words: "would need the council.", Joint: 0.85, Cost: 9.04, To: agenda.ToChange, Decides: true}, {Words: "would need the president.", Joint: 0.8, Cost: 9.5, To: agenda.MakeSure}, {Words: "would need both.", Joint: 1, Cost: 12, To: agenda.ToChange}}
	i.Otherwise = []agenda.Otherwise{{Kind: "rung", Name: "Counts", Joint: 0.7}, {Kind: "procedure", Name: "Decree", Member: "XBE", Joint: 0.9, GoesRound: true, Reversal: "A later cabinet."}, {Kind: "procedure", Name: "Letter", Member: "XAR", Joint: 0.5}}
	i.Scenarios = map[string]agenda.Outcome{"new-premier": {Verdict: agenda.NotAssessed}, "storm": {Verdict: agenda.Ready, Joint: share(0.9)}}
	i.Inputs = []agenda.Input{{Kind: "position", ID: "xar-president", Correlation: 0.714}, {Kind: "pressure", ID: "old-quarrel", Correlation: -0.2}}
	i.Sources = []string{"treaty-2021", "gazette-2025", "nowhere"}
	d.Source("gazette-2025").Note = "weak: a leak"
	a := hand(i)
	a.Scenarios = []agenda.Scenario{{ID: "new-premier", Title: "A new premier"}, {ID: "storm", Title: "A storm"}, {ID: "other", Title: "Elsewhere"}}
	out := drawn(t, func(w *bytes.Buffer) error { return term.Explain(w, d, a, doc, term.Style{}) })
	says(t, out, "Shared limits on fishing", "Catches in the lower river", "initiatives/fish-stocks.md · as of 2026-03-31", "○ held back at “They set limits”", "The reason of it.", "Wait for the vote.",
		"Delivery", "On the record it is carried in 3 of 10 draws. Of 2 promises like it on other initiatives, one act, 1 was kept in time; groups of states elsewhere keep about half of theirs. If promised, delivery within two years: about 3 in 10 (2 to 4 in 10).",
		"It is no more than that of “", "· not kept: Count the fish (Spring, 2021)", "· kept: Count them again (Autumn, 2022)",
		"Ladder", "XAR", "XBE", "joint", "→ Limits", "Counts", "Letters", "in place",
		"Arden, by “Executive Agreement”", "Carries the target in 4 of 10 draws; ceiling 44 (80% of draws: 21 to 90).", "President sets the ceiling in 7 of 10 draws.",
		"President", "at 72 (60-85), needs 45, 9 in 10", "Her speech. [by editors, 2025-09; act:x]", "[by heron]",
		"The stage that limits it most often, “Council”, has 40 percent of its weight for the target at the median, and needs more than 50 percent.",
		"Lead Ministry of the environment; signs: President; helps: Water office [by heron].",
		"Belmora, by “Statute”", "Not assessed: no stance is on record for Hill party.",
		"The stage that limits it most often has 70 percent of its weight for the target at the median, and needs 67 percent.", "No owner is named.", "No gain is shown for it",
		"Why together", "No other forum", "What holds it back", "The president: if it accepted in every draw, carry would be higher by 4 in 10", "The quarrel: if it were calm, carry would be higher by 2 in 10", "The court: if it were calm, carry would be higher by 1 in 10 (no evidence of its pressure)",
		"What would have to change", "1. Would need the council. Joint carry would be 9 in 10; cost 9.0 points. It decides the verdict.", "2. Would need both. Joint carry would be 10 in 10; cost 12.0 points.", "Who would have to be firmly for it", "1. Would need the president.",
		"Other ways", "A lower rung, “Counts”: 7 in 10 jointly.", "Belmora by “Decree”: 9 in 10 jointly. It goes round the legislature. To undo it: A later cabinet.", "Arden by “Letter”: 5 in 10 jointly.",
		"Under other governments and events", "A new premier: not assessed, – jointly", "● A storm: ready, 9 in 10 jointly",
		"Which judgement matters", "+0.71 position xar-president", "-0.20 pressure old-quarrel", "Sources", "Treaty of the river Sella", "(weak: a leak)")
	page(t, "explain", func(w *bytes.Buffer, s term.Style) error { return term.Explain(w, d, a, doc, s) })
	lacks(t, out, "Something else", "(weak: )", "Elsewhere", "nowhere", "The quarrel (no evidence", "Letter”: 5 in 10 jointly. It goes", "..")
	if strings.Count(out, "No gain is shown") != 1 || strings.Count(out, "No owner") != 1 || strings.Count(out, "in place") != 1 {
		t.Error(out)
	}
	for name, want := range map[string]string{"→ Limits": "██··· 4  –        █▌··· 3  –", "  Counts": "████▌ 9  –        ███▌· 7  –"} {
		if l := line(t, out, name); !strings.HasSuffix(l, want) {
			t.Errorf("%q does not end with %q", l, want)
		}
	}
	// Sections without anything are left out.
	bare := drawn(t, func(w *bytes.Buffer) error {
		return term.Explain(w, d, hand(&agenda.Initiative{Verdict: agenda.NotAssessed}), doc, term.Style{})
	})
	lacks(t, bare, "Why together", "What holds it back", "What would have", "Other ways", "Under other", "Which judgement", "Sources")
	says(t, drawn(t, func(w *bytes.Buffer) error { return term.Explain(w, d, hand(), doc, term.Style{}) }), "It was not yet proposed on that date.")
	says(t, drawn(t, func(w *bytes.Buffer) error {
		return term.Explain(w, d, hand(), d.Initiative("no-rivals"), term.Style{})
	}), "Against nobody", "This is a principle")
}

func TestWhatIf(t *testing.T) {
	d := example(t)
	before, after := held("Shared limits", agenda.HeldBack, 0.3), held("Shared limits", agenda.Ready, 0.9)
	after.Why = "All two carry it."
	ref := func(id string) dossier.Ref { return dossier.Ref{ID: id} }
	whatIf := func(w *bytes.Buffer, s term.Style) error {
		return term.WhatIf(w, d, hand(before), hand(after), []*dossier.Change{
			{Pressure: ref("old-quarrel"), To: dossier.Exactly(0.25)}, {Move: ref("xar-president"), By: 5}, {Move: ref("xbe-premier"), By: -7.5},
			{Procedure: ref("statute"), Member: ref("XBE")}, {Target: ref("counts"), Initiative: ref("fish-stocks")}}, s)
	}
	out := drawn(t, func(w *bytes.Buffer) error { return whatIf(w, term.Style{}) })
	page(t, "what-if", whatIf)
	says(t, out, "Shared limits", "If:", "the pressure of “The quarrel over the island” were 0.25", "President (XAR) moved by +5 points", "Premier (XBE) moved by -7.5 points",
		"Belmora went by “Statute”", "the target were “The three count fish together”", "before after", "Verdict ○ held back ● ready", "Arden █████ 10 █████ 10", "Belmora – –", "Joint █▌··· 3 ████▌ 9", "All two carry it.")
	says(t, drawn(t, func(w *bytes.Buffer) error { return term.WhatIf(w, d, hand(), hand(after), nil, term.Style{}) }), "not yet proposed")
	says(t, drawn(t, func(w *bytes.Buffer) error { return term.WhatIf(w, d, hand(before), hand(), nil, term.Style{}) }), "not yet proposed")
}

// A caret stands under the place, also behind wide letters, and the first twenty
// findings are shown.
func TestFindings(t *testing.T) {
	at := func(rule string, sev dossier.Severity, col, length int, excerpt string) dossier.Finding {
		return dossier.Finding{Rule: rule, Severity: sev, Pos: dossier.Pos{File: "a.md", Line: 3, Col: col}, Len: length, Message: "It is so.", Hint: "Do this.", Excerpt: excerpt}
	}
	out := drawn(t, func(w *bytes.Buffer) error {
		return term.Findings(w, []dossier.Finding{at("framing", dossier.Warning, 5, 4, "The whin of it")}, term.Style{})
	})
	if want := "a.md:3:5: warning: It is so. [framing]\n    The whin of it\n        ^^^^\n    Do this.\n"; out != want {
		t.Errorf("%q", out)
	}
	for _, c := range []struct {
		f     dossier.Finding
		caret string
	}{
		{at("x", dossier.Error, 1, 0, "abc"), "    ^"},
		{at("x", dossier.Error, 3, 9, "abc"), "      ^"},
		{at("x", dossier.Error, 4, 1, "abc"), "       ^"},
		{at("x", dossier.Error, 9, 1, "abc"), "       ^"},
		{at("x", dossier.Error, 3, 2, "川の警報"), "        ^^^^"},
		{at("x", dossier.Error, 3, 1, "a\tb"), "      ^"},
	} {
		out := drawn(t, func(w *bytes.Buffer) error { return term.Findings(w, []dossier.Finding{c.f}, term.Style{}) })
		if got := line(t, out, "^"); got != c.caret {
			t.Errorf("under %q at %d: %q, want %q", c.f.Excerpt, c.f.Col, got, c.caret)
		}
	}
	for _, f := range []dossier.Finding{at("x", dossier.Error, 0, 0, "abc"), at("x", dossier.Error, 1, 0, " "), at("x", dossier.Error, 1, 0, "")} {
		if out := drawn(t, func(w *bytes.Buffer) error { return term.Findings(w, []dossier.Finding{f}, term.Style{}) }); strings.Contains(out, "^") {
			t.Errorf("%+v: %s", f, out)
		}
	}
	// A long line is cut around the place: the caret stands under the same word.
	long := strings.Repeat("before ", 40) + "HERE" + strings.Repeat(" after", 40)
	out = drawn(t, func(w *bytes.Buffer) error {
		return term.Findings(w, []dossier.Finding{at("x", dossier.Note, 281, 4, long)}, term.Style{})
	})
	if text, caret := line(t, out, "HERE"), line(t, out, "^^^^"); strings.Index(text, "HERE") != strings.Index(caret, "^") || len(text) > 80 || len(text) < 70 {
		t.Errorf("%s", out)
	}
	var many []dossier.Finding
	for n := range 24 {
		many = append(many, at([]string{"aa", "bb"}[n%2], dossier.Warning, 0, 0, ""))
	}
	many = append(many, at("bb", dossier.Error, 0, 0, ""))
	out = drawn(t, func(w *bytes.Buffer) error { return term.Findings(w, many, term.Style{}) })
	if n := strings.Count(out, "It is so."); n != 20 {
		t.Errorf("%d are shown", n)
	}
	says(t, out, "… and 5 more: 2 aa, 3 bb.")
	if out := drawn(t, func(w *bytes.Buffer) error { return term.Findings(w, many[:20], term.Style{}) }); strings.Contains(out, "more") {
		t.Error("twenty are all")
	}
}

// More than three notes that ask for the same say so once, without their lines; what is
// not shown is counted, and all are printed where all are asked for. Others are left alone.
func TestNotesAlike(t *testing.T) {
	note := func(n int, rule, hint string, sev dossier.Severity) dossier.Finding {
		return dossier.Finding{Rule: rule, Severity: sev, Pos: dossier.Pos{File: "a.md", Line: n, Col: 1}, Message: "It is so.", Hint: hint, Excerpt: "abc"}
	}
	var found []dossier.Finding
	for n := range 25 {
		found = append(found, note(n+1, "alike", "Do this.", dossier.Note))
	}
	for n := range 3 {
		found = append(found, note(n+101, "alike", "Do that.", dossier.Note))
	}
	for n := range 4 {
		found = append(found, note(n+201, "alike", "Do this.", dossier.Warning))
	}
	for n := range 4 {
		found = append(found, note(n+301, "other", "Do this.", dossier.Note))
	}
	for _, c := range []struct {
		all                         bool
		lines, this, that, excerpts int
		rest                        string
	}{
		{false, 3 + 3 + 4 + 3, 1 + 4 + 1, 3, 3 + 4, "… and 23 more: 22 alike, 1 other."},
		{true, 25 + 3 + 4 + 4, 1 + 4 + 1, 3, 3 + 4, ""},
	} {
		out := drawn(t, func(w *bytes.Buffer) error { return term.Findings(w, found, term.Style{All: c.all}) })
		if n, this, that, marks := strings.Count(out, "It is so."), strings.Count(out, "Do this."), strings.Count(out, "Do that."), strings.Count(out, "^"); n != c.lines || this != c.this || that != c.that || marks != c.excerpts {
			t.Errorf("all %v: %d lines, %d and %d hints, %d marks\n%s", c.all, n, this, that, marks, out)
		}
		if strings.Contains(out, "more") != (c.rest != "") || !strings.Contains(out, c.rest) {
			t.Errorf("all %v: %s", c.all, out)
		}
	}
	// A group is one of the screenful, with its hint behind its places.
	out := drawn(t, func(w *bytes.Buffer) error { return term.Findings(w, found[:25], term.Style{}) })
	if want := "a.md:1:1: note: It is so. [alike]\na.md:2:1: note: It is so. [alike]\na.md:3:1: note: It is so. [alike]\n    Do this.\n… and 22 more: 22 alike."; !strings.HasPrefix(out, want) {
		t.Errorf("%q", out)
	}
}

func TestCheckSummary(t *testing.T) {
	d := example(t)
	say := func(r *check.Result) string {
		return drawn(t, func(w *bytes.Buffer) error { return term.CheckSummary(w, d, r, term.Style{}) })
	}
	says(t, say(&check.Result{}), "files, 6 initiatives, 5 constraints, 4 sources: nothing found")
	lacks(t, say(&check.Result{}), "silenced", "figure")
	says(t, say(&check.Result{Silenced: 2, Checked: 1, Findings: []dossier.Finding{{Severity: dossier.Error}, {Severity: dossier.Warning}, {Severity: dossier.Warning}}}),
		"1 error, 2 warnings, 0 notes, 2 silenced", "1 figure or quotation in texts found in its source, 0 unchecked")
	says(t, say(&check.Result{Unchecked: 3, Findings: []dossier.Finding{{Severity: dossier.Note}}}), "0 errors, 0 warnings, 1 note", "3 unchecked")
}

func TestEvents(t *testing.T) {
	list := func(w *bytes.Buffer, s term.Style) error {
		return term.Events(w, &series.EventList{Pair: [2]string{"XAR", "XBE"}, Period: "2019-Q1", More: true, Events: []series.EventRow{
			{Origin: event.Own.String(), Date: "2019-01-02", Type: "CONSULT", Code: "040", Class: "verbal cooperation", Text: "They meet", Addresses: []string{"https://a.example"}},
			{Origin: "icews", Date: "2019-01-03", SourceActor: "XARGOV", TargetActor: "XBE", Code: "173", Class: "material conflict"},
		}}, s)
	}
	out := drawn(t, func(w *bytes.Buffer) error { return list(w, term.Style{}) })
	page(t, "events", list)
	says(t, out, "XAR → XBE, 2019-Q1", "2019-01-02 They meet (consult, verbal cooperation)", "https://a.example", "2019-01-03 XARGOV → XBE (173, material conflict; icews)", "… and more")
	empty := drawn(t, func(w *bytes.Buffer) error { return term.Events(w, &series.EventList{}, term.Style{}) })
	says(t, empty, "No event stands behind this point.")
	lacks(t, empty, "more")
}

// Ratios are written as one number to another: e^0 is 1:1, ln 4 is 4:1, and a
// negative one is turned round.
func TestMeasured(t *testing.T) {
	point := func(period string, volume int64, index, low, high float64) series.PointResult {
		p := series.PointResult{Period: period, VerbalCooperation: 7, MaterialCooperation: 1, VerbalConflict: 2, MaterialConflict: 3, Volume: volume}
		if !math.IsNaN(index) {
			p.Index = &index
		}
		if !math.IsNaN(low) {
			p.Low, p.High = &low, &high
		}
		return p
	}
	nan := math.NaN()
	m := &series.Measurement{
		Dossier: "A river", By: "year", Minimum: 10, Store: "s.duckdb", Weakness: "It is weak.",
		Relations: []series.RelationResult{{
			Origin: "icews", Source: "XAR", Target: "XBE", Area: "water", Dropped: series.DroppedResult{Statements: 1, Repeats: 2, Domestic: 3, Uncoded: 4},
			Points:  []series.PointResult{point("2018", 13, math.Log(4), math.Log(2), math.Log(8)), point("2019", 0, nan, nan, nan), point("2020", 13, -math.Log(2.5), nan, nan), point("2021", 13, nan, nan, nan), point("2022", 13, math.Log(12.4), nan, nan), point("2023", 13, 0, nan, nan)},
			Changes: []series.ChangeResult{{Period: "2020", Before: math.Log(4), After: -math.Log(2)}},
		}},
		Third:   []series.ThirdResult{{Origin: "icews", P: share(0.2), Says: "It does not."}, {Origin: "icews"}, {Origin: "icews"}},
		Opinion: []*series.Trend{{Series: "TRUST", Unit: "percent", Segments: []series.TrendSegment{{}, {Points: []series.TrendPoint{{Point: series.Point{Date: dossier.Date{Year: 2025, Month: 6}}, Level: series.Level{Value: 44.04, Low95: 40, High95: 48}}}}}}, {Series: "WARM", Unit: "degrees", Segments: []series.TrendSegment{{Points: make([]series.TrendPoint, 2)}}}},
	}
	out := drawn(t, func(w *bytes.Buffer) error { return term.Measured(w, m, term.Style{}) })
	says(t, out, "A river", "Relations by year.", "where a year has at least 10 events", "XAR → XBE, water icews", "left out: 1 statement, 2 repeats, 3 rows within XAR, 4 acts without a class",
		"2018 7 1 2 3 13 4:1 (2:1 – 8:1)", "2020 7 1 2 3 13 1:2.5", "2021 7 1 2 3 13", "2022 7 1 2 3 13 12:1", "2023 7 1 2 3 13 1:1", "1 period without an event not shown", "another level from 2020: 1:2, before it 4:1",
		"icews: It does not.", "No answer for 2 of 3 questions: too few years", "It is weak.", "Opinion", "TRUST 2025-06 44.0% (40.0 to 48.0), 1 wave", "WARM", "0.0 degrees (0.0 to 0.0), 2 waves")
	m.Relations[0].Points[2].Unconfirmed = true
	says(t, drawn(t, func(w *bytes.Buffer) error { return term.Measured(w, m, term.Style{}) }), "2020 7 1 2 3 13 1:2.5 rests on events that are not confirmed 2021 7 1")
	m.Relations[0].Points[2].Unconfirmed = false
	page(t, "measured", func(w *bytes.Buffer, s term.Style) error { return term.Measured(w, m, s) })
	lacks(t, out, "2019")
	own := drawn(t, func(w *bytes.Buffer) error {
		return term.Measured(w, &series.Measurement{By: "month", Relations: []series.RelationResult{{Origin: "csv", Source: "XAR", Target: "XBE"}}}, term.Style{})
	})
	says(t, own, "XAR → XBE the dossier's own events")
	lacks(t, own, "left out", "not shown", "No answer", "Opinion")
	says(t, drawn(t, func(w *bytes.Buffer) error { return term.Measured(w, &series.Measurement{By: "month"}, term.Style{}) }), "No event between members is held.")
}

func TestBacktest(t *testing.T) {
	b := &course.Backtest{
		Dossier: agenda.About{Title: "A river", AsOf: dossier.Date{Year: 2026}}, Months: 24, Rung: record.TargetRung, Initiatives: 9, Says: []string{"It did well.", "It did badly."},
		Scores: &record.Scores{N: 12, Days: 7, MeanSaid: 0.5, Rate: 0.25, Reliability: 0.1, Resolution: 0.05, Uncertainty: 0.2, Within: 0.01,
			Brier: record.Score{Carry: 0.2, CarryRange: &record.Interval{Low: 0.1, High: 0.3}, Base: 0.25, Less: -0.05, LessRange: &record.Interval{Low: -0.1, High: 0.01}}, Log: record.Score{Carry: 0.6, Base: 0.7, Less: -0.1}},
		Calibration: []record.Bin{{Word: "unlikely", Low: 0.2, High: 0.45}, {Word: "likely", Low: 0.55, High: 0.8, N: 12, Came: 3, Mean: share(0.7), Rate: share(0.25), Interval: &record.Interval{Low: 0.09, High: 0.53}}},
		Misses:      []course.Miss{{Title: "The fund", Carry: 0.9, Why: "It was not funded", Changed: "the stance of the premier"}, {Title: "The line", Carry: 0.1, Came: true, Why: "It came."}},
		Cases:       []course.Case{{Title: "The fund", Proposed: dossier.Date{Year: 2020, Month: 1}, Carry: 0.9}, {Title: "The line", Proposed: dossier.Date{Year: 2021, Month: 2, Day: 3}, Carry: 0.1, Came: true}},
	}
	for n := range 6 {
		b.Left = append(b.Left, record.LeftOut{Title: fmt.Sprintf("T%d", n), Reason: record.StillOpen})
	}
	b.Left = append(b.Left, record.LeftOut{Title: "U0", Reason: record.NoDate})
	say := func() string {
		return drawn(t, func(w *bytes.Buffer) error { return term.Backtest(w, b, term.Style{}) })
	}
	out := say()
	says(t, out, "A river", "as of 2026", "the target reached within 24 months", "It did well. It did badly.", "Scores", "Brier 0.200 (0.100 to 0.300) 0.250 -0.050 (-0.100 to +0.010)", "Log 0.600 0.700 -0.100",
		"n = 12, proposed on 7 days; mean carry 0.50, came about 0.25", "reliability 0.100 − resolution 0.050 + uncertainty 0.200 + within 0.010",
		"Calibration", "0.20-0.45 unlikely 0", "0.55-0.80 likely 12 0.70 3: 0.25 (0.09 to 0.53)",
		"The worst misses", "The fund: carry 0.90, did not come about", "It was not funded.", "Changed meanwhile: the stance of the premier.", "The line: carry 0.10, came about", "It came.",
		"The cases", "2020-01", "The fund", "carry 0.90 ✗", "2021-02-03", "The line", "carry 0.10 ✓", "Not judged", "7 of 9 initiatives", "1 no date of proposal", "U0", "6 the time has not run out yet", "T0; T1; T2; T3; and 2 more")
	page(t, "backtest", func(w *bytes.Buffer, s term.Style) error { return term.Backtest(w, b, s) })
	lacks(t, out, "stands", "does not\n", "It came..", "T4")
	b.Scores.N, b.Calibration[1].Stands = record.CasesToWord, true
	says(t, say(), "(0.09 to 0.53) stands")
	b.Calibration[1].Stands = false
	says(t, say(), "(0.09 to 0.53) does not")
	b.Rung = record.NextRung
	says(t, say(), "the next rung reached within")
	b.Rung, b.Left = "talk", b.Left[:4]
	out = say()
	says(t, out, "the rung talk reached within", "T0; T1; T2; T3")
	lacks(t, out, "more")
	b.Scores, b.Misses, b.Cases, b.Left = nil, nil, nil, nil
	lacks(t, say(), "Scores", "Calibration", "misses", "The cases", "Not judged")
}

// How forecasts fared, beside the median and the base rate.
func TestQuestions(t *testing.T) {
	b := &course.Backtest{Says: []string{"None."}, Questions: &record.Questions{
		Says: []string{"2 questions resolved."}, Entries: []record.Entry{{Name: "The group's median", Brier: 0.2}, {Name: "The base rate", Brier: 0.25, Less: -0.05}},
		Judges: []record.Judge{{Name: "Anna", N: 2, Brier: 0.1, Median: 0.2, Base: 0.25}},
	}}
	say := func() string {
		return drawn(t, func(w *bytes.Buffer) error { return term.Backtest(w, b, term.Style{}) })
	}
	says(t, say(), "Questions", "2 questions resolved.", "The group's median 0.200", "The base rate 0.250 -0.0500", "Anna 0.100 0.200 0.250 2")
	b.Questions.Says = nil
	lacks(t, say(), "Anna", "Questions")
}

func TestLedger(t *testing.T) {
	low, high := -0.02, 0.01
	r := &record.LedgerReport{
		Promises: 9, Groups: 2, Meetings: 5, General: 1, Unknown: 2, Pending: 3, Says: []string{"What it says."},
		Kinds: []record.LedgerKind{{Kind: record.Standing, Tally: record.Tally{Kept: 1, Of: 4}, Rate: 0.25, Interval: &record.Interval{Low: 0.05, High: 0.7}}},
		Scored: []record.LedgerScores{
			{Name: "As it stands", Tally: record.Tally{Kept: 2, Of: 4}, Groups: 1, Meetings: 3, Entries: []record.Entry{{Name: "The form", Brier: 0.2314}, {Name: "Its own rate", Brier: 0.25, Less: -0.0186, LessRange: &record.Interval{Low: low, High: high}}, {Name: "Others", Brier: 0.22, Less: 0.0114}}, Calibration: record.Calibrate(nil)},
			{Name: "Without any"},
		},
	}
	say := func(s term.Style) string {
		return drawn(t, func(w *bytes.Buffer) error { return term.Ledger(w, r, s) })
	}
	out := say(term.Style{})
	says(t, out, "9 promises of 2 groups at 5 meetings", "1 that ask nothing definite, 2 of which nobody could find out, 3 whose time runs", "What it says.", "something each year or quarter 4 1: 0.25 (0.05 to 0.70)",
		"n = 4 at 3 meetings of 1 group, 2 kept", "The form 0.231", "Its own rate 0.250 -0.0186 (-0.0200 to +0.0100)", "Others 0.220 +0.0114", "Delivery's form, calibration cases")
	for line := range strings.Lines(say(term.Style{Width: 80})) {
		if words.Width(strings.TrimRight(line, "\n")) > 80 {
			t.Errorf("wider than 80 columns: %s", line)
		}
	}
	lacks(t, out, "Without any", "looked up yet")
	r.Scored, r.Uncoded = []record.LedgerScores{{}}, 7
	says(t, say(term.Style{}), "3 whose time runs, 7 not looked up yet.")
	lacks(t, say(term.Style{}), "calibration", "Brier")
}

func TestDEU(t *testing.T) {
	r := &deu.Report{Data: "A table", Decisions: 353, Resamples: 10000, Models: []deu.Model{{Name: "Compromise", N: 353, MAE: 22.514, Low: 20.26, High: 24.8, Median: 17}, {Name: "Median", N: 7, MAE: 9}}, Quantiles: []deu.Missing{{P: 0.8, Error: 37.04}, {P: 0.95, Error: 60}}}
	out := drawn(t, func(w *bytes.Buffer) error { return term.DEU(w, r, term.Style{}) })
	says(t, out, "353 decisions", "A table.", "10000 resamples", "Compromise 353 22.51 (20.3-24.8) 17.00", "Median 7 9.00 (0.0-0.0) 0.00", "80% 37.0, 95% 60.0.")
	page(t, "deu", func(w *bytes.Buffer, s term.Style) error { return term.DEU(w, r, s) })
	one := *r
	one.Quantiles = r.Quantiles[:1]
	says(t, drawn(t, func(w *bytes.Buffer) error { return term.DEU(w, &one, term.Style{}) }), "error: 80% 37.0.")
	r.Quantiles = nil
	lacks(t, drawn(t, func(w *bytes.Buffer) error { return term.DEU(w, r, term.Style{}) }), "Quantiles", "Carry")
	r.Recalibrated = &deu.Recalibration{
		Decisions: 7, Levels: 28, Rate: 0.446, Scores: []deu.Brier{{Name: "Base rate", Score: 0.247}, {Name: "Carry as it is", Score: 0.3334}},
		Beta: deu.Slope{Value: 1.112, SE: 0.282, Low: 0.607, High: 1.7}, Step: deu.Slope{Value: -3.587}, Rung: deu.Slope{Value: -0.897, Low: -1.03, High: -0.77}, Alone: deu.Slope{Value: 1.358},
	}
	out = drawn(t, func(w *bytes.Buffer) error { return term.DEU(w, r, term.Style{}) })
	says(t, out, "28 levels of 7 decisions", "0.45 were reached", "Carry as it is 0.333", "1.11 (0.61 to 1.70; standard error 0.28)", "a rung -0.90 (-1.03 to -0.77")
}

// What moves nothing is counted, and what could not be tried is named.
func TestCompared(t *testing.T) {
	r := &compare.Result{Old: compare.End{Name: "d#one"}, New: compare.End{Name: "d"}, MemberName: strings.ToUpper, Inputs: []compare.Input{{Name: "a.csv"}}}
	draw := func() string {
		return drawn(t, func(w *bytes.Buffer) error { return term.Compared(w, r, "entente 1", term.Style{}) })
	}
	says(t, draw(), "Both are worked out by entente 1", "Through inputs nothing moved.", "1 input differs and moves nothing alone: a.csv.")
	r.Inputs = append(r.Inputs, compare.Input{Name: "b.csv"}, compare.Input{Name: "c.csv", Why: "it does not load"})
	r.Moves = []compare.Attributed{{Move: compare.Move{ID: "x", Title: "A bridge", Was: &compare.Reading{Verdict: agenda.Ready}}, Untried: []string{"c.csv"}}}
	says(t, draw(), "Came or went (1)", "A bridge: no longer on the agenda; it was ready", "could not be tried: c.csv.", "2 inputs differ and move nothing alone: a.csv; b.csv.", "Not tried: c.csv: it does not load.")
	page(t, "compared", func(w *bytes.Buffer, s term.Style) error { return term.Compared(w, r, "entente 1", s) })
}

// A shape a step; a digit where carry is known and a verdict is not; blank is
// not "no".
func TestCourse(t *testing.T) {
	verdict := func(v agenda.Verdict) *agenda.Verdict { return &v }
	c := &course.Course{Dossier: agenda.About{Title: "A river", AsOf: dossier.Date{Year: 2026, Month: 3, Day: 31}}, Every: "quarter"}
	for q := range 9 {
		c.Steps = append(c.Steps, course.Step{Label: fmt.Sprintf("20%d-Q%d", 23+q/4, q%4+1), Day: dossier.Date{Year: 2023 + q/4, Month: 3*(q%4) + 3, Day: 28}})
	}
	c.Initiatives = []*course.Track{
		{Title: "The line", Points: []course.Point{
			{Blank: course.NotProposed}, {Blank: course.NoReach}, {Blank: course.NoVerdict, Joint: share(0.94)}, {Blank: course.NoVerdict, Joint: share(0.96)}, {Blank: course.NoVerdict, Joint: share(0.04)},
			{Verdict: verdict(agenda.HeldBack)}, {Verdict: verdict(agenda.WithinReach)}, {Verdict: verdict(agenda.NoGain)}, {Verdict: verdict(agenda.Ready)}},
			Changes: []course.Turn{{Label: "2024-Q4", From: "held back", To: "within reach", Says: "the premier moved"}, {Label: "2025-Q2", From: "no gain shown", To: "ready", Says: "a better offer"}, {Label: "2025-Q2", Arrival: true, Says: "more is on record"}}},
		{Title: "The songs", Points: make([]course.Point, 9)},
	}
	c.Undated = []course.UndatedNote{{Player: "Premier", Where: "members/xbe.yaml:3:1"}, {}}
	out := drawn(t, func(w *bytes.Buffer) error { return term.Course(w, c, term.Style{}) })
	says(t, out, "A river", "as of 2026-03-31", "every quarter from 2023-Q1 to 2025-Q1", "the last step: 2025-03-28", "2 stances have no date", "the first is Premier (members/xbe.yaml:3:1)", "● Ready", "The line", "2025-Q2, no gain shown → ready: a better offer", "Blank at every step (1): The songs.")
	page(t, "course", func(w *bytes.Buffer, s term.Style) error { return term.Course(w, c, s) })
	page(t, "course-long", func(w *bytes.Buffer, s term.Style) error { return term.Course(w, long(c), s) })
	lacks(t, out, "the premier moved", "more is on record")
	if l := line(t, out, "  The line"); !strings.HasSuffix(l, "· 9X0○◐◇●") {
		t.Errorf("%q", l)
	}
	// Years stand above the steps that begin them, where there is room: none is left
	// for '25 above the last step.
	if l := line(t, out, "● Ready"); !strings.HasSuffix(l, "'23 '24") {
		t.Errorf("%q", l)
	}
	// With no room for titles beside it the strip stands below.
	narrow := drawn(t, func(w *bytes.Buffer) error { return term.Course(w, long(c), term.Style{Width: 40}) })
	says(t, narrow, "The line")
	if strings.Contains(line(t, narrow, "  The line"), "●") {
		t.Error(narrow)
	}
	c.Initiatives = nil
	says(t, drawn(t, func(w *bytes.Buffer) error { return term.Course(w, c, term.Style{}) }), "There is no initiative on the agenda")
}

// long gives a course of five times as many steps.
func long(c *course.Course) *course.Course {
	o := *c
	o.Steps, o.Initiatives = nil, nil
	for range 5 {
		o.Steps = append(o.Steps, c.Steps...)
	}
	for _, h := range c.Initiatives {
		k := *h
		k.Points = nil
		for range 5 {
			k.Points = append(k.Points, h.Points...)
		}
		o.Initiatives = append(o.Initiatives, &k)
	}
	return &o
}

func TestReading(t *testing.T) {
	say := func(r evidence.Reading, dry bool) string {
		return drawn(t, func(w *bytes.Buffer) error { return term.Reading(w, &r, term.Style{}, dry) })
	}
	says(t, say(evidence.Reading{Input: "a.bib", Counts: &evidence.Counts{Entries: 2, New: 2}}, false), "a.bib: 2 records")
	says(t, say(evidence.Reading{Input: "a.bib", Counts: &evidence.Counts{Entries: 9, New: 4, Renamed: 1, Known: 2, Twice: 1, LeftOut: 2}}, false),
		"a.bib: 9 records: 4 new (1 renamed), 2 in the dossier already, 1 twice in the file, 2 left out")
	says(t, say(evidence.Reading{Input: "feed", Outcome: "nothing new"}, false), "feed: nothing new")
	r := evidence.Reading{Input: "a.html", ID: "post", Title: "Ports", Site: "The Post", Section: "Asia", Tags: []string{"sea", "ships"}, Language: "en", Published: "2025-01-02", Updated: "2025-01-05", Inbox: 1,
		LeftOut: map[string]int{"teaser": 3, "byline": 1}, Flags: []evidence.FlagWords{{Message: "It looks odd", Excerpt: strings.Repeat("x", 61)}, {Message: "It is short"}}}
	for n := range 5 {
		r.Proposals = append(r.Proposals, evidence.Proposal{Kind: evidence.ProposeFigure, Text: fmt.Sprintf("%d percent", n), Sentence: "Of adults."})
	}
	r.Proposals = append(r.Proposals, evidence.Proposal{Kind: evidence.ProposeMention, What: "member", ID: "XAR", Text: "Arden", Count: 1}, evidence.Proposal{Kind: evidence.ProposeDate, Date: "2025-02", Sentence: "In February."},
		evidence.Proposal{Kind: evidence.ProposeQuote, Text: "We agree", Speaker: "Ana Ruel"}, evidence.Proposal{Kind: evidence.ProposeQuote, Text: "We do not"})
	out := say(r, false)
	says(t, out, "Ports", "The Post · Asia · sea, ships · en · 2025-01-02, updated 2025-01-05", "stored as post", "left out: 1 byline, 3 teaser", "! It looks odd ("+strings.Repeat("x", 59)+"…)", "! It is short",
		"proposed: 1 subject, 1 date, 5 figures, 2 quotations; see inbox/post.txt", "figure 0 percent: Of adults.", "figure 2 percent", `member XAR ("Arden", 1 time)`, "date 2025-02: In February.", "quotation of Ana Ruel: “We agree”", "quotation of unnamed: “We do not”")
	page(t, "reading", func(w *bytes.Buffer, s term.Style) error { return term.Reading(w, &r, s, false) })
	lacks(t, out, "figure 3 percent")
	says(t, say(r, true), "read; nothing was stored")
	r.Updated, r.Inbox, r.Title, r.Outcome = r.Published, 0, "", "unchanged"
	out = say(r, false)
	says(t, out, "a.html", "post is unchanged")
	lacks(t, out, "updated", "see inbox")
	r.Outcome = "new version"
	says(t, say(r, false), "post has changed; both versions are kept")
	r.CopyOf = "wire"
	says(t, say(r, false), "the same text as wire, and linked to it")
}

func TestSearch(t *testing.T) {
	res := &search.Results{Query: "river", Total: 3, Results: []search.Result{{
		Kind: "initiative", ID: "river-warnings", Title: "River warnings", File: "initiatives/river-warnings.md", Line: 4, Date: "2025", Members: []string{"XAR", "XBE"}, Area: "water,trade",
		Snippet: "on the river Sella", Matches: [][2]int{{7, 12}}, TitleMatches: [][2]int{{0, 5}}}}}
	say := func(filtered bool, s term.Style) string {
		return drawn(t, func(w *bytes.Buffer) error { return term.Search(w, res, filtered, s) })
	}
	says(t, say(false, term.Style{}), "initiative [River] warnings", "initiatives/river-warnings.md:4 · river-warnings · 2025 · XAR XBE · water, trade", "on the [river] Sella", "The best 1 of 3 found")
	if out := say(false, term.Style{Color: true}); !strings.Contains(out, "\x1b[1mriver\x1b[0m Sella") || strings.Contains(out, "[river]") {
		t.Errorf("%q", out)
	}
	lacks(t, say(false, term.Style{}), "not confirmed")
	res.Results[0].Unconfirmed = true
	says(t, say(false, term.Style{}), "water, trade · not confirmed")
	res.Results[0].Unconfirmed = false
	page(t, "search", func(w *bytes.Buffer, s term.Style) error { return term.Search(w, res, false, s) })
	res.Total = 1
	says(t, say(true, term.Style{}), "1 found.")
	res.Total, res.Results = 0, nil
	says(t, say(true, term.Style{}), "Nothing found for “river”.", "All words must occur.", "Filters leave out")
	lacks(t, say(false, term.Style{}), "Filters")
}

// What could move the cursor or forge a line is taken out of every text.
func TestNothingMovesTheCursor(t *testing.T) {
	d := example(t)
	i := held("Evil \x1b[2J\u202e\r\nForged\u2066\u009b", agenda.NotAssessed, 0)
	i.Why = "Why \x07\x1b]0;x\x07"
	out := drawn(t, func(w *bytes.Buffer) error { return term.Agenda(w, d, hand(i), term.Style{}, 0) })
	for _, r := range out {
		if r != '\n' && (r < 0x20 || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069) {
			t.Fatalf("%U is printed: %q", r, out)
		}
	}
	if strings.HasPrefix(line(t, out, "Forged"), "Forged") {
		t.Error("a title forges a line")
	}
}

func TestBuildSays(t *testing.T) {
	var b bytes.Buffer
	term.Unaddressed(&b)
	term.LongNewsletter(&b, 123456, 100000)
	says(t, b.String(), "no feeds, newsletter or sitemap were written: they link to the site, and dossier.yaml does not say where it will be; add site: {address: https://example.org/agenda/}",
		"newsletter.html has 123456 bytes", "cut what is over 100000;")
}

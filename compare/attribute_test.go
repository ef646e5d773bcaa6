package compare_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"entente/agenda"
	"entente/compare"
	"entente/dossier"
	"entente/words"
)

// Two members carry a bridge alone each at 50, and at 5 or 10 never: the judges have no
// error, and nothing else varies. Both as it stands: carry 1, ready.
const bridge = `
-- dossier.yaml --
title: A river
as_of: 2024-11-15
members: [XAA, XBB]
settings: {kappa: 0.5, judge_error: 0, ageing: 0, draws: 1000}
names: {XAA: Aland, XBB: Beland}
areas: [{id: works, name: Works}]
-- members/xaa.yaml --
code: XAA
priorities: [{id: xaa-roads, title: Roads, weight: 0.5, from: 2020}]
players:
  - id: xaa-head
    name: Head of state
    kind: executive
    role: decides
    influence: 0.8
    stances: [{areas: [works], from: 2020, position: 50, because: A speech}]
procedures: [{id: decree, name: Decree, path: {players: [xaa-head]}}]
-- members/xbb.yaml --
code: XBB
priorities: [{id: xbb-roads, title: Roads, weight: 0.5, from: 2020}]
players:
  - id: xbb-head
    name: Head of state
    kind: executive
    role: decides
    influence: 0.8
    stances: [{areas: [works], from: 2020, position: 50, because: A speech}]
procedures: [{id: decree, name: Decree, path: {players: [xbb-head]}}]
-- initiatives/bridge.md --
---
title: A bridge
area: works
proposed: 2021-03-15
target: team
ladder: [{rung: talk, level: 20, name: Talks}, {rung: team, level: 60, name: A team}]
serves: {xaa-roads: 0.4, xbb-roads: 0.4}
---
A bridge joins them.
`

// files are those of the bridge with words of some replaced: file, old, new, ...
func files(t testing.TB, replace ...string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, f := range txtar.Parse([]byte(bridge)).Files {
		out[f.Name] = f.Data
	}
	for n := 0; n < len(replace); n += 3 {
		file, old, now := replace[n], replace[n+1], replace[n+2]
		switch {
		case old == "":
			out[file] = []byte(now)
		case now == "gone":
			delete(out, file)
		case !strings.Contains(string(out[file]), old):
			t.Fatalf("%s lacks %q", file, old)
		default:
			out[file] = []byte(strings.Replace(string(out[file]), old, now, 1))
		}
	}
	return out
}

const (
	fallA = "members/xaa.yaml|position: 50|position: 10"
	fallB = "members/xbb.yaml|position: 50|position: 5"
	book  = `sources/all.json||[{"id":"book","type":"book","title":"A book","author":[{"family":"A"}],"issued":{"date-parts":[[2024]]}}]`
)

const (
	events = "events.csv||id,date,source_actor,target_actor,about,type,area,summary,source,confirmed,note\n" +
		"ev-old,2020-10-01,XAA,XBB,,CONSULT,works,They met,letter,,\n"
	letter  = `sources/letters.json||[{"id":"letter","type":"book","title":"A letter","author":[{"family":"A"}],"issued":{"date-parts":[[2020]]}}]`
	quarrel = "constraints/quarrel.md||---\ntitle: A quarrel\nmembers: [XAA]\nkind: history\neffect: shift\nareas: [works]\n" +
		"indicator: {events: {source: [XAA], target: [XBB], types: [ACCUSE]}, months: 12, calm: 0, acute: 1}\n" +
		"shifts: [{players: [xaa-head], points: -45, because: A quarrel}]\n---\nThey quarrel.\n"
	hold = "constraints/hold.md||---\ntitle: A hold\nmembers: [XBB]\nkind: history\neffect: shift\nareas: [works]\n" +
		"pressure: [{from: 2020, low: 0, best: 0, high: 0, because: None, by: editors}]\n" +
		"shifts: [{players: [xbb-head], points: -1, because: It holds}]\n---\nIt holds.\n"
)

// holdA is such a constraint of the other member.
var holdA = strings.NewReplacer("hold.md", "also.md", "XBB", "XAA", "xbb", "xaa").Replace(hold)

// renamed is a file of which the head of a member is the chief.
func renamed(file, member string) string {
	return strings.ReplaceAll(file, member+"-head", member+"-chief")
}

func edits(all ...string) []string {
	var out []string
	for _, e := range all {
		out = append(out, strings.SplitN(e, "|", 3)...)
	}
	return out
}

func TestBetween(t *testing.T) {
	for name, c := range map[string]struct {
		old, now []string // as files takes them
		day      string   // on which both are asked for; "" for their headers'
		says     string   // of all moves
		inputs   string   // "name (moves)"
	}{
		"nothing": {},
		"a text alone": {
			now:    edits("initiatives/bridge.md|A bridge joins them.|It joins them."),
			inputs: "initiatives/bridge.md (0)",
		},
		"one stance": {
			now:    edits(fallB),
			says:   "ready → held back; carried jointly 10.0 → 0.0 in ten (−10.0); Beland 10.0 → 0.0 in ten (−10.0) Through members/xbb.yaml, players xbb-head: stances.",
			inputs: "members/xbb.yaml, players xbb-head: stances (1)",
		},
		// Either alone takes all: −10 and −10 are not the −10 of both.
		"two stances, each enough": {
			now: edits(fallA, fallB),
			says: "ready → held back; carried jointly 10.0 → 0.0 in ten (−10.0); Aland 10.0 → 0.0 in ten (−10.0); Beland 10.0 → 0.0 in ten (−10.0) " +
				"Through members/xaa.yaml, players xaa-head: stances (alone −10.0 in ten) and members/xbb.yaml, players xbb-head: stances (alone −10.0 in ten). " +
				"These do not add up: what each does alone sums to −20.0 in ten, and together they do −10.0.",
			inputs: "members/xaa.yaml, players xaa-head: stances (1); members/xbb.yaml, players xbb-head: stances (1)",
		},
		// Neither alone gives the verdict, and without either it would not have moved.
		"two stances, both needed": {
			old: edits(fallA, fallB),
			says: "held back → ready; carried jointly 0.0 → 10.0 in ten (+10.0); Aland 0.0 → 10.0 in ten (+10.0); Beland 0.0 → 10.0 in ten (+10.0) " +
				"Through members/xaa.yaml, players xaa-head: stances and members/xbb.yaml, players xbb-head: stances. " +
				"No input alone gives the verdict; it would not have moved without members/xaa.yaml and members/xbb.yaml. " +
				"These do not add up: what each does alone sums to +0.0 in ten, and together they do +10.0.",
			inputs: "members/xaa.yaml, players xaa-head: stances (1); members/xbb.yaml, players xbb-head: stances (1)",
		},
		// The row cannot go without the stance that cites it, which is needed by itself.
		"two stances, both needed, and a row": {
			old: edits(letter, events, fallA, fallB),
			now: edits(letter, events+"ev-new,2024-10-01,XAA,XBB,,CONSULT,works,They meet,letter,,\n", "members/xbb.yaml|because: A speech|because: A speech, evidence: [\"event:ev-new\"]"),
			says: "held back → ready; carried jointly 0.0 → 10.0 in ten (+10.0); Aland 0.0 → 10.0 in ten (+10.0); Beland 0.0 → 10.0 in ten (+10.0) " +
				"Through members/xaa.yaml, players xaa-head: stances and members/xbb.yaml, players xbb-head: stances. " +
				"No input alone gives the verdict; it would not have moved without members/xaa.yaml and members/xbb.yaml. " +
				"These do not add up: what each does alone sums to +0.0 in ten, and together they do +10.0.",
			inputs: "events.csv (0); members/xaa.yaml, players xaa-head: stances (1); members/xbb.yaml, players xbb-head: stances (1) beside events.csv",
		},
		// Of two files that need each other neither can be undone alone, nor is it named alone.
		"two files that need each other, and a stance": {
			old: edits(hold, fallA, fallB),
			now: edits(renamed(hold, "xbb"), "members/xbb.yaml|- id: xbb-head|- id: xbb-chief", "members/xbb.yaml|[xbb-head]|[xbb-chief]"),
			says: "held back → ready; carried jointly 0.0 → 10.0 in ten (+10.0); Aland 0.0 → 10.0 in ten (+10.0); Beland 0.0 → 10.0 in ten (+10.0) " +
				"Through members/xaa.yaml, players xaa-head: stances and constraints/hold.md and members/xbb.yaml. " +
				"No input alone gives the verdict; it would not have moved without members/xaa.yaml and constraints/hold.md with members/xbb.yaml. " +
				"These do not add up: what each does alone sums to +0.0 in ten, and together they do +10.0.",
			inputs: "members/xaa.yaml, players xaa-head: stances (1); constraints/hold.md and members/xbb.yaml (1)",
		},
		// A stance of a day after the older one's counts on the newer's alone.
		"a later day": {
			now:    edits("dossier.yaml|2024-11-15|2024-12-31", "members/xbb.yaml|because: A speech}]|because: A speech}, {areas: [works], from: 2024-12-01, position: 5, because: A turn}]"),
			says:   "ready → held back; carried jointly 10.0 → 0.0 in ten (−10.0); Beland 10.0 → 0.0 in ten (−10.0) Through members/xbb.yaml, players xbb-head: stances.",
			inputs: "the as-of date (0); members/xbb.yaml, players xbb-head: stances (1)",
		},
		// The day alone.
		"what was foreseen": {
			old:    edits("members/xbb.yaml|because: A speech}]|because: A speech}, {areas: [works], from: 2024-12-01, position: 5, because: A turn}]"),
			now:    edits("dossier.yaml|2024-11-15|2024-12-31", "members/xbb.yaml|because: A speech}]|because: A speech}, {areas: [works], from: 2024-12-01, position: 5, because: A turn}]"),
			says:   "ready → held back; carried jointly 10.0 → 0.0 in ten (−10.0); Beland 10.0 → 0.0 in ten (−10.0) Through the as-of date.",
			inputs: "the as-of date (1)",
		},
		// The stance does not load without its source, which moves nothing, and is tried beside it.
		"a stance with its source": {
			now:    edits(book, "members/xbb.yaml|position: 50, because: A speech|position: 5, because: A speech, evidence: [\"source:book\"]"),
			says:   "ready → held back; carried jointly 10.0 → 0.0 in ten (−10.0); Beland 10.0 → 0.0 in ten (−10.0) Through members/xbb.yaml, players xbb-head: stances.",
			inputs: "sources/all.json (new) (0); members/xbb.yaml, players xbb-head: stances (1) beside sources/all.json (new)",
		},
		// The day is told as the as-of date, and the file that holds nothing else is no input.
		"a later day and nothing else": {
			now:    edits("dossier.yaml|as_of: 2024-11-15|as_of:   2024-12-31 # later"),
			inputs: "the as-of date (0)",
		},
		"a later day and another key": {
			now:    edits("dossier.yaml|2024-11-15|2024-12-31", "dossier.yaml|title: A river|title: The river"),
			inputs: "the as-of date (0); dossier.yaml (0)",
		},
		// A side may be asked for on a day that its header does not give: that of the header is
		// no input then either.
		"the header's day and nothing else": {
			now:    edits("dossier.yaml|2024-11-15|2024-12-31"),
			day:    "2024-10-01",
			inputs: "",
		},
		// What no agenda is worked out from is no input, whichever side has it.
		"strays go": {
			old: edits("README.md||Hello", "notes/a.md||A note", "archive/page.html||<p>A page</p>", "LICENCE.txt||Free"),
		},
		"strays come": {
			now: edits("README.md||Hello", "notes/a.md||A note", "archive/page.html||<p>A page</p>", "LICENCE.txt||Free"),
		},
		// The row moves something by itself: one accusation holds Aland's head back by 45 points,
		// in the draws in which it counts as one (a count of one is drawn, and is none in 2.3 of
		// ten). The stance, which does not load without it, takes what is left: −7.7 and −2.3.
		"a stance with a row that moves something": {
			old: edits(letter, events, quarrel),
			now: edits(letter, events+"ev-new,2024-10-01,XAA,XBB,,ACCUSE,works,It accuses,letter,,\n", quarrel, "members/xbb.yaml|position: 50, because: A speech|position: 5, because: A speech, evidence: [\"event:ev-new\"]"),
			says: "ready → held back; carried jointly 10.0 → 0.0 in ten (−10.0); Aland 10.0 → 2.3 in ten (−7.7); Beland 10.0 → 0.0 in ten (−10.0) " +
				"Through events.csv, row ev-new (new) (alone −7.7 in ten) and members/xbb.yaml, players xbb-head: stances (beside events.csv −2.3 in ten).",
			inputs: "events.csv, row ev-new (new) (1); members/xbb.yaml, players xbb-head: stances (1) beside events.csv",
		},
		// As above, where Aland is against it anyway: the row moves nothing.
		"a stance with a row that moves nothing": {
			old:    edits(letter, events, quarrel, fallA),
			now:    edits(letter, events+"ev-new,2024-10-01,XAA,XBB,,ACCUSE,works,It accuses,letter,,\n", quarrel, fallA, "members/xbb.yaml|position: 50, because: A speech|position: 5, because: A speech, evidence: [\"event:ev-new\"]"),
			says:   "held back; Beland 10.0 → 0.0 in ten (−10.0) Through members/xbb.yaml, players xbb-head: stances.",
			inputs: "events.csv (0); members/xbb.yaml, players xbb-head: stances (1) beside events.csv",
		},
		// The row cites a source, the stance the row: each is tried beside what it needs.
		"a stance with a row with a source": {
			old:    edits(letter, events),
			now:    edits(letter, book, events+"ev-new,2024-10-01,XAA,XBB,,CONSULT,works,They meet,book,,\n", "members/xbb.yaml|position: 50, because: A speech|position: 5, because: A speech, evidence: [\"event:ev-new\"]"),
			says:   "ready → held back; carried jointly 10.0 → 0.0 in ten (−10.0); Beland 10.0 → 0.0 in ten (−10.0) Through members/xbb.yaml, players xbb-head: stances.",
			inputs: "sources/all.json (new) (0); events.csv (0) beside sources/all.json (new); members/xbb.yaml, players xbb-head: stances (1) beside events.csv and sources/all.json (new)",
		},
		// What it does not need is not beside it, whether it moves something or nothing. Aland's
		// turn alone would carry the bridge jointly, which it no longer does with Beland's.
		"a stance with a row, among others": {
			old: edits(letter, events, fallA),
			now: edits(letter, book, events+"ev-new,2024-10-01,XAA,XBB,,CONSULT,works,They meet,letter,,\n", "members/xbb.yaml|position: 50, because: A speech|position: 5, because: A speech, evidence: [\"event:ev-new\"]",
				"initiatives/bridge.md|A bridge joins them.|It joins them."),
			says: "held back; Aland 0.0 → 10.0 in ten (+10.0); Beland 10.0 → 0.0 in ten (−10.0) " +
				"Through members/xaa.yaml, players xaa-head: stances (alone +10.0 in ten) and members/xbb.yaml, players xbb-head: stances. " +
				"These do not add up: what each does alone sums to +10.0 in ten, and together they do +0.0.",
			inputs: "events.csv (0); initiatives/bridge.md (0); members/xaa.yaml, players xaa-head: stances (1); sources/all.json (new) (0); members/xbb.yaml, players xbb-head: stances (1) beside events.csv",
		},
		// The row may go only with the stance that cites it.
		"a row goes with the stance that cites it": {
			old:    edits(letter, events+"ev-new,2024-10-01,XAA,XBB,,CONSULT,works,They meet,letter,,\n", "members/xbb.yaml|position: 50, because: A speech|position: 50, because: A speech, evidence: [\"event:ev-new\"]"),
			now:    edits(letter, events, fallB),
			says:   "ready → held back; carried jointly 10.0 → 0.0 in ten (−10.0); Beland 10.0 → 0.0 in ten (−10.0) Through members/xbb.yaml, players xbb-head: stances.",
			inputs: "members/xbb.yaml, players xbb-head: stances (1); events.csv (0) beside members/xbb.yaml",
		},
		// Each of two files needs the other: they are tried as one.
		"two files that need each other": {
			old:    edits(hold),
			now:    edits(renamed(hold, "xbb"), "members/xbb.yaml|- id: xbb-head|- id: xbb-chief", "members/xbb.yaml|[xbb-head]|[xbb-chief]", "members/xbb.yaml|position: 50|position: 5"),
			says:   "ready → held back; carried jointly 10.0 → 0.0 in ten (−10.0); Beland 10.0 → 0.0 in ten (−10.0) Through constraints/hold.md and members/xbb.yaml.",
			inputs: "constraints/hold.md and members/xbb.yaml (1)",
		},
		// Of two such pairs, whose files lie among each other's, each is one.
		"two pairs of files that need each other": {
			old:    edits(hold, holdA),
			now:    edits(renamed(hold, "xbb"), renamed(holdA, "xaa"), "members/xbb.yaml|- id: xbb-head|- id: xbb-chief", "members/xbb.yaml|[xbb-head]|[xbb-chief]", "members/xbb.yaml|position: 50|position: 5", "members/xaa.yaml|- id: xaa-head|- id: xaa-chief", "members/xaa.yaml|[xaa-head]|[xaa-chief]"),
			says:   "ready → held back; carried jointly 10.0 → 0.0 in ten (−10.0); Beland 10.0 → 0.0 in ten (−10.0) Through constraints/hold.md and members/xbb.yaml.",
			inputs: "constraints/also.md and members/xaa.yaml (0); constraints/hold.md and members/xbb.yaml (1)",
		},
		"another seed": {
			now:    edits("dossier.yaml|judge_error: 0|judge_error: 0, seed: 7"),
			inputs: "number and seed of the draws (0); dossier.yaml (0)",
		},
		"an initiative comes": {
			now:    edits("initiatives/tunnel.md||---\ntitle: A tunnel\narea: works\nproposed: 2024\ntarget: team\nladder: [{rung: team, level: 60, name: A team}]\nserves: {xaa-roads: 0.4, xbb-roads: 0.4}\n---\n"),
			says:   "new: ready Through initiatives/tunnel.md (new).",
			inputs: "initiatives/tunnel.md (new) (1)",
		},
		"an initiative goes, and another's target rises": {
			old: edits("initiatives/tunnel.md||---\ntitle: A tunnel\narea: works\nproposed: 2024\ntarget: team\nladder: [{rung: team, level: 60, name: A team}]\nserves: {xaa-roads: 0.4, xbb-roads: 0.4}\n---\n"),
			now: edits("initiatives/bridge.md|level: 60|level: 100"),
			says: "ready → held back; carried jointly 10.0 → 0.0 in ten (−10.0); Aland 10.0 → 0.0 in ten (−10.0); Beland 10.0 → 0.0 in ten (−10.0) Through initiatives/bridge.md, ladder team: level.\n" +
				"no longer on the agenda; it was ready Through initiatives/tunnel.md (gone).",
			inputs: "initiatives/bridge.md, ladder team: level (1); initiatives/tunnel.md (gone) (1)",
		},
	} {
		var opt agenda.Options
		if c.day != "" {
			var err error
			if opt.AsOf, err = dossier.ParseDate(c.day); err != nil {
				t.Fatal(err)
			}
		}
		r, err := compare.Between(compare.Side{Name: "old", Files: files(t, c.old...), Options: opt}, compare.Side{Name: "new", Files: files(t, c.now...), Options: opt})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var said, inputs []string
		for _, m := range r.Moves {
			s := m.Move.Says(func(code string) string { return map[string]string{"XAA": "Aland", "XBB": "Beland"}[code] })
			if m.Delivery {
				s, _, _ = strings.Cut(s, "; delivery")
			}
			said = append(said, s+" "+m.Says())
		}
		for _, in := range r.Inputs {
			said := in.Name + " (" + string(rune('0'+in.Moves)) + ")" + in.Why
			if len(in.Beside) > 0 {
				said += " beside " + words.List(in.Beside)
			}
			inputs = append(inputs, said)
		}
		if got := strings.Join(said, "\n"); got != c.says {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.says)
		}
		if got := strings.Join(inputs, "; "); got != c.inputs {
			t.Errorf("%s: inputs %s, want %s", name, got, c.inputs)
		}
	}
}

// What an earlier program published of the same inputs is a move of the method, and is not
// counted among those of inputs.
func TestMethod(t *testing.T) {
	build := func(f map[string][]byte) *compare.Agenda {
		r, err := compare.Between(compare.Side{Name: "x", Files: f}, compare.Side{Name: "y", Files: maps.Clone(f)})
		if err != nil || len(r.Moves) != 0 {
			t.Fatal(r, err)
		}
		p, se := 0.4, 0.01
		return &compare.Agenda{Version: 2, Initiatives: []*compare.Reading{{ID: "bridge", Title: "A bridge", Members: []string{"XAA", "XBB"}, Verdict: agenda.HeldBack, Joint: agenda.Share{P: &p, SE: &se}}}}
	}
	old := files(t)
	r, err := compare.Between(compare.Side{Name: "old", Files: old, Kept: build(old), Program: "entente 0.1"}, compare.Side{Name: "new", Files: files(t, edits(fallB)...)})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Method) != 1 || r.Method[0].Was.Verdict != agenda.HeldBack || r.Method[0].Now.Verdict != agenda.Ready || !r.Old.Published || r.Old.Program != "entente 0.1" || r.New.Published {
		t.Errorf("the method: %+v", r.Method)
	}
	if len(r.Moves) != 1 || r.Moves[0].Was.Verdict != agenda.Ready || r.Moves[0].Now.Verdict != agenda.HeldBack {
		t.Errorf("through inputs: %+v", r.Moves)
	}
	var names []string
	for _, e := range r.Moves[0].Through {
		names = append(names, e.Input)
	}
	if !slices.Equal(names, []string{"members/xbb.yaml, players xbb-head: stances"}) {
		t.Error(names)
	}
}

// A side that does not load ends it, and is named.
func TestBroken(t *testing.T) {
	good := compare.Side{Name: "good", Files: files(t)}
	for want, f := range map[string]map[string][]byte{
		"bad has no dossier.yaml": files(t, "dossier.yaml", "x", "gone"), "bad does not load: members/xbb.yaml": files(t, "members/xbb.yaml", "code: XBB", "code: [XBB"),
	} {
		bad := compare.Side{Name: "bad", Files: f}
		for _, pair := range [][2]compare.Side{{good, bad}, {bad, good}} {
			if _, err := compare.Between(pair[0], pair[1]); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%v, want %q", err, want)
			}
		}
	}
}

// What could not be tried is said, and nothing adds up while it is not known.
func TestUntried(t *testing.T) {
	share := func(p float64) agenda.Share { se := 0.01; return agenda.Share{P: &p, SE: &se} }
	ready := &compare.Reading{ID: "x", Verdict: agenda.Ready, Joint: share(0.9)}
	held := &compare.Reading{ID: "x", Verdict: agenda.HeldBack, Joint: share(0.1)}
	half := &compare.Reading{ID: "x", Verdict: agenda.HeldBack, Joint: share(0.5)}
	move := compare.Move{ID: "x", Was: ready, Now: held, Verdict: true, Joint: true}
	part := []compare.Effect{{Input: "a.csv", Move: compare.Move{ID: "x", Was: ready, Now: half, Verdict: true, Joint: true}}}
	sum := -0.4
	for want, m := range map[string]compare.Attributed{
		"No input moves it alone; together they do.":                                                                                   {Move: move},
		"No input that could be tried moves it. What these do is not known, since they could not be tried: b.csv.":                     {Move: move, Untried: []string{"b.csv"}},
		"Through a.csv (alone −4.0 in ten). What these do is not known, since they could not be tried: b.csv and c.csv.":               {Move: move, Through: part, Untried: []string{"b.csv", "c.csv"}},
		"Through a.csv (alone −4.0 in ten). These do not add up: what each does alone sums to −4.0 in ten, and together they do −8.0.": {Move: move, Through: part, Sum: &sum},
	} {
		if got := m.Says(); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
		if m.AddsUp() != (m.Sum == nil && m.Untried == nil) {
			t.Errorf("%s: it adds up: %v", want, m.AddsUp())
		}
	}
}

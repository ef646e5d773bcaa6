package dossier

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"
	"testing/fstest"
)

func ids(list ...string) (out Refs) {
	for _, id := range list {
		out = append(out, Ref{ID: id})
	}
	return out
}

// TestAskedOfADossier asks for what is there, for what is not, and for nothing.
func TestAskedOfADossier(t *testing.T) {
	m := smallFS()
	m["searches.csv"] = &fstest.MapFile{Data: []byte("id,date,where,languages,words,what,by\ns-1,2025-02-01,An index,en,river,A river,ed\n")}
	l := loadFS(m)
	d := l.d
	if len(l.f.list) > 0 {
		t.Fatal(l.f.list)
	}
	if s := d.Search("s-1"); s == nil || s.Where != "An index" || d.Search("s-2") != nil {
		t.Errorf("searches: %+v", s)
	}
	if q := d.Question("g-1"); q == nil || q.Outcome != "yes" || d.Question("g-2") != nil {
		t.Errorf("questions: %+v", q)
	}
	if p := d.Person("ana"); p == nil || p.Member.ID != "XAA" || d.Person("bo") != nil || (&Dossier{}).Person("ana") != nil {
		t.Errorf("people: %+v", p)
	}
	if (&Dossier{People: &People{People: []*Person{{}}}}).Person("") != nil {
		t.Error("nobody is somebody")
	}
	said := func() string { return d.PersonName("ana") + "/" + d.PersonName("bo") + "/" + d.PersonName("") }
	if got := said(); got != "Ana/bo/" {
		t.Errorf("names: %s", got)
	}
	if d.Unattributed = true; said() != "Ana/bo/a participant" {
		t.Errorf("names where none may be said: %s", said())
	}
	for want, c := range map[string]*Commitment{
		"[XBB]":     {Initiative: "gauge", Member: Codes{"XBB"}},
		"[XAA XBB]": {Initiative: "gauge"},
		"[]":        {Initiative: "gage"},
	} {
		if got := fmt.Sprint(d.Binds(c)); got != want {
			t.Errorf("%+v binds %s, want %s", c, got, want)
		}
	}
	d.Initiative("gauge").Members = ids("XBB")
	if got := d.Binds(&Commitment{Initiative: "gauge"}); !slices.Equal(got, []string{"XBB"}) {
		t.Errorf("all of an initiative of one: %v", got)
	}
	if d.HomeOf("xbb-one") != "XBB" || d.HomeOf("xaa-board") != "XAA" || d.HomeOf("xaa") != "" {
		t.Error("where a body is at home")
	}
	if d.Text("pieces/note.md") != d.Pieces[0] || d.Text("note") != d.Pieces[0] || d.Text("report") != d.Report || d.Text("report.md") != d.Report || d.Text("none") != nil {
		t.Error("texts by name and by file")
	}
	if (&Dossier{Pieces: []*Piece{{}}}).Text("") != nil {
		t.Error("a text without a name was asked for by none")
	}
	d.Members[0].Languages = ids("de", "en")
	for code, want := range map[string]string{"XAA": "[de en]", "XBB": "[]", "FRA": "[fr]"} {
		if got := fmt.Sprint(d.LanguagesOf(code)); got != want {
			t.Errorf("languages of %s: %s, want %s", code, got, want)
		}
	}
}

// TestWavesOfAPoll finds a wave by its date, in full or in part.
func TestWavesOfAPoll(t *testing.T) {
	d := &Dossier{polls: map[string][]*Poll{"trust": {{End: date(t, "2025-01-09"), Mode: "a"}, {End: date(t, "2025-01-09"), Mode: "b"}, {End: date(t, "2025-03"), Mode: "c"}, {End: date(t, "2026"), Mode: "d"}}}}
	for on, want := range map[string]string{"2025-01-09": "a", "2025-01": "a", "2025": "a", "2025-03": "c", "2026": "d", "2025-0": "", "2025-01-0": "", "2025-03-01": "", "2026-01": "", "202": ""} {
		got := ""
		if p := d.PollWave("trust", on); p != nil {
			got = p.Mode
		}
		if got != want {
			t.Errorf("the wave of %s is %q, want %q", on, got, want)
		}
	}
	if d.PollWave("mistrust", "2025") != nil {
		t.Error("a wave of no series")
	}
}

// TestOneMember has nothing joint.
func TestOneMember(t *testing.T) {
	for n, want := range []string{"Nothing joint", "Nothing yet", "Nothing joint"} {
		d := &Dossier{Header: &Header{}, Members: make([]*Member, n)}
		if got := d.LevelName(&Initiative{}, 0); got != want || d.Alone() != (n == 1) {
			t.Errorf("%d members: %q, alone %v", n, got, d.Alone())
		}
	}
}

// TestWhoActs holds who leads, signs, helps and stands in a stage, each once and in order.
func TestWhoActs(t *testing.T) {
	o := Owners{Lead: Ref{ID: "a"}, Signs: ids("b", "a", ""), Helps: ids("c", "b", "c")}
	if got, signs := fmt.Sprint(o.All()), fmt.Sprint(o.Signers()); got != "[a b c]" || signs != "[a b]" {
		t.Errorf("owners %s, signers %s", got, signs)
	}
	if got := (Owners{Signs: ids("b")}).Signers(); !slices.Equal(got, []string{"b"}) {
		t.Errorf("without a lead: %v", got)
	}
	i := &Initiative{Owners: Map[Owners]{{Ref: Ref{ID: "XAA"}, Value: o}}, Ladder: []*Rung{{ID: Ref{ID: "low"}}, {ID: Ref{ID: "high"}}}, Target: Ref{ID: "high"}}
	if i.OwnersOf("XAA").Lead.ID != "a" || i.OwnersOf("XBB").Lead.ID != "" {
		t.Error("owners by member")
	}
	for rung, want := range map[string]*Rung{"": i.Ladder[1], "high": i.Ladder[1], "low": i.Ladder[0], "middle": nil} {
		if got := (&Requirement{Rung: Ref{ID: rung}}).RungOf(i); got != want {
			t.Errorf("the rung %q that is required: %+v", rung, got)
		}
	}
	s := &Step{
		All:     []*Step{{Players: ids("b", "a")}, {Seats: Map[float64]{{Ref: Ref{ID: "c"}}, {Ref: Ref{ID: "a"}}}}, {Owners: "yes"}},
		Any:     []*Step{{Players: ids("d")}},
		Players: ids("a", "e"),
	}
	if got := s.Standing(); !slices.Equal(got, []string{"b", "a", "c", "d", "e"}) {
		t.Errorf("standing: %v", got)
	}
	if got := (*Step)(nil).Standing(); got != nil {
		t.Errorf("no step: %v", got)
	}
	for want, asks := range map[bool][]*Step{
		true:  {{Owners: "yes"}, {All: []*Step{{}, {Any: []*Step{{Owners: "yes"}}}}}, {Any: []*Step{{}, {Owners: "yes"}}}},
		false: {nil, {}, {Owners: "no"}, {All: []*Step{{Players: ids("a")}}}},
	} {
		for n, s := range asks {
			if s.AsksOwners() != want {
				t.Errorf("%d: asks owners %v", n, !want)
			}
		}
	}
}

// TestWhatAPlayerMayDo holds it for each role and kind.
func TestWhatAPlayerMayDo(t *testing.T) {
	for role, want := range map[string]string{
		Proposes: "false true", Decides: "true true", Ratifies: "true true", Implements: "false true", Audience: "false true", Court: "false false", Claimant: "false false",
	} {
		p := &Player{Role: ids(role), Kind: "party"}
		if got := fmt.Sprint(p.Decides(), p.Movable()); got != want {
			t.Errorf("%s: %s, want %s", role, got, want)
		}
	}
	if (&Player{Kind: "court", Role: ids(Audience)}).Movable() {
		t.Error("a court may be moved")
	}
	var outside []string
	for _, kind := range []string{"executive", "ministry", "military", "legislature", "party", "court", "business", "labour", "civil-society", "media", "subnational", "research", "public"} {
		if (&Player{Kind: kind}).OutsideState() {
			outside = append(outside, kind)
		}
	}
	if !slices.Equal(outside, []string{"business", "labour", "civil-society", "media", "research", "public"}) {
		t.Errorf("outside the state: %v", outside)
	}
	m := &Member{Players: []*Player{{ID: Ref{ID: "a"}}, {ID: Ref{ID: "b"}, Heads: "government"}, {ID: Ref{ID: "c"}, Heads: "government"}}}
	if m.HeadOfGovernment() != m.Players[1] || (&Member{Players: m.Players[:1]}).HeadOfGovernment() != nil {
		t.Error("the head of the government")
	}
	if m.Player("c") != m.Players[2] || m.Player("d") != nil {
		t.Error("a player of a member")
	}
	for areas, want := range map[string]bool{"": true, AllAreas: true, "water": true, "songs": false} {
		p := &Procedure{}
		if areas != "" {
			p.Areas = ids(areas)
		}
		if p.For("water") != want {
			t.Errorf("a procedure for %q carries an initiative of water: %v", areas, !want)
		}
	}
	if !(&Initiative{Level: "leaders"}).OfLeaders() || (&Initiative{}).OfLeaders() || !(&Initiative{Kind: "principle"}).Principle() || (&Initiative{Kind: "initiative"}).Principle() {
		t.Error("texts of leaders, and principles")
	}
}

// TestNextMeeting takes the first on which all of them meet, the day itself included.
func TestNextMeeting(t *testing.T) {
	d := &Dossier{Calendar: []*CalendarDate{
		{Date: date(t, "2026-09"), Kind: "meeting", Member: Codes{"XBB", "XAA"}, Title: "later"},
		{Date: date(t, "2026-04-30"), Kind: "summit", Member: Codes{"ALL"}, Title: "over"},
		{Date: date(t, "2026-05-02"), Kind: "summit", Member: Codes{"XAA"}, Title: "of one"},
		{Date: date(t, "2026-05-03"), Kind: "election", Member: Codes{"ALL"}, Title: "no meeting"},
		{Date: date(t, "2026-07-01"), Kind: "meeting", Member: Codes{"XAA", "XBB"}, Title: "first"},
		{Date: date(t, "2026-07"), Kind: "summit", Member: Codes{"ALL"}, Title: "of the same day"},
	}}
	for on, want := range map[string]string{"2026-05-01": "first", "2026-07-01": "first", "2026-07-02": "later", "2026-09-01": "later", "2026-09-02": "", "2026-04-30": "over"} {
		got := ""
		if c := d.NextMeeting([]string{"XAA", "XBB"}, day(t, on)); c != nil {
			got = c.Title
		}
		if got != want {
			t.Errorf("from %s on: %q, want %q", on, got, want)
		}
	}
	if c := d.NextMeeting([]string{"XAA"}, day(t, "2026-05-01")); c == nil || c.Title != "of one" {
		t.Errorf("of one member: %+v", c)
	}
	for n, c := range []*CalendarDate{{Date: date(t, "2026-05-01")}, {Date: date(t, "2026-05-01"), End: date(t, "2026-05-03")}, {Date: date(t, "2026-05")}} {
		for on, want := range map[string][3]bool{"2026-05-01": {}, "2026-05-02": {true}, "2026-05-03": {true}, "2026-05-04": {true, true}, "2026-05-31": {true, true}, "2026-06-01": {true, true, true}} {
			if got := c.Ended(day(t, on)); got != want[n] {
				t.Errorf("%s to %s has ended on %s: %v", c.Date, c.End, on, got)
			}
		}
	}
}

// TestClosedOn gives of the spans that hold the one that ends last, in any order of the
// file: the first day is in the span, and the day on which work can start again is not.
func TestClosedOn(t *testing.T) {
	c := &Constraint{Closed: []*Span{
		{Until: date(t, "2026-03-01")},
		{From: date(t, "2026-02-01"), Until: date(t, "2026-06-14")},
		{From: date(t, "2026-06-20")},
		{From: date(t, "2026-07-01"), Until: date(t, "2026-08-01")},
	}}
	for n, s := range c.Closed {
		s.Why.Plain = fmt.Sprint(n)
	}
	want := map[string]string{"2020-01-01": "0", "2026-01-31": "0", "2026-02-01": "1", "2026-02-28": "1", "2026-03-01": "1", "2026-06-13": "1", "2026-06-14": "", "2026-06-19": "", "2026-06-20": "2", "2026-07-15": "2", "2026-08-01": "2"}
	for range 2 {
		for on, want := range want {
			got := ""
			if s := c.ClosedOn(day(t, on)); s != nil {
				got = s.Why.Plain
			}
			if got != want {
				t.Errorf("on %s: %q, want %q", on, got, want)
			}
		}
		slices.Reverse(c.Closed)
	}
	same := &Constraint{Closed: []*Span{{Why: Text{Plain: "a"}}, {Why: Text{Plain: "b"}}, {Until: date(t, "2026-06-14"), Why: Text{Plain: "c"}}}}
	if s := same.ClosedOn(day(t, "2026-01-01")); s.Why.Plain != "a" {
		t.Errorf("of two without an end: %q", s.Why.Plain)
	}
	same.Closed = []*Span{{Until: date(t, "2026-06-14"), Why: Text{Plain: "c"}}, {Until: date(t, "2026-06-14"), Why: Text{Plain: "d"}}}
	if s := same.ClosedOn(day(t, "2026-01-01")); s.Why.Plain != "c" {
		t.Errorf("of two that end on one day: %q", s.Why.Plain)
	}
}

// TestOwnArchive holds which search backs no absence.
func TestOwnArchive(t *testing.T) {
	for where, want := range map[string]bool{"archive": true, "Archive": true, "the archive": false, "": false} {
		if (&Search{Where: where}).Own() != want {
			t.Errorf("%q is our own archive: %v", where, !want)
		}
	}
}

// TestReads tells the files that are read from those that may lie beside them.
func TestReads(t *testing.T) {
	for p, want := range map[string]bool{
		"dossier.yaml": true, "people.yaml": true, "terms.yaml": true, "silences.yaml": true, "assumptions.yaml": true, "report.md": true, "report.ja.md": false, "weather.yaml": false,
		"facts.csv": true, "weather.csv": false, "facts": true, "weather": false, "archive": false, "members": true,
		"facts/a.csv": true, "weather/a.csv": false, "facts/a/b.csv": false, "facts/a.yaml": false,
		"members/xaa.yaml": true, "members/xaa.md": false, "members/xaa.yml": false, "scenarios/a.yaml": true, "scenarios/a.md": false,
		"series/a.csv": true, "series/a.yaml": true, "series/a.json": false, "series.csv": true, "sources/a.json": true, "sources/a.yaml": false, "a.json": false,
		"initiatives/a.md": true, "initiatives/a.ja.md": true, "initiatives/a.yaml": false, "constraints/a.md": true, "constraints/a.ja.md": true,
		"pieces/a.md": true, "pieces/a.ja.md": false, "notes/a.md": false, "a.md": false,
	} {
		if Reads(p) != want {
			t.Errorf("%s is read: %v", p, !want)
		}
	}
}

// TestDatesAsText reads what it writes, and nothing as no date.
func TestDatesAsText(t *testing.T) {
	v := struct{ D Date }{date(t, "2024-05")}
	for text, want := range map[string]Date{`{"D":"2025-06-07"}`: date(t, "2025-06-07"), `{"D":""}`: {}} {
		if err := json.Unmarshal([]byte(text), &v); err != nil || v.D != want {
			t.Errorf("%s: %v, %v", text, v.D, err)
		}
	}
	if err := json.Unmarshal([]byte(`{"D":"soon"}`), &v); err == nil {
		t.Errorf("soon is %v", v.D)
	}
}

// TestEvidenceOfNothing has no sources.
func TestEvidenceOfNothing(t *testing.T) {
	d := loadFS(smallFS()).d
	for evidence, want := range map[string]string{
		"event:e-1": "[gazette]", "act:a-1": "[gazette]", "fact:f-1": "[gazette]", "case:c-1": "[gazette]", "poll:trust@2025-01": "[gazette]", "source:none": "[none]",
		"event:e-2": "[]", "act:a-2": "[]", "fact:f-2": "[]", "case:c-2": "[]", "poll:trust@2026": "[]", "gazette": "[]", "rumour:a": "[]", "event:": "[]", "poll:trust": "[]", "poll:trust@": "[]",
	} {
		if got := fmt.Sprint(d.EvidenceSources(evidence)); got != want {
			t.Errorf("%s rests on %s, want %s", evidence, got, want)
		}
	}
	for text, want := range map[string]string{
		"gazette": `"gazette" is no evidence: write event:ID, act:ID, fact:ID, poll:SERIES@DATE, case:ID or source:ID`,
		"event:":  `"event:" is no evidence: write event:ID, act:ID, fact:ID, poll:SERIES@DATE, case:ID or source:ID`,
		"poll:a":  `"poll:a" names no wave: write poll:SERIES@DATE`, "poll:a@": `"poll:a@" names no wave: write poll:SERIES@DATE`,
		"rumour:a": `"rumour" is no kind of evidence: it may be event, act, fact, poll, case or source`,
	} {
		if _, _, _, err := ParseEvidence(text); err == nil || err.Error() != want {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// TestSettings gives the defaults of docs/method.md, and each setting as it is stated.
func TestSettings(t *testing.T) {
	same := Settings{Draws: 10000, Seed: 1, LambdaMember: 0.3, LambdaCommon: 0.2, JudgeError: 5, LeverCostLimit: 15, Rounds: 3, PerRound: 4, Horizon: 24, PromisePrior: 0.5, PromisePriorLaw: 0.37, PollError: 1.8, DesignEffect: 1, BacktestMonths: 24}
	if got := (&Header{}).Settings(); got != same {
		t.Errorf("nothing stated: %+v", got)
	}
	for text, set := range map[string]func(*Settings){
		"draws: 100":                           func(s *Settings) { s.Draws = 100 },
		"seed: 0":                              func(s *Settings) { s.Seed = 0 },
		"lambda_member: 0":                     func(s *Settings) { s.LambdaMember = 0 },
		"lambda_common: 0.9":                   func(s *Settings) { s.LambdaCommon = 0.9 },
		"judge_error: 0":                       func(s *Settings) { s.JudgeError = 0 },
		"lever_cost_limit: 0":                  func(s *Settings) { s.LeverCostLimit = 0 },
		"rounds: 1":                            func(s *Settings) { s.Rounds = 1 },
		"per_round: 1":                         func(s *Settings) { s.PerRound = 1 },
		"horizon: 1":                           func(s *Settings) { s.Horizon = 1 },
		"promise_prior: 0":                     func(s *Settings) { s.PromisePrior = 0 },
		"promise_prior: 1":                     func(s *Settings) { s.PromisePrior = 1 },
		"promise_prior_law: 0.2":               func(s *Settings) { s.PromisePriorLaw = 0.2 },
		"poll_error: 0":                        func(s *Settings) { s.PollError = 0 },
		"design_effect: 1.5":                   func(s *Settings) { s.DesignEffect = 1.5 },
		"backtest_months: 1":                   func(s *Settings) { s.BacktestMonths = 1 },
		"seed: 1000000000000000":               func(s *Settings) { s.Seed = 1e15 },
		"promise_prior: {share: 0.25, by: us}": func(s *Settings) { s.PromisePrior = 0.25 },
	} {
		l := with(t, "dossier.yaml", "draws: 1000", text)
		want := same
		set(&want)
		if got := l.d.Settings(); got != want || len(l.f.list) > 0 {
			t.Errorf("%s: %+v, %v", text, got, l.f.list)
		}
	}
	l := with(t, "dossier.yaml", "draws: 1000", "kappa: 0, ageing: 0")
	if s := l.d.Settings(); s.Kappa == nil || *s.Kappa != 0 || s.Ageing == nil || *s.Ageing != 0 {
		t.Errorf("fixed at 0: %v, %v", s.Kappa, s.Ageing)
	}
}

// TestRowsOfAStore may be more than a thousand million, as its range says.
func TestRowsOfAStore(t *testing.T) {
	l := with(t, "series/gauges.yaml", "rows: 3,", "rows: 1000000000000,")
	if n := l.d.SeriesFiles[0].Made.Store.Rows; n != 1e12 || len(l.f.list) > 0 {
		t.Errorf("%d rows, %v", n, l.f.list)
	}
}

// TestKinds gives which kinds of change are stated, in the order of the documentation.
func TestKinds(t *testing.T) {
	r := Ref{ID: "x"}
	if got := (&Change{Target: r, Procedure: r, Pressure: r, Influence: r, Move: r, Stance: r}).Kinds(); fmt.Sprint(got) != "[stance move influence pressure procedure target]" {
		t.Errorf("%v", got)
	}
	if got := slices.Sorted(maps.Keys(changeKeys)); len(got) != 6 {
		t.Errorf("%v", got)
	}
}

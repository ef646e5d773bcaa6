package term_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"entente/agenda"
	"entente/compare"
	"entente/course"
	"entente/dossier"
	"entente/evidence"
	"entente/publish/edition"
	"entente/publish/term"
	"entente/record"
)

// between is a comparison of two days with an initiative of each kind.
func between() *course.Course {
	verdict := func(v agenda.Verdict) *agenda.Verdict { return &v }
	day := func(y int) dossier.Date { return dossier.Date{Year: y, Month: 3, Day: 31} }
	point := func(v agenda.Verdict, joint, a, b float64) course.Point {
		return course.Point{Verdict: verdict(v), Joint: share(joint), ByMember: map[string]*float64{"XAR": share(a), "XBE": share(b)}}
	}
	both := []string{"XAR", "XBE"}
	return &course.Course{
		Dossier: agenda.About{Title: "A river"}, Steps: []course.Step{{Day: day(2025)}, {Day: day(2026)}},
		Initiatives: []*course.Track{
			{Title: "The line", Members: both, Points: []course.Point{point(agenda.HeldBack, 0.2, 0.3, 0.9), point(agenda.Ready, 0.8, 0.8, 0.9)}, Changes: []course.Turn{{Says: "the premier moved"}}},
			{Title: "The fund", Members: both, Points: []course.Point{point(agenda.Ready, 0.8, 0.8, 0.9), point(agenda.Ready, 0.7, 0.7, 0.9)}, Changes: []course.Turn{{Says: "the chamber was elected"}}},
			{Title: "The archive", Members: both, Points: []course.Point{{Blank: course.NotProposed}, point(agenda.Ready, 0.9, 0.9, 1)}},
			{Title: "The songs", Members: both, Points: []course.Point{point(agenda.Ready, 0.9, 0.9, 1), point(agenda.Ready, 0.9, 0.9, 1)}},
			{Title: "The gauges", Members: both, Points: []course.Point{{Blank: course.NoReach}, {Blank: course.NoReach}}},
			{Title: "Not yet", Members: both, Points: []course.Point{{Blank: course.NotProposed}, {Blank: course.NotProposed}}},
			{Title: "Alone", Members: both[:1], Points: []course.Point{{Blank: course.NoReach}, {Verdict: verdict(agenda.HeldBack), Joint: share(0.1), ByMember: map[string]*float64{"XAR": share(0.1)}}}},
		},
	}
}

// What two days moved stands under its kind, with each member's carry; what stayed is
// counted, and what neither day knew is left out.
func TestDiff(t *testing.T) {
	c := between()
	name := func(code string) string { return map[string]string{"XAR": "Arden", "XBE": "Belmora"}[code] }
	say := func() string {
		return drawn(t, func(w *bytes.Buffer) error { return term.Diff(w, c, name, term.Style{}) })
	}
	out := say()
	says(t, out, "A river", "What moved between 2025-03-31 and 2026-03-31",
		"Verdicts that moved (2)", "The line: held back → ready", "Arden 3 → 8, Belmora 9, jointly 2 → 8", "the premier moved", "Alone: not assessed → held back", "Arden – → 1",
		"Came in between (1)", "The archive: not proposed → ready", "Arden – → 9, Belmora – → 10, jointly – → 9",
		"Carry moved, the verdict stays (1)", "The fund: ready", "Arden 8 → 7, Belmora 9, jointly 8 → 7", "the chamber was elected",
		"As they were (2): The songs (ready); The gauges (not assessed).")
	lacks(t, out, "Nothing moved", "Not yet", "without a date", "ready → ready", "Arden – → 1, jointly")
	page(t, "diff", func(w *bytes.Buffer, s term.Style) error { return term.Diff(w, c, name, s) })
	// A title is bold to its end, on however many lines, and nothing else is.
	wide := drawn(t, func(w *bytes.Buffer) error { return term.Diff(w, c, name, term.Style{Color: true, Width: 40}) })
	if !strings.Contains(wide, "\n  \x1b[1mThe line\x1b[0m: held back → ready\n") {
		t.Errorf("%q", wide)
	}
	title := c.Initiatives[0].Title
	c.Initiatives[0].Title = "The line on which all three warn each other of a flood"
	wide = drawn(t, func(w *bytes.Buffer) error { return term.Diff(w, c, name, term.Style{Color: true, Width: 40}) })
	if !strings.Contains(wide, "\n  \x1b[1mThe line on which all three warn each\x1b[0m\n  \x1b[1mother of a flood\x1b[0m: held back → ready\n") {
		t.Errorf("%q", wide)
	}
	c.Initiatives[0].Title = title
	c.Undated = []course.UndatedNote{{Player: "Premier", Where: "members/xbe.yaml:3:1"}}
	says(t, say(), "1 stance without a date left out of both; the first is Premier (members/xbe.yaml:3:1).")
	all := c.Initiatives
	for n, want := range []bool{false, false, false, true, true, true, false} { // alone, does each say that nothing moved
		c.Initiatives = all[n : n+1]
		if got := strings.Contains(say(), "Nothing moved."); got != want {
			t.Errorf("%s: %v", all[n].Title, got)
		}
	}
	c.Initiatives = all[5:6]
	lacks(t, say(), "As they were")
}

// Where both sides are editions, the moves of the method are told apart, of each.
func TestComparedEditions(t *testing.T) {
	day := dossier.Date{Year: 2026, Month: 3, Day: 31}
	r := &compare.Result{Old: compare.End{Name: "d#one", AsOf: day, Published: true, Program: "entente 1"}, New: compare.End{Name: "d#two", AsOf: day}, MemberName: strings.ToUpper}
	say := func() string {
		return drawn(t, func(w *bytes.Buffer) error { return term.Compared(w, r, "entente 3", term.Style{}) })
	}
	out := say()
	says(t, out, "From d#one (as of 2026-03-31, published by entente 1) to d#two (as of 2026-03-31)", "Moves of the method: none. Of the inputs of d#one this program says what was published.", "Through inputs nothing moved.")
	lacks(t, out, "inputs of d#two", "nothing alone")
	r.New.Published, r.New.Program = true, "entente 2"
	bridge := compare.Move{Title: "A bridge", Was: &compare.Reading{Verdict: agenda.Ready}, Now: &compare.Reading{Verdict: agenda.HeldBack}, Verdict: true}
	r.MethodNew = []compare.Move{bridge}
	out = say()
	says(t, out, "Moves of the method: none. Of the inputs of d#one", "Moves of the method (1)", "Of the inputs of d#two this program says otherwise than was published by entente 2; no input moved:", "A bridge: ready → held back")
	came := compare.Move{Title: "A ferry", Now: &compare.Reading{Verdict: agenda.Ready}}
	r.Moves = []compare.Attributed{{Move: came}, {Move: bridge}}
	for n := range 8 {
		r.Inputs = append(r.Inputs, compare.Input{Name: fmt.Sprintf("i%d", n)})
	}
	r.Inputs = append(r.Inputs, compare.Input{Name: "moves.csv", Moves: 1})
	out = say()
	says(t, out, "Verdicts that moved (1)", "A bridge", "Came or went (1)", "A ferry", "8 inputs differ and move nothing alone: i0; i1; i2; i3; i4; i5; i6; i7.")
	lacks(t, out, "Through inputs nothing moved", "Carry or delivery moved", "moves.csv")
	r.Inputs = append(r.Inputs, compare.Input{Name: "i8"}, compare.Input{Name: "i9"})
	says(t, say(), "10 inputs differ and move nothing alone: i0; i1; i2; i3; i4; i5; i6; i7; 2 more.")
	page(t, "compared-editions", func(w *bytes.Buffer, s term.Style) error { return term.Compared(w, r, "entente 3", s) })
}

// A sheet without a mapping shows its columns and how to confirm one; rows and searches
// that are proposed are counted.
func TestReadingOfSheets(t *testing.T) {
	say := func(r evidence.Reading) string {
		return drawn(t, func(w *bytes.Buffer) error { return term.Reading(w, &r, term.Style{}, false) })
	}
	r := evidence.Reading{Input: "a.xlsx", Outcome: "columns", Columns: []evidence.Columns{
		{Sheet: "S1", Rows: 2, Columns: []string{"Day", "Share"}, First: []string{"2025", "4"}, Missing: []string{"pollster", "source"}, Command: "entente add d a.xlsx --columns x"},
		{Sheet: "S2", Rows: 1, Columns: []string{"A"}, First: []string{"1"}},
	}}
	r.Columns[0].Proposed.Table, r.Columns[1].Proposed.Table = "polls", "events"
	out := say(r)
	says(t, out, "a.xlsx: nothing was stored; say first which column goes where", "S1 (2 rows) has the columns Day | Share", "its first row: 2025 | 4",
		"proposed: polls; no column was found for pollster, source: name it, or put one value for all rows in place of …", "entente add d a.xlsx --columns x", "S2 (1 row) has the columns A", "its first row: 1", "proposed: events")
	lacks(t, out, "events; no column")
	r = evidence.Reading{Input: "a", ID: "post", Proposals: []evidence.Proposal{{Kind: evidence.ProposeRow}, {Kind: evidence.ProposeRow}, {Kind: evidence.ProposeSearch, Where: "parliament", Text: "river"}}}
	out = say(r)
	says(t, out, "proposed: 2 rows", "search of parliament for “river”")
	lacks(t, out, "subject", "quotation", "see inbox")
	// Only what is new, and nothing renamed, needs no more words.
	for _, c := range []struct {
		of   evidence.Counts
		want string
	}{
		{evidence.Counts{Entries: 1, New: 1}, "a.bib: 1 record\n"},
		{evidence.Counts{Entries: 1, New: 1, Renamed: 1}, "a.bib: 1 record: 1 new (1 renamed)\n"},
		{evidence.Counts{Entries: 2, New: 1, Twice: 1}, "a.bib: 2 records: 1 new, 1 twice in the file\n"},
	} {
		if got := say(evidence.Reading{Input: "a.bib", Counts: &c.of}); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// Zero is left out of what was accepted, and one line waits as one.
func TestAcceptedCounts(t *testing.T) {
	for _, c := range []struct {
		of   evidence.Accepted
		want string
	}{
		{evidence.Accepted{}, "accepted: 0 facts, 0 events, 0 quotations, 0 subjects of sources; 0 rejected, 0 wait\n"},
		{evidence.Accepted{Facts: 1, Events: 1, Quotes: 1, About: 1, Polls: 1, Searches: 1, Rejected: 1, Waiting: 1, Refused: 1, Already: 1},
			"accepted: 1 fact, 1 poll, 1 event, 1 quotation, 1 search, 1 subject of sources; 1 rejected, 1 waits, 1 refused (they stay in inbox/), 1 in the dossier already\n"},
		{evidence.Accepted{Polls: 2, Searches: 3, Waiting: 2}, "accepted: 0 facts, 2 polls, 0 events, 0 quotations, 3 searches, 0 subjects of sources; 0 rejected, 2 wait\n"},
	} {
		if got := drawn(t, func(w *bytes.Buffer) error { return term.Accepted(w, c.of) }); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// A column of delivery stands where anything can be said of it; bins without a case do not.
func TestBacktestOfDelivery(t *testing.T) {
	bins := []record.Bin{{Word: "unlikely", Low: 0.2, High: 0.45}, {Word: "likely", Low: 0.55, High: 0.8, N: 1, Came: 1, Mean: share(0.7), Rate: share(1), Interval: &record.Interval{Low: 0.21, High: 1}}}
	b := &course.Backtest{Says: []string{"It did well."}, Delivery: []record.Fared{
		{Name: "Empty", Says: []string{"Nothing."}},
		{Name: "As it stood", N: 1, Says: []string{"One is kept."}, Entries: []record.Entry{{Name: "Delivery", Brier: 0.09}, {Name: "The rate", Brier: 0.25, Less: -0.16}}, Calibration: bins},
	}, Questions: &record.Questions{Says: []string{"One resolved."}, Calibration: bins}}
	out := drawn(t, func(w *bytes.Buffer) error { return term.Backtest(w, b, term.Style{}) })
	says(t, out, "Delivery: as it stood", "One is kept.", "Delivery 0.090", "The rate 0.250 -0.1600", "0.55-0.80 likely 1 0.70 1: 1.00", "Questions", "One resolved.", "0.55-0.80 likely 1 0.70 1: 1.00")
	lacks(t, out, "empty", "Nothing.", "unlikely", "does not", "Brier median")
	b.Questions = nil
	lacks(t, drawn(t, func(w *bytes.Buffer) error { return term.Backtest(w, b, term.Style{}) }), "Questions")
}

// What is kept says of what it was made; an embargo says what stays away.
func TestEditionSays(t *testing.T) {
	r := edition.Record{Name: "one", Program: "entente 1", Settings: edition.Settings{AsOf: dossier.Date{Year: 2026, Month: 3}}, Inputs: map[string]string{"a": "", "b": ""}}
	say := func(kept bool) string {
		var b bytes.Buffer
		term.Edition(&b, "d/editions/one", r, kept)
		return b.String()
	}
	for _, c := range []struct{ got, want string }{
		{say(false), "d/editions/one is as it was kept by entente 1: the same inputs give the same agenda\n"},
		{say(true), "the edition one is kept in d/editions/one (agenda as of 2026-03; inputs: inputs.zip, 2 files)\n"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
	r.Commit, r.Unattributed = "abc", true
	if got, want := say(true), "the edition one is kept in d/editions/one (agenda as of 2026-03; inputs: inputs.zip, 2 files, as commit abc has them)\ninputs.zip holds who took part: keep it to those who may know\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	now := time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC)
	for until, want := range map[dossier.Date]string{
		{}:                             "the embargo until 31 March is over (today is 31 March 2026, UTC): nothing is marked\n",
		{Year: 2026, Month: 4, Day: 2}: "under embargo until 2 April 2026 (today is 31 March 2026, UTC): all is marked; feeds, newsletter, sitemap, card and what cannot be marked are not written\n",
	} {
		var b bytes.Buffer
		term.Embargo(&b, "31 March", until, now)
		if b.String() != want {
			t.Errorf("%q, want %q", b.String(), want)
		}
	}
}

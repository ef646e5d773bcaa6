package record_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/record"
)

// fixture reads the ledger of made-up groups.
func fixture(t testing.TB) []record.LedgerRow {
	t.Helper()
	f, err := os.Open("testdata/ledger-fixture.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := record.ReadLedger(f, "ledger-fixture.csv")
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

// TestLedgerByHand scores the fixture with a pencil.
func TestLedgerByHand(t *testing.T) {
	rows := fixture(t)
	if len(rows) != 9 || rows[2].Date.String() != "2005-01" || !rows[2].Recalled || rows[1].Recalled {
		t.Fatalf("%+v", rows)
	}
	r := record.ScoreLedger(rows, 1)
	if r.Promises != 9 || r.Groups != 2 || r.Meetings != 5 || r.General != 1 || r.Unknown != 1 || r.Pending != 1 {
		t.Errorf("%+v", r)
	}
	if k := r.Kinds; len(k) != 3 || k[0].Kind != "once" || k[0].Tally != (record.Tally{Kept: 3, Of: 4}) || k[0].Rate != 0.75 || k[1].Kind != "standing" || k[1].Kept != 0 || k[2].Kind != "law-or-money" || k[2].Of != 1 {
		t.Errorf("kinds %+v", k)
	}
	// Group A has three meetings; elsewhere 1 of 2 was kept.
	//   t-01, kept: of the two others one was kept, and the law not. p0 = (1+5)/12, form (1+6·½)/8 = ½; own (1+5)/13.
	//   t-02, kept: the same.
	//   t-03, not: two of two. p0 = 7/12, form (2+3.5)/8; own 7/12: its own meeting's law is held out.
	//   t-05, law, not: none of its kind: 3.7/10; own 7/12.
	s := r.Scored[0]
	if s.Kept != 2 || s.Of != 4 || s.Groups != 1 || s.Meetings != 3 || s.All.Of != 6 || s.All.Kept != 3 {
		t.Errorf("%+v", s)
	}
	sq := func(x float64) float64 { return x * x }
	want := []float64{
		(2*sq(0.5) + sq(5.5/8) + sq(0.37)) / 4,
		(2*sq(1-6./13) + 2*sq(7./12)) / 4,
		0.25,
	}
	for k, e := range s.Entries {
		if !near(e.Brier, want[k]) || !near(e.Less, want[0]-want[k]) || e.BrierRange != nil || e.LessRange != nil {
			t.Errorf("%s: %+v, want %v", e.ID, e, want[k])
		}
	}
	if says := strings.Join(r.Says, " "); !strings.Contains(says, "Of 6 promises of a definite kind with a known outcome 3 were kept (0.50); with the 1 unknown counted as not kept 0.43.") ||
		!strings.Contains(says, "4 promises at 3 meetings of 1 group") || !strings.Contains(says, "too few for an interval") {
		t.Errorf("it says: %s", says)
	}
	// Without what was recalled group A has two of its own at two meetings and the law at the third.
	if s := r.Scored[1]; s.ID != "not-recalled" || s.Of != 3 || s.All.Of != 5 {
		t.Errorf("%+v", s)
	}
	if s := r.Scored[2]; s.ID != "unknown-broken" || s.All.Of != 7 || s.All.Kept != 3 || s.Of != 4 {
		t.Errorf("%+v", s)
	}
}

// TestLedgerUncoded holds that a promise nobody has looked up is counted and moves no
// score, not even that which takes the unknown for broken.
func TestLedgerUncoded(t *testing.T) {
	rows := fixture(t)
	before := record.ScoreLedger(rows, 1)
	for _, kind := range []string{"once", "general"} {
		x := rows[0]
		x.ID, x.Kind, x.Outcome = "t-"+kind, kind, record.OutcomeUncoded
		rows = append(rows, x)
	}
	after := record.ScoreLedger(rows, 1)
	if after.Uncoded != 1 || after.Unknown != before.Unknown || after.General != before.General+1 {
		t.Errorf("%+v", after)
	}
	if !reflect.DeepEqual(after.Scored, before.Scored) || !reflect.DeepEqual(after.Kinds, before.Kinds) || !reflect.DeepEqual(after.Says, before.Says) {
		t.Errorf("scores moved from %+v to %+v", before, after)
	}
}

// TestLedgerSays holds the sentence to the interval: groups that each keep one kind
// and break another are foretold better by kind, and promises that turn on the
// meeting against what the others hold are not.
func TestLedgerSays(t *testing.T) {
	ledger := func(kept func(meeting, kind int) bool) *record.LedgerReport {
		var b strings.Builder
		b.WriteString("id,group,meeting,date,kind,outcome\n")
		for g := range 4 {
			for m := range 6 {
				for k, kind := range []string{"once", "standing"} {
					for n := range 3 {
						outcome := "not"
						if kept(m, (k+g)%2) {
							outcome = "kept"
						}
						fmt.Fprintf(&b, "%d-%d-%d-%d,Test group %d,Meeting %d,20%02d,%s,%s\n", g, m, k, n, g, m, m, kind, outcome)
					}
				}
			}
		}
		rows, err := record.ReadLedger(strings.NewReader(b.String()), "x")
		if err != nil {
			t.Fatal(err)
		}
		return record.ScoreLedger(rows, 1)
	}
	better := ledger(func(_, kind int) bool { return kind == 0 })
	if says := strings.Join(better.Says, " "); strings.Count(says, "does better than") != 2 || better.Scored[0].Entries[1].LessRange.High >= 0 {
		t.Errorf("by kind: %s", says)
	}
	// Every other meeting keeps all: the others of a group then point the wrong way.
	worse := ledger(func(meeting, _ int) bool { return meeting%2 == 0 })
	if says := strings.Join(worse.Says, " "); strings.Contains(says, "better") {
		t.Errorf("by meeting: %s", says)
	}
	if again := ledger(func(_, kind int) bool { return kind == 0 }); *again.Scored[0].Entries[1].LessRange != *better.Scored[0].Entries[1].LessRange {
		t.Error("the same seed gives another interval")
	}
	// Two meetings of one group are too few.
	rows := fixture(t)[:2]
	if r := record.ScoreLedger(rows, 1); len(r.Scored[0].Entries) != 0 || !strings.Contains(strings.Join(r.Says, " "), "nothing is scored") {
		t.Errorf("%+v", r)
	}
	rows[0].Kind, rows[1].Outcome = "general", "unknown"
	if r := record.ScoreLedger(rows, 1); !strings.Contains(strings.Join(r.Says, " "), "nothing to score") {
		t.Errorf("%+v", r.Says)
	}
}

// TestLedgerDocs scores the ledger that ships and holds what docs/ledger.md and
// docs/method.md say of it; the page's example is a ledger.
func TestLedgerDocs(t *testing.T) {
	f, err := os.Open("ledger/promises.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := record.ReadLedger(f, "ledger/promises.csv")
	if err != nil {
		t.Fatal(err)
	}
	// The rows added later; without them the ledger is that on which the form was
	// first scored.
	added := regexp.MustCompile(`-m\d\d$`)
	first := record.ScoreLedger(slices.DeleteFunc(slices.Clone(rows), func(x record.LedgerRow) bool { return added.MatchString(x.ID) }), 1)
	r := record.ScoreLedger(rows, 1)
	ledger, method := page(t, "../docs/ledger.md"), page(t, "../docs/method.md")
	holds := func(page, path, want string) {
		if !strings.Contains(page, want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
	s := r.Scored[0]
	rate := func(x record.Tally) string { return fmt.Sprintf("%.2f", float64(x.Kept)/float64(x.Of)) }
	number := []string{"", "", "", "", "four", "five", "six"}[s.Groups]
	for _, want := range []string{
		fmt.Sprintf("holds %d promises", r.Promises), fmt.Sprintf("at %d meetings", r.Meetings), "among the known (" + rate(s.All) + ")", "counted as broken (" + rate(r.Scored[2].All) + ")",
		fmt.Sprintf("%d scored rows weigh as %d meetings of %s groups", s.Of, s.Meetings, number),
		fmt.Sprintf("of the added %d were kept of %d known, and %d stayed unknown", s.All.Kept-first.Scored[0].All.Kept, s.All.Of-first.Scored[0].All.Of, r.Unknown-first.Unknown),
	} {
		holds(ledger, "docs/ledger.md", want)
	}
	holds(method, "docs/method.md", fmt.Sprintf("%d promises of a definite kind with a known outcome, of which %s were kept (%s if", s.All.Of, rate(s.All), rate(r.Scored[2].All)))
	holds(method, "docs/method.md", fmt.Sprintf("%d promises, of which %s were kept (%s)", first.Scored[0].All.Of, rate(first.Scored[0].All), rate(first.Scored[2].All)))
	sign := func(x float64) string { return strings.Replace(fmt.Sprintf("%+.3f", x), "-", "−", 1) }
	for _, r := range []*record.LedgerReport{r, first} {
		s := r.Scored
		holds(method, "docs/method.md", fmt.Sprintf("(%d) | without the recalled (%d) | unknown as not kept (%d)", s[0].Of, s[1].Of, s[2].Of))
		for k := range s[0].Entries {
			row, less := "", ""
			for _, sc := range s {
				row += fmt.Sprintf(" | %.3f", sc.Entries[k].Brier)
				if k > 0 {
					less += fmt.Sprintf(" | %s (%s to %s)", sign(sc.Entries[k].Less), sign(sc.Entries[k].LessRange.Low), sign(sc.Entries[k].LessRange.High))
				}
			}
			holds(method, "docs/method.md", row+" |")
			if k > 0 {
				holds(method, "docs/method.md", "delivery's form less that"+less+" |")
			}
		}
	}
	for _, b := range s.Calibration {
		if b.N > 10 {
			holds(method, "docs/method.md", fmt.Sprintf("%d of %d", b.Came, b.N))
		}
	}
	// A worse form is not shipped.
	for _, e := range s.Entries[1:] {
		if e.LessRange.Low > 0 {
			t.Errorf("the form is worse than %s: %+v", e.Name, e.LessRange)
		}
	}
	src, err := os.ReadFile("../docs/ledger.md")
	if err != nil {
		t.Fatal(err)
	}
	example := regexp.MustCompile("(?s)```ledger\n(.*?)```").FindSubmatch(src)
	if example == nil {
		t.Fatal("docs/ledger.md has no example")
	}
	if rows, err := record.ReadLedger(bytes.NewReader(example[1]), "example"); err != nil || len(rows) != 2 {
		t.Errorf("the page's example: %v, %d rows", err, len(rows))
	}
}

func TestLedgerRefuses(t *testing.T) {
	const head = "id,group,meeting,date,kind,outcome\n"
	for _, c := range []struct{ name, in, want string }{
		{"nothing", "", "x.csv: the file is empty; expected a ledger with the columns id, group, meeting, date, kind, outcome"},
		{"a mark alone", "\ufeff \n", "the file is empty"},
		{"no row", head, "the file holds no promise"},
		{"another table", "series,date\nA,2001\n", `x.csv:1:1: there is no column "id"`},
		{"semicolons", "id;group;meeting;date;kind;outcome\n", "values are parted by commas"},
		{"another encoding", "id,group\xff\n", "the file is not UTF-8"},
		{"a column twice", "id,group,meeting,date,kind,outcome,kind\n", `x.csv:1:36: the column "kind" stands twice`},
		{"a kind", head + "a,G,M,2001,onse,kept\n", `x.csv:2:12: kind is "onse"; did you mean "once"?`},
		{"an outcome", head + "a,G,M,2001,once,fulfilled\n", `x.csv:2:17: outcome is "fulfilled"; expected kept, partly, not, unknown, pending, uncoded`},
		{"a date", head + "a,G,M,10/2001,once,kept\n", `x.csv:2:7: date is "10/2001"; expected YYYY`},
		{"no date", head + "a,G,M,,once,kept\n", `date is ""`},
		{"a blank", head + "a,,M,2001,once,kept\n", `x.csv:2:3: the column "group" is blank`},
		{"an id twice", head + "a,G,M,2001,once,kept\na,G,N,2002,once,kept\n", `x.csv:3:1: "a" stands on line 2 already`},
		{"a short row", head + "a,G,M,2001,once\n", "x.csv:2:"},
		{"a quote", head + "a,\"G,M,2001,once,kept\n", "x.csv:"},
		{"text seen", "id,group,meeting,date,kind,outcome,text_seen\na,G,M,2001,once,kept,heard\n", `text_seen is "heard"; expected passage, report, memory`},
		{"wording seen", "id,group,meeting,date,kind,outcome,wording_seen\na,G,M,2001,once,kept,txt\n", `x.csv:2:22: wording_seen is "txt"; did you mean "text"?`},
		{"every fault", head + strings.Repeat("a,G,M,2001,onse,kept\n", 12), "and 13 more"},
	} {
		_, err := record.ReadLedger(strings.NewReader(c.in), "x.csv")
		var e *record.LedgerError
		if err == nil || !errors.As(err, &e) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want %s", c.name, err, c.want)
		}
	}
	// A mark and Windows line ends are accepted, and columns beyond, in any order.
	rows, err := record.ReadLedger(strings.NewReader("\ufeffoutcome,more,kind,date,meeting,group,id\r\nkept,,once,2001-02-03,M,G,a\r\n"), "x.csv")
	if err != nil || len(rows) != 1 || rows[0].ID != "a" || rows[0].Date.String() != "2001-02-03" {
		t.Errorf("%v, %+v", err, rows)
	}
	if _, err := record.ReadLedger(failing{}, "x.csv"); err == nil || !strings.Contains(err.Error(), "x.csv: ") {
		t.Errorf("%v", err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }

// FuzzReadLedger holds that any file is read or refused with a place, and scored
// without a number that is none.
func FuzzReadLedger(f *testing.F) {
	src, err := os.ReadFile("testdata/ledger-fixture.csv")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(src))
	f.Add("id,group,meeting,date,kind,outcome\na,G,M,2001,once,kept\n")
	f.Add("id;group\n\"")
	f.Fuzz(func(t *testing.T, in string) {
		rows, err := record.ReadLedger(strings.NewReader(in), "x")
		var e *record.LedgerError
		if err != nil {
			if !errors.As(err, &e) || !strings.HasPrefix(err.Error(), "x:") {
				t.Fatalf("%v", err)
			}
			return
		}
		if len(rows) > 60 {
			return
		}
		for _, s := range record.ScoreLedger(rows, 1).Scored {
			for _, e := range s.Entries {
				if !(e.Brier >= 0 && e.Brier <= 1) {
					t.Errorf("%+v", e)
				}
			}
		}
	})
}

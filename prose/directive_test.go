package prose_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/agenda"
	"entente/dossier"
	"entente/markup"
	"entente/prose"
	"entente/record"
	"entente/words"
)

// newDossier gives the dossier that `entente new` writes, with files put over it,
// and its evaluator.
func newDossier(t testing.TB, files map[string]string) (*dossier.Dossier, *prose.Evaluator) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "d")
	if err := dossier.New(dir); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		f, err := os.OpenFile(filepath.Join(dir, name), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			t.Fatal(err)
		}
		f.WriteString(text)
		f.Close()
	}
	d, found, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if f.Severity == dossier.Error {
			t.Fatal(f)
		}
	}
	a, err := agenda.Build(d, agenda.Options{Draws: 500})
	if err != nil {
		t.Fatal(err)
	}
	return d, prose.NewEvaluator(d, a)
}

// TestEvaluate runs every directive against the dossier of `entente new`.
func TestEvaluate(t *testing.T) {
	d, e := newDossier(t, nil)
	series := d.PollSeriesIDs()[0]
	first := d.PollSeries(series)[0]
	fact, ruling, promise := d.Facts[0], d.Cases[0], d.Commitments[0]
	a, _ := e.Agenda()
	i := a.Initiatives[slices.IndexFunc(a.Initiatives, func(i *agenda.Initiative) bool { return i.Verdict == agenda.Ready || i.Verdict == agenda.WithinReach })]
	for _, c := range []struct{ md, want, rule string }{
		{"{{poll " + series + " at=" + first.End.String() + "}}", prose.SayValue(first.Value, first.Unit), ""},
		{"{{record " + series + " at=" + first.End.String() + "}}", "not confirmable: no earlier wave", ""},
		{"{{fact " + fact.ID + "}}", prose.SayValue(fact.Value, fact.Unit), ""},
		{"{{fact " + fact.ID + " of=yes}}", "110 people of 130", ""},
		{"{{fact " + fact.ID + " unit=maybe}}", "", "directive-option"},
		{"{{ruling " + ruling.ID + "}}", ruling.Court, ""},
		{"{{carry " + i.ID + "}}", "draws", ""},
		{"{{verdict " + i.ID + "}}", string(i.Verdict) + " (delivery about " + words.InTen(i.Delivery.P), ""},
		{"{{delivery " + i.ID + "}}", i.Delivery.Figure(), ""},
		{"{{delivery " + i.ID + " rung=none}}", "", "directive-value"},
		{"{{delivery " + i.ID + " member=XAR}}", "", "directive-option"},
		{"{{commitment " + promise.ID + "}}", "assessed", ""},
		{"{{count members}}", "3", ""},
		{"{{count initiatives}}", "", ""},
		{"{{poll nothing}}", "", "directive-value"},
		{"{{poll " + series + " at=1066}}", "", "directive-value"},
		{"{{poll " + series + " at=soon}}", "", "directive-option"},
		{"{{poll " + series + " on=2019}}", "", "directive-option"},
		{"{{pol " + series + "}}", "", "unknown-directive"},
		{"{{carry " + i.ID + " rung=none}}", "", "directive-value"},
		{"{{carry " + i.ID + " member=FRA}}", "", "directive-value"},
		{"{{count dragons}}", "", "directive-option"},
		{"{{count initiatives verdict=splendid}}", "", "directive-value"},
		{"{{chart pie x}}", "", "directive-option"},
		{"{{poll}}", "", "directive-option"},
		{"{{poll X", "", "directive-syntax"},
	} {
		ds := parse(t, c.md).Directives
		if len(ds) != 1 {
			t.Fatalf("%q: %v", c.md, ds)
		}
		v, err := e.Evaluate(ds[0])
		var p *prose.Problem
		if c.rule != "" {
			if !errors.As(err, &p) || p.Rule != c.rule {
				t.Errorf("%q: %v, want the rule %s", c.md, err, c.rule)
			}
			continue
		}
		if err != nil || !strings.Contains(v.Text, c.want) {
			t.Errorf("%q prints %q (%v), want %q", c.md, v.Text, err, c.want)
		}
	}
}

// TestBlocks holds that tables and charts stand on lines of their own, and that
// hostile words in the dossier are escaped.
func TestBlocks(t *testing.T) {
	d, e := newDossier(t, map[string]string{"events.csv": "evil,2026-01-02,XAR,XBE,,CONSULT,,<script>alert(1)</script>,gazette-2025,,\n"})
	if d.Event("evil") == nil {
		t.Fatal("the event was not read")
	}
	series := d.PollSeriesIDs()[0]
	opt := prose.Options{Evaluate: e.Evaluate, Chart: func(c prose.Chart) string { return "<svg>" + c.Kind + "</svg>" }, Cite: cite.Cite}
	r := prose.Render(parse(t, "Before.\n\n{{table events}}\n\n{{chart poll "+series+"}}\n\nInside {{table events}} a line. {{count events}}"), opt)
	if len(r.Problems) > 0 {
		t.Fatal(r.Problems)
	}
	for _, want := range []string{"<table>", "&lt;script&gt;", "<svg>poll</svg>", "stands on a line of its own"} {
		if !strings.Contains(r.HTML, want) {
			t.Errorf("lacks %q:\n%s", want, r.HTML)
		}
	}
	if strings.Contains(r.HTML, "<script") || strings.Contains(r.HTML, "<p><div") {
		t.Error(r.HTML)
	}
}

func FuzzEvaluate(f *testing.F) {
	for _, s := range []string{"{{poll X at=2019-10}}", "{{carry \"a b\" rung=x}}", "``{{a}}`", "```\n{{", "{{{{}}}}", "{{count initiatives verdict=\"held back\"}}"} {
		f.Add(s)
	}
	_, e := newDossier(f, nil)
	f.Fuzz(func(t *testing.T, s string) {
		doc, err := markup.Parse(s)
		if err != nil {
			return
		}
		for _, d := range doc.Directives {
			if _, err := e.Evaluate(d); d.Err != nil && err == nil {
				t.Fatalf("%q: a directive that cannot be read has a value", s)
			}
		}
	})
}

// TestSayValue writes values with their units.
func TestSayValue(t *testing.T) {
	for _, c := range []struct {
		v          float64
		unit, want string
	}{
		{26.7, "percent", "26.7%"}, {1608, "people", "1,608 people"}, {-12345.5, "tonnes", "-12,345.5 tonnes"},
		{550, "USD billion", "USD 550 billion"}, {100, "KRW million", "KRW 100 million"}, {3, "EUR", "EUR 3"}, {4, "NATO members", "4 NATO members"},
	} {
		if got := prose.SayValue(c.v, c.unit); got != c.want {
			t.Errorf("%v %s: %q", c.v, c.unit, got)
		}
	}
}

// No text names a verdict without its delivery, but where it is in place.
func TestVerdictWithDelivery(t *testing.T) {
	d, _ := newDossier(t, nil)
	for _, c := range []struct {
		verdict   agenda.Verdict
		delivery  *record.Delivery
		want, own string
	}{
		{agenda.Ready, &record.Delivery{P: 0.42, Low: 0.2, High: 0.6}, "ready (delivery about 4 in 10)", "about 4 in 10 (2 to 6 in 10)"},
		{agenda.HeldBack, &record.Delivery{P: 0.96, Low: 0.9, High: 1, IfPromised: true}, "held back (delivery over 9 in 10 if promised)", "over 9 in 10 (9 to 10 in 10)"},
		{agenda.NotAssessed, nil, "not assessed (delivery not worked out)", "not worked out"},
		{agenda.Delivered, nil, "delivered", "in place"},
	} {
		i := &agenda.Initiative{ID: "x", Verdict: c.verdict, Delivery: c.delivery, Target: agenda.RungRef{Rung: "b"}, Rungs: []agenda.Rung{{ID: "a", InPlace: true}, {ID: "b", Target: true, InPlace: c.verdict == agenda.Delivered}, {ID: "c"}}}
		e := prose.NewEvaluator(d, &agenda.Agenda{Initiatives: []*agenda.Initiative{i}})
		for text, want := range map[string]string{"{{verdict x}}": c.want, "{{delivery x}}": c.own, "{{delivery x rung=a}}": "in place", "{{delivery x rung=c}}": "not worked out"} {
			if v, err := e.Evaluate(parse(t, text).Directives[0]); err != nil || v.Text != want {
				t.Errorf("%s: %q, %v, not %q", text, v.Text, err, want)
			}
		}
	}
}

package data_test

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"strings"
	"testing"

	"entente/agenda"
	"entente/compare"
	"entente/dossier"
	"entente/publish/data"
)

// moved is a comparison with an initiative that moved, one that came and one that went.
func moved() *compare.Result {
	at := func(v float64) *float64 { return &v }
	reading := func(v agenda.Verdict, joint, a, b, delivery float64) *compare.Reading {
		return &compare.Reading{Verdict: v, Joint: agenda.Share{P: at(joint)}, ByMember: map[string]*agenda.Share{"XAR": {P: at(a)}, "XBE": {P: at(b)}, "XCO": nil}, Delivery: &compare.Delivery{P: delivery}}
	}
	was, now := reading(agenda.HeldBack, 0.2, 0.25, 0.9, 0.3), reading(agenda.Ready, 0.8, 0.85, 0.9, 0.6)
	unsaid := &compare.Reading{Verdict: agenda.NotAssessed}
	both := []string{"XAR", "XBE"}
	day := dossier.Date{Year: 2026, Month: 3, Day: 31}
	return &compare.Result{
		Old: compare.End{Name: "d#one", AsOf: day, Draws: 1000, Seed: 1, Published: true, Program: "entente 1"}, New: compare.End{Name: "d", AsOf: day, Draws: 1000, Seed: 1},
		MemberName: strings.ToLower,
		Method:     []compare.Move{{ID: "m", Title: "The method", Members: both, Was: unsaid, Now: unsaid, Joint: true}},
		MethodNew:  []compare.Move{{ID: "n", Title: "New", Was: unsaid, Now: unsaid, Delivery: true}},
		Moves: []compare.Attributed{
			{Move: compare.Move{ID: "line", Title: "=The line", Members: both, Was: was, Now: now, Verdict: true, Joint: true, Capitals: []string{"XAR"}, Delivery: true},
				Through: []compare.Effect{{Input: "a.csv:2", Beside: []string{"b.csv"}, Move: compare.Move{Was: was, Now: now, Verdict: true}}, {Input: "c.csv", Move: compare.Move{Was: was}}}, Needed: []string{"d.csv"}, Sum: at(0.6)},
			{Move: compare.Move{ID: "came", Title: "Came", Now: now}},
			{Move: compare.Move{ID: "went", Title: "Went", Was: unsaid}, Untried: []string{"e.csv"}},
		},
		Inputs: []compare.Input{{Name: "a.csv:2", Moves: 1, Beside: []string{"b.csv"}}, {Name: "e.csv", Why: "it does not load"}},
	}
}

// What moved is told whole: both readings, each share that moved, and through what.
func TestCompared(t *testing.T) {
	var b bytes.Buffer
	if err := data.Compared(&b, moved(), "entente 2"); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	before := `{"verdict": "` + string(agenda.HeldBack) + `", "joint": 0.2, "by_member": {"XAR": 0.25, "XBE": 0.9}, "delivery": 0.3}`
	after := `{"verdict": "` + string(agenda.Ready) + `", "joint": 0.8, "by_member": {"XAR": 0.85, "XBE": 0.9}, "delivery": 0.6}`
	unsaid := `{"verdict": "` + string(agenda.NotAssessed) + `", "joint": null, "by_member": {}, "delivery": null}`
	r := moved()
	quote := func(v any) string {
		s, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(s)
	}
	var want map[string]any
	src := `{"version": 1, "program": "entente 2",
 "old": {"name": "d#one", "as_of": "2026-03-31", "draws": 1000, "seed": 1, "published": true, "program": "entente 1"},
 "new": {"name": "d", "as_of": "2026-03-31", "draws": 1000, "seed": 1, "published": false, "program": ""},
 "method": [{"id": "m", "title": "The method", "members": ["XAR", "XBE"], "was": ` + unsaid + `, "now": ` + unsaid + `, "moved": ["joint"], "says": ` + quote(r.Method[0].Says(r.MemberName)) + `}],
 "method_new": [{"id": "n", "title": "New", "members": [], "was": ` + unsaid + `, "now": ` + unsaid + `, "moved": ["delivery"], "says": ` + quote(r.MethodNew[0].Says(r.MemberName)) + `}],
 "moves": [
  {"id": "line", "title": "=The line", "members": ["XAR", "XBE"], "was": ` + before + `, "now": ` + after + `, "moved": ["verdict", "joint", "XAR", "delivery"], "says": ` + quote(r.Moves[0].Move.Says(r.MemberName)) + `,
   "through": [{"input": "a.csv:2", "beside": ["b.csv"], "verdict": "` + string(agenda.Ready) + `", "joint": 0.8, "moved": ["verdict"]}, {"input": "c.csv", "beside": [], "verdict": "", "joint": null, "moved": ["verdict"]}],
   "needed": ["d.csv"], "untried": [], "sum": 0.6, "adds_up": true, "why": ` + quote(r.Moves[0].Says()) + `},
  {"id": "came", "title": "Came", "members": [], "was": null, "now": ` + after + `, "moved": ["verdict"], "says": "new: ` + string(agenda.Ready) + `", "through": [], "needed": [], "untried": [], "sum": null, "adds_up": true, "why": ` + quote(r.Moves[1].Says()) + `},
  {"id": "went", "title": "Went", "members": [], "was": ` + unsaid + `, "now": null, "moved": ["verdict"], "says": "no longer on the agenda; it was ` + string(agenda.NotAssessed) + `", "through": [], "needed": [], "untried": ["e.csv"], "sum": null, "adds_up": false, "why": ` + quote(r.Moves[2].Says()) + `}],
 "inputs": [{"name": "a.csv:2", "moves": 1, "beside": ["b.csv"], "why": ""}, {"name": "e.csv", "moves": 0, "beside": [], "why": "it does not load"}]}`
	if err := json.Unmarshal([]byte(src), &want); err != nil {
		t.Fatal(err)
	}
	for key := range want {
		if !reflect.DeepEqual(got[key], want[key]) {
			t.Errorf("%s is\n%s\nwant\n%s", key, quote(got[key]), quote(want[key]))
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d keys, want %d", len(got), len(want))
	}
	if err := data.Compared(full{}, moved(), ""); err == nil {
		t.Error("no error where the disk is full")
	}
}

// As CSV a side on which an initiative is not, or was not assessed, is blank.
func TestComparedCSV(t *testing.T) {
	r := moved()
	got := table(t, func(w io.Writer) error { return data.ComparedCSV(w, r) })
	same(t, got,
		"id;title;moved;verdict_was;verdict_now;joint_was;joint_now;delivery_was;delivery_now;through;why",
		"line;'=The line;verdict joint XAR delivery;"+string(agenda.HeldBack)+";"+string(agenda.Ready)+";0.2000;0.8000;0.3000;0.6000;a.csv:2; c.csv;"+r.Moves[0].Says(),
		"came;Came;verdict;;"+string(agenda.Ready)+";;0.8000;;0.6000;;"+r.Moves[1].Says(),
		"went;Went;verdict;"+string(agenda.NotAssessed)+";;;;;;;"+r.Moves[2].Says())
	if err := data.ComparedCSV(full{}, r); err == nil {
		t.Error("no error where the disk is full")
	}
}

// A command that told nothing says why, in a form of its own.
func TestRefused(t *testing.T) {
	var b bytes.Buffer
	if err := data.Refused(&b, "no <dossier>", nil); err != nil {
		t.Fatal(err)
	}
	if got, want := b.String(), "{\n  \"version\": 1,\n  \"error\": \"no <dossier>\",\n  \"findings\": []\n}\n"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	src, err := data.JSON(map[string]string{"a": "<b>"})
	if err != nil || string(src) != "{\n  \"a\": \"<b>\"\n}\n" {
		t.Errorf("%s, %v", src, err)
	}
	if _, err := data.JSON(func() {}); err == nil {
		t.Error("a function is written")
	}
}

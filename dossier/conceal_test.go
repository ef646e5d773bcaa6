package dossier

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestFewJudges holds that of fewer than five judges on a question only the lowest and the
// highest latest probability are kept, and that five stay, numbered by probability.
func TestFewJudges(t *testing.T) {
	day := func(n int) Date { return Date{Year: 2026, Month: 3, Day: n} }
	for n, want := range map[int]string{
		1: "[the lowest 0.10 the highest 0.10]",
		4: "[the lowest 0.10 the highest 0.40]",
		5: "[judge 1 of 5 0.10 judge 2 of 5 0.20 judge 3 of 5 0.30 judge 4 of 5 0.40 judge 5 of 5 0.50]",
	} {
		d := &Dossier{Header: &Header{}, Questions: []*Question{{ID: "q"}}, Forecasts: []*Forecast{{Question: "q", Judge: "a", Date: day(1), Probability: 0.99}}}
		for k := range n { // the first judge's second word counts
			d.Forecasts = append(d.Forecasts, &Forecast{Question: "q", Judge: string(rune('a' + k)), Date: day(2), Probability: float64(k+1) / 10})
		}
		names := d.Conceal(false)
		var got []string
		for _, f := range d.Forecasts {
			got = append(got, fmt.Sprintf("%s %.2f", f.Judge, f.Probability))
		}
		if fmt.Sprint(got) != want || len(names) != n {
			t.Errorf("%d judges: %v, hidden %v; want %s", n, got, names, want)
		}
	}
}

// TestFewExperts holds the same of judgements: of fewer than five experts on a target in
// a round the lowest and the highest stay, named nowhere and in the order of what they say.
func TestFewExperts(t *testing.T) {
	for n, want := range map[int]string{
		1: "[0.50]", 2: "[0.40 0.50]", 4: "[0.20 0.50]", 5: "[0.10 0.20 0.30 0.40 0.50]",
	} {
		d := &Dossier{Header: &Header{}}
		for k := range n { // the highest first, and each twice: of two targets
			for _, target := range []string{"influence:p", "influence:q"} {
				d.Judgements = append(d.Judgements, &Judgement{Round: "1", Target: target, Expert: string(rune('a' + k)), Best: float64(5-k) / 10})
			}
		}
		names := d.Conceal(false)
		var got []string
		for _, j := range d.Judgements {
			if j.Expert != AnExpert {
				t.Errorf("%q is named", j.Expert)
			}
			if j.Target == "influence:q" {
				got = append(got, fmt.Sprintf("%.2f", j.Best))
			}
		}
		if fmt.Sprint(got) != want || len(names) != n {
			t.Errorf("%d experts: %v, hidden %v; want %s", n, got, names, want)
		}
	}
}

// TestPublishedForecasts holds that a market's forecast keeps its name and number, and that
// the group's own judges beside it lose theirs.
func TestPublishedForecasts(t *testing.T) {
	for _, strict := range []bool{false, true} {
		d := &Dossier{Header: &Header{}, Questions: []*Question{{ID: "q"}}, Forecasts: []*Forecast{
			{Question: "q", Judge: "Ida", Probability: 0.7},
			{Question: "q", Judge: "A market", Probability: 0.2, Sources: IDs{"press"}},
			{Question: "q", Judge: "Bo", Probability: 0.5},
			{Question: "q", Judge: "Cy", Probability: 0.6},
		}}
		names := d.Conceal(strict)
		var got []string
		for _, f := range d.Forecasts {
			got = append(got, fmt.Sprintf("%s %.1f", f.Judge, f.Probability))
		}
		if want := "[A market 0.2 the lowest 0.5 the highest 0.7]"; fmt.Sprint(got) != want || fmt.Sprint(names) != "[Bo Cy Ida]" {
			t.Errorf("strict %t: %v, hidden %v; want %s", strict, got, names, want)
		}
	}
}

// TestFewTellNoOne holds that of fewer than five the group's whole range is told, whoever
// holds its ends, and neither a day nor a reason that is one judge's.
func TestFewTellNoOne(t *testing.T) {
	day := func(n int) Date { return Date{Year: 2026, Month: 3, Day: n} }
	d := &Dossier{Header: &Header{}, Questions: []*Question{{ID: "q"}},
		Judgements: []*Judgement{
			{Round: "1", Target: "t", Expert: "a", Low: 60, Best: 70, High: 80, Rationale: "Hers", Date: day(1)},
			{Round: "1", Target: "t", Expert: "b", Low: 10, Best: 72, High: 99, Date: day(2)},
			{Round: "1", Target: "t", Expert: "c", Low: 62, Best: 75, High: 85, Rationale: "His", Date: day(3)},
		},
		Forecasts: []*Forecast{{Question: "q", Judge: "a", Probability: 0.2, Date: day(1), Because: "Hers"}, {Question: "q", Judge: "b", Probability: 0.6, Date: day(2)}},
	}
	d.Conceal(false)
	var got []string
	for _, j := range d.Judgements {
		got = append(got, fmt.Sprintf("%v %v %v %q %v", j.Low, j.Best, j.High, j.Rationale, j.Date.IsZero()))
	}
	for _, f := range d.Forecasts {
		got = append(got, fmt.Sprintf("%v %q %v", f.Probability, f.Because, f.Date))
	}
	if want := fmt.Sprintf("[10 70 99 \"\" true 10 75 99 \"\" true 0.2 \"\" %v 0.6 \"\" %v]", day(2), day(2)); fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
}

// TestPublishedNames holds who of the roster is known from what was published: in any list
// of names of a source, but not by what somebody only said.
func TestPublishedNames(t *testing.T) {
	for record, want := range map[string]string{
		`{"id":"s","type":"article","title":"T","contributor":[{"family":"Lorn","given":"Ida"}]}`:           "[]",
		`{"id":"s","type":"personal_communication","title":"T","author":[{"family":"Lorn","given":"Ida"}]}`: "[Ida Lorn ida-lorn]",
	} {
		s, err := parseSource(json.RawMessage(record))
		if err != nil {
			t.Fatal(err)
		}
		d := &Dossier{Header: &Header{}, Sources: []*Source{s}, People: &People{People: []*Person{{ID: Ref{ID: "ida-lorn"}, Name: Text{Plain: "Ida Lorn"}}}}}
		hidden := d.Conceal(false)
		if still := strings.Contains(string(s.Raw), "Lorn"); fmt.Sprint(hidden) != want || still != (want == "[]") {
			t.Errorf("%s: hidden %v, want %s; %s", record, hidden, want, s.Raw)
		}
	}
	d := &Dossier{Header: &Header{Editors: Text{Plain: "Ida Lorn"}}, Judgements: []*Judgement{{Expert: "editors"}}, People: &People{People: []*Person{{ID: Ref{ID: "ida-lorn"}, Name: Text{By: map[string]string{"en": "Ida Lorn"}}}}}}
	if d.Conceal(true); d.Editors.Plain != "" {
		t.Errorf("strict: the editor is still %q", d.Editors.Plain)
	}
}

// TestStrictRecords holds that strict takes those of the roster out of all lists of names
// of a record, in any order of their names, and leaves everything else as it was.
func TestStrictRecords(t *testing.T) {
	const record = `{"id":"s","title":"On <water> & fire","author":[{"family":"Lorn","given":"Ida"},{"literal":"Office & co"}],"editor":[{"literal":"Ida Lorn"}],"issued":{"date-parts":[[2026,3]]},"keyword":["Ida"]}`
	roster := func() *Dossier {
		s, err := parseSource(json.RawMessage(record))
		if err != nil {
			t.Fatal(err)
		}
		return &Dossier{Header: &Header{}, Sources: []*Source{s}, People: &People{People: []*Person{{ID: Ref{ID: "ida-lorn"}, Name: Text{Plain: "Ida Lorn"}}}}}
	}
	d := roster()
	d.Conceal(true)
	var got map[string]any
	if err := json.Unmarshal(d.Sources[0].Raw, &got); err != nil {
		t.Fatal(err)
	}
	if want := "map[author:[map[literal:Office & co]] id:s issued:map[date-parts:[[2026 3]]] keyword:[Ida] title:On <water> & fire]"; fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
	if d := roster(); len(d.Conceal(false)) > 0 || string(d.Sources[0].Raw) != record {
		t.Errorf("an author of what was published is hidden: %s", d.Sources[0].Raw)
	}
}

// TestConcealedRoster holds what becomes of those on the roster, of what they said and of
// who judged, and which names may no longer be printed.
func TestConcealedRoster(t *testing.T) {
	group := func() *Dossier {
		return &Dossier{
			Header: &Header{Editors: Text{By: map[string]string{"en": "The desk", "ja": "編集部"}}},
			Report: &Piece{ID: "report", Authors: ids("ida"), Image: &Image{By: "A photographer"}},
			Pieces: []*Piece{{ID: "note", Authors: ids("ola")}},
			People: &People{
				People: []*Person{
					{ID: Ref{ID: "ida"}, Name: Text{Plain: "Ida Lorn"}, Note: Text{Plain: "Said so."}},
					{ID: Ref{ID: "bo"}, Name: Text{By: map[string]string{"en": "Bo Hale", "ja": "ボー"}}},
					{ID: Ref{ID: "ola"}, Name: Text{Plain: "Ola Fen"}},
				},
				Groups:  []*Group{{ID: Ref{ID: "core"}, Name: Text{Plain: "Core"}, People: ids("ida", "bo"), Note: Text{Plain: "Bo leads."}}},
				Speaks:  []*Speaks{{Text: "report", People: ids("bo")}},
				Dissent: []*Dissent{{Person: Ref{ID: "bo"}, Text: "report", Words: Text{Plain: "No."}}},
			},
			Initiatives: []*Initiative{
				{ID: "a", Judged: &Judged{By: "Bo Hale"}, Stances: []*Stance{{By: " Cy "}, {By: "editors"}, {By: "The Editors"}, {By: "the desk"}, {By: "編集部"}, {By: ""}, {By: AnExpert}}},
			},
			Commitments: []*Commitment{{Coder: "Di"}},
			Searches:    []*Search{{By: "Di"}},
			Sources:     []*Source{{ID: "s", Type: "book", Author: []Name{{Given: "Ola", Family: "Fen"}}, Raw: []byte(`{"id":"s","author":[{"given":"Ola","family":"Fen"}]}`)}},
		}
	}
	said := func(d *Dossier, names []string) string {
		var by []string
		for _, s := range d.Initiatives[0].Stances {
			by = append(by, s.By)
		}
		var people []string
		for _, p := range d.People.People {
			people = append(people, p.ID.ID+p.Note.Plain)
		}
		g, x := d.People.Groups[0], d.People.Dissent[0]
		return fmt.Sprintf("%v %v; %q; %s %s; people %v, group %s %v%s, %d speak, dissent %q %s; signed %d %d; picture by %s; editors %s; %d authors; %v",
			names, d.Unattributed, by, d.Initiatives[0].Judged.By, d.Commitments[0].Coder+"/"+d.Searches[0].By, people, g.Name.Plain, g.People, g.Note.Plain, len(d.People.Speaks), x.Person.ID, x.Words.Plain,
			len(d.Report.Authors), len(d.Pieces[0].Authors), d.Report.Image.By, d.Editors.In("en"), len(d.Sources[0].Author), d.IsEditors("Bo Hale"))
	}
	const rest = "; [\"an expert\" \"editors\" \"The Editors\" \"the desk\" \"編集部\" \"\" \"an expert\"]; an expert an expert/an expert; people "
	for strict, want := range map[bool]string{
		false: "[Bo Hale Cy Di bo ボー] true" + rest + "[ida ola], group Core [], 0 speak, dissent \"\" No.; signed 1 1; picture by A photographer; editors The desk; 1 authors; false",
		true:  "[Bo Hale Cy Di Ida Lorn Ola Fen bo ida ola ボー] true" + rest + "[], group Core [], 0 speak, dissent \"\" No.; signed 0 0; picture by A photographer; editors The desk; 0 authors; false",
	} {
		d := group()
		if got := said(d, d.Conceal(strict)); got != want {
			t.Errorf("strict %v:\n got %s\nwant %s", strict, got, want)
		}
	}
	if d := (&Dossier{Header: &Header{}, Judgements: []*Judgement{{Expert: "Bo"}}}); fmt.Sprint(d.Conceal(true)) != "[Bo]" {
		t.Error("without a roster")
	}
}

// TestNamesOfPeople tells whose name it is, in whatever order and language it stands.
func TestNamesOfPeople(t *testing.T) {
	p := &Person{Name: Text{By: map[string]string{"en": "Ida Lorn", "ja": "アイダ", "ko": ""}}}
	for _, c := range []struct {
		n    Name
		want bool
	}{
		{Name{Given: "Ida", Family: "Lorn"}, true}, {Name{Given: "ida", Family: "LORN"}, true}, {Name{Given: "Lorn", Family: "Ida"}, true}, {Name{Literal: "Ida Lorn"}, true}, {Name{Literal: "アイダ"}, true},
		{Name{Literal: "I. Lorn", Given: "Ida", Family: "Lorn"}, true}, {Name{Family: "Lorn"}, false}, {Name{Given: "Ida"}, false}, {Name{}, false}, {Name{Literal: "Lorn Ida"}, false},
	} {
		if namesAuthor(p, c.n) != c.want {
			t.Errorf("%+v: %v", c.n, !c.want)
		}
		plain := &Person{Name: Text{Plain: "Ida Lorn"}}
		if want := c.want && c.n.Literal != "アイダ"; namesAuthor(plain, c.n) != want {
			t.Errorf("%+v: %v", c.n, !want)
		}
	}
	en, ja, plain := Text{By: map[string]string{"en": "Ida Lorn", "de": ""}}, Text{By: map[string]string{"ja": "アイダ", "en": "ida lorn"}}, Text{Plain: "IDA LORN"}
	for n, c := range []struct {
		a, b Text
		want bool
	}{{en, ja, true}, {en, plain, true}, {plain, ja, true}, {plain, plain, true}, {en, Text{}, false}, {Text{}, Text{}, false}, {Text{By: map[string]string{"en": ""}}, Text{By: map[string]string{"en": ""}}, false}, {en, Text{Plain: "Ida"}, false}} {
		if sameName(c.a, c.b) != c.want {
			t.Errorf("%d: %v", n, !c.want)
		}
	}
	d := &Dossier{Header: &Header{Editors: Text{Plain: "IDA LORN"}}, People: &People{People: []*Person{p}}}
	if d.Conceal(true); !d.Editors.IsZero() {
		t.Errorf("strict: the editor on the roster is still named: %+v", d.Editors)
	}
}

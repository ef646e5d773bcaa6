package dossier

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func day(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func date(t *testing.T, s string) Date {
	t.Helper()
	if s == "" {
		return Date{}
	}
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestWhatHoldsOnADay holds that of dated entries the latest that has begun and has
// not ended is taken, and of two from the same date the later in the file.
func TestWhatHoldsOnADay(t *testing.T) {
	spans := [][2]string{{"2020", "2022-06-30"}, {"2021", ""}, {"2023-05-02", ""}, {"2023-05-02", ""}, {"2022", "2022-12-31"}}
	p, i, c, m := &Player{ID: Ref{ID: "head"}}, &Initiative{}, &Constraint{}, &Member{}
	for n, s := range spans {
		from, to, ref := date(t, s[0]), date(t, s[1]), Ref{ID: fmt.Sprint(n)}
		p.Holders = append(p.Holders, &Holder{Party: ref.ID, From: from, To: to})
		p.Stances = append(p.Stances, &Stance{By: ref.ID, Areas: Refs{{ID: "water"}}, From: from, Until: to})
		i.Stances = append(i.Stances, &Stance{By: ref.ID, Player: Ref{ID: "head"}, From: from, Until: to})
		m.Procedures = append(m.Procedures, &Procedure{ID: Ref{ID: "vote"}, Parliament: ref.ID, From: from, Until: to})
		if to.IsZero() { // these have no end
			c.Pressure = append(c.Pressure, &Pressure{By: ref.ID, From: from})
			i.History = append(i.History, &Level{Level: float64(n), From: from})
		}
	}
	p.Stances = append(p.Stances, &Stance{By: "all", Areas: Refs{{ID: AllAreas}}, From: date(t, "2019")}, &Stance{By: "undated", Areas: Refs{{ID: "songs"}}})
	i.Stances = append(i.Stances, &Stance{By: "undated", Player: Ref{ID: "other"}})
	for on, want := range map[string]string{
		"2019-12-31": "-", "2020-01-01": "0", "2020-12-31": "0", "2021-01-01": "1", "2021-12-31": "1", "2022-01-01": "4",
		"2022-12-31": "4", "2023-01-01": "1", "2023-05-01": "1", "2023-05-02": "3", "2026-01-01": "3",
	} {
		day := day(t, on)
		holder, stance, override, vote := "-", "-", "-", "-"
		if h := p.HolderAt(day); h != nil {
			holder = h.Party
		}
		if s := p.StanceAt("water", day, nil); s != nil && s.By != "all" {
			stance = s.By
		}
		if s := i.StanceOf(p, day, nil); s != nil {
			override = s.By
		}
		if v := m.ProcedureAt("vote", day); v != nil {
			vote = v.Parliament
		}
		if holder != want || stance != want || override != want || vote != want {
			t.Errorf("on %s: holder %s, stance %s, override %s, procedure %s, want %s", on, holder, stance, override, vote, want)
		}
	}
	// What has no end: 1 from 2021, 3 from 2 May 2023.
	for on, want := range map[string]string{"2020-12-31": "", "2021-01-01": "1", "2023-05-01": "1", "2023-05-02": "3"} {
		got := ""
		if p := c.PressureAt(day(t, on)); p != nil {
			got = p.By
		}
		level, entry := i.StatusQuo(day(t, on))
		if got != want || (entry == nil) != (want == "") || entry != nil && fmt.Sprint(level) != want || entry == nil && level != 0 {
			t.Errorf("on %s: pressure %q, level %v (%v), want %q", on, got, level, entry, want)
		}
	}
	// A stance of the area goes before one for all; without a date it always held.
	now, other := day(t, "2026-01-01"), &Player{ID: Ref{ID: "other"}}
	dated := func(s *Stance) bool { return !s.From.IsZero() }
	if s := p.StanceAt("songs", now, nil); s == nil || s.By != "undated" {
		t.Errorf("songs: %+v", s)
	}
	if s := p.StanceAt("songs", now, dated); s == nil || s.By != "all" {
		t.Errorf("songs, dated: %+v", s)
	}
	if s := p.StanceAt("songs", day(t, "2018-12-31"), dated); s != nil {
		t.Errorf("songs, dated, before all: %+v", s)
	}
	if s := p.StanceAt("water", now, dated); s == nil || s.By != "3" {
		t.Errorf("water, dated: %+v", s)
	}
	if i.StanceOf(other, now, nil) == nil || i.StanceOf(other, now, dated) != nil || i.StanceOf(p, now, dated).By != "3" || i.StanceOf(&Player{ID: Ref{ID: "nobody"}}, now, nil) != nil {
		t.Error("overrides, dated and undated")
	}
	if len(p.Stances) != len(spans)+2 {
		t.Error("asking for dated stances took others away")
	}
	// Without an id, the first procedure of the file that holds.
	for on, want := range map[string]string{"2020-06-01": "0", "2022-06-30": "0", "2022-07-01": "1", "2024-01-01": "1"} {
		if v := m.ProcedureAt("", day(t, on)); v == nil || v.Parliament != want {
			t.Errorf("the first procedure on %s: %+v, want %s", on, v, want)
		}
	}
	if m.ProcedureAt("", day(t, "2019-01-01")) != nil || m.ProcedureAt("decree", now) != nil {
		t.Error("a procedure that there is not")
	}
}

// TestLevelsAreNamed holds which rung a level reaches, and how it is called.
func TestLevelsAreNamed(t *testing.T) {
	d := loadFS(smallFS()).d
	i := d.Initiative("gauge")
	for level, want := range map[float64][2]string{
		0: {"", "Nothing joint"}, 14.99: {"", "Something short of “Letters”"}, 15: {"letters", "Letters"}, 15 - 1e-10: {"letters", "Letters"},
		44.9: {"letters", "Letters"}, 45: {"line", "Line"}, 100: {"line", "Line"},
	} {
		got := ""
		if r := i.RungAt(level); r != nil {
			got = r.ID.ID
		}
		if name := d.LevelName(i, level); got != want[0] || name != want[1] {
			t.Errorf("%v: %q, %q, want %q", level, got, name, want)
		}
	}
	if n := d.LevelName(d.Initiative("candid"), 50); n != "Nothing joint" {
		t.Errorf("without a ladder: %q", n)
	}
	if q, l := i.StatusQuo(day(t, "2026-01-01")); q != 15 || l == nil || l.Rung.ID != "letters" {
		t.Errorf("the status quo is %v, %+v", q, l)
	}
}

func TestExposureOf(t *testing.T) {
	area := func(ids ...string) (out Refs) {
		for _, id := range ids {
			out = append(out, Ref{ID: id})
		}
		return out
	}
	stated := Map[float64]{{Ref: Ref{ID: "c"}, Value: 0.25}}
	for _, c := range []struct {
		name string
		k    Constraint
		i    Initiative
		want float64
	}{
		{"the same area", Constraint{Areas: area("songs", "water")}, Initiative{}, 1},
		{"all areas", Constraint{Areas: area(AllAreas)}, Initiative{}, 1},
		{"another area", Constraint{Areas: area("songs")}, Initiative{}, 0},
		{"a cap by name", Constraint{Areas: area("songs"), Caps: Map[Ref]{{Ref: Ref{ID: "i"}}}}, Initiative{}, 1},
		{"a cap of another", Constraint{Areas: area("songs"), Caps: Map[Ref]{{Ref: Ref{ID: "j"}}}}, Initiative{}, 0},
		{"stated", Constraint{Areas: area("water"), Caps: Map[Ref]{{Ref: Ref{ID: "i"}}}}, Initiative{Exposure: stated}, 0.25},
		{"stated as none", Constraint{Areas: area("water")}, Initiative{Exposure: Map[float64]{{Ref: Ref{ID: "c"}}}}, 0},
	} {
		c.k.ID, c.i.ID, c.i.Area = "c", "i", Ref{ID: "water"}
		if got := c.k.ExposureOf(&c.i); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if got := (&Constraint{Members: area("XAA"), Between: area("XAA", "XBB")}).ActsIn().IDs(); !slices.Equal(got, []string{"XAA", "XBB"}) {
		t.Errorf("between: %v", got)
	}
	if got := (&Pressure{Low: 0.1, Best: 0.2, High: 0.3}).Estimate(); got != (Estimate{0.1, 0.2, 0.3, 0.8, true}) {
		t.Errorf("no confidence stated: %+v", got)
	}
	if got := (&Pressure{Best: 0.2, High: 0.3, Confidence: 0.5}).Estimate(); got.Confidence != 0.5 {
		t.Errorf("a confidence stated: %+v", got)
	}
}

// TestThingsAreFoundByTheirIDs looks up one thing of each kind, and one that is
// not there.
func TestThingsAreFoundByTheirIDs(t *testing.T) {
	m := smallFS()
	m["commitments.csv"].Data = []byte(strings.NewReplacer("meeting", "id,meeting", "First", "k-1,First").Replace(string(m["commitments.csv"].Data)))
	l := loadFS(m)
	d := l.d
	if len(l.f.list) > 0 {
		t.Fatal(l.f.list)
	}
	for what, found := range map[string][2]bool{
		"source":     {d.Source("gazette") != nil, d.Source("gazete") == nil},
		"event":      {d.Event("e-1") != nil, d.Event("e-2") == nil},
		"act":        {d.Act("a-1") != nil, d.Act("") == nil},
		"fact":       {d.Fact("f-1") != nil, d.Fact("F-1") == nil},
		"ruling":     {d.Case("c-1") != nil, d.Case("c-2") == nil},
		"quotation":  {d.Quote("q-1") != nil, d.Quote("q") == nil},
		"commitment": {d.Commitment("k-1") != nil, d.Commitment("") == nil && d.Commitment("k-2") == nil},
		"scenario":   {d.Scenario("turn") != nil, d.Scenario("gauge") == nil},
		"member":     {d.Member("xaa") != nil && d.Member("XAA") != nil, d.Member("xaa-head") == nil},
		"agency":     {d.Agency("xaa-board") != nil, d.Agency("xaa-head") == nil},
		"priority":   {d.Priority("xaa-wells") != nil, d.Priority("") == nil},
		"area":       {d.Area("songs") != nil && d.Area("songs").ID.ID == "songs", d.Area("all") == nil},
		"value":      {d.Value("candour") != nil, d.Value("water") == nil},
		"poll":       {len(d.PollSeries("trust")) == 1, d.PollSeries("mistrust") == nil},
	} {
		if !found[0] || !found[1] {
			t.Errorf("%s: found %v, and another not %v", what, found[0], found[1])
		}
	}
	if got := d.PollSeriesIDs(); !slices.Equal(got, []string{"trust"}) {
		t.Errorf("poll series: %v", got)
	}
	if got := d.Texts(); len(got) != 2 || got[0] != d.Report || got[1].ID != "note" {
		t.Errorf("texts: %v", got)
	}
	codes := func(i *Initiative) (out []string) {
		for _, m := range d.MembersOf(i) {
			out = append(out, m.Code.ID)
		}
		return out
	}
	if got := codes(&Initiative{}); !slices.Equal(got, []string{"XAA", "XBB"}) {
		t.Errorf("members of all: %v", got)
	}
	if got := codes(&Initiative{Members: Refs{{ID: "XBB"}}}); !slices.Equal(got, []string{"XBB"}) {
		t.Errorf("members of one: %v", got)
	}
	if !d.AsOfDay().Equal(day(t, "2026-03-31")) || d.Lang() != "en" || (&Dossier{Header: &Header{}}).Lang() != "en" {
		t.Error("the as-of day, or the language")
	}
	for code, want := range map[string]string{"XAA": "Arden", "XZZ": "Zed", "xzz": "Zed", "FRA": "France", "XQQ": "XQQ"} {
		if got := d.CountryName(code, "en"); got != want {
			t.Errorf("%s is %q, want %q", code, got, want)
		}
	}
	if n := d.Sources[1]; n.Weak() != "it relays." || !n.FromMemory() || d.Sources[0].Weak() != "" || d.Sources[0].FromMemory() {
		t.Errorf("weak: %q, from memory: %v", n.Weak(), n.FromMemory())
	}
	for n, want := range map[Name]string{{Given: "Ana", Family: "Ruel"}: "Ana Ruel", {Family: "Ruel"}: "Ruel", {Given: "Ana"}: "Ana", {Literal: "A Board", Family: "x"}: "A Board"} {
		if n.String() != want {
			t.Errorf("%+v is %q", n, n.String())
		}
	}
}

func TestCSLDates(t *testing.T) {
	for raw, want := range map[string]string{
		`{"date-parts": [[2025, 3, 9], [2025, 4]]}`: "2025-03-09", `{"date-parts": [["2025", "12"]]}`: "2025-12", `{"date-parts": [[2025]]}`: "2025",
		`{"date-parts": [[2025, 0, 3]]}`: "2025", `{"date-parts": [[2025, 13]]}`: "", `{"date-parts": [[]]}`: "", `{"raw": " 2025-03 "}`: "2025-03",
		`{"literal": "2025"}`: "2025", `{"raw": "spring"}`: "", `{}`: "", `7`: "", ``: "", `{"date-parts": [[2025, 3, 9, 4]]}`: "2025-03-09",
	} {
		if got := cslDate(json.RawMessage(raw)); got.String() != want {
			t.Errorf("%s is %q, want %q", raw, got, want)
		}
	}
	for rec, want := range map[string]string{
		`{"issued": {"date-parts": [[[2025, 3, 9]]]}}`: "issued", `{"issued": {"date-parts": [[2025]]}, "accessed": {"date-parts": [["soon"]]}}`: "accessed", `{"issued": {"date-parts": 2025}}`: "issued",
		`{"issued": {"date-parts": [[2025, 3, 9]]}}`: "", `{"issued": {"date-parts": [[]]}}`: "", `{"issued": {"raw": "spring"}}`: "", `{}`: "", `{"issued": 7}`: "",
	} {
		if got := misread(json.RawMessage(rec)); got != want {
			t.Errorf("of %s %q is misread, want %q", rec, got, want)
		}
	}
	for src, want := range map[string]int{`"{[\"["`: 0, `{"a": [{}, "\\", {}]}`: 3, `[]`: 1, `{"a": {}}`: 2, `[[],[]]`: 2} {
		if got := jsonDepth([]byte(src)); got != want {
			t.Errorf("%s nests %d deep, want %d", src, got, want)
		}
	}
}

// TestKnownFrom holds that what was published is known from then on, and else from
// its own date.
func TestKnownFrom(t *testing.T) {
	d, p := date(t, "2024-05"), date(t, "2024-07")
	for n, got := range []Date{(&Fact{Date: d}).Known(), (&SeriesPoint{Date: d}).Known(), (&Poll{End: d}).Known()} {
		if got != d {
			t.Errorf("%d: known from %s", n, got)
		}
	}
	for n, got := range []Date{(&Fact{Date: d, Published: p}).Known(), (&SeriesPoint{Date: d, Published: p}).Known(), (&Poll{End: d, Published: p}).Known()} {
		if got != p {
			t.Errorf("%d: known from %s", n, got)
		}
	}
}

func TestSmallWords(t *testing.T) {
	for got, want := range map[string]string{
		date(t, "2024-05-01").In(): "on", date(t, "2024-05").In() + "!": "in!", date(t, "2024").In() + "?": "in?",
		Codes{"XAA", "XBB"}.String(): "XAA+XBB", IDs{"a", "b"}.String(): "a;b",
		Confirmed(true).Mark() + ".": ".", Confirmed(false).Mark(): "not confirmed",
		Pos{"a.md", 3, 4}.String(): "a.md:3:4", Pos{"a.md", 3, 0}.String(): "a.md:3", Pos{"a.md", 0, 4}.String(): "a.md",
		Escaped("a\x1b\u202e\U000e0001\xff"): `a\x1b\u202e\U000e0001\xff`,
		suggestKebab("The_ Water!"):          "the-water", suggestKebab("川"): "low-affinity",
		Text{By: map[string]string{"ja": "川", "de": "Fluss"}}.In("en"): "Fluss", Text{Plain: "River"}.In("ja"): "River",
		(&NumberError{Text: "x"}).Error(): `"x" is no number`,
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if !(IDs{"a"}).Has("a") || (IDs{"a"}).Has("b") || !(Codes{"XAA"}).Has("XAA") || (Codes{"XAA"}).Has("XBB") || !(Text{}).IsZero() || (Text{Plain: "x"}).IsZero() || (Text{By: map[string]string{"en": "x"}}).IsZero() {
		t.Error("what is among them")
	}
	if c := (CalendarDate{Member: Codes{"XAA"}}); !c.Concerns("XAA") || c.Concerns("XBB") || !(&CalendarDate{Member: Codes{"ALL"}}).Concerns("XBB") {
		t.Error("whom a date concerns")
	}
	e, w, n := CountFindings([]Finding{{Severity: Error}, {Severity: Note}, {Severity: Warning}, {Severity: Note}, {Severity: Error}, {Severity: Note}})
	if e != 2 || w != 1 || n != 3 {
		t.Errorf("%d errors, %d warnings, %d notes", e, w, n)
	}
	if b, err := json.Marshal(map[string]any{"d": date(t, "2024-05"), "r": Ref{ID: "x"}}); err != nil || string(b) != `{"d":"2024-05","r":"x"}` {
		t.Errorf("%s, %v", b, err)
	}
	for kind, set := range map[string]Relations{
		"month 10 500 false false":  (&Header{}).Relations(),
		"week 1 100 true true":      (&Header{StatedRelations: RelationsSet{By: "week", Minimum: 1, Bootstrap: 100, Sanction: "verbal", Accuse: "as-printed"}}).Relations(),
		"month 10 501 false false":  (&Header{StatedRelations: RelationsSet{Bootstrap: 501, Sanction: "material", Accuse: "conflict"}}).Relations(),
		"quarter 11 500 false true": (&Header{StatedRelations: RelationsSet{By: "quarter", Minimum: 11, Accuse: "as-printed"}}).Relations(),
	} {
		if got := fmt.Sprint(set.By, " ", set.Minimum, set.Bootstrap, set.SanctionVerbal, set.AccusePrinted); got != kind {
			t.Errorf("%s, want %s", got, kind)
		}
	}
	limits := map[string]int64{}
	for _, l := range Limits() {
		limits[l.Of+" "+l.Unit] = l.Max
	}
	for of, want := range map[string]int64{"files of a dossier outside its archive files": 20000, "a YAML or Markdown file of a dossier bytes": 8 << 20, "nesting in YAML levels": 40, "a CSV file of a dossier bytes": 32 << 20, "a JSON file of sources/ bytes": 64 << 20} {
		if limits[of] != want {
			t.Errorf("%s: %d, want %d", of, limits[of], want)
		}
	}
}

// TestHeldBackInWords counts findings and files, and names five of them.
func TestHeldBackInWords(t *testing.T) {
	var h HeldBack
	if h.String() != "" {
		t.Errorf("nothing: %q", h)
	}
	for n, want := range []string{
		"held back: 1 finding that may follow only from a; mend it and check again",
		"held back: 2 findings that may follow only from a, b; mend them and check again",
		"held back: 3 findings that may follow only from a, b, c; mend them and check again",
		"held back: 4 findings that may follow only from a, b, c, d; mend them and check again",
		"held back: 5 findings that may follow only from a, b, c, d, e; mend them and check again",
		"held back: 6 findings that may follow only from a, b, c, d, e and 1 more files; mend them and check again",
	} {
		h.Add(string(rune('a' + n)))
		if h.String() != want {
			t.Errorf("%q, want %q", h, want)
		}
	}
	h.Add("c", "a")
	if h.Findings != 7 || len(h.Files) != 6 {
		t.Errorf("%+v", h)
	}
}

// TestWhatAFileMayDeclare breaks a file in full and asks what may be missing with it.
func TestWhatAFileMayDeclare(t *testing.T) {
	for _, c := range []struct {
		file     string
		what, id string
		want     bool
	}{
		{"people.yaml", "person", "ana", true}, {"people.yaml", "player", "x", false},
		{"members/xaa.yaml", "player", "x", true}, {"members/xaa.yaml", "player of XAA", "x", true}, {"members/xaa.yaml", "procedure of XBB", "x", false},
		{"members/xaa.yaml", "agency or player", "x", true}, {"members/xaa.yaml", "initiative", "x", false}, {"members/xaa.yaml", "priority", "", true},
		{"initiatives/gauge.md", "initiative", "gauge", true}, {"initiatives/gauge.md", "initiative", "gage", false}, {"initiatives/gauge.md", "initiative", "", true},
		{"initiatives/gauge.md", "rung of gauge", "x", true}, {"initiatives/gauge.md", "rung of candid", "x", false},
		{"constraints/crew.md", "constraint", "crew", true}, {"constraints/crew.md", "constraint", "quarrel", false}, {"constraints/crew.md", "initiative or constraint", "crew", true},
		{"scenarios/turn.yaml", "scenario", "turn", true}, {"scenarios/turn.yaml", "scenario", "tern", false},
		{"pieces/note.md", "text", "note", true}, {"report.md", "text", "report", true}, {"sources/s.json", "source", "x", true},
		{"facts.csv", "fact", "x", true}, {"facts.csv", "series of facts", "x", true}, {"facts.csv", "event", "x", false}, {"polls.csv", "poll series", "x", true},
		{"cases.csv", "ruling", "x", true}, {"series/gauges.csv", "measured series", "x", true}, {"terms.yaml", "term", "x", false},
	} {
		m := smallFS()
		m[c.file].Data = []byte("\xff")
		d := loadFS(m).d
		if got := d.Unread(c.what, c.id); (len(got) == 1 && got[0] == c.file) != c.want || len(got) > 0 != c.want {
			t.Errorf("%s unread: a %s %q may be in %v", c.file, c.what, c.id, got)
		}
	}
	if got := loadFS(smallFS()).d.Unread("fact", "x"); got != nil {
		t.Errorf("all was read: %v", got)
	}
}

// TestCompanions hangs a translation on what it translates, and says where there
// is no such thing.
func TestCompanions(t *testing.T) {
	m := smallFS()
	m["initiatives/gauge.ja.md"] = &fstest.MapFile{Data: []byte("---\ntitle: 水位\nrungs: {line: 一本, lin: 二}\n---\n本文\n")}
	m["constraints/crew.ko.md"] = &fstest.MapFile{Data: []byte("---\ntitle: 인원\n---\n")}
	m["constraints/screw.ko.md"] = &fstest.MapFile{Data: []byte("---\ntitle: 인원\n---\n")}
	m["constraints/crew.Korean.md"] = &fstest.MapFile{Data: []byte("---\ntitle: 인원\n---\n")}
	l := loadFS(m)
	i, k := l.d.Initiative("gauge").Translations["ja"], l.d.Constraint("crew").Translations["ko"]
	if i.Title.Plain != "水位" || i.Body != "本文\n" || i.BodyLine != 5 || k.Title.Plain != "인원" {
		t.Errorf("%+v, %+v", i, k)
	}
	var got []string
	for _, f := range l.f.list {
		got = append(got, f.Pos.String()+" "+f.Rule)
	}
	if want := []string{"constraints/crew.Korean.md:1:1 unknown-language", "constraints/screw.ko.md:1:1 unknown-id", "initiatives/gauge.ja.md:3:19 unknown-id"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestMembersAreInTheHeadersOrder sorts members as the header does, and rows by date.
func TestMembersAreInTheHeadersOrder(t *testing.T) {
	m := smallFS()
	m["dossier.yaml"].Data = []byte(strings.Replace(string(m["dossier.yaml"].Data), "[XAA, XBB]", "[XBB, XAA]", 1))
	m["members/xaz.yaml"] = &fstest.MapFile{Data: []byte("code: XAZ\n")}
	for name, add := range map[string]string{"events.csv": "e-0,2024-02-01,XAA,XBB,AGREE,water,Before.,gazette\n", "acts.csv": "a-0,2024-02-01,xaa-head,water,1,Before.,gazette\n", "calendar.csv": "2026-04,ALL,summit,Before\n"} {
		m[name].Data = []byte(string(m[name].Data) + add)
	}
	d := loadFS(m).d
	if got := d.Members[0].Code.ID + d.Members[1].Code.ID + d.Members[2].Code.ID; got != "XBBXAAXAZ" {
		t.Errorf("members: %s", got)
	}
	if d.Events[0].ID != "e-0" || d.Acts[0].ID != "a-0" || d.Calendar[0].Title != "Before" || len(d.Events) != 2 {
		t.Error("rows are not in the order of their dates")
	}
	if d.Player("xaa-head").Member != "XAA" {
		t.Error("a player without its member")
	}
}

// TestNamesOfFiles says of each name what becomes of the file.
func TestNamesOfFiles(t *testing.T) {
	for _, c := range []struct{ name, rule, hint string }{
		{"pieces/a.yml", "not-read", "move it out"}, {"members/x.yml", "not-read", "name it members/x.yaml"}, {"pieces/a.markdown", "not-read", "name it pieces/a.md"},
		{"pieces/a.mkd", "not-read", "name it pieces/a.md"}, {"pieces/a.md.txt", "not-read", "name it pieces/a.md"}, {"pieces/A.MD", "not-read", "name it pieces/a.md"},
		{"pieces/a. ", "portable-name", "rename it"}, {"pieces/con.md", "portable-name", "rename it"}, {"pieces/a?.md", "portable-name", "rename it"},
		{"facts.xlsx", "not-read", "save it as facts.csv"}, {"series/deep/a.csv", "not-read", "put it into series/ itself"}, {"pieces/..md", "not-read", "give it a name"},
		{"pieces/note (conflicted copy).md", "copy", "take what is new in it into note.md"}, {"pieces/note 2.md", "copy", "take what is new"}, {"pieces/README", "", ""},
		{"pieces/note2.md", "", ""}, {"Thumbs.db", "", ""}, {"~$facts.csv", "", ""}, {"notes/a.md", "", ""}, {"pieces/.a.md", "", ""}, {"piece/a.md", "not-read", "name it pieces/"},
	} {
		m := smallFS()
		m[c.name] = &fstest.MapFile{Data: []byte("---\ntitle: A\n---\n")}
		found := loadFS(m).f.list
		if c.rule == "" {
			if len(found) > 0 {
				t.Errorf("%s: %v", c.name, found)
			}
			continue
		}
		if i := slices.IndexFunc(found, func(f Finding) bool { return f.Rule == c.rule && strings.HasPrefix(f.Hint, c.hint) }); i < 0 {
			t.Errorf("%s: no %s with %q among %v", c.name, c.rule, c.hint, found)
		} else if f := found[i].File; f != c.name && f != path.Dir(c.name) {
			t.Errorf("%s: the finding is at %s", c.name, f)
		}
	}
}

// TestAnEditsFolder reads files that an edit has made, changed and taken away as a
// file system's.
func TestAnEditsFolder(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for name, text := range map[string]string{"a.md": "old", "b.md": "gone", "d/e.md": "kept"} {
		if err := WriteFile(root, name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	e := NewEdit(root)
	if err := errors.Join(e.Put("a.md", []byte("newer")), e.Remove("b.md"), e.Add("c/d/f.md", nil), e.Add("d/g.md", []byte("xyz"))); err != nil {
		t.Fatal(err)
	}
	x := edited{root.FS(), e.files}
	for name, want := range map[string]string{"a.md": "newer", "c/d/f.md": "", "d/e.md": "kept", "d/g.md": "xyz"} {
		f, err := x.Open(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		src, err := io.ReadAll(f)
		info, err2 := f.Stat()
		if err != nil || err2 != nil || string(src) != want || info.Size() != int64(len(want)) || info.Name() != path.Base(name) || info.IsDir() {
			t.Errorf("%s: %q, %v, %v", name, src, err, err2)
		}
		if now, err := e.Bytes(name); err != nil || string(now) != want || now == nil {
			t.Errorf("%s: %q, %v", name, now, err)
		}
	}
	if _, err := x.Open("b.md"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that was removed: %v", err)
	}
	for dir, want := range map[string]string{".": "a.md c/ d/", "c": "d/", "c/d": "f.md", "d": "e.md g.md"} {
		list, err := x.ReadDir(dir)
		var got []string
		for _, e := range list {
			name := e.Name()
			if e.IsDir() {
				name += "/"
			}
			got = append(got, name)
		}
		if strings.Join(got, " ") != want || err != nil {
			t.Errorf("%s holds %q, %v, want %q", dir, got, err, want)
		}
	}
	if _, err := x.ReadDir("nowhere"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
	if now, err := e.Bytes("none.md"); now != nil || err != nil {
		t.Errorf("%q, %v", now, err)
	}
	if got := e.changed(); !slices.Equal(got, []string{"a.md", "b.md", "c/d/f.md", "d/g.md"}) {
		t.Errorf("changed: %q", got)
	}
}

// TestReadFileRefuses reads what is within a limit and nothing else.
func TestReadFileRefuses(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := WriteFile(root, "d/a", []byte("1234")); err != nil {
		t.Fatal(err)
	}
	if got, err := ReadFile(root, "d/a", 4); err != nil || string(got) != "1234" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := ReadFile(root, "d/a", 3); !errors.Is(err, ErrTooLarge) {
		t.Errorf("over the limit: %v", err)
	}
	if _, err := ReadFile(root, "d", 100); err == nil || !strings.Contains(err.Error(), "no ordinary file") {
		t.Errorf("a folder: %v", err)
	}
	if _, err := ReadFile(root, "b", 100); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if err := WriteFile(root, "d", nil); err == nil {
		t.Error("a folder was replaced by a file")
	}
	list, err := os.ReadDir(root.Name())
	if err != nil || len(list) != 1 {
		t.Errorf("left behind: %v, %v", list, err)
	}
}

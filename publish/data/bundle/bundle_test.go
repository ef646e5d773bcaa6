package bundle_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"entente/agenda"
	"entente/dossier"
	"entente/dossier/dossiertest"
	"entente/evidence/bib"
	"entente/nodetest"
	"entente/publish/data/bundle"
	"entente/publish/output"
)

var examples = []string{"trilateral", "egypt-gas", "poland-runoff", "testing-office"}

// content works an example out with few draws.
func content(t testing.TB, name string) bundle.Content {
	t.Helper()
	d, _, err := dossier.Load("../../../examples/" + name)
	if err != nil {
		t.Fatal(err)
	}
	a, err := agenda.Build(d, agenda.Options{Draws: 50})
	if err != nil {
		t.Fatal(err)
	}
	return bundle.Content{Dossier: d, Agenda: a}
}

func files(t testing.TB, c bundle.Content) map[string][]byte {
	t.Helper()
	made, err := bundle.Make(c)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, m := range made.Files {
		if out[m.Path] != nil {
			t.Errorf("%s is made twice", m.Path)
		}
		out[m.Path] = m.Body
	}
	return out
}

type resource struct {
	Name, Path string
	Schema     struct {
		Fields []struct {
			Name, Type  string
			Constraints struct {
				Required         bool
				Pattern          string
				Enum             []string
				Minimum, Maximum *float64
			}
		}
		PrimaryKey  []string
		ForeignKeys []struct {
			Fields    []string
			Reference struct {
				Resource string
				Fields   []string
			}
		}
	}
}

// TestPackage reads the data packages of all examples by what they say of themselves:
// each cell holds what its column may, keys are unique, and what refers to another
// table finds it there.
func TestPackage(t *testing.T) {
	for _, name := range examples {
		all := files(t, content(t, name))
		for _, fault := range faults(t, all) {
			t.Errorf("%s: %s", name, fault)
		}
		again := files(t, content(t, name))
		for p, body := range all {
			if !bytes.Equal(body, again[p]) {
				t.Errorf("%s: %s is not the same when it is made again", name, p)
			}
		}
	}
}

// faults gives what is wrong with a package.
func faults(t *testing.T, all map[string][]byte) (out []string) {
	t.Helper()
	var p struct{ Resources []resource }
	if err := json.Unmarshal(all["data/datapackage.json"], &p); err != nil {
		t.Fatal(err)
	}
	if len(p.Resources) < 4 {
		t.Fatalf("%d tables", len(p.Resources))
	}
	cells := map[string]map[string][]string{} // table -> column -> cells
	for _, r := range p.Resources {
		rows, err := csv.NewReader(bytes.NewReader(all["data/"+r.Path])).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Fatalf("%s: %v, %d rows", r.Path, err, len(rows))
		}
		at := map[string][]string{}
		keys := map[string]bool{}
		for _, row := range rows[1:] {
			var key []string
			for i, f := range r.Schema.Fields {
				if rows[0][i] != f.Name {
					out = append(out, r.Name+": the column "+rows[0][i]+" is described as "+f.Name)
				}
				v, c := row[i], f.Constraints
				at[f.Name] = append(at[f.Name], v)
				for _, k := range r.Schema.PrimaryKey {
					if k == f.Name {
						key = append(key, v)
					}
				}
				bad := c.Required && v == ""
				if v != "" {
					switch f.Type {
					case "number", "integer":
						x, err := json.Number(v).Float64()
						bad = err != nil || c.Minimum != nil && x < *c.Minimum || c.Maximum != nil && x > *c.Maximum || f.Type == "integer" && strings.Contains(v, ".")
					case "boolean":
						bad = v != "yes" && v != "no"
					}
					if c.Pattern != "" {
						bad = !regexp.MustCompile("^(?:" + c.Pattern + ")$").MatchString(v)
					}
					if c.Enum != nil && !strings.Contains("|"+strings.Join(c.Enum, "|")+"|", "|"+v+"|") {
						bad = true
					}
				}
				if bad {
					out = append(out, r.Name+": the column "+f.Name+" cannot hold "+v)
				}
			}
			if k := strings.Join(key, "\x00"); key != nil && keys[k] {
				out = append(out, r.Name+": the key "+k+" stands twice")
			} else {
				keys[k] = true
			}
		}
		cells[r.Name] = at
	}
	refs := 0
	for _, r := range p.Resources {
		for _, k := range r.Schema.ForeignKeys {
			there := map[string]bool{"": true}
			for _, v := range cells[k.Reference.Resource][k.Reference.Fields[0]] {
				there[v] = true
			}
			for _, v := range cells[r.Name][k.Fields[0]] {
				if refs++; !there[v] {
					out = append(out, r.Name+": "+k.Fields[0]+" names "+v+", which "+k.Reference.Resource+" lacks")
				}
			}
		}
	}
	if refs == 0 {
		t.Error("no reference was looked up")
	}
	return out
}

// A package that does not hold what it says is found out.
func TestPackageCanFail(t *testing.T) {
	all := files(t, content(t, "testing-office"))
	for _, c := range []struct{ file, more, says string }{
		{"data/cites.csv", "facts,1,no-such-source\n", "which sources lacks"},
		{"data/areas.csv", string(bytes.SplitAfter(all["data/areas.csv"], []byte("\n"))[1]), "stands twice"},
	} {
		was := all[c.file]
		all[c.file] = append(bytes.Clone(was), c.more...)
		if found := strings.Join(faults(t, all), "\n"); !strings.Contains(found, c.says) {
			t.Errorf("%s with %q: %s", c.file, c.more, found)
		}
		all[c.file] = was
	}
}

// The sources of all examples read back from each bibliography with their type of
// entry, title, address and day.
func TestSourcesReadBack(t *testing.T) {
	for _, name := range examples {
		c := content(t, name)
		all := files(t, c)
		for _, form := range []string{"json", "bib", "ris"} {
			lib := bib.Read("sources."+form, all["data/sources."+form])
			if len(lib.Records)+lib.Twice != len(c.Dossier.Sources) || lib.LeftOut > 0 {
				t.Errorf("%s: sources.%s gives %d records and %d twice of %d", name, form, len(lib.Records), lib.Twice, len(c.Dossier.Sources))
			}
			for _, f := range lib.Found {
				t.Errorf("%s: %s", name, f.Message)
			}
			was := map[string]*dossier.Source{}
			for _, s := range c.Dossier.Sources {
				was[s.Title+"|"+s.URL] = s
			}
			met := 0
			for _, raw := range lib.Records {
				var rec struct{ Title, URL, Type string }
				if err := json.Unmarshal(raw, &rec); err != nil {
					t.Fatal(err)
				}
				if was[rec.Title+"|"+rec.URL] != nil {
					met++
				}
			}
			// BibTeX writes braces as parentheses and mends addresses; all else is as it was.
			if met < len(lib.Records)*95/100 {
				t.Errorf("%s: of %d records of sources.%s %d read as they were", name, len(lib.Records), form, met)
			}
		}
	}
}

// What a source's terms bar is left out, and named where the reader looks; so are
// abstracts.
func TestLeftOut(t *testing.T) {
	c := content(t, "trilateral")
	if len(c.Dossier.Facts) == 0 {
		t.Fatal("no facts")
	}
	f := c.Dossier.Facts[0]
	s := c.Dossier.Source(f.Sources[0])
	was := s.Note
	s.Note = "not to be passed on: the pollster's terms"
	s.Raw = json.RawMessage(strings.Replace(string(s.Raw), "{", `{"abstract":"A long text of theirs",`, 1))
	defer func() { s.Note = was }()
	all := files(t, c)
	if bytes.Contains(all["data/facts.csv"], []byte(","+f.ID+",")) {
		t.Error("a fact is passed on that may not be")
	}
	if bytes.Contains(all["data/sources.json"], []byte("A long text of theirs")) {
		t.Error("an abstract is passed on")
	}
	for _, file := range []string{"data/README.md", "data/datapackage.json"} {
		if !bytes.Contains(all[file], []byte("the pollster's terms")) || !bytes.Contains(all[file], []byte(s.ID)) || !bytes.Contains(all[file], []byte("abstract")) {
			t.Errorf("%s does not say what was left out", file)
		}
	}
}

// Labels of Kumu's map differ, and each connection joins two of them.
func TestKumu(t *testing.T) {
	for _, name := range examples {
		var m struct {
			Elements    []struct{ Label, Type string }
			Connections []struct{ From, To string }
		}
		if err := json.Unmarshal(files(t, content(t, name))["data/kumu.json"], &m); err != nil {
			t.Fatal(err)
		}
		labels := map[string]bool{}
		for _, e := range m.Elements {
			if labels[strings.ToLower(e.Label)] || e.Label == "" {
				t.Errorf("%s: the label %q stands twice, or is empty", name, e.Label)
			}
			labels[strings.ToLower(e.Label)] = true
		}
		if len(m.Connections) == 0 {
			t.Errorf("%s: nothing is joined", name)
		}
		for _, x := range m.Connections {
			if !labels[strings.ToLower(x.From)] || !labels[strings.ToLower(x.To)] {
				t.Errorf("%s: %q or %q is no element", name, x.From, x.To)
			}
		}
	}
}

// Two players of one name are told apart by their ids.
func TestKumuNamesakes(t *testing.T) {
	c := content(t, "testing-office")
	p := c.Dossier.Members[0].Players
	p[1].Name = p[0].Name
	label := c.Dossier.Say(p[0].Name) + ", " + c.Dossier.MemberName(c.Dossier.Members[0].Code.ID)
	got := files(t, c)["data/kumu.json"]
	for _, want := range []string{label, label + " (" + p[1].ID.ID + ")"} {
		if bytes.Count(got, []byte(`"label": "`+want+`"`)) != 1 {
			t.Errorf("the label %q does not stand once", want)
		}
	}
}

// TestReadByOthers reads the packages with the library of their standard, which holds
// each cell to its column and each reference to the table that it leads to.
func TestReadByOthers(t *testing.T) {
	read := nodetest.Run(t, `const {Package}=require('datapackage'),path=require('path');let dir='';process.stdin.on('data',d=>dir+=d).on('end',async()=>{try{
const p=await Package.load(path.join(dir,'datapackage.json'),{basePath:dir});if(!p.valid)throw p.errors.map(String).join('\n');
let n=0;for(const r of p.resources)n+=(await r.read({relations:true})).length;console.log(n)
}catch(e){console.error(String(e),(e.errors||[]).map(String).join('\n'));process.exit(1)}})`, "datapackage")
	for _, name := range examples {
		dir := t.TempDir()
		made, err := bundle.Make(content(t, name))
		if err != nil {
			t.Fatal(err)
		}
		put(t, dir, made)
		rows := 0
		for _, f := range made.Files {
			rows += f.Rows
		}
		if got := string(bytes.TrimSpace(read([]byte(filepath.Join(dir, "data"))))); got != strconv.Itoa(rows) {
			t.Errorf("%s: others read %s rows of %d", name, got, rows)
		}
	}
}

func put(t *testing.T, dir string, made output.Made) {
	t.Helper()
	all := map[string][]byte{}
	for _, m := range made.Files {
		all[m.Path] = m.Body
	}
	if _, err := output.Write(dir, output.FilesOf(all), output.Options{Manifest: ".m", Name: "x", Program: "x"}); err != nil {
		t.Fatal(err)
	}
}

// A table whose row may not be passed on takes along what refers to that row, and a
// forecast is such a thing of a question.
func TestLeftOutWithWhatRefers(t *testing.T) {
	c := content(t, "trilateral")
	open := files(t, c)
	i := slices.IndexFunc(c.Dossier.Questions, func(q *dossier.Question) bool {
		return slices.ContainsFunc(c.Dossier.Forecasts, func(f *dossier.Forecast) bool { return f.Question == q.ID })
	})
	if i < 0 {
		t.Fatal("no question has a forecast")
	}
	q, s := c.Dossier.Questions[i], c.Dossier.Sources[0]
	q.Sources, s.Note = dossier.IDs{s.ID}, "not to be passed on: its terms"
	all := files(t, c)
	if !bytes.Contains(open["data/forecasts.csv"], []byte(","+q.ID+",")) || bytes.Contains(all["data/forecasts.csv"], []byte(","+q.ID+",")) {
		t.Errorf("forecasts of %s", q.ID)
	}
	for _, f := range faults(t, all) {
		t.Error(f)
	}
}

// Ids that lead to a row that was left out are taken out of evidence and lists of ids, and
// what holds them stays.
func TestLeftOutIDs(t *testing.T) {
	c := content(t, "trilateral")
	d := c.Dossier
	barred, free := d.Sources[0], d.Sources[1]
	barred.Note, free.Note = "not to be passed on: its terms", ""
	for n, sources := range []dossier.IDs{{barred.ID}, {free.ID}} {
		d.Facts[n].Sources, d.Polls[n].Sources, d.Acts[n].Sources, d.Cases[n].Sources, d.Events[n].Sources = sources, sources, sources, sources, sources
	}
	d.Facts[1].Supersedes, d.Facts[2].Sources = dossier.IDs{d.Facts[0].ID}, dossier.IDs{free.ID}
	d.Facts[2].Supersedes = dossier.IDs{d.Facts[0].ID, d.Facts[1].ID}
	d.Cases[1].Supersedes = dossier.IDs{d.Cases[0].ID}
	var lost, stays []string
	for n, into := range []*[]string{&lost, &stays} {
		*into = []string{"fact:" + d.Facts[n].ID, "poll:" + d.Polls[n].Series + "@" + d.Polls[n].End.String(), "act:" + d.Acts[n].ID, "case:" + d.Cases[n].ID, "event:" + d.Events[n].ID}
	}
	stays = append(stays, "source:"+barred.ID)
	var s *dossier.Stance
	for _, p := range d.Members[0].Players {
		if len(p.Stances) > 0 {
			s = p.Stances[0]
		}
	}
	s.By, s.Evidence = "one-to-find", nil
	for _, e := range append(slices.Clone(lost), stays...) {
		s.Evidence = append(s.Evidence, dossier.Ref{ID: e})
	}
	all := files(t, c)
	cell := func(table, key, value, column string) string {
		t.Helper()
		rows, err := csv.NewReader(bytes.NewReader(all["data/"+table+".csv"])).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			if row[slices.Index(rows[0], key)] == value {
				return row[slices.Index(rows[0], column)]
			}
		}
		t.Errorf("%s has no row whose %s is %s", table, key, value)
		return ""
	}
	for _, x := range []struct{ got, want string }{
		{cell("stances", "by", s.By, "evidence"), strings.Join(stays, ";")},
		{cell("facts", "id", d.Facts[1].ID, "supersedes"), ""},
		{cell("facts", "id", d.Facts[2].ID, "supersedes"), d.Facts[1].ID},
		{cell("cases", "id", d.Cases[1].ID, "supersedes"), ""},
	} {
		if x.got != x.want {
			t.Errorf("%q, want %q", x.got, x.want)
		}
	}
	for _, f := range faults(t, all) {
		t.Error(f)
	}
}

// No list of ids leads to a row that is not there, whichever source is barred.
func TestListsLead(t *testing.T) {
	c := content(t, "trilateral")
	c.Dossier.Commitments[0].Searches = dossier.IDs{c.Dossier.Searches[0].ID}
	looked := 0
	for n := 0; n < len(c.Dossier.Sources); n += len(c.Dossier.Sources)/4 + 1 {
		s := c.Dossier.Sources[n]
		was := s.Note
		s.Note = "not to be passed on: its terms"
		all := files(t, c)
		s.Note = was
		ids := map[string]map[string]bool{}
		rowsOf := func(table string) [][]string {
			rows, err := csv.NewReader(bytes.NewReader(all["data/"+table+".csv"])).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			return rows
		}
		for _, table := range []string{"facts", "cases", "searches", "events", "acts"} {
			ids[table] = map[string]bool{}
			for _, row := range rowsOf(table)[1:] {
				ids[table][row[1]] = true // after the number of the row
			}
		}
		for _, x := range []struct{ table, column, to string }{{"facts", "supersedes", "facts"}, {"cases", "supersedes", "cases"}, {"commitments", "search", "searches"}, {"stances", "evidence", ""}} {
			rows := rowsOf(x.table)
			for _, row := range rows[1:] {
				for id := range strings.SplitSeq(row[slices.Index(rows[0], x.column)], ";") {
					to := x.to
					if to == "" {
						kind, rest, _ := strings.Cut(id, ":")
						to, id = kind+"s", rest
					}
					if id == "" || ids[to] == nil {
						continue
					}
					if looked++; !ids[to][id] {
						t.Errorf("without %s: %s.%s leads to %s, which %s lacks", s.ID, x.table, x.column, id, to)
					}
				}
			}
		}
	}
	if looked < 50 {
		t.Errorf("%d ids were looked up", looked)
	}
}

// What nobody may be told by a spreadsheet's doing stands as text.
func TestNoFormulas(t *testing.T) {
	c := content(t, "testing-office")
	c.Dossier.Sources[0].Title = "=HYPERLINK(\"https://example.org\")"
	all := files(t, c)
	if !bytes.Contains(all["data/sources.csv"], []byte(`,"'=HYPERLINK(""https://example.org"")",`)) {
		t.Error("a title can run as a formula")
	}
}

// Under the Chatham House Rule no file names who took part, and few judges give a range.
func TestChathamHouse(t *testing.T) {
	d, _, err := dossier.Load("../../../examples/trilateral")
	if err != nil {
		t.Fatal(err)
	}
	d.Judgements = nil
	for _, j := range []struct {
		round, expert string
		best          float64
	}{{"1", "Ira Vell", 30}, {"1", "Nora Quist", 50}, {"1", "Sam Brook", 70}} {
		d.Judgements = append(d.Judgements, &dossier.Judgement{Round: j.round, Expert: j.expert, Target: "influence:" + d.Members[0].Players[0].ID.ID, Low: 0.1, Best: j.best / 100, High: 0.9, Rationale: "As it is."})
	}
	a, err := agenda.Build(d, agenda.Options{Draws: 20, Unattributed: true})
	if err != nil {
		t.Fatal(err)
	}
	if found := output.Names(files(t, bundle.Content{Dossier: d, Agenda: a}), []string{"Nora Quist"}); len(found) == 0 {
		t.Error("without the rule nobody is named either")
	}
	names := d.Conceal(false)
	for _, n := range []string{"Ira Vell", "Nora Quist", "Sam Brook"} {
		if !slices.Contains(names, n) {
			t.Errorf("%s is not hidden", n)
		}
	}
	all := files(t, bundle.Content{Dossier: d, Agenda: a})
	if found := output.Names(all, names); len(found) > 0 {
		t.Error(output.NamedError(found))
	}
	if rows := bytes.Count(all["data/judgements.csv"], []byte("\n")); rows != 3 || bytes.Contains(all["data/judgements.csv"], []byte(",0.5,")) {
		t.Errorf("three judges do not give the range alone:\n%s", all["data/judgements.csv"])
	}
}

// The README says of which day the agenda is, that tables go on after it, and whether
// stances that rest on a joint text were left out.
func TestReadmeSaysDay(t *testing.T) {
	c := content(t, "testing-office")
	c.Agenda.Dossier.AsOf = dossier.Date{Year: 2025, Month: 7}
	says := func() string { return string(files(t, c)["data/README.md"]) }
	if got := says(); !strings.Contains(got, "July 2025 is the day of the agenda") || !strings.Contains(got, "rows of later days") || strings.Contains(got, "--without joint-text") {
		t.Error(got)
	}
	c.Agenda.Settings.WithoutJointText = true
	if got := says(); !strings.Contains(got, "`--without joint-text`") {
		t.Error(got)
	}
}

// What is worked out under a scenario says so wherever it is named.
func TestUnderScenario(t *testing.T) {
	c := content(t, "trilateral")
	of := c.Dossier.Scenarios[0]
	c.Agenda.Scenario = of.ID
	all := files(t, c)
	for _, f := range []string{"data/datapackage.json", "data/README.md", "data/CITATION.cff"} {
		if !bytes.Contains(all[f], []byte("under the scenario “"+c.Dossier.Say(of.Title)+"”")) {
			t.Errorf("%s does not name the scenario", f)
		}
	}
}

// CITATION.cff is YAML with what its form asks for, whatever the texts hold; a licence
// stands there by the short name that the form knows, or not at all.
func TestCitation(t *testing.T) {
	c := content(t, "testing-office")
	for _, x := range []struct{ title, convener, licence, short string }{
		{"Water: \"shared\" # by three\n- or not", "A & B: an office", "CC-BY-4.0", "CC-BY-4.0"},
		{"水の協力", "", "cc by-sa 4.0", "CC-BY-SA-4.0"},
		{"Plain", "The Group", "All rights reserved", ""},
	} {
		c.Dossier.Title, c.Dossier.Licence = dossier.Text{Plain: x.title}, dossier.Text{Plain: x.licence}
		c.Dossier.Convener.Name, c.Dossier.Convener.URL = dossier.Text{Plain: x.convener}, "https://example.org/"
		var got struct {
			Version string `yaml:"cff-version"`
			Message string
			Title   string
			Type    string
			License string
			Date    string `yaml:"date-released"`
			Authors []struct{ Name, Website string }
		}
		src := files(t, c)["data/CITATION.cff"]
		if err := yaml.Unmarshal(src, &got); err != nil {
			t.Fatalf("%v\n%s", err, src)
		}
		name, site := x.convener, "https://example.org/"
		if name == "" { // the address is its convener's
			name, site = "The editors of "+x.title, ""
		}
		if got.Version != "1.2.0" || got.Message == "" || !strings.HasPrefix(got.Title, x.title+", as of ") || got.Type != "dataset" || got.License != x.short || len(got.Date) != len("2006-01-02") || len(got.Authors) != 1 || got.Authors[0].Name != name || got.Authors[0].Website != site {
			t.Errorf("%+v\n%s", got, src)
		}
	}
}

// The data of dossiers of all shapes hold what they say of themselves.
func TestShapes(t *testing.T) {
	for name, s := range dossiertest.Shapes() {
		if testing.Short() && s.Members != 4 {
			continue
		}
		d, found, err := dossier.Load(s.Write(t))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, f := range found {
			if f.Severity == dossier.Error {
				t.Errorf("%s: %v", name, f)
			}
		}
		a, err := agenda.Build(d, agenda.Options{Draws: 20})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all := files(t, bundle.Content{Dossier: d, Agenda: a, SQLite: true})
		for _, f := range faults(t, all) {
			t.Errorf("%s: %s", name, f)
		}
		if got := ask(t, opened(t, all), "PRAGMA foreign_key_check"); got != "" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

package dossier_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/dossier"
)

// fuzzFile fuzzes one file of the example dossier: whatever it holds, reading
// ends, nothing panics, and every finding has a place and a message.
func fuzzFile(f *testing.F, file string, seeds ...string) {
	dir := example(f)
	if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, file)), 0o755); err != nil {
		f.Fatal(err)
	}
	if b, err := os.ReadFile(filepath.Join(dir, file)); err == nil {
		f.Add(string(b))
	}
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<16 {
			return
		}
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		d, found, err := dossier.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		if d.Header == nil {
			t.Fatal("no header")
		}
		for _, x := range found {
			if x.Message == "" || x.File == "" || x.Rule == "" {
				t.Fatalf("the finding says too little: %+v", x)
			}
		}
	})
}

func FuzzHeader(f *testing.F) {
	fuzzFile(f, "dossier.yaml", "members: [", "a: &a *a", "members: {XAR}", "names: {XAR: {en: a}}\n? x\n: y\n", strings.Repeat("- ", 60))
}

func FuzzMember(f *testing.F) {
	fuzzFile(f, "members/xar.yaml", "code: XAR\nprocedures: [{id: a, name: b, path: {all: [{any: []}]}}]", "players: [~]", "players:\n  -\n  - id: a")
}

func FuzzInitiative(f *testing.F) {
	fuzzFile(f, "initiatives/river-warnings.md", "---\n---\n", "---\nladder: [{}]\n---", "---\r\ntitle: a\r\n---\r\nb")
}

func FuzzConstraint(f *testing.F) {
	fuzzFile(f, "constraints/old-quarrel.md", "---\nindicator: {events: {}}\n---\n", "---\nlever: {}\n---\n")
}

func FuzzScenario(f *testing.F) {
	fuzzFile(f, "scenarios/new-premier.yaml", "changes: [{}]", "changes: [{stance: a, move: b}]")
}

func FuzzTable(f *testing.F) {
	fuzzFile(f, "polls.csv", "series\n", "\"\n", "a,b\n\"x\ny\",z\n", "\ufeffseries,country\n")
}

func FuzzSources(f *testing.F) {
	fuzzFile(f, "sources/example.json", "[", "{}", `[{"id": 1}]`, `[{"id":"a","issued":{"date-parts":[["2020",13]]}}]`, "["+strings.Repeat("[", 100))
}

func FuzzSeries(f *testing.F) {
	fuzzFile(f, "series/a.csv", "series,date,value\na,2020,1\n", "series,from,date,value,low,high,unit,source_actor,target_actor,kind\na,2020-01-01,2020-03-31,3,1,5,events,XAR,XBE,index\n", "series,date,value,low\na,2020,1e999,x\n")
}

func FuzzMade(f *testing.F) {
	fuzzFile(f, "series/a.yaml", "command: x\non: 2020\nsha256: 00\n", "inputs: [~, {what: events}]\ndropped: {statements: -1}\nstore: {rows: 1e99}\n")
}

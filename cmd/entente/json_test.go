package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/dossier"
	"entente/event/duckdb"
)

// TestJSONHasVersion runs each command that has --format json, also where there is
// nothing to tell, and holds that it prints one JSON object with a version.
func TestJSONHasVersion(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := dossier.New("d"); err != nil {
		t.Fatal(err)
	}
	// A dossier of two members and nothing else has little to tell.
	if err := errors.Join(os.MkdirAll("bare/members", 0o755), os.MkdirAll("broken", 0o755)); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"bare/dossier.yaml":     "title: Bare\nas_of: 2025-01-01\nmembers: [XAR, XBE]\nnames: {XAR: Arden, XBE: Belmora}\nareas: [{id: water, name: Water}]\n",
		"bare/members/xar.yaml": "code: XAR\n", "bare/members/xbe.yaml": "code: XBE\n",
		"broken/dossier.yaml": "title: Broken\nas_of: never\nmembers: [XAR, XBE]\nnames: {XAR: Arden, XBE: Belmora}\nareas: [{id: water, name: Water}]\n",
		"page.html":           "<html><head><title>On rivers</title></head><body><p>" + strings.Repeat("The river is high, and nobody in the three towns had said so before. ", 10) + "</p></body></html>",
		"broken.bib":          "@article{a, title = {open", "lib.ris": "TY  - BOOK\nTI  - The harbour\nER  - \n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	type jsonCase struct {
		args string
		exit int // -1: any
	}
	cases := []jsonCase{
		{"agenda d --draws 100", 0},
		{"agenda d --draws 100 --from 2024 --every year", 0},
		{"explain d river-warnings --draws 100", 0},
		{"what-if d river-warnings --move xar-president=+5 --draws 100", 0},
		{"check d", 0},
		{"check bare", 0},
		{"agenda bare", 0},

		{"backtest bare", 0},
		{"search d river", 0},
		{"search d nothingofthekind", 0},
		{"measure d --by year", 0},
		{"measure d --by year --third --by quarter", 0},
		{"measure d --events XAR/XBE@1999", 0},
		{"measure bare --what opinion", 0},
		{"measure bare --what relations", 0},
		{"backtest d --draws 100", 0},
		{"read d page.html --dry-run", 0},
		{"read d nowhere.html --dry-run", 1},
		{"read d broken.bib", 1},
		{"read d lib.ris page.html", 0},
		{"read d page.html", 0},
		{"read d --accept", 0},
		{"read bare --accept", 0},
		{"diff d@2025-12-31 d", 0},
		{"version", 0},

		{"read broken page.html", 1},
		{"read nowhere page.html", 2},
		{"read broken --accept", 1},
		{"read d", 2},
		{"check nowhere", 2},
		{"check broken", 1},
		{"check d --as-of never", 2},
		{"search nowhere river", 2},
		{"search broken river", 1},
		{"search d river --limit 0", 2},
		{"search d river --member NOBODY", 2},
		{"search d river --nosuchflag", 2},
		{"diff d bare", 0},
		{"diff d broken", 1},
		{"diff d#none d", 2},
		{"agenda broken", 1},
		{"agenda nowhere", 2},
		{"explain broken river-warnings", 1},
		{"explain d nosuchinitiative --draws 100", 2},
		{"what-if d nosuchinitiative --draws 100", 2},
		{"measure broken", 1},
		{"backtest broken", 1},
	}
	if duckdb.Built {
		cases = append(cases, jsonCase{"import csv d/events.csv --store events.duckdb", -1})
	}
	rows := jsonRows(t)
	var ran []string
	for _, c := range cases {
		args := append(strings.Fields(c.args), "--format", "json")
		ran = append(ran, args[0])
		var out, errs bytes.Buffer
		if code := run(args, strings.NewReader(""), &out, &errs); c.exit >= 0 && code != c.exit {
			t.Errorf("%s: exit %d, want %d\n%s", c.args, code, c.exit, &errs)
			continue
		}
		var top map[string]any
		dec := json.NewDecoder(&out)
		if err := dec.Decode(&top); err != nil {
			t.Errorf("%s: %v\n%s", c.args, err, &errs)
			continue
		}
		if c.exit > 0 && !hasRefusal(top) {
			t.Errorf("%s: the object does not say why it was refused: %v", c.args, top)
		}
		if v, ok := top["version"].(float64); !ok || v < 1 {
			t.Errorf("%s: the object has no version", c.args)
		}
		if err := dec.Decode(new(any)); err != io.EOF {
			t.Errorf("%s: something follows the object: %v", c.args, err)
		}
		row := args[0]
		for _, flag := range []string{"--from", "--events", "--accept"} {
			if slices.Contains(args, flag) {
				row += " " + flag
			}
		}
		if row == "diff" && !strings.Contains(args[1], "@") {
			row = "diff OLD NEW"
		}
		for key := range top {
			if refused := c.exit > 0 && top["error"] != nil && (key == "error" || key == "findings"); !refused && !slices.Contains(rows[row], key) {
				t.Errorf("%s: docs/scripts.md does not list %q for `%s`", c.args, key, row)
			}
		}
	}
	for _, cmd := range (&app{}).root().Commands() {
		f := cmd.Flags().Lookup("format")
		if f == nil || !strings.Contains(f.Usage, "json") {
			continue
		}
		if !slices.Contains(ran, cmd.Name()) && (cmd.Name() != "import" || duckdb.Built) {
			t.Errorf("entente %s --format json is not tried", cmd.Name())
		}
		if rows[cmd.Name()] == nil {
			t.Errorf("docs/scripts.md does not say what entente %s --format json prints", cmd.Name())
		}
	}
}

// hasRefusal reports whether an object has findings, or a reading with its error.
func hasRefusal(top map[string]any) bool {
	if readings, ok := top["readings"].([]any); ok {
		for _, r := range readings {
			if reading, ok := r.(map[string]any); ok && reading["error"] != nil {
				return true
			}
		}
	}
	found, _ := top["findings"].([]any)
	for _, f := range found {
		if finding, ok := f.(map[string]any); ok && finding["severity"] == "error" && finding["message"] != "" {
			return true
		}
	}
	return false
}

// jsonRows reads the table of docs/scripts.md: the keys of each command's object.
func jsonRows(t *testing.T) map[string][]string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(home, "docs", "scripts.md"))
	if err != nil {
		t.Fatal(err)
	}
	words := regexp.MustCompile("`([^`]+)`")
	rows := map[string][]string{}
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(line, "|")
		if len(cells) < 4 || !strings.Contains(cells[1], "`") {
			continue
		}
		keys := []string{"version"}
		for _, m := range words.FindAllStringSubmatch(cells[2], -1) {
			keys = append(keys, m[1])
		}
		for _, m := range words.FindAllStringSubmatch(cells[1], -1) {
			rows[m[1]] = keys
		}
	}
	return rows
}

// home is the root of the repository, whatever folder a test has gone to.
var home = func() string {
	p, err := filepath.Abs("../..")
	if err != nil {
		panic(err)
	}
	return p
}()

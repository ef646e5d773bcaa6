package dossiertest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Codes gives n codes of invented members: XAA, XAB, …
func Codes(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("X%c%c", 'A'+i/26, 'A'+i%26)
	}
	return out
}

// Names gives n names of invented members, some of two words.
func Names(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = []string{"Arden", "Belmora", "Coriel", "Dunmark", "East Ostia", "Fennia", "Galdor", "Hill Marches", "Istria Minor", "Jorvik", "Kalmar", "Lower Sella"}[i%12]
		if i >= 12 {
			out[i] += fmt.Sprint(" ", i/12+1)
		}
	}
	return out
}

// Group writes a dossier with a member a name into a new folder and gives the
// folder. Every title, office, rung and procedure begins with such a name. The
// first member carries everything and each further one a little less; beside what
// all do together there is something for the first and the last alone, something
// that is not assessed and something in place. A constraint shifts the last member,
// and another caps what all do.
func Group(t testing.TB, names []string) string {
	t.Helper()
	dir := t.TempDir()
	codes := Codes(len(names))
	name := func(i int) string { return names[i%len(names)] }
	write := into(t, dir)
	var called, owners, serves strings.Builder
	for i, c := range codes {
		low := strings.ToLower(c)
		fmt.Fprintf(&called, "  %s: %q\n", c, name(i))
		fmt.Fprintf(&owners, "%s: %s-office, ", c, low)
		fmt.Fprintf(&serves, "%s-water: 0.5, ", low)
		best := 85 - 60*i/max(1, len(codes)-1)
		write("members/"+low+".yaml", `code: %s
priorities:
  - {id: %s-water, title: %q, weight: 0.9, from: 2024, source: gazette}
players:
  - id: %s-office
    name: %q
    kind: executive
    role: [proposes, decides]
    influence: 0.9
    stances:
      - {areas: [water], from: 2025-09, position: {low: %d, best: %d, high: %d}, salience: 0.6, because: %q, evidence: ["source:gazette"]}
procedures:
  - {id: decree, name: %q, path: {players: [%s-office]}}
`, c, low, name(i)+" drinks", low, name(i)+", office of the head", best-15, best, best+15, name(i)+" said so.", name(i)+" NATO Decree", low)
	}
	write("dossier.yaml", `title: %q
as_of: 2026-03-31
languages: [en]
members: [%s]
names:
%sareas:
  - {id: water, name: %q}
  - {id: songs, name: Songs}
settings: {draws: 1000}
`, name(0)+" and the river", strings.Join(codes, ", "), called.String(), name(0)+" water")
	initiative := func(id, title, members, area, more string) {
		write("initiatives/"+id+".md", `---
title: %q
dek: %q
%sarea: %s
proposed: 2025-10
ladder:
  - {rung: letters, level: 15, name: %q}
  - {rung: line, level: 45, name: %q}
  - {rung: centre, level: 80, name: %q}
target: line
owners: {%s}
serves: {%s}
source: gazette
%s---
%s reads the river [@gazette].
`, title, name(0)+" passes readings on.", members, area, name(0)+" sends letters", name(1)+" sends a line", name(2)+" builds a centre", owners.String(), serves.String(), more, name(0))
	}
	initiative("warnings", name(0)+", flood warnings on one line for everybody on the river", "", "water", "requires: [banks]\n")
	if len(codes) > 2 {
		write("initiatives/window.md", `---
title: %q
members: [%s, %s]
area: water
proposed: 2025-10
ladder:
  - {rung: form, level: 40, name: One form}
target: form
serves: {%s-water: 0.5, %s-water: 0.5}
source: gazette
---
`, name(len(codes)-1)+", a window for two", codes[0], codes[len(codes)-1], strings.ToLower(codes[0]), strings.ToLower(codes[len(codes)-1]))
	}
	initiative("songs", name(1)+", an archive of songs", "", "songs", "")
	initiative("banks", name(2)+", clean banks", "", "water", "history:\n  - {from: 2023-04, rung: line, what: The first week., source: gazette}\n")
	last := strings.ToLower(codes[len(codes)-1])
	write("constraints/quarrel.md", `---
title: %q
members: [%s]
effect: shift
areas: [water]
pressure:
  - {from: 2025-01, low: 0.4, best: 0.6, high: 0.8, because: %q}
shifts:
  - {players: [%s-office], points: -12}
lever: none
source: gazette
---
`, name(len(codes)-1)+", the quarrel", codes[len(codes)-1], name(0)+" says so.", last)
	write("constraints/court.md", `---
title: %q
members: [%s]
kind: court
effect: cap
areas: [water]
caps: {warnings: centre}
pressure:
  - {from: 2025-01, low: 0.9, best: 0.95, high: 1}
lever: none
source: gazette
---
`, name(0)+", the court", codes[0])
	write("sources/sources.json", `[{"id": "gazette", "type": "article-newspaper", "title": %q, "container-title": "The River Gazette", "author": [{"family": "Ruel", "given": "Ana"}], "issued": {"date-parts": [[2025, 11, 3]]}, "URL": "https://example.org/gazette/2025/11/03/a-long-address-of-a-page-that-is-wider-than-a-line.html"}]
`, name(0)+" reads")
	return dir
}

// into gives what writes files into a folder.
func into(t testing.TB, dir string) func(path, format string, args ...any) {
	return func(path, format string, args ...any) {
		t.Helper()
		path = filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, fmt.Appendf(nil, format, args...), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

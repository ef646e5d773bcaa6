package check_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/archive"
	"entente/check"
	"entente/dossier"
	"entente/dossier/dossiertest"
	"entente/markup"
)

// template writes the dossier of `entente new` with an archived page.
func template(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "d")
	if err := dossier.New(dir); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	arch, _ := archive.Open(root)
	if _, err := arch.Store("treaty-2021", []byte("<p>The treaty</p>"), ".html", "The treaty", archive.Kept{Retrieved: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	return dir
}

func edit(t testing.TB, dir, name string, f func(string) string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	src, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(f(string(src))), 0o644); err != nil {
		t.Fatal(err)
	}
}

// put writes a file of a dossier anew.
func put(t testing.TB, dir, name, text string) {
	t.Helper()
	edit(t, dir, name, func(string) string { return text })
}

func replaceLine(prefix, with string) func(string) string {
	return func(s string) string {
		return regexp.MustCompile(`(?m)^`+prefix+`.*$`).ReplaceAllString(s, with)
	}
}

func replaceOwners(with string) func(string) string {
	return func(s string) string {
		return regexp.MustCompile(`(?m)^owners:.*\n(?:  .*\n)*`).ReplaceAllString(s, with)
	}
}

// special makes the faults that lines of text cannot show.
func special(t *testing.T, dir, file, what string) {
	switch what {
	case "changed page":
		files, _ := filepath.Glob(filepath.Join(dir, "archive", "treaty-2021", "*.md"))
		if len(files) != 1 {
			t.Fatal(files)
		}
		edit(t, dir, "archive/treaty-2021/"+filepath.Base(files[0]), func(string) string { return "Another treaty" })
	case "broken record":
		edit(t, dir, file, func(string) string { return "{" })
	case "no owner":
		edit(t, dir, file, replaceOwners("owners: {XAR: {lead: xar-environment, by: editors}}\n"))
	case "presidents own it":
		edit(t, dir, file, replaceOwners("owners: {XAR: {lead: xar-president, by: editors}, XBE: {lead: xbe-premier, by: editors}, XCO: {lead: xco-council, by: editors}}\n"))
	case "no evidence":
		edit(t, dir, file, func(s string) string {
			return regexp.MustCompile(`, evidence: \[[^\]]*\]`).ReplaceAllString(s, "")
		})
	case "two thousand and one lines":
		edit(t, dir, file, func(s string) string { return s + "\n\n" + strings.Repeat("A line.\n", 2001) })
	case "the wrong page", "no page":
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		arch, _ := archive.Open(root)
		text := "The treaty of the lake.\n\nThe parties share every warning on the river, all 417 of them."
		if _, err := arch.Store("treaty-2021", []byte("%PDF"), ".pdf", text, archive.Kept{Retrieved: time.Date(2026, 1, 3, 0, 0, 0, 0, time.UTC), Turns: []archive.Turn{{At: 0, Page: 6}, {At: 25, Page: 7}}}); err != nil {
			t.Fatal(err)
		}
		edit(t, dir, file, func(s string) string {
			return s + "\n“The parties share every warning on the river,” it says [@treaty-2021" + map[string]string{"the wrong page": ", p. 6", "no page": ""}[what] + "].\n"
		})
	case "a figure more":
		edit(t, dir, file, func(s string) string { return s + "\nOf 417 villages none was warned [@gazette-2025].\n" })
	default:
		t.Fatalf("no special fault %q", what)
	}
}

// TestChecksPage runs the examples of the rules beyond the structure: what is
// marked − passes the rule, what is marked + has its finding. Every rule is on
// the page, with its severity.
func TestChecksPage(t *testing.T) {
	page, err := os.ReadFile("../docs/checks.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(page), "\n## Provenance\n")
	if !ok {
		t.Fatal("the page has no families")
	}
	var documented, mended []string
	section := regexp.MustCompile("(?s)### ([a-z-]+)\n\n\\*(error|warning|note)\\.\\* [^\n]+\n((?:\n```(?:change|sentence)\n.*?```\n)+)")
	example := regexp.MustCompile("(?s)```(change|sentence)\n(.*?)\n```")
	for _, m := range section.FindAllStringSubmatch(rest, -1) {
		rule, severity := m[1], dossier.Severity(m[2])
		documented = append(documented, rule)
		if r := check.RuleByName(rule); r == nil || r.Severity != severity {
			t.Errorf("the rule %s in the code: %+v", rule, r)
			continue
		}
		for _, e := range example.FindAllStringSubmatch(m[3], -1) {
			kind, lines := e[1], strings.Split(e[2], "\n")
			t.Run(rule, func(t *testing.T) {
				hasIn := func(found []dossier.Finding) bool {
					return slices.ContainsFunc(found, func(f dossier.Finding) bool { return f.Rule == rule && f.Severity == severity && f.Message != "" })
				}
				has := func(dir string) bool { return hasIn(run(t, dir, false)) }
				if kind == "sentence" {
					for _, l := range lines {
						dir := corpusDossier(t, []item{{sentence: l[2:]}})
						found := run(t, dir, false)
						if got, want := hasIn(found), l[0] == '+'; got != want {
							t.Errorf("found: %v, want %v: %s", got, want, l)
						}
						mended = append(mended, dossiertest.Mends(t, dir, found, func() []dossier.Finding { return run(t, dir, false) })...)
					}
					return
				}
				dir := template(t)
				if has(dir) {
					t.Error("the dossier has the finding before the change")
				}
				var old, fresh []string
				for _, l := range lines[1:] {
					switch l[:2] {
					case "! ":
						special(t, dir, lines[0], l[2:])
					case "- ":
						old = append(old, l[2:])
					case "+ ":
						fresh = append(fresh, l[2:])
					}
				}
				if len(fresh) > 0 {
					edit(t, dir, lines[0], func(s string) string {
						if len(old) == 0 {
							return strings.Join(fresh, "\n") + "\n"
						}
						if !strings.Contains(s, strings.Join(old, "\n")) {
							t.Fatalf("%s does not hold %q", lines[0], old)
						}
						return strings.Replace(s, strings.Join(old, "\n"), strings.Join(fresh, "\n"), 1)
					})
				}
				found := run(t, dir, false)
				if !hasIn(found) {
					t.Errorf("not found after the change: %v", found)
				}
				mended = append(mended, dossiertest.Mends(t, dir, found, func() []dossier.Finding { return run(t, dir, false) })...)
			})
		}
	}
	if slices.Sort(mended); !slices.Equal(slices.Compact(mended), []string{"doubled-word", "name-variant", "run-together", "unknown-directive"}) {
		t.Errorf("the examples that have a mend are of %v", mended)
	}
	var inCode []string
	for _, r := range check.Rules {
		inCode = append(inCode, r.Name)
	}
	slices.Sort(inCode)
	slices.Sort(documented)
	if !slices.Equal(inCode, documented) {
		t.Errorf("rules in the code: %v\nrules on the page: %v", inCode, documented)
	}
}

// TestRulesOfCode holds that every rule that the code reports is in the list.
func TestRulesOfCode(t *testing.T) {
	files, _ := filepath.Glob("*.go")
	n := 0
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`c\.(?:add\(|report\(t, )"([a-z-]+)"`).FindAllSubmatch(src, -1) {
			n++
			if check.RuleByName(string(m[1])) == nil {
				t.Errorf("%s reports %q, which is no rule", f, m[1])
			}
		}
	}
	if n < 25 {
		t.Errorf("%d reports were found", n)
	}
}

// TestSilence silences a finding by rule, file and key, counts it, and cannot
// silence an error of the structure.
func TestSilence(t *testing.T) {
	dir := template(t)
	edit(t, dir, "report.md", func(string) string {
		return "---\ntitle: A report\n---\nThe whining of one side. The stubborn other side.\n"
	})
	entry := func(rule, file, key string) string {
		return fmt.Sprintf("  - {rule: %s, file: %s, key: %q, reason: A test, by: Me, date: 2026-01-01}\n", rule, file, key)
	}
	count := func() (framing int, res *check.Result) {
		d, found, err := dossier.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		if res, err = check.Run(d, found, check.Options{Root: root}); err != nil {
			t.Fatal(err)
		}
		for _, f := range res.Findings {
			if f.Rule == "framing" {
				framing++
			}
		}
		return framing, res
	}
	if n, _ := count(); n != 2 {
		t.Fatalf("%d findings", n)
	}
	edit(t, dir, "silences.yaml", func(string) string { return "silences:\n" + entry("framing", "report.md", "whining") })
	// The line holds both, so the key of the message decides for one of them; the
	// other stands on the same line and is silenced too.
	if n, res := count(); n+res.Silenced != 2 || res.Silenced == 0 {
		t.Errorf("%d left, %d silenced", n, res.Silenced)
	}
	edit(t, dir, "dossier.yaml", func(s string) string { return s + "\nnonsense: 1\n" })
	edit(t, dir, "silences.yaml", func(string) string { return "silences:\n" + entry("unknown-key", "dossier.yaml", "") })
	if _, res := count(); res.Silenced != 0 || !slices.ContainsFunc(res.Findings, func(f dossier.Finding) bool { return f.Rule == "unknown-key" }) {
		t.Errorf("an error of the structure was silenced: %v", res.Findings)
	}
}

// TestFlagshipReport holds that the flagship's report is a real one: long enough,
// with every directive, citations and printed dissent, and clean under --strict.
func TestFlagshipReport(t *testing.T) {
	d, found, err := dossier.Load("../examples/trilateral")
	if err != nil || d.Report == nil {
		t.Fatal(err)
	}
	report, err := markup.Parse(d.Report.Body)
	if err != nil {
		t.Fatal(err)
	}
	if words := len(strings.Fields(report.Text)); words < 1500 {
		t.Errorf("%d words, want 1,500", words)
	}
	used := map[string]int{}
	for _, v := range report.Directives {
		used[v.Name]++
	}
	for _, name := range []string{"poll", "record", "fact", "ruling", "carry", "verdict", "commitment", "count", "chart", "table"} {
		if used[name] == 0 {
			t.Errorf("no {{%s}}", name)
		}
	}
	if n := len(report.Citations); n < 20 {
		t.Errorf("%d citations", n)
	}
	sections := map[string]bool{}
	for _, x := range d.People.Dissent {
		if text, section, ok := strings.Cut(x.Text, "#"); ok && text == "report" {
			sections[section] = true
		}
	}
	if len(sections) == 0 {
		t.Error("no dissent by section")
	}
	for s := range sections {
		if !regexp.MustCompile(`(?mi)^## ` + strings.ReplaceAll(regexp.QuoteMeta(s), "-", "[^a-z]+")).MatchString(d.Report.Body) {
			t.Errorf("a dissent is from the section %q, which there is not", s)
		}
	}
	res, err := check.Run(d, found, check.Options{Strict: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range res.Findings {
		if f.File == "report.md" {
			t.Error(f)
		}
	}
}

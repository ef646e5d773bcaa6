package check_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"entente/check"
	"entente/dossier"
	"entente/dossier/dossiertest"
	"entente/prose"
)

var everyWay = flag.Bool("every-way", false, "break the sample in all ways, not in every eleventh")

// everyDirective is a report that uses every directive and every list that prose
// knows, so that a new one is covered as soon as there is one.
func everyDirective(t testing.TB) string {
	t.Helper()
	fill := map[string]string{
		"SERIES": "XAR_TRUST_BELMORA", "INITIATIVE": "river-warnings", "RUNG": "line", "CODE": "XAR", "ID": "",
		"fact": "xar-posts-2025", "ruling": "case-2025-nets", "commitment": "promise-warnings", "search": "second-warning-line",
	}
	var b strings.Builder
	b.WriteString("---\ntitle: A report\n---\nAs the treaty says [@treaty-2021], 44 percent of adults trust it [@poll-2025].\n")
	for _, form := range prose.Forms() {
		for _, one := range regexp.MustCompile(`\{\{(\w+)[^}]*\}\}`).FindAllStringSubmatch(form, -1) {
			text := regexp.MustCompile(`\b[A-Z]{2,}\b`).ReplaceAllStringFunc(one[0], func(w string) string {
				v, ok := fill[w]
				if w == "ID" {
					v, ok = fill[one[1]]
				}
				if !ok {
					t.Fatalf("nothing is known to fill %s in %s with", w, one[0])
				}
				return v
			})
			fmt.Fprintf(&b, "\n%s\n", strings.Replace(text, "2019-10", "2025-06", 1))
		}
	}
	for _, kind := range prose.ListKinds() {
		fmt.Fprintf(&b, "\nThere are {{count %s}} of these: {{count %s member=XAR area=water since=2020}}.\n", kind, kind)
		if kind != "polls" { // the form above has a table of a series
			fmt.Fprintf(&b, "\n{{table %s}}\n", kind)
		}
	}
	return b.String()
}

// TestNothingPanics breaks every key of every file of the sample in turn, and
// takes each file away, in a dossier whose report uses every directive: whatever
// is wrong, loading and checking end with findings, and where nothing is an error
// the directives have the agenda worked out. A file that cannot be read has a finding.
func TestNothingPanics(t *testing.T) {
	first := template(t)
	report := everyDirective(t)
	prepare := func(dir string) {
		edit(t, dir, "report.md", func(string) string { return report })
		edit(t, dir, "dossier.yaml", func(s string) string { return strings.Replace(s, "draws: 10000", "draws: 100", 1) })
	}
	prepare(first)
	if found := run(t, first, true); slices.ContainsFunc(found, func(f dossier.Finding) bool { return f.Severity == dossier.Error }) {
		t.Fatalf("the sample has errors before it is broken: %v", found)
	}
	jobs := dossiertest.AllBroken(t, first)
	if len(jobs) < 5000 {
		t.Fatalf("only %d ways to break the sample", len(jobs))
	}
	if !*everyWay { // every key, and every way somewhere: the ways take turns
		all := jobs
		jobs = nil
		step := 11 // a key has more ways than eleven, so none goes unbroken
		if testing.Short() {
			step = 97
		}
		for i := 0; i < len(all); i += step {
			jobs = append(jobs, all[i])
		}
	}
	t.Logf("%d ways to break the sample", len(jobs))
	next := make(chan dossiertest.Broken)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		dir := template(t)
		prepare(dir)
		wg.Go(func() {
			for j := range next {
				j.While(t, dir, func() { survives(t, dir, j.File, j.Breakage) })
			}
		})
	}
	for _, j := range jobs {
		next <- j
	}
	close(next)
	wg.Wait()
}

// survives loads and checks a dossier of which one file is broken.
func survives(t *testing.T, dir, file string, b dossiertest.Breakage) {
	defer func() {
		if p := recover(); p != nil {
			t.Errorf("%s, %s: panic: %v", file, b.What, p)
		}
	}()
	d, found, err := dossier.Load(dir)
	if err != nil {
		t.Errorf("%s, %s: %v", file, b.What, err)
		return
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Error(err)
		return
	}
	defer root.Close()
	res, err := check.Run(d, found, check.Options{Root: root})
	if err != nil {
		t.Errorf("%s, %s: %v", file, b.What, err)
		return
	}
	if b.Unreadable && !slices.ContainsFunc(res.Findings, func(f dossier.Finding) bool { return f.File == file }) {
		t.Errorf("%s, %s: the file has no finding", file, b.What)
	}
	// Where nothing is an error, the report's directives have had the agenda worked out.
}

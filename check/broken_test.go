package check_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"entente/check"
	"entente/dossier"
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

// breakage is one way to break a file: its name, and the file's text then.
// Unreadable says that the file cannot be read as it is meant then.
type breakage struct {
	what, text string
	unreadable bool
}

var keyInHead = regexp.MustCompile(`(^|[{,]|- )( *)([a-z_A-Z][\w-]*):( |$)`)

// breakYAML breaks every key of a YAML text in turn.
func breakYAML(head string) []breakage {
	var out []breakage
	lines := strings.Split(head, "\n")
	with := func(from, to int, fresh ...string) string {
		return strings.Join(slices.Concat(lines[:from], fresh, lines[to:]), "\n")
	}
	indent := func(s string) int { return len(s) - len(strings.TrimLeft(s, " ")) }
	for n, line := range lines {
		if strings.HasPrefix(strings.TrimSpace(line), "#") || strings.TrimSpace(line) == "" {
			continue
		}
		end := n + 1 // of what stands under the line
		for end < len(lines) && (indent(lines[end]) > indent(line) || strings.HasPrefix(strings.TrimLeft(lines[end], " "), "- ") && indent(lines[end]) == indent(line) && !strings.HasPrefix(strings.TrimLeft(line, " "), "- ")) {
			end++
		}
		at := fmt.Sprintf("line %d: ", n+1)
		out = append(out,
			breakage{at + "deleted", with(n, n+1), false},
			breakage{at + "deleted with what is under it", with(n, end), false},
			breakage{at + "indented", with(n, n+1, " "+line), false},
			breakage{at + "indented by much", with(n, n+1, "      "+line), false},
			breakage{at + "not indented", with(n, n+1, strings.TrimLeft(line, " ")), false},
			breakage{at + "a tab", with(n, n+1, "\t"+line), true},
		)
		for _, m := range keyInHead.FindAllStringSubmatchIndex(line, -1) {
			key, after := line[m[6]:m[7]], m[9]
			stop, depth := after, 0 // of the value
			for ; stop < len(line); stop++ {
				if c := line[stop]; c == '{' || c == '[' {
					depth++
				} else if (c == '}' || c == ']') && depth > 0 {
					depth--
				} else if depth == 0 && line[m[2]:m[3]] != "" && line[m[2]:m[3]] != "- " && (c == ',' || c == '}') {
					break
				}
			}
			below := n + 1
			if strings.TrimSpace(line[after:stop]) == "" {
				below = end
			}
			put := func(name, value string) string { return line[:m[6]] + name + ":" + value + line[stop:] }
			at := at + key + ": "
			out = append(out,
				breakage{at + "misspelt", with(n, n+1, put(key[:1]+"x"+key[1:], line[m[8]:stop])), false},
				breakage{at + "without a value", with(n, below, put(key, "")), false},
				breakage{at + "a second colon", with(n, n+1, put(key, " it is: so "+line[after:stop])), false},
			)
			for _, v := range []string{"[a, b]", "[]", "{a: b}", "{}", "7", "-1e9", `""`, "2020-02-30", "[[1], {a: [b]}]", "all", "XAR", strings.Repeat("long ", 2000)} {
				out = append(out, breakage{at + v[:min(len(v), 9)], with(n, below, put(key, " "+v)), false})
			}
		}
	}
	return out
}

// breakTable breaks every column and some cells of a CSV text in turn.
func breakTable(text string) []breakage {
	var out []breakage
	rows := strings.Split(strings.TrimSpace(text), "\n")
	cells := make([][]string, len(rows))
	for i, r := range rows {
		cells[i] = strings.Split(r, ",")
	}
	join := func(change func(r, c int, cell string) (string, bool)) string {
		var b strings.Builder
		for r, row := range cells {
			var kept []string
			for c, cell := range row {
				if s, ok := change(r, c, cell); ok {
					kept = append(kept, s)
				}
			}
			b.WriteString(strings.Join(kept, ",") + "\n")
		}
		return b.String()
	}
	for c, name := range cells[0] {
		out = append(out,
			breakage{name + ": dropped", join(func(_, k int, s string) (string, bool) { return s, k != c }), false},
			breakage{name + ": misspelt", join(func(r, k int, s string) (string, bool) {
				if r == 0 && k == c {
					return s + "x", true
				}
				return s, true
			}), true},
		)
		for _, v := range []string{"", "?", "1e308", "-7", "XAR", "2020-13-40", "a;b;;c", `"`, "\u202e"} {
			out = append(out, breakage{name + ": " + v, join(func(r, k int, s string) (string, bool) {
				if r == len(cells)-1 && k == c {
					return v, true
				}
				return s, true
			}), false})
		}
	}
	return out
}

// breakages gives the ways to break a file.
func breakages(file, text string) []breakage {
	yes := path.Ext(file) != ".json"
	out := []breakage{
		{"empty", "", true},
		{"no text", "\x00\x01\x02", true},
		{"Latin-1", text + "# caf\xe9\n", true},
		{"only a list", "- a\n- b\n", yes},
		{"only a word", "word\n", true},
	}
	for _, part := range []int{1, 2, 3, 5, 7, 9} {
		out = append(out, breakage{fmt.Sprintf("cut at %d tenths", part), text[:len(text)*part/10], false})
	}
	switch path.Ext(file) {
	case ".yaml":
		out = append(out, breakYAML(text)...)
	case ".md":
		head, body, _ := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
		for _, b := range breakYAML(head) {
			b.text = "---\n" + b.text + "\n---\n" + body
			out = append(out, b)
		}
		out = append(out, breakage{"without a head", body, true})
	case ".csv":
		out = append(out, breakTable(text)...)
	case ".json":
		for _, w := range []string{`"id"`, `"type"`, `"issued"`, `"title"`, "[", "]", "{", "}", ",", ":"} {
			for _, with := range []string{"", `"x"`, "[", "7"} {
				out = append(out, breakage{w + " as " + with, strings.Replace(text, w, with, 2), false})
			}
		}
	}
	return out
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
	type job struct {
		file string
		breakage
		gone bool
	}
	var jobs []job
	err := fs.WalkDir(os.DirFS(first), ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			if e.Name() == "archive" || e.Name() == ".schema" {
				return fs.SkipDir
			}
			return err
		}
		src, err := os.ReadFile(filepath.Join(first, p))
		if err != nil {
			return err
		}
		for _, b := range breakages(p, string(src)) {
			jobs = append(jobs, job{p, b, false})
		}
		if p != "dossier.yaml" {
			jobs = append(jobs, job{p, breakage{what: "gone"}, true})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(jobs) < 5000 {
		t.Fatalf("only %d ways to break the sample", len(jobs))
	}
	if !*everyWay { // every key, and every way somewhere: the ways take turns
		all := jobs
		jobs = nil
		for i := 0; i < len(all); i += 11 { // a key has more ways than eleven, so none goes unbroken
			jobs = append(jobs, all[i])
		}
	}
	t.Logf("%d ways to break the sample", len(jobs))
	next := make(chan job)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		dir := template(t)
		prepare(dir)
		wg.Go(func() {
			for j := range next {
				file := filepath.Join(dir, filepath.FromSlash(j.file))
				was, err := os.ReadFile(file)
				if err == nil && j.gone {
					err = os.Remove(file)
				} else if err == nil {
					err = os.WriteFile(file, []byte(j.text), 0o644)
				}
				if err != nil {
					t.Error(err)
					continue
				}
				survives(t, dir, j.file, j.breakage)
				if err := os.WriteFile(file, was, 0o644); err != nil {
					t.Error(err)
				}
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
func survives(t *testing.T, dir, file string, b breakage) {
	defer func() {
		if p := recover(); p != nil {
			t.Errorf("%s, %s: panic: %v", file, b.what, p)
		}
	}()
	d, found, err := dossier.Load(dir)
	if err != nil {
		t.Errorf("%s, %s: %v", file, b.what, err)
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
		t.Errorf("%s, %s: %v", file, b.what, err)
		return
	}
	if b.unreadable && !slices.ContainsFunc(res.Findings, func(f dossier.Finding) bool { return f.File == file }) {
		t.Errorf("%s, %s: the file has no finding", file, b.what)
	}
	// Where nothing is an error, the report's directives have had the agenda worked out.
}

package main

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestMeasurePage runs the examples of docs/measure.md on the dossier of `entente
// new`: what a page shows stands in the output, line by line and in its order.
func TestMeasurePage(t *testing.T) { examples(t, "measure.md", 3) }

// TestReadingPage runs those of docs/reading.md, beside the spreadsheet that they read.
func TestReadingPage(t *testing.T) {
	examples(t, "reading.md", 2, "../../evidence/document/sheet/testdata/polls.xlsx")
}

// examples runs those of a page in a folder with some files.
func examples(t *testing.T, page string, n int, files ...string) {
	t.Helper()
	src := docsPage(t, page)
	dir := t.TempDir()
	for _, f := range files {
		body, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(f)), body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	entente(t, 0, "new", "mygroup")
	var consoles []string
	for _, b := range blockRE.FindAllStringSubmatch(src, -1) {
		if b[1] == "console" {
			consoles = append(consoles, b[2])
		}
	}
	if len(consoles) != n {
		t.Fatalf("%d examples", len(consoles))
	}
	for _, c := range consoles {
		if err := typed(nil, c); err != nil {
			t.Error(err)
		}
	}
}

// TestExchangePage runs the examples of docs/exchange.md, and looks for what it shows of
// the files that they write: line by line, one below another.
func TestExchangePage(t *testing.T) {
	src := docsPage(t, "exchange.md")
	examples(t, "exchange.md", 1)
	shown := regexp.MustCompile("`(site/data/[a-zA-Z.]+)` has:?\n\n```[a-z]+\n(?s:(.*?))```").FindAllStringSubmatch(src, -1)
	if len(shown) < 5 {
		t.Fatalf("%d files are shown", len(shown))
	}
	for _, s := range shown {
		body, err := os.ReadFile(s[1])
		if err != nil {
			t.Fatal(err)
		}
		rest := strings.ReplaceAll("\n"+string(body), "\r\n", "\n")
		for line := range strings.Lines(s[2]) {
			_, after, ok := strings.Cut(rest, "\n"+line)
			if !ok {
				t.Errorf("%s does not have, there,\n%s", s[1], line)
				break
			}
			rest = "\n" + after
		}
	}
	db, err := sql.Open("sqlite", "site/data/agenda.sqlite")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	asked := regexp.MustCompile("```sql\n(?s:(.*?))```\n\n[a-z ]*gives\n\n```text\n(?s:(.*?))```").FindAllStringSubmatch(src, -1)
	if len(asked) != 2 {
		t.Fatalf("%d queries", len(asked))
	}
	for _, q := range asked {
		rows, err := db.QueryContext(t.Context(), q[1])
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for rows.Next() {
			var x [3]any
			if err := rows.Scan(&x[0], &x[1], &x[2]); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&got, "%v|%v|%v\n", x[0], x[1], x[2])
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil || got.String() != q[2] {
			t.Errorf("%s gives %v\n%s", q[1], err, &got)
		}
	}
}

// TestTutorial does what docs/tutorial.md says, from its first block to its last, in
// an empty folder: its files are written, its lines changed, its commands run.
func TestTutorial(t *testing.T) {
	src := docsPage(t, "tutorial.md")
	t.Chdir(t.TempDir())
	if err := follow(src); err != nil {
		t.Error(err)
	}
	commands := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^\$ entente (\S+)`).FindAllStringSubmatch(src, -1) {
		commands[m[1]] = true
	}
	for _, c := range []string{"new", "check", "read", "agenda", "explain", "what-if", "diff", "build"} {
		if !commands[c] {
			t.Errorf("the tutorial lacks entente %s", c)
		}
	}
}

// TestTutorialCanFail holds that a tutorial that is not true is found out.
func TestTutorialCanFail(t *testing.T) {
	const begun = "```console\n$ entente new rail --members KEN\n```\n"
	for _, c := range []struct{ page, says string }{
		{begun + "```console\n$ entente check rail\n23 files, and all is well\n```\n", "does not print"},
		{begun + "```console\n$ entente check rail --as-of never\n```\n", "exit 2"},
		{begun + "```yaml rail/dossier.yaml\ntitle: x\n```\n```console\n$ entente check rail\n```\n", "exit 1"},
		{begun + "```console\n$ entente check rail\nx.yaml:1:1: error: this is shown, and not so\n```\n", "exit 0"},
		{"```yaml ../out.yaml\ntitle: x\n```\n", "escapes"},
		{"```console\n$ rm ../docs_test.go\n```\n", "escapes"},
		{"```yaml\ntitle: x\n```\n", "no path"},
		{"```console\n$ make rail\n```\n", "no command"},
		{"```console\nentente new rail\n```\n", "before a command"},
		{"```yaml a.yaml\ntitle: x\n```\n```diff a.yaml\n-title: y\n+title: z\n```\n", "0 times"},
		{"```yaml a.yaml\ntitle: x\ntitle: x\n```\n```diff a.yaml\n-title: x\n+title: z\n```\n", "2 times"},
		{"No block at all.\n", "no block"},
	} {
		t.Chdir(t.TempDir())
		if err := follow(c.page); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s\ngives %v, and not %q", c.page, err, c.says)
		}
	}
	t.Chdir(t.TempDir())
	if err := follow("```yaml a/b.yaml\nx: 1\ny: 2\n```\n```diff a/b.yaml\n-x: 1\n+x: 3\n+z: 4\n```\n"); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile("a/b.yaml"); err != nil || string(got) != "x: 3\nz: 4\ny: 2\n" {
		t.Errorf("a change gives %q, %v", got, err)
	}
}

// blockRE finds the fenced blocks of a page: what stands behind the fence, and the
// lines within.
var blockRE = regexp.MustCompile("(?ms)^```([^`\n]*)\n(.*?)^```$")

func docsPage(t *testing.T, page string) string {
	t.Helper()
	src, err := os.ReadFile("../../docs/" + page)
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// follow does what the blocks of a page say, in the working folder and in nothing
// outside of it: `console` is typed, `diff PATH` changes lines of a file, and any
// other kind with a PATH is the whole of that file.
func follow(page string) error {
	root, err := os.OpenRoot(".")
	if err != nil {
		return err
	}
	defer root.Close()
	blocks := blockRE.FindAllStringSubmatch(page, -1)
	if len(blocks) == 0 {
		return errors.New("the page has no block")
	}
	for _, b := range blocks {
		kind, file, ok := strings.Cut(b[1], " ")
		switch {
		case kind == "console":
			err = typed(root, b[2])
		case !ok:
			err = fmt.Errorf("a block of %q has no path:\n%s", kind, b[2])
		case kind == "diff":
			err = changed(root, file, b[2])
		default:
			if err = root.MkdirAll(path.Dir(file), 0o700); err == nil {
				err = root.WriteFile(file, []byte(b[2]), 0o600)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// changed puts the lines marked + in the place of those marked -, which stand
// together in the file, once.
func changed(root *os.Root, file, diff string) error {
	var old, fresh strings.Builder
	for line := range strings.Lines(diff) {
		switch line[0] {
		case '-':
			old.WriteString(line[1:])
		case '+':
			fresh.WriteString(line[1:])
		default:
			return fmt.Errorf("%s: a changed line begins with - or +: %s", file, line)
		}
	}
	src, err := root.ReadFile(file)
	if err != nil {
		return err
	}
	n, at, begin := 0, 0, 0
	for line := range strings.Lines(string(src)) {
		if strings.HasPrefix(string(src[begin:]), old.String()) {
			n, at = n+1, begin
		}
		begin += len(line)
	}
	if old.Len() == 0 || n != 1 {
		return fmt.Errorf("%s has %d times\n%s", file, n, &old)
	}
	return root.WriteFile(file, slices.Concat(src[:at], []byte(fresh.String()), src[at+old.Len():]), 0o600)
}

// typed types the commands of a block, each after "$ ", and looks for the lines that
// it shows below each. A command ends with 1 where an error is shown among them, and
// with 0 elsewhere. `rm` deletes files of root.
func typed(root *os.Root, block string) error {
	before, rest, _ := strings.Cut("\n"+block, "\n$ ")
	if strings.TrimSpace(before) != "" || rest == "" {
		return fmt.Errorf("something stands before a command:\n%s", block)
	}
	for _, c := range strings.Split(rest, "\n$ ") {
		command, shown, _ := strings.Cut(c, "\n")
		args := strings.Fields(command)
		switch {
		case len(args) == 0:
			return fmt.Errorf("a command is blank:\n%s", block)
		case args[0] == "rm" && root != nil:
			for _, file := range args[1:] {
				if err := root.Remove(file); err != nil {
					return err
				}
			}
		case args[0] == "entente":
			if err := prints(args[1:], shown); err != nil {
				return err
			}
		default:
			return fmt.Errorf("%q is no command of a page", command)
		}
	}
	return nil
}

// prints runs the program and looks for the lines shown, in their order.
func prints(args []string, shown string) error {
	var out bytes.Buffer
	code, want := run(args, strings.NewReader(""), &out, &out), exitDone
	if strings.Contains(shown, ": error: ") {
		want = exitFindings
	}
	command := "entente " + strings.Join(args, " ")
	if code != want {
		return fmt.Errorf("%s: exit %d\n%s", command, code, &out)
	}
	rest := "\n" + out.String()
	for line := range strings.Lines(shown) {
		line = strings.TrimRight(line, "\n")
		_, after, ok := strings.Cut(rest, "\n"+line+"\n")
		if !ok {
			return fmt.Errorf("%s does not print, there,\n%s\nbut\n%s", command, line, &out)
		}
		rest = "\n" + after
	}
	return nil
}

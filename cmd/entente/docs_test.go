package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
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
	src, err := os.ReadFile("../../docs/" + page)
	if err != nil {
		t.Fatal(err)
	}
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
	examples := regexp.MustCompile("(?s)```console\n\\$ entente ([^\n]+)\n(.*?)```").FindAllStringSubmatch(string(src), -1)
	if len(examples) != n {
		t.Fatalf("%d examples", len(examples))
	}
	for _, m := range examples {
		var out bytes.Buffer
		if code := run(strings.Fields(m[1]), strings.NewReader(""), &out, &out); code != exitDone {
			t.Errorf("entente %s: exit %d\n%s", m[1], code, &out)
		}
		rest := out.String()
		for line := range strings.Lines(m[2]) {
			_, after, ok := strings.Cut(rest, strings.TrimRight(line, "\n"))
			if !ok {
				t.Errorf("entente %s does not say\n%s\nbut\n%s", m[1], line, &out)
				break
			}
			rest = after
		}
	}
}

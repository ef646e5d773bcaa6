package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestMeasurePage runs the examples of docs/measure.md on the dossier of `entente
// new`: what a page shows stands in the output, line by line and in its order.
func TestMeasurePage(t *testing.T) {
	page, err := os.ReadFile("../../docs/measure.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	entente(t, 0, "new", "mygroup")
	examples := regexp.MustCompile("(?s)```console\n\\$ entente ([^\n]+)\n(.*?)```").FindAllStringSubmatch(string(page), -1)
	if len(examples) != 3 {
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

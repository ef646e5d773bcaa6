package dossier_test

import (
	"bytes"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"entente/dossier"
)

// TestReword holds that a dossier with one text reworded is what loading it anew gives, for
// each text of an example; and that what is more than other words is left to loading.
func TestReword(t *testing.T) {
	d, _, err := dossier.Load("../examples/testing-office")
	if err != nil {
		t.Fatal(err)
	}
	inputs, err := d.Inputs()
	if err != nil {
		t.Fatal(err)
	}
	load := func(files map[string][]byte) *dossier.Dossier {
		d, _, err := dossier.LoadFiles(files, "d")
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	n := 0
	for _, file := range slices.Sorted(maps.Keys(inputs)) {
		was := inputs[file]
		now := slices.Concat(was, []byte("\nA line more.\n"))
		d := load(inputs)
		if !strings.HasSuffix(file, ".md") {
			if d.Reword(file, was, now) {
				t.Errorf("%s was taken for a text", file)
			}
			continue
		}
		n++ // of them two are enough to hold what is not taken
		if !d.Reword(file, was, now) {
			t.Errorf("%s was not taken", file)
			continue
		}
		edited := maps.Clone(inputs)
		edited[file] = now
		if !reflect.DeepEqual(d, load(edited)) {
			t.Errorf("%s reworded is not what is loaded", file)
		}
		if reflect.DeepEqual(d, load(inputs)) {
			t.Errorf("%s says what it said", file)
		}
		if n > 1 && file != "report.md" {
			continue
		}
		for name, now := range map[string][]byte{
			"another head":       bytes.Replace(was, []byte("\ntitle: "), []byte("\ntitle: New "), 1),
			"no head":            []byte("A line.\n"),
			"a hidden character": slices.Concat(was, []byte("a\u202eb\n")),
			"a zero byte":        slices.Concat(was, []byte("a\x00b\n")),
			"no UTF-8":           slices.Concat(was, []byte("a\xffb\n")),
			"too long":           slices.Concat(was, bytes.Repeat([]byte(" "), 10<<20)),
		} {
			d := load(inputs)
			if d.Reword(file, was, now) || !reflect.DeepEqual(d, load(inputs)) {
				t.Errorf("%s: %s was taken, or changed something", file, name)
			}
		}
	}
	if n < 20 {
		t.Errorf("%d texts", n)
	}
	if load(inputs).Reword("pieces/none.md", inputs["report.md"], inputs["report.md"]) {
		t.Error("a file that is no text of the dossier was taken")
	}
}

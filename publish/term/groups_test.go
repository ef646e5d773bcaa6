package term_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"entente/agenda"
	"entente/dossier"
	"entente/dossier/dossiertest"
	"entente/goldentest"
	"entente/publish/term"
	"entente/words"
)

func load(t *testing.T, dir string) *dossier.Dossier {
	t.Helper()
	d, found, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if f.Severity == dossier.Error {
			t.Fatal(f)
		}
	}
	return d
}

func build(t *testing.T, d *dossier.Dossier, opt agenda.Options) *agenda.Agenda {
	t.Helper()
	a, err := agenda.Build(d, opt)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// views gives a function that prints what the terminal shows of a group: agenda,
// explain and what-if.
func views(t *testing.T, dir string) func(s term.Style) string {
	t.Helper()
	d := load(t, dir)
	changes := []*dossier.Change{{Move: dossier.Ref{ID: "xaa-office"}, Initiative: dossier.Ref{ID: "warnings"}, By: 5}}
	whole, only := build(t, d, agenda.Options{}), build(t, d, agenda.Options{Only: "warnings"})
	after := build(t, d, agenda.Options{Only: "warnings", Changes: changes})
	return func(s term.Style) string {
		var b strings.Builder
		for n, err := range []error{
			term.Agenda(&b, d, whole, s, 0),
			sep(&b), term.Explain(&b, d, only, d.Initiative("warnings"), s),
			sep(&b), term.WhatIf(&b, d, only, after, changes, s),
		} {
			if err != nil {
				t.Fatal(n, err)
			}
		}
		return b.String()
	}
}

func sep(b *strings.Builder) error {
	_, err := b.WriteString("\n--\n")
	return err
}

var paint = regexp.MustCompile("\x1b\\[[0-9;]*m")

func within(t *testing.T, text string, cols int) {
	t.Helper()
	for l := range strings.Lines(text) {
		l = strings.TrimRight(paint.ReplaceAllString(l, ""), "\n")
		if w := words.Width(l); w > cols {
			t.Errorf("a line takes %d columns of %d: %q", w, cols, l)
		}
	}
}

// TestGroups shows what the terminal prints for groups of one to twelve: the files
// of testdata are the specification.
func TestGroups(t *testing.T) {
	for _, n := range []int{1, 2, 5, 8, 12} {
		got := views(t, dossiertest.Group(t, dossiertest.Names(n)))(term.Style{Width: 80})
		within(t, got, 80)
		file := filepath.Join("testdata", fmt.Sprintf("members-%02d.txt", n))
		goldentest.Text(t, file, got)
	}
}

// TestWidths holds that no line is wider than the window, and no capital missing,
// whatever the width and the script.
func TestWidths(t *testing.T) {
	for _, names := range [][]string{
		dossiertest.Names(1), dossiertest.Names(3), dossiertest.Names(9), dossiertest.Names(13), dossiertest.Names(30),
		{"日本海沿岸諸国連合共同体", "대한민국 서울특별시", "“Ёлкино”", "Éire", "eSwatini"},
	} {
		print := views(t, dossiertest.Group(t, names))
		for _, cols := range []int{40, 72, 80, 100, 120} {
			got := print(term.Style{Width: cols, Color: cols == 100})
			within(t, got, cols)
			if len(names) == 1 {
				continue
			}
			for _, code := range dossiertest.Codes(len(names)) {
				if !strings.Contains(got, code) {
					t.Errorf("%d members at %d columns: %s is nowhere", len(names), cols, code)
				}
			}
		}
	}
}

// TestAlone holds that one member shows nothing joint.
func TestAlone(t *testing.T) {
	got := views(t, dossiertest.Group(t, dossiertest.Names(1)))(term.Style{Width: 80})
	if m := regexp.MustCompile(`(?i).*\b(joint|jointly|together)\b.*`).FindString(got); m != "" {
		t.Errorf("with one member nothing is joint: %q", m)
	}
}

// TestNobodyElse holds that what concerns only some keeps its columns, and marks
// the others as not concerned.
func TestNobodyElse(t *testing.T) {
	for n, want := range map[int]string{
		4:  `Dunmark, a window for two +\d+ +·   ·   \d+ +[█▌·]{5}`,
		8:  `Hill Marches, a window for… +\S+ +(· +){6}\S+ +[█▌·]{5}`,
		12: `Lower Sella, a window for two +[●◐○] (· ){10}[●◐○]`,
	} {
		got := views(t, dossiertest.Group(t, dossiertest.Names(n)))(term.Style{Width: 80})
		if !regexp.MustCompile(want).MatchString(got) {
			t.Errorf("%d members: no %s in\n%s", n, want, got)
		}
	}
}

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"entente/dossier"
	"entente/dossier/dossiertest"
	"entente/words"
)

var (
	languagesLine = regexp.MustCompile(`(?m)^languages: \[(.*?)\]`)
	finding       = regexp.MustCompile(`^\S+: (error|warning|note): .* \[[a-z-]+\]$`)
	drawsLine     = regexp.MustCompile(`(?m)^( *)draws: \d+`)
)

// inFirst copies a dossier with another of its languages as the first, and few draws.
func inFirst(t *testing.T, dir, lang string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(to, "dossier.yaml")
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all := languagesOf(t, src)
	all = slices.Insert(slices.DeleteFunc(all, func(l string) bool { return l == lang }), 0, lang)
	src = languagesLine.ReplaceAll(src, []byte("languages: ["+strings.Join(all, ", ")+"]"))
	src = drawsLine.ReplaceAll(src, []byte("${1}draws: 200"))
	if err := os.WriteFile(file, src, 0o644); err != nil {
		t.Fatal(err)
	}
	return to
}

func languagesOf(t *testing.T, src []byte) []string {
	t.Helper()
	m := languagesLine.FindSubmatch(src)
	if m == nil {
		t.Fatal("dossier.yaml names no languages on one line")
	}
	return strings.Split(strings.ReplaceAll(string(m[1]), " ", ""), ",")
}

// whole reports a broken letter in what was printed or written, and gives where.
func whole(t *testing.T, what string, text []byte) {
	t.Helper()
	at := bytes.IndexRune(text, utf8.RuneError)
	if !utf8.Valid(text) || at >= 0 {
		for i := 0; i < len(text); {
			r, size := utf8.DecodeRune(text[i:])
			if r == utf8.RuneError {
				at = i
				break
			}
			i += size
		}
		t.Errorf("%s: a broken letter at byte %d: %q", what, at, text[max(0, at-40):min(len(text), at+40)])
	}
}

// unbroken runs all that prints or writes a dossier, and looks for broken letters
// and, in text for a terminal, for lines wider than 80 columns.
func unbroken(t *testing.T, dir string) {
	t.Helper()
	t.Setenv("COLUMNS", "80")
	d, found, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if n, _, _ := dossier.CountFindings(found); n > 0 {
		t.Fatal(found)
	}
	var first *dossier.Initiative
	for _, i := range d.Initiatives {
		if !i.Principle() {
			first = i
			break
		}
	}
	player := ""
	for _, p := range d.Members[0].Players {
		if p.Movable() {
			player = p.ID.ID
			break
		}
	}
	commands := [][]string{
		{"agenda", dir}, {"agenda", dir, "--format", "json"}, {"agenda", dir, "--format", "csv"},
		{"agenda", dir, "--from", "2024", "--every", "year"},
		{"explain", dir, first.ID}, {"explain", dir, first.ID, "--format", "json"},
		{"what-if", dir, first.ID, "--move", player + "=+10"},
		{"check", dir}, {"check", dir, "--format", "json"}, {"check", dir, "--format", "sarif"},
		{"measure", dir, "--what", "opinion"}, {"backtest", dir},
	}
	if len(d.Members) > 1 {
		commands = append(commands, []string{"measure", dir, "--by", "year"}, []string{"measure", dir, "--by", "year", "--format", "csv"})
	}
	for _, args := range commands {
		var out, errs bytes.Buffer
		if code := run(args, strings.NewReader(""), &out, &errs); code == exitUnusable {
			t.Errorf("%v: %s", args, errs.String())
			continue
		}
		what := strings.Join(slices.Delete(slices.Clone(args), 1, 2), " ")
		whole(t, what, out.Bytes())
		whole(t, what, errs.Bytes())
		if slices.Contains(args, "--format") {
			continue
		}
		for l := range strings.Lines(out.String()) {
			// A finding's own line stays whole, for editors.
			if w := words.Width(strings.TrimRight(l, "\n")); w > 80 && !finding.MatchString(strings.TrimRight(l, "\n")) {
				t.Errorf("%s: a line takes %d columns: %q", what, w, l)
			}
		}
	}
	site := t.TempDir()
	var out, errs bytes.Buffer
	if code := run([]string{"build", dir, "-o", filepath.Join(site, "out")}, strings.NewReader(""), &out, &errs); code != exitDone {
		t.Fatalf("build: %s", errs.String())
	}
	n := 0
	fs.WalkDir(os.DirFS(site), ".", func(p string, e fs.DirEntry, err error) error {
		switch filepath.Ext(p) {
		case ".html", ".svg", ".json", ".csv", ".xml", ".ics", ".txt", ".js", ".css":
			text, err := os.ReadFile(filepath.Join(site, p))
			if err != nil {
				t.Fatal(err)
			}
			whole(t, p, text)
			n++
		}
		return err
	})
	if n < 10 {
		t.Errorf("only %d files of the site were read", n)
	}
}

// TestWholeLetters holds that no letter is broken in any output, for every example
// and the dossier of `entente new` with each of their languages as the first, and
// for names in other scripts.
func TestWholeLetters(t *testing.T) {
	sample := filepath.Join(t.TempDir(), "new")
	if err := dossier.New(sample); err != nil {
		t.Fatal(err)
	}
	dirs := []string{sample}
	examples, _ := filepath.Glob("../../examples/*/dossier.yaml")
	for _, f := range examples {
		dirs = append(dirs, filepath.Dir(f))
	}
	if len(dirs) < 2 {
		t.Fatal("there is no example")
	}
	for _, dir := range dirs {
		src, err := os.ReadFile(filepath.Join(dir, "dossier.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		for _, lang := range languagesOf(t, src) {
			t.Run(filepath.Base(dir)+"/"+lang, func(t *testing.T) {
				if testing.Short() && dir != sample {
					t.Skip("a whole example")
				}
				unbroken(t, inFirst(t, dir, lang))
			})
		}
	}
	for _, names := range [][]string{
		{"Ёлкино", "Қазақстан", "Ўзбекистон", "Ґанок"},
		{"“竹島”の国", "東海", "ゞ国"},
		{"독도", "‘각’나라", "대한민국 서울특별시 강남구"},
		{"Éire", "ǆungla", "İzmir", "e\u0301cole", "ßtadt"},
		{"«ёж»", "“dokdo”", "„łódź“", "…and more", "👩‍👩‍👧 family"},
		{"ქართველი", "हिन्दी", "ไทย", "العربية", "עברית"},
		{"Ōsaka"},
	} {
		t.Run(fmt.Sprint(len(names), " ", names[0]), func(t *testing.T) { unbroken(t, dossiertest.Group(t, names)) })
	}
}

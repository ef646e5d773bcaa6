package dossier_test

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/dossier"
)

// TestFormatPage reads every example of docs/dossier.md: whatever its ellipses
// leave out, it is YAML, and each of its keys and words is one that the reader
// knows. The columns that the page names are those of the tables.
func TestFormatPage(t *testing.T) {
	src, err := os.ReadFile("../docs/dossier.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(src)
	files := map[string]string{
		"dossier.yaml": "dossier.yaml", "members/CODE.yaml": "members/xar.yaml", "initiatives/NAME.md": "initiatives/song-archive.md",
		"constraints/NAME.md": "constraints/few-hands.md", "scenarios/NAME.yaml": "scenarios/new-premier.yaml", "terms.yaml": "terms.yaml",
		"people.yaml": "people.yaml", "silences.yaml": "silences.yaml", "assumptions.yaml": "assumptions.yaml", "report.md and pieces/NAME.md": "pieces/example.md", "series/NAME.yaml": "series/example.yaml",
	}
	ran := 0
	for _, m := range regexp.MustCompile("(?s)\n## ([^\n]+)\n\n(?:[^`#\n][^\n]*\n+)*```yaml\n(.*?)```").FindAllStringSubmatch(page, -1) {
		file := files[m[1]]
		if file == "" {
			t.Errorf("no file is known for the example under %q", m[1])
			continue
		}
		dir := example(t)
		write(t, dir, file, m[2])
		for _, f := range load(t, dir) {
			if f.File == file && slices.Contains([]string{"yaml-syntax", "yaml-type", "yaml-alias", "unknown-key", "unknown-word", "front-matter", "out-of-range", "estimate-order", "quota", "stage"}, f.Rule) {
				t.Errorf("the example of %s: %v", m[1], f)
			}
		}
		ran++
	}
	if ran != len(files) {
		t.Errorf("%d examples were read, want %d", ran, len(files))
	}
	for table, row := range map[string]any{
		"polls": dossier.Poll{}, "events": dossier.Event{}, "acts": dossier.Act{}, "facts": dossier.Fact{}, "calendar": dossier.CalendarDate{},
		"commitments": dossier.Commitment{}, "cases": dossier.Case{}, "judgements": dossier.Judgement{}, "quotes": dossier.Quote{}, "searches": dossier.Search{}, "questions": dossier.Question{}, "forecasts": dossier.Forecast{}, "series": dossier.SeriesPoint{},
	} {
		m := regexp.MustCompile(`(?m)^\| ` + table + ` \| (.*) \|$`).FindStringSubmatch(page)
		if m == nil {
			t.Errorf("the page has no line on the table %s", table)
			continue
		}
		line := regexp.MustCompile(`\([^)]*\)`).ReplaceAllString(m[1], "")
		var said, have []string
		for c := range strings.SplitSeq(line, ",") {
			c = strings.TrimSpace(c)
			name, required := strings.CutPrefix(c, "**")
			name = strings.TrimSuffix(name, "**")
			if required {
				name += " required"
			}
			said = append(said, name)
		}
		for _, f := range reflect.VisibleFields(reflect.TypeOf(row)) {
			if tag, ok := f.Tag.Lookup("csv"); ok && tag != "publish" { // which all tables have, as the page says
				have = append(have, strings.Replace(tag, ",", " ", 1))
			}
		}
		slices.Sort(said)
		slices.Sort(have)
		if !slices.Equal(said, have) {
			t.Errorf("%s: the page names %v, the table has %v", table, said, have)
		}
	}
}

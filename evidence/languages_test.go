package evidence

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/dossier"
	"entente/evidence/bib"
	"entente/evidence/fetch"
	"entente/evidence/lex"
)

// TestLanguages reads each cell of the table of docs/reading.md that says what works
// in which language.
func TestLanguages(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "docs", "reading.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(string(page), "| what | English | Japanese | Korean | Russian | is read as |\n")
	table, _, _ = strings.Cut(table, "\n\n")
	if !ok {
		t.Fatal("docs/reading.md has no table of languages")
	}
	dir := filepath.Join(t.TempDir(), "d")
	if _, err := dossier.NewFor(dir, []string{"KAZ", "KGZ"}, []string{"en", "ja", "ko", "ru"}); err != nil {
		t.Fatal(err)
	}
	d, _, err := dossier.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	names := NamesOf(d)
	figure := func(s string) string {
		var out []string
		for _, f := range lex.Figures(s) {
			unit := f.Unit
			for _, u := range []string{"mw", "people"} {
				if lex.SameUnit(unit, u) {
					unit = u
				}
			}
			out = append(out, strings.TrimSpace(fmt.Sprintf("%.12g %s", f.Value, unit)))
		}
		return strings.Join(out, ", ")
	}
	date := func(s string) string {
		var out []string
		for _, f := range lex.Dates(s) {
			out = append(out, f.ISO)
		}
		return strings.Join(out, ", ")
	}
	reads := map[string]func(string) string{
		"the language of a page": lex.Language,
		"a day":                  date, "a month": date, "an era": date,
		"a share": figure, "large money": figure, "a measure": figure, "people": figure,
		"a day in a feed": func(s string) string {
			f, err := fetch.ParseFeed([]byte("<rss version='2.0'><channel><item><title>x</title><pubDate>" + s + "</pubDate></item></channel></rss>"))
			if err != nil {
				return err.Error()
			}
			return f.Items[0].Published.Format(time.DateOnly)
		},
		"a day in a bibliography": func(s string) string {
			lib := bib.Read("x.bib", []byte("@misc{x, title={T}, date={"+s+"}}"))
			_, rest, _ := strings.Cut(string(lib.Records[0]), `"date-parts":[[`)
			parts, _, _ := strings.Cut(rest, "]]")
			return parts
		},
		"a member's name": func(s string) string {
			var out []string
			for _, p := range Propose(s, nil, names) {
				if p.Kind == "mention" {
					out = append(out, p.ID)
				}
			}
			return strings.Join(out, ", ")
		},
		"a quotation": func(s string) string {
			var out []string
			for _, q := range lex.Quotes(s) {
				out = append(out, s[q.Start:q.End])
			}
			return fmt.Sprint(len(out))
		},
	}
	seen := map[string]bool{}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 6 || strings.HasPrefix(strings.TrimSpace(cells[0]), "---") {
			continue
		}
		what, want := strings.TrimSpace(cells[0]), strings.Split(strings.TrimSpace(cells[5]), " · ")
		read := reads[what]
		if read == nil {
			t.Errorf("the test does not know how to read %q", what)
			continue
		}
		seen[what] = true
		for i, cell := range cells[1:5] {
			text := strings.TrimSpace(cell)
			if text == "no" {
				continue
			}
			expected := strings.Trim(want[min(i, len(want)-1)], "`")
			if got := read(strings.Trim(text, "`")); got != expected {
				t.Errorf("%s, %s: %q is read as %q, not %q", what, []string{"English", "Japanese", "Korean", "Russian"}[i], text, got, expected)
			}
		}
	}
	for what := range reads {
		if !seen[what] {
			t.Errorf("the table has no row %q", what)
		}
	}
}

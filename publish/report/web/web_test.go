package web_test

import (
	"path/filepath"
	"strings"
	"testing"

	"entente/goldentest"
	"entente/publish/report"
	"entente/publish/report/reporttest"
	"entente/publish/report/web"
)

// TestContents: contents lead to each heading of the upper level, with an id of the
// text or without.
func TestContents(t *testing.T) {
	head := func(level int, id, text string) report.Block {
		return report.Heading{Level: level, ID: id, Text: report.Words(text)}
	}
	got := web.Write(report.Document{Title: "T", Contents: true, Blocks: []report.Block{
		head(1, "own", "First"), head(2, "", "Lower"), head(1, "", "Second & last"),
		head(1, "", "A name that is taken"), head(1, "part-3", "Taken"), head(2, "part-5", "Below"), head(1, "", "Another"), report.Table{ID: "part-6"},
	}}, web.Options{})
	for _, want := range []string{
		`<nav aria-label="Contents"><ol><li><a href="#own">First</a></li><li><a href="#part-2">Second &amp; last</a></li><li><a href="#part-4">A name that is taken</a></li><li><a href="#part-3">Taken</a></li><li><a href="#part-7">Another</a></li></ol></nav>`,
		`<h2 id="own">First</h2>`, `<h3>Lower</h3>`, `<h2 id="part-2">Second &amp; last</h2>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

// TestSample holds a document of all kinds of blocks as pages have it, and as feeds do.
func TestSample(t *testing.T) {
	for name, opt := range map[string]web.Options{"whole": {}, "passage": {Passage: true}} {
		got := web.Write(reporttest.Sample(), opt)
		goldentest.Text(t, filepath.Join("testdata", name+".html"), strings.ReplaceAll(got, "><", ">\n<")+"\n")
	}
}

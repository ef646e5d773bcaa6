package site_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"entente/agenda"
	"entente/dossier"
	"entente/publish/report"
	"entente/publish/report/docx"
	"entente/publish/site"
)

// plainForm writes what a document says, for tests.
var plainForm = report.Form{Name: "Plain", Ext: ".plain", Write: func(d report.Document) ([]byte, error) {
	var b strings.Builder
	b.WriteString(d.Kind + "\n" + d.Title + "\n")
	for _, x := range d.Blocks {
		switch x := x.(type) {
		case report.Heading:
			b.WriteString("# " + report.Plain(x.Text) + "\n")
		case report.Paragraph:
			b.WriteString(report.Plain(x.Text) + "\n")
		case report.Table:
			b.WriteString("table " + x.Caption + "\n")
		case report.Figure:
			b.WriteString("figure " + x.Chart.Title + "\n")
		case report.Quote:
			b.WriteString("quote by " + x.By + "\n")
		}
	}
	return []byte(b.String()), nil
}}

func documents(t testing.TB, d *dossier.Dossier, forms ...report.Form) map[string][]byte {
	t.Helper()
	a, err := agenda.Build(d, agenda.Options{Draws: 200})
	if err != nil {
		t.Fatal(err)
	}
	files, err := site.Render(site.Content{Dossier: d, Agenda: a, Forms: forms})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Each text, each initiative and the summary is a document beside its page, and the page
// leads to it; without a form nothing is written and nothing leads there.
func TestDocuments(t *testing.T) {
	d := example(t, map[string]string{
		"people.yaml": "people:\n  - {id: ann, name: Ann Ames}\ndissent:\n  - {person: ann, text: \"report#second\", words: \"I do not agree.\"}\n",
		"report.md":   "---\ntitle: What holds\n---\n## First\n\nWords.\n\n## Second\n\nMore.\n\n## Third\n\nLast.\n",
	})
	files := documents(t, d, plainForm)
	if got := string(files["report.plain"]); !strings.Contains(got, "What holds\n# First\nWords.\n# Second\nMore.\nquote by Dissent of Ann Ames\n# Third") {
		t.Errorf("the report says\n%s", got)
	}
	if got := string(files["summary.plain"]); !strings.Contains(got, "Executive summary\nWhat holds\n") || !strings.Contains(got, "table ") {
		t.Errorf("the summary says\n%s", got)
	}
	n := 0
	for _, i := range d.Initiatives {
		got := string(files["initiatives/"+i.ID+".plain"])
		weighed := strings.Contains(got, "figure ") && strings.Contains(got, "# Who would do it")
		if n++; !strings.Contains(got, d.Say(i.Title)) || weighed == i.Principle() {
			t.Errorf("the document of %s says\n%s", i.ID, got)
		}
		if !strings.Contains(string(files["initiatives/"+i.ID+".html"]), `href="../initiatives/`+i.ID+`.plain"`) {
			t.Errorf("the page of %s does not lead to its document", i.ID)
		}
	}
	if n == 0 {
		t.Fatal("there is no initiative")
	}
	if !strings.Contains(string(files["report.html"]), `href="report.plain"`) || !strings.Contains(string(files["index.html"]), `href="summary.plain"`) {
		t.Error("the report or the home page does not lead to its document")
	}
	for name, src := range documents(t, d) {
		if strings.HasSuffix(name, ".plain") || bytes.Contains(src, []byte(`.plain"`)) {
			t.Errorf("%s is written, or leads to a document, though none was asked for", name)
		}
	}
}

// The documents of the dossier that beginners get open as files of Word, and are the
// same bytes each time.
func TestDocumentsAsWord(t *testing.T) {
	d := example(t, nil)
	files, again := documents(t, d, docx.Form), documents(t, d, docx.Form)
	n := 0
	for name, src := range files {
		if !strings.HasSuffix(name, ".docx") {
			continue
		}
		n++
		if !bytes.Equal(src, again[name]) {
			t.Errorf("%s has other bytes the second time", name)
		}
		z, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		f, err := z.Open("word/document.xml")
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		text, err := io.ReadAll(f)
		if err != nil || !bytes.Contains(text, []byte(`<w:pStyle w:val="Title"/>`)) {
			t.Errorf("%s has no title (%v)", name, err)
		}
	}
	if n < 3 {
		t.Errorf("%d documents were written", n)
	}
}

// The report of the largest example as a file of Word, beyond its agenda.
func BenchmarkReportAsWord(b *testing.B) {
	d, _, err := dossier.Load("../../examples/trilateral")
	if err != nil {
		b.Fatal(err)
	}
	a, err := agenda.Build(d, agenda.Options{})
	if err != nil {
		b.Fatal(err)
	}
	write := site.ReportWriter(site.Content{Dossier: d, Agenda: a}, docx.Form)
	for b.Loop() {
		if _, err := write(); err != nil {
			b.Fatal(err)
		}
	}
}

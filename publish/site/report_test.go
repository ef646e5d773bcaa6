package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/agenda"
	"entente/dossier"
)

// TestReport publishes a report with both styles of citation, a dissent after
// its section, and hostile words.
func TestReport(t *testing.T) {
	for _, style := range []string{"chicago-notes", "chicago-author-date"} {
		dir := filepath.Join(t.TempDir(), "d")
		if err := dossier.New(dir); err != nil {
			t.Fatal(err)
		}
		add := func(name, text string) {
			f, err := os.OpenFile(filepath.Join(dir, name), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.WriteString(text); err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
		}
		add("dossier.yaml", "\ncitations: "+style+"\n")
		add("report.md", "---\ntitle: A report <script>\nauthors: [ida-lorn]\ndate: 2026-03-31\n---\n## The river\n\nTrust was {{poll XAR_TRUST_BELMORA at=2023-06}} [@gazette-2025, p. 3]. Again [@gazette-2025].\n\n{{chart poll XAR_TRUST_BELMORA}}\n\n## The fish\n\n<script>alert(1)</script>\n\n{{table events}}\n")
		add("people.yaml", "  - {person: ben-oslo, text: \"report#the-river\", words: \"I see <b>it</b> otherwise.\", date: 2026-03-30}\n")
		d, found, err := dossier.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			if f.Severity == dossier.Error {
				t.Fatal(f)
			}
		}
		a, err := agenda.Build(d, agenda.Options{Draws: 500})
		if err != nil {
			t.Fatal(err)
		}
		files, err := Render(Content{Dossier: d, Agenda: a})
		if err != nil {
			t.Fatal(err)
		}
		html := string(files["report.html"])
		want := []string{"A report &lt;script&gt;", "Ida Lorn", "31 March 2026", `<svg`, "I see &lt;b&gt;it&lt;/b&gt; otherwise.", "Dissent of Ben Oslo", `<a class="printed" href="polls.html#`}
		if style == "chicago-notes" {
			want = append(want, `<a id="ref2" href="#note2">2</a>`, "Bibliography")
		} else {
			want = append(want, `<a class="cite" href="#ref-gazette-2025">`, "References")
		}
		for _, w := range want {
			if !strings.Contains(html, w) {
				t.Errorf("%s: lacks %q", style, w)
			}
		}
		if strings.Contains(html, "<script>alert") {
			t.Error("a script got through")
		}
		river, dissent, fish := strings.Index(html, `id="the-river"`), strings.Index(html, "Dissent of Ben Oslo"), strings.Index(html, `id="the-fish"`)
		if river >= dissent || dissent >= fish {
			t.Errorf("the dissent does not stand after its section: %d %d %d", river, dissent, fish)
		}
		main, _, _ := strings.Cut(html, "</main>") // a passage for memos comes after it
		if n := strings.Count(main, "Limits on fishing should come first."); n != 1 {
			t.Errorf("the dissent from the whole report stands %d times", n)
		}
		if !strings.Contains(string(files["index.html"]), `href="report.html"`) {
			t.Error("the report is not in the navigation")
		}
	}
}

// TestDissent puts dissent after its section with all that belongs to it, whether
// the sections of a text are headings of the first level or of the second.
func TestDissent(t *testing.T) {
	d := &dossier.Dossier{Header: &dossier.Header{}, People: &dossier.People{Dissent: []*dossier.Dissent{
		{Person: dossier.Ref{ID: "a"}, Text: "report#one", Words: dossier.Text{Plain: "On one"}},
		{Person: dossier.Ref{ID: "a"}, Text: "report#inner", Words: dossier.Text{Plain: "On inner"}},
		{Person: dossier.Ref{ID: "a"}, Text: "report", Words: dossier.Text{Plain: "On all"}},
	}}}
	b := &builder{D: d}
	for _, body := range []string{
		`<h2 id="one">One</h2><p>1</p><h3 id="inner">Inner</h3><p>2</p><h2 id="two">Two</h2><p>3</p>`,
		`<h3 id="one">One</h3><p>1</p><h4 id="x">X</h4><p>2</p><h3 id="inner">Inner</h3><p>2</p><h3 id="two">Two</h3><p>3</p><div class="footnotes"></div>`,
	} {
		out, contents := b.withDissent(&dossier.Piece{ID: "report"}, body)
		one, inner, two, all := strings.Index(out, "On one"), strings.Index(out, "On inner"), strings.Index(out, `id="two"`), strings.Index(out, "On all")
		if strings.Count(out, "Dissent of") != 3 || inner < 0 || inner > two || one > two || one < strings.Index(out, "<p>2</p>") || all < strings.Index(out, "<p>3</p>") || strings.Contains(out[max(all, 0):], "<p>3</p>") {
			t.Errorf("%s", out)
		}
		if contents[0].Href != "#one" || contents[len(contents)-1].Text != "Two" {
			t.Errorf("%v", contents)
		}
	}
}

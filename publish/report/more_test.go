package report_test

import (
	"reflect"
	"testing"

	"entente/evidence/bib"
	"entente/markup"
	"entente/prose"
	"entente/publish/chart"
	"entente/publish/report"
)

// TestBehind holds the table that stands for a figure where nothing is drawn.
func TestBehind(t *testing.T) {
	f := report.Figure{ID: "f", Chart: chart.Chart{Title: "Trust", Header: []string{"Year", "Share"}, Rows: [][]string{{"2019", "4"}, {"2020", ""}}}}
	want := report.Table{ID: "f", Caption: "Trust", Head: [][]report.Run{report.Words("Year"), report.Words("Share")}, Rows: [][][]report.Run{{report.Words("2019"), report.Words("4")}, {report.Words("2020"), nil}}}
	hold := func() {
		t.Helper()
		if got := f.Behind(); !reflect.DeepEqual(got, want) {
			t.Errorf("%#v\nwant\n%#v", got, want)
		}
	}
	hold()
	f.Sources = []report.Run{{Text: "From"}, note(1)}
	want.Sources = f.Sources
	hold()
	f.Chart.Subtitle, f.Chart.Source = "percent", "the institute"
	want.Caption, want.Sources = "Trust. percent", []report.Run{{Text: "Source: the institute"}, {Text: ". "}, {Text: "From"}, note(1)}
	hold()
	f.Sources = nil
	want.Sources = report.Words("Source: the institute")
	hold()
}

// TestPlain holds what is left of runs without their marks.
func TestPlain(t *testing.T) {
	if got := report.Plain([]report.Run{{Text: "a", Bold: true}, {Break: true}, {Text: "b"}, note(1)}); got != "a\nb" {
		t.Errorf("%q", got)
	}
	if report.Words("") != nil || report.Plain(nil) != "" {
		t.Error("no words are some")
	}
}

// TestReaderWithoutAnything holds that a text is read also where nothing evaluates its
// directives, knows its sources or draws its charts.
func TestReaderWithoutAnything(t *testing.T) {
	doc, err := markup.Parse("A {{poll x}}.[@one]\n\n{{chart poll p}}\n")
	if err != nil {
		t.Fatal(err)
	}
	b := report.Reader{}.Read(doc)
	if got := report.Plain(b.Blocks[0].(report.Paragraph).Text); got != "A {{poll x}}. [unknown source one]" || len(b.Notes)+len(b.References) != 0 {
		t.Errorf("%q, %d notes", got, len(b.Notes))
	}
	r := report.Reader{Evaluate: func(d markup.Directive) (prose.Value, error) {
		if d.Name == "chart" {
			return prose.Value{Chart: &prose.Chart{Kind: "poll", ID: "p"}}, nil
		}
		return prose.Value{Text: "40%", Href: "poll:x"}, nil
	}}
	b = r.Read(doc)
	if p := b.Blocks[0].(report.Paragraph).Text; len(b.Blocks) != 1 || p[1].Text != "40%" || p[1].Href != "" {
		t.Errorf("%#v", b.Blocks)
	}
}

// TestEdgesOfTexts holds lines broken in a paragraph, what stands in the wrong place, and
// how notes end.
func TestEdgesOfTexts(t *testing.T) {
	words := func(md string) []report.Run {
		t.Helper()
		return read(t, bib.Notes, md).Blocks[0].(report.Paragraph).Text
	}
	if got := words("one  \ntwo\nthree\n"); !reflect.DeepEqual(got, []report.Run{{Text: "one"}, {Break: true}, {Text: "two three"}}) {
		t.Errorf("%#v", got)
	}
	if got := words("See {{chart poll p}} there.\n"); !reflect.DeepEqual(got, []report.Run{{Text: "See "}, {Text: "[chart stands on a line of its own]", Weak: true}, {Text: " there."}}) {
		t.Errorf("%#v", got)
	}
	if got := words("**It is {{nonsense}}**\n"); got[1].Text != "[no such directive]" || !got[1].Weak || !got[1].Bold {
		t.Errorf("%#v", got)
	}
	for _, c := range []struct{ md, want string }{
		{"Words", "Words."}, {"Words.", "Words."}, {"Words?", "Words?"}, {"Words!", "Words!"}, {"Words:", "Words:"}, {"“Words.”", "“Words.”"}, {"(Words)", "(Words)."}, {"言葉。", "言葉。"}, {"Words ”", "Words ”."},
	} {
		b := read(t, bib.Notes, "A[^n].\n\n[^n]: "+c.md+"\n")
		if got := report.Plain(b.Notes[0][0].(report.Paragraph).Text); got != c.want {
			t.Errorf("%q came to %q, want %q", c.md, got, c.want)
		}
	}
	// A note that is marked twice is one; citations alone share a note only where they follow each other.
	b := read(t, bib.Notes, "A[^n] b[^n].[@one] c[@two][@one]\n\n[^n]: Words.\n")
	var marks []int
	for _, r := range b.Blocks[0].(report.Paragraph).Text {
		if r.Note > 0 {
			marks = append(marks, r.Note)
		}
	}
	if !reflect.DeepEqual(marks, []int{1, 1, 2, 3}) || len(b.Notes) != 3 {
		t.Errorf("%v, %d notes", marks, len(b.Notes))
	}
	// Behind a note of the text a citation begins one of its own.
	b = read(t, bib.Notes, "A[^n][@one].\n\n[^n]: Words.\n")
	if p := b.Blocks[0].(report.Paragraph).Text; len(b.Notes) != 2 || p[1].Note != 1 || p[2].Note != 2 {
		t.Errorf("%#v", p)
	}
	// A note in a note is none.
	b = read(t, bib.Notes, "A[^n].\n\n[^n]: Words[^m] here.\n\n[^m]: More.\n")
	if got := b.Notes[0][0].(report.Paragraph).Text; len(b.Notes) != 1 || got[1].Text != " [note]" || !got[1].Weak {
		t.Errorf("%#v", got)
	}
}

// TestLevelsOfHeadings holds that the highest stands where the reader asks for it, and the
// lowest is the sixth.
func TestLevelsOfHeadings(t *testing.T) {
	doc, err := markup.Parse("## A\n\n### B\n\n###### C\n")
	if err != nil {
		t.Fatal(err)
	}
	for top, want := range map[int][]int{0: {1, 2, 5}, 1: {1, 2, 5}, 3: {3, 4, 6}} {
		var got []int
		for _, b := range (report.Reader{Top: top}).Read(doc).Blocks {
			got = append(got, b.(report.Heading).Level)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("from %d: %v, want %v", top, got, want)
		}
	}
}

// TestMoreTongues holds what letters alone tell of a language, and what they do not.
func TestMoreTongues(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       []string // text|lang
	}{
		{"en", "a שלום b", []string{"a |", "שלום |he", "b|"}},
		{"he", "שלום", []string{"שלום|"}},
		{"ja", "中国", []string{"中国|"}},
		{"ko", "中国", []string{"中国|"}},
		{"en", "中国 한국", []string{"中国 한국|ko"}},
		{"en", "한국 中国", []string{"한국 中国|ko"}},
		{"en", "שלום中国", []string{"שלום|he", "中国|zh"}},
		{"en", "العربية中国", []string{"العربية|ar", "中国|zh"}},
		{"en", "Ж", []string{"Ж|"}},
		{"en", "— “한국”", []string{"— “|", "한국”|ko"}},
	} {
		var got []string
		for _, r := range report.Tongues([]report.Run{{Text: c.text, Bold: true}}, c.lang) {
			got = append(got, r.Text+"|"+r.Lang)
			if !r.Bold {
				t.Errorf("%q lost how it is set", r.Text)
			}
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q in %s came to %q, want %q", c.text, c.lang, got, c.want)
		}
	}
	if got := report.Tongues([]report.Run{{Text: "한국", Lang: "ja"}, note(1)}, "en"); !reflect.DeepEqual(got, []report.Run{{Text: "한국", Lang: "ja"}, note(1)}) {
		t.Errorf("%#v", got)
	}
}

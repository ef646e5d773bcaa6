package report_test

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"reflect"
	"testing"

	"entente/evidence/bib"
	"entente/goldentest"
	"entente/markup"
	"entente/prose"
	"entente/publish/chart"
	"entente/publish/report"
)

var sources = map[string]string{
	"one": `{"id":"one","type":"book","title":"First book","author":[{"family":"Ames","given":"Ann"}],"publisher":"Press","issued":{"date-parts":[[2019]]}}`,
	"two": `{"id":"two","type":"book","title":"Second book","author":[{"family":"Brook","given":"Ben"}],"publisher":"Press","issued":{"date-parts":[[2020]]}}`,
}

func read(t testing.TB, style bib.Style, md string) report.Body {
	t.Helper()
	doc, err := markup.Parse(md)
	if err != nil {
		t.Fatal(err)
	}
	r := report.Reader{
		Style: style,
		Record: func(id string) json.RawMessage {
			if s := sources[id]; s != "" {
				return json.RawMessage(s)
			}
			return nil
		},
		Evaluate: func(d markup.Directive) (prose.Value, error) {
			switch d.Name {
			case "poll":
				return prose.Value{Text: "40%", Sources: []string{"one"}, Href: "poll:x"}, nil
			case "table":
				return prose.Value{Table: &prose.Table{Caption: "Rows", Head: []string{"A", "B"}, Rows: [][]prose.Cell{{{Text: "1"}, {Text: "2", Href: "poll:x"}}}}, Sources: []string{"one", "two"}}, nil
			case "chart":
				return prose.Value{Chart: &prose.Chart{Kind: "poll", ID: d.Args[len(d.Args)-1]}}, nil
			}
			return prose.Value{}, errors.New("no such directive")
		},
		Link: func(href string) string { return "https://example.org/" + href },
		Chart: func(c prose.Chart) (chart.Chart, bool) {
			return chart.Chart{Title: c.ID}, c.ID != "none"
		},
	}
	return r.Read(doc)
}

func note(n int) report.Run { return report.Run{Note: n} }

func TestRead(t *testing.T) {
	b := read(t, bib.Notes, "## Head\n\nA *b **c*** `d` [e](https://e.example) [f](#head) [g](other.html).[@one][@two]\n\n- x\n- y\n\n3. z\n\n> q[^n] and[^n]\n\n[^n]: Note with [@one].\n")
	want := []report.Block{
		report.Heading{Level: 1, ID: "head", Text: report.Words("Head")},
		report.Paragraph{Text: []report.Run{{Text: "A "}, {Text: "b ", Italic: true}, {Text: "c", Italic: true, Bold: true}, {Text: " "}, {Text: "d", Code: true}, {Text: " "},
			{Text: "e", Href: "https://e.example"}, {Text: " "}, {Text: "f", Href: "#head"}, {Text: " "}, {Text: "g"}, {Text: "."}, note(1)}},
		report.List{Items: [][]report.Block{{report.Paragraph{Text: report.Words("x")}}, {report.Paragraph{Text: report.Words("y")}}}},
		report.List{Ordered: true, First: 3, Items: [][]report.Block{{report.Paragraph{Text: report.Words("z")}}}},
		report.Quote{Blocks: []report.Block{report.Paragraph{Text: []report.Run{{Text: "q"}, note(2), {Text: " and"}, note(2)}}}},
	}
	for i, w := range want {
		if i >= len(b.Blocks) || !reflect.DeepEqual(b.Blocks[i], w) {
			t.Errorf("block %d is\n%#v, want\n%#v", i, b.Blocks[i], w)
		}
	}
	plain := func(n int) string { return report.Plain(b.Notes[n-1][0].(report.Paragraph).Text) }
	if len(b.Notes) != 2 || plain(1) != "Ann Ames, First book (Press, 2019); Ben Brook, Second book (Press, 2020)." || plain(2) != "Note with Ames, First book." {
		t.Errorf("the notes are %q and %q", plain(1), plain(2))
	}
	if len(b.References) != 2 {
		t.Errorf("%d references, want 2", len(b.References))
	}
}

func TestDirectives(t *testing.T) {
	b := read(t, bib.Notes, "It is {{poll x}} [@one].\n\n{{table events}}\n\n{{chart poll p}}\n\n{{chart poll none}}\n\n{{nonsense}}\n")
	p := b.Blocks[0].(report.Paragraph).Text
	if len(p) != 4 || p[1].Text != "40%" || p[1].Href != "https://example.org/poll:x" || p[2].Note != 1 || p[3].Text != "." {
		t.Errorf("the sentence is %#v", p)
	}
	tab := b.Blocks[1].(report.Table)
	if tab.Caption != "Rows" || tab.Rows[0][1][0].Href == "" || len(tab.Sources) != 2 || tab.Sources[1].Note != 2 || len(b.Notes) != 2 {
		t.Errorf("the table is %#v", tab)
	}
	if f := b.Blocks[2].(report.Figure); f.ID != "poll-p" || f.Chart.Title != "p" || f.Sources != nil {
		t.Errorf("the figure is %#v", f)
	}
	last := b.Blocks[len(b.Blocks)-1].(report.Paragraph).Text
	if len(b.Blocks) != 4 || !last[0].Weak || last[0].Text != "[no such directive]" {
		t.Errorf("a chart without data and an unknown directive came to %#v", b.Blocks[3:])
	}
}

// TestWhole holds all that is read of a text, with its notes in either form.
func TestWhole(t *testing.T) {
	const text = "Lead [@one, p. 3; @two].\n\n## Head\n\nA *b **c*** `d` [e](https://e.example) <mailto:a@b.example> [f](#head) [g](other.html), ~~no~~.[@one][@two] 한국어.[^n]\n\n" +
		"- x\n  - y {{poll x}}\n\n3. z\n4. w\n\n> q[^n] and[^m]\n\n```\ncode\n```\n\n---\n\n| A | B |\n| --- | ---: |\n| 1 [@one] | {{poll x}} |\n\n" +
		"{{table events}}\n\n{{chart poll p}}\n\n{{chart poll none}}\n\n{{nonsense}}\n\n### Lower [@three]\n\nEnd.\n\n[^n]: Note with [@one].\n\n[^m]: Words, {{poll x}}.\n"
	for name, style := range map[string]bib.Style{"notes": bib.Notes, "author-date": bib.AuthorDate} {
		goldentest.Text(t, filepath.Join("testdata", name+".txt"), goldentest.Dump(read(t, style, text), nil))
	}
}

func TestAuthorDate(t *testing.T) {
	b := read(t, bib.AuthorDate, "So [@one, p. 3]. And [@three].\n")
	if got := report.Plain(b.Blocks[0].(report.Paragraph).Text); got != "So (Ames 2019, 3). And [unknown source three]." || len(b.Notes) != 0 || len(b.References) != 1 {
		t.Errorf("%q with %d notes and %d references", got, len(b.Notes), len(b.References))
	}
}

func TestTongues(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       []string // text|lang
	}{
		{"en", "plain", []string{"plain|"}},
		{"en", "the 국민의힘 party", []string{"the |", "국민의힘 |ko", "party|"}},
		{"ko", "국민의힘", []string{"국민의힘|"}},
		{"en", "日本の 政府", []string{"日本の 政府|ja"}},
		{"en", "中国", []string{"中国|zh"}},
		{"en", "title العربية here", []string{"title |", "العربية |ar", "here|"}},
	} {
		var got []string
		for _, r := range report.Tongues(report.Words(c.text), c.lang) {
			got = append(got, r.Text+"|"+r.Lang)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q came to %q, want %q", c.text, got, c.want)
		}
	}
}

package markup_test

import (
	"fmt"
	"strings"
	"testing"

	"entente/markup"
)

func TestDirectives(t *testing.T) {
	for _, c := range []struct{ md, want string }{
		{"a {{poll X at=2019-10}} b", "{{poll X}}"},
		{"{{carry x rung=\"joint drill\" member=JPN}}", "{{carry x}}"},
		{"`{{poll X}}` and ``{{fact y}} ` `` {{fact z}}", "{{fact z}}"},
		{"```\n{{poll X}}\n```\n{{fact z}}", "{{fact z}}"},
		{"an open {{poll X", "error"},
		{"an open {{poll X\n}}", "error"},
		{"{{}}", "error"},
		{"{{poll \"X}}", "error"},
		{"{{poll X at=1 at=2}}", "error"},
		{"no braces { here }", ""},
		{"\\{{poll X}} and <!-- {{poll Y}} --> {{fact z}}", "{{fact z}}"},
		{"[words](https://a.example/{{poll_X}}) {{fact z}}", "{{fact z}}"},
		{"one open {{poll X and {{poll Y\nand {{poll Z", "error error"},
	} {
		doc, err := markup.Parse(c.md)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range doc.Directives {
			if d.Err != nil {
				got = append(got, "error")
			} else {
				got = append(got, d.String())
			}
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%q: %s, want %s", c.md, g, c.want)
		}
	}
}

func TestCitations(t *testing.T) {
	for _, c := range []struct{ md, want string }{
		{"Ties fell [@known].", "known@9"},
		{"As [@known, p. 12] says, and [@a][@b].", "known/p. 12@2 a@12 b@12"},
		{"日本語の文[@アサヒ]です。", "アサヒ@15"},
		{"`[@a]` and\n\n    [@b]\n\n<!-- [@c] -->\n\n\\[@d] [@e", ""},
		{"[@a b] [@] [@" + strings.Repeat("k", 201) + "] [@a, " + strings.Repeat("l", 81) + "]", ""},
		{"Both say so [@a, p. 3; @b;@日本, 2頁; §4].", "a/p. 3@11 b@11 日本/2頁; §4@11"},
		{"[@a; b] and [@a;] and [@a ; @b] and [@a; @] and [@a, ; @b]", "a;@11"},
		{"It rose.[^n]\n\n[^n]: [@a, 3].\n\n[^none]: [@b]", "a/3@10"},
	} {
		d, err := markup.Parse(c.md)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range d.Citations {
			s := x.Key
			if x.Locator != "" {
				s += "/" + x.Locator
			}
			got = append(got, fmt.Sprintf("%s@%d", s, x.At))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%q: %s, want %s", c.md, g, c.want)
		}
	}
}

// Each of several citations in one bracket has its own place.
func TestPlacesOfCitations(t *testing.T) {
	const md = "It fell [@one, p. 3; @two]."
	d, err := markup.Parse(md)
	if err != nil || len(d.Citations) != 2 {
		t.Fatal(err, d.Citations)
	}
	for n, want := range []string{"[@one, p. 3", "@two]"} {
		if got := md[d.Citations[n].Start:d.Citations[n].End]; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestParts reads one of each: blocks, spans, notes and their places.
func TestParts(t *testing.T) {
	const md = "# The *first*\n\n> - Ties **fell** to {{fact x}}.[^n]\n\n| a | `b` |\n| --- | --- |\n| &lt;60 | <https://a.example> |\n\n![alt](x.png) [~~words~~](https://b.example) [away](//c.example)\n\n```\ncode\n```\n\n{{chart poll X}}\n\n<div>not shown</div>\n\n[^n]: A note [@key]."
	d, err := markup.Parse(md)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range d.Blocks {
		from, _ := d.SourceSpan(b.Start, b.End)
		got = append(got, fmt.Sprintf("%d %q level %d item %v quoted %v note %d from %q", b.Kind, d.Text[b.Start:b.End], b.Level, b.Item, b.Quoted, b.Note, md[from:from+4]))
	}
	for _, s := range d.Spans {
		got = append(got, fmt.Sprintf("span %d %q %s", s.Kind, d.Text[s.Start:s.End], s.Dest))
	}
	for _, r := range d.NoteRefs {
		got = append(got, fmt.Sprintf("note %d at %q", r.Note, d.Text[r.At-1:r.At]))
	}
	want := []string{
		fmt.Sprintf(`%d "The first" level 1 item false quoted false note 0 from "The "`, markup.Heading),
		fmt.Sprintf(`%d "Ties fell to ￼." level 0 item true quoted true note 0 from "Ties"`, markup.Paragraph),
		fmt.Sprintf(`%d "a | b" level 0 item false quoted false note 0 from "a | "`, markup.Row),
		fmt.Sprintf(`%d "<60 | https://a.example" level 0 item false quoted false note 0 from "&lt;"`, markup.Row),
		fmt.Sprintf(`%d "alt words away" level 0 item false quoted false note 0 from "alt]"`, markup.Paragraph),
		fmt.Sprintf(`%d "code\n" level 0 item false quoted false note 0 from "code"`, markup.Code),
		fmt.Sprintf(`%d "￼" level 0 item false quoted false note 0 from "{{ch"`, markup.BlockDirective),
		fmt.Sprintf(`%d "A note." level 0 item false quoted false note 1 from "A no"`, markup.Paragraph),
		fmt.Sprintf(`span %d "first" `, markup.Emphasis),
		fmt.Sprintf(`span %d "fell" `, markup.Strong),
		fmt.Sprintf(`span %d "b" `, markup.CodeSpan),
		fmt.Sprintf(`span %d "https://a.example" https://a.example`, markup.Address),
		fmt.Sprintf(`span %d "alt" `, markup.Image),
		fmt.Sprintf(`span %d "words" https://b.example`, markup.Link),
		fmt.Sprintf(`span %d "words" `, markup.Strike),
		fmt.Sprintf(`span %d "away" `, markup.Link),
		`note 1 at "."`,
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("read\n%s\nwant\n%s", g, w)
	}
	if at := strings.Index(d.Text, "60 |"); d.SourceAt(at) != strings.Index(md, "60 |") || d.SourceAt(at-1) != strings.Index(md, "&lt;") {
		t.Errorf("60 is read from %d, and < from %d", d.SourceAt(at), d.SourceAt(at-1))
	}
	if d.Heading() != "The first" {
		t.Error(d.Heading())
	}
}

// TestIDs holds that each heading has an id of its own.
func TestIDs(t *testing.T) {
	d, err := markup.Parse("# A\n\n# A\n\n# A 2\n\n# A\n\n> # !?")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := d.HTML(marks), "<h2 id=\"a\">A</h2>\n<h2 id=\"a-2\">A</h2>\n<h2 id=\"a-2-2\">A 2</h2>\n<h2 id=\"a-3\">A</h2>\n<blockquote>\n<h2 id=\"section\">!?</h2>\n</blockquote>\n"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

package markup_test

import (
	"testing"

	"entente/markup"
)

// TestHeadingIDs holds that a page may give headings ids of its own, that links of the text
// follow, and that others stay.
func TestHeadingIDs(t *testing.T) {
	doc, err := markup.Parse("## Notes\n\nSee [the notes](#notes), [others](#other) and [afar](x.html#notes).\n\n## Other\n\n> ## Notes\n\n## Notes 法\n\nSee [the law](#notes-法).\n")
	if err != nil {
		t.Fatal(err)
	}
	h := marks
	h.ID = func(words string) string {
		switch words {
		case "notes":
			return `a"b`
		case "notes-法":
			return "c"
		}
		return words
	}
	want := `<h2 id="a&#34;b">Notes</h2>
<p>See <a href="#a&#34;b">the notes</a>, <a href="#other">others</a> and <a href="x.html#notes">afar</a>.</p>
<h2 id="other">Other</h2>
<blockquote>
<h2 id="notes-2">Notes</h2>
</blockquote>
<h2 id="c">Notes 法</h2>
<p>See <a href="#c">the law</a>.</p>
`
	if got := doc.HTML(h); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// facts writes what is known of a page on one line.
func facts(p *Page) string {
	var out []string
	add := func(key, v string) {
		if v != "" {
			out = append(out, key+"="+v)
		}
	}
	add("title", p.Title)
	add("dek", p.Dek)
	add("by", strings.Join(p.Authors, "+"))
	add("on", p.Published)
	add("updated", p.Updated)
	add("site", p.Site)
	add("section", p.Section)
	add("tags", strings.Join(p.Tags, "+"))
	if p.Image != nil {
		add("caption", p.Image.Caption)
		add("credit", p.Image.Credit)
		add("rights", p.Image.Rights)
	}
	if len(p.LeftOut) > 0 {
		add("left", strings.TrimPrefix(fmt.Sprint(p.LeftOut), "map"))
	}
	return strings.Join(out, " ")
}

// What stands over and under the title of a page that was flattened is read by its
// kind; the text begins with the first paragraph.
func TestHeadOfPlainText(t *testing.T) {
	const title, dek = "Our ferry sails again at noon", "Four harbours wait for it"
	text := own(60)
	letters := func(n int) string { return strings.TrimSpace(long(n, "sea", "")) }
	for _, c := range []struct {
		name  string
		lines []block
		want  string // facts, and how many blocks of text
	}{
		{"a title", lines(title), "title=" + title},
		{"a title known", lines("Title: "+title, title), "title=" + title},
		{"a title known that does not stand", lines("Title: " + title), "title=" + title},
		// Above the title.
		{"a site", lines("The Strait", title), "title=" + title + " site=The Strait left=[navigation:1]"},
		{"the first of two lines is the site", lines("The Strait", "The Wave", title), "title=" + title + " site=The Strait left=[navigation:2]"},
		{"five words are a site", lines("a b c d e", title), "title=" + title + " site=a b c d e left=[navigation:1]"}, {"six are not", lines("a b c d e f", title), "title=" + title + " left=[navigation:1]"},
		{"49 bytes are a site", lines(strings.Repeat("x", 49), title), "title=" + title + " site=" + strings.Repeat("x", 49) + " left=[navigation:1]"}, {"50 are not", lines(strings.Repeat("x", 50), title), "title=" + title + " left=[navigation:1]"},
		{"a menu is no site", lines("Home", "Follow us", "Subscribe now", title), "title=" + title + " left=[navigation:3]"},
		{"a section above", lines("Politics | Europe", title), "title=" + title + " section=Politics tags=Europe left=[navigation:1]"},
		{"the nearest counts", lines("Sports", "Politics | Europe", title), "title=" + title + " section=Politics tags=Europe left=[navigation:2]"},
		{"four tags", lines("Politics | Europe | Ports | Sea", title), "title=" + title + " section=Politics tags=Europe+Ports+Sea left=[navigation:1]"}, {"five are a menu", lines("Politics|Europe|Ports|Sea|Dock", title), "title=" + title + " site=Politics|Europe|Ports|Sea|Dock left=[navigation:1]"},
		{"a credit above", lines(credit, title), "title=" + title + " credit=Cy Venn/Reuters left=[credit:1]"},
		{"a date above", lines(dated, title), "title=" + title + " on=2025-03-02 left=[byline:1]"}, {"a byline above", lines(signed, title), "title=" + title + " by=Ida Lorn left=[byline:1]"},
		{"a control above", lines("Search", title), "title=" + title + " left=[control:1]"}, {"a notice above", lines("All rights reserved", title), "title=" + title + " left=[notice:1]"},
		{"the title of the window", lines(title+" | The Strait", "Home", title), "title=" + title + " site=The Strait left=[navigation:2]"},
		// Below it.
		{"a dek", lines(title, dek), "title=" + title + " dek=" + dek}, {"a dek of 25", lines(title, letters(25)), "title=" + title + " dek=" + letters(25)}, {"24 letters are none", lines(title, letters(24)), "title=" + title + " left=[navigation:1]"},
		{"a heading is no dek at once", []block{{text: title}, {kind: heading, level: 2, text: dek}, {text: dated}}, "title=" + title + " on=2025-03-02 left=[byline:1 navigation:1]"},
		{"nor over a control", []block{{text: title}, {kind: heading, level: 2, text: dek}, {text: control}}, "title=" + title + " left=[control:1 navigation:1]"},
		{"a heading over the text", []block{{text: title}, {kind: heading, level: 2, text: dek}}, "title=" + title + " and 1"},
		{"a heading over a date", []block{{text: title}, {text: dated}, {kind: heading, level: 2, text: dek}}, "title=" + title + " on=2025-03-02 left=[byline:1] and 1"},
		{"a dek under a date, of 61", lines(title, dated, letters(61)), "title=" + title + " dek=" + letters(61) + " on=2025-03-02 left=[byline:1]"}, {"60 are none", lines(title, dated, letters(60)), "title=" + title + " on=2025-03-02 left=[byline:1 navigation:1]"},
		{"the second line is no dek too", lines(title, dek, letters(61)), "title=" + title + " dek=" + dek + " left=[navigation:1]"},
		{"a sentence that begins with by", lines(title, dek, "By Monday the ferry had sailed."), "title=" + title + " dek=" + dek + " and 1"},
		{"a sentence begins the text", lines(title, dek, "The men are at sea, all of them."), "title=" + title + " dek=" + dek + " and 1"},
		{"a credit", lines(title, dek, credit), "title=" + title + " dek=" + dek + " credit=Cy Venn/Reuters left=[credit:1]"},
		{"a caption", lines(title, dek, credit, letters(31)), "title=" + title + " dek=" + dek + " caption=" + letters(31) + " credit=Cy Venn/Reuters left=[caption:1 credit:1]"},
		{"a second is none", lines(title, dek, credit, letters(31), letters(32)), "title=" + title + " dek=" + dek + " caption=" + letters(31) + " credit=Cy Venn/Reuters left=[caption:1 credit:1 navigation:1]"},
		{"30 letters are none", lines(title, dek, credit, letters(30)), "title=" + title + " dek=" + dek + " credit=Cy Venn/Reuters left=[credit:1 navigation:1]"}, {"none without a picture", lines(title, dek, letters(31)), "title=" + title + " dek=" + dek + " left=[navigation:1]"},
		{"byline and date", lines(title, signed, "Updated 4 March 2025", dated), "title=" + title + " by=Ida Lorn on=2025-03-02 updated=2025-03-04 left=[byline:3]"},
		{"names", lines(title, "Ida Lorn", "Tom Reed"), "title=" + title + " by=Ida Lorn+Tom Reed left=[byline:2]"},
		{"a name with a date", lines(title, "Ida Lorn | 2 March 2025"), "title=" + title + " by=Ida Lorn on=2025-03-02 left=[byline:1]"},
		{"tags", lines(title, "Politics | Europe", "World"), "title=" + title + " section=Politics tags=Europe+World left=[navigation:2]"},
		{"controls", lines(title, "Read more", "Share"), "title=" + title + " left=[control:2]"}, {"a notice", lines(title, "All rights reserved"), "title=" + title + " left=[notice:1]"},
		{"a list ends the head", []block{{text: title}, {kind: item, text: "a"}, {text: dated}}, "title=" + title + " and 2"}, {"a quotation too", []block{{text: title}, {kind: quote, text: "a"}, {text: dated}}, "title=" + title + " and 2"}, {"code too", []block{{text: title}, {kind: pre, text: "a"}, {text: dated}}, "title=" + title + " and 2"},
		{"a table opens the text", []block{{text: title}, {kind: table, text: "| a |"}, {text: dated}}, "title=" + title + " and 2"},
		{"a notice is no text", lines(title, "We use cookies, as all the others of the harbour towns do, for you to go on."), "title=" + title + " left=[notice:1]"},
		{"nor is a form", lines(title, "Your email address is all that we ask of you and then it goes to the crew."), "title=" + title + " dek=Your email address is all that we ask of you and then it goes to the crew."},
	} {
		p := &Page{LeftOut: map[string]int{}}
		rest := p.head(append(slices.Clone(c.lines), text))
		got := facts(p)
		if n := len(rest) - 1; n != 0 {
			got += fmt.Sprintf(" and %d", n)
		}
		if got != c.want || len(rest) == 0 || rest[len(rest)-1] != text {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
	// Without prose the first line alone may be the title.
	p := &Page{LeftOut: map[string]int{}}
	if rest := p.head(lines(title, dek, "x")); p.Title != title || len(rest) != 2 {
		t.Errorf("%s: %s", facts(p), shape(rest))
	}
	p = &Page{LeftOut: map[string]int{}}
	if rest := p.head(nil); len(rest) != 0 || facts(p) != "" {
		t.Errorf("%s: %s", facts(p), shape(rest))
	}
	p = &Page{LeftOut: map[string]int{}}
	if rest := p.head([]block{text, text}); len(rest) != 2 || p.Title != "" {
		t.Errorf("prose alone: %s, %s", facts(p), shape(rest))
	}
}

// A dek that reads as prose stands over a byline, a date or a tag, within eleven
// lines of the first paragraph after them; it weighs 420 at most.
func TestPastTheDek(t *testing.T) {
	const title = "Our ferry sails again at noon"
	for _, c := range []struct {
		name   string
		blocks []block
		want   int
	}{
		{"a date", []block{{text: title}, own(420), {text: dated}, own(60)}, 3}, {"421 letters", []block{{text: title}, own(421), {text: dated}, own(60)}, 1},
		{"a byline", []block{{text: title}, own(60), {text: signed}, own(60)}, 3}, {"a section", []block{{text: title}, own(60), {text: section}, own(60)}, 3}, {"names", []block{{text: title}, own(60), {text: "Ida Lorn"}, own(60)}, 3}, {"a name with a date", []block{{text: title}, own(60), {text: "Ida Lorn | 2 March 2025"}, own(60)}, 3},
		{"a control and a credit between", []block{{text: title}, own(60), {text: control}, {text: dated}, {text: credit}, own(60)}, 5}, {"these alone", []block{{text: title}, own(60), {text: control}, {text: credit}, own(60)}, 1},
		{"another line between", []block{{text: title}, own(60), {text: "x"}, {text: dated}, own(60)}, 1}, {"after the date", []block{{text: title}, own(60), {text: dated}, {text: "x"}, own(60)}, 1},
		{"no paragraph after", []block{{text: title}, own(60), {text: dated}}, 1}, {"two paragraphs", []block{{text: title}, own(60), own(61), {text: dated}, own(60)}, 1},
		{"ten lines between", append(append([]block{{text: title}, own(60)}, slices.Repeat([]block{{text: dated}}, 10)...), own(60)), 12}, {"eleven", append(append([]block{{text: title}, own(60)}, slices.Repeat([]block{{text: dated}}, 11)...), own(60)), 1},
	} {
		if got := (&Page{}).pastDek(c.blocks, 1); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
	all := []block{own(60), {text: dated}, own(60)}
	if a, b := (&Page{}).pastDek(all, 0), (&Page{}).pastDek(all, 3); a != 0 || b != 3 {
		t.Errorf("nothing above, nothing below: %d, %d", a, b)
	}
}

func TestNameWithDate(t *testing.T) {
	room := strings.Repeat(" ", 160-len("Ida Lorn | 2 March 2025"))
	for s, want := range map[string]string{
		"Ida Lorn | 2 March 2025": "by=Ida Lorn on=2025-03-02", "Ida Lorn and Tom Reed, 2 March 2025 - 3 March 2025": "by=Ida Lorn+Tom Reed on=2025-03-02", "Ida Lorn" + room + " | 2 March 2025": "by=Ida Lorn on=2025-03-02", "Ida Lorn" + room + "  | 2 March 2025": "",
		"Ida Lorn | March": "", "2 March 2025": "", "the sea, 2 March 2025": "", "Ida Lorn | 2 March 2025.": "",
	} {
		p := &Page{}
		if is := p.bylineWithDate(s); facts(p) != want || is != (want != "") {
			t.Errorf("%q: %v, %q, want %q", s, is, facts(p), want)
		}
	}
	p := &Page{Authors: []string{"Tom Reed"}, Published: "2025-03-01"}
	if !p.bylineWithDate("Ida Lorn | 2 March 2025") || facts(p) != "by=Tom Reed on=2025-03-01" {
		t.Error("what is known stays:", facts(p))
	}
}

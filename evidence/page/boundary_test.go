package page

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// An article of a plain name, 240 letters of it without names or long words, and
// what may be another story's head after it.
const (
	ownTitle = "A port by the sea"
	credit   = "Photo: Cy Venn/Reuters"
	dated    = "2 March 2025"
	signed   = "By Ida Lorn"
	section  = "Politics | Europe"
	control  = "Read more"
	headline = "The old men go out to fish"
	another  = "Two more men who go out at ten"            // 30 letters: a headline of a list
	dekLine  = "Two more men who go out at ten in the sun" // 41 letters: what may be a dek
	plain    = "so it was and so it is."                   // no head of anything
)

func own(letters int) block { return block{text: strings.TrimSpace(long(letters, "sea", "."))} }

func lines(texts ...string) []block {
	var out []block
	for _, t := range texts {
		out = append(out, block{text: t})
	}
	return out
}

// Two signs of a head tell another story; one does not.
func TestAnotherStoryBegins(t *testing.T) {
	few := strings.Repeat("ab ", 3)
	for _, c := range []struct {
		name   string
		blocks []block
		begins bool
	}{
		{"a headline", lines(headline), false},
		{"a credit", lines(credit, headline), false}, {"a section", lines(section, headline), false}, {"a date", lines(dated, headline), false}, {"a byline", lines(signed, headline), false},
		{"credit and section", lines(credit, section, headline), true}, {"credit and date", lines(credit, headline, dated), true}, {"credit and byline", lines(credit, headline, signed), true},
		{"section and date", lines(section, headline, dated), true}, {"section and byline", lines(section, headline, signed), true}, {"date and byline", lines(headline, signed, dated), true},
		{"names alone are a byline", lines(credit, headline, "Ida Lorn"), true}, {"names before the headline", lines(credit, "Ida Lorn", headline), true}, {"words are none", lines(credit, plain, headline), false},
		{"a link and a date", []block{{kind: heading, text: headline, link: true}, {text: dated}}, true}, {"a link", []block{{kind: heading, text: headline, link: true}}, false},
		{"a date without a link", []block{{kind: heading, text: headline}, {text: dated}}, false},
		{"no headline", lines(credit, section, dated), false},
		{"the page's own title", lines(credit, section, ownTitle+", again"), false},
		{"a second short headline ends the head", lines(headline, another, signed, dated), false},
		{"a dek does not", lines(headline, dekLine, signed, dated), true},
		{"a head of nine", lines(credit, credit, credit, credit, credit, credit, credit, headline, dated), true},
		{"a head of ten", lines(credit, credit, credit, credit, credit, credit, credit, credit, headline, dated), false},
		{"a paragraph cut off", lines(credit, headline, few+"so they go…"), true}, {"with dots", lines(credit, headline, few+"so they go..."), true}, {"with a mark", lines(credit, headline, few+"so they go […]"), true},
		{"a paragraph that ends", lines(credit, headline, few+"so they go."), false},
		{"cut off in a quotation", []block{{text: credit}, {text: headline}, {kind: quote, text: few + "so they go…"}}, false},
		{"a control after it", lines(credit, headline, plain, control), true}, {"a headline before that", lines(credit, headline, plain, another, control), false},
		{"a credit before that", lines(credit, headline, plain, credit, control), false},
		{"a section before that", lines(signed, headline, plain, "Politics", control), false},
		{"a second headline first", lines(credit, headline, another, few+"so they go…"), true},
		{"the control after seven paragraphs", lines(credit, headline, plain, plain, plain, plain, plain, plain, plain, control), true},
		{"the control after eight", lines(credit, headline, plain, plain, plain, plain, plain, plain, plain, plain, control), false},
	} {
		// What ends the article is what begins at its second block; a third that
		// begins one of its own would be another boundary.
		p := &Page{Title: ownTitle}
		blocks := append([]block{own(240)}, c.blocks...)
		want := len(blocks)
		if c.begins {
			want = 1
		}
		if got := p.boundary(blocks); got != want && (c.begins || got == 1) {
			t.Errorf("%s: ends before block %d, want %d", c.name, got, want)
		}
	}
	p := &Page{Title: ownTitle}
	// A control before the head is a sign of it.
	if got := p.boundary(append([]block{own(240), {text: control}}, lines(credit, headline)...)); got != 2 {
		t.Errorf("after a control: %d, want 2", got)
	}
	if got := p.boundary(append([]block{own(240), {text: control}}, lines(headline)...)); got != 3 {
		t.Errorf("a headline after a control: %d, want 3", got)
	}
	if got := p.boundary([]block{own(240), {text: control}, {kind: heading, text: headline, link: true}, {text: dated}}); got != 2 {
		t.Errorf("a control begins no story itself: %d, want 2", got)
	}
	// A head is judged at its first line: a headline after a credit, a section, a
	// date or a byline does not begin it anew.
	for before, want := range map[string]bool{credit: false, section: false, dated: false, signed: false, plain: true, headline: true} {
		blocks := []block{own(240), {text: before}, {kind: heading, text: headline, link: true}, {text: dated}}
		var roles []int
		for _, b := range blocks {
			roles = append(roles, p.role(b))
		}
		if got := p.startsStory(blocks, roles, 2); got != want {
			t.Errorf("a story begins at the headline under %q: %v, want %v", before, got, want)
		}
	}
}

// No article ends before 240 letters of paragraphs.
func TestAnArticleHasLength(t *testing.T) {
	after := lines(credit, section, headline)
	for _, c := range []struct {
		name string
		own  []block
		ends bool
	}{
		{"239 letters", []block{own(239)}, false},
		{"240 letters", []block{own(240)}, true},
		{"two paragraphs", []block{own(120), own(120)}, true},
		{"two that are a letter short", []block{own(120), own(119)}, false},
		{"a quotation", []block{{kind: quote, text: own(240).text}}, false},
		{"lines that are no paragraphs", lines(strings.Repeat("sea ", 14), strings.Repeat("sea ", 14), strings.Repeat("sea ", 14), strings.Repeat("sea ", 14), strings.Repeat("sea ", 14)), false},
	} {
		p := &Page{Title: ownTitle}
		want := len(c.own) + len(after)
		if c.ends {
			want = len(c.own)
		}
		if got := p.boundary(append(slices.Clone(c.own), after...)); got != want {
			t.Errorf("%s: ends before block %d, want %d", c.name, got, want)
		}
	}
}

// What speaks of other things than the article is a sign of another story; what
// speaks of the same ones is one against it, but under a section and a date.
func TestAnotherStorySpeaksOfOtherThings(t *testing.T) {
	names := []string{"Arlo", "Bexley", "Corin", "Dunmor", "Elva", "Farley", "Gorm", "Hadley", "Iver", "Jorvik"}
	head := "A row of " + strings.Join(names, " and ")
	for _, c := range []struct {
		shared int
		before []string
		begins bool
	}{
		{2, []string{credit}, true}, {3, []string{credit}, false}, {2, nil, false},
		{6, []string{credit, dated}, true}, {7, []string{credit, dated}, false}, {10, []string{credit, dated, signed}, true},
		{7, []string{section, dated}, true}, {7, []string{section, credit}, true}, {7, []string{section, signed}, true},
	} {
		p := &Page{Title: ownTitle}
		article := own(240)
		article.text += " They met " + strings.Join(names[:c.shared], " and ") + "."
		blocks := append([]block{article}, lines(append(slices.Clone(c.before), head)...)...)
		want := len(blocks)
		if c.begins {
			want = 1
		}
		if got := p.boundary(blocks); got != want {
			t.Errorf("%d of ten names shared under %q: ends before block %d, want %d", c.shared, c.before, got, want)
		}
	}
	// Its paragraphs count, those after "read more" do not.
	names4 := "Arlo and Bexley and Corin and Dunmor"
	article := own(240)
	article.text += " They met " + names4 + "."
	if got := (&Page{Title: ownTitle}).boundary(append([]block{own(240)}, lines(credit, headline, "of "+names4+" it is so.")...)); got != 1 {
		t.Errorf("names of its paragraph: ends before block %d, want 1", got)
	}
	if got := (&Page{Title: ownTitle}).boundary(append([]block{article}, lines(credit, "A row of "+names4, plain, control, "of Elva and Farley and Gorm and Hadley and Iver and Jorvik and Kelm and Lund and Marn and Nore it is so.")...)); got != 6 {
		t.Errorf("names after a control: ends before block %d, want 6", got)
	}
	// The title is of the article too.
	p := &Page{Title: "Of " + strings.Join(names[:7], " and ")}
	if got := p.boundary(append([]block{own(240)}, lines(credit, dated, "A row of Arlo and Bexley and Corin and Dunmor")...)); got != 4 {
		t.Errorf("names of the title: ends before block %d, want 4", got)
	}
}

func TestSharedTopics(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		share float64
		sure  bool
	}{
		{"in Arlo Bexley Corin Dunmor", "Arlo and Corin", 0.5, true}, {"in Arlo Bexley Corin Dunmor", "none of it", 0, true}, {"in Arlo Bexley Corin", "Arlo", 0, false},
		// Three of six long words: 1.5 times a half, less 0.3.
		{"harbour ferries sailing tariffs anchors beacons", "Harbour, ferries and sailing", 0.45, true},
		{"harbour ferries sailing tariffs anchors beacons", "harbour", 0, true}, // below nought
		{"harbour ferries sailing tariffs anchors", "harbour ferries sailing", 0, false},
	} {
		share, sure := topicOverlap(c.a, c.b)
		if sure != c.sure || share < c.share-1e-9 || share > c.share+1e-9 {
			t.Errorf("%q in %q: %v, %v, want %v, %v", c.a, c.b, share, sure, c.share, c.sure)
		}
	}
	for _, c := range []struct{ text, names, words string }{
		{"Arlo met Bexley", "Bexley", "bexley"},                       // the first word of a text is large in any case
		{"he met Arlo. Bexley met Corin", "Arlo Corin", "bexley"},     // and that of a sentence
		{"a: Arlo; Bexley! Corin? Dunmor “Elva", "", "bexley dunmor"}, // after a colon, a mark, in quotation marks
		{"in Arlo's and Bexley’s port", "Arlo Bexley", "bexley"},      // without the genitive
		{"in Ul and Ulm", "Ulm", ""},                                  // three letters
		{"on Monday The President said", "", "monday president"},      // names of none
		{"the harbor docks", "", "harbor"},                            // six letters
		{"항만 당국 회의", "당국 항만 회의", ""},                                  // two to six signs, the first two of each
		{"横須賀港湾局 東京湾岸管理局 船", "横須", ""},                                // six, seven and one
		{"カタカナとひらがな", "カタ", ""},                                       // hiragana are none
		{"abcd 日本", "", ""},                                           // four tenths and less are no text of these
	} {
		names, words := topicWords(c.text)
		if n, w := strings.Join(slices.Sorted(maps.Keys(names)), " "), strings.Join(slices.Sorted(maps.Keys(words)), " "); n != c.names || w != c.words {
			t.Errorf("%q: names %q, words %q, want %q, %q", c.text, n, w, c.names, c.words)
		}
	}
}

// A line has its part in a head by what it holds; a table or a quotation has none,
// nor has what weighs more than 260.
func TestPartsOfAHead(t *testing.T) {
	p := &Page{Section: "Ferries", Tags: []string{"Old Docks"}}
	for _, c := range []struct {
		b    block
		role int
	}{
		{block{text: control}, roleControl}, {block{text: credit}, roleCredit}, {block{text: dated}, roleDate}, {block{text: signed}, roleByline}, {block{text: section}, roleSection}, {block{text: headline}, roleHeadline}, {block{text: plain}, roleNone},
		{block{text: "FERRIES"}, roleSection}, {block{text: "old docks"}, roleSection}, {block{text: "New Docks"}, roleNone},
		{block{kind: heading, text: headline}, roleHeadline}, {block{kind: item, text: headline}, roleHeadline}, {block{kind: item, order: 1, text: headline}, roleNone}, {block{kind: item, order: 1, text: dated}, roleDate},
		{block{kind: table, text: headline}, roleNone}, {block{kind: pre, text: headline}, roleNone}, {block{kind: quote, text: headline}, roleNone},
		{block{text: "Photo: " + strings.Repeat("x", 253)}, roleCredit}, {block{text: "Photo: " + strings.Repeat("x", 254)}, roleNone},
	} {
		if got := p.role(c.b); got != c.role {
			t.Errorf("%.40q of kind %d: %d, want %d", c.b.text, c.b.kind, got, c.role)
		}
	}
}

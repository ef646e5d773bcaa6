package check

import (
	"fmt"
	"testing"

	"entente/archive"
	"entente/evidence/lex"
)

func TestPagesIn(t *testing.T) {
	for locator, want := range map[string]string{
		"p. 7": "[{7 7}]", "7": "[{7 7}]", "pp. 7–9": "[{7 9}]", "7-9, 12": "[{7 9} {12 12}]", "pp. 107–8": "[{107 108}]", "page 3; 5": "[{3 3} {5 5}]",
		"7頁": "[{7 7}]", "12쪽": "[{12 12}]", "с. 4": "[{4 4}]", "para. 4": "[]", "art. 3": "[]", "table 2": "[]", "": "[]",
	} {
		if got := fmt.Sprint(pagesIn(locator)); got != want {
			t.Errorf("%q: %s, want %s", locator, got, want)
		}
	}
}

func TestPagesOf(t *testing.T) {
	p := &pageText{}
	first := "The parties share every warning[^1] on the river, 417 of\nthem in all.\n\n[^1]: Of 62 percent.\n\n417 of them were late."
	at := func(s string) int {
		for i := range first {
			if len(first)-i >= len(s) && first[i:i+len(s)] == s {
				return i
			}
		}
		return -1
	}
	p.read([]archive.Version{
		{Kept: archive.Kept{Turns: []archive.Turn{{At: 0, Page: 3}, {At: at("on the river"), Page: 4}, {At: at("[^1]: Of"), Page: 3}, {At: at("417 of them"), Page: 9}}, PageOffset: 16}, Body: first},
		{Body: "An old page of 5 villages, and the parties share every warning on the river."},
	})
	figure := func(s string) lex.Figure { return lex.Numbers(s)[0] }
	for what, c := range map[string]struct{ got, want []int }{
		"a quotation over two pages": {p.pagesOfWords("share every warning on the river"), []int{3, 4}},
		"one that is not there":      {p.pagesOfWords("share every letter on the river"), nil},
		"a figure on two":            {p.pagesOfFigure(figure("417")), []int{4, 9}},
		"one of a note":              {p.pagesOfFigure(figure("62 percent")), []int{3}},
		"one of a version without":   {p.pagesOfFigure(figure("5 villages")), nil},
	} {
		if fmt.Sprint(c.got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %v, want %v", what, c.got, c.want)
		}
	}
	if p.offset != 16 {
		t.Errorf("offset %d", p.offset)
	}
}

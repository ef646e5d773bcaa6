package check

import (
	"fmt"
	"testing"

	"entente/dossier"
	"entente/evidence/lex"
)

// TestPagesOfLocators reads the pages that a locator names, and none from one that names
// anything else.
func TestPagesOfLocators(t *testing.T) {
	for locator, want := range map[string]string{
		"p. 4": "[{4 4}]", "4": "[{4 4}]", "pp. 4-6": "[{4 6}]", "pages 107–8": "[{107 108}]", "107–08, 9": "[{107 108} {9 9}]", "S. 4; 7": "[{4 4} {7 7}]", "12頁": "[{12 12}]", "쪽 12": "[{12 12}]", "12쪽": "[{12 12}]", "4—5": "[{4 5}]", "99-100": "[{99 100}]",
		"para. 4": "[]", "": "[]", "Article 9": "[]", "p. iv": "[]", "123456": "[]", "p. 99999": "[{99999 99999}]",
	} {
		if got := fmt.Sprint(pagesIn(locator)); got != want {
			t.Errorf("%q names %s, want %s", locator, got, want)
		}
	}
	r := pageRange{4, 6}
	for n, want := range map[int]bool{3: false, 4: true, 5: true, 6: true, 7: false} {
		if r.has(n) != want {
			t.Errorf("page %d is of 4 to 6: %v", n, !want)
		}
	}
	for n, want := range map[int]string{1: "p. 4", 2: "pp. 4, 5", 6: "pp. 4, 5, 6, 7, 8, 9", 7: "pp. 4, 5, 6, 7, 8, 9"} { // six are enough
		if got := pagesWords([]int{4, 5, 6, 7, 8, 9, 10}[:n]); got != want {
			t.Errorf("%d pages: %q, want %q", n, got, want)
		}
	}
}

// TestFigureWords says of a figure what bounds it, and rounds one that stands in words.
func TestFigureWords(t *testing.T) {
	third := 100.0 / 3
	for _, c := range []struct {
		f    lex.Figure
		want string
	}{
		{lex.Figure{Value: 40, Unit: lex.Percent}, "40 percent"}, {lex.Figure{Value: 40.5}, "40.5"}, {lex.Figure{Value: 40, Bound: 1}, "at least 40"}, {lex.Figure{Value: 40, Bound: -1, Unit: "boats"}, "at most 40 boats"},
		{lex.Figure{Value: third, Unit: lex.Percent, InWords: true, Approx: true}, "about 33 percent"}, {lex.Figure{Value: 40.5, Unit: lex.Percent, Approx: true}, "40.5 percent"}, {lex.Figure{Value: 40.5, Unit: lex.Percent, InWords: true}, "40.5 percent"}, {lex.Figure{Value: 40.5, InWords: true, Approx: true}, "40.5"},
	} {
		if got := figureWords(c.f); got != c.want {
			t.Errorf("%+v is %q, want %q", c.f, got, c.want)
		}
	}
}

// TestNearestDate takes the date that stands nearest, and none behind a semicolon where
// there is another.
func TestNearestDate(t *testing.T) {
	const s = "In 2019 the ministry met; in March 2021 it had gone, and by 2024 so had all."
	when := datesIn(s)
	if len(when) != 3 {
		t.Fatalf("%v", when)
	}
	at := func(word string) lex.Span {
		for i := range s {
			if len(s)-i >= len(word) && s[i:i+len(word)] == word {
				return lex.Span{Start: i, End: i + len(word)}
			}
		}
		t.Fatalf("no %q", word)
		return lex.Span{}
	}
	for word, want := range map[string]dossier.Date{"ministry": {Year: 2019}, "met": {Year: 2019}, "it": {Year: 2021, Month: 3}, "gone": {Year: 2021, Month: 3}, "by": {Year: 2024}, "all": {Year: 2024}, "2021": {Year: 2021, Month: 3}} {
		span := at(" " + word)
		span.Start++
		if got := nearest(when, s, span); got != want {
			t.Errorf("nearest to %q is %v, want %v", word, got, want)
		}
	}
	h := &dossier.Holder{From: dossier.Date{Year: 2020, Month: 3}, To: dossier.Date{Year: 2022, Month: 6, Day: 30}}
	for on, want := range map[dossier.Date]bool{{Year: 2020}: true, {Year: 2020, Month: 2}: false, {Year: 2020, Month: 3}: true, {Year: 2022}: true, {Year: 2022, Month: 6, Day: 30}: true, {Year: 2022, Month: 7}: false, {Year: 2023}: false} {
		if inTerm(h, on) != want {
			t.Errorf("%v is in the term: %v", on, !want)
		}
	}
}
